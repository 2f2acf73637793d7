"""Who is signed in at the pages for offices: links and attempts, used once, and sessions; by hashes
only."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, delete, exists, insert, or_, select, update

from service.store import office_tables as ot
from service.store.transaction import AnyRow, Transaction

LINKS_LAST = timedelta(minutes=10)
IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)
ATTEMPTS_LAST = timedelta(minutes=10)

_l, _s, _p = ot.office_links.c, ot.office_sessions.c, ot.office_people.c


class OfficeSessions:
    """Statements about them, in the given transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def offer(self, person: int, hashed: str, now: datetime) -> None:
        """A link for the person, in place of an earlier one that was not used."""
        await self._transaction.execute(
            delete(ot.office_links).where(_l.person == person, _l.used_at.is_(None))
        )
        await self._transaction.execute(
            insert(ot.office_links).values(hash=hashed, person=person, expires_at=now + LINKS_LAST)
        )

    async def owner(self, hashed: str, now: datetime) -> int | None:
        """Whose link it is, while it is good. Uses nothing up."""
        found: int | None = await self._transaction.connection.scalar(
            select(_l.person).where(_l.hash == hashed, _l.used_at.is_(None), _l.expires_at > now)
        )
        return found

    async def use(self, link: str, now: datetime) -> int | None:
        """Use the link up. Returns whose it was; None: it was no good."""
        owner = await self.owner(link, now)
        used = await self._transaction.execute(
            update(ot.office_links)
            .where(_l.hash == link, _l.used_at.is_(None), _l.expires_at > now)
            .values(used_at=now)
        )
        return owner if used else None

    async def begin(self, session: dict[str, Any], now: datetime) -> int:
        """Keep a new session; its id."""
        await self._transaction.execute(
            insert(ot.office_sessions).values(**session, created_at=now, used_at=now)
        )
        return int(
            await self._transaction.connection.scalar(
                select(_s.id).where(_s.hash == session["hash"])
            )
        )

    async def prove(self, session: int, hashed: str, now: datetime) -> None:
        """A second factor was shown in it: from now on it has another token."""
        await self._transaction.execute(
            update(ot.office_sessions)
            .where(_s.id == session)
            .values(hash=hashed, factors=2, created_at=now, used_at=now)
        )

    async def one(self, hashed: str, now: datetime) -> AnyRow | None:
        """The session with this token, if it is good now, and what the person can show beside:
        `since`, `code_since`, `has_passkey`."""
        has_passkey = exists().where(ot.office_passkeys.c.person == _s.person).label("has_passkey")
        rows = await self._transaction.rows(
            select(ot.office_sessions, _p.since, _p.code_since, has_passkey)
            .outerjoin(ot.office_people, _p.person == _s.person)
            .where(_s.hash == hashed, *_good(now))
        )
        return rows[0] if rows else None

    async def attempt(self, hashed: str, now: datetime) -> None:
        """Somebody begins to come in."""
        gone = delete(ot.office_attempts).where(ot.office_attempts.c.expires_at <= now)
        await self._transaction.execute(gone)
        await self._transaction.execute(
            insert(ot.office_attempts).values(hash=hashed, expires_at=now + ATTEMPTS_LAST)
        )

    async def spend(self, hashed: str, now: datetime) -> bool:
        """Whether this attempt is still under way; it is over with that."""
        a = ot.office_attempts.c
        done = delete(ot.office_attempts).where(a.hash == hashed, a.expires_at > now)
        return bool(await self._transaction.execute(done))

    async def of(self, people: Collection[int] | None, now: datetime) -> list[AnyRow]:
        """The sessions of these people that are good now (None: everybody's), the newest first."""
        whose = [_s.person.in_(people)] if people is not None else []
        return await self._transaction.rows(
            select(ot.office_sessions).where(*whose, *_good(now)).order_by(_s.used_at.desc(), _s.id)
        )

    async def touch(self, session: int, now: datetime) -> None:
        """It is used now."""
        await self._transaction.execute(
            update(ot.office_sessions).where(_s.id == session).values(used_at=now)
        )

    async def end(self, person: int, now: datetime, *, only: int | None = None) -> int:
        """End the person's sessions, or one of them. Returns how many."""
        which = [_s.person == person, _s.ended_at.is_(None)]
        if only is not None:
            which.append(_s.id == only)
        return await self._transaction.execute(
            update(ot.office_sessions).where(*which).values(ended_at=now)
        )

    async def end_these(self, sessions: Collection[int], now: datetime) -> None:
        await self._transaction.execute(
            update(ot.office_sessions)
            .where(_s.id.in_(sessions), _s.ended_at.is_(None))
            .values(ended_at=now)
        )

    async def forget(self, now: datetime) -> None:
        """Drop links and sessions that nobody can use any more."""
        await self._transaction.execute(delete(ot.office_links).where(_l.expires_at <= now))
        attempts = delete(ot.office_attempts).where(ot.office_attempts.c.expires_at <= now)
        await self._transaction.execute(attempts)
        await self._transaction.execute(
            delete(ot.office_sessions).where(
                or_(_s.used_at <= now - LONGEST, _s.ended_at <= now - LONGEST)
            )
        )


def _good(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return _s.ended_at.is_(None), _s.used_at > now - IDLE, _s.created_at > now - LONGEST
