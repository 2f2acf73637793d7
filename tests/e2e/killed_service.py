"""A service that is going to be killed: real engine, delivery and waker over a SQLite file.

    python -m tests.e2e.killed_service DATABASE SENT CLOCK

Its keys of secret votes lie beside the database, and so may `updates.jsonl`, with lines `[id, raw]`
that the platform brings a few at a time, beginning with the last of those that were received; each
time it says BROUGHT. Its platform appends every message to the file SENT, durably, and knows no
idempotency. It says STARTING before it opens the database, READY when it has started and DONE when
nothing is left to do. Its time passes with its work, however fast the machine is.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import select

from adapters.memory.adapter import Memory
from service.core.access import Rules
from service.core.capabilities import Capabilities
from service.ports import Order, SendResult, Sent, Update
from service.runtime.engine import Engine
from service.runtime.outbound.delivery import Delivery
from service.runtime.registry import build_registry
from service.runtime.timers.scheduler import Scheduler
from service.settings.rule_files import read_rule_book
from service.store import tables as t
from service.store.ballot_keys import BallotKeys
from service.store.cipher import FernetSealer
from service.store.store import Store
from tests.world import KEY, make_file

TICK = timedelta(milliseconds=1)
AT_A_TIME = 3
PLAIN = Capabilities(buttons=True, replies=True)


def say(word: str) -> None:
    print(word, flush=True)  # noqa: T201 - whoever started us waits for it


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

    def __init__(self, store: Store, chats: Memory, clock: ClockOnFile, folder: Path) -> None:
        self.store = store
        self.clock = clock
        self.chats = chats
        self._brought = folder / "updates.jsonl"
        sealer = FernetSealer([KEY], BallotKeys(folder / "ballots"))
        registry = build_registry(sealer, rules=Rules(book=read_rule_book("party-branch")))
        adapters = {chats.account: chats}
        self.engine = Engine(store, registry, clock, adapters)
        self.delivery = Delivery(self.engine, clock, adapters, make_file)
        self.scheduler = Scheduler(store, clock, self.engine.wake)
        self.engine.after_commit += [self.delivery.wake, self.scheduler.look_again]

    async def _bring(self, tell: Callable[[str], None]) -> None:
        """What the platform brings, a few updates at a time."""
        if not self._brought.exists():
            return
        lines = map(json.loads, self._brought.read_text("utf-8").splitlines())
        updates = [Update(number, raw) for number, raw in lines]
        async with self.store.read() as transaction:
            known = await transaction.rows(select(t.inbox.c.update))
        received = {row.update for row in known}.intersection(each.id for each in updates)
        for at in range(max(0, len(received) - AT_A_TIME), len(updates), AT_A_TIME):
            await self.engine.receive(self.chats.account, updates[at : at + AT_A_TIME])
            tell("BROUGHT")
            await asyncio.sleep(0.005)

    async def run(self, tell: Callable[[str], None]) -> None:
        """Work until nothing is left."""
        await self.engine.prepare()
        await self.delivery.recover()
        async with asyncio.TaskGroup() as tasks:
            loops = [
                tasks.create_task(each.run())
                for each in (self.engine, self.delivery, self.scheduler)
            ]
            tell("READY")
            await self._bring(tell)
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


async def main(database: str, sent: str, clock: str, tell: Callable[[str], None] = say) -> None:
    tell("STARTING")
    store = await Store.open(f"sqlite:///{database}")
    platform, folder = PlatformOnFile(Path(sent)), Path(database).parent
    await Service(store, platform, ClockOnFile(Path(clock)), folder).run(tell)
    await store.close()
    tell("DONE")


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
