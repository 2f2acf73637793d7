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
from service.core.events import Event, Said
from service.core.message import Message
from service.core.texts import Lines, Words, lines, text
from service.core.workflow import Activity, Context, Decision, Entry, Outcome, Rejected
from service.questions.model import CHOICE_KINDS, Answer
from service.questions.scoring import shown_points
from service.workflows.quiz import asking, view
from service.workflows.quiz.model import Attempt, Quiz
from service.workflows.quiz.reading import read_answer

_CHOICES = re.compile(r"(\d{1,3})[.、:：\s]*([A-Z]+|[对错√×✓✗])(?=$|[\s,，;；\d])", re.IGNORECASE)
_LINE = re.compile(r"(\d{1,3})(?:[.、:：=]\s*|\s+)(.+)")


def ask(
    activity: Activity[Quiz], entry: Entry[Attempt], attempt: Attempt, note: Words | None = None
) -> Send:
    """The sheet, with what is missing."""
    quiz = activity.state
    questions: list[Words] = []
    for number, each in enumerate(quiz.questions):
        head = asking.heading(each, number, len(quiz.questions))
        questions.append(lines(head, each.prompt, *asking.parts(each)))
    points = shown_points(quiz.out_of)
    hint = text("quiz-sheet", n=len(quiz.questions), points=points)
    body = Lines(tuple(each for each in (hint, *questions, note) if each is not None), "\n\n")
    pictures = [
        picture
        for number, each in enumerate(quiz.questions)
        for picture in asking.pictures(each, number)
    ]
    message = Message(body, title=text("quiz-title", title=quiz.title), attachments=tuple(pictures))
    return Send(ToPerson(entry.person), "q", message, "reply", asks="sheet")


def typed(
    context: Context, activity: Activity[Quiz], entry: Entry[Attempt], event: Event
) -> Outcome:
    """Answers to the sheet. What is understood is kept; the review comes once all is there."""
    quiz, attempt = activity.state, entry.state
    if attempt is None or not isinstance(event, Said):
        return Rejected("quiz.not_begun", text("quiz-not-begun"))
    given, wrong = read_sheet(quiz, event.text)
    if not given:
        return Rejected("quiz.not_understood", text("quiz-sheet-hint"))
    for number, answer in given.items():
        attempt = attempt.answered(quiz, number, answer, attempt.at)
    missing = [number for number, each in enumerate(attempt.answers) if each is None]
    attempt = replace(attempt, at=missing[0] if missing else len(quiz.questions), picked=())
    if not missing and not wrong:
        shown = Send(ToPerson(entry.person), "q", view.review(activity, attempt), "reply")
        return Decision("quiz.answered", entry=attempt, effects=(shown,))
    note = lines(
        text("quiz-sheet-missing", numbers=_numbers(missing)) if missing else None,
        text("quiz-sheet-wrong", numbers=_numbers(wrong)) if wrong else None,
    )
    told = Message(note, title=text("quiz-title", title=quiz.title))
    asked = Send(ToPerson(entry.person), "q", told, "reply", asks="sheet")
    return Decision("quiz.answered", entry=attempt, effects=(asked,))


def read_sheet(quiz: Quiz, typed: str) -> tuple[Mapping[int, Answer], list[int]]:
    """The answers by question, and the questions whose answer is not understood."""
    given: dict[int, Answer] = {}
    wrong: list[int] = []
    for number, words in _pieces(quiz, unicodedata.normalize("NFKC", typed)):
        if not 0 <= number < len(quiz.questions):
            continue
        answer = read_answer(quiz.questions[number], words)
        if answer is None:
            wrong.append(number)
        else:
            given[number] = answer
    return given, [each for each in wrong if each not in given]


def _pieces(quiz: Quiz, typed: str) -> list[tuple[int, str]]:
    """(question, words) as they are meant."""
    letters = "".join(typed.split())
    all_choices = all(each.kind in CHOICE_KINDS for each in quiz.questions)
    if all_choices and len(letters) == len(quiz.questions) and re.fullmatch("[A-Za-z]+", letters):
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
