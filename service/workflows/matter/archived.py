"""What important matters leave in the archive of a year: their ledger, without what they were."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from service.core.archive import Filed, Year
from service.core.texts import text
from service.sdk import archive
from service.sdk.export import cell
from service.workflows.matter.model import MatterState

COLUMNS = ("number", "at", "kind", "by", "seen", "closed")


def files(year: Year) -> Iterator[Filed]:
    states: list[MatterState] = [each.activity.state for each in year.kept]
    sent = [each for each in states if year.has(each.progress.sent_at)]
    header = (text(f"matter-column-{each}") for each in COLUMNS)
    rows = (tuple(_cells(year, each)) for each in sent)
    yield from archive.listed(year, "matter", text("matter-ledger"), header, rows)


def _cells(year: Year, state: MatterState) -> Iterator[Any]:
    course, roster = state.progress, year.context.roster
    zone = roster.unit_timezone(year.unit)
    yield course.number
    yield cell(course.sent_at, zone)
    yield state.definition.kind.name if state.definition.kind is not None else "—"
    yield cell(roster.name(course.by) if course.by else None, zone)
    yield cell(course.seen_at, zone)
    yield cell(course.closed_at, zone)
