"""One of several equal processes: the *front* has the accounts, the pages and all that one process
does for all; the others are *hands*, which decide about their share of what comes in and hand
requests for pages on. When the front is gone, a hand becomes the front."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from service.ports import Adapter
from service.runtime.engine import RETRY_SECONDS, Engine
from service.runtime.observability.log import get_logger
from service.runtime.part import Part
from service.runtime.sharing import CHORES
from service.runtime.timers.clock import ServerClock, SystemClock
from service.settings.errors import SettingsError
from service.settings.loading import Settings
from service.store.carrier import Carrier
from service.store.database import DATABASE_DOWN, database_url
from service.store.guard import StorageLostError
from service.store.in_doubt import InDoubt
from service.store.processes import Seat
from service.store.votes import Votes

LOOK_AT_WAITING_SECONDS = 5.0  # updates that wait for a message another process was sending

log = get_logger()
Life = Callable[[asyncio.Event], Awaitable[None]]
"""Works until the event is set."""


def check_shared(settings: Settings) -> None:
    """Raises `SettingsError` for a database that several processes can't share."""
    if database_url(settings.database_url).get_backend_name() != "postgresql":
        raise SettingsError(
            [
                "database.shared: several processes need PostgreSQL: set database.url to "
                "postgresql://user@host/name, or run one process"
            ]
        )


def seat_among(settings: Settings, adapters: Mapping[str, Adapter]) -> Part:
    """The share of this process, which is yet to join. Raises `Missing`."""
    url = settings.database_url
    seat = Seat(url, socket.gethostname())
    return Part(seat, Carrier(url), ServerClock(SystemClock()), adapters)


async def live(part: Part, stop: asyncio.Event, as_front: Life, as_hand: Life) -> None:
    """Be a hand until the front is gone, then the front, until `stop` is set. Needs `Part.join`
    first. Raises `StorageLostError` when another process has become the front meanwhile."""
    holding = asyncio.create_task(part.run())
    changed = asyncio.Event()
    part.changed.append(changed.set)
    try:
        while not stop.is_set():
            front = part.owns(CHORES)
            log.info("processes.front" if front else "processes.hand")
            end = asyncio.Event()
            life = asyncio.create_task(_live(as_front if front else as_hand, end))
            watch = asyncio.create_task(_watch(part, changed, front))
            stopping = asyncio.create_task(stop.wait())
            await asyncio.wait(
                {life, watch, stopping, holding}, return_when=asyncio.FIRST_COMPLETED
            )
            end.set()
            for each in (watch, stopping):
                each.cancel()
            await life
            if holding.done():
                holding.result()
            if front and not stop.is_set():
                raise StorageLostError("server", "the place among the processes")
    finally:
        holding.cancel()
        await asyncio.wait([holding])
        await part.leave()


async def _live(life: Life, end: asyncio.Event) -> None:
    await life(end)


async def _watch(part: Part, changed: asyncio.Event, front: bool) -> None:
    while part.owns(CHORES) == front:
        changed.clear()
        await changed.wait()


async def look_at_waiting(engine: Engine) -> None:
    """Let updates be looked at again that were laid aside just when what they wait for was written
    by another process."""
    while True:
        try:
            async with engine.store.write() as transaction:
                waited = await InDoubt(transaction).release_all()
                waited += await Votes(transaction).release_known()
            if waited:
                engine.wake()
                engine.share.hint()
        except DATABASE_DOWN as error:
            log.error("processes.database_failed", error=error)
            await asyncio.sleep(RETRY_SECONDS)
        await asyncio.sleep(LOOK_AT_WAITING_SECONDS)


def follow(part: Part, engine: Engine, *wakes: Callable[[], None]) -> Callable[[], None]:
    """From now on this engine, and whoever else, looks when another process has written. Returns
    what ends that."""
    following: set[asyncio.Task[Any]] = set()

    def heard() -> None:
        if not following:
            task = asyncio.create_task(_follow(engine))
            following.add(task)
            task.add_done_callback(following.discard)
        for each in (engine.wake, *wakes):
            each()

    part.hinted.append(heard)
    return lambda: part.hinted.remove(heard)


async def _follow(engine: Engine) -> None:
    try:
        await engine.follow()
    except DATABASE_DOWN as error:
        log.error("processes.database_failed", error=error)
