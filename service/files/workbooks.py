"""Reads the sheets of an xlsx workbook, cell by cell (ECMA-376, SpreadsheetML).

openpyxl writes our workbooks, but does not read foreign ones: it builds every style and name of a
workbook before a caller could stop it, and its streaming mode hides which cells are merged.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import IO
from xml.etree.ElementTree import Element  # the type only; all parsing is done by defusedxml

from service.core.characters import lowered, raised
from service.files.errors import RowError, Unreadable, refusal
from service.files.messages import Code
from service.files.number_formats import Format, is_date, shown_number
from service.files.packages import open_package

MAX_ROWS = 20_000
MAX_COLUMNS = 64
MAX_SHEETS = 50
MAX_CELL = 32_767  # characters: Excel's own limit

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Characters that don't belong in a text: controls, lone surrogates, non-characters."""

_MAX_INDEX = 4_000_000  # bytes of a part that is held in memory while it is read
_EXCEL_COLUMNS = 16_384  # there can't be more cells in a row

_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")  # ST_Xstring, ECMA-376 part 1, 22.9.2.19

BAD = "\ufffd"
"""Marks a cell that can't be read, so that it is not taken for empty."""


@dataclass(frozen=True, slots=True)
class Row:
    """One non-blank row: its number from 1, and its cells as stripped text."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a table, and the errors of single cells, by the letters of their columns.

    `title`: what it is called, in a workbook."""

    rows: tuple[Row, ...]
    errors: tuple[RowError, ...] = ()
    title: str = ""


def read_workbook(data: bytes, name: str) -> tuple[Sheet, ...]:
    """The visible sheets with something in them; if there are none, the first one. Raises
    `Unreadable` if it can't be read at all."""
    with open_package(data, name) as package:
        try:
            strings, styles = _strings(package), _styles(package)
            sheets: list[Sheet] = []
            for title, part in _sheets(package)[:MAX_SHEETS]:
                with package.open(part) as content:
                    sheets.append(replace(_Reading(name, strings, styles).read(content),
                                          title=title))  # fmt: skip
            filled = [each for each in sheets if each.rows]
            return tuple(filled or sheets[:1])
        except Unreadable:
            raise
        except Exception as error:  # a damaged or hostile package fails anywhere
            raise refusal(name, "damaged") from error


def column_letter(number: int) -> str:
    """`A` for 1, `AB` for 28."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def cell_problem(text: str) -> tuple[Code, str] | None:
    """Why a cell's text is rejected, as code and hint; None if it is fine."""
    if len(text) > MAX_CELL:
        return "too_long", str(MAX_CELL)
    return ("control", "") if CONTROL.search(text) else None


@dataclass(slots=True)
class _Reading:
    """A sheet being read."""

    name: str
    strings: list[str]
    styles: tuple[Format, ...]
    rows: list[Row] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)
    _cells: dict[int, str] = field(default_factory=dict)  # of the current row, by column
    _row: int = 1
    _column: int = 0

    def read(self, content: IO[bytes]) -> Sheet:
        for element in _elements(content):
            match _local(element):
                case "c":
                    self._take(element)
                case "row":
                    self._end_row()
                case "mergeCell":
                    self._refuse_merge(element.get("ref", ""))
                case _:
                    continue
            element.clear()
        return Sheet(tuple(self.rows), tuple(self.errors))

    def _take(self, cell: Element) -> None:
        """Add one cell; rows and columns must come in order."""
        reference = cell.get("r")
        if reference:
            row, column = _position(reference)
            if (self._cells and row != self._row) or row < self._row or column <= self._column:
                raise ValueError(f"{reference} is out of order")
            self._row, self._column = row, column
        else:
            self._column += 1
        if self._column > _EXCEL_COLUMNS:
            raise ValueError(f"row {self._row} has too many cells")
        text = self._text(cell)
        if not text:
            return
        if self._row > MAX_ROWS:
            raise refusal(self.name, "too_many_rows", hint=str(MAX_ROWS))
        if self._column > MAX_COLUMNS:
            raise refusal(self.name, "too_many_columns", hint=str(MAX_COLUMNS))
        self._cells[self._column] = text

    def _end_row(self) -> None:
        if self._cells:
            width = max(self._cells)
            cells = tuple(self._cells.get(column, "") for column in range(1, width + 1))
            self.rows.append(Row(self._row, cells))
        self._cells.clear()
        self._row += 1
        self._column = 0

    def _text(self, cell: Element) -> str:
        """The displayed value of the cell if it is plain text or a number; else `BAD`."""
        kind = cell.get("t", "n")
        parts = {_local(child): child for child in cell}
        if "f" in parts:
            return self._refuse("formula")
        value = (parts["v"].text or "") if "v" in parts else ""
        match kind:
            case "s":
                text = self.strings[int(value)] if value else ""
            case "inlineStr":
                text = _plain(parts["is"]) if "is" in parts else ""
            case "b":
                text = "TRUE" if value.strip() == "1" else "FALSE"
            case "e":
                return self._refuse("error_value", value)
            case "d":
                return self._refuse("date")
            case "n" if value:
                style = int(cell.get("s", "0"))
                form = self.styles[style] if style < len(self.styles) else 0
                if is_date(form):
                    return self._refuse("date")
                number = shown_number(value, form)
                if number is None:
                    return self._refuse("number_format")
                text = number
            case "n":
                text = ""
            case _:
                text = _unescaped(value)
        problem = cell_problem(text)
        return self._refuse(problem[0], hint=problem[1]) if problem else text

    def _refuse(self, code: Code, detail: str = "", hint: str = "") -> str:
        column = column_letter(self._column)
        self.errors.append(RowError(self._row, column, code, detail, hint))
        return BAD

    def _refuse_merge(self, area: str) -> None:
        row, column = _position(area.partition(":")[0])
        self.errors.append(RowError(row, column_letter(column), "merged", area))


def _elements(content: IO[bytes]) -> Iterator[Element]:
    """The elements of a part, each once it is complete. Document types are rejected: they enable
    entity attacks, and OOXML has none."""
    from defusedxml.ElementTree import iterparse

    for _, element in iterparse(content, forbid_dtd=True):
        yield element


def _index(package: zipfile.ZipFile, part: str) -> Iterator[Element]:
    """The elements of one of the parts that connect the others."""
    if package.getinfo(part).file_size > _MAX_INDEX:
        raise ValueError(f"{part} is too large")
    with package.open(part) as content:
        yield from _elements(content)


def _local(element: Element) -> str:
    """The name without its namespace, which differs between "transitional" and "strict" files."""
    return str(element.tag).rpartition("}")[2]


def _position(reference: str) -> tuple[int, int]:
    """Row and column, from 1, of a reference such as `AB12`."""
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        raise ValueError(f"{reference!r} is not a cell")
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]), column


def _sheets(package: zipfile.ZipFile) -> list[tuple[str, str]]:
    """The sheets that are not hidden: what each is called, and its part."""
    links = {
        each.get("Id", ""): each.get("Target", "")
        for each in _index(package, "xl/_rels/workbook.xml.rels")
    }
    found = []
    for each in _index(package, "xl/workbook.xml"):
        if _local(each) == "sheet" and each.get("state", "visible") == "visible":
            wanted = next(value for key, value in each.items() if key.endswith("}id"))
            part = posixpath.normpath(posixpath.join("/xl", links[wanted])).lstrip("/")
            if not part.startswith("xl/chartsheets/"):
                found.append((each.get("name", ""), part))
    if not found:
        raise ValueError("no sheet is visible")
    return found


def _strings(package: zipfile.ZipFile) -> list[str]:
    """The shared strings that cells refer to by number."""
    if "xl/sharedStrings.xml" not in package.namelist():
        return []
    strings = []
    with package.open("xl/sharedStrings.xml") as content:
        for element in _elements(content):
            if _local(element) == "si":
                strings.append(_plain(element))
                element.clear()
    return strings


def _plain(element: Element) -> str:
    """The text of a string item: its `t`, or those of its runs `r`, without phonetic guides."""
    parts: list[str] = []
    for child in element:
        run = _local(child) == "r"
        text = "".join(
            each.text or "" for each in (child if run else (child,)) if _local(each) == "t"
        )
        moved = next((each for each in child.iter() if _local(each) == "vertAlign"), None)
        if run and moved is not None:
            sign = {"superscript": raised, "subscript": lowered}.get(moved.get("val", ""))
            text = sign(text) if sign else text
        parts.append(text)
    return _unescaped("".join(parts))


def _unescaped(text: str) -> str:
    text = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _styles(package: zipfile.ZipFile) -> tuple[Format, ...]:
    """The number format of each cell style."""
    if "xl/styles.xml" not in package.namelist():
        return ()
    formats: dict[str, str] = {}
    styles: list[str] = []
    for element in _index(package, "xl/styles.xml"):
        match _local(element):
            case "numFmt":
                formats[element.get("numFmtId", "")] = element.get("formatCode", "")
            case "cellXfs":
                styles = [each.get("numFmtId", "0") for each in element]
    return tuple(formats[each] if each in formats else int(each) for each in styles)
