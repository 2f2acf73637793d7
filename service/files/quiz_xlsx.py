"""Reads a bank of questions from a table: one question per row, xlsx or csv.

The cells of a row are the parts of a draft, as the lines of a paper are; what they mean,
`service.questions.grammar` says for both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from service.files.bank_files import BankFile, Reading
from service.files.errors import RowError
from service.files.quiz_columns import COLUMNS, REQUIRED
from service.files.quiz_examples import NOTES
from service.files.records import Record, to_records
from service.files.sheets import read_sheets
from service.questions.grammar.answers import without_numbers
from service.questions.grammar.checks import Problem
from service.questions.grammar.draft import Draft
from service.questions.grammar.lines import OptionLine, lines
from service.questions.grammar.words import LETTERS, named_kind

_FIELDS = ("answer", "tolerance", "points", "credit", "explanation", "tags", "difficulty", "id",
           *(f"feedback_{letter}" for letter in LETTERS))  # fmt: skip


def read_table(data: bytes, name: str) -> BankFile:
    """The questions of a table. Raises `Unreadable` with every error, by row and column."""
    skipped = [each[0] for each in NOTES.values()]
    records = to_records(read_sheets(data, name), name, COLUMNS, REQUIRED, skipped)
    reading = Reading(locate=_located, notes=list(records.notes))
    bad = {(each.sheet, each.row) for each in records.errors}
    for sheet, rows in groupby(records.rows, lambda each: each.sheet):
        of_sheet = list(rows)
        reading.sheet = sheet
        prompts = without_numbers([each["prompt"] for each in of_sheet])
        for record, prompt in zip(of_sheet, prompts, strict=True):
            _take(reading, record, prompt, unread=(sheet, record.row) in bad)
    reading.errors[:] = records.with_errors(reading.errors)
    return reading.bank(name)


def _take(reading: Reading, record: Record, prompt: str, *, unread: bool) -> None:
    """The question of a row. `unread`: some of its cells can't be read."""
    said = record["kind"]
    kind = named_kind(said) if said else None
    fields = {key: record[key] for key in _FIELDS if record[key]}
    if said and kind is None:
        fields["kind"] = said  # which nobody understands
    if kind in ("order", "match") and not fields.get("answer"):
        fields.pop("answer", None)
    options = _options(record)
    gaps = [LETTERS[place] for place, text in enumerate(options) if not text]
    told = [
        RowError(record.row, f"option_{letter}", "option_gap", sheet=record.sheet)
        for letter in gaps
    ]
    draft = Draft((prompt,) if prompt else (), options, fields, kind=kind)
    about = [each.column for each in told]
    reading.take(draft, record.row, told, about, whole=not unread)


def _options(record: Record) -> tuple[str, ...]:
    """The options up to the last one that is filled in, each in a column or all in one cell."""
    texts = [record[f"option_{letter}"] for letter in LETTERS]
    while texts and not texts[-1]:
        texts.pop()
    return tuple(texts) if texts or not record["options"] else _in_cell(record["options"])


def _in_cell(cell: str) -> tuple[str, ...]:
    """`A. 一楼 B. 二楼`, on lines of their own, or with signs between: `一楼；二楼`."""
    found = [each for line in cell.split("\n") for each in lines(line.strip())]
    named = [each for each in found if isinstance(each, OptionLine)]
    if len(named) > 1 and len(named) == len(found):
        placed: Sequence[OptionLine] = sorted(named, key=lambda each: each.letter)
        if [each.letter for each in placed] == list(LETTERS[: len(placed)]):
            return tuple(each.text for each in placed)
    for sign in ("\n", "|", "｜", "；", ";", "$", "#", "、"):
        parts = [each.strip() for each in cell.split(sign)]
        if len(parts) > 1 and all(parts):
            return tuple(parts)
    return (cell,)


def _located(row: int, problem: Problem) -> RowError:
    error = RowError.in_row(row, problem)
    return replace(error, code="missing", hint="") if error.code == "no_answer" else error
