"""An outage belongs to the account: it changes when a message arrives, never whether."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from adapters.memory.adapter import EVERYTHING, Memory
from service.ports import Check, NotSent, Order, RetryAfter, SendResult, Unknown
from service.runtime.outbound import delivery as delivery_module
from service.runtime.outbound.circuit import LONGEST, Circuit
from service.runtime.outbound.outcomes import Result, after
from service.runtime.outbound.rate_limiter import RetryPolicy
from tests.runtime.outbox import HUA, LONG, ZHANG, StoppedError, letter, outbox
from tests.several import several
from tests.world import START, World, minutes, world

WANG = "@王敏"
LATE = re.compile(r"^(（迟到：原定 .*）|\(Late: due .*\))\n")
NO_CONNECTION, NO_ANSWER = NotSent("no connection"), Unknown("the answer got lost")


class Line:
    """The line to a platform under the test's clock; `up` says when it carries anything."""

    def __init__(self, w: World, chats: Memory, up: Callable[[datetime], bool]) -> None:
        self._w = w
        self.up = up
        self.failure: SendResult = NO_CONNECTION
        self.asked: list[tuple[datetime, Order]] = []  # while it was down
        self.poisoned = ""  # a message that never gets an answer
        chats.answer = self._answer

    def _answer(self, order: Order) -> SendResult | None:
        if not self.up(self._w.clock.now()):
            self.asked.append((self._w.clock.now(), order))
            return self.failure
        if order.post is not None and self.poisoned and order.post.body == self.poisoned:
            return NO_ANSWER
        return None


def down_for(length: timedelta) -> Callable[[datetime], bool]:
    return lambda now: now >= START + length


async def outlast(w: World, length: timedelta) -> None:
    """Let an outage pass, with every look of the service at its beginning and its end, and a few in
    between, as time is dear."""
    end = START + length
    await w.settle()
    await w.advance_to(min(START + minutes(3), end))
    while end - w.clock.now() > minutes(3):
        w.clock.advance((end - w.clock.now()) / 3)
        await w.settle()
    await w.advance_to(end + LONGEST * 2)


def bodies(w: World, name: str) -> list[str]:
    """What has come, but for the word that an outage is over, and that it comes late."""
    said = [each.post.body for each in w.chat(name).lines.values()]
    return [LATE.sub("", each) for each in said if "中断了" not in each]


async def attempts(w: World) -> set[tuple[str, int]]:
    return {(row.state, row.attempts) for row in await outbox(w)}


KINDS: dict[str, dict[str, Any]] = {
    "replies": {"priority": "reply"},
    "reminders": {"priority": "normal", "on_unknown": "skip", "due_at": START},
    "announcements": {"priority": "bulk"},
}
OUTAGES = [minutes(1), minutes(3), minutes(10), minutes(60), timedelta(hours=48)]


@pytest.mark.parametrize("length", OUTAGES, ids=str)
async def test_what_waits_for_an_outage_arrives_once_and_in_order(length: timedelta) -> None:
    async with several(start=START) as w:
        line = Line(w, w.chats, down_for(length))
        for number in range(4):
            for chat, values in zip((HUA, ZHANG, WANG), KINDS.values(), strict=True):
                await letter(w, chat, f"{number}", **values)
        elsewhere = w.web.private("else")
        await letter(w, elsewhere.id, "elsewhere", account="web")
        await w.settle()
        assert [each.post.body for each in elsewhere.lines.values()] == ["elsewhere"]
        await outlast(w, length)
        for name in ("李华", "Zhang", "王敏"):
            assert bodies(w, name) == ["0", "1", "2", "3"]
        assert await attempts(w) == {("sent", 0)}, "no attempt is used up"
        alone = [at for at, _ in line.asked[3:]]
        assert len(set(alone)) == len(alone), "one at a time finds out"
        assert len(alone) <= 8 + 2 * length / LONGEST, "more and more seldom"


@pytest.mark.parametrize("length", OUTAGES[1::3], ids=str)
async def test_edits_marks_and_long_messages_outlast_an_outage(length: timedelta) -> None:
    async with world(capabilities=replace(EVERYTHING, text_length=40)) as w:
        await letter(w, body="first", key="q", activity=1)
        await letter(w, ZHANG, "theirs", key="m")
        await w.settle()
        (theirs,) = w.chat("Zhang").lines.values()
        Line(w, w.chats, down_for(length))
        for body in ("second", "third"):
            await letter(w, body=body, key="q", activity=1, kind="edit")
        await letter(w, body=LONG)
        await letter(w, ZHANG, "", kind="mark", target=theirs.id)
        await outlast(w, length)
        assert bodies(w, "李华") == ["third", *LONG.split("\n\n")]
        assert theirs.marked
        assert await attempts(w) == {("sent", 0), ("superseded", 0)}


@pytest.mark.parametrize("failure", [NO_CONNECTION, NO_ANSWER], ids=["not sent", "unknown"])
@pytest.mark.parametrize("idempotent", [True, False])
async def test_a_platform_that_comes_and_goes_uses_up_nothing(
    failure: SendResult, idempotent: bool
) -> None:
    """Ten seconds up, fifty down."""
    async with world(capabilities=replace(EVERYTHING, idempotent=idempotent)) as w:
        line = Line(w, w.chats, lambda now: (now - START).total_seconds() % 60 >= 50)
        line.failure = failure
        for number in range(12):
            await letter(w, (HUA, ZHANG, WANG)[number % 3], f"{number}", priority="bulk")
            await w.settle()
            await w.advance(timedelta(seconds=45))
        await w.advance(minutes(20))
        for first, name in enumerate(("李华", "Zhang", "王敏")):
            assert bodies(w, name) == [f"{number}" for number in range(first, 12, 3)]
        assert {row.state for row in await outbox(w)} == {"sent"}


async def test_a_limit_in_the_middle_of_an_outage_is_kept_to() -> None:
    async with world() as w:
        line = Line(w, w.chats, down_for(minutes(5)))
        for number in range(3):
            await letter(w, body=f"{number}")
        await w.settle()
        await w.advance(minutes(2))
        line.failure = RetryAfter(30)
        await w.advance(minutes(1))
        limited = [at for at, _ in line.asked if at > START + minutes(2)]
        assert all(b - a >= timedelta(seconds=30) for a, b in pairwise(limited))
        line.failure = NO_CONNECTION
        await w.advance(minutes(4))
        assert bodies(w, "李华") == ["0", "1", "2"]
        assert await attempts(w) == {("sent", 0)}


async def test_a_poisoned_message_dies_alone() -> None:
    async with world() as w:
        Line(w, w.chats, lambda _: True).poisoned = "poison"
        await letter(w, body="poison")
        await letter(w, body="behind it")
        for number in range(20):
            await letter(w, (ZHANG, WANG)[number % 2], f"{number}")
            await w.settle()
            await w.advance(timedelta(seconds=20))
        await w.advance(minutes(5))
        by_body = {row.key: row for row in await outbox(w)}
        assert (by_body["poison"].state, by_body["poison"].error) == ("dead", NO_ANSWER.reason)
        assert bodies(w, "李华") == ["behind it"]
        assert bodies(w, "Zhang") == [f"{number}" for number in range(0, 20, 2)]
        assert {row.attempts for row in await outbox(w) if row.key != "poison"} == {0}


async def test_a_poisoned_message_does_not_make_an_outage_longer_for_others() -> None:
    async with world() as w:
        Line(w, w.chats, down_for(minutes(10))).poisoned = "poison"
        await letter(w, body="poison")
        await letter(w, ZHANG, "good")
        await w.settle()
        await w.advance(minutes(10) + LONGEST * 3)
        assert bodies(w, "Zhang") == ["good"]


async def test_a_crash_during_an_outage_changes_nothing() -> None:
    async with world() as w:
        line = Line(w, w.chats, down_for(minutes(15)))
        for number in range(3):
            await letter(w, body=f"{number}", on_unknown="skip")
        await w.settle()
        for _ in range(3):
            await w.advance(minutes(2))

            def stop(_: Order) -> SendResult | None:
                raise StoppedError

            answer, w.chats.answer = w.chats.answer, stop
            with pytest.raises(StoppedError):
                await w.advance(LONGEST * 2)
            w.chats.answer = answer
            w.delivery = delivery_module.Delivery(
                w.engine,
                w.clock,
                {"memory": w.chats},
                lambda _: None,  # type: ignore[arg-type, return-value]
            )
            await w.delivery.recover()
        assert line.asked
        await w.advance(minutes(10))
        assert bodies(w, "李华") == ["0", "1", "2"]
        assert await attempts(w) == {("sent", 0)}


class Checked(Memory):
    """Says itself whether it is in reach."""

    down = False

    async def check(self) -> list[Check]:
        return [Check("connection", ok=not self.down, detail="no answer")]


async def test_what_may_not_be_repeated_is_not_risked_to_find_out() -> None:
    chats = Checked(capabilities=replace(EVERYTHING, idempotent=False))
    async with world(chats=chats) as w:
        line = Line(w, chats, lambda _: not chats.down)
        line.failure = NO_ANSWER
        chats.down = True
        for number in range(20):
            await letter(w, body=f"{number}", on_unknown="skip")
        await w.settle()
        await w.advance(minutes(15))
        chats.down = False
        await w.advance(LONGEST * 2)
        skipped = [row for row in await outbox(w) if row.state == "skipped"]
        assert [row.key for row in skipped] == ["0"], "only the one that met the outage"
        assert bodies(w, "李华") == [f"{number}" for number in range(1, 20)]


async def test_news_go_to_another_chat_when_an_outage_lasts_and_replies_stay() -> None:
    async with several(start=START) as w:
        await w.join("web", "lihua", "李华")
        person = w.person("李华").id
        about: dict[str, Any] = {"person": person, "activity": 1}
        Line(w, w.chats, lambda _: False)
        before = len(w.told("web", "lihua"))
        await letter(w, body="news", priority="normal", **about)
        await letter(w, body="reply", priority="reply", **about)
        await w.settle()
        await w.advance(minutes(9))
        assert len(w.told("web", "lihua")) == before
        await w.advance(minutes(3))
        assert w.told("web", "lihua")[before:] == ["news"]
        Line(w, w.chats, lambda _: True)
        await w.advance(LONGEST * 2)
        assert bodies(w, "李华")[-1] == "reply"
        assert "news" not in bodies(w, "李华"), "it arrives once"


async def test_operators_hear_of_an_outage_and_of_its_end() -> None:
    async with world() as w:
        Line(w, w.chats, down_for(minutes(10)))
        await letter(w)
        await w.settle()
        assert await w.delivery.reason() is None, "a moment is no outage"
        await w.advance(minutes(3))
        assert str(await w.delivery.reason()).startswith("memory has been out of reach for 3 min")
        await w.advance(minutes(7) + LONGEST * 2)
        assert await w.delivery.reason() is None


async def test_what_an_outage_has_made_useless_is_recorded_and_told_once() -> None:
    async with world() as w:
        quiz = await w.quiz()
        Line(w, w.chats, down_for(minutes(90)))
        about: dict[str, Any] = {"activity": quiz, "person": w.person("李华").id}
        for key in ("early", "earlier"):
            await letter(w, body=key, until=START + minutes(30), **about)
        await letter(w, body="always", **about)
        await outlast(w, minutes(90))
        assert "always" in bodies(w, "李华")
        assert not {"early", "earlier"} & set(bodies(w, "李华"))
        missed = [row for row in await outbox(w) if row.error == delivery_module.TOO_LATE]
        assert {row.state for row in missed} == {"skipped"}
        assert {row.key for row in missed} == {"early", "earlier", "reminder"}
        told = [each for each in w.heard("王敏") if "中断了" in each]
        assert len(told) == 1
        assert f"有 {len(missed)} 条" in told[0]


@pytest.mark.parametrize(
    ("length", "lines"),
    [
        (minutes(1), ("", "")),
        (minutes(3), ("", "")),
        (minutes(10), ("（迟到：原定 {at:%H:%M}）\n", "(Late: due {berlin:%H:%M})\n")),
        (minutes(60), ("（迟到：原定 {at:%H:%M}）\n", "(Late: due {berlin:%H:%M})\n")),
        (timedelta(hours=48), ("（迟到：原定 {at:%-m月%-d日} 周", "(Late: due ")),
    ],
    ids=str,
)
async def test_a_reminder_that_comes_late_says_so_and_a_reply_does_not(
    length: timedelta, lines: tuple[str, str]
) -> None:
    async with world() as w:
        Line(w, w.chats, down_for(length))
        for chat in (HUA, ZHANG):
            about: dict[str, Any] = {"person": w.person(chat.removeprefix("@")).id}
            await letter(w, chat, "reminder", priority="normal", due_at=START, **about)
            await letter(w, chat, "call", priority="normal", time_sensitive=True, **about)
            await letter(w, chat, "reply", priority="reply", **about)
        await outlast(w, length)
        for name, line in zip(("李华", "Zhang"), lines, strict=True):
            said = [each.post.body for each in w.chat(name).lines.values()]
            begins = line.format(
                at=START.astimezone(ZoneInfo("Asia/Shanghai")),
                berlin=START.astimezone(ZoneInfo("Europe/Berlin")),
            )
            late = [each for each in said if each.endswith(("reminder", "call"))]
            assert len(late) == 2
            assert all(each.startswith(begins) for each in late), said
            assert all((each in ("reminder", "call")) is not bool(begins) for each in late), said
            assert "reply" in said


async def test_what_waits_for_the_morning_or_for_its_turn_is_not_late() -> None:
    async with world() as w:
        await letter(w, due_at=START, not_before=START + minutes(60), priority="normal")
        await letter(w, ZHANG, priority="normal", due_at=START)
        await w.settle()
        await w.advance(minutes(70))
        assert [each.post.body for each in w.chat("李华").lines.values()] == ["words"]


async def test_what_a_service_that_stood_still_has_missed_says_so() -> None:
    async with world() as w:
        await letter(w, due_at=START, priority="normal")
        w.clock.advance(minutes(30))
        await letter(w, ZHANG, due_at=START, priority="normal")  # by a timer that fired late
        w.delivery = delivery_module.Delivery(
            w.engine,
            w.clock,
            {"memory": w.chats},
            lambda _: None,  # type: ignore[arg-type, return-value]
        )
        await w.settle()
        for name in ("李华", "Zhang"):
            (said,) = [each.post.body for each in w.chat(name).lines.values()]
            assert LATE.match(said), said


async def test_a_long_message_in_parts_stays_as_it_is() -> None:
    async with world(capabilities=replace(EVERYTHING, text_length=40)) as w:
        Line(w, w.chats, down_for(minutes(30)))
        await letter(w, body=LONG, due_at=START, priority="normal")
        await letter(w, ZHANG, body="x" * 30, due_at=START, priority="normal")
        await outlast(w, minutes(30))
        assert [each.post.body for each in w.chat("李华").lines.values()] == LONG.split("\n\n")
        assert [each.post.body for each in w.chat("Zhang").lines.values()] == ["x" * 30]


class CountsEach(Circuit):
    def failed(self, row: int, now: datetime) -> bool:
        super().failed(row, now)
        return True


class NeverPauses(Circuit):
    def pause(self) -> timedelta:
        return timedelta(milliseconds=100)


class NeverWakes(Circuit):
    def pause(self) -> timedelta:
        return timedelta(days=365)


@pytest.mark.parametrize("broken", [CountsEach, NeverPauses, NeverWakes])
async def test_a_broken_circuit_is_found_out(
    broken: type[Circuit], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivery_module, "Circuit", broken)
    with pytest.raises(AssertionError):
        await test_what_waits_for_an_outage_arrives_once_and_in_order(timedelta(seconds=3))


async def test_an_order_that_is_broken_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def put_off(each: Result, now: datetime, policy: RetryPolicy, **about: Any) -> dict[str, Any]:
        later = {} if each.counts else {"not_before": now + timedelta(seconds=20)}
        return after(each, now, policy, **about) | later

    monkeypatch.setattr(delivery_module, "after", put_off)
    with pytest.raises(AssertionError):
        await test_what_waits_for_an_outage_arrives_once_and_in_order(timedelta(seconds=3))


def test_a_circuit_tells_an_outage_from_a_message_of_its_own_fault() -> None:
    circuit = Circuit("a")
    assert not circuit.failed(1, START), "the first failure may be anybody's"
    assert not circuit.failed(1, START), "nobody else has been answered"
    began = circuit.begin()
    assert circuit.answered(2, began), "that ends it"
    assert circuit.failed(1, START), "and now it is the message"
    late = circuit.begin()
    assert not circuit.failed(3, START)
    circuit.answered(2, late)
    assert not circuit.failed(3, START), "the other was under way before it failed"


def test_pauses_grow_up_to_a_bound() -> None:
    circuit = Circuit("a")
    pauses = [circuit.pause().total_seconds() for _ in range(2_000)]
    assert all(0.5 <= each <= 1.0 for each in pauses[:1])
    assert all(30 <= each <= 60 for each in pauses[6:])
    assert len(set(pauses[6:])) > 100, "they are jittered"
