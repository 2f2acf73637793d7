"""Conversations about every kind of question, tapped and typed, with both kinds of feedback."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from adapters.memory.adapter import EVERYTHING
from service.core.capabilities import Capabilities
from service.questions.model import Option, Pair, Question, arranged
from service.runtime.codec import Codec
from service.store.cipher import FernetSealer
from service.workflows.quiz import WORKFLOW
from service.workflows.quiz.model import Attempt, Composing
from tests.workflows.quiz.bench import Quizzing
from tests.world import KEY, World, world

ORDER = Question("order", "按时间排序", items=("建党", "遵义会议", "建国"), points=3,
                 credit="proportional")  # fmt: skip
MATCH = Question("match", "首都", pairs=(Pair("法国", "巴黎"), Pair("日本", "东京")), points=2,
                 decoys=("罗马",), credit="proportional")  # fmt: skip
SHORT = Question("short", "党的生日?", accepted=("7月1日", "七一"), explanation="1921年")
NUMBER = Question("number", "圆周率?", number=3.14, tolerance=0.01)
SINGLE = Question("single", "一加一?", (Option("1", False, "少了"), Option("2", True, "好")))
ALL = (SINGLE, SHORT, NUMBER, ORDER, MATCH)

TEXT_ONLY = Capabilities(edits=False, buttons=False)


def shown(question: Question, number: int) -> str:
    """The item or partner that is shown under this number."""
    parts = question.items or question.partners
    return parts[arranged(question)[number - 1]]


def number_of(question: Question, part: str) -> int:
    parts = question.items or question.partners
    return arranged(question).index(parts.index(part)) + 1


def taken(feedback: str, *questions: Question) -> Quizzing:
    """A quiz of these questions, which 李华 has begun to take."""
    q = Quizzing(questions)
    q.quiz(feedback=feedback)
    q.tap("李华", "开始答题")
    return q


def typed() -> Iterator[str]:
    """The right answers to the questions without options, as people type them."""
    yield from ("“7 月 1 日”。", "３．１５")
    yield " ".join(str(number_of(ORDER, item)) for item in ORDER.items)
    letters = ["ABC"[number_of(MATCH, pair.right) - 1] for pair in MATCH.pairs]
    yield f"1{letters[0]} 2{letters[1]}"


ANSWERS = ((1,), "“7 月 1 日”。", "3.15", (0, 1, 2), (0, 1))


@pytest.mark.parametrize("feedback", ["each", "end"])
def test_every_kind_can_be_answered_by_typing(feedback: str) -> None:
    q = taken(feedback, *ALL)
    q.say("李华", "B", *typed())
    if feedback == "end":
        q.say("李华", "交卷")
    assert "您已交卷：8/8 分，答对 5/5 题" in q.last("李华")
    assert q.attempt("李华").answers == ANSWERS


@pytest.mark.parametrize("capabilities", [EVERYTHING, TEXT_ONLY], ids=["buttons", "text"])
async def test_a_letter_that_is_typed_is_a_tap_and_the_rest_are_answers(
    capabilities: Capabilities,
) -> None:
    async with world(capabilities=capabilities) as w:
        quiz = await begun(w, "each", *ALL)
        for words in ("B", "提交", *typed()):
            await w.say("李华", words)
        assert "您已交卷：8/8 分，答对 5/5 题" in w.last("李华")
        assert (await w.entry(quiz, "李华")).answers == ANSWERS


async def begun(w: World, feedback: str, *questions: Question) -> int:
    await w.bank("各种", questions)
    quiz = await w.quiz(bank="各种", feedback=feedback)
    await w.say("李华", "开始答题")
    return quiz


def test_an_order_grows_by_taps_the_last_follows_and_a_step_can_be_undone() -> None:
    q = taken("each", ORDER)
    assert "排序 · 3 分" in q.last("李华")
    q.tap("李华", shown(ORDER, 1))
    assert f"您的顺序：{shown(ORDER, 1)}" in q.last("李华")
    q.tap("李华", "撤回一步")
    assert "您的顺序" not in q.last("李华")
    q.tap("李华", "建党")
    q.tap("李华", "遵义会议")
    assert "您的顺序：建党 → 遵义会议 → 建国" in q.last("李华"), "the last needs no tap"
    q.tap("李华", "撤回一步")
    assert "您的顺序：建党\n" in f"{q.last('李华')}\n", "what followed by itself goes as well"
    q.tap("李华", "建国")
    q.tap("李华", "提交")
    assert "部分正确，+1 分" in q.said("李华")[-2]
    assert "正确答案：建党 → 遵义会议 → 建国" in q.said("李华")[-2]
    assert "您已交卷：1/3 分，答对 0/1 题" in q.last("李华")
    assert q.attempt("李华").score == 100


async def test_a_tap_that_comes_twice_counts_once() -> None:
    async with world() as w:
        quiz = await begun(w, "each", MATCH)
        message, button = w.find_button(w.chat("李华"), "巴黎")
        for _ in range(2):
            await w.receive(w.chats.pressed(w.chat("李华"), "李华", message, button.id))
        assert len((await w.entry(quiz, "李华")).picked) == 1


def test_a_matching_asks_for_one_partner_after_the_other() -> None:
    q = taken("end", MATCH, SINGLE)
    assert "▶ 1. 法国" in q.last("李华")
    q.tap("李华", "巴黎")
    assert "▶ 2. 日本" in q.last("李华")
    q.tap("李华", "罗马")
    assert "一加一" in q.last("李华"), "with feedback at the end the last tap answers"
    q.tap("李华", "B. 2")
    assert "法国 — 巴黎；日本 — 罗马" in q.last("李华")
    q.tap("李华", "改第 1 题")
    q.tap("李华", "撤回一步")
    q.tap("李华", "东京")
    q.tap("李华", "交卷")
    assert q.attempt("李华").score == 300


def test_what_is_no_answer_is_told_how_to_type_it_and_nothing_is_lost() -> None:
    q = taken("each", NUMBER, ORDER, MATCH, SHORT)
    q.say("李华", "三左右")
    assert "没看懂这个数字" in q.last("李华")
    q.say("李华", "3")
    assert q.shown("正确答案：3.14 ± 0.01", "李华")
    q.say("李华", "1 1 2")
    assert "请写全 3 个序号" in q.last("李华")
    q.say("李华", "123", "1A")
    assert "请写全 2 组对应" in q.last("李华")


async def test_a_number_is_an_answer_though_earlier_questions_offer_numbered_choices() -> None:
    """With feedback at the end there is a way back by button, but never under a typed question."""
    async with world(capabilities=TEXT_ONLY) as w:
        quiz = await begun(w, "end", SINGLE, NUMBER)
        await w.say("李华", "2")
        await w.say("李华", "1")
        assert (await w.entry(quiz, "李华")).answers == ((1,), "1")


def test_feedback_of_an_option_is_told_to_whoever_took_it() -> None:
    q = taken("each", SINGLE)
    q.tap("李华", "A.")
    q.tap("李华", "提交")
    assert "A. 少了" in "\n".join(q.said("李华"))
    assert "B. 好" not in "\n".join(q.said("李华"))


def test_an_attempt_of_the_first_schema_still_loads() -> None:
    """Its scores were whole points; its answers were always tuples of options."""
    codec = Codec([WORKFLOW], FernetSealer([KEY]))
    old = json.dumps(
        {"phase": "answering", "at": 1, "answers": [[1], None], "picked": [], "score": 2,
         "out_of": 5, "submitted_at": None}
    )  # fmt: skip
    assert codec.entry("quiz", 1, old) == Attempt("answering", 1, ((1,), None), (), 200, 500)


def test_a_quiz_of_the_first_schema_still_loads() -> None:
    codec = Codec([WORKFLOW], FernetSealer([KEY]))
    old = {
        "phase": "open", "title": "党章", "owner": 1, "bank": "党章", "opens_at": None,
        "closes_at": None, "feedback": "each", "remind_before": 600, "review": False, "step": 1,
        "questions": [{"kind": "single", "prompt": "?", "points": 2, "explanation": "",
                       "options": [{"text": "1", "correct": False},
                                   {"text": "2", "correct": True}]}],
    }  # fmt: skip
    quiz = codec.activity("quiz", 1, json.dumps(old)).definition
    assert quiz.out_of == 200
    assert quiz.questions[0].options[1] == Option("2", True)


def test_a_quiz_of_the_second_schema_still_loads_with_the_step_that_can_be_undone() -> None:
    """Its fields lay side by side."""
    before = {
        "phase": "scheduled", "title": "党章", "owner": 1, "bank": "党章", "questions": [],
        "opens_at": "2026-03-06T12:00:00+00:00", "closes_at": "2026-03-06T12:30:00+00:00",
        "feedback": "close", "remind_before": 0, "review": True, "step": 3, "live": False,
        "file": None, "wish": "20题", "extended": [], "asked": 0, "asked_at": None, "undo": None,
        "terms": {"attempts": 2, "counts": "last", "minutes": 5, "pass_mark": 60, "mixed": True,
                  "pace": 0, "papers": [[0], [1]], "seed": "7.1", "whole": False,
                  "nameless": True},
        "composing": {"step": "look", "writing": [], "part": "", "fetching": "", "removed": None,
                      "edition": 4, "read_at": -1},
    }  # fmt: skip
    undo = {"number": 2, "before": before, "by": 1, "until": "2026-03-06T10:10:00+00:00"}
    changed = {"phase": "cancelled", "extended": [[2, "2026-03-06T12:45:00+00:00"]], "undo": undo}
    codec = Codec([WORKFLOW], FernetSealer([KEY]))
    quiz = codec.activity("quiz", 2, json.dumps(before | changed))
    assert (quiz.phase, quiz.organizer, quiz.undo.number) == ("cancelled", 1, 2)
    assert (quiz.definition.title, quiz.definition.wish) == ("党章", "20题")
    assert quiz.definition.terms.papers == ((0,), (1,))
    assert quiz.progress.extended == ((2, datetime(2026, 3, 6, 12, 45, tzinfo=UTC)),)
    assert quiz.progress.composing.edition == 4
    closes_at = datetime(2026, 3, 6, 12, 30, tzinfo=UTC)
    assert (quiz.schedule.closes_at, quiz.schedule.reminders) == (closes_at, ())
    assert quiz.schedule.revision == 3
    assert quiz.undo.before == replace(
        quiz, phase="scheduled", progress=replace(quiz.progress, extended=()), undo=None
    )
    assert codec.activity("quiz", WORKFLOW.schema, codec.encode(quiz)) == quiz
    earlier = {key: each for key, each in before.items() if key not in ("composing", "undo")}
    read = codec.activity("quiz", 2, json.dumps(earlier))
    assert (read.progress.composing, read.undo) == (Composing(), None)
