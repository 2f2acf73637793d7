"""What a file that we hand out is called: `2026-11-30 主题党日测验 成绩.xlsx`."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

LONGEST = 200
"""Bytes in UTF-8 with the ending. File systems hold 255; the rest is left for the ` (2)` that a
browser adds, and for the folder where a whole path is bounded."""

# What Windows refuses in a name, controls, and the marks that turn a line around.
_FORBIDDEN = re.compile(
    r'[\\/:*?"<>|\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]+'
)
_CUT = "…"


def file_name(day: date, title: str, kind: str, ending: str) -> str:
    """The day, the title and what it is, with its ending (`.xlsx`), as any file system takes it.

    A title that is too long is cut; day, kind and ending stay whole."""
    title, kind = clean_name(title), clean_name(kind)
    fixed = f"{day.isoformat()}  {kind}{ending}"
    room = LONGEST - len(fixed.encode())
    return _joined(day, _within(title, room), kind) + ending


def _joined(day: date, title: str, kind: str) -> str:
    return " ".join(part for part in (day.isoformat(), title, kind) if part).rstrip(". ")


def clean_name(words: str) -> str:
    """The words on one line, composed (NFC), and without what a file system refuses."""
    plain = _FORBIDDEN.sub(" ", unicodedata.normalize("NFC", words))
    return " ".join(plain.split()).strip(". ")


def _within(words: str, most: int) -> str:
    """As much of the words as fits into so many bytes; no character is left without its marks."""
    if len(words.encode()) <= most:
        return words
    room = max(most - len(_CUT.encode()), 0)
    kept = words.encode()[:room].decode(errors="ignore")
    rest = words[len(kept) :]
    if rest and _belongs_before(rest[0]):
        kept = kept.rstrip("\u200d")
        while kept and _belongs_before(kept[-1]):
            kept = kept[:-1]
        kept = kept[:-1]
    return kept.rstrip(". \u200d") + _CUT if kept else ""


def _belongs_before(character: str) -> bool:
    """Whether it is a mark on the character before it."""
    return unicodedata.combining(character) > 0 or character in "\ufe0e\ufe0f\u200d"
