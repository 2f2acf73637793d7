"""Reading a bank of questions, whatever its format: xlsx, csv, docx, GIFT, Aiken or Moodle XML."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

from service.files.aiken import ANSWER, read_aiken
from service.files.bank_files import BankFile
from service.files.docx_text import read_docx
from service.files.errors import refusal
from service.files.gift import read_gift
from service.files.moodle_xml import read_moodle_xml
from service.files.office_text import read_office
from service.files.packages import is_package
from service.files.quiz_xlsx import read_table
from service.files.sheets import decode, load
from service.questions.model import Question

ENDINGS = (".xlsx", ".csv", ".docx", ".gift", ".aiken", ".txt", ".xml")

MAX_TEXT = 1_000_000  # bytes of GIFT or Aiken; a thousand questions take a third of it


def read_questions(source: Path | bytes, name: str) -> tuple[Question, ...]:
    """The questions of a file: all of them, or none. Raises `Unreadable` with every error, by row,
    line or paragraph."""
    return read_bank(source, name).questions


def read_bank(source: Path | bytes, name: str) -> BankFile:
    """The questions of a file with their pictures: all of them, or none.

    The ending of `name` says the format; for .txt and packages the content does. Raises
    `Unreadable` with every error, by row, line or paragraph.
    """
    data = load(source, name)
    ending = Path(name).suffix.lower()
    if ending in (".docx", ".docm", ".doc") or _is_document(data):
        return read_office(read_docx(data, name), name)
    if is_package(data) or ending in (".xlsx", ".xlsm", ".xls", ".csv"):
        return BankFile(read_table(data, name))
    if ending not in ENDINGS:
        raise refusal(name, "unknown_format", hint=", ".join(ENDINGS))
    if ending == ".xml":
        return read_moodle_xml(data, name)
    if len(data) > MAX_TEXT:
        raise refusal(name, "too_large", hint=str(MAX_TEXT // 1_000_000))
    text = decode(data, name)
    if ending == ".aiken" or (ending == ".txt" and _looks_like_aiken(text)):
        return BankFile(read_aiken(text, name))
    return BankFile(read_gift(text, name))


def _is_document(data: bytes) -> bool:
    """Whether this is a Word document under another name."""
    if not data.startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            return "word/document.xml" in package.namelist()
    except Exception:  # zipfile raises whatever the damage leads to; it is told when it is read
        return False


def _looks_like_aiken(text: str) -> bool:
    return any(ANSWER.fullmatch(line.strip()) for line in text.split("\n"))
