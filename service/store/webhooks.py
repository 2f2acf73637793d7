"""Who is told by HTTP of activities that close, and what is still to be told."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select, update

from service.store import office_tables as ot
from service.store import tables as t
from service.store.transaction import AnyRow, Transaction

_w, _s, _a, _j = ot.webhooks.c, ot.webhook_sends.c, t.activities.c, t.journal.c
KEPT = timedelta(days=30)  # how long it is known that something was told


class Webhooks:
    """Statements about them, in the given transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def keep(self, person: int, url: str, secret: str, line: int, now: datetime) -> None:
        row = {"person": person, "url": url, "secret": secret, "line": line, "created_at": now}
        await self._transaction.execute(insert(ot.webhooks).values(**row))

    async def listed(self) -> list[AnyRow]:
        return await self._transaction.rows(select(ot.webhooks).order_by(_w.id))

    async def end(self, webhook: int) -> int:
        """No more to this one. Returns how many were ended."""
        await self._transaction.execute(delete(ot.webhook_sends).where(_s.webhook == webhook))
        return await self._transaction.execute(delete(ot.webhooks).where(_w.id == webhook))

    async def closed(self, after: int, up_to: int, kinds: Collection[str]) -> list[AnyRow]:
        """The activities of these kinds that are over, and about which these lines of the journal
        say something."""
        return await self._transaction.rows(
            select(_a.id, _a.unit)
            .join_from(t.journal, t.activities, _a.id == _j.activity)
            .where(
                _j.id > after,
                _j.id <= up_to,
                _a.kind.in_(kinds),
                _a.finished.is_(True),
                _a.rehearsed_by.is_(None),
                _a.phase.not_in(("draft", "dropped", "card", "ledger", "list")),
            )
            .distinct()
        )

    async def queue(
        self, webhook: int, activities: Iterable[int], line: int, now: datetime
    ) -> None:
        """These are to be told, each once, and it is looked further from this line on."""
        wanted = set(activities)
        known = await self._transaction.rows(
            select(_s.activity).where(_s.webhook == webhook, _s.activity.in_(wanted))
        )
        new = wanted - {row.activity for row in known}
        rows = [
            {"webhook": webhook, "activity": each, "at": now, "due_at": now}
            | {"attempts": 0, "status": 0}
            for each in sorted(new)
        ]
        if rows:
            await self._transaction.connection.execute(insert(ot.webhook_sends), rows)
        await self._transaction.execute(
            update(ot.webhooks).where(_w.id == webhook).values(line=line)
        )

    async def due(self, now: datetime, most: int) -> list[AnyRow]:
        """What is to be told now, the longest due first, with whom and of what."""
        columns = (_s.webhook, _s.activity, _s.at, _s.attempts, _w.url, _w.secret, _w.person)
        of = (_a.kind, _a.unit, _a.phase)
        return await self._transaction.rows(
            select(*columns, *of)
            .select_from(ot.webhook_sends)
            .join(ot.webhooks, _w.id == _s.webhook)
            .join(t.activities, _a.id == _s.activity)
            .where(_s.due_at <= now)
            .order_by(_s.due_at)
            .limit(most)
        )

    async def told(self, webhook: int, activity: int, status: int, due_at: datetime | None) -> None:
        """The answer was this (0: none); `due_at`: when it is told again, None: never."""
        await self._transaction.execute(
            update(ot.webhook_sends)
            .where(_s.webhook == webhook, _s.activity == activity)
            .values(status=status, due_at=due_at, attempts=_s.attempts + 1)
        )

    async def forget(self, now: datetime) -> None:
        await self._transaction.execute(
            delete(ot.webhook_sends).where(_s.due_at.is_(None), _s.at <= now - KEPT)
        )
