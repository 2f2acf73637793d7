"""From rows to records: finding the columns by their headers, in either language and any order."""

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
"""Headers of columns that many tables have and nobody needs here."""

_SUGGESTED = 3


@dataclass(frozen=True, slots=True)
class Record:
    """One row by the keys of its columns; a column that is not there reads as ""."""

    row: int
    values: Mapping[str, str]

    def __getitem__(self, key: str) -> str:
        return self.values.get(key, "")


@dataclass(frozen=True, slots=True)
class Records:
    """The rows below the header, and the errors of single cells found so far, by their keys."""

    rows: tuple[Record, ...]
    errors: tuple[RowError, ...]

    def with_errors(self, found: Iterable[RowError]) -> list[RowError]:
        """All errors. Of a cell that could not be taken, only that is said."""
        bad = {(each.row, each.column) for each in self.errors}
        return [*self.errors, *(each for each in found if (each.row, each.column) not in bad)]


def to_records(
    sheet: Sheet,
    name: str,
    columns: Mapping[str, Sequence[str]],
    required: Collection[str],
) -> Records:
    """The rows of a sheet by the keys of its columns. `columns`: for each key the headers it may
    have, the Chinese and the English one first.

    Raises `Unreadable` with everything that is wrong with the header, for then the rest can't be
    understood.
    """
    header, body = sheet.rows[0], sheet.rows[1:]
    keys, errors = _keys(header, columns)
    errors.extend(
        RowError(header.number, key, "missing_header") for key in required if key not in keys
    )
    errors.extend(_without_header(header, body))
    if errors:
        raise Unreadable(name, [*sheet.errors, *errors])
    named = {column_letter(number): key for number, key in enumerate(keys, 1) if key}
    bad = tuple(replace(each, column=named.get(each.column, each.column)) for each in sheet.errors)
    if not body:
        raise Unreadable(name, bad) if bad else refusal(name, "empty")
    records = (
        Record(row.number, {key: cell for key, cell in zip(keys, row.cells, strict=False) if key})
        for row in body
    )
    return Records(tuple(records), bad)


def _keys(
    header: Row, columns: Mapping[str, Sequence[str]]
) -> tuple[list[str | None], list[RowError]]:
    """The key of each column, None for one to be left out."""
    known = {normal(alias): key for key, aliases in columns.items() for alias in aliases}
    keys: list[str | None] = []
    errors = []
    for number, cell in enumerate(header.cells, 1):
        key = known.get(normal(cell))
        if key is None and cell not in ("", BAD) and normal(cell) not in IGNORED:
            hint = _suggestion(cell, columns)
            errors.append(
                RowError(header.number, column_letter(number), "unknown_header", cell, hint)
            )
        elif key is not None and key in keys:
            errors.append(RowError(header.number, column_letter(number), "duplicate_header", cell))
        keys.append(key)
    return keys, errors


def _without_header(header: Row, body: Sequence[Row]) -> Iterator[RowError]:
    """The first cell of every column that has content but no header."""
    found: set[int] = set()
    for row in body:
        for index, cell in enumerate(row.cells):
            headed = index < len(header.cells) and header.cells[index]
            if cell and not headed and index not in found:
                found.add(index)
                yield RowError(row.number, column_letter(index + 1), "no_header")


def _suggestion(cell: str, columns: Mapping[str, Sequence[str]]) -> str:
    """The headers nearest to what was written, or the usual ones."""
    every = [alias for aliases in columns.values() for alias in aliases]
    near = difflib.get_close_matches(cell[:50], every, n=_SUGGESTED)
    return ", ".join(near or ["/".join(aliases[:2]) for aliases in columns.values()])
