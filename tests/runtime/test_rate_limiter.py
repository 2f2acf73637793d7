"""What a platform takes: never more than it allows in any stretch of time, and never less."""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.core.rate_limit import Pace, Rates
from service.runtime.outbound.rate_limiter import BURST, KEPT_CHATS, RateLimiter

NOW = datetime(2026, 3, 6, 10, tzinfo=UTC)
REPLY, NORMAL, BULK = 0, 1, 2


def seconds(count: float) -> timedelta:
    return timedelta(seconds=count)


def group_of(chat: str) -> str:
    return chat.partition("/")[0] if chat.startswith("-") else ""


def rates(
    account: Pace | None = None, private: Pace | None = None, group: Pace | None = None
) -> Rates:
    return Rates(account, private, group, group_of)


def sent(limiter: RateLimiter, chat: str, now: datetime, priority: int = REPLY) -> bool:
    """Whether it could go; the answer is here at once."""
    admitted = limiter.admit(chat, now, priority)
    if admitted is None:
        return False
    assert admitted == now
    limiter.came_back(chat, now)
    return True


def test_a_pace_without_messages_or_without_time_is_none() -> None:
    for count, length in ((0, 1.0), (1, 0.0)):
        with pytest.raises(ValueError, match="a pace is"):
            Pace(count, length)


def test_without_limits_everything_goes() -> None:
    limiter = RateLimiter(Rates())
    assert all(limiter.admit("p", NOW, BULK) for _ in range(1000))
    assert limiter.next_at is None


def test_an_account_says_no_more_than_it_may() -> None:
    limiter = RateLimiter(rates(account=Pace(30, 1.0)))
    assert sum(sent(limiter, str(number), NOW) for number in range(100)) == 30
    assert limiter.next_at == NOW + seconds(1)
    assert not sent(limiter, "x", NOW + seconds(0.999))
    assert sum(sent(limiter, str(number), NOW + seconds(1)) for number in range(100)) == 30


def test_a_message_counts_until_its_time_has_passed_since_the_answer() -> None:
    limiter = RateLimiter(rates(private=Pace(1, 1.0)))
    assert limiter.admit("a", NOW)
    assert not limiter.admit("a", NOW + seconds(5)), "the platform may count it only now"
    assert limiter.next_at is None, "its coming back is what is waited for"
    limiter.came_back("a", NOW + seconds(5))
    assert not limiter.admit("a", NOW + seconds(5.9))
    assert limiter.next_at == NOW + seconds(6)
    assert limiter.admit("a", NOW + seconds(6))


def test_a_chat_that_was_silent_gets_a_burst_only_where_the_platform_allows_one() -> None:
    strict, lenient = (RateLimiter(rates(private=pace)) for pace in (Pace(1, 1.0), Pace(3, 3.0)))
    assert sum(sent(strict, "a", NOW + seconds(60)) for _ in range(5)) == 1
    assert sum(sent(lenient, "a", NOW + seconds(60)) for _ in range(5)) == 3


def test_a_refused_chat_costs_the_account_nothing() -> None:
    limiter = RateLimiter(rates(account=Pace(2, 1.0), private=Pace(1, 1.0)))
    assert sent(limiter, "a", NOW)
    assert not any(sent(limiter, "a", NOW) for _ in range(10))
    assert sent(limiter, "b", NOW)


def test_what_may_go_in_a_moment_is_admitted_with_the_moment() -> None:
    limiter = RateLimiter(rates(private=Pace(1, 1.0)), ahead=seconds(0.1))
    assert sent(limiter, "a", NOW)
    assert limiter.admit("a", NOW + seconds(0.8)) is None
    assert limiter.next_at == NOW + seconds(0.9)
    assert limiter.admit("a", NOW + seconds(0.95)) == NOW + seconds(1)
    assert limiter.admit("a", NOW + seconds(0.95)) is None, "the place is taken"


def test_the_topics_of_a_group_share_its_limit() -> None:
    limiter = RateLimiter(rates(group=Pace(20, 60.0)))
    assert sum(sent(limiter, f"-100/{number}", NOW) for number in range(30)) == 20
    assert sent(limiter, "-200", NOW)
    assert all(sent(limiter, "5", NOW) for _ in range(30)), "a private chat is no group"


def test_a_part_of_a_groups_limit_is_kept_for_replies() -> None:
    limiter = RateLimiter(rates(group=Pace(20, 60.0)))
    assert sum(sent(limiter, "-100", NOW, NORMAL) for _ in range(30)) == 16
    assert sum(sent(limiter, "-100", NOW, REPLY) for _ in range(30)) == 4


def test_a_mark_counts_for_the_account_and_not_in_the_chat() -> None:
    limiter = RateLimiter(rates(account=Pace(3, 1.0), private=Pace(1, 1.0)))
    assert limiter.admit("a", NOW, REPLY)
    assert limiter.admit("a", NOW, REPLY, spoken=False)
    limiter.came_back("a", NOW, spoken=False)
    assert limiter.admit("b", NOW, REPLY)
    assert not limiter.admit("c", NOW, REPLY)


def test_what_can_wait_goes_evenly_and_replies_go_between() -> None:
    limiter = RateLimiter(rates(account=Pace(30, 1.0)))
    assert sum(sent(limiter, str(number), NOW, BULK) for number in range(100)) == BURST
    soon = limiter.next_at
    assert soon is not None
    assert soon < NOW + seconds(1 / 30)
    assert limiter.admits(NOW) == REPLY
    assert sent(limiter, "a reply", NOW, REPLY)
    assert not sent(limiter, "bulk", NOW, BULK)
    assert sent(limiter, "bulk", soon, BULK)


def test_a_pause_holds_until_its_end_and_a_shorter_one_does_not_end_it() -> None:
    limiter = RateLimiter(Rates())
    limiter.pause(NOW, NOW + seconds(10))
    limiter.pause(NOW, NOW + seconds(5))
    assert limiter.paused(NOW + seconds(9))
    assert not limiter.admit("a", NOW + seconds(9))
    assert limiter.next_at == NOW + seconds(10)
    assert limiter.admit("a", NOW + seconds(10))
    limiter.ask_anew()
    assert limiter.next_at is None


def test_after_a_pause_it_is_learned_anew_what_the_platform_takes() -> None:
    """A platform that tells its limits only by refusing is asked by one message, then by two."""
    limiter = RateLimiter(Rates())
    limiter.pause(NOW, NOW + seconds(5))
    now, went = NOW + seconds(5), []
    for _ in range(4):
        admitted = sum(limiter.admit("a", now) is not None for _ in range(100))
        went.append(admitted)
        for _ in range(admitted):
            limiter.came_back("a", now)
    assert went == [1, 2, 4, 8]
    for _ in range(60):
        assert sent(limiter, "a", now)
    assert all(limiter.admit("a", now) for _ in range(1000))


def test_what_was_sent_before_the_start_counts() -> None:
    limiter = RateLimiter(rates(account=Pace(2, 1.0), group=Pace(20, 60.0)))
    for _ in range(20):
        limiter.remember("-100", NOW - seconds(30))
    limiter.remember("7", NOW - seconds(0.5))
    assert not limiter.admit("-100", NOW)
    assert limiter.next_at == NOW + seconds(30)
    assert limiter.admit("7", NOW)
    assert not limiter.admit("8", NOW)


def test_a_clock_that_is_set_back_closes_nothing_for_longer() -> None:
    limiter = RateLimiter(rates(account=Pace(3, 1.0), private=Pace(1, 1.0)))
    for number in range(3):
        assert sent(limiter, str(number), NOW, BULK)
    limiter.pause(NOW, NOW + seconds(30))
    back = NOW - seconds(3600)
    assert any(sent(limiter, "0", back + seconds(moment), BULK) for moment in range(5))


def test_memory_is_bounded() -> None:
    limiter = RateLimiter(rates(private=Pace(1, 1.0)))
    for number in range(25_000):
        assert sent(limiter, str(number), NOW + seconds(number / 100))
    assert limiter.remembered <= KEPT_CHATS + 1


# -- properties


@dataclass(frozen=True, slots=True)
class Asked:
    """A message that somebody wants to say after a while. The platform counts it after `taken`, and
    its answer is here after `taken + back`."""

    wait: float
    chat: str
    priority: int
    taken: float
    back: float


asked = st.builds(
    Asked,
    st.sampled_from([0.0, 0.0, 0.01, 0.3, 2.0]),
    st.sampled_from(["1", "2", "3", "-1", "-1/5", "-2"]),
    st.integers(REPLY, BULK),
    st.floats(0, 1),
    st.floats(0, 1),
)
pace = st.builds(Pace, st.integers(1, 8), st.sampled_from([0.5, 1.0, 4.0]))


def most(moments: Sequence[datetime], length: float) -> int:
    """The most in any stretch of so many seconds, its end left out."""
    ordered = sorted(moments)
    return max(
        (
            sum(1 for later in ordered[first:] if later < moment + seconds(length))
            for first, moment in enumerate(ordered)
        ),
        default=0,
    )


@given(pace, pace, pace, st.sampled_from([0.0, 0.1, 5.0]), st.lists(asked, max_size=60))
def test_whatever_the_network_does_the_platform_never_counts_more_than_it_allows(
    account: Pace, private: Pace, group: Pace, ahead: float, messages: list[Asked]
) -> None:
    limiter, now = RateLimiter(rates(account, private, group), seconds(ahead)), NOW
    counted: list[tuple[datetime, str]] = []
    returning: list[tuple[datetime, int, str]] = []
    for number, each in enumerate(messages):
        now += seconds(each.wait)
        while returning and returning[0][0] <= now:
            at, _, place = heapq.heappop(returning)
            limiter.came_back(place, at)
        at = limiter.admit(each.chat, now, each.priority)
        if at is not None:
            assert now <= at <= now + seconds(ahead)
            counted.append((at + seconds(each.taken), each.chat))
            back = at + seconds(each.taken) + seconds(each.back)
            heapq.heappush(returning, (back, number, each.chat))
    assert most([at for at, _ in counted], account.seconds) <= account.count
    for chat in {group_of(place) or place for _, place in counted}:
        limit = group if chat.startswith("-") else private
        here = [at for at, place in counted if (group_of(place) or place) == chat]
        assert most(here, limit.seconds) <= limit.count


def moments(limiter: RateLimiter, priority: int, latency: float, count: int) -> list[float]:
    """When so many messages to different people go, if the gate is asked only when it says so or
    when one has come back."""
    now, went, returning = NOW, list[float](), list[datetime]()
    while len(went) < count:
        while returning and returning[0] <= now:
            limiter.came_back("x", returning.pop(0), spoken=False)
        limiter.ask_anew()
        while len(went) < count and (at := limiter.admit("x", now, priority, spoken=False)):
            went.append((at - NOW).total_seconds())
            returning.append(at + seconds(latency))
        later = [each for each in (limiter.next_at, *returning[:1]) if each is not None]
        assert later or len(went) == count, "it would wait for ever"
        now = max(now, min(later, default=now))
    return went


@given(pace, st.sampled_from([0.0, 0.05, 0.7]))
def test_no_reply_waits_while_it_may_go(account: Pace, latency: float) -> None:
    went = moments(RateLimiter(rates(account)), REPLY, latency, 5 * account.count)
    cycle = account.seconds + latency
    assert went == pytest.approx([number // account.count * cycle for number in range(len(went))])


@given(pace, st.sampled_from([0.0, 0.05, 0.7]))
def test_what_can_wait_goes_as_fast_as_the_account_may(account: Pace, latency: float) -> None:
    went = moments(RateLimiter(rates(account)), BULK, latency, 8 * account.count)
    cycle = account.seconds + latency
    for number, moment in enumerate(went):
        assert moment <= (number // account.count + 1) * cycle
    for earlier, later in pairwise(went[:: account.count]):
        assert later - earlier <= cycle + 1e-6, "no turn is missed in the long run"
