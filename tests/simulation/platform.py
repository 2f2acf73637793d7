"""A chat platform that does what it is told to do wrong, and remembers everything."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from adapters.memory.adapter import Line, Memory
from service.core.capabilities import Capabilities
from service.core.events import PlatformEvent
from service.ports import (
    Check,
    Inbox,
    NotSent,
    Order,
    RetryAfter,
    SendResult,
    Sent,
    Unknown,
    Update,
)

Gone = Callable[[str, str], bool]
RETRY_SECONDS = 1.0
AT_ONCE = 10  # updates handed over together


@dataclass(frozen=True, slots=True)
class Done:
    """Something the platform has done. `row`: the number of the message in the outbox; `line`: the
    message that is there, or that was changed."""

    at: float
    account: str
    chat: str
    kind: str
    row: int
    line: str
    text: str
    buttons: bool


class Platform(Memory):
    """Hands over what people do until it is confirmed, and takes what OrgLife says, as well as it
    can. `is_gone(port, side)`: whether the process stops there."""

    def __init__(
        self, account: str, capabilities: Capabilities, random: Random, is_gone: Gone
    ) -> None:
        super().__init__(account, capabilities)
        self.done: list[Done] = []
        self.told: Counter[tuple[str, str]] = Counter()  # updates about each message, by its place
        self.produced: dict[str, Update] = {}
        self.accepted: dict[str, float] = {}  # by update id: when it was confirmed
        self.waiting: list[Update] = []
        self.failed: Counter[int] = Counter()  # by row: how often nothing came of it
        self.down_until = -1.0
        self.deaf_until = -1.0  # people's acts do not come through
        self.limited = 0  # messages to refuse
        self.lost = 0  # answers to lose, of what is done
        self.hangs = 0  # calls that are never answered
        self._random = random
        self._is_gone = is_gone
        self._news: asyncio.Event | None = None

    @property
    def calm(self) -> bool:
        now = asyncio.get_running_loop().time()
        return self.down_until <= now and self.deaf_until <= now

    # -- the way in

    def hand_over(self, *updates: Update) -> None:
        """People have done this."""
        for each in updates:
            self.produced[each.id] = each
        self.waiting.extend(updates)
        if self._news is not None:
            self._news.set()

    def update(self, event: PlatformEvent) -> Update:
        self.told[event.ref.chat.id, event.ref.id] += 1
        update = super().update(event)
        return Update(f"{self.account}-{update.id}", update.raw, update.sensitive)

    async def run(self, inbox: Inbox) -> None:
        loop = asyncio.get_running_loop()
        self._news = asyncio.Event()
        while True:
            if not self.waiting:
                self._news.clear()
                await self._news.wait()
            if self.deaf_until > loop.time():
                await asyncio.sleep(self.deaf_until - loop.time())
            batch = self.waiting[:AT_ONCE]
            if self._is_gone("receive", "before"):
                await loop.create_future()
            try:
                await inbox.receive(self.account, batch)
            except Exception:
                await asyncio.sleep(RETRY_SECONDS)
                continue
            for each in batch:
                self.accepted.setdefault(each.id, loop.time())
                self.waiting.remove(each)
            if self._is_gone("receive", "after"):
                await loop.create_future()

    # -- the way out

    async def send(self, order: Order) -> SendResult:
        loop = asyncio.get_running_loop()
        if self._is_gone("send", "before"):
            await loop.create_future()
        if self.down_until > loop.time():
            self._fails(order)
            return NotSent("no connection")
        if self._random.random() < 0.15:
            await asyncio.sleep(self._random.choice((0.02, 0.4)))
        if self.limited:
            self.limited -= 1
            return RetryAfter(self._random.choice((1.0, 5.0, 30.0)))
        if self.hangs:
            self.hangs -= 1
            self._fails(order)
            if self._random.random() < 0.5:
                await self._do(order, loop.time())
            await loop.create_future()
        result = await self._do(order, loop.time())
        if self._is_gone("send", "after"):
            await loop.create_future()
        if self.lost and isinstance(result, Sent):
            self.lost -= 1
            self._fails(order)
            return Unknown("the answer was lost")
        return result

    def _fails(self, order: Order) -> None:
        self.failed[_row(order)] += 1

    async def _do(self, order: Order, at: float) -> SendResult:
        known = len(self.chats[order.chat].lines) if order.chat in self.chats else 0
        result = await super().send(order)
        if isinstance(result, Sent):
            chat = self.chats[order.chat]
            kind = order.kind
            if kind == "send" and len(chat.lines) == known:
                kind = "again"
            post = order.post
            text = f"{post.title}\n{post.body}" if post is not None else ""
            row = _row(order)
            buttons = post is not None and bool(post.buttons)
            self.done.append(
                Done(at, self.account, order.chat, kind, row, result.id, text, buttons)
            )
        return result

    async def check(self) -> Sequence[Check]:
        down = self.down_until > asyncio.get_running_loop().time()
        return (Check("connection", ok=not down, detail="no connection" if down else ""),)

    def cease(self) -> None:
        """Everything is in order from now on."""
        self.down_until = self.deaf_until = -1.0
        self.limited = self.lost = self.hangs = 0

    def lines_of(self, chat: str) -> list[Line]:
        return list(self.chats[chat].lines.values()) if chat in self.chats else []


def _row(order: Order) -> int:
    """The number of the message in the outbox, as the key of its order tells it."""
    return int(order.key.split("-")[0])
