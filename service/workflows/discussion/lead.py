"""The leader's side from the opening on: announce, watch, remind, close, cancel."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from service.core.access import may
from service.core.effects import Edit, Effect, Send, ToMembers, ToPerson, ToRoom
from service.core.events import DeliveryFailed, Event, TimerFired
from service.core.facts import Entries, Marks
from service.core.message import Message
from service.core.people import Person
from service.core.texts import text
from service.core.workflow import Activity, Context, Decision, Entry, Outcome, Rejected
from service.workflows.discussion import digest, view
from service.workflows.discussion.model import Discussion, Part

DiscussionActivity = Activity[Discussion]
PartEntry = Entry[Part] | None

PERMISSION = "discussion.manage"


def open_(context: Context, activity: DiscussionActivity, _: PartEntry, __: Event) -> Outcome:
    """The opening time has come; or it has gone by, close and all, while the service was down."""
    closes_at = activity.state.closes_at
    if closes_at is not None and closes_at <= context.now:
        return missed(context, activity)
    return announce(context, activity)


def announce(context: Context, activity: DiscussionActivity, *timers: Effect) -> Decision:
    """The topic appears in the room, and every member gets a note."""
    opened = replace(activity, state=replace(activity.state, phase="open"))
    notice = Send(
        ToMembers(activity.unit),
        "notice",
        view.notice(opened),
        "bulk",
        patient=True,
        pressing=True,
        until=_useful_until(context, opened),
    )
    topic = Send(ToRoom(activity.unit), "topic", view.topic(opened.state))
    shown, _ = view.leader(opened)
    return panel(context, opened, "discussion.opened", shown, more=(*timers, topic, notice))


def missed(context: Context, activity: DiscussionActivity) -> Decision:
    """It could not be held: nobody was told of it but who leads."""
    gone = replace(activity, state=replace(activity.state, phase="cancelled"))
    word = Message(text("discussion.missed", title=gone.state.title))
    return panel(context, gone, "discussion.missed", word, finished=True)


def keep(context: Context, activity: DiscussionActivity, _: PartEntry, __: Event) -> Outcome:
    """Back from a question: what stood there before."""
    shown, asks = view.leader(activity)
    return panel(context, activity, "discussion.kept", shown, asks=asks, changed=False)


def show(context: Context, activity: DiscussionActivity, _: PartEntry, __: Event) -> Outcome:
    """The same, asked for from the menu."""
    shown, asks = view.leader(activity)
    return panel(context, activity, "discussion.shown", shown, asks=asks, changed=False)


def progress(context: Context, activity: DiscussionActivity, _: PartEntry, __: Event) -> Outcome:
    """Who has spoken and who has not, for who leads and for nobody else."""
    shown = view.progress(activity, context.facts[Marks(activity.id)], context.roster)
    return panel(context, activity, "discussion.progress_shown", shown, changed=False)


def remind(context: Context, activity: DiscussionActivity, _: PartEntry, event: Event) -> Outcome:
    """Those who are silent, once."""
    closes_at = activity.state.closes_at
    if closes_at is not None and closes_at <= context.now:
        return Rejected("discussion.stale_timer")
    reminder = Send(
        ToMembers(activity.unit, but_status=("spoke",)),
        "reminder",
        view.reminder(activity),
        "bulk",
        on_unknown="skip",
        patient=True,
        pressing=True,
        until=_useful_until(context, activity),
        due_at=event.due_at if isinstance(event, TimerFired) else None,
    )
    return Decision("discussion.reminded", effects=(reminder,))


def ask_drop(context: Context, activity: DiscussionActivity, _: PartEntry, __: Event) -> Outcome:
    return _confirm(context, activity, "drop")


def ask_close(context: Context, activity: DiscussionActivity, _: PartEntry, __: Event) -> Outcome:
    return _confirm(context, activity, "close")


def ask_cancel(context: Context, activity: DiscussionActivity, _: PartEntry, __: Event) -> Outcome:
    return _confirm(context, activity, "cancel")


def close_now(
    context: Context, activity: DiscussionActivity, entry: PartEntry, event: Event
) -> Outcome:
    """The leader closes before the time."""
    early = replace(activity, state=replace(activity.state, closes_at=context.now))
    return close(context, early, entry, event)


def close(context: Context, activity: DiscussionActivity, _: PartEntry, __: Event) -> Outcome:
    """Nothing is collected from here on: the digest goes to the room, the whole to who leads."""
    closed = replace(activity, state=replace(activity.state, phase="closed"))
    taken = digest.gather(closed, context.facts[Entries(activity.id)], context.roster)
    told: tuple[Effect, ...] = (
        Edit(ToRoom(activity.unit), "topic", view.closed_topic(closed.state)),
        Send(ToRoom(activity.unit), "digest", digest.for_room(closed.state, taken)),
    )
    whole = digest.for_leader(closed, taken)
    return panel(context, closed, "discussion.closed", whole, more=told, finished=True)


def cancel(context: Context, activity: DiscussionActivity, _: PartEntry, __: Event) -> Outcome:
    gone = replace(activity, state=replace(activity.state, phase="cancelled"))
    told: tuple[Effect, ...] = ()
    if activity.state.phase == "open":
        word = Message(text("discussion.was_cancelled", title=gone.state.title))
        told = (
            Edit(ToRoom(activity.unit), "topic", word),
            Send(ToRoom(activity.unit), "cancelled", word),
        )
    shown, _asks = view.leader(gone)
    return panel(context, gone, "discussion.cancelled", shown, more=told, finished=True)


def undelivered(
    context: Context, activity: DiscussionActivity, _: PartEntry, event: Event
) -> Outcome:
    """The room never saw the topic: who leads must know, as replies will not come."""
    if not isinstance(event, DeliveryFailed) or event.key != "topic":
        return Rejected("discussion.undelivered")
    word = Message(text("discussion.room_missing", title=activity.state.title))
    told = tuple(Send(ToPerson(each), "room", word) for each in _leaders(context, activity))
    return Decision("discussion.room_missing", effects=told)


# -- steps


def panel(
    context: Context,
    activity: DiscussionActivity,
    action: str,
    message: Message,
    *,
    asks: str = "",
    more: tuple[Effect, ...] = (),
    changed: bool = True,
    finished: bool = False,
) -> Decision:
    """A step of who leads, shown to who took it; what time brings is shown to whose it is.
    `changed`: the activity's state is a new one."""
    readers = (context.actor.id,) if context.actor else _leaders(context, activity)
    if finished:  # whose it is must know, even when another did it
        readers = tuple(dict.fromkeys((*readers, *_leaders(context, activity))))
    shown = tuple(Send(ToPerson(each), "panel", message, "reply", asks=asks) for each in readers)
    return Decision(
        action,
        activity=activity.state if changed else None,
        effects=(*more, *shown),
        finished=finished,
    )


def _leaders(context: Context, activity: DiscussionActivity) -> tuple[int, ...]:
    """Whose discussion it is, while they may lead it; or else who may in the nearest unit up."""
    roster = context.roster

    def leads(person: Person | None) -> bool:
        return may(context.rules, roster, person, PERMISSION, activity.unit)

    owner = activity.state.owner
    if owner is not None and leads(roster.people.get(owner)):
        return (owner,)
    for unit in roster.path(activity.unit):
        found = tuple(each.id for each in roster.members(unit) if each.unit == unit and leads(each))
        if found:
            return found
    return ()


def _confirm(context: Context, activity: DiscussionActivity, what: str) -> Outcome:
    shown = view.confirm(activity, what)
    return panel(context, activity, f"discussion.{what}_asked", shown, changed=False)


def _useful_until(context: Context, activity: DiscussionActivity) -> datetime:
    """How long a word to the members may wait: a quarter of what is left is for them."""
    closes_at = activity.state.closes_at or context.now
    return closes_at - (closes_at - context.now) / 4
