"""Chats in memory, and the people in them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import get_args

import msgspec

from service.core.capabilities import Capabilities
from service.core.events import (
    Attached,
    Chose,
    CommandGiven,
    Edited,
    Liked,
    PlatformEvent,
    Said,
    Withdrawn,
)
from service.core.message import Chat, File, Post, Ref, StoredFile
from service.ports import Check, Gone, Inbox, Missing, Order, SendResult, Sent, Update

EVERYTHING = Capabilities(
    buttons=True,
    edits=True,
    erases=True,
    marks=True,
    files=True,
    replies=True,
    overhears=True,
    deletions=True,
    likes=True,
    idempotent=True,
)
SELF = ""  # the sender of OrgLife's messages

_KINDS: dict[str, type[PlatformEvent]] = {each.__name__: each for each in get_args(PlatformEvent)}


@dataclass(slots=True)
class Line:
    """One message in a chat, as it looks now. `history`: its earlier versions; `changed`: OrgLife's
    running count of messages and edits when it last sent or edited this one."""

    id: str
    sender: str
    post: Post
    history: list[Post] = field(default_factory=list)
    deleted: bool = False
    marked: bool = False
    changed: int = 0


@dataclass(slots=True)
class MemoryChat:
    id: str
    private: bool
    lines: dict[str, Line] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    closed: bool = False  # its owner has left


class Memory:
    """Implements the `Adapter` port. `on_line` is called with every line that is sent or
    changed."""

    def __init__(self, account: str = "memory", capabilities: Capabilities = EVERYTHING) -> None:
        self.account = account
        self.capabilities = capabilities
        self.chats: dict[str, MemoryChat] = {}
        self.on_line: Callable[[MemoryChat, Line, str], None] = lambda *_: None
        self.answer: Callable[[Order], SendResult | None] = lambda _: None  # for failures
        self._number = 0
        self._changes = 0
        self._updates = 0

    # -- the port

    async def open(self) -> None:
        """Nothing to connect."""

    async def run(self, inbox: Inbox) -> None:
        """People's acts hand over the updates; there is nothing to wait for."""

    async def close(self) -> None:
        """Nothing to close."""

    async def check(self) -> Sequence[Check]:
        return ()

    async def fetch(self, file_id: str) -> bytes:
        chat, _, number = file_id.rpartition("#")
        line = self.chats[chat].lines.get(number) if chat in self.chats else None
        if line is None or line.deleted or not line.post.files:
            raise FileNotFoundError(file_id)
        return line.post.files[0].content

    def invite_link(self, code: str) -> str | None:
        return None

    def parse(self, raw: str) -> Sequence[PlatformEvent]:
        """The event behind `{"kind": …, "event": …}`."""
        try:
            kind, event = msgspec.json.decode(_today(raw), type=tuple[str, msgspec.Raw])
            return (msgspec.json.decode(event, type=_KINDS[kind]),)
        except (msgspec.DecodeError, KeyError) as error:
            raise ValueError("not an update of this platform") from error

    async def send(self, order: Order) -> SendResult:
        failure = self.answer(order)
        if failure is not None:
            return failure
        chat = self.chats.get(order.chat)
        if chat is None or chat.closed:
            return Gone("there is no such chat")
        if order.kind == "send" and order.post is not None:
            return self._say(chat, order.key, order.post)
        line = chat.lines.get(order.target or "")
        if line is None:
            return Missing("there is no such message")
        if order.kind == "edit" and order.post is not None:
            if line.post != order.post:
                line.history.append(line.post)
                line.post = order.post
                line.changed = self._change()
                self.on_line(chat, line, "edited")
        elif order.kind == "erase":
            line.deleted = True
            self.on_line(chat, line, "deleted")
        elif order.kind == "mark":
            line.marked = True
            self.on_line(chat, line, "marked")
        return Sent(line.id)

    def _say(self, chat: MemoryChat, key: str, post: Post) -> SendResult:
        if self.capabilities.idempotent and key in chat.keys:
            return Sent(chat.keys[key])
        line = Line(self._next(), SELF, post, changed=self._change())
        chat.lines[line.id] = line
        chat.keys[key] = line.id
        self.on_line(chat, line, "said")
        return Sent(line.id)

    # -- what people do

    def private(self, user: str) -> MemoryChat:
        """The person's private chat with OrgLife."""
        return self.chats.setdefault(f"@{user}", MemoryChat(f"@{user}", private=True))

    def room(self, name: str) -> MemoryChat:
        return self.chats.setdefault(name, MemoryChat(name, private=False))

    def said(
        self,
        chat: MemoryChat,
        user: str,
        text: str,
        reply_to: str | None = None,
        *,
        forwarded: bool = False,
    ) -> Update:
        """A person says something; `/quiz now` is a command."""
        line = Line(self._next(), user, Post(text, reply_to=reply_to))
        chat.lines[line.id] = line
        self.on_line(chat, line, "said")
        ref = self.ref(chat, line.id)
        if text.startswith("/"):
            name, _, args = text[1:].strip().partition(" ")
            return self.update(CommandGiven(ref, user, name.lower(), args.strip()))
        return self.update(Said(ref, user, text, reply_to, forwarded=forwarded))

    def uploaded(self, chat: MemoryChat, user: str, post: Post, album: str = "") -> Update:
        """A person sends a post with one file; its body is the caption. `album`: with others."""
        (file,) = post.files
        line = Line(self._next(), user, post)
        chat.lines[line.id] = line
        self.on_line(chat, line, "said")
        return self.update(
            Attached(
                self.ref(chat, line.id),
                user,
                file.name,
                file.mime,
                len(file.content),
                f"{chat.id}#{line.id}",
                post.body,
                post.reply_to,
                album=album,
            )
        )

    def pressed(self, chat: MemoryChat, user: str, line: Line, choice: str) -> Update:
        return self.update(Chose(self.ref(chat, line.id), user, choice))

    def edited(self, chat: MemoryChat, line: Line, text: str) -> Update:
        line.history.append(line.post)
        line.post = replace(line.post, body=text)
        self.on_line(chat, line, "edited")
        return self.update(Edited(self.ref(chat, line.id), line.sender, text))

    def refiled(self, chat: MemoryChat, line: Line, file: File) -> Update:
        """Another file takes the place of the one in a person's message."""
        line.history.append(line.post)
        line.post = replace(line.post, files=(file,))
        self.on_line(chat, line, "edited")
        ref, size = self.ref(chat, line.id), len(file.content)
        kept = StoredFile(self.account, f"{chat.id}#{line.id}", file.name, file.mime, size)
        return self.update(Edited(ref, line.sender, line.post.body, kept))

    def deleted(self, chat: MemoryChat, line: Line) -> Update:
        line.deleted = True
        self.on_line(chat, line, "deleted")
        return self.update(Withdrawn(self.ref(chat, line.id), line.sender))

    def liked(self, chat: MemoryChat, user: str, line: Line, *, taken_back: bool = False) -> Update:
        return self.update(Liked(self.ref(chat, line.id), user, taken_back))

    def update(self, event: PlatformEvent) -> Update:
        """The event as a raw update with a new id."""
        self._updates += 1
        raw = msgspec.json.encode((type(event).__name__, event)).decode()
        return Update(
            str(self._updates),
            raw,
            sensitive=isinstance(event, Said | Edited | Attached) and event.ref.private,
        )

    def ref(self, chat: MemoryChat, line: str) -> Ref:
        return Ref(Chat(self.account, chat.id), line, chat.private)

    def _next(self) -> str:
        self._number += 1
        return f"m{self._number}"

    def _change(self) -> int:
        self._changes += 1
        return self._changes


def _today(raw: str) -> str:
    """The event in the words of today: chats were once called places."""
    return raw.replace('"place":{"account":', '"chat":{"account":')
