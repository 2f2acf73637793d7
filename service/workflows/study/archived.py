"""What study leaves in the archive of a year: each task with how many have done it, and everybody's
hours against the norm."""

from __future__ import annotations

from collections.abc import Iterator

from service.core.archive import Filed, Year
from service.core.texts import text
from service.sdk import archive, export
from service.workflows.study import hours
from service.workflows.study.life import LIFE
from service.workflows.study.model import Share, StudyState


def files(year: Year) -> Iterator[Filed]:
    parts: dict[int, list[tuple[StudyState, Share]]] = {}
    yield from archive.with_people(LIFE, "closed over", "closes_at", year)
    for kept in year.kept:
        for person, share in kept.parts:
            if year.has(share.at):
                parts.setdefault(person, []).append((kept.activity.state, share))
    roster = year.context.roster
    people = [(each, parts.get(each.id, [])) for each in roster.here(year.unit)]
    rows = [(x, hours.total(year.context, x, theirs, year.span.last)) for x, theirs in people]
    columns = (*export.of_people(roster), *hours.columns())
    title = text("study-hours-of", year=str(year.span.first.year))
    if parts:
        table = export.table(columns, rows)
        yield Filed(("study",), year.start, title, (table,), ((title, table),), dated=False)
