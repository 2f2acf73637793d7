"""A discussion is prepared by hand or by a plan, and only by who may."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from service.core.effects import ClearTimer, Send, SetTimer, ToMembers, ToPerson, ToRoom
from service.core.events import TimerFired
from service.core.people import LANGUAGES
from service.core.workflow import Context, Decision, Rejected, rules_of
from service.sdk.testing import BRANCH, CHAIR, LI, ROSTER, SECRETARY
from service.workflows.discussion import WORKFLOW
from tests.workflows.discussion.life import (
    BY_HAND,
    DETAILS,
    OTHER,
    TEXTS,
    Life,
    drafted,
    shanghai,
)

RULES = rules_of((WORKFLOW,))


def test_a_discussion_by_hand_asks_for_topic_prompt_and_deadline_and_opens_when_published() -> None:
    life = Life(BY_HAND)
    assert life.effects(Send)[0].prompt == "title"
    life.answer("title", "  读书\n体会 ")
    assert life.state.definition.title == "读书 体会"
    assert life.effects(Send)[0].prompt == "prompt"
    life.answer("prompt", "谈谈体会")
    assert life.effects(Send)[0].prompt == "deadline"
    life.answer("deadline", "今晚8点")
    assert life.state.schedule.closes_at == shanghai("2026-03-06 20:00")
    assert [each.label for row in life.sent("panel").choices for each in row] == [
        "✔ 发布",
        "改提示",
        "改开始",
        "改截止",
        "更多设置",
        "更多操作…",
        "放弃",
    ]
    life.press("rest")
    assert [each.label for row in life.sent("panel").choices for each in row] == [
        "改题目",
        "最少字数：不限",
        "＋ 学习材料",
        "以成员身份试一遍",
        "存为模板",
        "返回",
    ]
    life.press("publish")
    assert life.state.phase == "open"
    assert {each.to for each in life.effects(Send)} == {
        ToRoom(BRANCH),
        ToMembers(BRANCH),
        ToPerson(SECRETARY),
    }
    assert {each.name: each.at for each in life.effects(SetTimer)} == {
        "close": shanghai("2026-03-06 20:00"),
        "remind": shanghai("2026-03-06 19:00"),
    }


def test_the_words_behind_the_command_are_the_topic() -> None:
    life = Life({"command": "discussion", "args": "读书 体会"})
    assert life.state.definition.title == "读书 体会"
    assert life.effects(Send)[0].prompt == "prompt"


def test_everything_can_be_changed_before_it_is_published() -> None:
    life = Life(BY_HAND)
    life.answer("title", "甲")
    life.answer("prompt", "乙")
    life.press("lasts", 60)
    for verb, words in (("title", "丙"), ("prompt", "丁"), ("deadline", "明天 9:00")):
        life.press(verb)
        assert life.effects(Send)[0].prompt == verb
        life.answer(verb, words)
    assert (life.state.definition.title, life.state.definition.prompt) == ("丙", "丁")
    assert life.state.schedule.closes_at == shanghai("2026-03-07 09:00")
    lengths = []
    for _ in range(5):
        life.press("length")
        lengths.append(life.state.definition.min_length)
    assert lengths == [20, 50, 100, 0, 20]
    life.press("title")
    life.press("keep")
    assert life.state.definition.title == "丙", "a question may be left without an answer"
    assert "丁" in life.sent("panel").body


def test_a_discussion_can_be_scheduled_in_the_chat_changed_and_called_off() -> None:
    life = drafted(close="明天 22:00")
    assert "开始：发布后立即开始" in life.heard(SECRETARY)
    life.taps("改开始", SECRETARY)
    assert life.labels(SECRETARY) == [
        "发布后立即开始",
        "10 分钟后",
        "1 小时后",
        "3月6日 周五 20:00",
        "3月7日 周六 09:00",
        "3月7日 周六 20:00",
        "返回",
    ]
    life.taps("3月7日 周六 20:00", SECRETARY)
    assert "开始：3月7日 周六 20:00" in life.heard(SECRETARY)
    life.taps("发布", SECRETARY)
    assert life.state.phase == "scheduled"
    assert life.messages() == [], "nobody hears of it yet"
    standing = life.standing(SECRETARY)
    assert standing is not None
    assert standing.stage == "scheduled"
    life.taps("修改", SECRETARY)
    life.taps("改开始", SECRETARY)
    life.types("明晚8点半", SECRETARY)
    life.taps("发布", SECRETARY)
    life.advance(until=shanghai("2026-03-07 20:29"))
    assert life.state.phase == "scheduled"
    life.advance(minutes=1)
    assert life.state.phase == "open"
    assert "结合实际谈谈体会" in life.heard()
    again = drafted(close="明天 22:00")
    again.taps("改开始", SECRETARY)
    again.types("明晚8点", SECRETARY)
    again.taps("发布", SECRETARY)
    again.taps("取消讨论", SECRETARY)
    again.taps("是的", SECRETARY)
    assert again.finished
    assert again.messages() == []


def test_the_beginning_and_the_end_may_be_typed_at_once_and_must_fit() -> None:
    life = drafted()
    life.taps("改开始", SECRETARY)
    life.types("明晚8点到9点", SECRETARY)
    schedule = life.state.schedule
    assert schedule.opens_at == shanghai("2026-03-07 20:00")
    assert schedule.closes_at == shanghai("2026-03-07 21:00")
    life.taps("改开始", SECRETARY)
    life.taps("发布后立即开始", SECRETARY)
    assert life.state.schedule.opens_at is None
    life.taps("改开始", SECRETARY)
    life.types("后天 9:00", SECRETARY)
    assert life.state.schedule.closes_at is None, "it would close before: it is asked for again"
    assert life.effects(Send)[0].prompt == "deadline"


def test_to_drop_a_draft_is_confirmed_first() -> None:
    life = Life(BY_HAND)
    life.answer("title", "甲")
    life.press("drop")
    assert not life.finished
    life.press("keep")
    assert life.effects(Send)[0].prompt == "prompt"
    life.press("drop!")
    assert life.finished
    assert life.state.phase == "cancelled"


def test_a_planned_discussion_waits_for_its_opening_and_may_be_changed_till_then() -> None:
    life = Life({**DETAILS, "opens_at": "2026-03-07T09:00:00", "min_length": 20})
    assert life.state.phase == "scheduled"
    assert life.state.schedule.opens_at == shanghai("2026-03-07 09:00"), (
        "on the clock of the branch"
    )
    assert {each.name for each in life.effects(SetTimer)} == {
        "open",
        "close",
        "remind",
        "ahead",
    }
    assert [each.to for each in life.effects(Send)] == [ToPerson(SECRETARY)]
    old = life.state.schedule.revision
    life.press("edit")
    assert {each.name for each in life.effects(ClearTimer)} == {
        *("open", "close", "remind", "round", "ahead"),
    }
    life.press("publish")
    assert life.state.phase == "scheduled"
    life.now = shanghai("2026-03-07 09:00")
    assert isinstance(life.do(TimerFired("open", life.now, old)), Rejected)
    life.fire("open")
    assert life.state.phase == "open"
    assert "至少 20 个字" in life.sent("topic").body


def test_a_planned_discussion_whose_time_went_by_is_left_out_and_that_is_said() -> None:
    life = Life({**DETAILS, "opens_at": shanghai("2026-03-07 09:00")})
    life.fire("open", after=timedelta(days=3))
    assert life.state.phase == "cancelled"
    assert life.finished
    assert [each.to for each in life.effects(Send)] == [ToPerson(SECRETARY)]
    assert "没能按时开始" in life.sent("panel").body


def test_a_planned_discussion_with_nobody_behind_it_reports_to_who_may_lead_it() -> None:
    life = Life(by=None)
    assert life.state.phase == "open"
    assert ToPerson(SECRETARY) in [each.to for each in life.effects(Send)]
    people = {**ROSTER.people, SECRETARY: replace(ROSTER.people[SECRETARY], active=False)}
    life.roster = replace(ROSTER, people=people)
    life.fire("close")
    assert [each.to for each in life.effects(Send)] == [ToRoom(BRANCH), ToPerson(CHAIR)]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"title": " "}, "title: allowed"),
        ({"title": "长" * 101}, "title: allowed: a text of 1 to 100"),
        ({"prompt": None}, "prompt: allowed"),
        ({"minutes": 0}, "minutes: 0 is not allowed"),
        ({"minutes": "ten"}, "minutes: 'ten' is not allowed"),
        ({"minutes": 90 * 1440}, "allowed: 1 to 86400"),
        ({"opens_at": "soon"}, "opens_at: allowed"),
        ({"closes_at": 7}, "closes_at: allowed"),
        ({"closes_at": "2026-03-01T10:00:00+00:00"}, "closes_at: allowed: after opens_at"),
        ({"min_length": -1}, "min_length: -1"),
        ({"min_length": True}, "min_length: True"),
        ({"remind_before": -1}, "remind_before: -1"),
        ({"genre": ["works"]}, "genre: ['works'] is not allowed; allowed: discussion"),
        ({"comments": "some"}, "comments: 'some' is not allowed; allowed: none, free, required"),
        ({"votes_for": 59}, "votes_for: 59 is not allowed; allowed: 60 to"),
        ({"comments_at": "2026-03-06T18:00:00"}, "comments_at: allowed: between"),
        ({"min_lenght": 20}, "min_lenght: there is no such key; allowed: title"),
    ],
)
def test_a_wrong_plan_is_refused_by_key(change: dict[str, Any], problem: str) -> None:
    context = Context(shanghai("2026-03-06 10:00"), ROSTER.people[SECRETARY], ROSTER, RULES)
    refused = WORKFLOW.begin(context, BRANCH, {**DETAILS, **change})
    assert isinstance(refused, Rejected)
    for language in LANGUAGES:
        assert problem in TEXTS.say(refused.say or "", language)


@pytest.mark.parametrize("details", [BY_HAND, DETAILS])
@pytest.mark.parametrize("person", [LI, OTHER])
def test_only_who_may_manage_discussions_begins_one(details: dict[str, Any], person: int) -> None:
    context = Context(shanghai("2026-03-06 10:00"), ROSTER.people[person], ROSTER, RULES)
    refused = WORKFLOW.begin(context, BRANCH, details)
    assert isinstance(refused, Rejected)
    assert refused.code == "sdk.not_allowed"


@pytest.mark.parametrize(
    ("asked", "words", "code"),
    [
        ("title", " \n ", "bad_text"),
        ("title", "长" * 101, "bad_text"),
        ("prompt", "", "bad_text"),
        ("prompt", "长" * 2001, "bad_text"),
        ("deadline", "很快", "no_time"),
        ("deadline", "2026-03-01 10:00", "bad_time"),
        ("deadline", "100天后", "bad_time"),
        ("speak", "我说", "not_now"),
    ],
)
def test_a_wrong_answer_of_the_secretary_is_refused_with_what_to_do(
    asked: str, words: str, code: str
) -> None:
    life = Life(BY_HAND)
    life.answer(asked, words)
    assert isinstance(life.outcome, Rejected)
    assert life.outcome.code == f"sdk.{code}"
    assert life.refusal()


def test_what_is_not_complete_or_too_late_is_not_published() -> None:
    life = Life(BY_HAND)
    life.press("publish")
    assert "还没有填完整" in life.refusal()
    life.answer("title", "甲")
    life.answer("prompt", "乙")
    life.press("lasts", 30)
    life.now += timedelta(minutes=30)
    life.press("publish")
    assert "另选一个" in life.refusal()


@pytest.mark.parametrize("args", [(), (0,), (999999,)])
def test_a_forged_deadline_is_refused(args: tuple[int, ...]) -> None:
    assert isinstance(Life(BY_HAND).press("lasts", *args), Rejected)


@pytest.mark.parametrize("verb", ["progress", "close", "close!", "cancel", "cancel!", "keep"])
def test_only_who_may_lead_the_discussion_leads_it(verb: str) -> None:
    life = Life()
    life.press(verb, actor=LI)
    assert "没有这个权限" in life.refusal()
    assert isinstance(life.press(verb, actor=CHAIR), Decision), "who is above may"


@pytest.mark.parametrize(
    "verb", ["started", "?title", "@close", "said", "withdrawn", "/discussion"]
)
@pytest.mark.parametrize("details", [BY_HAND, DETAILS])
def test_a_choice_forged_to_look_like_another_event_is_refused(
    verb: str, details: dict[str, Any]
) -> None:
    life = Life(details)
    assert isinstance(life.press(verb, actor=LI), Rejected)
    assert isinstance(life.press(verb, actor=SECRETARY), Rejected)
