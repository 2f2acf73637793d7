"""Delivery: in which order messages go, and long ones part by part."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.memory.adapter import EVERYTHING
from service.core.capabilities import Capabilities
from service.ports import (
    NotSent,
    Order,
    PermanentFailure,
    RetryAfter,
    SendResult,
)
from service.runtime.outbound import delivery as delivery_module
from service.runtime.outbound.rate_limiter import RetryPolicy
from tests.runtime.outbox import HUA, LONG, Platform, StoppedError, letter, outbox, states
from tests.world import world


async def test_a_place_hears_everything_in_the_order_it_was_said() -> None:
    async with world() as w:
        platform = Platform(w, None, NotSent("x"), None, RetryAfter(1), None)
        for number in range(6):
            await letter(w, body=str(number), priority="bulk" if number % 2 else "reply")
        await w.settle()
        await w.advance(timedelta(minutes=5))
        heard = [line.post.body for line in w.chat("李华").lines.values()]
        assert heard == ["0", "1", "2", "3", "4", "5"]
        assert len(platform.asked) == 8


async def test_an_edit_that_waits_is_replaced_by_a_newer_one() -> None:
    async with world() as w:
        platform = Platform(w, RetryAfter(10))
        await letter(w, body="first", key="q", activity=1)
        await w.settle()
        for number in range(3):
            await letter(w, body=str(number), key="q", activity=1, kind="edit")
        await w.advance(timedelta(seconds=10))
        assert platform.bodies == ["first", "first", "2"]
        assert await states(w) == ["sent", "superseded", "superseded", "sent"]
        (line,) = w.chat("李华").lines.values()
        assert line.post.body == "2"


async def test_an_edit_of_what_was_never_sent_is_a_new_message() -> None:
    async with world() as w:
        platform = Platform(w, PermanentFailure("no"))
        await letter(w, body="first", key="q", activity=1)
        await letter(w, body="second", key="q", activity=1, kind="edit")
        await w.settle()
        assert [order.kind for order in platform.asked] == ["send", "send"]


async def test_without_edits_an_edit_is_a_new_message_and_marks_are_left_out() -> None:
    async with world(capabilities=Capabilities(buttons=True)) as w:
        platform = Platform(w)
        await letter(w, body="first", key="q", activity=1)
        await letter(w, body="second", key="q", activity=1, kind="edit")
        await letter(w, body="", kind="mark", target="m1")
        await letter(w, body="", kind="erase", target="m1")
        await w.settle()
        assert [order.kind for order in platform.asked] == ["send", "send"]
        assert await states(w) == ["sent"] * 4


async def test_the_parts_of_a_long_message_go_on_where_they_stopped() -> None:
    async with world(capabilities=replace(EVERYTHING, text_length=40)) as w:
        platform = Platform(w, None, None, RetryAfter(5), None, NotSent("x"))
        await letter(w, body=LONG)
        await letter(w, body="after")
        await w.settle()
        await w.advance(timedelta(minutes=1))
        heard = [line.post.body for line in w.chat("李华").lines.values()]
        assert heard == [*LONG.split("\n\n"), "after"]
        assert len({order.key for order in platform.asked}) == 5


async def test_a_long_message_cut_off_by_a_crash_repeats_no_part_that_was_counted() -> None:
    capabilities = replace(EVERYTHING, text_length=40, idempotent=False)
    async with world(capabilities=capabilities) as w:
        platform = Platform(w)
        await letter(w, body=LONG)

        def stop(order: Order) -> SendResult | None:
            if len(platform.asked) == 3:
                raise StoppedError
            return platform.answer(order)

        w.chats.answer = stop
        with pytest.raises(StoppedError):
            await w.delivery.deliver_all()
        w.chats.answer = platform.answer
        again = delivery_module.Delivery(
            w.engine,
            w.clock,
            {"memory": w.chats},
            lambda _: None,  # type: ignore[arg-type, return-value]
        )
        assert await again.recover() == 1
        w.clock.advance(timedelta(seconds=5))
        await again.deliver_all()
        assert [line.post.body for line in w.chat("李华").lines.values()] == LONG.split("\n\n")


@pytest.mark.parametrize("idempotent", [True, False])
async def test_however_often_the_process_is_killed_no_attempt_is_used_up(idempotent: bool) -> None:
    async with world(capabilities=replace(EVERYTHING, idempotent=idempotent)) as w:
        platform = Platform(w)
        await letter(w, body="after all")

        def stop(_: Order) -> SendResult | None:
            raise StoppedError

        w.chats.answer = stop
        for _ in range(RetryPolicy().attempts + 1):
            with pytest.raises(StoppedError):
                await w.delivery.deliver_all()
            w.delivery = delivery_module.Delivery(
                w.engine,
                w.clock,
                {"memory": w.chats},
                lambda _: None,  # type: ignore[arg-type, return-value]
            )
            assert await w.delivery.recover() == 1
            assert [(row.state, row.attempts) for row in await outbox(w)] == [("waiting", 0)]
        w.chats.answer = platform.answer
        await w.settle()
        assert await states(w) == ["sent"]


async def test_a_long_edit_changes_the_message_and_says_the_rest_behind_it() -> None:
    async with world(capabilities=replace(EVERYTHING, text_length=40)) as w:
        await letter(w, body="short", key="q", activity=1)
        await letter(w, body=LONG, key="q", activity=1, kind="edit")
        await w.settle()
        assert [line.post.body for line in w.chat("李华").lines.values()] == LONG.split("\n\n")


@pytest.mark.parametrize(("edits", "newest"), [(True, "question"), (False, "card")])
async def test_a_change_is_as_new_as_where_it_stands(edits: bool, newest: str) -> None:
    async with world(capabilities=replace(EVERYTHING, edits=edits)) as w:
        for key, kind in (("card", "send"), ("question", "send"), ("card", "edit")):
            await letter(w, key=key, kind=kind, activity=1, offers=True)
            await w.settle()
        async with w.store.read() as transaction:
            assert (await transaction.offers([HUA]))[0].key == newest
