"""The reminder before an activity opens by itself: to its organizer, who can still change it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from service.core.effects import Effect, SetTimer
from service.core.events import TimerFired
from service.core.message import Message
from service.core.texts import Words, text
from service.core.workflow import Outcome
from service.sdk import transitions as t
from service.sdk.audience import invited
from service.sdk.cards import Card
from service.sdk.panels import moment
from service.sdk.state import State
from service.sdk.turn import Turn

AheadTurn = Turn[State[Any, Any], Any]

TIMER = "ahead"
OFFERED = (3_600, 86_400, 0)  # seconds before the opening; 0: nobody is reminded
EARLY = timedelta(hours=2)  # what opens sooner than that is still in its organizer's mind


def seconds_ahead(turn: AheadTurn) -> int:
    """How many seconds before the opening the organizer is reminded, as set or as usual; 0: not
    at all."""
    plan = turn.state.schedule
    if plan.ahead is not None:
        return plan.ahead
    return OFFERED[0] if plan.opens_at and plan.opens_at - turn.now >= EARLY else 0


def ahead_at(turn: AheadTurn) -> datetime | None:
    """When that is, by day; None: never, or it is past."""
    seconds, opens_at = seconds_ahead(turn), turn.state.schedule.opens_at
    if not seconds or opens_at is None:
        return None
    at = opens_at - timedelta(seconds=seconds)
    by_day = turn.context.quiet.last_allowed(at, turn.unit_timezone)
    return next((each for each in (by_day, at) if each > turn.now), None)


def ahead_timer(turn: AheadTurn) -> tuple[SetTimer, ...]:
    """The timer of that reminder, if there is to be one."""
    at = ahead_at(turn)
    return (SetTimer(TIMER, at, revision=turn.state.schedule.revision),) if at else ()


def told_ahead(turn: AheadTurn, card: Card, title: Words) -> tuple[Effect, ...]:
    """What the organizer reads then: when it opens, whom it reaches, and what can be done. It takes
    the place of the panel before."""
    opens_at = turn.state.schedule.opens_at
    members = len(invited(turn))
    body = text("sdk-opens-soon", opens=moment(opens_at), n=members)
    due_at = turn.event.due_at if isinstance(turn.event, TimerFired) else None
    message = Message(body, title, card.rows())
    return turn.panel(message, organizers_too=True, until=opens_at, due_at=due_at, outdates=True)


def reminds_ahead(
    card: Callable[[AheadTurn], Card], title: Callable[[AheadTurn], Words]
) -> t.Rows[Any, Any]:
    """The row of that reminder."""

    def remind(turn: AheadTurn) -> Outcome:
        shown = told_ahead(turn, card(turn), title(turn))
        return turn.done(f"{turn.activity.kind}.reminded_ahead", effects=shown)

    return t.on("scheduled", f"@{TIMER}", remind, by=t.SYSTEM, undo=t.BY_SYSTEM)
