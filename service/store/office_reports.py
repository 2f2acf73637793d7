"""Who wants the figures of their unit sent into their chat, and when next."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, insert, select

from service.store import office_tables as ot
from service.store.transaction import AnyRow, Transaction

_r = ot.office_reports.c


class OfficeReports:
    """Statements about them, in the given transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def keep(self, person: int, every: str, next_at: datetime) -> None:
        """The person wants one every week or month, the next one then; "": none."""
        await self._transaction.execute(delete(ot.office_reports).where(_r.person == person))
        if every:
            row = {"person": person, "every": every, "next_at": next_at}
            await self._transaction.execute(insert(ot.office_reports).values(**row))

    async def of(self, person: int) -> AnyRow | None:
        rows = await self._transaction.rows(select(ot.office_reports).where(_r.person == person))
        return rows[0] if rows else None

    async def due(self, now: datetime, most: int) -> list[AnyRow]:
        """Those that are due now, the longest due first."""
        return await self._transaction.rows(
            select(ot.office_reports).where(_r.next_at <= now).order_by(_r.next_at).limit(most)
        )
