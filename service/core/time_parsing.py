"""What a secretary types for a time, in Chinese or English: `parse_when`.

19:30 · 今晚7点半 · 明天 19:30 · 周五 19:30 · 下周一 9点 · 12月5日 19:30 · 2026-12-05 19:30
7:30pm tomorrow · friday 19:30 · +30m · 2小时后 · in 2 hours · 1h30m · 2d
"""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime, time, timedelta

from service.core.calendar import ONE_DAY, local, shown

LONGEST_INPUT = 60  # characters; whatever is longer is not a time


def in_minutes(start: datetime, minutes: int) -> datetime:
    """So many minutes after `start`, at a full minute as people say it: the next one, but for 0,
    which means at once."""
    at = start + timedelta(minutes=minutes)
    full = at.replace(second=0, microsecond=0)
    return full if full == at or not minutes else full + timedelta(minutes=1)


def parse_when(words: str, now: datetime, tz: str) -> datetime | None:
    """The moment meant by `words` on clocks in `tz`, in UTC; None when they are not understood.

    A time of day alone that is past means tomorrow, a weekday whose time is past the next week,
    a date without a year that is past the next year. `下周五` and `next friday` lie in the week
    that begins next Monday. What names its day in full may lie in the past. A day without a time
    is not understood.
    """
    if len(words) > LONGEST_INPUT:
        return None
    clean = _clean(words)
    try:
        return _after(clean, now, tz) or _at(clean, now, tz)
    except (ValueError, OverflowError):  # the 30th of February, the year 0
        return None


# --- one spelling -----------------------------------------------------------------------------

_NUMERALS = "一二三四五六七八九"
_ENGLISH_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTH = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ENGLISH = (
    ("day after tomorrow", "后天"),
    ("tomorrow", "明天"),
    ("tonight", "今晚"),
    ("today", "今天"),
    ("next ", "下"),
    ("this ", "本"),
    ("noon", "12:00"),
)


def _clean(words: str) -> str:
    """The words in one spelling: lower case, plain digits, `周1` to `周7`, Chinese day words."""
    plain = " ".join(unicodedata.normalize("NFKC", words).lower().split())
    plain = re.sub(r"(?:星期|礼拜|周)([一二三四五六日天])", _weekday_digit, plain)
    plain = re.sub(
        r"\b(mon|tue|wed|thu|fri|sat|sun)(?:s|nes|rs?|ur)?(?:day)?\b",
        lambda found: f"周{_ENGLISH_DAYS.index(found[1]) + 1} ",
        plain,
    )
    plain = re.sub(rf"\b(\d{{1,2}})(?:st|nd|rd|th)? {_MONTH}(?=[ ,]|$)", r"\2 \1", plain)
    plain = re.sub(rf"\b{_MONTH} (\d{{1,2}})(?:st|nd|rd|th)?(?=[ ,]|$)", _month_and_day, plain)
    for english, chinese in _ENGLISH:
        plain = re.sub(rf"\b{english}", chinese, plain)
    plain = re.sub("[〇零]", "0", plain.replace("两", "二"))
    return re.sub(f"([{_NUMERALS}]?)(十?)([{_NUMERALS}]?)", _digits, plain).strip()


def _weekday_digit(found: re.Match[str]) -> str:
    return f"周{'一二三四五六'.find(found[1]) + 1 or 7} "


def _month_and_day(found: re.Match[str]) -> str:
    return f"{_MONTHS.index(found[1]) + 1}月{found[2]}日"


def _digits(found: re.Match[str]) -> str:
    """五 → 5, 十 → 10, 二十五 → 25, 二六 → 26."""
    tens, ten, ones = found.groups()
    if not ten:
        return "".join(str(_NUMERALS.index(each) + 1) for each in tens + ones)
    return f"{_NUMERALS.find(tens) + 1 if tens else 1}{_NUMERALS.index(ones) + 1 if ones else 0}"


# --- so long from now -------------------------------------------------------------------------

_AROUND_LENGTH = re.compile(r"^(?:\+|in |再过|过) ?| ?(?:之后|以后|后|later|from now)$")
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

_FULL_DATE = re.compile(r"(\d{4})(?:[-/.年] ?)(\d{1,2})(?:[-/.月] ?)(\d{1,2})(?!\d)[日号]?")
_DATE = re.compile(r"(?<![\d:])(\d{1,2})(?:[-/] ?| ?月 ?)(\d{1,2})(?!\d)[日号]?")
_NEAR = re.compile("大后天|后天|[今明后](?:天|日|(?=[晚早]))")
_WEEKDAY = re.compile(r"(下下|下|这|本)?个? ?周([1-7])(?!\d)")
_DAYS_AWAY = {"今": 0, "明": 1, "后": 2, "大": 3}
_NOISE = re.compile(r"\b(?:at|on)\b|[,()的在@]|^ ?t(?=\d)")

_TIME = re.compile(
    r"(?P<part>凌晨|清晨|早上|早晨|早|上午|中午|下午|傍晚|晚上|晚)? ?(?P<hour>\d{1,2})"
    r"(?::(?P<minute>\d{2})(?::00)?"
    r"| ?[点时](?:钟|整|(?P<half>半)|(?P<quarter>[13])刻| ?(?P<past>\d{1,2})分?)?"
    r"|(?= ?[ap]\.?m))"
    r"(?: ?(?P<meridiem>[ap])\.?m\.?)?"
)
_HOURS = {  # the hours of the day that a part of it can mean; 24 is midnight at its end
    None: range(25),
    "凌": range(6),
    "清": range(4, 10),
    "早": range(4, 12),
    "上": range(6, 13),
    "中": range(11, 15),
    "下": range(12, 20),
    "傍": range(16, 21),
    "晚": range(17, 25),
    "a": range(12),
    "p": range(12, 24),
}


def _at(clean: str, now: datetime, tz: str) -> datetime | None:
    """A day and a time of day, in either order, or a time of day alone."""
    today = shown(now, tz).date()
    days, rest = _days(clean, today)
    timed = _TIME.fullmatch(" ".join(_NOISE.sub(" ", rest).split()))
    clock = _clock(timed) if timed else None
    if clock is None or not days:
        return None
    hour, minute = clock
    moments = [
        local(datetime.combine(day, time(hour % 24, minute)) + ONE_DAY * (hour // 24), tz)
        for day in days
    ]
    return next((moment for moment in moments if moment > now), moments[-1])


def _days(clean: str, today: date) -> tuple[list[date], str]:
    """The days that may be meant, the likeliest first, and what is left of the words.

    A weekday beside a date must be that date's own: `12月5日 周六`.
    """
    weekday, rest = _take(_WEEKDAY, clean)
    for pattern in (_FULL_DATE, _DATE, _NEAR):
        found, others = _take(pattern, rest)
        if found:
            days = _named(found, today)
            if weekday:
                days = [day for day in days if day.isoweekday() == int(weekday[2])]
            return days, others
    if weekday:
        return _of_week(weekday, today), rest
    return [today, today + ONE_DAY], rest


def _take(pattern: re.Pattern[str], words: str) -> tuple[re.Match[str] | None, str]:
    found = pattern.search(words)
    return found, f"{words[: found.start()]} {words[found.end() :]}" if found else words


def _named(found: re.Match[str], today: date) -> list[date]:
    if found.re is _NEAR:
        return [today + ONE_DAY * _DAYS_AWAY[found[0][0]]]
    numbers = [int(each) for each in found.groups()]
    if found.re is _FULL_DATE:
        return [date(*numbers)]
    month, day = numbers
    leap = (month, day) == (2, 29)
    years = [year for year in range(today.year, today.year + 9) if not leap or _is_leap(year)]
    return [date(year, month, day) for year in years[:2]]


def _is_leap(year: int) -> bool:
    return (date(year, 3, 1) - ONE_DAY).day == 29


def _of_week(found: re.Match[str], today: date) -> list[date]:
    which, weekday = found[1], int(found[2])
    day = today + timedelta(days=weekday - today.isoweekday())
    if which:
        return [day + timedelta(weeks=which.count("下"))]
    coming = day if day >= today else day + timedelta(weeks=1)
    return [coming, coming + timedelta(weeks=1)]


def _clock(found: re.Match[str]) -> tuple[int, int] | None:
    """Hour (24 for midnight at the day's end) and minute, or None when there is no such time."""
    named = int(found["hour"])
    part = (found["part"] or found["meridiem"] or " ")[0].strip() or None
    minute = int(found["minute"] or found["past"] or 15 * int(found["quarter"] or 0))
    if found["half"]:
        minute = 30
    shifts = (0,) if part is None else (0, -12) if named == 12 and part in "凌a" else (0, 12)
    hour = next((named + shift for shift in shifts if named + shift in _HOURS[part]), None)
    if hour is None or minute > 59 or (hour == 24 and minute):
        return None
    return hour, minute
