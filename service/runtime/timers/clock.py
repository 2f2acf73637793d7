"""The two clocks: the system's own, and one that is moved by hand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from service.ports import Clock

_NOTICEABLE = timedelta(milliseconds=50)  # less is how long the answer took


class SystemClock:
    """The time of this machine."""

    def now(self) -> datetime:
        """The time, aware, in UTC."""
        return datetime.now(UTC)


class ServerClock:
    """The time as the database's server has it, so that machines whose clocks differ agree."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._ahead = timedelta(0)

    def now(self) -> datetime:
        """The time, aware, in UTC."""
        return self._clock.now() + self._ahead

    def set_ahead(self, by: timedelta) -> None:
        """How far the server's clock is ahead of ours, as just measured."""
        if abs(by - self._ahead) > _NOTICEABLE:
            self._ahead = by


class ManualClock:
    """A clock that stands still until it is moved, and never goes back.

    `start` and every other time must be aware; they are kept in UTC.
    """

    def __init__(self, start: datetime) -> None:
        self._now = _in_utc(start)

    def now(self) -> datetime:
        """The time, aware, in UTC."""
        return self._now

    def advance(self, delta: timedelta) -> datetime:
        """Move forward by `delta`. Returns the new time. Raises `ValueError` if it is negative."""
        return self.set(self._now + delta)

    def set(self, at: datetime) -> datetime:
        """Move to `at`. Returns the new time. Raises `ValueError` for the past or a naive time."""
        at = _in_utc(at)
        if at < self._now:
            raise ValueError(f"a clock never goes back: it is {self._now}, asked for {at}")
        self._now = at
        return at


def _in_utc(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise ValueError(f"a time needs its zone: {at}")
    return at.astimezone(UTC)
