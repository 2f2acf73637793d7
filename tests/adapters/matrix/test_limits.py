"""A homeserver with the limits that Synapse has by default."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from service.core.message import Button, Post
from service.ports import Order, RetryAfter, SendResult, Sent
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
    chat = await user.chat(bot.id, encrypted=False)
    await bot.meet(user, chat)
    yield bot, user, chat
    await user.close()
    await bot.stop()


async def test_a_limit_comes_back_at_once_with_the_time_to_wait_and_nothing_is_said_twice(
    limited: tuple[Bot, User, str],
) -> None:
    bot, user, chat = limited
    results = [await bot.say(chat, f"{n}", f"{n}") for n in range(12)]
    told = [each for each in results if isinstance(each, RetryAfter)]
    assert told, "Synapse lets ten pass and then one in five seconds"
    assert all(0 < each.seconds <= 60 for each in told)
    sent = sum(isinstance(each, Sent) for each in results)
    assert [each.words for each in await user.timeline(chat)] == [f"{n}" for n in range(sent)]
    again = await bot.say(chat, "0", "0")
    assert again == results[0]
    assert len(await user.timeline(chat)) == sent


async def test_a_message_is_sent_before_its_numbers_which_wait_for_the_limit(
    limited: tuple[Bot, User, str],
) -> None:
    bot, user, chat = limited
    labels = ("甲", "乙", "丙")
    listed = "\n".join(f"{number}. {label}" for number, label in enumerate(labels, 1))
    rows = tuple((Button(f"1::{number}:", label),) for number, label in enumerate(labels))
    post = Post(f"选\n\n{listed}", buttons=rows)
    for number in range(9):
        await bot.say(chat, f"{number}", f"{number}")
    *_, sent = await attempts(bot, Order("send", "choices", chat, post))
    assert isinstance(sent, Sent)
    *limits, done = await attempts(bot, Order("number", "choices.numbers", chat, post, sent.id))
    assert limits, "the message is known, its numbers have to wait"
    assert done == sent
    (message,) = [each for each in await user.timeline(chat) if each.id == sent.id]
    assert sorted(key for _, key in message.reactions.values()) == ["1️⃣", "2️⃣", "3️⃣"]


async def attempts(bot: Bot, order: Order) -> list[SendResult]:
    """What each attempt came to, until none is limited any more."""
    results = [await bot.adapter.send(order)]
    async with patience():
        while isinstance(limit := results[-1], RetryAfter):
            await asyncio.sleep(limit.seconds)
            results.append(await bot.adapter.send(order))
    return results
