"""What the suite asks of a driver: people at their clients, and a look at what stands in a chat.

A driver stands for the platform as its people know it. It makes them, acts for them, and tells
what they see; how OrgLife hears of it is the adapter's affair.
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
    """One message as a reader sees it. `labels`: rows of buttons; `files`: names and contents."""

    id: str
    words: str
    ours: bool
    title: str = ""  # what is set off above the words
    labels: tuple[tuple[str, ...], ...] = ()
    files: tuple[tuple[str, bytes], ...] = ()
    reply_to: str | None = None
    marked: bool = False


class Platform(Protocol):
    """One platform with one account of OrgLife on it, which is open and runs.

    People's acts return when the platform has them; that OrgLife hears of them is awaited through
    `inbox`. What only some platforms know stands in `Powers`. `lacks` names what is none of this
    platform's, here or there, with the reason, which the run prints:
    `{"migrate": "a room keeps its id"}`. What only a capability stands for need not be named.
    """

    inbox: Recorder
    lacks: Mapping[str, str]

    @property
    def adapter(self) -> Adapter: ...

    async def person(self, name: str) -> str:
        """Somebody who can be written to in private; their user id. Nothing is heard of it."""
        ...

    async def private(self, user: str) -> str:
        """The place of the person's own chat with OrgLife."""
        ...

    async def room(self, title: str, users: Sequence[str]) -> str:
        """The place of a room with these people and OrgLife."""
        ...

    async def say(self, user: str, place: str, text: str, reply_to: str | None = None) -> str:
        """The id of what was said."""
        ...

    async def press(self, user: str, place: str, message: str, label: str) -> None:
        """Tap the button with this label under the message, as it stands now."""
        ...

    async def edit(self, user: str, place: str, message: str, text: str) -> None: ...

    async def delete(self, user: str, place: str, message: str) -> None: ...

    async def like(self, user: str, place: str, message: str, *, taken_back: bool = False) -> None:
        """An approving reaction, or none any more; only asked where `likes` are declared."""
        ...

    async def upload(
        self,
        user: str,
        place: str,
        name: str,
        content: bytes,
        *,
        caption: str = "",
        reply_to: str | None = None,
    ) -> str: ...

    async def join(self, name: str, code: str) -> str:
        """A stranger opens the invitation link; their user id."""
        ...

    async def repeat(self) -> None:
        """The platform hands over once more what it told last."""
        ...

    async def stop(self) -> None:
        """OrgLife stops; the platform goes on."""
        ...

    async def start(self) -> None:
        """OrgLife starts again."""
        ...

    async def seen(self, place: str) -> Sequence[Seen]:
        """What stands in the chat, the oldest first; what was deleted is not there."""
        ...


class Powers(Platform, Protocol):
    """What a driver can show besides, if its platform knows such a thing.

    `titles`: a message's title can be told from its words. `largest_in`, `largest_out`: bytes of
    the largest file of a person, and of OrgLife, that the platform carries.
    """

    titles: bool
    largest_in: int
    largest_out: int

    async def leave(self, user: str) -> None:
        """The person blocks OrgLife, or is gone."""
        ...

    async def remove(self, place: str) -> None:
        """OrgLife is put out of the room."""
        ...

    async def migrate(self, place: str) -> str:
        """The room gets another id, which is returned; the old one is no place any more."""
        ...

    async def limit(self, seconds: int) -> None:
        """The next thing OrgLife says is refused: it has to wait for so long."""
        ...

    async def cut(self) -> None:
        """The connections break, and what comes over them next fails; it can be connected anew."""
        ...

    async def drop(self) -> None:
        """The next thing OrgLife says is taken, and the answer to it gets lost."""
        ...

    async def topic(self, place: str) -> str:
        """A new topic of the room, as a place of its own where people speak as well."""
        ...

    async def say_in_thread(self, user: str, place: str, root: str, text: str) -> str:
        """Say something in the thread under the message `root`, answering no message in it."""
        ...

    async def react(self, user: str, place: str, message: str, mark: str) -> None:
        """Put a mark (an emoji) on a message."""
        ...


class TooLarge(Exception):
    """The platform does not take a file so large: a driver's `upload` raises it."""


Open = Callable[[Recorder, Path], AbstractAsyncContextManager[Platform]]
"""How a driver is opened: with the inbox that gets what is heard, and a folder of its own. What one
opener opens always declares and lacks the same, so that it need not be opened to be asked again."""
