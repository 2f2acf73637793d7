"""The store: opens and migrates the database, and hands out transactions."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy import text

from service.store.database import Database
from service.store.migrate import upgrade
from service.store.transaction import Transaction

_ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(1835626100)")


class Store:
    """Everything OrgLife keeps, behind one URL."""

    def __init__(self, url: str) -> None:
        self.database = Database(url)

    @classmethod
    async def open(cls, url: str, *, shared: bool = False) -> Store:
        """Open the database and migrate it. `shared`: for several processes, which carry word to
        one another. Raises `DatabaseTooNewError`."""
        store = cls(url)
        try:
            async with store.database.write() as connection:
                if shared:
                    await connection.execute(_ONE_AT_A_TIME)
                await connection.run_sync(upgrade)
                if shared:
                    from service.store.carrier import prepare

                    await connection.run_sync(prepare)
        except BaseException:
            await store.close()
            raise
        return store

    @asynccontextmanager
    async def write(self) -> AsyncIterator[Transaction]:
        async with self.database.write() as connection:
            yield Transaction(connection, self.database.dialect)

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Transaction]:
        async with self.database.read() as connection:
            yield Transaction(connection, self.database.dialect)

    async def close(self) -> None:
        await self.database.close()
