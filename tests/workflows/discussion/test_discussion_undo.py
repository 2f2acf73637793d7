"""Steps of a discussion that are taken back, and what is confirmed because it can't be."""

from __future__ import annotations

from sqlalchemy import select

from service.core.effects import Start
from service.store import tables as t
from tests.workflows.discussion.stories import ROOM, at_school, choose, draft
from tests.world import World, minutes

UNDO = "撤销"


async def planned(w: World) -> int:
    """A discussion of the secretary's that opens in an hour, for a day; its number."""
    owner, at = w.person("王敏"), w.clock.now() + minutes(60)
    details = {"title": "读书体会", "prompt": "结合实际谈谈体会。", "minutes": 1440, "opens_at": at}
    await w.engine.begin(Start("discussion", owner.unit, owner.id, details))
    await w.settle()
    return int((await w.rows(select(t.activities.c.id).order_by(t.activities.c.id)))[-1].id)


async def test_a_dropped_draft_and_cleared_materials_come_back() -> None:
    async with at_school() as w:
        await draft(w)
        await w.press("王敏", "学习材料")
        await w.say("王敏", "https://example.org/paper")
        await choose(w, "王敏", "清空", UNDO)
        assert "已撤销，恢复成原来的样子" in w.last("王敏")
        assert "https://example.org/paper" in w.last("王敏")
        await w.press("王敏", "放弃")
        assert "还没有通知任何人；放弃后 10 分钟内可以撤销" in w.last("王敏")
        await choose(w, "王敏", "是的，放弃", UNDO)
        assert "https://example.org/paper" in w.last("王敏")
        await w.press("王敏", "发布")
        assert "结合实际谈谈体会" in w.last("李华", ROOM)


async def test_a_cancelled_discussion_opens_and_closes_at_its_times_once_that_is_undone() -> None:
    async with at_school() as w:
        number = await planned(w)
        await choose(w, "王敏", "取消", "是的，取消")
        assert await w.rows_of_timers() == []
        await w.press("王敏", UNDO)
        assert "已安排" in w.last("王敏")
        await w.advance(minutes(61))
        assert (await w.activity(number)).state.phase == "open"
        assert "结合实际谈谈体会" in w.last("李华", ROOM)
        await w.advance(minutes(24 * 60))
        assert (await w.activity(number)).state.phase == "closed"


async def test_what_has_opened_is_cancelled_for_good_and_that_is_said_before() -> None:
    async with at_school() as w:
        await draft(w)
        assert "发布后马上发到支部群和 4 人，发出后不能撤回" in w.last("王敏")
        await w.press("王敏", "发布")
        await w.press("王敏", "提前结束")
        assert "摘要会马上发到支部群（4 人可见）。不能撤回。" in w.last("王敏")
        await w.press("王敏", "返回")
        await w.press("王敏", "取消讨论")
        assert "支部群（4 人）会收到取消通知" in w.last("王敏")
        await w.press("王敏", "是的，取消")
        labels = [each.label for each in w.newest(w.chat("王敏")).post.flat_buttons]
        assert UNDO not in labels


async def test_what_another_leader_has_cancelled_is_told_to_whose_it_is_and_stays() -> None:
    async with at_school() as w:
        number = await planned(w)
        await w.say("赵书记", "菜单")
        await choose(w, "赵书记", "读书体会", "取消", "是的，取消")
        for name in ("赵书记", "王敏"):
            labels = [each.label for each in w.newest(w.chat(name)).post.flat_buttons]
            assert UNDO not in labels
        assert (await w.activity(number)).state.undo is None
