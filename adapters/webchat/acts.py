"""People's acts for the inbox: stored together with the message they made, delivered afterwards.

An act is written in the same transaction as its effect on the room. It is delivered to the inbox
before the request is answered; if that fails, it is delivered later, even if the client is gone.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from adapters.webchat.database import Database
from adapters.webchat.tables import acts
from service.ports import Sealer, Update

FORGOTTEN_AT_ONCE = 500


class Acts:
    def __init__(self, database: Database, sealer: Sealer) -> None:
        self._database = database
        self._sealer = sealer

    async def message(self, key: str) -> str | None:
        """The message this act made or is about, if the act is known already."""
        async with self._database.read() as connection:
            found = await connection.execute(select(acts.c.message).where(acts.c.key == key))
            message: str | None = found.scalar_one_or_none()
        return message

    async def keep(
        self, connection: AsyncConnection, given: Update, message: str, now: int
    ) -> None:
        """Store the act, unless it is known."""
        known = await connection.execute(select(acts.c.key).where(acts.c.key == given.id))
        if known.one_or_none() is not None:
            return
        latest = (await connection.execute(select(func.max(acts.c.number)))).scalar_one()
        await connection.execute(
            insert(acts).values(
                key=given.id,
                number=int(latest or 0) + 1,
                message=message,
                raw=self._sealer.seal(given.raw) if given.sensitive else given.raw,
                sealed=given.sensitive,
                carried=False,
                at=now,
            )
        )

    async def waiting(self, limit: int) -> list[Update]:
        """Acts that the inbox does not have yet, oldest first."""
        query = select(acts).where(acts.c.carried.is_(False)).order_by(acts.c.number).limit(limit)
        async with self._database.read() as connection:
            rows = (await connection.execute(query)).all()
        return [self._update(row) for row in rows]

    async def waiting_one(self, key: str) -> Update | None:
        """This act, if the inbox does not have it yet."""
        query = select(acts).where(acts.c.key == key, acts.c.carried.is_(False))
        async with self._database.read() as connection:
            row = (await connection.execute(query)).one_or_none()
        return self._update(row) if row else None

    async def carried(self, keys: list[str]) -> None:
        """Mark these as delivered and empty them: nothing is stored twice."""
        async with self._database.write() as connection:
            await connection.execute(
                update(acts).where(acts.c.key.in_(keys)).values(carried=True, raw="")
            )

    async def forget(self, before: int) -> None:
        """Drop what was delivered before this time: nobody sends it again."""
        old = select(acts.c.key).where(acts.c.carried, acts.c.at < before)
        some = old.order_by(acts.c.number).limit(FORGOTTEN_AT_ONCE)
        forgotten = FORGOTTEN_AT_ONCE
        while forgotten == FORGOTTEN_AT_ONCE:
            async with self._database.write() as connection:
                done = await connection.execute(delete(acts).where(acts.c.key.in_(some)))
            forgotten = done.rowcount

    def _update(self, row: Any) -> Update:
        raw = self._sealer.open(row.raw) if row.sealed else row.raw
        return Update(row.key, raw, row.sealed)
