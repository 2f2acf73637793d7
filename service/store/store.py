"""The store: opens and migrates the database, and hands out transactions."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from service.store.database import Database
from service.store.migrate import upgrade
from service.store.transaction import Transaction


class Store:
    """Everything OrgLife keeps, behind one URL."""

    def __init__(self, url: str) -> None:
        self.database = Database(url)

    @classmethod
    async def open(cls, url: str) -> Store:
        """Open the database and migrate it. Raises `DatabaseTooNewError`."""
        store = cls(url)
        try:
            async with store.database.write() as connection:
                await connection.run_sync(upgrade)
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
