"""People's acts arrive as they were meant: who, where, what, and about which message."""

from __future__ import annotations

from dataclasses import replace

import pytest

from service.core.events import (
    Chose,
    CommandGiven,
    Edited,
    Joined,
    Liked,
    PlatformEvent,
    Said,
    Withdrawn,
)
from service.core.message import Chat, Post, Ref
from service.testkit.applying import needs, without
from service.testkit.asking import give, heard, tell
from service.testkit.behaviours.sending import HOSTILE
from service.testkit.platform import Platform, Powers
from service.testkit.waiting import patience


def at(platform: Platform, chat: str, message: str, *, private: bool) -> Ref:
    return Ref(Chat(platform.adapter.account, chat), message, private)


def unquoted(event: PlatformEvent, asked: str) -> PlatformEvent:
    """The event without the words that it answers: not every platform tells them."""
    assert isinstance(event, Said)
    assert event.quotes in ("", asked)
    return replace(event, quotes="")


async def test_what_is_said_in_private_is_heard(platform: Platform) -> None:
    person = await platform.person("王敏")
    chat = await platform.private(person)
    message = await platform.say(person, chat, "我想参加")
    (event,) = await heard(platform)
    assert event == Said(at(platform, chat, message, private=True), person, "我想参加")


@needs("replies")
async def test_a_reply_in_a_room_says_what_it_answers(platform: Platform) -> None:
    person = await platform.person("王敏")
    chat = await platform.room("第一支部", [person])
    asked = await tell(platform, chat, Post("大家怎么看?"))
    message = await platform.say(person, chat, "很好", reply_to=asked)
    (event,) = await heard(platform)
    ref = at(platform, chat, message, private=False)
    assert unquoted(event, "大家怎么看?") == Said(ref, person, "很好", reply_to=asked)


@needs("replies")
async def test_a_reply_in_private_says_what_it_answers(platform: Platform) -> None:
    person = await platform.person("王敏")
    chat = await platform.private(person)
    asked = await tell(platform, chat, Post("哪天?"))
    await platform.say(person, chat, "周五", reply_to=asked)
    (event,) = await heard(platform)
    assert isinstance(event, Said)
    assert event.reply_to == asked


@pytest.mark.parametrize(
    ("typed", "name", "args"),
    [("/quiz", "quiz", ""), ("/quiz 主题党日  2", "quiz", "主题党日  2"), ("/Menu\n", "menu", "")],
)
async def test_a_command_is_heard_with_its_words(
    platform: Platform, typed: str, name: str, args: str
) -> None:
    person = await platform.person("王敏")
    chat = await platform.private(person)
    message = await platform.say(person, chat, typed)
    (event,) = await heard(platform)
    assert event == CommandGiven(at(platform, chat, message, private=True), person, name, args)


async def test_a_command_in_a_room_is_heard_as_of_the_room(platform: Platform) -> None:
    person = await platform.person("王敏")
    chat = await platform.room("第一支部", [person])
    message = await platform.say(person, chat, "/bind")
    (event,) = await heard(platform)
    assert event == CommandGiven(at(platform, chat, message, private=False), person, "bind")


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
async def test_words_are_heard_letter_by_letter(platform: Platform, words: str) -> None:
    person = await platform.person("王敏")
    words = f"我说 {words}"
    await platform.say(person, await platform.private(person), words)
    (event,) = await heard(platform)
    assert isinstance(event, Said)
    assert event.text == words


async def test_a_long_text_of_a_person_is_heard_whole(platform: Platform) -> None:
    person = await platform.person("王敏")
    words = "谈谈体会。" * 800
    await platform.say(person, await platform.private(person), words)
    (event,) = await heard(platform)
    assert isinstance(event, Said)
    assert event.text == words


@needs("edit")
async def test_a_changed_text_is_heard_as_an_edit_of_its_message(platform: Platform) -> None:
    person = await platform.person("王敏")
    chat = await platform.room("第一支部", [person])
    asked = await tell(platform, chat, Post("大家怎么看?"))
    message = await platform.say(person, chat, "旧", reply_to=asked)
    await platform.edit(person, chat, message, "新")
    _, event = await heard(platform, 2)
    assert event == Edited(at(platform, chat, message, private=False), person, "新")


@needs("deletions", "delete")
async def test_a_deletion_is_heard_as_of_its_message(platform: Platform) -> None:
    person = await platform.person("王敏")
    chat = await platform.private(person)
    message = await platform.say(person, chat, "算了")
    await platform.delete(person, chat, message)
    assert not await platform.seen(chat)
    _, event = await heard(platform, 2)
    assert event == Withdrawn(at(platform, chat, message, private=True), person)


@needs("delete")
@without("deletions")
async def test_a_deletion_that_the_platform_tells_nobody_is_not_made_up(platform: Platform) -> None:
    person = await platform.person("王敏")
    chat = await platform.private(person)
    message = await platform.say(person, chat, "算了")
    await platform.delete(person, chat, message)
    assert not await platform.seen(chat)
    await platform.say(person, chat, "之后")
    first, second = await heard(platform, 2)
    assert (type(first), type(second)) == (Said, Said)


@needs("likes")
async def test_a_like_is_heard_and_taken_back(platform: Platform) -> None:
    speaker, reader = [await platform.person(name) for name in ("王敏", "李华")]
    chat = await platform.room("第一支部", [speaker, reader])
    asked = await tell(platform, chat, Post("大家怎么看?"))
    message = await platform.say(speaker, chat, "很好", reply_to=asked)
    await platform.like(reader, chat, message)
    await platform.like(reader, chat, message, taken_back=True)
    _, liked, back = await heard(platform, 3)
    ref = at(platform, chat, message, private=False)
    assert liked == Liked(ref, reader)
    assert back == Liked(ref, reader, taken_back=True)


@needs("strangers")
async def test_a_stranger_with_a_link_brings_their_name_and_the_code(platform: Platform) -> None:
    person = await platform.join("陈静", "A2B3C4D5E6")
    (event,) = await heard(platform)
    assert isinstance(event, Joined)
    assert (event.sender, event.sender_name, event.code) == (person, "陈静", "A2B3C4D5E6")
    assert event.ref.private
    assert event.ref.chat.id == await platform.private(person)


async def test_people_are_heard_in_the_order_they_spoke(platform: Platform) -> None:
    people = [await platform.person(name) for name in ("王敏", "李华", "陈静")]
    chat = await platform.room("第一支部", people)
    asked = await tell(platform, chat, Post("?"))
    spoken = [(people[n % 3], f"第{n}句") for n in range(9)]
    for person, words in spoken:
        await platform.say(person, chat, words, reply_to=asked)
    events = await heard(platform, 9)
    assert [(each.sender, each.text) for each in events if isinstance(each, Said)] == spoken


async def test_what_orglife_says_itself_is_not_heard(platform: Platform) -> None:
    person = await platform.person("王敏")
    chat = await platform.room("第一支部", [person])
    message = await tell(platform, chat, Post("旧"))
    if platform.adapter.capabilities.edits:
        await give(platform, chat, Post("新"), kind="edit", key="2", target=message)
    await platform.say(person, chat, "/menu")
    await heard(platform, 1)


@without("replies")
async def test_without_replies_an_answer_is_heard_by_its_words_alone(platform: Platform) -> None:
    person = await platform.person("王敏")
    chat = await platform.private(person)
    asked = await tell(platform, chat, Post("哪天?"))
    await platform.say(person, chat, "周五", reply_to=asked)
    (event,) = await heard(platform)
    assert isinstance(event, Said)
    assert (event.text, event.reply_to) == ("周五", None)


@needs("edit")
async def test_private_words_stay_sensitive_when_they_are_changed(platform: Platform) -> None:
    person = await platform.person("王敏")
    chat = await platform.private(person)
    message = await platform.say(person, chat, "心里话")
    await platform.edit(person, chat, message, "另一句心里话")
    await heard(platform, 2)
    assert [each.sensitive for each in platform.inbox.updates] == [True, True]


@needs("forward")
async def test_what_is_forwarded_is_told_from_the_words_of_the_forwarder(platform: Powers) -> None:
    person, other = await platform.person("王敏"), await platform.person("李华")
    chat = await platform.private(person)
    await platform.forward(person, chat, "别人的话", other)
    await platform.forward(person, chat, "自己的话", person)
    events = await heard(platform, 2)
    assert [each.forwarded for each in events if isinstance(each, Said)] == [True, False]


@needs("topic")
async def test_a_topic_is_a_place_of_its_own(platform: Powers) -> None:
    person = await platform.person("王敏")
    room = await platform.room("第一支部", [person])
    chat = await platform.topic(room)
    assert chat != room
    await tell(platform, chat, Post("在此讨论"))
    assert [each.words for each in await platform.seen(chat)] == ["在此讨论"]
    assert not await platform.seen(room)
    await platform.say(person, chat, "/menu")
    (event,) = await heard(platform)
    assert (event.ref.chat.id, event.ref.private) == (chat, False)


@needs("say_in_thread")
async def test_what_is_said_in_a_thread_answers_the_message_it_hangs_on(platform: Powers) -> None:
    person = await platform.person("王敏")
    chat = await platform.room("第一支部", [person])
    root = await tell(platform, chat, Post("大家怎么看?"))
    for words in ("很好", "也很好"):
        await platform.say_in_thread(person, chat, root, words)
    events = await heard(platform, 2)
    heard_so = [(each.text, each.reply_to) for each in events if isinstance(each, Said)]
    assert heard_so == [("很好", root), ("也很好", root)]


@needs("react")
async def test_a_reaction_is_no_word_of_the_person(platform: Powers) -> None:
    person = await platform.person("王敏")
    chat = await platform.private(person)
    message = await tell(platform, chat, Post("周五见"))
    await platform.react(person, chat, message, "👍")
    await platform.say(person, chat, "好")
    async with patience():
        while not (found := [each for each in _events(platform) if isinstance(each, Said)]):
            await platform.inbox.until_calls(platform.inbox.calls + 1)
    assert [each.text for each in found] == ["好"]
    assert not [each for each in _events(platform) if isinstance(each, Chose | CommandGiven)]


def _events(platform: Platform) -> list[PlatformEvent]:
    return [event for each in platform.inbox.updates for event in platform.adapter.parse(each.raw)]


async def test_private_words_are_marked_sensitive_and_no_room_is_private(
    platform: Platform,
) -> None:
    person = await platform.person("王敏")
    await platform.say(person, await platform.private(person), "心里话")
    room = await platform.room("第一支部", [person])
    await platform.say(person, room, "/quiz")
    _, event = await heard(platform, 2)
    assert platform.inbox.updates[0].sensitive
    assert not event.ref.private


async def test_reading_an_update_again_gives_the_same_events(platform: Platform) -> None:
    person = await platform.person("王敏")
    await platform.say(person, await platform.private(person), "两次")
    (event,) = await heard(platform)
    (again,) = platform.adapter.parse(platform.inbox.updates[0].raw)
    assert again == event
    await platform.stop()
    await platform.start()
    assert list(platform.adapter.parse(platform.inbox.updates[0].raw)) == [event]


@pytest.mark.parametrize("raw", ["", "{", "null", "[]", '"text"', '{"update_id":"x"}', "\0"])
async def test_what_cannot_be_read_is_a_value_error(platform: Platform, raw: str) -> None:
    with pytest.raises(ValueError):
        platform.adapter.parse(raw)


async def test_events_bear_the_name_of_the_account(platform: Platform) -> None:
    person = await platform.person("王敏")
    await platform.say(person, await platform.private(person), "我")
    (event,) = await heard(platform)
    assert platform.inbox.accounts == {platform.adapter.account}
    assert event.ref.chat.account == platform.adapter.account
