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
from service.runtime.localization.catalog import Locale
from service.workflows.discussion import WORKFLOW
from tests.workflows.discussion.bench import (
    BRANCH,
    CHAIR,
    DETAILS,
    LI,
    OTHER,
    ROSTER,
    SECRETARY,
    WORDS,
    Bench,
    shanghai,
)

RULES = rules_of((WORKFLOW,))

BY_HAND = {"command": "discussion", "args": ""}


def test_a_discussion_by_hand_asks_for_topic_prompt_and_deadline_and_opens_when_published() -> None:
    bench = Bench(BY_HAND)
    assert bench.effects(Send)[0].asks == "title"
    bench.answer("title", "  读书\n体会 ")
    assert bench.state.title == "读书 体会"
    assert bench.effects(Send)[0].asks == "prompt"
    bench.answer("prompt", "谈谈体会")
    assert bench.effects(Send)[0].asks == "deadline"
    bench.answer("deadline", "今晚8点")
    assert bench.state.closes_at == shanghai("2026-03-06 20:00")
    assert [each.label for row in bench.sent("panel").choices for each in row] == [
        "✔ 发布",
        "改题目",
        "改提示",
        "改截止",
        "最少字数：不限",
        "＋ 学习材料",
        "更多设置",
        "放弃",
        "更多操作…",
    ]
    bench.press("publish")
    assert bench.state.phase == "open"
    assert {each.to for each in bench.effects(Send)} == {
        ToRoom(BRANCH),
        ToMembers(BRANCH),
        ToPerson(SECRETARY),
    }
    assert {each.name: each.at for each in bench.effects(SetTimer)} == {
        "close": shanghai("2026-03-06 20:00"),
        "remind": shanghai("2026-03-06 19:00"),
    }


def test_the_words_behind_the_command_are_the_topic() -> None:
    bench = Bench({"command": "discussion", "args": "读书 体会"})
    assert bench.state.title == "读书 体会"
    assert bench.effects(Send)[0].asks == "prompt"


def test_everything_can_be_changed_before_it_is_published() -> None:
    bench = Bench(BY_HAND)
    bench.answer("title", "甲")
    bench.answer("prompt", "乙")
    bench.press("lasts", 60)
    for verb, words in (("title", "丙"), ("prompt", "丁"), ("deadline", "明天 9:00")):
        bench.press(verb)
        assert bench.effects(Send)[0].asks == verb
        bench.answer(verb, words)
    assert (bench.state.title, bench.state.prompt) == ("丙", "丁")
    assert bench.state.closes_at == shanghai("2026-03-07 09:00")
    lengths = []
    for _ in range(5):
        bench.press("length")
        lengths.append(bench.state.min_length)
    assert lengths == [20, 50, 100, 0, 20]
    bench.press("title")
    bench.press("keep")
    assert bench.state.title == "丙", "a question may be left without an answer"
    assert "丁" in bench.sent("panel").body


def test_to_drop_a_draft_is_confirmed_first() -> None:
    bench = Bench(BY_HAND)
    bench.answer("title", "甲")
    bench.press("drop")
    assert not bench.finished
    bench.press("keep")
    assert bench.effects(Send)[0].asks == "prompt"
    bench.press("drop!")
    assert bench.finished
    assert bench.state.phase == "cancelled"


def test_a_planned_discussion_waits_for_its_opening_and_may_be_changed_till_then() -> None:
    bench = Bench({**DETAILS, "opens_at": "2026-03-07T09:00:00", "min_length": 20})
    assert bench.state.phase == "scheduled"
    assert bench.state.opens_at == shanghai("2026-03-07 09:00"), "on the clock of the branch"
    assert {each.name for each in bench.effects(SetTimer)} == {"open", "close", "remind"}
    assert [each.to for each in bench.effects(Send)] == [ToPerson(SECRETARY)]
    old = bench.state.step
    bench.press("edit")
    assert {each.name for each in bench.effects(ClearTimer)} == {"open", "close", "remind", "round"}
    bench.press("publish")
    assert bench.state.phase == "scheduled"
    bench.now = shanghai("2026-03-07 09:00")
    assert isinstance(bench.do(TimerFired("open", bench.now, old)), Rejected)
    bench.fire("open")
    assert bench.state.phase == "open"
    assert "至少 20 个字" in bench.sent("topic").body


def test_a_planned_discussion_whose_time_went_by_is_left_out_and_that_is_said() -> None:
    bench = Bench({**DETAILS, "opens_at": shanghai("2026-03-07 09:00")})
    bench.fire("open", after=timedelta(days=3))
    assert bench.state.phase == "cancelled"
    assert bench.finished
    assert [each.to for each in bench.effects(Send)] == [ToPerson(SECRETARY)]
    assert "没能按时开始" in bench.sent("panel").body


def test_a_planned_discussion_with_nobody_behind_it_reports_to_who_may_lead_it() -> None:
    bench = Bench(by=None)
    assert bench.state.phase == "open"
    assert ToPerson(SECRETARY) in [each.to for each in bench.effects(Send)]
    people = {**ROSTER.people, SECRETARY: replace(ROSTER.people[SECRETARY], active=False)}
    bench.roster = replace(ROSTER, people=people)
    bench.fire("close", after=timedelta(hours=2))
    assert [each.to for each in bench.effects(Send)] == [ToRoom(BRANCH), ToPerson(CHAIR)]


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
        ({"min_lenght": 20}, "min_lenght: there is no such key; allowed: title"),
    ],
)
def test_a_wrong_plan_is_refused_by_key(change: dict[str, Any], problem: str) -> None:
    context = Context(shanghai("2026-03-06 10:00"), ROSTER.people[SECRETARY], ROSTER, RULES)
    refused = WORKFLOW.begin(context, BRANCH, {**DETAILS, **change})
    assert isinstance(refused, Rejected)
    for language in LANGUAGES:
        assert problem in WORDS.say(refused.say or "", Locale(language))


@pytest.mark.parametrize("details", [BY_HAND, DETAILS])
@pytest.mark.parametrize("person", [LI, OTHER])
def test_only_who_may_manage_discussions_begins_one(details: dict[str, Any], person: int) -> None:
    context = Context(shanghai("2026-03-06 10:00"), ROSTER.people[person], ROSTER, RULES)
    refused = WORKFLOW.begin(context, BRANCH, details)
    assert isinstance(refused, Rejected)
    assert refused.code == "discussion.not_allowed"


@pytest.mark.parametrize(
    ("asked", "words", "code"),
    [
        ("title", " \n ", "bad_title"),
        ("title", "长" * 101, "bad_title"),
        ("prompt", "", "bad_prompt"),
        ("prompt", "长" * 2001, "bad_prompt"),
        ("deadline", "很快", "no_time"),
        ("deadline", "2026-03-01 10:00", "bad_time"),
        ("deadline", "100天后", "bad_time"),
        ("speak", "我说", "unexpected"),
    ],
)
def test_a_wrong_answer_of_the_secretary_is_refused_with_what_to_do(
    asked: str, words: str, code: str
) -> None:
    bench = Bench(BY_HAND)
    bench.answer(asked, words)
    assert isinstance(bench.outcome, Rejected)
    assert bench.outcome.code == f"discussion.{code}"
    assert bench.refusal()


def test_what_is_not_complete_or_too_late_is_not_published() -> None:
    bench = Bench(BY_HAND)
    bench.press("publish")
    assert "还没有填好" in bench.refusal()
    bench.answer("title", "甲")
    bench.answer("prompt", "乙")
    bench.press("lasts", 30)
    bench.now += timedelta(minutes=30)
    bench.press("publish")
    assert "先改截止" in bench.refusal()


@pytest.mark.parametrize("args", [(), (0,), (999999,)])
def test_a_forged_deadline_is_refused(args: tuple[int, ...]) -> None:
    assert isinstance(Bench(BY_HAND).press("lasts", *args), Rejected)


@pytest.mark.parametrize("verb", ["progress", "close", "close!", "cancel", "cancel!", "keep"])
def test_only_who_may_lead_the_discussion_leads_it(verb: str) -> None:
    bench = Bench()
    bench.press(verb, actor=LI)
    assert "没有管理讨论和征集的权限" in bench.refusal()
    assert isinstance(bench.press(verb, actor=CHAIR), Decision), "who is above may"


@pytest.mark.parametrize(
    "verb", ["started", "?title", "@close", "said", "withdrawn", "/discussion"]
)
@pytest.mark.parametrize("details", [BY_HAND, DETAILS])
def test_a_choice_forged_to_look_like_another_event_is_refused(
    verb: str, details: dict[str, Any]
) -> None:
    bench = Bench(details)
    assert isinstance(bench.press(verb, actor=LI), Rejected)
    assert isinstance(bench.press(verb, actor=SECRETARY), Rejected)
