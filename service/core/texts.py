"""Words by key: what is said, without the language it is said in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, Union

Style = Literal["moment", "day", "date", "time", "record"]


@dataclass(frozen=True, slots=True)
class Moment:
    """A point in time (aware), shown in the reader's own time zone, or on the clocks of `zone`.

    `style`: "moment" day, weekday and time; "day" the day only; "date" the day with its year, for
    what is kept; "record" the same with weekday and time; "time" the time of day only. The first
    two show the year where it is another one than now.
    """

    at: datetime
    style: Style = "moment"
    zone: str = ""  # an IANA name; empty: the reader's own


@dataclass(frozen=True, slots=True)
class Named:
    """Words that are data of the organization's own: by language, Chinese first."""

    zh: str
    en: str = ""  # empty: as in Chinese


class Secret:
    """A confidential text: fresh (as typed) or sealed (as stored).

    Core never sees a key: the store's codec seals a fresh one before it reaches a row, and the
    renderer opens a sealed one only for a reader whom `access` lets in. It never prints itself.
    """

    __slots__ = ("fresh", "token")

    def __init__(self, *, fresh: str = "", token: str = "") -> None:
        self.fresh = fresh
        self.token = token

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and (self.fresh, self.token) == (other.fresh, other.token)

    def __hash__(self) -> int:
        return hash((self.fresh, self.token))

    def __repr__(self) -> str:
        return "Secret(…)"


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence by its key (`quiz-opened`, its id in the Fluent files) and the values
    that go into it.
    """

    key: str
    args: Mapping[str, Arg] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Lines:
    """Several pieces of words, one below the other (or joined by `sep`; `、` and `；` are the comma
    and the semicolon of the reader's language)."""

    parts: tuple[Words, ...]
    sep: str = "\n"


@dataclass(frozen=True, slots=True)
class FileName:
    """What a file is called: the day of what it is of, its title, what it is, and its ending."""

    day: date
    title: Words
    kind: Words
    ending: str  # ".xlsx"


@dataclass(frozen=True, slots=True)
class Strong:
    """Words that stand out in a message, such as a name."""

    words: Words


@dataclass(frozen=True, slots=True)
class ListItem:
    """One line of a list in a message. `number`: what it is counted as; 0: it is not."""

    words: Words
    number: int = 0


Words = Union[str, Text, Lines, Moment, Named, Secret, FileName, Strong, ListItem]  # noqa: UP007 - recursive, so by name
"""Anything that becomes a string once the reader is known. A plain `str` is user text or data."""

Arg = Union[Words, int, float]  # noqa: UP007


def plain(words: Words) -> str:
    """Words that have been rendered, which are strings. Raises TypeError for others."""
    if not isinstance(words, str):
        raise TypeError(f"{type(words).__name__} has not been rendered")
    return words


def text(key: str, /, **args: Arg) -> Text:
    """`text("quiz-opened", n=5)`: short for `Text`, with the arguments by name."""
    return Text(key, args)


def series(words: Iterable[Words]) -> Words:
    """The words on one line, with commas between; a dash for none."""
    return Lines(parts, "、") if (parts := tuple(words)) else "—"


def lines(*parts: Words | None, sep: str = "\n") -> Lines:
    """The parts that are there, one below the other."""
    return Lines(tuple(part for part in parts if part is not None and part != ""), sep)
