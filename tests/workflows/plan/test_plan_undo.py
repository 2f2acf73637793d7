"""Steps of a plan that are taken back for ten minutes."""

from __future__ import annotations

from datetime import timedelta

from service.core.effects import SetTimer
from service.core.workflow import Rejected
from tests.workflows.plan.test_plan import MEMBER, SECRETARY, Bench


def test_a_skipped_date_is_had_back() -> None:
    bench = Bench()
    before = bench.plan
    bench.press("skipnow", str(before.step))
    assert bench.plan.next_at != before.next_at
    bench.now += timedelta(minutes=9)
    bench.press("undone", "1")
    assert "已撤销" in bench.said()
    assert (bench.plan.next_at, bench.plan.after) == (before.next_at, before.after)
    assert bench.plan.next_at in [each.at for each in bench.effects(SetTimer)]
    assert bench.plan.step > before.step, "the buttons of the skipped plan are old"


def test_a_date_that_has_come_meanwhile_is_not_had_back() -> None:
    """Nobody is told of a start that nobody has asked for."""
    bench = Bench()
    due = bench.plan.next_at
    assert due is not None
    bench.advance(until=due - timedelta(minutes=3))
    bench.press("skipnow", str(bench.plan.step))
    bench.now += timedelta(minutes=5)
    refused = bench.press("undone", "1")
    assert isinstance(refused, Rejected)
    assert refused.code == "plan.undo_past"


def test_a_stopped_plan_goes_on() -> None:
    bench = Bench()
    before = bench.plan
    bench.press("stop")
    assert "10 分钟内可以撤销" in bench.said()
    bench.press("stopnow", str(before.step))
    assert bench.plan.phase == "over"
    bench.press("undone", "1")
    assert bench.plan.phase == "running"
    assert bench.plan.next_at == before.next_at


def test_a_plan_that_was_stopped_in_its_pause_is_paused_again() -> None:
    bench = Bench()
    bench.press("pause")
    bench.press("stopnow", str(bench.plan.step))
    bench.press("undone", "1")
    assert bench.plan.phase == "paused"
    assert not bench.effects(SetTimer)


def test_it_is_too_late_after_ten_minutes_and_after_another_step() -> None:
    bench = Bench()
    bench.press("skipnow", str(bench.plan.step))
    bench.press("pause")
    over = bench.press("undone", "1")
    assert isinstance(over, Rejected)
    bench.press("resume")
    bench.press("skipnow", str(bench.plan.step))
    bench.now += timedelta(minutes=10)
    late = bench.press("undone", "2")
    assert isinstance(late, Rejected)
    assert late.code == "sdk.undo_late"


def test_who_may_not_manage_plans_takes_nothing_back() -> None:
    bench = Bench()
    bench.press("skipnow", str(bench.plan.step), actor=SECRETARY)
    assert isinstance(bench.press("undone", "1", actor=MEMBER), Rejected)
