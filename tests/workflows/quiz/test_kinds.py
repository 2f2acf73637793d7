"""Conversations about every kind of question, tapped and typed, with both kinds of feedback."""

from __future__ import annotations

import json

import pytest

from adapters.memory.adapter import EVERYTHING
from service.core.capabilities import Capabilities
from service.questions.model import Option, Pair, Question, arranged
from service.runtime.codec import Codec
from service.store.cipher import FernetSealer
from service.workflows.quiz import WORKFLOW
from service.workflows.quiz.model import Attempt
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


def everything(w: World) -> str:
    return "\n".join(w.heard("李华"))


async def prepared(w: World, feedback: str, *questions: Question) -> int:
    unit = await w.bank("各种", questions)
    return await started(w, unit, feedback)


async def started(w: World, unit: int, feedback: str) -> int:
    await w.quiz(bank="各种", feedback=feedback)
    await w.press("李华", "开始答题")
    (row,) = await w.sql("SELECT max(id) AS id FROM activities WHERE kind = 'quiz'")
    return int(row.id)


@pytest.mark.parametrize("capabilities", [EVERYTHING, TEXT_ONLY], ids=["buttons", "text"])
@pytest.mark.parametrize("feedback", ["each", "end"])
async def test_every_kind_can_be_answered_by_typing(
    feedback: str, capabilities: Capabilities
) -> None:
    async with world(capabilities=capabilities) as w:
        quiz = await prepared_typed(w, feedback, *ALL)
        await w.say("李华", "B")
        if feedback == "each":
            await w.say("李华", "提交")
        await w.say("李华", "“7 月 1 日”。")
        await w.say("李华", "３．１５")
        order = " ".join(str(number_of(ORDER, item)) for item in ORDER.items)
        await w.say("李华", order)
        letters = ["ABC"[number_of(MATCH, pair.right) - 1] for pair in MATCH.pairs]
        await w.say("李华", f"1{letters[0]} 2{letters[1]}")
        if feedback == "end":
            await w.say("李华", "交卷")
        assert "您已交卷：8/8 分，答对 5/5 题" in w.last("李华")
        assert (await w.entry(quiz, "李华")).answers == (
            (1,), "“7 月 1 日”。", "3.15", (0, 1, 2), (0, 1)
        )  # fmt: skip


async def prepared_typed(w: World, feedback: str, *questions: Question) -> int:
    await w.bank("各种", questions)
    await w.quiz(bank="各种", feedback=feedback)
    await w.say("李华", "开始答题")
    (row,) = await w.sql("SELECT max(id) AS id FROM activities WHERE kind = 'quiz'")
    return int(row.id)


async def test_an_order_grows_by_taps_the_last_follows_and_a_step_can_be_undone() -> None:
    async with world() as w:
        quiz = await prepared(w, "each", ORDER)
        assert "排序 · 3 分" in w.last("李华")
        await w.press("李华", shown(ORDER, 1))
        assert f"您的顺序：{shown(ORDER, 1)}" in w.last("李华")
        await w.press("李华", "撤回一步")
        assert "您的顺序" not in w.last("李华")
        await w.press("李华", "建党")
        await w.press("李华", "遵义会议")
        assert "您的顺序：建党 → 遵义会议 → 建国" in w.last("李华"), "the last needs no tap"
        await w.press("李华", "撤回一步")
        assert "您的顺序：建党\n" in f"{w.last('李华')}\n", "what followed by itself goes as well"
        await w.press("李华", "建国")
        await w.press("李华", "提交")
        assert "部分正确，+1 分" in w.heard("李华")[-2]
        assert "正确答案：建党 → 遵义会议 → 建国" in w.heard("李华")[-2]
        assert "您已交卷：1/3 分，答对 0/1 题" in w.last("李华")
        assert (await w.entry(quiz, "李华")).score == 100


async def test_a_tap_that_comes_twice_counts_once() -> None:
    async with world() as w:
        quiz = await prepared(w, "each", MATCH)
        message, button = w.find_button(w.chat("李华"), "巴黎")
        for _ in range(2):
            await w.receive(w.chats.pressed(w.chat("李华"), "李华", message, button.id))
        assert len((await w.entry(quiz, "李华")).picked) == 1


async def test_a_matching_asks_for_one_partner_after_the_other() -> None:
    async with world() as w:
        quiz = await prepared(w, "end", MATCH, SINGLE)
        assert "▶ 1. 法国" in w.last("李华")
        await w.press("李华", "巴黎")
        assert "▶ 2. 日本" in w.last("李华")
        await w.press("李华", "罗马")
        assert "一加一" in w.last("李华"), "with feedback at the end the last tap answers"
        await w.press("李华", "B. 2")
        assert "法国 — 巴黎；日本 — 罗马" in w.last("李华")
        await w.press("李华", "改第 1 题")
        await w.press("李华", "撤回一步")
        await w.press("李华", "东京")
        await w.press("李华", "交卷")
        assert (await w.entry(quiz, "李华")).score == 300


async def test_what_is_no_answer_is_told_how_to_type_it_and_nothing_is_lost() -> None:
    async with world() as w:
        await prepared(w, "each", NUMBER, ORDER, MATCH, SHORT)
        await w.say("李华", "三左右")
        assert "没看懂这个数字" in w.last("李华")
        await w.say("李华", "3")
        assert "正确答案：3.14 ± 0.01" in everything(w)
        await w.say("李华", "1 1 2")
        assert "请写全 3 个序号" in w.last("李华")
        await w.say("李华", "123")
        await w.say("李华", "1A")
        assert "请写全 2 组对应" in w.last("李华")


async def test_a_number_is_an_answer_though_earlier_questions_offer_numbered_choices() -> None:
    """With feedback at the end there is a way back by button, but never under a typed question."""
    async with world(capabilities=TEXT_ONLY) as w:
        quiz = await prepared_typed(w, "end", SINGLE, NUMBER)
        await w.say("李华", "2")
        await w.say("李华", "1")
        assert (await w.entry(quiz, "李华")).answers == ((1,), "1")


async def test_feedback_of_an_option_is_told_to_whoever_took_it() -> None:
    async with world() as w:
        await prepared(w, "each", SINGLE)
        await w.say("李华", "A")
        await w.say("李华", "提交")
        assert "A. 少了" in everything(w)
        assert "B. 好" not in everything(w)


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
    quiz = codec.activity("quiz", 1, json.dumps(old))
    assert quiz.out_of == 200
    assert quiz.questions[0].options[1] == Option("2", True)
