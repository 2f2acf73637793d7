"""What a secretary types for a time, in Chinese or English: `read_when`.

19:30 · 今晚7点半 · 明天 19:30 · 周五 19:30 · 下周一 9点 · 15号晚上8点 · 月底晚7点 · 12月5日 19:30
12.5 19:30 · 2026-12-05 19:30 · 明年1月5日 9:00 · 3天后晚上8点 · 马上 · 明晚8点到9点
昨天 19:00 · 前天晚上8点 · 上周五 19:30 · 3天前
7:30pm tomorrow · tonight at 8 · friday 19:30 · the 15th at 8pm · in half an hour · +30m · 2d
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal

from service.core.calendar import ONE_DAY, local, shown
from service.core.time_words import spelled

LONGEST_INPUT = 60  # characters; whatever is longer is not a time
LONG_PAST = timedelta(days=180)  # a date without a year that far back means the next year


@dataclass(frozen=True, slots=True)
class When:
    """The moment meant, in UTC; `until`: the end of a span (`明晚8点到9点`)."""

    at: datetime
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Unclear:
    """Why words are no moment.

    "words": they are not understood. "clock": the day is, but what time? "past": the date without
    its year is past: is it the next one? "weekday": the weekday beside the date is another one's.
    `at`: the moment, or the beginning of the day, as far as it is known.
    """

    why: Literal["words", "clock", "past", "weekday"]
    at: datetime | None = None


def in_minutes(start: datetime, minutes: int) -> datetime:
    """So many minutes after `start`, at a full minute as people say it: the next one, but for 0,
    which means at once."""
    at = start + timedelta(minutes=minutes)
    return full_minute(at) if minutes else at.replace(second=0, microsecond=0)


def full_minute(at: datetime) -> datetime:
    """The next full minute, or this one."""
    full = at.replace(second=0, microsecond=0)
    return full if full == at else full + timedelta(minutes=1)


def parse_when(words: str, now: datetime, tz: str) -> datetime | None:
    """The moment meant, or None: `read_when` without its reasons."""
    found = read_when(words, now, tz)
    return found.at if isinstance(found, When) else None


def read_when(
    words: str, now: datetime, tz: str, *, after: datetime | None = None
) -> When | Unclear:
    """The moment meant by `words` on clocks in `tz`, or why there is none.

    A time of day alone that is past means tomorrow, a weekday whose time is past the next week, a
    day of the month the next month. `下周五` and `next friday` lie in the week that begins next
    Monday. What names its day in full, or as a past one, may lie in the past.

    `after`: the time that this one follows on, such as an opening. A length counts from it, and a
    time of day alone means the first such time after it, in either half of the day: after 19:30
    `8点半` is 20:30. Words for days still count from now.
    """
    if len(words) > LONGEST_INPUT:
        return Unclear("words")
    clean = spelled(words)
    try:
        return _span(clean, now, tz, after) or _read(clean, now, tz, after)
    except (ValueError, OverflowError):  # the 30th of February, the year 0
        return Unclear("words")


def _read(clean: str, now: datetime, tz: str, after: datetime | None) -> When | Unclear:
    if clean == "现在":
        return When(now.astimezone(UTC).replace(second=0, microsecond=0))
    elapsed = _after(clean, after or now, tz)
    return When(elapsed) if elapsed is not None else _at(clean, now, tz, after)


_TO = re.compile(r" ?(?:到|至|-|–|—|~|\bto\b) ?")


_ENDS = re.compile(r"[:.]\d{2}$|[点半刻整分]$|\d ?[ap]\.?m\.?$|[早上中午下晚] ?\d{1,2}$|24$")


def _span(clean: str, now: datetime, tz: str, after: datetime | None) -> When | None:
    """`明晚8点到9点`, `friday 19:00-20:30`: two times; the second follows on the first."""
    for found in _TO.finditer(clean):
        begins, ends = clean[: found.start()], clean[found.end() :]
        if half := re.fullmatch(r"(?:.*\D)?\d{1,2}()|.*", begins):
            same = re.search(r"[ap]\.?m", ends)
            begins += same[0] if half[1] is not None and same else ""  # `7-9pm`
        if not _ENDS.search(begins) or not _TIME.search(ends):
            continue
        first = _read(begins, now, tz, after)
        if not isinstance(first, When) or _after(ends, now, tz):
            continue
        second = _read(ends, now, tz, first.at)
        if isinstance(second, When) and first.at < second.at:
            return When(first.at, second.at)
    return None


# --- so long from now -------------------------------------------------------------------------

_AROUND_LENGTH = re.compile(r"^(?:\+|in |再过|过) ?| ?(?:之后|以后|后|later|from 现在)$")
_LENGTH = re.compile(
    r"(?P<count>\d{1,4}) ?(?:个(?P<half>半)?)? ?"
    r"(?P<unit>weeks?|w|星期|周|days?|d|天|hours?|hrs?|h|小时|钟头|minutes?|mins?|m|分钟?)"
    r"(?P<more>半)?(?![a-z]) ?,? ?(?:and )?"
)
_DAYS_OF = {"w": 7, "星": 7, "周": 7, "d": 1, "天": 1}
_MINUTES_OF = {"h": 60, "小": 60, "钟": 60, "m": 1, "分": 1}


def _after(clean: str, now: datetime, tz: str) -> datetime | None:
    """`30m`, `半小时后`, `in 1 day and 2 hours`: days by the calendar, the rest as it elapses."""
    rest = re.sub("^半个?(?=小时|钟头|天)", "0个半", _AROUND_LENGTH.sub("", clean))
    days, elapsed = 0, timedelta()
    while found := _LENGTH.match(rest):
        unit = found["unit"][0]
        half = bool(found["half"] or found["more"])
        if unit in _DAYS_OF:
            days += _DAYS_OF[unit] * int(found["count"])
            elapsed += half * timedelta(days=_DAYS_OF[unit]) / 2
        else:
            elapsed += timedelta(minutes=_MINUTES_OF[unit]) * (int(found["count"]) + half / 2)
        rest = rest[found.end() :]
    if rest or not (days or elapsed):
        return None
    if not days:
        return now.astimezone(UTC) + elapsed
    there = shown(now, tz).replace(tzinfo=None)
    return local(there + timedelta(days=days), tz) + elapsed


# --- a day and a time -------------------------------------------------------------------------

_FULL_DATE = re.compile(
    r"(?:(?P<year>\d{4})(?:[-/.年] ?)|(?P<which>[今明后去])年 ?)"
    r"(?P<month>\d{1,2})(?:[-/.月] ?)(?P<day>\d{1,2})(?!\d)[日号]?"
)
_DATE = re.compile(
    r"(?<![\d:.])(?P<month>\d{1,2})(?:[-/] ?| ?月 ?|\.(?=\d{1,2}(?: |日|号)))"
    r"(?P<day>\d{1,2})(?![\d:]| ?[ap]\.?m)[日号]?"
)
_OF_MONTH = re.compile(
    r"(?:(?P<which>下下|下|本)月 ?|(?<![\d月]))(?P<day>\d{1,2}) ?[日号]"
    r"|(?P<end_of>下|本)?(?P<end>[月年])底"
)
_FROM_TODAY = re.compile(
    r"(?:in |再过|过)?(?P<count>\d{1,3}) ?个?(?P<unit>天|周|星期|days?|weeks?)"
    r" ?(?:之后|以后|后|later)?"
    r"(?= ?\S)"
)
_NEAR = re.compile("大?[后前]天|[今明后昨](?:天|日|(?=[晚早上下中]))|前(?=晚)")
_AGO = re.compile(r"过去(\d{1,3})天")
_NEXT_DAY = re.compile("第2天|次日|隔天|当天|当日|当(?=晚)|同1天|同日")
_WEEKDAY = re.compile(r"(下下|下|这|本|上)?个? ?周([1-7])(?!\d)")
_DAYS_AWAY = {"大前": -3, "前": -2, "昨": -1, "今": 0, "明": 1, "后": 2, "大后": 3}
_YEARS_AWAY = {"去": -1, "今": 0, "明": 1, "后": 2}
_NOISE = re.compile(r"\b(?:at|on|the)\b|[,()的在@]|^ ?t(?=\d)")
_PART = re.compile("凌晨|清晨|早上|早晨|早|上午|中午|正午|下午|午后|傍晚|晚上|晚间|晚")

_TIME = re.compile(
    r"(?P<hour>\d{1,2})"
    r"(?::(?P<minute>\d{2})(?::00)?"
    r"| ?[点时](?:钟|整|(?P<half>半)|(?P<quarter>[13])刻| ?(?P<past>\d{1,2})分?)?"
    r"|\.(?P<dotted>[0-5]\d)(?!\d)"
    r"|(?= ?[ap]\.?m))"
    r"(?: ?(?P<meridiem>[ap])\.?m\.?)?"
    r"|(?<!\d)(?P<hh>[01]\d|2[0-3])(?P<mm>[0-5]\d)(?!\d)"
)
_HOUR = re.compile(r"(?P<hour>\d{1,2})")
_HOURS = {  # the hours of the day that a part of it can mean; 24 is midnight at its end
    None: range(25),
    "凌": range(6),
    "清": range(4, 10),
    "早": range(4, 12),
    "上": range(6, 13),
    "中": range(11, 15),
    "正": range(11, 15),
    "下": range(12, 20),
    "午": range(12, 20),
    "傍": range(16, 21),
    "晚": range(17, 25),
    "a": range(12),
    "p": range(12, 24),
}


@dataclass(frozen=True, slots=True)
class _Days:
    """The days that may be meant, the likeliest first. `year`: only the year is open, so that a
    past one is asked about; `weekday`: which it has to be, beside a date; `named`: any were named.
    """

    days: Sequence[date]
    year: bool = False
    weekday: int = 0
    named: bool = True


def read_length(words: str) -> timedelta | None:
    """The length meant: `90分钟`, `两天`, `3天前`, `1 hour`; None: there is none."""
    start = datetime(2000, 1, 1, tzinfo=UTC)
    end = (
        _after(spelled(words).removeprefix("过去"), start, "UTC")
        if len(words) <= LONGEST_INPUT
        else None
    )
    return end - start if end is not None else None


def time_of_day(clean: str) -> time | None:
    """The time of day that these words alone, spelled as `time_words.spelled` has them, mean:
    `晚上7点半`, `19:30`; None: none, or the midnight at the end of a day."""
    part, rest = _take(_PART, clean)
    clock = _clock(" ".join(_NOISE.sub(" ", rest).split()), part[0][0] if part else None)
    return time(*clock) if clock is not None and clock[0] < 24 else None


def _at(clean: str, now: datetime, tz: str, after: datetime | None) -> When | Unclear:
    """A day and a time of day, in either order, or a time of day alone."""
    today = shown(now, tz).date()
    days, rest = _days(clean, today, shown(after or now, tz).date())
    part, rest = _take(_PART, rest)
    rest = " ".join(_NOISE.sub(" ", rest).split())
    named = part[0][0] if part else None
    clock = _clock(rest, named)
    if clock is None:
        day = days.days[0] if days.named and not rest else None
        begins = None if day is None else local(datetime.combine(day, time()), tz)
        if begins is not None and _weekday_differs(days, days.days[0]):
            return Unclear("weekday", begins)
        return Unclear("words") if begins is None else Unclear("clock", begins)
    if after is not None and not days.named and named is None:
        return When(_following(rest, clock, after, tz))
    moments = [(day, _on(day, clock, tz)) for day in days.days]
    return _chosen(days, moments, now if days.named else max(now, after or now))


def _on(day: date, clock: tuple[int, int], tz: str) -> datetime:
    hour, minute = clock
    return local(datetime.combine(day, time(hour % 24, minute)) + ONE_DAY * (hour // 24), tz)


def _chosen(days: _Days, moments: Sequence[tuple[date, datetime]], now: datetime) -> When | Unclear:
    day, at = next(((day, at) for day, at in moments if at > now), moments[-1])
    first_day, first = moments[0]
    doubtful = days.year and first <= now and now - first < LONG_PAST
    if doubtful:
        day, at = first_day, first
    if _weekday_differs(days, day):
        return Unclear("weekday", at)
    return Unclear("past", at) if doubtful else When(at)


def _weekday_differs(days: _Days, day: date) -> bool:
    return bool(days.weekday) and day.isoweekday() != days.weekday


def _following(written: str, clock: tuple[int, int], after: datetime, tz: str) -> datetime:
    """The first such time of day after another one. An hour up to twelve that nothing says more of
    may be one of the afternoon: `8点半`, `8:30`, but not `08:30`."""
    hour, minute = clock
    open_ = 0 < hour <= 12 and not written.startswith("0") and not re.search("[ap]\\.?m", written)
    first = shown(after, tz).date()
    times = [
        _on(first + ONE_DAY * days, (each, minute), tz)
        for days in range(3)
        for each in ((hour, hour + 12) if open_ else (hour,))
        if each < 24 or minute == 0
    ]
    return min(each for each in times if each > after)


def _days(clean: str, today: date, after: date) -> tuple[_Days, str]:
    """The days that may be meant, and what is left of the words.

    A weekday beside a date must be that date's own: `12月5日 周六`.
    """
    weekday, rest = _take(_WEEKDAY, clean)
    for pattern in (_FULL_DATE, _DATE, _OF_MONTH, _NEXT_DAY, _AGO, _FROM_TODAY, _NEAR):
        found, others = _take(pattern, rest)
        if found:
            days = [*_named(found, today, after)]
            beside = int(weekday[2]) if weekday else 0
            return _Days(days, year=pattern is _DATE, weekday=beside), others
    if weekday:
        return _Days(_of_week(weekday, today)), rest
    return _Days([today, today + ONE_DAY], named=False), rest


def _take(pattern: re.Pattern[str], words: str) -> tuple[re.Match[str] | None, str]:
    found = pattern.search(words)
    return found, f"{words[: found.start()]} {words[found.end() :]}" if found else words


def _named(found: re.Match[str], today: date, after: date) -> Iterator[date]:
    """The days that the words may mean."""
    if found.re is _NEAR:
        yield today + ONE_DAY * _DAYS_AWAY[found[0].rstrip("天日")]
    elif found.re is _AGO:
        yield today - ONE_DAY * int(found[1])
    elif found.re is _NEXT_DAY:
        yield after + ONE_DAY * (found[0][0] in "第次隔")
    elif found.re is _FROM_TODAY:
        yield today + ONE_DAY * int(found["count"]) * (7 if found["unit"][0] in "周星w" else 1)
    elif found.re is _FULL_DATE:
        year = int(found["year"] or today.year + _YEARS_AWAY[found["which"] or "今"])
        yield date(year, int(found["month"]), int(found["day"]))
    elif found.re is _DATE:
        month, day = int(found["month"]), int(found["day"])
        leap = (month, day) == (2, 29)
        years = [year for year in range(today.year, today.year + 9) if not leap or _is_leap(year)]
        yield from (date(year, month, day) for year in years[:2])
    elif found["end"] == "年":
        yield date(today.year, 12, 31)
    else:
        yield from _of_month(found, today)


def _of_month(found: re.Match[str], today: date) -> Iterator[date]:
    """`15号`: of this month or the next one that has it; `下月5日`; `月底`."""
    ahead = len(found["which"] or found["end_of"] or "本") if "下" in found[0] else 0
    if found["end"]:
        yield _first_of(today, ahead + 1) - ONE_DAY
        return
    for months in range(ahead, ahead + (1 if found["which"] else 4)):
        first = _first_of(today, months)
        last = (_first_of(today, months + 1) - ONE_DAY).day
        if int(found["day"]) <= last:
            yield first.replace(day=int(found["day"]))
        elif found["which"] or int(found["day"]) > 31:
            raise ValueError(found[0])


def _first_of(today: date, months: int) -> date:
    years, month = divmod(today.month - 1 + months, 12)
    return date(today.year + years, month + 1, 1)


def _is_leap(year: int) -> bool:
    return (date(year, 3, 1) - ONE_DAY).day == 29


def _of_week(found: re.Match[str], today: date) -> list[date]:
    which, weekday = found[1], int(found[2])
    day = today + timedelta(days=weekday - today.isoweekday())
    if which:
        return [day + timedelta(weeks=which.count("下") - which.count("上"))]
    coming = day if day >= today else day + timedelta(weeks=1)
    return [coming, coming + timedelta(weeks=1)]


def _clock(written: str, part: str | None) -> tuple[int, int] | None:
    """Hour (24 for midnight at the day's end) and minute, or None when there is no such time.
    `part`: of the day, which makes a plain number an hour, and 中午 alone twelve o'clock."""
    if not written:
        return (12, 0) if part in ("中", "正") else None
    if (found := _TIME.fullmatch(written)) is None:
        bare = _HOUR.fullmatch(written) if part else None
        return _hour(int(bare["hour"]), 0, part) if bare else None
    if found["hh"]:
        return _hour(int(found["hh"]), int(found["mm"]), part)
    named = int(found["hour"])
    if found["dotted"] and named <= 12 and not (part or found["meridiem"]):
        return None  # 12.30 may be a date
    minute = int(
        found["minute"] or found["past"] or found["dotted"] or 15 * int(found["quarter"] or 0)
    )
    return _hour(named, 30 if found["half"] else minute, part or found["meridiem"])


def _hour(named: int, minute: int, part: str | None) -> tuple[int, int] | None:
    shifts = (0,) if part is None else (0, -12) if named == 12 and part in "凌a" else (0, 12)
    hour = next((named + shift for shift in shifts if named + shift in _HOURS[part]), None)
    if hour is None or minute > 59 or (hour == 24 and minute):
        return None
    return hour, minute
