"""Reports as workbooks: a sheet for each table, named by the heading above it."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Sequence
from typing import Any

from service.core.message import Cell, Dated, Document, Heading, Paragraph, Table
from service.core.texts import plain
from service.files.packages import settled
from service.files.workbooks import CONTROL, column_letter
from service.files.writing import fill, fill_date, make_header

LONGEST_NAME = 31  # characters of a sheet's name, ECMA-376 18.2.19
NARROWEST, WIDEST = 8, 60  # columns, in characters

_FORBIDDEN = re.compile(r"[\\/*?:\[\]]")


def to_xlsx(report: Document) -> bytes:
    """The report as a workbook. Paragraphs stand above the table they come before; those without
    one have a sheet of their own. What comes before any heading stands above the first table, below
    the title. Every text is text, never a formula, and every time is a date."""
    from openpyxl import Workbook

    book, title = Workbook(), plain(report.title)
    book.properties.creator = "OrgLife"
    book.properties.title = CONTROL.sub("", title)[:255]
    for empty in list(book.worksheets):
        book.remove(empty)
    heading = title
    words: list[str] = []
    opening = titled = bool(report.blocks) and isinstance(report.blocks[0], Paragraph)
    for block in report.blocks:
        match block:
            case Heading(said, _):
                if words and not opening:
                    _sheet(book, heading, words, titled=titled)
                    words, titled = [], False
                heading, opening = plain(said), False
            case Paragraph(said):
                words += [title] if opening and not words else []
                words.append(plain(said))
            case Table():
                _sheet(book, heading, words, block, titled=titled)
                words, opening, titled = [], False, False
    if words or not book.worksheets:
        _sheet(book, heading, words, titled=titled)
    content = io.BytesIO()
    book.save(content)
    return settled(content.getvalue())


def _sheet(
    book: Any, heading: str, words: Sequence[str], table: Table | None = None, *, titled: bool
) -> None:
    """A sheet with the words above the table. `titled`: the first of them is the report's title."""
    from openpyxl.styles import Font

    sheet = book.create_sheet(_name(heading, [each.title for each in book.worksheets]))
    lines = [line for each in words for line in each.splitlines()]
    for number, line in enumerate(lines, 1):
        fill(sheet.cell(number, 1), line, wrap=False)
    if titled:
        sheet["A1"].font = Font(bold=True, size=14)
    if table is None:
        sheet.column_dimensions["A"].width = WIDEST
        return
    first = len(lines) + 1
    rows = [[_rendered(cell) for cell in row] for row in (table.header, *table.rows)]
    for number, row in enumerate(rows, first):
        for column, value in enumerate(row, 1):
            if isinstance(value, Dated):
                fill_date(sheet.cell(number, column), value.at, with_time=not value.day)
            else:
                fill(sheet.cell(number, column), value)
    make_header(sheet[first])
    sheet.freeze_panes = f"A{first + 1}"
    for column in range(max(map(len, rows))):
        cells = [row[column] for row in rows if column < len(row)]
        width = max(map(_width, cells), default=0) + 2
        letter = column_letter(column + 1)
        sheet.column_dimensions[letter].width = min(max(width, NARROWEST), WIDEST)


def _rendered(cell: Cell) -> str | float | Dated:
    return cell if isinstance(cell, int | float | Dated) else plain(cell)


def _name(heading: str, taken: Sequence[str]) -> str:
    """A name that a sheet may have and none has yet."""
    plain = _FORBIDDEN.sub(" ", CONTROL.sub("", heading)).strip(" '")[:LONGEST_NAME] or "1"
    name, number = plain, 1
    while name.casefold() in {each.casefold() for each in taken}:
        number += 1
        ending = f" {number}"
        name = plain[: LONGEST_NAME - len(ending)] + ending
    return name


def _width(value: str | float | Dated) -> int:
    """The widest line in columns of a letter; an ideograph takes two."""
    if isinstance(value, Dated):
        return len("2026-11-30" if value.day else "2026-11-30 15:08")
    lines = str(value).splitlines()
    return max(
        (sum(1 + (unicodedata.east_asian_width(each) in "WF") for each in line) for line in lines),
        default=0,
    )
