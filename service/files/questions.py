"""Reading a bank of questions, whatever its format: xlsx, csv, GIFT or Aiken."""

from __future__ import annotations

from pathlib import Path

from service.core.questions import Question
from service.files.aiken import ANSWER, read_aiken
from service.files.errors import refusal
from service.files.gift import read_gift
from service.files.packages import is_package
from service.files.quiz_xlsx import read_table
from service.files.sheets import decode, load

ENDINGS = (".xlsx", ".csv", ".gift", ".aiken", ".txt")

MAX_TEXT = 1_000_000  # bytes of GIFT or Aiken; a thousand questions take a third of it


def read_questions(source: Path | bytes, name: str) -> tuple[Question, ...]:
    """The questions of a file: all of them, or none.

    The ending of `name` says the format; for .txt the content does. Raises `Unreadable` with
    every error, by row or line.
    """
    data = load(source, name)
    ending = Path(name).suffix.lower()
    if is_package(data) or ending in (".xlsx", ".xlsm", ".xls", ".csv"):
        return read_table(data, name)
    if ending not in ENDINGS:
        raise refusal(name, "unknown_format", hint=", ".join(ENDINGS))
    if len(data) > MAX_TEXT:
        raise refusal(name, "too_large", hint=str(MAX_TEXT // 1_000_000))
    text = decode(data, name)
    if ending == ".aiken" or (ending == ".txt" and _looks_like_aiken(text)):
        return read_aiken(text, name)
    return read_gift(text, name)


def _looks_like_aiken(text: str) -> bool:
    return any(ANSWER.fullmatch(line.strip()) for line in text.split("\n"))
