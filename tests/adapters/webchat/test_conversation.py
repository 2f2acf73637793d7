"""What people do in the chat, and what the inbox hears of it."""

from __future__ import annotations

import pytest

from service.core.events import Attached, Chose, CommandGiven, Edited, Said, Withdrawn
from service.core.message import Button, Chat, Post, Ref
from service.ports import Order, Sent
from tests.adapters.webchat.conftest import OWN, World

ROOM = "unit-1"


def ref(room: str, message: str, *, private: bool = False) -> Ref:
    return Ref(Chat("webchat", room), message, private)


async def offer(world: World, room: str) -> str:
    """A message of OrgLife with two choices."""
    post = Post("党的根本宗旨是什么？", buttons=((Button("a", "A"),), (Button("b", "B"),)))
    sent = await world.chat.send(Order("send", f"offer-{room}", room, post))
    assert isinstance(sent, Sent)
    return sent.id


async def test_what_is_said_reaches_the_inbox_and_the_room(world: World) -> None:
    wang, li = await world.open("wang"), await world.open("li")
    message = await wang.say(ROOM, "大家好")
    assert world.events == [Said(ref(ROOM, message), "wang", "大家好")]
    shown = await li.message(ROOM, message)
    assert (shown["body"], shown["name"], shown["sender"]) == ("大家好", "王建国", "wang")


async def test_a_text_that_begins_with_a_slash_is_a_command(world: World) -> None:
    wang = await world.open("wang")
    message = await wang.say("p-wang", "/Quiz 5 题")
    await wang.say("p-wang", "/ 5")
    given, said = world.events
    assert given == CommandGiven(ref("p-wang", message, private=True), "wang", "quiz", "5 题")
    assert isinstance(said, Said)


async def test_a_reply_names_the_message_it_answers_and_quotes_it(world: World) -> None:
    wang, li = await world.open("wang"), await world.open("li")
    first = await wang.say(ROOM, "谈谈体会")
    second = await li.say(ROOM, "我先说", reply_to=first)
    assert world.events[-1] == Said(ref(ROOM, second), "li", "我先说", reply_to=first)
    quoted = (await wang.message(ROOM, second))["reply"]
    assert (quoted["id"], quoted["name"], quoted["text"]) == (first, "王建国", "谈谈体会")


async def test_a_reply_to_a_message_of_another_room_is_no_reply(world: World) -> None:
    wang, chen = await world.open("wang"), await world.open("chen")
    secret = await chen.say("unit-2", "只给二支部看")
    message = await wang.say(ROOM, "偷看", reply_to=secret)
    assert world.events[-1] == Said(ref(ROOM, message), "wang", "偷看")
    assert (await wang.message(ROOM, message))["reply"] is None


async def test_a_press_tells_which_choice_of_which_message(world: World) -> None:
    wang = await world.open("wang")
    message = await offer(world, "p-wang")
    answer = await wang.act("press", room="p-wang", message=message, choice="b")
    assert answer.status_code == 200
    assert world.events == [Chose(ref("p-wang", message, private=True), "wang", "b")]


@pytest.mark.parametrize(("message", "choice", "code"), [("1", "z", 409), ("99", "a", 404)])
async def test_a_choice_that_was_never_offered_is_refused(
    world: World, message: str, choice: str, code: int
) -> None:
    wang = await world.open("wang")
    assert await offer(world, "p-wang") == "1"
    answer = await wang.act("press", room="p-wang", message=message, choice=choice)
    assert answer.status_code == code
    assert not world.events


async def test_an_edit_replaces_the_words_for_everybody(world: World) -> None:
    wang, li = await world.open("wang"), await world.open("li")
    message = await wang.say(ROOM, "两位同志")
    await wang.act("change", room=ROOM, message=message, text="三位同志")
    assert world.events[-1] == Edited(ref(ROOM, message), "wang", "三位同志")
    shown = await li.message(ROOM, message)
    assert (shown["body"], shown["edited"]) == ("三位同志", True)


async def test_what_is_withdrawn_is_gone_from_the_store(world: World) -> None:
    wang, li = await world.open("wang"), await world.open("li")
    message = await wang.say(ROOM, "说错了")
    await wang.act("withdraw", room=ROOM, message=message)
    assert world.events[-1] == Withdrawn(ref(ROOM, message), "wang")
    shown = await li.message(ROOM, message)
    assert (shown["deleted"], shown["body"]) == (True, "")


@pytest.mark.parametrize("kind", ["change", "withdraw"])
async def test_nobody_changes_the_words_of_another(world: World, kind: str) -> None:
    wang, li = await world.open("wang"), await world.open("li")
    message = await wang.say(ROOM, "原话")
    answer = await li.act(kind, room=ROOM, message=message, text="改过的")
    assert (answer.status_code, answer.json()["detail"]) == (403, "message_of_another")
    assert (await wang.message(ROOM, message))["body"] == "原话"
    assert len(world.events) == 1


async def test_a_file_reaches_the_inbox_and_can_be_fetched_and_downloaded(world: World) -> None:
    wang, li = await world.open("wang"), await world.open("li")
    answer = await wang.upload(ROOM, "学习 笔记.txt", b"notes", text="请看")
    message = answer.json()["message"]
    (event,) = world.events
    assert isinstance(event, Attached)
    assert (event.name, event.mime, event.size, event.text) == (
        "学习 笔记.txt",
        "text/plain",
        5,
        "请看",
    )
    assert await world.chat.fetch(event.file_id) == b"notes"
    (file,) = (await li.message(ROOM, message))["files"]
    got = await li.http.get(f"{li.home}/files/{file['id']}")
    assert got.content == b"notes"
    name = "%E5%AD%A6%E4%B9%A0%20%E7%AC%94%E8%AE%B0.txt"
    assert got.headers["content-disposition"] == f"attachment; filename*=UTF-8''{name}"
    assert got.headers["x-content-type-options"] == "nosniff"


async def test_the_file_of_a_withdrawn_message_is_gone(world: World) -> None:
    wang = await world.open("wang")
    message = (await wang.upload("p-wang", "a.txt", b"secret")).json()["message"]
    (event,) = world.events
    assert isinstance(event, Attached)
    await wang.act("withdraw", room="p-wang", message=message)
    with pytest.raises(FileNotFoundError):
        await world.chat.fetch(event.file_id)
    assert (await wang.http.get(f"{wang.home}/files/{event.file_id}")).status_code == 404


async def test_a_file_over_the_limit_is_refused_with_the_limit(world: World) -> None:
    wang = await world.open("wang")
    for size in (1024 * 1024 + 1, 5 * 1024 * 1024):
        answer = await wang.upload(ROOM, "big.bin", b"\0" * size)
        assert (answer.status_code, answer.json()["detail"]) == (413, "file_too_large")
        assert answer.json()["extra"] == {"limit": "1"}
    assert not world.events


async def test_an_upload_resent_under_the_same_id_is_one_message(world: World) -> None:
    wang = await world.open("wang")
    answers = [
        await wang.http.post(
            f"{wang.home}/files",
            data={"id": "upload-0001", "room": ROOM},
            files={"file": ("a.txt", b"a", "text/plain")},
            headers=OWN,
        )
        for _ in range(2)
    ]
    assert answers[0].json() == answers[1].json()
    assert len(world.events) == len(await wang.history(ROOM)) == 1


async def test_a_text_of_100_kb_is_taken_and_shown_whole_and_a_longer_one_is_refused(
    world: World,
) -> None:
    wang = await world.open("wang")
    longest = "学" * (100 * 1024 // 3)
    message = await wang.say(ROOM, longest)
    assert (await wang.message(ROOM, message))["body"] == longest
    answer = await wang.act("say", room=ROOM, text="x" * (100 * 1024 + 1))
    assert (answer.status_code, answer.json()["detail"]) == (413, "text_too_long")
    assert answer.json()["extra"] == {"limit": 100}


async def test_control_characters_are_dropped_and_line_ends_are_one_kind(world: World) -> None:
    wang = await world.open("wang")
    await wang.say(ROOM, "a\x00b\x1b[31m\r\nc\td\u202e")
    (event,) = world.events
    assert isinstance(event, Said)
    assert event.text == "ab[31m\nc\td\u202e"


@pytest.mark.parametrize("text", ["", "  \n ", "\x00\x07"])
async def test_an_empty_text_is_refused(world: World, text: str) -> None:
    wang = await world.open("wang")
    answer = await wang.act("say", room=ROOM, text=text)
    assert (answer.status_code, answer.json()["detail"]) == (400, "text_missing")


async def test_choosing_a_language_stays_and_is_told_to_the_service(world: World) -> None:
    wang = await world.open("wang")
    assert 'lang="zh-CN"' in (await wang.http.get(f"{wang.home}/")).text
    await wang.act("speak", language="en")
    (event,) = world.events
    assert isinstance(event, CommandGiven)
    assert (event.name, event.args, event.ref.private) == ("lang", "en", True)
    assert 'lang="en"' in (await wang.http.get(f"{wang.home}/")).text
    await world.chat.ensure_user("王建国", "zh-CN", "wang")  # as a restart does
    assert (await wang.state())["language"] == "en"
