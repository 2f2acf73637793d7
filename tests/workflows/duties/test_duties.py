"""The month's card, what it begins, and what is noted as done."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from service.core.access import Rules
from service.core.effects import Start
from service.core.queries import DoneByMembers, Held, OwnDone
from service.core.records import Counted
from service.core.workflow import Menu, Rejected, Workflow
from service.sdk.testing import (
    BRANCH,
    CHAIR,
    COMMITTEE,
    LI,
    ROSTER,
    SECRETARY,
    START,
    ZHANG,
    Harness,
)
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


ACTIVIST = replace(
    ROSTER, people={**ROSTER.people, LI: replace(ROSTER.people[LI], standing="activist")}
)


def card(
    *record: Counted,
    unit: int = BRANCH,
    by: int = SECRETARY,
    done: tuple[Counted, ...] = (),
    **how: Any,
) -> Harness:
    answers = {Held(unit, SINCE): record, DoneByMembers(unit, SINCE): done}
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
    answers = {Held(BRANCH, SINCE): (), DoneByMembers(BRANCH, SINCE): ()}
    above = card(by=CHAIR, answers=answers)
    assert "还差 2 位\n" in above.heard(CHAIR)


def test_a_member_has_a_card_of_their_own() -> None:
    done = (
        Counted("study_hours", START, (LI,), unit=COMMITTEE, amount=8),
        Counted("theme_day", START - timedelta(days=3), unit=BRANCH, absent=(LI,), activity=7),
    )
    life = harness(WORKFLOW, machine=MACHINE, rules=RULES, answers={OwnDone(LI): done})
    life.begin(by=LI)
    told = life.heard(LI)
    assert ("您本人应办的：\n· 参加主题党日：缺席 1 次，还没有补课（3月31日 周二以前）") in told
    assert "· 支委与党员谈心谈话：还没有谈（12月31日" in told
    assert "· 党员集中学习培训32学时：8/32 学时" in told
    assert "32 hours of study for each member: 8 of 32 hours" in life.heard(LI, "en")
    assert "主题党日" in life.labels(LI)[0], "the way to what was missed"
    assert life.finished
    assert isinstance(life.begin({"duty": "yearly_summary"}, by=LI), Rejected)


def test_who_has_not_done_it_is_listed_and_reminded_once_an_hour() -> None:
    done = (Counted("study_hours", START, (LI,), unit=BRANCH, amount=32),)
    life = card(done=done)
    assert "· 党员集中学习培训32学时：2 人中已完成 1 人（12月31日" in life.heard(SECRETARY)
    life.taps("👥 党员集中学习培训32学时：还差 1 人", SECRETARY)
    listed = life.heard(SECRETARY)
    assert "已完成 1 人，还差 1 人：\n· 张三：0/32 学时" in listed
    assert "李华" not in listed
    life.taps("🔔 提醒这 1 人", SECRETARY)
    assert "请记得：\n· 党员集中学习培训32学时：0/32 学时" in life.heard(ZHANG)
    assert not life.messages(LI)
    life.press("remind!", "study_hours_member", "20260101", actor=SECRETARY)
    assert "刚提醒过" in life.refusal()


def test_who_missed_a_meeting_owes_it_until_the_minutes_are_read() -> None:
    day = START - timedelta(days=30)
    missed = Counted("theme_day", day, unit=BRANCH, absent=(LI, ZHANG))
    life = card(held("talk", "2026-01-02", SECRETARY, LI), missed)
    assert "参加主题党日（2月）：" in life.heard(SECRETARY)
    life.press("who", "theme_day_member", "20260201", actor=SECRETARY)
    assert life.heard(SECRETARY).count("参加或补课 0 次，共 1 次") == 2
    read = card(held("talk", "2026-01-02", SECRETARY, LI), replace(missed, absent=(ZHANG,)))
    read.press("who", "theme_day_member", "20260201", actor=SECRETARY)
    assert "李华" not in read.heard(SECRETARY)


def test_what_nobody_records_is_noted_of_one_member() -> None:
    life = card(roster=ACTIVIST)
    life.taps("👥 入党积极分子考察：还差 1 人", SECRETARY)
    life.taps("✓ 记为已办：李华", SECRETARY)
    (begun,) = life.effects(Start)
    life.begin(begun.details)
    life.press("day", "0")
    counted = WORKFLOW.counts_as(life.activity)  # type: ignore[misc, arg-type]
    assert isinstance(counted, Counted)
    assert (counted.kind, counted.people) == ("activist_inspection_half_year", (LI,))
    after = card(roster=ACTIVIST, done=(replace(counted, unit=BRANCH),))
    assert "✓ 入党积极分子考察：1 人都已完成" in after.heard(SECRETARY)


def test_from_above_no_member_is_named_or_listed() -> None:
    life = card(by=CHAIR)
    assert not [each for each in life.labels(CHAIR) if each.startswith("👥")]
    assert isinstance(life.press("who", "study_hours_member", "20260101", actor=CHAIR), Rejected)
    assert isinstance(
        life.press("remind!", "study_hours_member", "20260101", actor=CHAIR), Rejected
    )


@pytest.mark.parametrize("args", [(), ("nothing",), ("study_hours_member", "19990101")])
def test_a_forged_list_shows_nobody(args: tuple[str, ...]) -> None:
    life = card()
    assert isinstance(life.press("who", *args, actor=SECRETARY), Rejected)
    assert isinstance(life.press("remind!", *args, actor=SECRETARY), Rejected)


def test_a_plan_brings_the_card_to_who_leads() -> None:
    life = harness(
        WORKFLOW,
        machine=MACHINE,
        rules=RULES,
        answers={Held(BRANCH, SINCE): (), DoneByMembers(BRANCH, SINCE): ()},
    )
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
