"""The Aiken format."""

from __future__ import annotations

import pytest

from service.files.aiken import read_aiken
from service.files.errors import Unreadable
from service.questions.model import Option, Question


def errors(text: str) -> list[tuple[int, str]]:
    with pytest.raises(Unreadable) as refusal:
        read_aiken(text, "q.txt")
    return [(each.row, each.code) for each in refusal.value.errors]


def test_questions_are_read_with_either_mark_after_the_letter() -> None:
    text = "First?\nA. one\nB. two\nANSWER: B\n\nSecond?\nmore\nA) one\nB) two\nanswer:a\n"
    assert read_aiken(text, "q.txt").questions == (
        Question("single", "First?", (Option("one", False), Option("two", True))),
        Question("single", "Second?\nmore", (Option("one", True), Option("two", False))),
    )


def test_the_marks_of_chinese_typing_are_understood() -> None:
    (question,) = read_aiken("第一题\nA、甲\nB．乙\n答案：B", "q.txt").questions
    assert question.options == (Option("甲", False), Option("乙", True))


def test_a_question_may_begin_like_an_option() -> None:
    (question,) = read_aiken("U. S. history\nE. g. what?\nA. x\nB. y\nANSWER: A", "q.txt").questions
    assert question.prompt == "U. S. history\nE. g. what?"


def test_questions_need_no_blank_line_between_them() -> None:
    text = "One?\nA. x\nB. y\nANSWER: A\nTwo?\nA. x\nB. y\nANSWER: B"
    assert [each.prompt for each in read_aiken(text, "q.txt").questions] == ["One?", "Two?"]


def test_every_error_is_listed_by_line() -> None:
    text = (
        "One?\nA. x\nC. y\nANSWER: B\n\n"  # 1
        "Two?\nA. x\nB. y\n\n"  # 6
        "Three?\nA. x\nB. y\nstray\nANSWER: Z\n\n"  # 10
        "Four?\nA. x\nB. x\nANSWER: A\n\n"  # 16
        "Five?\nA. x\nANSWER: A\n\n"  # 21
        "A. x\nB. y\nANSWER: A\n\n"  # 25: what stands first is the question
        "Six\x07?\nA. x\nB.\nANSWER: A, B\n\n"  # 29
        "Seven?\n"  # 34
    )
    assert errors(text) == [
        (3, "option_order"),
        (6, "no_answer_line"),
        (13, "stray_text"),
        (14, "unknown_answer"),
        (16, "duplicate_option"),
        (21, "few_options"),
        (25, "few_options"),
        (29, "control"),
        (29, "missing"),
        (32, "unknown_answer"),
        (34, "no_answer_line"),
    ]


def test_an_empty_bank_is_refused() -> None:
    assert errors("\n \n") == [(0, "empty")]


def test_more_options_than_there_are_letters_are_refused() -> None:
    lettered = "".join(f"{chr(ord('A') + index)}. {index}\n" for index in range(26))
    assert len(read_aiken(f"Q\n{lettered}ANSWER: Z", "q.txt").questions[0].options) == 26
    assert errors(f"Q\n{lettered}A. one more\nANSWER: Z") == [(28, "many_options")]
