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


_UNITS = (("小时|钟头|hours?|hrs?", "h"), ("天|days?", "d"), ("分钟|分|minutes?|mins?", "m"))


def read_several(words: str) -> set[int]:
    """The seconds meant by `1d, 2h, 10m`, `提前1天、2小时、10分钟` or `2 hours before`; none where
    the words mean something else."""
    plain = re.sub(r"^(?:截止)?(?:提前|之前|前)|before$|前$", "", words.strip().lower()).strip()
    for pattern, unit in _UNITS:
        plain = re.sub(pattern, unit, plain)
    plain = re.sub(r"(\d) +(?=[dhm])", r"\1", plain)
    parts = [each for each in re.split(r"[、,，;；和\s]+", plain) if each]
    try:
        return {read_ahead(each) for each in parts}
    except ValueError:
        return set()
