"""What cases leave in the archive of a year: which step was taken when. Their papers stay in their
own folders."""

from __future__ import annotations

from collections.abc import Iterator

from service.core.archive import Filed, Year
from service.core.message import Paragraph, Table
from service.core.texts import lines, text
from service.sdk import archive
from service.sdk.export import dated
from service.workflows.procedure import view
from service.workflows.procedure.machine import POLICY
from service.workflows.procedure.model import name_of_case


def files(year: Year) -> Iterator[Filed]:
    for turn in archive.turns(year, POLICY):
        folder, zone = turn.state.progress, turn.unit_timezone
        if folder.procedure is None or folder.begun is None or folder.begun >= year.end:
            continue
        taken = [each for each in folder.done if each.at < year.end and not each.skipped]
        last = max((each.at for each in taken), default=folder.begun)
        over = turn.state.phase in ("done", "refused", "ended", "moved")
        if last < year.start and over:
            continue
        title = lines(folder.rule.name, name_of_case(turn), sep=" ")
        header = tuple(text(f"procedure-column-{each}") for each in ("step", "day"))
        rows = tuple(
            (view.numbered(turn, folder.rule.step(each.step)), dated(each.at, zone, day=True))
            for each in taken
        )
        said = Paragraph(text("procedure-archived", n=len(taken), of=len(folder.rule.steps)))
        what = (folder.rule.id, "procedure")
        yield Filed(what, max(last, year.start), title, (said, Table(header, rows)))
