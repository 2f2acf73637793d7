"""One of several equal processes: the *front* has the accounts, the pages and all that one process
does for all; the others are *hands*, which decide about their share of what comes in and hand
requests for pages on. When the front is gone, a hand becomes the front."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from sqlalchemy.exc import InterfaceError, OperationalError

from service.app import App
from service.hand import be_a_hand
from service.host.adapters import build_adapters
from service.host.instance_lock import InstanceLock
from service.host.key_store import build_sealer
from service.ports import Adapter
from service.runtime.engine import RETRY_SECONDS
from service.runtime.observability.log import get_logger
from service.runtime.part import Part
from service.runtime.sharing import CHORES
from service.runtime.timers.clock import ServerClock, SystemClock
from service.settings.loading import Settings
from service.store.carrier import Carrier
from service.store.processes import Seat
from service.store.store import Store

log = get_logger()
Begun = Callable[[App], None]
Life = Callable[[asyncio.Event], Awaitable[None]]
"""Works until the event is set."""


def seat_among(settings: Settings, adapters: Mapping[str, Adapter], lock: InstanceLock) -> Part:
    """The share of this process, which is yet to join."""
    url = settings.database_url
    seat = Seat(url, socket.gethostname())
    return Part(seat, Carrier(url), ServerClock(SystemClock()), adapters, lock=lock)


async def run_several(settings: Settings, stop: asyncio.Event, begun: Begun) -> None:
    """Be one of several processes until `stop` is set. `begun`: called with the service once this
    process is the front. Raises what `App.build` and `App.run` do."""
    lock = InstanceLock(settings, shared=True)
    lock.take()
    try:
        adapters = build_adapters(settings, build_sealer(settings), settings.web.url(0))
        part = seat_among(settings, adapters, lock)
        store = await Store.open(settings.database_url, shared=True)  # the tables must be there
        await store.close()
        await part.join(f"http://{_reached_at(settings.web.host)}:{settings.web.port}")

        async def as_front(end: asyncio.Event) -> None:
            app = await App.build(settings, part)
            await app.run(end, lambda: begun(app))

        async def as_hand(end: asyncio.Event) -> None:
            await be_a_hand(settings, part, end)

        await live(part, stop, as_front, as_hand)
    finally:
        lock.release()


def _reached_at(host: str) -> str:
    """Where other machines reach us: if we listen on all addresses, at that which the database
    sees."""
    everywhere = host in ("0.0.0.0", "::")  # noqa: S104 - compared, not bound
    return "{host}" if everywhere else f"[{host}]" if ":" in host else host


async def live(part: Part, stop: asyncio.Event, as_front: Life, as_hand: Life) -> None:
    """Be a hand until the front is gone, then the front, until `stop` is set. Needs `Part.join`
    first. A front that loses its place is a hand again, with nothing kept in memory."""
    holding = asyncio.create_task(part.run())
    changed = asyncio.Event()
    part.changed.append(changed.set)
    try:
        stopping = asyncio.create_task(stop.wait())
        while not stop.is_set():
            while part.present is None and not stop.is_set():  # nothing begins without a place
                changed.clear()
                await _first(asyncio.create_task(changed.wait()), stopping, holding)
            if stop.is_set():
                break
            front = part.owns(CHORES)
            log.info("processes.front" if front else "processes.hand")
            end = asyncio.Event()
            life = asyncio.create_task(_live(as_front if front else as_hand, end))
            watch = asyncio.create_task(_watch(part, changed, front))
            await _first(life, watch, stopping, holding)
            end.set()
            watch.cancel()
            try:
                await life
            except (OperationalError, InterfaceError) as error:
                log.error("processes.not_begun", error=error)
                await asyncio.sleep(RETRY_SECONDS)
            except Exception as error:  # what is under way ends as it can
                if part.present is not None and part.owns(CHORES) == front:
                    raise
                log.error("processes.front_ended", error=error)
    finally:
        stopping.cancel()
        holding.cancel()
        await asyncio.wait([holding])
        await part.leave()


async def _first(*tasks: asyncio.Task[Any]) -> None:
    """Wait for the first of them; the last is our place, which ends only by an error."""
    await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    if tasks[-1].done():
        tasks[-1].result()


async def _live(life: Life, end: asyncio.Event) -> None:
    await life(end)


async def _watch(part: Part, changed: asyncio.Event, front: bool) -> None:
    while part.owns(CHORES) == front:
        changed.clear()
        await changed.wait()
