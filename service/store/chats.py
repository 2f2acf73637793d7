"""The status of chats: whether they can be written to, which right is missing, where they have
moved."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Table, and_, delete, or_, select, update

from service.core.message import Chat
from service.store import tables as t
from service.store.transaction import Transaction

_OPEN = ("waiting", "sending")


class Chats:
    """Statements on rooms, private chats and the messages that wait for them, in the given
    transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def unavailable(self, chats: Sequence[Chat], lacks: str = "") -> None:
        """Mark them as unavailable until they are opened, linked or bound again; or as missing a
        right, in which case sending is still tried."""
        if lacks:
            await self._set(t.rooms, chats, {"lacks": lacks})
            return
        await self._set(t.rooms, chats, {"gone": True})
        await self._set(t.identities, chats, {"gone": True})

    async def opened(self, chats: Sequence[Chat]) -> None:
        """Mark them as working again: failed messages are retried at once."""
        await self._set(t.rooms, chats, {"gone": False, "lacks": ""})
        await self._set(t.identities, chats, {"gone": False})
        await self._transaction.execute(
            update(t.outbox)
            .where(_among(t.outbox, chats), t.outbox.c.state == "waiting", t.outbox.c.attempts > 0)
            .values(not_before=None)
        )

    async def moved(self, chat: Chat, new: str) -> None:
        """Give the chat, and the messages waiting for it, the new id; a room already bound under
        that id stays. Sent messages keep the old id: they do not move along."""
        room = t.rooms.c
        known = await self._transaction.rows(
            select(room.unit).where(room.account == chat.account, room.chat == new)
        )
        if known:
            await self._transaction.execute(delete(t.rooms).where(_among(t.rooms, [chat])))
        await self._set(t.rooms, [chat], {"chat": new, "gone": False, "lacks": ""})
        await self._set(t.identities, [chat], {"chat": new})
        await self._transaction.execute(
            update(t.outbox)
            .where(_among(t.outbox, [chat]), t.outbox.c.state.in_(_OPEN))
            .values(chat=new)
        )

    async def _set(self, table: Table, chats: Sequence[Chat], values: dict[str, object]) -> None:
        await self._transaction.execute(update(table).where(_among(table, chats)).values(**values))


def _among(table: Table, chats: Sequence[Chat]) -> ColumnElement[bool]:
    c = table.c
    return or_(*(and_(c.account == each.account, c.chat == each.id) for each in chats))
