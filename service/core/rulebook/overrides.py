"""Single values of the rules that a unit has otherwise."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from service.core.people import Roster
from service.core.rulebook.book import RuleBook


@dataclass(frozen=True, slots=True)
class Override:
    """In this unit and below, the value at `keys` is another one.

    `unit`: its name, or its path from the root (`总支/第一支部`); "": every unit. `keys`: the way
    to the value: names of fields, and the id of a rule behind the name of its list (`duties`,
    `party_lesson`, `period`). `value`: of the type that the rule has there.
    """

    unit: str
    keys: tuple[str, ...]
    value: Any

    def holds_in(self, roster: Roster, unit: int) -> bool:
        """Whether this very unit is meant, not one above it."""
        path = [roster.units[each].name for each in roster.path(unit)][::-1]
        return bool(path) and self.unit in (path[-1], "/".join(path))


def holding(overrides: Iterable[Override], roster: Roster, unit: int) -> list[Override]:
    """Those that hold for the unit: of every unit first, then down the tree to the unit itself, so
    that the nearest one comes last; of one unit in the order of the settings."""
    known = tuple(overrides)
    found = [each for each in known if not each.unit]
    for part in reversed([*roster.path(unit)]):
        found += [each for each in known if each.unit and each.holds_in(roster, part)]
    return found


def overridden(book: RuleBook, overrides: Iterable[Override]) -> RuleBook:
    """The book with these values, a later one before an earlier one."""
    for each in overrides:
        book = _with(book, each.keys, each.value)
    return book


def _with(part: Any, keys: tuple[str, ...], value: Any) -> Any:
    """The part with another value at the end of these keys. Raises KeyError where they lead
    nowhere."""
    if not keys:
        return value
    key, *rest = keys
    if isinstance(part, tuple):
        if not any(each.id == key for each in part):
            raise KeyError(key)
        return tuple(_with(each, tuple(rest), value) if each.id == key else each for each in part)
    if not is_dataclass(part) or key not in {each.name for each in fields(part)}:
        raise KeyError(key)
    return replace(part, **{key: _with(getattr(part, key), tuple(rest), value)})  # type: ignore[type-var]
