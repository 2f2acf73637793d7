"""What an activity has come to, as a table in a workbook."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from service.core.message import Attachment, Document, Heading, Table
from service.core.people import Person, Roster
from service.core.texts import Words, text

T = TypeVar("T")
Cell = Words | int | float


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


def workbook(name: str, title: Words, *sheets: tuple[Words, Table]) -> Attachment:
    """A file `name.xlsx` with a sheet for each table, named by its heading."""
    blocks = tuple(block for heading, rows in sheets for block in (Heading(heading), rows))
    return Attachment(f"{name}.xlsx", Document(title, blocks))
