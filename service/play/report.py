"""What has come of a rehearsal: who took part in what, and the reminders that went out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from service.core.calendar import shown
from service.core.people import Language, Roster
from service.play.stage import Stage
from service.questions.scoring import shown_points
from service.runtime.localization.catalog import Locale
from service.runtime.registry import Registry
from service.store.reports import ActivityRow, EntryRow, ReminderRow, Reports


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
    person's messages are counted; None where none are. `took_part`: by the status.
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


async def read_report(stage: Stage, timezone: str, language: Language) -> Report:
    """Ask the store what has come of everything; titles are in this language."""
    async with stage.store.read() as transaction:
        reports = Reports(transaction)
        activities, entries, reminders = (
            await reports.activities(),
            await reports.entries(),
            await reports.reminders(),
        )
    roster = stage.engine.directory.roster
    registry = stage.engine.registry  # what is not in the menu serves the others
    held = {
        each.id: _held(each, roster, _title(registry, each, language))
        for each in activities
        if each.kind in registry.menu
    }
    absent = {kind: workflow.absent for kind, workflow in registry.workflows.items()}
    return Report(
        tuple(held.values()),
        tuple(
            _participation(held[each.activity], each, roster, timezone, absent)
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


def _title(registry: Registry, row: ActivityRow, language: Language) -> str:
    state = registry.codec.activity(row.kind, row.schema, row.state)
    return registry.catalog.say(registry.workflows[row.kind].title(state), Locale(language))


def _held(row: ActivityRow, roster: Roster, title: str) -> Held:
    unit = roster.units.get(row.unit)
    members = len(roster.members(row.unit))
    return Held(row.id, row.kind, title, unit.name if unit else "", row.phase, members)


def _participation(
    held: Held,
    row: EntryRow,
    roster: Roster,
    timezone: str,
    absent: Mapping[str, frozenset[str]],
) -> Participation:
    """What is out of something are points; otherwise messages were counted, if anything was."""
    person, points = roster.people[row.person], bool(row.out_of)
    return Participation(
        activity=held.id,
        kind=held.kind,
        title=held.title,
        person=person.name,
        unit=roster.units[person.unit].name,
        status=row.status,
        score=shown_points(row.score) if points else 0,
        out_of=shown_points(row.out_of),
        replies=None if points else row.score or None,
        at=shown(row.at, timezone) if row.at else None,
        took_part=row.status not in absent[held.kind],
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
