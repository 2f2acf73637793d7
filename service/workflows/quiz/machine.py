"""The machine of a quiz: which event is handled how in which phase.

    phase      event                                              then
    draft      started bank opens ?opens lasts ?closes times
               feedback live confirm drop                         draft, scheduled, cancelled
    scheduled  @open                                              open
               edit cancel cancel! keep                           draft, cancelled
    open       begin a -a undo ok ?answer go done vote            (an attempt)
               @remind progress close close! cancel cancel! keep
               @close                                             closed
    closed     @publish publish                                   published
    any        show (from the menu)

What the table does not name is refused, and changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from service.core.events import Event, TimerFired
from service.core.facts import AnyFact, Banks, Marks
from service.core.texts import text
from service.core.workflow import (
    Activity,
    Command,
    Context,
    Entry,
    Outcome,
    Rejected,
    Workflow,
    event_name,
)
from service.workflows.quiz import attempt, lead, voting
from service.workflows.quiz.model import Attempt, Quiz, in_hundredths, mark

Handler = Callable[[Context, Activity[Quiz], Any, Event], Outcome]

LEAD: Mapping[tuple[str, str], Handler] = {
    ("draft", "started"): lead.started,
    ("draft", "bank"): lead.choose_bank,
    ("draft", "opens"): lead.opens,
    ("draft", "?opens"): lead.opens,
    ("draft", "lasts"): lead.closes,
    ("draft", "?closes"): lead.closes,
    ("draft", "times"): lead.change_times,
    ("draft", "feedback"): lead.change_feedback,
    ("draft", "live"): lead.change_live,
    ("draft", "confirm"): lead.confirm,
    ("draft", "drop"): lead.drop,
    ("scheduled", "edit"): lead.edit,
    ("scheduled", "cancel"): lead.ask_cancel,
    ("scheduled", "cancel!"): lead.cancel,
    ("scheduled", "keep"): lead.keep,
    ("open", "progress"): lead.progress,
    ("open", "close"): lead.ask_close,
    ("open", "close!"): lead.close_now,
    ("open", "cancel"): lead.ask_cancel,
    ("open", "cancel!"): lead.cancel,
    ("open", "keep"): lead.keep,
    ("closed", "publish"): lead.publish,
}
"""What only who leads the quiz may do."""

TIMERS: Mapping[tuple[str, str], Handler] = {
    ("scheduled", "@open"): lead.open_,
    ("open", "@remind"): lead.remind,
    ("open", "@close"): lead.close,
    ("closed", "@publish"): lead.publish,
}

MEMBERS: Mapping[tuple[str, str], Handler] = {
    ("open", "begin"): voting.begin,
    ("open", "show"): voting.begin,
    ("open", "vote"): voting.vote,
    ("open", "a"): attempt.pick,
    ("open", "-a"): attempt.take_back,
    ("open", "undo"): attempt.undo,
    ("open", "ok"): attempt.submit,
    ("open", "?answer"): attempt.typed,
    ("open", "go"): attempt.go_to,
    ("open", "done"): attempt.finish,
}

_ANSWERS = frozenset(name for phase, name in MEMBERS if phase == "open")
_TOO_LATE = frozenset({"closed", "published", "cancelled"})


def decide(
    context: Context, activity: Activity[Quiz], entry: Entry[Attempt] | None, event: Event
) -> Outcome:
    """Look the event up in the tables. See the head of this file."""
    phase, name = activity.state.phase, event_name(event)
    if isinstance(event, TimerFired):
        handler = TIMERS.get((phase, name))
        if handler is None or event.step != activity.state.step:
            return Rejected("quiz.stale_timer")
        return handler(context, activity, entry, event)
    leads = _leads(context, activity)
    if name == "show" and leads:
        return lead.show(context, activity, entry, event)
    handler = LEAD.get((phase, name))
    if handler is not None:
        if name != "started" and not leads:
            return Rejected("quiz.not_allowed", text("quiz.not_allowed"))
        return handler(context, activity, entry, event)
    if entry is None or context.actor is None or entry.person != context.actor.id:
        return Rejected("quiz.not_yours")
    if not context.roster.within(context.actor.unit, activity.unit):
        return Rejected("quiz.not_invited", text("quiz.not_invited"))
    handler = MEMBERS.get((phase, name))
    if handler is not None:
        return handler(context, activity, entry, event)
    if name in _ANSWERS:
        refuse = attempt.late if phase in _TOO_LATE else attempt.early
        return refuse(context, activity, entry, event)
    return Rejected("quiz.unexpected", text("quiz.unexpected"))


def _leads(context: Context, activity: Activity[Quiz]) -> bool:
    """Whoever it was given to, and whoever may manage quizzes in its unit."""
    if context.actor is None:
        return False
    own = context.actor.id == activity.state.owner
    return own or context.may("quiz.manage", activity.unit)


def needs(
    activity: Activity[Quiz], entry: Entry[Attempt] | None, event: Event
) -> tuple[AnyFact, ...]:
    """Banks while a quiz is prepared, marks when something is counted."""
    name = event_name(event)
    if activity.state.phase == "draft" and name in ("started", "bank"):
        return (Banks(activity.unit),)
    if name in ("progress", "@publish", "publish"):
        return (Marks(activity.id),)
    return ()


WORKFLOW = Workflow(
    kind="quiz",
    activity_type=Quiz,
    entry_type=Attempt,
    begin=lead.begin,
    decide=decide,
    mark=mark,
    title=lambda quiz: quiz.title,
    needs=needs,
    commands=(Command("quiz", "quiz.manage"),),
    schema=2,
    upcasters={1: in_hundredths},
)
