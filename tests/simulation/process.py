"""One process of the service: its loops as tasks, until it stops or is gone."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any
from unittest.mock import patch

import structlog
from apscheduler.schedulers import base as apscheduler_base
from apscheduler.triggers import date as apscheduler_date
from apscheduler.triggers import interval as apscheduler_interval

from service.host.file_contents import read_content
from service.ports import Clock
from service.runtime.engine import Engine
from service.runtime.inbound.file_imports import FileImporter
from service.runtime.observability.metrics import Metrics
from service.runtime.outbound import delivery as delivery_module
from service.runtime.outbound.delivery import Delivery
from service.runtime.registry import Registry
from service.runtime.timers import scheduler as scheduler_module
from service.runtime.timers.clock_monitor import ClockMonitor
from service.runtime.timers.scheduler import Scheduler
from service.store.database import DATABASE_DOWN
from service.store.store import Store
from service.testkit.organization import make_file
from tests.simulation.platform import Platform

SELDOM = 6 * 3600.0
"""Seconds between looks that nobody has asked for. They hide that a wake was lost, and cost more
than all that happens."""

_METRICS = Metrics()


class GoneError(Exception):
    """The process is not there any more."""


class Process:
    """Everything that a process of the service is made of. `failed`: the loops that ended, which
    none may."""

    def __init__(
        self,
        store: Store,
        registry: Registry,
        clock: Clock,
        platforms: Mapping[str, Platform],
        steady: Any,
    ) -> None:
        self.store = store
        self.platforms = platforms
        self.engine = Engine(store, registry, clock, platforms, _METRICS)
        self.delivery = Delivery(self.engine, clock, platforms, make_file)
        self.scheduler = Scheduler(store, clock, self.engine.wake)
        self.importer = FileImporter(self.engine, platforms, read_content)
        look_again = (self.delivery.wake, self.scheduler.look_again, self.engine.wake)
        self.monitor = ClockMonitor(store, clock, look_again, timedelta(minutes=5), steady)
        self.engine.after_commit += [
            self.delivery.wake,
            self.importer.wake,
            self.scheduler.look_again,
        ]
        self.failed: list[str] = []
        self.tasks: list[asyncio.Task[Any]] = []
        self.ready = False

    async def serve(self) -> None:
        """Begin, as `App.build` and `App.run` do. A database that is down ends the process, as it
        does at a start."""
        try:
            await self.engine.prepare()
            await self.delivery.recover()
        except DATABASE_DOWN:
            self.failed.append("start")
            return
        self._spawn("engine", self.engine.run())
        self._spawn("delivery", self.delivery.run())
        self._spawn("reading", self.importer.run())
        self._spawn("scheduler", self.scheduler.run())
        for each in self.platforms.values():
            self._spawn(each.account, each.run(self.engine))
        self.ready = True

    def _spawn(self, name: str, loop: Coroutine[Any, Any, None]) -> None:
        self.tasks.append(asyncio.get_running_loop().create_task(self._watched(name, loop)))

    async def _watched(self, name: str, loop: Coroutine[Any, Any, None]) -> None:
        try:
            await loop
        except GoneError:
            raise
        except Exception as error:
            self.failed.append(f"{name}: {type(error).__name__}: {error}")
        else:
            self.failed.append(f"{name}: ended")


@contextmanager
def surroundings(clock: Clock) -> Iterator[None]:
    """The outside world as the service finds it: APScheduler goes by our clock, nothing is written
    to the log, and nobody looks again unasked."""

    class Seen(type):
        def __instancecheck__(cls, instance: object) -> bool:
            return isinstance(instance, datetime)

    class Now(datetime, metaclass=Seen):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Any:
            return clock.now().astimezone(tz or UTC)

    modules = (apscheduler_base, apscheduler_date, apscheduler_interval, scheduler_module)
    patches = [patch.object(each, "datetime", Now) for each in modules]
    patches.append(patch.object(scheduler_module, "SWEEP_SECONDS", SELDOM))
    patches.append(patch.object(delivery_module, "IDLE_SECONDS", SELDOM))
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    logging.getLogger("apscheduler").setLevel(logging.CRITICAL)
    for each in patches:
        each.start()
    try:
        yield
    finally:
        for each in patches:
            each.stop()
        structlog.reset_defaults()
