"""Databases for tests: migrations run once per process, and every test gets a copy."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, create_engine, make_url

from service.store.migrate import upgrade
from service.store.store import Store

IN_MEMORY = "sqlite:///:memory:"


async def open_store(url: str = IN_MEMORY) -> Store:
    """The store behind the URL, like `Store.open`. A SQLite database that does not exist yet is not
    migrated but copied."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return await Store.open(url)
    if parsed.database in (None, "", ":memory:"):
        return await _in_memory(url)
    _copy_to(Path(str(parsed.database)))
    return await Store.open(url)


def _copy_to(file: Path) -> None:
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(migrated())


async def _in_memory(url: str) -> Store:
    store = Store(url)
    async with store.database.write() as connection:
        await connection.run_sync(_fill)
    return store


def _fill(connection: Connection) -> None:
    driver: Any = connection.connection.driver_connection
    driver.executescript(_script())


@cache
def migrated() -> bytes:
    """The file of an empty SQLite database with the current tables."""
    engine = create_engine("sqlite://")
    try:
        with engine.begin() as connection:
            upgrade(connection)
        with closing(engine.raw_connection()) as raw:
            driver: Any = raw.driver_connection
            return bytes(driver.serialize())
    finally:
        engine.dispose()


@cache
def _script() -> str:
    """The same as SQL statements."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(migrated())
        return "\n".join(connection.iterdump())
