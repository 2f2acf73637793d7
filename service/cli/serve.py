"""`orglife run` and `orglife demo`: run the service until it is told to stop."""

from __future__ import annotations

import asyncio
import os
import signal
import tempfile
from collections.abc import Callable, Coroutine, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, get_args

import typer

from service.app import App
from service.cli.addresses import warn
from service.cli.common import ConfigOption, Voice, refuse_settings, run, settings_of
from service.cli.words import language_of
from service.core.posts import role_name
from service.host.shared_database import check_shared
from service.runtime.observability import log as logs
from service.settings.errors import SettingsError
from service.settings.loading import Settings

if TYPE_CHECKING:
    from service.cli.demonstration import Day, Link

Begin = Callable[[App], Coroutine[Any, Any, None]]
"""What is printed and started once the service is running."""

_LEVELS: tuple[logs.Level, ...] = get_args(logs.Level)


def run_(
    config: ConfigOption = None,
    workers: Annotated[
        int,
        typer.Option(
            help="How many equal processes to run on this machine (PostgreSQL only); they listen "
            "on web.port and the ports after it.",
            min=1,
            max=16,
        ),
    ] = 1,
) -> None:
    """Run the service (chats, timers and pages) until Ctrl-C or SIGTERM."""
    settings = settings_of(config)
    voice = Voice(settings.organization.language)
    logs.configure(settings.log.level, settings.log.format)
    if workers > 1:
        from service.host.workers import supervise

        run(supervise(settings, workers, config), voice)
        return

    async def greet(app: App) -> None:
        voice.say("run-serving", name=settings.organization.name, url=app.url)
        if app.url != app.local_url:
            voice.say("run-local", url=app.local_url)
        warn(voice, app.url)
        if not app.engine.directory.roster.people:
            voice.say("run-empty")

    run(_serve(settings, greet), voice)


def demo(
    port: Annotated[
        int | None,
        typer.Option(
            help="Port to listen on (default: 8080 or the next free port).", min=1, max=65535
        ),
    ] = None,
    data: Annotated[
        Path | None, typer.Option(help="Folder to keep the data in (default: discarded on exit).")
    ] = None,
    day: Annotated[
        Path | None,
        typer.Option(help="Your own demo day: an edited copy of config/sample/demo.toml."),
    ] = None,
    log: Annotated[str, typer.Option(help="Log level: debug, info, warning or error.")] = "warning",
    language: Annotated[
        str, typer.Option("--language", "-l", help="zh-CN or en (default: the terminal's).")
    ] = "",
) -> None:
    """Play the sample theme day in your browser; no account or network needed."""
    from service.cli.demonstration import SAMPLE_DAYS, DayError, Demo, demo_settings, read_day

    voice = Voice(language_of(language))
    file = day or SAMPLE_DAYS[voice.language]
    level = next((each for each in _LEVELS if each == log), None)
    if level is None:
        voice.refuse("error-log", given=log, allowed=", ".join(_LEVELS))
    try:
        scenario = read_day(file)
    except DayError as error:
        voice.refuse("demo-bad-day", file=str(file), problem=str(error))

    async def show(app: App) -> None:
        demonstration = Demo(app, scenario)
        try:
            _show_links(await demonstration.prepare(), scenario, voice)
            await demonstration.direct()
        except DayError as error:
            voice.refuse("demo-bad-day", file=str(file), problem=str(error))

    with tempfile.TemporaryDirectory(prefix="orglife-demo-") as folder:
        kept = data or (None if "ORGLIFE_DATA_DIR" in os.environ else Path(folder))
        try:
            settings = demo_settings(kept, port, voice.language, os.environ)
        except SettingsError as error:
            refuse_settings(voice, error)
        logs.configure(level, "console")
        run(_serve(settings, show), voice)


def _show_links(links: Sequence[Link], day: Day, voice: Voice) -> None:
    voice.say("demo-head")
    for link in links:
        typer.secho(
            f"  {link.name}  {role_name(link.role, voice.language)} · {link.unit}", bold=True
        )
        typer.secho(f"    {link.url}", fg="cyan")
    first, last = day.span()
    voice.say("demo-foot", first=round(first), minutes=max(round(last / 60), 1))


async def _serve(settings: Settings, begin: Begin) -> None:
    """Build and run the service, and `begin` next to it once it is running."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):  # even while the service is being built
        loop.add_signal_handler(number, stop.set)
    beginning: list[asyncio.Task[None]] = []

    def ready(app: App) -> None:
        beginning.append(loop.create_task(begin(app)))
        beginning[0].add_done_callback(lambda task: stop.set() if _failed(task) else None)

    if settings.database.shared:
        check_shared(settings)
        from service.host.several import run_several

        await run_several(settings, stop, ready)
    else:
        app = await App.build(settings)
        await app.run(stop, lambda: ready(app))
    for task in beginning:
        if _failed(task):
            task.result()
        task.cancel()


def _failed(task: asyncio.Task[None]) -> bool:
    return task.done() and not task.cancelled() and task.exception() is not None
