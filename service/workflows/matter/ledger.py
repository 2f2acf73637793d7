"""The ledger of what was reported: everything that is no secret, as a workbook."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from service.core.queries import HistoryEntry
from service.core.texts import series, text
from service.core.workflow import Outcome
from service.sdk.cases import history
from service.workflows.matter.model import READ, MatterTurn, is_sensitive
from service.workflows.matter.view import CASES

COLUMNS = (
    "number",
    "at",
    "kind",
    "unit",
    "who",
    "what",
    "by",
    "handed",
    "seen",
    "words",
    "reply",
    "closed",
)
ENDS = ("close", "agree", "refuse", "noted")  # the steps of a word that closes it


def send(turn: MatterTurn) -> Outcome:
    """Of the actor's unit and those below it, to whoever may see it there."""
    unit = turn.actor.unit if turn.actor is not None else turn.unit
    if not turn.context.may(READ, unit):
        return turn.refuse("sdk-not-allowed")
    found = turn.query(history(turn))
    rows = (each for each in found if turn.roster.within(each.state.progress.unit, unit))
    columns = (f"matter-column-{each}" for each in COLUMNS)
    return CASES.ledger(turn, columns, rows, lambda row: _cells(turn, row))


def _cells(turn: MatterTurn, row: HistoryEntry) -> Iterator[Any]:
    """In the order of `COLUMNS`. Of what is sensitive there is nothing but that it was reported."""
    course, report, roster = row.state.progress, row.entry, turn.roster
    hidden = text("matter-sealed") if is_sensitive(row.state) else None
    ends = [each for each in report.thread if each.step in ENDS]
    passed = [each.by for each in report.thread if each.step in ("hand", "up")]
    reply = series(each.text or text("matter-verdict", step=each.step) for each in ends)
    yield course.number
    yield course.sent_at
    yield row.state.definition.kind.name
    yield roster.full_name(course.unit)
    yield roster.name(row.person)
    yield hidden or report.answers.get("what", "")
    yield roster.name(course.by)
    yield series(roster.names(passed))
    yield course.seen_at
    yield sum(each.step in ("add", "ask") for each in report.thread)
    yield hidden or reply
    yield course.closed_at
