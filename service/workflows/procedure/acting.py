"""How evidence is brought: asked for, looked over with its day, and taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from service.core.calendar import shown
from service.core.effects import Erase
from service.core.events import Attached, Said
from service.core.message import StoredFile
from service.core.queries import Held
from service.core.records import Counted
from service.core.rulebook.duties import TALK
from service.core.rulebook.procedures import Blank, Evidence, ProcedureStep
from service.core.texts import Named, Secret, Words, lines, series, text
from service.core.workflow import Outcome, Rejected
from service.sdk.panels import choice
from service.sdk.times import read_past
from service.sdk.turn import MOST_DIGITS
from service.sdk.typed_names import by_names
from service.workflows.procedure import going, order, view
from service.workflows.procedure.model import (
    Answer,
    CaseTurn,
    Paper,
    this_day,
)
from service.workflows.procedure.people import is_actor, who_words

LARGEST = 20 * 2**20  # bytes of a file
LONGEST = 2000  # characters of a line of a form
TODAY = "today"  # the answer to a day, tapped
OFFERED = 8  # closed activities that are offered
HELD = ("meeting", "vote", "talk")  # evidence that an activity of another kind gives

Wanted = tuple[ProcedureStep, int, Evidence]


def held(turn: CaseTurn) -> Held | None:
    """A requirement: what was held since the case began, where that is asked for."""
    folder, args = turn.state.progress, (*turn.args(), "", "")
    steps = folder.procedure.steps if folder.procedure is not None else ()
    items = next((each.evidence for each in steps if each.id == args[0]), ())
    wanted = [each for at, each in enumerate(items) if str(at) == args[1] and each.kind in HELD]
    return Held(turn.unit, _since(turn)) if wanted else None


# -- whether it can be


def find(turn: CaseTurn) -> Wanted | Rejected:
    """The step and the piece of evidence that the event names; refused where there is none, or
    where the step can't be taken, with who takes it or from when on."""
    args = (*turn.args(), "", "")
    steps = {each.id: each for each in turn.state.progress.rule.steps}
    step, number = steps.get(args[0]), args[1]
    if step is None or not number.isdigit() or len(number) > 2:
        return turn.refuse("sdk-moved-on")
    if int(number) >= len(step.evidence):
        return turn.refuse("sdk-moved-on")
    refused, item = may_take(turn, step, this_day(turn)), step.evidence[int(number)]
    if refused is None and item.kind == "approval" and (lacking := before_deciding(turn, step)):
        names = series(view.item_words(turn, step.evidence[each]) for each in lacking)
        return turn.refuse("procedure-not-ready", names=names)
    return refused or (step, int(number), item)


def before_deciding(turn: CaseTurn, step: ProcedureStep) -> list[int]:
    """What is missing of a step beside the decision."""
    missing = turn.state.progress.missing(step)
    return [each for each in missing if step.evidence[each].kind != "approval"]


def may_take(turn: CaseTurn, step: ProcedureStep, day: date) -> Rejected | None:
    """Why the actor can't take the step on this day; None: they can."""
    folder = turn.state.progress
    if order.is_over(folder, step):
        return turn.refuse("procedure-done-already", step=step.name)
    if not is_actor(turn, step):
        return turn.refuse("procedure-not-yours", step=step.name, who=who_words(turn, step))
    if folder.objecting():
        return turn.refuse("procedure-objection-open", n=len(folder.objecting()))
    found = order.hindrance(turn, step, day)
    return view.why_not(turn, step, found) if found is not None else None


# -- asking for it


def give(turn: CaseTurn) -> Outcome:
    """Ask for the piece of evidence (`give:step.item`)."""
    found = find(turn)
    if isinstance(found, Rejected):
        return found
    step, at, item = found
    if item.kind == "form":
        return _ask_blank(turn, _new(turn, step, at), 0)
    if item.kind == "confirm":
        return look_over(turn, _new(turn, step, at))
    if item.kind in HELD:
        return _offer(turn, found)
    if item.kind in ("file", "names", "study"):
        asked = text(
            "procedure-ask-item",
            kind=item.kind,
            name=view.asked_words(turn, item),
            least=item.least,
            most=item.most,
            n=item.hours,
        )
        return _asking(turn, asked, f"{item.kind}.{step.id}.{at}")
    return turn.refuse("sdk-moved-on")


def _new(turn: CaseTurn, step: ProcedureStep, at: int) -> Paper:
    by = turn.actor.id if turn.actor is not None else 0
    return Paper(step.id, at, by, turn.now, this_day(turn))


def _asking(turn: CaseTurn, asked: Words, token: str, rows: Any = ()) -> Outcome:
    shown_ = view.question(turn, asked, rows=rows)
    return turn.done(
        "procedure.asked", state=turn.state, effects=turn.reply(shown_, "ask", prompt=token)
    )


def drafted(turn: CaseTurn, paper: Paper) -> CaseTurn:
    """The turn with the paper as this person has made it so far."""
    others = [each for each in turn.state.progress.drafts if each.by != paper.by]
    return turn.becomes(turn.state.advanced(drafts=(*others, paper)))


# -- a form, line by line


def _ask_blank(turn: CaseTurn, paper: Paper, number: int) -> Outcome:
    """The next line of the form; after the last, the whole is looked over."""
    item = turn.state.progress.rule.step(paper.step).evidence[paper.item]
    if number >= len(item.fields):
        return look_over(turn, paper)
    blank = item.fields[number]
    if blank.sensitive and turn.context.abroad:
        return turn.refuse("procedure-not-abroad")
    place = (paper.step, paper.item, number)
    rows = [
        (choice(turn.activity, "field", each, *place, at),) for at, each in enumerate(blank.choices)
    ]
    if blank.type == "date":
        today = text("procedure-button-today", day=order.noon(turn, this_day(turn)))
        rows.append((choice(turn.activity, "field", today, *place, TODAY),))
    if not blank.required:
        empty = choice(turn.activity, "field", text("procedure-button-empty"), *place, "no")
        rows.append((empty,))
    asked = lines(
        text("procedure-ask-blank", n=number + 1, of=len(item.fields), name=blank.name),
        text("procedure-ask-how", type=blank.type) if blank.type != "text" else None,
        text("procedure-ask-sealed") if blank.sensitive else None,
    )
    token = f"field.{paper.step}.{paper.item}.{number}"
    return _asking(drafted(turn, paper), asked, token, rows)


def field(turn: CaseTurn) -> Outcome:
    """A line of the form, typed (`?field.step.item.line`) or tapped."""
    found, args = find(turn), turn.args()
    if isinstance(found, Rejected):
        return found
    step, at, item = found
    place = int(args[2]) if len(args) > 2 and args[2].isdigit() and len(args[2]) < 4 else -1
    paper = turn.state.progress.draft(turn.actor.id) if turn.actor is not None else None
    if paper is None or (paper.step, paper.item) != (step.id, at) or place > len(paper.answers):
        return turn.refuse("sdk-moved-on")
    if not 0 <= place < len(item.fields):
        return turn.refuse("sdk-moved-on")
    blank = item.fields[place]
    answer = _tapped(turn, blank, args[3:]) if args[3:] else _typed(turn, blank)
    if isinstance(answer, Rejected):
        return answer
    if answer is None:
        return turn.refuse("sdk-moved-on")
    kept = (
        Answer(blank.id, picked=answer) if isinstance(answer, Named) else Answer(blank.id, answer)
    )
    if blank.sensitive and isinstance(answer, str):
        kept = Answer(blank.id, sealed=Secret(fresh=answer) if answer else None)
    paper = replace(paper, answers=(*paper.answers[:place], kept))
    if blank.type == "date" and isinstance(answer, str) and answer:
        paper = replace(paper, on=min(date.fromisoformat(answer), this_day(turn)))
    outcome = _ask_blank(turn, paper, place + 1)
    if isinstance(outcome, Rejected) or not blank.sensitive or not isinstance(turn.event, Said):
        return outcome
    return replace(outcome, secret=True, effects=(Erase(turn.event.ref), *outcome.effects))


def _tapped(turn: CaseTurn, blank: Blank, args: Sequence[str]) -> str | Named | None:
    """The choice; this day; "" for a line that is left empty; None: it is none."""
    if args[0] == TODAY:
        return this_day(turn).isoformat() if blank.type == "date" else None
    if args[0] == "no":
        return None if blank.required else ""
    if not args[0].isdigit() or len(args[0]) > MOST_DIGITS or int(args[0]) >= len(blank.choices):
        return None
    return blank.choices[int(args[0])]


def _typed(turn: CaseTurn, blank: Blank) -> str | Rejected:
    words = turn.event.text.strip() if isinstance(turn.event, Said) else ""
    if not 0 < len(words) <= LONGEST:
        return turn.refuse("sdk-bad-text", most=LONGEST)
    if blank.type == "choice":
        return turn.refuse("procedure-tap-one")
    if blank.type == "number":
        if not turn.typed().replace(".", "", 1).isdigit() or not turn.typed().isascii():
            return turn.refuse("procedure-no-number", name=view.unasked(blank.name))
        return turn.typed()
    if blank.type == "date":
        day = read_past(turn.typed(), turn.now, turn.now, turn.timezone)
        if day is None:
            return turn.refuse("procedure-no-day")
        return shown(day, turn.unit_timezone).date().isoformat()
    return words


# -- a file, names, hours


def attached(turn: CaseTurn) -> Outcome:
    """A file that was asked for."""
    event = turn.event
    if not isinstance(event, Attached) or not event.asked:
        return turn.refuse("procedure-no-file-asked")
    found = find(turn)
    if isinstance(found, Rejected):
        return found
    step, at, item = found
    if item.kind != "file":
        return turn.refuse("procedure-no-file-asked")
    if event.size > LARGEST:
        return turn.refuse("procedure-too-large", most=LARGEST // 2**20)
    name = " ".join(event.name.split())[:120]
    stored = StoredFile(event.ref.chat.account, event.file_id, name, event.mime, event.size)
    return look_over(turn, replace(_new(turn, step, at), file=stored))


def no_file(turn: CaseTurn) -> Outcome:
    """Words where a file was asked for."""
    return turn.refuse("procedure-send-file")


def names(turn: CaseTurn) -> Outcome:
    """Who has a role from now on."""
    found = find(turn)
    if isinstance(found, Rejected):
        return found
    step, at, item = found
    people = people_for(turn, item)
    if isinstance(people, Rejected):
        return people
    return look_over(turn, replace(_new(turn, step, at), people=people))


def people_for(turn: CaseTurn, item: Evidence) -> tuple[int, ...] | Rejected:
    """The people whose names were typed, if they will do for the role."""
    typed = by_names(turn.roster, turn.unit, turn.line())
    unclear = [each for each, meant in typed.items() if len(meant) != 1]
    if unclear or not typed:
        listed = series(each[:60] for each in unclear[:10])
        return turn.refuse("procedure-unknown-name", names=listed)
    people = tuple(dict.fromkeys(meant[0] for meant in typed.values()))
    if not item.least <= len(people) <= item.most:
        return turn.refuse("procedure-how-many", least=item.least, most=item.most)
    known = [turn.roster.people[each] for each in people]
    allowed = item.standings
    wrong = [
        each.id
        for each in known
        if each.id == turn.state.progress.subject
        or (allowed and each.standing not in allowed and each.role not in allowed)
    ]
    if wrong:
        listed = series(turn.roster.names(wrong))
        role = turn.state.progress.rule.role(item.role)
        return turn.refuse("procedure-can-not-be", names=listed, role=role)
    return people


def study(turn: CaseTurn) -> Outcome:
    """How many hours were studied; too few are no evidence."""
    found = find(turn)
    if isinstance(found, Rejected):
        return found
    step, at, item = found
    typed = turn.typed()
    hours = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 5 else -1
    if hours < item.hours:
        return turn.refuse("procedure-few-hours", n=item.hours)
    return look_over(turn, replace(_new(turn, step, at), hours=hours))


# -- what was held


def _offer(turn: CaseTurn, wanted: Wanted) -> Outcome:
    """The closed meetings, votes or talks that will do, the newest first."""
    step, at, item = wanted
    fitting = _fitting(turn, step, item)
    if not fitting:
        name = view.item_words(turn, item)
        since = order.begun_on(turn.state.progress, step) or this_day(turn)
        since = since if since != date.min else this_day(turn)
        return turn.refuse("procedure-none-held", name=name, day=order.noon(turn, since))
    rows = [
        (choice(turn.activity, "take", _named(turn, item, each), step.id, at, each.activity),)
        for each in fitting[:OFFERED]
    ]
    return _asking(turn, text("procedure-which", name=view.item_words(turn, item)), "", rows)


def _fitting(turn: CaseTurn, step: ProcedureStep, item: Evidence) -> list[Counted]:
    """What was held and counts for it, on a day on which the step may be taken."""
    votes = tuple(f"vote:{each}" for each in item.of)
    counts = {"meeting": item.of, "vote": votes, "talk": (TALK,)}[item.kind]
    subject = turn.state.progress.subject
    return [
        each
        for each in reversed(turn.query(Held(turn.unit, _since(turn))))
        if each.kind in counts
        and each.unit == turn.unit
        and (item.kind != "talk" or subject in each.people)
        and order.hindrance(turn, step, _day(turn, each)) is None
    ]


def _since(turn: CaseTurn) -> datetime:
    return (turn.state.progress.begun or turn.now) - timedelta(days=1)


def _day(turn: CaseTurn, each: Counted) -> date:
    return shown(each.at, turn.unit_timezone).date()


def _named(turn: CaseTurn, item: Evidence, each: Counted) -> Words:
    people = series(turn.roster.names(each.people)) if each.people else ""
    title = each.title or people or view.item_words(turn, item)
    return text("procedure-held", day=order.noon(turn, _day(turn, each)), title=title)


def take(turn: CaseTurn) -> Outcome:
    """The activity that was tapped (`take:step.item.activity`) is the evidence."""
    found, args = find(turn), turn.args()
    if isinstance(found, Rejected):
        return found
    step, at, item = found
    if item.kind not in HELD:
        return turn.refuse("sdk-moved-on")
    number = args[2] if len(args) > 2 else ""
    picked = next((x for x in _fitting(turn, step, item) if str(x.activity) == number), None)
    if picked is None:
        return turn.refuse("sdk-moved-on")
    title = picked.title if isinstance(picked.title, str) else ""
    paper = replace(
        _new(turn, step, at), on=_day(turn, picked), activity=picked.activity, title=title
    )
    return _taken(turn, paper)


# -- looked over, with its day


def look_over(turn: CaseTurn, paper: Paper) -> Outcome:
    """The paper as it would be kept; a tap takes it with its day, another day is typed."""
    step = turn.state.progress.rule.step(paper.step)
    item = step.evidence[paper.item]
    day = order.noon(turn, paper.on)
    place = (step.id, paper.item)
    now = int(paper.on == this_day(turn))
    yes = choice(turn.activity, "day", text("procedure-button-day", day=day, now=now), *place)
    again = choice(turn.activity, "give", text("procedure-button-redo"), *place)
    rows = ((yes,),) if item.kind == "confirm" else ((yes,), (again,))
    asked = lines(
        text("procedure-look-over", name=view.item_words(turn, item), step=step.name),
        view.paper_lines(turn, paper),
        text("procedure-ask-day"),
    )
    return _asking(drafted(turn, paper), asked, f"day.{step.id}.{paper.item}", rows)


def day(turn: CaseTurn) -> Outcome:
    """The paper is taken: as of its day, or of the one that was typed."""
    found = find(turn)
    if isinstance(found, Rejected):
        return found
    step, at, _ = found
    paper = turn.state.progress.draft(turn.actor.id) if turn.actor is not None else None
    if paper is None or (paper.step, paper.item) != (step.id, at):
        return turn.refuse("sdk-moved-on")
    if len(paper.answers) < len(step.evidence[at].fields):
        return turn.refuse("sdk-moved-on")
    if turn.name.startswith("?"):
        typed = read_past(turn.typed(), turn.now, turn.now, turn.timezone)
        if typed is None:
            return turn.refuse("procedure-no-day")
        paper = replace(paper, on=shown(typed, turn.unit_timezone).date())
    refused = may_take(turn, step, paper.on)
    return refused or _taken(turn, replace(paper, at=turn.now))


def _taken(turn: CaseTurn, paper: Paper) -> Outcome:
    now = going.with_paper(turn, paper)
    return going.settled(turn, now, "brought", text("procedure-brought"))
