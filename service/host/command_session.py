"""Opens the database for a command: next to a running service, or alone."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from service.host.data_files import sqlite_file
from service.host.empty_store import refuse_beside_full_chat
from service.host.instance_lock import (
    AlreadyRunningError,
    InstanceLock,
    Reachable,
    find_running,
)
from service.settings.loading import Settings
from service.store.store import Store

WAIT_SECONDS = 20.0  # for another command to end, or for a service to have started
LOOK_SECONDS = 0.1


class NoDatabaseError(Exception):
    """The database does not exist yet."""

    def __init__(self) -> None:
        super().__init__("there is no database yet: `orglife roster import FILE` creates one")


def is_missing(settings: Settings) -> bool:
    """Whether the database is a file that does not exist yet."""
    file = sqlite_file(settings)
    return file is not None and not file.exists()


def make_file(settings: Settings) -> None:
    """Create the file of a new SQLite database, readable by its owner only."""
    file = sqlite_file(settings)
    if file is not None and not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(file, os.O_CREAT | os.O_WRONLY, 0o600))


@asynccontextmanager
async def opened(settings: Settings, *, create: bool = False) -> AsyncIterator[Store]:
    """The store for a command. Without `create` a missing database raises `NoDatabaseError`.

    Alone, the command holds the lock and migrates the tables. Next to a running service it leaves
    them alone: they belong to the service. Raises `AlreadyRunningError` while another command holds
    the lock, and `LostDatabaseError`.
    """
    if not create and is_missing(settings):
        raise NoDatabaseError
    async with beside(settings) as running:
        if running is None:
            async with alone(settings) as store:
                yield store
            return
        store = Store(settings.database_url)
        try:
            yield store
        finally:
            await store.close()


@asynccontextmanager
async def alone(settings: Settings) -> AsyncIterator[Store]:
    """The store, with its tables migrated, for whoever holds the lock."""
    make_file(settings)
    store = await Store.open(settings.database_url)
    try:
        await refuse_beside_full_chat(settings, store)
        yield store
    finally:
        await store.close()


@asynccontextmanager
async def beside(settings: Settings) -> AsyncIterator[Reachable | None]:
    """The running service; or None, while the lock is held so that none can start. A service that
    is just starting is waited for, and so is another command. Raises `AlreadyRunningError` if
    neither of them gets done."""
    until = time.monotonic() + WAIT_SECONDS
    instance = InstanceLock(settings)
    while True:
        running = find_running(settings)
        if running is not None:
            yield running
            return
        try:
            instance.take(0)
        except AlreadyRunningError:
            if time.monotonic() > until:
                raise
            await asyncio.sleep(LOOK_SECONDS)
        else:
            break
    try:
        yield None
    finally:
        instance.release()


@asynccontextmanager
async def in_memory() -> AsyncIterator[Store]:
    """An empty in-memory store, for a trial run before there is a database."""
    store = await Store.open("sqlite:///:memory:")
    try:
        yield store
    finally:
        await store.close()
