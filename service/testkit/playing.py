"""Plays the scenarios of `orglife play` on a platform that has a driver.

`Onstage` mirrors what people see there into the chats that the play reads, so a scenario knows
nothing of its platform. Scenarios can be played one after the other with the same people in the
same rooms: what was there before is ignored.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Collection, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from adapters.memory import MemoryChat
from adapters.memory.adapter import SELF, Line
from service.core.capabilities import Capabilities
from service.core.events import Said
from service.core.message import Button, File, Post
from service.play.clients import OnLine
from service.ports import Adapter, Inbox, Order, SendResult
from service.testkit.applying import lacking
from service.testkit.platform import Open, Platform, Seen
from service.testkit.recorder import Recorder


class Onstage:
    """The people's clients on a platform (`service.play.clients.Clients`)."""

    def __init__(self, platform: Platform) -> None:
        self.on_line: OnLine = lambda *_: None
        self.chats: dict[str, MemoryChat] = {}
        self._platform = platform
        self._watched = _Watched(platform.adapter)
        self._users: dict[str, str] = {}
        self._private: dict[str, MemoryChat] = {}
        self._rooms: dict[str, MemoryChat] = {}
        self._halls: dict[str, frozenset[str]] = {}  # ids of rooms, and their members
        self._writers: dict[tuple[str, str], str] = {}  # authors of messages, by chat and id
        self._past: dict[str, frozenset[str]] = {}  # the content of a chat before this play

    @property
    def adapter(self) -> Adapter:
        return self._watched

    @property
    def capabilities(self) -> Capabilities:
        return self._platform.adapter.capabilities

    def missing(self, needs: Collection[str]) -> str | None:
        """Why a scenario with these needs can't be played here; None: it can."""
        reasons = (lacking(self._platform, each) for each in needs)
        return next((each for each in reasons if each is not None), None)

    def attach(self, inbox: Inbox) -> None:
        """Start a play, with nobody in it."""
        self._platform.inbox.onward = inbox
        self._watched.begin()
        self.chats, self._private, self._rooms, self._past = {}, {}, {}, {}

    def end(self) -> None:
        """End the play; later acts of people are ignored."""
        self._platform.inbox.onward = None

    async def admit(self, name: str) -> tuple[str, MemoryChat]:
        new = name not in self._users
        if new:
            self._users[name] = await self._platform.person(name)
        private = await self._platform.private(self._users[name])
        chat = self._private[name] = await self._enter(private, private=True, new=new)
        return self._users[name], chat

    async def gather(self, title: str, names: Sequence[str]) -> MemoryChat:
        there = {each.id for each in self._rooms.values()}
        for hall, people in self._halls.items():
            if hall not in there and people >= set(names):
                chat = self._rooms[title] = await self._enter(hall, private=False, new=False)
                return chat
        hall = await self._platform.room(title, [self._users[name] for name in names])
        self._halls[hall] = frozenset(names)
        chat = self._rooms[title] = await self._enter(hall, private=False, new=True)
        return chat

    async def _enter(self, id_: str, *, private: bool, new: bool) -> MemoryChat:
        stands = () if new else await self._platform.seen(id_)
        self._past[id_] = frozenset(each.id for each in stands)
        chat = self.chats[id_] = MemoryChat(id_, private=private)
        return chat

    def private(self, name: str) -> MemoryChat:
        return self._private[name]

    def room(self, title: str) -> MemoryChat | None:
        return self._rooms.get(title)

    async def say(self, chat: MemoryChat, name: str, words: str, reply_to: Line | None) -> Line:
        before = len(self._platform.inbox.updates)
        answered = reply_to.id if reply_to and self.capabilities.replies else None
        message = await self._platform.say(self._users[name], chat.id, words, answered)
        self._writers[chat.id, message] = name
        # OrgLife need not receive what people say to one another in a room.
        if chat.private or answered or words.startswith("/"):
            await self._until_heard(before, lambda event: _about(event, message))
        await self._look_at(chat)
        return chat.lines[message]

    async def press(self, chat: MemoryChat, name: str, line: Line, button: Button) -> None:
        before, user = len(self._platform.inbox.updates), self._users[name]
        await self._platform.press(user, chat.id, line.id, button.label)
        await self._until_heard(before, lambda event: _is_press(event) and _sender(event) == user)

    async def upload(
        self, chat: MemoryChat, name: str, file: File, words: str, reply_to: Line | None
    ) -> None:
        before = len(self._platform.inbox.updates)
        answered = reply_to.id if reply_to and self.capabilities.replies else None
        message = await self._platform.upload(
            self._users[name], chat.id, file.name, file.content, caption=words, reply_to=answered
        )
        self._writers[chat.id, message] = name
        await self._until_heard(before, lambda event: _about(event, message))
        await self._look_at(chat)

    async def like(self, chat: MemoryChat, name: str, line: Line, *, taken_back: bool) -> None:
        before, user = len(self._platform.inbox.updates), self._users[name]
        await self._platform.like(user, chat.id, line.id, taken_back=taken_back)
        await self._until_heard(
            before, lambda event: not isinstance(event, Said) and _sender(event) == user
        )

    async def edit(self, chat: MemoryChat, line: Line, words: str) -> None:
        before = len(self._platform.inbox.updates)
        await self._platform.edit(self._users[line.sender], chat.id, line.id, words)
        await self._until_heard(before, lambda event: _about(event, line.id))
        await self._look_at(chat)

    async def delete(self, chat: MemoryChat, line: Line) -> None:
        if "delete" in self._platform.lacks:
            return  # the message is there
        before = len(self._platform.inbox.updates)
        await self._platform.delete(self._users[line.sender], chat.id, line.id)
        if self.capabilities.deletions:
            await self._until_heard(before, lambda event: _about(event, line.id))
        await self._look_at(chat)

    async def look(self) -> None:
        changed, marks = self._watched.take()
        for each in changed:
            if each in self.chats:
                await self._look_at(self.chats[each], marks)

    async def _until_heard(self, before: int, meant: Callable[[Any], bool]) -> None:
        """Wait for the update with this event, among those after the first `before`."""
        inbox = self._platform.inbox
        while True:
            for update in inbox.updates[before:]:
                before += 1
                if any(meant(event) for event in self._platform.adapter.parse(update.raw)):
                    return
            await inbox.until_updates(before + 1)

    async def _look_at(self, chat: MemoryChat, marks: Collection[tuple[str, str]] = ()) -> None:
        """Update the mirrored chat and report what is new. `marks`: the messages OrgLife has
        marked, perhaps not for the first time."""
        past = self._past[chat.id]
        seen_now = await self._platform.seen(chat.id)
        standing = {each.id: each for each in seen_now if each.id not in past}
        for line in chat.lines.values():
            if line.id not in standing and not line.deleted:
                line.deleted = True
                self.on_line(chat, line, "deleted")
        for seen in standing.values():
            line = self._see(chat, seen)
            if seen.marked and (chat.id, seen.id) in marks:
                line.marked = True
                self.on_line(chat, line, "marked")

    def _see(self, chat: MemoryChat, seen: Seen) -> Line:
        line, post = chat.lines.get(seen.id), _post(seen)
        if line is None:
            sender = SELF if seen.ours else self._writers.get((chat.id, seen.id), "?")
            line = chat.lines[seen.id] = Line(seen.id, sender, post)
            self.on_line(chat, line, "said")
        elif line.post != post:
            line.history.append(line.post)
            line.post = post
            self.on_line(chat, line, "edited")
        return line


class _Watched:
    """The adapter, recording where it sends, so that only changed chats are read. Each play has
    keys of its own, because its outbox starts empty."""

    def __init__(self, adapter: Adapter) -> None:
        self._adapter = adapter
        self._plays = 0
        self._chats: dict[str, None] = {}
        self._marks: set[tuple[str, str]] = set()

    def begin(self) -> None:
        self._plays += 1
        self.take()

    def take(self) -> tuple[Sequence[str], Collection[tuple[str, str]]]:
        """The chats it has sent to since the last call, in order, and the messages it marked."""
        taken = list(self._chats), self._marks
        self._chats, self._marks = {}, set()
        return taken

    async def send(self, order: Order) -> SendResult:
        self._chats[order.chat] = None
        if order.kind == "mark" and order.target:
            self._marks.add((order.chat, order.target))
        return await self._adapter.send(replace(order, key=f"{self._plays}-{order.key}"))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._adapter, name)


def _is_press(event: Any) -> bool:
    """A choice without a number to tap is typed."""
    return not isinstance(event, Said) or event.text.isdigit()


def _about(event: Any, message: str) -> bool:
    ref = getattr(event, "ref", None)
    return ref is not None and ref.id == message


def _sender(event: Any) -> str | None:
    return getattr(event, "sender", None)


def _post(seen: Seen) -> Post:
    return Post(
        seen.words,
        seen.title,
        tuple(tuple(Button("", label) for label in row) for row in seen.labels),
        tuple(File(name, "", content) for name, content in seen.files),
        seen.reply_to,
    )


@asynccontextmanager
async def onstage(open_platform: Open, folder: Path) -> AsyncIterator[Onstage]:
    """People at their clients on an open platform, with nobody on it yet."""
    async with open_platform(Recorder(), folder) as platform:
        yield Onstage(platform)
