"""Times of talks: what is typed, the grid they lie on, and when both sides are reminded."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta

from service.core.calendar import ONE_DAY, QuietHours, local, relative, shown
from service.core.time_parsing import parse_when
from service.workflows.talk.model import CELL

FARTHEST = timedelta(days=366)  # how far ahead a talk may be arranged
SOONEST = timedelta(minutes=30)  # common proposals lie at least this far ahead
USUAL = (time(12, 30), time(19, 30))
_SEPARATORS = (r"[、；;\n]|(?:\s|^)or\s|或者?", r"[、；;，,\n]|(?:\s|^)or\s|或者?")
_NAMES_A_DAY = re.compile(r"[今明后周月日号天+/-]|星期|礼拜|[a-z]{3}", re.IGNORECASE)
_FROM_TODAY = re.compile(
    r"[今明后]|下(?!午)|to(?:day|night|morrow)|\b(?:in|next)\b|[+]", re.IGNORECASE
)


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


def read_times(words: str, now: datetime, tz: str) -> tuple[datetime, ...]:
    """The times in a list such as `明天19:30、周五20:00`, in order; () if one is not understood.

    A time of day alone belongs to the day named before it: `明天 19:00、20:00`.
    """
    for separators in _SEPARATORS:
        parts = [part.strip() for part in re.split(separators, words) if part.strip()]
        times: list[datetime] = []
        for part in parts:
            follows = times and not _NAMES_A_DAY.search(part)
            at = parse_when(part, times[-1] if follows else now, tz)
            if at is None:
                break
            times.append(at)
        else:
            return tuple(sorted({on_grid(each) for each in times}))
    return ()


def read_past(words: str, planned: datetime, now: datetime, tz: str) -> datetime | None:
    """When a talk was held: a day, or a day and a time, that is not in the future."""
    usual = shown(planned, tz)
    # Words mean the future first, so those not bound to today are read from earlier days as well.
    earlier = (0,) if _FROM_TODAY.search(words) else (0, 1, 7, 60)
    for typed in (words, f"{words} {usual:%H:%M}"):
        for days in earlier:
            at = parse_when(typed, now - timedelta(days=days), tz)
            if at is not None and at <= now:
                return at
    return None


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
