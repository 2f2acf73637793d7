"""Who belongs to the organization, and how they are reached."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from service.core.namesakes import told_apart
from service.core.posts import role_name
from service.core.texts import Secret

Language = Literal["zh-CN", "en"]
LANGUAGES: tuple[Language, ...] = ("zh-CN", "en")


@dataclass(frozen=True, slots=True)
class Unit:
    """One node of the organization tree: a committee, a branch, a group, at any depth."""

    id: int
    name: str
    parent: int | None = None
    kind: str = "branch"  # a word of the organization's own: committee, branch, group …
    language: Language = "zh-CN"
    timezone: str = "Asia/Shanghai"  # IANA name: "branch time"


@dataclass(frozen=True, slots=True)
class Person:
    """A member, once, however many chat identities they use.

    `channel`: the account of the chat that reminders go to; "" is the one linked last.
    `reminders`: seconds before an appointment at which the person wants to be reminded; None: as
    the organization sets it. `circumstances`: how and where they are, sealed.
    `chosen`: which settings the person chose themselves, so that no roster file overrides them.
    `post`: what they are called by what they do (`纪检委员`), where the role is not its name.
    `active`: belongs to the organization now; who has left stays in what is past.
    `agreed`: what they have agreed to and were told of, each with its version (`core.privacy`).
    """

    id: int
    name: str
    unit: int
    role: str = "member"  # a key of the rules in settings
    standing: str = "full"  # voting or not is data too: see `Rules.voting`
    language: Language = "zh-CN"
    timezone: str = "Asia/Shanghai"
    group: str = ""
    contact: str = ""
    active: bool = True
    channel: str = ""
    chosen: frozenset[str] = frozenset()
    reminders: tuple[int, ...] | None = None
    circumstances: Secret | None = None
    post: str = ""
    agreed: frozenset[str] = frozenset()

    def post_name(self, language: Language = "zh-CN") -> str:
        """What the person is called by what they do: their post, else the word for the role."""
        return self.post or role_name(self.role, language)


def read_reminders(kept: str) -> tuple[int, ...] | None:
    """A person's own reminders as they are kept: `86400,3600`; "-" for none; "" for no choice."""
    return tuple(int(each) for each in kept.split(",") if each.isdigit()) if kept else None


def write_reminders(seconds: tuple[int, ...] | None) -> str:
    """The inverse of `read_reminders`."""
    return "" if seconds is None else ",".join(map(str, seconds)) or "-"


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One line of a roster file. `branch` may be a path of units: `总支/第一支部`."""

    name: str
    branch: str
    group: str = ""
    role: str = "member"
    standing: str = "full"
    language: Language = "zh-CN"
    timezone: str = "Asia/Shanghai"
    contact: str = ""  # tells two people of one name apart on re-import
    post: str = ""  # what the role is called here: 纪检委员
    left: bool = False  # the person has left, or shall


@dataclass(frozen=True, slots=True)
class Roster:
    """A snapshot of everybody and of the tree, replaced as a whole when it changes."""

    units: Mapping[int, Unit] = field(default_factory=dict)
    people: Mapping[int, Person] = field(default_factory=dict)
    _namesakes: dict[tuple[int, str], dict[int, str]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def path(self, unit: int | None) -> Iterator[int]:
        """The unit, its parent, and so on up to the root."""
        while unit is not None and unit in self.units:
            yield unit
            unit = self.units[unit].parent

    def within(self, unit: int, ancestor: int) -> bool:
        """Whether `unit` is `ancestor` or lies below it."""
        return ancestor in self.path(unit)

    def below(self, unit: int) -> frozenset[int]:
        """The unit and every unit under it."""
        return frozenset(each for each in self.units if self.within(each, unit))

    def members(self, unit: int) -> tuple[Person, ...]:
        """Everybody active in the unit and below, by id."""
        inside = self.below(unit)
        return tuple(
            person
            for _, person in sorted(self.people.items())
            if person.active and person.unit in inside
        )

    def name(self, person: int) -> str:
        """The person's name as it is shown in their unit, where nobody else may be taken for them;
        a dash for who is not known."""
        known = self.people.get(person)
        return self._in_unit(known)[person] if known is not None else "—"

    def _in_unit(self, person: Person) -> dict[int, str]:
        """Those of this name in the unit, told apart."""
        if not self._namesakes:
            same: dict[tuple[int, str], list[Person]] = {}
            for each in self.people.values():
                same.setdefault((each.unit, each.name), []).append(each)
            for key, people in same.items():
                here = [each for each in people if each.active]
                shown = told_apart(here, self.units)
                for gone in people:
                    if not gone.active:
                        shown[gone.id] = told_apart((*here, gone), self.units)[gone.id]
                self._namesakes[key] = shown
        return self._namesakes[person.unit, person.name]

    def full_name(self, unit: int) -> str:
        """The unit with those above it, the highest first, as records name it: `示范大学党委
        第一支部`. What a name begins with anyway is not said twice; a dash for one not known."""
        said = ""
        for each in reversed([*self.path(unit)]):
            name = self.units[each].name
            said = name if not said or name.startswith(said) else f"{said} {name}"
        return said or "—"

    def timezone(self, person: int) -> str:
        """The clock of the person."""
        return self.people[person].timezone if person in self.people else "UTC"

    def unit_timezone(self, unit: int) -> str:
        """The clock of the unit."""
        return self.units[unit].timezone if unit in self.units else "UTC"

    def told_apart(self, people: Iterable[Person]) -> dict[int, str]:
        """The name of each of these people as it is shown among them, by person."""
        return told_apart(people, self.units)

    def names(self, people: Iterable[int]) -> tuple[str, ...]:
        """Their names in this order, told apart."""
        known = [self.people[each] for each in people if each in self.people]
        shown = self.told_apart(known)
        return tuple(shown[each.id] for each in known)
