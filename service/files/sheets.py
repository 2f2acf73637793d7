"""Reads a table from a csv or xlsx file: numbered rows of text, nothing more."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from service.files.errors import RowError, Unreadable, refusal
from service.files.packages import is_package
from service.files.workbooks import (
    BAD,
    MAX_COLUMNS,
    MAX_ROWS,
    Row,
    Sheet,
    cell_problem,
    column_letter,
    read_workbook,
)

MAX_BYTES = 8_000_000  # of any file

_ENCODINGS = ("utf-8-sig", "gb18030")  # with or without a BOM; what Excel writes in China
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_DELIMITERS = ",;\t"


def load(source: Path | bytes, name: str) -> bytes:
    """The content of a file. Raises `Unreadable` if it can't be opened or is too large."""
    if isinstance(source, bytes):
        data = source
    else:
        try:
            with source.open("rb") as file:
                data = file.read(MAX_BYTES + 1)
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise refusal(name, "unopened", reason) from error
    if len(data) > MAX_BYTES:
        raise refusal(name, "too_large", hint=str(MAX_BYTES // 1_000_000))
    if not data.strip():
        raise refusal(name, "empty")
    return data


def read_sheet(data: bytes, name: str) -> Sheet:
    """The non-blank rows of a table. The content decides whether it is a workbook or text.

    Formulas, merged cells, dates, control characters and so on become errors of the sheet. Raises
    `Unreadable` if the file can't be read at all.
    """
    data = load(data, name)
    if is_package(data):
        sheet = read_workbook(data, name)
    elif Path(name).suffix.lower() in (".xlsx", ".xlsm", ".xls"):
        raise refusal(name, "not_xlsx")
    else:
        sheet = _read_csv(decode(data, name), name)
    if not sheet.rows:
        raise refusal(name, "empty")
    return sheet


def decode(data: bytes, name: str) -> str:
    """The text of a file in UTF-8 or GB18030, or in UTF-16 with a byte order mark, with plain line
    ends. Raises `Unreadable`."""
    wrong_at = 0
    for encoding in ("utf-16",) if data.startswith(_UTF16) else _ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError as error:
            wrong_at = max(wrong_at, error.start)
        else:
            return text.replace("\r\n", "\n").replace("\r", "\n")
    raise Unreadable(name, [RowError(data.count(b"\n", 0, wrong_at) + 1, "", "encoding")])


def _read_csv(text: str, name: str) -> Sheet:
    first = text.lstrip("\n").partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    records = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[Row] = []
    errors: list[RowError] = []
    number = 0
    try:
        for number, record in enumerate(records, 1):  # as spreadsheets count, including blank rows
            if not any(cell.strip() for cell in record):
                continue
            if number > MAX_ROWS:
                raise refusal(name, "too_many_rows", hint=str(MAX_ROWS))
            if len(record) > MAX_COLUMNS and any(cell.strip() for cell in record[MAX_COLUMNS:]):
                raise refusal(name, "too_many_columns", hint=str(MAX_COLUMNS))
            bad = {each.column: each for each in _bad_cells(number, record[:MAX_COLUMNS])}
            errors.extend(bad.values())
            rows.append(Row(number, tuple(_taken(record[:MAX_COLUMNS], bad))))
    except csv.Error as error:
        errors.append(RowError(number + 1, "", "quotes"))
        raise Unreadable(name, errors) from error
    return Sheet(tuple(rows), tuple(errors))


def _taken(record: Sequence[str], bad: Collection[str]) -> Iterator[str]:
    for column, cell in enumerate(record, 1):
        yield BAD if column_letter(column) in bad else cell.strip()


def _bad_cells(number: int, record: list[str]) -> list[RowError]:
    errors = []
    for column, cell in enumerate(record, 1):
        if cell.startswith("="):  # a spreadsheet would calculate it
            errors.append(RowError(number, column_letter(column), "formula"))
        elif problem := cell_problem(cell):
            errors.append(RowError(number, column_letter(column), problem[0], hint=problem[1]))
    return errors
