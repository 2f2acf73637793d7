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
from multiprocessing.connection import Connection
from pathlib import Path

from adapters.memory.adapter import Memory
from service.core.capabilities import Capabilities
from service.host.shared_duties import SharedDuties
from service.ports import Inbox, Order, SendResult, Sent, Update
from service.runtime.engine import Engine
from service.runtime.outbound.delivery import Delivery
from service.runtime.part import Part
from service.runtime.registry import build_registry
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
        line = json.dumps([self.account, order.key, order.place, os.getpid()])
        os.write(self._file, f"{line}\n".encode())
        return Sent(order.key)


async def take(engine: Engine, told: Connection) -> None:
    while True:
        given = await asyncio.to_thread(told.recv)
        by_account: dict[str, list[Update]] = {}
        for account, number, raw in given:
            by_account.setdefault(account, []).append(Update(number, raw))
        taken = given[0][1]
        try:
            for account, updates in by_account.items():
                await engine.receive(account, updates)
        except DATABASE_DOWN:
            taken = "not now"
        told.send(taken)


async def live(told: Connection, url: str, sent: Path, *, deaf: bool) -> None:
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    store = await Store.open(url, shared=True)
    adapters = {each: PlatformOnFile(each, sent) for each in ACCOUNTS}
    clock = ServerClock(SystemClock())
    carrier = Carrier(url, listens=not deaf)
    part = Part(Seat(url, "here"), carrier, clock, adapters, listens=not deaf)
    await part.join("http://{host}:0")
    engine = Engine(store, build_registry(FernetSealer([KEY])), clock, adapters, share=part)
    delivery = Delivery(engine, clock, adapters, make_file)
    scheduler = Scheduler(store, clock, engine.wake, part.next_due)
    part.hinted += [engine.wake, delivery.wake, scheduler.look_again]
    engine.after_commit += [delivery.wake, scheduler.look_again]
    await engine.prepare()
    duties = SharedDuties(part, engine, delivery, adapters, {})
    async with asyncio.TaskGroup() as tasks:
        loops = [
            tasks.create_task(each.run()) for each in (part, duties, engine, delivery, scheduler)
        ]
        loops.append(tasks.create_task(take(engine, told)))
        told.send("READY")
        await stop.wait()
        for each in loops:
            each.cancel()
    await part.leave()
    await store.close()


def main(told: Connection, url: str, sent: Path, errors: Path, deaf: bool) -> None:
    """What a process does whose life may end at any moment."""
    with errors.open("ab") as file:
        os.dup2(file.fileno(), 2)
    loop = asyncio.new_event_loop()
    loop.run_until_complete(live(told, url, sent, deaf=deaf))
    os._exit(0)  # a thread still waits for updates
