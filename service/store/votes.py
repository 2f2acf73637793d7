"""Polls and the votes in them. A vote names only its poll, and may arrive before the poll's id is
known: it is kept until then."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import select, update

from service.store import tables as t
from service.store.transaction import AnyRow, Transaction

_i, _o = t.inbox.c, t.outbox.c


class Votes:
    """Statements on polls and votes, in the given transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def polls(self, polls: Collection[str]) -> list[AnyRow]:
        """The messages that became these polls: account, poll, chat, remote and payload."""
        return await self._transaction.rows(
            select(_o.account, _o.poll, _o.chat, _o.remote, _o.payload).where(_o.poll.in_(polls))
        )

    async def poll_sent(self, row: int, account: str, poll: str) -> int:
        """Record that the message is this poll. Returns how many votes were waiting for it."""
        await self._transaction.execute(update(t.outbox).where(_o.id == row).values(poll=poll))
        return await self._transaction.execute(
            update(t.inbox)
            .where(_i.account == account, _i.waits_for == poll)
            .values(waits_for=None)
        )

    async def defer(self, rows: Mapping[int, str]) -> None:
        """Keep these updates waiting until their poll is known."""
        for row, poll in rows.items():
            await self._transaction.execute(
                update(t.inbox).where(_i.id == row).values(waits_for=poll)
            )

    async def release_known(self) -> int:
        """Let votes be handled whose poll is known by now."""
        known = select(_o.poll).where(_o.poll.is_not(None), _o.poll == _i.waits_for)
        return await self._transaction.execute(
            update(t.inbox).where(_i.waits_for.is_not(None), known.exists()).values(waits_for=None)
        )

    async def give_up(self, before: datetime, now: datetime) -> int:
        """Quarantine what has waited since before then: its poll will never be known."""
        return await self._transaction.execute(
            update(t.inbox)
            .where(_i.waits_for.is_not(None), _i.received_at < before)
            .values(waits_for=None, handled_at=now, error="a vote in a poll that is not known")
        )
