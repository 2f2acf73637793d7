"""What meetings leave in the archive of a year: the minutes and the roll of each, and how often
each member was there."""

from __future__ import annotations

from collections.abc import Iterator

from service.core.archive import Filed, Year
from service.core.texts import text
from service.sdk import archive
from service.workflows.meeting import minutes, roll
from service.workflows.meeting.machine import POLICY
from service.workflows.meeting.model import MeetingState, seat, title_of

HELD = "closing done over"
ATTENDANCE = "attendance"
GROUPS = ("asked", "there", "leave", "absent", "late")


def files(year: Year) -> Iterator[Filed]:
    held = []
    for turn in archive.turns(year, POLICY, HELD):
        state, at = turn.state, turn.state.progress.opened_at
        if at is None or not year.has(at):
            continue
        held.append(state)
        table = archive.table_of(minutes.sheet(turn))
        yield Filed(
            (state.definition.kind, "meeting"),
            at,
            title_of(state),
            archive.blocks_of(minutes.paper(turn)),
            ((text("meeting-file-roll"), table),),
        )
    roster, people = year.context.roster, [x for each in held for x in each.progress.expected]
    title = text("meeting-attendance")
    header = [text("sdk-column-name"), *(text("meeting-attended", group=each) for each in GROUPS)]
    names = roster.told_apart(roster.people[x] for x in dict.fromkeys(people) if x in roster.people)
    rows = ((name, *_times(held, person)) for person, name in names.items())
    yield from archive.listed(year, ATTENDANCE, title, header, rows)


def _times(held: list[MeetingState], person: int) -> tuple[int, ...]:
    """How often they should attend; and were there, on leave, or absent otherwise; and were late,
    or left early."""
    asked = [each for each in held if person in each.progress.expected]
    found = [(each, seat(each.progress, person)) for each in asked]
    there = [(state, mine) for state, mine in found if mine.spans]
    leave = sum(mine.granted is True for _, mine in found if not mine.spans)
    late = sum(bool(roll.marks_of(state, mine)) for state, mine in there)
    return len(asked), len(there), leave, len(asked) - len(there) - leave, late
