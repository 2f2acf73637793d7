"""Buttons and the messages that several workflows build alike."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from service.core.choices import ChoiceId, more
from service.core.message import Choice, Message
from service.core.texts import Arg, Lines, Moment, Words, text
from service.core.workflow import Activity

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


def in_rows(buttons: Sequence[Choice], size: int) -> Rows:
    """So many buttons in each row."""
    return tuple(tuple(buttons[at : at + size]) for at in range(0, len(buttons), size))


def more_button(activity: Activity[Any]) -> Choice:
    """What can be done with any activity: a template, a dry run."""
    return Choice(more(activity.id), text("sdk-button-more"))


def keep_button(activity: Activity[Any]) -> Choice:
    """Leaves everything as it is."""
    return button(activity, "sdk-button-keep")


def confirmation(
    activity: Activity[Any], verb: str, asked: Words, yes: Words, *args: str | int
) -> Message:
    """A question before an act: what it does, and whom it reaches."""
    return Message(
        asked, choices=((choice(activity, f"{verb}!", yes, *args),), (keep_button(activity),))
    )


def moment(at: datetime | None) -> Words:
    """The time, or a dash where there is none yet."""
    return Moment(at) if at is not None else "—"


def as_words(value: Arg | datetime | None) -> Arg:
    """A value as a text's argument."""
    return moment(value) if value is None or isinstance(value, datetime) else value


def paragraphs(*parts: Words | None) -> Lines:
    """The parts that are there, with an empty line between them."""
    return Lines(tuple(each for each in parts if each not in (None, "", Lines(()))), "\n\n")
