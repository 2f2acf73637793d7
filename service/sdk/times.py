"""What is said of words that are no moment, wherever a time is asked for; and the reading of times
that are past."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from service.core.calendar import local, shown
from service.core.texts import Arg, Moment
from service.core.time_parsing import Unclear, parse_when

Why = tuple[str, Mapping[str, Arg]]
"""A text and its arguments."""

_FROM_TODAY = re.compile(
    r"[今明后昨]|前天|前晚|[天周期]之?以?前|下(?!午)|上个?(?:周|星期|礼拜)|to(?:day|night|morrow)"
    r"|yesterday|\b(?:in|next|last|ago)\b|[+]",
    re.IGNORECASE,
)


def on_day(zone: str, day: date, hour: int = 12) -> datetime:
    """The day as a moment on the clocks of the zone."""
    return local(datetime.combine(day, time(hour)), zone)


def day_words(zone: str, day: date) -> Moment:
    """The day, the same for readers of every zone."""
    return Moment(on_day(zone, day), "day", zone)


def why_not(found: Unclear, tz: str) -> Why:
    """Why the words are no moment, and what to write instead."""
    if found.at is None:
        return "sdk-no-time", {}
    match found.why:
        case "clock":
            return "sdk-no-clock", {"day": Moment(found.at, "day")}
        case "past":
            return "sdk-past", {"at": Moment(found.at), "next": Moment(_next_year(found.at, tz))}
        case "weekday":
            return "sdk-wrong-weekday", {"day": Moment(found.at, "day")}
        case _:
            return "sdk-no-time", {}


def _next_year(at: datetime, tz: str) -> datetime:
    there = shown(at, tz).replace(tzinfo=None)
    leap = (there.month, there.day) == (2, 29)
    return local(there.replace(year=there.year + (4 if leap else 1)), tz)


def read_past(words: str, planned: datetime, now: datetime, tz: str) -> datetime | None:
    """When something was held: a day, or a day and a time, that is not in the future. `planned`: of
    which the time of day is taken where only a day is named."""
    usual = shown(planned, tz)
    # Words mean the future first, so those not bound to today are read from earlier days as well.
    earlier = (0,) if _FROM_TODAY.search(words) else (0, 1, 7, 60)
    for typed in (words, f"{words} {usual:%H:%M}"):
        for days in earlier:
            at = parse_when(typed, now - timedelta(days=days), tz)
            if at is not None and at <= now:
                return at
    return None


def year_began(now: datetime, tz: str) -> datetime:
    """When the year began on these clocks."""
    return local(datetime(shown(now, tz).year, 1, 1), tz)  # noqa: DTZ001 - naive, as `local` takes it
