"""What a big screen shows of a quiz in the room: what stands in the room, how many have answered,
and what was right once that is told there. Names only where the room's ranking has them."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import Any

from service.core.events import Started
from service.core.queries import Entries
from service.core.screen import Panel, Screen, ScreenOption
from service.core.texts import lines, text
from service.core.workflow import Activity, Context
from service.questions.scoring import shown_points
from service.sdk.panels import moment
from service.sdk.turn import Turn
from service.workflows.quiz import asking, results, room_mode
from service.workflows.quiz.model import LETTERS, POLICY, QuizState, QuizTurn

PLACES = 3  # on the podium
MEDALS = {1: "🥇", 2: "🥈", 3: "🥉"}
PHASES = "scheduled open closed published"
"""In which there is something to see."""


def has_screen(quiz: QuizState) -> bool:
    """Whether it is answered in the room, where everybody sees it."""
    return quiz.definition.live and not quiz.progress.within


def screen(context: Context, activity: Activity[Any]) -> Screen | None:
    quiz: QuizState = activity.state
    if not has_screen(quiz) or quiz.phase not in PHASES.split():
        return None
    turn: QuizTurn = Turn(context, activity, None, Started(), POLICY)
    match quiz.phase:
        case "scheduled":
            opens = text("quiz-screen-opens", opens=moment(quiz.schedule.opens_at))
            return _screen(turn, Panel(words=(opens,)), joins=True)
        case "open" if quiz.definition.terms.pace:
            return _question(turn)
        case "open":
            shown = Panel(words=(room_mode.invitation(quiz),))
            given = [all(each is not None for each in answers) for answers in _answers(turn)]
            return _screen(
                turn, shown, until=quiz.schedule.closes_at, answered=sum(given), joins=True
            )
        case "closed":
            return _screen(turn, _last(turn) or Panel(words=(text("quiz-screen-closed"),)))
        case _:
            return _podium(turn)


def _screen(turn: QuizTurn, main: Panel, answered: int | None = None, **more: Any) -> Screen:
    of = len(turn.roster.members(turn.unit))
    told = None if answered is None else (answered, max(answered, of))
    return Screen(turn.state.definition.called, main, answered=told, **more)


def _answers(turn: QuizTurn) -> list[tuple[Any, ...]]:
    """Everybody's answers. In the room all have the same paper, so the options need no mapping."""
    return [part.answers for _, part in turn.query(Entries(turn.id))]


def _question(turn: QuizTurn) -> Screen:
    """The one that runs, without a word of what was answered; the one before it with what was
    right."""
    quiz, at = turn.state, turn.state.progress.asked
    asked = quiz.definition.questions[at]
    begun = quiz.progress.asked_at
    ends = begun + timedelta(seconds=quiz.definition.terms.pace) if begun is not None else None
    options = tuple(
        ScreenOption(f"{letter}. {each.text}")
        for letter, each in zip(LETTERS, asked.options, strict=False)
    )
    heading = asking.heading(asked, at, len(quiz.definition.questions))
    several = text("quiz-screen-several") if asked.kind == "several" else ""
    return _screen(
        turn,
        Panel(heading, (asked.prompt,), options, several),
        answered=sum(each[at] is not None for each in _answers(turn)),
        before=_revealed(turn, at - 1) if at else None,
        until=ends,
        joins=True,
    )


def _revealed(turn: QuizTurn, at: int) -> Panel:
    """A question whose time is up: what was right, and how often each option was taken."""
    quiz = turn.state
    asked = quiz.definition.questions[at]
    given = [each[at] for each in _answers(turn)]
    taken = Counter(option for each in given if isinstance(each, tuple) for option in {*each})
    options = tuple(
        ScreenOption(f"{letter}. {each.text}", taken[place], each.correct)
        for place, (letter, each) in enumerate(zip(LETTERS, asked.options, strict=False))
    )
    heading = asking.heading(asked, at, len(quiz.definition.questions))
    return Panel(heading, (asked.prompt,), options, lines(asking.because(asked)))


def _last(turn: QuizTurn) -> Panel | None:
    """At a pace, the question that was asked last."""
    quiz = turn.state
    return _revealed(turn, quiz.progress.asked) if quiz.definition.terms.pace else None


def _podium(turn: QuizTurn) -> Screen:
    """The first three, and whoever shares the third place, as the room's ranking tells them."""
    people, quiz = turn.roster.people, turn.state
    counted = [each for each in results.taken_part(turn) if each.person in people]
    best = results.first(results.placed(counted), PLACES)
    told = tuple(results.rank(turn, MEDALS.get(place, ""), each) for place, each in best)
    head = text(
        "quiz-ranking",
        took_part=len(counted),
        members=len(turn.roster.members(turn.unit)),
        points=shown_points(quiz.definition.out_of),
    )
    return _screen(turn, Panel(words=(head,)), podium=told, before=_last(turn))
