"""The only wiring place: settings → store → adapters → engine → loops, in one TaskGroup."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

from service.control import Control
from service.core.calendar import Holidays
from service.core.effects import Start
from service.core.people import Roster
from service.files.enclosures import make_file
from service.files.holidays import correct, mainland_china
from service.hosting import keep_rooms
from service.instance import Instance
from service.ports import Adapter, Clock, Paged, Sealer
from service.runtime.administration import Administration
from service.runtime.clock import SystemClock
from service.runtime.delivery import Delivery
from service.runtime.engine import Engine
from service.runtime.limits import Limits
from service.runtime.log import get_logger
from service.runtime.metrics import Metrics
from service.runtime.registry import Registry, build_registry
from service.runtime.scheduler import Scheduler
from service.settings import Settings, SettingsError
from service.store.sealer import FernetSealer, load_or_create_key
from service.store.store import Store
from service.web.control import control_route
from service.web.health import Health
from service.web.metrics import metrics_route
from service.web.server import Server, build_app

ADAPTERS = "orglife.adapters"  # the entry-point group
MEASURE_SECONDS = 5.0

log = get_logger()


def build_sealer(settings: Settings) -> FernetSealer:
    """The sealer with the keys of the settings, or with the key file of the data folder."""
    keys = [key.get_secret_value() for key in settings.confidential.keys]
    return FernetSealer(keys or [load_or_create_key(settings.key_file)])


def build_holidays(settings: Settings) -> Holidays:
    """The public holidays the settings name."""
    corrections: Path | None = settings.holidays.corrections
    if settings.holidays.calendar == "china":
        return mainland_china(corrections)
    return correct(Holidays(), corrections) if corrections else Holidays()


def build_adapters(settings: Settings, sealer: Sealer, base_url: str) -> dict[str, Adapter]:
    """One adapter for each account of the settings, found by its kind among the entry points."""
    known = {each.name: each for each in entry_points(group=ADAPTERS)}
    adapters: dict[str, Adapter] = {}
    for name, account in settings.adapters.items():
        if account.kind not in known:
            raise SettingsError(
                [
                    f"adapters.{name}.kind: there is no adapter {account.kind!r}; "
                    f"there are: {', '.join(sorted(known))}"
                ]
            )
        options: Mapping[str, Any] = {
            "data_dir": str(settings.data_dir),
            "base_url": base_url,
            **account.options,
        }
        adapters[name] = known[account.kind].load()(options, account=name, sealer=sealer)
    return adapters


def build_limits(settings: Settings) -> dict[str, Limits]:
    rates = {name: settings.delivery.rate(name) for name in settings.adapters}
    return {
        name: Limits(rate.account_per_second, rate.place_per_second) for name, rate in rates.items()
    }


@dataclass(slots=True)
class App:
    """Everything that runs, built and not yet running."""

    settings: Settings
    instance: Instance
    store: Store
    registry: Registry
    clock: Clock
    adapters: dict[str, Adapter]
    metrics: Metrics
    engine: Engine
    delivery: Delivery
    scheduler: Scheduler
    administration: Administration
    server: Server
    url: str

    @classmethod
    async def build(cls, settings: Settings) -> App:
        """Take the lock, open and migrate the database, open the adapters. Raises
        `AlreadyRunningError`, `SettingsError`, `PortTakenError`."""
        instance = Instance(settings)
        instance.take()
        try:
            return await cls._build(settings, instance)
        except BaseException:
            instance.release()
            raise

    @classmethod
    async def _build(cls, settings: Settings, instance: Instance) -> App:
        sealer = build_sealer(settings)
        registry = build_registry(
            sealer,
            rules=settings.rules(),
            quiet=settings.quiet(),
            holidays=build_holidays(settings),
        )
        clock, metrics, health = SystemClock(), Metrics(), Health()
        store = await Store.open(settings.database_url)
        # The port is known before the adapters are, and they before the pages.
        server = Server(
            None, settings.web.host, settings.web.port, port_is_fixed=settings.web.port_is_fixed
        )
        url = settings.web.url(server.bind())
        adapters = build_adapters(settings, sealer, url)
        engine = Engine(store, registry, clock, adapters, metrics)
        administration = Administration(store, clock)
        app = cls(
            settings=settings,
            instance=instance,
            store=store,
            registry=registry,
            clock=clock,
            adapters=adapters,
            metrics=metrics,
            engine=engine,
            delivery=Delivery(engine, clock, adapters, make_file, build_limits(settings)),
            scheduler=Scheduler(store, clock, engine.wake),
            administration=administration,
            server=server,
            url=url,
        )
        for adapter in adapters.values():
            await adapter.open()
        app._register(health)
        server.carry(build_app(health, app._routes()))
        await engine.prepare()
        await app.host_rooms()
        await app._begin_plans()
        return app

    async def run(self, stop: asyncio.Event, ready: Callable[[], None] = lambda: None) -> None:
        """Serve until `stop` is set. Every loop is a task; one that fails stops all."""
        self.engine.after_commit += [self.delivery.wake, self.scheduler.look_again]
        await self.delivery.recover()
        try:
            async with asyncio.TaskGroup() as tasks:
                loops = [
                    tasks.create_task(each)
                    for each in (
                        self.engine.run(),
                        self.delivery.run(),
                        self.scheduler.run(),
                        self.server.run(),
                        self._keep_rooms(),
                        self._measure(),
                        *(adapter.run(self.engine) for adapter in self.adapters.values()),
                    )
                ]
                self.instance.announce(self.url)
                log.info("service.started", url=self.url)
                ready()
                await stop.wait()
                log.info("service.stopping")
                await self.server.stop()
                for loop in loops:
                    loop.cancel()
        finally:
            await self.close()
        log.info("service.stopped")

    async def host_rooms(self) -> None:
        """Make the rooms of the branches where the platform is our own."""
        bound = await keep_rooms(self.adapters.values(), self.engine.directory, self.administration)
        if bound:
            await self.engine.refresh()

    async def _keep_rooms(self) -> None:
        """Whoever is newly linked is let into the room of their branch."""
        known = self.engine.directory
        changed = asyncio.Event()
        self.engine.after_commit.append(changed.set)
        while True:
            await changed.wait()
            changed.clear()
            if self.engine.directory is not known:
                await self.host_rooms()
                known = self.engine.directory

    async def _measure(self) -> None:
        while True:
            backlog = await self.engine.backlog()
            self.metrics.inbox(age=backlog.inbox_age)
            self.metrics.outbox(depth=backlog.outbox_depth, age=backlog.outbox_age)
            await asyncio.sleep(MEASURE_SECONDS)

    async def _begin_plans(self) -> None:
        """Let the recurring activities of the settings begin that do not run yet."""
        roster = self.engine.directory.roster
        if not roster.units:
            return
        for plan in self.settings.plans:
            unit = find_unit(roster, plan.unit)
            if plan.kind not in self.registry.workflows:
                known = ", ".join(sorted(self.registry.workflows))
                raise SettingsError(
                    [
                        f"plans.{plan.name}.kind: there is no workflow {plan.kind!r}; "
                        f"there are: {known}"
                    ]
                )
            if unit is None:
                log.warning("plan.no_unit", plan=plan.name, unit=plan.unit)
                continue
            async with self.store.read() as transaction:
                running = await transaction.running([unit])
            if any(each.kind == "plan" and each.title == plan.name for each in running):
                continue
            details = {"title": plan.name, "kind": plan.kind, "when": plan.when,
                       "details": plan.details}  # fmt: skip
            await self.engine.begin(Start("plan", unit, None, details))

    def _register(self, health: Health) -> None:
        async def database() -> str | None:
            await self.engine.backlog()
            return None

        health.register("database", database)
        for name, adapter in self.adapters.items():
            health.register(f"adapter {name}", _probe(adapter))

    def _routes(self) -> Sequence[Any]:
        control = Control(self.administration, self.engine, self.adapters)
        routes: list[Any] = [
            metrics_route(self.metrics.registry),
            control_route(self.instance.token, control.act),
        ]
        for adapter in self.adapters.values():
            if isinstance(adapter, Paged):
                routes.extend(adapter.routes(self.engine))
        return routes

    async def close(self) -> None:
        for adapter in self.adapters.values():
            await adapter.close()
        await self.store.close()
        self.instance.release()


def _probe(adapter: Adapter) -> Callable[[], Awaitable[str | None]]:
    async def ready() -> str | None:
        failed = [each.detail for each in await adapter.check() if not each.ok]
        return "; ".join(failed) or None

    return ready


def find_unit(roster: Roster, name: str) -> int | None:
    """The unit of this name or path; the root for an empty one."""
    for unit in sorted(roster.units):
        path = [roster.units[each].name for each in roster.path(unit)][::-1]
        if name in ("/".join(path), path[-1]) or (not name and len(path) == 1):
            return unit
    return None
