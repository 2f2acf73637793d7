"""Several equal processes over one PostgreSQL: who is there, who holds what, and hints to look.

Each holds an advisory lock of its session for as long as it lives, under its own number. Whoever
can take the lock of another has found it dead. What only one may do is a *lease*: a row with its
owner and a fence. An owner reads that row FOR SHARE in each transaction in which it acts by it, so
nobody takes a lease over while its old owner is in the middle of something, and an old owner that
comes back finds that it is none any more.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg

from service.store.database import database_url
from service.store.server_lock import NOTICE

ALIVE = 0x6F72  # the class of the locks by which a process is known to live
CHANNEL = "orglife"
MESSAGES, ALL = "messages", "all"
_LIVES = "SELECT pg_try_advisory_lock(%s, %s)"
_SEE_WHO_DIED = """
    WITH dead AS MATERIALIZED (
        SELECT id FROM (SELECT id FROM processes WHERE NOT gone AND id <> %(me)s) AS others
        WHERE pg_try_advisory_xact_lock(%(alive)s, id::int)
    )
    UPDATE processes SET gone = true FROM dead WHERE processes.id = dead.id
"""
_WHO_IS_THERE = "SELECT id, url FROM processes WHERE NOT gone ORDER BY id"
_TAKE = """
    UPDATE leases SET owner = %(me)s, fence = fence + 1
    WHERE name = ANY(%(names)s)
    AND (owner IS NULL OR owner IN (SELECT id FROM processes WHERE gone))
"""
_HELD = "SELECT name, owner FROM leases WHERE owner IS NOT NULL"


@dataclass(frozen=True, slots=True)
class Present:
    """Who is there, in the order in which they came, with the addresses of their pages; and who
    owns what. `clock`: how far the database's clock is ahead of this machine's."""

    me: int
    processes: dict[int, str]
    owners: dict[str, int]
    clock: timedelta


class Seat:
    """A process's place among the others. Everything raises `psycopg.Error` when the server can't
    be reached; then the seat is lost, and `join` takes another one."""

    def __init__(self, url: str, host: str) -> None:
        parsed = database_url(url).set(drivername="postgresql")
        self._url = parsed.render_as_string(hide_password=False)
        self._host = host
        self._connection: psycopg.AsyncConnection[Any] | None = None
        self._busy = asyncio.Lock()
        self.me = 0

    async def join(self, url: str, names: Collection[str]) -> int:
        """Take a seat. `url`: where the others reach our pages; `names`: the leases there are."""
        await self.close()
        connection = await self._connect()
        async with connection.transaction():
            row = await _one(
                connection, "SELECT nextval(pg_get_serial_sequence('processes', 'id'))"
            )
            me = int(row[0])
            if not (await _one(connection, _LIVES, (ALIVE, me)))[0]:
                raise psycopg.OperationalError("the number of a new process is taken")
            near = (await _one(connection, "SELECT host(inet_client_addr())"))[0] or "127.0.0.1"
            await connection.execute(
                "INSERT INTO processes (id, host, pid, url, gone) VALUES (%s, %s, %s, %s, false)",
                (me, self._host, os.getpid(), url.replace("{host}", str(near))),
            )
            await connection.execute(
                "INSERT INTO leases (name, fence) SELECT unnest(%s::text[]), 0 "
                "ON CONFLICT DO NOTHING",
                (sorted(names),),
            )
        self._connection, self.me = connection, me
        return me

    async def look(self, names: Collection[str]) -> Present | None:
        """See who has died, take those of the leases that nobody holds any more, and say how things
        stand. None: this process has been taken for dead."""
        async with self._busy:
            connection = self._there()
            before = datetime.now(UTC)
            row = await _one(connection, "SELECT clock_timestamp()")
            after = datetime.now(UTC)
            await connection.execute(_SEE_WHO_DIED, {"me": self.me, "alive": ALIVE})
            if names:
                await connection.execute(_TAKE, {"me": self.me, "names": sorted(names)})
            found = await (await connection.execute(_WHO_IS_THERE)).fetchall()
            held = await (await connection.execute(_HELD)).fetchall()
        processes = {int(number): str(url) for number, url in found}
        if self.me not in processes:
            return None
        owners = {str(name): int(owner) for name, owner in held if owner in processes}
        return Present(self.me, processes, owners, row[0] - (before + (after - before) / 2))

    async def leave(self) -> None:
        """Give everything back, so that nobody has to find out that we are gone."""
        async with self._busy:
            connection = self._there()
            async with connection.transaction():
                await connection.execute(
                    "UPDATE leases SET owner = NULL WHERE owner = %s", (self.me,)
                )
                await connection.execute(
                    "UPDATE processes SET gone = true WHERE id = %s", (self.me,)
                )
        await self.hint()
        await self.close()

    async def hint(self, what: str = ALL) -> None:
        """Let the others look, by a transaction of its own: what is written waits for no NOTIFY."""
        async with self._busy:
            told = f"{self.me} {what}"
            await self._there().execute("SELECT pg_notify(%s, %s)", (CHANNEL, told))

    async def hints(self) -> AsyncIterator[str]:
        """Whenever another process has something to look at: `MESSAGES` to send, or `ALL`."""
        async with await self._connect() as connection:
            await connection.execute(f"LISTEN {CHANNEL}")
            yield ALL  # whatever came before
            async for told in connection.notifies():
                by, _, what = told.payload.partition(" ")
                if by != str(self.me):
                    yield what

    async def close(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            await connection.close()

    async def _connect(self) -> psycopg.AsyncConnection[Any]:
        options: dict[str, Any] = {**NOTICE}
        connection = await psycopg.AsyncConnection.connect(self._url, autocommit=True, **options)
        for setting, value in _NOTICED_BY_THE_SERVER:  # a host that is off holds no lock for long
            await connection.execute(f"SET {setting} = {value}")
        return connection

    def _there(self) -> psycopg.AsyncConnection[Any]:
        if self._connection is None:
            raise psycopg.OperationalError("the seat among the processes is lost")
        return self._connection


_NOTICED_BY_THE_SERVER: Sequence[tuple[str, int]] = (
    ("tcp_keepalives_idle", 2),
    ("tcp_keepalives_interval", 1),
    ("tcp_keepalives_count", 3),
)


async def _one(connection: psycopg.AsyncConnection[Any], statement: Any, values: Any = None) -> Any:
    row = await (await connection.execute(statement, values)).fetchone()
    if row is None:
        raise psycopg.OperationalError("the database gave no answer")
    return row
