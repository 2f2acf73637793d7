"""What is done with the card; `MACHINE.table()` shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any

from service.core.calendar import local, shown
from service.core.effects import Start
from service.core.message import Message
from service.core.rulebook import Duty
from service.core.texts import Moment, text
from service.core.workflow import Context, Outcome, Rejected
from service.sdk import transitions as t
from service.sdk.panels import choice, grid
from service.sdk.times import read_past
from service.sdk.transitions import Refusals, machine, on
from service.sdk.turn import Policy
from service.workflows.duties import view
from service.workflows.duties.model import PERMISSION, Duties, DutiesTurn, held
from service.workflows.duties.reckoning import first_day

AGO = (0, 1, 2)  # days that have a button of their own
NOON = time(12)


def begin(context: Context, unit: int, details: Mapping[str, Any]) -> Duties | Rejected:
    """The card, from the command or from a plan; or a note of a duty that was done (`duty` and
    `at`), which the card begins."""
    if context.actor is not None and not context.may(PERMISSION, unit):
        return Rejected("duties.forbidden", text("sdk-not-allowed"))
    by = context.actor.id if context.actor is not None else None
    book = context.rules.book_of(context.roster, unit)
    if "duty" not in details:
        return Duties(by=by, since=first_day(context.roster, unit, context.now, book))
    duty = book.duty(str(details["duty"]))
    if duty is None:
        return Rejected("duties.gone", text("duties-gone"))
    at = datetime.fromisoformat(str(details["at"]))
    return Duties("noted", by, counts=duty.counts, name=duty.name, at=at)


def show(turn: DutiesTurn) -> Outcome:
    """The card as of now."""
    shown_ = turn.panel(view.card(turn), key="month")
    return turn.done("duties.shown", effects=shown_, finished=True)


def start(turn: DutiesTurn) -> Outcome:
    """Begin what meets the duty (`begin:duty`)."""
    duty = _duty(turn)
    kind = view.way_to(turn, duty) if duty is not None else ""
    if duty is None or not kind:
        return turn.refuse("duties-gone")
    by = turn.actor.id if turn.actor is not None else None
    details = {"command": kind, "args": ""} | ({} if duty.pair else {"kind": duty.counts})
    return turn.done("duties.begun", effects=(Start(kind, turn.unit, by, details),))


def ask(turn: DutiesTurn) -> Outcome:
    """When was it done (`note:duty`)?"""
    duty = _duty(turn)
    if duty is None or not view.may_note(turn, duty):
        return turn.refuse("duties-gone")
    days = (choice(turn.activity, "done", _days_ago(turn, each), duty.id, each) for each in AGO)
    rows = grid(turn.activity, tuple(days), choice(turn.activity, "show", text("duties-back")))
    asked = Message(text("duties-ask", name=duty.name), choices=rows)
    return turn.done("duties.asked", effects=turn.reply(asked, "month", asks=f"done.{duty.id}"))


def note(turn: DutiesTurn) -> Outcome:
    """It was done, on the day that was tapped (`done:duty:days`) or typed (`?done.duty`)."""
    duty = _duty(turn)
    if duty is None or not view.may_note(turn, duty):
        return turn.refuse("duties-gone")
    typed = turn.typed()
    at = read_past(typed, turn.now, turn.now, turn.timezone) if typed else _tapped(turn)
    if at is None or at < (turn.state.since or turn.now):
        return turn.refuse("duties-no-day")
    by = turn.actor.id if turn.actor is not None else None
    details = {"duty": duty.id, "at": at.isoformat()}
    return turn.done("duties.noted", effects=(Start("duties", turn.unit, by, details),))


def noted(turn: DutiesTurn) -> Outcome:
    """What was noted, and the way to take it back."""
    return turn.done("duties.kept", effects=turn.panel(_note(turn), key="note"), finished=True)


def withdraw(turn: DutiesTurn) -> Outcome:
    """It counts no more."""
    turn = turn.becomes(replace(turn.state, phase="cancelled"))
    return turn.done(
        "duties.withdrawn",
        state=turn.state,
        effects=turn.panel(_note(turn), key="note"),
        finished=True,
    )


def _note(turn: DutiesTurn) -> Message:
    state = turn.state
    day = Moment(state.at or turn.now, "day", turn.unit_timezone)
    said = text("duties-noted", phase=state.phase, name=state.name, day=day)
    back = choice(turn.activity, "withdraw", text("duties-withdraw"))
    return Message(said, choices=((back,),) if state.phase == "noted" else ())


def _duty(turn: DutiesTurn) -> Duty | None:
    return turn.book.duty(next(iter(turn.args()), ""))


def _days_ago(turn: DutiesTurn, days: int) -> Moment:
    return Moment(turn.now - timedelta(days=days), "day", turn.unit_timezone)


def _tapped(turn: DutiesTurn) -> datetime | None:
    """Noon of the day that was tapped on the unit's clock, or now where that is still to come."""
    days = "".join(turn.args()[1:2])
    if days not in map(str, AGO):
        return None
    zone = turn.unit_timezone
    day = shown(turn.now, zone).date() - timedelta(days=int(days))
    return min(local(datetime.combine(day, NOON), zone), turn.now)


MACHINE = machine(
    (
        on("card", "started", show, by=t.SYSTEM, undo=t.BY_SYSTEM, requires=(held,)),
        on("card", "show", show, by=t.ORGANIZER, undo=t.READ_ONLY, requires=(held,)),
        on("card", "begin", start, by=t.ORGANIZER, undo=t.IDEMPOTENT),
        on("card", "note", ask, by=t.ORGANIZER, undo=t.READ_ONLY),
        on("card", "done ?done", note, by=t.ORGANIZER, undo=t.COMPENSABLE),
        on("noted", "started", noted, by=t.SYSTEM, undo=t.BY_SYSTEM),
        on("noted", "withdraw", withdraw, by=t.ORGANIZER, undo=t.COMPENSABLE),
    ),
    policy=Policy(PERMISSION, lambda state: state.by, lambda state: 0),
    refusals=Refusals(
        {t.ORGANIZER: lambda turn: turn.refuse("sdk-not-allowed")},
        lambda turn: turn.refuse("duties-gone"),
    ),
)
