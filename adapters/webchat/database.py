"""The web chat's SQLite file: WAL, every commit synced to disk, one writer at a time.

`together` is the way for whatever many people do at once: all that waits goes to the database's
thread in one go and shares one commit, and each is answered after it. `look` reads in one go.
`write()` and `read()` are transactions statement by statement, for what is seldom done.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import sqlite3
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection as SyncConnection
from sqlalchemy import Engine, Result, StaticPool, create_engine, event, inspect
from sqlalchemy.schema import CreateColumn

from adapters.webchat.tables import SCHEMA_VERSION, metadata

MEMORY = ":memory:"
READERS = 2
MOST_TOGETHER = 200  # in one commit; with more, the first would wait for too many others

_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA busy_timeout=5000",
    "PRAGMA secure_delete=ON",  # withdrawn content leaves no trace in the file
)

T = TypeVar("T")
Work = Callable[[SyncConnection], T]

_LOGGER = logging.getLogger(__name__)


class NewerSchemaError(RuntimeError):
    """The file was written by a newer version."""


class Connection:
    """In one transaction, statement by statement, each of them in the database's thread."""

    def __init__(self, engine: Engine, thread: ThreadPoolExecutor) -> None:
        self._engine = engine
        self._thread = thread
        self._open: SyncConnection | None = None

    async def run_sync(self, work: Callable[..., T], *args: Any) -> T:
        """Run the function on the plain connection; its result must hold no open cursor."""

        def there() -> T:
            if self._open is None:
                self._open = self._engine.connect()
            return work(self._open, *args)

        return await asyncio.get_running_loop().run_in_executor(self._thread, there)

    async def execute(self, statement: Any, values: Any = None) -> Result[Any]:
        """Run a statement; its rows are all there."""
        return await self.run_sync(_execute, statement, values)

    async def exec_driver_sql(self, statement: str) -> Result[Any]:
        """Run a statement in the database's own words."""
        return await self.run_sync(lambda there: _fetched(there.exec_driver_sql(statement)))

    async def end(self, *, commit: bool) -> None:
        """Make it last or undo it, even when whoever waits is cancelled."""
        loop = asyncio.get_running_loop()
        await asyncio.shield(loop.run_in_executor(self._thread, self._give_back, commit))

    def _give_back(self, commit: bool) -> None:
        if self._open is not None:
            with self._open as connection:  # closing it rolls back
                self._open = None
                if commit:
                    connection.commit()


@dataclass(slots=True)
class _Job:
    """Work that waits for the next commit, and what follows it."""

    work: Work[Any]
    done: asyncio.Future[Any]
    after: Callable[[Any], None] | None
    outcome: Any = None
    failed: bool = False

    def follow(self) -> None:
        """Call `after`, if the work was done. What it raises is told to its own waiter alone."""
        if self.after is None or self.failed:
            return
        try:
            self.after(self.outcome)
        except Exception as error:
            self.outcome, self.failed = error, True


class Database:
    """`path` may be `:memory:`, where one connection serves all."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._memory = path == MEMORY
        self._lock = asyncio.Lock()
        self._writer = self._engine("BEGIN IMMEDIATE", pool_size=1)
        self._writing = ThreadPoolExecutor(1, "webchat-writer")
        self._reader = self._writer if self._memory else self._engine("BEGIN", 2 * READERS)
        self._reading = self._writing if self._memory else ThreadPoolExecutor(READERS, "webchat")
        self._free = asyncio.Semaphore(READERS)
        self._waiting: list[_Job] = []
        self._grouping: asyncio.Task[None] | None = None
        self._file: tuple[int, int] | None = None  # which one was opened

    async def open(self) -> None:
        """Create the file, readable by its owner only, and its tables. Raises
        `NewerSchemaError`."""
        if not self._memory:
            await asyncio.to_thread(_make_file, Path(self.path))
            self._file = _identity(self.path)
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

    # -- many at once

    async def together(self, work: Work[T], after: Callable[[T], None] | None = None) -> T:
        """Do the work in the next commit, with all others that wait; what it raises undoes only its
        own. Returns after the commit, and after `after` was called with the result: for all of one
        commit in the order in which they were done, before any of them returns."""
        job = self._join(work, after)
        result: T = await job.done
        return result

    def later(self, work: Work[Any]) -> None:
        """The same for work that nobody waits for; if it fails, the log says so."""
        self._join(work, None).done.add_done_callback(_say_if_failed)

    def _join(self, work: Work[Any], after: Callable[[Any], None] | None) -> _Job:
        job = _Job(work, asyncio.get_running_loop().create_future(), after)
        self._waiting.append(job)
        if self._grouping is None or self._grouping.done():
            self._grouping = asyncio.create_task(self._commit_groups())
        return job

    async def _commit_groups(self) -> None:
        while self._waiting:
            async with self._lock:
                jobs = self._waiting[:MOST_TOGETHER]
                del self._waiting[:MOST_TOGETHER]
                loop = asyncio.get_running_loop()
                await loop.run_in_executor(self._writing, self._commit, jobs)
            for job in jobs:
                job.follow()
            for job in jobs:
                if job.done.done():  # nobody waits for it any more
                    continue
                if job.failed:
                    job.done.set_exception(job.outcome)
                else:
                    job.done.set_result(job.outcome)

    def _commit(self, jobs: list[_Job]) -> None:
        """One transaction. If the file fails, all of it is undone, and each hears of it."""
        try:
            with self._writer.begin() as connection:
                driver: Any = connection.connection.driver_connection
                for job in jobs:
                    driver.execute("SAVEPOINT one")
                    try:
                        job.outcome = job.work(connection)
                    except Exception as error:
                        job.outcome, job.failed = error, True
                        driver.execute("ROLLBACK TO one")
                    driver.execute("RELEASE one")
        except Exception as error:
            for job in jobs:
                if not job.failed:
                    job.outcome, job.failed = error, True

    async def look(self, work: Work[T]) -> T:
        """Read in one go."""
        loop = asyncio.get_running_loop()
        if self._memory:
            async with self._lock:
                return await loop.run_in_executor(self._reading, self._look, work)
        return await loop.run_in_executor(self._reading, self._look, work)

    def _look(self, work: Work[T]) -> T:
        with self._reader.begin() as connection:
            return work(connection)

    # -- statement by statement

    @asynccontextmanager
    async def write(self) -> AsyncIterator[Connection]:
        """A transaction that can write; one at a time."""
        async with self._lock, _transaction(self._writer, self._writing) as connection:
            yield connection

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Connection]:
        """A transaction that only reads."""
        if self._memory:
            async with self.write() as connection:
                yield connection
        else:
            async with self._free, _transaction(self._reader, self._reading) as connection:
                yield connection

    async def close(self) -> None:
        """Write what waits, then close the file and end the threads."""
        if self._grouping is not None:
            await asyncio.wait([self._grouping])
        await asyncio.to_thread(self._close)

    def _close(self) -> None:
        self._reading.shutdown()
        self._writing.shutdown()
        self._reader.dispose()
        self._writer.dispose()  # the last, for only a writer moves the journal into the file

    def _engine(self, begin: str, pool_size: int) -> Engine:
        pool: dict[str, Any] = (
            {"poolclass": StaticPool, "connect_args": {"check_same_thread": False}}
            if self._memory
            else {"pool_size": pool_size, "max_overflow": 0}
        )
        engine = create_engine(f"sqlite+pysqlite:///{self.path}", **pool)

        @event.listens_for(engine, "do_connect")
        def only_the_file_that_was_opened(*_: Any) -> None:
            """SQLite would let a second file of the name share the first one's index, and end the
            process."""
            if self._file is not None and self._file != _identity(self.path):
                raise sqlite3.OperationalError(f"{self.path} is not the file that was opened")

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

        return engine


@asynccontextmanager
async def _transaction(engine: Engine, thread: ThreadPoolExecutor) -> AsyncIterator[Connection]:
    connection = Connection(engine, thread)
    try:
        yield connection
    except BaseException:
        await connection.end(commit=False)
        raise
    await connection.end(commit=True)


def _execute(connection: SyncConnection, statement: Any, values: Any) -> Result[Any]:
    result: Result[Any] = _fetched(connection.execute(statement, values))
    return result


def _fetched(result: Any) -> Any:
    return result.freeze()() if result.returns_rows else result


def _identity(path: str) -> tuple[int, int] | None:
    """Which file stands there; None: there is none."""
    try:
        found = Path(path).stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino


def _say_if_failed(done: asyncio.Future[Any]) -> None:
    if not done.cancelled() and done.exception() is not None:
        _LOGGER.error("webchat.later_failed", exc_info=done.exception())


def _add_columns(connection: SyncConnection) -> None:
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
