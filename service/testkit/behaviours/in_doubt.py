"""What people do counts although the message they do it to is still on its way."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

from service.ports import Order, SendResult, Unknown
from service.testkit.applying import needs
from service.testkit.behaviours.discussing import in_room, prepare
from service.testkit.platform import Seen
from service.testkit.service import Service
from service.testkit.waiting import patience

TOPIC = "结合实际谈谈体会。"
_FIRST = "1\ufe0f\u20e3"
_COUNTED = "SELECT count(*) FROM journal WHERE action = "
_WAITING = "SELECT count(*) FROM inbox WHERE waits_for IS NOT NULL"


@asynccontextmanager
async def held_back(
    service: Service, patch: pytest.MonkeyPatch, words: str, *, kind: str = "send"
) -> AsyncIterator[None]:
    """Within, what holds the words stands in its chat and the answer to the call is on its way; or
    the call of another `kind` has not been made."""
    adapter = service.platform.adapter
    send, reached, gate = adapter.send, asyncio.Event(), asyncio.Event()

    async def holding(order: Order) -> SendResult:
        meant = order.kind == kind and order.post is not None
        meant = meant and words in f"{order.post}" and not reached.is_set()
        result = await send(order) if kind == "send" or not meant else None
        if meant:
            reached.set()
            await gate.wait()
        return result or await send(order)

    with patch.context() as patched:
        patched.setattr(adapter, "send", holding)
        settling = asyncio.create_task(service.settle())
        try:
            async with patience():
                await reached.wait()
            yield
        finally:
            gate.set()
            await settling
    await service.settle()


async def publish(service: Service) -> None:
    """The secretary publishes; nothing of it is handled yet."""
    await prepare(service)
    chat = await service.home("王敏")
    await act(service, service.platform.say(service.users["王敏"], chat, "发布"))


async def act(service: Service, doing: Awaitable[object]) -> None:
    """Something a person does, until OrgLife has it."""
    count = len(service.platform.inbox.updates)
    await doing
    await service.platform.inbox.until_updates(count + 1)


async def answer(service: Service, to: Seen, words: str) -> None:
    await act(service, service.platform.say(service.users["李华"], service.room, words, to.id))
    await service.engine.handle_everything()


async def tap_first(service: Service, chat: str, message: Seen) -> None:
    """李华 takes the first choice of the message."""
    user = service.users["李华"]
    if service.platform.adapter.capabilities.buttons:
        label = message.labels[0][0]
        await act(service, service.platform.press(user, chat, message.id, label))
    else:
        await act(service, service.powers.react(user, chat, message.id, _FIRST))
    await service.engine.handle_everything()


@needs("replies")
async def test_a_reply_before_the_message_is_known_to_be_sent_counts(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    await publish(service)
    async with held_back(service, monkeypatch, TOPIC):
        await answer(service, await in_room(service, TOPIC), "来得很快。")
        assert await service.count(_WAITING) == 1
    assert await service.count(_WAITING) == 0
    assert await service.count(f"{_COUNTED} 'discussion.spoken'") == 1


@needs("replies")
async def test_a_reply_to_a_message_whose_answer_got_lost_counts(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before it is said again, and afterwards: to the copy that was there first."""
    adapter = service.platform.adapter
    send = adapter.send
    lost: list[SendResult] = []

    async def losing(order: Order) -> SendResult:
        result = await send(order)
        if TOPIC in f"{order.post}" and order.chat == service.room and not lost:
            lost.append(result)
            return Unknown("the answer was lost")
        return result

    await publish(service)
    with monkeypatch.context() as patched:
        patched.setattr(adapter, "send", losing)
        while not lost:
            await service.engine.handle_everything()
            await service.delivery.deliver_all()
        first = await in_room(service, TOPIC)
        await answer(service, first, "第一句。")
        await service.advance(timedelta(minutes=1))
    await answer(service, first, "第二句。")
    await service.settle()
    assert await service.count(f"{_COUNTED} 'discussion.spoken'") == 2
    assert await service.count(_WAITING) == 0


@needs("replies")
async def test_a_reply_that_waits_outlasts_a_restart(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The process ends while the answer to the call is on its way and the reply waits for it."""
    adapter = service.platform.adapter
    send, reached = adapter.send, asyncio.Event()

    async def stopping(order: Order) -> SendResult:
        result = await send(order)
        if TOPIC in f"{order.post}" and order.chat == service.room:
            reached.set()
            await asyncio.Event().wait()
        return result

    await publish(service)
    with monkeypatch.context() as patched:
        patched.setattr(adapter, "send", stopping)
        settling = asyncio.create_task(service.settle())
        async with patience():
            await reached.wait()
        await answer(service, await in_room(service, TOPIC), "停电之前。")
        settling.cancel()
        await asyncio.gather(settling, return_exceptions=True)
    assert await service.count(_WAITING) == 1
    await service.restart()
    await service.advance(timedelta(minutes=1))
    assert await service.count(f"{_COUNTED} 'discussion.spoken'") == 1


@needs("taps")
async def test_a_tap_before_the_message_is_known_to_be_sent_counts(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    await service.quiz(feedback="end")
    chat = await service.home("李华")
    await act(service, service.platform.say(service.users["李华"], chat, "1"))
    async with held_back(service, monkeypatch, "一加一"):
        await tap_first(service, chat, (await service.chat("李华"))[-1])
    assert await service.count(f"{_COUNTED} 'quiz.answered'") == 1
    assert await service.count(_WAITING) == 0


@needs("numbered")
@needs("react")
async def test_a_tap_on_the_first_number_counts_while_the_others_are_placed(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    await service.quiz(feedback="end")
    chat = await service.home("李华")
    await act(service, service.platform.say(service.users["李华"], chat, "1"))
    async with held_back(service, monkeypatch, "一加一", kind="number"):
        await tap_first(service, chat, (await service.chat("李华"))[-1])
        assert await service.count(f"{_COUNTED} 'quiz.answered'") == 1
