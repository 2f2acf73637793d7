"""The short id behind a choice: which activity, whose entry, which verb.

    12::a:3.1     activity 12, the presser's own entry, verb "a", arguments 3 and 1
    12:5:ok:      activity 12, the entry of person 5, verb "ok"

At most 64 bytes of ASCII, which is all that Telegram gives. An id says only what was pressed: who
may press it is decided by the machine and by `access`, so a forged one gains nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

MAX_BYTES = 64
MOST_DIGITS = 18  # of a number, so that every database can hold it
HOME = 0  # in place of an activity: the one home activity, whose number no workflow knows


@dataclass(frozen=True, slots=True)
class ChoiceId:
    activity: int
    verb: str
    args: tuple[str, ...] = ()
    about: int | None = None  # whose entry, when not the presser's own

    def encode(self) -> str:
        """The id as a string. Raises `ValueError` when it would not fit into 64 bytes."""
        about = "" if self.about is None else str(self.about)
        encoded = f"{self.activity}:{about}:{self.verb}:{'.'.join(self.args)}"
        if len(encoded) > MAX_BYTES or not encoded.isascii():
            raise ValueError(f"a choice id must fit into {MAX_BYTES} bytes of ASCII: {encoded!r}")
        return encoded

    @staticmethod
    @lru_cache(maxsize=4096)  # a burst is many presses of few buttons
    def decode(encoded: str) -> ChoiceId | None:
        """The id behind the string, or None when it is none of ours."""
        parts = encoded.split(":")
        if len(parts) != 4 or len(encoded) > MAX_BYTES or not encoded.isascii():
            return None
        activity, about, verb, args = parts
        if not (_is_number(activity) and verb and (about == "" or _is_number(about))):
            return None
        return ChoiceId(
            int(activity),
            verb,
            tuple(args.split(".")) if args else (),
            int(about) if about else None,
        )


def more(activity: int) -> str:
    """The choice of what can be done with any activity, which home sees to."""
    return ChoiceId(HOME, "more", (str(activity),)).encode()


def leave(activity: int) -> str:
    """The choice that leaves the question which the activity asks: it stands last, has no number,
    and its label can be typed, so that a number always answers the question."""
    return ChoiceId(HOME, "cancel", (str(activity),)).encode()


def left_by(encoded: str) -> int | None:
    """The activity whose question this choice leaves; None for every other choice."""
    if not encoded.startswith(_LEAVES):
        return None
    choice = ChoiceId.decode(encoded)
    args = choice.args if choice is not None else ()
    return int(args[0]) if len(args) == 1 and _is_number(args[0]) else None


_LEAVES = f"{HOME}::cancel:"


def _is_number(digits: str) -> bool:
    return len(digits) <= MOST_DIGITS and digits.isascii() and digits.isdigit()
