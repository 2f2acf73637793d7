"""What OrgLife says: orders of the runtime, done once."""

from __future__ import annotations

import pytest

from adapters.webchat import WebChat, build
from service.core.message import Button, File, Post
from service.ports import (
    Adapter,
    Gone,
    HasRoutes,
    Order,
    OrderKind,
    PermanentFailure,
    RoomProvider,
    SendResult,
    Sent,
    Update,
)
from tests.adapters.webchat.conftest import BASE, Mirror, World


async def send(chat: WebChat, key: str, room: str, post: Post) -> str:
    sent: SendResult = await chat.send(Order("send", key, room, post))
    assert isinstance(sent, Sent)
    return sent.id


async def test_the_web_chat_keeps_the_ports(world: World) -> None:
    adapter: Adapter = world.chat
    assert isinstance(adapter, HasRoutes)
    assert isinstance(adapter, RoomProvider)


async def test_sending_again_under_the_same_key_gives_the_first_id(world: World) -> None:
    wang = await world.open("wang")
    first = await send(world.chat, "17", "p-wang", Post("提醒"))
    assert await send(world.chat, "17", "p-wang", Post("提醒")) == first
    assert await send(world.chat, "18", "p-wang", Post("提醒")) != first
    assert len(await wang.history("p-wang")) == 2


async def test_a_post_is_shown_with_title_buttons_files_and_quote(world: World) -> None:
    wang = await world.open("wang")
    asked = await wang.say("p-wang", "什么时候？")
    post = Post(
        "周五 19:30",
        title="主题党日",
        buttons=((Button("y", "参加"), Button("n", "请假")), (Button("?", "详情"),)),
        files=(File("会议.ics", "text/calendar", b"BEGIN:VCALENDAR"), File("a.md", "text/x", b"#")),
        reply_to=asked,
    )
    shown = await wang.message("p-wang", await send(world.chat, "1", "p-wang", post))
    assert (shown["title"], shown["sender"], shown["name"]) == ("主题党日", None, None)
    assert [[button["id"] for button in row] for row in shown["buttons"]] == [["y", "n"], ["?"]]
    assert [file["name"] for file in shown["files"]] == ["会议.ics", "a.md"]
    assert shown["reply"]["text"] == "什么时候？"
    got = await wang.http.get(f"{wang.home}/files/{shown['files'][0]['id']}")
    assert got.content == b"BEGIN:VCALENDAR"
    assert got.headers["content-type"].startswith("text/calendar")


async def test_a_message_is_edited_erased_and_marked_and_twice_is_as_once(world: World) -> None:
    wang = await world.open("wang")
    message = await send(world.chat, "1", "p-wang", Post("旧", buttons=((Button("a", "A"),),)))
    note = await wang.say("p-wang", "谈话记录")
    for _ in range(2):
        for kind, target, post in (
            ("edit", message, Post("新")),
            ("mark", note, None),
            ("erase", note, None),
        ):
            order_kind: OrderKind = kind  # type: ignore[assignment]
            done = await world.chat.send(Order(order_kind, "2", "p-wang", post, target))
            assert done == Sent(target)
    edited = await wang.message("p-wang", message)
    assert (edited["body"], edited["buttons"], edited["edited"]) == ("新", [], True)
    erased = await wang.message("p-wang", note)
    assert (erased["body"], erased["deleted"], erased["marked"]) == ("", True, True)


async def test_an_unknown_room_is_gone_but_an_unknown_message_is_only_refused(
    world: World,
) -> None:
    """Gone closes a place for good, so it is not said of a message."""
    gone = await world.chat.send(Order("send", "1", "nowhere", Post("?")))
    assert isinstance(gone, Gone)
    for target in (None, "999", "x"):
        refused = await world.chat.send(Order("edit", "2", "p-wang", Post("?"), target))
        assert isinstance(refused, PermanentFailure)
    message = await send(world.chat, "3", "p-wang", Post("我的"))
    elsewhere = await world.chat.send(Order("erase", "4", "unit-1", None, message))
    assert isinstance(elsewhere, PermanentFailure)


async def test_a_room_holds_just_the_people_named_and_takes_a_new_title(world: World) -> None:
    chen = await world.open("chen")
    await world.chat.ensure_room("联合支部", ["chen", "nobody"], "unit-1")
    assert [(room["id"], room["title"]) for room in (await chen.state())["rooms"]] == [
        ("p-chen", ""),
        ("unit-2", "第二支部"),
        ("unit-1", "联合支部"),
    ]
    li = await world.open("li")
    assert [room["id"] for room in (await li.state())["rooms"]] == ["p-li"], "no longer there"
    await world.chat.add_member("unit-2", "li")
    assert len((await li.state())["rooms"]) == 2
    with pytest.raises(KeyError):
        await world.chat.add_member("unit-2", "nobody")


async def test_unread_counts_what_others_said_since_the_last_look(world: World) -> None:
    wang, li = await world.open("wang"), await world.open("li")
    first = await wang.say("unit-1", "一")
    await wang.say("unit-1", "二")
    await li.say("unit-1", "三")

    async def unread() -> int:
        rooms = (await li.state())["rooms"]
        return int(next(room["unread"] for room in rooms if room["id"] == "unit-1"))

    assert await unread() == 2
    await li.act("read", room="unit-1", message=first)
    assert await unread() == 1
    assert all(event.sender != "" for event in world.events)
    assert len(world.events) == 3


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ({"base_url": "chat.test"}, "base_url"),
        ({"max_upload_mb": 0}, "max_upload_mb"),
        ({"max_upload_mb": "ten"}, "max_upload_mb"),
        ({"secret": "short"}, "secret"),
        ({"max_upload": 3}, "max_upload"),
        ({"path": None}, "path"),
    ],
)
def test_a_wrong_setting_is_named_with_what_is_allowed(
    settings: dict[str, object], named: str
) -> None:
    with pytest.raises(ValueError, match=rf"adapters\.chat\.{named}: "):
        build({"path": ":memory:", "base_url": BASE} | settings, account="chat", sealer=Mirror())


async def test_what_cannot_be_read_is_a_value_error(world: World) -> None:
    for raw in ("", "{}", '{"kind":"said"}', '{"kind":"unknown"}'):
        with pytest.raises(ValueError, match="not an update"):
            world.chat.parse(raw)


async def test_the_check_says_that_the_store_answers_or_what_to_do(world: World) -> None:
    (check,) = await world.chat.check()
    assert check.ok


async def test_sealing_anew_leaves_every_word_readable(world: World) -> None:
    wang = await world.open("wang")
    await wang.say("p-wang", "谈话记录")
    await wang.upload("p-wang", "a.txt", b"content")
    await wang.say("unit-1", "公开")
    assert await world.chat.reseal() == 2
    said, sent = await wang.history("p-wang")
    assert said["body"] == "谈话记录"
    got = await wang.http.get(f"{wang.home}/files/{sent['files'][0]['id']}")
    assert got.content == b"content"


async def test_an_act_that_the_inbox_does_not_have_yet_is_sealed_anew(world: World) -> None:
    store, given = world.chat.store, Update("k-1", "谈话记录", True)
    await store.database.together(lambda there: store.acts.keep(there, given, "", 1))
    assert await world.chat.reseal() == 1
    assert await store.acts.waiting(5) == [given]
