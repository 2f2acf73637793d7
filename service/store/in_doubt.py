"""Messages of ours that the platform may show already although their ids are not known yet, and
updates that wait for them."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import or_, select, tuple_, update

from service.core.message import Chat
from service.store import tables as t
from service.store.transaction import AnyRow, Transaction

_i, _o = t.inbox.c, t.outbox.c
_CHAT = "chat "  # before the chat in `waits_for`, where a vote has its poll
_RECENT = 50  # messages of a chat that are compared with what was quoted


def waits_for(chat: Chat) -> str:
    """What an update waits for that names a message in doubt. Places that look alike in so many
    characters are released together, which only costs another look."""
    return f"{_CHAT}{chat.id}"[: t.LONGEST_WAIT]


class InDoubt:
    """Statements on messages in doubt, in the given transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def messages(self, chats: Collection[Chat]) -> list[AnyRow]:
        """Messages and edits in these chats that are being sent, or whose last attempt ended in
        an error: account, chat, activity and key."""
        return await self._transaction.rows(
            select(_o.account, _o.chat, _o.activity, _o.key).where(
                t.OPEN,
                tuple_(_o.account, _o.chat).in_([(each.account, each.id) for each in chats]),
                _o.kind.in_(("send", "edit")),
                _o.remote.is_(None),
                or_(_o.state == "sending", _o.error.is_not(None)),
            )
        )

    async def recent(self, chat: Chat) -> list[AnyRow]:
        """The messages sent last in this chat whose words are still there, the newest first."""
        return await self._transaction.rows(
            select(t.outbox)
            .where(
                _o.account == chat.account,
                _o.chat == chat.id,
                _o.kind.in_(("send", "edit")),
                _o.remote.is_not(None),
                _o.payload != "",
                _o.sealed.is_(False),
            )
            .order_by(_o.id.desc())
            .limit(_RECENT)
        )

    async def release(self, chats: Collection[Chat]) -> int:
        """Let what waits for messages in these chats be handled. Returns how many updates."""
        return await self._transaction.execute(
            update(t.inbox)
            .where(
                tuple_(_i.account, _i.waits_for).in_(
                    [(each.account, waits_for(each)) for each in chats]
                )
            )
            .values(waits_for=None)
        )

    async def release_all(self) -> int:
        """The same for every chat."""
        return await self._transaction.execute(
            update(t.inbox).where(_i.waits_for.startswith(_CHAT)).values(waits_for=None)
        )
