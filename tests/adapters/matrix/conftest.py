"""An account of OrgLife on the tests' homeserver, and people with clients of their own."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from adapters.matrix import Matrix, build
from service.core.events import PlatformEvent
from service.core.message import Post
from service.ports import Order, SendResult
from service.testkit.recorder import Recorder
from service.testkit.waiting import patience, until
from tests.adapters.webchat.conftest import Mirror
from tests.matrix_server import shared
from tests.matrix_server.server import Account, Server
from tests.matrix_server.users import User


class Bot:
    """OrgLife's account, which can stop and start, and what it has heard."""

    def __init__(self, server: Server, folder: Path) -> None:
        self.server = server
        self.account: Account = server.register(shared.name("orglife"))
        self.id = self.account.user_id
        self.folder = folder
        self.inbox = Recorder()
        self.settings: dict[str, Any] = {"password": self.account.password}

    @property
    def options(self) -> dict[str, Any]:
        plain = {"homeserver": self.server.url, "user": self.id, "data_dir": str(self.folder)}
        return {**plain, **self.settings}

    async def start(self) -> None:
        await self.begin()
        async with patience():
            await self.adapter.ready()

    async def begin(self) -> None:
        """Start without waiting for the connection."""
        self.adapter: Matrix = build(self.options, account="matrix", sealer=Mirror())
        await self.adapter.open()
        self._running = asyncio.create_task(self.adapter.run(self.inbox))

    async def trouble(self) -> None:
        """Wait until it is known why there is no connection."""
        await until(lambda: self.adapter._syncing.trouble, "it is known what is wrong")

    async def stop(self) -> None:
        self._running.cancel()
        with suppress(asyncio.CancelledError):
            await self._running
        await self.adapter.close()

    async def heard(self, count: int) -> list[PlatformEvent]:
        await self.inbox.until_updates(count)
        return [event for each in self.inbox.updates for event in self.adapter.parse(each.raw)]

    async def say(self, chat: str, text: str, key: str = "1", **post: Any) -> SendResult:
        return await self.adapter.send(Order("send", key, chat, Post(text, **post)))

    async def meet(self, user: User, chat: str, *, there: bool = True) -> None:
        """Wait until each sees the other in the room, or the bot no longer the user."""
        if there:
            await user.until(chat, self.id)
        await until(lambda: self.adapter.knows(chat, user.id) == there)


@pytest.fixture
async def server() -> Server:
    return await asyncio.to_thread(shared.server)


@pytest.fixture
async def bot(server: Server, tmp_path: Path) -> AsyncIterator[Bot]:
    made = Bot(server, tmp_path)
    await made.start()
    yield made
    await made.stop()


MakeUser = Callable[[str], Coroutine[Any, Any, User]]


@pytest.fixture
async def make_user(server: Server) -> AsyncIterator[MakeUser]:
    made: list[User] = []

    async def make(name: str) -> User:
        account = await asyncio.to_thread(server.register, shared.name("user"), shown=name)
        made.append(User(account))
        await made[-1].sync()
        return made[-1]

    yield make
    for each in made:
        await each.close()


@pytest.fixture
async def li(make_user: MakeUser) -> User:
    return await make_user("李华")
