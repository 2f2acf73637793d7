"""Reminding those who have not answered, now: the organizer asks for it, sees whom it reaches, and
may do so once an hour. Whoever is in their quiet hours reads it when these are over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from service.core.message import Message
from service.core.people import Person
from service.core.texts import Moment, Words, lines, text
from service.core.workflow import Outcome, Rejected
from service.sdk.audience import invited
from service.sdk.panels import grid
from service.sdk.participation import names
from service.sdk.transitions import IRREVERSIBLE, ORGANIZER, Role, Rows, confirmed, results
from service.sdk.turn import Turn

PAUSE = timedelta(hours=1)
NAMED = 20  # people; more are only counted


@dataclass(frozen=True, slots=True)
class Whom:
    """Who is reminded, as `core.effects.ToMembers` has it. `end`: until when they can answer.
    `nameless`: nobody is named to the organizer."""

    but_status: tuple[str, ...] = ()
    only_status: tuple[str, ...] = ()
    standings: tuple[str, ...] = ()
    end: datetime | None = None
    nameless: bool = False


def nudge(
    phases: str,
    whom: Callable[[Turn[Any, Any]], Whom],
    message: Callable[[Turn[Any, Any]], Message],
    *,
    by: Role = ORGANIZER,
) -> Rows[Any, Any]:
    """The rows of an activity with a `State`, in these phases; its panel has the button
    `sdk-button-nudge`."""

    def ask(turn: Turn[Any, Any]) -> Words | Rejected:
        wanted = whom(turn)
        silent = _silent(turn, wanted)
        return _why_not(turn, wanted, silent) or _reach(turn, wanted, silent)

    def send(turn: Turn[Any, Any]) -> Outcome:
        wanted = whom(turn)
        silent = _silent(turn, wanted)
        refused = _why_not(turn, wanted, silent)
        if refused is not None:
            return refused
        reminder = turn.members(
            "reminder",
            message(turn),
            but_status=wanted.but_status,
            only_status=wanted.only_status,
            standings=wanted.standings,
            on_unknown="skip",
            deferrable=True,
            time_sensitive=True,
            until=wanted.end,
            due_at=turn.now,
        )
        said = text("sdk-nudged", n=len(silent))
        shown = turn.panel(Message(said, choices=grid(turn.activity, "sdk-button-keep")))
        state = turn.state.timed(nudged_at=turn.now)
        action = f"{turn.activity.kind}.nudged"
        return turn.done(action, state=state, effects=(*reminder, *shown))

    yes = text("sdk-button-nudge-yes")
    return confirmed(
        phases, "nudge", send, by=by, undo=IRREVERSIBLE, ask=ask, yes=yes, requires=(results,)
    )


def _why_not(turn: Turn[Any, Any], wanted: Whom, silent: list[Person]) -> Rejected | None:
    """Nobody is silent, they have just been reminded, or they may not be disturbed in time."""
    before = turn.state.schedule.nudged_at
    if not silent:
        return turn.refuse("sdk-nudge-nobody")
    if before is not None and turn.now < before + PAUSE:
        return turn.refuse("sdk-nudge-soon", at=Moment(before + PAUSE))
    if wanted.end is not None and _allowed(turn) >= wanted.end:
        return turn.refuse("sdk-nudge-quiet")
    return None


def _allowed(turn: Turn[Any, Any]) -> datetime:
    return turn.context.quiet.next_allowed(turn.now, turn.unit_timezone)


def _reach(turn: Turn[Any, Any], wanted: Whom, silent: list[Person]) -> Words:
    named = not wanted.nameless and len(silent) <= NAMED
    later = _allowed(turn)
    return lines(
        text("sdk-nudge", n=len(silent)),
        names(turn.roster, silent) if named else None,
        text("sdk-nudge-later", at=Moment(later)) if later > turn.now else None,
    )


def _silent(turn: Turn[Any, Any], wanted: Whom) -> list[Person]:
    """Requires `results`."""
    known = {each.person: each.summary.status for each in turn.query(results(turn))}
    return [
        each
        for each in invited(turn)
        if (status := known.get(each.id, "")) not in wanted.but_status
        and (not wanted.only_status or status in wanted.only_status)
        and (not wanted.standings or each.standing in wanted.standings)
    ]
