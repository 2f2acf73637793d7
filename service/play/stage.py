"""The stage: everything the service is made of, on a memory database and a manual clock."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import update

from adapters.memory import Memory
from adapters.memory.adapter import SELF, Line, MemoryChat
from service.core.access import Rules
from service.core.calendar import Holidays, QuietHours
from service.core.message import Attachment, Button, Chat, File
from service.core.people import Language, Person, RosterRow, Unit
from service.core.privacy import FIRST_VERSION, NOTICE
from service.core.rate_limit import Rates
from service.host.file_contents import read_content
from service.play import degraded_client
from service.play.clients import Clients, InMemory
from service.play.finders import NotThereError, find_button, newest
from service.ports import Sealer, Update
from service.runtime.accounts.administration import Administration
from service.runtime.engine import Engine
from service.runtime.inbound.file_imports import FileImporter
from service.runtime.outbound.delivery import Delivery
from service.runtime.registry import Registry, build_registry
from service.runtime.timers.clock import ManualClock
from service.store import tables as t
from service.store.store import Store


class Stage:
    """The service under a manual clock. Every act is handled to its end before it returns."""

    def __init__(
        self,
        store: Store,
        registry: Registry,
        clock: ManualClock,
        clients: Clients,
        make_file: Callable[[Attachment], File],
        *,
        paced: bool = False,
    ) -> None:
        """`paced`: the platform's rates hold; otherwise no time passes between two steps."""
        self.store = store
        self.registry = registry
        self.clock = clock
        self.clients = clients
        self.account = clients.adapter.account
        adapters = {self.account: clients.adapter}
        self.engine = Engine(store, registry, clock, adapters)
        rates = None if paced else {self.account: Rates()}
        self.delivery = Delivery(self.engine, clock, adapters, make_file, rates=rates)
        clients.attach(self.engine)
        self.reader = FileImporter(self.engine, adapters, read_content)
        self.administration = Administration(store, clock)
        self.on_press: Callable[[MemoryChat, str, Line, str], None] = lambda *_: None

    @classmethod
    async def open(
        cls,
        start: datetime,
        sealer: Sealer,
        make_file: Callable[[Attachment], File],
        *,
        url: str = "sqlite:///:memory:",
        clients: Clients | None = None,
        rules: Rules | None = None,
        quiet: QuietHours | None = None,
        holidays: Holidays | None = None,
        settings: Mapping[str, Any] | None = None,
        base_url: str = "",
    ) -> Stage:
        """A new service at `start`, with nobody in it. Without `clients` the chats are in
        memory."""
        store = await Store.open(url)
        registry = build_registry(
            sealer, rules=rules, quiet=quiet, holidays=holidays, settings=settings, url=base_url
        )
        stage = cls(store, registry, ManualClock(start), clients or InMemory(Memory()), make_file)
        await stage.engine.prepare()
        return stage

    async def close(self) -> None:
        await self.store.close()

    @property
    def chats(self) -> Memory:
        """The chats in memory. Raises TypeError for a stage on another platform."""
        if not isinstance(self.clients, InMemory):
            raise TypeError("this stage is not in memory")
        return self.clients.adapter

    # -- setting up

    async def people(
        self,
        rows: Sequence[RosterRow],
        *,
        language: Language = "zh-CN",
        timezone: str = "Asia/Shanghai",
    ) -> None:
        """Add these people, each linked to a chat of their own, and a room for every branch.

        `language` and `timezone` are those of the rooms.
        """
        office = Administration(self.store, self.clock, language, timezone)
        await office.import_roster(rows)
        await self._tell_of_privacy()
        directory = await self.administration.directory()
        for person in directory.roster.people.values():
            user, chat = await self.clients.admit(person.name)
            await self.administration.link(Chat(self.account, chat.id), user, person.id)
        for unit in {person.unit for person in directory.roster.people.values()}:
            members = [each.name for each in directory.roster.members(unit)]
            room = await self.clients.gather(directory.roster.units[unit].name, members)
            await self.administration.bind(Chat(self.account, room.id), unit)
        await self.engine.refresh()

    async def _tell_of_privacy(self) -> None:
        """Everybody knows the first version of the notice, so that plays begin with their story; a
        play about it sets another one (`privacy = { version = "…" }`)."""
        async with self.store.write() as transaction:
            known = update(t.people).values(agreed=f"{NOTICE} {FIRST_VERSION}")
            await transaction.execute(known)

    def person(self, name: str) -> Person:
        """The person of this name. Raises `NotThereError`."""
        for person in self.engine.directory.roster.people.values():
            if person.name == name:
                return person
        raise NotThereError(f"no one is called {name!r}")

    def unit(self, name: str) -> Unit:
        """The unit of this name. Raises `NotThereError`."""
        for unit in self.engine.directory.roster.units.values():
            if unit.name == name:
                return unit
        raise NotThereError(f"there is no unit called {name!r}")

    @property
    def root(self) -> Unit:
        """The unit above all others. Raises `NotThereError`."""
        for unit in self.engine.directory.roster.units.values():
            if unit.parent is None:
                return unit
        raise NotThereError("there is no unit")

    # -- acting

    async def say(
        self, name: str, words: str, *, room: str | None = None, reply_to: Line | None = None
    ) -> Line:
        """The person writes in private, or in a room."""
        line = await self.clients.say(self.chat(name, room), name, words, reply_to)
        await self.settle()
        return line

    async def press(self, name: str, label: str, *, room: str | None = None, of: str = "") -> None:
        """The person takes the newest choice whose label holds `label`, of a message that holds
        `of`: by a tap, or on a platform without buttons by typing its number. Raises
        `NotThereError`."""
        if not self.clients.capabilities.taps:
            await degraded_client.choose(self, name, label, room, of)
            return
        chat = self.chat(name, room)
        line, button = find_button(chat, label, of)
        self.on_press(chat, name, line, button.label)
        await self.clients.press(chat, name, line, button)
        await self.settle()

    async def attach(
        self,
        name: str,
        file: File,
        words: str = "",
        *,
        room: str | None = None,
        reply_to: Line | None = None,
    ) -> None:
        """The person sends a file, in private or in a room."""
        await self.clients.upload(self.chat(name, room), name, file, words, reply_to)
        await self.settle()

    async def like(
        self, name: str, line: Line, *, room: str | None = None, taken_back: bool = False
    ) -> None:
        """The person puts an approving reaction on the message, or takes it back."""
        await self.clients.like(self.chat(name, room), name, line, taken_back=taken_back)
        await self.settle()

    async def edit(self, line: Line, words: str, *, room: str | None = None) -> None:
        await self.clients.edit(self.chat(line.sender, room), line, words)
        await self.settle()

    async def delete(self, line: Line, *, room: str | None = None) -> None:
        """The person takes back what they wrote. Where the platform does not tell of it, they do
        so by a button of OrgLife's as well."""
        if not self.clients.capabilities.deletions:
            await degraded_client.take_back(self, line.sender, line.post.body)
        await self.clients.delete(self.chat(line.sender, room), line)
        await self.settle()

    async def receive(self, *updates: Update) -> None:
        """Take updates in and do everything that follows just now."""
        await self.engine.receive(self.account, updates)
        await self.settle()

    async def advance(self, by: timedelta) -> None:
        """Let time pass; whatever becomes due on the way happens at its own time."""
        await self.advance_to(self.clock.now() + by)

    async def advance_to(self, until: datetime) -> None:
        while True:
            due = await self._next_due()
            if due is None or due > until:
                break
            self.clock.set(max(due, self.clock.now()))
            await self.settle()
        self.clock.set(max(until, self.clock.now()))
        await self.settle()

    async def settle(self) -> None:
        """Handle and deliver until nothing is left to do now."""
        await self.engine.handle_everything()
        while True:
            await self.reader.read_all()
            await self.delivery.deliver_all()
            if not await self.engine.handle_everything():
                break
        await self.clients.look()

    async def _next_due(self) -> datetime | None:
        """When the next timer or delayed message is due."""
        async with self.store.read() as transaction:
            timer = await transaction.next_due()
        message = await self.delivery.next_at()
        moments = [each for each in (timer, message) if each is not None]
        return min(moments, default=None)

    # -- looking

    def chat(self, name: str, room: str | None = None) -> MemoryChat:
        """The person's own chat, or the room. Raises `NotThereError`."""
        if room is None:
            return self.clients.private(self.person(name).name)
        found = self.clients.room(room)
        if found is None:
            raise NotThereError(f"there is no room called {room!r}")
        return found

    def find_button(self, chat: MemoryChat, label: str) -> tuple[Line, Button]:
        """See `service.play.finders.find_button`."""
        return find_button(chat, label)

    def newest(self, chat: MemoryChat, holding: str = "", *, sender: str | None = SELF) -> Line:
        """See `service.play.finders.newest`."""
        return newest(chat, holding, sender=sender)

    def latest(self, chat: MemoryChat) -> Line:
        """What OrgLife has said or changed last, where chats are in memory. Raises
        `NotThereError`."""
        ours = [line for line in chat.lines.values() if line.sender == SELF and not line.deleted]
        if not ours:
            raise NotThereError(f"OrgLife has said nothing in {chat.id!r}")
        return max(ours, key=lambda line: line.changed)
