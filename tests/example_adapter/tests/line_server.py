"""A server of the protocol on loopback, and the people on it."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

from orglife_line import wire

TOKEN = "w0rd"


@dataclass(slots=True)
class Chat:
    """`lines`: id, text and whether it is OrgLife's, for every message, in order."""

    lines: list[tuple[str, str, bool]] = field(default_factory=list)
    closed: bool = False


class LineServer:
    """`waiting`: unconfirmed events. `wait`, `cuts`, `drop`: what fails next."""

    def __init__(self) -> None:
        self.chats: dict[str, Chat] = {}
        self.names: dict[str, str] = {}
        self.waiting: list[tuple[int, bytes]] = []
        self.told: list[tuple[int, bytes]] = []
        self.wait: int | None = None
        self.drop = False
        self.port = 0
        self._numbers = itertools.count(1)
        self._messages = itertools.count(1)
        self._listener: asyncio.StreamWriter | None = None
        self._connections: set[asyncio.StreamWriter] = set()

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        self._server.close()
        self.cut()
        await self._server.wait_closed()

    # -- people

    def person(self, name: str) -> str:
        user = f"u{len(self.names) + 1}"
        self.names[user] = name
        self.chats[f"@{user}"] = Chat()
        return user

    def room(self) -> str:
        chat = f"#room{len(self.chats)}"
        self.chats[chat] = Chat()
        return chat

    def say(self, user: str, chat: str, text: str) -> str:
        message = self._keep(chat, text, ours=False)
        number = next(self._numbers)
        name = self.names[user]
        line = wire.write("EVENT", str(number), message, chat, user, name, text)
        self.waiting.append((number, line))
        self.told.append((number, line))
        self._tell([line])
        return message

    def repeat(self) -> None:
        """The last event again, as if its confirmation had been lost."""
        if self.told[-1] not in self.waiting:
            self.waiting.append(self.told[-1])
        self._tell([self.told[-1][1]])

    def cut(self) -> None:
        """Every connection breaks."""
        for each in self._connections:
            each.transport.abort()
        self._listener = None

    # -- OrgLife

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._connections.add(writer)
        try:
            while line := await reader.readline():
                answer = self._answer(wire.read(line.decode()), writer)
                if answer is not None:
                    writer.write(answer)
                    await writer.drain()
        except ConnectionError:
            pass
        finally:
            self._connections.discard(writer)
            writer.close()

    def _answer(self, fields: Sequence[str], writer: asyncio.StreamWriter) -> bytes | None:
        match fields:
            case ["TALK" | "LISTEN", token] if token != TOKEN:
                return wire.write("FAILED", "token")
            case ["TALK", _]:
                return wire.write("WELCOME")
            case ["LISTEN", _]:
                self._listener = writer
                return wire.write("WELCOME") + b"".join(line for _, line in self.waiting)
            case ["SEEN", number]:
                self.waiting = [each for each in self.waiting if each[0] > int(number)]
                return None
            case ["SAY", chat, text]:
                return self._said(chat, text, writer)
        raise AssertionError(f"OrgLife says what the protocol does not know: {fields[0]}")

    def _said(self, place: str, text: str, writer: asyncio.StreamWriter) -> bytes | None:
        chat = self.chats.get(place)
        if self.wait is not None:
            seconds, self.wait = self.wait, None
            return wire.write("FAILED", "wait", str(seconds))
        if chat is None or chat.closed:
            return wire.write("FAILED", "gone")
        if not text.strip() or len(text) > wire.LONGEST_TEXT:
            return wire.write("FAILED", "long" if text.strip() else "empty")
        message = self._keep(place, text, ours=True)
        if self.drop:
            self.drop = False
            writer.transport.abort()
            return None
        return wire.write("TAKEN", message)

    def _keep(self, chat: str, text: str, *, ours: bool) -> str:
        message = f"m{next(self._messages)}"
        self.chats[chat].lines.append((message, text, ours))
        return message

    def _tell(self, lines: Sequence[bytes]) -> None:
        if self._listener is not None and not self._listener.is_closing():
            self._listener.writelines(lines)
