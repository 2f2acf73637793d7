"""Who is signed in at the pages, as the roster has them now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from service.browsers import token_hash
from service.core.access import SEES_FIGURES, may
from service.core.office import Offered, Signed, Visitor
from service.core.people import Person
from service.core.texts import Moment
from service.ports import Clock
from service.runtime.engine import Engine
from service.runtime.localization.catalog import Locale
from service.store.office_sessions import OfficeSessions

TOUCH = timedelta(minutes=1)  # how exactly it is known when a session was used last


@dataclass(frozen=True, slots=True)
class Desk:
    engine: Engine
    clock: Clock

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

    async def enter(self, link: str, device: str, near: str) -> str:
        """The token of a new session; "" for a link that is no good."""
        return await self.engine.enter_office(link, device, near)

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
        return Visitor(row.id, person.id, person.name, person.language)

    async def sessions(self, person: int) -> tuple[Signed, ...]:
        """Where the person is signed in, the one used last first."""
        async with self.engine.store.read() as transaction:
            rows = await OfficeSessions(transaction).of([person], self.clock.now())
        return tuple(
            Signed(row.id, row.device, row.near, *map(self._said(person), _times(row)))
            for row in rows
        )

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
        roster, rules = self.engine.directory.roster, self.engine.registry.rules
        person = roster.people.get(number)
        if person is None or not may(rules, roster, person, SEES_FIGURES, person.unit):
            return None
        return person

    def _as_signed(self, row: Any) -> Person | None:
        person = self._entitled(row.person)
        same = person is not None and (person.role, person.unit) == (row.role, row.unit)
        return person if same else None

    def _said(self, number: int) -> Any:
        person = self.engine.directory.roster.people[number]
        locale = Locale(person.language, person.timezone, now=self.clock.now())
        return lambda at: self.engine.registry.catalog.say(Moment(at), locale)


def _times(row: Any) -> tuple[datetime, datetime]:
    return row.created_at, row.used_at
