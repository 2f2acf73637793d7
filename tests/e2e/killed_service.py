"""A service that is going to be killed: real engine, delivery and waker over a SQLite file.

    python -m tests.e2e.killed_service DATABASE SENT CLOCK

Its platform appends every message to the file SENT, durably, and knows no idempotency. It says
STARTING before it opens the database, READY when it has started and DONE when nothing is left to
do. Its time passes with its work, however fast the machine is.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from datetime import datetime, timedelta
from pathlib import Path

from adapters.memory.adapter import Memory
from service.core.capabilities import Capabilities
from service.ports import Order, SendResult, Sent
from service.runtime.engine import Engine
from service.runtime.outbound.delivery import Delivery
from service.runtime.registry import build_registry
from service.runtime.timers.scheduler import Scheduler
from service.store.cipher import FernetSealer
from service.store.store import Store
from tests.world import KEY, make_file

TICK = timedelta(milliseconds=1)
PLAIN = Capabilities(buttons=True, replies=True)


class ClockOnFile:
    """Goes on by a little whenever somebody looks at it, and never back: the time stands in a file,
    which survives the process."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_RDWR)
        self._now = datetime.fromisoformat(os.pread(self._file, 64, 0).decode())

    def now(self) -> datetime:
        return self.set(self._now + TICK)

    def set(self, at: datetime) -> datetime:
        self._now = max(self._now, at)
        os.pwrite(self._file, self._now.isoformat(timespec="microseconds").encode(), 0)
        return self._now


class PlatformOnFile(Memory):
    """Sends by appending a line `[key, place, body]` to a file, which survives the process."""

    def __init__(self, path: Path) -> None:
        super().__init__(capabilities=PLAIN)
        self._file = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_APPEND)

    async def send(self, order: Order) -> SendResult:
        return await asyncio.to_thread(self._append, order)

    def _append(self, order: Order) -> SendResult:
        body = order.post.body if order.post else ""
        line = json.dumps([order.key, order.chat, body], ensure_ascii=False)
        os.write(self._file, f"{line}\n".encode())
        os.fsync(self._file)
        return Sent(order.key)


class Service:
    """Engine, delivery and scheduler, wired as the application does."""

    def __init__(self, store: Store, chats: Memory, clock: ClockOnFile) -> None:
        self.store = store
        self.clock = clock
        registry = build_registry(FernetSealer([KEY]))
        adapters = {chats.account: chats}
        self.engine = Engine(store, registry, clock, adapters)
        self.delivery = Delivery(self.engine, clock, adapters, make_file)
        self.scheduler = Scheduler(store, clock, self.engine.wake)
        self.engine.after_commit += [self.delivery.wake, self.scheduler.look_again]

    async def run(self) -> None:
        """Work until nothing is left."""
        await self.engine.prepare()
        await self.delivery.recover()
        async with asyncio.TaskGroup() as tasks:
            loops = [
                tasks.create_task(each.run())
                for each in (self.engine, self.delivery, self.scheduler)
            ]
            print("READY", flush=True)  # noqa: T201 - whoever started us waits for it
            while (following := await self._next()) is not None:
                if following > self.clock.now():  # all is done until then
                    self.clock.set(following)
                    self.scheduler.look_again()
                    self.delivery.wake()
                await asyncio.sleep(0.005)
            for loop in loops:
                loop.cancel()

    async def _next(self) -> datetime | None:
        """When there is something to do next, if ever. Looked for in the order in which one thing
        becomes another: what happens between two looks is seen by the second."""
        now = self.clock.now()
        async with self.store.read() as transaction:
            updates = await transaction.newest_waiting()
            timer = await transaction.next_due()
        later = await self.delivery.next_at()
        backlog = await self.engine.backlog()
        if backlog.outbox_depth or updates is not None:
            return now
        return min((each for each in (timer, later) if each is not None), default=None)


async def main(database: str, sent: str, clock: str) -> None:
    print("STARTING", flush=True)  # noqa: T201 - whoever started us waits for it
    store = await Store.open(f"sqlite:///{database}")
    await Service(store, PlatformOnFile(Path(sent)), ClockOnFile(Path(clock))).run()
    await store.close()
    print("DONE", flush=True)  # noqa: T201 - whoever started us waits for it


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
