"""What members' requests leave in the archive of a year: their ledger, neither whose nor what. What
went past the unit in confidence is in no archive of the unit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from service.core.archive import Filed, Year
from service.core.texts import text
from service.sdk import archive
from service.sdk.export import cell
from service.workflows.request.model import RequestState

COLUMNS = ("number", "at", "status", "due", "answered", "rating")


def files(year: Year) -> Iterator[Filed]:
    states: list[RequestState] = [each.activity.state for each in year.kept]
    kept = [x for x in states if year.has(x.progress.sent_at) and not x.definition.above]
    header = (text(f"request-column-{each}") for each in COLUMNS)
    rows = (tuple(_cells(year, each)) for each in kept if each.phase != "withdrawn")
    yield from archive.listed(year, "request", text("request-ledger"), header, rows)


def _cells(year: Year, state: RequestState) -> Iterator[Any]:
    course, zone = state.progress, year.context.roster.unit_timezone(year.unit)
    yield course.number
    yield cell(course.sent_at, zone)
    yield text("request-status", status=state.phase)
    yield cell(course.due, zone)
    yield cell(course.answered_at, zone)
    yield text("request-rating", value=course.rating) if course.rating else "—"
