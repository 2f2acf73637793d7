"""The machine of a discussion: which event is handled how in which phase.

    phase      event                                              then
    draft      started ?title ?prompt ?deadline lasts
               title prompt deadline length keep                  draft
               publish                                            scheduled, open
               drop drop!                                         draft, cancelled
    scheduled  @open                                              open
               edit cancel cancel! keep                           draft, cancelled
    open       said attached ?speak edited withdrawn
               speak leave undo                                   (a part)
               @remind progress cancel cancel! close close! keep
               @close                                             closed
    any        show (from the menu)

What the table does not name is refused, and changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from service.core.events import DeliveryFailed, Event, TimerFired
from service.core.facts import AnyFact, Entries, Marks
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
from service.workflows.discussion import collect, lead, prepare
from service.workflows.discussion.model import Discussion, Part, mark

Handler = Callable[[Context, Activity[Discussion], Any, Event], Outcome]

LEAD: Mapping[tuple[str, str], Handler] = {
    ("draft", "started"): prepare.started,
    ("draft", "?title"): prepare.title,
    ("draft", "?prompt"): prepare.prompt,
    ("draft", "?deadline"): prepare.deadline,
    ("draft", "lasts"): prepare.deadline,
    ("draft", "title"): prepare.change_title,
    ("draft", "prompt"): prepare.change_prompt,
    ("draft", "deadline"): prepare.change_deadline,
    ("draft", "length"): prepare.change_length,
    ("draft", "publish"): prepare.publish,
    ("draft", "drop"): lead.ask_drop,
    ("draft", "drop!"): prepare.drop,
    ("draft", "keep"): lead.keep,
    ("scheduled", "edit"): prepare.edit,
    ("scheduled", "cancel"): lead.ask_cancel,
    ("scheduled", "cancel!"): lead.cancel,
    ("scheduled", "keep"): lead.keep,
    ("open", "progress"): lead.progress,
    ("open", "close"): lead.ask_close,
    ("open", "close!"): lead.close_now,
    ("open", "cancel"): lead.ask_cancel,
    ("open", "cancel!"): lead.cancel,
    ("open", "keep"): lead.keep,
}
"""What only who leads the discussion may do."""

TIMERS: Mapping[tuple[str, str], Handler] = {
    ("scheduled", "@open"): lead.open_,
    ("open", "@remind"): lead.remind,
    ("open", "@close"): lead.close,
}

MEMBERS: Mapping[str, Handler] = {
    "said": collect.said,
    "attached": collect.said,
    "?speak": collect.said,
    "edited": collect.edited,
    "withdrawn": collect.withdrawn,
    "speak": collect.ask,
    "leave": collect.leave,
    "undo": collect.take_back,
    "show": collect.show,
}
"""What every member of the unit may do while it is open."""


def decide(
    context: Context, activity: Activity[Discussion], entry: Entry[Part] | None, event: Event
) -> Outcome:
    """Look the event up in the tables. See the head of this file."""
    phase, name = activity.state.phase, event_name(event)
    if isinstance(event, TimerFired):
        handler = TIMERS.get((phase, name))
        if handler is None or event.step != activity.state.step:
            return Rejected("discussion.stale_timer")
        return handler(context, activity, entry, event)
    if isinstance(event, DeliveryFailed):
        if phase != "open":
            return Rejected("discussion.undelivered")
        return lead.undelivered(context, activity, entry, event)
    leads = context.may(lead.PERMISSION, activity.unit)
    if name == "show" and leads:
        return lead.show(context, activity, entry, event)
    handler = LEAD.get((phase, name))
    if handler is not None:
        if name != "started" and not leads:
            return Rejected("discussion.not_allowed", text("discussion.not_allowed"))
        return handler(context, activity, entry, event)
    return _member(context, activity, entry, event)


def _member(
    context: Context, activity: Activity[Discussion], entry: Entry[Part] | None, event: Event
) -> Outcome:
    """An event that concerns the person's own part."""
    phase, handler = activity.state.phase, MEMBERS.get(event_name(event))
    if entry is None or context.actor is None or entry.person != context.actor.id:
        return Rejected("discussion.not_yours")
    if not context.roster.within(context.actor.unit, activity.unit):
        return Rejected("discussion.not_invited", text("discussion.not_invited"))
    if handler is None or phase == "draft":
        return Rejected("discussion.unexpected", text("discussion.unexpected"))
    if phase == "open":
        return handler(context, activity, entry, event)
    refuse = collect.early if phase == "scheduled" else collect.late
    return refuse(context, activity, entry, event)


def needs(
    activity: Activity[Discussion], entry: Entry[Part] | None, event: Event
) -> tuple[AnyFact, ...]:
    """Marks for the progress, and everything that was said for the digest."""
    if activity.state.phase != "open":
        return ()
    match event_name(event):
        case "progress":
            return (Marks(activity.id),)
        case "@close" | "close!":
            return (Entries(activity.id),)
        case _:
            return ()


WORKFLOW = Workflow(
    kind="discussion",
    activity_type=Discussion,
    entry_type=Part,
    begin=prepare.begin,
    decide=decide,
    mark=mark,
    title=lambda discussion: discussion.title,
    needs=needs,
    commands=(Command("discussion", lead.PERMISSION),),
)
