"""Queries over several activities: what has been, and who did what."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select

from service.store import tables as t
from service.store.transaction import AnyRow, Transaction


async def past(
    transaction: Transaction, kind: str, units: Collection[int], since: datetime
) -> list[AnyRow]:
    """The entries of this kind in these units whose time is `since` or later, with their
    activities."""
    a, e = t.activities.c, t.entries.c
    return await transaction.rows(
        select(
            e.activity,
            e.person,
            e.schema,
            e.state,
            a.unit,
            a.schema.label("activity_schema"),
            a.state.label("activity_state"),
        )
        .join_from(t.entries, t.activities, a.id == e.activity)
        .where(a.kind == kind, a.unit.in_(units), e.at >= since)
        .order_by(e.at, e.activity, e.person)
    )


async def acts(transaction: Transaction, activity: int, action: str) -> list[AnyRow]:
    """The lines of the journal about this action of the activity, oldest first."""
    j = t.journal.c
    return await transaction.rows(
        select(j.at, j.actor, j.about)
        .where(j.activity == activity, j.action == action)
        .order_by(j.id)
    )
