"""When people are reminded of an appointment: as the organization has it, and as it is written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from service.core.people import Roster

LONGEST = timedelta(days=30)  # before an appointment
_SECONDS = {"d": 86_400, "h": 3_600, "m": 60}


@dataclass(frozen=True, slots=True)
class Reminders:
    """Seconds before an appointment: `usual`, or those of a unit by its name (`units`)."""

    usual: tuple[int, ...] = ()
    units: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    def of_unit(self, roster: Roster, unit: int) -> tuple[int, ...]:
        """The unit's own, or those of the nearest unit above that has some, or the usual ones."""
        names = (roster.units[each].name for each in roster.path(unit))
        return next((self.units[each] for each in names if each in self.units), self.usual)


def read_ahead(words: str) -> int:
    """Seconds meant by `1d`, `2h`, `10m` or `1d12h`. Raises ValueError."""
    plain = words.strip().lower()
    if not re.fullmatch(r"(?:\d{1,3}[dhm])+", plain):
        raise ValueError(f"{words!r} is not a time ahead such as 1d, 2h or 10m")
    seconds = sum(int(n) * _SECONDS[unit] for n, unit in re.findall(r"(\d+)([dhm])", plain))
    if not 0 < seconds <= LONGEST.total_seconds():
        raise ValueError(f"{words!r}: from 1m to {LONGEST.days}d")
    return seconds
