"""What lies before one person: their paper, in their order.

A sheet is the quiz itself with other questions in it, so asking, reading and counting work on it as
on any quiz. It follows from the quiz, the person and the number of the attempt alone, and is never
stored: the same seed gives the same sheet on every day and every machine.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from service.questions.model import Answer, Question, shuffled
from service.workflows.quiz.model import Quiz, Terms

LAST = re.compile(
    r"以上.{0,6}(都|均|皆|全)|都不?(对|是|正确)|(all|none|both|neither) of (the|these)",
    re.IGNORECASE,
)
"""Options that speak of the others above them stay last."""


@dataclass(frozen=True, slots=True)
class Place:
    """One question of a sheet: which of the quiz it is, and where its options come from."""

    question: int
    options: tuple[int, ...]


@lru_cache(maxsize=4096)
def sheet(quiz: Quiz, person: int, number: int) -> Quiz:
    """The quiz as this person takes it in their attempt `number`, with their own close."""
    longer = tuple(each for each in quiz.extended if each[0] == person)
    mine = replace(quiz, closes_at=quiz.closes_for(person), extended=longer)
    if quiz.terms.whole and quiz.feedback == "each":  # nothing is fixed one by one
        mine = replace(mine, feedback="end")
    if quiz.live or not (quiz.terms.mixed or quiz.terms.papers):
        return mine
    places = layout(quiz, person, number)
    return replace(
        mine, questions=tuple(_laid(quiz.questions[each.question], each) for each in places)
    )


def layout(quiz: Quiz, person: int, number: int) -> tuple[Place, ...]:
    """Which question stands where on the sheet, and in which order its options. In the room all
    have the same."""
    terms = Terms() if quiz.live else quiz.terms
    chosen = _paper(terms, len(quiz.questions), person)
    seed = f"{terms.seed}|{person}|{number}"
    if terms.mixed:
        chosen = tuple(chosen[each] for each in shuffled(len(chosen), seed))
    return tuple(
        Place(each, _options(quiz.questions[each], f"{seed}|{each}" if terms.mixed else ""))
        for each in chosen
    )


def original(place: Place, question: Question, answer: Answer | None) -> Answer | None:
    """An answer given on a sheet, as an answer to the question of the quiz."""
    if not isinstance(answer, tuple) or not place.options:
        return answer
    return tuple(sorted(place.options[each] for each in answer))


def _paper(terms: Terms, count: int, person: int) -> tuple[int, ...]:
    if not terms.papers:
        return tuple(range(count))
    return terms.papers[shuffled(len(terms.papers), f"{terms.seed}|{person}|paper")[0]]


def _options(question: Question, seed: str) -> tuple[int, ...]:
    """The order of a choice's options; () where they are no options, or stay as they are."""
    if not seed or question.kind not in ("single", "several"):
        return ()
    moving = [i for i, each in enumerate(question.options) if not LAST.search(each.text)]
    staying = [i for i in range(len(question.options)) if i not in moving]
    return tuple(moving[each] for each in shuffled(len(moving), seed)) + tuple(staying)


def _laid(question: Question, place: Place) -> Question:
    if not place.options:
        return question
    return replace(question, options=tuple(question.options[each] for each in place.options))
