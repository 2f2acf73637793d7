"""Places as they stand: which can be written to, what they lack, and where they have moved."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Table, and_, delete, or_, select, update

from service.core.message import Place
from service.store import tables as t
from service.store.transaction import Transaction

_OPEN = ("waiting", "sending")


class Places:
    """Statements on rooms, private chats and what waits for them, in the transaction given."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def unavailable(self, places: Sequence[Place], lacks: str = "") -> None:
        """They can't be written to, until they are opened, linked or bound again; or lack a right
        only, and are still tried."""
        if lacks:
            await self._set(t.rooms, places, {"lacks": lacks})
            return
        await self._set(t.rooms, places, {"gone": True})
        await self._set(t.identities, places, {"gone": True})

    async def opened(self, places: Sequence[Place]) -> None:
        """They work again: what has been tried in vain goes at once."""
        await self._set(t.rooms, places, {"gone": False, "lacks": ""})
        await self._set(t.identities, places, {"gone": False})
        await self._transaction.execute(
            update(t.outbox)
            .where(_among(t.outbox, places), t.outbox.c.state == "waiting", t.outbox.c.attempts > 0)
            .values(not_before=None)
        )

    async def moved(self, place: Place, new: str) -> None:
        """The place has a new id, and so has what waits for it; a room that is bound under the new
        one already stays. What was said keeps the old id: its messages do not move along."""
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
