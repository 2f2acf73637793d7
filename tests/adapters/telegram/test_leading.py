"""A tap in the group whose answer comes in private opens the private chat, so that nobody has to
look for it; and what a member touches in ten questions, from the group to the result."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from service.core.events import Chose, Joined
from service.core.message import Button, Chat, Post, Ref
from service.ports import Sent
from service.testkit.asking import give, heard
from service.testkit.behaviours.taps import MOST, TEN
from service.testkit.service import Service
from service.testkit.waiting import until
from tests.conformance.on_telegram import OnTelegram
from tests.telegram_server.account import Press, TelegramChat

LEADING = Post("?", buttons=((Button("1::begin:", "开始", leads=True),),))
STAYING = Post("?", buttons=((Button("1::vote:", "投票"),),))


async def answer(tap: Press) -> str | None:
    """What the answer to the tap opens, once it is there."""
    await until(lambda: tap.answered is not None)
    return tap.opens


async def opened(bot: OnTelegram, chat: TelegramChat, post: Post) -> str | None:
    """What the tap on the only button of this post opens, once it is answered."""
    sent = await give(bot, str(chat.id), post, key=post.buttons[0][0].id)
    assert isinstance(sent, Sent)
    person = bot.account.person("李华")
    query = bot.account.press(chat, person, int(sent.id), post.buttons[0][0].label)
    return await answer(bot.account.presses[query])


async def test_a_tap_that_leads_into_the_private_chat_opens_it(bot: OnTelegram) -> None:
    group = bot.account.group("第一支部")
    link = await opened(bot, group, LEADING)
    assert urlsplit(link or "").path == f"/{bot.account.username}"
    (event,) = await heard(bot, 1)
    assert isinstance(event, Chose)
    assert event.choice == "1::begin:", "the workflow hears nothing of the mark"


async def test_any_other_tap_leaves_everybody_where_they_are(bot: OnTelegram) -> None:
    assert await opened(bot, bot.account.group("第一支部"), STAYING) is None
    person = bot.account.person("王敏")
    assert await opened(bot, bot.account.chats[person.id], LEADING) is None


async def test_a_choice_too_long_for_the_mark_is_taken_all_the_same(bot: OnTelegram) -> None:
    long = "1::a:" + "9" * 59
    group = bot.account.group("第一支部")
    assert await opened(bot, group, Post("?", buttons=((Button(long, "甲", leads=True),),))) is None
    (event,) = await heard(bot, 1)
    assert isinstance(event, Chose)
    assert event.choice == long


async def test_start_in_the_chat_that_was_opened_brings_no_code(bot: OnTelegram) -> None:
    link = await opened(bot, bot.account.group("第一支部"), LEADING)
    (given,) = parse_qs(urlsplit(link or "").query)["start"]
    stranger = bot.account.person("生人")
    chat = bot.account.chats[stranger.id]
    number = bot.account.say(chat, stranger, f"/start {given}")
    events = await heard(bot, 2)
    ref = Ref(Chat("telegram", str(chat.id)), str(number), private=True)
    assert events[-1] == Joined(ref, str(stranger.id), "生人", "")


async def test_from_the_group_to_the_result_a_member_touches_the_phone_twelve_times(
    service: Service,
) -> None:
    owner = service.person("王敏")
    await service.administration.import_bank(owner.unit, "题库", TEN)
    await service.say("王敏", "测验")
    for label in ("现在", "30 分钟", "确认发布"):
        await service.press("王敏", label)
    before = len(service.platform.inbox.updates)
    await service.press("李华", "开始答题", service.room)
    assert isinstance(service.platform, OnTelegram)
    *_, tap = service.platform.account.presses.values()
    assert await answer(tap), "the private chat opens by itself, where the first question stands"
    for label in (*["A. 对的"] * len(TEN), "交卷"):
        await service.press("李华", label)
    assert any("已交卷，共答 10 题" in each for each in await service.heard("李华"))
    assert len(service.platform.inbox.updates) - before <= MOST
