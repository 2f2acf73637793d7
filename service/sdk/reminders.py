"""When people are reminded before a time, and how long a word to them is of use."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from service.core.calendar import QuietHours
from service.core.effects import SetTimer
from service.sdk.state import State
from service.sdk.turn import Turn


@dataclass(frozen=True, slots=True)
class Remind:
    """Reminders before a time. `before`: its name, in the definition or the schedule; `seconds`:
    how long before, usually; `only_status`, `but_status`: who is reminded, as `ToMembers` has it;
    `buttons`: the keys of what they can do then."""

    before: str
    seconds: tuple[int, ...]
    only_status: tuple[str, ...] = ()
    but_status: tuple[str, ...] = ()
    buttons: tuple[str, ...] = ()


def next_reminder(
    before: Iterable[int],
    end: datetime,
    *,
    start: datetime,
    after: datetime,
    quiet: QuietHours,
    timezone: str,
) -> datetime | None:
    """The first moment later than `after` that lies so many seconds before `end`: by day in
    `timezone` where there is a day since `start`, and half-way where the time is shorter than a
    reminder says. None: there is none left."""
    lasts = end - start
    moments = []
    for seconds in before:
        ahead = timedelta(seconds=seconds)
        at = end - (ahead if ahead < lasts else lasts / 2)
        by_day = quiet.last_allowed(at, timezone)
        moments.append(by_day if by_day > start else at)
    return min((each for each in moments if each > after), default=None)


def reminder_timer(
    turn: Turn[State[Any, Any], Any], end: datetime | None, after: datetime
) -> tuple[SetTimer, ...]:
    """The timer `remind` for the next of the schedule's reminders before `end`, if there is one."""
    plan = turn.state.schedule
    at = end and next_reminder(
        plan.reminders,
        end,
        start=plan.opens_at or turn.now,
        after=after,
        quiet=turn.context.quiet,
        timezone=turn.unit_timezone,
    )
    return (SetTimer("remind", at, revision=plan.revision),) if at else ()


def useful_until(now: datetime, end: datetime) -> datetime:
    """How long a word to the members may wait: a quarter of what is left is for them."""
    return end - (end - now) / 4
