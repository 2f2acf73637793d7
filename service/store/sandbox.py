"""Sandboxes in the store; when one ends, nothing of it is left."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import case, delete, select, update

from service.store import tables as t
from service.store.transaction import Transaction


async def rehearsed_by(transaction: Transaction, person: int) -> list[int]:
    """The sandboxes of this person."""
    a = t.activities.c
    rows = await transaction.rows(select(a.id).where(a.rehearsed_by == person, a.phase != t.ENDED))
    return [row.id for row in rows]


async def empty(transaction: Transaction, activities: Collection[int]) -> None:
    """Remove everything that belongs to them, including their lines in the journal. Sent messages
    are emptied, because ids of messages are never reused; waiting ones are not sent."""
    if not activities:
        return
    for table in (t.entries, t.timers, t.claims, t.journal, t.pages, t.scaled, t.readings):
        await transaction.execute(delete(table).where(table.c.activity.in_(activities)))
    o = t.outbox.c
    waits = o.state.in_(("waiting", "held"))
    await transaction.execute(
        update(t.outbox)
        .where(o.activity.in_(activities), o.state != "sending")
        .values(
            state=case((waits, "superseded"), else_=o.state), payload="", offers=False, prompt=""
        )
    )
    over = {"phase": t.ENDED, "title": "", "finished": True, "state": "{}"}
    await transaction.execute(
        update(t.activities).where(t.activities.c.id.in_(activities)).values(**over)
    )
