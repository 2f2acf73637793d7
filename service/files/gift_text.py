r"""Texts in GIFT: finding unescaped characters, and unescaping."""

from __future__ import annotations

import re
from functools import lru_cache

from service.files.markup import from_html

_ESCAPED = re.compile(r"\\([~=#{}:\\n])")


@lru_cache(maxsize=16)
def _finder(wanted: str) -> re.Pattern[str]:
    return re.compile(rf"\\.|({wanted})", re.DOTALL)


def _position(text: str, wanted: str, start: int, end: int | None) -> int:
    for match in _finder(wanted).finditer(text, start, len(text) if end is None else end):
        if match[1]:
            return match.start()
    return -1


def find(text: str, characters: str, start: int = 0, end: int | None = None) -> int:
    """The first unescaped position of one of the characters, from `start`; -1: none."""
    return _position(text, f"[{re.escape(characters)}]", start, end)


def cut(text: str, separator: str) -> tuple[str, str]:
    """The text before and after the first unescaped separator; "" after if there is none."""
    at = _position(text, re.escape(separator), 0, None)
    return (text, "") if at < 0 else (text[:at], text[at + len(separator) :])


def plain(written: str, *, html: bool) -> str | None:
    r"""The readable text: unescaped, HTML as plain text. None: it contains a picture.

    A backslash before any other character is kept, as in formulas.
    """
    text = _ESCAPED.sub(lambda match: "\n" if match[1] == "n" else match[1], written)
    if html:
        found = from_html(text)
        if found is None:
            return None
        text = found
    return "\n".join(line.strip() for line in text.strip().split("\n"))
