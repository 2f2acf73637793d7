"""1,000 questions of every kind read from each format, and 500 attempts of 20 answers scored.

There is no peer beside it: of the parsers of GIFT and Moodle XML on PyPI, those that install have
had no release for years, and none reads papers in Word.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace

from service.core.questions import Question
from service.core.scoring import score
from service.files.bank_writing import write_bank
from service.files.questions import read_bank
from service.files.quiz_examples import EXAMPLES

QUESTIONS = 1_000
PEOPLE, ANSWERS = 500, 20
FORMATS = {".gift": "gift", ".xlsx": "xlsx", ".docx": "docx", ".xml": "moodle_xml"}


def bank(ending: str) -> tuple[Question, ...]:
    """As many questions as there are to be, of the kinds the format can hold."""
    held = [each for each in EXAMPLES["zh-CN"] if ending != ".gift" or each.kind != "order"]
    return tuple(
        replace(held[number % len(held)], prompt=f"{number}：{held[number % len(held)].prompt}")
        for number in range(QUESTIONS)
    )


def imported(ending: str) -> float:
    """Seconds to read the bank from this format. Raises AssertionError if it is another one."""
    questions = bank(ending)
    written = write_bank(questions, ending)
    began = time.perf_counter()
    read = read_bank(written.content, f"bank{ending}").questions
    seconds = time.perf_counter() - began
    if read != questions or written.lost:
        raise AssertionError(f"{ending}: another bank came back")
    return seconds


def scored() -> float:
    """Seconds to score every answer of everybody, right and wrong ones."""
    asked = (bank(".xlsx") * 2)[:ANSWERS]
    papers = [[_answer(each, person) for each in asked] for person in range(PEOPLE)]
    began = time.perf_counter()
    total = sum(_total(asked, paper) for paper in papers)
    seconds = time.perf_counter() - began
    if not 0 < total < PEOPLE * sum(each.worth for each in asked):
        raise AssertionError("some are right and some are wrong")
    return seconds


def _total(asked: Sequence[Question], paper: Sequence[tuple[int, ...] | str]) -> int:
    return sum(score(each, answer) for each, answer in zip(asked, paper, strict=True))


def _answer(question: Question, person: int) -> tuple[int, ...] | str:
    if question.kind == "short":
        return question.accepted[0] if person % 2 else "不知道"
    if question.kind == "number":
        return str(question.number) if person % 3 else "0"
    if question.kind in ("order", "match"):
        count = len(question.items or question.pairs)
        return tuple((each + person) % count for each in range(count))
    return tuple(sorted(question.right)) if person % 2 else (0,)


def main() -> dict[str, float]:
    figures = {f"import_1000_{name}_s": imported(ending) for ending, name in FORMATS.items()}
    return {**figures, "score_500x20_s": scored()}
