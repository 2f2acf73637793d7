"""The waker rings when the earliest timer is due, and looks again when that changes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from sqlalchemy.exc import OperationalError

from service.runtime.timers import scheduler as scheduler_module
from service.runtime.timers.clock import SystemClock
from service.runtime.timers.scheduler import Scheduler
from service.store.changes import Changes
from service.store.store import Store
from service.store.transaction import Transaction
from service.testkit.databases import open_store
from service.testkit.waiting import patience

CLOCK = SystemClock()


class Bell:
    """Counts its rings, and can be waited for."""

    def __init__(self) -> None:
        self.rings = 0
        self._rung = asyncio.Event()

    def ring(self) -> None:
        self.rings += 1
        self._rung.set()

    async def heard(self) -> None:
        async with patience():
            await self._rung.wait()
        self._rung.clear()


@pytest.fixture
async def store(sqlite_url: str) -> AsyncIterator[Store]:
    opened = await open_store(sqlite_url)
    yield opened
    await opened.close()


@asynccontextmanager
async def running(store: Store, bell: Bell) -> AsyncIterator[Scheduler]:
    scheduler = Scheduler(store, CLOCK, bell.ring)
    task = asyncio.create_task(scheduler.run())
    try:
        yield scheduler
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def arm(store: Store, seconds: float, name: str = "close") -> None:
    changes = Changes()
    changes.arm(1, 0, name, CLOCK.now() + timedelta(seconds=seconds), 0)
    async with store.write() as transaction:
        await transaction.apply(changes)


async def disarm(store: Store) -> None:
    async with store.write() as transaction:
        due = await transaction.due(CLOCK.now(), 100)
        await transaction.fired([row.id for row in due])


async def test_what_is_due_already_rings_at_once(store: Store) -> None:
    await arm(store, -3600)
    bell = Bell()
    async with running(store, bell):
        await bell.heard()


async def test_it_rings_when_the_time_comes_and_not_before(store: Store) -> None:
    await arm(store, 0.3)
    bell = Bell()
    started = CLOCK.now()
    async with running(store, bell):
        await bell.heard()
    assert CLOCK.now() - started >= timedelta(seconds=0.2)


async def test_an_earlier_timer_that_is_set_later_rings_first(store: Store) -> None:
    await arm(store, 3600, "far")
    bell = Bell()
    async with running(store, bell) as scheduler:
        await asyncio.sleep(0.05)
        await arm(store, 0.1, "near")
        scheduler.look_again()
        await bell.heard()


async def test_one_after_the_other_rings(store: Store) -> None:
    bell = Bell()
    await arm(store, 0.1, "one")
    await arm(store, 0.3, "two")
    async with running(store, bell) as scheduler:
        for _ in range(2):
            await bell.heard()
            await disarm(store)
            scheduler.look_again()


async def test_without_timers_it_is_silent_but_for_the_sweep(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sweep rings in case a clock was set or another process wrote."""
    bell = Bell()
    async with running(store, bell):
        await asyncio.sleep(0.1)
        assert bell.rings == 0
    monkeypatch.setattr(scheduler_module, "SWEEP_SECONDS", 0.05)
    async with running(store, bell):
        await bell.heard()


async def test_a_database_that_fails_does_not_stop_the_waker(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scheduler_module, "SWEEP_SECONDS", 0.05)
    next_due, failures = Transaction.next_due, [True]

    async def down(self: Transaction) -> object:
        if failures:
            failures.pop()
            raise OperationalError("select", {}, Exception("busy"))
        return await next_due(self)

    monkeypatch.setattr(Transaction, "next_due", down)
    bell = Bell()
    await arm(store, 0.01)
    async with running(store, bell):
        await bell.heard()
    assert not failures
