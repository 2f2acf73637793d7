"""What a quiz is: its definition and phase, and one person's attempt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

from service.core.facts import Mark
from service.core.questions import Answer, Question
from service.core.scoring import score

Phase = Literal["draft", "scheduled", "open", "closed", "published", "cancelled"]
Feedback = Literal["each", "end"]

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Quiz:
    """A quiz and how far it is.

    `feedback`: "each" shows the explanation after each question, which is then fixed; "end" lets
    every answer be changed until the whole is submitted, and explains afterwards.
    `remind_before`: seconds before the close at which the silent are reminded; 0: never.
    `review`: the secretary publishes by hand; otherwise the ranking appears at the close.
    `step` counts the schedules: a timer of an earlier one is stale.
    `live`: it is answered in the room, in native polls where there are such, see `live.py`.
    """

    phase: Phase
    title: str
    owner: int | None = None  # the person who leads it
    bank: str = ""
    questions: tuple[Question, ...] = ()
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    feedback: Feedback = "each"
    remind_before: int = 600
    review: bool = False
    step: int = 0
    live: bool = False

    @property
    def out_of(self) -> int:
        """What all questions together are worth, in hundredths of a point."""
        return sum(question.worth for question in self.questions)


@dataclass(frozen=True, slots=True)
class Attempt:
    """One person's part: `answers[i]` is the answer to question i, `picked` what is marked in the
    question at hand but not submitted yet: options, or as far as an order or a matching has got.

    `score` and `out_of` are in hundredths of a point.
    """

    phase: Literal["answering", "submitted"]
    at: int = 0  # the question at hand; len(questions) is the review
    answers: tuple[Answer | None, ...] = ()
    picked: tuple[int, ...] = ()
    score: int = 0
    out_of: int = 0
    submitted_at: datetime | None = None

    def answered(self, quiz: Quiz, question: int, answer: Answer, then: int) -> Attempt:
        """With this answer to the question and its points counted; question `then` comes next,
        with what was answered there before."""
        asked, before = quiz.questions[question], self.answers[question]
        answers = (*self.answers[:question], answer, *self.answers[question + 1 :])
        return Attempt(
            phase=self.phase,
            at=then,
            answers=answers,
            picked=marked(answers[then]) if then < len(answers) else (),
            score=self.score - score(asked, before) + score(asked, answer),
            out_of=self.out_of,
        )

    def reopened(self, quiz: Quiz, question: int) -> Attempt:
        """Without the answer to the question, which is the one at hand again."""
        before = self.answers[question]
        return replace(
            self,
            at=question,
            answers=(*self.answers[:question], None, *self.answers[question + 1 :]),
            picked=(),
            score=self.score - score(quiz.questions[question], before),
        )

    @property
    def given(self) -> int:
        """How many questions have an answer."""
        return sum(answer is not None for answer in self.answers)


def marked(answer: Answer | None) -> tuple[int, ...]:
    """What is marked where this was answered before."""
    return answer if isinstance(answer, tuple) else ()


def new_attempt(quiz: Quiz) -> Attempt:
    return Attempt("answering", answers=(None,) * len(quiz.questions), out_of=quiz.out_of)


def mark(attempt: Attempt) -> Mark:
    """What is counted: an attempt that was not submitted counts as far as it got."""
    return Mark(attempt.phase, attempt.score, attempt.out_of, attempt.submitted_at)


def in_hundredths(fields: dict[str, Any]) -> dict[str, Any]:
    """Schema 1 → 2: the scores of an attempt were whole points."""
    if "answers" not in fields:  # the quiz itself has not changed
        return fields
    return fields | {"score": fields["score"] * 100, "out_of": fields["out_of"] * 100}
