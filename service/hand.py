"""A hand: one of several processes that is not the front. It decides about its share of what comes
in, and hands requests for pages on. Wired like the service itself, with less of it."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Mapping
from contextlib import AsyncExitStack
from dataclasses import replace
from typing import Any

from service.app import build_service_registry, figures_server, watched
from service.host.adapters import build_adapters
from service.host.key_store import build_sealer
from service.ports import Adapter
from service.runtime.engine import Engine
from service.runtime.observability.metrics import Metrics
from service.runtime.part import Part
from service.runtime.sharing import CHORES, Listener
from service.runtime.timers.scheduler import Scheduler
from service.settings.loading import Settings
from service.store.store import Store
from service.web.health import Health
from service.web.metrics import metrics_route
from service.web.relay import Relay
from service.web.server import Server, build_app

OWN = ("/healthz", "/readyz", "/metrics")
LOCK_SECONDS = 1.0  # between two looks at whether single processes are still kept away


async def be_a_hand(settings: Settings, part: Part, end: asyncio.Event) -> None:
    """Work until `end` is set. Raises as `App.build` and `App.run` do."""
    async with AsyncExitStack() as closing:
        web = settings.web
        server = Server(None, web.host, web.port, port_is_fixed=True,
                        trusted_proxies=web.trusted_proxies)  # fmt: skip
        url = web.url(server.bind())
        closing.push_async_callback(server.stop)
        sealer = build_sealer(settings)
        registry = replace(build_service_registry(settings, sealer), url=url)
        store = await Store.open(settings.database_url, shared=True)
        closing.push_async_callback(store.close)
        adapters = build_adapters(settings, sealer, url)
        for adapter in adapters.values():
            if not _keeps_files(adapter):  # those only the front opens
                closing.push_async_callback(adapter.close)
                await adapter.open()
        part.use(adapters)
        metrics, health = Metrics(), Health()
        engine = Engine(store, registry, part.clock, adapters, metrics, share=part)
        scheduler = Scheduler(store, part.clock, engine.wake, part.next_due)

        async def database() -> str | None:
            await engine.backlog()
            return None

        async def front() -> str | None:
            return None if part.owner_url(CHORES) else "no process is in front just now"

        health.register("database", database)
        health.register("front", front)
        figures, own = figures_server(settings), [metrics_route(metrics.registry)]
        if figures is not None:
            figures.bind()
            closing.push_async_callback(figures.stop)
            figures.carry(build_app(health, own))
        relay = Relay(
            build_app(health, own if figures is None else []), OWN, lambda: part.owner_url(CHORES)
        )
        closing.push_async_callback(relay.close)
        server.carry(relay)
        await engine.prepare()
        engine.after_commit.append(scheduler.look_again)
        closing.callback(part.listen(Listener(engine.wake, (engine.hear, scheduler.look_again))))
        loops: Mapping[str, Coroutine[Any, Any, None]] = {
            "engine": engine.run(),
            "scheduler": scheduler.run(),
            "web": server.run(),
            "lock": _keep(part),
            **({"metrics": figures.run()} if figures is not None else {}),
        }
        async with asyncio.TaskGroup() as tasks:
            running = [tasks.create_task(watched(each, loop, end)) for each, loop in loops.items()]
            await end.wait()
            await server.stop()
            for task in running:
                task.cancel()


def _keeps_files(adapter: Adapter) -> bool:
    return getattr(adapter, "keeps_files", False)


async def _keep(part: Part) -> None:
    while True:
        await asyncio.sleep(LOCK_SECONDS)
        await asyncio.to_thread(part.lock.check)
