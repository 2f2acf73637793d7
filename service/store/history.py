"""Queries across activities: what is running, what was held, and who did what. Sandboxes are
excluded."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import and_, func, or_, select

from service.store import tables as t
from service.store.transaction import AnyRow, Transaction


async def running(
    transaction: Transaction, units: Collection[int], person: int = 0
) -> list[AnyRow]:
    """The unfinished activities of these units, oldest first, and the person's own sandboxes."""
    a = t.activities.c
    return await transaction.rows(
        select(a.id, a.kind, a.unit, a.phase, a.schema, a.state, a.rehearsed_by, a.created_at)
        .where(
            a.unit.in_(units),
            a.finished.is_(False),
            or_(a.rehearsed_by.is_(None), a.rehearsed_by == person),
        )
        .order_by(a.id)
    )


async def unfinished(transaction: Transaction, kind: str, units: Collection[int]) -> list[AnyRow]:
    """The unfinished activities of this kind in these units, oldest first."""
    a = t.activities.c
    return await transaction.rows(
        select(a.id, a.unit, a.schema, a.state)
        .where(
            a.kind == kind,
            a.unit.in_(units),
            a.finished.is_(False),
            a.rehearsed_by.is_(None),
        )
        .order_by(a.id)
    )


async def parts(
    transaction: Transaction, person: int, watched: Mapping[int, Collection[str]]
) -> list[AnyRow]:
    """The person's part in each of these activities, and those with a status that is watched
    there."""
    e = t.entries.c
    theirs = [
        and_(e.activity == activity, e.status.in_(statuses))
        for activity, statuses in watched.items()
        if statuses
    ]
    return await transaction.rows(
        select(e.activity, e.person, e.schema, e.state).where(
            or_(and_(e.person == person, e.activity.in_(watched)), *theirs)
        )
    )


async def past(
    transaction: Transaction,
    kind: str,
    units: Collection[int],
    since: datetime,
    people: Collection[int] = (),
) -> list[AnyRow]:
    """The entries of this kind in these units with a time of `since` or later, with their
    activities; of these `people` alone where any are named."""
    a, e = t.activities.c, t.entries.c
    theirs = (e.person.in_(people),) if people else ()
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
        .where(a.kind == kind, a.unit.in_(units), e.at >= since, a.rehearsed_by.is_(None), *theirs)
        .order_by(e.at, e.activity, e.person)
    )


async def numbered(transaction: Transaction, kind: str, unit: int, since: datetime) -> int:
    """How many entries of this kind in this unit have a time of `since` or later."""
    a, e = t.activities.c, t.entries.c
    (row,) = await transaction.rows(
        select(func.count().label("n"))
        .select_from(t.entries)
        .join(t.activities, a.id == e.activity)
        .where(a.kind == kind, a.unit == unit, e.at >= since, a.rehearsed_by.is_(None))
    )
    return int(row.n)


async def acts(transaction: Transaction, activity: int, action: str) -> list[AnyRow]:
    """The lines of the journal about this action of the activity, oldest first."""
    j = t.journal.c
    return await transaction.rows(
        select(j.at, j.actor, j.about)
        .where(j.activity == activity, j.action == action)
        .order_by(j.id)
    )
