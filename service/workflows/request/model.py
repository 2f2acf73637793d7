"""What is kept of a request: how far it is, and, sealed in the asker's part, what it is."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from typing import Literal

from service.core.calendar import local, shown
from service.core.effects import SetTimer
from service.core.queries import AuditTrail, History, Numbered, Summary
from service.core.rulebook import RequestRules
from service.core.texts import Words, lines, text
from service.sdk.reach import upwards
from service.sdk.state import State
from service.sdk.thread import Word
from service.sdk.turn import Turn

ANSWER = "request.answer"
READ = "request.read"  # the action of the journal
DAY_ENDS = time(18)  # when something is due on its last day
A_YEAR = timedelta(days=366)

Phase = Literal["draft", "received", "handled", "answered", "closed", "withdrawn", "ledger"]


@dataclass(frozen=True, slots=True)
class Terms:
    """The rules it began under, and whether it is told in confidence; None: not chosen yet.
    `above`: not in the asker's own unit, since it may be about whoever reads it there."""

    rules: RequestRules = field(default_factory=RequestRules)
    confidential: bool | None = None
    above: bool = False


@dataclass(frozen=True, slots=True)
class Course:
    """Where it is. `year`: when the year began in whose register it stands; `owner`: who deals with
    it; `counted`: from when on its days are; `due`: by when the next step is; `asked`: the asker
    owes an answer; `rating`: "" before it is given; `reopened`: how often."""

    year: datetime | None = None
    unit: int = 0
    number: str = ""
    sent_at: datetime | None = None
    owner: int = 0
    counted: datetime | None = None
    due: datetime | None = None
    answered_at: datetime | None = None
    asked: bool = False
    rating: str = ""
    reopened: int = 0


@dataclass(frozen=True, slots=True)
class Petition:
    """The asker's part: what was written by both sides."""

    status: Phase = "draft"
    sent_at: datetime | None = None
    thread: tuple[Word, ...] = ()

    def summary(self) -> Summary:
        return Summary(self.status, at=self.sent_at)


RequestState = State[Terms, Course]
RequestTurn = Turn[RequestState, Petition]


def title(state: RequestState) -> Words:
    """Its number and whether it is confidential; neither whose it is nor what."""
    if state.phase == "ledger":
        return text("request-ledger")
    named = text("request-called", confidential=str(bool(state.definition.confidential)).lower())
    return lines(named, state.progress.number, sep=" ")


def asker(turn: RequestTurn) -> int:
    return turn.state.organizer or 0


def petition(turn: RequestTurn) -> Petition:
    return turn.part or Petition()


def is_confidential(turn: RequestTurn) -> bool:
    return bool(turn.state.definition.confidential)


def owner(turn: RequestTurn) -> int:
    """Who deals with it now: who has it while they still may, else the first who may; 0: nobody."""
    terms = turn.state.definition
    able = able_to_answer(turn, confidential=is_confidential(turn), above=terms.above)
    chosen = turn.state.progress.owner
    return chosen if chosen in able else next(iter(able), 0)


def able_to_answer(
    turn: RequestTurn, *, confidential: bool, above: bool = False
) -> tuple[int, ...]:
    """Who may answer it in the unit or above, but the asker: what is confidential, only whom the
    rules name, and nobody of the unit itself where it goes `above`."""
    if not confidential:
        return turn.holders(ANSWER, turn.unit, but=asker(turn))
    receivers = turn.state.definition.rules.receivers
    found = upwards(turn, turn.unit, receivers, but=asker(turn))
    return tuple(each.id for each in found if not above or each.unit != turn.unit)


def in_phase(turn: RequestTurn, phase: Phase, *words: Word) -> RequestTurn:
    """The turn once the request is in this phase, in the asker's part as well, with these words."""
    part = petition(turn)
    moved = turn.becomes(replace(turn.state, phase=phase))
    return moved.with_part(replace(part, status=phase, thread=(*part.thread, *words)))


def due(turn: RequestTurn, days: int) -> datetime:
    """The end of the last working day of so many, on the unit's clock."""
    zone = turn.unit_timezone
    first = shown(turn.state.progress.counted or turn.now, zone).date()
    last = turn.context.holidays.workday_after(first, days)
    return local(datetime.combine(last, DAY_ENDS), zone)


def timed(turn: RequestTurn, days: int) -> tuple[RequestTurn, SetTimer]:
    """The turn with the next step due in so many working days, and the timer that looks then."""
    at = due(turn, days)
    return turn.becomes(turn.state.advanced(due=at)), SetTimer("late", at)


def passed(turn: RequestTurn, state: RequestState) -> int:
    """From which unit upwards people know that there is this request: the asker's own, or the one
    above where it passed that by."""
    unit = state.progress.unit
    return (turn.roster.units[unit].parent if state.definition.above else None) or unit


# -- what is looked up


def numbered(turn: RequestTurn) -> Numbered:
    """A requirement: how many there were in the unit this year."""
    return Numbered("request", turn.unit, turn.state.progress.year or turn.now)


def history(turn: RequestTurn) -> History:
    """A requirement: those of this year and the last."""
    return History("request", turn.unit, (turn.state.progress.year or turn.now) - A_YEAR)


def readings(turn: RequestTurn) -> AuditTrail:
    """A requirement: who has read it, as the journal has it."""
    return AuditTrail(turn.id, READ)
