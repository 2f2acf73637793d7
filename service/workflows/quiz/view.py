"""What a quiz says to its members."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from service.core.choices import ChoiceId
from service.core.message import Choice, Message
from service.core.texts import Lines, Moment, Text, Words, lines, text
from service.core.workflow import Activity
from service.questions.model import Question
from service.questions.scoring import score, shown_points
from service.workflows.quiz import asking, live
from service.workflows.quiz.model import Attempt, Quiz, may_repeat, summarize

Rows = tuple[tuple[Choice, ...], ...]


def choice(activity: Activity[Quiz], verb: str, label: Words, *args: int | str) -> Choice:
    return Choice(ChoiceId(activity.id, verb, tuple(str(each) for each in args)).encode(), label)


def begin_choice(activity: Activity[Quiz]) -> Rows:
    begin = choice(activity, "begin", text("quiz-button-begin"))
    return ((replace(begin, leads=True),),)


def invitation(activity: Activity[Quiz]) -> Message:
    """To the room when the quiz opens."""
    quiz = activity.state
    if quiz.live:
        return Message(live.invitation(quiz), title=title_of(quiz))
    body = text(
        "quiz-opened",
        n=len(quiz.questions),
        points=shown_points(quiz.out_of),
        closes=moment(quiz.closes_at),
    )
    return Message(body, title=title_of(quiz), choices=begin_choice(activity))


def invited(activity: Activity[Quiz]) -> Message:
    """To each member when the quiz opens."""
    quiz = activity.state
    return Message(live.pointer(quiz)) if quiz.live else invitation(activity)


def reminder(activity: Activity[Quiz]) -> Message:
    quiz = activity.state
    if quiz.live:
        return invited(activity)
    body = text("quiz-reminder", title=quiz.title, closes=moment(quiz.closes_at))
    return Message(body, choices=begin_choice(activity))


def question(activity: Activity[Quiz], attempt: Attempt) -> Message:
    """The question at hand, with the options marked so far."""
    quiz, at = activity.state, attempt.at
    return asking.ask(
        activity=activity.id,
        asked=quiz.questions[at],
        at=at,
        of=len(quiz.questions),
        feedback=quiz.feedback,
        picked=attempt.picked,
    )


def explained(quiz: Quiz, attempt: Attempt, at: int) -> Message:
    """A question after its answer is fixed: what was taken, what is right, and why."""
    return asking.explained(quiz.questions[at], attempt.answers[at], at, len(quiz.questions))


def review(activity: Activity[Quiz], attempt: Attempt) -> Message:
    """All answers before they are handed in; each can be changed."""
    quiz = activity.state
    answered = zip(quiz.questions, attempt.answers, strict=True)
    given = [asking.given(asked, answer) for asked, answer in answered]
    short = all(len(each) <= 5 for each in given)
    changes = [
        choice(activity, "go", text("quiz-button-change", n=i + 1), i)
        for i in range(len(quiz.questions))
    ]
    rows = tuple(tuple(changes[i : i + 3]) for i in range(0, len(changes), 3))
    return Message(
        lines(
            text("quiz-review"),
            ("  " if short else "\n").join(f"{i}. {each}" for i, each in enumerate(given, 1)),
        ),
        title=title_of(quiz),
        choices=((choice(activity, "done", text("quiz-button-hand-in")),), *rows),
    )


def handed_in(quiz: Quiz, attempt: Attempt) -> Message:
    """In place of the review: every question with its result, or with the answer alone where
    results come later."""
    if quiz.feedback == "close":
        answered = zip(quiz.questions, attempt.answers, strict=True)
        given = [f"{i}. {asking.given(*each)}" for i, each in enumerate(answered, 1)]
        return Message(lines(text("quiz-your-answers"), *given), title=title_of(quiz))
    return Message(_results(quiz, attempt), title=title_of(quiz))


def own_result(quiz: Quiz, attempt: Attempt) -> Message:
    """What counts, the attempts it comes from, and the last one question by question."""
    counted = summarize(attempt)
    head = text(
        "quiz-own-result", score=shown_points(counted.score), of=shown_points(counted.out_of)
    )
    attempts = [
        text(
            "quiz-one-attempt",
            n=number,
            score=shown_points(each.score),
            at=Moment(each.submitted_at),
        )
        for number, each in enumerate(attempt.results, 1)
    ]
    several = lines(*attempts) if len(attempts) > 1 else None
    return Message(
        Lines(tuple(each for each in (head, several, _results(quiz, attempt)) if each), "\n\n"),
        title=title_of(quiz),
    )


def _results(quiz: Quiz, attempt: Attempt) -> Words:
    results = [
        lines(f"{i + 1}. {asked.prompt}", asking.result(asked, attempt.answers[i]))
        for i, asked in enumerate(quiz.questions)
    ]
    return Lines(tuple(results), "\n\n")


def summary(activity: Activity[Quiz], attempt: Attempt) -> Message:
    """The last word of an attempt: what it has earned, and whether there may be another."""
    quiz = activity.state
    if quiz.feedback == "close":
        body = text("quiz-handed-in", n=attempt.given, closes=moment(quiz.closes_at))
        return Message(body, title=title_of(quiz), choices=again(activity, attempt))
    right = sum(
        score(asked, answer) == asked.worth
        for asked, answer in zip(quiz.questions, attempt.answers, strict=True)
    )
    body = text(
        "quiz-summary",
        score=shown_points(attempt.score),
        of=shown_points(attempt.out_of),
        right=right,
        n=len(quiz.questions),
        closes=moment(quiz.closes_at),
    )
    failed = 100 * attempt.score < quiz.terms.pass_mark * attempt.out_of
    below = text("quiz-below", mark=quiz.terms.pass_mark) if failed else None
    return Message(lines(body, below), title=title_of(quiz), choices=again(activity, attempt))


def again(activity: Activity[Quiz], attempt: Attempt) -> Rows:
    """The button to take it once more, where that is allowed."""
    if not may_repeat(activity.state.terms, attempt):
        return ()
    return ((choice(activity, "again", text("quiz-button-again")),),)


def done(quiz: Quiz, attempt: Attempt) -> Text:
    """To whoever has submitted already."""
    if quiz.feedback == "close":
        return text("quiz-done-unseen")
    counted = summarize(attempt)
    points, of = shown_points(counted.score), shown_points(counted.out_of)
    return text("quiz-done", score=points, of=of)


def how_to_type(question: Question) -> Text:
    return asking.how_to_type(question)


def late(quiz: Quiz, closed_at: datetime) -> Text:
    return text("quiz-late", title=quiz.title, closed=Moment(closed_at))


def results_out(activity: Activity[Quiz]) -> Message:
    """To everybody who took part: their result may be seen."""
    word = text("quiz-results-out", title=activity.state.title)
    return Message(word, choices=((choice(activity, "result", text("quiz-button-result")),),))


def title_of(quiz: Quiz) -> Words:
    return text("quiz-title", title=quiz.title)


def moment(at: datetime | None) -> Words:
    return Moment(at) if at is not None else "—"
