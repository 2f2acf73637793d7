"""Item analysis, against the same figures from numpy."""

from __future__ import annotations

import random
from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.core.queries import EntrySummary, Summary
from service.questions.model import Answer, Option, Question
from service.questions.scoring import score
from service.workflows.quiz.model import Attempt, Terms
from service.workflows.quiz.paper import layout
from service.workflows.quiz.results import MOST_SHOWN, Paper, analyse, correlation, first, papers
from tests.workflows.quiz.bench import state_of

NOW = datetime(2026, 3, 6, 12, tzinfo=UTC)


def question(number: int, right: tuple[int, ...] = (0,), points: float = 1) -> Question:
    options = tuple(Option(f"{each}", each in right) for each in range(4))
    kind = "single" if len(right) == 1 else "several"
    credit = "all_or_nothing" if kind == "single" else "right_minus_wrong"
    return Question(kind, f"{number}", options, points, credit=credit)


QUESTIONS = (question(1), question(2, (1, 2), 2), question(3, (3,), 1.5), question(4, (0, 1, 2), 3))
QUIZ = state_of(QUESTIONS)


def taken(people: int, seed: int = 1) -> list[Paper]:
    chance = random.Random(seed)
    made = []
    for person in range(people):
        able = chance.random()
        answers: dict[int, Answer | None] = {}
        for number, each in enumerate(QUESTIONS):
            wrong = {chance.randrange(4) for _ in range(len(each.right))}
            answers[number] = tuple(sorted(each.right if chance.random() < able else wrong))
        made.append(Paper(person, answers))
    return made


@given(people=st.integers(2, 60), seed=st.integers(0, 10_000))
@settings(max_examples=60, deadline=None)
def test_every_figure_is_that_of_the_reference(people: int, seed: int) -> None:
    given_ = taken(people, seed)
    table = np.array(
        [[score(each, one.answers[n]) for n, each in enumerate(QUESTIONS)] for one in given_], float
    )
    for number, item in enumerate(analyse(QUIZ, given_)):
        own, worth = table[:, number], QUESTIONS[number].worth
        rest = table.sum(axis=1) - own
        assert item.facility == pytest.approx(own.mean() / worth, abs=1e-6)
        assert item.deviation == pytest.approx(own.std(ddof=1) / worth, abs=1e-6)
        if own.std() == 0 or rest.std() == 0:
            assert item.discrimination is None
        else:
            expected = np.corrcoef(own, rest)[0, 1]
            assert item.discrimination == pytest.approx(expected, abs=1e-6)
        for option in range(4):
            assert item.taken[option] == sum(option in one.answers[number] for one in given_)


def test_a_question_is_judged_by_those_who_had_it() -> None:
    given_ = taken(20)
    half = [
        Paper(each.person, {n: a for n, a in each.answers.items() if n != 1 or each.person < 10})
        for each in given_
    ]
    items = analyse(QUIZ, half)
    assert [item.answers for item in items] == [20, 10, 20, 20]
    alone = analyse(QUIZ, half[:10])[1]
    assert items[1] == alone


def test_a_key_is_doubtful_when_a_wrong_option_is_taken_more_often() -> None:
    one = state_of((question(1), question(2)))
    given_ = [Paper(n, {0: (1,) if n < 6 else (0,), 1: (0,)}) for n in range(9)]
    assert [each.doubtful for each in analyse(one, given_)] == [True, False]
    assert [each.doubtful for each in analyse(one, given_[:4])] == [False, False], "too few"


def test_a_key_is_doubtful_when_the_better_ones_miss_it() -> None:
    two = state_of((question(1), question(2), question(3)))
    given_ = [
        Paper(
            n, {0: (1,) if n < 4 else (0,), 1: (0,) if n < 5 else (1,), 2: (0,) if n < 6 else (1,)}
        )
        for n in range(10)
    ]
    (first, *_) = analyse(two, given_)
    assert first.discrimination is not None
    assert first.discrimination < 0
    assert first.doubtful


def test_the_correlation_of_what_never_changes_is_not_defined() -> None:
    assert correlation([1], [2]) is None
    assert correlation([1, 1], [1, 2]) is None
    assert correlation([1, 2], [2, 4]) == pytest.approx(1.0)


def test_answers_on_mixed_sheets_are_counted_for_the_options_of_the_bank() -> None:
    quiz = state_of(QUESTIONS, terms=Terms(mixed=True, seed="1"))
    entries = []
    for person in range(30):
        places = layout(quiz, person, 1)
        answers = tuple(
            tuple(
                i
                for i, option in enumerate(place.options)
                if option in QUESTIONS[place.question].right
            )
            for place in places
        )
        entries.append((person, Attempt("submitted", answers=answers, submitted_at=NOW)))
    entries.append((99, Attempt("answering", answers=(None,) * 4)))
    items = analyse(quiz, papers(quiz, entries))
    assert [item.facility for item in items] == [1.0] * 4
    assert [item.answers for item in items] == [30] * 4


def test_nobody_is_cut_off_from_others_of_the_same_place() -> None:
    def places(*found: int) -> list[tuple[int, EntrySummary]]:
        return [(place, EntrySummary(n, Summary("submitted"))) for n, place in enumerate(found)]

    assert len(first(places(*[1] * 12), 10)) == 12
    assert len(first(places(*range(1, 13)), 10)) == 10
    assert len(first(places(*[1] * 100), 10)) == MOST_SHOWN
    assert list(first([], 10)) == []
