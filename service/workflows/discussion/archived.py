"""What discussions leave in the archive of a year: the record of each; of one without names that it
was held, and how many took part."""

from __future__ import annotations

from collections.abc import Iterator

from service.core.archive import Filed, Year
from service.core.message import Paragraph
from service.core.texts import text
from service.sdk import archive
from service.sdk.state import organizer_of
from service.sdk.turn import Policy
from service.workflows.discussion import digest
from service.workflows.discussion.model import DiscussionState
from service.workflows.discussion.organizing import PERMISSION

POLICY: Policy[DiscussionState] = Policy(PERMISSION, organizer_of)


def files(year: Year) -> Iterator[Filed]:
    for [kept, turn] in zip(year.kept, archive.turns(year, POLICY), strict=True):
        state, at = turn.state, turn.state.schedule.closes_at
        if state.phase != "closed" or at is None:
            continue
        title = state.definition.title
        if state.definition.anonymous:
            n = sum(each.summary.status != "silent" for each in kept.summaries)
            said = Paragraph(text("discussion-archived", n=n))
            yield Filed(("discussion",), at, title, (said,))
            continue
        gathered = digest.gather(turn.activity, kept.parts, turn.roster)
        record = archive.below(digest.record(turn, gathered).blocks)
        yield Filed(("discussion",), at, title, record)
