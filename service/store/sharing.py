"""What one of several processes reads and locks in its transactions, on PostgreSQL.

A shard is held by an advisory lock of the transaction, which is gone exactly when the transaction
is: no fence could be more current. Rows of activities are held too, shared by those who only read
their state, alone by whoever changes it, so a decision is as if no other were made beside it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Integer, bindparam, func, select, text
from sqlalchemy.dialects.postgresql import ARRAY

from service.store import tables as t
from service.store.schema import Instant
from service.store.transaction import AnyRow, Transaction

SHARDS = 64
SHARD = 0x7368  # the class of the locks of shards
DIRECTORY = 0x6E6577  # the lock under which news get their numbers, in the order of the commits

_i = t.inbox.c
_mine = bindparam("shards", type_=ARRAY(Integer))
_handleable = (_i.handled_at.is_(None), _i.waits_for.is_(None))
_oldest = (
    select(_i.shard)
    .where(*_handleable, _i.shard == func.any(_mine), _i.id <= bindparam("up_to"))
    .order_by(_i.id)
    .limit(bindparam("most"))
    .subquery()
)
_with_work = select(_oldest.c.shard).distinct().cte("with_work").prefix_with("MATERIALIZED")
_take = select(_with_work.c.shard).where(func.pg_try_advisory_xact_lock(SHARD, _with_work.c.shard))
_waiting = (
    select(t.inbox)
    .where(*_handleable, _i.shard == func.any(_mine), _i.id <= bindparam("up_to"))
    .order_by(_i.id)
    .limit(bindparam("most"))
)
_newest = select(func.max(_i.id)).where(*_handleable, _i.shard == func.any(_mine))
_shard_of_timer = t.timers.c.activity % SHARDS
_due = select(t.timers).where(
    t.timers.c.due_at <= bindparam("now", type_=Instant), _shard_of_timer == func.any(_mine)
)
_timers = _due.order_by(t.timers.c.due_at, t.timers.c.id).limit(bindparam("most"))
_next_due = select(func.min(t.timers.c.due_at)).where(_shard_of_timer == func.any(_mine))
_held = (
    select(t.leases.c.name).where(t.leases.c.owner == bindparam("me")).with_for_update(read=True)
)


class Sharing:
    """Statements of one of several processes, in the given transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def waiting(self, shards: Collection[int], limit: int, up_to: int) -> list[AnyRow]:
        """The oldest updates of these shards that are not handled. Their shards are ours until the
        transaction ends; what another process is handling just now is left to it."""
        values = {"shards": list(shards), "up_to": up_to, "most": limit}
        taken = await self._transaction.rows(_take, values)
        if not taken:
            return []
        values["shards"] = [row.shard for row in taken]
        return await self._transaction.rows(_waiting, values)

    async def newest_waiting(self, shards: Collection[int]) -> int | None:
        """The id of the newest update of these shards that is not handled."""
        found: int | None = await self._transaction.connection.scalar(
            _newest, {"shards": list(shards)}
        )
        return found

    async def due(self, shards: Collection[int], now: datetime, limit: int) -> list[AnyRow]:
        """Timers of these shards that are due, the earliest first; taken as `waiting` does."""
        values: dict[str, Any] = {"shards": list(shards), "now": now, "most": limit}
        found = await self._transaction.rows(_timers, values)
        wanted = sorted({row.activity % SHARDS for row in found})
        taken = await self._transaction.rows(
            text(
                "SELECT shard FROM unnest(CAST(:shards AS int[])) AS shard "
                "WHERE pg_try_advisory_xact_lock(:class, shard)"
            ),
            {"shards": wanted, "class": SHARD},
        )
        if not taken:
            return []
        values["shards"] = [row.shard for row in taken]
        return await self._transaction.rows(_timers, values)  # as they are now that they are ours

    async def next_due(self, shards: Collection[int]) -> datetime | None:
        found: datetime | None = await self._transaction.connection.scalar(
            _next_due, {"shards": list(shards)}
        )
        return found

    async def hold(self, activities: Collection[int], *, alone: bool, wait: bool) -> dict[int, int]:
        """Hold these activities until the transaction ends, `alone` or with others who only read
        them; their versions. Without `wait` it fails when another process is in the way."""
        a = t.activities.c
        rows = await self._transaction.rows(
            select(a.id, a.version)
            .where(a.id.in_(activities))
            .order_by(a.id)
            .with_for_update(read=not alone, key_share=alone, nowait=not wait)
        )
        return {row.id: row.version for row in rows}

    async def holds(self, me: int, names: Collection[str]) -> bool:
        """Whether this process still holds these leases; and so it does until the transaction
        ends."""
        found = await self._transaction.rows(_held, {"me": me})
        return set(names) <= {row.name for row in found}

    async def one_at_a_time(self) -> None:
        """No two processes come past here before the transaction of the first has ended."""
        await self._transaction.rows(text(f"SELECT pg_advisory_xact_lock({DIRECTORY})"))

    # -- news of the directory

    async def tell(self, process: int, at: datetime, people: Collection[int] | None) -> None:
        """Let the others read these people anew, and the rooms; None: everything. The last thing in
        a transaction."""
        await self.one_at_a_time()
        told = None if people is None else msgspec.json.encode(sorted(people)).decode()
        await self._transaction.execute(t.news.insert().values(process=process, at=at, people=told))

    async def latest_news(self) -> int:
        return int(await self._transaction.connection.scalar(select(func.max(t.news.c.id))) or 0)

    async def news_since(self, seen: int, me: int) -> tuple[int, frozenset[int] | None]:
        """Up to where the news are read then, and whose they are; None: everybody's."""
        rows: Sequence[AnyRow] = await self._transaction.rows(
            select(t.news).where(t.news.c.id > seen).order_by(t.news.c.id)
        )
        foreign = [row for row in rows if row.process != me]
        last = rows[-1].id if rows else seen
        if any(row.people is None for row in foreign):
            return last, None
        people: set[int] = set()
        for row in foreign:
            people.update(msgspec.json.decode(row.people))
        return last, frozenset(people)
