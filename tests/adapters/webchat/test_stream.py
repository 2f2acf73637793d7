"""The event stream: everything that changes in one's rooms, and nothing else."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import pytest
from sqlalchemy import event

from adapters.webchat.database import Database
from service.core.message import Post
from service.ports import Order
from service.testkit.waiting import patience
from tests.adapters.webchat.conftest import Browser, Stream, World

ROOM = "unit-1"


@asynccontextmanager
async def listening(
    browser: Browser, after: int | None = None, last_event_id: str = ""
) -> AsyncIterator[Stream]:
    """An open event stream of this browser; it hangs up at the end."""
    stream, hung_up = Stream(), asyncio.Event()
    asked = False

    async def receive() -> dict[str, Any]:
        nonlocal asked
        if not asked:
            asked = True
            return {"type": "http.request", "body": b"", "more_body": False}
        await hung_up.wait()
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        stream.take(message.get("body", b""))
        if message.get("more_body") is False:
            stream.ended.set()

    headers = [(b"host", b"chat.test")]
    cookie = "; ".join(f"{name}={value}" for name, value in browser.http.cookies.items())
    headers.append((b"cookie", cookie.encode()))
    if last_event_id:
        headers.append((b"last-event-id", last_event_id.encode()))
    path = f"{browser.home}/events"
    scope: dict[str, Any] = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET",
        "scheme": "http", "path": path, "raw_path": path.encode(), "root_path": "",
        "query_string": b"" if after is None else f"after={after}".encode(),
        "headers": headers, "client": ("127.0.0.1", 1), "server": ("chat.test", 80),
    }  # fmt: skip
    running = asyncio.create_task(browser.app(scope, receive, send))  # type: ignore[arg-type]
    try:
        yield stream
    finally:
        hung_up.set()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(2):
                await running


def statements(database: Database) -> list[str]:
    """What is said to the database from now on."""
    said: list[str] = []
    for engine in {database._writer, database._reader}:
        event.listen(engine, "before_cursor_execute", lambda *given: said.append(given[2]))
    return said


async def test_new_edited_marked_and_deleted_messages_come_live(world: World) -> None:
    wang, li = await world.open("wang"), await world.open("li")
    async with listening(li) as stream:
        await stream.until("rooms")
        message = await wang.say(ROOM, "一")
        await stream.until("message", 1)
        await wang.act("change", room=ROOM, message=message, text="二")
        await stream.until("message", 2)
        await world.chat.send(Order("mark", "1", ROOM, None, message))
        await stream.until("message", 3)
        await wang.act("withdraw", room=ROOM, message=message)
        await stream.until("message", 4)
    seen = [
        (each["body"], each["edited"], each["marked"], each["deleted"])
        for each in stream.events("message")
    ]
    assert seen == [
        ("一", False, False, False),
        ("二", True, False, False),
        ("二", True, True, False),
        ("", True, True, True),
    ]


async def test_a_stream_that_resumes_brings_what_was_missed_in_order_and_once(
    world: World,
) -> None:
    wang, li = await world.open("wang"), await world.open("li")
    await wang.say(ROOM, "seen")
    async with listening(li, after=0) as stream:
        await stream.until("message")
    last = str(stream.events("message")[-1]["changed"])
    assert f"id: {last}\r\n" in stream.text
    missed = [await wang.say(ROOM, f"missed {number}") for number in range(3)]
    await wang.act("withdraw", room=ROOM, message=missed[0])
    # The address still holds where the first stream began; the browser's own note is newer.
    async with listening(li, after=0, last_event_id=last) as stream:
        await stream.until("message", 3)
        await world.chat.send(Order("send", "1", ROOM, Post("live")))
        await stream.until("message", 4)
    assert [each["id"] for each in stream.events("message")] == [*missed[1:], missed[0], "5"]


async def test_a_stream_carries_nothing_of_the_rooms_of_others(world: World) -> None:
    wang, chen = await world.open("wang"), await world.open("chen")
    async with listening(chen, after=0) as stream:
        await wang.say(ROOM, "for branch one")
        await wang.say("p-wang", "for OrgLife only")
        await world.chat.send(Order("send", "1", "p-wang", Post("private")))
        own = await chen.say("unit-2", "own")
        await stream.until("message")
    assert [each["id"] for each in stream.events("message")] == [own]


async def test_a_new_room_appears_in_an_open_page_and_is_heard_from_then_on(world: World) -> None:
    chen = await world.open("chen")
    async with listening(chen) as stream:
        await stream.until("rooms", 1)
        await world.chat.add_member(ROOM, "chen")
        await stream.until("rooms", 2)
        await world.chat.send(Order("send", "1", ROOM, Post("welcome")))
        await stream.until("message")
    assert [room["id"] for room in stream.events("rooms")[-1]] == ["p-chen", ROOM, "unit-2"]


async def test_closing_the_chat_ends_the_open_streams(world: World) -> None:
    wang = await world.open("wang")
    async with listening(wang) as stream:
        await stream.until("rooms")
        await world.chat.close()
        async with patience():
            await stream.ended.wait()


async def test_the_page_follows_the_language_that_orglife_speaks(world: World) -> None:
    wang = await world.open("wang")
    async with listening(wang) as stream:
        await stream.until("rooms")
        for key, language in (("1", "zh-CN"), ("2", "en"), ("3", "")):
            post = Post("words", language=language)
            await world.chat.send(Order("send", key, "p-wang", post))
        await stream.until("message", 3)
        await stream.until("language")
        assert stream.events("language") == ["en"]
        assert (await wang.state())["language"] == "en"


async def test_a_sixth_page_closes_the_oldest_which_is_told_so(world: World) -> None:
    wang = await world.open("wang")
    async with AsyncExitStack() as open_pages:
        streams = [await open_pages.enter_async_context(listening(wang)) for _ in range(5)]
        for stream in streams:
            await stream.until("rooms")
        sixth = await open_pages.enter_async_context(listening(wang))
        await streams[0].until("crowded")
        async with patience():
            await streams[0].ended.wait()
        await world.chat.send(Order("send", "1", ROOM, Post("live")))
        for stream in (*streams[1:], sixth):
            await stream.until("message")
            assert not stream.events("crowded")
        assert "retry: 60000" in streams[0].text  # a page of before knows no such event


async def test_there_is_a_most_of_pages_in_all(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(world.chat._feed, "_in_all", 1)
    wang, li = await world.open("wang"), await world.open("li")
    async with listening(wang) as stream:
        await stream.until("rooms")
        refused = await li.http.get(f"{li.home}/events")
        assert (refused.status_code, refused.json()["detail"]) == (503, "too_many_pages")
        assert refused.headers["retry-after"]
    async with listening(li) as stream:
        await stream.until("rooms")


async def test_a_page_where_nothing_happens_asks_the_database_for_nothing(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adapters.webchat.event_stream.PING_SECONDS", 0.02)
    wang = await world.open("wang")
    async with listening(wang) as stream:
        async with patience():
            while stream.text.count(": still here") < 1:
                await asyncio.sleep(0.01)
        said = statements(world.chat.store.database)
        before = stream.text.count(": still here")
        async with patience():
            while stream.text.count(": still here") < before + 3:
                await asyncio.sleep(0.01)
    assert said == []
