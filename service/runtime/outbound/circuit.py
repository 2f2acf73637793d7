"""Whether a platform is in reach: a circuit breaker for one account.

An outage belongs to the account, so it uses up no attempt of a message. After a failure the
account pauses, then one message goes alone to find out, after longer and longer pauses; a different
one each time, as the fault may be the message's own. It is, once it fails again although another
message has been answered since.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from service.core.bounded import Bounded

SHORTEST = timedelta(seconds=1)
LONGEST = timedelta(minutes=1)  # so long after its end an outage is noticed at the latest
TOLD = timedelta(minutes=2)  # then operators hear of it
LASTING = timedelta(minutes=10)  # then news go to people's other chats
REMEMBERED = 1_000  # messages whose last failure is kept in mind


@dataclass(slots=True)
class Circuit:
    """The account is out of reach `since` this moment; None: it is in reach, as far as known."""

    account: str
    since: datetime | None = field(init=False, default=None)
    missed: int = 0  # messages that were of no use any more before it ended
    _last: datetime | None = field(init=False, default=None)  # the last failure
    _pauses: int = field(init=False, default=0)
    _failures: int = field(init=False, default=0)
    _failed: Bounded[int, int] = field(init=False, default_factory=lambda: Bounded(REMEMBERED))
    _answered: int = field(init=False, default=0)
    _random: Random = field(init=False)

    def __post_init__(self) -> None:
        self._random = Random(self.account)  # noqa: S311 - nobody is to be kept from guessing it

    def begin(self) -> int:
        """An attempt begins; the number to hand back with its outcome."""
        return self._failures

    def answered(self, row: int, began: int) -> bool:
        """The platform has answered this attempt. Returns whether that ends an outage."""
        self._failed.pop(row, None)
        self._answered = max(self._answered, began)
        ended = self.since is not None
        self.since, self._pauses = None, 0
        return ended

    def failed(self, row: int, now: datetime) -> bool:
        """Nothing came of an attempt. Returns whether that is the message's own fault."""
        before = self._failed.get(row)
        self._failures += 1
        self._failed[row] = self._failures
        if before is not None and self._answered >= before:
            return True
        self.since = self.since or now
        self._last = now
        return False

    def pause(self) -> timedelta:
        """How long to wait now before the next message finds out. The jitter keeps it from falling
        into step with a platform that comes and goes."""
        doubled: int = 2 ** min(self._pauses, 10)
        longest = min(SHORTEST * doubled, LONGEST)
        self._pauses += 1
        return longest * self._random.uniform(0.5, 1.0)

    def outage(self, now: datetime) -> timedelta | None:
        """How long it has lasted, if operators should know; None: not long, or it is over, or there
        has been nothing to send lately that could have found out."""
        if self.since is None or self._last is None or now - self._last > 2 * LONGEST:
            return None
        length = now - self.since
        return length if length >= TOLD else None

    def lasts(self, now: datetime) -> bool:
        """Whether it is an outage that people should not have to wait for."""
        return self.since is not None and now - self.since >= LASTING

    def turn(self, row: int) -> int:
        """Sorts messages by whose turn it is to find out: who has not failed, or longest ago."""
        return self._failed.get(row, 0)
