"""A connection whose statements run in a thread of its own.

A driver that is asynchronous statement by statement goes to its thread and back four times for one
SELECT. Here a whole phase of a transaction goes there once: `run_sync` takes a function of the
plain SQLAlchemy connection, and `execute` is that for one statement.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection as SyncConnection
from sqlalchemy import Dialect, Engine, Result

P = ParamSpec("P")
T = TypeVar("T")


class Connection:
    """In one transaction, which the first statement begins. Not for two tasks at once."""

    def __init__(self, engine: Engine, thread: ThreadPoolExecutor) -> None:
        self._engine = engine
        self._thread = thread
        self._open: SyncConnection | None = None

    @property
    def dialect(self) -> Dialect:
        return self._engine.dialect

    async def run_sync(
        self,
        work: Callable[Concatenate[SyncConnection, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """Run the function on the plain connection, in the thread; its result must hold no open
        cursor."""

        def there() -> T:
            if self._open is None:
                self._open = self._engine.connect()
            return work(self._open, *args, **kwargs)

        return await asyncio.get_running_loop().run_in_executor(self._thread, there)

    async def execute(self, statement: Any, values: Any = None) -> Result[Any]:
        """Run a statement, for each of several values once; its rows are all there."""
        return await self.run_sync(_execute, statement, values)

    async def scalar(self, statement: Any, values: Any = None) -> Any:
        """The first column of the first row, or None."""
        return await self.run_sync(SyncConnection.scalar, statement, values)

    async def exec_driver_sql(self, statement: str, values: Any = None) -> Result[Any]:
        """Run a statement in the database's own words."""
        return await self.run_sync(_execute_text, statement, values)

    async def commit(self) -> None:
        """Make it last, and give the connection back."""
        if self._open is not None:
            await self.run_sync(_commit)
            self._open = None

    async def roll_back(self) -> None:
        """Undo it and give the connection back, even when whoever waits is cancelled."""
        loop = asyncio.get_running_loop()
        await asyncio.shield(loop.run_in_executor(self._thread, self._give_back))

    def _give_back(self) -> None:
        if self._open is not None:
            self._open.close()  # which rolls back
            self._open = None


class Connections:
    """At most so many connections at a time, each with its thread."""

    def __init__(self, engine: Engine, most: int) -> None:
        self.engine = engine
        self._free = asyncio.Semaphore(most)
        self._threads = [ThreadPoolExecutor(1, "database") for _ in range(most)]
        self._idle = [*self._threads]

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Connection]:
        """A transaction: it is committed in the end, unless something is raised."""
        async with self._free:
            thread = self._idle.pop()
            connection = Connection(self.engine, thread)
            try:
                yield connection
                await connection.commit()
            except BaseException:
                await connection.roll_back()
                raise
            finally:
                self._idle.append(thread)

    async def close(self) -> None:
        """Close the connections and end the threads."""
        await asyncio.to_thread(self._close)

    def _close(self) -> None:
        for each in self._threads:
            each.shutdown()
        self.engine.dispose()


def _execute(connection: SyncConnection, statement: Any, values: Any) -> Result[Any]:
    return _fetched(connection.execute(statement, values))


def _execute_text(connection: SyncConnection, statement: str, values: Any) -> Result[Any]:
    return _fetched(connection.exec_driver_sql(statement, values))


def _fetched(result: Any) -> Result[Any]:
    fetched: Result[Any] = result.freeze()() if result.returns_rows else result
    return fetched


def _commit(connection: SyncConnection) -> None:
    connection.commit()
    connection.close()
