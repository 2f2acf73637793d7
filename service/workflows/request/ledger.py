"""The ledger of requests: number, times and outcome; the words only of what was no secret and was
asked of who looks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from service.core.queries import HistoryEntry
from service.core.texts import series, text
from service.core.workflow import Outcome
from service.sdk.cases import history
from service.workflows.request.model import ANSWER, RequestTurn, is_confidential, passed
from service.workflows.request.view import CASES

COLUMNS = (
    "number",
    "at",
    "unit",
    "who",
    "what",
    "status",
    "owner",
    "handed",
    "due",
    "moved",
    "answered",
    "rating",
)


def send(turn: RequestTurn) -> Outcome:
    """Of the actor's unit and those below it, to who may answer there; to others what was asked of
    them. What went above in confidence, to nobody of the unit that it passed by."""
    me = turn.me
    rows = (
        each
        for each in turn.query(history(turn))
        if each.state.progress.owner == me or turn.context.may(ANSWER, passed(turn, each.state))
    )
    columns = (f"request-column-{each}" for each in COLUMNS)
    return CASES.ledger(turn, columns, rows, lambda row: _cells(turn, row, me))


def _cells(turn: RequestTurn, row: HistoryEntry, me: int) -> Iterator[Any]:
    """In the order of `COLUMNS`."""
    course, roster, thread = row.state.progress, turn.roster, row.entry.thread
    hidden = text("request-hidden") if is_confidential(row.state) else None
    asked = [each.text for each in thread[:1] if course.owner == me]
    yield course.number
    yield course.sent_at
    yield roster.full_name(course.unit)
    yield hidden or roster.name(row.person)
    yield hidden or "".join(asked)
    yield text("request-status", status=row.state.phase)
    yield roster.name(course.owner)
    yield series(roster.names(course.handed))
    yield course.due
    yield sum(each.step == "extend" for each in thread)
    yield course.answered_at
    yield text("request-rating", value=course.rating) if course.rating else None
