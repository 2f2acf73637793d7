"""A discussion as people live it: through the whole service, on a memory database."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from cryptography.fernet import Fernet

from adapters.memory.adapter import Line
from service.core.effects import Start
from service.core.events import Attached, ChatStatusChanged
from service.core.message import Attachment, Chat, File, Ref
from service.core.people import RosterRow
from service.play.stage import NotThereError, Stage
from service.store.cipher import FernetSealer

ROOM = "一支部"


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    """One branch at ten in the morning: a secretary and three members, one of them abroad."""

    def make_file(attachment: Attachment) -> File:
        return File(attachment.name, "application/octet-stream", msgspec.json.encode(attachment))

    sealer = FernetSealer([Fernet.generate_key().decode()])
    opened = await Stage.open(datetime(2026, 3, 6, 2, tzinfo=UTC), sealer, make_file)
    branch = f"校/{ROOM}"
    await opened.people(
        [
            RosterRow("王敏", branch, role="secretary"),
            RosterRow("李华", branch),
            RosterRow("张三", branch),
            RosterRow("Anna", branch, language="en", timezone="Europe/Berlin"),
        ]
    )
    yield opened
    await opened.close()


async def begun(stage: Stage, *, typed: bool = False) -> Line:
    """The secretary opens a discussion until 20:00 with at least 20 characters; the topic."""
    press = stage.say if typed else stage.press
    await stage.say("王敏", "讨论" if typed else "菜单")
    if not typed:
        await stage.press("王敏", "发起活动")
        await stage.press("王敏", "发起讨论")
    await stage.say("王敏", "读书体会")
    await stage.say("王敏", "结合实际谈谈体会。")
    await stage.say("王敏", "今晚8点")
    await press("王敏", "更多操作…")
    await press("王敏", "最少字数：不限")
    await press("王敏", "发布")
    return stage.newest(stage.chats.chats[ROOM], "结合实际谈谈体会。")


def words(stage: Stage, name: str) -> str:
    """What the person was told, or shown anew, last."""
    post = stage.latest(stage.chat(name)).post
    return f"{post.title}\n{post.body}".strip()


LONG = "这是一条足够长的发言，说一说我读这本书的体会和打算。"


@pytest.mark.parametrize("typed", [False, True])
async def test_a_discussion_is_opened_by_buttons_or_by_typing(stage: Stage, typed: bool) -> None:
    topic = await begun(stage, typed=typed)
    assert "3月6日 周五 20:00 截止" in topic.post.body
    assert "至少 20 个字" in topic.post.body
    assert "在这里发言" in [
        each.label for each in stage.newest(stage.chat("李华")).post.flat_buttons
    ]


async def test_replies_in_the_room_are_collected_without_noise(stage: Stage) -> None:
    topic = await begun(stage)
    room = stage.chats.chats[ROOM]
    lines = len(room.lines)
    first = await stage.say("李华", LONG, room=ROOM, reply_to=topic)
    second = await stage.say("张三", f"我同意。{LONG}", room=ROOM, reply_to=first)
    await stage.say("张三", "顺便说一句闲话，这一条没有回复任何人，不算发言。", room=ROOM)
    assert first.marked
    assert second.marked
    assert len(room.lines) == lines + 3, "the service said nothing in the room"
    await stage.say("王敏", "进度")
    assert "已发言 2/4 人，共 2 条" in words(stage, "王敏")
    assert "未发言：王敏 · Anna" in words(stage, "王敏")


async def test_a_short_reply_is_refused_in_private_and_nowhere_else(stage: Stage) -> None:
    topic = await begun(stage)
    short = await stage.say("李华", "同意", room=ROOM, reply_to=topic)
    assert not short.marked
    assert "至少 20 个字，现在是 2 个字" in words(stage, "李华")
    await stage.edit(short, LONG, room=ROOM)
    await stage.press("王敏", "进度")
    assert "已发言 0/4 人" in words(stage, "王敏"), "what was refused must be sent anew"


async def test_the_whole_way_to_the_digest(stage: Stage) -> None:
    topic = await begun(stage)
    first = await stage.say("李华", LONG, room=ROOM, reply_to=topic)
    gone = await stage.say("张三", LONG, room=ROOM, reply_to=topic)
    await stage.edit(first, f"改过：{LONG}", room=ROOM)
    await stage.delete(gone, room=ROOM)
    await stage.advance(timedelta(hours=5))
    await stage.press("Anna", "Contribute here")
    own = await stage.say("Anna", "This book has taught me a lot.")
    assert "Collected" in words(stage, "Anna")
    await stage.edit(own, "This book has taught me more than I thought.")
    assert "Your contribution was updated" in words(stage, "Anna")

    await stage.advance_to(datetime(2026, 3, 6, 11, tzinfo=UTC))
    assert "您还没有参加" in words(stage, "张三")
    assert "您还没有参加" not in words(stage, "李华")
    await stage.advance_to(datetime(2026, 3, 6, 12, tzinfo=UTC))

    digest = stage.newest(stage.chats.chats[ROOM]).post
    assert digest.title == "💬 讨论摘要：读书体会"
    assert digest.body == (
        f"2/4 人参加，共 2 条发言。\n\n李华：\n改过：{LONG}\n\n"
        "Anna：\nThis book has taught me more than I thought."
    )
    assert "已于 3月6日 周五 20:00 截止" in topic.post.body
    files = stage.newest(stage.chat("王敏"), "附件").post.files
    assert [each.name for each in files] == [
        "2026-03-06 读书体会 讨论记录.md",
        "2026-03-06 读书体会 讨论记录.docx",
    ]
    assert all(LONG in each.content.decode() for each in files)

    late = await stage.say("张三", LONG, room=ROOM, reply_to=topic)
    assert not late.marked
    assert "已于 3月6日 周五 20:00 截止，这一条没有收录" in words(stage, "张三")
    await stage.delete(first, room=ROOM)
    assert "无法再撤回" in words(stage, "李华")


async def test_what_is_typed_without_being_asked_for_is_no_contribution(stage: Stage) -> None:
    await begun(stage)
    await stage.say("李华", LONG)
    await stage.press("李华", "在这里发言")
    await stage.say("李华", "太短")
    assert "现在是 2 个字" in words(stage, "李华")
    await stage.say("李华", LONG)
    assert "已收录" in words(stage, "李华")
    await stage.say("李华", f"谢谢！{LONG}")
    await stage.press("李华", "再发一条")
    await stage.say("李华", "先不发言")
    await stage.say("李华", f"不算：{LONG}")
    await stage.press("王敏", "进度")
    assert "已发言 1/4 人，共 1 条" in words(stage, "王敏")


async def test_a_contribution_is_taken_back_by_a_button(stage: Stage) -> None:
    topic = await begun(stage)
    await stage.say("李华", LONG, room=ROOM, reply_to=topic)
    await stage.say("李华", "菜单")
    await stage.press("李华", "读书体会")
    assert f"第 1 条：{LONG}" in words(stage, "李华")
    await stage.say("李华", "撤回第 1 条")
    assert "撤回后就不再收录" in words(stage, "李华")
    await stage.press("李华", "是的，撤回")
    assert "已撤回" in words(stage, "李华")
    await stage.press("王敏", "进度")
    assert "已发言 0/4 人" in words(stage, "王敏")


async def test_a_file_in_the_room_is_collected_with_its_name(stage: Stage) -> None:
    topic = await begun(stage)
    room = stage.chats.chats[ROOM]
    stage.chats.said(room, "李华", "见附件", topic.id)
    line = stage.newest(room, "见附件", sender="李华")
    ref = Ref(Chat(stage.chats.account, ROOM), line.id)
    sent = Attached(ref, "李华", "读书笔记.docx", "x/y", 9, "file", "见附件", topic.id)
    await stage.receive(stage.chats.update(sent))
    assert line.marked
    await stage.press("王敏", "提前结束")
    await stage.press("王敏", "是的")
    assert "李华：\n见附件 📎 读书笔记.docx" in stage.newest(stage.chats.chats[ROOM]).post.body


async def test_to_close_early_and_to_cancel_may_be_thought_better_of(stage: Stage) -> None:
    await begun(stage)
    for verb in ("提前结束", "取消讨论"):
        await stage.say("王敏", verb)
        await stage.say("王敏", "返回")
        assert "讨论进行中" in words(stage, "王敏")
    await stage.say("王敏", "取消讨论")
    await stage.say("王敏", "是的，取消")
    assert "《读书体会》已取消" in stage.newest(stage.chats.chats[ROOM]).post.body
    await stage.advance(timedelta(days=1))
    assert "摘要" not in stage.newest(stage.chats.chats[ROOM]).post.title, "no timer is left"


async def test_a_member_may_not_open_a_discussion(stage: Stage) -> None:
    await stage.say("李华", "菜单")
    with pytest.raises(NotThereError):
        await stage.press("李华", "发起讨论")
    await stage.say("李华", "讨论")
    assert "没有使用它的权限" in words(stage, "李华")


async def test_a_planned_discussion_opens_and_closes_by_itself(stage: Stage) -> None:
    details = {
        "title": "主题党日",
        "prompt": "谈谈体会",
        "opens_at": "2026-03-07T09:00:00",
        "minutes": 60,
        "remind_before": 600,
    }
    secretary = stage.person("王敏")
    await stage.engine.begin(Start("discussion", secretary.unit, secretary.id, details))
    await stage.settle()
    assert "已安排：3月7日 周六 09:00" in words(stage, "王敏")
    await stage.advance_to(datetime(2026, 3, 7, 1, tzinfo=UTC))
    topic = stage.newest(stage.chats.chats[ROOM], "谈谈体会")
    await stage.say("李华", "同意", room=ROOM, reply_to=topic)
    await stage.advance(timedelta(minutes=50))
    assert "您还没有参加" in words(stage, "张三")
    await stage.advance(timedelta(minutes=10))
    assert "1/4 人参加" in stage.newest(stage.chats.chats[ROOM]).post.body


async def test_a_digest_that_did_not_reach_the_room_can_be_posted_again(stage: Stage) -> None:
    topic = await begun(stage)
    await stage.say("李华", "这是一条足够长的发言，用来写进摘要里面。", room=ROOM, reply_to=topic)
    room = stage.chats.chats[ROOM]
    room.closed = True
    await stage.press("王敏", "提前结束")
    await stage.press("王敏", "是的，现在结束")
    assert "摘要没能发到支部群" in words(stage, "王敏")
    room.closed = False
    back = ChatStatusChanged(Ref(Chat("memory", ROOM), ""), "", "in")
    await stage.receive(stage.chats.update(back))
    await stage.press("王敏", "重新发布摘要")
    said = [line.post.body for line in room.lines.values()]
    assert sum("1/4 人参加" in each for each in said) == 1
    assert "摘要发到支部群" in words(stage, "王敏")


async def test_where_there_is_no_room_the_organizer_is_told(stage: Stage) -> None:
    """Nothing could be posted, so nothing could fail either."""
    room = stage.chats.chats[ROOM]
    out = ChatStatusChanged(Ref(Chat("memory", room.id), ""), "", "out")
    await stage.receive(stage.chats.update(out))
    for said in ("讨论", "读书体会", "结合实际谈谈体会。", "今晚8点"):
        await stage.say("王敏", said)
    await stage.press("王敏", "发布")
    assert any(
        "没能发到支部群" in each.post.body for each in stage.chats.private("王敏").lines.values()
    )
