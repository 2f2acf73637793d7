"""Drafts of talks that were dropped, and had back."""

from __future__ import annotations

from service.core.workflow import Rejected
from service.sdk.testing import LI, SECRETARY
from tests.workflows.talk.bench import Bench

UNDO = "↩ 撤销"


def drafted() -> Bench:
    life = Bench({"command": "talk", "args": "李华"})
    life.types("明天 19:30", SECRETARY)
    return life


def test_a_dropped_offer_is_there_again_with_all_that_was_chosen() -> None:
    life = drafted()
    assert "发出后马上私聊告诉 1 人" in life.heard(SECRETARY)
    life.taps("放弃", SECRETARY)
    assert life.finished
    life.taps(UNDO, SECRETARY)
    assert "已撤销，恢复成原来的样子" in life.heard(SECRETARY)
    assert "3月7日 周六 19:30" in life.heard(SECRETARY)
    life.taps("发出", SECRETARY)
    assert "想和您谈心" in life.heard(LI)


def test_a_dropped_wish_is_there_again() -> None:
    life = Bench({"command": "wish"}, by=LI)
    life.taps("放弃", LI)
    life.taps(UNDO, LI)
    assert "想和谁谈谈" in life.heard(LI)
    assert not life.messages(SECRETARY)


def test_after_ten_minutes_it_stays_dropped() -> None:
    life = drafted()
    life.taps("放弃", SECRETARY)
    life.advance(minutes=11)
    assert isinstance(life.taps(UNDO, SECRETARY), Rejected)
    assert "超过十分钟，不能再撤销了" in life.refusal()
    assert life.finished
