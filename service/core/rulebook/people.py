"""Whom the rules speak of, and who has no vote."""

from __future__ import annotations

from dataclasses import dataclass, field

from service.core.people import Person
from service.core.rulebook.origin import Origin
from service.core.texts import Named


@dataclass(frozen=True, slots=True)
class Group:
    """People as the rules name them. Whoever has one of the `roles`, `standings` or `posts` of the
    roster belongs to it; with none of them it is somebody whom the roster does not know, such as
    the superior. `leads`: those whom the settings name as leading the unit together
    (`organization.committee`)."""

    id: str
    name: Named
    roles: tuple[str, ...] = ()
    standings: tuple[str, ...] = ()
    posts: tuple[str, ...] = ()
    leads: bool = False

    def has(self, person: Person) -> bool:
        """Whether the roster says that the person belongs to it; those who lead aside."""
        return (
            person.role in self.roles
            or person.standing in self.standings
            or person.post in self.posts
        )


@dataclass(frozen=True, slots=True)
class Voteless:
    """Who belongs to the body and has no vote. `standings`: those of the roster that say so; none:
    somebody has to note it."""

    id: str
    name: Named
    standings: tuple[str, ...] = ()
    origin: Origin = field(default_factory=Origin)
