"""A quiz in the room at a pace: one question at a time, with a countdown, and points for speed.

Each question stands for so many seconds. Whoever is right at once gets all its points, at the last
moment half of them. Then what is right is told, with who leads, and the next question comes; after
the last one the quiz closes. Native polls are used as in `room_mode`, with the platform's own
countdown.
"""

from __future__ import annotations

from datetime import timedelta

from service.core.effects import Edit, Effect, Send, SetTimer, ToRoom
from service.core.message import Message
from service.core.queries import Results
from service.core.texts import lines, text
from service.core.workflow import Outcome
from service.workflows.quiz import results, room_mode
from service.workflows.quiz.model import QuizState, QuizTurn

LEADERS = 3  # shown between two questions
WARNED = 10  # seconds before the end of a question, where it stands at least twice as long


def first(turn: QuizTurn) -> tuple[QuizState, list[Effect]]:
    """The quiz at its first question, which goes to the room."""
    return _ask(turn, 0)


def following(turn: QuizTurn) -> tuple[QuizState, list[Effect]] | None:
    """The time for a question is up: it is closed and the next one comes; None after the last."""
    at = turn.state.progress.asked
    if at + 1 >= len(turn.state.definition.questions):
        return None
    asked, effects = _ask(turn, at + 1)
    return asked, [room_mode.close_one(turn, at), *_leaders(turn), *effects]


def warn(turn: QuizTurn) -> Outcome:
    """The countdown goes on: a few seconds are left."""
    at = turn.state.progress.asked
    shown = room_mode.question(turn, at, seconds=WARNED)
    effect = Edit(ToRoom(turn.unit), room_mode.key(at), shown, prompt=room_mode.prompt(at))
    return turn.done("quiz.counted_down", effects=(effect,))


def _ask(turn: QuizTurn, at: int) -> tuple[QuizState, list[Effect]]:
    quiz = turn.state.advanced(asked=at, asked_at=turn.now)
    seconds = quiz.definition.terms.pace
    ends = turn.now + timedelta(seconds=seconds)
    effects: list[Effect] = [
        room_mode.post(turn.becomes(quiz), at, seconds=seconds),
        SetTimer("next", ends, revision=quiz.schedule.revision),
    ]
    if seconds >= 2 * WARNED:
        effects.append(
            SetTimer("warn", ends - timedelta(seconds=WARNED), revision=quiz.schedule.revision)
        )
    return quiz, effects


def _leaders(turn: QuizTurn) -> list[Effect]:
    """Who leads after this question."""
    at, people = turn.state.progress.asked, turn.roster.people
    placed = results.placed(turn.query(Results(turn.id)))
    best = [(place, each) for place, each in placed if each.person in people][:LEADERS]
    if not best:
        return []
    told = [results.rank(turn, f"{place}.", each) for place, each in best]
    message = Message(lines(text("quiz-leaders", n=at + 1), *told))
    return [Send(ToRoom(turn.unit), f"leaders{at}", message)]
