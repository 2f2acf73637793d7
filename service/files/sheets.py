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
_EVERYDAY = {"gb2312": (0xA1, 0xD7), "big5": (0xA1, 0xC6)}  # lead bytes: signs, usual characters
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
    """The first sheet of `read_sheets`."""
    return read_sheets(data, name)[0]


def read_sheets(data: bytes, name: str) -> tuple[Sheet, ...]:
    """The non-blank rows of each sheet that has some; of a text, of its only table. The content
    decides whether it is a workbook or text.

    Formulas, merged cells, dates, control characters and so on become errors of the sheet. Raises
    `Unreadable` if the file can't be read at all.
    """
    data = load(data, name)
    if is_package(data):
        sheets = read_workbook(data, name)
    elif Path(name).suffix.lower() in (".xlsx", ".xlsm", ".xls"):
        raise refusal(name, "not_xlsx")
    else:
        sheets = (_read_csv(decode(data, name), name),)
    if not sheets[0].rows:
        raise refusal(name, "empty")
    return sheets


def decode(data: bytes, name: str) -> str:
    """The text of a file in UTF-8, UTF-16, GB18030 or Big5, with plain line ends. Raises
    `Unreadable`."""
    wrong_at = 0
    for encoding in _encodings(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError as error:
            wrong_at = max(wrong_at, error.start)
        else:
            return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    raise Unreadable(name, [RowError(data.count(b"\n", 0, wrong_at) + 1, "", "encoding")])


def _encodings(data: bytes) -> tuple[str, ...]:
    """The encodings that the bytes may be in, the likeliest first. Nearly all bytes are some text
    in GB18030, so Big5 goes first where it makes more usual characters of them."""
    if data.startswith(_UTF16):
        return ("utf-16",)
    for encoding, first in (("utf-16-le", 1), ("utf-16-be", 0)):
        zeros = data[first::2].count(0)
        if zeros > max(3, len(data) // 40) and zeros > 4 * (data.count(0) - zeros):
            return (encoding, *_ENCODINGS)
    simplified, traditional = _usual(data, "gb18030", "gb2312"), _usual(data, "big5hkscs", "big5")
    if traditional > simplified:
        return ("utf-8-sig", "big5hkscs", "gb18030")
    return _ENCODINGS


def _usual(data: bytes, encoding: str, everyday: str) -> float:
    """The share of everyday characters among those that are not ASCII, read in this encoding.
    `everyday`: an older, smaller one, which lists the usual characters first."""
    text = data[:20_000].decode(encoding, "ignore")
    foreign = [each for each in text if not each.isascii()]
    if not foreign:
        return 0.0
    lowest, highest = _EVERYDAY[everyday]
    usual = 0
    for each in foreign:
        coded = each.encode(everyday, "ignore")
        usual += len(coded) == 2 and lowest <= coded[0] <= highest
    return usual / len(foreign)


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
