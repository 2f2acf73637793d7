"""What is said of words that are no moment, wherever a time is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from service.core.calendar import local, shown
from service.core.texts import Arg, Moment
from service.core.time_parsing import Unclear

Why = tuple[str, Mapping[str, Arg]]
"""A text and its arguments."""


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
