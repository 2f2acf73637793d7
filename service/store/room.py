"""Whether there is room to write, which nothing but writing tells."""

from __future__ import annotations

import asyncio
import errno
import os
import tempfile
from pathlib import Path

from sqlalchemy import Connection, delete, insert
from sqlalchemy.exc import DBAPIError

from service.store import tables as t
from service.store.guard import is_full
from service.store.store import Store

_IN_FILES = 256 * 1024  # bytes; more than a batch writes
_ON_SERVER = 8 * 1024
_NAME = ".room"  # of no picture
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT)


async def has_room(store: Store) -> bool:
    """Write a little and take it back. Sets `Database.full`. Raises what else goes wrong."""
    guard = store.database.guard
    try:
        if guard is not None:
            await asyncio.to_thread(write_scratch, guard.file.parent)
        async with store.database.write() as connection:
            await connection.run_sync(_grow, _IN_FILES if guard else _ON_SERVER)
    except OSError as error:
        if error.errno not in _NO_ROOM:
            raise
        store.database.full = True
    except DBAPIError as error:
        if not is_full(error):
            raise
    else:
        store.database.full = False
    return not store.database.full


def write_scratch(folder: Path) -> None:
    """Write a file into the folder, to the disk, and remove it. Raises OSError."""
    with tempfile.NamedTemporaryFile(dir=folder, prefix=".room.", buffering=0) as file:
        file.write(os.urandom(_IN_FILES))  # which no file system makes smaller
        os.fsync(file.fileno())


def _grow(connection: Connection, size: int) -> None:
    connection.execute(insert(t.pictures).values(name=_NAME, content=os.urandom(size)))
    connection.execute(delete(t.pictures).where(t.pictures.c.name == _NAME))
