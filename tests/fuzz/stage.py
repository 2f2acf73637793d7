"""A service in the middle of everything, whose platform speaks as a real one: its updates are read
by the real adapter's `parse`, and all that follows is the real engine on the real store."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from adapters.memory.adapter import Memory
from service.core.events import PlatformEvent
from service.core.message import Chat
from service.ports import Update
from tests.several import Several
from tests.store.old_database import going_on, remembered, unpack, written_down

Parse = Callable[[str], Sequence[PlatformEvent]]
ASKS = "张三"  # for help, and does nothing else
STALL_SECONDS = 1.0  # of the loop's own time, between two turns of others


class Speaking(Memory):
    """Chats in memory whose updates are a real platform's."""

    def __init__(self, before: Memory, parse: Parse) -> None:
        super().__init__(before.account, before.capabilities)
        self.chats = before.chats
        self._number, self._updates = before._number, before._updates
        self._read = parse
        self._plain = 0

    def parse(self, raw: str) -> Sequence[PlatformEvent]:
        if raw.startswith('["'):  # of the stage itself
            return super().parse(raw)
        return self._read(raw)


@dataclass
class Fuzzed:
    """`users`: the platform's ids of people, by name. `outcomes`: what became of the updates."""

    w: Several
    users: dict[str, str]
    outcomes: Counter[str] = field(default_factory=Counter)

    async def take(self, updates: Sequence[Update]) -> None:
        """Everything is handled, refused or set aside alone, and somebody who asks for help after
        that is helped."""
        w, account = self.w, self.w.chats.account
        before = (await w.sql("SELECT max(id) FROM inbox"))[0][0]
        asks = w.chats.said(w.chat(ASKS), ASKS, "/help")
        helped = len(w.heard(ASKS))
        async with busy_no_longer_than(STALL_SECONDS):
            await w.engine.receive(account, [*updates, asks])
            await w.settle()
        assert len(w.heard(ASKS)) > helped, "nobody else is kept waiting"
        rows = await w.sql(
            f"SELECT handled_at, error, waits_for FROM inbox WHERE id > {int(before)}"  # noqa: S608
        )
        for handled_at, error, waits_for in rows:
            assert handled_at or waits_for, "an update is stuck"
            assert error is None or (error.startswith("ValueError at") and "inbound.py" in error), (
                error
            )
            what = "set aside" if error else "waits" if waits_for else "handled"
            self.outcomes[what] += 1


@asynccontextmanager
async def busy_no_longer_than(seconds: float) -> AsyncIterator[None]:
    """The loop gives everybody a turn before it has worked so long at a stretch."""
    longest, ended = 0.0, False

    async def look() -> None:
        nonlocal longest
        last = time.thread_time()
        while not ended:
            await asyncio.sleep(0.02)
            now = time.thread_time()
            longest, last = max(longest, now - last), now

    looking = asyncio.create_task(look())
    try:
        yield
    finally:
        ended = True
        await looking
    assert longest < seconds, f"the loop was busy for {longest:.2f} s"


@asynccontextmanager
async def fuzzed(
    folder: Path, parse: Parse, user_of: Callable[[int], str], chat_of: Callable[[str], str]
) -> AsyncIterator[Fuzzed]:
    """The small organization of the past, as its service was stopped, on such a platform."""
    folder.mkdir(parents=True, exist_ok=True)
    first, *others = remembered()
    at = datetime.fromisoformat(written_down()["stopped_at"])
    async with going_on(unpack(folder), at, [Speaking(first, parse), *others]) as w:
        users = {}
        for person in w.engine.directory.roster.people.values():
            if person.name == ASKS:
                continue
            user = users[person.name] = user_of(person.id)
            w.chats.private(user)
            linked = Chat(w.chats.account, chat_of(user))
            chat = w.chats.chats.pop(f"@{user}")
            chat.id = linked.id
            w.chats.chats[chat.id] = chat
            await w.administration.link(linked, user, person.id)
        await w.engine.refresh()
        await w.settle()
        yield Fuzzed(w, users)
