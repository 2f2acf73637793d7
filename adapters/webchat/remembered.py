"""What was read from the file, remembered until something changes it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

MOST = 20_000


class Remembered(Generic[K, V]):
    """Values by key; with too many, all are read anew. `forget` comes after the commit that changed
    them: what was read before it and comes back after it is not remembered."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._values: dict[K, V] = {}
        self._changes = 0

    async def get(self, key: K, read: Callable[[], Awaitable[V | None]]) -> V | None:
        """The value, which is read if it is not known. None is not remembered."""
        known = self._values.get(key)
        if known is not None:
            return known
        changes = self._changes
        found = await read()
        if found is not None and changes == self._changes:
            self.put(key, found)
        return found

    def put(self, key: K, value: V) -> None:
        if len(self._values) >= self._most:
            self._values.clear()
        self._values[key] = value

    def known(self, key: K) -> V | None:
        return self._values.get(key)

    def forget(self) -> None:
        """Something may have changed."""
        self._changes += 1
        self._values.clear()
