"""Deferred messages: which are due, and how they are sent."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Integer, and_, bindparam, func, or_, select, update

from service.store import tables as t
from service.store.schema import Instant
from service.store.transaction import AnyRow, Transaction

_o = t.outbox.c
_followers = bindparam("b_key", type_=t.outbox.c.gathered.type)
_change = (
    update(t.outbox)
    .where(_o.id == bindparam("b_id"))
    .values({name: bindparam(name) for name in ("state", "not_before", "offers", "gathered")})
)
_due = (
    select(t.outbox)
    .where(
        t.HELD,
        _o.person.in_(
            select(_o.person)
            .where(
                t.HELD,
                or_(
                    _o.not_before.is_(None),
                    _o.not_before <= bindparam("now", type_=Instant),
                ),
            )
            .group_by(_o.person)
            .order_by(func.min(_o.id))
            .limit(bindparam("people", type_=Integer))
        ),
    )
    .order_by(_o.person, _o.id)
)
_follow = (
    update(t.outbox)
    .where(_o.gathered == _followers)
    .values(state=bindparam("state"), sent_at=bindparam("sent_at"), error=bindparam("error"))
)


class Deferrals:
    """Statements on deferred messages, in the given transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def due(self, now: datetime, people: int) -> list[AnyRow]:
        """All deferred messages of the people for whom at least one is due, for at most this many
        people: by person, oldest first."""
        return await self._transaction.rows(_due, {"now": now, "people": people})

    async def latest(self, people: Collection[int], since: datetime) -> dict[int, datetime]:
        """When each of these people last got a message they had not asked for, if after `since`.
        One that is being sent counts from when it may go."""
        at = func.coalesce(_o.sent_at, _o.not_before, _o.created_at)
        rows = await self._transaction.rows(
            select(_o.person, func.max(at).label("at"))
            .where(
                _o.person.in_(people),
                t.UNASKED,
                _o.kind == "send",
                _o.state.in_(("waiting", "sending", "sent")),
                at > since,
            )
            .group_by(_o.person)
        )
        return {row.person: row.at for row in rows}

    async def settled(self, rows: Collection[AnyRow]) -> frozenset[tuple[int, int]]:
        """For these messages to people who had not answered: the (activity, person) who have by
        now."""
        e = t.entries.c
        done = [
            and_(e.activity == row.activity, e.person == row.person,
                 e.status.in_(row.unless.split(",")))
            for row in rows
        ]  # fmt: skip
        if not done:
            return frozenset()
        found = await self._transaction.rows(select(e.activity, e.person).where(or_(*done)))
        return frozenset((row.activity, row.person) for row in found)

    async def ended(self, activities: Collection[int]) -> frozenset[int]:
        """Those of these activities that are over."""
        a = t.activities.c
        found = await self._transaction.rows(
            select(a.id).where(a.id.in_(activities), a.finished.is_(True))
        )
        return frozenset(row.id for row in found)

    async def change(self, rows: Sequence[Any]) -> None:
        """Release deferred messages, keep them waiting, drop them, or put them into a digest. Each
        row: `b_id`, `state`, `not_before`, `offers` and `gathered`."""
        if rows:
            await self._transaction.execute(_change, list(rows))

    async def carry(self, rows: Sequence[Any]) -> None:
        """Put the digests into the outbox."""
        if rows:
            await self._transaction.connection.execute(t.outbox.insert(), list(rows))

    async def follow(self, rows: Sequence[Any]) -> None:
        """Give the messages in a digest the outcome of the digest. Each row: `b_key`, `state`,
        `sent_at` and `error`."""
        if rows:
            await self._transaction.execute(_follow, list(rows))

    async def carried(self, keys: Collection[str]) -> list[AnyRow]:
        """The messages in these digests, by the key of the digest."""
        return await self._transaction.rows(select(t.outbox).where(_o.gathered.in_(keys)))
