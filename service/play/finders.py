"""Finds the messages and choices that a scenario refers to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from adapters.memory.adapter import SELF, Line, MemoryChat
from service.core.message import Button

OFFERS_SHOWN = 12  # the newest choices that are there instead
_NUMBERED = re.compile(r"(\d+)\. (.+)")


class NotThereError(LookupError):
    """A person, chat, message or choice that a scenario refers to does not exist.

    `there`: what there is instead.
    """

    def __init__(self, problem: str, there: Sequence[str] = ()) -> None:
        super().__init__(problem)
        self.there = tuple(there)


def whole(line: Line) -> str:
    """The text of the message, with its title."""
    return f"{line.post.title}\n{line.post.body}"


def newest(chat: MemoryChat, holding: str = "", *, sender: str | None = SELF) -> Line:
    """The newest message that contains this text. Raises `NotThereError`."""
    for line in reversed(chat.lines.values()):
        if line.deleted or sender not in (None, line.sender):
            continue
        if holding in whole(line):
            return line
    raise NotThereError(f"no message in {chat.id!r} contains {holding!r}")


def find_button(chat: MemoryChat, label: str, of: str = "") -> tuple[Line, Button]:
    """The newest choice in the chat whose label is or contains `label`, of a message that contains
    `of`. Raises `NotThereError`."""
    offered = [(line, button) for line in _ours(chat, of) for button in line.post.flat_buttons]
    for line, button in offered:
        if button.label == label:
            return line, button
    for line, button in offered:
        if label in button.label:
            return line, button
    raise not_offered(chat, label, [button.label for _, button in offered])


def listed_choices(line: Line) -> tuple[tuple[int, str], ...]:
    """The numbered list at the end of a message, as platforms without buttons show choices."""
    if line.sender != SELF or line.deleted:
        return ()
    block = line.post.body.rsplit("\n\n", 1)[-1].split("\n")
    found = [_NUMBERED.fullmatch(each) for each in block]
    choices = tuple((int(each[1]), each[2]) for each in found if each)
    complete = [number for number, _ in choices] == list(range(1, len(block) + 1))
    return choices if complete else ()


def find_listed(chat: MemoryChat, label: str, of: str = "") -> tuple[Line, int, str]:
    """The newest listed choice whose label is or contains `label`, with its number, of a message
    that contains `of`. Raises `NotThereError`."""
    offered = [
        (line, number, each) for line in _ours(chat, of) for number, each in listed_choices(line)
    ]
    for line, number, each in offered:
        if each == label:
            return line, number, each
    for line, number, each in offered:
        if label in each:
            return line, number, each
    raise not_offered(chat, label, [each for _, _, each in offered])


def not_offered(chat: MemoryChat, label: str, offered: Sequence[str]) -> NotThereError:
    """The error that there is no choice `label`, with the choices there are, newest first."""
    there = tuple(dict.fromkeys(offered))
    if len(there) > OFFERS_SHOWN:
        there = (*there[:OFFERS_SHOWN], "…")
    return NotThereError(
        f"there is no choice {label!r} in {chat.id!r}; there are: {list(there)}", there
    )


def _ours(chat: MemoryChat, of: str) -> Iterator[Line]:
    """OrgLife's messages in the chat that contain `of`, newest first."""
    for line in reversed(chat.lines.values()):
        if line.sender == SELF and not line.deleted and of in whole(line):
            yield line
