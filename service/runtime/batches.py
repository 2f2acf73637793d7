"""A batch that goes again: without a row whose handling fails, or because another process was
quicker with something it needs."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeVar

from service.runtime.inbound.updates import PoisonError
from service.runtime.observability.log import get_logger
from service.runtime.observability.redaction import blame
from service.store.database import DATABASE_DOWN
from service.store.guard import StorageLostError
from service.store.overtaken import NotHeldError, OvertakenError, was_overtaken
from service.store.store import Store
from service.store.transaction import Transaction

R = TypeVar("R")
log = get_logger()


class Batches:
    """`alone`: the activities that the batch under way is going to change."""

    def __init__(self, store: Store) -> None:
        self.alone: set[int] = set()
        self._store = store

    async def guarded(
        self,
        limit: int,
        attempt: Callable[[int, Mapping[int, str]], Awaitable[R]],
        first: Callable[[Transaction], Awaitable[list[Any]]],
    ) -> R:
        """Run a batch; a row that fails is quarantined and the batch goes again without it. When
        something fails that can't be blamed on a row, batches get smaller until it can: then it
        is the first one."""
        poisoned: dict[int, str] = {}
        self.alone.clear()
        while True:
            try:
                return await attempt(limit, poisoned)
            except PoisonError as poison:
                log.error("engine.poison", row=poison.row, error=poison.description)
                poisoned[poison.row] = poison.description
            except (*DATABASE_DOWN, OvertakenError, StorageLostError) as error:
                if not was_overtaken(error):
                    raise
                if isinstance(error, NotHeldError):
                    self.alone.add(error.activity)
                await asyncio.sleep(0)
            except Exception as error:
                if limit > 1:
                    limit //= 2
                    continue
                async with self._store.read() as transaction:
                    rows = await first(transaction)
                if not rows or rows[0].id in poisoned:
                    raise
                log.error("engine.poison", row=rows[0].id, error=blame(error))
                poisoned[rows[0].id] = blame(error)
