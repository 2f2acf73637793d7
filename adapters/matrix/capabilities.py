"""What an account can do on Matrix, and its limits."""

from dataclasses import replace

from service.core.capabilities import Capabilities

LONGEST_TEXT = 4000  # characters; an event contains the text twice, an edit once more in short
LONGEST_FALLBACK = 500  # characters of an edit for clients that don't know edits
LARGEST_EVENT = 65_536  # bytes, with what the homeserver adds …
ENVELOPE = 4_000  # … which is this much at most: hashes, signatures, the events it builds on
LARGEST_CONTENT = (LARGEST_EVENT - ENVELOPE) * 3 // 4 - 2_000  # … encrypted, a third more
LONGEST_CAPTION = 1000  # characters below a file; a longer text goes above it
LARGEST_FILE = 50 * 1024 * 1024  # bytes; a homeserver's default limit

NUMBERS = (*(f"{digit}\ufe0f\u20e3" for digit in "123456789"), "\U0001f51f")
"""The reactions for choices 1 to 10; further choices are typed."""

NUMBER_OF = {
    spelled: number
    for number, each in enumerate(NUMBERS, 1)
    for spelled in (each, each.replace("\ufe0f", ""), str(number))
}
"""The number that a reaction stands for. Some clients omit the mark that asks for a coloured glyph,
and in some a reaction is typed."""

DISAPPROVING = frozenset("👎💩🤮😡🤬🖕😢💔🥱🤡")
"""Reactions that are not likes; all others are, except the numbers."""

MARK = "✍\ufe0f"  # the reaction that means: noted

_TYPED = Capabilities(
    edits=True,
    erases=True,
    marks=True,
    files=True,
    replies=True,
    overhears=True,
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
