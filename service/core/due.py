"""What is due, met and late in a unit: from the rules and what was held, nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import combinations
from typing import Literal

from service.core.access import Rules
from service.core.calendar import local, shown
from service.core.people import Person, Roster
from service.core.records import Counted
from service.core.rulebook import Duty, RuleBook
from service.core.rulebook.periods import Span, later, span_of

Status = Literal["met", "due", "late", "missed", "unknown"]
LEADERS = 3  # from here on those who lead a unit are a committee
MEMBERS = 3  # from here on a unit has a life of its own


@dataclass(frozen=True, slots=True)
class Due:
    """A duty in one period. `until`: the last day for it. `held`: what met it so far; `left`: who,
    or which two, have not talked yet. `status`: "late" is what must be and is over, "missed" what
    generally is; "unknown": nobody knows since when a term of office runs."""

    duty: Duty
    span: Span
    until: date
    status: Status
    held: tuple[Counted, ...] = ()
    left: tuple[tuple[int, ...], ...] = ()
    group: str = ""


@dataclass(frozen=True, slots=True)
class Owed:
    """What is asked of single members in one period. `asked`: how much of it of each, in times or
    in hours; `done`: how far each has come, by person. `missed`: what could be missed, such as
    meetings."""

    duty: Duty
    span: Span
    until: date
    status: Status
    asked: int
    done: Mapping[int, int]
    missed: tuple[Counted, ...] = ()

    @property
    def left(self) -> tuple[int, ...]:
        """Who has not done enough of it."""
        return tuple(person for person, n in self.done.items() if n < self.asked)

    def of(self, person: int) -> Owed | None:
        """The same of one person; None: it is not asked of them."""
        if person not in self.done:
            return None
        met = self.done[person] >= self.asked
        missed = tuple(each for each in self.missed if person in each.absent)
        status: Status = "met" if met else self.status
        return replace(self, status=status, done={person: self.done[person]}, missed=missed)


def first_day(roster: Roster, unit: int, now: datetime, book: RuleBook) -> datetime:
    """From when on the record has to be known: last year, and the longest term of office."""
    zone = roster.unit_timezone(unit)
    years = max((each.term_years + each.delay_years for each in book.duties), default=0)
    first = date(shown(now, zone).year - max(1, years), 1, 1)
    return local(datetime.combine(first, time()), zone)


def dues(
    rules: Rules, roster: Roster, unit: int, now: datetime, held: Iterable[Counted]
) -> tuple[Due, ...]:
    """What this period asks of the unit itself (not of those below it), in the order of the rules;
    before each, what the last period has left open, if the unit kept its records here by the
    middle of it."""
    return tuple(_unit(rules, roster, unit, now, held).dues())


def dues_within(
    rules: Rules,
    roster: Roster,
    unit: int,
    now: datetime,
    held: Iterable[Counted],
    *,
    span: Span,
    duties: Iterable[Duty] | None = None,
) -> tuple[Due, ...]:
    """The same of every period whose last day lies in the span, by duty and then by day. `duties`:
    of these alone, as they were; None: of those that the rules have now."""
    known = _unit(rules, roster, unit, now, held)
    listed = known.book.duties if duties is None else tuple(duties)
    return tuple(each for duty in listed for each in known.within(duty, span))


def asks_members(rules: Rules, roster: Roster, unit: int) -> bool:
    """Whether anything is asked of single members there."""
    return any(each.active and each.of_members for each in rules.book_of(roster, unit).duties)


def owed(
    rules: Rules, roster: Roster, unit: int, now: datetime, counted: Iterable[Counted]
) -> tuple[Owed, ...]:
    """What this period asks of single members of the unit, talks among them, in the order of the
    rules; before each, what the last period has left open. `counted`: what was held there, and what
    single members did, wherever."""
    known = _unit(rules, roster, unit, now, ())
    zone = roster.unit_timezone(unit)
    days = [(shown(each.at, zone).date(), each) for each in counted]
    return tuple(replace(known, days=days).owed(unit))


def owed_by(
    rules: Rules, roster: Roster, person: Person, now: datetime, counted: Iterable[Counted]
) -> tuple[Owed, ...]:
    """The same of one person, from what their own parts count. Those who should all talk with one
    another aren't asked: the parts of the others tell whether they did."""
    theirs = (each.of(person.id) for each in owed(rules, roster, person.unit, now, counted))
    return tuple(each for each in theirs if each is not None and not each.duty.each_pair)


def _unit(rules: Rules, roster: Roster, unit: int, now: datetime, held: Iterable[Counted]) -> _Unit:
    zone = roster.unit_timezone(unit)
    days = [(shown(each.at, zone).date(), each) for each in held if each.unit == unit]
    people = roster.here(unit)
    leads_others = len(roster.below(unit)) > 1
    book, today = rules.book_of(roster, unit), shown(now, zone).date()
    return _Unit(rules, book, people, days, today, leads_others)


@dataclass(frozen=True, slots=True)
class _Unit:
    """A unit as its duties see it: its own people, what it held by day, and the day it is there."""

    rules: Rules
    book: RuleBook
    people: Sequence[Person]
    days: Sequence[tuple[date, Counted]]
    today: date
    leads_others: bool

    def dues(self) -> Iterator[Due]:
        began = self._began()
        for duty in self.book.duties:
            if not self._is_asked(duty):
                continue
            if duty.period == "term_of_office":
                yield self._of_term(duty)
                continue
            span = span_of(duty.period, self.today)
            last = span.before(duty.period)
            for group in self._groups(duty):
                past = self._due(duty, last, group)
                if past.status != "met" and began is not None and began <= last.middle:
                    yield past
                yield self._due(duty, span, group)

    def _began(self) -> date | None:
        """Since when the record is kept here; an election may have been noted of long before."""
        elections = {each.counts for each in self.book.duties if each.period == "term_of_office"}
        return min((day for day, each in self.days if each.kind not in elections), default=None)

    def owed(self, unit: int) -> Iterator[Owed]:
        began = self._began()
        for duty in self.book.duties:
            if not duty.active or not duty.of_members or len(self.people) < MEMBERS:
                continue
            span = span_of(duty.period, self.today)
            last = span.before(duty.period)
            past = self._owed(duty, last, unit)
            if past is not None and past.left and began is not None and began <= last.middle:
                yield past
            now = self._owed(duty, span, unit)
            if now is not None:
                yield now

    def _owed(self, duty: Duty, span: Span, unit: int) -> Owed | None:
        """None: it is asked of nobody, or nothing was held that anybody could miss."""
        kind = duty.measure if duty.measure == "study_hours" else duty.counts
        held = [each for day, each in self.days if each.kind == kind and day in span]
        asked, missed = duty.least, tuple[Counted, ...]()
        if duty.pair:
            talked = {frozenset(each.people) for each in held}
            first, second = map(self._people_of, duty.pair)
            pairs = {one: {frozenset((one, x)) for x in first if x != one} for one in second}
            done = {one: len(those & talked) for one, those in pairs.items() if those}
            asked = max(len(first) - 1, 1) if duty.each_pair else 1
        else:
            people = dict.fromkeys(one for name in duty.of for one in self._people_of(name))
            done = {one: sum(x.amount for x in held if one in x.people) for one in people}
        if duty.meeting:
            missed = tuple(each for each in held if each.unit == unit)
            asked = len(missed)
            done = {one: asked - sum(one in each.absent for each in missed) for one in done}
        if not done or not asked:
            return None
        until = _last_day(duty, span)
        met = all(n >= asked for n in done.values())
        overdue: Status = "late" if duty.strength == "must" else "missed"
        status: Status = "met" if met else "due" if self.today <= until else overdue
        return Owed(duty, span, until, status, asked, done, missed)

    def within(self, duty: Duty, period: Span) -> Iterator[Due]:
        """What the duty asks in every period whose last day lies in this one."""
        if not self._is_asked(duty):
            return
        if duty.period == "term_of_office":
            due = self._of_term(duty)
            if due.status != "unknown" and due.until in period:
                yield due
            return
        span = span_of(duty.period, period.first)
        while span.first <= period.last:
            if _last_day(duty, span) in period:
                yield from (self._due(duty, span, group) for group in self._groups(duty))
            span = span_of(duty.period, span.last + timedelta(days=1))

    def _is_asked(self, duty: Duty) -> bool:
        return duty.active and duty.followed and self._applies(duty)

    def _applies(self, duty: Duty) -> bool:
        if duty.scope == "superior":
            return self.leads_others
        if len(self.people) < MEMBERS or (duty.pair and not any(self._left(duty, ()))):
            return False
        if duty.applies_if == "has_committee":
            return sum(map(self.rules.in_committee, self.people)) >= LEADERS
        return duty.applies_if in ("", "has_groups")

    def _groups(self, duty: Duty) -> Sequence[str]:
        """Each group that has the duty; the whole unit is the group ""."""
        if duty.scope != "group":
            return ("",)
        return sorted({each.group for each in self.people if each.group})

    def _due(self, duty: Duty, span: Span, group: str) -> Due:
        until = _last_day(duty, span)
        held = tuple(
            each
            for day, each in self.days
            if each.kind == duty.counts and each.group == group and day in span
        )
        left = tuple(self._left(duty, held)) if duty.pair else ()
        met = not left if duty.pair else len(held) >= duty.least
        overdue: Status = "late" if duty.strength == "must" else "missed"
        status: Status = "met" if met else "due" if self.today <= until else overdue
        return Due(duty, span, until, status, held, left, group)

    def _left(self, duty: Duty, held: Iterable[Counted]) -> Iterator[tuple[int, ...]]:
        """Who has not talked yet: two people where each pair should, else single ones."""
        talked = {frozenset(each.people) for each in held}
        first, second = map(self._people_of, duty.pair)
        if duty.each_pair:
            yield from (pair for pair in combinations(first, 2) if frozenset(pair) not in talked)
            return
        for one in second:
            others = [each for each in first if each != one]
            if others and not any(frozenset((one, other)) in talked for other in others):
                yield (one,)

    def _people_of(self, name: str) -> list[int]:
        """Those of the group; who leads the unit belongs to none but those who lead."""
        group = self.book.group(name)
        leads = group is not None and group.leads
        return [
            each.id
            for each in self.people
            if self.rules.in_committee(each) == leads
            and (leads or (group.has(each) if group is not None else name == each.standing))
        ]

    def _of_term(self, duty: Duty) -> Due:
        """A term runs from the last election on record, or from the day that the rules name."""
        held = [(day, each) for day, each in self.days if each.kind == duty.counts]
        began = max((day for day, _ in held), default=None)
        if began is None and duty.since:
            began = date.fromisoformat(duty.since)
        if began is None:
            return Due(duty, Span(self.today, self.today), self.today, "unknown")
        until = later(began, 12 * duty.term_years)
        asked_from = later(until, -max(duty.remind_months, default=12))
        status: Status = "met" if self.today < asked_from else "due"
        overdue = self.today > until
        span, elections = Span(began, until), tuple(each for _, each in held)
        return Due(duty, span, until, "late" if overdue else status, elections)


def _last_day(duty: Duty, span: Span) -> date:
    """The last day on which it is not late."""
    if not duty.due:
        return span.last
    month, day = map(int, duty.due.split("-"))
    first = date(span.first.year, month, 1)
    return min(first + timedelta(days=day - 1), later(first, 1) - timedelta(days=1))
