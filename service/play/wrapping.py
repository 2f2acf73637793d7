"""Breaks lines by the rules of both Chinese and English.

A line may end after a space or next to a wide character, but never before a closing mark or after
an opening one. Widths are terminal columns; a Chinese character takes two.
"""

from __future__ import annotations

from collections.abc import Iterable

from rich.cells import cell_len, chop_cells

_CLOSING = frozenset("，。、；：？！）》」』】〕”’…％℃,.;:?!)]}%")  # a line never begins with these
_OPENING = frozenset("（《「『【〔“‘([{")  # nor ends with these


def wrap(words: str, width: int) -> list[str]:
    """The text in lines of at most `width` columns; existing line breaks are kept."""
    return [line for paragraph in words.split("\n") for line in fill(_pieces(paragraph), width)]


def fill(pieces: Iterable[str], width: int) -> list[str]:
    """Pieces that are not broken, unless they are wider than a line."""
    lines, line = [], ""
    for piece in pieces:
        if cell_len(line) + cell_len(piece.rstrip()) <= width:
            line += piece
            continue
        if line.strip():
            lines.append(line.rstrip())
        *whole, line = chop_cells(piece, width) or [""]
        lines += whole
    return [*lines, line.rstrip()]


def _pieces(paragraph: str) -> list[str]:
    """The paragraph split wherever a line may end; spaces stay with what precedes them."""
    pieces: list[str] = []
    for character in paragraph:
        if pieces and _stays(pieces[-1][-1], character):
            pieces[-1] += character
        else:
            pieces.append(character)
    return pieces


def _stays(before: str, character: str) -> bool:
    """Whether a line must not end between the two."""
    if character == " " or before in _OPENING or character in _CLOSING:
        return True
    if before == " ":
        return False
    wide = cell_len(before) > 1 or cell_len(character) > 1
    return not wide or cell_len(character) == 0
