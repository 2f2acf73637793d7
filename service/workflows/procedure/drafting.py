"""How a case begins: by which procedure, and for whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from service.core.effects import Claim
from service.core.rulebook.procedures import SECRETARY, SUBJECT, Procedure
from service.core.texts import Words, series, text
from service.core.workflow import Context, Outcome, Rejected
from service.sdk.panels import choice, grid
from service.sdk.state import State
from service.sdk.turn import refused
from service.sdk.typed_names import by_names
from service.workflows.procedure import going, view
from service.workflows.procedure.model import PERMISSION, Case, CaseState, CaseTurn, Folder
from service.workflows.procedure.people import secretaries, who_words

APPLY = "apply"
OFFERED = 12  # people who are offered as buttons


def begin(context: Context, unit: int, details: Mapping[str, Any]) -> CaseState | Rejected:
    """A draft from a command, or the `case` that somebody takes along to another unit."""
    moved = details.get("case")
    if isinstance(moved, State):
        return moved
    actor, applies = context.actor, details.get("command") == APPLY
    if not applies and actor is not None and not context.may(PERMISSION, unit):
        return refused("sdk-not-allowed")
    by = actor.id if actor is not None else None
    subject = by if applies and by is not None else 0
    state: CaseState = State("draft", Case(), Folder(subject=subject, applied=applies), by)
    book = context.rules.book_of(context.roster, unit)
    if not any(_fits(context, each, subject) for each in book.procedures):
        return refused("procedure-none" if not applies else "procedure-none-to-apply")
    return state


def _fits(context: Context, procedure: Procedure, applicant: int) -> bool:
    """Whether who acts may begin it: an applicant for themselves, else who leads cases."""
    if not applicant:
        return SECRETARY in procedure.begins
    person = context.roster.people.get(applicant)
    allowed = procedure.standings
    known = person is not None and (not allowed or person.standing in allowed)
    return SUBJECT in procedure.begins and known


def offered(turn: CaseTurn) -> list[Procedure]:
    """What who acts may begin."""
    folder = turn.state.progress
    applicant = folder.subject if folder.applied else 0
    return [each for each in turn.book.procedures if _fits(turn.context, each, applicant)]


def is_drafter(turn: CaseTurn) -> bool:
    """A draft is its author's."""
    return turn.actor is not None and turn.actor.id == turn.state.organizer


# -- what is asked


def started(turn: CaseTurn) -> Outcome:
    """A draft asks; a case that was taken along goes on here."""
    if turn.state.phase == "draft":
        return asked(turn, "drafted")
    said = text("procedure-arrived")
    elsewhere = turn.becomes(replace(turn.state, phase="moved"))
    told = going.tell(turn, secretaries(turn), said)
    return going.settled(elsewhere, turn, "arrived", first=told)


def asked(turn: CaseTurn, step: str) -> Outcome:
    """What is still missing, else the whole before it begins."""
    known = _procedure(turn)
    way_out = grid(turn.activity, "sdk-button-drop")
    prompt, title = "", text("procedure-new")
    if known is None:
        rows = tuple(
            (choice(turn.activity, "procedure", each.name, each.id),) for each in offered(turn)
        )
        shown = view.page(turn, text("procedure-ask-procedure"), rows=(*rows, *way_out))
    elif known.of == "matter" and not turn.state.definition.title:
        prompt = "title"
        shown = view.page(turn, text("procedure-ask-title", name=known.name), rows=way_out)
    elif known.of == "person" and not turn.state.progress.subject:
        prompt = "subject"
        people = [each for each in turn.roster.members(turn.unit) if _may_be(known, each.standing)]
        few = people if len(people) <= OFFERED else []
        rows = tuple(
            (choice(turn.activity, "subject", turn.roster.name(each.id), each.id),) for each in few
        )
        words = text("procedure-ask-subject", name=known.name)
        shown = view.page(turn, words, rows=(*rows, *way_out))
    else:
        shown = view.page(turn, _preview(turn, known), rows=(
            *grid(turn.activity, "procedure-button-begin"), *way_out))  # fmt: skip
    shown = replace(shown, title=title)
    effects = turn.reply(shown, going.ASK, prompt=prompt)
    return turn.done(f"procedure.{step}", state=turn.state, effects=effects)


def _may_be(procedure: Procedure, standing: str) -> bool:
    return not procedure.standings or standing in procedure.standings


def _procedure(turn: CaseTurn) -> Procedure | None:
    return turn.book.procedure(turn.state.definition.procedure)


def _preview(turn: CaseTurn, procedure: Procedure) -> Words:
    subject = turn.state.progress.subject
    name: Words = turn.roster.name(subject) if subject else turn.state.definition.title
    first = procedure.steps[0]
    whole = turn.becomes(turn.state.advanced(procedure=procedure))
    return text(
        "procedure-preview",
        procedure=procedure.name,
        name=name,
        n=len(procedure.steps),
        steps=series(each.name for each in procedure.steps[:5]),
        more=int(len(procedure.steps) > 5),
        first=first.name,
        who=who_words(whole, first),
    )


def show(turn: CaseTurn) -> Outcome:
    return asked(turn, "draft_shown")


def pick(turn: CaseTurn) -> Outcome:
    """The procedure that was tapped."""
    picked = "".join(turn.args()[:1])
    if picked not in [each.id for each in offered(turn)]:
        return turn.refuse("sdk-moved-on")
    return asked(turn.becomes(turn.state.defined(procedure=picked)), "picked")


def title(turn: CaseTurn) -> Outcome:
    """What the matter is called."""
    words = turn.one_line(100)
    if isinstance(words, Rejected):
        return words
    return asked(turn.becomes(turn.state.defined(title=words)), "titled")


def subject(turn: CaseTurn) -> Outcome:
    """For whom: tapped, or typed."""
    known = _procedure(turn)
    if known is None or turn.state.progress.applied:
        return turn.refuse("sdk-moved-on")
    if turn.name.startswith("?"):
        typed = by_names(turn.roster, turn.unit, turn.line())
        meant = [each for found in typed.values() for each in found]
    else:
        meant = [each for each in turn.ints() if each in turn.roster.people]
    people = [each for each in meant if turn.roster.within(_unit(turn, each), turn.unit)]
    if len(people) != 1:
        return turn.refuse("procedure-unknown-name", names=series([turn.line()[:60] or "—"]))
    if not _may_be(known, turn.roster.people[people[0]].standing):
        return turn.refuse("procedure-not-for", name=turn.roster.name(people[0]))
    return asked(turn.becomes(turn.state.advanced(subject=people[0])), "named")


def _unit(turn: CaseTurn, person: int) -> int:
    return turn.roster.people[person].unit


def drop(turn: CaseTurn) -> Outcome:
    gone = replace(turn.state, phase="cancelled")
    told = turn.reply(view.page(turn, text("sdk-dropped")), going.ASK)
    return turn.done("procedure.dropped", state=gone, effects=told, finished=True)


# -- the beginning


def publish(turn: CaseTurn) -> Outcome:
    """The case has begun: whoever takes its first step is asked. A person has one case of a kind
    at a time."""
    known, folder = _procedure(turn), turn.state.progress
    person = turn.roster.people.get(folder.subject)
    if known is None or not ((person and person.active) or turn.state.definition.title):
        return turn.refuse("sdk-incomplete")
    if known.id not in [each.id for each in offered(turn)]:
        return turn.refuse("sdk-moved-on")
    key = f"procedure:{known.id}:{folder.subject or turn.id}"
    if key in turn.context.taken:
        return turn.refuse("procedure-runs-already")
    state = replace(turn.state, phase="running").timed(opens_at=turn.now)
    state = state.advanced(procedure=known, begun=turn.now, told=turn.now)
    now = turn.becomes(state)
    word = text("procedure-has-begun")
    return going.settled(turn, now, "begun", word, first=(Claim(key),))
