"""The handbook that a unit's year is put together in."""

from __future__ import annotations

from dataclasses import dataclass, field

from service.core.rulebook.origin import Origin
from service.core.texts import Named


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the handbook. `holds`: the ids of the kinds of meetings and procedures, and the
    kinds of activities, that stand in it; "members", "attendance" and "duties" are lists."""

    id: str
    name: Named
    holds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Handbook:
    """What it is called; its sections are `RuleBook.sections`."""

    name: Named = field(default_factory=lambda: Named(""))
    origin: Origin = field(default_factory=Origin)
