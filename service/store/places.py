"""The status of chats: whether they can be written to, which right is missing, where they have
moved."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Table, and_, delete, or_, select, update

from service.core.message import Place
from service.store import tables as t
from service.store.transaction import Transaction

_OPEN = ("waiting", "sending")


class Places:
    """Statements on rooms, private chats and the messages that wait for them, in the given
    transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def unavailable(self, places: Sequence[Place], lacks: str = "") -> None:
        """Mark them as unavailable until they are opened, linked or bound again; or as missing a
        right, in which case sending is still tried."""
        if lacks:
            await self._set(t.rooms, places, {"lacks": lacks})
            return
        await self._set(t.rooms, places, {"gone": True})
        await self._set(t.identities, places, {"gone": True})

    async def opened(self, places: Sequence[Place]) -> None:
        """Mark them as working again: failed messages are retried at once."""
        await self._set(t.rooms, places, {"gone": False, "lacks": ""})
        await self._set(t.identities, places, {"gone": False})
        await self._transaction.execute(
            update(t.outbox)
            .where(_among(t.outbox, places), t.outbox.c.state == "waiting", t.outbox.c.attempts > 0)
            .values(not_before=None)
        )

    async def moved(self, place: Place, new: str) -> None:
        """Give the chat, and the messages waiting for it, the new id; a room already bound under
        that id stays. Sent messages keep the old id: they do not move along."""
        room = t.rooms.c
        known = await self._transaction.rows(
            select(room.unit).where(room.account == place.account, room.place == new)
        )
        if known:
            await self._transaction.execute(delete(t.rooms).where(_among(t.rooms, [place])))
        await self._set(t.rooms, [place], {"place": new, "gone": False, "lacks": ""})
        await self._set(t.identities, [place], {"place": new})
        await self._transaction.execute(
            update(t.outbox)
            .where(_among(t.outbox, [place]), t.outbox.c.state.in_(_OPEN))
            .values(place=new)
        )

    async def _set(self, table: Table, places: Sequence[Place], values: dict[str, object]) -> None:
        await self._transaction.execute(update(table).where(_among(table, places)).values(**values))


def _among(table: Table, places: Sequence[Place]) -> ColumnElement[bool]:
    c = table.c
    return or_(*(and_(c.account == each.account, c.place == each.id) for each in places))
