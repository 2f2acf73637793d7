"""What is kept of an important matter: how far it is, and, in the reporter's part, what it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from service.core.people import Person
from service.core.rulebook import MatterKind
from service.core.texts import Named, Words, lines, text
from service.sdk.cases import Dossier, Register, bringer
from service.sdk.fields import lasting_words
from service.sdk.reach import upwards
from service.sdk.state import State
from service.sdk.turn import Turn

REPORT = "matter.report"
READ = "matter.ledger"
OPEN = "matter"  # the scope of what may go to any account


@dataclass(frozen=True, slots=True)
class Matter:
    """The rule of its kind, as it was when the matter was begun."""

    kind: MatterKind | None = None


@dataclass(frozen=True, slots=True)
class Course(Register):
    """Where it is. Nothing of this says what the matter is.

    `start`: the unit from which upwards those on duty are told; `told`: whom, in order, the last
    `called` of them this time; `since`: since when the newest of them has it, and `began` the first
    of them. `by`: who acknowledged it. `via`: who sent it further up.
    """

    start: int = 0
    told: tuple[int, ...] = ()
    called: int = 0
    since: datetime | None = None
    began: datetime | None = None
    by: int = 0
    seen_at: datetime | None = None
    via: tuple[int, ...] = ()
    closed_by: int = 0
    closed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Report(Dossier):
    """What the matter is, sealed whole where its kind is sensitive. `answers`: by what was asked;
    `at`: when the act is to be, of a request."""

    answers: Mapping[str, str] = field(default_factory=dict)
    at: datetime | None = None


MatterState = State[Matter, Course]
MatterTurn = Turn[MatterState, Report]


def rule(turn: MatterTurn) -> MatterKind:
    """The rule of the matter's kind; an empty one before it is chosen."""
    return turn.state.definition.kind or MatterKind("", Named(""))


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


# -- who is told of it, and until when each of them has it


def on_duty(turn: MatterTurn, unit: int | None) -> tuple[Person, ...]:
    """Who is on duty for it, in order, from the unit upwards."""
    return upwards(turn, unit, rule(turn).to, but=bringer(turn))


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


def within(turn: MatterTurn) -> Words:
    """How long who has it now has to acknowledge it; before it is sent, who would have it first."""
    course = turn.state.progress
    if course.told and course.since is not None:
        return lasting_words(int((goes_on(turn) - course.since).total_seconds()))
    kind, units = rule(turn), [each.unit for each in queue(turn)[:2]]
    stays = units[1:] == units[:1]
    whole = kind.ack_minutes if stays else max(kind.ack_minutes, kind.escalate_minutes)
    return lasting_words(60 * whole)


def receivers(turn: MatterTurn) -> tuple[int, ...]:
    """Who may read it above: those on duty now in each unit that it has reached."""
    people = turn.roster.people
    reached = {people[each].unit for each in turn.state.progress.told if each in people}
    return tuple(each.id for each in on_duty(turn, first_unit(turn)) if each.unit in reached)
