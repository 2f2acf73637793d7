"""Who is signed in where. A browser holds a random token; only its hash is kept."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, delete, exists, select, update
from sqlalchemy.dialects.sqlite import insert

from adapters.webchat.capabilities import SESSION_SECONDS, SESSION_TOUCH_SECONDS
from adapters.webchat.database import Connection, Database
from adapters.webchat.people import User
from adapters.webchat.prepared import Prepared
from adapters.webchat.remembered import Remembered
from adapters.webchat.tables import sessions, users
from service.browsers import token_hash

_s = sessions.c
_of_user = select(sessions, users.c.name, users.c.language).join(users, users.c.id == _s.user)
_by_hash = Prepared(
    _of_user.where(
        _s.hash == bindparam("hash"), _s.ended_at.is_(None), _s.used_at > bindparam("oldest")
    )
)


@dataclass(frozen=True, slots=True)
class Session:
    """A browser that is signed in. Times are milliseconds since 1970."""

    id: int
    user: User
    device: str
    created_at: int
    used_at: int


class Sessions:
    def __init__(self, database: Database) -> None:
        self._database = database
        self._known: Remembered[str, Session] = Remembered()  # by hash

    def changed(self) -> None:
        """Names or languages may have changed, or whose a session is."""
        self._known.forget()

    async def begin(self, user: str, device: str, now: int) -> str:
        """A new session; the token for its cookie (256 bits)."""
        token = secrets.token_urlsafe(32)
        async with self._database.write() as connection:
            await self._add(connection, user, token_hash(token), device, now)
        return token

    async def adopt(self, user: str, token: str, device: str, now: int) -> None:
        """Make a session of a cookie that was signed before there were rows, unless it has ended,
        or the person has ended any since: they mean what they signed out of."""
        ended = select(_s.id).where(_s.user == user, _s.ended_at.is_not(None))
        async with self._database.write() as connection:
            if (await connection.execute(select(exists(ended)))).scalar_one():
                return
            await self._add(connection, user, token_hash(token), device, now)

    async def found(self, tokens: Collection[str], now: int) -> list[Session]:
        """The sessions with these tokens that are good now; the one used last first."""
        if not tokens:
            return []
        query = (
            self._query(now)
            .where(_s.hash.in_({token_hash(each) for each in tokens}))
            .order_by(_s.used_at.desc(), _s.id.desc())
        )
        rows = await self._database.look(lambda there: there.execute(query).all())
        return [self._session(row) for row in rows]

    async def one(self, token: str, now: int) -> Session | None:
        """The session with this token, if it is good now. Asked with every request: what was read
        is remembered until it is changed."""
        if not token:
            return None

        hashed = token_hash(token)

        async def read() -> Session | None:
            given = {"hash": hashed, "oldest": _oldest(now)}
            row = await self._database.look(lambda there: _by_hash.run(there, given).one_or_none())
            return self._session(row) if row else None

        session = await self._known.get(hashed, read)
        return session if session and session.used_at > _oldest(now) else None

    async def of(self, user: str, now: int) -> list[Session]:
        """Everywhere the person is signed in, the one used last first."""
        query = self._query(now).where(_s.user == user).order_by(_s.used_at.desc(), _s.id.desc())
        async with self._database.read() as connection:
            rows = (await connection.execute(query)).all()
        return [self._session(row) for row in rows]

    async def has_had(self, user: str) -> bool:
        """Whether the person is or was signed in anywhere, as far as that is kept."""
        query = select(_s.id).where(_s.user == user).limit(1)
        async with self._database.read() as connection:
            return (await connection.execute(query)).first() is not None

    def touch(self, token: str, session: Session, now: int) -> None:
        """It is used now. Written only now and then, and nobody waits for it."""
        if now - session.used_at < SESSION_TOUCH_SECONDS * 1000:
            return
        hashed = token_hash(token)
        if self._known.known(hashed) is session:
            self._known.put(hashed, replace(session, used_at=now))
        used = update(sessions).where(_s.id == session.id).values(used_at=now)
        self._database.later(lambda there: there.execute(used))

    async def end(
        self, user: str, now: int, *, only: int | None = None, but: int | None = None
    ) -> None:
        """End the person's sessions: all of them, `only` one, or all `but` one."""
        which = [_s.user == user, _s.ended_at.is_(None)]
        if only is not None:
            which.append(_s.id == only)
        if but is not None:
            which.append(_s.id != but)
        async with self._database.write() as connection:
            await connection.execute(update(sessions).where(*which).values(ended_at=now))
        self._known.forget()

    async def signed_in(self, now: int) -> set[str]:
        """Everybody who has a session that is good now."""
        query = select(_s.user).where(*_good(now)).distinct()
        async with self._database.read() as connection:
            return set((await connection.execute(query)).scalars())

    async def end_of(self, gone: Collection[str], now: int) -> None:
        """End every session of these people."""
        if gone:
            async with self._database.write() as connection:
                await connection.execute(
                    update(sessions)
                    .where(_s.user.in_(gone), _s.ended_at.is_(None))
                    .values(ended_at=now)
                )
            self._known.forget()

    async def forget(self, now: int) -> None:
        """Drop what ended, or was used last, so long ago that no cookie of that time is good."""
        before = _oldest(now)
        async with self._database.write() as connection:
            await connection.execute(
                delete(sessions).where(_s.used_at < before, _s.ended_at.is_(None))
            )
            await connection.execute(delete(sessions).where(_s.ended_at < before))
        self._known.forget()

    @staticmethod
    async def _add(connection: Connection, user: str, hashed: str, device: str, now: int) -> None:
        row = {"hash": hashed, "user": user, "device": device, "created_at": now, "used_at": now}
        await connection.execute(insert(sessions).values(row).on_conflict_do_nothing())

    @staticmethod
    def _query(now: int) -> Select[Any]:
        return _of_user.where(*_good(now))

    @staticmethod
    def _session(row: Any) -> Session:
        user = User(row.user, row.name, row.language)
        return Session(row.id, user, row.device, row.created_at, row.used_at)


def _good(now: int) -> tuple[ColumnElement[bool], ...]:
    return _s.ended_at.is_(None), _s.used_at > _oldest(now)


def _oldest(now: int) -> int:
    """Who was not here since has to come in anew."""
    return now - SESSION_SECONDS * 1000
