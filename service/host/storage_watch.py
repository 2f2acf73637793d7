"""Watches, while the service runs, that its lock and its files are still what they were, and that
they are sound."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from service.host.instance_lock import InstanceLock
from service.runtime.observability.log import get_logger
from service.store.backup import damage
from service.store.database import Database
from service.store.guard import FileGuard

LOOK_SECONDS = 1.0
FIRST_CHECK_SECONDS = 3600.0  # a start has enough to do
CHECK_SECONDS = 7 * 24 * 3600.0

log = get_logger()


class StorageWatch:
    def __init__(self, lock: InstanceLock, database: Database, others: Sequence[Path]) -> None:
        """`others`: the SQLite files of accounts."""
        self._lock = lock
        self._database = database
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
            await asyncio.sleep(LOOK_SECONDS)

    async def run_checks(self) -> None:
        """Read through the SQLite files once a week."""
        await asyncio.sleep(FIRST_CHECK_SECONDS)
        while True:
            await self.check_all()
            await asyncio.sleep(CHECK_SECONDS)

    async def check_all(self) -> None:
        """See whether the files are sound; nobody waits for it."""
        for each in self._guards:
            problem = await asyncio.to_thread(check_file, each.file)
            if problem:
                log.error("storage.damaged", file=str(each.file), problem=problem)
                self._damaged[each.file] = problem
            else:
                self._damaged.pop(each.file, None)

    async def reason(self) -> str | None:
        """For readiness: what the last check has found."""
        names = ", ".join(each.name for each in self._damaged)
        return f"damaged: {names}; `orglife doctor` says what to do" if names else None


def check_file(file: Path) -> str:
    """What SQLite finds wrong with a file, on a connection of its own that only reads; empty if it
    is sound."""
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as opened:
            return damage(opened)
    except sqlite3.Error as error:
        return str(error)
