"""Reads the content of a file that a person sent, for the file importer."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath

from service.core.people import LANGUAGES
from service.files.bank_files import MAX_PICTURE, BankFile, UnfitError, picture_name
from service.files.errors import Unreadable, refusal
from service.files.questions import read_bank
from service.runtime.inbound.file_imports import FileContent

PICTURE_ENDINGS = (".jpg", ".jpeg", ".png", ".webp", ".heic", ".gif", ".bmp")


def read_content(data: bytes, name: str) -> FileContent:
    """The questions of a file, or the picture it is; and every error, in each language."""
    try:
        if _is_picture(data, name):
            return _picture(data, name)
        bank = read_bank(data, name)
    except UnfitError as error:
        return _content(error.good, _problems(error))
    except Unreadable as error:
        return FileContent(problems=_problems(error))
    return _content(bank)


def _content(bank: BankFile, problems: Mapping[str, tuple[str, ...]] | None = None) -> FileContent:
    notes: dict[str, tuple[str, ...]] = {}
    if bank.notes:
        notes = {each: bank.told(each) for each in LANGUAGES}
    return FileContent(bank.questions, bank.pictures, problems or {}, notes=notes)


def _problems(error: Unreadable) -> dict[str, tuple[str, ...]]:
    return {each: error.describe(each) for each in LANGUAGES}


def _is_picture(data: bytes, name: str) -> bool:
    known = picture_name(data[:MAX_PICTURE]) != "unknown_picture"
    return known or PurePath(name).suffix.lower() in PICTURE_ENDINGS


def _picture(data: bytes, name: str) -> FileContent:
    """The picture in the form in which it is stored. Raises `Unreadable`."""
    stored = picture_name(data)
    if stored == "big_picture":
        raise refusal(name, "big_picture", name, str(MAX_PICTURE // 1000))
    if stored == "unknown_picture":
        raise refusal(name, "unknown_picture", name)
    return FileContent(pictures={stored: data}, picture=stored)
