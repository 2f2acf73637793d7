"""Answers given in the room: votes in native polls, and taps on the buttons of a question there."""

from __future__ import annotations

from dataclasses import replace

from service.core.effects import Edit, Effect, Send, ToPerson
from service.core.events import Event, Voted
from service.core.texts import text
from service.core.workflow import (
    Activity,
    Context,
    Decision,
    Entry,
    Outcome,
    Rejected,
    choice_args,
)
from service.questions.model import Answer, Question
from service.workflows.quiz import attempt as private
from service.workflows.quiz import live, pace
from service.workflows.quiz.model import Attempt, Quiz, new_attempt

QuizActivity = Activity[Quiz]
AttemptEntry = Entry[Attempt]


def begin(context: Context, activity: QuizActivity, entry: AttemptEntry, event: Event) -> Outcome:
    """Whoever wants to begin in private is shown to the room."""
    if activity.state.live:
        return Rejected("quiz.live_pointer", live.pointer(activity.state))
    return private.begin(context, activity, entry, event)


def vote(context: Context, activity: QuizActivity, entry: AttemptEntry, event: Event) -> Outcome:
    """`vote:question` with the options of a poll, or `vote:question.option` from a button."""
    quiz = activity.state
    numbers = private.numbers(event)
    if not quiz.live or not numbers or numbers[0] >= len(quiz.questions):
        return Rejected("quiz.moved_on", text("quiz-moved-on"))
    if quiz.closes_at is not None and context.now >= quiz.closes_at:
        return private.late(context, activity, entry, event)
    if quiz.terms.pace and numbers[0] != quiz.asked:
        return Rejected("quiz.moved_on", text("quiz-too-slow"))
    at, so_far = numbers[0], entry.state or new_attempt(quiz)
    asked, before = quiz.questions[at], so_far.answers[at]
    if isinstance(event, Voted):
        answer = _known(asked, event.options)
        if answer == before:
            return Rejected("quiz.same_vote")
        action = "quiz.voted" if answer else "quiz.vote_withdrawn"
        return Decision(action, entry=_with(context, quiz, so_far, at, answer))
    if len(choice_args(event)) != 2 or not _known(asked, numbers[1:]):
        return Rejected("quiz.moved_on", text("quiz-moved-on"))
    if before is not None and quiz.feedback == "each" and asked.kind != "several":
        return Rejected("quiz.live_fixed", text("quiz-live-fixed"))
    answer = _tapped(asked, before, numbers[1])
    shown = live.noted(quiz, at, answer)
    told: Effect = (
        Send(ToPerson(entry.person), f"live{at}", shown, "reply")
        if before is None
        else Edit(ToPerson(entry.person), f"live{at}", shown)
    )
    moved = _with(context, quiz, so_far, at, answer)
    return Decision("quiz.voted", entry=moved, effects=(told,))


def _tapped(asked: Question, before: Answer | None, option: int) -> Answer | None:
    """Of several, each tap marks or unmarks one."""
    if asked.kind != "several":
        return (option,)
    marked = set(before) if isinstance(before, tuple) else set()
    return tuple(sorted(marked ^ {option})) or None


def _known(asked: Question, options: tuple[int, ...]) -> Answer | None:
    """The options that there are, as an answer; None when there are none."""
    return tuple(sorted({each for each in options if 0 <= each < len(asked.options)})) or None


def _with(
    context: Context, quiz: Quiz, attempt: Attempt, at: int, answer: Answer | None
) -> Attempt:
    """The attempt with this answer; it is submitted while every question has one."""
    asked = quiz.questions[at]
    answers = (*attempt.answers[:at], answer, *attempt.answers[at + 1 :])
    whole = all(each is not None for each in answers)
    so_far = attempt.earned or (0,) * len(answers)
    now = pace.earned(quiz, asked, answer, context)
    return replace(
        attempt,
        answers=answers,
        earned=(*so_far[:at], now, *so_far[at + 1 :]),
        score=attempt.score - so_far[at] + now,
        phase="submitted" if whole else "answering",
        submitted_at=context.now if whole else None,
    )
