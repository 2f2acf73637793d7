"""What has been, month by month: one person's parts, and what was held in some units. Sandboxes are
excluded. Each statement reads by an index what lies in the month, or the next row beside it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import and_, func, or_, select, true

from service.store import tables as t
from service.store.transaction import AnyRow, Transaction

MOST = 100  # of one month


async def own(
    transaction: Transaction,
    person: int,
    kinds: Collection[str],
    start: datetime,
    end: datetime,
    *,
    most: int = MOST,
) -> list[AnyRow]:
    """The person's parts with a time in this span, newest first, with their activities; at most so
    many."""
    a, e = t.activities.c, t.entries.c
    return await transaction.rows(
        select(
            a.id,
            a.kind,
            a.unit,
            a.schema.label("activity_schema"),
            a.state.label("activity_state"),
            e.schema,
            e.state,
            e.at,
        )
        .join_from(t.entries, t.activities, a.id == e.activity)
        .where(
            e.person == person,
            e.at >= start,
            e.at < end,
            a.kind.in_(kinds),
            a.rehearsed_by.is_(None),
        )
        .order_by(e.at.desc())
        .limit(most)
    )


async def own_beside(
    transaction: Transaction, person: int, kinds: Collection[str], start: datetime, end: datetime
) -> tuple[datetime | None, datetime | None]:
    """The time of the person's last part before this span, and of the first one after it."""
    a, e = t.activities.c, t.entries.c
    theirs = (
        select(e.at)
        .join_from(t.entries, t.activities, a.id == e.activity)
        .where(e.person == person, a.kind.in_(kinds), a.rehearsed_by.is_(None))
        .limit(1)
    )
    before = theirs.where(e.at < start).order_by(e.at.desc())
    after = theirs.where(e.at >= end).order_by(e.at)
    (row,) = await transaction.rows(
        select(
            before.scalar_subquery().label("before"),
            after.scalar_subquery().label("after"),
        )
    )
    return row.before, row.after


async def held(
    transaction: Transaction,
    units: Collection[int],
    kinds: Collection[str],
    start: datetime,
    end: datetime,
    *,
    over: bool = True,
    most: int | None = MOST,
) -> list[AnyRow]:
    """What was begun in this span in these units and is over (or whatever was not cancelled),
    newest first; at most so many."""
    a = t.activities.c
    return await transaction.rows(
        select(a.id, a.kind, a.unit, a.schema, a.state)
        .where(
            a.unit.in_(units),
            a.created_at >= start,
            a.created_at < end,
            a.finished.is_(True) if over else true(),
            a.phase != "cancelled",
            a.kind.in_(kinds),
            a.rehearsed_by.is_(None),
        )
        .order_by(a.created_at.desc())
        .limit(most)
    )


async def begun_before(
    transaction: Transaction, units: Collection[int], kinds: Collection[str], start: datetime
) -> datetime | None:
    """When the last one before this was begun of what is over in these units."""
    a, u = t.activities.c, t.units.c
    newest = (
        select(a.created_at)
        .where(
            a.unit == u.id,
            a.created_at < start,
            a.finished.is_(True),
            a.phase != "cancelled",
            a.kind.in_(kinds),
            a.rehearsed_by.is_(None),
        )
        .order_by(a.created_at.desc())
        .limit(1)
        .correlate(t.units)
    )
    rows = await transaction.rows(
        select(newest.scalar_subquery().label("at")).where(u.id.in_(units))
    )
    return max((row.at for row in rows if row.at is not None), default=None)


async def took_part(
    transaction: Transaction, absent: Mapping[int, Collection[str]]
) -> dict[int, int]:
    """How many have a part in each activity, but for those with a status that is `absent` there."""
    e = t.entries.c
    away = [
        and_(e.activity == activity, e.status.in_(statuses))
        for activity, statuses in absent.items()
        if statuses
    ]
    rows = await transaction.rows(
        select(e.activity, func.count().label("n"))
        .where(e.activity.in_(absent), ~or_(*away) if away else True)  # type: ignore[arg-type]
        .group_by(e.activity)
    )
    return {row.activity: row.n for row in rows}
