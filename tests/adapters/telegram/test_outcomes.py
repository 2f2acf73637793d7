"""What became of a message is told exactly: on it depends whether it is sent again."""

from __future__ import annotations

import logging
from dataclasses import replace

import pytest

from adapters.telegram import build
from adapters.telegram.errors import TOKEN_SECONDS
from service.core.message import Ballot, File, Post
from service.ports import (
    Gone,
    Missing,
    Moved,
    NotSent,
    Order,
    PermanentFailure,
    PermissionDenied,
    RetryAfter,
    Sent,
    Unknown,
)
from service.testkit.asking import give, standing, tell
from tests.adapters.webchat.conftest import Mirror
from tests.conformance.on_telegram import OnTelegram
from tests.telegram_server.server import Fault, TelegramServer, too_many

FILES = tuple(File(f"{n}.md", "text/markdown", f"# {n}".encode()) for n in range(3))


@pytest.mark.parametrize("standing", ["blocked", "kicked", "never", "deactivated"])
async def test_a_chat_that_is_closed_to_us_is_gone(bot: OnTelegram, standing: str) -> None:
    person = await bot.person("王敏")
    bot.account.chats[int(person)].standing = standing
    assert isinstance(await give(bot, person, Post("?")), Gone)


@pytest.mark.parametrize(
    ("words", "right"),
    [
        ("not enough rights to send text messages to the chat", "text"),
        ("have no rights to send a message", "text"),
        ("CHAT_WRITE_FORBIDDEN", "text"),
        ("CHAT_RESTRICTED", "text"),
        ("CHAT_SEND_PLAIN_FORBIDDEN", "text"),
        ("not enough rights to send documents to the chat", "files"),
        ("CHAT_SEND_DOCS_FORBIDDEN", "files"),
        ("not enough rights to send polls to the chat", "polls"),
        ("CHAT_SEND_POLL_FORBIDDEN", "polls"),
        ("TOPIC_CLOSED", "topic"),
    ],
)
@pytest.mark.parametrize(("code", "how"), [(400, "Bad Request"), (403, "Forbidden")])
async def test_a_missing_right_is_named_and_the_room_stays_bound(
    bot: OnTelegram, code: int, how: str, words: str, right: str
) -> None:
    group = bot.account.group("第一支部")
    bot.server.faults["sendMessage"].append(Fault("error", code, f"{how}: {words}"))
    result = await give(bot, str(group.id), Post("?"))
    assert isinstance(result, PermissionDenied)
    assert (result.right, result.reason) == (right, f"{how}: {words}")


async def test_who_may_not_write_or_send_files_is_told_which_right_it_is(bot: OnTelegram) -> None:
    group = bot.account.group("第一支部", forum=True)
    topic = bot.account.topic(group)
    group.closed.add(topic)
    group.forbids.add("documents")
    chat = str(group.id)
    closed = await give(bot, f"{chat}/{topic}", Post("?"))
    files = await give(bot, chat, Post("", files=FILES[:1]), key="2")
    group.standing = "muted"
    muted = await give(bot, chat, Post("?"), key="3")
    found = [each.right for each in (closed, files, muted) if isinstance(each, PermissionDenied)]
    assert found == ["topic", "files", "text"]
    group.standing = "administrator"
    await tell(bot, f"{chat}/{topic}", Post("?"), key="4")


async def test_a_group_that_became_a_supergroup_has_moved(bot: OnTelegram) -> None:
    group = bot.account.group("第一支部", basic=True)
    new = bot.account.migrate(group)
    assert await give(bot, str(group.id), Post("?")) == Moved(str(new.id))
    await tell(bot, str(new.id), Post("?"))


async def test_a_topic_is_a_place_and_a_deleted_one_is_gone(bot: OnTelegram) -> None:
    forum = bot.account.group("第一支部", forum=True)
    topic = bot.account.topic(forum)
    message = await tell(bot, f"{forum.id}/{topic}", Post("在此讨论"))
    assert forum.messages[int(message)]["message_thread_id"] == topic
    assert isinstance(await give(bot, f"{forum.id}/{topic + 999}", Post("?"), key="2"), Gone)


async def test_too_many_requests_say_how_long_the_account_waits(bot: OnTelegram) -> None:
    person = await bot.person("王敏")
    bot.server.faults["sendMessage"].append(too_many(7))
    assert await give(bot, person, Post("?")) == RetryAfter(7.0)
    assert not await bot.seen(person)


async def test_an_answer_that_never_came_leaves_it_unknown(bot: OnTelegram) -> None:
    """The message may stand there, as it does here, or not."""
    person = await bot.person("王敏")
    bot.server.faults["sendMessage"].append(Fault("drop"))
    assert isinstance(await give(bot, person, Post("?")), Unknown)
    assert len(await bot.seen(person)) == 1
    bot.server.faults["sendMessage"].append(Fault("cut"))
    assert isinstance(await give(bot, person, Post("?")), Unknown)
    assert len(await bot.seen(person)) == 1


@pytest.mark.parametrize("code", [500, 502, 504])
async def test_a_page_of_a_gateway_leaves_it_unknown(bot: OnTelegram, code: int) -> None:
    person = await bot.person("王敏")
    bot.server.faults["sendMessage"].append(Fault("page", code))
    assert isinstance(await give(bot, person, Post("?")), Unknown)


async def test_a_server_that_restarts_has_sent_nothing(bot: OnTelegram) -> None:
    person = await bot.person("王敏")
    fault = Fault("error", 500, "Internal Server Error: restart")
    bot.server.faults["sendMessage"].append(fault)
    assert isinstance(await give(bot, person, Post("?")), NotSent)


async def test_without_a_connection_nothing_was_sent(bot: OnTelegram) -> None:
    away = build(
        {"token": bot.account.token, "api_url": "http://127.0.0.1:9"},
        account="telegram",
        sealer=Mirror(),
    )
    await away.open()  # the service starts all the same
    person = await bot.person("王敏")
    result = await away.send(Order("send", "1", person, Post("?")))
    (check,) = await away.check()
    await away.close()
    assert isinstance(result, NotSent)
    assert away.invite_link("A2B3") is None
    assert not check.ok
    assert "adapters.telegram.proxy" in check.remedy


async def test_a_refused_token_makes_the_account_wait_and_nothing_is_lost() -> None:
    async with TelegramServer() as server:
        account = server.account()
        wrong = account.token[:-3] + "xyz"
        adapter = build({"token": wrong, "api_url": server.url}, account="bot", sealer=Mirror())
        await adapter.open()
        person = str(account.person("王敏").id)
        result = await adapter.send(Order("send", "1", person, Post("?")))
        (check,) = await adapter.check()
        await adapter.close()
    assert result == RetryAfter(TOKEN_SECONDS)
    assert (check.ok, check.detail) == (False, "the token was rejected")
    assert "@BotFather" in check.remedy


async def test_a_post_of_several_files_goes_on_where_it_was_stopped(bot: OnTelegram) -> None:
    person = await bot.person("王敏")
    post = Post("三份材料", files=FILES)
    bot.server.faults["sendDocument"] += [too_many(3)]
    assert await give(bot, person, post, key="9") == RetryAfter(3.0)
    message = await tell(bot, person, post, key="9")
    shown = await bot.seen(person)
    assert [name for each in shown for name, _ in each.files] == ["0.md", "1.md", "2.md"]
    assert (shown[0].id, shown[0].words) == (message, "三份材料")
    assert len(shown) == 4
    await tell(bot, person, post, key="10")  # another order begins at its beginning
    assert len(await bot.seen(person)) == 8


async def test_a_short_text_is_the_caption_of_its_one_file(bot: OnTelegram) -> None:
    person = await bot.person("王敏")
    message = await tell(bot, person, Post("会议", title="通知", files=FILES[:1]))
    (shown,) = await bot.seen(person)
    assert (shown.id, shown.title, shown.words, len(shown.files)) == (message, "通知", "会议", 1)
    longer = Post("一" * 1025)
    result = await give(bot, person, longer, kind="edit", target=message)
    assert isinstance(result, PermanentFailure)
    assert (await standing(bot, person, message)).words == "会议"


@pytest.mark.parametrize(
    "post",
    [
        Post("x" * 4097),
        Post("𠮷" * 2049),
        Post("  \n "),
        Post("?", files=(File("a.md", "text/markdown", b""),)),
        Post("?", files=(File("a.bin", "x/y", bytes(50 * 1024 * 1024 + 1)),)),
    ],
    ids=["long", "long in UTF-16", "blank", "empty file", "large file"],
)
async def test_what_telegram_never_takes_is_refused_without_a_call(
    bot: OnTelegram, post: Post
) -> None:
    person = await bot.person("王敏")
    assert isinstance(await give(bot, person, post), PermanentFailure)
    assert not bot.server.called("sendMessage")
    assert not bot.server.called("sendDocument")


async def test_nothing_is_ever_sent_to_be_parsed_or_previewed(bot: OnTelegram) -> None:
    person = await bot.person("王敏")
    post = Post("https://example.org <b>x</b>", title="*题*")
    message = await tell(bot, person, post)
    await give(bot, person, replace(post, body="新"), kind="edit", key="2", target=message)
    for call in bot.server.called("sendMessage") + bot.server.called("editMessageText"):
        assert "parse_mode" not in call
        assert call["link_preview_options"] == {"is_disabled": True}


@pytest.mark.parametrize("words", ["message to edit not found", "message can't be edited"])
async def test_a_message_that_can_be_changed_no_more_is_missing(
    bot: OnTelegram, words: str
) -> None:
    person = await bot.person("王敏")
    message = await tell(bot, person, Post("旧"))
    bot.server.faults["editMessageText"].append(Fault("error", 400, f"Bad Request: {words}"))
    result = await give(bot, person, Post("新"), kind="edit", key="2", target=message)
    assert isinstance(result, Missing)
    await bot.delete(person, person, message)
    result = await give(bot, person, Post("新"), kind="edit", key="3", target=message)
    assert isinstance(result, Missing)


async def test_what_is_sent_is_sent_though_its_description_can_not_be_read(
    bot: OnTelegram,
) -> None:
    """Another server describes a keyboard as a string, a newer one a poll of a kind of its own."""
    person = await bot.person("王敏")
    told = {"message_id": 9, "date": 0, "chat": {"id": 1}, "reply_markup": "{}"}
    bot.server.faults["sendMessage"].append(Fault("result", result=told))
    assert await give(bot, person, Post("?")) == Sent("9")
    bot.server.faults["editMessageText"].append(Fault("result", result=told))
    edited = await give(bot, person, Post("!"), kind="edit", key="2", target="9")
    assert edited == Sent("9")
    ballot = Post("", ballot=Ballot("1::v:", "?", ("是", "否")))
    poll = {"id": "77", "type": "ranked", "options": [{"rich": {"blocks": []}}]}
    told = {"message_id": 10, "media": {"type": "hologram"}, "poll": poll}
    bot.server.faults["sendPoll"].append(Fault("result", result=told))
    group = str(bot.account.group("第一支部").id)
    assert await bot.adapter.send(Order("send", "3", group, ballot)) == Sent("10", "77")
    bot.server.faults["sendMessage"].append(Fault("result", result={"message_id": "?"}))
    assert await give(bot, person, Post("?"), key="4") == Sent("")
    assert not any(bot.server.faults.values())


async def test_a_room_that_allows_no_marks_refuses_them(bot: OnTelegram) -> None:
    person = await bot.person("王敏")
    said = await bot.say(person, person, "我同意")
    fault = Fault("error", 400, "Bad Request: REACTION_INVALID")
    bot.server.faults["setMessageReaction"].append(fault)
    assert isinstance(await give(bot, person, None, kind="mark", target=said), PermanentFailure)


async def test_no_token_stands_in_a_log_a_reason_or_an_error(
    bot: OnTelegram, caplog: pytest.LogCaptureFixture
) -> None:
    person = await bot.person("王敏")
    secret = bot.account.token.partition(":")[2]
    caplog.set_level(logging.DEBUG)
    told = [repr(bot.adapter)]
    for fault in (Fault("cut"), Fault("page"), Fault("error", 401, "Unauthorized"), too_many(1)):
        bot.server.faults["sendMessage"].append(fault)
        bot.server.faults["getUpdates"].append(fault)
        told.append(repr(await give(bot, person, Post("心里话"))))
        bot.server.faults["getFile"].append(fault)
        with pytest.raises((ConnectionError, FileNotFoundError)) as raised:
            await bot.adapter.fetch("BQAC")
        told += [repr(raised.value), repr(raised.value.__cause__)]
    told += [repr(each.__dict__) for each in caplog.records]
    assert not [each for each in told if secret in each or "心里话" in each]
