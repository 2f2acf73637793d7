"""The web chat alone, behind a real server: what its page does, without a service behind it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from io import BytesIO
from itertools import count
from typing import Any

from PIL import Image

from adapters.webchat import WebChat, build
from service.core.events import PlatformEvent
from service.core.marks import Mark
from service.core.message import Button, File, Post
from service.ports import Order
from service.web.health import Health
from service.web.server import Server, build_app
from tests.adapters.webchat.conftest import Mirror, Recorder
from tests.adapters.webchat.door import TestDoor
from tests.browser.driver import PHONE, Browser, Page, Screen
from tests.browser.house import House
from tests.e2e.running import free_port

DESK = Screen(1200, 844, touch=False)
ROOM = "unit-1"
NAME = "安全工程学院教工第一党支部与机关第二党支部联合支部"


@dataclass
class Served:
    chat: WebChat
    inbox: Recorder
    base: str
    door: TestDoor
    _keys: Any = field(default_factory=count)

    @property
    def events(self) -> list[PlatformEvent]:
        return self.inbox.events(self.chat)

    async def say(
        self,
        words: str,
        *rows: Sequence[str],
        title: str = "",
        activity: int = 1,
        room: str = "p-wang",
        files: tuple[File, ...] = (),
        instead_of: str | None = None,
        marks: tuple[Mark, ...] = (),
    ) -> str:
        """OrgLife says this; each button is named by its words. Returns the id of the message."""
        buttons = tuple(tuple(Button(f"{activity}::{each}:", each) for each in row) for row in rows)
        post = Post(words, title, buttons, files, marks=marks)
        kind: Any = "edit" if instead_of else "send"
        sent = await self.chat.send(Order(kind, f"k{next(self._keys)}", room, post, instead_of))
        return str(getattr(sent, "id"))  # noqa: B009 - a failure has none, and says so here

    async def ensure_second_room(self) -> None:
        await self.chat.ensure_room("第二支部", ["wang"], "unit-2")

    async def open(
        self, browser: Browser, screen: Screen = PHONE, user: str = "wang", **given: Any
    ) -> Page:
        link = self.chat.invite_link(self.door.invite(user, user))
        page = await House.opened(browser, link, screen, **given)
        await page.until("document.querySelectorAll('.room').length > 1", "the chats")
        await page.until("!document.getElementById('empty').hidden || orglife.loaded()")
        return page


@asynccontextmanager
async def served() -> AsyncIterator[Served]:
    """王建国 and 李晓梅 in one branch with a long name."""
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    settings = {"path": ":memory:", "base_url": base, "max_upload_mb": 1}
    chat = build(settings, account="webchat", sealer=Mirror())
    await chat.open()
    door = TestDoor()
    chat.open_to(door)
    await chat.ensure_user("王建国", "zh-CN", "wang")
    await chat.ensure_user("李晓梅", "zh-CN", "li")
    await chat.ensure_room(NAME, ["wang", "li"], ROOM)
    inbox = Recorder()
    server = Server(build_app(Health(), chat.routes(inbox)), "127.0.0.1", port, port_is_fixed=True)
    server.bind()
    tasks = [asyncio.create_task(server.run()), asyncio.create_task(chat.run(inbox))]
    try:
        yield Served(chat, inbox, base, door)
    finally:
        tasks[1].cancel()
        await asyncio.wait([tasks[1]])
        await server.stop()
        await tasks[0]
        await chat.close()


def picture(width: int = 1600, height: int = 1200, kind: str = "JPEG") -> bytes:
    written = BytesIO()
    Image.new("RGB", (width, height), (90, 130, 90)).save(written, kind)
    return written.getvalue()
