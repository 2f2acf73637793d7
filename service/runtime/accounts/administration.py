"""What an administrator changes: the roster, question banks, invitation codes.

Each is one transaction with set-based statements. The engine that runs is told to read the
directory again.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta

from service.core.directory import Directory
from service.core.message import Chat
from service.core.people import Language, RosterRow
from service.ports import Clock
from service.questions.banks import BankReport, report
from service.questions.model import Question
from service.runtime.accounts.invite_codes import INVITATIONS_LAST, hashes_of, new_code
from service.runtime.accounts.roster_comparison import Answers, RosterReport, compare, report_of
from service.store.administration import Tables
from service.store.banks import BankTables
from service.store.directory import load_directory
from service.store.store import Store
from service.store.templates import TemplateTable


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
        self.language: Language = language
        self.timezone = timezone

    async def directory(self) -> Directory:
        async with self._store.read() as transaction:
            return await load_directory(transaction)

    async def import_roster(
        self, rows: Sequence[RosterRow], answers: Answers = (), *, dry_run: bool = False
    ) -> RosterReport:
        """Bring the roster to what the rows say, see `roster_comparison`. What follows for whom it
        concerns is the engine's: see `membership`."""
        async with self._store.write() as transaction:
            directory = await load_directory(transaction)
            changes = compare(rows, directory, answers)
            if not dry_run:
                await Tables(transaction).write_roster(changes, self.language, self.timezone)
        return report_of(changes, directory)

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
        rows = await asyncio.to_thread(hashes_of, codes)
        async with self._store.write() as transaction:
            expires_at = self._clock.now() + lasting
            await Tables(transaction).write_codes(rows, expires_at, void=void)
        return codes

    async def link(self, chat: Chat, user: str, person: int) -> None:
        """Link an identity without a code (the demo and rehearsals do)."""
        async with self._store.write() as transaction:
            await transaction.link(chat, user, person, self._clock.now())

    async def bind(self, chat: Chat, unit: int) -> None:
        """Make a room the room of a unit."""
        async with self._store.write() as transaction:
            await transaction.bind(chat, unit)
