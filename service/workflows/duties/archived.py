"""What the rules asked of the unit in the year, period by period, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time
from typing import Any

from service.core.archive import Filed, Year
from service.core.calendar import local, shown
from service.core.due import Due, dues_within
from service.core.message import Paragraph, Table
from service.core.texts import lines, series, text
from service.sdk.export import dated

COLUMNS = ("duty", "until", "status", "held")


def files(year: Year) -> Iterator[Filed]:
    context = year.context
    whole = dues_within(
        context.rules, context.roster, year.unit, context.now, year.held, span=year.span
    )
    found = [each for each in whole if each.status == "met" or _is_told(year, each)]
    if not found:
        return
    counts = {each: sum(due.status == each for due in found) for each in ("met", "late", "missed")}
    said = Paragraph(text("duties-archived", n=len(found), **counts))
    header = tuple(text("duties-archived-column", what=each) for each in COLUMNS)
    table = Table(header, tuple(tuple(_cells(year, each)) for each in found))
    title = text("duties-archived-title")
    yield Filed(("duties",), year.start, title, (said, table), ((title, table),), dated=False)


def _is_told(year: Year, due: Due) -> bool:
    """Whether its period has begun, and the unit kept its records here by its end: of what was
    before, nobody knows."""
    zone = year.context.roster.unit_timezone(year.unit)
    began = min((each.at for each in year.held), default=year.context.now)
    today = shown(year.context.now, zone).date()
    return due.span.first <= today and shown(began, zone).date() <= due.until


def _cells(year: Year, due: Due) -> Iterator[Any]:
    zone = year.context.roster.unit_timezone(year.unit)
    group = f"（{due.group}）" if due.group else None
    yield lines(due.duty.name, group, sep="")
    yield dated(local(datetime.combine(due.until, time(12)), zone), zone, day=True)
    yield text("duties-archived-status", status=due.status)
    yield series(dated(each.at, zone, day=True).words for each in due.held)
