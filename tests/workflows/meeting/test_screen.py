"""The big screen of a meeting: the live line, the item, and a vote once it is closed."""

from __future__ import annotations

import pytest

from service.core.effects import OpenPage
from service.core.events import Informed
from service.sdk.testing import LI, SECRETARY
from tests.workflows.meeting.at_meeting import CHEN, PEOPLE, called, held, opened
from tests.workflows.screens import shown

NAMES = [each.name for each in PEOPLE.people.values()]
FIGURES = {"yes": 3, "no": 1, "abstain": 0, "present": 4, "should": 5, "needed": 3}


def test_before_it_begins_it_shows_when() -> None:
    life = called()
    assert "开始" in shown(life)
    assert "Begins" in shown(life, "en")
    assert not any(each in shown(life) for each in NAMES)


def test_while_it_is_held_it_shows_how_many_are_there_and_the_item() -> None:
    life = opened()
    life.press("here", actor=LI)
    told = shown(life)
    assert "通报上月工作" in told
    assert "第 1 项（共 2 项）" in told
    assert "应到 6 人" in told
    assert not any(each in told for each in NAMES)
    life.press("next", actor=CHEN)
    assert "审议年度预算" in shown(life)


def test_a_code_that_is_read_out_stands_on_no_screen() -> None:
    life = opened(check_in="code")
    (code,) = {
        line.split("：")[1][:4] for line in life.heard(SECRETARY).split("\n") if "签到码" in line
    } or {""}
    assert code
    assert code not in shown(life)


def test_a_vote_shows_its_figures_only_once_it_is_closed() -> None:
    life = opened()
    about = {"item": "0", "vote": 99}
    life.do(Informed(99, "vote.opened", {**about, "figures": FIGURES}))
    assert "正在表决" in shown(life)
    assert "A vote is under way" in shown(life, "en")
    assert "Yes" not in shown(life, "en")
    life.do(Informed(99, "vote.closed", {**about, "outcome": "passed", "figures": FIGURES}))
    assert "Yes 3, no 1" in shown(life, "en")


def test_what_was_said_and_decided_is_not_for_the_screen() -> None:
    life = opened()
    life.answer("said", "王书记：上月完成三件事", CHEN)
    assert "三件事" not in shown(life)


def test_it_ends_with_the_meeting() -> None:
    assert held().screen() is None


@pytest.mark.parametrize("phase", ["called", "opened"])
def test_chair_and_recorder_get_the_link_and_nobody_else(phase: str) -> None:
    life = called() if phase == "called" else opened()
    life.press("screen", actor=LI)
    assert life.page == ""
    life.press("rest", actor=SECRETARY)
    assert any("大屏幕" in each for each in life.labels(SECRETARY))
    life.taps("大屏幕", SECRETARY)
    assert len(life.effects(OpenPage)) == 1
    assert life.page
