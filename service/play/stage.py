"""The stage: everything the service is made of, on a memory database and a manual clock."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from adapters.memory import Memory
from adapters.memory.adapter import EVERYTHING, SELF, Chat, Line
from service.core.access import Rules
from service.core.calendar import Holidays, QuietHours
from service.core.capabilities import Capabilities
from service.core.message import Button, File, Place
from service.core.people import Person, RosterRow
from service.ports import Sealer, Update
from service.runtime.administration import Administration
from service.runtime.clock import ManualClock
from service.runtime.delivery import Delivery
from service.runtime.engine import Engine
from service.runtime.letters import Enclosure
from service.runtime.registry import Registry, build_registry
from service.store.store import Store


class NotThereError(LookupError):
    """A person, a chat, a message or a choice that a scenario speaks of is not there."""


class Stage:
    """The service under a manual clock. Every act is handled to its end before it returns."""

    def __init__(
        self,
        store: Store,
        registry: Registry,
        clock: ManualClock,
        chats: Memory,
        make_file: Callable[[Enclosure], File],
    ) -> None:
        self.store = store
        self.registry = registry
        self.clock = clock
        self.chats = chats
        self.engine = Engine(store, registry, clock, {chats.account: chats})
        self.delivery = Delivery(self.engine, clock, {chats.account: chats}, make_file)
        self.administration = Administration(store, clock)

    @classmethod
    async def open(
        cls,
        start: datetime,
        sealer: Sealer,
        make_file: Callable[[Enclosure], File],
        *,
        url: str = "sqlite:///:memory:",
        capabilities: Capabilities = EVERYTHING,
        rules: Rules | None = None,
        quiet: QuietHours | None = None,
        holidays: Holidays | None = None,
    ) -> Stage:
        """A new service at `start`, with nobody in it."""
        store = await Store.open(url)
        registry = build_registry(sealer, rules=rules, quiet=quiet, holidays=holidays)
        stage = cls(
            store, registry, ManualClock(start), Memory(capabilities=capabilities), make_file
        )
        await stage.engine.prepare()
        return stage

    async def close(self) -> None:
        await self.store.close()

    # -- setting up

    async def people(self, rows: Sequence[RosterRow]) -> None:
        """Add these people, each linked to a chat of their own, and a room for every branch."""
        await self.administration.import_roster(rows)
        directory = await self.administration.directory()
        for person in directory.roster.people.values():
            chat = self.chats.private(person.name)
            place = Place(self.chats.account, chat.id)
            await self.administration.link(place, person.name, person.id)
        for unit in {person.unit for person in directory.roster.people.values()}:
            room = self.chats.room(directory.roster.units[unit].name)
            await self.administration.bind(Place(self.chats.account, room.id), unit)
        await self.engine.refresh()

    def person(self, name: str) -> Person:
        """The person of this name. Raises `NotThereError`."""
        for person in self.engine.directory.roster.people.values():
            if person.name == name:
                return person
        raise NotThereError(f"there is nobody called {name!r}")

    # -- acting

    async def say(
        self, name: str, words: str, *, room: str | None = None, reply_to: Line | None = None
    ) -> Line:
        """The person writes in private, or in a room."""
        chat = self.chat(name, room)
        update = self.chats.said(chat, name, words, reply_to.id if reply_to else None)
        await self.receive(update)
        return next(line for line in reversed(chat.lines.values()) if line.sender == name)

    async def press(self, name: str, label: str, *, room: str | None = None) -> None:
        """The person taps the newest choice whose label holds `label`."""
        chat = self.chat(name, room)
        line, button = self.find_button(chat, label)
        await self.receive(self.chats.pressed(chat, name, line, button.id))

    async def edit(self, line: Line, words: str, *, room: str | None = None) -> None:
        await self.receive(self.chats.edited(self.chat(line.sender, room), line, words))

    async def delete(self, line: Line, *, room: str | None = None) -> None:
        await self.receive(self.chats.deleted(self.chat(line.sender, room), line))

    async def receive(self, *updates: Update) -> None:
        """Take updates in and do everything that follows just now."""
        await self.engine.receive(self.chats.account, updates)
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
        while True:
            handled = await self.engine.handle_everything()
            await self.delivery.deliver_all()
            if not handled and not await self.engine.handle_everything():
                return

    async def _next_due(self) -> datetime | None:
        """When the next timer or delayed message is due."""
        async with self.store.read() as transaction:
            timer = await transaction.next_due()
        message = await self.delivery.next_at()
        moments = [each for each in (timer, message) if each is not None]
        return min(moments, default=None)

    # -- looking

    def chat(self, name: str, room: str | None = None) -> Chat:
        """The person's own chat, or the room. Raises `NotThereError`."""
        if room is None:
            return self.chats.private(self.person(name).name)
        if room not in self.chats.chats:
            raise NotThereError(f"there is no room called {room!r}")
        return self.chats.chats[room]

    def find_button(self, chat: Chat, label: str) -> tuple[Line, Button]:
        """The newest choice in the chat whose label is or holds `label`."""
        lines = [line for line in reversed(chat.lines.values()) if line.sender == SELF]
        for wanted in (lambda said: said == label, lambda said: label in said):
            for line in lines:
                for button in line.post.flat_buttons:
                    if wanted(button.label):
                        return line, button
        offered = [button.label for line in lines for button in line.post.flat_buttons]
        raise NotThereError(f"nobody offers {label!r} in {chat.id!r}; there is: {offered}")

    def newest(self, chat: Chat, holding: str = "", *, sender: str | None = SELF) -> Line:
        """The newest message that holds these words. Raises `NotThereError`."""
        for line in reversed(chat.lines.values()):
            said = f"{line.post.title}\n{line.post.body}"
            if holding in said and (sender is None or line.sender == sender) and not line.deleted:
                return line
        raise NotThereError(f"no message in {chat.id!r} holds {holding!r}")
