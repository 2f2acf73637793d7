"""Connections: one store for SQLite and PostgreSQL (psycopg 3).

SQLite: WAL, `synchronous=FULL`, one writer connection whose transactions begin IMMEDIATE, and a
few readers. A memory database has one connection for everything.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, StaticPool, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import InterfaceError, OperationalError

from service.store.connection import Connection, Connections
from service.store.guard import FileGuard, StorageLostError, is_damage, is_full

DATABASE_DOWN = (OperationalError, InterfaceError, OSError)
"""Raised by a database that is unreachable or busy: worth retrying."""

READERS = 2  # on SQLite, where one writes
AT_ONCE = 12  # transactions on PostgreSQL

LONGEST = {"statement_timeout": 60, "idle_in_transaction_session_timeout": 300}
"""Seconds on PostgreSQL, after which it ends by itself what nobody waits for any more."""

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
        self.url = database_url(url)
        self.dialect = self.url.get_backend_name()
        self._memory = self.dialect == "sqlite" and self.url.database in (None, "", ":memory:")
        self.guard: FileGuard | None = None
        self.lost: StorageLostError | None = None  # once it is known to be damaged
        self.full = False  # since something could not be written for want of room
        if self.dialect == "sqlite":
            if not self._memory:
                file = Path(str(self.url.database))
                file.parent.mkdir(parents=True, exist_ok=True)
                self.guard = FileGuard(file)
            self._writers = Connections(self._sqlite("BEGIN IMMEDIATE", 1), 1)
            self._readers = (
                self._writers
                if self._memory
                else Connections(self._sqlite("BEGIN", READERS), READERS)
            )
        else:
            engine = create_engine(self.url, pool_size=AT_ONCE, max_overflow=0)

            @event.listens_for(engine, "connect")
            def bound(connection: Any, _: Any) -> None:
                with connection.cursor() as cursor:
                    for name, seconds in LONGEST.items():
                        cursor.execute(f"SET {name} = '{seconds}s'")
                connection.commit()

            self._blame(engine)
            self._writers = self._readers = Connections(engine, AT_ONCE)

    def _sqlite(self, begin: str, pool_size: int) -> Engine:
        pool: dict[str, Any] = (
            {"poolclass": StaticPool, "connect_args": {"check_same_thread": False}}
            if self._memory
            else {"pool_size": pool_size, "max_overflow": 0}
        )
        engine = create_engine(self.url, **pool)

        @event.listens_for(engine, "do_connect")
        def only_the_file_that_was_opened(*_: Any) -> None:
            if self.guard is not None:
                self.guard.check_name()

        @event.listens_for(engine, "connect")
        def prepare(connection: Any, _: Any) -> None:
            connection.isolation_level = None  # BEGIN is issued explicitly
            cursor = connection.cursor()
            for pragma in _PRAGMAS:
                cursor.execute(pragma)
            cursor.close()

        @event.listens_for(engine, "begin")
        def begin_transaction(connection: Any) -> None:
            connection.exec_driver_sql(begin)
            self._check_file(connection)

        @event.listens_for(engine, "commit")
        def before_commit(connection: Any) -> None:
            self._check_file(connection)

        self._blame(engine)
        return engine

    def _check_file(self, connection: Any) -> None:
        """Nothing is committed into a file that nobody will find again."""
        try:
            if self.guard is not None:
                self.guard.check()
        except StorageLostError:
            connection.connection.dbapi_connection.rollback()
            raise

    def _blame(self, engine: Engine) -> None:
        """What says that the database is damaged is raised as `StorageLostError`; that its disk is
        full is noted, and may be tried again."""

        @event.listens_for(engine, "handle_error")
        def look(context: Any) -> None:
            self.full |= is_full(context.original_exception)
            if is_damage(context.original_exception):
                name = str(self.guard.file) if self.guard else str(self.url.database)
                self.lost = StorageLostError("damaged", name, str(context.original_exception))
                raise self.lost

    @asynccontextmanager
    async def write(self) -> AsyncIterator[Connection]:
        """A transaction that can write; on SQLite, one at a time."""
        async with self._writers.begin() as connection:
            yield connection

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Connection]:
        """A transaction that only reads."""
        async with self._readers.begin() as connection:
            yield connection

    async def close(self) -> None:
        if self._readers is not self._writers:
            await self._readers.close()
        await self._writers.close()  # the last, for only a writer moves the journal into the file


def database_url(url: str) -> URL:
    """The URL with the driver of its database that is used here."""
    parsed = make_url(url)
    drivers = {"sqlite": "sqlite+pysqlite", "postgresql": "postgresql+psycopg"}
    driver = drivers.get(parsed.get_backend_name())
    if driver is None:
        raise ValueError(
            f"database url: {parsed.get_backend_name()!r} is not supported; "
            "use sqlite:///path/to/file or postgresql://user@host/name"
        )
    return parsed.set(drivername=driver)
