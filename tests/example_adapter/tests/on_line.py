"""The driver: people on the loopback server, for OrgLife's test kit."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import ClassVar

from line_server import TOKEN, LineServer
from orglife_line import Line, build

from service.testkit.platform import Platform, Seen
from service.testkit.recorder import Recorder


class Plain:
    """A sealer for an adapter that seals nothing."""

    def seal(self, text: str, least: int = 0) -> str:
        return text

    def open(self, token: str) -> str:
        return token


class OnLine:
    lacks: ClassVar[dict[str, str]] = {
        "titles": "plain lines have no emphasis",
        "strong": "plain lines have no emphasis",
        "lists": "plain lines have no lists",
        "press": "plain lines have no buttons",
        "edit": "what has been said stands",
        "delete": "what has been said stands",
        "like": "there are no marks on plain lines",
        "upload": "there are no files on plain lines",
        "moderate": "what has been said stands",
        "admit": "who was put out of a room has no way back",
        "mute": "whoever is in a room may write there",
        "migrate": "a room keeps its name",
        "forward": "nothing is forwarded on plain lines",
        "replace_file": "there are no files on plain lines",
        "upload_together": "there are no files on plain lines",
        "topic": "rooms have no topics",
        "say_in_thread": "there are no threads on plain lines",
        "react": "there are no marks on plain lines",
        "largest_in": "there are no files on plain lines",
        "largest_out": "there are no files on plain lines",
    }
    strangers = True

    def __init__(self, server: LineServer, inbox: Recorder) -> None:
        self.server = server
        self.inbox = inbox

    async def start(self) -> None:
        options = {"host": "127.0.0.1", "port": self.server.port, "token": TOKEN}
        self.adapter: Line = build(options, account="line", sealer=Plain())
        await self.adapter.open()
        self._running = asyncio.create_task(self.adapter.run(self.inbox))

    async def stop(self) -> None:
        self._running.cancel()
        with suppress(asyncio.CancelledError):
            await self._running
        await self.adapter.close()

    async def person(self, name: str) -> str:
        return self.server.person(name)

    async def private(self, user: str) -> str:
        return f"@{user}"

    async def room(self, title: str, users: Sequence[str]) -> str:
        return self.server.room()

    async def say(self, user: str, chat: str, text: str, reply_to: str | None = None) -> str:
        return self.server.say(user, chat, text)

    async def join(self, name: str, code: str) -> str:
        user = self.server.person(name)
        self.server.say(user, f"@{user}", f"/start {code}")
        return user

    async def repeat(self) -> None:
        self.server.repeat()

    async def seen(self, chat: str) -> Sequence[Seen]:
        return [
            Seen(message, words, ours) for message, words, ours in self.server.chats[chat].lines
        ]

    async def leave(self, user: str) -> None:
        self.server.chats[f"@{user}"].closed = True

    async def remove(self, chat: str) -> None:
        self.server.chats[chat].closed = True

    async def limit(self, seconds: int) -> None:
        self.server.wait = seconds

    async def cut(self) -> None:
        self.server.cut()

    async def drop(self) -> None:
        self.server.drop = True


@asynccontextmanager
async def open_line(inbox: Recorder, folder: Path) -> AsyncIterator[Platform]:
    async with LineServer() as server:
        platform = OnLine(server, inbox)
        await platform.start()
        yield platform
        await platform.stop()
