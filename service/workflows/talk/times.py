"""Times of talks: what is typed, the grid they lie on, and when both sides are reminded.

Weekly patterns as secretaries type them (`read_pattern`):

    每周二、四 19:00–21:00, 30 分钟, 缓冲 10 分钟, 到12月31日
    工作日 12:00-13:00
    every Tue and Thu 7pm-9pm, 30 min, buffer 10 min, until 31 Dec
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from service.core.calendar import ONE_DAY, QuietHours, local, relative, shown
from service.core.time_parsing import Unclear, parse_when, read_when
from service.workflows.talk.model import CELL

FARTHEST = timedelta(days=366)  # how far ahead a talk may be arranged
SOONEST = timedelta(minutes=30)  # common proposals lie at least this far ahead
USUAL = (time(12, 30), time(19, 30))
USUAL_REACH = timedelta(days=28)  # how far a pattern without an end goes
FARTHEST_REACH = timedelta(days=184)
LONGEST_PATTERN = 200  # characters
WORKDAYS = (0, 1, 2, 3, 4)
_SEPARATORS = (r"[、；;\n]|(?:\s|^)or\s|或者?", r"[、；;，,\n]|(?:\s|^)or\s|或者?")
_NAMES_A_DAY = re.compile(r"[今明后周月日号天+/-]|星期|礼拜|[a-z]{3}", re.IGNORECASE)


def on_grid(at: datetime) -> datetime:
    """The time in UTC, moved up to the next five minutes."""
    return datetime.fromtimestamp(-(-int(at.timestamp()) // CELL) * CELL, UTC)


def to_arg(at: datetime) -> str:
    """The time as the argument of a choice: seconds since 1970."""
    return str(int(at.timestamp()))


def from_args(args: Sequence[str]) -> datetime | None:
    """The time in the first argument of a choice, if there is one."""
    if not args or not args[0].isascii() or not args[0].isdigit() or len(args[0]) > 11:
        return None
    return datetime.fromtimestamp(int(args[0]), UTC)


@dataclass(frozen=True, slots=True)
class BadTime:
    """A part of a list of times that is none, and why. `alone`: nothing else was written."""

    part: str
    why: Unclear
    alone: bool


def read_times(words: str, now: datetime, tz: str) -> tuple[datetime, ...] | BadTime:
    """The times in a list such as `明天19:30、周五20:00`, in order; or the first that is none.

    A time of day alone belongs to the day named before it: `明天 19:00、20:00`.
    """
    bad = BadTime(words, Unclear("words"), alone=True)
    for separators in _SEPARATORS:
        parts = [part.strip() for part in re.split(separators, words) if part.strip()]
        times: list[datetime] = []
        for part in parts:
            follows = times and not _NAMES_A_DAY.search(part)
            found = read_when(part, now, tz, after=times[-1] if follows else None)
            if isinstance(found, Unclear) or found.until is not None:
                why = found if isinstance(found, Unclear) else Unclear("words")
                bad = BadTime(part, why, alone=len(parts) == 1)
                break
            times.append(found.at)
        else:
            if times:
                return tuple(sorted({on_grid(each) for each in times}))
    return bad


def usual_times(now: datetime, tz: str, count: int = 6) -> tuple[datetime, ...]:
    """The next times of day at which talks are often held, on the clocks of `tz`."""
    today = shown(now, tz).date()
    found = (
        on_grid(local(datetime.combine(today + ONE_DAY * days, each), tz))
        for days in range(count)
        for each in USUAL
    )
    return tuple(at for at in found if at > now + SOONEST)[:count]


def plan_reminders(
    at: datetime, before: Sequence[int], quiet: QuietHours, tz: str, now: datetime | None = None
) -> dict[int, datetime]:
    """When a reader in `tz` is reminded of a talk at `at`: by seconds before it, the first first.

    What falls into quiet hours is said before they begin; it is left out where that is past
    already (`now`), or another reminder comes at that moment. Who has agreed to talk in quiet
    hours gets the last reminder in them.
    """
    planned: dict[int, datetime] = {}
    for seconds in sorted(set(before), reverse=True):
        due = relative(at, -timedelta(seconds=seconds))
        agreed = seconds == min(before) and quiet.contains(at, tz)
        if not agreed:
            due = quiet.last_allowed(due, tz)
        if (now is None or due > now) and due not in planned.values():
            planned[seconds] = due
    return planned


# -- weekly patterns


@dataclass(frozen=True, slots=True)
class Pattern:
    """Every week on `weekdays` (0 is Monday), within `spans` of local times, up to `last`.

    `minutes`, `buffer`: of each talk, where the words say so.
    """

    weekdays: tuple[int, ...]
    spans: tuple[tuple[time, time], ...]
    last: date | None = None
    minutes: int | None = None
    buffer: int | None = None

    def times(self, now: datetime, tz: str, minutes: int, buffer: int) -> tuple[datetime, ...]:
        """The times after `now` at which a talk of so many minutes begins, `buffer` apart, and
        still ends within its span; in UTC, on the clocks of `tz`."""
        length, step = timedelta(minutes=minutes), timedelta(minutes=minutes + buffer)
        day = shown(now, tz).date()
        last = min(self.last or day + USUAL_REACH, day + FARTHEST_REACH)
        found: set[datetime] = set()
        while day <= last:
            if day.weekday() in self.weekdays:
                for begins, ends in self.spans:
                    at = datetime.combine(day, begins)
                    while at + length <= datetime.combine(day, ends):
                        found.add(local(at, tz))
                        at += step
            day += ONE_DAY
        apart: list[datetime] = []  # where clocks go forward, two readings are one moment
        for at in sorted(at for at in found if at > now):
            if not apart or at - apart[-1] >= step:
                apart.append(at)
        return tuple(apart)


_ZH_DAY = "[一二三四五六日天1-7]"
_EVERY_ZH = re.compile(rf"(?:每个?)(?:周|星期|礼拜)((?:{_ZH_DAY}|周|星期|礼拜|[、,和及与/ ])+)")
_EN_DAY = r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*"
_EVERY_EN = re.compile(
    rf"\b(?:every|each|weekly on)\s+({_EN_DAY}(?:(?:\s*(?:,|and|&|/)\s*)+{_EN_DAY})*)"
)
_WORKDAY = re.compile(r"每个?工作日|工作日|\b(?:every|each)\s+(?:weekday|working day|workday)s?\b")
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_CLOCK = (
    r"(?P<{0}part>上午|中午|下午|晚上|晚)?\s*(?P<{0}h>\d{{1,2}})"
    r"(?::(?P<{0}m>\d{{2}})|点(?P<{0}half>半)?)?\s*(?P<{0}ap>[ap]m)?"
)
_SPAN = re.compile(_CLOCK.format("a") + r"\s*(?:-|–|—|~|到|至|\bto\b)\s*" + _CLOCK.format("b"))
_UNIT = r"\s*(?:分钟|分|minutes?|mins?)"
_BUFFER = re.compile(
    rf"(?:缓冲|间隔|休息|buffer|break|gap)(?:\s+of)?\s*(\d{{1,3}}){_UNIT}|"
    rf"(\d{{1,3}}){_UNIT}\s*(?:的)?(?:缓冲|间隔|buffer|break|gap)"
)
_MINUTES = re.compile(rf"(?:每人|每次|each)?\s*(?<!\d)(\d{{1,3}}){_UNIT}(?:\s*each)?")
_UNTIL = re.compile(r"(?:直到|到|至|until|till)\s*([^到至]+)$")


def read_pattern(words: str, now: datetime, tz: str) -> Pattern | None:
    """The weekly pattern that the words mean, or None when they mean none."""
    if len(words) > LONGEST_PATTERN:
        return None
    rest = unicodedata.normalize("NFKC", words).lower().replace("\N{EN DASH}", "-")
    weekdays, rest = _weekdays(rest)
    last, rest = _until(rest, now, tz)
    buffer, rest = _number(_BUFFER, rest)
    spans = []
    while found := _SPAN.search(rest):
        begins, ends = (
            _clock(found, "a", found["bpart"], found["bap"]),
            _clock(found, "b", found["apart"], found["aap"]),
        )
        if begins is None or ends is None or begins >= ends:
            return None
        spans.append((begins, ends))
        rest = rest[: found.start()] + " " + rest[found.end() :]
    minutes, rest = _number(_MINUTES, rest)
    if not weekdays or not spans or minutes == 0 or re.search(r"\w", rest):
        return None
    return Pattern(weekdays, tuple(spans), last, minutes, buffer)


def _weekdays(words: str) -> tuple[tuple[int, ...], str]:
    if found := _WORKDAY.search(words):
        days: set[int] = set(WORKDAYS)
    elif found := _EVERY_ZH.search(words):
        # A digit just before a clock belongs to the clock: 每周二 19:00.
        clock = re.match(r"\d?[:点]|\d", words[found.end(1) :])
        named = re.sub(r"\d+$", "", found[1]) if clock else found[1]
        days = {"一二三四五六".find(each) if not each.isdigit() else int(each) - 1
                for each in re.findall(_ZH_DAY, named)}  # fmt: skip
        days = {6 if each < 0 else each for each in days}
        end = found.start(1) + len(named)
        return tuple(sorted(days)), words[: found.start()] + " " + words[end:]
    elif found := _EVERY_EN.search(words):
        days = {_DAYS.index(each[:3]) for each in re.findall(_EN_DAY, found[1])}
    else:
        return (), words
    return tuple(sorted(days)), words[: found.start()] + " " + words[found.end() :]


def _number(pattern: re.Pattern[str], words: str) -> tuple[int | None, str]:
    found = pattern.search(words)
    if found is None:
        return None, words
    number = int(next(each for each in found.groups() if each))
    return number, words[: found.start()] + " " + words[found.end() :]


def _clock(
    found: re.Match[str], side: str, other_part: str | None, other_ap: str | None
) -> time | None:
    """One end of a span; `晚上7点到9点` and `7-9pm` name the part of the day once."""
    hour, minute = int(found[f"{side}h"]), int(found[f"{side}m"] or 0)
    if found[f"{side}half"]:
        minute = 30
    part = found[f"{side}part"] or (other_part if side == "b" else None)
    ap = found[f"{side}ap"] or (other_ap if side == "a" else None)
    afternoon = part in ("下午", "晚上", "晚") or ap == "pm" or (part == "中午" and hour < 10)
    if afternoon and hour < 12:
        hour += 12
    if ap == "am" and hour == 12:
        hour = 0
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _until(words: str, now: datetime, tz: str) -> tuple[date | None, str]:
    found = _UNTIL.search(words)
    if found is None:
        return None, words
    last = read_last_day(found[1], now, tz)
    return (last, words[: found.start()]) if last else (None, words)


def read_last_day(words: str, now: datetime, tz: str) -> date | None:
    """The day meant as the last one: `12月31日`, `本月底`, `end of the month`, `3 weeks`."""
    plain = words.strip(" ,.。;")
    today = shown(now, tz).date()
    if re.fullmatch(r"(?:本|这个?)?月底|(?:the )?end of (?:the |this )?month", plain):
        first_of_next = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
        return first_of_next - ONE_DAY
    at = parse_when(f"{plain} 23:59", now, tz)
    if at is None and not re.search("[:点]", plain):  # `3 weeks`
        at = parse_when(plain, now, tz)
    return shown(at, tz).date() if at and at > now else None
