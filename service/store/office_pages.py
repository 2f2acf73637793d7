"""What the pages for offices read: kept figures and lists, always of one unit and what lies below
it. Each list is read a page at a time, after the last row of the page before."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    and_,
    case,
    exists,
    false,
    func,
    literal,
    or_,
    select,
    true,
    tuple_,
)

from service.store import office_tables as ot
from service.store import tables as t
from service.store.schema import Instant
from service.store.transaction import AnyRow, Transaction

_r, _u, _h, _d, _a, _e = (
    ot.rollups.c,
    t.units.c,
    ot.office_held.c,
    ot.office_duties.c,
    t.activities.c,
    t.entries.c,
)
HIDDEN = ("draft", "dropped", "card", "ledger", "list")
"""Phases of which no page tells: what nobody was told of, and what only shows something."""
_RANK = case((_d.status == "late", 0), (_d.status.in_(("due", "missed")), 1), else_=2)
STATUSES = {"late": ("late",), "due": ("due", "missed"), "met": ("met",)}


_WORST: Mapping[str, Sequence[ColumnElement[bool]]] = {
    "": (or_(_r.late > 0, _r.due > 0),),
    "late": (_r.late > 0,),
    "due": (_r.late == 0, _r.due > 0),
    "met": (_r.late == 0, _r.due == 0, _r.met > 0),
}


def _worse() -> ColumnElement[bool]:
    """Whether the unit has the duty in a state that must be looked at before this one: it is
    counted there."""
    other = ot.office_duties.alias("other")
    rank = case((other.c.status == "late", 0), (other.c.status.in_(STATUSES["due"]), 1), else_=2)
    return exists().where(other.c.unit == _d.unit, other.c.duty == _d.duty, rank < _RANK)


def inside(unit: int) -> Any:
    """The unit and all below it, as the database has the tree now."""
    top = select(_u.id).where(_u.id == unit).cte("inside", recursive=True)
    return top.union_all(select(_u.id).join_from(top, t.units, _u.parent == top.c.id))


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which activities of a unit and below. `kinds`: all that may be listed; `noted`: kinds of
    which only what counts is. `held`: what counts as this. `after`: time and id of a row."""

    unit: int
    kinds: Collection[str]
    noted: Collection[str] = ()
    held: str = ""
    month: str = ""
    span: tuple[datetime, datetime] | None = None
    state: str = ""
    words: str = ""
    oldest_first: bool = False
    after: tuple[datetime, int] | None = None


class OfficePages:
    """Statements of the pages, in the given transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def figures(self, units: Collection[int], kinds: Collection[str]) -> list[AnyRow]:
        """How these units stand now, with everything below them."""
        return await self._transaction.rows(
            select(ot.rollups).where(
                _r.unit.in_(units), _r.whole == true(), _r.month == "", _r.kind.in_(kinds)
            )
        )

    async def children(self, unit: int) -> list[AnyRow]:
        """The same of those right below the unit."""
        return await self._transaction.rows(
            select(ot.rollups)
            .join_from(t.units, ot.rollups, _u.id == _r.unit)
            .where(
                _u.parent == unit,
                _r.whole == true(),
                _r.month == "",
                _r.kind.in_(("unit", "duties")),
            )
        )

    async def rules(self, unit: int) -> list[AnyRow]:
        """How the unit and those below it stand to each duty."""
        return await self._transaction.rows(
            select(ot.rollups).where(
                _r.unit == unit, _r.whole == true(), _r.month == "", _r.kind.startswith("duty:")
            )
        )

    async def months(self, unit: int, year: int) -> list[AnyRow]:
        """What was held in the months of the year, in the unit and below."""
        return await self._transaction.rows(
            select(_r.month, _r.kind, _r.n).where(
                _r.unit == unit,
                _r.whole == true(),
                _r.month >= f"{year}-01",
                _r.month <= f"{year}-12",
                _r.kind.startswith("held:"),
            )
        )

    async def years(self, unit: int) -> tuple[str, str]:
        """The first and the last month in which anything was held; "" for none."""
        (row,) = await self._transaction.rows(
            select(func.min(_r.month).label("first"), func.max(_r.month).label("last")).where(
                _r.unit == unit, _r.whole == true(), _r.month != ""
            )
        )
        return row.first or "", row.last or ""

    async def behind(
        self, unit: int, state: str, after: tuple[int, ...] | None, most: int
    ) -> list[AnyRow]:
        """The units with something late or open, or in the `state` of the worst of their duties, by
        themselves; who is behind most comes first. `after`: late, open and id of a unit."""
        here = inside(unit)
        order = (-_r.late, -_r.due, _r.unit)
        where = [
            _r.unit.in_(select(here.c.id)),
            _r.whole == false(),
            _r.month == "",
            _r.kind == "duties",
            *_WORST.get(state, _WORST[""]),
        ]
        if after is not None:
            late, due, last = after
            where.append(tuple_(*order) > tuple_(-late, -due, last))
        return await self._transaction.rows(
            select(ot.rollups).where(*where).order_by(*order).limit(most)
        )

    async def duties(
        self,
        units: tuple[int, bool],
        wanted: tuple[str, str],
        after: Sequence[str] | None,
        most: int,
    ) -> list[AnyRow]:
        """Each duty of a unit (and of those below it, if that is wanted) in each period, what is
        late first. `wanted`: a duty and a state, "" for all."""
        unit, whole = units
        duty, state = wanted
        where: list[ColumnElement[bool]] = [_d.unit == unit]
        if whole:
            here = inside(unit)
            where = [_d.unit.in_(select(here.c.id))]
        if duty:
            where.append(_d.duty == duty)
        if state:
            where.append(_d.status.in_(STATUSES.get(state, ())))
        if duty and state:
            where.append(~_worse())
        order = (_RANK, _d.until, _d.unit, _d.duty, _d.since, _d.group)
        if after is not None:
            rank, until, last, *rest = after
            where.append(tuple_(*order) > tuple_(int(rank), until, int(last), *rest))
        return await self._transaction.rows(
            select(ot.office_duties, _RANK.label("rank")).where(*where).order_by(*order).limit(most)
        )

    async def activities(self, wanted: Wanted, most: int) -> list[AnyRow]:
        """Activities with `at`: when they were held as what is counted, else when they were
        begun."""
        here = select(inside(wanted.unit).c.id)
        columns = [_a.id, _a.kind, _a.unit, _a.phase, _a.finished, _a.schema, _a.state]
        where = [_a.unit.in_(here), _a.rehearsed_by.is_(None), *_of_state(wanted.state)]
        at: ColumnElement[Any] = _a.created_at
        source: Any = t.activities
        if wanted.held:
            latest = func.max(_h.at, type_=Instant()).label("at")
            held = select(_h.activity, latest).where(_h.unit.in_(here), _h.kind == wanted.held)
            if wanted.month:
                held = held.where(_h.month.startswith(wanted.month))
            counted = held.group_by(_h.activity).subquery("counted")
            source = t.activities.join(counted, counted.c.activity == _a.id)
            at = counted.c.at
            where.append(_a.kind.in_((*wanted.kinds, *wanted.noted)))
        else:
            noted = exists().where(_h.activity == _a.id)
            where.append(or_(_a.kind.in_(wanted.kinds), and_(_a.kind.in_(wanted.noted), noted)))
            if wanted.span:
                where += [at >= wanted.span[0], at < wanted.span[1]]
        if wanted.words:
            where.append(func.lower(_a.title).contains(wanted.words.lower(), autoescape=True))
        if wanted.after is not None:
            time, number = wanted.after
            key, last = tuple_(at, _a.id), tuple_(literal(time, Instant()), number)
            where.append(key > last if wanted.oldest_first else key < last)
        order = (at, _a.id) if wanted.oldest_first else (at.desc(), _a.id.desc())
        return await self._transaction.rows(
            select(*columns, at.label("at"))
            .select_from(source)
            .where(*where)
            .order_by(*order)
            .limit(most)
        )

    async def activity(self, number: int) -> AnyRow | None:
        """One of them, with `at`; drafts and dry runs are none, nor is what no number can be."""
        if not 0 < number < 1 << 63:
            return None
        rows = await self._transaction.rows(
            select(t.activities, _a.created_at.label("at")).where(
                _a.id == number, _a.rehearsed_by.is_(None), _a.phase.not_in(HIDDEN)
            )
        )
        return rows[0] if rows else None

    async def going_on(
        self, unit: int, kinds: Collection[str], words: str, after: int, most: int
    ) -> list[AnyRow]:
        """Activities of these kinds that are not over, in the unit and below, the oldest first.
        `after`: the id of the last row of the page before."""
        here = inside(unit)
        where = [
            _a.unit.in_(select(here.c.id)),
            _a.kind.in_(kinds),
            _a.finished.is_(False),
            _a.rehearsed_by.is_(None),
            _a.phase.not_in(HIDDEN),
            _a.id > after,
        ]
        if words:
            where.append(func.lower(_a.title).contains(words.lower(), autoescape=True))
        columns = (
            _a.id,
            _a.kind,
            _a.unit,
            _a.phase,
            _a.schema,
            _a.state,
            _a.created_at.label("at"),
        )
        return await self._transaction.rows(
            select(*columns).where(*where).order_by(_a.id).limit(most)
        )

    async def counted(self, activity: int) -> list[AnyRow]:
        """As what an activity counts, and how often."""
        return await self._transaction.rows(
            select(_h.kind, func.sum(_h.n).label("n"))
            .where(_h.activity == activity)
            .group_by(_h.kind)
        )

    async def shares(self, activity: int) -> list[AnyRow]:
        """How many have a part in the activity, by its status."""
        return await self._transaction.rows(
            select(_e.status, func.count().label("n"))
            .where(_e.activity == activity)
            .group_by(_e.status)
            .order_by(_e.status)
        )


def _of_state(state: str) -> tuple[ColumnElement[bool], ...]:
    if state == "cancelled":
        return (_a.phase == "cancelled",)
    finished = {"running": (_a.finished.is_(False),), "over": (_a.finished.is_(True),)}
    return (_a.phase.not_in((*HIDDEN, "cancelled")), *finished.get(state, ()))
