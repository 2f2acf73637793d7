"""Limits of an account: how much a platform lets us say, and when it has told us to wait."""

from __future__ import annotations

from bisect import insort
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from service.core.rate_limit import Pace, Rates

EVERYTHING, REPLIES = 2, 0  # the least urgent priority that may go
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
KEPT_CHATS = 1_000  # whose windows are remembered before idle ones are looked for
BURST = 4  # of what can wait, so many go at once after a silence
LEARNED = 64  # with so many under way at once it is known again what the platform takes
HASTE = 0.9  # of the even distance; whatever was lost on the way is caught up


@dataclass(frozen=True, slots=True)
class RetryPolicy:
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


class Window:
    """Keeps to a pace as the other side counts. The platform may count a message at any moment
    until its answer is here, so a place in the window is free again when the time has passed since
    then: whatever the network does, the platform never counts more."""

    def __init__(self, pace: Pace) -> None:
        self._length = timedelta(seconds=pace.seconds)
        self._free_at = [_LONG_AGO] * pace.count  # sorted; a place that is taken is not in it
        self._count = pace.count

    def opens_at(self, now: datetime, needed: int = 1) -> datetime | None:
        """When so many places are free; None: when something that is under way has come back."""
        if len(self._free_at) < needed:
            return None
        if self._free_at[-1] - 2 * self._length > now:  # the clock was set back
            self._free_at = [min(each, now + self._length) for each in self._free_at]
        return self._free_at[needed - 1]

    def idle(self, now: datetime) -> bool:
        return len(self._free_at) == self._count and self._free_at[-1] <= now

    def begin(self) -> datetime:
        """Take the place that is free first; the moment when it is."""
        return self._free_at.pop(0)

    def end(self, at: datetime) -> None:
        insort(self._free_at, at + self._length)


class Spread:
    """Lets messages through evenly, a few at once after a silence. So the places in the account's
    window become free one after the other, and a reply soon finds one, however much waits."""

    def __init__(self, pace: Pace) -> None:
        self._step = timedelta(seconds=HASTE * pace.seconds / pace.count)
        self._slack = self._step * (BURST - 1)
        self._even = _LONG_AGO  # when the next one would go if all went evenly

    def opens_at(self, now: datetime) -> datetime:
        self._even = min(self._even, now + self._step + self._slack)  # a clock that was set back
        return self._even - self._slack

    def begin(self, at: datetime) -> datetime:
        """The moment when this one may go; not before `at`."""
        at = max(at, self._even - self._slack)
        self._even = max(self._even, at) + self._step
        return at


@dataclass(slots=True)
class ChatLimit:
    """`spare`: places in the window that are kept for replies."""

    window: Window
    spare: int = 0


@dataclass(slots=True)
class RateLimiter:
    """Lets messages of one account through as its limits allow.

    What may go within the time `ahead` is admitted already, so that it can be made ready till then.
    Whatever was admitted has to come back (`came_back`). After the platform has said to wait, one
    goes alone, then two, then four: what it takes is learned anew.
    """

    rates: Rates
    ahead: timedelta = timedelta(0)
    _account: Window | None = field(init=False)
    _spread: Spread | None = field(init=False)
    _chats: dict[str, ChatLimit] = field(init=False, default_factory=dict)
    _under_way: int = field(init=False, default=0)
    _at_once: int | None = field(init=False, default=None)  # while it learns
    _paused: tuple[datetime, datetime] | None = field(init=False, default=None)  # since, until
    _next_at: datetime | None = field(init=False, default=None)

    @property
    def remembered(self) -> int:
        """How many chats it keeps count of."""
        return len(self._chats)

    def __post_init__(self) -> None:
        account = self.rates.account
        self._account = Window(account) if account else None
        self._spread = Spread(account) if account else None

    def paused(self, now: datetime) -> bool:
        """Whether the platform has said to wait."""
        return self.paused_until(now) is not None

    def paused_until(self, now: datetime) -> datetime | None:
        """The end of the pause. A clock that was set back ends it early: then the platform says so
        again."""
        if self._paused is None or not self._paused[0] <= now < self._paused[1]:
            return None
        return self._paused[1]

    def ask_anew(self) -> None:
        """A new round of asking begins: forget who was held back in the last one."""
        self._next_at = None

    @property
    def next_at(self) -> datetime | None:
        """When it is worth asking again, because time alone holds somebody back; None: not before
        something has come back, or nobody is held back."""
        return self._next_at

    def admits(self, now: datetime) -> int | None:
        """The least urgent priority that may go now, as far as the account is concerned; None:
        nothing may."""
        paused = self.paused_until(now)
        if paused is not None:
            self._hold(paused + self.ahead)
            return None
        if self._at_once is not None and self._under_way >= self._at_once:
            return None
        if self._account is not None and not self._opens(self._account.opens_at(now), now):
            return None
        if self._spread is not None and not self._opens(self._spread.opens_at(now), now):
            return REPLIES
        return EVERYTHING

    def admit(
        self, chat: str, now: datetime, priority: int = 1, *, spoken: bool = True
    ) -> datetime | None:
        """When this message may go, if it may now; counts it then. `spoken`: sent or edited."""
        least = self.admits(now)
        if least is None or priority > least:
            return None
        limit = self._chat(chat) if spoken else None
        if limit is not None:
            needed = 1 if priority == REPLIES else 1 + limit.spare
            if not self._opens(limit.window.opens_at(now, needed), now):
                return None
        at = max(now, self._begin(limit))
        if self._spread is not None and priority != REPLIES:
            at = self._spread.begin(at)
        self._forget(now)
        return at

    def came_back(self, chat: str, at: datetime, *, spoken: bool = True) -> None:
        """The platform has taken or refused what was admitted, or nobody will know."""
        self._under_way -= 1
        if self._account is not None:
            self._account.end(at)
        limit = self._chat(chat) if spoken else None
        if limit is not None:
            limit.window.end(at)
        if self._at_once is not None and not self.paused(at):
            self._at_once = self._at_once + 1 if self._at_once < LEARNED else None

    def remember(self, chat: str, at: datetime, *, spoken: bool = True) -> None:
        """This was sent before the process started."""
        self._begin(self._chat(chat) if spoken else None)
        self.came_back(chat, at, spoken=spoken)

    def pause(self, now: datetime, until: datetime) -> None:
        """The platform says: nothing more before `until`."""
        if self._paused is not None and self.paused(now):
            until = max(until, self._paused[1])
        self._paused = (now, until)
        self._at_once = 1

    def _begin(self, limit: ChatLimit | None) -> datetime:
        """Take a place in the windows; when it is free."""
        self._under_way += 1
        windows = (self._account, limit.window if limit else None)
        return max((each.begin() for each in windows if each is not None), default=_LONG_AGO)

    def _chat(self, chat: str) -> ChatLimit | None:
        group = self.rates.group_of(chat)
        pace = self.rates.group if group else self.rates.private
        if pace is None:
            return None
        name = group or chat
        if name not in self._chats:
            self._chats[name] = ChatLimit(Window(pace), pace.count // 5 if group else 0)
        return self._chats[name]

    def _opens(self, at: datetime | None, now: datetime) -> bool:
        """Whether something that opens at this moment is open."""
        if at is None or at > now + self.ahead:
            self._hold(at)
            return False
        return True

    def _hold(self, until: datetime | None) -> None:
        """Somebody is held back until then."""
        if until is not None:
            self._next_at = min(until - self.ahead, self._next_at or until)

    def _forget(self, now: datetime) -> None:
        if len(self._chats) > KEPT_CHATS:
            self._chats = {
                name: chat for name, chat in self._chats.items() if not chat.window.idle(now)
            }
