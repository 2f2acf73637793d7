"""What an administrator changes: the roster, question banks, invitation codes.

Each is one transaction with set-based statements. The engine that runs is told to read the
directory again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import timedelta

from service.core.directory import Directory
from service.core.message import Place
from service.core.people import Language, Person, RosterRow
from service.ports import Clock
from service.questions.banks import BankReport, report
from service.questions.model import Question
from service.runtime.accounts.invite_codes import INVITATIONS_LAST, code_hash, new_code
from service.store.administration import RosterChanges, Tables
from service.store.banks import BankTables
from service.store.directory import load_directory
from service.store.store import Store
from service.store.templates import TemplateTable


@dataclass(frozen=True, slots=True)
class RosterReport:
    """What an import did, or would do: people added, changed and left as they were."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    same: int
    units: tuple[str, ...]  # units that are new


@dataclass(frozen=True, slots=True)
class Kept:
    """A template as its row holds it."""

    kind: str
    name: str
    schema: int
    state: str


class Administration:
    """Changes by an administrator, on a store that may be in use by a running service."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        language: Language = "zh-CN",
        timezone: str = "Asia/Shanghai",
    ) -> None:
        """`language` and `timezone`: those of units that an import makes."""
        self._store = store
        self._clock = clock
        self._language = language
        self._timezone = timezone

    async def directory(self) -> Directory:
        async with self._store.read() as transaction:
            return await load_directory(transaction)

    async def import_roster(
        self, rows: Sequence[RosterRow], *, dry_run: bool = False
    ) -> RosterReport:
        """Bring the roster to what the rows say. A person is known again by branch, name and
        contact (or by branch and name alone when only one has them), so that importing twice
        adds nobody twice. Nobody is removed."""
        async with self._store.write() as transaction:
            directory = await load_directory(transaction)
            changes = _compare(rows, directory)
            if not dry_run:
                await Tables(transaction).write_roster(changes, self._language, self._timezone)
        return RosterReport(
            tuple(each.name for each in changes.added),
            tuple(each.name for each in changes.changed),
            changes.same,
            tuple("/".join(path) for path in changes.units),
        )

    async def import_bank(
        self,
        unit: int,
        name: str,
        questions: Sequence[Question],
        pictures: Mapping[str, bytes] | None = None,
        *,
        dry_run: bool = False,
    ) -> BankReport:
        """Bring the unit's bank of this name to what the questions say: see `questions.banks`."""
        async with self._store.write() as transaction:
            banks = BankTables(transaction)
            if dry_run:
                return report(0, await banks.plan(unit, name, questions))
            bank, changes = await banks.keep(
                unit, name, questions, pictures or {}, self._clock.now()
            )
        return report(bank, changes)

    async def retire(self, bank: int, keys: Sequence[str], *, retired: bool = True) -> int:
        """Retire questions of a bank, or take them back into use; how many it concerned."""
        async with self._store.write() as transaction:
            return await BankTables(transaction).retire(bank, keys, retired=retired)

    async def keep_templates(self, unit: int, templates: Sequence[Kept]) -> int:
        """Keep templates of the unit, each in place of one of its name; how many were replaced."""
        now = self._clock.now()
        async with self._store.write() as transaction:
            table = TemplateTable(transaction)
            return sum(
                [
                    await table.keep({**asdict(each), "unit": unit, "by": None, "at": now})
                    for each in templates
                ]
            )

    async def drop_templates(self, templates: Sequence[int]) -> int:
        """How many there were."""
        async with self._store.write() as transaction:
            table = TemplateTable(transaction)
            return sum([await table.drop(each) for each in templates])

    async def invite(
        self,
        people: Sequence[int],
        lasting: timedelta = INVITATIONS_LAST,
        *,
        void: bool = False,
    ) -> Mapping[int, str]:
        """A one-time code for each person. Only their hashes are kept. `void`: earlier unused codes
        of these people can't be used any more; else all are good until one of them is used."""
        codes = {person: new_code() for person in people}
        rows = {person: code_hash(code) for person, code in codes.items()}
        async with self._store.write() as transaction:
            expires_at = self._clock.now() + lasting
            await Tables(transaction).write_codes(rows, expires_at, void=void)
        return codes

    async def link(self, place: Place, user: str, person: int) -> None:
        """Link an identity without a code (the demo and rehearsals do)."""
        async with self._store.write() as transaction:
            await transaction.link(place, user, person, self._clock.now())

    async def bind(self, place: Place, unit: int) -> None:
        """Make a room the room of a unit."""
        async with self._store.write() as transaction:
            await transaction.bind(place, unit)


def _compare(rows: Sequence[RosterRow], directory: Directory) -> RosterChanges:
    """What has to change for the roster to be what the rows say."""
    changes = RosterChanges()
    paths = {_path(directory, unit): unit for unit in directory.roster.units}
    known: dict[tuple[tuple[str, ...], str], list[Person]] = {}
    for person in directory.roster.people.values():
        known.setdefault((_path(directory, person.unit), person.name), []).append(person)
    for row in rows:
        path = tuple(part.strip() for part in row.branch.split("/") if part.strip())
        for depth in range(1, len(path) + 1):
            if path[:depth] not in paths and path[:depth] not in changes.units:
                changes.units.append(path[:depth])
        found = _same_person(row, known.get((path, row.name), []))
        if found is None:
            changes.added.append(row)
        elif _differs(row, found):
            changes.changed.append(row)
            changes.ids[id(row)] = found.id
        else:
            changes.same += 1
    changes.known_units = paths
    return changes


def _path(directory: Directory, unit: int) -> tuple[str, ...]:
    units = directory.roster.units
    return tuple(units[each].name for each in directory.roster.path(unit))[::-1]


def _same_person(row: RosterRow, people: Sequence[Person]) -> Person | None:
    exact = [each for each in people if each.contact == row.contact]
    if exact:
        return exact[0]
    if len(people) == 1 and (not row.contact or not people[0].contact):
        return people[0]
    return None


def _differs(row: RosterRow, person: Person) -> bool:
    chosen = {name: getattr(person, name) for name in ("language", "timezone")
              if name in person.chosen}  # fmt: skip
    row = replace(row, **chosen)
    return (
        row.group,
        row.role,
        row.standing,
        row.language,
        row.timezone,
        row.contact or person.contact,
        True,
    ) != (
        person.group,
        person.role,
        person.standing,
        person.language,
        person.timezone,
        person.contact,
        person.active,
    )
