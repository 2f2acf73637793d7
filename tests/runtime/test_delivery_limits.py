"""Delivery under the limits of an account, and the loop itself."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from adapters.memory.adapter import EVERYTHING
from service.core.rate_limit import Pace, Rates
from service.ports import (
    Clock,
    Order,
    RetryAfter,
    SendResult,
    Sent,
)
from service.runtime.outbound import delivery as delivery_module
from service.runtime.timers.clock import SystemClock
from service.store.sending import Sending
from service.testkit.waiting import patience
from tests.runtime.outbox import HUA, LONG, Platform, letter, outbox, states
from tests.world import World, world


def under(w: World, rates: Rates, clock: Clock | None = None) -> delivery_module.Delivery:
    """The same delivery on a platform that takes no more than this."""
    return delivery_module.Delivery(
        w.engine,
        clock or w.clock,
        {"memory": w.chats},
        lambda _: None,  # type: ignore[arg-type, return-value]
        rates={"memory": rates},
    )


async def test_limits_of_the_account_are_kept() -> None:
    async with world() as w:
        moments = []
        w.delivery = under(w, Rates(Pace(2, 1.0)))
        w.chats.on_line = lambda *_: moments.append(w.clock.now())
        for number in range(7):
            await letter(w, f"@{number}")
            w.chats.private(f"{number}")
        start = w.clock.now()
        await w.settle()
        await w.advance(timedelta(seconds=10))
        seconds = [(moment - start).total_seconds() for moment in moments]
        assert seconds == [0, 0, 1, 1, 2, 2, 3]


async def test_the_parts_of_a_long_message_keep_to_the_limit_of_their_chat() -> None:
    async with world(capabilities=replace(EVERYTHING, text_length=40)) as w:
        moments = []
        w.delivery = under(w, Rates(private=Pace(1, 1.0)))
        w.chats.on_line = lambda *_: moments.append(w.clock.now())
        await letter(w, body=LONG)
        start = w.clock.now()
        await w.settle()
        await w.advance(timedelta(seconds=10))
        assert [(moment - start).total_seconds() for moment in moments] == [0, 1, 2, 3]
        assert await states(w) == ["sent"]


async def test_whoever_acts_during_a_broadcast_is_answered_at_the_next_turn() -> None:
    """Three hundred wait, the one who acts among them; the answer does not."""
    async with world(capabilities=replace(EVERYTHING, rates=Rates(Pace(30, 1.0)))) as w:
        for number in range(300):
            w.chats.private(f"{number}")
            await letter(w, f"@{number}" if number < 299 else HUA, priority="bulk")
        await w.settle()
        await w.advance(timedelta(seconds=3))
        waiting = (await states(w)).count("waiting")
        assert 200 < waiting < 220, "thirty a second"
        asked = w.clock.now()
        await w.say("李华", "菜单")
        await w.advance(timedelta(seconds=0.1))
        answer = (await outbox(w))[-1]
        assert (answer.state, answer.chat) == ("sent", HUA)
        assert answer.sent_at - asked <= timedelta(seconds=0.1)
        await w.advance(timedelta(seconds=10))
        assert set(await states(w)) == {"sent"}


async def test_an_answer_that_does_not_come_holds_up_nobody_whose_time_has_come(
    monkeypatch: pytest.MonkeyPatch, sqlite_url: str
) -> None:
    async with world(url=sqlite_url) as w:
        went, done, never = [], asyncio.Event(), asyncio.Event()

        async def send(order: Order) -> SendResult:
            went.append(order.chat)
            if order.chat == "@0":
                await never.wait()
            if len(went) == 6:
                done.set()
            return Sent("m")

        monkeypatch.setattr(w.chats, "send", send)
        for number in range(6):
            await letter(w, f"@{number}")
        running = asyncio.create_task(under(w, Rates(Pace(2, 0.05)), SystemClock()).run())
        async with patience():
            await done.wait()
        never.set()
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        assert await states(w) == ["sent"] * 6


async def test_a_new_start_remembers_what_the_platform_has_just_taken() -> None:
    async with world() as w:
        for _ in range(20):
            await letter(w, "@room")
        w.chats.private("room")
        await w.settle()
        limit = Rates(group=Pace(20, 60.0), group_of=lambda chat: chat)
        w.delivery = under(w, limit)
        await w.delivery.recover()
        await letter(w, "@room", priority="reply")
        await w.settle()
        assert (await states(w))[-1] == "waiting"
        await w.advance(timedelta(seconds=60))
        assert (await states(w))[-1] == "sent"


async def test_a_pause_ends_when_the_platform_said_though_nobody_calls(sqlite_url: str) -> None:
    """The loop itself wakes up at the end of the pause, not half a minute later."""
    async with world(url=sqlite_url) as w:
        platform, sent = Platform(w, RetryAfter(0.05)), asyncio.Event()
        w.chats.on_line = lambda *_: sent.set()
        await letter(w)
        delivery = under(w, Rates(), SystemClock())
        running = asyncio.create_task(delivery.run())
        try:
            async with patience():
                await sent.wait()
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)
        assert len(platform.asked) == 2
        assert await states(w) == ["sent"]


async def test_a_stop_waits_for_what_is_under_way(
    monkeypatch: pytest.MonkeyPatch, sqlite_url: str
) -> None:
    async with world(url=sqlite_url) as w:
        started = asyncio.Event()

        async def slow(_: Order) -> SendResult:
            started.set()
            await asyncio.sleep(0.1)
            return Sent("m9")

        monkeypatch.setattr(w.chats, "send", slow)
        await letter(w)
        running = asyncio.create_task(w.delivery.run())
        await started.wait()
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        assert [(row.state, row.remote) for row in await outbox(w)] == [("sent", "m9")]


async def test_a_database_that_fails_loses_no_outcome(
    monkeypatch: pytest.MonkeyPatch, sqlite_url: str
) -> None:
    async with world(url=sqlite_url) as w:
        monkeypatch.setattr(delivery_module, "RETRY_SECONDS", 0.01)
        settle, failures, settled = Sending.settle, [True, True], asyncio.Event()

        async def down(self: Sending, rows: Any) -> None:
            if rows and failures:
                failures.pop()
                raise OperationalError("update", {}, Exception("disk is busy"))
            await settle(self, rows)
            if rows:
                settled.set()

        monkeypatch.setattr(Sending, "settle", down)
        platform = Platform(w)
        await letter(w)
        running = asyncio.create_task(w.delivery.run())
        async with patience():
            await settled.wait()
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        assert len(platform.asked) == 1
        assert await states(w) == ["sent"]
