"""Everybody's own paper: their questions, in their order, the same whenever it is looked at."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from service.questions.model import Option, Question
from service.questions.scoring import score
from service.workflows.quiz.model import Terms
from service.workflows.quiz.paper import layout, original, questions_for, sheet
from service.workflows.quiz.selection import Draw, TooFewError, Wish, choose, read_wish
from tests.workflows.quiz.bench import state_of

QUESTIONS = tuple(
    Question(
        "several" if number % 3 else "single",
        f"第 {number} 题",
        tuple(Option(f"{number}.{each}", each == number % 4) for each in range(4)),
        tags=("防疫",) if number % 2 else ("党史",),
        difficulty=1 + number % 5,
    )
    for number in range(12)
)
MIXED = state_of(QUESTIONS, terms=Terms(mixed=True, seed="7.1"))


def test_a_sheet_is_the_same_each_time_and_another_for_each_person_and_attempt() -> None:
    first = sheet(MIXED, 1, 1)
    questions_for.cache_clear()
    assert sheet(MIXED, 1, 1) == first
    others = [
        sheet(MIXED, person, number).definition.questions
        for person in (1, 2, 3)
        for number in (1, 2)
    ]
    assert len(set(others)) == 6
    assert all({q.prompt for q in each} == {q.prompt for q in QUESTIONS} for each in others)


def test_without_mixing_everybody_has_the_quiz_as_it_stands() -> None:
    plain = state_of(QUESTIONS)
    assert sheet(plain, 5, 1).definition.questions == QUESTIONS


def test_what_speaks_of_the_other_options_stays_last() -> None:
    for last in ("以上都对", "以上选项均不正确", "All of the above", "都不对"):
        options = (Option("a", True), Option("b", False), Option("c", False), Option(last, False))
        quiz = state_of((Question("single", "?", options),),
                    terms=Terms(mixed=True, seed="1"))  # fmt: skip
        for person in range(20):
            assert sheet(quiz, person, 1).definition.questions[0].options[-1].text == last


def test_true_stays_before_false() -> None:
    truth = Question("truefalse", "?", (Option("对", True), Option("错", False)))
    quiz = state_of((truth,), terms=Terms(mixed=True, seed="1"))
    assert all(sheet(quiz, person, 1).definition.questions == (truth,) for person in range(20))


@given(person=st.integers(1, 10_000), number=st.integers(1, 3), taken=st.sets(st.integers(0, 3)))
def test_an_answer_is_worth_the_same_on_the_sheet_and_in_the_quiz(
    person: int, number: int, taken: set[int]
) -> None:
    answer = tuple(sorted(taken))
    mine = sheet(MIXED, person, number).definition
    for place, asked in zip(layout(MIXED, person, number), mine.questions, strict=True):
        question = QUESTIONS[place.question]
        meant = original(place, question, answer)
        assert isinstance(meant, tuple)
        assert score(question, meant) == score(asked, answer)
        assert {question.options[i].text for i in meant} == {asked.options[i].text for i in answer}


def test_papers_are_spread_over_people_and_each_person_keeps_theirs() -> None:
    terms = Terms(papers=((0, 1, 2), (3, 4, 5), (6, 7, 8)), seed="9.1")
    quiz = state_of(QUESTIONS, terms=terms)
    given = [sheet(quiz, person, 1).definition.questions for person in range(300)]
    counts = [given.count(tuple(QUESTIONS[i] for i in paper)) for paper in terms.papers]
    assert sum(counts) == 300
    assert min(counts) > 60
    assert all(
        sheet(quiz, person, 2).definition.questions == given[person] for person in range(300)
    )


# -- choosing


def test_a_wish_is_read_as_people_type_it() -> None:
    assert read_wish("1-3 8，10", 12) == Wish(by_hand=(0, 1, 2, 7, 9))
    assert read_wish("防疫×5 党史x2", 12) == Wish(draws=(Draw(5, "防疫"), Draw(2, "党史")))
    assert read_wish("多选*3；难度4×2", 12) == Wish(
        draws=(Draw(3, kind="several"), Draw(2, difficulty=4))
    )
    assert read_wish("１０题 2份", 12) == Wish(draws=(Draw(10),), papers=2)
    assert read_wish("20questions 2papers", 12) == Wish(draws=(Draw(20),), papers=2)
    for nonsense in ("", "0-3", "13", "5-2", "随便", "0题", "2份", "3题 99份"):
        assert read_wish(nonsense, 12) is None, nonsense


@given(st.integers(0, 5), st.integers(0, 5), st.integers(1, 4), st.text(max_size=5))
def test_a_draw_has_what_was_asked_for_and_nothing_twice(
    epidemic: int, history: int, papers: int, seed: str
) -> None:
    wish = Wish((0,), (Draw(epidemic, "防疫"), Draw(history, "党史")), papers)
    chosen, sheets = choose(QUESTIONS, wish, seed)
    assert choose(QUESTIONS, wish, seed) == (chosen, sheets), "the seed says it all"
    for paper in sheets or (tuple(range(len(chosen))),):
        asked = [chosen[each] for each in paper]
        assert len(set(asked)) == len(asked) == 1 + epidemic + history
        assert asked[0] == 0
        assert sum("防疫" in QUESTIONS[each].tags for each in asked) == epidemic
    assert {each for paper in sheets for each in paper} == (
        set(range(len(chosen))) if sheets else set()
    )


def test_what_the_bank_does_not_have_is_said_with_the_number_it_has() -> None:
    try:
        choose(QUESTIONS, Wish(draws=(Draw(7, "防疫"),)), "s")
    except TooFewError as error:
        assert (error.wanted, error.there) == (Draw(7, "防疫"), 6)
    else:
        raise AssertionError
