"""What may belong to a unit's year. Sandboxes are excluded."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import exists, or_, select

from service.store import tables as t
from service.store.transaction import AnyRow, Transaction


async def of_year(
    transaction: Transaction,
    unit: int,
    kinds: Collection[str],
    span: tuple[datetime, datetime, datetime],
    most: int,
) -> list[AnyRow]:
    """The unit's own activities, oldest first, at most so many: those that were begun between the
    first and the last of these moments, and those from before that still run or in which somebody's
    part has a time of the second one or later."""
    a, e = t.activities.c, t.entries.c
    since, start, end = span
    went_on = exists().where(e.activity == a.id, e.at >= start)
    return await transaction.rows(
        select(a.id, a.kind, a.unit, a.schema, a.state)
        .where(
            a.unit == unit,
            a.created_at < end,
            or_(a.created_at >= since, a.finished.is_(False), went_on),
            a.phase != "cancelled",
            a.kind.in_(kinds),
            a.rehearsed_by.is_(None),
        )
        .order_by(a.id)
        .limit(most)
    )


async def parts_of(
    transaction: Transaction, activities: Collection[int], most: int
) -> list[AnyRow]:
    """Everybody's part in these activities, by activity and person; at most so many."""
    e = t.entries.c
    return await transaction.rows(
        select(t.entries)
        .where(e.activity.in_(activities))
        .order_by(e.activity, e.person)
        .limit(most)
    )
