"""The directory: who is who, and where they are reached. A snapshot, replaced when it changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from service.core.message import Place
from service.core.people import Person, Roster, read_reminders
from service.core.texts import Secret


@dataclass(frozen=True, slots=True)
class Identity:
    """A person's identity on one platform. `gone`: their private chat there can't be written to."""

    user: str
    place: Place
    linked_at: datetime
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Directory:
    """`homes`: private chats by person, the one linked last first. `rooms`: places by unit.
    `linked`: every identity by person, the one linked last first.

    `units` and `owners` hold every place, `unavailable` those that do not work: "out" for one that
    can't be written to and is in neither `homes` nor `rooms`, else the right that is lacking
    there. `abroad`: accounts whose servers are abroad: what is sensitive doesn't go there, and who
    has not agreed to them has no home there."""

    roster: Roster = field(default_factory=Roster)
    identities: Mapping[tuple[str, str], int] = field(default_factory=dict)
    homes: Mapping[int, tuple[Place, ...]] = field(default_factory=dict)
    rooms: Mapping[int, tuple[Place, ...]] = field(default_factory=dict)
    units: Mapping[Place, int] = field(default_factory=dict)
    owners: Mapping[Place, int] = field(default_factory=dict)
    linked: Mapping[int, tuple[Identity, ...]] = field(default_factory=dict)
    unavailable: Mapping[Place, str] = field(default_factory=dict)
    abroad: frozenset[str] = frozenset()

    def person(self, account: str, user: str) -> Person | None:
        """Who acts under this identity; None for a stranger or someone who has left."""
        number = self.identities.get((account, user))
        person = self.roster.people.get(number) if number is not None else None
        return person if person and person.active else None

    def contact_order(self, person: int, prefer: str | None = None) -> tuple[Place, ...]:
        """The person's private chats in the order in which they are tried: on the account
        `prefer`, where the person writes just now; on the channel they chose; then the one linked
        last."""
        places = self.homes.get(person, ())
        if len(places) < 2:
            return places
        chosen = self.roster.people[person].channel if person in self.roster.people else ""
        return tuple(sorted(places, key=lambda at: (at.account != prefer, at.account != chosen)))

    def home(self, person: int, prefer: str | None = None) -> Place | None:
        """The private chat that is tried first."""
        places = self.homes.get(person, ())
        if len(places) > 1:
            places = self.contact_order(person, prefer)
        return places[0] if places else None

    def home_within(self, person: int, prefer: str | None = None) -> Place | None:
        """The private chat that is tried first of those on no account abroad."""
        order = self.contact_order(person, prefer)
        return next((each for each in order if each.account not in self.abroad), None)

    def changed(self, person: int, name: str, value: str | Secret) -> Directory:
        """The directory with one setting of one person replaced, which the person has chosen; or
        with what is sealed, which others may have set."""
        known = self.roster.people[person]
        changes: dict[str, Any] = {name: value}
        if isinstance(value, str):
            changes["chosen"] = known.chosen | {name}
        if name == "reminders" and isinstance(value, str):
            changes[name] = read_reminders(value)
        return self.with_person(replace(known, **changes))

    def with_person(self, person: Person) -> Directory:
        """The directory with this person in place of the one of the same id."""
        people = {**self.roster.people, person.id: person}
        return replace(self, roster=replace(self.roster, people=people))
