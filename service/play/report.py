"""What has come of a rehearsal: who took part in what, and the reminders that went out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from service.core.calendar import shown
from service.core.people import Roster
from service.play.stage import Stage
from service.questions.scoring import shown_points
from service.store.reports import ActivityRow, EntryRow, ReminderRow, Reports

HIDDEN_KINDS = frozenset({"home", "plan"})  # they serve the others; nobody takes part in them
COUNTED_KINDS = frozenset({"discussion"})  # what is counted are contributions, not points
ABSENT = frozenset({"silent", "offered", "asked", "declined", "cancelled"})
"""Statuses of those who have an entry and did not take part."""


@dataclass(frozen=True, slots=True)
class Held:
    """One activity and how far it came. `members`: how many could have taken part."""

    id: int
    kind: str
    title: str
    unit: str
    phase: str
    members: int


@dataclass(frozen=True, slots=True)
class Participation:
    """One person's part in one activity, the best score first.

    `at`: when the person finished; of a talk, when it is or was. `replies`: how many of the
    person's messages are counted; None where points are. `took_part`: by the status.
    """

    activity: int
    kind: str
    title: str
    person: str
    unit: str
    status: str
    score: float
    out_of: float
    replies: int | None
    at: datetime | None
    took_part: bool


@dataclass(frozen=True, slots=True)
class Reminder:
    """A message that was due at a time. `sent_at`: None when it did not go out, `state` says why;
    `there`: when it was sent, on the recipient's own clocks."""

    activity: int
    kind: str
    title: str
    person: str
    key: str
    due_at: datetime
    sent_at: datetime | None
    there: datetime | None
    state: str


@dataclass(frozen=True, slots=True)
class Report:
    """Times are on the scenario's clocks."""

    activities: tuple[Held, ...]
    participation: tuple[Participation, ...]
    reminders: tuple[Reminder, ...]


async def read_report(stage: Stage, timezone: str) -> Report:
    """Ask the store what has come of everything."""
    async with stage.store.read() as transaction:
        reports = Reports(transaction)
        activities, entries, reminders = (
            await reports.activities(),
            await reports.entries(),
            await reports.reminders(),
        )
    roster = stage.engine.directory.roster
    held = {each.id: _held(each, roster) for each in activities if each.kind not in HIDDEN_KINDS}
    return Report(
        tuple(held.values()),
        tuple(
            _participation(held[each.activity], each, roster, timezone)
            for each in entries
            if each.activity in held and each.person in roster.people
        ),
        tuple(
            _reminder(held[each.activity], each, roster, timezone)
            for each in reminders
            if each.activity in held and each.person in roster.people
        ),
    )


def of_activity(report: Report, name: str) -> Sequence[Held]:
    """The activities of this kind or title."""
    return [each for each in report.activities if name in (each.kind, each.title)]


def _held(row: ActivityRow, roster: Roster) -> Held:
    unit = roster.units.get(row.unit)
    members = len(roster.members(row.unit))
    return Held(row.id, row.kind, row.title, unit.name if unit else "", row.phase, members)


def _participation(held: Held, row: EntryRow, roster: Roster, timezone: str) -> Participation:
    person = roster.people[row.person]
    counted = held.kind in COUNTED_KINDS
    return Participation(
        activity=held.id,
        kind=held.kind,
        title=held.title,
        person=person.name,
        unit=roster.units[person.unit].name,
        status=row.status,
        score=0 if counted else shown_points(row.score),
        out_of=shown_points(row.out_of),
        replies=row.score if counted else None,
        at=shown(row.at, timezone) if row.at else None,
        took_part=row.status not in ABSENT,
    )


def _reminder(held: Held, row: ReminderRow, roster: Roster, timezone: str) -> Reminder:
    person = roster.people[row.person]
    return Reminder(
        activity=held.id,
        kind=held.kind,
        title=held.title,
        person=person.name,
        key=row.key,
        due_at=shown(row.due_at, timezone),
        sent_at=shown(row.sent_at, timezone) if row.sent_at else None,
        there=shown(row.sent_at, person.timezone) if row.sent_at else None,
        state=row.state,
    )
