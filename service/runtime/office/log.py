"""Who has looked at which page, kept without a write for each look: looks are gathered for some
seconds and written together. A file that is taken along is written down before it is handed out."""

from __future__ import annotations

import asyncio
import contextlib
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta

from service.ports import Clock
from service.runtime.engine import RETRY_SECONDS, Engine
from service.runtime.observability.log import get_logger
from service.store.database import DATABASE_DOWN
from service.store.office_reads import OfficeReads

GATHER_SECONDS = 10.0
KEPT = timedelta(days=366)

log = get_logger()


@dataclass(frozen=True, slots=True)
class ReadLog:
    engine: Engine
    clock: Clock
    looks: Counter[tuple[int, int, str]] = field(default_factory=Counter)

    def look(self, person: int, unit: int, page: str) -> None:
        """The person has looked at this page of the unit."""
        self.looks[person, unit, page] += 1

    async def take(self, person: int, unit: int, page: str, file: str) -> None:
        """The person takes this file along."""
        row = {"at": self.clock.now(), "person": person, "unit": unit, "page": page}
        async with self.engine.store.write() as transaction:
            await OfficeReads(transaction).keep([{**row, "file": file, "n": 1}])

    async def flush(self) -> None:
        """Write what was gathered."""
        if not self.looks:
            return
        gathered, now = dict(self.looks), self.clock.now()
        rows = [
            {"at": now, "person": person, "unit": unit, "page": page, "file": "", "n": n}
            for (person, unit, page), n in gathered.items()
        ]
        async with self.engine.store.write() as transaction:
            await OfficeReads(transaction).keep(rows)
        self.looks.subtract(gathered)
        for key in [key for key, n in self.looks.items() if n <= 0]:
            del self.looks[key]

    async def run(self) -> None:
        """Write until cancelled. A database that fails is tried again."""
        try:
            while True:
                await asyncio.sleep(GATHER_SECONDS)
                try:
                    await self.flush()
                except DATABASE_DOWN as error:
                    log.error("office_log.database_failed", error=error)
                    await asyncio.sleep(RETRY_SECONDS)
        finally:
            with contextlib.suppress(*DATABASE_DOWN):
                await self.flush()

    async def forget(self) -> None:
        """Drop what is older than a year."""
        async with self.engine.store.write() as transaction:
            await OfficeReads(transaction).forget(self.clock.now() - KEPT)
