"""A step of a quiz is taken back: its leader's, or a member's handing in."""

from __future__ import annotations

from dataclasses import replace

from service.core.effects import Effect, Send, SetTimer, ToPerson
from service.core.events import Event
from service.core.message import Message
from service.core.texts import lines, text
from service.core.undo import Steps, UndoWords
from service.core.workflow import Activity, Context, Decision, Entry, Outcome, Rejected
from service.questions.queries import Banks
from service.workflows.quiz import attempt as private
from service.workflows.quiz import authoring, panels, setting
from service.workflows.quiz.acts import ACTS
from service.workflows.quiz.model import Attempt, Quiz
from service.workflows.quiz.sheets import sheet

QuizActivity = Activity[Quiz]


def quiz(context: Context, activity: QuizActivity, before: Quiz) -> Outcome:
    """The quiz as it was, with its timers, unless it should have opened in the meantime."""
    planned = before.phase == "scheduled"
    if planned and (before.opens_at is None or before.opens_at <= context.now):
        return Rejected("quiz.undo_opened", text("quiz-undo-opened"))
    again = replace(activity, state=replace(before, step=activity.state.step + 1))
    timers = setting.timers(again.state) if planned else ()
    shown, asks = _panel(context, again)
    effects: tuple[Effect, ...] = ()
    if before.owner is not None:
        effects = (Send(ToPerson(before.owner), "panel", _undone(shown), "reply", asks=asks),)
    return Decision("quiz.undone", again.state, effects=(*timers, *effects))


def attempt(
    context: Context,
    activity: QuizActivity,
    entry: Entry[Attempt],
    event: Event,
    before: Attempt,
) -> Outcome:
    """What was handed in lies before the person again, while the quiz is open."""
    if activity.state.phase != "open":
        return private.late(context, activity, entry, event)
    laid = replace(activity, state=sheet(activity.state, entry.person, before.number))
    shown = private.begin(context, laid, replace(entry, state=before), event)
    if isinstance(shown, Rejected):
        return shown
    clock: tuple[Effect, ...] = ()
    if before.until is not None:
        clock = (SetTimer("limit", before.until, entry.person, before.number),)
    said = tuple(
        replace(each, message=_undone(each.message)) if isinstance(each, Send) else each
        for each in shown.effects
    )
    return Decision("quiz.handed_back", entry=before, effects=(*clock, *said))


def _panel(context: Context, activity: QuizActivity) -> tuple[Message, str]:
    """What stood there: the choice of a bank, a file that was read, or what follows on them."""
    quiz = activity.state
    banks = context.queries[Banks(activity.unit)]
    if quiz.phase == "draft" and quiz.file is not None:
        return authoring.preview(activity, banks), ""
    if quiz.phase == "draft" and not quiz.questions:
        return panels.choose_bank(activity, banks), ""
    return panels.leader(activity, context.roster)


def _undone(message: Message) -> Message:
    return replace(message, body=lines(text("quiz-undone"), message.body))


def _allowed(activity: QuizActivity, field: str) -> bool:
    """A paper that was handed in can be had back while nothing of the results is shown."""
    return field == "activity" or activity.state.feedback == "close"


STEPS = Steps(
    ACTS,
    UndoWords(text("quiz-button-undone"), text("quiz-undo-late"), text("quiz-undo-over")),
    quiz,
    attempt,
    _allowed,
)
