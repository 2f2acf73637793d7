"""What is kept of an important matter: how far it is, and, in the reporter's part, what it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Literal

from service.core.people import Person
from service.core.queries import History, Numbered, Summary
from service.core.rulebook import MatterKind
from service.core.texts import Named, Words, lines, text
from service.core.workflow import Rejected
from service.sdk.fields import lasting_words
from service.sdk.reach import upwards
from service.sdk.state import State
from service.sdk.thread import Word
from service.sdk.turn import Turn

REPORT = "matter.report"
READ = "matter.ledger"
OPEN = "matter"  # the scope of what may go to any account

ENDS = ("close", "agree", "refuse", "noted")  # the steps of a word that closes it
A_YEAR = timedelta(days=366)

Phase = Literal["draft", "sent", "seen", "returned", "closed", "dropped", "ledger"]


@dataclass(frozen=True, slots=True)
class Matter:
    """The rule of its kind, as it was when the matter was begun."""

    kind: MatterKind | None = None


@dataclass(frozen=True, slots=True)
class Course:
    """Where it is. Nothing of this says what the matter is.

    `year`: when the year began in whose register it stands; `unit`: whose it is. `start`: the unit
    from which upwards those on duty are told; `told`: whom, in order, the last `called` of them
    this time; `since`: since when the newest of them has it, and `began` the first of them. `by`:
    who acknowledged it. `via`: who sent
    it further up. `asked`: the reporter owes an answer.
    """

    year: datetime | None = None
    unit: int = 0
    number: str = ""
    sent_at: datetime | None = None
    start: int = 0
    told: tuple[int, ...] = ()
    called: int = 0
    since: datetime | None = None
    began: datetime | None = None
    by: int = 0
    seen_at: datetime | None = None
    via: tuple[int, ...] = ()
    asked: bool = False
    closed_by: int = 0
    closed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What the matter is, sealed whole where its kind is sensitive. `answers`: by what was asked;
    `at`: when the act is to be, of a request; `thread`: what both sides wrote since."""

    status: Phase = "draft"
    sent_at: datetime | None = None
    answers: Mapping[str, str] = field(default_factory=dict)
    at: datetime | None = None
    thread: tuple[Word, ...] = ()

    def summary(self) -> Summary:
        return Summary(self.status, at=self.sent_at)


MatterState = State[Matter, Course]
MatterTurn = Turn[MatterState, Report]


def rule(turn: MatterTurn) -> MatterKind:
    """The rule of the matter's kind; an empty one before it is chosen."""
    return turn.state.definition.kind or MatterKind("", Named(""))


def within(turn: MatterTurn) -> Words:
    """How long who has it now has to acknowledge it; before it is sent, who would have it first."""
    course = turn.state.progress
    if course.told and course.since is not None:
        return lasting_words(int((goes_on(turn) - course.since).total_seconds()))
    kind, units = rule(turn), [each.unit for each in queue(turn)[:2]]
    stays = units[1:] == units[:1]
    whole = kind.ack_minutes if stays else max(kind.ack_minutes, kind.escalate_minutes)
    return lasting_words(60 * whole)


def is_sensitive(state: MatterState) -> bool:
    """Whether nobody may read what it is but those concerned. Before its kind is chosen nothing is
    known of it."""
    return state.definition.kind is None or state.definition.kind.sensitive


def title(state: MatterState) -> Words:
    """Its kind, and its number once it has one; nothing of what it is."""
    kind = state.definition.kind
    if kind is None:
        return text("matter-ledger" if state.phase == "ledger" else "matter-new")
    return lines(kind.name, state.progress.number, sep=" ")


def report_of(turn: MatterTurn) -> Report:
    return turn.part or Report()


def reporter(turn: MatterTurn) -> int:
    return turn.state.organizer or 0


def senders(turn: MatterTurn) -> tuple[int, ...]:
    """Who speaks for the unit: who reported it while they may, else who may now."""
    return turn.organizers()


def on_duty(turn: MatterTurn, unit: int | None) -> tuple[Person, ...]:
    """Who is on duty for it, in order, from the unit upwards."""
    return upwards(turn, unit, rule(turn).to, but=reporter(turn))


def first_unit(turn: MatterTurn) -> int | None:
    """Where those on duty are looked for first; None: there is no unit above."""
    return turn.unit if rule(turn).here else turn.roster.units[turn.unit].parent


def queue(turn: MatterTurn) -> tuple[Person, ...]:
    """Who is told, one after the other, until somebody acknowledges it."""
    return on_duty(turn, turn.state.progress.start or first_unit(turn))


def coming(turn: MatterTurn) -> Person | None:
    """Who is told next, where nobody acknowledges it."""
    course = turn.state.progress
    called = course.told[len(course.told) - course.called :]
    return next((each for each in queue(turn) if each.id not in called), None)


def goes_on(turn: MatterTurn) -> datetime:
    """When it goes on to the next of the unit; to the unit above, or to nobody, not before the
    whole time is over."""
    course, kind, after = turn.state.progress, rule(turn), coming(turn)
    at = (course.since or turn.now) + timedelta(minutes=kind.ack_minutes)
    newest = turn.roster.people.get(course.told[-1])
    if after is not None and newest is not None and after.unit == newest.unit:
        return at
    return max(at, (course.began or turn.now) + timedelta(minutes=kind.escalate_minutes))


def receivers(turn: MatterTurn) -> tuple[int, ...]:
    """Who may read it above: those on duty now in each unit that it has reached."""
    people = turn.roster.people
    reached = {people[each].unit for each in turn.state.progress.told if each in people}
    return tuple(each.id for each in on_duty(turn, first_unit(turn)) if each.unit in reached)


def in_phase(turn: MatterTurn, phase: Phase, part: Report | None = None) -> MatterTurn:
    """The turn once the matter is in this phase, in its part as well."""
    moved = turn.becomes(replace(turn.state, phase=phase))
    return moved.with_part(replace(part or report_of(turn), status=phase))


def added(turn: MatterTurn, found: Word) -> MatterTurn:
    report = report_of(turn)
    return turn.with_part(replace(report, thread=(*report.thread, found)))


def numbered(turn: MatterTurn) -> Numbered:
    """A requirement: how many the unit has reported this year."""
    return Numbered("matter", turn.unit, turn.state.progress.year or turn.now)


def history(turn: MatterTurn) -> History:
    """A requirement: those of this year and the last, of the unit and below."""
    return History("matter", turn.unit, (turn.state.progress.year or turn.now) - A_YEAR)


def refused_abroad(turn: MatterTurn) -> Rejected | None:
    """What is sensitive is written on no account whose servers are abroad."""
    abroad = turn.context.abroad and is_sensitive(turn.state)
    return turn.refuse("matter-not-abroad") if abroad else None
