"""What only one of several processes does at a time: it begins here when its lease is won and ends
when that is lost."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from functools import partial
from typing import Any

from service.ports import Adapter
from service.runtime.engine import RETRY_SECONDS, Engine
from service.runtime.observability.log import get_logger
from service.runtime.outbound.delivery import Delivery
from service.runtime.part import Part
from service.runtime.sharing import CHORES, lease_of
from service.store.database import DATABASE_DOWN
from service.store.in_doubt import InDoubt
from service.store.votes import Votes

LOOK_AT_WAITING_SECONDS = 5.0  # updates that wait for a message another process was sending

log = get_logger()
Loop = Callable[[], Coroutine[Any, Any, None]]


class SharedDuties:
    """`chores`: the loops of whoever does them for all."""

    def __init__(
        self,
        part: Part,
        engine: Engine,
        delivery: Delivery,
        adapters: Mapping[str, Adapter],
        chores: Mapping[str, Loop],
    ) -> None:
        self._part = part
        self._engine = engine
        self._delivery = delivery
        self._adapters = adapters
        self._chores = {**chores, "waiting": self._look_at_waiting}
        self._changed = asyncio.Event()
        self._changed.set()
        part.changed.append(self._changed.set)

    async def run(self) -> None:
        """Do what is ours until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            running: dict[str, asyncio.Task[None]] = {}
            while True:
                await self._changed.wait()
                self._changed.clear()
                for name, task in [*running.items()]:
                    if not self._part.owns(_lease(name)):
                        log.info("processes.gave_up", what=name)
                        task.cancel()
                        await asyncio.wait([task])
                        del running[name]
                for name, loop in self._ours().items():
                    if name not in running:
                        log.info("processes.took_over", what=name)
                        running[name] = tasks.create_task(loop())

    def _ours(self) -> dict[str, Loop]:
        loops: dict[str, Loop] = dict(self._chores) if self._part.owns(CHORES) else {}
        for account in self._adapters:
            if self._part.owns(lease_of(account)):
                loops[lease_of(account)] = partial(self._serve, account)
        return loops

    async def _serve(self, account: str) -> None:
        """First what the one before was sending; then what comes."""
        adapter = self._adapters[account]
        while True:
            try:
                await adapter.open()
                await self._delivery.recover([account])
                break
            except DATABASE_DOWN as error:
                log.error("processes.not_taken_over", what=account, error=error)
                await asyncio.sleep(RETRY_SECONDS)
        self._delivery.wake()
        try:
            await adapter.run(self._engine)
        finally:
            self._delivery.leave([account])

    async def _look_at_waiting(self) -> None:
        """An update may have been laid aside just when what it waits for was written by another
        process."""
        while True:
            try:
                async with self._engine.store.write() as transaction:
                    await InDoubt(transaction).release_all()
                    await Votes(transaction).release_known()
            except DATABASE_DOWN as error:
                log.error("processes.database_failed", error=error)
            await asyncio.sleep(LOOK_AT_WAITING_SECONDS)


def _lease(name: str) -> str:
    return name if name.startswith(lease_of("")) else CHORES
