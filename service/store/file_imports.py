"""Files that people sent for import: a row each until they have been read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Integer, bindparam, delete, insert, select

from service.store import tables as t
from service.store.transaction import AnyRow, Transaction

_waiting = select(t.readings).order_by(t.readings.c.id).limit(bindparam("most", type_=Integer))


class FileImports:
    """Reads and writes in the given transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def ask(self, row: Mapping[str, Any]) -> None:
        """Queue a file for reading."""
        await self._transaction.execute(insert(t.readings).values(**row))

    async def waiting(self, limit: int) -> list[AnyRow]:
        """The files that have waited longest."""
        return await self._transaction.rows(_waiting, {"most": limit})

    async def done(self, row: int) -> None:
        await self._transaction.execute(delete(t.readings).where(t.readings.c.id == row))
