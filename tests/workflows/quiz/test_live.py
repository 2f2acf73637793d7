"""A quiz that is run in the room, where there are no native polls: buttons, or numbers to type."""

from __future__ import annotations

from dataclasses import replace

from adapters.memory.adapter import EVERYTHING
from service.questions.model import Option, Question
from tests.workflows.quiz.bench import Quizzing
from tests.world import BRANCH, world

LONG = Question("single", "哪一个?", (Option("长" * 101, True), Option("短", False)), 2)


def test_every_question_stands_in_the_room_and_a_tap_answers_it() -> None:
    q = Quizzing()
    q.quiz(live=True)
    invitation, *questions = q.said()
    assert "请直接在下面的题目上作答" in invitation
    assert [each[:7] for each in questions] == ["第 1/3 题", "第 2/3 题", "第 3/3 题"]
    assert "请到群里直接作答" in q.last("李华")
    q.tap("李华", "B. 2")
    assert "正确" in q.last("李华")
    q.tap("李华", "A. 1")
    assert "不能再改" in q.last("李华")
    for label in ("A. 2", "B. 3", "B. 3", "C. 4"):
        q.tap("李华", label)
    assert "已记下您的答案：AC" in q.last("李华")
    q.tap("李华", "A. 对")
    attempt = q.attempt("李华")
    assert attempt.answers == ((1,), (0, 2), (0,))
    assert (attempt.phase, attempt.score) == ("submitted", 600)


def test_at_the_close_the_buttons_go_and_what_is_right_is_told() -> None:
    q = Quizzing()
    q.quiz(live=True)
    q.tap("李华", "B. 2")
    q.wait(minutes=61)
    room = q.said()
    assert "正确答案：B. 2" in room[1]
    assert not any(each.choices for each in q.chat())
    assert "李华" in room[-1]


def test_with_explanations_at_the_end_an_answer_may_be_changed_until_the_close() -> None:
    q = Quizzing()
    q.quiz(live=True, feedback="end")
    q.tap("李华", "A. 1")
    assert "截止前可以修改" in q.last("李华")
    q.tap("李华", "B. 2")
    assert q.attempt("李华").answers[0] == (1,)
    q.wait(minutes=61)
    assert any("：正确答案" in each for each in q.said())


def test_the_secretary_chooses_it_and_hears_which_question_is_too_long_for_a_poll() -> None:
    q = Quizzing((LONG,))
    q.begin()
    q.tap("王敏", "10 分钟后")
    q.tap("王敏", "一小时")
    q.tap("王敏", "改为：在群里现场作答（投票）")
    assert "第 1 题放不进投票" in q.last("王敏")
    q.tap("王敏", "改为：私聊里逐题作答")
    assert "放不进投票" not in q.last("王敏")


def test_what_can_not_be_answered_by_choosing_is_not_run_in_the_room() -> None:
    typed = Question("short", "首都?", accepted=("北京",))
    q = Quizzing((LONG, typed))
    q.begin()
    q.tap("王敏", "10 分钟后")
    q.tap("王敏", "一小时")
    q.tap("王敏", "改为：在群里现场作答（投票）")
    assert "不能在群里现场作答" in q.last("王敏")


async def test_without_buttons_the_options_are_numbered_and_answered_by_a_reply() -> None:
    async with world(capabilities=replace(EVERYTHING, buttons=False)) as w:
        quiz = await w.quiz(live=True)
        first = next(line for line in w.room().lines.values() if "一加一" in line.post.body)
        assert "2. B. 2" in first.post.body
        await w.say("李华", "2", room=BRANCH, reply_to=first)
        assert (await w.entry(quiz, "李华")).answers[0] == (1,)


def test_a_cancelled_one_takes_the_buttons_away_and_tells_no_answer() -> None:
    q = Quizzing()
    q.quiz(live=True)
    q.tap("王敏", "取消测验")
    q.tap("王敏", "是的，取消")
    assert not any(each.choices for each in q.chat())
    assert not any("正确答案" in each for each in q.said())


def test_it_speaks_english_to_whoever_reads_english() -> None:
    q = Quizzing()
    q.quiz(live=True)
    assert "Answer there" in q.last("Zhang")
    q.tap("Zhang", "A. 1")
    assert "Correct answer: B. 2" in q.last("Zhang")
