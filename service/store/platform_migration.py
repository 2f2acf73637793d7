"""Branches that move from one account to another, and the messages in the room they leave."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, insert, select, update

from service.core.message import Chat
from service.store import tables as t
from service.store.transaction import AnyRow, Transaction

_STANDING = ("waiting", "sending", "sent")


class Moves:
    """Statements about moves, in the given transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def begin(self, unit: int, source: str, target: str, now: datetime) -> None:
        """Start a move of the unit; it ends an earlier one."""
        await self._transaction.execute(delete(t.moves).where(t.moves.c.unit == unit))
        await self._transaction.execute(
            insert(t.moves).values(unit=unit, source=source, target=target, begun_at=now)
        )

    async def of(self, units: Collection[int], target: str) -> list[AnyRow]:
        """The moves of these units to this account."""
        m = t.moves.c
        return await self._transaction.rows(
            select(t.moves).where(m.unit.in_(units), m.target == target)
        )

    async def leave(self, room: Chat, now: datetime) -> None:
        """Leave the room: nothing new is posted there, whatever its status."""
        r = t.rooms.c
        await self._transaction.execute(
            update(t.rooms).where(r.account == room.account, r.chat == room.id).values(left_at=now)
        )

    async def come_back(self, units: Collection[int], account: str) -> None:
        """Use the rooms of these units on the account again."""
        r = t.rooms.c
        await self._transaction.execute(
            update(t.rooms).where(r.account == account, r.unit.in_(units)).values(left_at=None)
        )

    async def posted(self, room: Chat) -> list[AnyRow]:
        """The messages in the room of activities that are still running, oldest first."""
        o, a = t.outbox.c, t.activities.c
        return await self._transaction.rows(
            select(t.outbox)
            .join(t.activities, a.id == o.activity)
            .where(
                o.account == room.account,
                o.chat == room.id,
                o.kind.in_(("send", "edit")),
                o.state.in_(_STANDING),
                o.payload != "",
                o.sealed.is_(False),
                a.finished.is_(False),
            )
            .order_by(o.id)
        )
