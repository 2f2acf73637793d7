"""The pages: kept figures and lists of the reader's own unit and what lies below it, never more.

Nothing here walks the whole organization: figures are rows of `rollups`, lists come a page at a
time.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from service.core import office as o
from service.core.calendar import local, shown
from service.core.texts import Moment, text
from service.ports import Clock
from service.runtime.engine import Engine
from service.runtime.office import courses
from service.runtime.office.keeper import RollupKeeper
from service.runtime.office.log import ReadLog
from service.runtime.office.reader import (
    ROSTER,
    Reader,
    by_kind,
    counts,
    paged,
    units_of,
)
from service.store import records
from service.store.office_pages import OfficePages, Wanted
from service.store.office_reads import OfficeReads
from service.store.transaction import Transaction

PAGE = 50  # rows
FEW = 5  # of each list on the first page
LATELY = timedelta(days=62)  # in which the latest activities are looked for
SHEET = 5000  # rows of a table to take along
NOW = ("unit", "duties")
UNITS = "units"  # of duties: the units by the worst of theirs


@dataclass(frozen=True, slots=True)
class Pages:
    """Answers with what a page shows, to a person who is signed in. Raises `NotHere` for whatever
    they may not see."""

    engine: Engine
    clock: Clock
    keeper: RollupKeeper
    log: ReadLog = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "log", ReadLog(self.engine, self.clock))

    def reader(self, person: int) -> Reader:
        """The person as they are now. Raises `NotHere` for who has left."""
        known = self.engine.directory.roster.people.get(person)
        if known is None or not known.active:
            raise o.NotHere
        return Reader(known, self.engine.registry, self.engine.directory, self.clock.now())

    def allows(self, person: int, permission: str) -> bool:
        """Whether the person may do this in their own unit."""
        reader = self.reader(person)
        return reader.may(permission, reader.person.unit)

    # -- pages

    async def today(self, person: int, asked: o.Filters) -> o.TodayPage:
        reader = self.reader(person)
        unit = reader.unit(asked.unit)
        async with self.engine.store.read() as transaction:
            pages = OfficePages(transaction)
            head = await self._head(reader, pages, unit)
            own = await pages.duties((unit, False), ("", ""), None, FEW)
            behind = await pages.behind(unit, "", None, FEW)
            lately = (reader.now - LATELY, reader.now + timedelta(days=1))
            wanted = replace(self.wanted(reader, o.Filters(unit=unit)), span=lately)
            latest = await self.lines(transaction, reader, await pages.activities(wanted, FEW))
        return o.TodayPage(
            head,
            tuple(_duty_line(reader, row) for row in own if row.rank < _RANK_MET),
            tuple(_behind_line(reader, row) for row in behind),
            latest,
        )

    async def tree(self, person: int, asked: o.Filters) -> o.TreePage:
        """The unit, and those right below it: who is behind most comes first."""
        reader = self.reader(person)
        unit = reader.unit(asked.unit)
        async with self.engine.store.read() as transaction:
            pages = OfficePages(transaction)
            head = await self._head(reader, pages, unit)
            known = by_kind(await pages.children(unit))
        roster = reader.directory.roster
        lines = [
            o.UnitLine(
                each,
                roster.units[each].name,
                row.n if (row := known.get((each, "unit"))) is not None else 0,
                units_of(row),
                counts(known.get((each, "duties"))),
                reader.day(row.last_at) if row is not None and row.last_at else "",
                len(roster.children(each)),
            )
            for each in roster.children(unit)
        ]
        lines.sort(key=lambda x: (-x.duties.late, -x.duties.due, x.id))
        start = next((at + 1 for at, x in enumerate(lines) if str(x.id) == asked.after), 0)
        shown_lines, more = paged(lines[start : start + PAGE + 1], PAGE)
        return o.TreePage(head, tuple(shown_lines), str(shown_lines[-1].id) if more else "")

    async def unit(self, person: int, asked: o.Filters) -> o.UnitPage:
        reader = self.reader(person)
        unit = reader.unit(asked.unit)
        year = _year(asked.month) or shown(reader.now, reader.person.timezone).year
        async with self.engine.store.read() as transaction:
            pages = OfficePages(transaction)
            head = await self._head(reader, pages, unit)
            rules = await self._rules(reader, pages, unit)
            months = await pages.months(unit, year)
            first, last = await pages.years(unit)
        table: dict[str, list[int]] = {}
        for row in months:
            kind = row.kind.partition(":")[2]
            table.setdefault(kind, [0] * 12)[int(row.month[5:]) - 1] += row.n
        order = sorted(table, key=lambda kind: (-sum(table[kind]), kind))
        strip = o.Strip(
            year,
            {kind: reader.kind_name(kind) for kind in order},
            {kind: tuple(table[kind]) for kind in order},
            year - 1 if first and int(first[:4]) < year else 0,
            year + 1 if last and int(last[:4]) > year else 0,
        )
        return o.UnitPage(head, strip, rules)

    async def duties(self, person: int, asked: o.Filters, most: int = PAGE) -> o.DutiesPage:
        reader = self.reader(person)
        unit = reader.unit(asked.unit)
        leaf = not reader.directory.roster.children(unit)
        each = bool(asked.duty or asked.state or leaf) and asked.kind != UNITS
        async with self.engine.store.read() as transaction:
            pages = OfficePages(transaction)
            head = await self._head(reader, pages, unit)
            rules = await self._rules(reader, pages, unit)
            if each:
                wanted = (asked.duty, asked.state)
                rows = await pages.duties((unit, True), wanted, duty_after(asked.after), most + 1)
            else:
                rows = await pages.behind(unit, asked.state, numbers(asked.after, 3), most + 1)
        kept, more = paged(rows, most)
        if each:
            lines = tuple(_duty_line(reader, row) for row in kept)
            following = duty_cursor(kept[-1]) if more else ""
            return o.DutiesPage(head, rules, (), lines, each, following)
        behind = tuple(_behind_line(reader, row) for row in kept)
        last = kept[-1] if more else None
        following = f"{last.late}.{last.due}.{last.unit}" if last is not None else ""
        return o.DutiesPage(head, rules, behind, (), each, following)

    async def activities(self, person: int, asked: o.Filters, most: int = PAGE) -> o.ActivitiesPage:
        reader = self.reader(person)
        unit = reader.unit(asked.unit)
        async with self.engine.store.read() as transaction:
            pages = OfficePages(transaction)
            head = await self._head(reader, pages, unit)
            wanted = self.wanted(reader, replace(asked, unit=unit))
            found = await pages.activities(wanted, most + 1)
            kept, more = paged(found, most)
            rows = await self.lines(transaction, reader, kept)
        last = tick(kept[-1]) if more else ""
        kinds = {x: reader.kind_name(x) for x in (*self.listed(), *self._noted())}
        held = reader.kind_name(asked.held) if asked.held else ""
        return o.ActivitiesPage(head, rows, kinds, held, last)

    async def activity(self, person: int, number: int) -> o.ActivityPage:
        """One activity: its figures, and nothing of anybody by name."""
        reader = self.reader(person)
        async with self.engine.store.read() as transaction:
            pages = OfficePages(transaction)
            row = await pages.activity(number)
            if row is None or row.kind not in (*self.listed(), *self._noted()):
                raise o.NotHere
            unit = reader.unit(row.unit)
            (line,) = await self.lines(transaction, reader, [row])
            counted = await pages.counted(number)
            if row.kind in self._noted() and not counted:
                raise o.NotHere
            parts = await pages.shares(number)
            members = await pages.figures([unit], NOW)
        known = by_kind(members).get((unit, "unit"))
        return o.ActivityPage(
            line,
            reader.path(unit),
            known.n if known is not None else 0,
            self._shares(reader, row, parts),
            tuple(reader.kind_name(each.kind) for each in counted),
        )

    async def members(self, person: int, asked: o.Filters) -> o.MembersPage:
        """By name for whoever keeps the roster of this very unit; counts for the others."""
        reader = self.reader(person)
        unit = reader.unit(asked.unit)
        async with self.engine.store.read() as transaction:
            head = await self._head(reader, OfficePages(transaction), unit)
        roster = reader.directory.roster
        book = reader.registry.rules.book

        def standing(key: str) -> str:
            return reader.say(book.standing(key) or key)

        here = roster.here(unit)
        by_standing: dict[str, int] = {}
        for each in here:
            by_standing[each.standing] = by_standing.get(each.standing, 0) + 1
        named = reader.may(ROSTER, unit)
        told = by_standing if named else o.hidden(by_standing)
        lines = tuple(
            o.MemberLine(
                roster.name(each.id),
                reader.say(book.post(each)),
                standing(each.standing),
                each.group,
            )
            for each in here
        )
        shares = (o.Share(standing(x), n) for x, n in sorted(told.items()))
        return o.MembersPage(head, named, lines if named else (), tuple(shares))

    async def procedures(self, person: int, asked: o.Filters, most: int = PAGE) -> o.CoursesPage:
        """The cases of the subtree that go on, by where they are: what is in them is in none of
        this, and whose they are only for those who deal with them."""
        reader = self.reader(person)
        unit, after = reader.unit(asked.unit), numbers(asked.after, 1) or (0,)
        listed = courses.kinds(self.engine, discreet=False)
        async with self.engine.store.read() as transaction:
            pages = OfficePages(transaction)
            head = await self._head(reader, pages, unit)
            found = await pages.going_on(unit, listed, asked.words, after[0], most + 1)
        rows, more = paged(found, most)
        following = str(rows[-1].id) if more else ""
        return o.CoursesPage(head, courses.lines_of(reader, rows), following)

    async def matters(self, person: int, asked: o.Filters) -> o.CoursesPage:
        """What waits for an answer of the reader, or was reported by them."""
        reader = self.reader(person)
        unit, listed = reader.unit(asked.unit), courses.kinds(self.engine, discreet=True)
        async with self.engine.store.read() as transaction:
            pages = OfficePages(transaction)
            head = await self._head(reader, pages, unit)
            rows = await pages.going_on(unit, listed, asked.words, 0, SHEET)
        return o.CoursesPage(head, courses.first_to_do(courses.lines_of(reader, rows)))

    async def act(self, person: int, number: int, verb: str, words: str) -> o.Done:
        """Do this about a matter."""
        reader = self.reader(person)
        async with self.engine.store.read() as transaction:
            row = await OfficePages(transaction).activity(number)
        if row is None or row.kind not in courses.kinds(self.engine, discreet=True):
            raise o.NotHere
        reader.unit(row.unit)
        return await courses.act(self.engine, reader, row, verb, words)

    async def reads(self, person: int, asked: o.Filters, *, files: bool) -> o.LogPage:
        """Who has looked at the pages of the unit and below, or taken files along: to who keeps the
        roster there of everybody, to others what they did themselves."""
        reader = self.reader(person)
        unit, after = reader.unit(asked.unit), numbers(asked.after, 1) or (0,)
        everybody = reader.may(ROSTER, unit)
        await self.log.flush()
        async with self.engine.store.read() as transaction:
            head = await self._head(reader, OfficePages(transaction), unit)
            found = await OfficeReads(transaction).listed(
                unit, None if everybody else person, files=files, before=after[0], most=PAGE + 1
            )
        rows, more = paged(found, PAGE)
        roster = reader.directory.roster
        lines = tuple(
            o.LogLine(
                reader.say(Moment(row.at)),
                roster.name(row.person),
                reader.name(row.unit),
                row.page,
                row.file,
                row.n,
            )
            for row in rows
        )
        return o.LogPage(head, lines, everybody, str(rows[-1].id) if more else "")

    # -- tables to take along

    async def sheet(self, person: int, name: str, asked: o.Filters) -> o.Sheet:
        """The list as it is filtered, without pages. Raises `TooMany`."""
        reader = self.reader(person)
        asked = replace(asked, after="")
        if name == "activities":
            found = await self.activities(person, asked, SHEET)
            if found.next:
                raise o.TooMany
            rows = [
                (
                    *(x.unit_name, x.title, x.kind, x.at),
                    *(self._state(reader, x.state), "" if x.took_part is None else x.took_part),
                )
                for x in found.rows
            ]
            return self._table(reader, name, found.head, rows)
        if name == "duties":
            duties = await self.duties(person, asked, SHEET)
            if duties.next:
                raise o.TooMany
            if duties.each:
                each = [
                    (x.unit_name, x.name, x.since, x.until, self._status(reader, x.status))
                    for x in duties.lines
                ]
                return self._table(reader, name, duties.head, each)
            units = [
                (x.name, x.duties.late, x.duties.due, x.duties.met, x.duties.n)
                for x in duties.behind
            ]
            return self._table(reader, "behind", duties.head, units)
        if name == "procedures":
            cases = await self.procedures(person, asked, SHEET)
            if cases.next:
                raise o.TooMany
            listed = [(x.unit_name, x.title, x.stage, x.who, x.since, x.until) for x in cases.rows]
            return self._table(reader, name, cases.head, listed)
        if name == "members":
            members = await self.members(person, asked)
            if not members.named:
                raise o.NotHere
            people = [(x.name, x.role, x.standing, x.group) for x in members.members]
            return self._table(reader, name, members.head, people)
        raise o.NotHere

    def _table(self, reader: Reader, name: str, head: o.Head, rows: Sequence[Any]) -> o.Sheet:
        header = self._columns(reader, name)
        about = text("office-sheet", unit=head.name, at=Moment(reader.now, "record"), list=name)
        return o.Sheet(name, reader.say(about), header, tuple(rows), head.id)

    def columns(self, person: int, name: str) -> tuple[str, ...]:
        """What stands above the columns of a table, to this reader."""
        return self._columns(self.reader(person), name)

    @staticmethod
    def _columns(reader: Reader, name: str) -> tuple[str, ...]:
        return tuple(reader.say(text("office-columns", list=name)).split("|"))

    # -- pieces

    def _stamp(self, reader: Reader) -> o.Stamp:
        as_of = self.keeper.as_of
        said = reader.say(Moment(as_of)) if as_of is not None else ""
        return o.Stamp(said, self.keeper.left, len(reader.directory.roster.units))

    async def _head(self, reader: Reader, pages: OfficePages, unit: int) -> o.Head:
        known = by_kind(await pages.figures([unit], NOW))
        row = known.get((unit, "unit"))
        return o.Head(
            unit,
            reader.directory.roster.units[unit].name,
            reader.path(unit),
            row.n if row is not None else 0,
            units_of(row),
            counts(known.get((unit, "duties"))),
            self._stamp(reader),
            len(reader.directory.roster.children(unit)),
        )

    async def _rules(self, reader: Reader, pages: OfficePages, unit: int) -> tuple[o.RuleLine, ...]:
        """In the order of the rules."""
        known = {row.kind.partition(":")[2]: row for row in await pages.rules(unit)}
        book = reader.registry.rules.book
        listed = [each for each in book.duties if each.id in known]
        return tuple(
            o.RuleLine(
                each.id,
                reader.duty_name(each.id),
                reader.say(text("office-period", period=each.period)),
                counts(known[each.id]),
            )
            for each in listed
        )

    def listed(self) -> list[str]:
        """The kinds of activities that are listed; none of which nobody else shall hear."""
        return [
            each.kind
            for each in self.engine.registry.workflows.values()
            if not each.discreet
            and (each.past or (each.menu and each.dry_run and not each.part_counts_as))
        ]

    def _noted(self) -> list[str]:
        """Those of which only what counts is: cards and offers are nobody else's business."""
        listed = self.listed()
        workflows = self.engine.registry.workflows.values()
        return [
            each.kind
            for each in workflows
            if (each.counts_as or each.part_counts_as) and each.kind not in listed
        ]

    def wanted(self, reader: Reader, asked: o.Filters) -> Wanted:
        listed, noted = self.listed(), self._noted()
        last = numbers(asked.after, 2)
        return Wanted(
            asked.unit,
            [x for x in listed if asked.kind in ("", x)],
            [x for x in noted if asked.kind in ("", x)],
            asked.held,
            asked.month,
            _span(asked.month, reader.person.timezone),
            asked.state,
            asked.words,
            asked.sort == "oldest",
            (_EPOCH + last[0] * _TICK, last[1]) if last else None,
        )

    async def lines(
        self, transaction: Transaction, reader: Reader, rows: Collection[Any]
    ) -> tuple[o.ActivityLine, ...]:
        noted = self._noted()
        absent = {row.id: reader.registry.workflows[row.kind].absent for row in rows}
        took_part = await records.took_part(transaction, absent) if absent else {}
        return tuple(
            o.ActivityLine(
                row.id,
                reader.title(row),
                reader.kind_name(row.kind),
                row.unit,
                reader.name(row.unit),
                reader.day(row.at),
                _running(row),
                None if row.kind in noted else took_part.get(row.id, 0),
            )
            for row in rows
        )

    def _shares(self, reader: Reader, row: Any, parts: Sequence[Any]) -> tuple[o.Share, ...]:
        """How the parts of people stand, where the kind has words for it. Who keeps no roster there
        is told no small counts; nobody is, of parts that nobody may put a name to."""
        registry = reader.registry
        workflow = registry.workflows[row.kind]
        key = f"{row.kind}-status"
        if workflow.menu is None or workflow.part_counts_as is not None:
            return ()
        state = registry.codec.activity(row.kind, row.schema, row.state)
        found: dict[str, int] = {}
        for part in parts:
            said = reader.say(text(key, status=part.status))
            found[said] = found.get(said, 0) + part.n
        open_ = reader.may(ROSTER, row.unit) and not workflow.seals_parts(state)
        told = found if open_ else o.hidden(found)
        return tuple(o.Share(name, n) for name, n in told.items())

    @staticmethod
    def _state(reader: Reader, state: str) -> str:
        return reader.say(text("office-running", state=state))

    @staticmethod
    def _status(reader: Reader, status: str) -> str:
        return reader.say(text("office-status", status=status))


_RANK_MET = 2
_EPOCH = datetime.fromisoformat("1970-01-01T00:00:00+00:00")
_TICK = timedelta(microseconds=1)


def _running(row: Any) -> o.Running:
    if row.phase == "cancelled":
        return "cancelled"
    return "over" if row.finished else "running"


def _duty_line(reader: Reader, row: Any) -> o.DutyLine:
    name = reader.duty_name(row.duty)
    if row.group:
        name = f"{name} · {row.group}"
    return o.DutyLine(
        row.unit,
        reader.name(row.unit),
        row.duty,
        name,
        reader.date(row.since),
        reader.date(row.until),
        row.status,
    )


def _behind_line(reader: Reader, row: Any) -> o.UnitLine:
    return o.UnitLine(row.unit, reader.name(row.unit), duties=counts(row))


def duty_cursor(row: Any) -> str:
    """The cursor behind a duty."""
    return ".".join((str(row.rank), row.until, str(row.unit), row.duty, row.since, row.group))


def tick(row: Any) -> str:
    """The cursor behind an activity."""
    return f"{(row.at - _EPOCH) // _TICK}.{row.id}"


def duty_after(after: str) -> list[str] | None:
    """The key of a row, if it is one."""
    parts = after.split(".", 5)
    right = len(parts) == 6 and all(map(_is_number, (parts[0], parts[2])))
    return parts if right else None


def numbers(after: str, n: int) -> tuple[int, ...] | None:
    """The numbers of such a key, if it has so many."""
    parts = after.split(".")
    right = len(parts) == n and all(map(_is_number, parts))
    return tuple(map(int, parts)) if right else None


def _is_number(part: str) -> bool:
    return part.isascii() and part.isdigit() and len(part) < 18


def _year(month: str) -> int:
    return int(month[:4]) if month[:4].isdigit() else 0


def _span(month: str, zone: str) -> tuple[datetime, datetime] | None:
    """From when to when the month or the year lasts."""
    if not month:
        return None
    first = datetime.fromisoformat(f"{month}-01" if len(month) > 4 else f"{month}-01-01")
    days = 32 if len(month) > 4 else 366
    following = (first + timedelta(days=days)).replace(day=1)
    return local(first, zone), local(following, zone)
