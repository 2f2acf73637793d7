"""Codes that are read out where people meet: who types one in is there. They change every ten
minutes, so that one which is passed on is soon of no use."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Tries:
    """How many wrong codes somebody has typed in this activity, and when the last of them."""

    n: int = 0
    last: datetime | None = None


NO_TRIES = Tries()
SECONDS = 600  # for which a code is read out; it holds as long again


def code(seed: str, at: datetime, back: int = 0) -> str:
    """The code that is read out now, or the one `back` before it: four digits."""
    window = int(at.timestamp()) // SECONDS - back
    return f"{int(hashlib.sha256(f'{seed}|{window}'.encode()).hexdigest(), 16) % 10_000:04}"


def until(at: datetime) -> datetime:
    """When the next code takes the place of the one that is read out now."""
    return datetime.fromtimestamp((int(at.timestamp()) // SECONDS + 1) * SECONDS, at.tzinfo)


def is_right(seed: str, at: datetime, typed: str) -> bool:
    """Whether this is the code that is being read out, or the one just before it."""
    return bool(seed) and typed.replace(" ", "") in (code(seed, at), code(seed, at, 1))
