"""The record: versions for those entitled, picked replies, several branches, and the way up."""

from __future__ import annotations

from service.core.access import Rules
from service.sdk.testing import LI
from tests.workflows.discussion.life import DETAILS, OTHER, Life
from tests.workflows.discussion.stories import (
    NEIGHBOUR,
    ROOM,
    at_school,
    choose,
    draft,
    files,
    text_of,
    topic,
)
from tests.world import World

WITHOUT_VERSIONS = Rules(
    roles={
        "secretary": frozenset({"discussion.manage"}),
        "member": frozenset(),
    }
)


async def changed_and_closed(w: World) -> None:
    await draft(w)
    await w.press("王敏", "发布")
    first = await w.say("李华", "最初的想法。", room=ROOM, reply_to=topic(w))
    gone = await w.say("张三", "后来撤回的话。", room=ROOM, reply_to=topic(w))
    await w.edit(first, "改过的想法。", room=ROOM)
    await w.delete(gone, room=ROOM)
    await w.say("张三", "重新说的话。", room=ROOM, reply_to=topic(w))
    await choose(w, "王敏", "提前结束", "是的")


async def test_the_record_keeps_versions_and_shows_them_to_the_entitled() -> None:
    async with at_school() as w:
        await changed_and_closed(w)
        assert "最初的想法" not in w.last("王敏", ROOM)
        record = text_of(w, "王敏")
        assert "修改前（3月6日 周五 10:00）： 最初的想法。" in record
        assert "撤回：\\\n后来撤回的话。" in record


async def test_the_record_shows_no_versions_to_others() -> None:
    async with at_school(rules=WITHOUT_VERSIONS) as w:
        await changed_and_closed(w)
        record = text_of(w, "王敏")
        assert "改过的想法。" in record
        assert "最初的想法" not in record
        assert "后来撤回的话" not in record


async def test_the_leader_picks_replies_before_the_close_and_after_it() -> None:
    async with at_school() as w:
        await draft(w)
        await w.press("王敏", "发布")
        await w.say("李华", "第一位的想法。", room=ROOM, reply_to=topic(w))
        await w.say("张三", "第二位的想法。", room=ROOM, reply_to=topic(w))
        await choose(w, "王敏", "选登", "☆ 2", "返回", "提前结束", "是的")
        assert w.last("王敏", ROOM).startswith(
            "💬 讨论摘要：读书体会\n2/4 人参加，共 2 条发言。\n\n选登：\n★ 张三：第二位的想法。"
        )
        await choose(w, "王敏", "选登", "☆ 1", "★ 2")
        digest = w.last("王敏", ROOM)
        assert "★ 李华：第一位的想法。" in digest, "the digest that stands there follows"
        assert "★ 张三" not in digest
        await choose(w, "王敏", "返回", "再发一次记录")
        assert "★ 选登" in text_of(w, "王敏")
        assert {each.rpartition(".")[2] for each in files(w, "王敏")} == {"md", "docx"}


async def test_a_member_can_not_pick() -> None:
    life = Life(DETAILS)
    life.reply(LI, "想法")
    life.press("picked", f"{LI}-1", 0, actor=LI)
    assert "没有这个权限" in life.refusal()
    life.press("picked", f"{OTHER}-1", 0)
    assert life.state.progress.picked == ()


async def test_the_digest_goes_up_on_request_with_honest_figures() -> None:
    async with at_school() as w:
        await changed_and_closed(w)
        await w.press("王敏", "上报摘要")
        assert "上报给 赵书记？发出后不能收回" in w.last("王敏")
        assert not any("上报" in each for each in w.heard("赵书记"))
        await w.press("王敏", "是的，上报")
        assert "已上报给 赵书记" in w.last("王敏")
        told = w.last("赵书记")
        assert "一支部的讨论记录，由 王敏 上报：2/4 人参加，共 2 条发言" in told
        assert "改过的想法。" in text_of(w, "赵书记")
        assert "最初的想法" not in text_of(w, "赵书记"), "what was taken back stays below"


async def test_where_nobody_is_above_that_is_said() -> None:
    async with at_school() as w:
        await draft(w, "赵书记")
        await choose(w, "赵书记", "发布", "提前结束", "是的")
        await w.press("赵书记", "上报摘要")
        assert "上级组织里没有可以接收的人" in w.last("赵书记")


async def test_one_discussion_in_several_branches_has_one_digest_by_branch() -> None:
    async with at_school() as w:
        await draft(w, "赵书记")
        await w.press("赵书记", "发布")
        await w.say("李华", "一支部的声音。", room=ROOM, reply_to=topic(w, ROOM))
        await w.say("钱多", "二支部的声音。", room=NEIGHBOUR, reply_to=topic(w, NEIGHBOUR))
        await choose(w, "赵书记", "提前结束", "是的")
        for room in (ROOM, NEIGHBOUR):
            digest = w.last("赵书记", room)
            assert "2/7 人参加，共 2 条发言" in digest
            assert "【一支部】1/4 人参加，共 1 条发言。\n\n李华：\n一支部的声音。" in digest
            assert "【二支部】1/2 人参加，共 1 条发言。\n\n钱多：\n二支部的声音。" in digest
        record = text_of(w, "赵书记")
        assert record.index("【一支部】") < record.index("一支部的声音")
        assert "【校】0/1 人参加" in record, "who leads is a member as well"
