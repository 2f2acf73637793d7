"""What is due in each period."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from service.core.rulebook.origin import Origin
from service.core.texts import Named

Period = Literal["month", "quarter", "half_year", "year", "term", "term_of_office", "once"]
Strength = Literal["must", "generally", "local"]


@dataclass(frozen=True, slots=True)
class Duty:
    """At least `least` times in each `period`, for each of what `scope` names (`branch`, `group`,
    `member`, …).

    `meeting`: the kind of meeting that meets it, if one does. `strength`: what is missing of a
    "must" is late; of what is "generally" or "local"ly done it is a hint.
    """

    id: str
    name: Named
    scope: str
    period: Period
    least: int = 1
    meeting: str = ""
    strength: Strength = "must"
    who: tuple[str, ...] = ()
    applies_if: str = ""
    active: bool = True
    origin: Origin = field(default_factory=Origin)
