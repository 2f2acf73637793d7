"""A full disk, our own or of whom acts are handed to: said plainly, and taken once it has room."""

from __future__ import annotations

import errno
import sqlite3

import pytest
from sqlalchemy.exc import OperationalError

from service.core.events import Said
from tests.adapters.webchat.conftest import World

ROOM = "unit-1"


def sqlite_full() -> Exception:
    error = sqlite3.OperationalError("database or disk is full")
    error.sqlite_errorcode = sqlite3.SQLITE_FULL
    return OperationalError("INSERT", {}, error)


class PostgresFull(Exception):
    sqlstate = "53100"


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.ENOSPC, "No space left on device"),
        sqlite_full(),
        OperationalError("INSERT", {}, PostgresFull()),
    ],
    ids=["file", "sqlite", "postgresql"],
)
async def test_an_inbox_without_room_takes_nothing_and_the_page_is_told(
    world: World, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    async def full(*_: object) -> None:
        raise error

    wang = await world.open("wang")
    with monkeypatch.context() as broken:
        broken.setattr(world.inbox, "receive", full)
        refused = await wang.act("say", id="same-0001", room=ROOM, text="别丢")
    assert (refused.status_code, refused.json()["detail"]) == (503, "no_room")
    assert (await wang.act("say", id="same-0001", room=ROOM, text="别丢")).status_code == 200
    assert [each.text for each in world.events if isinstance(each, Said)] == ["别丢"]


async def test_a_file_of_our_own_without_room_keeps_nothing_by_halves(world: World) -> None:
    wang = await world.open("wang")
    long = "长" * 5000
    for pages, status in ((1, 503), (1_000_000, 200)):  # no fewer than there are
        async with world.chat.store.database.write() as connection:
            await connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
        answer = await wang.act("say", id="same-0001", room="p-wang", text=long)
        assert answer.status_code == status
    assert [each.text for each in world.events if isinstance(each, Said)] == [long]
    assert len(await wang.history("p-wang")) == 1
