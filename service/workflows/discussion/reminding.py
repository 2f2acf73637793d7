"""Reminders: to the silent only, when the leader has set them, or when a member asked for one."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from service.core.calendar import local, shown
from service.core.effects import Effect, Send, SetTimer, ToMembers, ToPerson
from service.core.events import Event, TimerFired
from service.core.message import Message
from service.core.texts import Moment, text
from service.core.workflow import Activity, Context, Decision, Entry, Outcome, Rejected
from service.workflows.discussion import view
from service.workflows.discussion.collect import is_late, late
from service.workflows.discussion.model import Discussion, Part, summarize

DiscussionActivity = Activity[Discussion]

EVENING = time(20)  # when "tonight" is, on the member's own clock
SOON = timedelta(hours=1)  # instead, when it is evening already
LAST_CALL = timedelta(minutes=30)  # before the close, when it closes earlier than that


def arm(context: Context, activity: DiscussionActivity, after: datetime) -> tuple[Effect, ...]:
    """The timer for the next reminder of the leader's, if there is one."""
    discussion = activity.state
    home = context.roster.units.get(activity.unit)
    zone = home.timezone if home else "UTC"
    opens_at = discussion.opens_at or context.now
    at = discussion.next_reminder(opens_at, after, context.quiet, zone)
    return (SetTimer("remind", at, revision=discussion.step),) if at is not None else ()


def remind(
    context: Context, activity: DiscussionActivity, _: Entry[Part] | None, event: Event
) -> Outcome:
    """Those who are silent in the round at hand; and the next time is set."""
    discussion = activity.state
    if discussion.closes_at is not None and discussion.closes_at <= context.now:
        return Rejected("discussion.stale_timer")
    due_at = event.due_at if isinstance(event, TimerFired) else None
    again = arm(context, activity, max(context.now, due_at or context.now))
    spoken = done_with(discussion)
    if not spoken:
        return Decision("discussion.nobody_to_remind", effects=again)
    reminder = Send(
        ToMembers(activity.unit, but_status=spoken),
        "reminder",
        view.reminder(activity),
        "bulk",
        on_unknown="skip",
        deferrable=True,
        time_sensitive=True,
        until=useful_until(context, activity),
        due_at=due_at,
    )
    return Decision("discussion.reminded", effects=(reminder, *again))


def tonight(
    context: Context, activity: DiscussionActivity, entry: Entry[Part], event: Event
) -> Outcome:
    """The member asks to be reminded tonight, on their own clock."""
    if is_late(context, activity.state):
        return late(context, activity, entry, event)
    if _spoken(activity.state, entry):
        return Rejected("discussion.spoken_already", text("discussion-spoken-already"))
    zone = context.actor.timezone if context.actor else "UTC"
    at = _evening(context, activity.state, zone)
    if at is None:
        return Rejected("discussion.too_soon", text("discussion-too-soon"))
    word = Message(text("discussion-will-remind", at=Moment(at)))
    return Decision(
        "discussion.reminder_asked",
        effects=(
            SetTimer("tonight", at, person=entry.person, revision=activity.state.step),
            Send(ToPerson(entry.person), "tonight", word, "reply"),
        ),
    )


def due_tonight(
    _: Context, activity: DiscussionActivity, entry: Entry[Part] | None, event: Event
) -> Outcome:
    """It is evening: who has spoken since is left alone."""
    if entry is None or _spoken(activity.state, entry):
        return Rejected("discussion.spoken_already")
    reminder = Send(
        ToPerson(entry.person),
        "reminder",
        view.reminder(activity),
        on_unknown="skip",
        time_sensitive=True,
        due_at=event.due_at if isinstance(event, TimerFired) else None,
    )
    return Decision("discussion.reminded", effects=(reminder,))


def done_with(discussion: Discussion) -> tuple[str, ...]:
    """The statuses of those who owe nothing in the round at hand; (): nobody owes anything."""
    if discussion.round == 2 and discussion.comments == "required":
        return ("commented", "done")
    if discussion.required:
        return ("spoke", "done")
    return ()


def useful_until(context: Context, activity: DiscussionActivity) -> datetime:
    """How long a word to the members may wait: a quarter of what is left is for them."""
    closes_at = activity.state.closes_at or context.now
    return closes_at - (closes_at - context.now) / 4


# -- pieces


def _spoken(discussion: Discussion, entry: Entry[Part]) -> bool:
    owed = done_with(discussion) or ("spoke", "done")
    return summarize(entry.state or Part()).status in owed


def _evening(context: Context, discussion: Discussion, zone: str) -> datetime | None:
    """This evening, or in an hour when it is evening; before the close, and not in the night of
    who asked. None: there is no such time."""
    today = shown(context.now, zone).date()
    at = local(datetime.combine(today, EVENING), zone)
    if at <= context.now:
        at = context.now + SOON
    if discussion.closes_at is not None:
        at = min(at, discussion.closes_at - LAST_CALL)
    at = context.quiet.last_allowed(at, zone)
    return at if at > context.now else None
