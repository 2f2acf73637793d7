"""Reads tables of a TOML file key by key and collects every problem.

A problem names where it is (`step 3: press`), what is wrong and what is allowed.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any, TypeVar

from service.core.calendar import zone

T = TypeVar("T")
S = TypeVar("S", bound=str)
D = TypeVar("D")

LONGEST_SHOWN = 60


class UnreadableError(Exception):
    """A table lacks a required key; the problem has been noted."""


class Reading:
    """One table. `where`: its name in problems; `known`: the allowed keys."""

    def __init__(
        self, table: Mapping[str, Any], known: Sequence[str], where: str, problems: list[str]
    ) -> None:
        self._table = table
        self._where = where
        self._problems = problems
        for key in table:
            if key not in known:
                near = closest(key, known) or "."
                self.problem(key, f"there is no such key{near} Known here: {_list(known)}")

    def __contains__(self, key: str) -> bool:
        return key in self._table

    def problem(self, key: str, words: str) -> None:
        """Note a problem with a key (or, with "", with the table)."""
        self._problems.append(": ".join(part for part in (self._where, key, words) if part))

    def take(self, key: str, read: Callable[[Any], T], default: D) -> T | D:
        """The value, or the default if the key is missing or its value is invalid."""
        if key not in self._table:
            return default
        try:
            return read(self._table[key])
        except ValueError as error:
            self.problem(key, f"{_shown(self._table[key])} can't be used; allowed: {error}")
            return default

    def need(self, key: str, read: Callable[[Any], T]) -> T:
        """The value of a required key. Raises `UnreadableError`."""
        if key not in self._table:
            allowed = _allowed(read)
            self.problem(key, f"is missing{f'; allowed: {allowed}' if allowed else ''}")
            raise UnreadableError
        try:
            return read(self._table[key])
        except ValueError as error:
            self.problem(key, f"{_shown(self._table[key])} can't be used; allowed: {error}")
            raise UnreadableError from error

    def inside(self, table: Mapping[str, Any], known: Sequence[str], name: str) -> Reading:
        """A table inside this one."""
        return Reading(table, known, self._inside(name), self._problems)

    def table(self, key: str, known: Sequence[str]) -> Reading:
        """The table under a key; an empty one if there is none."""
        found = self._table.get(key, {})
        if not isinstance(found, Mapping):
            self.problem(key, f"must be a table with: {_list(known)}")
            found = {}
        return Reading(found, known, self._inside(key), self._problems)

    def tables(self, key: str, known: Sequence[str], called: str) -> Iterator[Reading]:
        """The tables of an array, named by `called` and their number from 1."""
        found = self._table.get(key, [])
        if not isinstance(found, list):
            self.problem(key, f"must be a list of tables: [[{key}]]")
            return
        for number, each in enumerate(found, 1):
            where = self._inside(f"{called} {number}")
            if isinstance(each, Mapping):
                yield Reading(each, known, where, self._problems)
            else:
                self._problems.append(f"{where}: must be a table with: {_list(known)}")

    def named(self, key: str, known: Sequence[str]) -> Iterator[tuple[str, Reading]]:
        """The tables under names chosen by the user."""
        found = self._table.get(key, {})
        if not isinstance(found, Mapping):
            self.problem(key, f"must be tables: [{key}.name]")
            return
        for name, each in found.items():
            where = self._inside(f"{key}.{name}")
            if isinstance(each, Mapping):
                yield name, Reading(each, known, where, self._problems)
            else:
                self._problems.append(f"{where}: must be a table with: {_list(known)}")

    def _inside(self, name: str) -> str:
        return f"{self._where}: {name}" if self._where else name


def closest(word: str, known: Iterable[str]) -> str:
    """`; did you mean "press"?`, or nothing if no known word is similar."""
    near = difflib.get_close_matches(word, list(known), n=1)
    return f'; did you mean "{near[0]}"?' if near else ""


# -- values: each raises ValueError, which says what is allowed


def a_text(value: Any) -> str:
    if isinstance(value, str) and value.strip():
        return value
    raise ValueError("text in quotes")


def a_flag(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    raise ValueError("true or false")


def a_number(value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    raise ValueError("a whole number, 0 or more")


def points(value: Any) -> float:
    if isinstance(value, int | float) and not isinstance(value, bool) and value >= 0:
        return int(value) if value == int(value) else value
    raise ValueError("a number of points, 0 or more")


def a_time_zone(value: Any) -> str:
    try:
        zone(a_text(value))
    except ValueError as error:
        raise ValueError("an IANA name such as Asia/Shanghai") from error
    return str(value)


def a_start(value: Any) -> datetime:
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value
    raise ValueError("a date and time with its offset, such as 2020-03-06T18:00:00+08:00")


def a_time_of_day(value: Any) -> time:
    try:
        return value if isinstance(value, time) else time.fromisoformat(a_text(value))
    except ValueError as error:
        raise ValueError('a time of day such as "22:00"') from error


def a_moment(value: Any) -> str | datetime | time:
    """A value for `service.play.clock_spec`."""
    if isinstance(value, datetime | time) or (isinstance(value, str) and value.strip()):
        return value
    raise ValueError(MOMENT)


MOMENT = 'a time such as "19:30", "tomorrow 09:00", "明天 9点" or "2020-03-07 09:00"'


def one_of(known: Sequence[S]) -> Callable[[Any], S]:
    def read(value: Any) -> S:
        for each in known:
            if value == each:
                return each
        near = closest(value, known) if isinstance(value, str) else ""
        raise ValueError(f"{_list(known)}{near}")

    return read


def list_of(read: Callable[[Any], T]) -> Callable[[Any], tuple[T, ...]]:
    def read_all(value: Any) -> tuple[T, ...]:
        if not isinstance(value, list):
            raise ValueError(f"a list [ … ]; in it: {_allowed(read)}")
        return tuple(read(each) for each in value)

    return read_all


def table_of(
    read_key: Callable[[Any], str], read: Callable[[Any], T]
) -> Callable[[Any], dict[str, T]]:
    def read_all(value: Any) -> dict[str, T]:
        if not isinstance(value, Mapping):
            raise ValueError(f"a table {{ name = … }}; in it: {_allowed(read)}")
        return {read_key(key): read(each) for key, each in value.items()}

    return read_all


def plain(value: Any) -> Any:
    """A value as in an activity's details: times in ISO format, anything else unchanged."""
    if isinstance(value, Mapping):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [plain(each) for each in value]
    return value.isoformat() if isinstance(value, date | time) else value


def _allowed(read: Callable[[Any], Any]) -> str:
    """The allowed values of a reader, as text."""
    try:
        read(None)
    except ValueError as error:
        return str(error)
    return ""


def _list(known: Iterable[str]) -> str:
    return ", ".join(known)


def _shown(value: Any) -> str:
    shown = f'"{value}"' if isinstance(value, str) else str(value)
    return shown if len(shown) <= LONGEST_SHOWN else f"{shown[:LONGEST_SHOWN]}…"
