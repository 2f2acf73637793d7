"""What study leaves in the archive of a year: each task with how many have done it, and everybody's
hours against the norm."""

from __future__ import annotations

from collections.abc import Iterator

from service.core.archive import Filed, Year
from service.core.message import Paragraph
from service.core.texts import text
from service.sdk import archive, export
from service.workflows.study import hours
from service.workflows.study.life import LIFE
from service.workflows.study.model import DONE, Share, StudyState


def files(year: Year) -> Iterator[Filed]:
    parts: dict[int, list[tuple[StudyState, Share]]] = {}
    for turn in archive.turns(year, LIFE.policy, "open closed over"):
        state = turn.state
        groups = LIFE.people.groups(turn, Share())
        done, of = sum(len(groups.get(each, ())) for each in DONE), sum(map(len, groups.values()))
        at = state.schedule.closes_at
        if state.phase != "open" and at is not None:
            told = (
                Paragraph(LIFE.describe(turn)),
                Paragraph(text("sdk-record-people", n=done, of=of)),
            )
            yield Filed(("study",), at, state.definition.title, told)
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
