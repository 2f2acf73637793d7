"""The ledger of requests: number, times and outcome; the words only of what was no secret and was
asked of who looks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from service.core.message import Message
from service.core.queries import HistoryEntry
from service.core.texts import text
from service.core.workflow import Outcome
from service.sdk import export
from service.sdk.turn import PANEL
from service.workflows.request.model import ANSWER, RequestTurn, history, passed

COLUMNS = ("number", "at", "unit", "who", "what", "status", "owner", "due", "answered", "rating")


def send(turn: RequestTurn) -> Outcome:
    """Of the actor's unit and those below it, to who may answer there; to others what was asked of
    them. What went above in confidence, to nobody of the unit that it passed by."""
    me, over = turn.actor, turn.state.phase == "ledger"
    if me is None:
        return turn.refuse("sdk-not-allowed")
    rows = [
        each
        for each in turn.query(history(turn))
        if each.state.progress.owner == me.id or turn.context.may(ANSWER, passed(turn, each.state))
    ]
    columns = (f"request-column-{each}" for each in COLUMNS)
    file = export.ledger(turn, me.unit, columns, (_cells(turn, each, me.id) for each in rows))
    said = Message(text("request-ledger-sent", n=len(rows)), attachments=(file,))
    effects = turn.reply(said, PANEL if over else "ledger", secret=True)
    return turn.done("request.exported", effects=effects, finished=over)


def _cells(turn: RequestTurn, row: HistoryEntry, me: int) -> Iterator[Any]:
    """In the order of `COLUMNS`."""
    course, roster = row.state.progress, turn.roster
    hidden = text("request-hidden") if row.state.definition.confidential else None
    asked = [each.text for each in row.entry.thread[:1] if course.owner == me]
    yield course.number
    yield course.sent_at
    yield roster.full_name(course.unit)
    yield hidden or roster.name(row.person)
    yield hidden or "".join(asked)
    yield text("request-status", status=row.state.phase)
    yield roster.name(course.owner)
    yield course.due
    yield course.answered_at
    yield text("request-rating", value=course.rating) if course.rating else None
