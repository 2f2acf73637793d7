"""The way in: raw updates become durable, many to a commit, before they are confirmed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import Any

from service.ports import Clock, Sealer, Update
from service.store.store import Store


class Intake:
    """The inbox that adapters write to. Whoever arrives while a commit is under way shares the
    next one (group commit)."""

    def __init__(
        self, store: Store, clock: Clock, sealer: Sealer, notify: Callable[[], None]
    ) -> None:
        self._store = store
        self._clock = clock
        self._sealer = sealer
        self._notify = notify
        self._rows: list[dict[str, Any]] = []
        self._committing = asyncio.Lock()
        self._group = 0  # the number of the group that is being gathered
        self._kept = 0  # the number of the last group that is durable

    async def receive(self, account: str, updates: Sequence[Update]) -> None:
        """Keep the updates; they are durable when this returns."""
        if not updates:
            return
        received_at = self._clock.now()
        self._rows.extend(
            {
                "account": account,
                "update": update.id,
                "received_at": received_at,
                "raw": self._sealer.seal(update.raw) if update.sensitive else update.raw,
                "sealed": update.sensitive,
            }
            for update in updates
        )
        group = self._group
        async with self._committing:
            if self._kept > group:
                return  # someone who waited before us has written our rows too
            rows, self._rows = self._rows, []
            self._group += 1
            async with self._store.write() as transaction:
                await transaction.receive(rows)
            self._kept = self._group
        self._notify()
