"""What an account can do on Matrix, and its limits."""

from dataclasses import replace

from service.core.capabilities import Capabilities

LONGEST_TEXT = 4000  # characters; an event may have 65,536 bytes and contains the text twice
LONGEST_CAPTION = 1000  # characters below a file; a longer text goes above it
LARGEST_FILE = 50 * 1024 * 1024  # bytes; a homeserver's default limit

NUMBERS = (*(f"{digit}\ufe0f\u20e3" for digit in "123456789"), "\U0001f51f")
"""The reactions for choices 1 to 10; further choices are typed."""

DISAPPROVING = frozenset("👎💩🤮😡🤬🖕😢💔🥱🤡")
"""Reactions that are not likes; all others are, except the numbers."""

MARK = "✍\ufe0f"  # the reaction that means: noted

_TYPED = Capabilities(
    edits=True,
    erases=True,
    marks=True,
    files=True,
    replies=True,
    threads=True,
    deletions=True,
    likes=True,
    slash="!",  # clients keep what begins with "/" to themselves
    idempotent=True,
    text_length=LONGEST_TEXT,
)


def capabilities(*, reactions: bool) -> Capabilities:
    """`reactions`: put number reactions below choices, so that a tap answers."""
    return replace(_TYPED, numbered=reactions)
