"""Messages of ours that the platform may show already although their ids are not known yet, and
updates that wait for them."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import or_, select, tuple_, update

from service.core.message import Place
from service.store import tables as t
from service.store.transaction import AnyRow, Transaction

_i, _o = t.inbox.c, t.outbox.c
_CHAT = "chat "  # before the place in `waits_for`, where a vote has its poll
_RECENT = 50  # messages of a chat that are compared with what was quoted


def waits_for(place: Place) -> str:
    """What an update waits for that names a message in doubt. Places that look alike in so many
    characters are released together, which only costs another look."""
    return f"{_CHAT}{place.id}"[: t.LONGEST_WAIT]


class InDoubt:
    """Statements on messages in doubt, in the given transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def messages(self, places: Collection[Place]) -> list[AnyRow]:
        """Messages and edits in these chats that are being sent, or whose last attempt ended in
        an error: account, place, activity and key."""
        return await self._transaction.rows(
            select(_o.account, _o.place, _o.activity, _o.key).where(
                t.OPEN,
                tuple_(_o.account, _o.place).in_([(each.account, each.id) for each in places]),
                _o.kind.in_(("send", "edit")),
                _o.remote.is_(None),
                or_(_o.state == "sending", _o.error.is_not(None)),
            )
        )

    async def recent(self, place: Place) -> list[AnyRow]:
        """The messages sent last in this chat whose words are still there, the newest first."""
        return await self._transaction.rows(
            select(t.outbox)
            .where(
                _o.account == place.account,
                _o.place == place.id,
                _o.kind.in_(("send", "edit")),
                _o.remote.is_not(None),
                _o.payload != "",
                _o.sealed.is_(False),
            )
            .order_by(_o.id.desc())
            .limit(_RECENT)
        )

    async def release(self, places: Collection[Place]) -> int:
        """Let what waits for messages in these chats be handled. Returns how many updates."""
        return await self._transaction.execute(
            update(t.inbox)
            .where(
                tuple_(_i.account, _i.waits_for).in_(
                    [(each.account, waits_for(each)) for each in places]
                )
            )
            .values(waits_for=None)
        )

    async def release_all(self) -> int:
        """The same for every chat."""
        return await self._transaction.execute(
            update(t.inbox).where(_i.waits_for.startswith(_CHAT)).values(waits_for=None)
        )
