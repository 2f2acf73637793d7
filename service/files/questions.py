"""Reads a bank of questions in any format: xlsx, csv, docx, a paper as plain text, GIFT, Aiken or
Moodle XML."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path

from service.files.aiken import read_aiken
from service.files.bank_files import BankFile
from service.files.docx_text import read_docx
from service.files.errors import refusal
from service.files.gift import read_gift
from service.files.moodle_xml import read_moodle_xml
from service.files.office_text import read_office, text_paragraphs
from service.files.packages import is_old_document, is_package
from service.files.quiz_xlsx import read_table
from service.files.sheets import decode, load
from service.questions.grammar.lines import Begins, Field, Section, lines
from service.questions.model import Question

ENDINGS = (".xlsx", ".csv", ".docx", ".gift", ".aiken", ".txt", ".xml")

AIKEN_ANSWER = re.compile(r"ANSWER\s*:\s*[A-Za-z]")
_GIFT = re.compile(
    r"(?<!\\)\{\s*(?:[=~#]|(?:T|F|TRUE|FALSE)\s*[#}])|^::[^\n]*::|^\$CATEGORY:", re.M
)

MAX_TEXT = 1_000_000  # bytes of GIFT or Aiken; a thousand questions take a third of it


def read_questions(source: Path | bytes, name: str) -> tuple[Question, ...]:
    """The questions of a file: all of them, or none. Raises `Unreadable` with every error, by row,
    line or paragraph."""
    return read_bank(source, name).questions


def read_bank(source: Path | bytes, name: str) -> BankFile:
    """The questions of a file with their pictures: all of them, or none.

    The extension of `name` decides the format; for .txt and packages, the content does. Raises
    `Unreadable` with every error, by row, line or paragraph.
    """
    data = load(source, name)
    ending = Path(name).suffix.lower()
    if is_old_document(data) or ending in (".doc", ".wps", ".rtf", ".odt", ".pages"):
        raise refusal(name, "old_document", ending or "doc")
    if ending in (".docx", ".docm") or _is_document(data):
        return read_office(read_docx(data, name), name)
    if is_package(data) or ending in (".xlsx", ".xlsm", ".xls", ".et", ".csv"):
        return read_table(data, name)
    if ending not in ENDINGS:
        raise refusal(name, "unknown_format", hint=", ".join(ENDINGS))
    if ending == ".xml":
        return read_moodle_xml(data, name)
    if len(data) > MAX_TEXT:
        raise refusal(name, "too_large", hint=str(MAX_TEXT // 1_000_000))
    return _read_text(decode(data, name), name, ending)


def _read_text(text: str, name: str, ending: str) -> BankFile:
    """A text in the format that its name says, or else looks like."""
    if ending == ".aiken":
        return read_aiken(text, name)
    if ending == ".gift" or _GIFT.search(text):
        return read_gift(text, name)
    written = [line.strip() for line in text.split("\n")]
    if any(AIKEN_ANSWER.fullmatch(line) for line in written) and not any(map(_is_paper, written)):
        return read_aiken(text, name)
    if "{" in text and not any(map(_is_paper, written)):
        return read_gift(text, name)
    return read_office(text_paragraphs(text), name)


def _is_paper(line: str) -> bool:
    """Whether this line stands in papers only: a section, a number, a field in Chinese."""
    first = next(lines(line), None)
    if isinstance(first, Field):
        return not AIKEN_ANSWER.fullmatch(line)
    return isinstance(first, Section) or (isinstance(first, Begins) and first.mark == "sure")


def _is_document(data: bytes) -> bool:
    """Whether this is a Word document under another name."""
    if not data.startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            return "word/document.xml" in package.namelist()
    except Exception:  # zipfile raises all sorts of errors for damaged files; reading reports them
        return False
