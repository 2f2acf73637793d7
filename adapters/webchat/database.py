"""The web chat's SQLite file: WAL, every commit synced to disk, one writer at a time."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, StaticPool, event, inspect
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.schema import CreateColumn

from adapters.webchat.tables import SCHEMA_VERSION, metadata

MEMORY = ":memory:"

_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA busy_timeout=5000",
    "PRAGMA secure_delete=ON",  # withdrawn content leaves no trace in the file
)


class NewerSchemaError(RuntimeError):
    """The file was written by a newer version."""


class Database:
    """`write()` and `read()` yield a connection in a transaction. `path` may be `:memory:`."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._memory = path == MEMORY
        self._lock = asyncio.Lock()
        self._writer = self._engine("BEGIN IMMEDIATE", pool_size=1)
        self._reader = self._writer if self._memory else self._engine("BEGIN", pool_size=2)

    async def open(self) -> None:
        """Create the file, readable by its owner only, and its tables. Raises
        `NewerSchemaError`."""
        if not self._memory:
            await asyncio.to_thread(_make_file, Path(self.path))
        async with self.write() as connection:
            version = (await connection.exec_driver_sql("PRAGMA user_version")).scalar_one()
            if version > SCHEMA_VERSION:
                raise NewerSchemaError(
                    f"{self.path} belongs to a newer version: please get the newest OrgLife, or "
                    "name another file as the `path` of the web chat"
                )
            await connection.run_sync(metadata.create_all)
            await connection.run_sync(_add_columns)
            await connection.exec_driver_sql(f"PRAGMA user_version={SCHEMA_VERSION}")

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """A transaction that can write; one at a time."""
        async with self._lock, self._writer.begin() as connection:
            yield connection

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """A transaction that only reads."""
        if self._memory:  # one connection serves all
            async with self.write() as connection:
                yield connection
        else:
            async with self._reader.begin() as connection:
                yield connection

    async def close(self) -> None:
        await self._writer.dispose()
        if self._reader is not self._writer:
            await self._reader.dispose()

    def _engine(self, begin: str, pool_size: int) -> AsyncEngine:
        pool: dict[str, Any] = (
            {"poolclass": StaticPool} if self._memory else {"pool_size": pool_size}
        )
        engine = create_async_engine(f"sqlite+aiosqlite:///{self.path}", **pool)

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


def _add_columns(connection: Connection) -> None:
    """Give the tables of an older file the columns that they lack; none of these holds anything in
    the rows that are there."""
    there = inspect(connection)
    for table in metadata.sorted_tables:
        known = {each["name"] for each in there.get_columns(table.name)}
        for column in table.columns:
            if column.name not in known:
                definition = CreateColumn(column).compile(dialect=connection.dialect)
                connection.exec_driver_sql(f"ALTER TABLE {table.name} ADD COLUMN {definition}")


def _make_file(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(FileExistsError):
        path.touch(mode=0o600, exist_ok=False)
