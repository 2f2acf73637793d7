"""Who has looked at the pages of a unit, and taken which file along."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, insert, select

from service.store import office_tables as ot
from service.store.office_pages import inside
from service.store.transaction import AnyRow, Transaction

_r = ot.office_reads.c


class OfficeReads:
    """Statements about them, in the given transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def keep(self, rows: Sequence[Mapping[str, Any]]) -> None:
        await self._transaction.connection.execute(insert(ot.office_reads), [*rows])

    async def listed(
        self, unit: int, person: int | None, *, files: bool, before: int, most: int
    ) -> list[AnyRow]:
        """Of the unit and below, the newest first; of this person alone, unless that is None.
        `before`: the id of a row; 0: from the newest on."""
        here = inside(unit)
        where: list[ColumnElement[bool]] = [_r.unit.in_(select(here.c.id))]
        if person is not None:
            where.append(_r.person == person)
        if files:
            where.append(_r.file != "")
        if before:
            where.append(_r.id < before)
        return await self._transaction.rows(
            select(ot.office_reads).where(*where).order_by(_r.id.desc()).limit(most)
        )

    async def forget(self, before: datetime) -> None:
        await self._transaction.execute(delete(ot.office_reads).where(_r.at < before))
