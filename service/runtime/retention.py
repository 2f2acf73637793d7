"""Retention: what was handled and what was sent is not kept for ever. The journal is.

Once an hour, in small transactions with pauses between them, so that nobody waits for it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from service.ports import Clock
from service.runtime.engine import RETRY_SECONDS
from service.runtime.observability.log import get_logger
from service.store.database import DATABASE_DOWN
from service.store.orphaned_media import PLACES, OrphanedPictures, names_in
from service.store.privacy import Consents
from service.store.public_pages import Pages
from service.store.purge import Purge
from service.store.store import Store

STRETCH = 500  # rows a transaction
PAUSE_SECONDS = 0.1  # between two of them
EVERY_SECONDS = 3600.0
READ_AT_ONCE = 50  # activities, banks or messages whose text is looked through for pictures
REMOVED_AT_ONCE = 5  # pictures a transaction: each is looked for everywhere once more
MOST_SCALED = 256 * 1024 * 1024  # bytes of all pictures that are kept for pages

log = get_logger()

Sweep = Callable[[Purge, datetime, int, int], Awaitable[int | None]]


@dataclass(frozen=True, slots=True)
class Keep:
    """How long. `updates`: keys of handled updates, against repetition: no longer than a week, as
    Telegram begins its numbers anew after one. `messages`: what has been said; None: for ever.
    `scaled`: pictures of pages; they are made anew when they are looked at later. `consents`: the
    proof of those that are over. How and where somebody is goes after `Privacy.circumstances_days`
    (`Engine.sweep_personal`)."""

    updates: timedelta = timedelta(days=7)
    messages: timedelta | None = timedelta(days=90)
    scaled: timedelta = timedelta(days=30)
    consents: timedelta = timedelta(days=1095)


class Retention:
    def __init__(
        self,
        store: Store,
        clock: Clock,
        keep: Keep,
        also: Callable[[], Awaitable[None]] | None = None,
    ) -> None:
        """`also`: what is to be done in each sweep beside this."""
        self._also = also
        self._store = store
        self._clock = clock
        self._keep = keep

    async def run(self) -> None:
        """Sweep now and then until cancelled. A database that fails is tried again."""
        while True:
            try:
                await self.sweep(PAUSE_SECONDS)
            except DATABASE_DOWN as error:
                log.error("retention.database_failed", error=error)
                await asyncio.sleep(RETRY_SECONDS)
            else:
                await asyncio.sleep(EVERY_SECONDS)

    async def sweep(self, pause_seconds: float = 0.0) -> None:
        """Remove everything that is old enough."""
        now = self._clock.now()
        await self._walk(Purge.updates, now - self._keep.updates, pause_seconds)
        if self._keep.messages is not None:
            await self._walk(Purge.messages, now - self._keep.messages, pause_seconds)
        async with self._store.write() as transaction:
            await Pages(transaction).forget(now - self._keep.scaled, MOST_SCALED)
        async with self._store.write() as transaction:
            await Consents(transaction).forget(now - self._keep.consents)
        await self._remove_unused_pictures(pause_seconds)
        if self._also is not None:
            await self._also()

    async def _walk(self, sweep: Sweep, before: datetime, pause_seconds: float) -> None:
        after: int | None = 0
        while after is not None:
            async with self._store.write() as transaction:
                after = await sweep(Purge(transaction), before, after, STRETCH)
            await asyncio.sleep(pause_seconds)

    async def _remove_unused_pictures(self, pause_seconds: float) -> None:
        """Remove pictures of questions that no bank, activity or waiting message names."""
        async with self._store.read() as transaction:
            unused = await OrphanedPictures(transaction).all()
        for where in PLACES:
            after: int | None = 0
            while unused and after is not None:
                async with self._store.read() as transaction:
                    texts, after = await OrphanedPictures(transaction).named(
                        where, after, READ_AT_ONCE
                    )
                unused -= await asyncio.to_thread(names_in, texts)
        left = sorted(unused)
        for start in range(0, len(left), REMOVED_AT_ONCE):
            async with self._store.write() as transaction:
                await OrphanedPictures(transaction).remove(left[start : start + REMOVED_AT_ONCE])
            await asyncio.sleep(pause_seconds)
