"""Reminders: to the silent only, as the organizer has set them, or as a member asked for one."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from service.core import texts
from service.core.calendar import local, shown
from service.core.effects import Send, SetTimer, ToMembers, ToPerson
from service.core.events import TimerFired
from service.core.message import Message
from service.core.texts import lines, text
from service.core.workflow import Outcome
from service.sdk import reminders
from service.sdk.nudge import Whom
from service.sdk.panels import grid, moment
from service.workflows.discussion.contributions import how, is_late, late, speak_or_later
from service.workflows.discussion.model import (
    REMINDERS,
    DiscussionState,
    DiscussionTurn,
    part_of,
    summarize,
)

EVENING = time(20)  # when "tonight" is, on the member's own clock
SOON = timedelta(hours=1)  # instead, when it is evening already
LAST_CALL = timedelta(minutes=30)  # before the close, when it closes earlier than that


def useful_until(turn: DiscussionTurn) -> datetime:
    """How long a word to the members may wait."""
    return reminders.useful_until(turn.now, turn.state.schedule.closes_at or turn.now)


def remind(turn: DiscussionTurn) -> Outcome:
    """Those who are silent in the round at hand; and the next time is set."""
    closes_at = turn.state.schedule.closes_at
    if closes_at is not None and closes_at <= turn.now:
        return turn.ignore("discussion-stale-timer")
    due_at = _due_at(turn)
    again, spoken = (
        REMINDERS.timer(turn, max(turn.now, due_at or turn.now)),
        done_with(turn.state),
    )
    if not spoken:
        return turn.done("discussion.nobody_to_remind", effects=again)
    sent = Send(
        ToMembers(turn.unit, but_status=spoken),
        "reminder",
        reminder(turn),
        "bulk",
        on_unknown="skip",
        deferrable=True,
        time_sensitive=True,
        until=useful_until(turn),
        due_at=due_at,
    )
    return turn.done("discussion.reminded", effects=(sent, *again))


def silent(turn: DiscussionTurn) -> Whom:
    """Who owes words in the round at hand; of collected entries nobody does, and whoever has sent
    none may be told once more."""
    state = turn.state
    spoken = done_with(state) or ("spoke", "commented", "done")
    end, nameless = state.schedule.closes_at, state.definition.anonymous
    return Whom(spoken, end=end, nameless=nameless)


def tonight(turn: DiscussionTurn) -> Outcome:
    """The member asks to be reminded tonight, on their own clock."""
    if is_late(turn):
        return late(turn)
    if _has_spoken(turn):
        return turn.refuse("discussion-spoken-already")
    at = _evening(turn)
    if at is None:
        return turn.refuse("discussion-too-soon")
    revision = turn.state.schedule.revision
    word = Message(text("discussion-will-remind", at=texts.Moment(at)))
    timer = SetTimer("tonight", at, person=turn.person, revision=revision)
    return turn.done("discussion.reminder_asked", effects=(timer, *turn.reply(word, "tonight")))


def due_tonight(turn: DiscussionTurn) -> Outcome:
    """It is evening: who has spoken since is left alone."""
    if turn.entry is None or _has_spoken(turn):
        return turn.ignore("discussion-spoken-already")
    sent = Send(
        ToPerson(turn.person),
        "reminder",
        reminder(turn),
        on_unknown="skip",
        time_sensitive=True,
        due_at=_due_at(turn),
    )
    return turn.done("discussion.reminded", effects=(sent,))


def done_with(state: DiscussionState) -> tuple[str, ...]:
    """The statuses of those who owe nothing in the round at hand; (): nobody owes anything."""
    if state.progress.round == 2 and state.definition.comments == "required":
        return ("commented", "done")
    return ("spoke", "done") if state.definition.required else ()


def reminder(turn: DiscussionTurn) -> Message:
    title, closes = turn.state.definition.title, moment(turn.state.schedule.closes_at)
    if turn.state.progress.round == 2:
        told = text("discussion-reminder-comment", title=title, closes=closes)
        return Message(told, choices=grid(turn.activity, "discussion-button-another"))
    told = text("discussion-reminder", title=title, closes=closes)
    return Message(lines(told, how(turn)), choices=speak_or_later(turn))


def _due_at(turn: DiscussionTurn) -> datetime | None:
    return turn.event.due_at if isinstance(turn.event, TimerFired) else None


def _has_spoken(turn: DiscussionTurn) -> bool:
    return summarize(part_of(turn)).status in (done_with(turn.state) or ("spoke", "done"))


def _evening(turn: DiscussionTurn) -> datetime | None:
    """This evening, or in an hour when it is evening; before the close, and not in the night of
    who asked. None: there is no such time."""
    today = shown(turn.now, turn.timezone).date()
    at = local(datetime.combine(today, EVENING), turn.timezone)
    if at <= turn.now:
        at = turn.now + SOON
    closes_at = turn.state.schedule.closes_at
    if closes_at is not None:
        at = min(at, closes_at - LAST_CALL)
    at = turn.context.quiet.last_allowed(at, turn.timezone)
    return at if at > turn.now else None
