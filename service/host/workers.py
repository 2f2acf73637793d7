"""Several processes on one machine, each begun anew when it ends, and one after the other on
SIGHUP."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Mapping
from pathlib import Path

from service.host.shared_database import check_shared
from service.runtime.observability.log import get_logger
from service.settings.loading import Settings

PAUSE_SECONDS = 1.0  # before one that ended by itself begins anew
STOP_SECONDS = 10.0  # until one that was told to stop is killed
TURN_SECONDS = 5.0  # between two that are begun anew one after the other

log = get_logger()


async def supervise(settings: Settings, workers: int, config: Path | None) -> None:
    """Run so many processes until SIGTERM or Ctrl-C. Raises `SettingsError` for a database that
    they can't share."""
    check_shared(settings)
    stop, again = asyncio.Event(), asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    loop.add_signal_handler(signal.SIGHUP, again.set)
    command = [sys.executable, "-m", "service", "run"]
    if config is not None:
        command += ["--config", str(config)]
    made = [
        Worker(command, _environment(settings, settings.web.port + number))
        for number in range(workers)
    ]
    async with asyncio.TaskGroup() as tasks:
        keeping = [tasks.create_task(each.keep()) for each in made]
        turning = tasks.create_task(_turn(made, again))
        await stop.wait()
        turning.cancel()
        for each in keeping:
            each.cancel()


def _environment(settings: Settings, port: int) -> Mapping[str, str]:
    return {
        **os.environ,
        "ORGLIFE_WEB__BASE_URL": settings.web.url(settings.web.port),  # the same for all
        "ORGLIFE_DATABASE__SHARED": "true",
        "ORGLIFE_WEB__PORT": str(port),
    }


async def _turn(workers: list[Worker], again: asyncio.Event) -> None:
    """A rolling restart, whenever it is asked for."""
    while True:
        await again.wait()
        again.clear()
        for each in workers:
            each.end()
            await asyncio.sleep(TURN_SECONDS)


class Worker:
    """One of the processes."""

    def __init__(self, command: list[str], environment: Mapping[str, str]) -> None:
        self._command = command
        self._environment = environment
        self._process: asyncio.subprocess.Process | None = None

    async def keep(self) -> None:
        """Run it, anew whenever it ends, until cancelled; then let it stop in good order."""
        try:
            while True:
                process = self._process = await asyncio.create_subprocess_exec(
                    *self._command, env=self._environment, start_new_session=True
                )
                port = int(self._environment["ORGLIFE_WEB__PORT"])
                log.info("workers.began", pid=process.pid, port=port)
                status = await process.wait()
                log.warning("workers.ended", pid=process.pid, status=status)
                await asyncio.sleep(PAUSE_SECONDS)
        finally:
            await self._stop()

    def end(self) -> None:
        """Let it stop in good order; `keep` begins it anew."""
        if self._process is not None and self._process.returncode is None:
            self._process.terminate()

    async def _stop(self) -> None:
        process = self._process
        if process is None or process.returncode is not None:
            return
        process.terminate()
        try:
            async with asyncio.timeout(STOP_SECONDS):
                await process.wait()
        except TimeoutError:
            process.kill()
            await process.wait()
