"""The leader's side before the opening: topic, prompt, deadline, preview, publishing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from service.core.effects import ClearTimer, Effect
from service.core.events import Event, Said
from service.core.message import Message
from service.core.texts import text
from service.core.time_parsing import in_minutes, parse_when
from service.core.workflow import (
    Activity,
    Context,
    Entry,
    Outcome,
    Rejected,
    choice_args,
)
from service.workflows.discussion import lead, leading, options
from service.workflows.discussion.define import define
from service.workflows.discussion.lead import panel
from service.workflows.discussion.model import (
    LONGEST,
    LONGEST_PROMPT,
    LONGEST_TITLE,
    Discussion,
    Part,
)

DiscussionActivity = Activity[Discussion]
PartEntry = Entry[Part] | None
Handler = Callable[[Context, DiscussionActivity, PartEntry, Event], Outcome]


def begin(context: Context, unit: int, details: Mapping[str, Any]) -> Discussion | Rejected:
    """A new discussion: empty from a command (whose words are the topic), or complete from a plan
    (see `define`)."""
    from_command = "command" in details
    if (context.actor or from_command) and not context.may("discussion.manage", unit):
        return Rejected("discussion.not_allowed", text("discussion-not-allowed"))
    owner = context.actor.id if context.actor else None
    if from_command:
        topic = " ".join(str(details.get("args", "")).split())
        return options.named(str(details["command"]), topic, owner)
    home = context.roster.units.get(unit)
    try:
        defined = define(details, home.timezone if home else "UTC", context.now, owner)
        if defined.anonymous and (defined.rules.reviewed or not context.rules.anonymous):
            raise ValueError("anonymous: the organization's rules do not allow it here")
        return defined
    except ValueError as error:
        return Rejected("discussion.invalid", text("discussion-invalid", problem=str(error)))


def started(context: Context, activity: DiscussionActivity, _: PartEntry, __: Event) -> Outcome:
    """Ask for what is missing first; a planned discussion has everything and is scheduled."""
    if activity.state.complete:
        return publish(context, activity, _, __)
    return _next(context, activity, "discussion.drafted")


def title(context: Context, activity: DiscussionActivity, _: PartEntry, event: Event) -> Outcome:
    words = " ".join(event.text.split()) if isinstance(event, Said) else ""
    if not 0 < len(words) <= LONGEST_TITLE:
        return Rejected("discussion.bad_title", text("discussion-bad-title", most=LONGEST_TITLE))
    named = replace(activity, state=replace(activity.state, title=words))
    return _next(context, named, "discussion.titled")


def prompt(context: Context, activity: DiscussionActivity, _: PartEntry, event: Event) -> Outcome:
    words = event.text.strip() if isinstance(event, Said) else ""
    if not 0 < len(words) <= LONGEST_PROMPT:
        return Rejected("discussion.bad_prompt", text("discussion-bad-prompt", most=LONGEST_PROMPT))
    prompted = replace(activity, state=replace(activity.state, prompt=words))
    return _next(context, prompted, "discussion.prompted")


def deadline(context: Context, activity: DiscussionActivity, _: PartEntry, event: Event) -> Outcome:
    """When it closes: minutes after the opening, or a time in the leader's own words."""
    discussion = activity.state
    opening = max(discussion.opens_at or context.now, context.now)
    at = _meant(context, event, opening)
    if at is None:
        return Rejected("discussion.no_time", text("discussion-no-time"))
    if not opening < at <= opening + LONGEST:
        return Rejected("discussion.bad_time", text("discussion-bad-time", days=LONGEST.days))
    timed = replace(activity, state=replace(discussion, closes_at=at))
    return _next(context, timed, "discussion.timed")


def change_title(
    context: Context, activity: DiscussionActivity, _: PartEntry, __: Event
) -> Outcome:
    shown = leading.ask_title(activity)
    return panel(context, activity, "discussion.title_asked", shown, asks="title", changed=False)


def change_prompt(
    context: Context, activity: DiscussionActivity, _: PartEntry, __: Event
) -> Outcome:
    shown = leading.ask_prompt(activity)
    return panel(context, activity, "discussion.prompt_asked", shown, asks="prompt", changed=False)


def change_deadline(
    context: Context, activity: DiscussionActivity, _: PartEntry, __: Event
) -> Outcome:
    shown = leading.ask_deadline(activity)
    return panel(
        context, activity, "discussion.deadline_asked", shown, asks="deadline", changed=False
    )


def publish(context: Context, activity: DiscussionActivity, _: PartEntry, __: Event) -> Outcome:
    """Open it now, or at its time: the timers are set."""
    discussion = activity.state
    if not discussion.complete or discussion.closes_at is None:
        return Rejected("discussion.incomplete", text("discussion-incomplete"))
    opens_at = max(discussion.opens_at or context.now, context.now)
    if discussion.closes_at <= opens_at:
        return _too_late(context, activity)
    step = discussion.step + 1
    ready = replace(discussion, phase="scheduled", opens_at=opens_at, step=step, round=1)
    scheduled = replace(activity, state=ready)
    timers = lead.timers(context, scheduled)
    if opens_at <= context.now:
        return lead.announce(context, scheduled, *timers)
    shown, _asks = leading.leader(scheduled, context.roster)
    return panel(context, scheduled, "discussion.scheduled", shown, more=tuple(timers))


def edit(context: Context, activity: DiscussionActivity, _: PartEntry, __: Event) -> Outcome:
    """Back from scheduled to draft: nothing has been announced yet."""
    discussion = activity.state
    draft = replace(activity, state=replace(discussion, phase="draft", step=discussion.step + 1))
    stop = tuple(ClearTimer(name) for name in ("open", "close", "remind", "round"))
    return _next(context, draft, "discussion.unscheduled", more=stop)


def drop(context: Context, activity: DiscussionActivity, _: PartEntry, __: Event) -> Outcome:
    gone = replace(activity, state=replace(activity.state, phase="cancelled"))
    word = Message(text("discussion-dropped"))
    return panel(context, gone, "discussion.dropped", word, finished=True)


# -- steps


def _next(
    context: Context, activity: DiscussionActivity, action: str, more: tuple[Effect, ...] = ()
) -> Outcome:
    """Ask for what is missing, or show the preview."""
    shown, asks = leading.leader(activity, context.roster)
    return panel(context, activity, action, shown, asks=asks, more=more)


def _too_late(context: Context, activity: DiscussionActivity) -> Outcome:
    """The deadline went by before it was published: a person chooses another; from a plan there
    is nobody to ask, so it is left out and that is said."""
    if context.actor is not None:
        return Rejected("discussion.in_the_past", text("discussion-in-the-past"))
    return lead.missed(context, activity)


def _meant(context: Context, event: Event, opening: datetime) -> datetime | None:
    """The time that was tapped (minutes after the opening) or typed."""
    if isinstance(event, Said):
        zone = context.actor.timezone if context.actor else "UTC"
        return parse_when(event.text, opening, zone)
    minutes = "".join(choice_args(event)[:1])
    if not (minutes.isascii() and minutes.isdecimal() and len(minutes) <= 5):
        return None
    return in_minutes(opening, int(minutes))
