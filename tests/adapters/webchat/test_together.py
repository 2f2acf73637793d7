"""Work that shares a commit, and news that are read once for all pages."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, event, insert, select
from sqlalchemy.exc import IntegrityError

from adapters.webchat import conversation as conversation_module
from adapters.webchat.database import Database
from adapters.webchat.messages import Messages
from adapters.webchat.tables import facts
from service.core.message import Button, Post
from service.ports import Order, Sent
from service.testkit.waiting import patience
from tests.adapters.webchat.conftest import World
from tests.adapters.webchat.test_stream import listening, statements

ROOM = "unit-1"


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    database = Database(str(tmp_path / "webchat.sqlite3"))
    await database.open()
    yield database
    await database.close()


def note(name: str) -> Callable[[Connection], str]:
    def work(connection: Connection) -> str:
        connection.execute(insert(facts), {"name": name, "value": ""})
        return name

    return work


async def test_work_that_comes_together_shares_a_commit_and_returns_after_it(
    database: Database,
) -> None:
    after: list[str] = []
    said = statements(database)
    done = await asyncio.gather(*(database.together(note(f"{n}"), after.append) for n in range(50)))
    assert said.count("BEGIN IMMEDIATE") < 5
    assert done == after == [f"{n}" for n in range(50)]
    kept = await database.look(lambda there: there.execute(select(facts.c.name)).scalars().all())
    assert set(done) <= set(kept)


async def test_what_fails_undoes_only_its_own(database: Database) -> None:
    same = [note("a"), note("b"), note("a"), note("c")]
    results = await asyncio.gather(*map(database.together, same), return_exceptions=True)
    assert [isinstance(each, IntegrityError) for each in results] == [False, False, True, False]
    assert [results[0], results[1], results[3]] == ["a", "b", "c"]


async def test_nobody_is_answered_for_a_commit_that_fails(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    after: list[str] = []

    def fail(connection: Any) -> None:
        raise OSError("the disk is full")

    event.listen(database._writer, "commit", fail)
    results = await asyncio.gather(
        *(database.together(note(f"{n}"), after.append) for n in range(3)), return_exceptions=True
    )
    assert [type(each) for each in results] == [OSError] * 3
    assert not after
    event.remove(database._writer, "commit", fail)
    assert await database.together(note("0")) == "0"


async def test_what_fails_after_a_commit_keeps_nobody_else_waiting(
    database: Database,
) -> None:
    def fail(name: str) -> None:
        raise ValueError(name)

    failing, fine = await asyncio.gather(
        database.together(note("a"), fail), database.together(note("b")), return_exceptions=True
    )
    assert isinstance(failing, ValueError)
    assert fine == "b"
    assert await database.together(note("c")) == "c"


async def test_a_press_asks_the_database_for_little_and_wakes_no_page(world: World) -> None:
    wang, li = await world.open("wang"), await world.open("li")
    post = Post("?", buttons=((Button("a", "A"),),))
    sent = await world.chat.send(Order("send", "k", ROOM, post))
    assert isinstance(sent, Sent)
    async with listening(li, after=0) as stream:
        await stream.until("message")
        press = {"room": ROOM, "message": sent.id, "choice": "a"}
        await wang.act("press", **press)  # who it is, and where they belong, is known from now on
        await settled(world)
        said = statements(world.chat.store.database)
        before = stream.text
        assert (await wang.act("press", **press)).status_code == 200
        await settled(world)
        reads = [each for each in said if each.startswith("SELECT")]
        assert len(reads) == 2  # whether the act is known, and what the message offers
        assert stream.text == before


async def test_a_change_is_read_once_however_many_pages_show_it(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    wang, li = await world.open("wang"), await world.open("li")
    async with AsyncExitStack() as open_pages:
        streams = [
            await open_pages.enter_async_context(listening(browser))
            for browser in (wang, wang, li, li)
        ]
        await wang.say(ROOM, "一")
        for stream in streams:
            await stream.until("message")
        await settled(world)
        said = statements(world.chat.store.database)
        await wang.act("say", id="act-of-wang", room=ROOM, text="二")
        for stream in streams:
            await stream.until("message", 2)
        await settled(world)
    assert sum("outer join" in each.lower() for each in said) == 1
    acts = [stream.events("message")[1]["act"] for stream in streams]
    assert acts == ["act-of-wang", "act-of-wang", None, None]


async def test_a_page_that_falls_behind_reads_what_it_missed(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adapters.webchat.feed.MOST_BEHIND", 2)
    wang, li = await world.open("wang"), await world.open("li")
    async with listening(li) as stream:
        await stream.until("rooms")
        await asyncio.gather(*(wang.say(ROOM, f"{number}") for number in range(8)))
        await stream.until("message", 8)
    changes = [each["changed"] for each in stream.events("message")]
    assert changes == sorted(set(changes))


async def test_news_that_cannot_be_read_are_not_lost(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    wang, li = await world.open("wang"), await world.open("li")
    async with listening(li) as stream:
        await stream.until("rooms")

        async def fail(*_: Any) -> Any:
            raise OSError("the disk is gone")

        monkeypatch.setattr(world.chat._feed, "_read", fail)
        await wang.say(ROOM, "一")
        await stream.until("message")


async def test_who_leaves_a_room_hears_nothing_more_of_it(world: World) -> None:
    wang, li = await world.open("wang"), await world.open("li")
    async with listening(li) as stream:
        await stream.until("rooms")
        await world.chat.ensure_room("第一支部", ["wang"], ROOM)
        await wang.say(ROOM, "只给还在的人")
        await stream.until("rooms", 2)
        await world.chat.send(Order("send", "k", "p-li", Post("private")))
        await stream.until("message")
    assert [each["body"] for each in stream.events("message")] == ["private"]
    assert (await li.act("say", room=ROOM, text="?")).status_code == 404


async def test_a_large_file_is_sealed_in_a_thread(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The event loop goes on meanwhile."""
    import threading

    threads: list[str] = []
    hold = Messages.hold

    def seen(self: Messages, *given: Any) -> Any:
        threads.append(threading.current_thread().name)
        return hold(self, *given)

    monkeypatch.setattr(Messages, "hold", seen)
    wang = await world.open("wang")
    large = b"x" * (conversation_module.IN_A_THREAD + 1)
    assert (await wang.upload("p-wang", "a.bin", large)).status_code == 200
    assert threads
    assert threading.main_thread().name not in threads
    assert not any(each.startswith("webchat-writer") for each in threads)


async def settled(world: World) -> None:
    """Wait until nothing is being written, read or handed out."""
    database, feed = world.chat.store.database, world.chat._feed
    async with patience():
        for task in (database._grouping, feed._reading):
            if task is not None:
                await asyncio.wait([task])
    await asyncio.sleep(0.01)
