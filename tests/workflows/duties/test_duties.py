"""The month's card, what it begins, and what is noted as done."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from service.core.access import Rules
from service.core.effects import Start
from service.core.queries import Held
from service.core.records import Counted
from service.core.workflow import Menu, Rejected, Workflow
from service.sdk.testing import BRANCH, CHAIR, COMMITTEE, LI, SECRETARY, START, Harness
from service.settings.rule_files import read_rule_book
from service.testkit.harness import harness
from service.workflows import signup
from service.workflows.duties import WORKFLOW
from service.workflows.duties.machine import MACHINE

SINCE = datetime(2021, 12, 31, 16, tzinfo=UTC)  # the longest term of office, with its delay
RULES = Rules(book=read_rule_book("party-branch"))
MEETINGS = Workflow(
    kind="signup",
    activity_type=object,
    entry_type=object,
    begin=signup.WORKFLOW.begin,
    decide=signup.WORKFLOW.decide,
    summary=signup.WORKFLOW.summary,
    permissions=signup.WORKFLOW.permissions,
    menu=Menu(1, "signup.manage", meets=frozenset({"meeting"})),
)
"""Stands for whatever begins meetings."""


def card(*record: Counted, unit: int = BRANCH, by: int = SECRETARY, **how: Any) -> Harness:
    answers = {Held(unit, SINCE): record}
    how = {"rules": RULES, "beside": (MEETINGS,), "answers": answers, "unit": unit, **how}
    life = harness(WORKFLOW, machine=MACHINE, **how)
    life.begin(by=by)
    return life


def held(kind: str, day: str, *people: int) -> Counted:
    return Counted(kind, datetime.fromisoformat(f"{day}T04:00:00+00:00"), people, unit=BRANCH)


def test_the_card_says_what_was_held_and_begins_what_was_not() -> None:
    life = card(held("members_meeting", "2026-03-03"), held("talk", "2026-02-02", SECRETARY, LI))
    told = life.heard(SECRETARY)
    assert "· 主题党日：还没有" in told
    assert "✓ 支部党员大会：3月3日 周二" in told
    assert "支委与党员谈心谈话：还差 1 位（张三）" in told
    assert "theme day: none yet" in life.heard(SECRETARY, "en")
    assert "＋ 支部党员大会" not in life.labels(SECRETARY), "it was held"
    life.taps("＋ 主题党日", SECRETARY)
    (begun,) = life.effects(Start)
    wanted = {"command": "signup", "args": "", "kind": "theme_day"}
    assert (begun.kind, begun.unit, begun.by, begun.details) == ("signup", BRANCH, 1, wanted)


def test_working_days_are_those_of_the_calendar() -> None:
    life = card()
    assert "本月（到3月31日 周二，还有 18 个工作日）" in life.heard(SECRETARY)


def test_whoever_is_above_sees_counts_and_no_names() -> None:
    life = card(held("theme_day", "2026-03-03"), unit=COMMITTEE, by=CHAIR)
    told = life.heard(CHAIR)
    assert "· 第一支部：" in told
    assert "第二支部" not in told, "too few people"
    assert "张三" not in told
    answers = {Held(BRANCH, SINCE): ()}
    above = card(by=CHAIR, answers=answers)
    assert "还差 2 位\n" in above.heard(CHAIR)


def test_a_member_has_no_card() -> None:
    life = harness(WORKFLOW, machine=MACHINE, rules=RULES)
    assert isinstance(life.begin(by=LI), Rejected)
    assert life.refusal() == "您没有这个权限。需要的话，请联系管理员。"


def test_a_plan_brings_the_card_to_who_leads() -> None:
    life = harness(WORKFLOW, machine=MACHINE, rules=RULES, answers={Held(BRANCH, SINCE): ()})
    life.begin({"command": "month", "args": "", "title": "每月", "opens_at": START}, by=None)
    assert "本月应办" in life.heard(SECRETARY)
    assert life.finished


def test_what_no_activity_records_is_noted_and_can_be_withdrawn() -> None:
    life = card()
    life.taps("✓ 记为已办：年度工作总结", SECRETARY)
    (begun,) = life.effects(Start)
    life.begin(begun.details)
    assert "年度工作总结是哪天办的" in life.heard(SECRETARY)
    life.types("后天", SECRETARY)
    assert "请写一个已经过去的日期" in life.refusal()
    life.types("3月2日", SECRETARY)
    assert "已记下：年度工作总结，3月2日" in life.heard(SECRETARY)
    counts_as = WORKFLOW.counts_as
    assert counts_as is not None
    assert life.activity is not None
    counted = counts_as(life.activity)
    assert isinstance(counted, Counted)
    assert (counted.kind, f"{counted.at:%m-%d}") == ("yearly_summary", "03-02")
    life.taps("撤回", SECRETARY)
    assert counts_as(life.activity) is None
    assert "不再计算" in life.heard(SECRETARY)


@pytest.mark.parametrize(("tapped", "day"), [("0", "03-06"), ("2", "03-04"), ("9", "")])
def test_a_day_is_tapped(tapped: str, day: str) -> None:
    life = card()
    life.begin({"duty": "yearly_summary"})
    life.press("day", tapped)
    assert (life.state.phase, life.state.at and f"{life.state.at:%m-%d}") == (
        ("noted", day) if day else ("asking", None)
    )


def test_a_note_that_is_dropped_counts_nothing() -> None:
    life = card()
    life.begin({"duty": "yearly_summary"})
    life.taps("不记了", SECRETARY)
    assert life.state.phase == "cancelled"
    assert "好的，不记了" in life.heard(SECRETARY)


@pytest.mark.parametrize("verb", ["begin", "note"])
@pytest.mark.parametrize("duty", ["", "nothing", "group_meeting_monthly"])
def test_a_forged_button_begins_nothing(verb: str, duty: str) -> None:
    life = card(beside=())
    assert isinstance(life.press(verb, duty), Rejected)


def test_a_duty_that_is_gone_from_the_rules_is_refused() -> None:
    life = card()
    assert isinstance(life.begin({"duty": "gone"}), Rejected)
    assert "规则已经变了" in life.refusal()
