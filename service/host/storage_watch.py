"""Watches, while the service runs, that its lock and its files are still what they were, that they
are sound, and that there is room to write."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from pathlib import Path

from service.host.data_files import reading
from service.host.instance_lock import InstanceLock
from service.runtime.observability.log import get_logger
from service.runtime.observability.metrics import Metrics
from service.store.backup import QUICK_CHECK, verdict
from service.store.database import DATABASE_DOWN
from service.store.guard import FileGuard
from service.store.room import has_room
from service.store.store import Store

LOOK_SECONDS = 1.0
ROOM_SECONDS = 5.0  # between two attempts to write, however often somebody asks
WAIT_SECONDS = 1.0  # for the turn to write; a busy database is no full one
FIRST_CHECK_SECONDS = 3600.0  # a start has enough to do
CHECK_SECONDS = 7 * 24 * 3600.0

log = get_logger()


class StorageWatch:
    def __init__(
        self,
        lock: InstanceLock,
        store: Store,
        others: Sequence[Path],
        metrics: Metrics | None = None,
        tell: Callable[[Sequence[str]], Awaitable[None]] | None = None,
    ) -> None:
        """`others`: the SQLite files of accounts; `tell`: passes on the names of files that turn
        out to be damaged."""
        self._metrics = metrics or Metrics()
        self._tell = tell
        self._lock = lock
        self._store = store
        database = self._database = store.database
        self._tried_at = -ROOM_SECONDS  # on the monotonic clock
        self._told = False  # that there is no room
        self._guards = [FileGuard(each, journal=False) for each in others]
        if database.guard is not None:
            self._guards.insert(0, database.guard)
        self._damaged: dict[Path, str] = {}
        self.look()

    def look(self) -> None:
        """Waits for the disk and the server. Raises `StorageLostError`."""
        if self._database.lost is not None:
            raise self._database.lost
        self._lock.check()
        for each in self._guards:
            each.check()

    async def run(self) -> None:
        """Look every second. Raises `StorageLostError`: the service may not go on."""
        while True:
            await asyncio.to_thread(self.look)
            if self._database.full or self._told:
                with suppress(*DATABASE_DOWN):  # which is told elsewhere
                    await self._try_room()
            await asyncio.sleep(LOOK_SECONDS)

    async def _try_room(self) -> None:
        """Try to write, unless that was done just now, and tell the log what has changed."""
        now = time.monotonic()
        if now - self._tried_at >= ROOM_SECONDS:
            self._tried_at = now
            with suppress(TimeoutError):
                async with asyncio.timeout(WAIT_SECONDS):
                    await has_room(self._store)
        if self._database.full != self._told:
            self._told = self._database.full
            if self._told:
                log.error("storage.full", remedy=f"make room on the disk of {self._where()}")
            else:
                log.warning("storage.room_again")

    def _where(self) -> str:
        guard = self._database.guard
        return str(guard.file.parent) if guard else "the database server"

    async def run_checks(self) -> None:
        """Read through the SQLite files once a week."""
        await asyncio.sleep(FIRST_CHECK_SECONDS)
        while True:
            await self.check_all()
            await asyncio.sleep(CHECK_SECONDS)

    async def check_all(self) -> None:
        """See whether the files are sound; nobody waits for it. What is found stands in the log and
        the figures, and is told once."""
        found = {each.file: await check_file(each.file) for each in self._guards}
        damaged = {file: problem for file, problem in found.items() if problem}
        for file, problem in found.items():
            self._metrics.checked(file.name, damaged=bool(problem))
            if problem:
                log.error("storage.damaged", file=str(file), problem=problem)
        if not damaged:
            log.info("storage.sound", files=len(found))
        new = [file.name for file in damaged if file not in self._damaged]
        self._damaged = damaged
        if new and self._tell is not None:
            with suppress(*DATABASE_DOWN):  # the log has it
                await self._tell(new)

    async def reason(self) -> str | None:
        """For readiness: whether it can be written to, and what the last check has found."""
        try:
            await self._try_room()
        except DATABASE_DOWN as error:
            return f"can't be written to: {type(error).__name__}"
        if self._database.full:
            return (
                "its disk is full: make room, and all goes on by itself; until then nothing new is "
                "taken in, and nothing is lost"
            )
        names = ", ".join(each.name for each in self._damaged)
        return f"damaged: {names}; `orglife doctor` says what to do" if names else None


async def check_file(file: Path) -> str:
    """What SQLite finds wrong with a file, on a connection of its own that only reads; empty if it
    is sound."""
    try:
        async with reading(file) as opened:
            return verdict(await opened.execute_fetchall(QUICK_CHECK))
    except sqlite3.Error as error:
        return str(error)
