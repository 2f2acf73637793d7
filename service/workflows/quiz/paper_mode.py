"""A quiz as on paper: the whole sheet in one message, answered in one or several messages.

1A 2BC 3对            choices, as many on a line as one likes
4 为人民服务           everything else on a line of its own
ACBDA                 letters alone, where every question is a single choice
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import replace

from service.core.effects import Send, ToPerson
from service.core.events import Said
from service.core.message import Message
from service.core.texts import lines, text
from service.core.workflow import Outcome, Rejected
from service.questions.model import CHOICE_KINDS, Answer
from service.questions.scoring import shown_points
from service.sdk.panels import paragraphs
from service.workflows.quiz import asking
from service.workflows.quiz import attempt_view as view
from service.workflows.quiz.model import Attempt, QuizState, QuizTurn, title_of

_CHOICES = re.compile(r"(\d{1,3})[.、:：\s]*([A-Z]+|[对错√×✓✗])(?=$|[\s,，;；\d])", re.IGNORECASE)
_LINE = re.compile(r"(\d{1,3})(?:[.、:：=]\s*|\s+)(.+)")


def ask(turn: QuizTurn) -> Send:
    """The sheet."""
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
    message = Message(body, title=title_of(quiz), attachments=tuple(pictures))
    return _say(turn, message)


def typed(turn: QuizTurn, attempt: Attempt) -> Outcome:
    """Answers to the sheet. What is understood is kept; the review comes once all is there."""
    quiz, event = turn.state, turn.event
    given, wrong = read_sheet(quiz, event.text if isinstance(event, Said) else "")
    if not given:
        return Rejected("quiz.not_understood", text("quiz-sheet-hint"))
    for number, answer in given.items():
        attempt = attempt.answered(quiz.definition, number, answer, attempt.at)
    missing = [number for number, each in enumerate(attempt.answers) if each is None]
    attempt = replace(
        attempt, at=missing[0] if missing else len(quiz.definition.questions), picked=()
    )
    if not missing and not wrong:
        shown = _say(turn, view.review(turn, attempt), asks="")
    else:
        note = lines(
            text("quiz-sheet-missing", numbers=_numbers(missing)) if missing else None,
            text("quiz-sheet-wrong", numbers=_numbers(wrong)) if wrong else None,
        )
        shown = _say(turn, Message(note, title=title_of(quiz)))
    return turn.done("quiz.answered", part=attempt, effects=(shown,))


def _say(turn: QuizTurn, message: Message, *, asks: str = "sheet") -> Send:
    return Send(ToPerson(turn.person), "q", message, "reply", asks=asks)


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


def _numbers(questions: list[int]) -> str:
    return "、".join(str(each + 1) for each in questions)
