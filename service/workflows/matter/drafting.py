"""How a matter is reported: its kind, what has to be told of it, and a look before it goes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from unicodedata import normalize

from service.core.effects import Effect, Send
from service.core.events import Started
from service.core.message import Message
from service.core.rulebook import MatterKind
from service.core.texts import series, text
from service.core.workflow import Context, Outcome, Rejected
from service.sdk.cards import styled
from service.sdk.cases import registered
from service.sdk.panels import Rows, button, choice, grid, in_rows
from service.sdk.state import State
from service.sdk.thread import LONGEST
from service.sdk.turn import PANEL, refused
from service.workflows.matter.model import (
    READ,
    REPORT,
    Course,
    Matter,
    MatterState,
    MatterTurn,
    queue,
    rule,
    within,
)
from service.workflows.matter.view import CASES, label, whole

REST = "rest"  # every question that is left
_SEVERAL = re.compile(
    r"(?<!\d)1[.、)](?!\d).*(?<!\d)2[.、)](?!\d)|一、.*二、|\(一\).*\(二\)", re.DOTALL
)
"""A list with a first and a second item, in the NFKC form."""


def begin(context: Context, unit: int, details: Mapping[str, Any]) -> MatterState | Rejected:
    """A report by its command; or a look into the ledger, which is over at once."""
    ledger = details.get("command") == "matters"
    if not context.may(READ if ledger else REPORT, unit):
        return refused("sdk-not-allowed")
    if not ledger and not context.rules.book_of(context.roster, unit).matters:
        return refused("matter-no-kinds")
    by = context.actor.id if context.actor is not None else None
    course = Course(**registered(context, unit))
    return State("ledger" if ledger else "draft", Matter(), course, by)


def ask_kind(turn: MatterTurn) -> Outcome:
    """Which kind; what nobody is asked about stands below."""
    kinds = [each for each in turn.book.matters if each.active]
    meant = [
        choice(turn.activity, "kind", each.name, each.id) for each in kinds if not each.instead
    ]
    needless = [choice(turn.activity, "kind", each.name, each.id) for each in kinds if each.instead]
    rows = (*in_rows(meant, 2), *in_rows(needless, 1), *grid(turn.activity, "matter-button-drop"))
    return _shown(turn, "matter.kind_asked", Message(text("matter-ask-kind"), choices=rows))


def choose(turn: MatterTurn) -> Outcome:
    """The kind that was tapped (`kind:id`): its questions come next. Of what need not be asked it
    is said at once what to do instead."""
    kind = next((each for each in turn.book.matters if (each.id,) == turn.args()), None)
    if kind is None:
        return turn.refuse("sdk-moved-on")
    if kind.instead is not None:
        rows = grid(turn.activity, "matter-button-kinds", "matter-button-drop")
        said = text("matter-needless", name=kind.name, instead=kind.instead)
        return _shown(turn, "matter.needless", Message(said, choices=rows))
    chosen = turn.becomes(turn.state.defined(kind=kind))
    if found := CASES.refused_abroad(chosen):
        return found
    if not queue(chosen):
        return turn.refuse("matter-nobody-above")
    return ask_next(chosen.with_part(CASES.of(turn)), "matter.kind_chosen")


def ask_next(turn: MatterTurn, action: str) -> Outcome:
    """What has not been told yet; the preview once everything has."""
    answers = CASES.of(turn).answers
    left = next((each for each in rule(turn).asks if each not in answers), None)
    return _ask(turn, left, action) if left is not None else preview(turn, action)


def ask_again(turn: MatterTurn) -> Outcome:
    """One of the answers is to be changed (`field:name`), or which one."""
    names = [each for each in rule(turn).asks if (each,) == turn.args()]
    if names:
        return _ask(turn, names[0], "matter.asked")
    fields = [choice(turn.activity, "field", label(each), each) for each in rule(turn).asks]
    rows = (*in_rows(fields, 2), *grid(turn.activity, "sdk-button-keep"))
    return _shown(turn, "matter.edit_asked", Message(text("sdk-edit"), choices=rows))


def skip(turn: MatterTurn) -> Outcome:
    """Nothing is known of it yet, or there is nothing to say (`skip:field`); or all the rest can
    wait (`skip:rest`), as help comes first."""
    left = [each for each in rule(turn).asks if each not in CASES.of(turn).answers]
    if turn.args() == (REST,) and not any(_is_needed(turn, each) for each in left):
        unknown: dict[str, str] = dict.fromkeys(left, "")
        answers = {**CASES.of(turn).answers, **unknown}
        filled = turn.with_part(replace(CASES.of(turn), answers=answers))
        return ask_next(filled, "matter.filled_in")
    if turn.args() not in [(each,) for each in rule(turn).asks if not _is_needed(turn, each)]:
        return turn.refuse("sdk-moved-on")
    return _answered(turn, turn.args()[0], "")


def take(turn: MatterTurn) -> Outcome:
    """The answer that was typed."""
    field = "".join(turn.args()[:1])
    words = turn.words(LONGEST)
    if field not in rule(turn).asks:
        return turn.refuse("sdk-moved-on")
    if isinstance(words, Rejected):
        return words
    found = CASES.refused_abroad(turn) or _unfit(turn, rule(turn), words)
    if found is not None:
        return found
    if rule(turn).form == "request" and field == "when":
        when = turn.when()
        if isinstance(when, Rejected):
            return turn.refuse("matter-before") if when.code == "sdk.past" else when
        if when.at <= turn.now:
            return turn.refuse("matter-before")
        turn = turn.with_part(replace(CASES.of(turn), at=when.at))
    return _answered(turn, field, words)


def _unfit(turn: MatterTurn, kind: MatterKind, words: str) -> Rejected | None:
    """One matter each, and no request in what only reports."""
    if kind.form == "request" and _SEVERAL.search(normalize("NFKC", words)):
        return turn.refuse("matter-one-each")
    hidden = next((each for each in kind.without if each in words), None)
    return turn.refuse("matter-hidden", words=hidden) if hidden is not None else None


def _answered(turn: MatterTurn, field: str, words: str) -> Outcome:
    report = CASES.of(turn)
    answers = {**report.answers, field: words}
    return ask_next(turn.with_part(replace(report, answers=answers)), "matter.filled_in")


def _is_needed(turn: MatterTurn, field: str) -> bool:
    return field == "what" or (field == "when" and rule(turn).form == "request")


def _ask(turn: MatterTurn, field: str, action: str) -> Outcome:
    skips = choice(turn.activity, "skip", text("matter-button-skip"), field)
    later = choice(turn.activity, "skip", text("matter-button-rest"), REST)
    hurries = rule(turn).urgent and not _is_needed(turn, field)
    rows = grid(
        turn.activity,
        later if hurries else "",
        "" if _is_needed(turn, field) else skips,
        _way_out(turn),
    )
    asked = Message(text(f"matter-ask-{field}", form=rule(turn).form), rule(turn).name, rows)
    return _shown(turn, action, asked, prompt=f"field.{field}")


def _way_out(turn: MatterTurn) -> str:
    """A draft can be dropped; what was returned is on record."""
    return "matter-button-drop" if turn.state.phase == "draft" else "sdk-button-keep"


def preview(turn: MatterTurn, action: str = "matter.previewed") -> Outcome:
    """What will be read above, and by whom first."""
    kind, people = rule(turn), queue(turn)
    if not people:
        return turn.refuse("matter-nobody-above")
    first = people[0]
    said = text(
        "matter-preview",
        name=turn.roster.name(first.id),
        unit=turn.roster.units[first.unit].name,
        others=series(turn.roster.names(each.id for each in people[1:4])),
        n=len(people) - 1,
        within=within(turn),
        urgent=str(kind.urgent).lower(),
    )
    rows: Rows = grid(
        turn.activity,
        styled(button(turn.activity, "matter-button-send"), "primary"),
        ("matter-button-field", _way_out(turn)),
    )
    content = CASES.confided(turn, whole(turn))
    return _shown(turn, action, Message(said, kind.name, rows), *content)


def show(turn: MatterTurn) -> Outcome:
    """The draft, where it was left."""
    if turn.state.definition.kind is None:
        return ask_kind(turn)
    return ask_next(turn, "matter.shown")


def _shown(
    turn: MatterTurn, action: str, message: Message, *before: Send, prompt: str = ""
) -> Outcome:
    """A step of the draft. What was typed may be confidential, so the journal seals it."""
    effects: tuple[Effect, ...] = (*before, *turn.reply(message, PANEL, prompt=prompt))
    secret = not isinstance(turn.event, Started)
    return turn.done(action, state=turn.state, part=turn.part, effects=effects, secret=secret)
