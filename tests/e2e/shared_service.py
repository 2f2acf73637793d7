"""One of several processes over one PostgreSQL: real engine, delivery, waker and duties.

Its platforms append every message to a file, durably. Over `told` it says READY when it has taken
its seat, takes updates, `[account, id, raw]` each, says the first one's id when they are durable,
and goes on until SIGTERM. `deaf`: it hears no NOTIFY.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path

from adapters.memory.adapter import Memory
from service.core.capabilities import Capabilities
from service.host.several import live
from service.ports import Inbox, Order, SendResult, Sent, Update
from service.runtime.engine import Engine
from service.runtime.laid_aside import look_at_waiting
from service.runtime.outbound.delivery import Delivery
from service.runtime.part import Part
from service.runtime.registry import build_registry
from service.runtime.sharing import Listener
from service.runtime.timers.clock import ServerClock, SystemClock
from service.runtime.timers.scheduler import Scheduler
from service.store.carrier import Carrier
from service.store.cipher import FernetSealer
from service.store.database import DATABASE_DOWN
from service.store.processes import Seat
from service.store.store import Store
from tests.world import KEY, make_file

ACCOUNTS = ("memory", "second")
PLAIN = Capabilities(buttons=True, replies=True, idempotent=True)


class PlatformOnFile(Memory):
    """Sends by appending `[account, key, place, process]` to a file that survives the process."""

    def __init__(self, account: str, path: Path) -> None:
        super().__init__(account, capabilities=PLAIN)
        self._file = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_APPEND)

    async def run(self, inbox: Inbox) -> None:
        await asyncio.Event().wait()

    async def send(self, order: Order) -> SendResult:
        line = json.dumps([self.account, order.key, order.chat, os.getpid()])
        os.write(self._file, f"{line}\n".encode())
        return Sent(order.key)


class Taking:
    """Reads what is given to the process, whichever engine it has just now."""

    def __init__(self, told: Connection) -> None:
        self._told = told
        self._given: asyncio.Queue[list[list[str]]] = asyncio.Queue()

    async def read(self) -> None:
        while True:
            await self._given.put(await asyncio.to_thread(self._told.recv))

    async def hand_to(self, engine: Engine) -> None:
        while True:
            given = await self._given.get()
            by_account: dict[str, list[Update]] = {}
            for account, number, raw in given:
                by_account.setdefault(account, []).append(Update(number, raw))
            taken = "not now"
            try:
                for account, updates in by_account.items():
                    await engine.receive(account, updates)
                taken = given[0][1]
            except DATABASE_DOWN:
                pass
            finally:
                self._told.send(taken)


async def serve(told: Connection, url: str, sent: Path, *, deaf: bool) -> None:
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    store = await Store.open(url, shared=True)
    adapters = {each: PlatformOnFile(each, sent) for each in ACCOUNTS}
    clock = ServerClock(SystemClock())
    part = Part(Seat(url, "here"), Carrier(url, listens=not deaf), clock, adapters,
                listens=not deaf)  # fmt: skip
    await part.join("http://{host}:0")
    registry = build_registry(FernetSealer([KEY]))
    said: list[str] = []
    taking = Taking(told)
    reading = asyncio.create_task(taking.read())

    async def work(end: asyncio.Event, *, front: bool) -> None:
        engine = Engine(store, registry, clock, adapters, share=part)
        delivery = Delivery(engine, clock, adapters, make_file)
        scheduler = Scheduler(store, clock, engine.wake, part.next_due)
        await engine.prepare()
        wakes = (delivery.wake, scheduler.look_again)
        engine.after_commit += wakes
        unfollow = part.listen(
            Listener(engine.wake, (engine.hear, scheduler.look_again), (delivery.wake,))
        )
        loops = [engine.run(), scheduler.run(), taking.hand_to(engine)]
        if front:
            await delivery.recover()
            loops += [delivery.run(), look_at_waiting(engine)]
        async with asyncio.TaskGroup() as tasks:
            running = [tasks.create_task(each) for each in loops]
            if not said:
                said.append("READY")
                told.send("READY")
            await end.wait()
            for each in running:
                each.cancel()
        unfollow()

    await live(part, stop, partial(work, front=True), partial(work, front=False))
    await store.close()
    reading.cancel()


def main(told: Connection, url: str, sent: Path, errors: Path, deaf: bool) -> None:
    """What a process does whose life may end at any moment."""
    with errors.open("ab") as file:
        os.dup2(file.fileno(), 2)
    loop = asyncio.new_event_loop()
    loop.run_until_complete(serve(told, url, sent, deaf=deaf))
    os._exit(0)  # a thread still waits for updates
