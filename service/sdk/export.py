"""What an activity has come to, as files for an archive: what they are called, what stands at their
head, and tables in a workbook.

All times are on the clocks of the unit, whoever reads: a record is the same for everybody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from service.core.calendar import shown
from service.core.message import (
    Attachment,
    Bundle,
    Cell,
    Chart,
    Data,
    Dated,
    Document,
    Gallery,
    Heading,
    Invitation,
    Message,
    Paragraph,
    Table,
)
from service.core.people import Person, Roster
from service.core.texts import FileName, Moment, Words, lines, text
from service.core.workflow import Decision
from service.sdk.turn import Turn

T = TypeVar("T")


def file_of(
    content: Document | Invitation | Gallery | Chart | Data | Bundle,
    ending: str,
    title: Words,
    *,
    kind: Words,
    began: datetime,
    zone: str,
) -> Attachment:
    """A file of an activity. It is called by the day on which that began, its title, what the file
    is, and its ending (".xlsx")."""
    return Attachment(FileName(shown(began, zone).date(), title, kind, ending), content)


def recorded(at: datetime, zone: str) -> Moment:
    """The time as a record has it: with its year, on these clocks."""
    return Moment(at, "record", zone)


def dated(at: datetime, zone: str, *, day: bool = False) -> Dated:
    """The time as a table has it, to the minute; `day`: the day alone."""
    words = Moment(at, "date", zone) if day else recorded(at, zone)
    local = shown(at, zone).replace(tzinfo=None, second=0, microsecond=0)
    return Dated(words, local.replace(hour=0, minute=0) if day else local, day)


def head(
    turn: Turn[Any, Any],
    began: datetime,
    ended: datetime | None = None,
    took_part: tuple[int, int] | None = None,
) -> Words:
    """What stands below the title of a record: whose it is, when it was, who led it, and how many
    `took_part`, of how many."""
    zone, leader = turn.unit_timezone, turn.policy.organizer(turn.state)
    opens = recorded(began, zone)
    when = text("sdk-record-began", at=opens)
    if ended is not None:
        same_day = shown(began, zone).date() == shown(ended, zone).date()
        closes = Moment(ended, "time", zone) if same_day else recorded(ended, zone)
        when = text("sdk-record-time", opens=opens, closes=closes)
    known = leader is not None and leader in turn.roster.people
    part = took_part or (0, 0)
    return lines(
        text("sdk-record-unit", unit=turn.roster.full_name(turn.unit)),
        when,
        text("sdk-record-led", name=turn.roster.name(leader)) if leader and known else None,
        text("sdk-record-people", n=part[0], of=part[1]) if took_part else None,
    )


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """One column: its heading, and what stands in it for a row's subject. A number stays one."""

    header: Words
    cell: Callable[[T], Cell]


def of_people(roster: Roster) -> tuple[Column[tuple[Person, Any]], ...]:
    """The columns that every list of people begins with, for rows of (person, what else)."""
    units = roster.units
    return (
        Column(text("sdk-column-name"), lambda row: roster.name(row[0].id)),
        Column(text("sdk-column-unit"), lambda row: units[row[0].unit].name),
    )


def table(columns: Iterable[Column[T]], subjects: Iterable[T]) -> Table:
    """A row for each subject."""
    columns = tuple(columns)
    return Table(
        tuple(each.header for each in columns),
        tuple(tuple(each.cell(subject) for each in columns) for subject in subjects),
    )


def workbook(
    title: Words,
    about: Words,
    *sheets: tuple[Words, Table],
    kind: Words,
    began: datetime,
    zone: str,
) -> Attachment:
    """The same with a sheet for each table, named by its heading. The title and what is said
    `about` it stand above the first."""
    blocks = tuple(block for heading, rows in sheets for block in (Heading(heading), rows))
    document = Document(lines(title, kind, sep=" "), (Paragraph(about), *blocks))
    return file_of(document, ".xlsx", title, kind=kind, began=began, zone=zone)


def ledger(
    turn: Turn[Any, Any], unit: int, columns: Iterable[str], rows: Iterable[Iterable[Any]]
) -> Attachment:
    """What a unit keeps a list of (`<kind>-ledger`), as a workbook. `columns`: the keys of their
    headings. A moment in a cell is written on the unit's clock, nothing as a dash."""
    kind, zone = turn.activity.kind, turn.unit_timezone
    header = tuple(map(text, columns))
    cells = tuple(tuple(cell(each, zone) for each in row) for row in rows)
    name, listed = turn.roster.full_name(unit), text(f"{kind}-ledger")
    sheet = (listed, Table(header, cells))
    return workbook(name, "", sheet, kind=listed, began=turn.now, zone=zone)


def cell(value: Any, zone: str) -> Cell:
    """A value as a ledger has it: a moment on these clocks, nothing as a dash."""
    if isinstance(value, datetime):
        return dated(value, zone)
    known: Cell = "—" if value in (None, "") else value
    return known


def hand_people(
    turn: Turn[Any, Any],
    kind: Words,
    columns: Iterable[Column[tuple[Person, T]]],
    rows: Iterable[tuple[Person, T]],
    **how: Any,
) -> Decision:
    """Who acts gets a workbook of people of the unit, a row for each (person, what else). `how`:
    what else the decision has."""
    unit, listed = turn.roster.units[turn.unit].name, (*of_people(turn.roster), *columns)
    sheet, zone = (kind, table(listed, rows)), turn.unit_timezone
    file = workbook(unit, kind, sheet, kind=kind, began=turn.now, zone=zone)
    told = turn.reply(Message(text("sdk-exported"), attachments=(file,)), "export")
    return turn.done(f"{turn.activity.kind}.exported", effects=told, **how)
