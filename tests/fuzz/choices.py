"""Ids of choices that no button has: of any activity and anybody, with arguments of any kind, and
as long as an id can be."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from service.core.choices import MAX_BYTES

ARGS = ("", "0", "1", "2", "999", "0.0", "1.2.3", "-1", "x", "own", "²", "1.", ".", "0.0.0.0.0")


def forged(known: Sequence[str], random: Random) -> str:
    """Made of one that there is."""
    activity, about, verb, args = random.choice(known).split(":", 3)
    if random.random() < 0.3:
        activity = random.choice(known).split(":", 1)[0]
    if random.random() < 0.3:
        about = random.choice(("", "0", "1", "3", "999", "9" * 18, "9" * 19, "x"))
    if random.random() < 0.3:
        verb = random.choice(known).split(":")[2]
    how = random.random()
    if how < 0.35:
        args = random.choice(ARGS)
    elif how < 0.7:
        args = f"{args}.{random.choice(ARGS)}"
    made = f"{activity}:{about}:{verb}:{args}"
    if random.random() < 0.3:  # exactly as many bytes as there may be
        more = random.choice(("9", "0", ".", "x", "1.")) * MAX_BYTES
        made = (made + more)[:MAX_BYTES]
    return made
