"""What is sealed is padded first, because a sealed text is as long as what it hides.

Nothing in UTF-8 has the byte that ends a text, so what was sealed without it still opens.
"""

from __future__ import annotations

END = b"\xff"
_LARGEST_STEP = 32 * 1024  # bytes; what is longer is padded to a multiple of it


def padded(text: bytes, least: int) -> bytes:
    """The text with its end marked, and filled up to the next power of two from `least` on."""
    size, needed = least, len(text) + len(END)
    while size < needed and size < _LARGEST_STEP:
        size *= 2
    return (text + END).ljust(-(-needed // size) * size, b"\0")


def unpadded(opened: bytes) -> str:
    """The text without its padding, if it has any."""
    text, end, _ = opened.rpartition(END)
    return (text if end else opened).decode()
