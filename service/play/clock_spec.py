"""Times in a scenario, in its time zone.

"19:30"              at that time on the day the scenario has reached; never in the past
"tomorrow 09:00"     and whatever else people type for a time (`service.core.time_parsing`)
2020-03-07 09:00     a date and time of TOML
after = "10m"        so long after the step before
"""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta

from service.core.calendar import local, shown
from service.core.time_parsing import parse_when
from service.play.reading import MOMENT

_JUST_BEFORE = timedelta(microseconds=1)
_TIME_OF_DAY = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?")
LENGTH = 'a length of time such as "10m", "2 hours" or "1天"'


def moment(given: str | datetime | time, now: datetime, timezone: str) -> datetime:
    """The moment meant, in UTC, when the scenario has reached `now`.

    Raises `ValueError`, which says what is allowed.
    """
    if isinstance(given, datetime):
        found = given if given.tzinfo else local(given, timezone)
    elif (of_day := _time_of_day(given)) is not None:
        found = local(datetime.combine(shown(now, timezone).date(), of_day), timezone)
    else:
        understood = parse_when(str(given), now - _JUST_BEFORE, timezone)
        if understood is None:
            raise ValueError(MOMENT)
        found = understood
    if found < now:
        reached = f"{shown(now, timezone):%Y-%m-%d %H:%M}"
        raise ValueError(
            f"a time no earlier than {reached}, which the scenario has reached; "
            'the next day is "tomorrow 09:00"'
        )
    return found.astimezone(now.tzinfo)


def later(given: str, now: datetime, timezone: str) -> datetime:
    """The moment `given` (such as "10m") after `now`. Raises `ValueError`."""
    found = parse_when(given if given.startswith("+") else f"+{given}", now, timezone)
    if found is None or found < now:
        raise ValueError(LENGTH)
    return found


def _time_of_day(given: str | time) -> time | None:
    if isinstance(given, time):
        return given
    found = _TIME_OF_DAY.fullmatch(given.strip())
    if found is None:
        return None
    hour, minute, second = (int(each or 0) for each in found.groups())
    return time(hour, minute, second)
