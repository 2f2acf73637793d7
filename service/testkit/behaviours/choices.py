"""A tap arrives as exactly the choice that was offered, from the person who tapped."""

from __future__ import annotations

import pytest

from service.core.choices import MAX_BYTES, ChoiceId
from service.core.events import Chose, Said, Tapped, Withdrawn
from service.core.message import Button, Chat, File, Post, Ref
from service.testkit.applying import needs, without
from service.testkit.asking import chosen, give, heard, tell
from service.testkit.platform import Platform

IDS = {
    "short": "12::a:3.1",
    "of another": "12:5:ok:",
    "longest": "9" * (MAX_BYTES - 4) + "::a:",
    "punctuation": "1::a:x-_~!*'();@&=+$,/?%#[]",
}


@needs("taps")
@pytest.mark.parametrize("choice", IDS.values(), ids=IDS)
async def test_a_tap_brings_the_very_choice_and_its_message(
    platform: Platform, choice: str
) -> None:
    person = await platform.person("王敏")
    chat = await platform.private(person)
    rows = ((Button("1::other:", "否"), Button(choice, "是")),)
    post = Post("?", buttons=rows)
    message = await tell(platform, chat, post)
    await platform.press(person, chat, message, "是")
    (event,) = await heard(platform)
    ref = Ref(Chat(platform.adapter.account, chat), message, private=True)
    assert chosen(event, post) == Chose(ref, person, choice)


@needs("taps")
async def test_two_people_tap_in_one_room(platform: Platform) -> None:
    people = [await platform.person(name) for name in ("王敏", "李华")]
    chat = await platform.room("第一支部", people)
    rows = ((Button("1::y:", "参加"),), (Button("1::n:", "请假"),))
    post = Post("周五?", buttons=rows)
    message = await tell(platform, chat, post)
    await platform.press(people[0], chat, message, "参加")
    await platform.press(people[1], chat, message, "请假")
    events = [chosen(each, post) for each in await heard(platform, 2)]
    ref = Ref(Chat(platform.adapter.account, chat), message, private=False)
    assert events == [Chose(ref, people[0], "1::y:"), Chose(ref, people[1], "1::n:")]


@needs("buttons")  # tapping a number again takes it back
async def test_a_second_tap_is_an_update_of_its_own(platform: Platform) -> None:
    """Whether it counts twice is up to the workflow."""
    person = await platform.person("王敏")
    chat = await platform.private(person)
    message = await tell(platform, chat, Post("?", buttons=((Button("1::y:", "是"),),)))
    for _ in range(2):
        await platform.press(person, chat, message, "是")
    first, second = await heard(platform, 2)
    assert first == second
    assert len({each.id for each in platform.inbox.updates}) == 2


@needs("numbered")
async def test_a_number_that_is_tapped_again_is_taken_back(platform: Platform) -> None:
    person = await platform.person("王敏")
    chat = await platform.private(person)
    message = await tell(platform, chat, Post("?", buttons=((Button("1::y:", "是"),),)))
    for _ in range(2):
        await platform.press(person, chat, message, "是")
    tap, back = await heard(platform, 2)
    assert isinstance(tap, Tapped)
    assert (tap.on, tap.number) == (message, 1)
    assert back == Withdrawn(tap.ref, person, tap)


@needs("taps", "edits")
async def test_after_an_edit_the_new_choice_is_taken(platform: Platform) -> None:
    person = await platform.person("王敏")
    chat = await platform.private(person)
    message = await tell(platform, chat, Post("?", buttons=((Button("1::y:1", "是"),),)))
    changed = Post("??", buttons=((Button("1::y:2", "是"),),))
    await give(platform, chat, changed, kind="edit", key="2", target=message)
    await platform.press(person, chat, message, "是")
    (heard_of,) = await heard(platform)
    event = chosen(heard_of, changed)
    assert isinstance(event, Chose)
    assert ChoiceId.decode(event.choice) == ChoiceId(1, "y", ("2",))


@needs("taps", "files")
async def test_a_choice_under_a_file_is_taken(platform: Platform) -> None:
    person = await platform.person("王敏")
    chat = await platform.private(person)
    file = File("纪要.md", "text/markdown", "# 纪要".encode())
    post = Post("确认?", files=(file,), buttons=((Button("1::ok:", "确认"),),))
    message = await tell(platform, chat, post)
    await platform.press(person, chat, message, "确认")
    (heard_of,) = await heard(platform)
    event = chosen(heard_of, post)
    assert isinstance(event, Chose)
    assert (event.choice, event.ref.id) == ("1::ok:", message)


@needs("taps")
async def test_a_choice_offered_before_a_restart_is_taken_after_it(platform: Platform) -> None:
    person = await platform.person("王敏")
    chat = await platform.private(person)
    post = Post("?", buttons=((Button("1::y:", "是"),),))
    message = await tell(platform, chat, post)
    await platform.stop()
    await platform.start()
    await platform.press(person, chat, message, "是")
    (heard_of,) = await heard(platform)
    event = chosen(heard_of, post)
    assert isinstance(event, Chose)
    assert (event.choice, event.ref.id) == ("1::y:", message)


@without("taps")
async def test_without_buttons_the_choices_stand_as_a_numbered_list(platform: Platform) -> None:
    chat = await platform.private(await platform.person("王敏"))
    rows = ((Button("1::a:", "参加"), Button("1::b:", "请假 <b>")), (Button("1::c:", "再想想"),))
    await tell(platform, chat, Post("周五?", buttons=rows))
    (shown,) = await platform.seen(chat)
    assert shown.words == "周五?\n\n1. 参加\n2. 请假 <b>\n3. 再想想"
    assert shown.labels == ()


@without("buttons")
async def test_without_buttons_a_typed_number_is_heard_as_it_was_typed(platform: Platform) -> None:
    """The runtime finds the choice, because it knows what it has listed."""
    person = await platform.person("王敏")
    chat = await platform.private(person)
    await tell(platform, chat, Post("?", buttons=((Button("1::y:", "是"),),)))
    await platform.say(person, chat, "1")
    (event,) = await heard(platform)
    assert isinstance(event, Said)
    assert event.text == "1"
