"""Removes what need not be kept any longer, one stretch of rows at a time."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Text, and_, cast, delete, exists, func, or_, select, update

from service.store import tables as t
from service.store.transaction import Transaction

_i, _o = t.inbox.c, t.outbox.c
_over = ("sent", "dead", "skipped", "superseded", "gathered")
_later = t.outbox.alias("later")
_replaced = exists().where(
    _later.c.account == _o.account,
    _later.c.chat == _o.chat,
    _later.c.key == _o.key,
    _later.c.activity == _o.activity,
    _later.c.id > _o.id,
    _later.c.kind == "send",
)
_running = exists().where(t.activities.c.id == _o.activity, t.activities.c.finished.is_(False))
_needless = and_(_o.state.in_(_over), or_(~_running, _replaced))
"""Nobody can answer, edit or ask about the message: its activity is finished, or the same was sent
there again."""


class Purge:
    """Statements that remove, in the given transaction. Each looks at one stretch of rows after the
    row `after` and returns the last row it looked at; None: nothing else is old enough."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def updates(self, before: datetime, after: int, rows: int) -> int | None:
        """Forget updates that were handled before then. A quarantined update stays, but its key is
        free: a platform may reuse the id."""
        last = await self._stretch(t.inbox, _i.received_at, before, after, rows)
        if last is None:
            return None
        here = (_i.id > after, _i.id <= last, _i.handled_at < before)
        await self._transaction.execute(delete(t.inbox).where(*here, _i.error.is_(None)))
        marked = func.substr(_i.update, 1, 200) + "#" + cast(_i.id, Text)
        await self._transaction.execute(
            update(t.inbox).where(*here, ~_i.update.contains("#")).values(update=marked)
        )
        return last

    async def messages(self, before: datetime, after: int, rows: int) -> int | None:
        """Forget messages that were written before then and that nobody needs. A message that was
        due at a time is the record of a reminder: it stays, without its words."""
        last = await self._stretch(t.outbox, _o.created_at, before, after, rows)
        if last is None:
            return None
        here = (_o.id > after, _o.id <= last, _o.created_at < before, _needless)
        due = _o.due_at.is_not(None)
        await self._transaction.execute(delete(t.outbox).where(*here, ~due))
        await self._transaction.execute(
            update(t.outbox)
            .where(*here, due, _o.payload != "")
            .values(payload="", sealed=False, audience=None, offers=False, prompt="")
        )
        return last

    async def _stretch(
        self, table: Any, at: Any, before: datetime, after: int, rows: int
    ) -> int | None:
        """The last of the next rows, if the first of them is old enough."""
        ahead = select(table.c.id, at.label("at")).where(table.c.id > after)
        following = ahead.order_by(table.c.id).limit(rows).subquery()
        found = await self._transaction.rows(
            select(func.max(following.c.id).label("last"), func.min(following.c.at).label("first"))
        )
        first: datetime | None = found[0].first
        return None if first is None or first >= before else int(found[0].last)
