"""Nobody is offered a time that who talks can't keep; who has called off may take another."""

from __future__ import annotations

from datetime import timedelta

from service.core.workflow import Rejected
from tests.workflows.talk.bench import LI, PEER, SECRETARY, ZHANG, Bench

FIRST, SECOND, THIRD = "2026-03-07T19:30", "2026-03-07T20:30", "2026-03-08T19:30"


def offer(*members: int, slots: tuple[str, ...], claims: dict[str, int], number: int = 9) -> Bench:
    details = {"members": list(members), "slots": list(slots)}
    return Bench(details, number=number, claims=claims)


def test_what_another_talk_takes_is_not_offered() -> None:
    claims: dict[str, int] = {}
    one = offer(LI, slots=(FIRST,), claims=claims, number=8)
    one.taps("19:30", LI)
    other = offer(PEER, slots=("2026-03-07T19:45", SECOND), claims=claims)
    assert "19:45" not in str(other.labels(PEER)), "it would overlap"
    assert any("20:30" in each for each in other.labels(PEER))
    assert [each.at.hour for each in other.offer.progress.slots] == [12]


def test_what_is_taken_meanwhile_is_gone_when_one_looks_again() -> None:
    claims: dict[str, int] = {}
    other = offer(PEER, ZHANG, slots=(FIRST, SECOND), claims=claims)
    assert len([each for each in other.labels(PEER) if "3月7日" in each]) == 2
    one = offer(LI, slots=(FIRST, THIRD), claims=claims, number=8)
    one.taps("19:30", LI)
    other.press("show", actor=PEER)
    assert [each for each in other.labels(PEER) if "3月7日" in each] == ["3月7日 周六 20:30"]


def test_where_all_times_are_taken_nothing_is_sent() -> None:
    claims: dict[str, int] = {}
    one = offer(LI, slots=(FIRST,), claims=claims, number=8)
    one.taps("19:30", LI)
    other = offer(PEER, slots=(FIRST,), claims=claims)
    assert other.offer.phase == "draft"
    assert "都已另有安排" in other.refusal()


def test_who_has_called_off_takes_another_time_while_the_offer_is_open() -> None:
    both = offer(LI, PEER, slots=(FIRST, SECOND), claims={})
    both.taps("19:30", LI)
    both.taps("取消", LI)
    both.advance(minutes=30)
    assert isinstance(both.press("undo", actor=LI), Rejected), "too late for that"
    both.taps("另选时间", LI)
    assert len([each for each in both.labels(LI) if "3月7日" in each]) == 2
    both.taps("20:30", LI)
    assert both.talks[LI].phase == "booked"
    assert both.held_keys() == set(both.claims)


def test_whom_the_secretary_has_refused_does_not_choose_again() -> None:
    both = offer(LI, PEER, slots=(FIRST, SECOND), claims={})
    both.taps("19:30", LI)
    both.press("off", actor=SECRETARY, about=LI)
    assert both.talks[LI].phase == "cancelled"
    assert isinstance(both.press("rebook", actor=LI), Rejected)
    both.advance(both.now + timedelta(days=9))
    assert isinstance(both.press("rebook", actor=LI), Rejected)
