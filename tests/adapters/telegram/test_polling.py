"""Updates come in order, are confirmed when they are kept, and come on after every failure."""

from __future__ import annotations

import asyncio
import itertools
from typing import Any
from unittest.mock import patch

import pytest
from aiohttp import ClientSession

from service.core.events import Said
from service.core.message import Button, Post
from service.testkit.asking import heard, tell
from service.testkit.waiting import until
from tests.conformance.on_telegram import OnTelegram
from tests.stopwatch import Stopwatch
from tests.telegram_server.server import Fault, too_many


async def texts(bot: OnTelegram, count: int) -> list[str]:
    return [each.text for each in await heard(bot, count) if isinstance(each, Said)]


async def test_an_update_is_confirmed_only_when_it_is_kept(bot: OnTelegram) -> None:
    person = await bot.person("王敏")
    bot.inbox.failing = True
    await bot.say(person, person, "别丢了")
    await bot.inbox.until_calls(2)
    assert len(bot.account.waiting) == 1
    assert not bot.account.confirmed
    bot.inbox.failing = False
    assert await texts(bot, 1) == ["别丢了"]
    await until(lambda: bot.account.confirmed)


async def test_the_cursor_follows_the_last_id_when_telegram_counts_anew(bot: OnTelegram) -> None:
    """After a quiet week the next id is random, and may be lower."""
    person = await bot.person("王敏")
    await bot.say(person, person, "一")
    await texts(bot, 1)
    await until(lambda: not bot.account.waiting)
    bot.account.updates = itertools.count(5)
    for number, words in enumerate("二三四", 2):
        await bot.say(person, person, words)
        await texts(bot, number)
    assert await texts(bot, 4) == ["一", "二", "三", "四"]
    await until(lambda: not bot.account.waiting)


async def test_an_id_that_comes_again_after_long_is_another_update(bot: OnTelegram) -> None:
    person = await bot.person("王敏")
    for number, (words, at) in enumerate((("一", 1_900_000_000), ("二", 2_000_000_000)), 1):
        await bot.stop()
        bot.account.updates = itertools.count(77)
        with patch("tests.telegram_server.account.time.time", return_value=at):
            await bot.say(person, person, words)
        await bot.start()
        await bot.inbox.until_updates(number)
        await until(lambda: not bot.account.waiting)
    assert await texts(bot, 2) == ["一", "二"]


@pytest.mark.parametrize(
    "fault",
    [Fault("cut"), Fault("drop"), Fault("page"), Fault("error", 500, "Internal Server Error")],
    ids=lambda each: each.kind,
)
async def test_a_failed_poll_is_tried_again(bot: OnTelegram, fault: Fault) -> None:
    person = await bot.person("王敏")
    bot.server.faults["getUpdates"] += [fault, fault]
    for words in ("一", "二"):
        await bot.say(person, person, words)
    assert await texts(bot, 2) == ["一", "二"]


async def test_a_poll_that_is_told_to_wait_waits_so_long(bot: OnTelegram) -> None:
    person = await bot.person("王敏")
    bot.server.faults["getUpdates"].append(too_many(1))
    await bot.say(person, person, "一")
    await texts(bot, 1)  # ends the poll that was under way
    await bot.say(person, person, "二")
    before = asyncio.get_running_loop().time()
    assert await texts(bot, 2) == ["一", "二"]
    assert asyncio.get_running_loop().time() - before > 0.9


async def test_another_program_with_our_token_is_told_by_name(bot: OnTelegram) -> None:
    url = f"{bot.server.url}/bot{bot.account.token}/getUpdates"
    await until(lambda: bot.server.called("getUpdates"))
    async with ClientSession() as session, session.post(url, data={"timeout": "0"}):
        pass  # ends our long poll with a conflict
    await until(lambda: bot.adapter.trouble)
    (bad,) = [each for each in await bot.adapter.check() if not each.ok]
    assert "another program" in bad.detail
    assert "@BotFather" in bad.remedy
    person = await bot.person("王敏")
    await bot.say(person, person, "一")  # and when it is gone, we go on
    assert await texts(bot, 1) == ["一"]
    await until(lambda: bot.adapter.trouble is None)


async def test_an_old_webhook_is_removed_and_what_waited_comes(bot: OnTelegram) -> None:
    await bot.stop()
    bot.account.webhook = {"url": "https://old.example/hook", "secret": ""}
    person = await bot.person("王敏")
    bot.account.put("message", _message(bot, person, "还在"))
    await bot.start()
    assert await texts(bot, 1) == ["还在"]
    assert bot.account.webhook["url"] == ""


async def test_a_refused_token_is_told_and_polling_goes_on_when_it_is_right(
    bot: OnTelegram,
) -> None:
    refused = Fault("error", 401, "Unauthorized")
    bot.server.faults["getUpdates"].append(refused)
    person = await bot.person("王敏")
    await bot.say(person, person, "一")
    await texts(bot, 1)
    await until(lambda: bot.adapter.trouble)
    await bot.say(person, person, "二")
    assert await texts(bot, 2) == ["一", "二"]


async def test_a_server_that_holds_no_request_back_is_asked_seldom(bot: OnTelegram) -> None:
    asked = len(bot.server.called("getUpdates"))
    bot.server.faults["getUpdates"] += [Fault("result", result=[])] * 50
    person = await bot.person("王敏")
    await bot.say(person, person, "一")  # ends the request that is held back
    await texts(bot, 1)
    await until(lambda: len(bot.server.faults["getUpdates"]) == 49)
    await asyncio.sleep(0.3)
    assert len(bot.server.faults["getUpdates"]) == 49
    assert len(bot.server.called("getUpdates")) == asked


async def test_what_is_no_update_costs_no_other(bot: OnTelegram) -> None:
    """Of what Telegram may add one day a row is kept, and no event is made."""
    person = await bot.person("王敏")
    await bot.stop()
    new = {"update_id": 1, "thought": {"id": "1", "chat": {"id": "?"}}}
    wrong = {"update_id": 2, "message": {"message_id": "x"}}
    bot.account.waiting += [new, wrong]
    bot.account.put("message", _message(bot, person, "之后"))
    await bot.start()
    await bot.inbox.until_updates(3)
    rows = bot.inbox.updates
    assert bot.adapter.parse(rows[0].raw) == ()
    with pytest.raises(ValueError, match="not an update"):
        bot.adapter.parse(rows[1].raw)
    (event,) = bot.adapter.parse(rows[2].raw)
    assert isinstance(event, Said)


async def test_a_tap_is_answered_at_once_and_beside_everything_else(bot: OnTelegram) -> None:
    person = await bot.person("王敏")
    message = await tell(bot, person, Post("?", buttons=((Button("1::y:", "是"),),)))
    chat, user = bot.account.chats[int(person)], bot.account.users[int(person)]
    bot.server.faults["answerCallbackQuery"].append(Fault("page"))
    stopwatch = Stopwatch()
    for _ in range(8):
        bot.account.press(chat, user, int(message), "是")
    await heard(bot, 8)
    await until(lambda: sum(each.answered is not None for each in bot.account.presses.values()) > 6)
    assert stopwatch.seconds < 1


async def test_while_nothing_can_be_kept_no_tap_is_confirmed(bot: OnTelegram) -> None:
    person = await bot.person("王敏")
    message = await tell(bot, person, Post("?", buttons=((Button("1::y:", "是"),),)))
    bot.inbox.failing = True
    await bot.press(person, person, message, "是")
    await bot.inbox.until_calls(1)
    assert not bot.server.called("answerCallbackQuery")
    bot.inbox.failing = False
    await heard(bot, 1)


def _message(bot: OnTelegram, person: str, text: str) -> dict[str, Any]:
    chat, user = bot.account.chats[int(person)], bot.account.users[int(person)]
    return bot.account.message_of(chat, user, None, None) | {"text": text}
