"""The whole service stops at the worst moment and restarts: nothing is lost or counted twice."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from service.ports import Order, SendResult
from service.testkit.service import Service


async def test_stopped_in_mid_send_the_message_arrives_all_the_same(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The platform has the message, and the process ends before it can store that. On an idempotent
    platform the message is there once; elsewhere possibly twice, but never missing."""
    adapter = service.platform.adapter
    send, taken = adapter.send, asyncio.Event()

    async def stopping(order: Order) -> SendResult:
        result = await send(order)
        taken.set()
        await asyncio.Event().wait()
        return result

    await service.advance(timedelta(minutes=1))  # so that no pace holds it back
    await service.order(await service.home("李华"), "停电之前")
    with monkeypatch.context() as patch:
        patch.setattr(adapter, "send", stopping)
        delivering = asyncio.create_task(service.delivery.deliver_all())
        await taken.wait()
        delivering.cancel()
        await asyncio.gather(delivering, return_exceptions=True)
    assert await service.states() == ["sending"]
    await service.restart()
    await service.advance(timedelta(minutes=1))
    assert await service.states() == ["sent"]
    said = [each for each in await service.heard("李华") if "停电之前" in each]
    assert len(said) == (1 if service.platform.adapter.capabilities.idempotent else 2)


async def test_stopped_before_a_message_is_taken_it_arrives_once(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    adapter, asked = service.platform.adapter, asyncio.Event()

    async def stopping(order: Order) -> SendResult:
        asked.set()
        await asyncio.Event().wait()
        raise AssertionError(order)

    await service.advance(timedelta(minutes=1))  # so that no pace holds it back
    await service.order(await service.home("李华"), "停电之前")
    with monkeypatch.context() as patch:
        patch.setattr(adapter, "send", stopping)
        delivering = asyncio.create_task(service.delivery.deliver_all())
        await asked.wait()
        delivering.cancel()
        await asyncio.gather(delivering, return_exceptions=True)
    await service.restart()
    await service.advance(timedelta(minutes=1))
    assert [each for each in await service.heard("李华") if "停电之前" in each] == ["停电之前"]


async def test_stopped_in_mid_receive_an_answer_is_handled_once(service: Service) -> None:
    """The row is stored, and the process ends before it has confirmed it to the platform."""
    await service.quiz(feedback="end")
    await service.press("李华", "开始答题")
    inbox = service.platform.inbox
    before = await service.count("SELECT count(*) FROM inbox")
    calls = inbox.calls
    inbox.interrupted = True
    await service.platform.say(service.users["李华"], await service.home("李华"), "B")
    await inbox.until_calls(calls + 1)
    await service.platform.stop()
    inbox.interrupted = False
    await service.platform.start()
    await service.restart()
    await service.say("李华", "AC")
    assert await service.count("SELECT count(*) FROM inbox") == before + 2
    assert await service.count("SELECT count(*) FROM inbox WHERE error IS NOT NULL") == 0
    assert sum("第 3/3 题" in each for each in await service.heard("李华")) == 1


async def test_what_waits_when_the_service_stops_is_said_after_it_starts(service: Service) -> None:
    home = await service.home("李华")
    for number in range(3):
        await service.order(home, f"第{number}条", key=f"{number}")
    await service.restart()
    assert (await service.heard("李华"))[-3:] == ["第0条", "第1条", "第2条"]
