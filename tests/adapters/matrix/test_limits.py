"""A homeserver with the limits that Synapse has by default."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from service.core.message import Button, Post
from service.ports import Order, RetryAfter, Sent
from service.testkit.waiting import patience
from tests.adapters.matrix.conftest import Bot
from tests.matrix_server import shared
from tests.matrix_server.users import User


@pytest.fixture
async def limited(tmp_path: Path) -> AsyncIterator[tuple[Bot, User, str]]:
    """OrgLife and a person in a chat on the limited homeserver."""
    server = await asyncio.to_thread(lambda: shared.server(limited=True))
    bot = Bot(server, tmp_path)
    await bot.start()
    user = User(await asyncio.to_thread(server.register, shared.name("li")))
    await user.sync()
    place = await user.chat(bot.id, encrypted=False)
    await bot.meet(user, place)
    yield bot, user, place
    await user.close()
    await bot.stop()


async def test_a_limit_comes_back_at_once_with_the_time_to_wait_and_nothing_is_said_twice(
    limited: tuple[Bot, User, str],
) -> None:
    bot, user, place = limited
    results = [await bot.say(place, f"{n}", f"{n}") for n in range(12)]
    told = [each for each in results if isinstance(each, RetryAfter)]
    assert told, "Synapse lets ten pass and then one in five seconds"
    assert all(0 < each.seconds <= 60 for each in told)
    sent = sum(isinstance(each, Sent) for each in results)
    assert [each.words for each in await user.timeline(place)] == [f"{n}" for n in range(sent)]
    again = await bot.say(place, "0", "0")
    assert again == results[0]
    assert len(await user.timeline(place)) == sent


async def test_a_message_is_sent_before_its_numbers_which_wait_for_the_limit(
    limited: tuple[Bot, User, str],
) -> None:
    bot, user, place = limited
    post = Post("选\n\n1. 甲\n2. 乙", buttons=((Button("1::a:", "甲"), Button("1::b:", "乙")),))
    for number in range(9):
        await bot.say(place, f"{number}", f"{number}")
    sent = await bot.adapter.send(Order("send", "choices", place, post))
    assert isinstance(sent, Sent)
    order = Order("number", "choices.numbers", place, post, sent.id)
    result = await bot.adapter.send(order)
    assert isinstance(result, RetryAfter), "the message is known, its numbers have to wait"
    async with patience():
        while isinstance(result, RetryAfter):
            await asyncio.sleep(result.seconds)
            result = await bot.adapter.send(order)
    assert result == sent
    (message,) = [each for each in await user.timeline(place) if each.id == result.id]
    assert sorted(key for _, key in message.reactions.values()) == ["1️⃣", "2️⃣"]
    assert len(await user.timeline(place)) == 10
