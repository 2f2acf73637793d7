"""What a platform lets us say: tokens for the account, a pace for a place, pauses."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from service.runtime.limits import Gate, Limits

NOW = datetime(2026, 3, 6, 10, tzinfo=UTC)


def seconds(count: float) -> timedelta:
    return timedelta(seconds=count)


def test_without_limits_everything_goes() -> None:
    gate = Gate(Limits())
    assert all(gate.admit("p", NOW) for _ in range(1000))
    assert gate.next_at(NOW) is None


def test_an_account_says_no_more_a_second_than_it_may() -> None:
    gate = Gate(Limits(per_second=30))
    assert sum(gate.admit(str(number), NOW) for number in range(100)) == 30
    assert sum(gate.admit(str(number), NOW + seconds(0.5)) for number in range(100)) == 15


def test_a_place_hears_no_more_a_second_than_it_may() -> None:
    gate = Gate(Limits(place_per_second=0.5))
    assert gate.admit("a", NOW)
    assert gate.admit("b", NOW)
    assert not gate.admit("a", NOW + seconds(1.9))
    assert gate.admit("a", NOW + seconds(2))


def test_a_refused_place_costs_the_account_nothing() -> None:
    gate = Gate(Limits(per_second=2, place_per_second=1))
    assert gate.admit("a", NOW)
    assert not any(gate.admit("a", NOW) for _ in range(10))
    assert gate.admit("b", NOW)


def test_a_pause_holds_until_its_end_and_a_shorter_one_does_not_end_it() -> None:
    gate = Gate(Limits())
    gate.pause(NOW + seconds(10))
    gate.pause(NOW + seconds(5))
    assert gate.paused(NOW + seconds(9))
    assert not gate.admit("a", NOW + seconds(9))
    assert gate.next_at(NOW) == NOW + seconds(10)
    assert gate.admit("a", NOW + seconds(10))
    assert gate.next_at(NOW + seconds(10)) is not None, "one was refused in this round"
    gate.ask_anew()
    assert gate.next_at(NOW + seconds(10)) is None


def test_who_is_held_back_is_asked_about_again_soon() -> None:
    gate = Gate(Limits(per_second=4))
    for number in range(5):
        gate.admit(str(number), NOW)
    soon = gate.next_at(NOW)
    assert soon is not None
    assert gate.admit("x", soon)


def test_memory_is_bounded() -> None:
    gate = Gate(Limits(place_per_second=1))
    for number in range(25_000):
        gate.admit(str(number), NOW + seconds(number / 1000))
    assert len(gate._next_in_place) <= 10_001


@given(
    rate=st.floats(0.5, 50),
    steps=st.lists(st.tuples(st.floats(0, 3), st.integers(1, 40)), min_size=1, max_size=30),
)
def test_in_no_stretch_of_time_more_than_the_rate_and_one_burst(
    rate: float, steps: list[tuple[float, int]]
) -> None:
    gate, now, admitted = Gate(Limits(per_second=rate)), NOW, []
    for wait, asked in steps:
        now += seconds(wait)
        admitted += [now] * sum(gate.admit("p", now) for _ in range(asked))
    burst = max(rate, 1.0)
    for first in range(len(admitted)):
        stretch = (admitted[-1] - admitted[first]).total_seconds()
        assert len(admitted) - first <= burst + rate * stretch + 1e-3
