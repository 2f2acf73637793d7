"""Figures that are kept for the pages of offices, so that none is counted while somebody waits.

`office_held` and `office_duties` are what is counted, a row for each thing; `rollups` are the
counts: of each unit alone, and (`whole`) of it and everything below. Its kinds, with `month` "":

- `unit`: `n` members. A unit that has duties is `met`, `due` or `late`, as the worst of them is.
- `duties`: all duties of a unit. `n` has those too of which nobody knows how they stand.
- `duty:<id>`: `n` units that have it, each counted once, as the worst of its periods and groups is.

`due` holds what is open without being late. `held:<kind>` counts what was held in a `month`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Select,
    delete,
    false,
    func,
    insert,
    literal,
    select,
    true,
    union_all,
)

from service.store import office_tables as ot
from service.store import tables as t
from service.store.schema import Instant
from service.store.transaction import AnyRow, Transaction

_r, _u, _h, _d, _j, _a = (
    ot.rollups.c,
    t.units.c,
    ot.office_held.c,
    ot.office_duties.c,
    t.journal.c,
    t.activities.c,
)
_FIGURES = ("n", "met", "due", "late")


class Figures(NamedTuple):
    """The counts of one kind in one month."""

    n: int = 0
    met: int = 0
    due: int = 0
    late: int = 0
    last_at: datetime | None = None


class HeldRow(NamedTuple):
    activity: int
    kind: str
    month: str
    n: int
    at: datetime


class DutyRow(NamedTuple):
    duty: str
    since: str
    group: str
    until: str
    status: str


class OfUnit(NamedTuple):
    """Everything that is counted of one unit. `figures`: by month and kind."""

    held: frozenset[HeldRow] = frozenset()
    duties: frozenset[DutyRow] = frozenset()
    figures: Mapping[tuple[str, str], Figures] = {}


class Rollups:
    """Statements about the figures, in the given transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def newest_line(self) -> int:
        """The last line of the journal."""
        return int(await self._transaction.connection.scalar(select(func.max(_j.id))) or 0)

    async def touched(self, after: int, up_to: int, kinds: Collection[str]) -> set[int]:
        """The units in which something of these kinds was done, as these lines of the journal
        say."""
        rows = await self._transaction.rows(
            select(_a.unit)
            .join_from(t.journal, t.activities, _a.id == _j.activity)
            .where(_j.id > after, _j.id <= up_to, _a.kind.in_(kinds), _a.rehearsed_by.is_(None))
            .distinct()
        )
        return {row.unit for row in rows}

    async def kept(self, units: Collection[int]) -> dict[int, OfUnit]:
        """What is kept of these units, each alone."""
        held: dict[int, set[HeldRow]] = {each: set() for each in units}
        duties: dict[int, set[DutyRow]] = {each: set() for each in units}
        figures: dict[int, dict[tuple[str, str], Figures]] = {each: {} for each in units}
        for row in await self._transaction.rows(select(ot.office_held).where(_h.unit.in_(units))):
            held[row.unit].add(HeldRow(row.activity, row.kind, row.month, row.n, row.at))
        for row in await self._transaction.rows(select(ot.office_duties).where(_d.unit.in_(units))):
            duties[row.unit].add(DutyRow(row.duty, row.since, row.group, row.until, row.status))
        own = select(ot.rollups).where(_r.unit.in_(units), _r.whole == false())
        for row in await self._transaction.rows(own):
            counts = Figures(row.n, row.met, row.due, row.late, row.last_at)
            figures[row.unit][row.month, row.kind] = counts
        return {
            each: OfUnit(frozenset(held[each]), frozenset(duties[each]), figures[each])
            for each in units
        }

    async def replace(self, found: Mapping[int, OfUnit]) -> None:
        """Keep this of these units, each alone, in place of what was kept."""
        for table in (ot.office_held, ot.office_duties):
            await self._transaction.execute(delete(table).where(table.c.unit.in_(found)))
        await self._transaction.execute(
            delete(ot.rollups).where(_r.unit.in_(found), _r.whole == false())
        )
        for table, rows in (
            (
                ot.office_held,
                [{"unit": u, **x._asdict()} for u, o in found.items() for x in o.held],
            ),
            (
                ot.office_duties,
                [{"unit": u, **x._asdict()} for u, o in found.items() for x in o.duties],
            ),
            (ot.rollups, [*_own_rows(found)]),
        ):
            if rows:
                await self._transaction.connection.execute(insert(table), rows)

    async def lift(
        self,
        levels: Sequence[Collection[int]],
        months: Collection[str],
        kinds: Collection[str],
    ) -> None:
        """Count what the units hold with everything below them, in these months and kinds. Each
        level is counted from the units below it, so the deepest comes first."""
        which = (_r.month.in_(months), _r.kind.in_(kinds))
        for units in levels:
            await self._transaction.execute(
                delete(ot.rollups).where(_r.unit.in_(units), _r.whole == true(), *which)
            )
            alone = select(_r.unit, *_columns()).where(
                _r.unit.in_(units), _r.whole == false(), *which
            )
            below = (
                select(_u.parent.label("unit"), *_columns())
                .join_from(t.units, ot.rollups, _u.id == _r.unit)
                .where(_u.parent.in_(units), _r.whole == true(), *which)
            )
            await self._transaction.execute(
                insert(ot.rollups).from_select(_NAMES, _summed(union_all(alone, below).subquery()))
            )

    async def recount(self) -> dict[tuple[int, str, str], Figures]:
        """What the figures with everything below come to when all of them are counted anew from
        each unit alone."""
        top = select(_u.id.label("above"), _u.id.label("unit")).cte("lineage", recursive=True)
        lineage = top.union_all(
            select(top.c.above, _u.id).join_from(top, t.units, _u.parent == top.c.unit)
        )
        alone = (
            select(lineage.c.above.label("unit"), *_columns())
            .join_from(lineage, ot.rollups, _r.unit == lineage.c.unit)
            .where(_r.whole == false())
            .subquery()
        )
        return _by_key(await self._transaction.rows(_summed(alone)))

    async def wholes(self) -> dict[tuple[int, str, str], Figures]:
        """The figures with everything below, as they are kept."""
        return _by_key(await self._transaction.rows(select(ot.rollups).where(_r.whole == true())))


_NAMES = ("unit", "whole", "month", "kind", *_FIGURES, "last_at")


def _columns() -> tuple[ColumnElement[Any], ...]:
    return (_r.month, _r.kind, *(_r[each] for each in _FIGURES), _r.last_at)


def _summed(counted: Any) -> Select[Any]:
    c = counted.c
    sums = [func.sum(c[each]).label(each) for each in _FIGURES]
    latest = func.max(c.last_at, type_=Instant()).label("last_at")
    keys = (c.unit, literal(True).label("whole"), c.month, c.kind)
    return select(*keys, *sums, latest).group_by(c.unit, c.month, c.kind)


def _own_rows(found: Mapping[int, OfUnit]) -> Iterable[dict[str, Any]]:
    for unit, kept in found.items():
        for (month, kind), counts in kept.figures.items():
            where = {"unit": unit, "whole": False, "month": month, "kind": kind}
            yield {**where, **counts._asdict()}


def _by_key(rows: Iterable[AnyRow]) -> dict[tuple[int, str, str], Figures]:
    return {
        (row.unit, row.month, row.kind): Figures(
            int(row.n), int(row.met), int(row.due), int(row.late), row.last_at
        )
        for row in rows
    }
