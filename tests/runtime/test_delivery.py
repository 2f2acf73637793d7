"""Delivery: what each outcome of an attempt leads to, and in which order messages go."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Row, select
from sqlalchemy.exc import OperationalError

from adapters.memory.adapter import EVERYTHING
from service.core.capabilities import Capabilities
from service.core.events import DeliveryFailed, Event
from service.core.message import Place
from service.core.rates import Pace, Rates
from service.core.workflow import Outcome
from service.ports import (
    Clock,
    Gone,
    Moved,
    NotSent,
    Order,
    Refused,
    RetryAfter,
    SendResult,
    Sent,
    Unknown,
)
from service.runtime import delivery as delivery_module
from service.runtime.clock import SystemClock
from service.runtime.limits import Gate, Patience
from service.store import tables as t
from service.store.changes import Changes
from service.store.sending import Sending
from service.workflows import WORKFLOWS
from tests.world import World, world

HUA, ZHANG = "@李华", "@Zhang"
LONG = "\n\n".join(f"{number}" * 30 for number in range(4))


async def letter(w: World, place: str = HUA, body: str = "words", **values: Any) -> None:
    """One more message in the outbox."""
    changes = Changes()
    payload = values.pop("payload", f'{{"body":"{body}"}}'.replace("\n", "\\n"))
    changes.send(**({"kind": "send", "account": "memory", "place": place, "key": body[:9],
                     "created_at": w.clock.now(), "payload": payload} | values))  # fmt: skip
    async with w.store.write() as transaction:
        await transaction.apply(changes)


class StoppedError(BaseException):
    """The process is gone."""


class Platform:
    """Answers with the outcomes given, one a message, then sends; remembers what it was asked."""

    def __init__(self, w: World, *outcomes: SendResult | None) -> None:
        self.outcomes = list(outcomes)
        self.asked: list[Order] = []
        w.chats.answer = self.answer

    def answer(self, order: Order) -> SendResult | None:
        self.asked.append(order)
        return self.outcomes.pop(0) if self.outcomes else None

    @property
    def bodies(self) -> list[str]:
        return [order.post.body if order.post else order.kind for order in self.asked]


async def outbox(w: World) -> Sequence[Row[Any]]:
    return await w.rows(select(t.outbox).order_by(t.outbox.c.id))


async def states(w: World) -> list[str]:
    return [row.state for row in await outbox(w)]


# -- outcomes


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
    gates = {name: Gate(Rates()) for name in ("a", "b")}
    async with world() as w:
        gates["a"].pause(w.clock.now(), w.clock.now() + timedelta(seconds=5))
        assert not gates["a"].admit("x", w.clock.now())
        assert gates["b"].admit("x", w.clock.now())


async def test_what_was_not_sent_is_tried_again_later_and_later() -> None:
    async with world() as w:
        platform = Platform(w, *[NotSent("no connection")] * 4)
        await letter(w)
        await w.settle()
        waits = []
        for _ in range(4):
            (row,) = await outbox(w)
            waits.append((row.not_before - w.clock.now()).total_seconds())
            assert row.error == "no connection"
            await w.advance_to(row.not_before)
        assert waits == [1, 2, 4, 8]
        assert len(platform.asked) == 5
        assert await states(w) == ["sent"]


async def test_after_many_attempts_a_message_is_dead_and_its_place_goes_on() -> None:
    async with world() as w:
        Platform(w, *[NotSent("no connection")] * Patience().attempts)
        await letter(w, body="one")
        await letter(w, body="two")
        await w.settle()
        await w.advance(timedelta(hours=3))
        assert await states(w) == ["dead", "sent"]


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


@pytest.mark.parametrize("outcome", [Refused("too long"), Gone("blocked")])
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
        assert [order.place for order in platform.asked] == [HUA, new.id, new.id]
        assert [line.post.body for line in new.lines.values()] == ["one", "two"]
        assert w.engine.directory.home(w.person("李华").id) == Place("memory", new.id)


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
            if order.place == HUA and len(platform.asked) < 1:
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


# -- order


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
        platform = Platform(w, Refused("no"))
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


# -- long messages


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


async def test_a_long_edit_changes_the_message_and_says_the_rest_behind_it() -> None:
    async with world(capabilities=replace(EVERYTHING, text_length=40)) as w:
        await letter(w, body="short", key="q", activity=1)
        await letter(w, body=LONG, key="q", activity=1, kind="edit")
        await w.settle()
        assert [line.post.body for line in w.chat("李华").lines.values()] == LONG.split("\n\n")


# -- confidential text


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


# -- limits, and the loop itself


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
        assert (answer.state, answer.place) == ("sent", HUA)
        assert answer.sent_at - asked <= timedelta(seconds=0.1)
        await w.advance(timedelta(seconds=10))
        assert set(await states(w)) == {"sent"}


async def test_an_answer_that_does_not_come_holds_up_nobody_whose_time_has_come(
    monkeypatch: pytest.MonkeyPatch, sqlite_url: str
) -> None:
    async with world(url=sqlite_url) as w:
        went, done, never = [], asyncio.Event(), asyncio.Event()

        async def send(order: Order) -> SendResult:
            went.append(order.place)
            if order.place == "@0":
                await never.wait()
            if len(went) == 6:
                done.set()
            return Sent("m")

        monkeypatch.setattr(w.chats, "send", send)
        for number in range(6):
            await letter(w, f"@{number}")
        running = asyncio.create_task(under(w, Rates(Pace(2, 0.05)), SystemClock()).run())
        async with asyncio.timeout(10):
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
        limit = Rates(group=Pace(20, 60.0), group_of=lambda place: place)
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
            async with asyncio.timeout(15):
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
        async with asyncio.timeout(5):
            await settled.wait()
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        assert len(platform.asked) == 1
        assert await states(w) == ["sent"]
