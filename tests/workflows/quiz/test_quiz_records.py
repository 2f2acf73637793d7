"""What is told of a quiz afterwards, to each of those who could take it."""

from __future__ import annotations

from service.core.records import Own
from tests.workflows.quiz.bench import LI, OUTSIDER, SECRETARY, ZHANG, Quizzing


def told(q: Quizzing, person: int) -> Own | None:
    assert q.workflow.mine is not None
    assert q.activity is not None
    found: Own | None = q.workflow.mine(q.context(person), q.activity, q.parts[person])
    return found


def taken(**details: object) -> Quizzing:
    """李华 has handed in, Zhang has only begun."""
    q = Quizzing()
    q.quiz(feedback="close", **details)
    q.tap("Zhang", "Start")
    q.tap("李华", "开始答题")
    q.say("李华", "B", "AC", "A")
    q.tap("李华", "交卷")
    return q


def test_points_are_told_only_once_the_results_are_out() -> None:
    q = taken(review=True)
    own = told(q, LI)
    assert own is not None
    assert "还没公布" in q.service.say(own.words, "zh-CN")
    assert own.verb == "show"
    assert told(q, ZHANG) is None
    q.wait(minutes=60)
    own = told(q, LI)
    assert own is not None
    assert own.verb == "", "there is nothing to be seen yet"
    q.tap("王敏", "公布成绩")
    q.forge("王敏", "publish!:")
    own = told(q, LI)
    assert own is not None
    assert q.service.say(own.words, "zh-CN") == "6 分（满分 6 分）"
    assert own.verb == "result"


def test_who_could_see_it_finds_the_ranking_and_their_own_place() -> None:
    q = taken()
    q.wait(minutes=60)
    assert q.state.phase == "published"
    assert q.workflow.past is not None
    assert q.activity is not None
    past = q.workflow.past(q.context(LI), q.activity)
    assert past is not None
    assert past.at == q.state.schedule.closes_at
    assert q.workflow.past(q.context(OUTSIDER), q.activity) is None
    q.forge("李华", "show:")
    assert "您是第 1 名" in q.last("李华")
    assert q.buttons("李华") == ["我的成绩"]
    q.forge("王敏", "show:")
    assert "您是" not in q.last("王敏")
    assert q.state.organizer == SECRETARY
    q.forge("陈外", "show:")
    assert "没有这个权限" in q.last("陈外")
