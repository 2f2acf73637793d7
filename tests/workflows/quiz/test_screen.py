"""The big screen of a quiz in the room: at each phase what the room sees, and no more."""

from __future__ import annotations

from datetime import timedelta

import pytest

from service.core.effects import OpenPage
from service.core.texts import Secret
from service.questions.model import Option, Question
from tests.workflows.quiz.bench import Quizzing
from tests.workflows.screens import shown

TWO = (
    Question("single", "第1题?", (Option("是", True), Option("否", False)), 2, explanation="有据"),
    Question("several", "第2题?", (Option("甲", True), Option("乙", True), Option("丙", False)), 2),
)
NAMES = ("王敏", "李华", "Zhang")


def seconds(count: float) -> timedelta:
    return timedelta(seconds=count)


def paced(**details: object) -> Quizzing:
    q = Quizzing(TWO)
    q.quiz(live=True, pace=20, **details)
    return q


@pytest.mark.parametrize("feedback", ["each", "end", "close"])
def test_the_question_that_runs_shows_how_many_have_answered_and_never_what(feedback: str) -> None:
    q = paced(feedback=feedback)
    q.wait(seconds=5)
    before = q.screen()
    q.tap("李华", "A. 是")
    after = q.screen()
    assert before is not None
    assert after is not None
    assert before.answered == (0, 3)
    assert after.answered == (1, 3)
    assert after.main == before.main, "only the number tells that somebody has answered"
    assert all(each.count is None and not each.right for each in after.main.options)
    assert after.before is None
    assert after.until == q.now + seconds(15)
    assert after.joins
    assert "A. 是" in shown(q)
    assert not any(each in shown(q) for each in (*NAMES, "有据"))


def test_once_its_time_is_up_it_shows_what_was_right_and_how_often_each_was_taken() -> None:
    q = paced()
    q.tap("李华", "A. 是")
    q.tap("Zhang", "B. 否")
    q.tap("王敏", "A. 是")
    q.wait(seconds=20)
    now = q.screen()
    assert now is not None
    assert now.before is not None
    assert [(each.count, each.right) for each in now.before.options] == [(2, True), (1, False)]
    assert "有据" in shown(q)
    assert all(each.count is None and not each.right for each in now.main.options)
    assert now.answered == (0, 3)
    assert "可多选" in shown(q)
    assert "Select all that apply" in shown(q, "en")
    assert not any(each in shown(q) for each in NAMES)


def test_at_the_end_stands_the_podium_as_the_room_has_it() -> None:
    q = paced()
    q.tap("李华", "A. 是")
    q.wait(seconds=40)
    now = q.screen()
    assert now is not None
    assert not now.joins
    assert [q.service.say(each, "zh-CN") for each in now.podium] == ["🥇 李华（一支部）2 分"]
    assert "第2题?" in shown(q), "the last question stays with what was right"


def test_where_the_room_names_nobody_the_screen_does_not_either() -> None:
    q = paced(nameless=True)
    q.tap("李华", "A. 是")
    for _ in range(5):
        q.wait(seconds=10)
        assert not any(each in shown(q) for each in NAMES)
    assert q.state.phase == "published"
    assert "🥇" in shown(q)


def test_until_the_organizer_publishes_there_is_no_podium() -> None:
    q = paced(review=True)
    q.tap("李华", "A. 是")
    q.wait(seconds=40)
    assert q.state.phase == "closed"
    assert "李华" not in shown(q)
    assert "🥇" not in shown(q)


def test_all_at_once_only_whole_papers_are_counted_and_nothing_is_told() -> None:
    q = Quizzing(TWO)
    q.quiz(live=True)
    q.tap("李华", "A. 是")
    assert "answered 0 of 3" in shown(q)
    q.forge("李华", "vote:1.0")
    assert "answered 1 of 3" in shown(q)
    assert "A. 是" not in shown(q)
    assert not any(each in shown(q) for each in NAMES)


def test_one_answered_in_private_has_no_screen_and_no_button() -> None:
    q = Quizzing(TWO)
    q.quiz()
    q.press("show")
    assert not any("大屏幕" in each for each in q.buttons("王敏"))
    assert q.screen() is None


def test_a_cancelled_one_shows_nothing() -> None:
    q = paced()
    q.tap("王敏", "取消测验")
    q.tap("王敏", "是的，取消")
    assert q.screen() is None


def test_the_button_makes_the_link_ends_it_and_makes_another() -> None:
    q = paced()
    q.press("show")
    q.tap("王敏", "大屏幕")
    (first,) = q.effects(OpenPage)
    link = next(m.body for m in reversed(q.chat("王敏")) if isinstance(m.body, Secret))
    assert "/screen/" in link.fresh
    assert first.hash
    assert first.hash not in link.fresh
    ends = int(link.fresh[-8:], 16)
    assert ends == int((q.now + timedelta(hours=24)).timestamp())
    q.press("screen")
    assert "已经发过" in q.last("王敏")
    assert q.effects(OpenPage) == []
    q.tap("王敏", "作废链接")
    assert q.page == ""
    q.tap("王敏", "换新链接")
    assert q.page not in ("", first.hash)


def test_a_member_gets_no_link() -> None:
    q = paced()
    q.press("screen", actor=q.person_of("李华"))
    assert q.page == ""
