"""The web chat of a whole service: one conversation a person, entered by codes of the roster."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest

from adapters.webchat import WebChat
from adapters.webchat.inbound import Spoke, update
from service.app import App
from service.core.message import Chat, Message
from service.core.people import RosterRow
from service.runtime.accounts.invite_codes import CODE_LENGTH
from service.runtime.doorkeeper import Doorkeeper
from service.runtime.outbound import payloads
from service.settings.loading import Settings
from service.store.changes import Changes, OutboxRow
from service.testkit.waiting import patience
from tests.adapters.webchat.conftest import fields_of

ROWS = (
    RosterRow("王敏", "示范大学党委/第一支部", role="secretary"),
    RosterRow("陈静", "示范大学党委/第一支部"),
    RosterRow("Chen Jing", "示范大学党委/第二支部", language="en"),
)


def settings(folder: Path, **web: Any) -> Settings:
    return Settings(
        data_dir=folder / "data", web={"port": 0, **web}, quiet_hours={"enabled": False}
    )


def chat_of(app: App) -> WebChat:
    chat = app.adapters["webchat"]
    assert isinstance(chat, WebChat)
    return chat


def number(app: App, name: str) -> int:
    people = app.engine.directory.roster.people.values()
    return next(each.id for each in people if each.name == name)


@asynccontextmanager
async def serving(folder: Path, **web: Any) -> AsyncIterator[App]:
    app = await App.build(settings(folder, **web))
    stop, ready = asyncio.Event(), asyncio.Event()
    running = asyncio.create_task(app.run(stop, ready.set))
    try:
        async with patience():
            await ready.wait()
        yield app
    finally:
        stop.set()
        await running


@pytest.fixture
async def app(tmp_path: Path) -> AsyncIterator[App]:
    async with serving(tmp_path) as running:
        await running.administration.import_roster(ROWS)
        await running.engine.refresh()
        yield running


class Device:
    """A browser of somebody, at a real server."""

    def __init__(self, app: App) -> None:
        self.app = app
        self.base = app.local_url
        self.http = httpx.AsyncClient(base_url=self.base, trust_env=False, timeout=30)
        self.home = ""

    async def open(self, code: str) -> httpx.Response:
        return await self.http.get("/chat/join", params={"code": code})

    async def come_in(self, code: str) -> httpx.Response:
        answer = await self.post("/chat/join", fields_of(await self.open(code)))
        self.home = answer.headers.get("location", "")
        return answer

    async def post(self, path: str, fields: dict[str, str]) -> httpx.Response:
        return await self.http.post(path, data=fields, headers={"Origin": self.base})

    async def act(self, kind: str, act: str, **values: Any) -> httpx.Response:
        given = {"kind": kind, "id": act, "room": self.private, **values}
        headers = {"Origin": self.base, "X-OrgLife": "1"}
        return await self.http.post(f"{self.home}acts", json=given, headers=headers)

    @property
    def private(self) -> str:
        return f"p-{self.home.strip('/').rpartition('/')[2]}"

    async def messages(self) -> list[dict[str, Any]]:
        got = await self.http.get(f"{self.home}rooms/{self.private}")
        messages: list[dict[str, Any]] = got.json()["messages"]
        return messages

    async def sees(self, words: str) -> str:
        """Wait until a message of OrgLife with these words stands in the private chat."""
        async with patience():
            while True:
                for each in await self.messages():
                    if each["sender"] is None and words in each["body"]:
                        return str(each["body"])
                await asyncio.sleep(0.05)

    async def tap(self, label: str) -> None:
        for message in reversed(await self.messages()):
            for button in (each for row in message["buttons"] for each in row):
                if label in button["label"]:
                    taken = {"message": message["id"], "choice": button["id"]}
                    answer = await self.act("press", str(uuid4()), **taken)
                    assert answer.status_code == 200
                    return
        raise AssertionError(label)


async def invited(app: App, name: str) -> str:
    person = number(app, name)
    return (await app.administration.invite([person]))[person]


@asynccontextmanager
async def device(app: App, name: str = "") -> AsyncIterator[Device]:
    """A browser; with a name, that person has come in."""
    found = Device(app)
    if name:
        assert (await found.come_in(await invited(app, name))).status_code == 303
    try:
        yield found
    finally:
        await found.http.aclose()


async def test_a_second_device_is_the_same_chat_and_is_told_of_and_greets_nobody_again(
    app: App,
) -> None:
    async with device(app, "陈静") as phone:
        await phone.sees("陈静，您好")
        await phone.act("say", "phone-0001", text="设置")
        async with device(app, "陈静") as desk:
            assert desk.home == phone.home
            told = await phone.sees("刚刚在一台新设备上登录")
            assert await desk.sees("刚刚在一台新设备上登录") == told
            await desk.act("say", "desk-00001", text="帮助")
            await phone.sees("收到题目或通知")
            assert await phone.messages() == await desk.messages()
    assert len(app.engine.directory.linked[number(app, "陈静")]) == 1


async def test_the_name_is_that_of_the_roster_and_follows_it(app: App) -> None:
    async with device(app) as phone:
        page = await phone.open(await invited(app, "Chen Jing"))
        assert "您好，Chen Jing<" in page.text
        await phone.come_in(await invited(app, "Chen Jing"))
        page = await phone.http.get(phone.home)
        assert "Chen Jing · OrgLife" in page.text, "the page speaks the language of the roster"


async def test_when_one_code_is_used_the_others_of_the_person_are_void(app: App) -> None:
    first, second = await invited(app, "陈静"), await invited(app, "陈静")
    async with device(app) as phone, device(app) as other:
        assert (await other.open(first)).status_code == 200, "a second one voids nothing"
        assert (await phone.come_in(second)).status_code == 303
        assert (await other.open(first)).status_code == 410


async def test_a_used_invitation_gets_a_new_link_in_the_chat_that_is_open_elsewhere(
    app: App,
) -> None:
    code = await invited(app, "陈静")
    async with device(app) as phone, device(app) as desk:
        await phone.come_in(code)
        page = await desk.open(code)
        assert page.status_code == 410
        asked = await desk.post("/chat/renew", fields_of(page))
        assert "已发出" in asked.text
        told = await phone.sees("登录码")
        found = re.search(rf"登录码 ([A-Z2-9]{{{CODE_LENGTH}}})", told)
        assert found
        assert found[1] not in asked.text
        assert "刚才已经要过了" in (await desk.post("/chat/renew", fields_of(page))).text
        assert (await desk.come_in(found[1])).headers["location"] == phone.home


async def test_without_another_chat_the_secretary_makes_the_link_with_one_tap(app: App) -> None:
    code = await invited(app, "陈静")
    async with device(app, "王敏") as office, device(app) as lost, device(app) as found:
        await lost.come_in(code)
        await lost.post(f"{lost.home}devices", {"end": "all"})  # no device is left
        page = await found.open(code)
        assert "已告诉负责人" in (await found.post("/chat/renew", fields_of(page))).text
        await office.sees("陈静（第一支部）的邀请链接已经用过或过期")
        await office.tap("生成新链接")
        told = await office.sees("给陈静的新邀请")
        link = re.search(r"code=(\w+)", told)
        assert link
        assert (await found.come_in(link[1])).headers["location"] == lost.home


async def test_a_link_that_ended_in_the_chat_ends_every_device(app: App) -> None:
    async with device(app, "陈静") as phone, device(app, "陈静") as desk:
        await phone.act("say", "phone-0001", text="取消关联")
        await phone.sees("哪")
        labels = [b["label"] for m in await phone.messages() for r in m["buttons"] for b in r]
        assert len([each for each in labels if "网页聊天（" in each]) == 1
        await phone.tap("网页聊天（")
        await phone.sees("唯一")
        await phone.tap("确定取消")
        async with patience():
            while (await desk.http.get(f"{desk.home}state")).status_code != 401:
                await asyncio.sleep(0.05)
        assert (await phone.http.get(f"{phone.home}state")).status_code == 401
        async with device(app, "陈静") as again:
            assert again.home == phone.home, "who comes back finds their history"
            assert (await phone.http.get(f"{phone.home}state")).status_code == 401


async def test_a_guest_needs_a_code_that_is_good_now(app: App) -> None:
    door = Doorkeeper(app.engine, "webchat")
    code = await invited(app, "陈静")
    guest = await door.guest(f" {code.lower()} ")
    assert guest is not None
    assert (guest.name, guest.unit, guest.user, guest.open) == ("陈静", "第一支部", "", True)
    for wrong in ("", "x", "A" * 10, "A" * 200, code[:-1]):
        assert await door.guest(wrong) is None
        assert await door.ask_again(wrong, devices=False, secretary=True) == "nobody"
    (old,) = (await app.administration.invite([guest.person], timedelta(seconds=-1))).values()
    expired = await door.guest(old)
    assert expired is not None
    assert not expired.open
    assert not await door.admit(old, "u-x", "p-u-x", "?")


# -- files of earlier days


async def test_several_identities_of_one_person_are_merged_at_the_start(tmp_path: Path) -> None:
    """The chats of a phone and a desk become one: what waited to be sent goes there, and what was
    received from either is of that person."""
    app = await App.build(settings(tmp_path))
    chat = chat_of(app)
    await app.administration.import_roster(ROWS)
    await app.engine.refresh()
    person, changes = number(app, "陈静"), Changes()
    for user in ("phone", "desk"):
        await chat.ensure_user("Jack", "zh-CN", user)
        await app.administration.link(Chat("webchat", f"p-{user}"), user, person)
        changes.send(
            OutboxRow("send", "webchat", f"p-{user}", app.clock.now(), key="k",
                      payload=payloads.write(Message(f"还没发到{user}")), person=person)
        )  # fmt: skip
    async with app.store.write() as transaction:
        await transaction.apply(changes)
    said = Spoke(key="phone:1", room="p-phone", private=True, user="phone", message="9",
                 text="设置")  # fmt: skip
    await app.engine.receive("webchat", [update(said)])
    await app.close()

    async with serving(tmp_path) as app:
        (identity,) = app.engine.directory.linked[person]
        assert identity.chat == Chat("webchat", f"p-{identity.user}")
        assert app.engine.directory.contact_order(person) == (identity.chat,)
        async with device(app, "陈静") as here:
            assert here.home == f"/chat/u/{identity.user}/"
            for words in ("还没发到phone", "还没发到desk", "已关联：网页聊天\n"):
                await here.sees(words)
            page = await here.http.get(here.home)
            assert "陈静 · " in page.text, "the name of the roster"
