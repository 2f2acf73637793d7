"""A clock that is set while the service runs is told of, and nothing waits for the old time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from service.ports import Order, SendResult
from service.runtime.timers.clock_monitor import ClockMonitor
from service.store import tables as t
from tests.world import world

START = datetime(2026, 3, 6, 10, tzinfo=UTC)


class Clocks:
    """A clock that can be set, and one that only goes forward."""

    def __init__(self) -> None:
        self.shown = START
        self.passed = 0.0

    def now(self) -> datetime:
        return self.shown

    def steady(self) -> float:
        return self.passed

    def go(self, seconds: float, *, jump: float = 0.0) -> None:
        self.passed += seconds
        self.shown += timedelta(seconds=seconds + jump)


def break_down(_: Order) -> SendResult:
    """A failure of the message's own."""
    raise RuntimeError


async def test_a_jump_is_told_for_a_while_and_whoever_waits_looks_again() -> None:
    async with world() as w:
        clocks, woken = Clocks(), []
        watch = ClockMonitor(
            w.store, clocks, [lambda: woken.append(1)], timedelta(minutes=5), clocks.steady
        )
        clocks.go(5.0, jump=0.4)
        assert await watch.look() == 0
        assert await watch.reason() is None
        for jump, told in ((3600.0, "+3600"), (-7200.0, "-7200")):
            clocks.go(5.0, jump=jump)
            assert round(await watch.look()) == jump
            assert told in str(await watch.reason())
        assert len(woken) == 2
        clocks.go(601.0)
        assert await watch.look() == 0
        assert await watch.reason() is None


async def test_after_a_jump_back_what_has_failed_does_not_wait_for_the_old_time() -> None:
    async with world() as w:
        w.chats.answer = break_down
        await w.say("李华", "菜单")
        clocks = Clocks()
        watch = ClockMonitor(w.store, clocks, [], timedelta(minutes=5), clocks.steady)
        clocks.go(5.0, jump=-86_400.0)
        await watch.look()
        waiting = await w.rows(select(t.outbox.c.not_before).where(t.outbox.c.attempts > 0))
        assert [each.not_before for each in waiting] == [clocks.now()]
