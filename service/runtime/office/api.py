"""What the HTTP API answers: what the pages show, as data, to whoever has a token, with the rights
that its person has now."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from service.browsers import token_hash
from service.core import api as a
from service.core import office as o
from service.core.access import SEES_FIGURES
from service.core.office import NotHere
from service.runtime.office.pages import NOW, Pages, duty_after, duty_cursor, numbers, tick
from service.runtime.office.reader import Reader, by_kind, counts, paged, units_of
from service.store.api_tokens import ApiTokens
from service.store.office_pages import OfficePages

TOUCH = timedelta(minutes=1)  # how exactly it is known when a token was used last


@dataclass(frozen=True, slots=True)
class Api:
    """Raises `NotHere` for whatever the person may not see, `BadCursor` for a page that begins
    nowhere."""

    pages: Pages

    async def holder(self, token: str) -> a.Holder | None:
        """Whose token it is; None: it is no good, or its person may not see figures any more."""
        if not token.startswith(a.PREFIX):
            return None
        engine, now = self.pages.engine, self.pages.clock.now()
        async with engine.store.read() as transaction:
            row = await ApiTokens(transaction).one(token_hash(token), now)
        if row is None or not self._allowed(row.person):
            return None
        if row.used_at is None or now - row.used_at >= TOUCH:
            async with engine.store.write() as transaction:
                await ApiTokens(transaction).touch(row.id, now)
        return a.Holder(row.id, row.person, frozenset(row.scopes.split()))

    def _allowed(self, person: int) -> bool:
        try:
            return self.pages.allows(person, SEES_FIGURES)
        except NotHere:
            return False

    def _reader(self, person: int, unit: int) -> tuple[Reader, int]:
        reader = self.pages.reader(person)
        found = reader.unit(unit)
        self.pages.log.look(person, found, "api")
        return reader, found

    async def units(self, person: int, unit: int, cursor: str, limit: int) -> a.UnitList:
        """The unit and all below it, each with everything below it."""
        reader, top = self._reader(person, unit)
        (last,) = _cursor(cursor, 1) or (0,)
        roster = reader.directory.roster
        below = sorted(each for each in roster.below(top) if each > last)
        listed, more = paged(below[: limit + 1], limit)
        async with self.pages.engine.store.read() as transaction:
            known = by_kind(await OfficePages(transaction).figures(listed, NOW))
        items = tuple(self._unit(reader, each, known) for each in listed)
        return a.UnitList(items, str(listed[-1]) if more else "")

    @staticmethod
    def _unit(reader: Reader, unit: int, known: Any) -> a.UnitItem:
        there, row = reader.directory.roster.units[unit], known.get((unit, "unit"))
        own = unit == reader.person.unit
        return a.UnitItem(
            unit,
            0 if own or there.parent is None else there.parent,
            there.name,
            row.n if row is not None else 0,
            _figures(counts(known.get((unit, "duties")))),
            _figures(units_of(row)),
            row.last_at if row is not None else None,
        )

    async def duties(
        self, person: int, unit: int, wanted: tuple[str, str], cursor: str, limit: int
    ) -> a.DutyList:
        """What each unit has met, still has to do and is late with, what is late first."""
        reader, top = self._reader(person, unit)
        after = duty_after(cursor)
        if cursor and after is None:
            raise a.BadCursor
        async with self.pages.engine.store.read() as transaction:
            found = await OfficePages(transaction).duties((top, True), wanted, after, limit + 1)
        rows, more = paged(found, limit)
        items = tuple(
            a.DutyItem(
                row.unit,
                row.duty,
                reader.duty_name(row.duty),
                row.since,
                row.until,
                "due" if row.status == "missed" else row.status,
            )
            for row in rows
        )
        return a.DutyList(items, duty_cursor(rows[-1]) if more else "")

    async def activities(self, person: int, asked: o.Filters, limit: int) -> a.ActivityList:
        """What was held, the newest first."""
        reader, top = self._reader(person, asked.unit)
        _cursor(asked.after, 2)
        wanted = self.pages.wanted(reader, replace(asked, unit=top))
        async with self.pages.engine.store.read() as transaction:
            found = await OfficePages(transaction).activities(wanted, limit + 1)
            rows, more = paged(found, limit)
            lines = await self.pages.lines(transaction, reader, rows)
        items = tuple(
            a.ActivityItem(x.id, row.kind, x.title, x.unit, row.at, x.state or "over", x.took_part)
            for row, x in zip(rows, lines, strict=True)
        )
        return a.ActivityList(items, tick(rows[-1]) if more else "")

    async def result(self, person: int, number: int) -> a.Result:
        """What came of one."""
        page = await self.pages.activity(person, number)
        self.pages.log.look(person, page.line.unit, "api")
        shares = tuple(a.ShareItem(each.name, each.n) for each in page.shares)
        line = page.line
        return a.Result(
            line.id, line.title, line.unit, line.took_part, page.members, shares, page.counted
        )


def _figures(found: o.Counts) -> a.Figures:
    return a.Figures(found.n, found.met, found.due, found.late)


def _cursor(cursor: str, n: int) -> tuple[int, ...] | None:
    found = numbers(cursor, n)
    if cursor and found is None:
        raise a.BadCursor
    return found
