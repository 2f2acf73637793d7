"""The ledger of requests: number, times and outcome; the words only of what was no secret and was
asked of who looks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from service.core.message import Attachment, Cell, Message, Table
from service.core.queries import HistoryEntry
from service.core.texts import text
from service.core.workflow import Outcome
from service.sdk import export
from service.sdk.turn import PANEL
from service.workflows.request.model import ANSWER, RequestTurn, history

COLUMNS = ("number", "at", "unit", "who", "what", "status", "owner", "due", "answered", "rating")


def send(turn: RequestTurn) -> Outcome:
    """Of the actor's unit and those below it, to who may answer there; to others what was asked of
    them."""
    me, roster = turn.actor, turn.roster
    if me is None:
        return turn.refuse("sdk-not-allowed")
    all_of_them = turn.context.may(ANSWER, me.unit)
    rows = [
        each
        for each in turn.query(history(turn))
        if each.state.progress.owner == me.id
        or (all_of_them and roster.within(each.state.progress.unit, me.unit))
    ]
    said = Message(text("request-ledger-sent", n=len(rows)), attachments=(_file(turn, rows),))
    over = turn.state.phase == "ledger"
    effects = turn.reply(said, PANEL if over else "ledger", secret=True)
    return turn.done("request.exported", effects=effects, finished=over)


def _file(turn: RequestTurn, rows: list[HistoryEntry]) -> Attachment:
    zone, kind = turn.unit_timezone, text("request-ledger")
    header = tuple(text(f"request-column-{each}") for each in COLUMNS)
    table = Table(header, tuple(tuple(_cells(turn, each, zone)) for each in rows))
    name = turn.roster.full_name(turn.actor.unit if turn.actor is not None else turn.unit)
    return export.workbook(name, "", (kind, table), kind=kind, began=turn.now, zone=zone)


def _cells(turn: RequestTurn, row: HistoryEntry, zone: str) -> Iterator[Cell]:
    """In the order of `COLUMNS`."""
    course, roster, me = row.state.progress, turn.roster, turn.actor
    hidden = text("request-hidden") if row.state.definition.confidential else None
    mine = me is not None and course.owner == me.id
    asked = next(iter(row.entry.thread), None)
    yield course.number
    yield _dated(course.sent_at, zone)
    yield roster.full_name(course.unit)
    yield hidden or roster.name(row.person)
    yield hidden or (asked.text if mine and asked is not None else "—")
    yield text("request-status", status=row.state.phase)
    yield roster.name(course.owner)
    yield _dated(course.due, zone)
    yield _dated(course.answered_at, zone)
    yield text("request-rating", value=course.rating) if course.rating else "—"


def _dated(at: datetime | None, zone: str) -> Cell:
    return export.dated(at, zone) if at is not None else "—"
