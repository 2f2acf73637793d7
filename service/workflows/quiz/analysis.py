"""What the answers say of the questions: classical item analysis.

The figures are those of Moodle's quiz statistics (Quiz statistics calculations, "Item statistics"):
the facility index, the standard deviation and the discrimination index, which is the correlation
of the points for a question with those for all the others. For attempts on different papers, a
question is judged by those who had it.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from service.questions.model import CHOICE_KINDS, Answer, Question
from service.questions.scoring import score
from service.workflows.quiz.model import Attempt, Quiz
from service.workflows.quiz.sheets import layout, original

DOUBTFUL_FROM = 5  # answers; of fewer nothing can be said


@dataclass(frozen=True, slots=True)
class Item:
    """One question, as it was answered.

    `facility`: the mean share of its points, 0 to 1. `deviation`: of that share (n - 1).
    `discrimination`: -1 to 1; both are None where they are not defined.
    `taken`: how often each option was taken. `doubtful`: its key should be looked at.
    """

    question: Question
    answers: int
    facility: float
    deviation: float | None
    discrimination: float | None
    taken: tuple[int, ...]
    doubtful: bool


@dataclass(frozen=True, slots=True)
class Result:
    """One person's answers to the questions of the quiz they had, by index."""

    person: int
    answers: Mapping[int, Answer | None]


def results(quiz: Quiz, entries: Sequence[tuple[int, Attempt]]) -> tuple[Result, ...]:
    """The last attempt of everybody that was handed in."""
    found = []
    for person, attempt in entries:
        if not attempt.results:
            continue
        number = len(attempt.results)
        places = layout(quiz, person, number)
        given = attempt.results[-1].answers
        found.append(
            Result(
                person,
                {
                    place.question: original(place, quiz.questions[place.question], answer)
                    for place, answer in zip(places, given, strict=True)
                },
            )
        )
    return tuple(found)


def analyse(quiz: Quiz, given: Sequence[Result]) -> tuple[Item, ...]:
    """Every question of the quiz, in its order."""
    points = [
        {number: score(quiz.questions[number], answer) for number, answer in each.answers.items()}
        for each in given
    ]
    totals = [sum(each.values()) for each in points]
    items = []
    for number, question in enumerate(quiz.questions):
        own = [each[number] for each in points if number in each]
        rest = [
            total - each[number]
            for each, total in zip(points, totals, strict=True)
            if number in each
        ]
        answers = [each.answers[number] for each in given if number in each.answers]
        items.append(_item(question, answers, own, rest))
    return tuple(items)


def _item(
    question: Question, answers: Sequence[Answer | None], own: Sequence[int], rest: Sequence[int]
) -> Item:
    worth = question.worth or 1
    spread = _deviation(own)
    discrimination = correlation(own, rest)
    taken = Counter(option for each in answers if isinstance(each, tuple) for option in set(each))
    counts = tuple(taken[option] for option in range(len(question.options)))
    return Item(
        question=question,
        answers=len(own),
        facility=sum(own) / len(own) / worth if own else 0.0,
        deviation=None if spread is None else spread / worth,
        discrimination=discrimination,
        taken=counts if question.kind in CHOICE_KINDS else (),
        doubtful=len(own) >= DOUBTFUL_FROM and _is_doubtful(question, counts, discrimination),
    )


def _is_doubtful(question: Question, taken: Sequence[int], discrimination: float | None) -> bool:
    """Those who know more get it wrong more often, or a wrong option is taken more often than
    every right one."""
    if discrimination is not None and discrimination < 0:
        return True
    if question.kind not in CHOICE_KINDS or not question.right:
        return False
    right = max(taken[each] for each in question.right)
    return any(taken[i] > right for i in range(len(question.options)) if i not in question.right)


def _deviation(values: Sequence[int]) -> float | None:
    """The sample's standard deviation; None for fewer than two values."""
    if len(values) < 2:
        return None
    mean = sum(values) / len(values)
    return math.sqrt(sum((each - mean) ** 2 for each in values) / (len(values) - 1))


def correlation(one: Sequence[int], other: Sequence[int]) -> float | None:
    """Pearson's; None where one of them never changes."""
    if len(one) < 2:
        return None
    n, sum_one, sum_other = len(one), sum(one), sum(other)
    # Whole numbers: nothing is lost before the one division.
    both = n * sum(a * b for a, b in zip(one, other, strict=True)) - sum_one * sum_other
    spread = (n * sum(a * a for a in one) - sum_one**2) * (
        n * sum(b * b for b in other) - sum_other**2
    )
    return both / math.sqrt(spread) if spread else None
