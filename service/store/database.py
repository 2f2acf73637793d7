"""Connections: one store for SQLite (aiosqlite) and PostgreSQL (psycopg 3).

SQLite: WAL, `synchronous=FULL`, one writer connection whose transactions begin IMMEDIATE, and a
few readers. A memory database has one connection for everything.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import StaticPool, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

DATABASE_DOWN = (OperationalError, InterfaceError, OSError)
"""Raised by a database that is unreachable or busy: worth retrying."""

_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA busy_timeout=5000",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA cache_size=-16384",  # KiB
    "PRAGMA wal_autocheckpoint=4000",  # pages: fewer pauses in a burst
)


class Database:
    """The engines behind one URL. `write()` and `read()` yield a connection in a transaction."""

    def __init__(self, url: str) -> None:
        self.url = async_url(url)
        self.dialect = self.url.get_backend_name()
        self._lock = asyncio.Lock()
        if self.dialect == "sqlite":
            self._memory = self.url.database in (None, "", ":memory:")
            if not self._memory:
                Path(str(self.url.database)).parent.mkdir(parents=True, exist_ok=True)
            self._writer = self._sqlite("BEGIN IMMEDIATE", pool_size=1)
            self._reader = self._writer if self._memory else self._sqlite("BEGIN", pool_size=2)
        else:
            self._memory = False
            self._writer = create_async_engine(self.url, pool_size=5)
            self._reader = self._writer

    def _sqlite(self, begin: str, pool_size: int) -> AsyncEngine:
        pool: dict[str, Any] = (
            {"poolclass": StaticPool} if self._memory else {"pool_size": pool_size}
        )
        engine = create_async_engine(self.url, **pool)

        @event.listens_for(engine.sync_engine, "connect")
        def prepare(connection: Any, _: Any) -> None:
            connection.isolation_level = None  # BEGIN is issued explicitly
            cursor = connection.cursor()
            for pragma in _PRAGMAS:
                cursor.execute(pragma)
            cursor.close()

        @event.listens_for(engine.sync_engine, "begin")
        def begin_transaction(connection: Any) -> None:
            connection.exec_driver_sql(begin)

        return engine

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """A transaction that can write; on SQLite, one at a time."""
        if self.dialect == "sqlite":
            async with self._lock, self._writer.begin() as connection:
                yield connection
        else:
            async with self._writer.begin() as connection:
                yield connection

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """A transaction that only reads."""
        if self._memory:
            async with self.write() as connection:
                yield connection
        else:
            async with self._reader.begin() as connection:
                yield connection

    async def close(self) -> None:
        await self._writer.dispose()
        if self._reader is not self._writer:
            await self._reader.dispose()


def async_url(url: str) -> URL:
    """The URL with the asynchronous driver of its database."""
    parsed = make_url(url)
    drivers = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+psycopg"}
    driver = drivers.get(parsed.get_backend_name())
    if driver is None:
        raise ValueError(
            f"database url: {parsed.get_backend_name()!r} is not supported; "
            "use sqlite:///path/to/file or postgresql://user@host/name"
        )
    return parsed.set(drivername=driver)
