"""Who belongs to the organization, and how they are reached."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Literal, TypeVar

from service.core import layered
from service.core.namesakes import told_apart
from service.core.posts import role_name
from service.core.texts import Secret

K = TypeVar("K")

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


class _Index:
    """What is looked up of a roster: where people and units stand, and how names are shown. Each
    part is made when it is first asked for, and handed on to what comes `after`."""

    __slots__ = ("_children", "_here", "_same", "_shown", "_units")

    def __init__(self, units: Mapping[int, Unit]) -> None:
        self._units = units
        self._children: dict[int | None, list[int]] | None = None
        self._here: Mapping[int, tuple[int, ...]] | None = None
        self._same: Mapping[tuple[int, str], tuple[int, ...]] | None = None
        self._shown: dict[tuple[int, str], dict[int, str]] = {}

    def children(self, unit: int) -> list[int]:
        if self._children is None:
            self._children = {}
            for each in self._units.values():
                self._children.setdefault(each.parent, []).append(each.id)
        return self._children.get(unit, [])

    def here(self, people: Mapping[int, Person], unit: int) -> tuple[int, ...]:
        """Everybody of this very unit, also who has left, by id."""
        if self._here is None:
            self._here = _grouped(people.values(), _unit)
        return self._here.get(unit, ())

    def same(self, people: Mapping[int, Person], person: Person) -> tuple[int, ...]:
        """Everybody of this name in the unit, also who has left, by id."""
        if self._same is None:
            self._same = _grouped(people.values(), _unit_and_name)
        return self._same.get(_unit_and_name(person), ())

    def shown(self, people: Mapping[int, Person], person: Person) -> dict[int, str]:
        """Those of this name in the unit, told apart."""
        key = _unit_and_name(person)
        if key not in self._shown:
            same = [people[each] for each in self.same(people, person)]
            here = [each for each in same if each.active]
            self._shown[key] = told_apart(here, self._units)
            for gone in same:
                if not gone.active:
                    self._shown[key][gone.id] = told_apart((*here, gone), self._units)[gone.id]
        return self._shown[key]

    def after(self, people: Mapping[int, Person], changed: Iterable[Person]) -> _Index:
        """The index of these people once some of them have changed."""
        index = _Index(self._units)
        index._children = self._children
        here, same = self._here, self._same
        if here is None or same is None:
            here = _grouped(people.values(), _unit)
            same = _grouped(people.values(), _unit_and_name)
            self._here, self._same = here, same
        for now in changed:
            before = people.get(now.id)
            here = _regrouped(here, before, now, _unit)
            same = _regrouped(same, before, now, _unit_and_name)
        index._here, index._same = here, same
        return index


def _unit(person: Person) -> int:
    return person.unit


def _unit_and_name(person: Person) -> tuple[int, str]:
    return person.unit, person.name


def _grouped(people: Iterable[Person], key: Callable[[Person], K]) -> Mapping[K, tuple[int, ...]]:
    groups: dict[K, list[int]] = {}
    for each in people:
        groups.setdefault(key(each), []).append(each.id)
    return {found: tuple(sorted(ids)) for found, ids in groups.items()}


def _regrouped(
    groups: Mapping[K, tuple[int, ...]],
    before: Person | None,
    now: Person,
    key: Callable[[Person], K],
) -> Mapping[K, tuple[int, ...]]:
    old = key(before) if before is not None else None
    new = key(now)
    if old == new:
        return groups
    changes: dict[K, tuple[int, ...] | None] = {new: tuple(sorted((*groups.get(new, ()), now.id)))}
    if old is not None:
        changes[old] = tuple(each for each in groups[old] if each != now.id)
    return layered.changed(groups, changes)


@dataclass(frozen=True, slots=True)
class Roster:
    """A snapshot of everybody and of the tree, replaced when it changes (`with_people`)."""

    units: Mapping[int, Unit] = field(default_factory=dict)
    people: Mapping[int, Person] = field(default_factory=dict)
    _index: _Index = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_index", _Index(self.units))

    def with_people(self, people: Iterable[Person]) -> Roster:
        """The roster with these people, new or in place of those of the same ids."""
        known = {each.id: each for each in people}
        roster = Roster(self.units, layered.changed(self.people, known))
        object.__setattr__(roster, "_index", self._index.after(self.people, known.values()))
        return roster

    def path(self, unit: int | None) -> Iterator[int]:
        """The unit, its parent, and so on up to the root."""
        while unit is not None and unit in self.units:
            yield unit
            unit = self.units[unit].parent

    def within(self, unit: int, ancestor: int) -> bool:
        """Whether `unit` is `ancestor` or lies below it."""
        return ancestor in self.path(unit)

    def children(self, unit: int) -> tuple[int, ...]:
        """The units right below this one."""
        return tuple(self._index.children(unit))

    def below(self, unit: int) -> frozenset[int]:
        """The unit and every unit under it."""
        found = [unit] if unit in self.units else []
        for each in found:
            found += self._index.children(each)
        return frozenset(found)

    def here(self, unit: int) -> tuple[Person, ...]:
        """Everybody active in this very unit, by id."""
        known = (self.people[each] for each in self._index.here(self.people, unit))
        return tuple(each for each in known if each.active)

    def members(self, unit: int) -> tuple[Person, ...]:
        """Everybody active in the unit and below, by id."""
        inside = self.below(unit)
        found = [person for each in inside for person in self.here(each)]
        if len(inside) > 1:
            found.sort(key=attrgetter("id"))
        return tuple(found)

    def name(self, person: int) -> str:
        """The person's name as it is shown in their unit, where nobody else may be taken for them;
        a dash for who is not known."""
        known = self.people.get(person)
        return self._index.shown(self.people, known)[person] if known is not None else "—"

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
