"""The archive of a unit's year: what each kind leaves in it, in the sections of the handbook.

Nothing is opened for it: of an activity whose parts lie sealed the kind gets none of them. What
comes out holds no time of its making and no order of chance, so the same year is the same files.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from service.core.access import MAKES_ARCHIVES, may
from service.core.archive import Archive, ArchiveFor, Block, Filed, Kept, Year
from service.core.calendar import local, shown
from service.core.directory import Directory
from service.core.message import Attachment, Bundle, Document, Enclosed, Heading, Paragraph, Table
from service.core.people import Roster
from service.core.queries import EntrySummary, Summary
from service.core.rulebook import RuleBook, Section
from service.core.rulebook.periods import Span
from service.core.texts import FileName, Moment, Named, Words, lines, text
from service.core.workflow import Activity, Context
from service.runtime.localization.catalog import Locale
from service.runtime.outbound.rendering import said_in
from service.runtime.records import AHEAD, counted_in
from service.runtime.registry import Registry
from service.runtime.unit_of_work import UnitOfWork
from service.store.archive import of_year, parts_of
from service.store.transaction import Transaction

MOST = 3000  # activities, and …
MOST_PARTS = 100_000  # … everybody's parts in them, of one archive
UNTIL = 3  # the month until which the last year is meant
EARLIEST, YEAR_DIGITS = 2000, 4
MEMBERS = "members"  # the list that the roster makes
SUMS = "SHA256SUMS"
SEALED = '"'  # how a part begins that is kept sealed
REST = Section("rest", Named(""))


async def archive_for(
    transaction: Transaction,
    registry: Registry,
    directory: Directory,
    query: ArchiveFor,
    now: datetime,
) -> Archive:
    """What a person asks for, if they may have it."""
    roster, person = directory.roster, directory.roster.people[query.person]
    words, _, last = f" {query.words.strip()}".rpartition(" ")
    typed = last.removesuffix("年")
    if not (typed.isascii() and typed.isdigit() and len(typed) == YEAR_DIGITS):
        words, typed = query.words, ""
    unit, named = query.unit or person.unit, words.strip()
    if named:
        below = [*roster.below(person.unit)]
        known = [
            each for each in below if named in (roster.units[each].name, roster.full_name(each))
        ]
        unit = known[0] if len(known) == 1 else 0
    if unit not in roster.units:
        return Archive(why="no_unit")
    if not may(registry.rules, roster, person, MAKES_ARCHIVES, unit):
        return Archive(why="not_allowed")
    today = shown(now, roster.unit_timezone(unit)).date()
    year = query.year or int(typed or today.year - (today.month <= UNTIL))
    asked = Archive(unit, year, person.language)
    return await archive_of(transaction, registry, directory, asked, now)


async def on_server(uow: UnitOfWork, wanted: Archive, by: str) -> Archive:
    """The same for an administrator (`by`), in words; the journal records it."""
    roster = uow.directory.roster
    if wanted.unit not in roster.units:
        return replace(wanted, why="no_unit")
    language = roster.units[wanted.unit].language
    asked = replace(wanted, language=language)
    found = await archive_of(uow.transaction, uow.registry, uow.directory, asked, uow.now)
    if found.file is None:
        return found
    told = {"unit": found.unit, "year": found.year, "by": by}
    await uow.note("archive.exported", {"OnServer": told})
    locale = Locale(language, roster.unit_timezone(found.unit), now=uow.now)
    return replace(found, file=said_in(found.file, uow.registry.catalog, locale))


async def archive_of(
    transaction: Transaction,
    registry: Registry,
    directory: Directory,
    query: Archive,
    now: datetime,
) -> Archive:
    """With its file. Three statements, whatever the number of kinds, and one for each that counts
    by its parts; the rest happens beside the loop."""
    roster, unit = directory.roster, query.unit
    zone = roster.unit_timezone(unit)
    if not EARLIEST <= query.year <= shown(now, zone).year:
        return replace(query, why="no_year")
    span = Span(date(query.year, 1, 1), date(query.year, 12, 31))
    start = local(datetime.combine(span.first, time()), zone)
    end = local(datetime.combine(span.last + timedelta(days=1), time()), zone)
    kinds = [kind for kind, each in registry.workflows.items() if each.files is not None]
    rows = await of_year(transaction, unit, kinds, (start - AHEAD, start, end), MOST + 1)
    parts = await parts_of(transaction, [row.id for row in rows], MOST_PARTS + 1) if rows else []
    if len(rows) > MOST or len(parts) > MOST_PARTS:
        return replace(query, why="too_much")
    held = await counted_in(transaction, registry, (unit,), start - timedelta(days=366))
    context = Context(
        min(now, end),
        roster=roster,
        rules=registry.rules,
        holidays=registry.holidays,
        settings=registry.settings,
    )
    before = tuple(each for each in held if each.at < end)
    year = Year(context, unit, span, start, end, before)
    return await asyncio.to_thread(_put_together, registry, query, year, (rows, parts))


def _put_together(
    registry: Registry, query: Archive, year: Year, found: tuple[Sequence[Any], Sequence[Any]]
) -> Archive:
    parts: dict[int, list[Any]] = defaultdict(list)
    for each in found[1]:
        parts[each.activity].append(each)
    kept: dict[str, list[Kept]] = defaultdict(list)
    for row in found[0]:
        kept[row.kind].append(_kept(registry, row, parts[row.id]))
    roster = year.context.roster
    book = registry.rules.book_of(roster, year.unit)
    filed = [_members(roster, book, query, year.start)]
    for kind, workflow in sorted(registry.workflows.items()):
        if workflow.files is not None:
            seen = replace(year, kept=tuple(kept[kind]))
            filed += [each for each in workflow.files(seen) if year.has(each.at)]
    return replace(query, file=_zipped(roster, book, query, filed))


def _kept(registry: Registry, row: Any, parts: Sequence[Any]) -> Kept:
    """The activity with everybody's part, or with their summaries alone where parts are sealed."""
    codec = registry.codec
    state = codec.activity(row.kind, row.schema, row.state)
    summaries = tuple(
        EntrySummary(each.person, Summary(each.status, each.score, each.out_of, each.at))
        for each in sorted(parts, key=_by_score)
    )
    sealed = registry.workflows[row.kind].seals_parts(state)
    opened = () if sealed else [each for each in parts if not each.state.startswith(SEALED)]
    decoded = tuple(
        (each.person, codec.entry(row.kind, each.schema, each.state)) for each in opened
    )
    return Kept(Activity(row.id, row.kind, row.unit, state), decoded, summaries)


def _by_score(row: Any) -> tuple[Any, ...]:
    """In the order of the query `Results`."""
    return (-row.score, row.at is None, row.at.timestamp() if row.at is not None else 0, row.person)


def _members(roster: Roster, book: RuleBook, query: Archive, at: datetime) -> Filed:
    """Who belongs to the unit now, with their posts, and their standings as the rules call them."""
    title = text("archive-members")
    columns = ("name", "group", "post", "standing")
    header = tuple(text("archive-column", what=each) for each in columns)
    rows: list[tuple[Words, ...]] = []
    for number, name in roster.told_apart(roster.here(query.unit)).items():
        person = roster.people[number]
        standing = book.standing(person.standing) or person.standing
        rows.append((name, person.group, book.post(person), standing))
    table = Table(header, tuple(rows))
    said = Paragraph(text("archive-members-count", n=len(rows)))
    return Filed((MEMBERS,), at, title, (said, table), ((title, table),), dated=False)


# -- in sections


def in_sections(
    book: RuleBook, filed: Iterable[Filed]
) -> Iterator[tuple[Section, tuple[Filed, ...]]]:
    """What stands in each section, in the order of time; what none names stands behind them."""
    places = {what: each.id for each in book.sections for what in each.holds}
    there: dict[str, list[Filed]] = defaultdict(list)
    for each in sorted(filed, key=lambda each: each.at):
        there[next((places[what] for what in each.what if what in places), REST.id)].append(each)
    for section in (*book.sections, REST):
        if section is not REST or there[section.id]:
            yield section, tuple(there[section.id])


def _zipped(roster: Roster, book: RuleBook, query: Archive, filed: Sequence[Filed]) -> Attachment:
    """The handbook, a workbook for each section with lists, everything as JSON, and the sums."""
    zone = roster.unit_timezone(query.unit)
    unit, year = roster.full_name(query.unit), str(query.year)
    named: Words = book.handbook.name if book.handbook.name.zh else text("archive-handbook")
    title = text("archive-title", unit=unit, year=year, name=named)
    sections = [*in_sections(book, filed)]
    handbook: list[Block] = []
    whole: list[Block] = []
    lists: list[Enclosed] = []
    for number, (section, here) in enumerate(sections, 1):
        name = section.name if section is not REST else text("archive-rest")
        head = Heading(text("archive-section", n=number, name=name))
        said = [block for each in here for block in _said(each, zone)]
        nothing = Paragraph(text("archive-nothing"))
        handbook += [head, *(said or [nothing])]
        whole += [head, *(said or [nothing]), *_sheets(here, zone, level=3)]
        if sheets := [*_sheets(here, zone)]:
            file = lines(f"{number:02} ", name, ".xlsx", sep="")
            above = Paragraph(title)
            lists.append(Enclosed(file, Document(name, (above, *sheets))))
    files = (
        Enclosed(lines(named, ".docx", sep=""), Document(title, tuple(handbook))),
        *lists,
        Enclosed("archive.json", Document(title, tuple(whole))),
    )
    day = date(query.year, 12, 31)
    called = FileName(day, unit, text("archive-file", year=year), ".zip")
    return Attachment(called, Bundle(files, SUMS))


def _said(filed: Filed, zone: str) -> Iterator[Block]:
    if filed.blocks:
        yield Heading(_dated(filed, zone), 2)
        yield from filed.blocks


def _sheets(here: Iterable[Filed], zone: str, *, level: int = 1) -> Iterator[Block]:
    """The lists that stand in the workbook; of a `level` below, those that the handbook has not."""
    for each in here:
        for name, table in each.sheets:
            if level == 1 or table not in each.blocks:
                yield Heading(_dated(each, zone) if level == 1 else name, level)
                yield table


def _dated(filed: Filed, zone: str) -> Words:
    """What it is called, behind its day."""
    day = Moment(filed.at, "date", zone)
    return lines(day, filed.title, sep=" ") if filed.dated else filed.title
