"""The test server refuses what Telegram refuses, so that the adapter's tests can fail."""

from __future__ import annotations

import json

import pytest

from tests.telegram_server.account import Account, clean
from tests.telegram_server.methods import ApiError, call, get_updates
from tests.telegram_server.schema import read

BUTTON = {"text": "是", "callback_data": "1::y:"}


def keyboard(*rows: list[dict[str, str]]) -> str:
    return json.dumps({"inline_keyboard": rows})


@pytest.mark.parametrize(
    ("method", "form", "problem"),
    [
        ("sendMesage", {}, "no such method"),
        ("sendMessage", {"chat_id": "1"}, "text: missing"),
        ("sendMessage", {"chat_id": "1", "text": "x", "txt": "x"}, "txt: unknown field"),
        ("sendMessage", {"chat_id": "1", "text": "x" * 4097}, "4097 utf16"),
        ("sendMessage", {"chat_id": "1", "text": "𠮷" * 2049}, "4098 utf16"),
        ("sendMessage", {"chat_id": "1", "text": "x", "message_thread_id": "a"}, "neither"),
        ("sendMessage", {"chat_id": "1", "text": "x", "reply_markup": "[]"}, "not of"),
        (
            "sendMessage",
            {"chat_id": "1", "text": "x", "reply_markup": keyboard([{**BUTTON, "colour": "red"}])},
            "colour: unknown field",
        ),
        (
            "sendMessage",
            {
                "chat_id": "1",
                "text": "x",
                "reply_markup": keyboard([{**BUTTON, "callback_data": "中" * 22}]),
            },
            "66 utf8_bytes",
        ),
        (
            "sendMessage",
            {"chat_id": "1", "text": "x", "reply_markup": keyboard([BUTTON] * 9)},
            "1 to 8 buttons",
        ),
        (
            "sendMessage",
            {
                "chat_id": "1",
                "text": "好",
                "entities": json.dumps([{"type": "bold", "offset": 0, "length": 2}]),
            },
            "beyond the text",
        ),
        ("sendMessage", {"chat_id": "1", "text": "x", "parse_mode": "HTML"}, "entities"),
        ("sendDocument", {"chat_id": "1", "document": "attach://a"}, "missing"),
        ("getUpdates", {"limit": "101"}, "allowed 1 to 100"),
        ("answerCallbackQuery", {"callback_query_id": "1", "show_alert": "yes"}, "not a Boolean"),
    ],
)
def test_a_wrong_request_is_named(method: str, form: dict[str, str], problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        read(method, form, {})


def test_a_right_request_is_read_with_its_types() -> None:
    form = {"chat_id": "-1001", "text": "𠮷" * 2048, "reply_markup": keyboard([BUTTON] * 8)}
    given = read("sendMessage", form, {})
    assert given["chat_id"] == -1001
    assert given["reply_markup"]["inline_keyboard"][0][0] == BUTTON


@pytest.fixture
async def account() -> Account:
    return Account("700000001:AAF-abcdefghijklmnopqrstuvwxyz", "orglife_bot")


async def test_privacy_mode_lets_through_commands_and_replies_to_the_bot(account: Account) -> None:
    group, person = account.group("第一支部"), account.person("王敏")
    ours = call(account, "sendMessage", {"chat_id": group.id, "text": "?"})["message_id"]
    for words in ("闲聊", "/quiz", "/quiz@orglife_bot", "/quiz@other_bot"):
        account.say(group, person, words)
    other = account.say(group, person, "又聊")
    account.say(group, person, "答它", reply_to=other)
    account.say(group, person, "答你", reply_to=ours)
    heard = [each["message"]["text"] for each in account.waiting]
    assert heard == ["/quiz", "/quiz@orglife_bot", "答你"]
    account.hears_everything = True
    account.say(group, person, "都听")
    assert account.waiting[-1]["message"]["text"] == "都听"


async def test_an_offset_confirms_what_came_before_it_and_nothing_else_does(
    account: Account,
) -> None:
    person = account.person("王敏")
    for words in "一二三":
        account.say(account.chats[person.id], person, words)
    first = get_updates(account, {"limit": 2})
    assert len(first) == 2
    assert get_updates(account, {})[0] == first[0]
    (left,) = get_updates(account, {"offset": first[1]["update_id"] + 1})
    assert left["message"]["text"] == "三"


async def test_only_what_was_asked_for_is_told(account: Account) -> None:
    person = account.person("王敏")
    get_updates(account, {"allowed_updates": ["callback_query"]})
    account.say(account.chats[person.id], person, "?")
    assert not account.waiting


async def test_an_edit_that_changes_nothing_and_a_strange_reaction_are_refused(
    account: Account,
) -> None:
    person = account.person("王敏")
    given = {"chat_id": person.id, "text": "好"}
    number = call(account, "sendMessage", given)["message_id"]
    with pytest.raises(ApiError, match="not modified"):
        call(account, "editMessageText", {**given, "message_id": number})
    reaction = [{"type": "emoji", "emoji": "✅"}]
    with pytest.raises(ApiError, match="REACTION_INVALID"):
        wanted = {"chat_id": person.id, "message_id": number, "reaction": reaction}
        call(account, "setMessageReaction", wanted)


def test_texts_are_cleaned_as_telegram_does() -> None:
    assert clean(" a\tb\r\nc\u202ed ") == "a b\ncd"
