"""A quiz that is run in the room, where there are no native polls: buttons, or numbers to type."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from adapters.memory.adapter import EVERYTHING, Line
from service.core.events import ChatStatusChanged, Tapped, Withdrawn
from service.core.message import Chat, Ref
from service.questions.model import Option, Question
from tests.workflows.quiz.bench import Quizzing
from tests.world import BRANCH, World, world

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
    q.tap("王敏", "更多操作…")
    q.tap("王敏", "改为：在群里现场作答（投票）")
    assert "第 1 题放不进投票" in q.last("王敏")
    q.tap("王敏", "更多操作…")
    q.tap("王敏", "改为：私聊里逐题作答")
    assert "放不进投票" not in q.last("王敏")


def test_what_can_not_be_answered_by_choosing_is_not_run_in_the_room() -> None:
    typed = Question("short", "首都?", accepted=("北京",))
    q = Quizzing((LONG, typed))
    q.begin()
    q.tap("王敏", "10 分钟后")
    q.tap("王敏", "一小时")
    q.tap("王敏", "更多操作…")
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


LIVE = replace(EVERYTHING, buttons=False, numbered=True)


async def question_of(w: World, words: str = "一加一") -> Line:
    return next(line for line in w.room().lines.values() if words in line.post.body)


async def tap(w: World, line: Line, number: int, name: str = "李华") -> Ref:
    """A number under a question in the room; the tap can be taken back."""
    ref = Ref(Chat("memory", BRANCH), f"{name}-{line.id}-{number}")
    await w.receive(w.chats.update(Tapped(ref, name, line.id, number)))
    return ref


async def take_back(w: World, ref: Ref, name: str = "李华") -> None:
    await w.receive(w.chats.update(Withdrawn(ref, name)))


async def test_taking_back_a_tap_that_no_longer_counts_leaves_the_later_one() -> None:
    """As people change their mind by reactions: the new one first, then the old one goes."""
    async with world(capabilities=LIVE) as w:
        quiz = await w.quiz(live=True, feedback="end")
        line = await question_of(w)
        first = await tap(w, line, 1)
        second = await tap(w, line, 2)
        await take_back(w, first)
        assert (await w.entry(quiz, "李华")).answers[0] == (1,)
        await take_back(w, second)
        assert (await w.entry(quiz, "李华")).answers[0] is None
        assert "已收回" in w.last("李华")


async def test_of_several_right_answers_each_tap_is_taken_back_by_itself() -> None:
    async with world(capabilities=LIVE) as w:
        quiz = await w.quiz(live=True, feedback="end")
        line = await question_of(w, "偶数")
        taps = [await tap(w, line, number) for number in (1, 2)]
        await take_back(w, taps[0])
        assert (await w.entry(quiz, "李华")).answers[1] == (1,)
        await w.say("李华", "AC", room=BRANCH, reply_to=line)
        await take_back(w, taps[1])
        assert (await w.entry(quiz, "李华")).answers[1] == (0, 2)


async def test_an_answer_that_is_explained_at_once_is_not_taken_back() -> None:
    async with world(capabilities=LIVE) as w:
        quiz = await w.quiz(live=True, feedback="each")
        first = await tap(w, await question_of(w), 1)
        await take_back(w, first)
        assert (await w.entry(quiz, "李华")).answers[0] == (0,)


async def test_a_reply_to_a_question_in_the_room_is_read_as_in_private() -> None:
    async with world(capabilities=LIVE) as w:
        quiz = await w.quiz(live=True, feedback="end")
        await w.say("李华", "错", room=BRANCH, reply_to=await question_of(w, "对吗"))
        await w.say("李华", "AC", room=BRANCH, reply_to=await question_of(w, "偶数"))
        assert (await w.entry(quiz, "李华")).answers[1:] == ((0, 2), (1,))
        await w.say("李华", "不知道", room=BRANCH, reply_to=await question_of(w, "对吗"))
        assert "请输入一个选项字母" in w.last("李华")
        assert (await w.entry(quiz, "李华")).answers[2] == (1,)


async def test_who_takes_the_only_answer_back_has_taken_no_part() -> None:
    async with world(capabilities=LIVE) as w:
        await w.quiz(live=True, feedback="end")
        line = await question_of(w)
        await take_back(w, await tap(w, line, 1))
        await tap(w, line, 2, "王敏")
        await w.advance(timedelta(minutes=61))
        ranking = [each for each in w.room().lines.values() if "成绩公布" in each.post.body]
        assert ranking[-1].post.body.startswith("🏁 成绩公布：1/")
        assert "李华" not in ranking[-1].post.body


async def test_a_ranking_that_did_not_reach_the_room_can_be_posted_again() -> None:
    async with world() as w:
        await w.quiz(feedback="end")
        w.room().closed = True
        await w.advance(timedelta(minutes=61))
        assert "排名没能发到支部群" in w.last("王敏")
        w.room().closed = False
        back = ChatStatusChanged(Ref(Chat("memory", BRANCH), ""), "王敏", "in")
        await w.receive(w.chats.update(back))
        await w.press("王敏", "重新发布排名")
        assert "排名发到支部群" in w.last("王敏")
        said = [each.post.body for each in w.room().lines.values()]
        assert sum("测验" in each and "没有人作答" in each for each in said) == 1
