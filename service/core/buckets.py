"""How fast, and how much, one person may act."""

from __future__ import annotations

from collections.abc import Callable

from service.core.bounded import Bounded


class Buckets:
    """A token bucket for each key: `at_once` at first, refilled by `per_second`.

    `clock` gives seconds. Only the keys seen last are remembered, so memory is bounded.
    """

    def __init__(
        self,
        per_second: float,
        at_once: float,
        clock: Callable[[], float],
        remembered: int = 10_000,
    ) -> None:
        self._per_second = per_second
        self._at_once = at_once
        self._clock = clock
        self._levels: Bounded[str, tuple[float, float]] = Bounded(remembered)

    def admit(self, key: str, tokens: float = 1) -> bool:
        """Take so many tokens, if they are there."""
        now = self._clock()
        level = self._level(key, now)
        admitted = level >= tokens
        self._levels[key] = (level - tokens if admitted else level, now)
        return admitted

    def has(self, key: str) -> bool:
        """Whether there is a token; takes none."""
        return self._level(key, self._clock()) >= 1

    def _level(self, key: str, now: float) -> float:
        level, then = self._levels.get(key, (self._at_once, now))
        return min(self._at_once, level + (now - then) * self._per_second)
