"""The machine of a quiz: which event is handled how in which phase.

    phase      event                                              then
    draft      started bank attached bank_read store evening opens ?opens lasts
               ?closes times
               write ?line attached right truth kind parts part parted
               cut next written discard look one change remove
               restore up down ?name use
               feedback live options opt back pick draw ?questions
               confirm drop                                       draft, scheduled, cancelled
    scheduled  @open                                              open
               edit cancel cancel! keep                           draft, cancelled
    open       begin again a -a undo ok ?answer ?sheet go done vote
               @limit (of one person)                             (an attempt)
               @remind @next @warn progress extend more close close!
               cancel cancel! keep
               @close                                             closed
    closed     @publish publish publish! keep                     published
    closed and published  analysis export; published  result
    any        show (from the menu), undone (see `core.undo`)

What the table does not name is refused, and changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from service.core.events import Event, TimerFired
from service.core.queries import AnyQuery, Entries, Results
from service.core.texts import text
from service.core.undo import OWN, VERB, undoing
from service.core.workflow import (
    Activity,
    Command,
    Context,
    Entry,
    Outcome,
    Rejected,
    Workflow,
    choice_args,
    event_name,
)
from service.questions.queries import Banks
from service.workflows.quiz import (
    attempt,
    authoring,
    composing,
    dictation,
    lead,
    outcome,
    pace,
    restoring,
    setting,
    times,
    voting,
)
from service.workflows.quiz.answered import to_who_acts
from service.workflows.quiz.model import Attempt, Quiz, in_hundredths, summarize
from service.workflows.quiz.renewing import copy_definition, dry_run
from service.workflows.quiz.sheets import sheet

Handler = Callable[[Context, Activity[Quiz], Any, Event], Outcome]

LEAD: Mapping[tuple[str, str], Handler] = {
    ("draft", "started"): lead.started,
    ("draft", "bank"): lead.choose_bank,
    ("draft", "attached"): authoring.read,
    **dictation.TABLE,
    **composing.TABLE,
    ("draft", "bank_read"): authoring.bank_read,
    ("draft", "store"): authoring.store,
    ("draft", "evening"): times.evening,
    ("draft", "opens"): lead.opens,
    ("draft", "?opens"): lead.opens,
    ("draft", "lasts"): lead.closes,
    ("draft", "?closes"): lead.closes,
    ("draft", "times"): lead.change_times,
    ("draft", "feedback"): lead.change_feedback,
    ("draft", "live"): lead.change_live,
    ("draft", "options"): setting.show_options,
    ("draft", "opt"): setting.change_option,
    ("draft", "back"): setting.back,
    ("draft", "pick"): setting.ask_questions,
    ("draft", "draw"): setting.take_questions,
    ("draft", "?questions"): setting.take_questions,
    ("draft", "confirm"): lead.confirm,
    ("draft", "drop"): lead.drop,
    ("scheduled", "edit"): lead.edit,
    ("scheduled", "cancel"): lead.ask_cancel,
    ("scheduled", "cancel!"): lead.cancel,
    ("scheduled", "keep"): lead.keep,
    ("open", "progress"): lead.progress,
    ("open", "extend"): setting.ask_extension,
    ("open", "more"): setting.extend,
    ("open", "close"): lead.ask_close,
    ("open", "close!"): lead.close_now,
    ("open", "cancel"): lead.ask_cancel,
    ("open", "cancel!"): lead.cancel,
    ("open", "keep"): lead.keep,
    ("closed", "publish"): lead.ask_publish,
    ("closed", "publish!"): lead.publish,
    ("closed", "keep"): lead.keep,
    ("closed", "analysis"): outcome.show_analysis,
    ("published", "analysis"): outcome.show_analysis,
    ("closed", "export"): outcome.export,
    ("published", "export"): outcome.export,
}
"""What only who leads the quiz may do."""

TIMERS: Mapping[tuple[str, str], Handler] = {
    ("scheduled", "@open"): lead.open_,
    ("open", "@remind"): lead.remind,
    ("open", "@close"): lead.close,
    ("open", "@next"): lead.next_question,
    ("open", "@warn"): pace.warn,
    ("closed", "@publish"): lead.publish,
}

MEMBERS: Mapping[tuple[str, str], Handler] = {
    ("open", "begin"): voting.begin,
    ("open", "show"): voting.begin,
    ("open", "vote"): voting.vote,
    ("open", "again"): attempt.again,
    ("open", "a"): attempt.pick,
    ("open", "-a"): attempt.take_back,
    ("open", "undo"): attempt.undo,
    ("open", "ok"): attempt.submit,
    ("open", "?answer"): attempt.typed,
    ("open", "?sheet"): attempt.typed_sheet,
    ("open", "go"): attempt.go_to,
    ("open", "done"): attempt.finish,
    ("published", "result"): attempt.result,
}

_ANSWERS = frozenset(name for phase, name in MEMBERS if phase == "open")
_TOO_LATE = frozenset({"closed", "published", "cancelled"})


def _decide(
    context: Context, activity: Activity[Quiz], entry: Entry[Attempt] | None, event: Event
) -> Outcome:
    """Look the event up in the tables. See the head of this file."""
    phase, name = activity.state.phase, event_name(event)
    if isinstance(event, TimerFired):
        if name == "@limit":
            return _limit(context, activity, entry, event)
        handler = TIMERS.get((phase, name))
        if handler is None or event.revision != activity.state.step:
            return Rejected("quiz.stale_timer")
        return handler(context, activity, entry, event)
    leads = _leads(context, activity)
    if name == "show" and leads:
        return lead.show(context, activity, entry, event)
    handler = LEAD.get((phase, name))
    if handler is not None:
        if name != "started" and not leads:
            return Rejected("quiz.not_allowed", text("quiz-not-allowed"))
        return to_who_acts(context, activity, handler(context, activity, entry, event))
    if entry is None or context.actor is None or entry.person != context.actor.id:
        return Rejected("quiz.not_yours")
    if not context.roster.within(context.actor.unit, activity.unit):
        return Rejected("quiz.not_invited", text("quiz-not-invited"))
    handler = MEMBERS.get((phase, name))
    if handler is not None:
        return handler(context, _on_sheet(activity, entry, name), entry, event)
    if name in _ANSWERS:
        refuse = attempt.late if phase in _TOO_LATE else attempt.early
        return refuse(context, activity, entry, event)
    return Rejected("quiz.unexpected", text("quiz-unexpected"))


decide = undoing(_decide, restoring.STEPS)


def _on_sheet(activity: Activity[Quiz], entry: Entry[Attempt], name: str) -> Activity[Quiz]:
    """The quiz as it lies before the person, in the attempt they are at or are about to begin."""
    state = entry.state
    number = state.number if state else 1
    if name == "again" and state is not None and state.phase == "submitted":
        number += 1
    return replace(activity, state=sheet(activity.state, entry.person, number))


def _limit(
    context: Context, activity: Activity[Quiz], entry: Entry[Attempt] | None, event: TimerFired
) -> Outcome:
    """The time of one person's attempt is up."""
    if entry is None or entry.state is None or event.revision != entry.state.number:
        return Rejected("quiz.stale_timer")
    if activity.state.phase not in ("open", "closed"):
        return Rejected("quiz.stale_timer")
    return attempt.time_is_up(context, _on_sheet(activity, entry, ""), entry, event)


def _leads(context: Context, activity: Activity[Quiz]) -> bool:
    """Whoever it was given to, and whoever may manage quizzes in its unit."""
    if context.actor is None:
        return False
    own = context.actor.id == activity.state.owner
    return own or context.may("quiz.manage", activity.unit)


def requires(
    activity: Activity[Quiz], entry: Entry[Attempt] | None, event: Event
) -> tuple[AnyQuery, ...]:
    """Banks while a quiz is prepared, marks when something is counted."""
    name = event_name(event)
    back = name == VERB and OWN not in choice_args(event)
    if back or (activity.state.phase == "draft" and name in _OF_BANKS):
        return (Banks(activity.unit),)
    if name in ("progress", "extend", "@next", "@publish", "publish!"):
        return (Results(activity.id),)
    if name in ("analysis", "export"):
        return Results(activity.id), Entries(activity.id)
    return ()


_OF_BANKS = frozenset(
    {"started", "bank", "bank_read", "pick", "draw", "?questions", "written", "?name", "store"}
)


WORKFLOW = Workflow(
    kind="quiz",
    activity_type=Quiz,
    entry_type=Attempt,
    begin=lead.begin,
    copy_definition=copy_definition,
    dry_run=dry_run,
    decide=decide,
    summary=summarize,
    title=lambda quiz: quiz.title,
    requires=requires,
    commands=(Command("quiz", "quiz.manage"),),
    toggles=frozenset({"opt", "vote", "progress"}),
    schema=2,
    upcasters={1: in_hundredths},
)
