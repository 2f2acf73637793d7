"""What a roster file changes: who is new, who is known again, and where somebody must say it.

A person is known again by branch, name and contact, or by branch and name alone when only one has
them; in another branch by name and contact, and then they move. Importing twice adds nobody twice,
and whoever a file does not list is left alone. Where a new row may be somebody who is known, it is
a `Doubt`, which a person answers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from service.core.directory import Directory
from service.core.namesakes import skeleton
from service.core.people import Person, RosterRow
from service.store.administration import RosterChanges

Path = tuple[str, ...]
Answers = Sequence[tuple[int, int]]
"""Rows, counted from 0, that are a person who is known, with the person."""
Why = Literal["name", "contact", "look"]
"""The same name in another branch; the same contact; a name that looks like it in the branch."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A row that would add a person, and who it may be."""

    row: int  # from 0
    name: str
    branch: str
    person: int
    known_as: str
    known_in: str
    why: Why


@dataclass(frozen=True, slots=True)
class RosterReport:
    """What an import did, or would do: people added, changed and left as they were. Of those
    changed, who `moved` (name, from, to), `left` and `returned`. `unknown`: leavers whom nobody
    knows."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    same: int
    units: tuple[str, ...]  # units that are new
    moved: tuple[tuple[str, str, str], ...] = ()
    left: tuple[str, ...] = ()
    returned: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()


def report_of(changes: RosterChanges, directory: Directory) -> RosterReport:
    """The changes as they are told. `directory`: as it was before."""
    moved, left, returned = [], [], []
    for row in changes.changed:
        before = directory.roster.people[changes.ids[id(row)]]
        old = "/".join(_path(directory, before.unit))
        if row.left:
            left.append(row.name)
        elif not before.active:
            returned.append(row.name)
        if path_of(row) != _path(directory, before.unit):
            moved.append((row.name, old, "/".join(path_of(row))))
    return RosterReport(
        tuple(each.name for each in changes.added),
        tuple(each.name for each in changes.changed),
        changes.same,
        tuple("/".join(path) for path in changes.units),
        tuple(moved),
        tuple(left),
        tuple(returned),
        tuple(each.name for each in changes.unknown),
        tuple(changes.doubts),
    )


def compare(
    rows: Sequence[RosterRow], directory: Directory, answers: Answers = ()
) -> RosterChanges:
    """What has to change for the roster to be what the rows say."""
    changes, known = RosterChanges(), _Known.of(directory)
    paths = {_path(directory, unit): unit for unit in directory.roster.units}
    said = dict(answers)
    found: dict[int, Person | None] = {
        number: known.people.get(said[number]) if number in said else known.find(row)
        for number, row in enumerate(rows)
    }
    listed = {person.id for person in found.values() if person is not None}
    for number, given in enumerate(rows):
        person, row = found[number], given
        if person is None and row.left:
            changes.unknown.append(row)
            continue
        if person is not None and row.left:  # leaves from where they are
            row = _as_they_are(row, person, _path(directory, person.unit))
        path = path_of(row)
        for depth in range(1, len(path) + 1):
            if path[:depth] not in paths and path[:depth] not in changes.units:
                changes.units.append(path[:depth])
        if person is None:
            changes.added.append(row)
            changes.doubts.extend(known.doubts(number, row, listed))
        elif paths.get(path) != person.unit or _differs(row, person):
            changes.changed.append(row)
            changes.ids[id(row)] = person.id
        else:
            changes.same += 1
    changes.known_units = paths
    return changes


@dataclass(frozen=True, slots=True)
class _Known:
    """Everybody, by what they are known again by. Who belongs comes before who has left."""

    directory: Directory
    people: Mapping[int, Person]
    here: dict[tuple[Path, str], list[Person]] = field(default_factory=dict)
    named: dict[str, list[Person]] = field(default_factory=dict)
    reached: dict[str, list[Person]] = field(default_factory=dict)
    looking: dict[tuple[Path, str], list[Person]] = field(default_factory=dict)

    @staticmethod
    def of(directory: Directory) -> _Known:
        known = _Known(directory, directory.roster.people)
        paths = {unit: _path(directory, unit) for unit in directory.roster.units}
        for person in sorted(known.people.values(), key=lambda each: (not each.active, each.id)):
            path = paths[person.unit]
            known.here.setdefault((path, person.name), []).append(person)
            known.named.setdefault(person.name, []).append(person)
            known.looking.setdefault((path, skeleton(person.name)), []).append(person)
            if person.contact:
                known.reached.setdefault(person.contact.casefold(), []).append(person)
        return known

    def find(self, row: RosterRow) -> Person | None:
        """Who the row is, beyond doubt."""
        people = self.here.get((path_of(row), row.name), [])
        exact = [each for each in people if each.contact == row.contact]
        if exact:
            return exact[0]
        if len(people) == 1 and (not row.contact or not people[0].contact):
            return people[0]
        moved = [each for each in self.named.get(row.name, ()) if _reached_alike(row, each)]
        return moved[0] if moved else None

    def doubts(self, number: int, row: RosterRow, listed: set[int]) -> Iterator[Doubt]:
        """Who else the row may be: the likeliest one. `listed`: who has a row of their own."""
        reached = self.reached.get(row.contact.casefold(), ()) if row.contact else ()
        elsewhere = [
            each for each in self.named.get(row.name, ()) if not (row.contact and each.contact)
        ]
        looking = self.looking.get((path_of(row), skeleton(row.name)), ())
        alike = [each for each in looking if each.name != row.name]
        candidates: tuple[tuple[Why, Sequence[Person]], ...] = (
            ("contact", reached), ("name", elsewhere), ("look", alike),
        )  # fmt: skip
        for why, people in candidates:
            for each in people:
                if each.id not in listed:
                    there = "/".join(_path(self.directory, each.unit))
                    name, branch = row.name, row.branch
                    yield Doubt(number, name, branch, each.id, each.name, there, why)
                    return


def _reached_alike(row: RosterRow, person: Person) -> bool:
    return bool(row.contact) and row.contact.casefold() == person.contact.casefold()


def _as_they_are(row: RosterRow, person: Person, path: Path) -> RosterRow:
    """The row of who leaves: nothing else about them changes."""
    return replace(
        row,
        name=person.name,
        branch="/".join(path),
        group=person.group,
        role=person.role,
        standing=person.standing,
        language=person.language,
        timezone=person.timezone,
        contact=person.contact,
        post=person.post,
    )


def path_of(row: RosterRow) -> Path:
    """The units of the row, from the root down."""
    return tuple(part.strip() for part in row.branch.split("/") if part.strip())


def _path(directory: Directory, unit: int) -> Path:
    units = directory.roster.units
    return tuple(units[each].name for each in directory.roster.path(unit))[::-1]


def _differs(row: RosterRow, person: Person) -> bool:
    chosen = {name: getattr(person, name) for name in ("language", "timezone")
              if name in person.chosen}  # fmt: skip
    row = replace(row, contact=row.contact or person.contact, **chosen)
    alike = ("name", "group", "role", "standing", "language", "timezone", "contact", "post")
    return row.left is person.active or any(
        getattr(row, name) != getattr(person, name) for name in alike
    )
