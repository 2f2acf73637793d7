"""Writing a bank in any format, and telling what the format could not carry: what was written is
read again and compared, so that nothing is lost without a word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from service.core.people import Language
from service.files import aiken_writing, gift_writing
from service.files.aiken_writing import write_aiken
from service.files.bank_files import Written, all_differences
from service.files.docx_writing import to_docx_bank
from service.files.errors import Unreadable
from service.files.gift_writing import write_gift
from service.files.moodle_writing import write_moodle_xml
from service.files.questions import read_bank
from service.files.quiz_tables import to_csv, to_xlsx
from service.questions.model import Question

FORMATS = (".xlsx", ".csv", ".docx", ".gift", ".aiken", ".xml")


class NotCarried(Exception):
    """Questions that the format can't hold at all, by their numbers from 1."""

    def __init__(self, ending: str, numbers: Sequence[int]) -> None:
        super().__init__(f"{ending} can't hold {len(numbers)} question(s)")
        self.ending = ending
        self.numbers = tuple(numbers)


def write_bank(
    questions: Sequence[Question],
    ending: str,
    language: Language = "zh-CN",
    pictures: Mapping[str, bytes] | None = None,
) -> Written:
    """The bank as a file of the format that `ending` (one of `FORMATS`) names.

    Raises `NotCarried` when there are questions that can't be written so that they can be asked
    again; parts of questions that are lost are listed."""
    carried = {".gift": gift_writing.CARRIED, ".aiken": aiken_writing.CARRIED}.get(ending)
    if carried is not None:
        _refuse(ending, [each.kind in carried for each in questions])
    content = _content(questions, ending, language, pictures or {})
    try:
        read = read_bank(content, f"bank{ending}").questions
    except Unreadable:
        read = ()
    if len(read) != len(questions):
        _refuse(ending, [_survives(each, ending, language) for each in questions])
        raise NotCarried(ending, range(1, len(questions) + 1))  # only together they can't be read
    return Written(content, all_differences(questions, read))


def _refuse(ending: str, carried: Sequence[bool]) -> None:
    numbers = [number for number, each in enumerate(carried, 1) if not each]
    if numbers:
        raise NotCarried(ending, numbers)


def _survives(question: Question, ending: str, language: Language) -> bool:
    """Whether a question can be read again when it is written alone."""
    try:
        read = read_bank(_content([question], ending, language, {}), f"bank{ending}")
    except Unreadable:
        return False
    return len(read.questions) == 1


def _content(
    questions: Sequence[Question],
    ending: str,
    language: Language,
    pictures: Mapping[str, bytes],
) -> bytes:
    match ending:
        case ".xlsx":
            return to_xlsx(questions, language)
        case ".csv":
            return to_csv(questions, language)
        case ".docx":
            return to_docx_bank(questions, pictures, language)
        case ".gift":
            return write_gift(questions)
        case ".aiken":
            return write_aiken(questions)
        case ".xml":
            return write_moodle_xml(questions, pictures)
        case _:
            raise ValueError(f"{ending} is none of {', '.join(FORMATS)}")
