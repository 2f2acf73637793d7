"""Who has not answered is reminded when the organizer asks for it, in each kind alike."""

from __future__ import annotations

from datetime import time, timedelta

import pytest

from service.core.calendar import QuietHours
from service.core.effects import Send, ToMembers
from service.core.workflow import Rejected
from service.sdk.testing import LI, SECRETARY, ZHANG, Harness
from service.testkit.harness import harness
from service.workflows.signup import MACHINE, WORKFLOW
from tests.workflows.discussion.life import Life
from tests.workflows.discussion.test_collected import WORKS
from tests.workflows.quiz.bench import Quizzing
from tests.workflows.talk.bench import Bench
from tests.workflows.talk.stories import SATURDAY

NAP = QuietHours(time(9), time(16))


def sign_up() -> Harness:
    life = harness(WORKFLOW, machine=MACHINE)
    details = {
        "title": "植树",
        "about": "带水",
        "starts_at": "周日 9:00",
        "closes_at": "周六 20:00",
    }
    life.begin({**details, "minutes": 60, "places": 9}, by=None)
    life.press("join", actor=LI)
    return life


def quiz() -> Harness:
    life = Quizzing()
    life.quiz(feedback="end", minutes=300)
    life.press("begin", actor=LI)
    return life


def discussion() -> Harness:
    life = Life({"title": "读书", "prompt": "谈谈", "minutes": 300})
    life.reply(LI, "我先说。")
    return life


def works() -> Harness:
    life = Life({**WORKS, "minutes": 300})
    life.send(LI, "操场.png")
    return life


def talks() -> Harness:
    life = Bench({"members": ["李华", "Zhang"], "slots": SATURDAY})
    life.advance(hours=5)  # by day in Berlin
    life.press("take", str(int(life.offer.progress.slots[0].at.timestamp())), actor=LI)
    return life


@pytest.mark.parametrize(
    ("begun", "left_out", "meant", "silent"),
    [
        (sign_up, "in", "", 2),
        (quiz, "submitted", "", 3),
        (discussion, "spoke", "", 2),
        (works, "spoke", "", 2),
        (talks, "", "offered", 1),
    ],
)
def test_the_silent_are_reminded_once_an_hour(begun, left_out, meant, silent) -> None:  # type: ignore[no-untyped-def]
    life = begun()
    life.press("show", actor=SECRETARY)
    life.taps("提醒未完成的", SECRETARY)
    assert f"{silent} 人" in life.heard(SECRETARY)
    assert ("李华" in life.heard(SECRETARY)) == (begun is quiz), "who has answered is left alone"
    life.taps("现在提醒", SECRETARY)
    (sent,) = [each for each in life.effects(Send) if isinstance(each.to, ToMembers)]
    assert (left_out in sent.to.but_status) == bool(left_out)
    assert sent.to.only_status == ((meant,) if meant else ())
    assert sent.deferrable, "it waits for quiet hours"
    assert sent.until is not None
    assert isinstance(life.press("nudge", actor=SECRETARY), Rejected)
    assert "刚提醒过" in life.refusal()
    assert isinstance(life.press("nudge!", actor=SECRETARY), Rejected)
    life.advance(minutes=61)
    assert not isinstance(life.press("nudge", actor=SECRETARY), Rejected)
    assert isinstance(life.press("nudge!", actor=ZHANG), Rejected), "a member may not"


def test_nobody_is_reminded_when_all_have_answered_or_sleep() -> None:
    life = sign_up()
    for each in life.context().roster.members(life.activity.unit):
        life.press("join", actor=each.id)
    assert isinstance(life.press("nudge", actor=SECRETARY), Rejected)
    assert "大家都完成了" in life.refusal()
    night = Life({"title": "读书", "prompt": "谈谈", "minutes": 60}, quiet=NAP)
    assert isinstance(night.press("nudge", actor=SECRETARY), Rejected)
    assert "免打扰" in night.refusal()
    long = Life({"title": "读书", "prompt": "谈谈", "minutes": 3000}, quiet=NAP)
    long.press("nudge", actor=SECRETARY)
    assert "再发给他们" in long.heard(SECRETARY)


def test_an_anonymous_discussion_names_nobody() -> None:
    life = Life({"title": "读书", "prompt": "谈谈", "minutes": 300, "anonymous": True})
    life.press("nudge", actor=SECRETARY)
    assert "3 人" in life.heard(SECRETARY)
    assert "李华" not in life.heard(SECRETARY)
    assert life.state.schedule.nudged_at is None
    life.taps("现在提醒", SECRETARY)
    assert life.state.schedule.nudged_at == life.now
    assert timedelta(hours=1) > life.now - life.state.schedule.nudged_at
