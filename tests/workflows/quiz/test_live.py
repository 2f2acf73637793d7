"""A quiz that is run in the room, where there are no native polls: buttons, or numbers to type."""

from __future__ import annotations

from dataclasses import replace

from adapters.memory.adapter import EVERYTHING
from service.questions.model import Option, Question
from tests.world import BRANCH, minutes, world

LONG = Question("single", "哪一个?", (Option("长" * 101, True), Option("短", False)), 2)


async def test_every_question_stands_in_the_room_and_a_tap_answers_it() -> None:
    async with world() as w:
        quiz = await w.quiz(live=True)
        invitation, *questions = w.heard("王敏", BRANCH)
        assert "请直接在下面的题目上作答" in invitation
        assert [each[:7] for each in questions] == ["第 1/3 题", "第 2/3 题", "第 3/3 题"]
        assert "请到群里直接作答" in w.last("李华")
        await w.press("李华", "B. 2", room=BRANCH)
        assert "正确" in w.last("李华")
        await w.press("李华", "A. 1", room=BRANCH)
        assert "不能再改" in w.last("李华")
        for label in ("A. 2", "B. 3", "B. 3", "C. 4"):
            await w.press("李华", label, room=BRANCH)
        assert "已记下您的答案：AC" in w.last("李华")
        await w.press("李华", "A. 对", room=BRANCH)
        attempt = await w.entry(quiz, "李华")
        assert attempt.answers == ((1,), (0, 2), (0,))
        assert (attempt.phase, attempt.score) == ("submitted", 600)


async def test_at_the_close_the_buttons_go_and_what_is_right_is_told() -> None:
    async with world() as w:
        await w.quiz(live=True)
        await w.press("李华", "B. 2", room=BRANCH)
        await w.advance(minutes(61))
        room = w.heard("王敏", BRANCH)
        assert "正确答案：B. 2" in room[1]
        assert not any(line.post.buttons for line in w.room().lines.values())
        assert "李华" in room[-1]


async def test_with_explanations_at_the_end_an_answer_may_be_changed_until_the_close() -> None:
    async with world() as w:
        quiz = await w.quiz(live=True, feedback="end")
        await w.press("李华", "A. 1", room=BRANCH)
        assert "截止前可以修改" in w.last("李华")
        await w.press("李华", "B. 2", room=BRANCH)
        assert (await w.entry(quiz, "李华")).answers[0] == (1,)
        await w.advance(minutes(61))
        assert any("：正确答案" in each for each in w.heard("王敏", BRANCH))


async def test_the_secretary_chooses_it_and_hears_which_question_is_too_long_for_a_poll() -> None:
    async with world() as w:
        await w.bank(questions=(LONG,))
        await w.say("王敏", "测验")
        await w.press("王敏", "10 分钟后")
        await w.press("王敏", "一小时")
        await w.press("王敏", "改为：在群里现场作答（投票）")
        assert "第 1 题放不进投票" in w.last("王敏")
        await w.press("王敏", "改为：私聊里逐题作答")
        assert "放不进投票" not in w.last("王敏")


async def test_what_can_not_be_answered_by_choosing_is_not_run_in_the_room() -> None:
    typed = Question("short", "首都?", accepted=("北京",))
    async with world() as w:
        await w.bank(questions=(LONG, typed))
        await w.say("王敏", "测验")
        await w.press("王敏", "10 分钟后")
        await w.press("王敏", "一小时")
        await w.press("王敏", "改为：在群里现场作答（投票）")
        assert "不能在群里现场作答" in w.last("王敏")


async def test_without_buttons_the_options_are_numbered_and_answered_by_a_reply() -> None:
    async with world(capabilities=replace(EVERYTHING, buttons=False)) as w:
        quiz = await w.quiz(live=True)
        first = next(line for line in w.room().lines.values() if "一加一" in line.post.body)
        assert "2. B. 2" in first.post.body
        await w.say("李华", "2", room=BRANCH, reply_to=first)
        assert (await w.entry(quiz, "李华")).answers[0] == (1,)


async def test_a_cancelled_one_takes_the_buttons_away_and_tells_no_answer() -> None:
    async with world() as w:
        await w.quiz(live=True)
        await w.press("王敏", "取消测验")
        await w.press("王敏", "是的，取消")
        assert not any(line.post.buttons for line in w.room().lines.values())
        assert not any("正确答案" in each for each in w.heard("王敏", BRANCH))


async def test_it_speaks_english_to_whoever_reads_english() -> None:
    async with world() as w:
        await w.quiz(live=True)
        assert "Answer there" in w.last("Zhang")
        await w.press("Zhang", "A. 1", room=BRANCH)
        assert "Correct answer: B. 2" in w.last("Zhang")
