"""From views to a decision: points, a meeting's agenda, and what was decided and why."""

from __future__ import annotations

from typing import Any

import pytest

from service.core.effects import Inform, Send, Start, ToMembers, ToRoom
from service.core.queries import Ongoing, Running
from service.core.standing import Waiting
from service.core.workflow import Rejected
from service.sdk.testing import BRANCH, LI, NEIGHBOUR, SECRETARY, START, Harness
from service.testkit.harness import harness
from service.workflows import meeting
from service.workflows.discussion import MACHINE, WORKFLOW

NAMED = {"zh": "支部党员大会", "en": "members' meeting", "at": "2026-03-09T19:00:00+08:00"}
PREPARED = (
    Running(31, "meeting", BRANCH, "called", "支部党员大会", waits=(Waiting("回复", START),)),
    Running(32, "meeting", NEIGHBOUR, "called", "别的支部的会"),
    Running(33, "quiz", BRANCH, "open", "测验"),
)


def closed(*, by: tuple[Any, ...] = (meeting.WORKFLOW,)) -> Harness:
    """A discussion that is over."""
    answers = {Ongoing(SECRETARY): PREPARED, Ongoing(LI): ()}
    life = harness(WORKFLOW, machine=MACHINE, beside=by, answers=answers)
    details = {"title": "活动放在哪天", "prompt": "周末还是晚上？", "minutes": 60}
    life.begin(details, by=None)
    life.advance(hours=2)
    assert life.state.phase == "closed"
    return life


def taken() -> Harness:
    """A meeting has it on its agenda."""
    life = closed()
    life.press("bring", 31)
    life.hears("agenda.taken", NAMED, 31)
    return life


def decided(**details: Any) -> Harness:
    life = taken()
    told = {"resolved": ["放在周末"], "outcome": "passed", **details}
    life.hears("agenda.decided", {**NAMED, **told}, 31)
    return life


def test_what_was_said_is_put_into_points_and_goes_along() -> None:
    life = closed()
    life.press("points")
    life.types("多数赞成周末\n晚上也有人赞成", SECRETARY)
    life.press("bring", 31)
    (told,) = life.effects(Inform)
    assert (told.activity, told.about) == (31, "agenda.proposed")
    assert told.details["title"] == "活动放在哪天"
    assert told.details["about"] == "1. 多数赞成周末；2. 晚上也有人赞成"
    assert life.finished, "it is over all the same"


@pytest.mark.parametrize("typed", ["", "\n".join("长" for _ in range(11)), "长" * 201])
def test_points_that_are_too_many_or_too_long_are_refused(typed: str) -> None:
    life = closed()
    life.press("points")
    assert isinstance(life.types(typed, SECRETARY), Rejected)
    assert life.state.progress.matter.points == ()


def test_the_units_own_meetings_are_offered_and_a_new_one() -> None:
    life = closed()
    life.press("bring")
    assert life.labels(SECRETARY)[:2] == ["支部党员大会（3月6日 周五）", "＋ 另开一个会"]
    assert isinstance(life.press("bring", 32), Rejected), "another unit's"
    assert isinstance(life.press("bring", 33), Rejected), "no meeting"
    life.press("bring", "new")
    (begun,) = life.effects(Start)
    assert begun.details["agenda"][0]["title"] == "活动放在哪天"
    assert begun.details["agenda"][0]["origin"] == life.number


def test_without_meetings_it_says_so() -> None:
    life = closed(by=())
    assert isinstance(life.press("bring"), Rejected)
    assert "没有召集会议的权限" in life.refusal()
    assert isinstance(life.press("bring", actor=LI), Rejected)


def test_it_stands_on_one_agenda_at_a_time() -> None:
    life = taken()
    assert "已列入支部党员大会的议程" in life.heard(SECRETARY)
    assert isinstance(life.press("bring", 31), Rejected)
    life.hears("agenda.dropped", NAMED, 99)
    assert life.state.progress.matter.meeting == 31, "that was another"
    life.hears("agenda.dropped", NAMED, 31)
    assert "那个会不开了" in life.heard(SECRETARY)
    assert not isinstance(life.press("bring"), Rejected)


def test_a_meeting_that_refuses_leaves_it_open() -> None:
    life = closed()
    life.press("bring", 31)
    life.hears("agenda.refused", NAMED, 31)
    assert "没有列入" in life.heard(SECRETARY)
    assert not life.state.progress.matter.meeting


def test_the_outcome_and_its_reason_go_to_those_who_took_part() -> None:
    life = decided()
    assert "支部党员大会（3月9日 周一）决定：\n放在周末\n表决：通过" in life.heard(SECRETARY)
    assert isinstance(life.press("announce", actor=LI), Rejected)
    life.types("多数赞成。", SECRETARY)
    life.press("announce")
    sent = life.effects(Send)
    (room,) = (each for each in sent if each.to == ToRoom(BRANCH))
    assert "为什么这样定：多数赞成。" in life.words(room.message)
    (members,) = (each for each in sent if isinstance(each.to, ToMembers))
    assert "silent" not in members.to.only_status
    assert "spoke" in members.to.only_status
    assert isinstance(life.press("announce"), Rejected), "once"


@pytest.mark.parametrize(
    ("details", "told"),
    [
        ({"resolved": [], "outcome": ""}, "讨论了这件事，没有作出决定"),
        ({"outcome": "failed"}, "表决：没有通过"),
        ({"outcome": "put_off"}, "表决：暂缓"),
    ],
)
def test_whatever_came_of_it_is_told(details: dict[str, Any], told: str) -> None:
    assert told in decided(**details).heard(SECRETARY)


def test_before_a_decision_there_is_nothing_to_tell() -> None:
    life = taken()
    assert isinstance(life.press("announce"), Rejected)
    assert isinstance(life.answer("why", "因为"), Rejected)
