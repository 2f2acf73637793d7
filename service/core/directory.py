"""The directory: who is who, and where they are reached. A snapshot, replaced when it changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from service.core.message import Place
from service.core.people import Person, Roster


@dataclass(frozen=True, slots=True)
class Directory:
    """`homes`: private chats by person, the one linked last first. `rooms`: places by unit."""

    roster: Roster = field(default_factory=Roster)
    identities: Mapping[tuple[str, str], int] = field(default_factory=dict)
    homes: Mapping[int, tuple[Place, ...]] = field(default_factory=dict)
    rooms: Mapping[int, tuple[Place, ...]] = field(default_factory=dict)
    units: Mapping[Place, int] = field(default_factory=dict)
    owners: Mapping[Place, int] = field(default_factory=dict)

    def person(self, account: str, user: str) -> Person | None:
        """Who acts under this identity; None for a stranger or someone who has left."""
        number = self.identities.get((account, user))
        person = self.roster.people.get(number) if number is not None else None
        return person if person and person.active else None

    def home(self, person: int, prefer: str | None = None) -> Place | None:
        """The person's private chat, on the account `prefer` if they have one there."""
        places = self.homes.get(person, ())
        for place in places:
            if place.account == prefer:
                return place
        return places[0] if places else None

    def changed(self, person: int, name: str, value: str) -> Directory:
        """The directory with one field of one person replaced."""
        changes: dict[str, Any] = {name: value}
        people = dict(self.roster.people)
        people[person] = replace(people[person], **changes)
        return replace(self, roster=replace(self.roster, people=people))
