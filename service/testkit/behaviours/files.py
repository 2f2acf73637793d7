"""Files go both ways, byte for byte and under their names."""

from __future__ import annotations

import pytest

from service.core.events import Attached
from service.core.message import File, Post
from service.testkit.asking import heard, standing, tell
from service.testkit.platform import Platform

CONTENT = bytes(range(256)) * 40
INVITATION = File("主题党日 (三月).ics", "text/calendar; charset=utf-8", b"BEGIN:VCALENDAR\r\n\xff")


async def test_a_file_of_ours_arrives_byte_for_byte_under_its_name(platform: Platform) -> None:
    place = await platform.private(await platform.person("王敏"))
    message = await tell(platform, place, Post("请查收", title="通知", files=(INVITATION,)))
    shown = await standing(platform, place, message)
    assert (shown.title, shown.words) == ("通知", "请查收")
    assert shown.files == ((INVITATION.name, INVITATION.content),)


@pytest.mark.parametrize("body", ["", "三份材料", "一" * 3000], ids=["none", "short", "long"])
async def test_several_files_arrive_after_the_words_they_come_with(
    platform: Platform, body: str
) -> None:
    place = await platform.private(await platform.person("王敏"))
    files = tuple(File(f"{n}.md", "text/markdown", f"# {n}".encode()) for n in range(3))
    await tell(platform, place, Post(body, files=files))
    shown = await platform.seen(place)
    assert "".join(each.words for each in shown) == body
    assert [file for each in shown for file in each.files] == [
        (each.name, each.content) for each in files
    ]


async def test_one_file_with_a_text_too_long_for_a_caption_arrives_with_it(
    platform: Platform,
) -> None:
    place = await platform.room("第一支部", [await platform.person("王敏")])
    body = "记" * 3000
    await tell(platform, place, Post(body, files=(INVITATION,)))
    shown = await platform.seen(place)
    assert "".join(each.words for each in shown) == body
    assert [name for each in shown for name, _ in each.files] == [INVITATION.name]


async def test_a_file_of_a_person_is_heard_and_its_content_can_be_had(platform: Platform) -> None:
    person = await platform.person("王敏")
    place = await platform.private(person)
    message = await platform.upload(person, place, "题库 1.xlsx", CONTENT, caption="新题库")
    (event,) = await heard(platform)
    assert isinstance(event, Attached)
    assert (event.ref.id, event.ref.private, event.sender) == (message, True, person)
    assert (event.name, event.size, event.text) == ("题库 1.xlsx", len(CONTENT), "新题库")
    assert await platform.adapter.fetch(event.file_id) == CONTENT
    assert platform.inbox.updates[0].sensitive


async def test_a_file_that_answers_in_a_room_is_heard_there(platform: Platform) -> None:
    person = await platform.person("王敏")
    place = await platform.room("第一支部", [person])
    asked = await tell(platform, place, Post("材料?"))
    await platform.upload(person, place, "a.txt", b"a", reply_to=asked)
    (event,) = await heard(platform)
    assert isinstance(event, Attached)
    assert (event.ref.place.id, event.ref.private, event.text) == (place, False, "")
    assert event.reply_to == asked


@pytest.mark.parametrize("file_id", ["", "nothing", "../../etc/passwd"])
async def test_a_file_that_is_not_there_is_a_clear_error(platform: Platform, file_id: str) -> None:
    with pytest.raises(FileNotFoundError):
        await platform.adapter.fetch(file_id)
