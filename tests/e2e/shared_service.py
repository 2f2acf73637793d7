"""One of several processes over one PostgreSQL: real engine, delivery, waker and duties.

    python -m tests.e2e.shared_service DATABASE SENT [--deaf]

Its platforms append every message to the file SENT, durably. It says READY when it has taken its
seat, takes updates from stdin, `[[account, id, raw], …]` a line, says the line's first id when they
are durable, and goes on until it is told by SIGTERM. `--deaf`: it hears no NOTIFY.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
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

LONGEST = 1 << 20  # bytes of a line
ACCOUNTS = ("memory", "second")
PLAIN = Capabilities(buttons=True, replies=True, idempotent=True)


class PlatformOnFile(Memory):
    """Sends by appending `[account, key, place, process]` to a file that survives the process.
    Whoever counts takes a key that comes again for the same message, and what it is told comes in by the inbox of the test."""

    def __init__(self, account: str, path: Path) -> None:
        super().__init__(account, capabilities=PLAIN)
        self._file = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_APPEND)

    async def run(self, inbox: Inbox) -> None:
        await asyncio.Event().wait()

    async def send(self, order: Order) -> SendResult:
        line = json.dumps([self.account, order.key, order.place, os.getpid()])
        os.write(self._file, f"{line}\n".encode())
        return Sent(order.key)


async def take(engine: Engine) -> None:
    reader = asyncio.StreamReader(LONGEST)
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while line := await reader.readline():
        given = json.loads(line)
        by_account: dict[str, list[Update]] = {}
        for account, number, raw in given:
            by_account.setdefault(account, []).append(Update(number, raw))
        try:
            for account, updates in by_account.items():
                await engine.receive(account, updates)
        except DATABASE_DOWN:
            given = [["", "no"]]
        print(given[0][1], flush=True)  # noqa: T201 - whoever sent them waits for it


async def main(url: str, sent: str, *flags: str) -> None:
    deaf = "--deaf" in flags
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    store = await Store.open(url, shared=True)
    adapters = {each: PlatformOnFile(each, Path(sent)) for each in ACCOUNTS}
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
        loops.append(tasks.create_task(take(engine)))
        print("READY", flush=True)  # noqa: T201 - whoever started us waits for it
        await stop.wait()
        for each in loops:
            each.cancel()
    await part.leave()
    await store.close()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
