"""What is told of a quiz afterwards: one's own result, when it was held, and what came of it."""

from __future__ import annotations

from dataclasses import replace

from service.core.records import Own, Past
from service.core.texts import Words, lines, text
from service.core.workflow import Activity, Context, Outcome
from service.questions.scoring import shown_points
from service.sdk.panels import grid
from service.sdk.records import past_at
from service.workflows.quiz import results
from service.workflows.quiz.model import PERMISSION, Attempt, QuizState, QuizTurn, summarize


def mine(context: Context, activity: Activity[QuizState], attempt: Attempt) -> Own | None:
    """The points, once they may be seen."""
    quiz, counted = activity.state, summarize(attempt)
    if quiz.phase == "cancelled" or not attempt.results:
        return None
    if quiz.phase != "published":
        return Own(text("quiz-mine-later"), "show" if quiz.phase == "open" else "")
    points, of = shown_points(counted.score), shown_points(counted.out_of)
    return Own(text("quiz-mine", score=points, of=of), "result")


def past(context: Context, activity: Activity[QuizState]) -> Past | None:
    return past_at(context, activity, PERMISSION, activity.state.schedule.closes_at)


def show(turn: QuizTurn) -> Outcome:
    """To a member, when it is over: the ranking as the room has it, their own place, and the way to
    their own result."""
    ranking = results.ranking(turn)
    told = replace(
        ranking,
        body=lines(ranking.body, _own_place(turn)),
        choices=grid(turn.activity, "quiz-button-result" if turn.part is not None else ""),
    )
    return turn.done("quiz.ranking_shown", effects=turn.reply(told, "ranking"))


def _own_place(turn: QuizTurn) -> Words | None:
    for place, each in results.placed(results.taken_part(turn)):
        if each.person == turn.person and each.summary.status == "submitted":
            points = shown_points(each.summary.score)
            return lines("", text("quiz-your-place", place=place, score=points))
    return None
