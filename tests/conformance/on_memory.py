"""The suite's driver for the chats in memory."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import ClassVar

from adapters.memory.adapter import SELF, Memory, MemoryChat
from service.core.capabilities import Capabilities
from service.core.events import ChatStatusChanged, Joined, Withdrawn
from service.core.marks import blocks
from service.core.message import Chat, File, Post, Ref
from service.ports import Order, RetryAfter, SendResult, Update
from service.testkit.platform import Platform, Seen
from service.testkit.recorder import Recorder


class OnMemory:
    lacks: ClassVar[dict[str, str]] = {
        "migrate": "a chat in memory keeps its id",
        "mute": "whoever is in a chat in memory may write there",
        "cut": "there is no connection to chats in memory",
        "drop": "no answer gets lost within a process",
        "topic": "chats in memory have no topics",
        "say_in_thread": "chats in memory have no threads",
        "react": "people put no marks on messages in memory",
        "largest_in": "a file in memory may be as large as memory is",
        "largest_out": "a file in memory may be as large as memory is",
    }
    titles = True
    strong = True
    lists = True
    strangers = True

    def __init__(self, inbox: Recorder, adapter: Memory | None = None) -> None:
        self.inbox = inbox
        self.adapter = adapter or Memory()
        self._waiting: list[Update] = []
        self._last: list[Update] = []
        self._stopped = False
        self._albums = 0

    async def person(self, name: str) -> str:
        self.adapter.private(name)
        return name

    async def private(self, user: str) -> str:
        return self.adapter.private(user).id

    async def room(self, title: str, users: Sequence[str]) -> str:
        return self.adapter.room(title).id

    async def say(self, user: str, chat: str, text: str, reply_to: str | None = None) -> str:
        update = self.adapter.said(self._chat(chat), user, text, reply_to)
        await self._hand_over(update)
        return list(self._chat(chat).lines)[-1]

    async def press(self, user: str, place: str, message: str, label: str) -> None:
        chat = self._chat(place)
        line = chat.lines[message]
        choice = next(each.id for each in line.post.flat_buttons if each.label == label)
        await self._hand_over(self.adapter.pressed(chat, user, line, choice))

    async def edit(self, user: str, place: str, message: str, text: str) -> None:
        chat = self._chat(place)
        await self._hand_over(self.adapter.edited(chat, chat.lines[message], text))

    async def delete(self, user: str, place: str, message: str) -> None:
        chat = self._chat(place)
        await self._hand_over(self.adapter.deleted(chat, chat.lines[message]))

    async def like(self, user: str, place: str, message: str, *, taken_back: bool = False) -> None:
        chat = self._chat(place)
        line = chat.lines[message]
        await self._hand_over(self.adapter.liked(chat, user, line, taken_back=taken_back))

    async def upload(
        self,
        user: str,
        chat: str,
        name: str,
        content: bytes,
        *,
        caption: str = "",
        reply_to: str | None = None,
    ) -> str:
        post = Post(caption, files=(File(name, "text/plain", content),), reply_to=reply_to)
        await self._hand_over(self.adapter.uploaded(self._chat(chat), user, post))
        return list(self._chat(chat).lines)[-1]

    async def upload_together(
        self,
        user: str,
        place: str,
        files: Sequence[tuple[str, bytes]],
        *,
        caption: str = "",
        reply_to: str | None = None,
    ) -> Sequence[str]:
        chat, self._albums = self._chat(place), self._albums + 1
        updates = []
        for name, content in files:
            post = Post(caption, files=(File(name, "text/plain", content),), reply_to=reply_to)
            updates.append(self.adapter.uploaded(chat, user, post, f"album-{self._albums}"))
            caption = ""
        await self._hand_over(*updates)
        return list(chat.lines)[-len(files) :]

    async def forward(self, user: str, place: str, text: str, author: str) -> str:
        chat = self._chat(place)
        await self._hand_over(self.adapter.said(chat, user, text, forwarded=author != user))
        return list(chat.lines)[-1]

    async def replace_file(
        self, user: str, place: str, message: str, name: str, content: bytes
    ) -> None:
        chat = self._chat(place)
        file = File(name, "text/plain", content)
        await self._hand_over(self.adapter.refiled(chat, chat.lines[message], file))

    async def join(self, name: str, code: str) -> str:
        chat = self.adapter.private(name)
        ref = Ref(Chat(self.adapter.account, chat.id), "joined", private=True)
        await self._hand_over(self.adapter.update(Joined(ref, name, name, code)))
        return name

    async def leave(self, user: str) -> None:
        self.adapter.private(user).closed = True

    async def remove(self, chat: str) -> None:
        self._chat(chat).closed = True

    async def admit(self, chat: str) -> None:
        self._chat(chat).closed = False
        ref = Ref(Chat(self.adapter.account, chat), "admitted")
        await self._hand_over(self.adapter.update(ChatStatusChanged(ref, "", "in")))

    async def moderate(self, chat: str, message: str) -> None:
        ref = Ref(Chat(self.adapter.account, chat), message)
        await self._hand_over(self.adapter.update(Withdrawn(ref, "管理员")))

    async def limit(self, seconds: int) -> None:
        def answer(_: Order) -> SendResult:
            self.adapter.answer = lambda _: None
            return RetryAfter(float(seconds))

        self.adapter.answer = answer

    async def repeat(self) -> None:
        await self.inbox.receive(self.adapter.account, self._last)

    async def stop(self) -> None:
        self._stopped = True

    async def start(self) -> None:
        self._stopped = False
        await self._hand_over()

    async def seen(self, chat: str) -> Sequence[Seen]:
        return [
            Seen(
                line.id,
                line.post.body,
                line.sender == SELF,
                line.post.title,
                tuple(tuple(button.label for button in row) for row in line.post.buttons),
                tuple((file.name, file.content) for file in line.post.files),
                line.post.reply_to,
                line.marked,
                tuple(
                    words
                    for block in blocks(line.post.body, line.post.marks)
                    for words, strong in block.runs
                    if strong
                ),
                tuple(
                    "".join(words for words, _ in block.runs)
                    for block in blocks(line.post.body, line.post.marks)
                    if block.number is not None
                ),
            )
            for line in self._chat(chat).lines.values()
            if not line.deleted
        ]

    def _chat(self, chat: str) -> MemoryChat:
        return self.adapter.chats[chat]

    async def _hand_over(self, *updates: Update) -> None:
        """Whoever speaks carries the update over; what could not be kept goes again soon."""
        self._waiting += updates
        while self._waiting and not self._stopped:
            given = list(self._waiting)
            try:
                await self.inbox.receive(self.adapter.account, given)
            except OSError:
                self._again = asyncio.get_running_loop().call_later(0.02, self._retry)
                return
            self._last, self._waiting = given, self._waiting[len(given) :]

    def _retry(self) -> None:
        self._retrying = asyncio.ensure_future(self._hand_over())


@asynccontextmanager
async def open_memory(inbox: Recorder, folder: Path) -> AsyncIterator[Platform]:
    platform = OnMemory(inbox)
    await platform.adapter.open()
    yield platform
    await platform.adapter.close()


class OnPlainMemory(OnMemory):
    """Chats of bare text, such as `orglife play` can rehearse: everything is made poorer."""

    lacks: ClassVar[dict[str, str]] = OnMemory.lacks | {
        "edit": "what is said here stands as it was said",
        "delete": "what is said here stands as it was said",
    }

    def __init__(self, inbox: Recorder) -> None:
        super().__init__(inbox, Memory(capabilities=Capabilities()))

    async def say(self, user: str, chat: str, text: str, reply_to: str | None = None) -> str:
        return await super().say(user, chat, text)


@asynccontextmanager
async def open_plain_memory(inbox: Recorder, folder: Path) -> AsyncIterator[Platform]:
    yield OnPlainMemory(inbox)
