"""What is kept of dues: since when each member owes them, and what was received. Never wages, and
no amount that each works out from them.

A period is known by its first and its last day (YYYY-MM-DD). A part's status is the last day that
is paid for, so that a new period changes nobody's row.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from service.core.calendar import local, shown
from service.core.people import Person, Roster
from service.core.queries import Summary
from service.core.records import Counted
from service.core.rulebook import Dues, RuleBook
from service.core.rulebook.dues import EXEMPT
from service.core.rulebook.periods import Span, span_of
from service.core.texts import Words, text
from service.core.workflow import Activity
from service.sdk.state import State
from service.sdk.turn import Turn

KIND, PERMISSION = "dues", "dues.manage"
NONE = "none"


@dataclass(frozen=True, slots=True)
class Nothing:
    """The definition: the rules say everything."""


@dataclass(frozen=True, slots=True)
class Register:
    """`owing`: who owes dues from which day on. `warned`: who has been told of how many months in
    arrears, until they have paid."""

    owing: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    warned: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was received for one period, when, by whom; `amount`: as the rules had it then, "" where
    each works it out."""

    first: str
    until: str
    at: datetime
    by: int
    amount: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One member's part. `bracket`: theirs, or `EXEMPT`. `since`: from which day on they owe, where
    that is not the register's, as after an exemption."""

    bracket: str = ""
    since: str = ""
    receipts: tuple[Receipt, ...] = ()

    def summary(self) -> Summary:
        at = self.receipts[-1].at if self.receipts else None
        paid = self.receipts[-1].until if self.receipts else NONE
        return Summary(EXEMPT if self.bracket == EXEMPT else paid, at=at)


DuesState = State[Nothing, Register]
DuesTurn = Turn[DuesState, Part]


def day_of(turn: DuesTurn) -> date:
    """The day on the unit's clock."""
    return shown(turn.now, turn.unit_timezone).date()


def payers(roster: Roster, unit: int, book: RuleBook) -> tuple[Person, ...]:
    """Those who pay in the unit and below."""
    who = book.standings(book.dues.who)
    return tuple(each for each in roster.members(unit) if not who or each.standing in who)


def since(register: Register, person: int) -> str:
    """From which day on the register has the person owing; "": it does not know them yet."""
    return next((day for day, ids in sorted(register.owing.items()) if person in ids), "")


def owed(rules: Dues, register: Register, person: int, part: Part, day: date) -> list[Span]:
    """The periods up to that of this day for which the person has not paid, the oldest first. Who
    is new in the roster begins with that one."""
    now = span_of(rules.every, day)
    if part.bracket == EXEMPT:
        return []
    begun = max(part.since, since(register, person) or (part.since or now.first.isoformat()))
    first = date.fromisoformat(begun)
    for each in part.receipts:
        first = max(first, date.fromisoformat(each.until) + timedelta(days=1))
    return list(spans(rules, first, now.last))


def spans(rules: Dues, first: date, last: date) -> Iterator[Span]:
    """The periods from the one of the first day to the one of the last."""
    while first <= last:
        span = span_of(rules.every, first)
        yield span
        first = span.last + timedelta(days=1)


def months_late(found: list[Span], day: date) -> int:
    """For how many months the oldest of these has been owed at the beginning of this one."""
    if not found:
        return 0
    oldest = found[0].first
    return 12 * (day.year - oldest.year) + day.month - oldest.month


def period_words(rules: Dues, first: date) -> Words:
    """March 2026, as people say it."""
    part = (first.month - 1) // 3 + 1 if rules.every == "quarter" else (first.month - 1) // 6 + 1
    year, month = str(first.year), first.month
    return text("dues-period", every=rules.every, year=year, month=month, part=part)


def amount_words(rules: Dues, bracket: str) -> Words:
    """What somebody in this bracket pays: the amount, else what the bracket says; "": not known."""
    amount, found = rules.amount_of(bracket), rules.bracket(bracket)
    if amount:
        return text("dues-money", amount=amount, currency=rules.currency)
    return found.name if found is not None else ""


def counts_for(activity: Activity[DuesState], person: int, part: Part) -> tuple[Counted, ...]:
    """Each payment, in the period it is for, for a duty that asks each for dues."""
    return tuple(Counted(KIND, _within(each), (person,)) for each in part.receipts)


def _within(receipt: Receipt) -> datetime:
    """When it was received, or the nearest to that in its period."""
    first, last = (local(datetime.combine(date.fromisoformat(day), time(12)), "UTC")
                   for day in (receipt.first, receipt.until))  # fmt: skip
    return min(max(receipt.at, first), last)


def told(state: DuesState, part: Part) -> tuple[Words, ...]:
    """What the person reads of it among their own data."""
    return tuple(text("dues-receipt", day=x.first, amount=x.amount or "—") for x in part.receipts)


def kept_of(state: DuesState, person: int) -> dict[str, object]:
    warned = [months for months, ids in state.progress.warned.items() if person in ids]
    return {"since": since(state.progress, person), "warned_after_months": warned}
