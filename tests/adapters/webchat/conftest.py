"""A web chat in memory, an inbox that records, and a browser for each person."""

from __future__ import annotations

import asyncio
import base64
import json
import re
from collections.abc import AsyncIterator, Sequence
from typing import Any, cast
from uuid import uuid4

import httpx
import pytest
from litestar import Litestar

from adapters.webchat import WebChat, build
from service.core.events import PlatformEvent
from service.ports import Update
from service.testkit.waiting import patience
from service.web.health import Health
from service.web.server import build_app
from tests.adapters.webchat.door import TestDoor

BASE = "http://chat.test"
OWN = {"X-OrgLife": "1", "Origin": BASE}


class Mirror:
    """A sealer whose tokens can be told from plain text, and read only by it."""

    def seal(self, text: str, least: int = 0) -> str:
        return "sealed:" + base64.b64encode(text.encode()[::-1]).decode()

    def open(self, token: str) -> str:
        assert token.startswith("sealed:")
        return base64.b64decode(token.removeprefix("sealed:"))[::-1].decode()


class Recorder:
    """An inbox that keeps the promise of the port: what it knows already is dropped."""

    def __init__(self) -> None:
        self.updates: list[Update] = []
        self.calls = 0
        self.failing = False
        self.heard = asyncio.Event()

    async def receive(self, account: str, updates: Sequence[Update]) -> None:
        self.calls += 1
        if self.failing:
            raise OSError("the disk is full")
        known = {each.id for each in self.updates}
        self.updates += [each for each in updates if each.id not in known]
        self.heard.set()

    def events(self, chat: WebChat) -> list[PlatformEvent]:
        return [event for each in self.updates for event in chat.parse(each.raw)]


def fields_of(page: httpx.Response) -> dict[str, str]:
    """The hidden fields of a page's form."""
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page.text)
    return {name: value.replace("&amp;", "&") for name, value in found}


class Browser:
    """One person at the page. `act` sends one act, as the page's script does."""

    def __init__(self, app: Litestar, user: str) -> None:
        self.app = app
        self.user = user
        self.home = f"/chat/u/{user}"
        self.http = httpx.AsyncClient(
            transport=httpx.ASGITransport(cast(Any, app), raise_app_exceptions=False), base_url=BASE
        )

    @staticmethod
    def _act_id() -> str:
        """As the page's script makes them: never the same on two devices."""
        return str(uuid4())

    async def come_in(self, chat: WebChat, code: str) -> httpx.Response:
        """Open an invitation and tap its button."""
        page = await self.http.get(chat.invite_link(code))
        assert page.status_code == 200, page.text
        return await self.http.post("/chat/join", data=fields_of(page), headers={"Origin": BASE})

    async def act(self, kind: str, *, id: str | None = None, **values: Any) -> httpx.Response:
        given = {"kind": kind, "id": id or self._act_id(), **values}
        return await self.http.post(f"{self.home}/acts", json=given, headers=OWN)

    async def say(self, room: str, text: str, **values: Any) -> str:
        """Say something and return the id of the message."""
        answer = await self.act("say", room=room, text=text, **values)
        assert answer.status_code == 200, answer.text
        message: str = answer.json()["message"]
        return message

    async def upload(
        self, room: str, name: str, content: bytes, mime: str = "text/plain", **values: str
    ) -> httpx.Response:
        return await self.http.post(
            f"{self.home}/files",
            data={"id": self._act_id(), "room": room, **values},
            files={"file": (name, content, mime)},
            headers=OWN,
        )

    async def history(self, room: str) -> list[dict[str, Any]]:
        answer = await self.http.get(f"{self.home}/rooms/{room}")
        assert answer.status_code == 200, answer.text
        messages: list[dict[str, Any]] = answer.json()["messages"]
        return messages

    async def message(self, room: str, message: str) -> dict[str, Any]:
        return next(each for each in await self.history(room) if each["id"] == message)

    async def state(self) -> dict[str, Any]:
        answer: dict[str, Any] = (await self.http.get(f"{self.home}/state")).json()
        return answer


class World:
    """The chat with two people in one branch room, and one of another branch."""

    def __init__(self, chat: WebChat, inbox: Recorder, app: Litestar, door: TestDoor) -> None:
        self.chat = chat
        self.door = door
        self.inbox = inbox
        self.app = app
        self.browsers: list[Browser] = []

    @property
    def events(self) -> list[PlatformEvent]:
        return self.inbox.events(self.chat)

    async def open(self, user: str) -> Browser:
        """A browser in which this person has come in."""
        browser = self.browser(user)
        answer = await browser.come_in(self.chat, self.door.invite(user, user))
        assert answer.headers["location"] == f"/chat/u/{user}/"
        return browser

    def browser(self, user: str = "?") -> Browser:
        """A browser in which nobody is signed in."""
        browser = Browser(self.app, user)
        self.browsers.append(browser)
        return browser


@pytest.fixture
def inbox() -> Recorder:
    return Recorder()


@pytest.fixture
async def world(inbox: Recorder, request: pytest.FixtureRequest) -> AsyncIterator[World]:
    """`@pytest.mark.parametrize("world", [{setting: value}], indirect=True)` changes settings."""
    given = {"path": ":memory:", "base_url": BASE, "max_upload_mb": 1}
    settings = given | getattr(request, "param", {})
    chat = build(settings, account="webchat", sealer=Mirror())
    await chat.open()
    for user, name in (("wang", "王建国"), ("li", "李晓梅"), ("chen", "陈静")):
        await chat.ensure_user(name, "zh-CN", user)
    await chat.ensure_room("第一支部", ["wang", "li"], "unit-1")
    await chat.ensure_room("第二支部", ["chen"], "unit-2")
    door = TestDoor()
    chat.open_to(door)
    app = build_app(Health(), chat.routes(inbox), public_url=settings["base_url"])
    world = World(chat, inbox, app, door)
    yield world
    for browser in world.browsers:
        await browser.http.aclose()
    await chat.close()


class Stream:
    """The event stream of a browser, driven over bare ASGI: clients for tests read to the end."""

    def __init__(self) -> None:
        self.text = ""
        self.ended = asyncio.Event()
        self._grown = asyncio.Event()

    def take(self, chunk: bytes) -> None:
        self.text += chunk.decode()
        self._grown.set()

    async def until(self, kind: str, count: int = 1) -> None:
        """Wait for so many events of this kind."""
        async with patience():
            while len(self.events(kind)) < count:
                self._grown.clear()
                await self._grown.wait()

    def events(self, kind: str) -> list[Any]:
        """The data of the whole events of this kind that have come."""
        found = []
        for block in self.text.split("\r\n\r\n")[:-1]:
            fields = dict(line.split(": ", 1) for line in block.split("\r\n") if ": " in line)
            if fields.get("event") == kind:
                found.append(json.loads(fields["data"]))
        return found
