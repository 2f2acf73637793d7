"""Names that people type in one go: `刘洋、马跃`, `刘洋和马跃`, `Li Hua and He Jianing`; and whom
they mean."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

from service.core.people import Person, Roster

MOST = 40  # names at once

_SEPARATORS = re.compile(r"[、，,;；\n/]+")
_BETWEEN = re.compile(r" *(?:以及|[和及与&]|\band\b) *| ", re.IGNORECASE)
_SPACES = re.compile(r" and | ", re.IGNORECASE)
_AND = re.compile(" and ", re.IGNORECASE)


def pieces(typed: str) -> list[str]:
    """What stands between separators, without space around it."""
    return [clean for each in _SEPARATORS.split(typed) if (clean := " ".join(each.split()))]


def names_in(typed: str, known: Callable[[str], object]) -> list[str]:
    """The names in what was typed. A piece that is not `known` may be several names, with `and` or,
    where names have none themselves, spaces between."""
    found = [name for piece in pieces(typed) for name in _several(piece, known)]
    return [name for each in found for name in ([each] if known(each) else _apart(each))]


def _apart(piece: str) -> list[str]:
    return (_AND if piece.isascii() else _SPACES).split(piece)


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


def by_names(roster: Roster, unit: int, typed: str, most: int = MOST) -> dict[str, tuple[int, ...]]:
    """Whom each of `most` names in what was typed may mean, first in the unit and below, then
    anywhere."""
    near = _called(roster, roster.members(unit))

    @cache
    def far() -> dict[str, tuple[int, ...]]:
        return _called(roster, [each for each in roster.people.values() if each.active])

    def meant(name: str) -> tuple[int, ...]:
        wanted = name.casefold()
        return near.get(wanted) or far().get(wanted, ())

    return {name: meant(name) for name in names_in(typed, meant)[:most]}


def _called(roster: Roster, people: Sequence[Person]) -> dict[str, tuple[int, ...]]:
    """Who has a name, by the name and as it is told apart from others."""
    shown = roster.told_apart(people)
    found: dict[str, tuple[int, ...]] = {}
    for person in people:
        for name in {person.name.casefold(), shown[person.id].casefold()}:
            found[name] = (*found.get(name, ()), person.id)
    return found
