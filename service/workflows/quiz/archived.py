"""What quizzes leave in the archive of a year: how many took part, their average, and the list of
one whose ranking was published."""

from __future__ import annotations

from collections.abc import Iterator

from service.core.archive import Filed, Year
from service.core.message import Paragraph
from service.core.texts import text
from service.sdk import archive
from service.workflows.quiz import results
from service.workflows.quiz.model import POLICY


def files(year: Year) -> Iterator[Filed]:
    for turn in archive.turns(year, POLICY, "closed published"):
        at = turn.state.schedule.closes_at
        taken = [x.summary for x in results.taken_part(turn) if x.summary.status == "submitted"]
        if at is None:
            continue
        members, out_of = len(turn.roster.members(turn.unit)), sum(each.out_of for each in taken)
        average = round(100 * sum(each.score for each in taken) / out_of) if out_of else 0
        said = text("quiz-archived", n=len(taken), of=members, average=average)
        shown = turn.state.phase == "published"
        sheets = ((text("quiz-sheet-people"), results.people(turn)),) if shown else ()
        yield Filed(("quiz",), at, turn.state.definition.called, (Paragraph(said),), sheets)
