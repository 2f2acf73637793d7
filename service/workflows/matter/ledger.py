"""The ledger of what was reported: everything that is no secret, as a workbook."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from service.core.message import Attachment, Cell, Message, Table
from service.core.queries import HistoryEntry
from service.core.texts import Words, series, text
from service.core.workflow import Outcome
from service.sdk import export
from service.sdk.turn import PANEL
from service.workflows.matter.model import ENDS, READ, MatterTurn, Report, history, is_sensitive

COLUMNS = ("number", "at", "kind", "unit", "who", "what", "by", "seen", "words", "reply", "closed")


def send(turn: MatterTurn) -> Outcome:
    """Of the actor's unit and those below it, to whoever may see it there."""
    unit = turn.actor.unit if turn.actor is not None else turn.unit
    if not turn.context.may(READ, unit):
        return turn.refuse("sdk-not-allowed")
    rows = [
        each
        for each in turn.query(history(turn))
        if turn.roster.within(each.state.progress.unit, unit)
    ]
    said = Message(text("matter-ledger-sent", n=len(rows)), attachments=(_file(turn, unit, rows),))
    effects = turn.reply(said, PANEL if turn.state.phase == "ledger" else "ledger", secret=True)
    over = turn.state.phase == "ledger"
    return turn.done("matter.exported", effects=effects, finished=over)


def _file(turn: MatterTurn, unit: int, rows: list[HistoryEntry]) -> Attachment:
    zone, kind = turn.unit_timezone, text("matter-ledger")
    header = tuple(text(f"matter-column-{each}") for each in COLUMNS)
    table = Table(header, tuple(tuple(_cells(turn, each, zone)) for each in rows))
    name = turn.roster.full_name(unit)
    return export.workbook(name, "", (kind, table), kind=kind, began=turn.now, zone=zone)


def _cells(turn: MatterTurn, row: HistoryEntry, zone: str) -> Iterator[Cell]:
    """In the order of `COLUMNS`. Of what is sensitive there is nothing but that it was reported."""
    course, report, roster = row.state.progress, row.entry, turn.roster
    hidden = text("matter-sealed") if is_sensitive(row.state) else None
    yield course.number
    yield _dated(course.sent_at, zone)
    yield row.state.definition.kind.name
    yield roster.full_name(course.unit)
    yield roster.name(row.person)
    yield hidden or report.answers.get("what", "")
    yield roster.name(course.by)
    yield _dated(course.seen_at, zone)
    yield sum(each.step in ("add", "ask") for each in report.thread)
    yield hidden or _reply(report)
    yield _dated(course.closed_at, zone)


def _reply(report: Report) -> Words:
    return series(
        each.text or text("matter-verdict", step=each.step)
        for each in report.thread
        if each.step in ENDS
    )


def _dated(at: datetime | None, zone: str) -> Cell:
    return export.dated(at, zone) if at is not None else "—"
