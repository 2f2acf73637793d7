"""What lies before one person: their paper in their order, and the whole of it answered at once.

A sheet is the quiz itself with other questions in it, so asking, reading and counting work on it as
on any quiz. It follows from the quiz, the person and the number of the attempt alone, and is never
stored: the same seed gives the same sheet on every day and every machine.

A whole sheet stands in one message, and is answered in one or several:

1A 2BC 3对            choices, as many on a line as one likes
4 为人民服务           everything else on a line of its own
ACBDA                 letters alone, where every question is a single choice
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from service.core.message import Message
from service.core.texts import lines, text
from service.questions.model import CHOICE_KINDS, Answer, Question, shuffled
from service.questions.scoring import shown_points
from service.sdk.panels import paragraphs
from service.workflows.quiz import asking
from service.workflows.quiz.model import QuizState, QuizTurn, Terms, closes_for, title_of

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


def laid(turn: QuizTurn, number: int = 0) -> QuizTurn:
    """The turn on the quiz as it lies before the person, in their attempt `number` (0: the one
    they are at, or are about to begin)."""
    attempt = turn.part
    number = number or (attempt.number if attempt is not None else 1)
    quiz = turn.activity.state
    own = sheet(quiz, turn.person, number)
    return turn if own is quiz else turn.becomes(own)


def sheet(quiz: QuizState, person: int, number: int) -> QuizState:
    """The quiz as this person takes it in their attempt `number`, with their own close."""
    if quiz.progress.extended:
        longer = tuple(each for each in quiz.progress.extended if each[0] == person)
        quiz = quiz.timed(closes_at=closes_for(quiz, person)).advanced(extended=longer)
    terms = quiz.definition.terms
    if terms.whole and quiz.definition.feedback == "each":  # nothing is fixed one by one
        quiz = quiz.defined(feedback="end")
    if quiz.definition.live or not (terms.mixed or terms.papers):
        return quiz
    return quiz.defined(questions=questions_for(quiz.definition.questions, terms, person, number))


@lru_cache(maxsize=4096)
def questions_for(
    questions: tuple[Question, ...], terms: Terms, person: int, number: int
) -> tuple[Question, ...]:
    """The questions of this person's paper, as they stand on it in their attempt `number`."""
    return tuple(
        _laid(questions[each.question], each) for each in _places(questions, terms, person, number)
    )


def layout(quiz: QuizState, person: int, number: int) -> tuple[Place, ...]:
    """Which question stands where on the sheet, and in which order its options. In the room all
    have the same."""
    return _places(
        quiz.definition.questions,
        Terms() if quiz.definition.live else quiz.definition.terms,
        person,
        number,
    )


def _places(
    questions: tuple[Question, ...], terms: Terms, person: int, number: int
) -> tuple[Place, ...]:
    chosen = _paper(terms, len(questions), person)
    seed = f"{terms.seed}|{person}|{number}"
    if terms.mixed:
        chosen = tuple(chosen[each] for each in shuffled(len(chosen), seed))
    return tuple(
        Place(each, _options(questions[each], f"{seed}|{each}" if terms.mixed else ""))
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


# -- the whole of it at once

_CHOICES = re.compile(r"(\d{1,3})[.、:：\s]*([A-Z]+|[对错√×✓✗])(?=$|[\s,，;；\d])", re.IGNORECASE)
_LINE = re.compile(r"(\d{1,3})(?:[.、:：=]\s*|\s+)(.+)")


def whole(turn: QuizTurn) -> Message:
    """The whole sheet in one message."""
    quiz = turn.state
    count = len(quiz.definition.questions)
    questions = [
        lines(asking.heading(each, number, count), each.prompt, *asking.parts(each))
        for number, each in enumerate(quiz.definition.questions)
    ]
    pictures = [
        picture
        for number, each in enumerate(quiz.definition.questions)
        for picture in asking.pictures(each, number)
    ]
    hint = text("quiz-sheet", n=count, points=shown_points(quiz.definition.out_of))
    body = paragraphs(hint, *questions)
    return Message(body, title=title_of(quiz), attachments=tuple(pictures))


def read_sheet(quiz: QuizState, typed: str) -> tuple[Mapping[int, Answer], list[int]]:
    """The answers by question, and the questions whose answer is not understood."""
    given: dict[int, Answer] = {}
    wrong: list[int] = []
    for number, words in _pieces(quiz, unicodedata.normalize("NFKC", typed)):
        if not 0 <= number < len(quiz.definition.questions):
            continue
        answer = asking.read_answer(quiz.definition.questions[number], words)
        if answer is None:
            wrong.append(number)
        else:
            given[number] = answer
    return given, [each for each in wrong if each not in given]


def _pieces(quiz: QuizState, typed: str) -> list[tuple[int, str]]:
    """(question, words) as they are meant."""
    letters = "".join(typed.split())
    all_choices = all(each.kind in CHOICE_KINDS for each in quiz.definition.questions)
    if (
        all_choices
        and len(letters) == len(quiz.definition.questions)
        and re.fullmatch("[A-Za-z]+", letters)
    ):
        return list(enumerate(letters))
    pieces = []
    for line in typed.splitlines():
        words = line.strip()
        found = _CHOICES.findall(words)
        rest = re.sub(r"[\s,，;；]+", "", _CHOICES.sub("", words))
        if found and not rest:
            pieces += [(int(number) - 1, answer) for number, answer in found]
        elif one := _LINE.fullmatch(words):
            pieces.append((int(one[1]) - 1, one[2]))
    return pieces


def numbers(questions: list[int]) -> str:
    return "、".join(str(each + 1) for each in questions)
