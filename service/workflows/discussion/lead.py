"""The leader's side from the opening on: announce, watch, close, cancel."""

from __future__ import annotations

from dataclasses import replace

from service.core.effects import Edit, Effect, Send, SetTimer, ToMembers, ToPerson, ToRoom
from service.core.events import DeliveryFailed, Event
from service.core.message import Message
from service.core.queries import Entries, Results
from service.core.texts import text
from service.core.workflow import Activity, Context, Decision, Entry, Outcome, Rejected
from service.workflows.discussion import (
    ballot,
    digest,
    leading,
    reminding,
    review,
    view,
)
from service.workflows.discussion.model import Candidate, Discussion, Part

DiscussionActivity = Activity[Discussion]
PartEntry = Entry[Part] | None

PERMISSION = review.PERMISSION


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
        deferrable=True,
        time_sensitive=True,
        until=reminding.useful_until(context, opened),
    )
    topic = Send(ToRoom(activity.unit), "topic", view.topic(opened.state))
    shown, _ = leading.leader(opened, context.roster)
    return panel(context, opened, "discussion.opened", shown, more=(*timers, topic, notice))


def missed(context: Context, activity: DiscussionActivity) -> Decision:
    """It could not be held: nobody was told of it but who leads."""
    gone = replace(activity, state=replace(activity.state, phase="cancelled"))
    word = Message(text("discussion-missed", title=gone.state.title))
    return panel(context, gone, "discussion.missed", word, finished=True)


def keep(context: Context, activity: DiscussionActivity, _: PartEntry, __: Event) -> Outcome:
    """Back from a question: what stood there before."""
    shown, asks = leading.leader(activity, context.roster)
    return panel(context, activity, "discussion.kept", shown, asks=asks, changed=False)


def show(context: Context, activity: DiscussionActivity, _: PartEntry, __: Event) -> Outcome:
    """The same, asked for from the menu."""
    shown, asks = leading.leader(activity, context.roster)
    return panel(context, activity, "discussion.shown", shown, asks=asks, changed=False)


def progress(context: Context, activity: DiscussionActivity, _: PartEntry, __: Event) -> Outcome:
    """Who has spoken and who has not, for who leads and for nobody else."""
    shown = leading.progress(activity, context.queries[Results(activity.id)], context.roster)
    return panel(context, activity, "discussion.progress_shown", shown, changed=False)


def ask_drop(context: Context, activity: DiscussionActivity, _: PartEntry, __: Event) -> Outcome:
    return _confirm(context, activity, "drop")


def ask_close(context: Context, activity: DiscussionActivity, _: PartEntry, __: Event) -> Outcome:
    return _confirm(context, activity, "close")


def ask_cancel(context: Context, activity: DiscussionActivity, _: PartEntry, __: Event) -> Outcome:
    return _confirm(context, activity, "cancel")


def ask_count(context: Context, activity: DiscussionActivity, _: PartEntry, __: Event) -> Outcome:
    return _confirm(context, activity, "count")


def close_now(
    context: Context, activity: DiscussionActivity, entry: PartEntry, event: Event
) -> Outcome:
    """The leader closes before the time, with no grace for anybody."""
    early = replace(activity, state=replace(activity.state, closes_at=context.now, grace=0))
    return close(context, early, entry, event)


def close(context: Context, activity: DiscussionActivity, _: PartEntry, __: Event) -> Outcome:
    """Nothing is collected from here on: it is voted on, or the digest goes out."""
    if activity.state.decided:
        found = ballot.candidates(context, activity)
        if found:
            return _to_vote(context, activity, found)
    return _end(context, activity)


def count(context: Context, activity: DiscussionActivity, _: PartEntry, __: Event) -> Outcome:
    """The voting is over: the result goes out with the digest."""
    return _end(context, activity)


def cancel(context: Context, activity: DiscussionActivity, _: PartEntry, __: Event) -> Outcome:
    gone = replace(activity, state=replace(activity.state, phase="cancelled"))
    told: tuple[Effect, ...] = ()
    if activity.state.phase == "open":
        word = Message(text("discussion-was-cancelled", title=gone.state.title))
        told = (
            Edit(ToRoom(activity.unit), "topic", word),
            Send(ToRoom(activity.unit), "cancelled", word),
        )
    shown, _asks = leading.leader(gone, context.roster)
    return panel(context, gone, "discussion.cancelled", shown, more=told, finished=True)


def undelivered(
    context: Context, activity: DiscussionActivity, _: PartEntry, event: Event
) -> Outcome:
    """The room never saw the topic: who leads must know, as replies will not come."""
    if not isinstance(event, DeliveryFailed) or event.key != "topic":
        return Rejected("discussion.undelivered")
    word = Message(text("discussion-room-missing", title=activity.state.title))
    told = tuple(Send(ToPerson(each), "room", word) for each in review.leaders(context, activity))
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
    nameless: bool = False,
) -> Decision:
    """A step of who leads, shown to who took it; what time brings is shown to whose it is.
    `changed`: the activity's state is a new one."""
    readers = (context.actor.id,) if context.actor else review.leaders(context, activity)
    if finished:  # whose it is must know, even when another did it
        readers = tuple(dict.fromkeys((*readers, *review.leaders(context, activity))))
    shown = tuple(
        Send(
            ToPerson(each),
            "panel",
            message,
            "reply",
            asks=asks,
            nameless=nameless,
            secret=nameless,
        )
        for each in readers
    )
    return Decision(
        action,
        activity=activity.state if changed else None,
        effects=(*more, *shown),
        finished=finished,
    )


def _to_vote(
    context: Context, activity: DiscussionActivity, found: tuple[Candidate, ...]
) -> Decision:
    opened, effects = ballot.begin(context, activity, found)
    there = replace(activity, state=opened)
    gathered = digest.gather(there, context.queries[Entries(activity.id)], context.roster)
    told: tuple[Effect, ...] = (
        Edit(ToRoom(activity.unit), "topic", view.closed_topic(opened)),
        Send(ToRoom(activity.unit), "gallery", digest.page(there, gathered)),
        *effects,
    )
    return panel(context, there, "discussion.voting_opened", leading.voted(there), more=told)


def _end(context: Context, activity: DiscussionActivity) -> Decision:
    discussion = activity.state
    closed = replace(activity, state=replace(discussion, phase="closed"))
    entries = context.queries[Entries(activity.id)]
    gathered = digest.gather(closed, entries, context.roster, context.nonce)
    nameless = discussion.anonymous
    told: list[Effect] = []
    if discussion.phase != "voting":
        told.append(Edit(ToRoom(activity.unit), "topic", view.closed_topic(closed.state)))
    told.append(
        Send(
            ToRoom(activity.unit),
            "digest",
            digest.for_room(closed, gathered),
            nameless=nameless,
            secret=nameless,
        )
    )
    whole = digest.for_leader(context, closed, gathered)
    return panel(
        context,
        closed,
        "discussion.closed",
        whole,
        more=tuple(told),
        finished=True,
        nameless=nameless,
    )


def _confirm(context: Context, activity: DiscussionActivity, what: str) -> Outcome:
    shown = leading.confirm(activity, context.roster, what)
    return panel(context, activity, f"discussion.{what}_asked", shown, changed=False)


def timers(context: Context, activity: DiscussionActivity) -> list[Effect]:
    """Everything that time brings to a discussion that is being scheduled."""
    discussion = activity.state
    opens_at, ends_at = discussion.opens_at or context.now, discussion.ends_at
    armed: list[Effect] = []
    if ends_at is not None:
        armed.append(SetTimer("close", ends_at, revision=discussion.step))
    begins = discussion.comments_begin(opens_at)
    if begins is not None and begins > context.now:
        armed.append(SetTimer("round", begins, revision=discussion.step))
    if opens_at > context.now:
        armed.append(SetTimer("open", opens_at, revision=discussion.step))
    return [*armed, *reminding.arm(context, activity, opens_at)]
