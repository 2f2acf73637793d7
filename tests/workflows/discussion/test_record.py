"""The record: versions for those entitled, picked replies, several branches, and the way up."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from service.core.access import Rules
from service.core.membership import MemberChange
from service.sdk.testing import CHAIR, COMMITTEE, LI, SECRETARY, ZHANG
from tests.workflows.discussion.life import DETAILS, OTHER, Life, taps
from tests.workflows.discussion.stories import (
    NEIGHBOUR,
    ROOM,
    at_school,
    choose,
    draft,
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


def on_the_harness(**how: Any) -> Life:
    """The same without the service."""
    life = Life(**how)
    life.reply(LI, "最初的想法。", "m1")
    life.reply(ZHANG, "后来撤回的话。", "m2")
    life.edit(LI, "改过的想法。", "m1")
    life.delete(ZHANG, "m2")
    life.reply(ZHANG, "重新说的话。", "m3")
    life.press("close!")
    return life


def test_the_record_keeps_versions_and_shows_them_to_the_entitled() -> None:
    life = on_the_harness()
    assert "最初的想法" not in life.sent("digest").body
    assert "修改前（2026年3月6日 周五 10:00）： 最初的想法。" in life.record()
    assert "撤回：\n后来撤回的话。" in life.record()


def test_the_record_shows_no_versions_to_others() -> None:
    record = on_the_harness(rules=WITHOUT_VERSIONS).record()
    assert "改过的想法。" in record
    assert "最初的想法" not in record
    assert "后来撤回的话" not in record


def test_the_leader_picks_replies_before_the_close_and_after_it() -> None:
    life = Life()
    life.reply(LI, "第一位的想法。", "m1")
    life.now += timedelta(minutes=1)
    life.reply(ZHANG, "第二位的想法。", "m2")
    taps(life, SECRETARY, "选登", "☆ 2", "返回", "提前结束", "是的")
    assert life.sent("digest").body.startswith(
        "2/3 人参加，共 2 条发言。\n\n选登：\n★ 张三：第二位的想法。"
    )
    taps(life, SECRETARY, "选登", "☆ 1", "★ 2")
    digest = life.edit_of("digest").body
    assert "★ 李华：第一位的想法。" in digest, "the digest that stands there follows"
    assert "★ 张三" not in digest
    taps(life, SECRETARY, "返回", "再发一次记录")
    assert "★ 选登" in life.record()
    names = [life.service.say(each.name, "zh-CN") for each in life.sent("panel").attachments]
    assert names == ["2026-03-06 读书体会 讨论记录.md", "2026-03-06 读书体会 讨论记录.docx"]


def test_a_member_can_not_pick() -> None:
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


def test_where_nobody_is_above_that_is_said() -> None:
    life = Life(by=CHAIR, unit=COMMITTEE)
    life.press("close!", actor=CHAIR)
    life.taps("上报摘要", CHAIR)
    assert "上级组织里没有可以接收的人" in life.refusal()


async def test_an_office_gets_it_where_nobody_organizes_above() -> None:
    async with at_school() as w:
        await changed_and_closed(w)
        chair = w.person("赵书记").id
        await w.engine.change_members([MemberChange(chair, role="office")])
        await w.press("王敏", "上报摘要")
        await w.press("王敏", "是的，上报")
        assert "一支部的讨论记录，由 王敏 上报" in w.last("赵书记")


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
