"""Steps of a quiz that are taken back, as people do it."""

from __future__ import annotations

from pathlib import Path

from adapters.memory.adapter import Line
from service.core.message import Button
from service.core.people import RosterRow
from tests.world import BRANCH, PEOPLE, World, minutes, world

UNDO, LATER = "↩ 撤销", minutes(11)
TEAM = (*PEOPLE, RosterRow("Ana", f"校/{BRANCH}", role="secretary", language="en"))


async def schedule(w: World, name: str = "王敏") -> None:
    """A quiz that opens in an hour, for half an hour."""
    await w.say(name, "测验")
    await w.press(name, "60 分钟后")
    await w.press(name, "30 分钟")
    await w.press(name, "确认发布")


async def tap(w: World, name: str, line: Line, button: Button) -> None:
    """The person taps a choice as it stood, whatever has become of the message."""
    await w.clients.press(w.chat(name), name, line, button)
    await w.settle()


async def cancel(w: World) -> None:
    await w.press("王敏", "取消测验")
    await w.press("王敏", "是的，取消")


# -- by who leads


async def test_who_leads_anothers_quiz_sees_what_comes_of_it_and_its_owner_is_told() -> None:
    async with world(TEAM) as w:
        await w.bank()
        await schedule(w)
        await w.say("Ana", "menu")
        await w.press("Ana", "题库")
        await w.press("Ana", "Cancel quiz")
        assert "10 minutes" in w.last("Ana")
        assert "已安排" in w.last("王敏"), "a question to Ana is no news"
        await w.press("Ana", "Yes, cancel it")
        assert "cancelled" in w.last("Ana")
        assert "测验已取消" in w.last("王敏")


async def test_a_dropped_draft_comes_back_with_all_that_was_chosen() -> None:
    async with world() as w:
        await w.bank()
        await w.say("王敏", "测验")
        await w.press("王敏", "60 分钟后")
        await w.press("王敏", "30 分钟")
        await w.press("王敏", "放弃")
        assert "已放弃" in w.last("王敏")
        await w.say("王敏", "菜单")
        assert "没有" in w.last("王敏")
        await w.say("王敏", UNDO)  # it can be typed as well
        assert "已撤销，恢复成原来的样子" in w.last("王敏")
        assert "共 3 题，6 分" in w.last("王敏")
        await w.press("王敏", "确认发布")
        await w.advance(minutes(61))
        assert "测验开始" in w.last("李华")


async def test_a_cancelled_quiz_opens_at_its_time_once_that_is_undone() -> None:
    async with world() as w:
        await w.bank()
        await schedule(w)
        await w.press("王敏", "取消测验")
        assert "还没有通知任何人；取消后 10 分钟内可以撤销" in w.last("王敏")
        await w.press("王敏", "是的，取消")
        assert await w.rows_of_timers() == []
        await w.press("王敏", UNDO)
        assert "已安排" in w.last("王敏")
        await w.advance(minutes(61))
        assert "测验开始" in w.last("李华")
        assert "测验开始" in w.last("李华", BRANCH)


async def test_a_step_can_be_undone_once_and_for_ten_minutes() -> None:
    async with world() as w:
        await w.bank()
        await schedule(w)
        await cancel(w)
        cancelled = w.find_button(w.chat("王敏"), UNDO)
        await tap(w, "王敏", *cancelled)
        stood = await w.rows_of_timers()
        await tap(w, "王敏", *cancelled)
        assert "这一步已经撤销过" in w.last("王敏")
        assert await w.rows_of_timers() == stood
        await cancel(w)
        await w.advance(LATER)
        await w.press("王敏", UNDO)
        assert "超过十分钟，不能再撤销" in w.last("王敏")
        assert await w.rows_of_timers() == []


async def test_a_button_takes_back_its_own_step_and_no_later_one() -> None:
    async with world() as w:
        await w.bank()
        await schedule(w)
        await w.press("王敏", "修改")
        unscheduled = w.find_button(w.chat("王敏"), UNDO)
        await w.press("王敏", "修改时间")
        await tap(w, "王敏", *unscheduled)
        assert "后来又有了变化" in w.last("王敏")
        await w.press("王敏", UNDO)
        assert "已撤销" in w.last("王敏")
        assert "预览" in w.last("王敏")


async def test_other_questions_and_another_bank_are_taken_back() -> None:
    async with world() as w:
        await w.bank()
        await w.bank("另一个")
        await w.say("王敏", "测验")
        other = w.find_button(w.chat("王敏"), "另一个（3 题）")
        await w.press("王敏", "题库（3 题）")
        await tap(w, "王敏", *other)
        await w.press("王敏", UNDO)
        assert "题库：题库" in w.last("王敏")
        await w.press("王敏", "60 分钟后")
        await w.press("王敏", "30 分钟")
        await w.press("王敏", "选题")
        await w.say("王敏", "1 3")
        assert "共 2 题" in w.last("王敏")
        await w.press("王敏", UNDO)
        assert "共 3 题" in w.last("王敏")


async def test_what_should_have_opened_meanwhile_is_not_brought_back() -> None:
    async with world() as w:
        await w.bank()
        await schedule(w)
        await w.advance(minutes(55))
        await cancel(w)
        await w.advance(minutes(6))
        await w.press("王敏", UNDO)
        assert "原定的开始时间已经过了" in w.last("王敏")
        assert w.heard("李华") == []


async def test_it_can_be_undone_after_a_restart(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/orglife.db"
    async with world(url=url) as w:
        await w.bank()
        await schedule(w)
        await cancel(w)
        chats, now = w.chats, w.clock.now()
    async with world((), url=url, chats=chats, start=now + minutes(2)) as w:
        await w.press("王敏", UNDO)
        assert "已安排" in w.last("王敏")
        await w.advance(minutes(61))
        assert "测验开始" in w.last("李华")


async def test_in_english_the_words_are_as_clear() -> None:
    async with world(TEAM) as w:
        await w.bank()
        await w.say("Ana", "quiz")
        await w.press("Ana", "In 60 minutes")
        await w.press("Ana", "30 minutes")
        assert "Will notify: the room and 4 members, when it opens" in w.last("Ana")
        await w.press("Ana", "Discard")
        await w.press("Ana", "↩ Undo")
        assert "Undone. This is how it stood before:" in w.last("Ana")


# -- what can't be undone


async def test_whatever_reaches_others_says_before_how_many_they_are() -> None:
    async with world() as w:
        await w.quiz(review=True)
        await w.press("王敏", "取消测验")
        assert "支部群（3 人）会收到取消通知" in w.last("王敏")
        assert "不能撤回" in w.last("王敏")
        await w.press("王敏", "返回")
        await w.press("王敏", "提前结束")
        assert "全体 3 人都不能再作答" in w.last("王敏")
        await w.press("王敏", "是的，现在结束")
        assert UNDO not in str(w.newest(w.chat("王敏")).post.buttons)
        await w.press("王敏", "公布成绩")
        assert "将发布到支部群，3 人都能看到，不能撤回" in w.last("王敏")
        await w.press("王敏", "返回")
        assert "核对后" in w.last("王敏")
        assert "已结束" not in w.last("李华", BRANCH)
        await w.press("王敏", "公布成绩")
        await w.press("王敏", "是的，现在公布")
        assert "已结束" in w.last("李华", BRANCH)


# -- by a member


async def test_a_paper_handed_in_comes_back_while_results_are_not_out() -> None:
    async with world() as w:
        number = await w.quiz(feedback="close")
        await w.press("李华", "开始答题")
        for typed in ("B", "AC", "A"):
            await w.say("李华", typed)
        await w.press("李华", "交卷")
        assert (await w.entry(number, "李华")).phase == "submitted"
        await w.press("李华", UNDO)
        assert "已撤销" in w.last("李华")
        assert "交卷之前都可以修改" in w.last("李华")
        await w.press("李华", "改第 1 题")
        await w.say("李华", "A")
        await w.press("李华", "交卷")
        attempt = await w.entry(number, "李华")
        assert (attempt.phase, attempt.answers[0]) == ("submitted", (0,))


async def test_a_paper_whose_answers_were_explained_stays_handed_in() -> None:
    async with world() as w:
        await w.quiz(feedback="end")
        await w.press("李华", "开始答题")
        for typed in ("B", "AC", "A"):
            await w.say("李华", typed)
        await w.press("李华", "交卷")
        assert UNDO not in str([line.post.buttons for line in w.chat("李华").lines.values()])


async def test_after_the_close_nothing_that_was_handed_in_comes_back() -> None:
    async with world() as w:
        await w.quiz(feedback="close", minutes=5)
        await w.press("李华", "开始答题")
        for typed in ("B", "AC", "A"):
            await w.say("李华", typed)
        await w.press("李华", "交卷")
        await w.advance(minutes(6))
        await w.press("李华", UNDO)
        assert "截止" in w.last("李华")
