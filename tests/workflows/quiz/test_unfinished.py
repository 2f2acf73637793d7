"""A quiz that ends while somebody is still answering: they are told once, and shown what it is."""

from __future__ import annotations

import pytest

from service.core.effects import Edit, Send, ToPerson
from service.core.workflow import Decision, Rejected
from service.questions.model import Question
from tests.workflows.quiz.bench import LI, SECRETARY, TEN, ZHANG, Quizzing

THREE = TEN[:3]


def told(q: Quizzing, person: int) -> list[Send]:
    """What the close says to the person."""
    assert isinstance(q.closing, Decision)
    return [e for e in q.closing.effects if isinstance(e, Send) and e.to == ToPerson(person)]


class Closing(Quizzing):
    """Remembers the decision that ended the quiz."""

    closing: object = None

    def do(self, *args: object, **how: object) -> object:  # type: ignore[override]
        outcome = super().do(*args, **how)  # type: ignore[arg-type]
        ends = isinstance(outcome, Decision) and outcome.action in ("quiz.closed", "quiz.cancelled")
        if ends and self.closing is None:
            self.closing = outcome
        return outcome


def answering(feedback: str, questions: tuple[Question, ...] = THREE, **more: object) -> Closing:
    """李华 has answered one question of three; Zhang has not begun."""
    q = Closing(questions)
    q.quiz(feedback=feedback, **more)
    q.tap("李华", "开始答题")
    q.say("李华", "A", *(["提交"] if feedback == "each" else []))
    return q


@pytest.mark.parametrize(
    ("feedback", "result", "replaced"),
    [
        ("each", "得 1/3 分", "正确答案：A. 对的"),
        ("end", "得 1/3 分", "1. 第1题\n✅"),
        ("close", "公布后可以查看", "您的答案：\n1. A\n2. —"),
    ],
)
def test_whoever_was_still_answering_is_told_once_with_what_handing_in_shows(
    feedback: str, result: str, replaced: str
) -> None:
    q = answering(feedback)
    q.wait(minutes=61)
    (word,) = told(q, LI)
    said = q.words(word.message)
    assert "还没有交卷" in said
    assert "已答的 1/3 题照常计分" in said
    assert result in said
    assert not told(q, ZHANG), "who has not begun is left alone"
    (edited,) = [e for e in q.closing.effects if isinstance(e, Edit) and e.to == ToPerson(LI)]  # type: ignore[attr-defined]
    assert replaced in q.words(edited.message)
    assert not edited.message.choices, "the old question has lost its buttons"
    assert not edited.prompt, "and asks no more"


def test_who_has_handed_in_is_told_nothing() -> None:
    q = answering("end")
    q.say("李华", "A", "A", "交卷")
    q.wait(minutes=61)
    assert not told(q, LI)


def test_a_second_attempt_that_is_open_is_told_too() -> None:
    q = answering("end", attempts=2)
    q.say("李华", "A", "A", "交卷", "再答一次", "B")
    q.wait(minutes=61)
    assert "已答的 1/3 题" in q.words(told(q, LI)[0].message)


def test_a_quiz_ended_early_or_cancelled_tells_them_too() -> None:
    for verb, word in (("close!", "照常计分"), ("cancel!", "已取消")):
        q = answering("end")
        q.press(verb, actor=SECRETARY)
        assert word in q.words(told(q, LI)[0].message)


def test_what_comes_later_is_told_once_and_is_then_no_answer() -> None:
    q = answering("end")
    q.wait(minutes=61)
    late = q.answer("answer", "你好", LI)
    assert isinstance(late, Rejected)
    assert late.ends
