"""Links between chats and people: codes, linking, unlinking."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import case, delete, select, update

from service.core.message import Chat
from service.store import tables as t
from service.store.administration import Tables
from service.store.transaction import AnyRow, Transaction

_o = t.outbox.c
WAITING = ("waiting", "held")  # states of messages that have not left yet


class Links:
    """Statements about links, in the given transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def offer(self, person: int, hashed: str, expires_at: datetime) -> None:
        """Store a code with which the person links another chat; it replaces an earlier one."""
        await Tables(self._transaction).write_codes({person: hashed}, expires_at, "link", void=True)

    async def owner(self, hashed: str, now: datetime) -> int | None:
        """The owner of this code, while it is valid. Does not use it up."""
        c = t.codes.c
        found: int | None = await self._transaction.connection.scalar(
            select(c.person).where(c.hash == hashed, c.used_at.is_(None), c.expires_at > now)
        )
        return found

    async def code(self, hashed: str) -> AnyRow | None:
        """The row of this code, used or not."""
        rows = await self._transaction.rows(select(t.codes).where(t.codes.c.hash == hashed))
        return rows[0] if rows else None

    async def void(self, person: int, now: datetime, hashed: str = "") -> None:
        """The person's codes, or this one of them, can't be used any more. They stay known, so
        that whoever opens one is told what to do."""
        c = t.codes.c
        which = [c.person == person, c.used_at.is_(None)]
        if hashed:
            which.append(c.hash == hashed)
        await self._transaction.execute(update(t.codes).where(*which).values(used_at=now))

    async def merge(self, account: str, keep: str, others: Mapping[str, Chat], into: Chat) -> None:
        """Leave of the identities of one person on an account the one to `keep`, whose private chat
        is `into`; what was sent to the chats of the others, and waits, is now of that chat."""
        i, chats = t.identities.c, [each.id for each in others.values() if each != into]
        await self._transaction.execute(
            delete(t.identities).where(i.account == account, i.user.in_(others), i.user != keep)
        )
        for table in (t.outbox, t.journal):
            c = table.c
            await self._transaction.execute(
                update(table).where(c.account == account, c.chat.in_(chats)).values(chat=into.id)
            )

    async def unlink(self, account: str, user: str) -> None:
        """Unlink the identity from its person."""
        i = t.identities.c
        await self._transaction.execute(
            delete(t.identities).where(i.account == account, i.user == user)
        )

    async def reroute(self, old: Chat, new: Chat | None, reason: str) -> list[AnyRow]:
        """Redirect the messages waiting for the private chat `old` to `new`; without `new` they are
        undeliverable and are returned. Receipts and marks belong to the old chat and are left
        out."""
        there = (_o.account == old.account, _o.chat == old.id, _o.state.in_(WAITING))
        await self._transaction.execute(
            update(t.outbox)
            .where(*there, _o.kind.not_in(("send", "edit")))
            .values(state="skipped", error=reason)
        )
        if new is not None:
            await self._transaction.execute(update(t.outbox).where(*there).values(_to(new)))
            return []
        lost = await self._transaction.rows(select(t.outbox).where(*there).order_by(_o.id))
        await self._transaction.execute(
            update(t.outbox).where(*there).values(state="dead", error=reason)
        )
        return lost


def _to(chat: Chat) -> Mapping[str, object]:
    """As if it had been meant for this chat: a message that waits after a failure may go at
    once."""
    return {
        "account": chat.account,
        "chat": chat.id,
        "not_before": case((_o.attempts > 0, None), else_=_o.not_before),
        "attempts": 0,
        "parts": 0,
    }
