"""An order that nobody can tell, for rows of which none may say which came first."""

from __future__ import annotations

from collections.abc import Iterable
from random import SystemRandom
from typing import TypeVar

T = TypeVar("T")
_random = SystemRandom()


def mixed(rows: Iterable[T]) -> list[T]:
    """These in a random order."""
    found = list(rows)
    _random.shuffle(found)
    return found
