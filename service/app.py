"""The only wiring place: settings → store → adapters → engine → loops, in one TaskGroup."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from service.core.addresses import reach
from service.core.calendar import Holidays
from service.core.rate_limit import Rates
from service.files.attachments import make_file
from service.files.holidays import correct, mainland_china
from service.host.adapters import build_adapters
from service.host.chat_people import ChatPeople
from service.host.command_session import make_file as make_database
from service.host.configured_plans import ConfiguredPlans, check_plans
from service.host.control import Control
from service.host.data_files import other_files
from service.host.empty_store import refuse_beside_full_chat
from service.host.file_contents import read_content
from service.host.gc_tuning import seldom
from service.host.identity_provider import build_provider
from service.host.instance_lock import InstanceLock
from service.host.key_store import build_sealer
from service.host.office_files import to_file
from service.host.public_pages import PublicPageReader, calendar_reader, certificate_reader
from service.host.room_provisioning import RoomProvisioner
from service.host.storage_watch import StorageWatch
from service.host.webhook_sender import WebhookSender
from service.ports import Adapter, Clock, HasRoutes, Sealer, SignsIn
from service.runtime.accounts.administration import Administration
from service.runtime.accounts.menus import MenuKeeper
from service.runtime.calendar_feeds import CalendarFeeds
from service.runtime.certificates import Certificates
from service.runtime.engine import RETRY_SECONDS, Engine
from service.runtime.inbound.file_imports import FileImporter
from service.runtime.laid_aside import look_at_waiting
from service.runtime.observability.log import get_logger
from service.runtime.observability.metrics import Metrics
from service.runtime.office.api import Api
from service.runtime.office.desk import Desk
from service.runtime.office.keeper import RollupKeeper
from service.runtime.office.pages import Pages as OfficePages
from service.runtime.office.passkeys import Party
from service.runtime.office.reports import Reports
from service.runtime.office.ways import Ways
from service.runtime.office.webhooks import Webhooks
from service.runtime.outbound.delivery import Delivery
from service.runtime.outbound.rate_limiter import RetryPolicy
from service.runtime.registry import Registry, WorkflowError, build_registry
from service.runtime.retention import Keep, Retention
from service.runtime.screens import Screens
from service.runtime.sealed_parts import seal_parts
from service.runtime.sharing import Listener
from service.runtime.timers.clock import SystemClock
from service.runtime.timers.clock_monitor import ClockMonitor
from service.runtime.timers.scheduler import Scheduler
from service.settings.errors import SettingsError
from service.settings.loading import Settings
from service.store.database import DATABASE_DOWN
from service.store.guard import StorageLostError
from service.store.store import Store
from service.web.api.routes import api_routes
from service.web.calendar import calendar_route
from service.web.certificates import certificate_route
from service.web.control import control_route
from service.web.health import Health
from service.web.metrics import metrics_route
from service.web.office.routes import office_routes
from service.web.office.site import Site as OfficeSite
from service.web.public_pages import gallery_routes
from service.web.recount import recount_route
from service.web.screen import screen_route
from service.web.server import Server, build_app

if TYPE_CHECKING:  # it knows PostgreSQL, which most services don't need
    from service.runtime.part import Part

MEASURE_SECONDS = 5.0
AHEAD = timedelta(milliseconds=25)  # in which a message is taken from the outbox and made ready
STREAMS_SECONDS = 1.0  # how long the platforms have to let go when all stops

log = get_logger()


class LoopDiedError(Exception):
    """A part of the service ended, so the service did. The log says why."""

    def __init__(self, loop: str) -> None:
        super().__init__(f"the service stopped because its part {loop!r} failed: see the log")
        self.loop = loop


def build_holidays(settings: Settings) -> Holidays:
    """The public holidays the settings name. Raises ValueError and OSError for a bad file."""
    corrections: Path | None = settings.holidays.corrections
    if settings.holidays.calendar == "china":
        return mainland_china(corrections)
    return correct(Holidays(), corrections) if corrections else Holidays()


def build_service_registry(settings: Settings, sealer: Sealer) -> Registry:
    """The workflows under the settings' rules. Raises `SettingsError`."""
    try:
        holidays = build_holidays(settings)
    except (ValueError, OSError) as error:
        raise SettingsError([f"holidays.corrections: {error}"]) from None
    try:
        registry = build_registry(
            sealer,
            rules=settings.rules(),
            quiet=settings.quiet(),
            holidays=holidays,
            settings=settings.of_workflows(),
            abroad=settings.abroad(),
        )
    except WorkflowError as error:
        raise SettingsError(error.problems) from None
    check_plans(settings, registry)
    return registry


def build_rates(settings: Settings, adapters: Mapping[str, Adapter]) -> dict[str, Rates]:
    """What each platform takes, or what the settings say instead."""
    return {
        name: settings.delivery.rate(name).over(adapter.capabilities.rates)
        for name, adapter in adapters.items()
    }


def build_retry_policy(settings: Settings) -> RetryPolicy:
    delivery = settings.delivery
    return RetryPolicy(
        delivery.attempts,
        timedelta(seconds=delivery.backoff_seconds),
        timedelta(seconds=delivery.backoff_limit_seconds),
    )


def build_keep(settings: Settings) -> Keep:
    kept = settings.retention
    messages = timedelta(days=kept.messages_days) if kept.messages_days else None
    return Keep(
        timedelta(days=kept.updates_days), messages, consents=timedelta(days=kept.consents_days)
    )


@dataclass(slots=True)
class App:
    """Everything that runs, built and not yet running."""

    settings: Settings
    instance_lock: InstanceLock
    store: Store
    registry: Registry
    clock: Clock
    adapters: dict[str, Adapter]
    metrics: Metrics
    engine: Engine
    delivery: Delivery
    importer: FileImporter
    scheduler: Scheduler
    administration: Administration
    server: Server
    figures: Server | None  # of `/metrics`, where it has an address of its own
    url: str
    local_url: str
    people: ChatPeople
    rooms: RoomProvisioner
    plans: ConfiguredPlans
    rollups: RollupKeeper
    desk: Desk
    ways: Ways
    reports: Reports
    webhooks: Webhooks
    menus: MenuKeeper
    storage: StorageWatch
    watch: ClockMonitor
    changed: asyncio.Event
    closing: AsyncExitStack

    @classmethod
    async def build(cls, settings: Settings, part: Part | None = None) -> App:
        """`part`: what of the work is ours, of several processes that have their locks already.
        Take the lock, open and migrate the database, open the adapters. Raises
        `AlreadyRunningError`, `LostDatabaseError`, `RestoreInterruptedError`, `SettingsError`,
        `PortTaken`, `BadKey`, `DatabaseTooNewError`."""
        async with AsyncExitStack() as closing:
            app = await cls._build(settings, closing, part)
            app.closing = closing.pop_all()
        return app

    @classmethod
    async def _build(cls, settings: Settings, closing: AsyncExitStack, part: Part | None) -> App:
        """What is opened is put on `closing`, for a failure on the way as for the end."""
        instance_lock = part.lock if part is not None else InstanceLock(settings)
        if part is None:
            instance_lock.take()
            closing.callback(instance_lock.release)
        sealer = build_sealer(settings)
        registry = build_service_registry(settings, sealer)
        make_database(settings)
        store = await Store.open(settings.database_url, shared=part is not None)
        closing.push_async_callback(store.close)
        await refuse_beside_full_chat(settings, store)
        # The port is known before the adapters are, and they before the pages.
        web = settings.web
        server = Server(None, web.host, web.port, port_is_fixed=web.port_is_fixed,
                        trusted_proxies=web.trusted_proxies)  # fmt: skip
        port = server.bind()
        closing.push_async_callback(server.stop)
        figures = figures_server(settings)
        if figures is not None:
            figures.bind()
            closing.push_async_callback(figures.stop)
        url = web.url(port)
        registry = replace(registry, url=url)
        clock: Clock = part.clock if part is not None else SystemClock()
        metrics, health = Metrics(), Health()
        adapters = build_adapters(settings, sealer, url)
        engine = Engine(store, registry, clock, adapters, metrics, share=part)
        administration = Administration(
            store, clock, settings.organization.language, settings.organization.timezone
        )
        for adapter in adapters.values():
            closing.push_async_callback(adapter.close)
            await adapter.open()
        retry_policy = build_retry_policy(settings)
        scheduler = Scheduler(store, clock, engine.wake, engine.share.next_due)
        delivery = Delivery(
            engine,
            clock,
            adapters,
            make_file,
            rates=build_rates(settings, adapters),
            retry_policy=retry_policy,
            ahead=AHEAD,
        )
        rollups = RollupKeeper(engine, clock)
        pages = OfficePages(engine, clock, rollups)
        look_again = (delivery.wake, scheduler.look_again, engine.wake)
        if part is not None:
            part.use(adapters)
        app = cls(
            settings=settings,
            instance_lock=instance_lock,
            store=store,
            registry=registry,
            clock=clock,
            adapters=adapters,
            metrics=metrics,
            engine=engine,
            delivery=delivery,
            importer=FileImporter(engine, adapters, read_content),
            scheduler=scheduler,
            administration=administration,
            server=server,
            figures=figures,
            url=url,
            local_url=_local_url(web.host, port),
            people=ChatPeople(adapters.values(), engine),
            rooms=RoomProvisioner(adapters.values(), engine),
            plans=ConfiguredPlans(settings.plans, engine),
            rollups=rollups,
            reports=Reports(engine, clock, pages),
            webhooks=Webhooks(engine, clock, pages, WebhookSender(web.private_webhooks).post),
            desk=Desk(
                engine,
                clock,
                settings.office.policy(),
                [each for each in adapters.values() if isinstance(each, SignsIn)],
            ),
            ways=Ways(
                engine,
                clock,
                Party.at(url, settings.organization.name),
                build_provider(settings, url),
            ),
            menus=MenuKeeper(adapters.values(), registry, settings.organization.language),
            storage=StorageWatch(
                instance_lock, store, other_files(settings), metrics, engine.storage_damaged
            ),
            watch=ClockMonitor(store, clock, look_again, retry_policy.longest),
            changed=asyncio.Event(),
            closing=closing,
        )
        app._register(health)
        figures_route = metrics_route(metrics.registry)
        if figures is not None:
            figures.carry(build_app(health, [figures_route]))
        own = () if figures is not None else (figures_route,)
        server.carry(build_app(health, [*own, *app._routes()], public_url=url))
        await seal_parts(store, registry)
        await engine.prepare()
        await app.people.merge()
        await app.follow_roster()
        return app

    async def run(self, stop: asyncio.Event, ready: Callable[[], None] = lambda: None) -> None:
        """Serve until `stop` is set. Every loop is a task; one that ends before stops all, and
        raises `LoopDiedError`, or `StorageLostError` if the database or its lock is lost."""
        try:
            self.engine.after_commit += [
                self.delivery.wake,
                self.importer.wake,
                self.scheduler.look_again,
                self.changed.set,
                self.menus.wake,
                self.rollups.wake,
            ]
            await self.delivery.recover()
            self._follow_others()
            self.instance_lock.announce(self.local_url)
            with seldom():
                await self._serve(stop, ready)
        except ExceptionGroup as group:
            ended = (StorageLostError, LoopDiedError)  # the reason before its consequences
            for kind in ended:
                for each in group.exceptions:
                    if isinstance(each, kind):
                        raise each from None
            raise
        finally:
            await self.close()
            log.info("service.stopped")

    async def _serve(self, stop: asyncio.Event, ready: Callable[[], None]) -> None:
        async with asyncio.TaskGroup() as tasks:
            loops = [
                tasks.create_task(watched(name, loop, stop)) for name, loop in self._loops().items()
            ]
            platforms = [
                tasks.create_task(watched(f"adapter {name}", adapter.run(self.engine), stop))
                for name, adapter in self.adapters.items()
            ]
            log.info("service.started", url=self.url)
            ready()
            await stop.wait()
            log.info("service.stopping")
            # First nothing new comes in, and open streams end; then the pages; then the rest.
            for each in platforms:
                each.cancel()
            if platforms:
                await asyncio.wait(platforms, timeout=STREAMS_SECONDS)
            await self.server.stop()
            for loop in loops:
                loop.cancel()

    def _follow_others(self) -> None:
        """Several processes: look when another has written something."""
        share = self.engine.share
        if not share.alone:
            news = (self.engine.hear, self.scheduler.look_again, self.changed.set)
            listener = Listener(self.engine.wake, news, (self.delivery.wake,))
            self.closing.callback(share.listen(listener))

    def _loops(self) -> dict[str, Coroutine[Any, Any, None]]:
        return {
            "engine": self.engine.run(),
            "delivery": self.delivery.run(),
            "reading": self.importer.run(),
            "scheduler": self.scheduler.run(),
            "web": self.server.run(),
            **({"metrics": self.figures.run()} if self.figures is not None else {}),
            "roster": self._follow_changes(),
            "menus": self.menus.run(lambda: self.engine.directory),
            "figures": self._measure(),
            "rollups": self.rollups.run(),
            "office reports": self.reports.run(),
            "office log": self.reports.pages.log.run(),
            "webhooks": self.webhooks.run(),
            "retention": self._retention().run(),
            "clock": self.watch.run(),
            "storage": self.storage.run(),
            "storage checks": self.storage.run_checks(),
            **({} if self.engine.share.alone else {"waiting": look_at_waiting(self.engine)}),
        }

    def _retention(self) -> Retention:
        async def also() -> None:
            await self.engine.sweep_personal()
            await self.desk.forget()
            await self.reports.pages.log.forget()
            await self.webhooks.forget()

        return Retention(self.store, self.clock, build_keep(self.settings), also)

    async def follow_roster(self) -> None:
        """Do what follows from who belongs where: names, and rooms of the branches, where the
        platform is our own, plans whose branch is there now, and who may see the pages."""
        await self.people.keep(self.engine.directory)
        await self.people.forget()
        await self.rooms.keep(self.engine.directory)
        await self.plans.begin()
        await self.desk.keep()

    async def _follow_changes(self) -> None:
        """Whoever is newly linked is let into the room of their branch."""
        done = self.engine.directory
        while True:
            await self.changed.wait()
            self.changed.clear()
            known = self.engine.directory
            if known is done:
                continue
            try:
                await self.follow_roster()
                done = known
            except DATABASE_DOWN as error:
                log.error("roster.database_failed", error=error)
                await asyncio.sleep(RETRY_SECONDS)
                self.changed.set()

    async def _measure(self) -> None:
        while True:
            try:
                backlog = await self.engine.backlog()
                self.metrics.inbox(age=backlog.inbox_age)
                self.metrics.outbox(depth=backlog.outbox_depth, age=backlog.outbox_age)
                outages = self.delivery.outages()
                self.metrics.outages(
                    {
                        each: outages.get(each, timedelta(0)).total_seconds()
                        for each in self.adapters
                    }
                )
            except DATABASE_DOWN as error:
                log.error("figures.database_failed", error=error)
            await asyncio.sleep(MEASURE_SECONDS)

    def _register(self, health: Health) -> None:
        async def database() -> str | None:
            await self.engine.backlog()
            return None

        health.register("database", database)
        health.register("storage", self.storage.reason)
        health.register("clock", self.watch.reason)
        health.register("delivery", self.delivery.reason)
        for name, adapter in self.adapters.items():
            health.register(f"adapter {name}", _probe(adapter))

    def _routes(self) -> Sequence[Any]:
        control = Control(self.administration, self.engine, self.adapters, self.changed.set)
        routes: list[Any] = [
            control_route(self.instance_lock.token, control.act),
            calendar_route(calendar_reader(CalendarFeeds(self.engine, self.clock), self.clock)),
            certificate_route(certificate_reader(Certificates(self.engine))),
            recount_route(),
            screen_route(Screens(self.engine, self.clock, self._joined_at())),
            *gallery_routes(PublicPageReader(self.engine, self.clock, self.adapters)),
            *api_routes(Api(self.reports.pages), self.url),
            *office_routes(
                OfficeSite(
                    self.url, self.desk, self.ways, self.reports.pages, self.reports, to_file
                )
            ),
        ]
        for adapter in self.adapters.values():
            if isinstance(adapter, HasRoutes):
                routes.extend(adapter.routes(self.engine))
        return routes

    def _joined_at(self) -> str:
        """Where people of a hall can join: the pages, where one can sign in there."""
        signs_in = any(isinstance(each, SignsIn) for each in self.adapters.values())
        return self.url if signs_in and reach(self.url) != "machine" else ""

    async def close(self) -> None:
        """Close what `build` has opened, the last first."""
        await self.closing.aclose()


def figures_server(settings: Settings) -> Server | None:
    """The server of `/metrics`, if the settings give it an address."""
    there = settings.web.metrics_at
    return Server(None, *there, port_is_fixed=True) if there else None


async def watched(name: str, loop: Coroutine[Any, Any, None], stop: asyncio.Event) -> None:
    """Run a loop of the service, which may end only when all do."""
    try:
        await loop
    except StorageLostError as error:
        log.error("service.storage_lost", loop=name, problem=str(error))
        raise
    except Exception as error:
        log.error("service.loop_failed", loop=name, exc_info=error)
        raise LoopDiedError(name) from None
    if not stop.is_set():
        log.error("service.loop_ended", loop=name)
        raise LoopDiedError(name)


def _probe(adapter: Adapter) -> Callable[[], Awaitable[str | None]]:
    async def ready() -> str | None:
        failed = [each.detail for each in await adapter.check() if not each.ok]
        return "; ".join(failed) or None

    return ready


def _local_url(host: str, port: int) -> str:
    """Where a command on this machine reaches the service, past any proxy in front of it."""
    own = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - looked up, not bound
    return f"http://[{own}]:{port}" if ":" in own else f"http://{own}:{port}"
