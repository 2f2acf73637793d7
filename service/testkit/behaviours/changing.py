"""Messages are edited, erased and marked, idempotently."""

from __future__ import annotations

from service.core.message import Button, File, Post
from service.ports import PermanentFailure, Sent
from service.testkit.applying import needs
from service.testkit.asking import as_read, give, heard, labels, standing, tell
from service.testkit.platform import Platform

ROWS = ((Button("1::a:0", "甲"), Button("1::a:1", "乙")),)


@needs("edits")
async def test_an_edit_gives_a_message_other_words_in_its_place(platform: Platform) -> None:
    chat = await platform.private(await platform.person("王敏"))
    message = await tell(platform, chat, Post("旧", title="题"))
    await tell(platform, chat, Post("之后"), key="2")
    done = await give(
        platform, chat, Post("新 <b>", title="新题"), kind="edit", key="3", target=message
    )
    assert done == Sent(message)
    first, second = await platform.seen(chat)
    assert first.id == message
    assert (first.title, first.words) == as_read(platform, "新题", "新 <b>")
    assert second.words == "之后"


@needs("edits", "taps")
async def test_an_edit_brings_and_takes_buttons(platform: Platform) -> None:
    chat = await platform.private(await platform.person("王敏"))
    message = await tell(platform, chat, Post("选", buttons=ROWS))
    for key, rows in (("2", ((Button("1::b:", "丙"),),)), ("3", ()), ("4", ROWS)):
        await give(platform, chat, Post("选", buttons=rows), kind="edit", key=key, target=message)
        shown = await standing(platform, chat, message)
        assert shown.labels == labels(platform, [[each.label for each in row] for row in rows])


@needs("edits")
async def test_the_same_edit_twice_is_as_once(platform: Platform) -> None:
    chat = await platform.private(await platform.person("王敏"))
    message = await tell(platform, chat, Post("旧"))
    for _ in range(2):
        done = await give(
            platform, chat, Post("新", buttons=ROWS), kind="edit", key="2", target=message
        )
        assert done == Sent(message)
    (shown,) = await platform.seen(chat)
    assert shown.words == "新"


@needs("edits")
async def test_a_message_in_a_room_is_edited_there(platform: Platform) -> None:
    chat = await platform.room("第一支部", [await platform.person("王敏")])
    message = await tell(platform, chat, Post("进行中", buttons=ROWS))
    await give(platform, chat, Post("已结束"), kind="edit", key="2", target=message)
    (shown,) = await platform.seen(chat)
    assert (shown.words, shown.labels) == ("已结束", ())


@needs("edits", "files")
async def test_a_message_that_came_with_a_file_can_be_edited(platform: Platform) -> None:
    chat = await platform.private(await platform.person("王敏"))
    file = File("会议.ics", "text/calendar", b"BEGIN:VCALENDAR")
    message = await tell(platform, chat, Post("会议", files=(file,), buttons=ROWS))
    done = await give(platform, chat, Post("会议改期"), kind="edit", key="2", target=message)
    assert done == Sent(message)
    shown = await standing(platform, chat, message)
    assert (shown.words, shown.labels) == ("会议改期", ())


@needs("edits")
async def test_a_message_that_is_not_there_is_refused_not_gone(platform: Platform) -> None:
    """Gone would close the chat for good."""
    chat = await platform.private(await platform.person("王敏"))
    for target in ("999999", "x", None):
        done = await give(platform, chat, Post("?"), kind="edit", key="1", target=target)
        assert isinstance(done, PermanentFailure)
    assert not await platform.seen(chat)


@needs("marks")
async def test_a_mark_on_what_is_not_there_is_refused_not_gone(platform: Platform) -> None:
    chat = await platform.private(await platform.person("王敏"))
    for target in ("999999", "x", None):
        done = await give(platform, chat, None, kind="mark", key="1", target=target)
        assert isinstance(done, PermanentFailure)
    assert not await platform.seen(chat)


@needs("edits")
async def test_what_was_said_before_a_restart_is_edited_after_it(platform: Platform) -> None:
    chat = await platform.room("第一支部", [await platform.person("王敏")])
    message = await tell(platform, chat, Post("旧"))
    await platform.stop()
    await platform.start()
    done = await give(platform, chat, Post("新"), kind="edit", key="2", target=message)
    assert done == Sent(message)
    (shown,) = await platform.seen(chat)
    assert (shown.id, shown.words) == (message, "新")


@needs("erases")
async def test_a_note_is_taken_out_of_a_private_chat_and_twice_is_as_once(
    platform: Platform,
) -> None:
    person = await platform.person("王敏")
    chat = await platform.private(person)
    note = await platform.say(person, chat, "谈话记录")
    kept = await platform.say(person, chat, "别的")
    for _ in range(2):
        done = await give(platform, chat, None, kind="erase", key="1", target=note)
        assert done == Sent(note)
    assert [each.id for each in await platform.seen(chat)] == [kept]
    await heard(platform, 2)  # and OrgLife's own acts come back as no event


@needs("marks")
async def test_a_mark_stands_on_a_message_and_twice_is_as_once(platform: Platform) -> None:
    person = await platform.person("王敏")
    chat = await platform.room("第一支部", [person])
    said = await platform.say(person, chat, "我同意")
    other = await platform.say(person, chat, "我也同意")
    for _ in range(2):
        done = await give(platform, chat, None, kind="mark", key="1", target=said)
        assert done == Sent(said)
    assert (await standing(platform, chat, said)).marked
    assert not (await standing(platform, chat, other)).marked
