"""What work plans leave in the archive of a year: each plan, how far it came, and its summary."""

from __future__ import annotations

from collections.abc import Iterator

from service.core.archive import Filed, Year
from service.core.texts import text
from service.sdk import archive
from service.workflows.workplan import paper
from service.workflows.workplan.machine import POLICY
from service.workflows.workplan.model import noon, span_of
from service.workflows.workplan.progress import held


def files(year: Year) -> Iterator[Filed]:
    phases = "sent returned running closed"
    for turn in archive.turns(year, POLICY, phases, lambda turn: {held(turn): year.held}):
        plan = turn.state.definition
        if plan.first is not None:
            at = noon(turn.roster, turn.unit, span_of(plan).first)
            sheets = ((text("workplan-file"), archive.table_of(paper.sheet(turn))),)
            said = archive.blocks_of(paper.document(turn))
            yield Filed(("workplan",), at, plan.title, said, sheets)
