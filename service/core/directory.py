"""The directory: who is who, and where they are reached. A snapshot, replaced when it changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from service.core import layered
from service.core.message import Chat
from service.core.people import Person, Roster, read_reminders
from service.core.texts import Secret


@dataclass(frozen=True, slots=True)
class Identity:
    """A person's identity on one platform. `gone`: their private chat there can't be written to.
    `served`: whether its account is still in the settings."""

    user: str
    chat: Chat
    linked_at: datetime
    gone: bool = False
    served: bool = True

    @property
    def reached(self) -> bool:
        """Whether what is written there arrives."""
        return self.served and not self.gone


@dataclass(frozen=True, slots=True)
class Directory:
    """`homes`: private chats by person, the one linked last first. `rooms`: those of each unit.
    `linked`: every identity by person, the one linked last first.

    `units` and `owners` hold every chat, `unavailable` those that do not work: "out" for one that
    can't be written to and is in neither `homes` nor `rooms`, else the right that is lacking
    there. `abroad`: accounts whose servers are abroad, each with what a person must have agreed to
    (`Person.agreed`) to have a home there; what is sensitive doesn't go there."""

    roster: Roster = field(default_factory=Roster)
    identities: Mapping[tuple[str, str], int] = field(default_factory=dict)
    homes: Mapping[int, tuple[Chat, ...]] = field(default_factory=dict)
    rooms: Mapping[int, tuple[Chat, ...]] = field(default_factory=dict)
    units: Mapping[Chat, int] = field(default_factory=dict)
    owners: Mapping[Chat, int] = field(default_factory=dict)
    linked: Mapping[int, tuple[Identity, ...]] = field(default_factory=dict)
    unavailable: Mapping[Chat, str] = field(default_factory=dict)
    abroad: Mapping[str, str] = field(default_factory=dict)

    def person(self, account: str, user: str) -> Person | None:
        """Who acts under this identity; None for a stranger or someone who has left."""
        number = self.identities.get((account, user))
        person = self.roster.people.get(number) if number is not None else None
        return person if person and person.active else None

    def contact_order(self, person: int, prefer: str | None = None) -> tuple[Chat, ...]:
        """The person's private chats in the order in which they are tried: on the account
        `prefer`, where the person writes just now; on the channel they chose; then the one linked
        last."""
        chats = self.homes.get(person, ())
        if len(chats) < 2:
            return chats
        chosen = self.roster.people[person].channel if person in self.roster.people else ""
        return tuple(sorted(chats, key=lambda at: (at.account != prefer, at.account != chosen)))

    def home(self, person: int, prefer: str | None = None) -> Chat | None:
        """The private chat that is tried first."""
        chats = self.homes.get(person, ())
        if len(chats) > 1:
            chats = self.contact_order(person, prefer)
        return chats[0] if chats else None

    def home_within(self, person: int, prefer: str | None = None) -> Chat | None:
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
        return self.with_people([person])

    def with_people(self, people: Iterable[Person]) -> Directory:
        """The directory with these people, new or in place of those of the same ids; their chats
        stay as they are."""
        return replace(self, roster=self.roster.with_people(people))

    def with_chats(self, linked: Mapping[int, tuple[Identity, ...]]) -> Directory:
        """The directory with these identities of some people, the one linked last first, in place
        of all they had."""
        identities: dict[tuple[str, str], int | None] = {}
        owners: dict[Chat, int | None] = {}
        unavailable = dict(self.unavailable)
        homes: dict[int, tuple[Chat, ...] | None] = {}
        for person in linked:
            for each in self.linked.get(person, ()):
                if self.identities.get(key := (each.chat.account, each.user)) == person:
                    identities[key] = None
                if self.owners.get(each.chat) == person:
                    owners[each.chat] = None
                    unavailable.pop(each.chat, None)
        for person, theirs in linked.items():
            for each in theirs:
                identities[each.chat.account, each.user] = person
                owners[each.chat] = person
                if each.gone:
                    unavailable[each.chat] = "out"
            homes[person] = self._homes_of(person, theirs) if theirs else None
        return replace(
            self,
            identities=layered.changed(self.identities, identities),
            owners=layered.changed(self.owners, owners),
            linked=layered.changed(
                self.linked, {person: theirs or None for person, theirs in linked.items()}
            ),
            homes=layered.changed(self.homes, homes),
            unavailable=unavailable,
        )

    def people_changed_since(self, before: Directory) -> frozenset[int]:
        """Those whose record or chats are not what they were."""
        return frozenset(
            (
                *layered.differing(before.roster.people, self.roster.people),
                *layered.differing(before.linked, self.linked),
            )
        )

    def users(self, person: int, account: str) -> tuple[str, ...]:
        """The person's identities on the account."""
        linked = self.linked.get(person, ())
        return tuple(each.user for each in linked if each.chat.account == account)

    def _homes_of(self, person: int, theirs: Iterable[Identity]) -> tuple[Chat, ...]:
        """None for who has left: they hear nothing more."""
        known = self.roster.people.get(person)
        if known is None or not known.active:
            return ()
        return tuple(
            each.chat
            for each in theirs
            if each.reached and self.abroad.get(each.chat.account) in (None, *known.agreed)
        )
