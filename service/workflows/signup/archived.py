"""What sign-ups leave in the archive of a year: who came to each, and for how long."""

from __future__ import annotations

from collections.abc import Iterator

from service.core.archive import Filed, Year
from service.core.message import Paragraph
from service.core.texts import text
from service.sdk import archive
from service.workflows.signup.machine import LIFE
from service.workflows.signup.model import Seat


def files(year: Year) -> Iterator[Filed]:
    for turn in archive.turns(year, LIFE.policy, "over done"):
        state, people = turn.state, LIFE.people
        came = people.groups(turn, Seat()).get("came", [])
        hours = round(sum(seat.hours(state.definition) for _, seat in came), 1)
        said = Paragraph(text("signup-archived", n=len(came), hours=hours))
        title = state.definition.title
        table = archive.table_of(people.workbook(turn, Seat(), title, "starts_at"))
        at = state.definition.starts_at
        if at is not None:
            sheets = ((text("sdk-sheet-people"), table),)
            yield Filed(("signup",), at, title, (said, Paragraph(state.definition.about)), sheets)
