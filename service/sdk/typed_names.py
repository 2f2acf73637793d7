"""Names that people type in one go: `刘洋、马跃`, `刘洋和马跃`, `Li Hua and He Jianing`."""

from __future__ import annotations

import re
from collections.abc import Callable

_SEPARATORS = re.compile(r"[、，,;；\n/]+")
_BETWEEN = re.compile(r" *(?:以及|[和及与&]|\band\b) *| ", re.IGNORECASE)
_SPACES = re.compile(r" and | ", re.IGNORECASE)


def pieces(typed: str) -> list[str]:
    """What stands between separators, without space around it."""
    return [clean for each in _SEPARATORS.split(typed) if (clean := " ".join(each.split()))]


def names_in(typed: str, known: Callable[[str], object]) -> list[str]:
    """The names in what was typed. A piece that is not `known` may be several names, with `and` or
    spaces between."""
    found = [name for piece in pieces(typed) for name in _several(piece, known)]
    return [name for each in found for name in ([each] if known(each) else _SPACES.split(each))]


def _several(piece: str, known: Callable[[str], object]) -> list[str]:
    """The piece, cut wherever a name that is known begins or ends."""
    names = []
    while not known(piece):
        cuts = ((piece[: at.start()], piece[at.end() :]) for at in _BETWEEN.finditer(piece))
        found = next((cut for cut in cuts if all(cut) and any(map(known, cut))), None)
        if found is None:
            break
        name, piece = found
        names.append(name)
    return [*names, piece]
