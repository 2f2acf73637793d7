"""What the suite asks of a driver: people at their clients, and a look at what stands in a chat.

A driver stands for the platform as its people know it. It makes them, acts for them, and tells
what they see; how OrgLife hears of it is the adapter's affair.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from service.core.events import PlatformEvent
from service.core.message import Post
from service.ports import Adapter, Inbox, Order, OrderKind, SendResult, Sent, Update

PATIENCE_SECONDS = 5.0


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


class Recorder:
    """An inbox that keeps the promise of the port: what it knows already is dropped.

    `failing`: it can keep nothing just now. `onward`: another inbox that gets everything as well.
    """

    def __init__(self, onward: Inbox | None = None) -> None:
        self.onward = onward
        self.updates: list[Update] = []
        self.accounts: set[str] = set()
        self.calls = 0
        self.failing = False
        self._grown = asyncio.Event()

    async def receive(self, account: str, updates: Sequence[Update]) -> None:
        self.calls += 1
        try:
            if self.failing:
                raise OSError("the disk is full")
            if self.onward is not None:
                await self.onward.receive(account, updates)
            known = {each.id for each in self.updates}
            self.updates += [each for each in updates if each.id not in known]
            self.accounts.add(account)
        finally:
            self._grown.set()

    async def until_updates(self, count: int) -> None:
        """Wait until there are so many."""
        await self._until(lambda: len(self.updates) >= count, f"{count} updates")

    async def until_calls(self, count: int) -> None:
        """Wait until the adapter has tried so often to hand something over."""
        await self._until(lambda: self.calls >= count, f"{count} calls")

    async def _until(self, reached: Callable[[], bool], wanted: str) -> None:
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                while not reached():
                    self._grown.clear()
                    await self._grown.wait()
        except TimeoutError:
            raise AssertionError(
                f"waited for {wanted}; {len(self.updates)} came in {self.calls} calls"
            ) from None


class Platform(Protocol):
    """One platform with one account of OrgLife on it, which is open and runs.

    People's acts return when the platform has them; that OrgLife hears of them is awaited through
    `inbox`. `tells_of_deletions`: the platform says when a person deletes a message.
    """

    inbox: Recorder
    tells_of_deletions: bool

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

    async def leave(self, user: str) -> None:
        """The person blocks OrgLife, or is gone."""
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


# -- what the behaviours need again and again


async def give(
    platform: Platform,
    place: str,
    post: Post | None,
    *,
    key: str = "1",
    kind: OrderKind = "send",
    target: str | None = None,
) -> SendResult:
    """One order for the platform."""
    return await platform.adapter.send(Order(kind, key, place, post, target))


async def tell(platform: Platform, place: str, post: Post, key: str = "1") -> str:
    """Say something that must arrive; the id of the message."""
    result = await give(platform, place, post, key=key)
    assert isinstance(result, Sent), result
    return result.id


async def standing(platform: Platform, place: str, message: str) -> Seen:
    """The message as it stands now."""
    found = [each for each in await platform.seen(place) if each.id == message]
    assert len(found) == 1, f"{len(found)} messages have the id {message}"
    return found[0]


async def heard(platform: Platform, count: int = 1) -> list[PlatformEvent]:
    """The events of the first `count` updates; no more of them may have come."""
    await platform.inbox.until_updates(count)
    assert len(platform.inbox.updates) == count
    return [event for each in platform.inbox.updates for event in platform.adapter.parse(each.raw)]
