"""Time as people live it: local clocks, quiet hours, public holidays and recurring dates.

Points in time are aware datetimes and come back in UTC. A local clock reading that a change to
summer time leaves out is moved forward by the change; one that happens twice means the first.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Any, Literal, cast, get_args
from zoneinfo import ZoneInfo

ONE_DAY = timedelta(days=1)


@lru_cache(maxsize=256)
def zone(name: str) -> ZoneInfo:
    """The time zone of an IANA name. Raises `ValueError` when there is none of that name."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError(
            f"unknown time zone {name!r}: use an IANA name such as Asia/Shanghai"
        ) from error


def local(naive: datetime, tz: str) -> datetime:
    """The UTC moment at which clocks in `tz` show `naive`."""
    return naive.replace(tzinfo=zone(tz), fold=0).astimezone(UTC)


def shown(at: datetime, tz: str) -> datetime:
    """The moment as clocks in `tz` show it."""
    return at.astimezone(zone(tz))


@dataclass(frozen=True, slots=True)
class QuietHours:
    """The hours of a night in which nobody is bothered, on the reader's own clock.

    `starts` belongs to the quiet hours, `ends` does not; both are whole minutes. If they are
    equal there are no quiet hours. Where clocks go back, the longer reading of the night holds.
    """

    starts: time = time(22)
    ends: time = time(7)
    enabled: bool = True

    def __post_init__(self) -> None:
        for name in ("starts", "ends"):
            value: time = getattr(self, name)
            if value.second or value.microsecond or value.tzinfo:
                raise ValueError(f"{name}: a time of day in hours and minutes, such as 22:00")

    def contains(self, at: datetime, tz: str) -> bool:
        return self._night(at, tz) is not None

    def next_allowed(self, at: datetime, tz: str) -> datetime:
        """The first moment from `at` on that is not quiet."""
        at = at.astimezone(UTC)
        while night := self._night(at, tz):
            at = night[1]
        return at

    def last_allowed(self, at: datetime, tz: str) -> datetime:
        """The last minute up to `at` that is not quiet: for what must be said *before* `at`."""
        at = at.astimezone(UTC)
        while night := self._night(at, tz):
            at = night[0] - timedelta(minutes=1)
        return at

    def _night(self, at: datetime, tz: str) -> tuple[datetime, datetime] | None:
        """The first and the last moment of the quiet hours that hold `at`."""
        if not self.enabled or self.starts == self.ends:
            return None
        today = shown(at, tz).date()
        for evening in (today - ONE_DAY, today, today + ONE_DAY):
            morning = evening if self.starts < self.ends else evening + ONE_DAY
            begin = local(datetime.combine(evening, self.starts), tz)
            end = datetime.combine(morning, self.ends, zone(tz))
            last = max(end.astimezone(UTC), end.replace(fold=1).astimezone(UTC))
            if begin <= at < last:
                return begin, last
        return None


@dataclass(frozen=True, slots=True)
class Holidays:
    """Which days are worked: Monday to Friday, but for `holidays`, and also on `workdays`.

    `workdays`: make-up working days (调休). `names`: what a day is called, for both.
    `horizon`: the last day for which the two are known; None when there is nothing to wait for.
    """

    workdays: frozenset[date] = frozenset()
    holidays: frozenset[date] = frozenset()
    names: Mapping[date, str] = field(default_factory=dict)
    horizon: date | None = None

    def __post_init__(self) -> None:
        if both := self.workdays & self.holidays:
            raise ValueError(f"{min(both)}: a day is either a holiday or a working day, not both")

    def is_workday(self, day: date) -> bool:
        return day in self.workdays or (day.weekday() < 5 and day not in self.holidays)

    def workday_after(self, day: date, count: int) -> date:
        """The working day that is so many working days after this day."""
        while count > 0:
            day += ONE_DAY
            count -= self.is_workday(day)
        return day

    def known(self, day: date) -> bool:
        """Whether the answer for `day` is more than the plain rule of the week."""
        return self.horizon is None or day <= self.horizon


Every = Literal["week", "month", "year"]
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
OnHoliday = Literal["keep", "skip", "next_workday", "previous_workday"]
WEEKDAYS: tuple[Weekday, ...] = get_args(Weekday)

MOST_APART = 24  # weeks or months between two dates
FARTHEST_SHIFT = timedelta(days=60)  # a break longer than this skips the occurrence
FARTHEST_LOOK = timedelta(days=366 * 12)  # a rule that gives no day in 12 years gives none


@dataclass(frozen=True, slots=True, order=True)
class Occurrence:
    """One time that a rule gives.

    `planned`: the date by the rule alone, before a holiday moved it. `certain`: False when it
    hangs on holidays that are not known yet.
    """

    at: datetime
    planned: date
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A rule for recurring dates, at a local time.

    - week: on `weekday`, or on each of the `weekdays`
    - month: on the `nth` (1 to 4, or -1 for the last) `weekday`, or on `day`
    - year: on `day` of `month`

    With an `interval`, every so many weeks or months, counted from that of `since`, on which it is
    held: every second week, or quarterly (3 months).
    A `day` that a month does not have is its last day. `on_holiday` says what becomes of a date
    that is not worked. A rule that names Saturday or Sunday means it: an ordinary weekend does
    not disturb it, only a public holiday does.
    """

    every: Every
    at: time
    timezone: str = "Asia/Shanghai"
    on_holiday: OnHoliday = "keep"
    weekday: Weekday | None = None
    nth: int | None = None
    day: int | None = None
    month: int | None = None
    interval: int = 1
    since: date | None = None
    weekdays: tuple[Weekday, ...] = ()

    def __post_init__(self) -> None:
        _one_of("interval", self.interval, tuple(range(1, MOST_APART + 1)))
        if self.interval > 1 and (self.since is None or self.every == "year"):
            raise ValueError("interval: goes with week or month, and with since")
        _one_of("every", self.every, get_args(Every))
        _one_of("on_holiday", self.on_holiday, get_args(OnHoliday))
        if not isinstance(self.at, time) or self.at.tzinfo:
            raise ValueError(f"at: {self.at!r} is not a time of day such as 19:30")
        try:
            zone(str(self.timezone))
        except ValueError as error:
            raise ValueError(f"timezone: {error}") from error
        if self.weekdays and (self.every != "week" or len({*self.weekdays}) < len(self.weekdays)):
            raise ValueError("weekdays: goes with week, each weekday once")
        for each in self.weekdays:
            _one_of("weekdays", each, WEEKDAYS)
        needed = self._needed()
        for name, allowed in _ALLOWED.items():
            value = getattr(self, name)
            if name in needed:
                _one_of(name, value, allowed)
            elif value is not None:
                raise ValueError(f"{name}: does not go with {self._form(needed)}")

    @classmethod
    def parse(cls, plain: Mapping[str, Any]) -> Recurrence:
        """The rule in a mapping as it stands in a settings file; `at` is a time or "19:30".

        Raises `ValueError`, which names the key and what is allowed.
        """
        known = tuple(cls.__dataclass_fields__)
        for key in plain:
            _one_of(str(key), key, known, what="key")
        for key in ("every", "at"):
            if key not in plain:
                raise ValueError(f"{key}: is missing; {_EXAMPLE[key]}")
        at = plain["at"]
        if isinstance(at, str):
            try:
                at = time.fromisoformat(at.strip())
            except ValueError as error:
                raise ValueError(f"at: {at!r} is not a time of day such as 19:30") from error
        weekdays = plain.get("weekdays", ())
        if not isinstance(weekdays, list | tuple):
            raise ValueError(f"weekdays: {weekdays!r} is not a list of weekdays")
        times = {"at": at, "since": _date(plain.get("since")), "weekdays": tuple(weekdays)}
        return cls(**{**plain, **times})

    def next_after(self, moment: datetime, holidays: Holidays) -> Occurrence | None:
        """The first occurrence after `moment`; None when the rule gives none in twelve years.

        Two dates that are moved onto the same day are one occurrence.
        """
        today = shown(moment, self.timezone).date()
        best: Occurrence | None = None
        for planned in self._dates(today - FARTHEST_SHIFT - ONE_DAY):
            if planned > today + FARTHEST_LOOK:
                break
            if best and planned > best.at.date() + FARTHEST_SHIFT + ONE_DAY:
                break
            found = self._occurrence(planned, holidays)
            if found and found.at > moment and (best is None or found < best):
                best = found
        return best

    def _occurrence(self, planned: date, holidays: Holidays) -> Occurrence | None:
        day = self._moved(planned, holidays)
        if day is None:
            return None
        at = local(datetime.combine(day, self.at), self.timezone)
        certain = self.on_holiday == "keep" or holidays.known(max(planned, day))
        return Occurrence(at, planned, certain)

    def _moved(self, planned: date, holidays: Holidays) -> date | None:
        """The day on which the planned one is held, or None when it is left out."""
        named = WEEKDAYS[planned.weekday()] in (self.weekday, *self.weekdays)
        meant = named and planned.weekday() >= 5
        free = planned in holidays.holidays if meant else not holidays.is_workday(planned)
        if self.on_holiday == "keep" or not free:
            return planned
        if self.on_holiday == "skip":
            return None
        step = ONE_DAY if self.on_holiday == "next_workday" else -ONE_DAY
        for distance in range(1, FARTHEST_SHIFT.days + 1):
            day = planned + step * distance
            if holidays.is_workday(day):
                return day
        return None

    def _dates(self, first: date) -> Iterator[date]:
        """The dates by the rule alone, from the month (or week) of `first` on."""
        if self.every == "week":
            days = [WEEKDAYS.index(each) for each in self.weekdays] or [self._weekday]
            day = first
            while True:
                if day.weekday() in days and self._in_step(_week(day), _week):
                    yield day
                day += ONE_DAY
        year, month = first.year, first.month
        while True:
            held = self._in_step(12 * year + month, _month)
            if held if self.every == "month" else month == self.month:
                yield self._in_month(year, month)
            year, month = (year, month + 1) if month < 12 else (year + 1, 1)

    def _in_step(self, number: int, count: Callable[[date], int]) -> bool:
        """Whether the week or month of this number is one of those that the interval meets."""
        return self.since is None or (number - count(self.since)) % self.interval == 0

    def _in_month(self, year: int, month: int) -> date:
        first_weekday, length = monthrange(year, month)
        if self.day is not None:
            return date(year, month, min(self.day, length))
        if self.nth == -1:
            last_weekday = (first_weekday + length - 1) % 7
            return date(year, month, length - (last_weekday - self._weekday) % 7)
        weeks = cast(int, self.nth) - 1
        return date(year, month, 1 + (self._weekday - first_weekday) % 7 + 7 * weeks)

    @property
    def _weekday(self) -> int:
        return WEEKDAYS.index(cast(Weekday, self.weekday))

    def _needed(self) -> tuple[str, ...]:
        if self.every == "week":
            return () if self.weekdays else ("weekday",)
        if self.every == "year":
            return ("day", "month")
        return ("day",) if self.day is not None else ("nth", "weekday")

    def _form(self, needed: tuple[str, ...]) -> str:
        return f'every = "{self.every}" with {" and ".join(needed or ("weekdays",))}'


_ALLOWED: dict[str, tuple[Any, ...]] = {
    "weekday": WEEKDAYS,
    "nth": (1, 2, 3, 4, -1),
    "day": tuple(range(1, 32)),
    "month": tuple(range(1, 13)),
}

_EXAMPLE = {"every": "allowed: week, month, year", "at": "a time of day such as 19:30"}


def _week(day: date) -> int:
    """The number of its week, from Monday on."""
    return (day.toordinal() - 1) // 7


def _month(day: date) -> int:
    return 12 * day.year + day.month


def _date(value: object) -> date | None:
    """A date, or one in ISO 8601."""
    try:
        found = date.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        found = value
    if found is None or type(found) is date:
        return found
    raise ValueError(f"since: {value!r} is not a date such as 2026-12-04")


def _one_of(name: str, value: object, allowed: tuple[Any, ...], what: str = "value") -> None:
    if any(value == each and type(value) is type(each) for each in allowed):
        return
    counted = len(allowed) > 10 and isinstance(allowed[0], int)
    one = f"{allowed[0]} to {allowed[-1]}" if counted else ", ".join(map(str, allowed))
    problem = "is missing" if value is None else f"{value!r} is not an allowed {what}"
    raise ValueError(f"{name}: {problem}; allowed: {one}")


def relative(deadline: datetime, away: timedelta) -> datetime:
    """The moment `away` from a deadline, in elapsed time: `relative(closes, -timedelta(hours=24))`
    is 24 hours before, whatever the clocks do in between."""
    return deadline.astimezone(UTC) + away
