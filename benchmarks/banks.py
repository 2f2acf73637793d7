"""1,000 questions of every kind read from each format, and 500 attempts of 20 answers scored.

What others take for the same stands beside it, see `bank_peers`.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace

from benchmarks import bank_peers
from service.files.bank_writing import write_bank
from service.files.questions import read_bank
from service.files.quiz_examples import EXAMPLES
from service.questions.model import Question
from service.questions.scoring import score

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


def imported(ending: str) -> dict[str, float]:
    """Seconds to read the bank from this format, by us and by a peer. Raises AssertionError if
    another bank comes back."""
    questions = bank(ending)
    written = write_bank(questions, ending)
    began = time.perf_counter()
    read = read_bank(written.content, f"bank{ending}").questions
    seconds = time.perf_counter() - began
    if read != questions or written.lost:
        raise AssertionError(f"{ending}: another bank came back")
    peer, reader = bank_peers.READERS[ending]
    return {f"import_1000_{FORMATS[ending]}_s": seconds, peer: reader(written.content)}


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
    figures = {name: figure for ending in FORMATS for name, figure in imported(ending).items()}
    notebook = bank_peers.compared(PEOPLE, ANSWERS)
    return {**figures, "score_500x20_s": scored(), "numpy_compare_500x20_s": notebook}
