"""The whole service on several platforms in memory: `memory`, with everybody, `web` and more."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any

from adapters.memory.adapter import SELF, Memory
from service.core.people import RosterRow
from service.play.clients import InMemory
from service.ports import NotSent, Order, SendResult, Update
from service.runtime.engine import Engine
from service.runtime.outbound.delivery import Delivery
from service.runtime.registry import build_registry
from service.runtime.timers.clock import ManualClock
from service.store.cipher import FernetSealer
from service.testkit.databases import open_store
from tests.world import KEY, PEOPLE, START, World, make_file, words


class Web(Memory):
    """A second platform, with links that hand over a code."""

    def invite_link(self, code: str) -> str | None:
        return f"https://web.example/{code}"


class Several(World):
    """A world with more platforms. Names stand for people on the first, user ids on the others."""

    others: dict[str, Memory]
    roster_file: Sequence[RosterRow]

    @property
    def web(self) -> Memory:
        return self.others["web"]

    async def wire(self, *others: Memory) -> None:
        """The service begins on these platforms besides the first."""
        self.others = {each.account: each for each in others}
        adapters = {self.chats.account: self.chats, **self.others}
        self.engine = Engine(self.store, self.registry, self.clock, adapters)
        self.delivery = Delivery(self.engine, self.clock, adapters, make_file)
        self.clients.attach(self.engine)
        await self.engine.prepare()
        await self.delivery.recover()

    async def join(self, account: str, user: str, name: str) -> None:
        """The person comes to a platform by an invitation."""
        person = self.person(name).id
        self.clock.advance(timedelta(seconds=1))
        await self.type(account, user, (await self.administration.invite([person]))[person])

    async def type(self, account: str, user: str, typed: str) -> list[str]:
        """Somebody types in private; everything they have been told so far."""
        chats = self._on(account)
        await self.hear(account, chats.said(chats.private(user), user, typed))
        return self.told(account, user)

    async def tap(self, account: str, user: str, label: str) -> None:
        """Somebody takes the newest choice of their private chat whose label holds `label`."""
        chats = self._on(account)
        line, button = self.find_button(chats.private(user), label)
        await self.hear(account, chats.pressed(chats.private(user), user, line, button.id))

    async def hear(self, account: str, *updates: Update) -> None:
        await self.engine.receive(account, updates)
        await self.settle()

    def told(self, account: str, user: str) -> list[str]:
        lines = self._on(account).private(user).lines.values()
        return [words(line) for line in lines if line.sender == SELF]

    @staticmethod
    def busy(_: Order) -> SendResult:
        """For `Memory.answer`: there is no connection just now."""
        return NotSent("no connection")

    def _on(self, account: str) -> Memory:
        return self.others.get(account, self.chats)


@asynccontextmanager
async def several(
    people: Sequence[RosterRow] = PEOPLE,
    *,
    url: str = "sqlite:///:memory:",
    accounts: Sequence[str] = ("web",),
    start: datetime = START,
    key: str = KEY,
    platforms: Sequence[Memory] = (),
    base_url: str = "",
    **rules: Any,
) -> AsyncIterator[Several]:
    """`rules` are those of the registry. With the `url`, the `key` and the `platforms` of an
    earlier one, the one with everybody first, it goes on where that stopped."""
    first, *others = platforms or (Memory(), *(Web(each) for each in accounts))
    store = await open_store(url)
    registry = build_registry(FernetSealer([key]), url=base_url, **rules)
    made = Several(store, registry, ManualClock(start), InMemory(first), make_file)
    made.roster_file = people
    try:
        await made.wire(*others)
        if people:
            await made.people(people)
        yield made
    finally:
        await made.close()
