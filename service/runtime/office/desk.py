"""Who is signed in at the pages, as the roster has them now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from service.browsers import token_hash
from service.core.office import (
    Browser,
    ChatDevice,
    Offered,
    Passkey,
    Policy,
    Settings,
    Signed,
    Stage,
    Visitor,
)
from service.core.people import Person
from service.core.texts import Moment
from service.ports import Clock, SignsIn
from service.runtime.accounts import office
from service.runtime.engine import Engine
from service.runtime.localization.catalog import Locale
from service.runtime.unit_of_work import UnitOfWork
from service.store.office_factors import OfficeFactors
from service.store.office_sessions import OfficeSessions

TOUCH = timedelta(minutes=1)  # how exactly it is known when a session was used last
FRESH = timedelta(minutes=10)  # for which who has shown who they are may change how they come in


@dataclass(frozen=True, slots=True)
class Desk:
    engine: Engine
    clock: Clock
    policy: Policy = field(default_factory=Policy)
    chats: Sequence[SignsIn] = ()  # chats of our own

    async def offered(self, link: str) -> Offered | None:
        """Whose link it is; None for one that is no good. Looking spends nothing."""
        now = self.clock.now()
        async with self.engine.store.read() as transaction:
            owner = await OfficeSessions(transaction).owner(token_hash(link), now)
        person = self._entitled(owner or 0)
        if person is None:
            return None
        unit = self.engine.directory.roster.full_name(person.unit)
        return Offered(person.name, unit, person.language)

    async def enter(self, link: str, browser: Browser) -> str:
        """The token of a new session; "" for a link that is no good."""
        return await self.engine.do("office_sign_in", partial(_enter, link, browser))

    async def visitor(self, token: str) -> Visitor | None:
        """Who is signed in with this token. Whose role or unit is another one now is not, nor is
        who has left."""
        if not token:
            return None
        now = self.clock.now()
        async with self.engine.store.read() as transaction:
            row = await OfficeSessions(transaction).one(token_hash(token), now)
        if row is None:
            return None
        person = self._as_signed(row)
        if person is None:
            await self.end(row.person, row.id)
            return None
        if now - row.used_at >= TOUCH:
            async with self.engine.store.write() as transaction:
                await OfficeSessions(transaction).touch(row.id, now)
        stage, until = self._stage(row, now)
        return Visitor(
            row.id,
            person.id,
            person.name,
            person.language,
            stage,
            fresh=now - row.created_at < FRESH,
            until=self._said(person.id)(until) if until else "",
            proved=row.factors > 1,
        )

    def _stage(self, row: Any, now: datetime) -> tuple[Stage, datetime | None]:
        """What the session may see, and from when on it will be asked for a second factor."""
        if row.factors > 1:
            return "in", None
        if row.has_passkey or row.code_since is not None:
            return "second", None
        if row.role not in self.policy.roles:
            return "in", None
        until = (row.since or now) + self.policy.grace
        return ("setup", None) if now >= until else ("in", until)

    async def settings(self, person: int, *, passkeys_work: bool, provider: str) -> Settings:
        """With what the person comes in, and where they are signed in."""
        now, said = self.clock.now(), self._said(person)
        async with self.engine.store.read() as transaction:
            sessions = await OfficeSessions(transaction).of([person], now)
            factors = OfficeFactors(transaction)
            passkeys, own = await factors.passkeys(person), await factors.person(person)
            bound = await factors.bound(person)
        return Settings(
            tuple(
                Signed(
                    each.id,
                    each.device,
                    each.near,
                    said(each.created_at),
                    said(each.used_at),
                    each.way,
                )
                for each in sessions
            ),
            await self._chat_devices(person),
            tuple(
                Passkey(
                    each.id,
                    each.name,
                    said(each.created_at),
                    said(each.used_at) if each.used_at else "",
                )
                for each in passkeys
            ),
            passkeys_work,
            said(own.code_since) if own is not None and own.code_since else "",
            provider,
            said(bound.created_at) if bound is not None else "",
        )

    async def _chat_devices(self, person: int) -> tuple[ChatDevice, ...]:
        said = self._said(person)
        found = []
        for at, (chat, user) in enumerate(self._own_chats(person)):
            for each in await chat.devices(user):
                key, times = f"{at}-{each.id}", (said(each.since), said(each.used))
                found.append(ChatDevice(key, each.name, *times))
        return tuple(found)

    async def end_chat_device(self, person: int, key: str) -> None:
        """End a session of the person's own chat, by the key that `settings` gave it."""
        which, _, number = key.partition("-")
        there = self._own_chats(person)
        if number.isascii() and number.isdigit() and len(number) < 19 and which.isdigit():
            for at, (chat, user) in enumerate(there):
                if str(at) == which:
                    await chat.sign_out(user, int(number))

    async def end_everywhere(self, person: int, *, ways: bool = False) -> int:
        """End all sessions of the person, at the pages and in chats of our own. Returns how many.
        `ways`: they can't come in by anything but a link from the chat any more."""
        who = self.engine.directory.roster.people[person]
        if ways:
            await self.engine.do("office_sign_in", partial(_drop_all, who))
        async with self.engine.store.write() as transaction:
            ended = await OfficeSessions(transaction).end(person, self.clock.now())
        for chat, user in self._own_chats(person):
            ended += len(await chat.devices(user))
            await chat.sign_out(user)
        return ended

    def _own_chats(self, person: int) -> list[tuple[SignsIn, str]]:
        users = self.engine.directory.users
        return [(chat, user) for chat in self.chats for user in users(person, chat.account)]

    async def end(self, person: int, session: int | None = None) -> None:
        """End a session of the person, or all of them."""
        async with self.engine.store.write() as transaction:
            await OfficeSessions(transaction).end(person, self.clock.now(), only=session)

    async def keep(self) -> None:
        """End the sessions of who has left, or has another role or unit than when they signed
        in."""
        now = self.clock.now()
        async with self.engine.store.read() as transaction:
            rows = await OfficeSessions(transaction).of(None, now)
        over = [row.id for row in rows if self._as_signed(row) is None]
        if over:
            async with self.engine.store.write() as transaction:
                await OfficeSessions(transaction).end_these(over, now)

    async def forget(self) -> None:
        """Drop what nobody can use any more."""
        async with self.engine.store.write() as transaction:
            await OfficeSessions(transaction).forget(self.clock.now())

    def _entitled(self, number: int) -> Person | None:
        return office.entitled(self.engine.registry, self.engine.directory.roster, number)

    def _as_signed(self, row: Any) -> Person | None:
        person = self._entitled(row.person)
        same = person is not None and (person.role, person.unit) == (row.role, row.unit)
        return person if same else None

    def _said(self, number: int) -> Any:
        person = self.engine.directory.roster.people[number]
        locale = Locale(person.language, person.timezone, now=self.clock.now())
        return lambda at: self.engine.registry.catalog.say(Moment(at), locale)


async def _enter(link: str, browser: Browser, uow: UnitOfWork) -> str:
    return await office.enter(uow, link, browser)


async def _drop_all(person: Person, uow: UnitOfWork) -> None:
    await office.drop_all(uow, person)
