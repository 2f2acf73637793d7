"""The people's clients: what a stage needs to play a scenario on a platform.

`InMemory` is what `orglife play` uses. The test kit plays on any platform that has a driver
(`service.testkit.playing`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from adapters.memory import Memory, MemoryChat
from adapters.memory.adapter import Line
from service.core.capabilities import Capabilities
from service.core.message import Button, File, Post
from service.ports import Adapter, Inbox, Update

OnLine = Callable[[MemoryChat, Line, str], None]
"""Called with a message in a chat and what happened to it: said, edited, deleted or marked."""


class Clients(Protocol):
    """People at their clients on one platform, by their names in the roster; rooms by the names of
    their branches.

    An act returns when OrgLife has received it. `chats`: their content by id, as of the last
    `look`; `on_line` is called with everything that becomes visible.
    """

    on_line: OnLine

    @property
    def adapter(self) -> Adapter: ...

    @property
    def capabilities(self) -> Capabilities: ...

    @property
    def chats(self) -> Mapping[str, MemoryChat]: ...

    def attach(self, inbox: Inbox) -> None:
        """Set the inbox that receives people's acts from now on."""
        ...

    async def admit(self, name: str) -> tuple[str, MemoryChat]:
        """A person joins the platform. Returns their user id there and their private chat."""
        ...

    async def gather(self, title: str, names: Sequence[str]) -> MemoryChat:
        """A room with these admitted people."""
        ...

    def private(self, name: str) -> MemoryChat: ...

    def room(self, title: str) -> MemoryChat | None: ...

    async def say(self, chat: MemoryChat, name: str, words: str, reply_to: Line | None) -> Line: ...

    async def press(self, chat: MemoryChat, name: str, line: Line, button: Button) -> None: ...

    async def upload(
        self, chat: MemoryChat, name: str, file: File, words: str, reply_to: Line | None
    ) -> None: ...

    async def like(self, chat: MemoryChat, name: str, line: Line, *, taken_back: bool) -> None:
        """Add or remove an approving reaction; only used where `likes` are declared."""
        ...

    async def edit(self, chat: MemoryChat, line: Line, words: str) -> None: ...

    async def delete(self, chat: MemoryChat, line: Line) -> None: ...

    async def look(self) -> None:
        """Fetch what OrgLife has sent and changed since."""
        ...


class InMemory:
    """People whose chats are in memory: there is nothing to wait or look for."""

    def __init__(self, memory: Memory) -> None:
        self.adapter = memory
        self._inbox: Inbox | None = None

    @property
    def on_line(self) -> OnLine:
        return self.adapter.on_line

    @on_line.setter
    def on_line(self, told: OnLine) -> None:
        self.adapter.on_line = told

    @property
    def capabilities(self) -> Capabilities:
        return self.adapter.capabilities

    @property
    def chats(self) -> Mapping[str, MemoryChat]:
        return self.adapter.chats

    def attach(self, inbox: Inbox) -> None:
        self._inbox = inbox

    async def admit(self, name: str) -> tuple[str, MemoryChat]:
        return name, self.adapter.private(name)

    async def gather(self, title: str, names: Sequence[str]) -> MemoryChat:
        return self.adapter.room(title)

    def private(self, name: str) -> MemoryChat:
        return self.adapter.private(name)

    def room(self, title: str) -> MemoryChat | None:
        return self.adapter.chats.get(title)

    async def say(self, chat: MemoryChat, name: str, words: str, reply_to: Line | None) -> Line:
        answered = reply_to.id if reply_to and self.capabilities.replies else None
        await self._tell(self.adapter.said(chat, name, words, answered))
        return next(line for line in reversed(chat.lines.values()) if line.sender == name)

    async def press(self, chat: MemoryChat, name: str, line: Line, button: Button) -> None:
        await self._tell(self.adapter.pressed(chat, name, line, button.id))

    async def upload(
        self, chat: MemoryChat, name: str, file: File, words: str, reply_to: Line | None
    ) -> None:
        answered = reply_to.id if reply_to and self.capabilities.replies else None
        post = Post(words, files=(file,), reply_to=answered)
        await self._tell(self.adapter.uploaded(chat, name, post))

    async def like(self, chat: MemoryChat, name: str, line: Line, *, taken_back: bool) -> None:
        await self._tell(self.adapter.liked(chat, name, line, taken_back=taken_back))

    async def edit(self, chat: MemoryChat, line: Line, words: str) -> None:
        await self._tell(self.adapter.edited(chat, line, words))

    async def delete(self, chat: MemoryChat, line: Line) -> None:
        await self._tell(self.adapter.deleted(chat, line))

    async def look(self) -> None:
        """Messages are there at once."""

    async def _tell(self, update: Update) -> None:
        if self._inbox is None:
            raise RuntimeError("nobody is listening yet: attach() comes first")
        await self._inbox.receive(self.adapter.account, [update])
