"""The protocol of a driver: people at their clients, and the content of their chats.

A driver represents the platform as its users know it. It creates people, acts for them, and reports
what they see; how OrgLife receives their acts is up to the adapter.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from service.ports import Adapter
from service.testkit.recorder import Recorder


@dataclass(frozen=True, slots=True)
class Seen:
    """One message as a reader sees it. `labels`: rows of buttons; `files`: names and contents;
    `strong`: what stands out in the words, `items`: the lines of its lists, without numbers."""

    id: str
    words: str
    ours: bool
    title: str = ""  # shown above the text
    labels: tuple[tuple[str, ...], ...] = ()
    files: tuple[tuple[str, bytes], ...] = ()
    reply_to: str | None = None
    marked: bool = False
    strong: tuple[str, ...] = ()
    items: tuple[str, ...] = ()


class Platform(Protocol):
    """One platform with one running account of OrgLife on it.

    People's acts return when the platform has them; wait for OrgLife to receive them through
    `inbox`. `Powers` holds what only some platforms have. `lacks` lists what this platform lacks of
    either, with the reason, which the run prints: `{"migrate": "a room keeps its id"}`. What a
    capability already says need not be listed.
    """

    inbox: Recorder
    lacks: Mapping[str, str]

    @property
    def adapter(self) -> Adapter: ...

    async def person(self, name: str) -> str:
        """A new person who can be written to in private. Returns their user id. Sends no update."""
        ...

    async def private(self, user: str) -> str:
        """The person's private chat with OrgLife."""
        ...

    async def room(self, title: str, users: Sequence[str]) -> str:
        """The chat of a room with these people and OrgLife."""
        ...

    async def say(self, user: str, chat: str, text: str, reply_to: str | None = None) -> str:
        """Send a message. Returns its id."""
        ...

    async def press(self, user: str, chat: str, message: str, label: str) -> None:
        """Tap the button with this label below the message in its current state."""
        ...

    async def edit(self, user: str, chat: str, message: str, text: str) -> None: ...

    async def delete(self, user: str, chat: str, message: str) -> None: ...

    async def like(self, user: str, chat: str, message: str, *, taken_back: bool = False) -> None:
        """Add or remove an approving reaction; only used where `likes` are declared."""
        ...

    async def upload(
        self,
        user: str,
        chat: str,
        name: str,
        content: bytes,
        *,
        caption: str = "",
        reply_to: str | None = None,
    ) -> str: ...

    async def join(self, name: str, code: str) -> str:
        """Somebody follows the invitation link. Returns their user id."""
        ...

    async def repeat(self) -> None:
        """The platform delivers its last update again."""
        ...

    async def stop(self) -> None:
        """OrgLife stops; the platform goes on."""
        ...

    async def start(self) -> None:
        """OrgLife starts again."""
        ...

    async def seen(self, chat: str) -> Sequence[Seen]:
        """The content of the chat, oldest first, without deleted messages."""
        ...


class Powers(Platform, Protocol):
    """What else a driver can show, if its platform has it.

    `titles`: a message's title can be told from its text. `strong`: words can stand out in it.
    `lists`: it can have lists. `strangers`: people whom nobody has
    invited can write to OrgLife. `largest_in`, `largest_out`: the largest
    file in bytes from a person, and from OrgLife, that the platform accepts.
    """

    titles: bool
    strong: bool
    lists: bool
    strangers: bool
    largest_in: int
    largest_out: int

    async def leave(self, user: str) -> None:
        """The person blocks OrgLife, or is gone."""
        ...

    async def remove(self, chat: str) -> None:
        """OrgLife is removed from the room."""
        ...

    async def admit(self, chat: str) -> None:
        """OrgLife is let into the room again from which it was removed."""
        ...

    async def mute(self, chat: str, *, muted: bool = True) -> None:
        """OrgLife loses the right to write in the room, or gets it back."""
        ...

    async def migrate(self, chat: str) -> str:
        """The room gets a new id, which is returned; the old one is no longer valid."""
        ...

    async def moderate(self, chat: str, message: str) -> None:
        """Somebody who may, and is no member, removes a person's message from the room."""
        ...

    async def limit(self, seconds: int) -> None:
        """OrgLife's next message is rejected: it has to wait for this long."""
        ...

    async def cut(self) -> None:
        """The connections break, and what is sent over them next fails; reconnecting works."""
        ...

    async def drop(self) -> None:
        """OrgLife's next message is accepted, and the response to it gets lost."""
        ...

    async def topic(self, chat: str) -> str:
        """A new topic of the room, as a chat of its own where people can write too."""
        ...

    async def say_in_thread(self, user: str, chat: str, root: str, text: str) -> str:
        """Send a message in the thread of `root`, without replying to a message in it."""
        ...

    async def forward(self, user: str, chat: str, text: str, author: str) -> str:
        """Forward what another person has written somewhere else. Returns the message's id."""
        ...

    async def upload_together(
        self,
        user: str,
        chat: str,
        files: Sequence[tuple[str, bytes]],
        *,
        caption: str = "",
        reply_to: str | None = None,
    ) -> Sequence[str]:
        """Send several files at once, the first with the caption. Returns the ids of the messages
        that they are."""
        ...

    async def replace_file(
        self, user: str, chat: str, message: str, name: str, content: bytes
    ) -> None:
        """Edit one's message, so that it comes with this file instead."""
        ...

    async def react(self, user: str, chat: str, message: str, mark: str) -> None:
        """Add a reaction (an emoji) to a message."""
        ...


class TooLarge(Exception):
    """The platform does not accept a file this large; raised by a driver's `upload`."""


Open = Callable[[Recorder, Path], AbstractAsyncContextManager[Platform]]
"""How a driver is opened: with the inbox for updates, and a folder of its own. What one opener
opens always declares and lacks the same, so it need not be opened again to find out."""
