"""What a member reads of a quiz: the question at hand, all answers before they are handed in, and
what they have come to."""

from __future__ import annotations

from service.core.message import Message
from service.core.texts import Moment, Text, Words, lines, text
from service.questions.scoring import score, shown_points
from service.sdk.panels import Rows, button, choice, moment, paragraphs
from service.workflows.quiz import asking
from service.workflows.quiz.model import (
    Attempt,
    QuizState,
    QuizTurn,
    may_repeat,
    summarize,
    title_of,
)


def begin_choice(turn: QuizTurn) -> Rows:
    return ((button(turn.activity, "quiz-button-begin", leads=True),),)


def pointer(quiz: QuizState) -> Text:
    """To a member in private: a quiz for the room is answered there."""
    return text(
        "quiz-live-pointer", title=quiz.definition.title, closes=moment(quiz.schedule.closes_at)
    )


def question(turn: QuizTurn, attempt: Attempt) -> Message:
    """The question at hand, with the options marked so far."""
    quiz, at = turn.activity.state, attempt.at
    return asking.ask(
        activity=turn.activity.id,
        asked=quiz.definition.questions[at],
        at=at,
        of=len(quiz.definition.questions),
        feedback=quiz.definition.feedback,
        picked=attempt.picked,
    )


def explained(quiz: QuizState, attempt: Attempt, at: int) -> Message:
    """A question after its answer is fixed: what was taken, what is right, and why."""
    return asking.explained(
        quiz.definition.questions[at], attempt.answers[at], at, len(quiz.definition.questions)
    )


def review(turn: QuizTurn, attempt: Attempt) -> Message:
    """All answers before they are handed in; each can be changed."""
    quiz = turn.state
    given = _given(quiz, attempt)
    short = all(len(each) <= 5 for each in given)
    changes = [
        choice(turn.activity, "go", text("quiz-button-change", n=i + 1), i)
        for i in range(len(quiz.definition.questions))
    ]
    rows = tuple(tuple(changes[i : i + 3]) for i in range(0, len(changes), 3))
    return Message(
        lines(
            text("quiz-review"),
            ("  " if short else "\n").join(f"{i}. {each}" for i, each in enumerate(given, 1)),
        ),
        title=title_of(quiz),
        choices=((choice(turn.activity, "done", text("quiz-button-hand-in")),), *rows),
    )


def handed_in(quiz: QuizState, attempt: Attempt) -> Message:
    """In place of the review: every question with its result, or with the answer alone where
    results come later."""
    if quiz.definition.feedback == "close":
        given = [f"{i}. {each}" for i, each in enumerate(_given(quiz, attempt), 1)]
        return Message(lines(text("quiz-your-answers"), *given), title=title_of(quiz))
    return Message(_results(quiz, attempt), title=title_of(quiz))


def own_result(quiz: QuizState, attempt: Attempt) -> Message:
    """What counts, the attempts it comes from, and the last one question by question."""
    counted = summarize(attempt)
    points, of = shown_points(counted.score), shown_points(counted.out_of)
    attempts = [
        text("quiz-one-attempt", n=n, score=shown_points(each.score), at=Moment(each.submitted_at))
        for n, each in enumerate(attempt.results, 1)
    ]
    several = lines(*attempts) if len(attempts) > 1 else None
    head = text("quiz-own-result", score=points, of=of)
    return Message(paragraphs(head, several, _results(quiz, attempt)), title=title_of(quiz))


def summary(turn: QuizTurn, attempt: Attempt) -> Message:
    """The last word of an attempt: what it has earned, and whether there may be another."""
    quiz = turn.state
    closes, rows = moment(quiz.schedule.closes_at), again(turn, attempt)
    if quiz.definition.feedback == "close":
        body = text("quiz-handed-in", n=attempt.given, closes=closes)
        return Message(body, title=title_of(quiz), choices=rows)
    right = sum(
        score(asked, answer) == asked.worth
        for asked, answer in zip(quiz.definition.questions, attempt.answers, strict=True)
    )
    body = text(
        "quiz-summary",
        score=shown_points(attempt.score),
        of=shown_points(attempt.out_of),
        right=right,
        n=len(quiz.definition.questions),
        closes=closes,
    )
    failed = 100 * attempt.score < quiz.definition.terms.pass_mark * attempt.out_of
    below = text("quiz-below", mark=quiz.definition.terms.pass_mark) if failed else None
    return Message(lines(body, below), title=title_of(quiz), choices=rows)


def again(turn: QuizTurn, attempt: Attempt) -> Rows:
    """The button to take it once more, where that is allowed."""
    if not may_repeat(turn.state.definition.terms, attempt):
        return ()
    return ((button(turn.activity, "quiz-button-again"),),)


def done(quiz: QuizState, attempt: Attempt) -> Text:
    """To whoever has submitted already."""
    if quiz.definition.feedback == "close":
        return text("quiz-done-unseen")
    counted = summarize(attempt)
    points, of = shown_points(counted.score), shown_points(counted.out_of)
    return text("quiz-done", score=points, of=of)


def _given(quiz: QuizState, attempt: Attempt) -> list[str]:
    answered = zip(quiz.definition.questions, attempt.answers, strict=True)
    return [asking.given(asked, answer) for asked, answer in answered]


def _results(quiz: QuizState, attempt: Attempt) -> Words:
    return paragraphs(
        *(
            lines(f"{i + 1}. {asked.prompt}", asking.result(asked, attempt.answers[i]))
            for i, asked in enumerate(quiz.definition.questions)
        )
    )
