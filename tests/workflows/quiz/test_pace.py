"""A quiz in the room, one question at a time: a countdown, points for speed, and who leads."""

from __future__ import annotations

from datetime import timedelta

from service.questions.model import Option, Question
from tests.workflows.quiz.bench import Quizzing
from tests.world import BRANCH, world

THREE = tuple(
    Question("single", f"第{number}题?", (Option("是", True), Option("否", False)), 2)
    for number in range(1, 4)
)


def seconds(count: float) -> timedelta:
    return timedelta(seconds=count)


def open_quiz(**details: object) -> Quizzing:
    q = Quizzing(THREE)
    q.quiz(live=True, pace=20, **details)
    return q


def standing(q: Quizzing) -> list[str]:
    """The questions in the room that can be answered."""
    return [
        q.service.say(each.body, "zh-CN").partition("\n")[0] for each in q.chat() if each.choices
    ]


def test_one_question_stands_in_the_room_at_a_time_and_counts_down() -> None:
    q = open_quiz()
    assert "每题 20 秒，一题一题来" in q.said()[0]
    assert standing(q) == ["第1题?"]
    assert "⏳ 20 秒" in q.last()
    q.wait(seconds=10)
    assert "⏳ 10 秒" in q.last()
    q.wait(seconds=10)
    assert standing(q) == ["第2题?"]
    q.wait(seconds=20)
    assert standing(q) == ["第3题?"]
    q.wait(seconds=20)
    assert standing(q) == []
    assert "没有人作答" in q.last()


def test_a_right_answer_at_once_brings_all_the_points_and_a_late_one_fewer() -> None:
    q = open_quiz()
    q.tap("李华", "A. 是")
    q.wait(seconds=10)
    q.tap("Zhang", "A. 是")
    q.tap("王敏", "B. 否")
    assert q.attempt("李华").score == 200
    assert q.attempt("Zhang").score == 150
    assert q.attempt("王敏").score == 0
    q.wait(seconds=10)
    room = q.said()
    (leading,) = [each for each in room if "领先" in each]
    assert leading.splitlines() == [
        "第 1 题之后领先：",
        "1. 李华（一支部）2 分",
        "2. Zhang（一支部）1.5 分",
        "3. 王敏（一支部）0 分",
    ]
    assert "正确答案：A. 是" in next(each for each in room if "第1题" in each)


def test_an_answer_to_a_question_that_is_over_does_not_count() -> None:
    q = open_quiz()
    q.wait(seconds=20)
    q.forge("李华", "vote:0.0")
    assert "时间已经过了" in q.last("李华")
    assert not q.parts


async def test_after_the_last_question_the_quiz_closes_and_the_ranking_comes() -> None:
    async with world() as w:
        await w.bank(questions=THREE)
        quiz = await w.quiz_of(live=True, pace=20)
        for _ in THREE:
            await w.press("李华", "A. 是", room=BRANCH)
            await w.advance(seconds(20))
        assert "🥇 李华（一支部）6 分" in w.last("王敏", BRANCH)
        state = (await w.activity(quiz)).state
        assert state.phase == "published"
        assert await w.rows_of_timers() == []


def test_the_ranking_and_the_leaders_may_go_without_names() -> None:
    q = open_quiz(nameless=True)
    q.tap("李华", "A. 是")
    q.wait(seconds=60)
    assert not any("李华" in each for each in q.said())


def test_a_cancelled_one_stops_where_it_is() -> None:
    q = open_quiz()
    q.tap("王敏", "取消测验")
    q.tap("王敏", "是的，取消")
    q.wait(seconds=60)
    assert standing(q) == []
    assert not any("第2题" in each for each in q.said())
