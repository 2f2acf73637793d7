"""How evidence is brought: asked for, looked over with its day, and taken."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import wraps
from typing import Any, TypeVar

from service.core.effects import Erase
from service.core.events import Attached, Said
from service.core.message import StoredFile
from service.core.queries import Held, OwnHours
from service.core.records import Counted, Record
from service.core.rulebook.duties import TALK
from service.core.rulebook.procedures import Blank, Evidence, ProcedureStep
from service.core.texts import Named, Secret, Words, lines, series, text
from service.core.workflow import Outcome, Rejected
from service.sdk.panels import choice
from service.sdk.times import read_past
from service.sdk.typed_names import by_names
from service.workflows.procedure import going, order, view
from service.workflows.procedure.model import Answer, CaseTurn, Paper, by, day_of, this_day
from service.workflows.procedure.people import is_actor, who_words

LARGEST = 20 * 2**20  # bytes of a file
LONGEST = 2000  # characters of a line of a form
TODAY = "today"  # the answer to a day, tapped
OFFERED = 8  # closed activities that are offered, or named
HELD = ("meeting", "vote", "talk")  # evidence that an activity of another kind gives
HOURS = {
    "study": "study",
    "service": "signup",
}  # evidence of hours, by whose parts they are counted

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Wanted:
    """The piece of evidence `at` this place of a step."""

    step: ProcedureStep
    at: int

    @property
    def item(self) -> Evidence:
        return self.step.evidence[self.at]

    def token(self, verb: str, *more: int) -> str:
        """What is asked for, as `Send.prompt` has it."""
        return ".".join(map(str, (verb, self.step.id, self.at, *more)))


# -- whether it can be


def named(turn: CaseTurn) -> Wanted | None:
    """What the event names (`step.item`)."""
    (step, at, *_), rule = (*turn.args(), "", ""), turn.state.progress.procedure
    found = next((each for each in rule.steps if each.id == step), None) if rule else None
    if found is None or not (at.isascii() and at.isdigit() and len(at) < 3):
        return None
    return Wanted(found, int(at)) if int(at) < len(found.evidence) else None


def find(turn: CaseTurn) -> Wanted | Rejected:
    """What the event names; refused where there is none, or where the step can't be taken, with who
    takes it or from when on."""
    found = named(turn)
    if found is None:
        return turn.refuse("sdk-moved-on")
    refused = may_take(turn, found.step, this_day(turn))
    if refused is None and (lacking := before(turn, found)):
        evidence = found.step.evidence
        names = series(view.item_words(turn, evidence[each]) for each in lacking)
        return turn.refuse("procedure-not-ready", names=names)
    return refused or found


def before(turn: CaseTurn, wanted: Wanted) -> list[int]:
    """What must be there first: all else for a decision; in a step in order, what stands above."""
    step, decides = wanted.step, wanted.item.kind == "approval"
    return [
        each
        for each in turn.state.progress.missing(step)
        if (decides and step.evidence[each].kind != "approval")
        or (step.in_order and each < wanted.at)
    ]


def wanting(
    *kinds: str,
) -> Callable[[Callable[[CaseTurn, Wanted], R]], Callable[..., R | Rejected]]:
    """A handler of what the event names, if it can be brought now and is of one of these kinds."""

    def of_kind(handler: Callable[[CaseTurn, Wanted], R]) -> Callable[..., R | Rejected]:
        @wraps(handler)
        def handle(turn: CaseTurn) -> R | Rejected:
            found = find(turn)
            if isinstance(found, Rejected):
                return found
            return handler(turn, found) if found.item.kind in kinds else turn.refuse("sdk-moved-on")

        return handle

    return of_kind


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


@wanting("form", "confirm", "file", "names", *HELD, *HOURS)
def give(turn: CaseTurn, wanted: Wanted) -> Outcome:
    """Ask for the piece of evidence (`give:step.item`)."""
    item = wanted.item
    if item.kind == "form":
        return _ask_blank(turn, _new(turn, wanted), 0)
    if item.kind == "confirm":
        return look_over(turn, _new(turn, wanted))
    if item.kind in HELD:
        return _offer(turn, wanted)
    if item.kind in HOURS:
        return _reckon(turn, wanted)
    asked = text(
        "procedure-ask-item", kind=item.kind, name=view.asked_words(turn, item),
        least=item.least, most=item.most,
    )  # fmt: skip
    return _asking(turn, asked, wanted.token(item.kind))


def _new(turn: CaseTurn, wanted: Wanted) -> Paper:
    return Paper(wanted.step.id, wanted.at, by(turn), turn.now, this_day(turn))


def _asking(turn: CaseTurn, asked: Words, token: str, rows: Any = ()) -> Outcome:
    shown = turn.reply(view.question(turn, asked, rows=rows), "ask", prompt=token)
    return turn.done("procedure.asked", state=turn.state, effects=shown)


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
    answers: list[tuple[Words, str | int]] = [(each, at) for at, each in enumerate(blank.choices)]
    if blank.type == "date":
        day = order.noon(turn, this_day(turn))
        answers.append((text("procedure-button-today", day=day), TODAY))
    if not blank.required:
        answers.append((text("procedure-button-empty"), "no"))
    place = (paper.step, paper.item, number)
    rows = [(choice(turn.activity, "field", each, *place, arg),) for each, arg in answers]
    asked = lines(
        text("procedure-ask-blank", n=number + 1, of=len(item.fields), name=blank.name),
        text("procedure-ask-how", type=blank.type) if blank.type != "text" else None,
        text("procedure-ask-sealed") if blank.sensitive else None,
    )
    return _asking(drafted(turn, paper), asked, ".".join(map(str, ("field", *place))), rows)


@wanting("form")
def field(turn: CaseTurn, wanted: Wanted) -> Outcome:
    """A line of the form, typed (`?field.step.item.line`) or tapped."""
    args, paper = turn.args()[2:], _own_draft(turn, wanted)
    number = (
        int(args[0])
        if args and args[0].isdecimal() and len(args[0]) < 4
        else len(wanted.item.fields)
    )
    if paper is None or not number <= min(len(paper.answers), len(wanted.item.fields) - 1):
        return turn.refuse("sdk-moved-on")
    blank = wanted.item.fields[number]
    answer = _tapped(turn, blank, args[1]) if args[1:] else _typed(turn, blank)
    if isinstance(answer, Rejected):
        return answer
    words = answer if isinstance(answer, str) else ""
    kept = Answer(blank.id, words, answer if isinstance(answer, Named) else None)
    if blank.sensitive and words:
        kept = Answer(blank.id, sealed=Secret(fresh=words))
    paper = replace(paper, answers=(*paper.answers[:number], kept))
    if blank.type == "date" and words:
        paper = replace(paper, on=min(date.fromisoformat(words), this_day(turn)))
    outcome = _ask_blank(turn, paper, number + 1)
    if isinstance(outcome, Rejected) or not blank.sensitive or not isinstance(turn.event, Said):
        return outcome
    return replace(outcome, secret=True, effects=(Erase(turn.event.ref), *outcome.effects))


def _own_draft(turn: CaseTurn, wanted: Wanted) -> Paper | None:
    paper = turn.state.progress.draft(by(turn))
    same = paper is not None and (paper.step, paper.item) == (wanted.step.id, wanted.at)
    return paper if same else None


def _tapped(turn: CaseTurn, blank: Blank, arg: str) -> str | Named | Rejected:
    """The choice; this day; "" for a line that is left empty."""
    if arg == TODAY and blank.type == "date":
        return this_day(turn).isoformat()
    if arg == "no" and not blank.required:
        return ""
    known = {str(at): each for at, each in enumerate(blank.choices)}
    return known[arg] if arg in known else turn.refuse("sdk-moved-on")


def _typed(turn: CaseTurn, blank: Blank) -> str | Rejected:
    words, typed = turn.words(LONGEST), turn.typed()
    if isinstance(words, Rejected):
        return words
    if blank.type == "choice":
        return turn.refuse("procedure-tap-one")
    if blank.type == "number":
        if typed.isascii() and typed.replace(".", "", 1).isdigit():
            return typed
        return turn.refuse("procedure-no-number", name=view.unasked(blank.name))
    if blank.type == "date":
        day = _typed_day(turn)
        return day if isinstance(day, Rejected) else day.isoformat()
    return words


def _typed_day(turn: CaseTurn) -> date | Rejected:
    typed = read_past(turn.typed(), turn.now, turn.now, turn.timezone)
    return day_of(turn, typed) if typed is not None else turn.refuse("procedure-no-day")


# -- a file, names


def attached(turn: CaseTurn) -> Outcome:
    """A file that was asked for."""
    event = turn.event
    if not isinstance(event, Attached) or not event.asked.startswith("file."):
        return turn.refuse("procedure-no-file-asked")
    return _sent(turn)


@wanting("file")
def _sent(turn: CaseTurn, wanted: Wanted) -> Outcome:
    event = turn.event
    if not isinstance(event, Attached) or event.size > LARGEST:
        return turn.refuse("procedure-too-large", most=LARGEST // 2**20)
    name = " ".join(event.name.split())[:120]
    stored = StoredFile(event.ref.chat.account, event.file_id, name, event.mime, event.size)
    return look_over(turn, replace(_new(turn, wanted), file=stored))


def no_file(turn: CaseTurn) -> Outcome:
    """Words where a file was asked for."""
    return turn.refuse("procedure-send-file")


@wanting("names")
def names(turn: CaseTurn, wanted: Wanted) -> Outcome:
    """Who has a role from now on."""
    people = people_for(turn, wanted.item)
    if isinstance(people, Rejected):
        return people
    return look_over(turn, replace(_new(turn, wanted), people=people))


def people_for(turn: CaseTurn, item: Evidence) -> tuple[int, ...] | Rejected:
    """The people whose names were typed, if they will do for the role."""
    typed, subject = by_names(turn.roster, turn.unit, turn.line()), turn.state.progress.subject
    unclear = [each for each, meant in typed.items() if len(meant) != 1]
    if unclear or not typed:
        listed = series(each[:60] for each in unclear[:10])
        return turn.refuse("procedure-unknown-name", names=listed)
    people = tuple(dict.fromkeys(meant[0] for meant in typed.values()))
    if not item.least <= len(people) <= item.most:
        return turn.refuse("procedure-how-many", least=item.least, most=item.most)

    def will_do(each: int) -> bool:
        person, allowed = turn.roster.people[each], item.standings
        return each != subject and (
            not allowed or bool({person.standing, person.role} & {*allowed})
        )

    wrong = [each for each in people if not will_do(each)]
    if wrong:
        role, listed = turn.state.progress.rule.role(item.role), series(turn.roster.names(wrong))
        return turn.refuse("procedure-can-not-be", names=listed, role=role)
    return people


# -- hours of study and of service


def spent(turn: CaseTurn) -> OwnHours | None:
    """A requirement: what of the person of the case comes to hours, where that is asked for."""
    found, subject = named(turn), turn.state.progress.subject
    if found is None or found.item.kind not in HOURS or not subject:
        return None
    return OwnHours(subject, HOURS[found.item.kind], _since(turn))


def _spent(turn: CaseTurn, wanted: Wanted) -> list[Record]:
    """What counts: since the step could begin, or since it was taken last."""
    asked, folder = spent(turn), turn.state.progress
    since = order.begun_on(folder, wanted.step) or date.min
    last = folder.paper(wanted.step.id, wanted.at)
    if last is not None:
        since = max(since, last.on + timedelta(days=1))
    found = turn.query(asked) if asked is not None else ()
    return [each for each in found if since <= day_of(turn, each.at)]


def _reckon(turn: CaseTurn, wanted: Wanted) -> Outcome:
    """What the records come to; the rest of it, or all of it, may lie elsewhere and is typed."""
    found, item = _spent(turn, wanted), wanted.item
    hours, enough = sum(each.hours for each in found), 0
    rows: Any = ()
    if hours >= item.hours:
        enough, label = 1, text("procedure-button-hours", hours=f"{hours:g}")
        rows = ((choice(turn.activity, "take", label, wanted.step.id, wanted.at),),)
    asked = lines(
        text(
            "procedure-hours-so-far", kind=item.kind, name=view.item_words(turn, item),
            hours=f"{hours:g}", of=item.hours, enough=enough, n=len(found), tasks=_tasks(found),
        ) if turn.state.progress.subject else None,
        text("procedure-ask-hours", n=item.hours),
    )  # fmt: skip
    return _asking(turn, asked, wanted.token(item.kind), rows)


def _tasks(found: Sequence[Record]) -> Words:
    """The newest of them, each with its hours."""
    return series(
        text("procedure-task", title=each.title or "—", hours=f"{each.hours:g}")
        for each in found[-OFFERED:]
    )


def _take_hours(turn: CaseTurn, wanted: Wanted) -> Outcome:
    """The hours of the records, as of the last of them."""
    found = _spent(turn, wanted)
    hours = sum(each.hours for each in found)
    if not found or hours < wanted.item.hours:
        return turn.refuse("sdk-moved-on")
    day = day_of(turn, found[-1].at)
    if order.hindrance(turn, wanted.step, day) is not None:
        day = this_day(turn)
    titles = "、".join(str(each.title) for each in found[-OFFERED:] if isinstance(each.title, str))
    paper = replace(_new(turn, wanted), on=day, hours=hours, title=titles or "—")
    return _taken(turn, paper)


@wanting(*HOURS)
def typed_hours(turn: CaseTurn, wanted: Wanted) -> Outcome:
    """Hours that lie elsewhere, by a paper; too few are no evidence."""
    typed = turn.typed()
    hours = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 5 else -1
    if hours < wanted.item.hours:
        return turn.refuse("procedure-few-hours", n=wanted.item.hours)
    return look_over(turn, replace(_new(turn, wanted), hours=hours))


# -- what was held


def held(turn: CaseTurn) -> Held | None:
    """A requirement: what was held since the case began, where that is asked for."""
    found = named(turn)
    return Held(turn.unit, _since(turn)) if found and found.item.kind in HELD else None


def _offer(turn: CaseTurn, wanted: Wanted) -> Outcome:
    """The closed meetings, votes or talks that will do, the newest first."""
    step, item, name = wanted.step, wanted.item, view.item_words(turn, wanted.item)
    fitting = _fitting(turn, wanted)
    if not fitting:
        since = order.begun_on(turn.state.progress, step) or date.min
        day = order.noon(turn, since if since != date.min else this_day(turn))
        return turn.refuse("procedure-none-held", name=name, day=day)
    rows = [
        (
            choice(
                turn.activity, "take", _called(turn, item, each), step.id, wanted.at, each.activity
            ),
        )
        for each in fitting[:OFFERED]
    ]
    return _asking(turn, text("procedure-which", name=name), "", rows)


def _fitting(turn: CaseTurn, wanted: Wanted) -> list[Counted]:
    """What was held and counts for it, on a day on which the step may be taken."""
    step, item = wanted.step, wanted.item
    votes = tuple(f"vote:{each}" for each in item.of)
    counts = {"meeting": item.of, "vote": votes, "talk": (TALK,)}[item.kind]
    subject = turn.state.progress.subject
    return [
        each
        for each in reversed(turn.query(Held(turn.unit, _since(turn))))
        if each.kind in counts
        and each.unit == turn.unit
        and (item.kind != "talk" or subject in each.people)
        and order.hindrance(turn, step, day_of(turn, each.at)) is None
    ]


def _since(turn: CaseTurn) -> datetime:
    return (turn.state.progress.begun or turn.now) - timedelta(days=1)


def _called(turn: CaseTurn, item: Evidence, each: Counted) -> Words:
    people = series(turn.roster.names(each.people)) if each.people else ""
    title = each.title or people or view.item_words(turn, item)
    return text("procedure-held", day=order.noon(turn, day_of(turn, each.at)), title=title)


@wanting(*HELD, *HOURS)
def take(turn: CaseTurn, wanted: Wanted) -> Outcome:
    """What was tapped is the evidence: an activity (`take:step.item.activity`), or the hours."""
    if wanted.item.kind in HOURS:
        return _take_hours(turn, wanted)
    number = "".join(turn.args()[2:3])
    picked = next((x for x in _fitting(turn, wanted) if str(x.activity) == number), None)
    if picked is None:
        return turn.refuse("sdk-moved-on")
    title, on = picked.title if isinstance(picked.title, str) else "", day_of(turn, picked.at)
    return _taken(turn, replace(_new(turn, wanted), on=on, activity=picked.activity, title=title))


# -- looked over, with its day


def look_over(turn: CaseTurn, paper: Paper) -> Outcome:
    """The paper as it would be kept; a tap takes it with its day, another day is typed."""
    wanted = Wanted(turn.state.progress.rule.step(paper.step), paper.item)
    item, place = wanted.item, (paper.step, paper.item)
    now = int(paper.on == this_day(turn))
    label = text("procedure-button-day", day=order.noon(turn, paper.on), now=now)
    rows: Any = [(choice(turn.activity, "day", label, *place),)]
    if item.kind != "confirm":
        again = text("procedure-button-redo")
        rows.append((choice(turn.activity, "give", again, *place),))
    asked = lines(
        text("procedure-look-over", name=view.item_words(turn, item), step=wanted.step.name),
        view.paper_lines(turn, paper),
        text("procedure-ask-signed") if item.signed else None,
        text("procedure-ask-day"),
    )
    return _asking(drafted(turn, paper), asked, wanted.token("day"), rows)


@wanting("form", "confirm", "file", "names", *HOURS)
def day(turn: CaseTurn, wanted: Wanted) -> Outcome:
    """The paper is taken: as of its day, or of the one that was typed."""
    paper = _own_draft(turn, wanted)
    if paper is None or len(paper.answers) < len(wanted.item.fields):
        return turn.refuse("sdk-moved-on")
    if turn.name.startswith("?"):
        on = _typed_day(turn)
        if isinstance(on, Rejected):
            return on
        paper = replace(paper, on=on)
    return _taken(turn, replace(paper, at=turn.now, signed=wanted.item.signed))


def _taken(turn: CaseTurn, paper: Paper) -> Outcome:
    """The paper is among the others, if its day will do."""
    folder = turn.state.progress
    step = folder.rule.step(paper.step)
    refused = may_take(turn, step, paper.on)
    beside = order.out_of_order(folder, paper)
    if refused is None and beside is not None:
        first, then = sorted((paper, beside), key=lambda each: each.item)
        before, name = (view.item_words(turn, step.evidence[x.item]) for x in (first, then))
        return turn.refuse(
            "procedure-not-in-order", name=name, before=before, day=order.noon(turn, first.on)
        )
    return refused or going.settled(
        turn, going.with_paper(turn, paper), "brought", text("procedure-brought")
    )
