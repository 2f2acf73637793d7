"""Writes a table as an xlsx workbook that is easy to fill in, or as csv."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from service.files.workbooks import CONTROL, MAX_ROWS, column_letter

_ESCAPE_LIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")  # would be read as an escaped character
_HEADER_COLOR = "FFF2CC"
_NOTE_WIDTH = 100


@dataclass(frozen=True, slots=True)
class Layout:
    """A table to write. `choices`: by column from 0, the entries of its drop-down."""

    title: str
    header: Sequence[str]
    rows: Sequence[Sequence[str | int | float]]
    widths: Sequence[int]  # in characters
    choices: Mapping[int, Sequence[str]] = field(default_factory=dict)


def write_workbook(path: Path, layout: Layout, notes: Sequence[str] = ()) -> None:
    """Write the table to a file. Raises `OSError` if the file can't be written."""
    path.write_bytes(to_workbook(layout, notes))


def to_workbook(layout: Layout, notes: Sequence[str] = ()) -> bytes:
    """The table, and the notes on a second sheet. Every text is text, never a formula."""
    from openpyxl import Workbook

    book = Workbook()
    book.properties.creator = "OrgLife"
    table: Any = book.active
    table.title = layout.title
    for number, row in enumerate([layout.header, *layout.rows], 1):
        for column, value in enumerate(row, 1):
            fill(table.cell(number, column), value)
    _style(table, layout)
    if notes:
        _add_notes(book, notes)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def table_to_csv(header: Sequence[str], rows: Sequence[Sequence[str | int | float]]) -> bytes:
    """UTF-8 with a byte order mark, so that spreadsheets open it correctly. What would be taken for
    a formula gets a leading space, which is dropped on reading."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(header)
    for row in rows:
        writer.writerow(f" {each}" if _computes(each) else each for each in row)
    return text.getvalue().encode("utf-8-sig")


_COMPUTES = tuple("=+-@\t\r\0＝＋－＠")  # with which cells begin that a spreadsheet computes


def _computes(cell: str | float) -> bool:
    return isinstance(cell, str) and cell.startswith(_COMPUTES)


def fill(cell: Any, value: str | float, *, wrap: bool = True) -> None:
    """Write a value; text is text, whatever it begins with."""
    from openpyxl.styles import Alignment

    if isinstance(value, int | float):
        cell.value = value
    elif value:
        cell.value = _ESCAPE_LIKE.sub("_x005F_", CONTROL.sub("", value))
        cell.data_type = "s"  # openpyxl takes what begins with "=" for a formula
        cell.number_format = "@"
    cell.alignment = Alignment(wrap_text=wrap, vertical="top")


def fill_date(cell: Any, at: datetime, *, with_time: bool) -> None:
    """Write a time (naive) as a date that can be sorted and counted with."""
    from openpyxl.styles import Alignment

    cell.value = at
    cell.number_format = "yyyy-mm-dd hh:mm" if with_time else "yyyy-mm-dd"
    cell.alignment = Alignment(horizontal="left", vertical="top")


def make_header(cells: Any) -> None:
    """Style a row as the header."""
    from openpyxl.styles import Font, PatternFill

    for cell in cells:
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor=_HEADER_COLOR)


def _style(table: Any, layout: Layout) -> None:
    """A frozen header, column widths, text format, drop-downs."""
    from openpyxl.worksheet.datavalidation import DataValidation

    table.freeze_panes = "A2"
    make_header(table[1])
    for number, width in enumerate(layout.widths, 1):
        table.column_dimensions[column_letter(number)].width = width
    for column, words in layout.choices.items():
        offered = DataValidation("list", formula1=f'"{",".join(words)}"', allow_blank=True)
        letter = column_letter(column + 1)
        offered.add(f"{letter}2:{letter}{MAX_ROWS}")
        table.add_data_validation(offered)


def _add_notes(book: Any, notes: Sequence[str]) -> None:
    from openpyxl.styles import Alignment, Font

    sheet = book.create_sheet("说明 notes")
    sheet.column_dimensions["A"].width = _NOTE_WIDTH
    for number, note in enumerate(notes, 1):
        cell = sheet.cell(number, 1, note)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.font = Font(bold=number == 1)
