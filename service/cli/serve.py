"""`orglife run` and `orglife demo`: serve until told to stop."""

from __future__ import annotations

import asyncio
import signal
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Annotated

import typer

from service.app import App
from service.cli.common import ConfigOption, out, run, settings_of
from service.demo import Demo, demo_settings
from service.runtime import log as logs
from service.settings import Settings


def run_(config: ConfigOption = None) -> None:
    """Serve: chats, timers and pages, until Ctrl-C or SIGTERM."""
    settings = settings_of(config)
    logs.configure(settings.log.level, settings.log.format)
    run(_serve(settings))


def demo(
    port: Annotated[
        int | None, typer.Option(help="Listen here; else 8080 or the next free port.")
    ] = None,
    data: Annotated[
        Path | None, typer.Option(help="Keep the data here; else it is thrown away.")
    ] = None,
) -> None:
    """Live through the sample theme day in the browser: no account and no network needed."""
    with tempfile.TemporaryDirectory(prefix="orglife-demo-") as folder:
        settings = demo_settings(data or Path(folder), port)
        logs.configure("warning", "console")
        run(_serve(settings, _show))


async def _show(app: App) -> Demo:
    demo_day = Demo(app)
    links = await demo_day.prepare()
    out.print()
    out.print("[bold]OrgLife · 示例主题党日 / a sample theme day[/bold]")
    out.print("每人一个链接，可在同一浏览器的不同标签页打开。")
    out.print("One link for each person; open them in tabs of one browser.\n")
    for link in links:
        out.print(f"  [bold]{link.name}[/bold]  {link.role} · {link.unit}")
        out.print(f"    {link.url}", style="cyan", soft_wrap=True, highlight=False)
    out.print("\n测验约 15 秒后开始，全程约 3 分钟。按 Ctrl-C 停止。")
    out.print("The quiz opens in about 15 seconds; the day takes about 3 minutes. Ctrl-C stops.\n")
    return demo_day


async def _serve(settings: Settings, show: Callable[[App], Awaitable[Demo]] | None = None) -> None:
    app = await App.build(settings)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    if show is None:
        await app.run(stop, lambda: out.print(f"OrgLife: {app.url}", highlight=False))
        return
    day = await show(app)
    directing = asyncio.create_task(day.direct())
    try:
        await app.run(stop)
    finally:
        directing.cancel()
