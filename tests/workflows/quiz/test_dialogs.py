"""Whole conversations about a quiz, as people have them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.memory.adapter import EVERYTHING
from service.core.people import RosterRow
from service.play.stage import NotThereError
from service.questions.model import Option, Question
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
async def test_a_time_that_will_not_do_is_asked_for_again(typed: str, told: str) -> None:
    async with world() as w:
        await w.bank()
        await w.say("王敏", "测验")
        await w.say("王敏", typed)
        assert told in w.last("王敏")
        await w.say("王敏", "30分钟后")
        assert "什么时候截止" in w.last("王敏")


async def test_it_must_close_after_it_opens() -> None:
    async with world() as w:
        await w.bank()
        await w.say("王敏", "测验")
        await w.press("王敏", "10 分钟后")
        await w.say("王敏", "2026-03-06 18:05")
        assert "截止时间要晚于开始时间" in w.last("王敏")


async def test_several_banks_are_offered_and_without_one_the_way_is_told() -> None:
    async with world() as w:
        await w.say("王敏", "测验")
        assert "还没有题库。可以这样开始" in w.last("王敏")
        await w.bank("党章")
        await w.bank("时政")
        await w.say("王敏", "/测验")
        assert "选择题库" in w.last("王敏")
        await w.press("王敏", "时政")
        assert "题库：时政" in w.last("王敏")


async def test_a_scheduled_quiz_can_be_changed_and_its_old_times_are_void() -> None:
    async with world() as w:
        await w.bank()
        await w.say("王敏", "测验")
        await w.press("王敏", "10 分钟后")
        await w.press("王敏", "10 分钟")
        await w.press("王敏", "确认发布")
        await w.press("王敏", "修改")
        await w.press("王敏", "修改时间")
        await w.press("王敏", "60 分钟后")
        await w.press("王敏", "一小时")
        await w.press("王敏", "确认发布")
        await w.advance(minutes(30))
        assert "quiz.opened" not in await w.actions()
        await w.advance(minutes(31))
        assert "quiz.opened" in await w.actions()


async def test_a_draft_can_be_dropped_and_nobody_hears_of_it() -> None:
    async with world() as w:
        await w.bank()
        await w.say("王敏", "测验")
        await w.press("王敏", "放弃")
        assert "已放弃" in w.last("王敏")
        await w.advance(timedelta(days=1))
        assert w.heard("李华") == []


async def test_who_is_not_the_secretary_starts_and_leads_nothing() -> None:
    async with world() as w:
        quiz = await w.quiz()
        await w.say("李华", "测验")
        assert "没有这个命令，或您没有使用它的权限" in w.last("李华")
        for verb in ("close", "close!", "cancel!", "progress", "publish", "confirm", "drop"):
            await forged(w, "李华", f"{quiz}::{verb}:")
        assert (await w.activity(quiz)).state.phase == "open"
        assert "没有管理测验的权限" in "\n".join(w.heard("李华"))


async def forged(w: World, name: str, choice: str) -> None:
    """A press of a choice that nobody offered to this person."""
    line = w.newest(w.chat(name))
    await w.receive(w.chats.pressed(w.chat(name), name, line, choice))


# -- answering


async def test_with_feedback_each_an_answer_is_fixed_and_explained_at_once() -> None:
    async with world() as w:
        quiz = await w.quiz()
        await begin(w, "李华")
        await w.press("李华", "A. 1")
        await w.press("李华", "B. 2")
        assert (await w.entry(quiz, "李华")).answers[0] is None, "changeable until submitted"
        await w.press("李华", "提交")
        first, second = w.heard("李华")[-2:]
        assert "✅ 您的答案：B，正确，+2 分" in first
        assert "算术" in first
        assert "第 2/3 题 · 多选" in second
        await answer(w, "李华", "AB")
        assert (
            "❌ 您的答案：AB，0 分\n正确答案：A. 2 · C. 4\n解析：能被二整除" in w.heard("李华")[-2]
        )
        await w.press("李华", "A. 对")
        await w.press("李华", "A. 对")
        assert "您已交卷：3/6 分，答对 2/3 题" in w.last("李华")
        assert (await w.entry(quiz, "李华")).phase == "submitted"


async def test_with_feedback_at_the_end_everything_can_be_changed_until_handed_in() -> None:
    async with world() as w:
        quiz = await w.quiz(feedback="end")
        await begin(w, "李华")
        await answer(w, "李华", "A", "ac", "1")
        assert "1. A  2. AC  3. A" in w.last("李华")
        assert "✅" not in "\n".join(w.heard("李华"))
        await w.press("李华", "改第 1 题")
        assert "● A. 1" in str(w.newest(w.chat("李华"), "一加一").post.buttons)
        await w.press("李华", "B. 2")
        assert "1. B  2. AC  3. A" in w.last("李华")
        await w.press("李华", "交卷")
        assert "您已交卷：6/6 分" in w.last("李华")
        assert w.heard("李华")[-2].count("✅") == 3
        assert (await w.entry(quiz, "李华")).score == 600


async def test_one_may_go_back_to_the_question_before() -> None:
    async with world() as w:
        quiz = await w.quiz(feedback="end")
        await begin(w, "李华")
        await answer(w, "李华", "A")
        await w.press("李华", "上一题")
        await answer(w, "李华", "B", "AC", "A")
        assert (await w.entry(quiz, "李华")).answers == ((1,), (0, 2), (0,))


@pytest.mark.parametrize("typed", ["AC", "a c", "A，C", "1 3", "13", "ca", "Ａ、Ｃ", "A和C"])
async def test_several_options_are_typed_in_many_ways(typed: str) -> None:
    async with world() as w:
        quiz = await w.quiz(feedback="end")
        await begin(w, "李华")
        await answer(w, "李华", "B", typed)
        assert (await w.entry(quiz, "李华")).answers[1] == (0, 2)


@pytest.mark.parametrize(
    "typed", ["Z", "AB", "hello", "9", "-1", "🙂", "x" * 100_000, "፩", "<b>A</b>"]
)
async def test_what_is_no_answer_changes_nothing_and_is_told(typed: str) -> None:
    async with world() as w:
        quiz = await w.quiz(feedback="end")
        await begin(w, "李华")
        before = await w.entry(quiz, "李华")
        await answer(w, "李华", typed)
        assert await w.entry(quiz, "李华") == before
        assert "请输入一个选项字母（A 到 B）" in w.last("李华")


async def test_who_stops_goes_on_where_they_were() -> None:
    async with world() as w:
        await w.quiz(feedback="end")
        await begin(w, "李华")
        await answer(w, "李华", "B")
        await w.advance(minutes(20))
        await w.press("李华", "开始答题", room=BRANCH)
        assert "第 2/3 题" in w.last("李华")
        await answer(w, "李华", "AC", "A")
        await w.press("李华", "交卷")
        assert "6/6" in w.last("李华")


async def test_a_second_hand_in_and_an_old_button_change_nothing() -> None:
    async with world() as w:
        quiz = await w.quiz(feedback="end")
        await begin(w, "李华")
        await answer(w, "李华", "B", "AC", "A")
        await w.press("李华", "交卷")
        done = await w.entry(quiz, "李华")
        for choice in ("done:", "a:0.0", "ok:1", "go:0", "begin:"):
            await forged(w, "李华", f"{quiz}::{choice}")
            assert "您已经交卷，得分 6/6" in w.last("李华")
        assert await w.entry(quiz, "李华") == done


async def test_a_press_of_an_old_question_points_to_the_newest() -> None:
    async with world() as w:
        quiz = await w.quiz(feedback="end")
        await begin(w, "李华")
        await answer(w, "李华", "B")
        await forged(w, "李华", f"{quiz}::a:0.0")
        assert "这一步已经过去了" in w.last("李华")
        assert (await w.entry(quiz, "李华")).answers[0] == (1,)


async def test_without_buttons_the_whole_quiz_is_answered_by_typing() -> None:
    async with world(capabilities=replace(EVERYTHING, buttons=False, edits=False)) as w:
        quiz = await w.quiz(feedback="end")
        assert "1. 开始答题" in w.last("李华")
        await answer(w, "李华", "1", "2", "AC", "1", "1")
        assert (await w.entry(quiz, "李华")).score == 600
        assert "您已交卷" in w.last("李华")


async def test_who_is_outside_the_unit_is_not_invited_and_can_not_answer() -> None:
    async with world((*PEOPLE, OTHER)) as w:
        quiz = await w.quiz()
        assert w.heard("陈外") == []
        await w.say("陈外", "你好")
        await forged(w, "陈外", f"{quiz}::begin:")
        assert "不在您的支部范围内" in w.last("陈外")
        assert await w.entry(quiz, "陈外") is None


# -- the end


async def test_late_answers_get_a_clear_word_and_change_nothing() -> None:
    async with world() as w:
        quiz = await w.quiz(minutes=10)
        await begin(w, "李华")
        before = await w.entry(quiz, "李华")
        await w.advance(minutes(10))
        await answer(w, "李华", "B")
        assert "已于 3月6日 周五 18:10 截止，这次作答不再计入" in w.last("李华")
        await forged(w, "李华", f"{quiz}::a:0.1")
        assert "不再计入" in w.last("李华")
        assert await w.entry(quiz, "李华") == before


async def test_those_who_have_not_finished_are_reminded_once() -> None:
    async with world() as w:
        await w.quiz(feedback="end")
        await begin(w, "李华")
        await begin(w, "Zhang")
        await answer(w, "李华", "B", "AC", "A")
        await w.press("李华", "交卷")
        await w.advance(minutes(59))
        reminded = {
            name: sum("没有完成" in each or "haven't finished" in each for each in w.heard(name))
            for name in ("王敏", "李华", "Zhang")
        }
        assert reminded == {"王敏": 1, "李华": 0, "Zhang": 1}


async def test_the_secretary_sees_the_progress() -> None:
    async with world() as w:
        await w.quiz(feedback="end")
        await begin(w, "李华")
        await w.press("王敏", "查看进度")
        assert "已交卷 0 人，作答中 1 人，共 3 人。\n尚未开始：王敏、Zhang" in w.last("王敏")


@pytest.mark.parametrize("what", ["取消测验", "提前结束"])
async def test_what_can_not_be_undone_is_confirmed_first(what: str) -> None:
    async with world() as w:
        quiz = await w.quiz()
        await w.press("王敏", what)
        assert "确定" in w.last("王敏")
        await w.press("王敏", "返回")
        assert (await w.activity(quiz)).state.phase == "open"
        await w.press("王敏", what)
        await w.press("王敏", "是的")
        phase = (await w.activity(quiz)).state.phase
        assert phase == ("cancelled" if what == "取消测验" else "published")
        await w.advance(timedelta(hours=2))
        assert await w.rows_of_timers() == []
        if phase == "cancelled":
            assert "已取消" in w.last("李华", BRANCH)
            await begin(w, "李华")
            assert "已取消" in w.last("李华")


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


async def test_when_nobody_answered_the_room_is_told_so() -> None:
    async with world() as w:
        await w.quiz()
        await w.advance(minutes(61))
        assert "没有人作答" in w.last("李华", BRANCH)


async def test_with_a_review_the_secretary_publishes_by_hand() -> None:
    async with world() as w:
        quiz = await w.quiz(review=True)
        await w.advance(minutes(61))
        assert "核对后点“公布成绩”" in w.last("王敏")
        assert (await w.activity(quiz)).state.phase == "closed"
        await w.press("王敏", "公布成绩")
        await w.press("王敏", "是的，现在公布")
        assert (await w.activity(quiz)).state.phase == "published"


async def test_hostile_words_in_a_question_are_shown_as_text() -> None:
    nasty = "<script>alert(1)</script> { $name } *b* \u202e"
    question = Question("single", nasty, (Option(nasty, True), Option("b", False)))
    async with world() as w:
        await w.bank("题库", (question,))
        unit = w.unit(BRANCH).id
        await w.administration.import_bank(unit, "题库", (question,))
        await w.say("王敏", "测验")
        await w.press("王敏", "现在")
        await w.press("王敏", "10 分钟")
        await w.press("王敏", "确认发布")
        await begin(w, "李华")
        assert nasty in w.last("李华")


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
