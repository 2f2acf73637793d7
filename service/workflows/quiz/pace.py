"""A quiz in the room at a pace: one question at a time, with a countdown, and points for speed.

Each question stands for so many seconds. Whoever is right at once gets all its points, at the last
moment half of them. Then what is right is told, with who leads, and the next question comes; after
the last one the quiz closes. Native polls are used as in `live`, with the platform's own countdown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from service.core.effects import Edit, Effect, Send, SetTimer, ToRoom
from service.core.events import Event
from service.core.message import Message
from service.core.people import Roster
from service.core.queries import EntrySummary, Results
from service.core.texts import lines, text
from service.core.workflow import Activity, Context, Decision, Outcome
from service.questions.model import Answer, Question
from service.questions.scoring import score, shown_points
from service.workflows.quiz import live
from service.workflows.quiz.model import Quiz
from service.workflows.quiz.ranking import placed

LEADERS = 3  # shown between two questions
LEAST = 0.5  # share of the points for a right answer in the last moment
WARNED = 10  # seconds before the end of a question, where it stands at least twice as long


def first(context: Context, activity: Activity[Quiz]) -> tuple[Quiz, list[Effect]]:
    """The quiz at its first question, which goes to the room."""
    return _ask(context, activity, 0)


def following(context: Context, activity: Activity[Quiz]) -> tuple[Quiz, list[Effect]] | None:
    """The time for a question is up: it is closed and the next one comes; None after the last."""
    quiz = activity.state
    if quiz.asked + 1 >= len(quiz.questions):
        return None
    closed = close_one(activity)
    leaders = _leaders(activity, context.queries[Results(activity.id)], context.roster)
    asked, effects = _ask(context, activity, quiz.asked + 1)
    return asked, [closed, *leaders, *effects]


def warn(_: Context, activity: Activity[Quiz], __: object, ___: Event) -> Outcome:
    """The countdown goes on: a few seconds are left."""
    quiz = activity.state
    shown = live.question(activity, quiz.asked, seconds=WARNED)
    return Decision(
        "quiz.counted_down", effects=(Edit(ToRoom(activity.unit), live.key(quiz.asked), shown),)
    )


def close_one(activity: Activity[Quiz]) -> Edit:
    """The question at hand, closed, with what is right."""
    asked = activity.state.asked
    shown = live.question(activity, asked, closed=True)
    return Edit(ToRoom(activity.unit), live.key(asked), shown)


def earned(quiz: Quiz, asked: Question, answer: Answer | None, context: Context) -> int:
    """The hundredths of a point for an answer given now."""
    full = score(asked, answer)
    if not quiz.terms.pace or quiz.asked_at is None:
        return full
    gone = (context.now - quiz.asked_at) / timedelta(seconds=quiz.terms.pace)
    return round(full * (1 - LEAST * min(max(gone, 0.0), 1.0)))


def _ask(context: Context, activity: Activity[Quiz], at: int) -> tuple[Quiz, list[Effect]]:
    quiz = replace(activity.state, asked=at, asked_at=context.now)
    seconds = quiz.terms.pace
    shown = live.question(replace(activity, state=quiz), at, seconds=seconds)
    ends = context.now + timedelta(seconds=seconds)
    effects: list[Effect] = [
        Send(ToRoom(activity.unit), live.key(at), shown),
        SetTimer("next", ends, revision=quiz.step),
    ]
    if seconds >= 2 * WARNED:
        effects.append(SetTimer("warn", ends - timedelta(seconds=WARNED), revision=quiz.step))
    return quiz, effects


def _leaders(
    activity: Activity[Quiz], summaries: Sequence[EntrySummary], roster: Roster
) -> list[Effect]:
    """Who leads after this question."""
    quiz = activity.state
    best = [each for each in placed(summaries) if each[1].person in roster.people][:LEADERS]
    if not best:
        return []
    told = [
        text(
            "quiz-rank-nameless" if quiz.terms.nameless else "quiz-rank-person",
            place=f"{place}.",
            name=roster.people[each.person].name,
            branch=roster.units[roster.people[each.person].unit].name,
            score=shown_points(each.summary.score),
        )
        for place, each in best
    ]
    message = Message(lines(text("quiz-leaders", n=quiz.asked + 1), *told))
    return [Send(ToRoom(activity.unit), f"leaders{quiz.asked}", message)]
