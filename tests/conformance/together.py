"""One service on several platforms at once, each branch on one of them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from adapters.memory import MemoryChat
from adapters.memory.adapter import Line
from service.core.capabilities import Capabilities
from service.core.message import Button, Chat
from service.core.people import RosterRow
from service.core.rate_limit import Rates
from service.play.clients import OnLine
from service.play.stage import Stage
from service.ports import Adapter, Inbox
from service.runtime.accounts.administration import Administration
from service.runtime.engine import Engine
from service.runtime.outbound.delivery import Delivery
from service.runtime.registry import build_registry
from service.runtime.timers.clock import ManualClock
from service.store.cipher import FernetSealer
from service.store.store import Store
from service.testkit.databases import open_store
from service.testkit.organization import KEY, START, make_file
from service.testkit.platform import Open
from service.testkit.playing import Onstage, onstage


class Everywhere:
    """The clients of several platforms as one: people and rooms are told apart by their names."""

    def __init__(self, platforms: Mapping[str, Onstage]) -> None:
        self.on_line: OnLine = lambda *_: None
        self.platforms = platforms
        self.of: dict[str, Onstage] = {}  # by the name of a person or a room
        self._of_chat: dict[int, Onstage] = {}

    @property
    def adapter(self) -> Adapter:
        return next(iter(self.platforms.values())).adapter

    @property
    def capabilities(self) -> Capabilities:
        return self.adapter.capabilities

    @property
    def chats(self) -> Mapping[str, MemoryChat]:
        raise NotImplementedError("ids of different platforms may be alike")

    def attach(self, inbox: Inbox) -> None:
        for each in self.platforms.values():
            each.attach(inbox)

    async def visit(self, name: str, on: Onstage) -> tuple[str, MemoryChat]:
        """The person opens a chat on this platform, and acts there from now on."""
        self.of[name] = on
        return await self.admit(name)

    async def admit(self, name: str) -> tuple[str, MemoryChat]:
        user, chat = await self.of[name].admit(name)
        self._of_chat[id(chat)] = self.of[name]
        return user, chat

    async def gather(self, title: str, names: Sequence[str]) -> MemoryChat:
        there = [name for name in names if self.of[name] is self.of[title]]
        chat = await self.of[title].gather(title, there)
        self._of_chat[id(chat)] = self.of[title]
        return chat

    def private(self, name: str) -> MemoryChat:
        return self.of[name].private(name)

    def room(self, title: str) -> MemoryChat | None:
        return self.of[title].room(title)

    async def say(self, chat: MemoryChat, name: str, words: str, reply_to: Line | None) -> Line:
        return await self._of_chat[id(chat)].say(chat, name, words, reply_to)

    async def press(self, chat: MemoryChat, name: str, line: Line, button: Button) -> None:
        await self._of_chat[id(chat)].press(chat, name, line, button)

    async def edit(self, chat: MemoryChat, line: Line, words: str) -> None:
        await self._of_chat[id(chat)].edit(chat, line, words)

    async def delete(self, chat: MemoryChat, line: Line) -> None:
        await self._of_chat[id(chat)].delete(chat, line)

    async def look(self) -> None:
        for each in self.platforms.values():
            await each.look()


class Together(Stage):
    """The stage of several platforms. `everywhere`: who and what is where."""

    everywhere: Everywhere

    @classmethod
    async def begin(cls, store: Store, everywhere: Everywhere) -> Together:
        registry = build_registry(FernetSealer([KEY]))
        made = cls(store, registry, ManualClock(START), everywhere, make_file)
        made.everywhere = everywhere
        adapters = {each.adapter.account: each.adapter for each in everywhere.platforms.values()}
        made.engine = Engine(store, registry, made.clock, adapters)
        rates = {account: Rates() for account in adapters}
        made.delivery = Delivery(made.engine, made.clock, adapters, make_file, rates=rates)
        made.administration = Administration(store, made.clock)
        everywhere.attach(made.engine)
        await made.engine.prepare()
        return made

    async def settle_in(self, rows: Sequence[RosterRow], where: Mapping[str, str]) -> None:
        """These people come, everybody to the platform of their branch (`where`)."""
        await self.administration.import_roster(rows)
        await self.engine.refresh()
        roster = self.engine.directory.roster
        for person in roster.people.values():
            unit = roster.units[person.unit].name
            on = self.everywhere.platforms[where[unit]]
            self.everywhere.of[person.name] = self.everywhere.of[unit] = on
            await self.come(person.name, on)
        for unit in roster.units.values():
            if unit.name in where:
                names = [each.name for each in roster.people.values() if each.unit == unit.id]
                room = await self.everywhere.gather(unit.name, names)
                account = self.everywhere.of[unit.name].adapter.account
                await self.administration.bind(Chat(account, room.id), unit.id)
        await self.engine.refresh()

    async def come(self, name: str, on: Onstage) -> None:
        """The person is linked on this platform, and acts there from now on."""
        user, chat = await self.everywhere.visit(name, on)
        place = Chat(on.adapter.account, chat.id)
        await self.administration.link(place, user, self.person(name).id)
        await self.engine.refresh()


@asynccontextmanager
async def together(openers: Mapping[str, Open], folder: Path) -> AsyncIterator[Together]:
    """A service on all of these platforms, with nobody in it yet."""
    store = await open_store()
    async with AsyncExitStack() as opened:
        opened.push_async_callback(store.close)
        platforms = {}
        for name, opener in openers.items():
            own = folder / name
            own.mkdir()
            platforms[name] = await opened.enter_async_context(onstage(opener, own))
        yield await Together.begin(store, Everywhere(platforms))
