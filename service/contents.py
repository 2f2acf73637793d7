"""What stands in a file that somebody sent, for the loop that reads files."""

from __future__ import annotations

from service.core.people import LANGUAGES
from service.files.errors import Unreadable
from service.files.questions import read_bank
from service.runtime.reading import FileContent


def read_content(data: bytes, name: str) -> FileContent:
    """The questions of a file, or every error in each language."""
    try:
        bank = read_bank(data, name)
    except Unreadable as error:
        return FileContent(problems={each: error.describe(each) for each in LANGUAGES})
    return FileContent(bank.questions, bank.pictures)
