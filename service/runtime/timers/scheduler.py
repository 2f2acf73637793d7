"""The waker: APScheduler rings at the earliest time in the timers table.

The truth is the table, in the same transaction as everything else; the scheduler keeps one job in
memory that is replaced whenever the earliest time changes, and an interval job that looks again in
case a clock was set or another process wrote.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from service.ports import Clock
from service.runtime.observability.log import get_logger
from service.store.database import DATABASE_DOWN
from service.store.store import Store
from service.store.transaction import Transaction

SWEEP_SECONDS = 30

log = get_logger()


class Scheduler:
    """Calls `ring` when a timer is due."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        ring: Callable[[], None],
        next_due: Callable[[Transaction], Awaitable[datetime | None]] | None = None,
    ) -> None:
        """`next_due`: when the next timer of ours is due, if not all are."""
        self._store = store
        self._clock = clock
        self._ring = ring
        self._next_due = next_due or (lambda transaction: transaction.next_due())
        self._changed = asyncio.Event()

    def look_again(self) -> None:
        """The earliest timer may have changed."""
        self._changed.set()

    async def run(self) -> None:
        """Keep the waker set until cancelled."""
        scheduler = AsyncIOScheduler(timezone="UTC")
        scheduler.add_job(self._sweep, "interval", seconds=SWEEP_SECONDS)
        scheduler.start()
        self._changed.set()
        try:
            while True:
                await self._changed.wait()
                self._changed.clear()
                try:
                    await self._set(scheduler)
                except DATABASE_DOWN as error:  # the sweep looks again
                    log.error("scheduler.database_failed", error=error)
        finally:
            scheduler.shutdown(wait=False)

    async def _set(self, scheduler: AsyncIOScheduler) -> None:
        async with self._store.read() as transaction:
            due = await self._next_due(transaction)
        if due is None:
            return
        wait = due - self._clock.now()
        if wait <= timedelta(0):
            self._ring()
        else:
            scheduler.add_job(
                self._ring_async,
                "date",
                run_date=datetime.now(UTC) + wait,
                id="waker",
                replace_existing=True,
                misfire_grace_time=None,
            )

    async def _ring_async(self) -> None:
        self._ring()
        self._changed.set()

    async def _sweep(self) -> None:
        self._ring()
        self._changed.set()
