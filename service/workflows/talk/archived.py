"""What talks leave in the archive of a year: on which days some were held, and whom they reached in
figures; neither names nor a word of what was said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from service.core.archive import Filed, Year
from service.core.calendar import shown
from service.core.message import Dated, Paragraph, Table
from service.core.rulebook.duties import TALK
from service.core.texts import text
from service.sdk.export import dated


def files(year: Year) -> Iterator[Filed]:
    held = [each for each in year.held if each.kind == TALK and year.has(each.at)]
    if not held:
        return
    roster, zone = year.context.roster, year.context.roster.unit_timezone(year.unit)
    days = Counter(shown(each.at, zone).date() for each in held)
    firsts = {shown(each.at, zone).date(): each.at for each in held}
    reached = {person for each in held for person in each.people}
    members = [each.id for each in roster.here(year.unit)]
    n = sum(each in reached for each in members)
    said = Paragraph(text("talk-archived", n=len(held), reached=n, of=len(members)))
    rows: tuple[tuple[Dated, int], ...] = tuple(
        (dated(firsts[day], zone, day=True), count) for day, count in sorted(days.items())
    )
    header = (text("talk-archived-day"), text("talk-archived-count"))
    table, title = Table(header, rows), text("talk-archived-title")
    yield Filed(("talk",), year.start, title, (said, table), ((title, table),), dated=False)
