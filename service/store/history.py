"""Queries across activities: what is running, what was held, and who did what. Sandboxes are
excluded."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import or_, select

from service.store import tables as t
from service.store.transaction import AnyRow, Transaction


async def running(
    transaction: Transaction, units: Collection[int], person: int = 0
) -> list[AnyRow]:
    """The unfinished activities of these units, oldest first, and the person's own sandboxes."""
    a = t.activities.c
    return await transaction.rows(
        select(a.id, a.kind, a.unit, a.phase, a.schema, a.state, a.rehearsed_by)
        .where(
            a.unit.in_(units),
            a.finished.is_(False),
            or_(a.rehearsed_by.is_(None), a.rehearsed_by == person),
        )
        .order_by(a.id)
    )


async def past(
    transaction: Transaction, kind: str, units: Collection[int], since: datetime
) -> list[AnyRow]:
    """The entries of this kind in these units with a time of `since` or later, with their
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
        .where(a.kind == kind, a.unit.in_(units), e.at >= since, a.rehearsed_by.is_(None))
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
