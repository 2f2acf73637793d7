"""The life of an activity, that of a sign-up: opened in time, late or never, reminded, closed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from service.core.effects import Edit, Send, ToMembers, ToRoom
from service.core.workflow import Decision, Rejected
from service.sdk.testing import LI, SECRETARY, START, Harness
from service.testkit.harness import harness
from service.workflows.signup import MACHINE, WORKFLOW

OPENS, CLOSES = START + timedelta(days=1), START + timedelta(days=3)
STARTS = START + timedelta(days=4)
PLAN: dict[str, Any] = {"title": "植树", "about": "南山", "starts_at": STARTS, "closes_at": CLOSES}


def scheduled(**details: Any) -> Harness:
    """To open in a day, close in three and begin in four."""
    life = harness(WORKFLOW, machine=MACHINE)
    life.begin({**PLAN, "opens_at": OPENS, **details})
    return life


def opened() -> Harness:
    life = scheduled()
    life.fire("open")
    return life


def told_to_others(life: Harness) -> list[Any]:
    return [each for each in life.effects(Send) if isinstance(each.to, ToMembers | ToRoom)]


def test_what_is_to_open_later_waits_and_nobody_is_told() -> None:
    life = scheduled()
    assert life.state.phase == "scheduled"
    assert "已安排，3月7日 周六 10:00发布" in life.heard(SECRETARY)
    assert told_to_others(life) == []
    assert {name: each.at for (name, _), each in life.timers.items()} == {
        "open": OPENS,
        "close": CLOSES,
        "remind": STARTS - timedelta(days=1),
        "ahead": OPENS - timedelta(hours=1),
    }
    life.fire("ahead")
    assert "自动开始，到时通知" in life.heard(SECRETARY)
    assert told_to_others(life) == []


def test_it_opens_at_its_time_and_the_room_and_the_members_are_told() -> None:
    life = opened()
    assert life.state.phase == "open"
    room, members = told_to_others(life)
    assert (room.to, members.key) == (ToRoom(life.unit), "invited")
    assert members.deferrable
    assert OPENS < members.until < CLOSES
    assert ("open", None) not in life.timers


def test_it_opens_late_after_a_downtime() -> None:
    life = scheduled()
    life.fire("open", after=timedelta(hours=30))
    assert life.state.phase == "open"
    assert told_to_others(life)


def test_what_could_not_open_before_its_close_is_left_out_and_that_is_said() -> None:
    life = scheduled()
    life.fire("open", after=timedelta(days=2))
    assert (life.state.phase, life.finished) == ("cancelled", True)
    assert told_to_others(life) == []
    assert "没能发布" in life.heard(SECRETARY)


def test_back_to_the_draft_its_timers_go_and_come_back_with_an_undo() -> None:
    life = scheduled()
    before = dict(life.timers)
    life.taps("修改", SECRETARY)
    assert (life.state.phase, life.timers) == ("draft", {})
    life.taps("撤销", SECRETARY)
    assert life.state.phase == "scheduled"
    assert {key: each.at for key, each in life.timers.items()} == {
        key: each.at for key, each in before.items()
    }
    assert all(each.revision == life.state.schedule.revision for each in life.timers.values())


def test_a_step_is_not_undone_to_a_time_that_has_passed() -> None:
    life = scheduled(opens_at=START + timedelta(minutes=5))
    life.press("edit")
    life.advance(minutes=6)
    life.taps("撤销", SECRETARY)
    assert "原定的开始时间已经过了" in life.refusal()


def test_what_is_published_again_opens_at_the_new_revision_alone() -> None:
    life = scheduled()
    old = life.timers["open", None].revision
    life.press("edit")
    life.press("publish")
    assert life.timers["open", None].revision > old


def test_cancelled_before_it_opened_nobody_else_is_told() -> None:
    life = scheduled()
    life.taps("取消活动", SECRETARY)
    assert "还没有通知任何人" in life.heard(SECRETARY)
    life.taps("是的，取消", SECRETARY)
    assert told_to_others(life) == []
    assert life.finished


def test_cancelled_when_open_the_invitation_changes_and_everybody_is_told() -> None:
    life = opened()
    life.press("cancel!")
    assert [each.key for each in life.effects(Edit)] == ["invitation"]
    assert len(told_to_others(life)) == 2
    life.press("show")
    assert "取消了" in life.heard(SECRETARY)
    assert life.labels(SECRETARY) == ["更多操作…"]


@pytest.mark.parametrize("by", ["timer", "organizer"])
def test_it_closes_at_its_time_or_by_the_organizer(by: str) -> None:
    life = opened()
    if by == "timer":
        life.fire("close")
    else:
        life.press("close!")
    assert life.state.phase == "closed"
    assert life.state.schedule.closes_at == life.now, "when it has closed indeed"
    assert "报名已截止" in life.heard(SECRETARY)
    life.press("close!")
    assert "已经截止" in life.refusal()


def test_a_reminder_that_comes_after_its_time_is_dropped() -> None:
    life = opened()
    life.press("join", actor=LI)
    assert isinstance(life.fire("remind", after=timedelta(days=2)), Rejected)
    assert life.refusal() == ""


def test_a_late_reminder_is_of_use_until_its_time() -> None:
    life = opened()
    life.press("join", actor=LI)
    assert isinstance(life.fire("remind", after=timedelta(hours=2)), Decision)
    (reminder,) = life.effects(Send)
    assert (reminder.until, reminder.due_at) == (STARTS, STARTS - timedelta(days=1))


def test_a_command_needs_the_right_and_a_plan_without_a_person_does_not() -> None:
    life = harness(WORKFLOW, machine=MACHINE)
    assert isinstance(life.begin(by=LI), Rejected)
    assert isinstance(life.begin(PLAN, by=LI), Rejected)
    life.begin(PLAN, by=None)
    assert life.state.organizer is None
    assert "正在报名" in life.heard(SECRETARY)


def test_a_wrong_time_to_open_is_named() -> None:
    life = harness(WORKFLOW, machine=MACHINE)
    assert isinstance(life.begin({**PLAN, "opens_at": 7}), Rejected)
    assert "opens_at" in life.refusal()


def test_what_would_open_after_its_close_asks_for_another_time() -> None:
    life = scheduled(opens_at=CLOSES + timedelta(hours=1))
    assert life.state.phase == "draft"
    assert "原定的时间已经过了" in life.heard(SECRETARY)
    assert "报名什么时候截止" in life.heard(SECRETARY)
