"""What of a quiz waits for whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from service.core.standing import Standing, Waiting
from service.core.texts import text
from service.core.workflow import Activity, Context
from service.questions.grammar.draft import Draft
from service.sdk import standing as sdk
from service.workflows.quiz.model import PERMISSION, Attempt, Quiz, QuizState, closes_for


def standing(
    context: Context, activity: Activity[QuizState], parts: Mapping[int, Attempt]
) -> Standing | None:
    state = activity.state
    if state.progress.within and not context.may(PERMISSION, activity.unit):
        return None
    person = context.actor.id if context.actor is not None else 0
    answers = state.phase == "open" and sdk.takes_part(context, activity)
    answers = answers and not state.progress.within  # what it belongs to says so
    return sdk.standing(
        context,
        activity,
        PERMISSION,
        own=_to_answer(state, person, parts.get(person)) if answers else (),
        tasks=(Waiting(text("quiz-todo-publish")),) if state.phase == "closed" else (),
        empty=_is_empty(state),
    )


def _to_answer(state: QuizState, person: int, attempt: Attempt | None) -> Iterator[Waiting]:
    """The paper, until it is handed in once; in the room, until every question is answered."""
    quiz = state.definition
    due = closes_for(state, person)
    if attempt is None:
        yield Waiting(text("quiz-todo-answer"), due)
    elif not attempt.results and not (quiz.live and attempt.given == len(quiz.questions)):
        yield Waiting(
            text("quiz-todo-submit"), min(filter(None, (due, attempt.until)), default=None)
        )


def _is_empty(state: QuizState) -> bool:
    progress = state.progress
    written = any(each.draft != Draft() for each in progress.composing.writing)
    return state.definition == Quiz() and progress.file is None and not written
