"""Delivery: what each outcome of an attempt leads to."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from adapters.memory.adapter import EVERYTHING
from service.core.events import DeliveryFailed, Event
from service.core.message import Chat
from service.core.rate_limit import Rates
from service.core.workflow import Outcome
from service.ports import (
    Gone,
    Moved,
    NotSent,
    Order,
    PermanentFailure,
    RetryAfter,
    SendResult,
    Sent,
    Unknown,
)
from service.runtime.outbound import delivery as delivery_module
from service.runtime.outbound.rate_limiter import RateLimiter
from service.testkit.waiting import patience
from service.workflows import WORKFLOWS
from tests.runtime.outbox import HUA, ZHANG, Platform, letter, outbox, states
from tests.world import world


async def test_a_message_that_is_sent_keeps_its_remote_id_and_its_time() -> None:
    async with world() as w:
        await letter(w)
        await w.delivery.deliver_all()
        (row,) = await outbox(w)
        assert (row.state, row.sent_at, row.error) == ("sent", w.clock.now(), None)
        assert row.remote in w.chat("李华").lines


async def test_retry_after_pauses_the_whole_account_and_then_goes_on_in_order() -> None:
    async with world() as w:
        platform = Platform(w, RetryAfter(30))
        await letter(w, body="one")
        await letter(w, body="two")
        await w.settle()
        assert await states(w) == ["waiting", "waiting"]
        await letter(w, ZHANG, "three")
        await w.advance(timedelta(seconds=29))
        assert platform.bodies == ["one"]
        await w.advance(timedelta(seconds=1))
        assert platform.bodies[1:] == ["one", "two", "three"]
        assert [row.attempts for row in await outbox(w)] == [0, 0, 0]
        assert await states(w) == ["sent"] * 3


async def test_a_pause_of_one_account_holds_up_no_other() -> None:
    gates = {name: RateLimiter(Rates()) for name in ("a", "b")}
    async with world() as w:
        gates["a"].pause(w.clock.now(), w.clock.now() + timedelta(seconds=5))
        assert not gates["a"].admit("x", w.clock.now())
        assert gates["b"].admit("x", w.clock.now())


def telling(told: list[tuple[int | None, DeliveryFailed]]) -> Any:
    """The workflows, with a quiz that keeps what it hears of failed deliveries."""

    def wrap(decide: Callable[..., Outcome]) -> Callable[..., Outcome]:
        def listening(context: Any, activity: Any, entry: Any, event: Event) -> Outcome:
            if isinstance(event, DeliveryFailed):
                told.append((entry.person if entry else None, event))
            return decide(context, activity, entry, event)

        return listening

    return tuple(
        replace(each, decide=wrap(each.decide)) if each.kind == "quiz" else each
        for each in WORKFLOWS
    )


@pytest.mark.parametrize("outcome", [PermanentFailure("too long"), Gone("blocked")])
async def test_the_workflow_hears_of_a_message_that_can_not_be_delivered(
    outcome: SendResult,
) -> None:
    told: list[tuple[int | None, DeliveryFailed]] = []
    async with world(workflows=telling(told)) as w:
        quiz = await w.quiz()
        Platform(w, outcome)
        person = w.person("李华").id
        await letter(w, activity=quiz, person=person, key="note")
        await w.settle()
        (row,) = [each for each in await outbox(w) if each.key == "note"]
        assert (row.state, row.error) == ("dead", outcome.reason)  # type: ignore[union-attr]
        assert [(who, event.key) for who, event in told] == [(person, "note")]


async def test_a_place_that_is_gone_is_marked_and_used_no_more() -> None:
    async with world() as w:
        w.chat("李华").closed = True
        await letter(w)
        await w.settle()
        assert w.engine.directory.home(w.person("李华").id) is None
        assert w.engine.directory.home(w.person("Zhang").id) is not None


async def test_a_place_that_moved_gets_the_message_at_its_new_place() -> None:
    async with world() as w:
        new = w.chats.private("李华 elsewhere")
        platform = Platform(w, Moved(new.id))
        await letter(w, body="one")
        await letter(w, body="two")
        await w.settle()
        assert [order.chat for order in platform.asked] == [HUA, new.id, new.id]
        assert [line.post.body for line in new.lines.values()] == ["one", "two"]
        assert w.engine.directory.home(w.person("李华").id) == Chat("memory", new.id)


@pytest.mark.parametrize(
    ("idempotent", "policy", "state", "asked"),
    [
        (True, "resend", "sent", 2),
        (True, "skip", "sent", 2),
        (False, "resend", "sent", 2),
        (False, "skip", "skipped", 1),
    ],
)
async def test_when_nobody_knows_whether_it_was_sent_the_messages_own_policy_decides(
    idempotent: bool, policy: str, state: str, asked: int
) -> None:
    capabilities = replace(EVERYTHING, idempotent=idempotent)
    async with world(capabilities=capabilities) as w:
        platform = Platform(w, Unknown("timed out"))
        await letter(w, on_unknown=policy)
        await w.settle()
        await w.advance(timedelta(minutes=1))
        assert await states(w) == [state]
        assert len(platform.asked) == asked
        (key,) = {order.key for order in platform.asked}
        assert key.startswith(f"{(await outbox(w))[0].id}-")
        if state == "skipped":
            assert (await outbox(w))[0].error == "timed out"


async def test_a_platform_that_does_not_answer_leaves_the_outcome_unknown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(delivery_module, "TIMEOUT_SECONDS", 0.01)
    async with world() as w:

        async def hang(_: Order) -> SendResult:
            await asyncio.sleep(60)
            return Sent("never")

        monkeypatch.setattr(w.chats, "send", hang)
        await letter(w, on_unknown="skip")
        await w.delivery.deliver_all()
        (row,) = await outbox(w)
        assert row.state == "waiting", "this platform knows a repetition"
        assert row.error == "the platform did not answer in time"


async def test_an_adapter_that_breaks_takes_nothing_else_down() -> None:
    async with world() as w:
        platform = Platform(w)

        def explode(order: Order) -> SendResult | None:
            if order.chat == HUA and len(platform.asked) < 1:
                platform.asked.append(order)
                raise RuntimeError("private words")
            return None

        w.chats.answer = explode
        await letter(w)
        await letter(w, ZHANG)
        await w.settle()
        assert await states(w) == ["waiting", "sent"]
        assert (await outbox(w))[0].error == "RuntimeError"
        await w.advance(timedelta(seconds=2))
        assert await states(w) == ["sent", "sent"]


async def test_a_sealed_message_is_opened_for_sending_and_emptied_when_sent() -> None:
    async with world() as w:
        Platform(w, NotSent("x"))
        sealed = w.registry.sealer.seal('{"body":"confidential"}')
        await letter(w, payload=sealed, sealed=True)
        await w.settle()
        (row,) = await outbox(w)
        assert row.payload == sealed, "it is needed for the next attempt"
        await w.advance(timedelta(seconds=2))
        (row,) = await outbox(w)
        assert (row.state, row.payload) == ("sent", "")
        assert w.last("李华") == "confidential"


async def test_what_falls_due_as_a_turn_ends_is_not_left_until_somebody_calls(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(delivery_module, "IDLE_SECONDS", 3600.0)
    async with world() as w:
        await letter(w, not_before=w.clock.now() + timedelta(seconds=1))
        turn = w.delivery._turn

        async def and_time_passes() -> bool:
            more = await turn()
            w.clock.set(w.clock.now() + timedelta(seconds=1))
            return more

        monkeypatch.setattr(w.delivery, "_turn", and_time_passes)
        running = asyncio.create_task(w.delivery.run())
        async with patience():
            while await states(w) != ["sent"]:
                await asyncio.sleep(0.01)
        running.cancel()
