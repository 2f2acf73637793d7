"""An act happens once, and the inbox hears of it, whatever fails on the way."""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
from contextlib import closing
from pathlib import Path

from cryptography.fernet import Fernet
from litestar import Litestar

from adapters.webchat import WebChat, build
from service.core.events import Said
from service.core.message import Button, Post
from service.ports import Order, Sent
from service.store.cipher import FernetSealer
from service.testkit.waiting import patience
from tests.adapters.webchat.conftest import BASE, Browser, Mirror, Recorder, World
from tests.adapters.webchat.door import TestDoor

ROOM = "unit-1"


async def open_browser(chat: WebChat, inbox: Recorder) -> Browser:
    """The browser of Wang, who has come in."""
    door = TestDoor()
    chat.open_to(door)
    app = Litestar([*chat.routes(inbox)], logging_config=None, openapi_config=None)
    browser = Browser(app, "wang")
    await browser.come_in(chat, door.invite("wang", "wang"))
    return browser


def all_bytes(folder: Path) -> bytes:
    return b"".join(each.read_bytes() for each in folder.iterdir())


async def test_an_act_resent_under_the_same_id_is_one_update(world: World) -> None:
    wang = await world.open("wang")
    answers = [await wang.act("say", id="same-0001", room=ROOM, text="一次") for _ in range(3)]
    assert {each.json()["message"] for each in answers} == {"1"}
    assert len(world.inbox.updates) == world.inbox.calls == 1
    assert len(await wang.history(ROOM)) == 1


async def test_the_same_id_of_two_people_is_two_acts(world: World) -> None:
    for user in ("wang", "li"):
        browser = await world.open(user)
        assert (await browser.act("say", id="same-0001", room=ROOM, text=user)).is_success
    assert [each.sender for each in world.events] == ["wang", "li"]


async def test_acts_that_arrive_twice_at_the_same_moment_are_one(world: World) -> None:
    wang = await world.open("wang")
    answers = await asyncio.gather(
        *(wang.act("say", id="same-0001", room=ROOM, text="一次") for _ in range(5))
    )
    assert {each.status_code for each in answers} == {200}
    assert len(world.events) == len(await wang.history(ROOM)) == 1


async def test_an_act_is_confirmed_only_when_the_inbox_has_it(world: World) -> None:
    wang = await world.open("wang")
    world.inbox.failing = True
    refused = await wang.act("say", id="same-0001", room=ROOM, text="别丢")
    assert refused.status_code == 500
    world.inbox.failing = False
    confirmed = await wang.act("say", id="same-0001", room=ROOM, text="别丢")
    assert confirmed.status_code == 200
    assert [each.text for each in world.events if isinstance(each, Said)] == ["别丢"]
    assert len(await wang.history(ROOM)) == 1


async def test_a_press_that_failed_is_carried_though_its_choice_is_gone_by_then(
    world: World,
) -> None:
    wang = await world.open("wang")
    post = Post("?", buttons=((Button("a", "A"),),))
    sent = await world.chat.send(Order("send", "k", "p-wang", post))
    assert isinstance(sent, Sent)
    world.inbox.failing = True
    await wang.act("press", id="same-0001", room="p-wang", message=sent.id, choice="a")
    await world.chat.send(Order("edit", "k2", "p-wang", Post("closed"), sent.id))
    world.inbox.failing = False
    again = await wang.act("press", id="same-0001", room="p-wang", message=sent.id, choice="a")
    assert again.status_code == 200
    assert len(world.events) == 1


async def test_what_a_crash_left_behind_is_carried_after_the_restart(tmp_path: Path) -> None:
    """The message stands in the room, its person is gone, and the inbox has not heard of it."""
    settings = {"path": str(tmp_path / "chat.sqlite3"), "base_url": BASE}
    inbox = Recorder()
    inbox.failing = True
    chat = build(settings, account="webchat", sealer=Mirror())
    await chat.open()
    await chat.ensure_user("王建国", "zh-CN", "wang")
    browser = await open_browser(chat, inbox)
    assert (await browser.act("say", room="p-wang", text="悄悄话")).status_code == 500
    await browser.http.aclose()
    await chat.close()

    inbox.failing = False
    again = build(settings, account="webchat", sealer=Mirror())
    await again.open()
    running = asyncio.create_task(again.run(inbox))
    async with patience():
        await inbox.heard.wait()
    running.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await running
    (update,) = inbox.updates
    assert update.sensitive
    (event,) = again.parse(update.raw)
    assert isinstance(event, Said)
    assert event.text == "悄悄话"
    await again.close()


async def test_the_disk_does_not_tell_how_much_somebody_wrote(tmp_path: Path) -> None:
    sealer, file = FernetSealer([Fernet.generate_key().decode()]), tmp_path / "chat.sqlite3"
    inbox = Recorder()
    chat = build({"path": str(file), "base_url": BASE}, account="webchat", sealer=sealer)
    await chat.open()
    await chat.ensure_user("Wang", "zh-CN", "wang")
    await chat.ensure_room("Branch", ["wang"], "unit-1")
    browser = await open_browser(chat, inbox)
    for length in (1, 20, 500):
        await browser.say("p-wang", "好" * length)
    with closing(sqlite3.connect(file)) as kept:
        lengths = kept.execute("SELECT DISTINCT length(body) FROM messages").fetchall()
    assert len(lengths) == 1
    await browser.http.aclose()
    await chat.close()


async def test_what_is_private_is_sealed_on_the_disk(tmp_path: Path) -> None:
    file = tmp_path / "chat.sqlite3"
    inbox = Recorder()
    chat = build({"path": str(file), "base_url": BASE}, account="webchat", sealer=Mirror())
    await chat.open()
    await chat.ensure_user("Wang", "zh-CN", "wang")
    await chat.ensure_room("Branch", ["wang"], "unit-1")
    browser = await open_browser(chat, inbox)
    said = await browser.say("p-wang", "MY-SECRET-NOTE")
    await browser.act("change", room="p-wang", message=said, text="MY-SECRET-EDIT")
    await browser.upload("p-wang", "MY-SECRET-NAME.txt", b"MY-SECRET-CONTENT")
    post = Post("MY-SECRET-ANSWER", "MY-SECRET-TITLE", ((Button("x", "MY-SECRET-BUTTON"),),))
    await chat.send(Order("send", "k", "p-wang", post))
    await browser.say("unit-1", "said in the room")
    kept = all_bytes(tmp_path)
    assert b"said in the room" in kept
    assert b"MY-SECRET" not in kept
    assert [each["body"] for each in await browser.history("p-wang")] == [
        "MY-SECRET-EDIT",
        "",
        "MY-SECRET-ANSWER",
    ]
    assert [each.sensitive for each in inbox.updates] == [True, True, True, False]
    assert file.stat().st_mode & 0o077 == 0
    await browser.http.aclose()
    await chat.close()
