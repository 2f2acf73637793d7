"""People on platforms of our own: one chat each, under the name of the roster."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from service.core.directory import Directory
from service.core.message import Chat
from service.ports import Adapter, HostsPeople
from service.runtime.doorkeeper import Doorkeeper
from service.runtime.engine import Engine
from service.store.erasing import Erasing


class ChatPeople:
    """Opens the doors of these adapters to the people of the roster, and keeps them as it says.

    It remembers the names that it has handed over, so that a change costs what has changed.
    """

    def __init__(self, adapters: Iterable[Adapter], engine: Engine) -> None:
        self._hosts = [each for each in adapters if isinstance(each, HostsPeople)]
        self._engine = engine
        self._named = Directory()
        for host in self._hosts:
            host.open_to(Doorkeeper(engine, host.account))

    async def merge(self) -> None:
        """Make one of the chats of whoever has several on an account, as could be before a person
        had one for all devices. What was linked last is kept."""
        for host in self._hosts:
            for linked in list(self._engine.directory.linked.values()):
                here = [each for each in linked if each.chat.account == host.account]
                if len(here) < 2:
                    continue
                keep, *others = (each.user for each in here)
                into = Chat(host.account, await host.private_room(keep))
                await host.merge(keep, others)
                chats = {each.user: each.chat for each in here[1:]}
                await self._engine.merge(host.account, keep, chats, into)

    async def forget(self) -> None:
        """Empty the private chats of whoever had their data erased. What a crash has left is done
        by the next start."""
        store, linked = self._engine.store, self._engine.directory.linked
        async with store.read() as transaction:
            pending = await Erasing(transaction).pending()
        for row in pending:
            for host in self._hosts:
                for each in linked.get(row.person, ()):
                    if each.chat.account == host.account:
                        await self._empty(host, each.user, row.at)
            async with store.write() as transaction:
                await Erasing(transaction).chats_done(row.person, self._engine.clock.now())
        if pending:
            await self._engine.refresh()

    async def _empty(self, host: HostsPeople, user: str, before: datetime) -> None:
        """Empty one chat. Files that a record of the organization holds stay with the record."""
        files = await host.private_files(user)
        async with self._engine.store.read() as transaction:
            kept = await Erasing(transaction).held(files)
        await host.forget(user, before, kept)

    async def keep(self, directory: Directory) -> None:
        """Hand over the names that have changed."""
        people = directory.roster.people
        changed = directory.people_changed_since(self._named)
        for host in self._hosts:
            news = {
                user: people[person].name
                for person in changed
                if person in people
                for user in directory.users(person, host.account)
            }
            if news:
                await host.rename(news)
        self._named = directory
