"""A quiz in the room, one question at a time: a countdown, points for speed, and who leads."""

from __future__ import annotations

from datetime import timedelta

from service.questions.model import Option, Question
from tests.world import BRANCH, World, world

THREE = tuple(
    Question("single", f"第{number}题?", (Option("是", True), Option("否", False)), 2)
    for number in range(1, 4)
)


def seconds(count: float) -> timedelta:
    return timedelta(seconds=count)


async def open_quiz(w: World, **details: object) -> int:
    await w.bank(questions=THREE)
    return await w.quiz_of(live=True, pace=20, **details)


def standing(w: World) -> list[str]:
    """The questions in the room that can be answered."""
    return [
        line.post.body.partition("\n")[0] for line in w.room().lines.values() if line.post.buttons
    ]


async def test_one_question_stands_in_the_room_at_a_time_and_counts_down() -> None:
    async with world() as w:
        await open_quiz(w)
        assert "每题 20 秒，一题一题来" in w.heard("王敏", BRANCH)[0]
        assert standing(w) == ["第1题?"]
        assert "⏳ 20 秒" in w.last("王敏", BRANCH)
        await w.advance(seconds(10))
        assert "⏳ 10 秒" in w.last("王敏", BRANCH)
        await w.advance(seconds(10))
        assert standing(w) == ["第2题?"]
        await w.advance(seconds(20))
        assert standing(w) == ["第3题?"]
        await w.advance(seconds(20))
        assert standing(w) == []
        assert "没有人作答" in w.last("王敏", BRANCH)


async def test_a_right_answer_at_once_brings_all_the_points_and_a_late_one_fewer() -> None:
    async with world() as w:
        quiz = await open_quiz(w)
        await w.press("李华", "A. 是", room=BRANCH)
        await w.advance(seconds(10))
        await w.press("Zhang", "A. 是", room=BRANCH)
        await w.press("王敏", "B. 否", room=BRANCH)
        assert (await w.entry(quiz, "李华")).score == 200
        assert (await w.entry(quiz, "Zhang")).score == 150
        assert (await w.entry(quiz, "王敏")).score == 0
        await w.advance(seconds(10))
        room = w.heard("王敏", BRANCH)
        (leading,) = [each for each in room if "领先" in each]
        assert leading.splitlines() == [
            "第 1 题之后领先：",
            "1. 李华（一支部）2 分",
            "2. Zhang（一支部）1.5 分",
            "3. 王敏（一支部）0 分",
        ]
        assert "正确答案：A. 是" in next(each for each in room if "第1题" in each)


async def test_an_answer_to_a_question_that_is_over_does_not_count() -> None:
    async with world() as w:
        quiz = await open_quiz(w)
        first = w.newest(w.room(), "第1题")
        choice = first.post.flat_buttons[0].id
        await w.advance(seconds(20))
        await w.receive(w.chats.pressed(w.room(), "李华", first, choice))
        assert "时间已经过了" in w.last("李华")
        assert await w.entry(quiz, "李华") is None


async def test_after_the_last_question_the_quiz_closes_and_the_ranking_comes() -> None:
    async with world() as w:
        quiz = await open_quiz(w)
        for _ in THREE:
            await w.press("李华", "A. 是", room=BRANCH)
            await w.advance(seconds(20))
        assert "🥇 李华（一支部）6 分" in w.last("王敏", BRANCH)
        state = (await w.activity(quiz)).state
        assert state.phase == "published"
        assert await w.rows_of_timers() == []


async def test_the_ranking_and_the_leaders_may_go_without_names() -> None:
    async with world() as w:
        await open_quiz(w, nameless=True)
        await w.press("李华", "A. 是", room=BRANCH)
        await w.advance(seconds(60))
        assert not any("李华" in each for each in w.heard("王敏", BRANCH))


async def test_a_cancelled_one_stops_where_it_is() -> None:
    async with world() as w:
        await open_quiz(w)
        await w.press("王敏", "取消测验")
        await w.press("王敏", "是的，取消")
        await w.advance(seconds(60))
        assert standing(w) == []
        assert not any("第2题" in each for each in w.heard("王敏", BRANCH))
