"""Steps of a quiz that are taken back, as people do it."""

from __future__ import annotations

from pathlib import Path

from service.core.people import Person, RosterRow
from tests.workflows.quiz import bench
from tests.workflows.quiz.bench import Quizzing, with_people
from tests.world import BRANCH, PEOPLE, World, minutes, world

UNDO = "↩ 撤销"
TEAM = (*PEOPLE, RosterRow("Ana", f"校/{BRANCH}", role="secretary", language="en"))


ANA = Person(5, "Ana", bench.BRANCH, role="secretary", language="en")


async def schedule(w: World) -> None:
    """A quiz that opens in an hour, for half an hour."""
    await w.bank()
    await w.say("王敏", "测验")
    for label in ("1 小时后", "30 分钟", "确认发布"):
        await w.press("王敏", label)


def scheduled() -> Quizzing:
    """The same, on the harness."""
    q = Quizzing()
    q.begin()
    for label in ("1 小时后", "30 分钟", "确认发布"):
        q.tap("王敏", label)
    return q


def cancel(q: Quizzing) -> None:
    q.tap("王敏", "取消测验")
    q.tap("王敏", "是的，取消")


# -- by who leads


async def test_who_leads_anothers_quiz_sees_what_comes_of_it_and_its_owner_is_told() -> None:
    async with world(TEAM) as w:
        await schedule(w)
        await w.say("Ana", "menu")
        await w.press("Ana", "Drafts and scheduled")
        await w.press("Ana", "📝 Quiz")
        await w.press("Ana", "Cancel quiz")
        assert "10 minutes" in w.last("Ana")
        assert "已安排" in w.last("王敏"), "a question to Ana is no news"
        await w.press("Ana", "Yes, cancel it")
        assert "cancelled" in w.last("Ana")
        assert "测验已取消" in w.last("王敏")


def test_a_dropped_draft_comes_back_with_all_that_was_chosen() -> None:
    q = Quizzing()
    q.begin()
    q.tap("王敏", "1 小时后")
    q.tap("王敏", "30 分钟")
    q.tap("王敏", "放弃")
    assert "已放弃" in q.last("王敏")
    assert q.finished
    q.say("王敏", UNDO)  # it can be typed as well
    assert "已撤销，恢复成原来的样子" in q.last("王敏")
    assert "共 3 题，6 分" in q.last("王敏")
    q.tap("王敏", "确认发布")
    q.wait(minutes=61)
    assert "测验开始" in q.last("李华")


def test_a_cancelled_quiz_opens_at_its_time_once_that_is_undone() -> None:
    q = scheduled()
    q.tap("王敏", "取消测验")
    assert "还没有通知任何人；取消后 10 分钟内可以撤销" in q.last("王敏")
    q.tap("王敏", "是的，取消")
    assert q.timers == {}
    q.tap("王敏", UNDO)
    assert "已安排" in q.last("王敏")
    q.wait(minutes=61)
    assert "测验开始" in q.last("李华")
    assert "测验开始" in q.last()


def test_a_step_can_be_undone_once_and_for_ten_minutes() -> None:
    q = scheduled()
    cancel(q)
    q.forge("王敏", "undone:1")
    stood = dict(q.timers)
    q.forge("王敏", "undone:1")
    assert "这一步已经撤销过" in q.last("王敏")
    assert q.timers == stood
    cancel(q)
    q.wait(minutes=11)
    q.tap("王敏", UNDO)
    assert "超过十分钟，不能再撤销" in q.last("王敏")
    assert q.timers == {}


def test_a_button_takes_back_its_own_step_and_no_later_one() -> None:
    q = scheduled()
    q.tap("王敏", "修改")
    q.tap("王敏", "修改时间")
    q.forge("王敏", "undone:1")
    assert "后来又有了变化" in q.last("王敏")
    q.tap("王敏", UNDO)
    assert "已撤销" in q.last("王敏")
    assert "预览" in q.last("王敏")


def test_other_questions_and_another_bank_are_taken_back() -> None:
    q = Quizzing(others=("另一个",))
    q.begin()
    q.tap("王敏", "题库（3 题）")
    q.forge("王敏", "bank:2")
    q.tap("王敏", UNDO)
    assert "题库：题库" in q.last("王敏")
    q.tap("王敏", "1 小时后")
    q.tap("王敏", "30 分钟")
    q.tap("王敏", "更多操作…")
    q.tap("王敏", "选题")
    q.say("王敏", "1 3")
    assert "共 2 题" in q.last("王敏")
    q.tap("王敏", UNDO)
    assert "共 3 题" in q.last("王敏")


def test_what_should_have_opened_meanwhile_is_not_brought_back() -> None:
    q = scheduled()
    q.wait(minutes=55)
    cancel(q)
    q.wait(minutes=6)
    q.tap("王敏", UNDO)
    assert "原定的开始时间已经过了" in q.last("王敏")
    assert q.said("李华") == []


async def test_it_can_be_undone_after_a_restart(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/orglife.db"
    async with world(url=url) as w:
        await schedule(w)
        await w.press("王敏", "取消测验")
        await w.press("王敏", "是的，取消")
        chats, now = w.chats, w.clock.now()
    async with world((), url=url, chats=chats, start=now + minutes(2)) as w:
        await w.press("王敏", UNDO)
        assert "已安排" in w.last("王敏")
        await w.advance(minutes(61))
        assert "测验开始" in w.last("李华")


def test_in_english_the_words_are_as_clear() -> None:
    q = Quizzing(roster=with_people(ANA))
    q.begin(by=ANA.id)
    q.tap("Ana", "In an hour")
    q.tap("Ana", "30 minutes")
    assert "Will notify: the room and 4 members, when it opens" in q.last("Ana")
    q.tap("Ana", "Discard")
    q.tap("Ana", "↩ Undo")
    assert "Undone. This is how it stood before:" in q.last("Ana")


# -- what can't be undone


def test_whatever_reaches_others_says_before_how_many_they_are() -> None:
    q = Quizzing()
    q.quiz(review=True)
    q.tap("王敏", "取消测验")
    assert "支部群（3 人）会收到取消通知" in q.last("王敏")
    assert "不能撤回" in q.last("王敏")
    q.tap("王敏", "返回")
    q.tap("王敏", "提前结束")
    assert "全体 3 人都不能再作答" in q.last("王敏")
    q.tap("王敏", "是的，现在结束")
    assert UNDO not in str(q.buttons("王敏"))
    q.tap("王敏", "公布成绩")
    assert "将发布到支部群，3 人都能看到，不能撤回" in q.last("王敏")
    q.tap("王敏", "返回")
    assert "核对后" in q.last("王敏")
    assert "已结束" not in q.last()
    q.tap("王敏", "公布成绩")
    q.tap("王敏", "是的，现在公布")
    assert "已结束" in q.last()


# -- by a member


def test_a_paper_handed_in_comes_back_while_results_are_not_out() -> None:
    q = Quizzing()
    q.quiz(feedback="close")
    q.tap("李华", "开始答题")
    for typed in ("B", "AC", "A"):
        q.say("李华", typed)
    q.tap("李华", "交卷")
    assert q.attempt("李华").phase == "submitted"
    q.tap("李华", UNDO)
    assert "已撤销" in q.last("李华")
    assert "交卷之前都可以修改" in q.last("李华")
    q.tap("李华", "改第 1 题")
    q.say("李华", "A")
    q.tap("李华", "交卷")
    attempt = q.attempt("李华")
    assert (attempt.phase, attempt.answers[0]) == ("submitted", (0,))


def test_a_paper_whose_answers_were_explained_stays_handed_in() -> None:
    q = Quizzing()
    q.quiz(feedback="end")
    q.tap("李华", "开始答题")
    for typed in ("B", "AC", "A"):
        q.say("李华", typed)
    q.tap("李华", "交卷")
    assert UNDO not in str(q.told)


def test_after_the_close_nothing_that_was_handed_in_comes_back() -> None:
    q = Quizzing()
    q.quiz(feedback="close", minutes=5)
    q.tap("李华", "开始答题")
    for typed in ("B", "AC", "A"):
        q.say("李华", typed)
    q.tap("李华", "交卷")
    q.wait(minutes=6)
    q.tap("李华", UNDO)
    assert "截止" in q.last("李华")
