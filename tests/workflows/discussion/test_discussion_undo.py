"""Steps of a discussion that are taken back, and what is confirmed because it can't be."""

from __future__ import annotations

from sqlalchemy import select

from service.core.effects import Start
from service.sdk.testing import CHAIR, SECRETARY
from service.store import tables as t
from tests.workflows.discussion.life import DETAILS, Life, drafted, shanghai, taps
from tests.workflows.discussion.stories import ROOM, at_school, choose
from tests.world import World, minutes

UNDO = "撤销"


async def planned(w: World) -> int:
    """A discussion of the secretary's that opens in an hour, for a day; its number."""
    owner, at = w.person("王敏"), w.clock.now() + minutes(60)
    details = {"title": "读书体会", "prompt": "结合实际谈谈体会。", "minutes": 1440, "opens_at": at}
    await w.engine.begin(Start("discussion", owner.unit, owner.id, details))
    await w.settle()
    return int((await w.rows(select(t.activities.c.id).order_by(t.activities.c.id)))[-1].id)


def test_a_dropped_draft_and_cleared_materials_come_back() -> None:
    life = drafted()
    life.taps("更多操作…", SECRETARY)
    life.taps("学习材料", SECRETARY)
    life.types("https://example.org/paper", SECRETARY)
    taps(life, SECRETARY, "清空", UNDO)
    assert "已撤销，恢复成原来的样子" in life.heard(SECRETARY)
    assert "https://example.org/paper" in life.heard(SECRETARY)
    life.taps("放弃", SECRETARY)
    assert "还没有通知任何人；放弃后 10 分钟内可以撤销" in life.heard(SECRETARY)
    taps(life, SECRETARY, "是的，放弃", UNDO)
    assert "https://example.org/paper" in life.heard(SECRETARY)
    life.taps("发布", SECRETARY)
    assert "结合实际谈谈体会" in life.heard()


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


def test_what_has_opened_is_cancelled_for_good_and_that_is_said_before() -> None:
    life = drafted()
    assert "发布后马上发到支部群和 3 人，发出后不能撤回" in life.heard(SECRETARY)
    taps(life, SECRETARY, "发布", "提前结束")
    assert "摘要会马上发到支部群（3 人可见）。不能撤回。" in life.heard(SECRETARY)
    taps(life, SECRETARY, "返回", "取消讨论")
    assert "支部群（3 人）会收到取消通知" in life.heard(SECRETARY)
    life.taps("是的，取消", SECRETARY)
    assert not any(UNDO in each for each in life.labels(SECRETARY))


def test_what_another_leader_has_cancelled_is_told_to_whose_it_is_and_stays() -> None:
    life = Life({**DETAILS, "opens_at": shanghai("2026-03-06 11:00")})
    life.press("show", actor=CHAIR)
    taps(life, CHAIR, "取消", "是的，取消")
    for person in (CHAIR, SECRETARY):
        assert "讨论已取消" in life.heard(person)
        assert not any(UNDO in each for each in life.labels(person))
    assert life.state.undo is None
