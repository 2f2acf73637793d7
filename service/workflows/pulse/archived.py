"""What pulses leave in the archive of a year: the averages, where enough have answered."""

from __future__ import annotations

from collections.abc import Iterator

from service.core.archive import Filed, Year
from service.core.message import Paragraph
from service.sdk import archive
from service.workflows.pulse.machine import POLICY, earlier, results
from service.workflows.pulse.model import title_of


def files(year: Year) -> Iterator[Filed]:
    for turn in archive.turns(year, POLICY, "closed", lambda turn: {earlier(turn): ()}):
        at = turn.state.schedule.closes_at
        if at is not None:
            said = Paragraph(results(turn))
            yield Filed(("pulse",), at, title_of(turn.state), (said,))
