"""Files travel both ways, byte for byte and under their names."""

from __future__ import annotations

from datetime import date

import pytest

from service.core.events import Attached, Edited
from service.core.file_names import LONGEST, file_name
from service.core.message import File, Post
from service.ports import PermanentFailure
from service.testkit.applying import needs, without
from service.testkit.asking import as_read, give, heard, standing, tell
from service.testkit.platform import Platform, Powers, TooLarge

CONTENT = b"PK\x03\x04" + bytes(range(256)) * 40  # as a workbook begins
PHOTO = b"\xff\xd8\xff"  # as a picture begins
INVITATION = File("主题党日 (三月).ics", "text/calendar; charset=utf-8", b"BEGIN:VCALENDAR\r\n\xff")


@needs("files")
async def test_a_file_of_ours_arrives_byte_for_byte_under_its_name(platform: Platform) -> None:
    chat = await platform.private(await platform.person("王敏"))
    message = await tell(platform, chat, Post("请查收", title="通知", files=(INVITATION,)))
    shown = await standing(platform, chat, message)
    assert (shown.title, shown.words) == as_read(platform, "通知", "请查收")
    assert shown.files == ((INVITATION.name, INVITATION.content),)


@needs("files")
async def test_a_file_arrives_under_the_longest_name_we_give_one(platform: Platform) -> None:
    chat = await platform.private(await platform.person("王敏"))
    name = file_name(date(2026, 11, 30), "主题党日：什么是“初心”？ " * 9, "讨论记录", ".docx")
    assert len(name.encode()) > LONGEST - 3
    await tell(platform, chat, Post("请存档", files=(File(name, "text/x", CONTENT),)))
    shown = await platform.seen(chat)
    assert [file for each in shown for file in each.files] == [(name, CONTENT)]


@needs("files")
@pytest.mark.parametrize("body", ["", "三份材料", "一" * 3000], ids=["none", "short", "long"])
async def test_several_files_arrive_after_the_words_they_come_with(
    platform: Platform, body: str
) -> None:
    chat = await platform.private(await platform.person("王敏"))
    files = tuple(File(f"{n}.md", "text/markdown", f"# {n}".encode()) for n in range(3))
    await tell(platform, chat, Post(body, files=files))
    shown = await platform.seen(chat)
    assert "".join(each.words for each in shown) == body
    assert [file for each in shown for file in each.files] == [
        (each.name, each.content) for each in files
    ]


@needs("files")
async def test_one_file_with_a_text_too_long_for_a_caption_arrives_with_it(
    platform: Platform,
) -> None:
    chat = await platform.room("第一支部", [await platform.person("王敏")])
    body = "记" * 3000
    await tell(platform, chat, Post(body, files=(INVITATION,)))
    shown = await platform.seen(chat)
    assert "".join(each.words for each in shown) == body
    assert [name for each in shown for name, _ in each.files] == [INVITATION.name]


@needs("files")
async def test_a_file_of_a_person_is_heard_and_its_content_can_be_had(platform: Platform) -> None:
    person = await platform.person("王敏")
    chat = await platform.private(person)
    message = await platform.upload(person, chat, "题库 1.xlsx", CONTENT, caption="新题库")
    (event,) = await heard(platform)
    assert isinstance(event, Attached)
    assert (event.ref.id, event.ref.private, event.sender) == (message, True, person)
    assert (event.name, event.size, event.text) == ("题库 1.xlsx", len(CONTENT), "新题库")
    assert await platform.adapter.fetch(event.file_id) == CONTENT
    assert platform.inbox.updates[0].sensitive


@needs("files", "replace_file")
async def test_another_file_in_the_place_of_one_is_heard_as_an_edit(platform: Powers) -> None:
    person = await platform.person("王敏")
    chat = await platform.private(person)
    message = await platform.upload(person, chat, "旧.docx", CONTENT, caption="心得")
    await platform.replace_file(person, chat, message, "新.docx", b"new")
    _, event = await heard(platform, 2)
    assert isinstance(event, Edited)
    assert (event.ref.id, event.text) == (message, "心得")
    assert event.file is not None
    assert (event.file.name, event.file.size) == ("新.docx", 3)
    assert await platform.adapter.fetch(event.file.file_id) == b"new"


@needs("files", "upload_together")
async def test_files_sent_at_once_are_told_to_belong_together(platform: Powers) -> None:
    person = await platform.person("王敏")
    chat = await platform.private(person)
    both = [("1.jpg", PHOTO + b"one"), ("2.jpg", PHOTO + b"two")]
    first = await platform.upload_together(person, chat, both, caption="春游")
    await platform.upload_together(person, chat, both)
    await platform.upload(person, chat, "3.jpg", PHOTO + b"three")
    events = [each for each in await heard(platform, 5) if isinstance(each, Attached)]
    assert [each.ref.id for each in events[:2]] == first
    assert [each.name for each in events] == ["1.jpg", "2.jpg", "1.jpg", "2.jpg", "3.jpg"]
    assert [each.text for each in events] == ["春游", "", "", "", ""]
    one, same, other, too, none = (each.album for each in events)
    assert one
    assert other
    assert (one, other, none) == (same, too, "")
    assert one != other


@needs("files", "replies")
async def test_a_file_that_answers_in_a_room_is_heard_there(platform: Platform) -> None:
    person = await platform.person("王敏")
    chat = await platform.room("第一支部", [person])
    asked = await tell(platform, chat, Post("材料?"))
    await platform.upload(person, chat, "a.txt", b"a", reply_to=asked)
    (event,) = await heard(platform)
    assert isinstance(event, Attached)
    assert (event.ref.chat.id, event.ref.private, event.text) == (chat, False, "")
    assert event.reply_to == asked


@pytest.mark.parametrize("file_id", ["", "nothing", "../../etc/passwd"])
async def test_a_file_that_is_not_there_is_a_clear_error(platform: Platform, file_id: str) -> None:
    with pytest.raises(FileNotFoundError):
        await platform.adapter.fetch(file_id)


@needs("files")
async def test_a_file_of_a_person_can_still_be_had_after_a_restart(platform: Platform) -> None:
    person = await platform.person("王敏")
    await platform.upload(person, await platform.private(person), "a.bin", CONTENT)
    (event,) = await heard(platform)
    assert isinstance(event, Attached)
    await platform.stop()
    await platform.start()
    assert await platform.adapter.fetch(event.file_id) == CONTENT


@needs("files", "largest_in")
async def test_a_file_of_a_person_that_is_too_large_never_arrives_in_pieces(
    platform: Powers,
) -> None:
    """The platform rejects it, or OrgLife is notified and can't download it."""
    person = await platform.person("王敏")
    chat = await platform.private(person)
    content = bytes(platform.largest_in + 1)
    try:
        await platform.upload(person, chat, "大.bin", content)
    except TooLarge:
        await platform.say(person, chat, "之后")
        (said,) = await heard(platform)
        assert not isinstance(said, Attached)
        return
    (event,) = await heard(platform)
    assert isinstance(event, Attached)
    with pytest.raises(FileNotFoundError):
        await platform.adapter.fetch(event.file_id)


@needs("files", "largest_in")
async def test_the_largest_file_of_a_person_is_had_whole(platform: Powers) -> None:
    person = await platform.person("王敏")
    content = bytes(platform.largest_in)
    await platform.upload(person, await platform.private(person), "大.bin", content)
    (event,) = await heard(platform)
    assert isinstance(event, Attached)
    assert event.size == len(content)
    assert await platform.adapter.fetch(event.file_id) == content


@needs("files", "largest_out")
async def test_a_file_of_ours_that_is_too_large_is_refused_and_the_next_message_goes(
    platform: Powers,
) -> None:
    chat = await platform.private(await platform.person("王敏"))
    file = File("大.bin", "application/octet-stream", bytes(platform.largest_out + 1))
    assert isinstance(await give(platform, chat, Post("?", files=(file,))), PermanentFailure)
    await tell(platform, chat, Post("还在"), key="2")
    assert [each.words for each in await platform.seen(chat)][-1] == "还在"


@without("files")
async def test_without_files_their_names_are_told(platform: Platform) -> None:
    chat = await platform.private(await platform.person("王敏"))
    files = (INVITATION, File("纪要.md", "text/markdown", b"#"))
    await tell(platform, chat, Post("请查收", files=files))
    (shown,) = await platform.seen(chat)
    assert shown.words == f"请查收\n\n📎 {INVITATION.name}\n📎 纪要.md"
    assert shown.files == ()
