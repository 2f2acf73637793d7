"""A table in memory that never holds more than so many entries."""

from __future__ import annotations

from collections import UserDict
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Bounded(UserDict[K, V]):
    """At most `most` entries: the one that was set longest ago goes first."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def __setitem__(self, key: K, item: V) -> None:
        self.data.pop(key, None)
        self.data[key] = item
        if len(self.data) > self._most:
            del self.data[next(iter(self.data))]
