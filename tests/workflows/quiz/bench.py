"""A quiz on the harness, with the questions and the bank that its tests use."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from service.core.queries import Banks
from service.core.questions import Bank, Option, Question
from service.core.workflow import Rejected
from service.sdk.testing import BRANCH, SECRETARY, Harness
from service.testkit.harness import Texts
from service.workflows.quiz import MACHINE, WORKFLOW

TEXTS = Texts(WORKFLOW)
QUESTIONS = (
    Question("single", "一加一?", (Option("1", False), Option("2", True)), 2, "算术"),
    Question("several", "偶数?", (Option("2", True), Option("3", False), Option("4", True)), 3),
    Question("truefalse", "对吗?", (Option("对", True), Option("错", False))),
)
TEN = tuple(
    Question(
        "single", f"第{number}题", (Option("对的", True), Option("错的", False)), tags=("防疫",)
    )
    for number in range(1, 11)
)


def quizzes(
    questions: Sequence[Question] = QUESTIONS, *, more: Sequence[Bank] = (), **how: Any
) -> Harness:
    """Where a quiz can begin: the branch has the bank 题库, and whatever `more` says."""
    banks = (Bank(1, BRANCH, "题库", tuple(questions)), *more)
    answers = {Banks(BRANCH): banks if questions else tuple(more)}
    return Harness(WORKFLOW, TEXTS, machine=MACHINE, answers=answers, **how)


def planned(questions: Sequence[Question] = QUESTIONS, **details: Any) -> Harness:
    """A quiz as a plan begins it on behalf of the secretary: open from now on for an hour, each
    question explained at once, unless said otherwise."""
    life = quizzes(questions)
    wanted = {"bank": "题库", "minutes": 60, "feedback": "each", **details}
    outcome = life.begin(wanted, by=SECRETARY)
    assert not isinstance(outcome, Rejected), outcome
    life.advance()
    return life


def answers(life: Harness, person: int, *typed: str) -> None:
    for words in typed:
        life.answer("answer", words, person)
