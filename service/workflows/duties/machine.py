"""What is done with the card; `MACHINE.table()` shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from service.core.calendar import shown
from service.core.due import first_day
from service.core.effects import Effect, Start
from service.core.message import Message
from service.core.rulebook import Duty
from service.core.texts import Moment, Words, text
from service.core.workflow import Context, Outcome, Rejected
from service.sdk import transitions as t
from service.sdk.nudge import PAUSE
from service.sdk.panels import choice, grid
from service.sdk.times import on_day, read_past
from service.sdk.transitions import Refusals, machine, on
from service.sdk.turn import Policy, refused
from service.sdk.ways import start_of
from service.workflows.duties import view
from service.workflows.duties.model import (
    PERMISSION,
    Duties,
    DutiesTurn,
    Phase,
    done,
    held,
    own_done,
)

AGO = (0, 1, 2)  # days that have a button of their own


def begin(context: Context, unit: int, details: Mapping[str, Any]) -> Duties | Rejected:
    """The card, from the command or from a plan, for who may not see it that of their own; or the
    note of a `duty` (of one `person`), which the card begins."""
    by = context.actor.id if context.actor is not None else None
    if context.actor is not None and not context.may(PERMISSION, unit):
        own = "duty" not in details and context.actor.unit == unit
        return Duties("own", by) if own else refused("sdk-not-allowed")
    book = context.rules.book_of(context.roster, unit)
    if "duty" not in details:
        return Duties(by=by, since=first_day(context.roster, unit, context.now, book))
    duty = book.duty(str(details["duty"]))
    if duty is None:
        return Rejected("duties.gone", text("duties-gone"))
    person = int(details.get("person", 0))
    return Duties("asking", by, counts=duty.counts, name=duty.name, person=person)


# -- the card


def show(turn: DutiesTurn) -> Outcome:
    """The card as of now."""
    card = turn.panel(view.card(turn), key="month")
    return turn.done("duties.shown", effects=card, finished=True)


def start(turn: DutiesTurn) -> Outcome:
    """Begin what meets the duty (`begin:duty`)."""
    duty = _duty(turn)
    begun = start_of(turn.context, turn.unit, duty) if duty is not None else None
    if begun is None:
        return turn.refuse("duties-gone")
    return turn.done("duties.begun", effects=(begun,))


def note(turn: DutiesTurn) -> Outcome:
    """It was done (`note:duty`): when, a note of its own asks."""
    duty = _duty(turn)
    if duty is None or not view.may_note(turn, duty):
        return turn.refuse("duties-gone")
    person = view.number(turn, 1)
    if (duty.scope == "member") != (turn.roster.people.get(person) in turn.roster.here(turn.unit)):
        return turn.refuse("duties-gone")
    begun = Start("duties", turn.unit, _by(turn), {"duty": duty.id, "person": person})
    return turn.done("duties.noting", effects=(begun,))


# -- single members


def show_own(turn: DutiesTurn) -> Outcome:
    """One's own card as of now."""
    card = turn.tell([_by(turn) or 0], "month", view.own_card(turn), priority="reply")
    return turn.done("duties.own_shown", effects=card, finished=True)


def who(turn: DutiesTurn) -> Outcome:
    """Those who have not done a duty of members yet (`who:duty.day.page`)."""
    found = view.asked(turn)
    if found is None:
        return turn.refuse("duties-nobody-left")
    return turn.done("duties.left_shown", effects=turn.panel(view.left(turn, found), key="left"))


def remind(turn: DutiesTurn) -> Outcome:
    """Each of them is told, once an hour at most (`remind!:duty.day`)."""
    found = view.asked(turn)
    if found is None:
        return turn.refuse("duties-nobody-left")
    before = turn.state.reminded.get(found.duty.id)
    if before is not None and turn.now < before + PAUSE:
        return turn.refuse("sdk-nudge-soon", at=Moment(before + PAUSE))
    told: list[Effect] = []
    for each in found.left:
        told += turn.tell([each], f"owed-{found.duty.id}", view.reminder(turn, found, each),
                          deferrable=True)  # fmt: skip
    said = turn.panel(
        Message(text("sdk-nudged", n=len(found.left)), text("duties-title")), key="left"
    )
    state = replace(turn.state, reminded={**turn.state.reminded, found.duty.id: turn.now})
    return turn.done("duties.reminded", state=state, effects=(*told, *said))


# -- the note


def ask(turn: DutiesTurn) -> Outcome:
    """When was it done?"""
    days = (choice(turn.activity, "day", _days_ago(turn, each), each) for each in AGO)
    rows = grid(turn.activity, tuple(days), "duties-button-drop")
    asked = Message(text("duties-ask", name=turn.state.name), choices=rows)
    return turn.done("duties.asked", effects=turn.panel(asked, key="note", prompt="day"))


def keep(turn: DutiesTurn) -> Outcome:
    """The day that was tapped (`day:ago`) or typed; from now on it counts."""
    typed = turn.typed()
    at = read_past(typed, turn.now, turn.now, turn.timezone) if typed else _tapped(turn)
    if at is None:
        return turn.refuse("duties-no-day")
    return _settled(turn, "noted", at)


def drop(turn: DutiesTurn) -> Outcome:
    """It doesn't count, or no more."""
    return _settled(turn, "cancelled", turn.state.at)


def _settled(turn: DutiesTurn, phase: Phase, at: datetime | None) -> Outcome:
    turn = turn.becomes(replace(turn.state, phase=phase, at=at))
    day: Words = Moment(at, "day", turn.unit_timezone) if at is not None else ""
    said = text(
        "duties-noted", phase=phase, name=turn.state.name, day=day, dated=int(at is not None)
    )
    rows = grid(turn.activity, "duties-button-withdraw") if phase == "noted" else ()
    told = turn.panel(Message(said, choices=rows), key="note")
    return turn.done(f"duties.{phase}", state=turn.state, effects=told, finished=True)


def _by(turn: DutiesTurn) -> int | None:
    return turn.actor.id if turn.actor is not None else None


def _duty(turn: DutiesTurn) -> Duty | None:
    return turn.book.duty(next(iter(turn.args()), ""))


def _days_ago(turn: DutiesTurn, days: int) -> Moment:
    return Moment(turn.now - timedelta(days=days), "day", turn.unit_timezone)


def _tapped(turn: DutiesTurn) -> datetime | None:
    """Noon of the day that was tapped on the unit's clock, or now where that is still to come."""
    days = "".join(turn.args()[:1])
    if days not in map(str, AGO):
        return None
    day = shown(turn.now, turn.unit_timezone).date() - timedelta(days=int(days))
    return min(on_day(turn.unit_timezone, day), turn.now)


RECORD = (held, done)

MACHINE = machine(
    (
        on("card", "started", show, by=t.SYSTEM, undo=t.BY_SYSTEM, requires=RECORD),
        on("card", "show keep", show, by=t.ORGANIZER, undo=t.READ_ONLY, requires=RECORD),
        on("card", "who", who, by=t.ORGANIZER, undo=t.READ_ONLY, requires=RECORD),
        on(
            "card",
            "remind!",
            remind,
            by=t.ORGANIZER,
            undo=t.IRREVERSIBLE,
            requires=RECORD,
            confirms=True,
        ),
        on("own", "started", show_own, by=t.SYSTEM, undo=t.BY_SYSTEM, requires=(own_done,)),
        on("card", "begin", start, by=t.ORGANIZER, undo=t.IDEMPOTENT),
        on("card", "note", note, by=t.ORGANIZER, undo=t.IDEMPOTENT),
        on("asking", "started", ask, by=t.SYSTEM, undo=t.BY_SYSTEM),
        on("asking", "show", ask, by=t.ORGANIZER, undo=t.READ_ONLY),
        on("asking", "day ?day", keep, by=t.ORGANIZER, undo=t.COMPENSABLE),
        on("asking", "drop", drop, by=t.ORGANIZER, undo=t.IDEMPOTENT),
        on("noted", "withdraw", drop, by=t.ORGANIZER, undo=t.COMPENSABLE),
    ),
    policy=Policy(PERMISSION, lambda state: state.by, lambda state: 0),
    refusals=Refusals(
        {t.ORGANIZER: lambda turn: turn.refuse("sdk-not-allowed")},
        lambda turn: turn.refuse("duties-gone"),
    ),
)
