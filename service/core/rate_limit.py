"""How much a platform takes from an account."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pace:
    """At most `count` messages in any stretch of `seconds`."""

    count: int
    seconds: float

    def __post_init__(self) -> None:
        if self.count < 1 or not self.seconds > 0:
            raise ValueError("a pace is at least one message in more than no time")


def no_group(chat: str) -> str:
    """Every chat is private."""
    return ""


@dataclass(frozen=True, slots=True)
class Rates:
    """Declared by each adapter; None: no limit is known.

    Everything counts for the account; what is sent or edited counts in its chat as well.
    `group_of`: pure; the group that a chat is, or is a part of, and "" for a private chat.
    """

    account: Pace | None = None
    private: Pace | None = None
    group: Pace | None = None
    group_of: Callable[[str], str] = no_group
