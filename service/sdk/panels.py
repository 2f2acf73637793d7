"""Buttons, pages of them, and the messages that several workflows build alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from service.core.choices import ChoiceId, more
from service.core.message import Choice, Message
from service.core.texts import Arg, Lines, Moment, Words, text
from service.core.workflow import Activity

T = TypeVar("T")
Rows = tuple[tuple[Choice, ...], ...]
Button = Choice | str
"""A button itself, or the key of its label; "": none."""


def choice(
    activity: Activity[Any],
    verb: str,
    label: Words,
    *args: str | int,
    about: int | None = None,
    leads: bool = False,
) -> Choice:
    """A button of the activity. `about`: whose part it concerns, when not the presser's own;
    `leads`: what it leads to comes in the person's own chat."""
    encoded = ChoiceId(activity.id, verb, tuple(map(str, args)), about).encode()
    return Choice(encoded, label, leads)


def button(
    activity: Activity[Any],
    key: str,
    *args: str | int,
    about: int | None = None,
    leads: bool = False,
) -> Choice:
    """The button whose label is the text `key`, which names its verb as well:
    `signup-button-join` is `join`, `sdk-button-close-yes` is `close!`."""
    verb = key.partition("-button-")[2]
    verb = f"{verb.removesuffix('-yes')}!" if verb.endswith("-yes") else verb
    return choice(activity, verb, text(key), *args, about=about, leads=leads)


def grid(activity: Activity[Any], *rows: Button | tuple[Button, ...]) -> Rows:
    """These rows of buttons, from the top; what is empty is left out."""
    listed = (row if isinstance(row, tuple) else (row,) for row in rows)
    made = (
        tuple(button(activity, each) if isinstance(each, str) else each for each in row if each)
        for row in listed
    )
    return tuple(row for row in made if row)


def in_rows(choices: Sequence[Choice], width: int) -> Rows:
    """The choices in rows of so many."""
    return tuple(tuple(choices[at : at + width]) for at in range(0, len(choices), width))


def more_button(activity: Activity[Any]) -> Choice:
    """What can be done with any activity: a template, a dry run."""
    return Choice(more(activity.id), text("sdk-button-more"))


def keep_button(activity: Activity[Any]) -> Choice:
    """Leaves everything as it is."""
    return button(activity, "sdk-button-keep")


def confirmation(
    activity: Activity[Any],
    verb: str,
    asked: Words,
    yes: Words,
    *args: str | int,
    about: int | None = None,
) -> Message:
    """A question before an act: what it does, and whom it reaches. `about`: whose part it
    concerns, when not the reader's own."""
    does = choice(activity, f"{verb}!", yes, *args, about=about)
    return Message(asked, choices=((does,), (keep_button(activity),)))


def moment(at: datetime | None) -> Words:
    """The time, or a dash where there is none yet."""
    return Moment(at) if at is not None else "—"


def as_words(value: Arg | datetime | None) -> Arg:
    """A value as a text's argument."""
    return moment(value) if value is None or isinstance(value, datetime) else value


def paragraphs(*parts: Words | None) -> Lines:
    """The parts that are there, with an empty line between them."""
    return Lines(tuple(each for each in parts if each not in (None, "", Lines(()))), "\n\n")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a list. `number`: from 0; `count`: of the pages, at least one; `first`: the
    place in the whole list of its first item."""

    items: tuple[T, ...]
    number: int
    count: int
    first: int

    def arrows(self, activity: Activity[Any], verb: str, *before: str | int) -> Rows:
        """The way to the pages beside it (`verb:page`), if there are any. `before`: arguments that
        stand before the page."""
        row: list[Choice] = []
        if self.number:
            label = text("sdk-button-previous-page")
            row.append(choice(activity, verb, label, *before, self.number - 1))
        if self.number + 1 < self.count:
            label = text("sdk-button-next-page")
            row.append(choice(activity, verb, label, *before, self.number + 1))
        return (tuple(row),) if row else ()


def page_of(items: Sequence[T], number: int, size: int) -> Page[T]:
    """The page of this number, or the one nearest to it."""
    count = max(1, -(-len(items) // size))
    number = min(max(number, 0), count - 1)
    first = number * size
    return Page(tuple(items[first : first + size]), number, count, first)
