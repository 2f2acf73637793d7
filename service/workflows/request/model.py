"""What is kept of a request: how far it is, and, sealed in the asker's part, what it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, time

from service.core.calendar import local, shown
from service.core.effects import SetTimer
from service.core.people import Person
from service.core.queries import AuditTrail
from service.core.rulebook import RequestRules
from service.core.texts import Words, lines, text
from service.sdk.cases import Dossier, Register, bringer
from service.sdk.reach import upwards
from service.sdk.state import State
from service.sdk.turn import Turn

ANSWER = "request.answer"
READ = "request.read"  # the action of the journal
DAY_ENDS = time(18)  # when something is due on its last day


@dataclass(frozen=True, slots=True)
class Terms:
    """The rules it began under, and whether it is told in confidence; None: not chosen yet.
    `above`: not in the asker's own unit, since it may be about whoever reads it there."""

    rules: RequestRules = field(default_factory=RequestRules)
    confidential: bool | None = None
    above: bool = False


@dataclass(frozen=True, slots=True)
class Course(Register):
    """Where it is. `owner`: who deals with it; `handed`: who did before; `counted`: from when on
    its days are; `due`: by when the next step is; `moved_to`: the day to which the owner has moved
    that; `rating`: "" before it is given; `reopened`: how often."""

    owner: int = 0
    handed: tuple[int, ...] = ()
    counted: datetime | None = None
    due: datetime | None = None
    moved_to: datetime | None = None
    answered_at: datetime | None = None
    rating: str = ""
    reopened: int = 0


RequestState = State[Terms, Course]
RequestTurn = Turn[RequestState, Dossier]


def title(state: RequestState) -> Words:
    """Its number and whether it is confidential; neither whose it is nor what."""
    if state.phase == "ledger":
        return text("request-ledger")
    named = text("request-called", confidential=str(is_confidential(state)).lower())
    return lines(named, state.progress.number, sep=" ")


def is_confidential(state: RequestState) -> bool:
    return bool(state.definition.confidential)


def owner(turn: RequestTurn) -> int:
    """Who deals with it now: who has it while they still may, else the first who may; 0: nobody."""
    able = [each.id for each in able_to_answer(turn)]
    chosen = turn.state.progress.owner
    return chosen if chosen in able else next(iter(able), 0)


def able_to_answer(turn: RequestTurn) -> tuple[Person, ...]:
    """Who may answer it, from the unit upwards, but the asker: what is confidential, only whom the
    rules name, and nobody of the unit itself where it goes `above`."""
    terms, people = turn.state.definition, turn.roster.people
    if not terms.confidential:
        path = turn.roster.path(turn.unit)
        found = (x for each in path for x in turn.holders(ANSWER, each, but=bringer(turn)))
        return tuple(people[each] for each in dict.fromkeys(found))
    named = upwards(turn, turn.unit, terms.rules.receivers, but=bringer(turn))
    return tuple(each for each in named if not terms.above or each.unit != turn.unit)


# -- by when


def after(turn: RequestTurn, since: datetime | None, days: int) -> datetime:
    """The end of the last working day of so many, on the unit's clock."""
    zone = turn.unit_timezone
    last = turn.context.holidays.workday_after(shown(since or turn.now, zone).date(), days)
    return local(datetime.combine(last, DAY_ENDS), zone)


def due(turn: RequestTurn, days: int) -> datetime:
    """The same from when its days count."""
    return after(turn, turn.state.progress.counted, days)


def timed(turn: RequestTurn, days: int) -> tuple[RequestTurn, SetTimer]:
    """The turn with the next step due in so many working days, or on the day to which the owner has
    moved that, and the timer that looks then."""
    at = max(due(turn, days), turn.state.progress.moved_to or turn.now)
    return turn.becomes(turn.state.advanced(due=at)), SetTimer("late", at)


def passed(turn: RequestTurn, state: RequestState) -> int:
    """From which unit upwards people know that there is this request: the asker's own, or the one
    above where it passed that by."""
    unit = state.progress.unit
    return (turn.roster.units[unit].parent if state.definition.above else None) or unit


def readings(turn: RequestTurn) -> AuditTrail:
    """A requirement: who has read it, as the journal has it."""
    return AuditTrail(turn.id, READ)
