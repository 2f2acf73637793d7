"""Limits of an account: how much a platform lets us say, and when it has told us to wait."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Limits:
    """Messages a second for the whole account and for one place; 0 means no limit is known."""

    per_second: float = 0.0
    place_per_second: float = 0.0


@dataclass(frozen=True, slots=True)
class Patience:
    """How often a message that could not be sent is tried, and how long each time is waited: the
    first time `wait`, then twice as long each time, up to `longest`."""

    attempts: int = 8
    wait: timedelta = timedelta(seconds=1)
    longest: timedelta = timedelta(minutes=5)

    def after(self, attempts: int) -> timedelta | None:
        """How long to wait after so many attempts (1 or more); None: it has been enough."""
        if attempts >= self.attempts:
            return None
        doubled: int = 2 ** (attempts - 1)
        return min(self.wait * doubled, self.longest)


class Gate:
    """Lets messages of one account through as its limits allow."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._tokens = max(limits.per_second, 1.0)
        self._filled_at: datetime | None = None
        self._paused_until: datetime | None = None
        self._next_in_place: dict[str, datetime] = {}
        self._held_back = False  # whether one was refused since `ask_anew`

    def pause(self, until: datetime) -> None:
        """The platform says: nothing more before `until`."""
        self._paused_until = max(until, self._paused_until or until)

    def paused(self, now: datetime) -> bool:
        return self._paused_until is not None and now < self._paused_until

    def ask_anew(self) -> None:
        """A new round of asking begins: forget who was held back in the last one."""
        self._held_back = False

    def admit(self, place: str, now: datetime) -> bool:
        """Whether a message to `place` may go now; counts it if so."""
        admitted = self._admit(place, now)
        self._held_back = self._held_back or not admitted
        return admitted

    def _admit(self, place: str, now: datetime) -> bool:
        if self.paused(now) or now < self._next_in_place.get(place, now):
            return False
        if self._limits.per_second and not self._take(now):
            return False
        if self._limits.place_per_second:
            self._next_in_place[place] = now + timedelta(seconds=1 / self._limits.place_per_second)
            self._forget(now)
        return True

    def next_at(self, now: datetime) -> datetime | None:
        """When it is worth asking again; None when nobody is held back."""
        if self._paused_until is not None and now < self._paused_until:
            return self._paused_until
        if not self._held_back:
            return None
        rates = [each for each in (self._limits.per_second, self._limits.place_per_second) if each]
        return now + timedelta(seconds=1 / max(rates, default=20.0))

    def _take(self, now: datetime) -> bool:
        if self._filled_at is not None:
            gained = (now - self._filled_at).total_seconds() * self._limits.per_second
            self._tokens = min(self._tokens + gained, max(self._limits.per_second, 1.0))
        self._filled_at = now
        if self._tokens < 1.0:
            return False
        self._tokens -= 1.0
        return True

    def _forget(self, now: datetime) -> None:
        if len(self._next_in_place) > 10_000:
            self._next_in_place = {
                place: at for place, at in self._next_in_place.items() if at > now
            }
