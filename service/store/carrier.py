"""Carries the word that updates wait from the process that received them to the one whose they
are: a job of Procrastinate, committed in the very transaction that keeps the updates.

A job says only that there is something to look at. What waits are the rows of the inbox; so a job
that is lost, repeated or late does no harm, and the one of a process that died needs nobody's care.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Collection
from importlib import resources
from typing import Any

import procrastinate
import psycopg
from sqlalchemy import Connection, select, update

from service.store.database import database_url
from service.store.tables import meta

POLL_SECONDS = 5.0  # between two looks for jobs of which no notice has come
_TASK = "look"
_MADE_BY = "carrier"  # the row of `meta` with the last step that made the tables
_STEP = re.compile(r"\d\d\.\d\d\.\d\d_.*\.sql")


def prepare(connection: Connection) -> None:
    """Make or renew the carrier's tables, after ours, in the transaction of the migrations."""
    files = resources.files("procrastinate.sql")
    steps = sorted(each.name for each in (files / "migrations").iterdir() if _STEP.match(each.name))
    done = connection.scalar(select(meta.c.value).where(meta.c.key == _MADE_BY))
    missing = [files / "migrations" / each for each in steps if done is not None and each > done]
    for each in missing if done is not None else [files / "schema.sql"]:
        driver: Any = connection.connection.driver_connection
        driver.execute(each.read_text("utf-8"))
    if done is None:
        connection.execute(meta.insert().values(key=_MADE_BY, value=steps[-1]))
    elif missing:
        connection.execute(update(meta).where(meta.c.key == _MADE_BY).values(value=steps[-1]))


class Carrier:
    """Defers and takes jobs."""

    def __init__(self, url: str, *, listens: bool = True) -> None:
        parsed = database_url(url).set(drivername="postgresql")
        conninfo = parsed.render_as_string(hide_password=False)
        connector = procrastinate.PsycopgConnector(conninfo=conninfo, min_size=1, max_size=3)
        self._app = procrastinate.App(connector=connector)
        self._listens = listens
        self._serving: int | None = None
        self._changed = asyncio.Event()
        self._wake: Callable[[], None] = _nobody

        @self._app.task(name=_TASK)
        async def look() -> None:
            self._wake()

        # Jobs are deferred on the connections of the store, which are not asynchronous.
        deferring = procrastinate.App(connector=procrastinate.SyncPsycopgConnector())
        self._look = deferring.task(name=_TASK)(_nobody)

    def defer(self, connection: Connection, processes: Collection[int]) -> None:
        """A job for each of these processes, in this transaction."""
        driver: Any = connection.connection.driver_connection
        for each in processes:
            self._look.configure(queue=queue_of(each), connection=driver).defer()

    def serve(self, process: int | None) -> None:
        """From now on take the jobs of this process; None: nobody's."""
        self._serving = process
        self._changed.set()

    async def run(self, wake: Callable[[], None]) -> None:
        """Take jobs until cancelled."""
        self._wake = wake
        while True:
            self._changed.clear()
            taking = asyncio.create_task(self._take(self._serving))
            try:
                await self._changed.wait()
            finally:
                taking.cancel()
                await asyncio.wait([taking])

    async def _take(self, process: int | None) -> None:
        if process is None:
            return
        while True:
            try:
                async with self._app.open_async():
                    await self._app.run_worker_async(
                        queues=[queue_of(process)],
                        concurrency=1,
                        delete_jobs="successful",
                        listen_notify=self._listens,
                        fetch_job_polling_interval=POLL_SECONDS,
                        install_signal_handlers=False,
                    )
            except (psycopg.Error, OSError, procrastinate.exceptions.ProcrastinateException):
                await asyncio.sleep(1.0)  # the inbox is swept meanwhile


def queue_of(process: int) -> str:
    return f"process-{process}"


def _nobody() -> None:
    pass
