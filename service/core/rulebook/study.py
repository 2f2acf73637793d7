"""How much each member studies."""

from __future__ import annotations

from dataclasses import dataclass, field

from service.core.rulebook.duties import Period
from service.core.rulebook.origin import Origin
from service.core.texts import Named


@dataclass(frozen=True, slots=True)
class StudyNorm:
    """At least so many `hours` in each `period` for each of those whom `who` names, or so many
    whole days instead (`or_days`), with at least so many `courses` among them. `active`: whether it
    is counted."""

    id: str
    name: Named
    who: str
    hours: int
    period: Period = "year"
    or_days: int = 0
    courses: int = 0
    active: bool = True
    origin: Origin = field(default_factory=Origin)


@dataclass(frozen=True, slots=True)
class StudyHours:
    """What a whole day and half a day of study count for, in hours."""

    day: int = 8
    half_day: int = 4
    origin: Origin = field(default_factory=Origin)
