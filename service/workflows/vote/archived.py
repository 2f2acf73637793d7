"""What votes leave in the archive of a year: the figures as all were told, never who chose what."""

from __future__ import annotations

from collections.abc import Iterator

from service.core.archive import Filed, Year
from service.core.message import Heading, Paragraph
from service.core.texts import text
from service.sdk import archive
from service.workflows.vote import view
from service.workflows.vote.machine import POLICY
from service.workflows.vote.model import rule_of


def files(year: Year) -> Iterator[Filed]:
    for turn in archive.turns(year, POLICY, "closed"):
        results = turn.state.progress.results
        if not results:
            continue
        blocks: list[Heading | Paragraph] = []
        for number, each in enumerate(results, 1):
            if len(results) > 1:
                blocks.append(Heading(text("vote-round", at=number), archive.ABOVE + 1))
            blocks.append(Paragraph(view.result_lines(turn, each, public=True)))
        title = turn.state.definition.title or rule_of(turn).name
        yield Filed(("vote",), results[-1].at, title, tuple(blocks))
