"""Who may come into an adapter's own pages (the port `Door`)."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from service.core.message import Chat, Ref
from service.ports import Asked, Guest
from service.runtime.accounts.invite_codes import code_hash, looks_like_code
from service.runtime.engine import Engine
from service.store.account_linking import Links

ASKED_EVERY = timedelta(minutes=5)  # how often somebody may ask for a new link


class Doorkeeper:
    """The door of one account."""

    def __init__(self, engine: Engine, account: str) -> None:
        self._engine = engine
        self._account = account
        self._asked: dict[tuple[int, bool], datetime] = {}  # by person, and whether the secretary

    def knows(self, user: str) -> bool:
        return self._engine.directory.person(self._account, user) is not None

    async def guest(self, code: str) -> Guest | None:
        if not looks_like_code(code):
            return None
        async with self._engine.store.read() as transaction:
            row = await Links(transaction).code(code_hash(code))
        directory = self._engine.directory
        person = directory.roster.people.get(row.person) if row is not None else None
        if row is None or person is None or not person.active:
            return None
        linked = directory.linked.get(person.id, ())
        users = (each.user for each in linked if each.chat.account == self._account)
        return Guest(
            person.id,
            person.name,
            directory.roster.units[person.unit].name,
            person.language,
            next(users, ""),
            row.used_at is None and row.expires_at > self._engine.clock.now(),
        )

    async def admit(self, code: str, user: str, chat: str, device: str) -> bool:
        ref = Ref(Chat(self._account, chat), f"door-{secrets.token_hex(8)}", private=True)
        return await self._engine.admit(code, ref, user, device)

    async def ask_again(self, code: str, *, devices: bool, secretary: bool) -> Asked:
        guest = await self.guest(code)
        if guest is None:
            return "nobody"
        now, asked = self._engine.clock.now(), (guest.person, secretary)
        if asked in self._asked and now - self._asked[asked] < ASKED_EVERY:
            return "lately"
        person = self._engine.directory.roster.people[guest.person]
        done = await self._engine.ask_again(
            person, self._account, devices=devices, secretary=secretary
        )
        if done != "nobody":
            self._asked[asked] = now
        return done

    async def another_device(self, user: str) -> str:
        person = self._engine.directory.person(self._account, user)
        if person is None:
            raise KeyError(user)
        return await self._engine.link_code(person.id)
