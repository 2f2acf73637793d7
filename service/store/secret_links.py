"""Secret links to people's calendars and to pages of activities, by their hash only."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Table, delete, insert
from sqlalchemy.ext.asyncio import AsyncConnection

from service.store import tables as t
from service.store.changes import Changes


async def write_links(connection: AsyncConnection, changes: Changes) -> None:
    """Set the hash of each link; an empty hash ends it."""
    await _write(connection, t.feeds, "person", changes.feeds)
    await _write(connection, t.pages, "activity", changes.pages)


async def _write(
    connection: AsyncConnection, table: Table, whose: str, hashes: Mapping[int, str]
) -> None:
    if not hashes:
        return
    await connection.execute(delete(table).where(table.c[whose].in_(hashes)))
    opened = [{whose: each, "hash": hashed} for each, hashed in hashes.items() if hashed]
    if opened:
        await connection.execute(insert(table), opened)
