"""The clocks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from service.runtime.timers.clock import ManualClock, SystemClock

START = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


def test_the_system_clock_tells_aware_utc() -> None:
    before = datetime.now(UTC)
    now = SystemClock().now()
    assert now.utcoffset() == timedelta(0)
    assert before <= now <= datetime.now(UTC)


def test_a_manual_clock_stands_still_until_it_is_moved() -> None:
    clock = ManualClock(START)
    assert clock.now() == clock.now() == START
    assert clock.advance(timedelta(minutes=5)) == START + timedelta(minutes=5)
    assert clock.set(START + timedelta(hours=1)) == clock.now() == START + timedelta(hours=1)


def test_a_manual_clock_keeps_every_time_in_utc() -> None:
    clock = ManualClock(datetime(2026, 3, 1, 17, 0, tzinfo=ZoneInfo("Asia/Shanghai")))
    assert clock.now() == START
    assert clock.now().tzinfo is UTC


@pytest.mark.parametrize("back", [timedelta(microseconds=-1), timedelta(days=-1)])
def test_a_manual_clock_never_goes_back(back: timedelta) -> None:
    clock = ManualClock(START)
    with pytest.raises(ValueError, match="never goes back"):
        clock.advance(back)
    with pytest.raises(ValueError, match="never goes back"):
        clock.set(START + back)
    assert clock.now() == START


def test_a_naive_time_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        ManualClock(datetime(2026, 3, 1))  # noqa: DTZ001 - the mistake under test
