"""Question banks in the store: every version of every question, and their pictures."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import delete, insert, select, update

from service.questions.banks import BankChanges, compare
from service.questions.model import Bank, Question
from service.store import tables as t
from service.store.transaction import Transaction

_decoder = msgspec.json.Decoder(Question)
_encoder = msgspec.json.Encoder()


class BankTables:
    """Reads and writes banks in the transaction given."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def banks(self, units: Collection[int], *, retired: bool = False) -> tuple[Bank, ...]:
        """The banks of these units, the oldest first, with the newest version of each question.
        Retired questions are left out unless asked for."""
        rows = await self._transaction.rows(
            select(t.banks).where(t.banks.c.unit.in_(units)).order_by(t.banks.c.id)
        )
        asked: dict[int, list[Question]] = {row.id: [] for row in rows}
        q = t.questions.c
        wanted = select(t.questions).where(q.bank.in_(asked), q.current).order_by(q.position)
        for row in await self._transaction.rows(wanted if retired else wanted.where(~q.retired)):
            asked[row.bank].append(_question(row))
        return tuple(Bank(row.id, row.unit, row.name, tuple(asked[row.id])) for row in rows)

    async def versions(self, bank: int, key: str) -> tuple[tuple[datetime, Question], ...]:
        """Every version of a question with the time it was written, the oldest first."""
        q = t.questions.c
        rows = await self._transaction.rows(
            select(t.questions).where(q.bank == bank, q.key == key).order_by(q.version)
        )
        return tuple((row.written_at, _question(row)) for row in rows)

    async def plan(self, unit: int, name: str, questions: Sequence[Question]) -> BankChanges:
        """What importing these questions under this name would change."""
        known = await self._named(unit, name)
        return compare(known.questions if known else (), questions)

    async def keep(
        self,
        unit: int,
        name: str,
        questions: Sequence[Question],
        pictures: Mapping[str, bytes],
        now: datetime,
    ) -> tuple[int, BankChanges]:
        """Bring the bank of this name to what the questions say. Its id, and what changed."""
        known = await self._named(unit, name)
        changes = compare(known.questions if known else (), questions)
        bank = known.id if known else await self._add(unit, name)
        await self._write(bank, changes, now)
        if pictures:
            await self._transaction.keep_pictures(pictures)
        return bank, changes

    async def retire(self, bank: int, keys: Collection[str], *, retired: bool = True) -> int:
        """Retire questions, or take them back into use; how many there were."""
        q = t.questions.c
        return await self._transaction.execute(
            update(t.questions)
            .where(q.bank == bank, q.key.in_(keys), q.current, q.retired != retired)
            .values(retired=retired)
        )

    async def _named(self, unit: int, name: str) -> Bank | None:
        known = await self.banks([unit], retired=True)
        return next((each for each in known if each.name == name), None)

    async def _add(self, unit: int, name: str) -> int:
        made = await self._transaction.connection.execute(
            insert(t.banks).values(unit=unit, name=name).returning(t.banks.c.id)
        )
        return int(made.scalar_one())

    async def _write(self, bank: int, changes: BankChanges, now: datetime) -> None:
        """Every current row anew, in the order of the import; what was changed leaves its version
        behind."""
        connection, q = self._transaction.connection, t.questions.c
        since = {
            row.key: row.written_at
            for row in await self._transaction.rows(
                select(q.key, q.written_at).where(q.bank == bank, q.current)
            )
        }
        fresh = {*changes.added, *changes.changed}
        if changes.changed:
            await connection.execute(
                update(t.questions)
                .where(q.bank == bank, q.key.in_(changes.changed), q.current)
                .values(current=False)
            )
        await connection.execute(delete(t.questions).where(q.bank == bank, q.current))
        rows = [
            {
                "bank": bank,
                "key": each.id,
                "version": each.version,
                "position": position,
                "current": True,
                "retired": each.retired,
                "written_at": now if each.id in fresh else since[each.id],
                "content": _encoder.encode(each).decode(),
            }
            for position, each in enumerate(changes.questions)
        ]
        if rows:
            await connection.execute(insert(t.questions), rows)


def _question(row: Any) -> Question:
    return replace(
        _decoder.decode(row.content), id=row.key, version=row.version, retired=row.retired
    )
