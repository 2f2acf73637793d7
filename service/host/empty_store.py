"""Refuses to begin anew beside a chat that is in use: the database has got lost."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlalchemy import select

from service.host.data_files import account_files, reading
from service.settings.loading import Settings
from service.store import tables as t
from service.store.store import Store


class LostDatabaseError(Exception):
    """The database is empty, and a chat has people. `file`: the chat's."""

    def __init__(self, file: Path) -> None:
        super().__init__(
            f"the database is empty, but {file} has people: put the database back, or move "
            f"{file.name} away to begin anew"
        )
        self.file = file


async def refuse_beside_full_chat(settings: Settings, store: Store) -> None:
    """Raises `LostDatabaseError`."""
    async with store.read() as transaction:
        anybody = await transaction.connection.scalar(select(t.people.c.id).limit(1))
    if anybody is not None:
        return
    for name, file in account_files(settings).items():
        chat = settings.adapters[name].kind == "webchat"
        if chat and file.is_file() and await _has_people(file):
            raise LostDatabaseError(file)


async def _has_people(file: Path) -> bool:
    try:
        async with reading(file) as opened:
            return bool(await opened.execute_fetchall("SELECT 1 FROM users LIMIT 1"))
    except sqlite3.Error:
        return False  # no chat's file yet, or one that its adapter will complain about
