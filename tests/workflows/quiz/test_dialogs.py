"""Whole conversations about a quiz, as people have them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.memory.adapter import EVERYTHING
from service.core.people import RosterRow
from service.core.workflow import Rejected
from service.play.stage import NotThereError
from service.questions.model import Option, Question
from tests.workflows.quiz.bench import LI, OUTSIDER, Quizzing
from tests.world import BRANCH, PEOPLE, World, minutes, world

OTHER = RosterRow("陈外", "校/二支部")


async def answer(w: World, name: str, *typed: str) -> None:
    for words in typed:
        await w.say(name, words)


async def begin(w: World, name: str) -> None:
    await w.press(name, "Start" if w.person(name).language == "en" else "开始答题")


# -- preparing


async def test_the_secretary_prepares_previews_and_schedules_by_buttons_and_by_typing() -> None:
    async with world() as w:
        await w.bank()
        await w.say("王敏", "测验")
        assert "什么时候开始" in w.last("王敏")
        await w.say("王敏", "今晚7点半")
        assert "3月6日 周五 19:30 开始" in w.last("王敏")
        await w.press("王敏", "30 分钟")
        preview = w.last("王敏")
        for expected in ("共 3 题，6 分", "19:30", "20:00", "✓ B. 2", "解析：算术", "多选"):
            assert expected in preview
        assert w.heard("李华") == []
        assert w.heard("李华", BRANCH) == []
        await w.press("王敏", "确认发布")
        assert "已安排" in w.last("王敏")
        await w.advance(minutes(91))
        assert "测验开始：共 3 题，满分 6 分" in w.last("李华")
        assert "The quiz is open: 3 questions, 6 points" in w.last("Zhang")
        assert "Fri 6 Mar 13:00" in w.last("Zhang"), "on the reader's own clock"
        assert "测验开始" in w.last("李华", BRANCH)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("何时", "没看懂这个时间"),
        ("2020-01-01 10:00", "已经过去"),
    ],
)
def test_a_time_that_will_not_do_is_asked_for_again(typed: str, told: str) -> None:
    q = Quizzing()
    q.begin()
    q.say("王敏", typed)
    assert told in q.last("王敏")
    q.say("王敏", "30分钟后")
    assert "什么时候截止" in q.last("王敏")


def test_it_must_close_after_it_opens() -> None:
    q = Quizzing()
    q.begin()
    q.tap("王敏", "10 分钟后")
    q.say("王敏", "2026-03-06 18:05")
    assert "截止时间要晚于开始时间" in q.last("王敏")


def test_several_banks_are_offered_and_without_one_the_way_is_told() -> None:
    q = Quizzing(())
    q.begin()
    assert "还没有题库。可以这样开始" in q.last("王敏")
    q = Quizzing((), others=("党章", "时政"))
    q.begin()
    assert "选择题库" in q.last("王敏")
    q.tap("王敏", "时政")
    assert "题库：时政" in q.last("王敏")


def test_a_scheduled_quiz_can_be_changed_and_its_old_times_are_void() -> None:
    q = Quizzing()
    q.begin()
    q.tap("王敏", "10 分钟后")
    q.tap("王敏", "10 分钟")
    q.tap("王敏", "确认发布")
    q.tap("王敏", "修改")
    q.tap("王敏", "修改时间")
    q.tap("王敏", "1 小时后")
    q.tap("王敏", "一小时")
    q.tap("王敏", "确认发布")
    q.wait(minutes=30)
    assert "quiz.opened" not in q.journal
    q.wait(minutes=31)
    assert "quiz.opened" in q.journal


def test_a_draft_can_be_dropped_and_nobody_hears_of_it() -> None:
    q = Quizzing()
    q.begin()
    q.tap("王敏", "放弃")
    assert "已放弃" in q.last("王敏")
    q.wait(minutes=1440)
    assert q.said("李华") == []


def test_who_is_not_the_secretary_starts_and_leads_nothing() -> None:
    q = Quizzing()
    q.quiz()
    assert isinstance(q.begin(by=LI), Rejected)
    for verb in ("close", "close!", "cancel!", "progress", "publish", "confirm", "drop"):
        q.forge("李华", f"{verb}:")
    assert q.state.phase == "open"
    assert "您没有这个权限" in "\n".join(q.said("李华"))


# -- answering


def test_with_feedback_each_an_answer_is_fixed_and_explained_at_once() -> None:
    q = Quizzing()
    q.quiz()
    q.tap("李华", "开始答题")
    q.tap("李华", "A. 1")
    q.tap("李华", "B. 2")
    assert q.attempt("李华").answers[0] is None, "changeable until submitted"
    q.tap("李华", "提交")
    first, second = q.said("李华")[-2:]
    assert "✅ 您的答案：B，正确，+2 分" in first
    assert "算术" in first
    assert "第 2/3 题 · 多选" in second
    q.say("李华", "AB")
    assert "❌ 您的答案：AB，0 分\n正确答案：A. 2 · C. 4\n解析：能被二整除" in q.said("李华")[-2]
    q.tap("李华", "A. 对")
    q.tap("李华", "A. 对")
    assert "您已交卷：3/6 分，答对 2/3 题" in q.last("李华")
    assert q.attempt("李华").phase == "submitted"


def test_with_feedback_at_the_end_everything_can_be_changed_until_handed_in() -> None:
    q = Quizzing()
    q.quiz(feedback="end")
    q.tap("李华", "开始答题")
    q.say("李华", "A", "ac", "1")
    assert "1. A  2. AC  3. A" in q.last("李华")
    assert "✅" not in "\n".join(q.said("李华"))
    q.tap("李华", "改第 1 题")
    assert "● A. 1" in str(q.buttons("李华", "一加一"))
    q.tap("李华", "B. 2")
    assert "1. B  2. AC  3. A" in q.last("李华")
    q.tap("李华", "交卷")
    assert "您已交卷：6/6 分" in q.last("李华")
    assert q.said("李华")[-2].count("✅") == 3
    assert q.attempt("李华").score == 600


def test_one_may_go_back_to_the_question_before() -> None:
    q = Quizzing()
    q.quiz(feedback="end")
    q.tap("李华", "开始答题")
    q.say("李华", "A")
    q.tap("李华", "上一题")
    q.say("李华", "B", "AC", "A")
    assert q.attempt("李华").answers == ((1,), (0, 2), (0,))


@pytest.mark.parametrize("typed", ["AC", "a c", "A，C", "1 3", "13", "ca", "Ａ、Ｃ", "A和C"])
def test_several_options_are_typed_in_many_ways(typed: str) -> None:
    q = Quizzing()
    q.quiz(feedback="end")
    q.tap("李华", "开始答题")
    q.say("李华", "B", typed)
    assert q.attempt("李华").answers[1] == (0, 2)


@pytest.mark.parametrize(
    "typed", ["Z", "AB", "hello", "9", "-1", "🙂", "x" * 100_000, "፩", "<b>A</b>"]
)
def test_what_is_no_answer_changes_nothing_and_is_told(typed: str) -> None:
    q = Quizzing()
    q.quiz(feedback="end")
    q.tap("李华", "开始答题")
    before = q.attempt("李华")
    q.say("李华", typed)
    assert q.attempt("李华") == before
    assert "请输入一个选项字母（A 到 B）" in q.last("李华")


def test_who_stops_goes_on_where_they_were() -> None:
    q = Quizzing()
    q.quiz(feedback="end")
    q.tap("李华", "开始答题")
    q.say("李华", "B")
    q.wait(minutes=20)
    q.tap("李华", "开始答题")
    assert "第 2/3 题" in q.last("李华")
    q.say("李华", "AC", "A")
    q.tap("李华", "交卷")
    assert "6/6" in q.last("李华")


def test_a_second_hand_in_and_an_old_button_change_nothing() -> None:
    q = Quizzing()
    q.quiz(feedback="end")
    q.tap("李华", "开始答题")
    q.say("李华", "B", "AC", "A")
    q.tap("李华", "交卷")
    done = q.attempt("李华")
    for choice in ("done:", "a:0.0", "ok:1", "go:0", "begin:"):
        q.forge("李华", f"{choice}")
        assert "您已经交卷，得分 6/6" in q.last("李华")
    assert q.attempt("李华") == done


def test_a_press_of_an_old_question_points_to_the_newest() -> None:
    q = Quizzing()
    q.quiz(feedback="end")
    q.tap("李华", "开始答题")
    q.say("李华", "B")
    q.forge("李华", "a:0.0")
    assert "这个按钮已经过时了" in q.last("李华")
    assert q.attempt("李华").answers[0] == (1,)


async def test_without_buttons_the_whole_quiz_is_answered_by_typing() -> None:
    async with world(capabilities=replace(EVERYTHING, buttons=False, edits=False)) as w:
        quiz = await w.quiz(feedback="end")
        assert "1. 开始答题" in w.last("李华")
        await answer(w, "李华", "1", "2", "AC", "1", "1")
        assert (await w.entry(quiz, "李华")).score == 600
        assert "您已交卷" in w.last("李华")


def test_who_is_outside_the_unit_is_not_invited_and_can_not_answer() -> None:
    q = Quizzing()
    q.quiz()
    assert q.said("陈外") == []
    q.say("陈外", "你好")
    q.forge("陈外", "begin:")
    assert "别的单位的" in q.last("陈外")
    assert OUTSIDER not in q.parts


# -- the end


def test_late_answers_get_a_clear_word_and_change_nothing() -> None:
    q = Quizzing()
    q.quiz(minutes=10)
    q.tap("李华", "开始答题")
    before = q.attempt("李华")
    q.wait(minutes=10)
    q.say("李华", "B")
    assert "已于 3月6日 周五 18:10 截止，这次作答不再计入" in q.last("李华")
    q.forge("李华", "a:0.1")
    assert "不再计入" in q.last("李华")
    assert q.attempt("李华") == before


def test_those_who_have_not_finished_are_reminded_once() -> None:
    q = Quizzing()
    q.quiz(feedback="end")
    q.tap("李华", "开始答题")
    q.tap("Zhang", "Start")
    q.say("李华", "B", "AC", "A")
    q.tap("李华", "交卷")
    q.wait(minutes=59)
    reminded = {
        name: sum("没有完成" in each or "haven't finished" in each for each in q.said(name))
        for name in ("王敏", "李华", "Zhang")
    }
    assert reminded == {"王敏": 1, "李华": 0, "Zhang": 1}


def test_the_secretary_sees_the_progress() -> None:
    q = Quizzing()
    q.quiz(feedback="end")
    q.tap("李华", "开始答题")
    q.tap("王敏", "查看进度")
    assert "已交卷 0 人，作答中 1 人，共 3 人。\n尚未开始：王敏、Zhang" in q.last("王敏")


@pytest.mark.parametrize("what", ["取消测验", "提前结束"])
def test_what_can_not_be_undone_is_confirmed_first(what: str) -> None:
    q = Quizzing()
    q.quiz()
    q.tap("王敏", what)
    assert "确定" in q.last("王敏")
    q.tap("王敏", "返回")
    assert q.state.phase == "open"
    q.tap("王敏", what)
    q.tap("王敏", "是的")
    phase = q.state.phase
    assert phase == ("cancelled" if what == "取消测验" else "published")
    q.wait(minutes=60 * 2)
    assert q.timers == {}
    if phase == "cancelled":
        assert "已取消" in q.last()
        q.tap("李华", "开始答题")
        assert "已取消" in q.last("李华")


async def test_of_equal_scores_the_earlier_one_goes_first_and_the_branches_are_ranked() -> None:
    people = [*PEOPLE, RosterRow("赵", "校/一支部"), RosterRow("钱", "校/一支部")]
    async with world(people) as w:
        await w.quiz(feedback="end")
        for name, typed in (
            ("李华", ("B", "AC", "A")),
            ("赵", ("A", "AC", "A")),
            ("钱", ("A", "AC", "A")),
            ("Zhang", ("A", "A", "Submit", "B")),
        ):
            await w.advance(minutes(1))
            await begin(w, name)
            await answer(w, name, *typed)
            await w.press(name, "Hand in" if name == "Zhang" else "交卷")
        await w.advance(minutes(60))
        ranking = w.newest(w.room(), "成绩公布").post.body.splitlines()
        assert ranking[0].startswith("🏁 成绩公布：4/5 人参加")
        start = ranking.index("个人排名") + 1
        assert ranking[start : start + 4] == [
            "🥇 李华（一支部）6 分",
            "🥈 赵（一支部）4 分",
            "🥉 钱（一支部）4 分",
            "4. Zhang（一支部）0 分",
        ]
        assert "· 一支部：58%，4/5 人参加" in ranking


def test_when_nobody_answered_the_room_is_told_so() -> None:
    q = Quizzing()
    q.quiz()
    q.wait(minutes=61)
    assert "没有人作答" in q.last()


def test_with_a_review_the_secretary_publishes_by_hand() -> None:
    q = Quizzing()
    q.quiz(review=True)
    q.wait(minutes=61)
    assert "核对后点“公布成绩”" in q.last("王敏")
    assert q.state.phase == "closed"
    q.tap("王敏", "公布成绩")
    q.tap("王敏", "是的，现在公布")
    assert q.state.phase == "published"


def test_hostile_words_in_a_question_are_shown_as_text() -> None:
    nasty = "<script>alert(1)</script> { $name } *b* \u202e"
    question = Question("single", nasty, (Option(nasty, True), Option("b", False)))
    q = Quizzing((question,))
    q.begin()
    q.tap("王敏", "现在")
    q.tap("王敏", "10 分钟")
    q.tap("王敏", "确认发布")
    q.tap("李华", "开始答题")
    assert nasty in q.last("李华")


async def test_nothing_left_to_press_is_not_there() -> None:
    """The stage itself says what is offered, so that a typing error in a test is seen."""
    async with world() as w:
        with pytest.raises(NotThereError, match="there is no choice"):
            await w.press("李华", "开始答题")


async def test_a_quiz_that_fell_into_a_downtime_is_left_out_and_its_leader_told() -> None:
    async with world() as w:
        await w.quiz(opens_at=w.clock.now() + timedelta(hours=1), minutes=10)
        w.clock.advance(timedelta(hours=3))
        await w.settle()
        actions = await w.actions()
        assert "quiz.missed" in actions
        assert "quiz.opened" not in actions
        assert "错过了测验" in w.last("王敏")
