"""What answers are worth, and how what is typed is compared."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.core.numerals import read_number
from service.questions.model import CREDITS, Credit, Option, Pair, Question, arranged, mixed
from service.questions.scoring import folded, score, shown_points

FOUR = (Option("a", True), Option("b", False), Option("c", True), Option("d", False))


def several(credit: Credit = "all_or_nothing", points: float = 2) -> Question:
    return Question("several", "?", FOUR, points, credit=credit)


@pytest.mark.parametrize(
    ("credit", "taken", "earned"),
    [
        ("all_or_nothing", (0, 2), 200),
        ("all_or_nothing", (0,), 0),
        ("proportional", (0, 2), 200),
        ("proportional", (0,), 100),
        ("proportional", (0, 1), 0),
        ("proportional", (0, 1, 2), 0),
        ("right_minus_wrong", (0, 2), 200),
        ("right_minus_wrong", (0, 1, 2), 100),
        ("right_minus_wrong", (0, 1), 0),
        ("right_minus_wrong", (1, 3), 0),
        ("right_minus_wrong", (), 0),
    ],
)
def test_several_choices_follow_the_rule_of_the_question(
    credit: Credit, taken: tuple[int, ...], earned: int
) -> None:
    assert score(several(credit), taken) == earned


@pytest.mark.parametrize(
    ("credit", "taken", "earned"),
    [
        ("all_or_nothing", (0, 1, 2), 100),
        ("all_or_nothing", (1, 0, 2), 0),
        ("proportional", (1, 0, 2), 33),
        ("right_minus_wrong", (1, 0, 2), 0),
        ("proportional", (1, 2, 0), 0),
    ],
)
def test_an_order_counts_what_stands_in_its_place(
    credit: Credit, taken: tuple[int, ...], earned: int
) -> None:
    ordering = Question("order", "?", items=("x", "y", "z"), credit=credit)
    assert score(ordering, taken) == earned


def test_a_matching_counts_pairs_and_alike_partners_are_alike() -> None:
    pairs = (Pair("cat", "animal"), Pair("oak", "plant"), Pair("dog", "animal"))
    matching = Question("match", "?", points=3, pairs=pairs, decoys=("stone",),
                        credit="proportional")  # fmt: skip
    assert matching.partners == ("animal", "plant", "stone")
    assert score(matching, (0, 1, 0)) == 300
    assert score(matching, (0, 2, 0)) == 200
    assert score(matching, (2, 2, 2)) == 0


@pytest.mark.parametrize(
    "typed", ["延安", " 延 安 ", "《延安》", "“延安”。", "延安", "Yan'an", "ＹＡＮ'ＡＮ", "yan'an!"]
)
def test_a_short_text_is_compared_as_people_write(typed: str) -> None:
    short = Question("short", "?", accepted=("延安", "Yan'an"))
    assert score(short, typed) == 100


def test_another_text_is_wrong_and_punctuation_alone_is_compared_as_it_is() -> None:
    short = Question("short", "?", accepted=("?",))
    assert score(short, "？") == 100
    assert score(short, "!") == 0
    assert folded("C++") != folded("C")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("12", "12"), ("１２", "12"), (" 3.50 ", "3.50"), ("3,14", "3.14"), ("1,234.5", "1234.5"),
        ("-2", "-2"), ("−2", "-2"), ("负二", "-2"), ("十二", "12"), ("二十", "20"),
        ("一百零五", "105"),
        ("三点一四", "3.14"), ("二〇二六", "2026"), ("3.5万", "35000"), ("两万三千", "23000"),
        ("一亿二千万", "120000000"), ("12。", "12"), ("1e3", "1000"),
    ],
)  # fmt: skip
def test_numbers_are_understood_as_people_type_them(typed: str, meant: str) -> None:
    assert read_number(typed) == Decimal(meant)


@pytest.mark.parametrize("typed", ["", "abc", "1.2.3", "点", "三点", "1e999", "九" * 50, "--1"])
def test_what_is_no_number_is_none(typed: str) -> None:
    assert read_number(typed) is None


def test_a_tolerance_is_exact_at_its_edge() -> None:
    number = Question("number", "?", number=0.3, tolerance=0.1)
    assert score(number, "0.4") == 100, "0.1 + 0.3 is not 0.4 in binary"
    assert score(number, "0.2") == 100
    assert score(number, "0.41") == 0


def test_points_have_halves_and_are_shown_without_needless_digits() -> None:
    assert score(several(points=0.5), (0, 2)) == 50
    assert (shown_points(50), shown_points(200), shown_points(67)) == (0.5, 2, 0.67)


@given(
    st.sampled_from(CREDITS),
    st.lists(st.booleans(), min_size=2, max_size=8).filter(any),
    st.sets(st.integers(0, 7)),
    st.integers(1, 1000),
)
def test_a_score_is_between_nothing_and_all_and_all_only_for_what_is_right(
    credit: Credit, right: list[bool], taken: set[int], cents: int
) -> None:
    options = tuple(Option(str(i), each) for i, each in enumerate(right))
    question = Question("several", "?", options, cents / 100, credit=credit)
    answer = tuple(sorted(each for each in taken if each < len(options)))
    earned = score(question, answer)
    assert 0 <= earned <= question.worth == cents
    assert score(question, tuple(sorted(question.right))) == question.worth
    if credit == "all_or_nothing":
        assert earned == (question.worth if set(answer) == question.right else 0)


@given(st.integers(0, 20), st.text(max_size=5))
def test_what_is_mixed_is_a_permutation_that_gives_nothing_away(count: int, seed: str) -> None:
    order = mixed(count, seed)
    assert sorted(order) == list(range(count))
    assert order == mixed(count, seed)
    assert count < 2 or list(order) != sorted(order)


def test_options_of_a_choice_stand_as_they_were_written() -> None:
    assert arranged(several()) == (0, 1, 2, 3)
