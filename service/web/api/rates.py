"""How often one token may ask."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

A_MINUTE = 120
AT_ONCE = 30
MOST = 10_000  # tokens that are remembered


@dataclass(slots=True)
class Rates:
    """A bucket for each token: `AT_ONCE` requests, filled up by `A_MINUTE` in a minute."""

    now: Callable[[], float] = time.monotonic
    _left: dict[int, tuple[float, float]] = field(default_factory=dict)

    def wait(self, token: int) -> int:
        """In how many seconds it may ask again; 0: it may now, and has."""
        now = self.now()
        left, since = self._left.get(token, (float(AT_ONCE), now))
        left = min(AT_ONCE, left + (now - since) * A_MINUTE / 60)
        if left < 1:
            self._left[token] = (left, now)
            return max(1, round((1 - left) * 60 / A_MINUTE))
        if len(self._left) >= MOST:
            self._left.clear()
        self._left[token] = (left - 1, now)
        return 0
