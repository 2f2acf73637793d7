"""Whether this machine's clock is set while the service runs.

Deadlines go by the clock, waiting does not: so a clock that jumps is told of, and whatever waits
for a moment that has become wrong looks again.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable
from datetime import timedelta

from sqlalchemy import update

from service.ports import Clock
from service.runtime.observability.log import get_logger
from service.store import tables as t
from service.store.database import DATABASE_DOWN
from service.store.store import Store

LOOK_SECONDS = 5.0
JUMP_SECONDS = 5.0  # less is a clock that is being kept right
TOLD_SECONDS = 600.0  # how long readiness tells of a jump

log = get_logger()


class ClockMonitor:
    """Compares the clock with one that only goes forward. `notify`: who looks again after a jump;
    `longest`: what a message that could not be sent waits at most."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        notify: Iterable[Callable[[], None]],
        longest: timedelta,
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        self._store = store
        self._clock = clock
        self._notify = tuple(notify)
        self._longest = longest
        self._steady = steady
        self._difference = self._offset()
        self._jumped: tuple[float, float] | None = None  # how far, and when on the steady clock

    async def run(self) -> None:
        """Look until cancelled."""
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            await self.look()

    async def look(self) -> float:
        """Returns by how many seconds the clock has jumped since the last look; 0 if it has not."""
        now = self._offset()
        jumped, self._difference = now - self._difference, now
        if abs(jumped) < JUMP_SECONDS:
            return 0.0
        self._jumped = jumped, self._steady()
        log.warning("clock.jumped", seconds=round(jumped))
        try:
            await self._hurry()
        except DATABASE_DOWN as error:
            log.error("clock.database_failed", error=error)
            self._difference = now - jumped  # so that the next look finds it again
            return jumped
        for each in self._notify:
            each()
        return jumped

    async def reason(self) -> str | None:
        """For readiness: what has happened to the clock of late."""
        if self._jumped is None or self._steady() - self._jumped[1] > TOLD_SECONDS:
            return None
        return f"the clock jumped by {self._jumped[0]:+.0f} s: see that it is right (NTP)"

    async def _hurry(self) -> None:
        """After a jump back, what has failed must not wait for the old time to come again."""
        o, now = t.outbox.c, self._clock.now()
        async with self._store.write() as transaction:
            await transaction.execute(
                update(t.outbox)
                .where(o.state == "waiting", o.attempts > 0, o.not_before > now + self._longest)
                .values(not_before=now)
            )

    def _offset(self) -> float:
        return self._clock.now().timestamp() - self._steady()
