"""Secret links to people's calendars, by their hash only."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import delete, insert
from sqlalchemy.ext.asyncio import AsyncConnection

from service.store import tables as t


async def write_feeds(connection: AsyncConnection, hashes: Mapping[int, str]) -> None:
    """Each person's link becomes the one of this hash; an empty one ends it."""
    if not hashes:
        return
    await connection.execute(delete(t.feeds).where(t.feeds.c.person.in_(hashes)))
    opened = [{"person": person, "hash": each} for person, each in hashes.items() if each]
    if opened:
        await connection.execute(insert(t.feeds), opened)
