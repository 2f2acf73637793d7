"""Turns rows into records: finds the columns by their headers, in either language and any order."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from service.files.errors import RowError, Unreadable, refusal
from service.files.workbooks import BAD, Row, Sheet, column_letter
from service.questions.grammar.words import normal

IGNORED = frozenset(
    {"序号", "编号", "题号", "备注", "no", "no.", "#", "note", "notes", "remark", "remarks"}
)
"""Headers of columns that many tables have, and that nobody misses."""

_SUGGESTED = 3
_SIMILAR = 0.75  # from which a header is a known one with a slip of the pen (difflib's ratio)
_FARTHEST_HEADER = 10  # rows above it


@dataclass(frozen=True, slots=True)
class Record:
    """One row by the keys of its columns; a missing column reads as "". `sheet`: of a workbook in
    which several hold such rows."""

    row: int
    values: Mapping[str, str]
    sheet: str = ""

    def __getitem__(self, key: str) -> str:
        return self.values.get(key, "")


@dataclass(frozen=True, slots=True)
class Records:
    """The rows below the header, the errors of single cells found so far, by their keys, and what
    was left out."""

    rows: tuple[Record, ...]
    errors: tuple[RowError, ...]
    notes: tuple[RowError, ...] = ()

    def with_errors(self, found: Iterable[RowError]) -> list[RowError]:
        """All errors. For a cell that could not be read, only that is reported."""
        bad = {(each.sheet, each.row, each.column) for each in self.errors}
        return [
            *self.errors,
            *(each for each in found if (each.sheet, each.row, each.column) not in bad),
        ]


def to_records(
    sheets: Sequence[Sheet],
    name: str,
    columns: Mapping[str, Sequence[str]],
    required: Collection[str],
    skipped: Collection[str] = (),
) -> Records:
    """The rows of the sheets by the keys of their columns. `columns`: for each key its possible
    headers, the Chinese and the English one first. `skipped`: how a sheet begins that is no table.

    A sheet without the required headers is left out, if another has them; so are columns that mean
    nothing here, and a title above the header. Raises `Unreadable` with every problem of the
    headers, because the rest can't be read then.
    """
    tables = [(each, _Header.found(each, columns, required)) for each in sheets]
    read = [(each, header) for each, header in tables if not header.missing]
    if not read:
        sheet, header = tables[0]
        raise Unreadable(name, [*header.errors, *header.missing_errors()])
    several = len(read) > 1
    rows: list[Record] = []
    errors: list[RowError] = []
    notes: list[RowError] = []
    for sheet, header in tables:
        title = sheet.title if several else ""
        if header.missing:
            if sheet.rows[0].cells[:1] != () and sheet.rows[0].cells[0] not in skipped:
                hint = ", ".join(columns[each][0] for each in header.missing)
                notes.append(RowError(0, "", "left_sheet", hint=hint, sheet=sheet.title))
            continue
        body = [each for each in sheet.rows if each.number > header.row.number]
        problems = [*header.errors, *_without_header(header.row, body)]
        if problems:
            raise Unreadable(name, [replace(each, sheet=title) for each in problems])
        errors.extend(replace(each, sheet=title) for each in header.of_cells(sheet))
        notes.extend(replace(each, sheet=title) for each in header.notes)
        rows.extend(Record(row.number, header.values(row), title) for row in body)
    if not rows:
        raise Unreadable(name, errors) if errors else refusal(name, "empty")
    return Records(tuple(rows), tuple(errors), tuple(notes))


@dataclass(frozen=True, slots=True)
class _Header:
    """The row with the headers. `keys`: of the columns, None for one that is left out; `missing`:
    required ones that are not there."""

    row: Row
    keys: tuple[str | None, ...]
    errors: tuple[RowError, ...]
    notes: tuple[RowError, ...]
    missing: tuple[str, ...]

    @classmethod
    def found(
        cls, sheet: Sheet, columns: Mapping[str, Sequence[str]], required: Collection[str]
    ) -> _Header:
        """The first row that has the required headers, else the one that has the most of all."""
        known = {normal(alias): key for key, aliases in columns.items() for alias in aliases}
        rows = sheet.rows[:_FARTHEST_HEADER]
        named = [[known.get(normal(cell)) for cell in row.cells] for row in rows]
        best = max(
            range(len(rows)),
            key=lambda at: (set(required) <= set(named[at]), len(set(named[at]) - {None}), -at),
        )
        row, keys = rows[best], tuple(named[best])
        errors: list[RowError] = []
        notes: list[RowError] = []
        missing = tuple(key for key in required if key not in keys)
        for number, (cell, key) in enumerate(zip(row.cells, keys, strict=True), 1):
            letter = column_letter(number)
            if key is not None and key in keys[: number - 1]:
                errors.append(RowError(row.number, letter, "duplicate_header", cell))
            elif key is None and cell not in ("", BAD) and normal(cell) not in IGNORED:
                near = _near(cell, columns, left=[each for each in columns if each not in keys])
                if near:
                    errors.append(RowError(row.number, letter, "unknown_header", cell, near))
                else:
                    usual = ", ".join(columns[each][0] for each in columns if each not in keys)
                    hint = ", ".join(usual.split(", ")[:6])
                    notes.append(RowError(row.number, letter, "left_column", cell, hint))
        return cls(row, keys, tuple(errors), tuple(notes), missing)

    def missing_errors(self) -> Iterator[RowError]:
        for key in self.missing:
            yield RowError(self.row.number, key, "missing_header")

    def values(self, row: Row) -> dict[str, str]:
        return {key: cell for key, cell in zip(self.keys, row.cells, strict=False) if key}

    def of_cells(self, sheet: Sheet) -> Iterator[RowError]:
        """The errors of cells that count: in the columns that are read, from the header on."""
        named = {column_letter(number): key for number, key in enumerate(self.keys, 1)}
        for each in sheet.errors:
            key = named.get(each.column, each.column)
            if each.row >= self.row.number and key is not None:
                yield replace(each, column=key)


def _without_header(header: Row, body: Sequence[Row]) -> Iterator[RowError]:
    """The first cell of every column that has content but no header."""
    found: set[int] = set()
    for row in body:
        for index, cell in enumerate(row.cells):
            headed = index < len(header.cells) and header.cells[index]
            if cell and not headed and index not in found:
                found.add(index)
                yield RowError(row.number, column_letter(index + 1), "no_header")


def _near(cell: str, columns: Mapping[str, Sequence[str]], left: Sequence[str]) -> str:
    """The headers of which this one is likely a misspelling; "" if there are none."""
    every = {normal(alias): alias for key in left for alias in columns[key] if len(alias) > 1}
    near = difflib.get_close_matches(normal(cell[:50]), every, n=_SUGGESTED, cutoff=_SIMILAR)
    return ", ".join(every[each] for each in near)
