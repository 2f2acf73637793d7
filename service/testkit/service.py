"""The whole service over one platform: people come in by invitation, and everything they do takes
the way through the platform, the inbox, the engine, the outbox and back."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from tempfile import TemporaryDirectory
from typing import Any, cast

from sqlalchemy import select, text

from service.core.effects import Start
from service.core.message import Message
from service.core.people import Person, RosterRow
from service.host.file_contents import read_content
from service.ports import HostsPeople
from service.runtime.accounts.administration import Administration
from service.runtime.doorkeeper import Doorkeeper
from service.runtime.engine import Engine
from service.runtime.inbound.file_imports import FileImporter
from service.runtime.outbound import payloads
from service.runtime.outbound.delivery import Delivery
from service.runtime.registry import build_registry
from service.runtime.timers.clock import ManualClock
from service.store import tables as t
from service.store.changes import Changes, Kind, OutboxRow
from service.store.cipher import FernetSealer
from service.store.store import Store
from service.testkit.databases import open_store
from service.testkit.organization import BRANCH, KEY, PEOPLE, QUESTIONS, START, make_file
from service.testkit.platform import Platform, Powers, Seen

PACE = timedelta(seconds=5)  # how long a platform's pace may hold back a few messages
_LISTED = re.compile(r"^(\d+)\. (.*)$", re.MULTILINE)


class Service:
    """`users` and `room`: the platform's ids of the people, and of their branch's room."""

    def __init__(self, platform: Platform, store: Store) -> None:
        self.platform = platform
        self.store = store
        self.clock = ManualClock(START)
        self.users: dict[str, str] = {}
        self.room = ""
        self._registry = build_registry(FernetSealer([KEY]))
        self._wire()

    @property
    def powers(self) -> Powers:
        """The platform as one that has the powers which the behaviour needs."""
        return cast(Powers, self.platform)

    def _wire(self) -> None:
        adapters = {self.platform.adapter.account: self.platform.adapter}
        self.engine = Engine(self.store, self._registry, self.clock, adapters)
        self.delivery = Delivery(self.engine, self.clock, adapters, make_file)
        self.reader = FileImporter(self.engine, adapters, read_content)
        self.administration = Administration(self.store, self.clock)
        self.platform.inbox.onward = self.engine
        if isinstance(self.platform.adapter, HostsPeople):
            door = Doorkeeper(self.engine, self.platform.adapter.account)
            self.platform.adapter.open_to(door)

    async def prepare(self, rows: Sequence[RosterRow] = PEOPLE) -> None:
        """Everybody follows their invitation; the secretary binds the branch's room."""
        await self.engine.prepare()
        await self.administration.import_roster(rows)
        await self.engine.refresh()
        people = self.engine.directory.roster.people.values()
        codes = await self.administration.invite([each.id for each in people])
        for person in people:
            self.users[person.name] = await self.join(person.name, codes[person.id])
        self.room = await self.platform.room(BRANCH, list(self.users.values()))
        await self.say(rows[0].name, "/bind", self.room)

    async def join(self, name: str, code: str) -> str:
        """Somebody follows an invitation. Returns their user id. A platform with a door of its own
        lets them in at once; any other one tells OrgLife of them."""
        count = len(self.platform.inbox.updates)
        user = await self.platform.join(name, code)
        if not isinstance(self.platform.adapter, HostsPeople):
            await self.platform.inbox.until_updates(count + 1)
        await self.settle()
        return user

    async def restart(self) -> None:
        """The process ends and another one begins, on the same store."""
        await self.platform.stop()
        await self.platform.start()
        self._wire()
        await self.engine.prepare()
        await self.delivery.recover()
        await self.settle()

    async def say(self, name: str, words: str, chat: str | None = None) -> None:
        count = len(self.platform.inbox.updates)
        user = self.users[name]
        await self.platform.say(user, chat or await self.platform.private(user), words)
        await self.heard_since(count)

    async def press(self, name: str, label: str, chat: str | None = None) -> None:
        """Take the newest choice whose label holds `label`; where choices can't be tapped, by
        typing its number, or its words when another list has come since."""
        user = self.users[name]
        at = chat or await self.platform.private(user)
        if not self.platform.adapter.capabilities.taps:
            await self.say(name, await self._typed(at, label), at)
            return
        offered = [
            (message.id, each)
            for message in reversed(await self.platform.seen(at))
            for row in message.labels
            for each in row
        ]
        message, whole = next((m, each) for m, each in offered if label in each)
        count = len(self.platform.inbox.updates)
        await self.platform.press(user, at, message, whole)
        await self.heard_since(count)

    async def _typed(self, chat: str, label: str) -> str:
        """What takes the newest choice of this label."""
        said = [each.words for each in reversed(await self.platform.seen(chat)) if each.ours]
        lists = [listed for listed in map(_LISTED.findall, said) if listed]
        for listed in lists:
            for number, offered in listed:
                if label in offered:
                    return str(number) if listed is lists[0] else str(offered)
        raise AssertionError(f"nothing that is listed holds {label!r}")

    async def heard_since(self, before: int) -> None:
        await self.platform.inbox.until_updates(before + 1)
        await self.settle()

    async def settle(self) -> None:
        """Handle and deliver until nothing is left to do now, nor at the platform's own pace: what
        it makes wait for a moment gets that moment."""
        until = self.clock.now() + PACE
        while True:
            while await self.engine.handle_everything() or await self.reader.read_all():
                await self.delivery.deliver_all()
            await self.delivery.deliver_all()
            later = await self.delivery.next_at()
            if later is None or later > until:
                return
            self.clock.set(max(later, self.clock.now() + PACE / 20))

    async def advance(self, by: timedelta) -> None:
        """Let time pass, a minute at a time."""
        until = self.clock.now() + by
        while self.clock.now() < until:
            self.clock.set(min(self.clock.now() + timedelta(minutes=1), until))
            await self.settle()

    async def quiz(self, **details: Any) -> None:
        """A quiz of the branch, open from now on for an hour."""
        owner = self.person(PEOPLE[0].name)
        await self.administration.import_bank(owner.unit, "题库", QUESTIONS)
        await self.begin("题库", **details)

    async def begin(self, bank: str, **details: Any) -> None:
        """A quiz of the branch from this bank and called like it, open from now on for an hour."""
        owner = self.person(PEOPLE[0].name)
        wanted = {"bank": bank, "title": bank, "minutes": 60, **details}
        await self.engine.begin(Start("quiz", owner.unit, owner.id, wanted))
        await self.settle()

    def person(self, name: str) -> Person:
        people = self.engine.directory.roster.people.values()
        return next(each for each in people if each.name == name)

    async def order(
        self, chat: str, words: str = "", *, kind: Kind = "send", key: str = "note", **more: Any
    ) -> None:
        """One more thing to deliver, as a workflow would ask for it; `settle` carries it out."""
        changes = Changes()
        account, now = self.platform.adapter.account, self.clock.now()
        payload = payloads.write(Message(words))
        changes.send(OutboxRow(kind, account, chat, now, payload, key=key, **more))
        async with self.store.write() as transaction:
            await transaction.apply(changes)

    async def heard(self, name: str) -> list[str]:
        """What OrgLife has said to the person in private, as it reads now."""
        return [_whole(each) for each in await self.chat(name) if each.ours]

    async def chat(self, name: str) -> Sequence[Seen]:
        return await self.platform.seen(await self.platform.private(self.users[name]))

    async def home(self, name: str) -> str:
        """The person's own chat."""
        return await self.platform.private(self.users[name])

    async def states(self, key: str = "note") -> list[str]:
        """How the orders under this key stand in the outbox, in order."""
        wanted = select(t.outbox.c.state).where(t.outbox.c.key == key).order_by(t.outbox.c.id)
        async with self.store.read() as transaction:
            return [each.state for each in await transaction.rows(wanted)]

    async def count(self, query: str) -> int:
        """The number that a query in plain SQL gives."""
        async with self.store.read() as transaction:
            ((number,),) = await transaction.rows(text(query))
        return int(number)


def _whole(seen: Seen) -> str:
    return f"{seen.title}\n{seen.words}".strip()


@asynccontextmanager
async def open_service(platform: Platform) -> AsyncIterator[Service]:
    """A service on the platform, with its people come in and its room bound."""
    # A file: what is in memory is gone when a commit is cancelled half-way.
    folder = TemporaryDirectory()
    store = await open_store(f"sqlite:///{folder.name}/service.sqlite3")
    try:
        service = Service(platform, store)
        await service.prepare()
        yield service
    finally:
        await store.close()
        folder.cleanup()
