"""Public pages under secret links, and their scaled pictures."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, func, insert, select

from service.store import tables as t
from service.store.transaction import AnyRow, Transaction

_p, _s = t.pages.c, t.scaled.c


_forget_one = delete(t.scaled).where(
    _s.activity == bindparam("b_a"), _s.file == bindparam("b_f"), _s.size == bindparam("b_s")
)


class Pages:
    """Statements about pages, in the given transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def is_open(self, activity: int) -> bool:
        return bool(
            await self._transaction.rows(select(_p.activity).where(_p.activity == activity))
        )

    async def opened_by(self, hashed: str) -> AnyRow | None:
        """The activity (`id kind unit schema state`) that the token with this hash opens."""
        a = t.activities.c
        found = await self._transaction.rows(
            select(a.id, a.kind, a.unit, a.schema, a.state)
            .join_from(t.pages, t.activities, a.id == _p.activity)
            .where(_p.hash == hashed)
        )
        return found[0] if found else None

    async def sizes(self, activity: int) -> list[AnyRow]:
        """For each small picture that exists: `file width height`; 0 for a file that is no
        picture."""
        return await self._transaction.rows(
            select(_s.file, _s.width, _s.height).where(_s.activity == activity, _s.size == "small")
        )

    async def picture(self, activity: int, file: str, size: str) -> bytes | None:
        """The picture; empty if the file can't be read as one; None if it has not been scaled
        yet."""
        found = await self._transaction.rows(
            select(_s.content).where(_s.activity == activity, _s.file == file, _s.size == size)
        )
        return bytes(found[0].content) if found else None

    async def keep(self, picture: Mapping[str, Any]) -> None:
        """Store a row of `scaled`, replacing an earlier one."""
        await self._transaction.execute(
            delete(t.scaled).where(
                *(t.scaled.c[each] == picture[each] for each in ("activity", "file", "size"))
            )
        )
        await self._transaction.execute(insert(t.scaled).values(**picture))

    async def forget(self, before: datetime, most: int) -> None:
        """Pictures of closed pages, those made before then, and the oldest beyond `most` bytes in
        total."""
        await self._transaction.execute(
            delete(t.scaled).where(_s.activity.not_in(select(_p.activity)) | (_s.made_at < before))
        )
        newest_first = (_s.made_at.desc(), _s.activity, _s.file, _s.size)
        running = select(
            _s.activity,
            _s.file,
            _s.size,
            func.sum(_s.bytes).over(order_by=newest_first).label("sum"),
        ).subquery()
        beyond = await self._transaction.rows(
            select(running.c.activity, running.c.file, running.c.size).where(running.c.sum > most)
        )
        if beyond:
            keys = [{"b_a": row.activity, "b_f": row.file, "b_s": row.size} for row in beyond]
            await self._transaction.connection.execute(_forget_one, keys)
