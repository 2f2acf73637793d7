"""What panels about the questions of a draft are made of."""

from __future__ import annotations

from service.core.message import Choice
from service.core.texts import Lines, Words, lines, text
from service.core.workflow import Activity
from service.questions.grammar.words import LETTERS
from service.questions.model import Question
from service.workflows.quiz import asking
from service.workflows.quiz.model import Quiz
from service.workflows.quiz.view import choice


def seen(question: Question, body: Words, *, with_options: bool = False) -> Words:
    """The question as members read it; what they choose from stands on buttons."""
    if question.kind in ("order", "match") or with_options:
        return lines(body, *asking.parts(question))
    return body


def key(question: Question) -> Words:
    """What members do not see before they have answered."""
    return lines(
        text("quiz-correct", correct=asking.key(question)),
        text("quiz-because", why=question.explanation) if question.explanation else None,
        *(
            text("quiz-feedback-of", option=letter.upper(), said=option.feedback)
            for letter, option in zip(LETTERS, question.options, strict=False)
            if option.feedback
        ),
        text("quiz-tags", tags="、".join(question.tags)) if question.tags else None,
    )


def paragraphs(*pieces: Words | None) -> Words:
    """Paragraphs, those that are there."""
    return Lines(tuple(each for each in pieces if each is not None and each != Lines(())), "\n\n")


def named(quiz: Quiz) -> Words:
    return text("quiz-title", title=quiz.title)


def button(activity: Activity[Quiz], verb: str, *args: int) -> Choice:
    return choice(activity, verb, text(f"quiz-button-{verb}"), *args)


def fresh(activity: Activity[Quiz], verb: str, label: Words, *args: int | str) -> Choice:
    """A button that is valid until the questions change."""
    return choice(activity, verb, label, *args, activity.state.composing.edition)
