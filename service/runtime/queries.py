"""How each query is answered, from the store and from the directory, within the transaction."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from service.circumstances import Circumstances
from service.core import queries as q
from service.core.archive import Archive, ArchiveFor
from service.core.effects import Start
from service.core.events import Started
from service.core.privacy import PersonalData, PersonalRecord, Reading, Readings
from service.core.records import Counted, Month, Record
from service.core.secret_ballots import HasBallot, SealedMark, Urn
from service.core.workflow import Rejected
from service.questions.queries import Banks
from service.runtime.accounts.channels import channels_of
from service.runtime.agenda import around, by_post_of, ongoing_of
from service.runtime.archive import archive_for
from service.runtime.effects.sandboxes import rehearsed
from service.runtime.effects.secret_ballots import has_ballot, sealed_mark, urn
from service.runtime.effects.templates import of_nobody
from service.runtime.history import audit_trail_of, circumstances_of, history_of
from service.runtime.localization.catalog import Locale
from service.runtime.personal_data import personal_data_of, readings_of
from service.runtime.records import (
    appointments_of,
    held_of,
    members_done,
    own_done,
    own_hours_of,
    own_records_of,
    past_activities_of,
)
from service.runtime.trigger import Trigger
from service.runtime.unit_of_work import Resolver, UnitOfWork
from service.store.banks import BankTables
from service.store.history import numbered, unfinished
from service.store.public_pages import Pages
from service.store.templates import TemplateTable


async def _results(uow: UnitOfWork, query: q.Results) -> tuple[q.EntrySummary, ...]:
    return tuple(
        q.EntrySummary(row.person, q.Summary(row.status, row.score, row.out_of, row.at))
        for row in await uow.transaction.entries_of(query.activity)
    )


async def _entries(uow: UnitOfWork, query: q.Entries) -> tuple[tuple[int, Any], ...]:
    await uow.load({query.activity}, ())
    kind, decode = uow.activities[query.activity].kind, uow.registry.codec.entry
    rows = await uow.transaction.entries_of(query.activity)
    rows.sort(key=lambda row: row.person)
    return tuple((row.person, decode(kind, row.schema, row.state)) for row in rows)


async def _banks(uow: UnitOfWork, query: Banks) -> tuple[Any, ...]:
    return await BankTables(uow.transaction).banks(tuple(uow.directory.roster.path(query.unit)))


async def _history(uow: UnitOfWork, query: q.History) -> tuple[q.HistoryEntry, ...]:
    return await history_of(uow.transaction, uow.registry, uow.directory, query)


async def _circumstances(uow: UnitOfWork, query: Circumstances) -> Mapping[int, Any]:
    return circumstances_of(uow.registry, uow.directory, query)


async def _appointments(uow: UnitOfWork, query: q.Appointments) -> tuple[q.Appointment, ...]:
    return await appointments_of(uow.transaction, uow.registry, uow.directory, query)


async def _audit_trail(uow: UnitOfWork, query: q.AuditTrail) -> tuple[q.AuditRecord, ...]:
    return await audit_trail_of(uow.transaction, query)


async def _of_kind(uow: UnitOfWork, query: q.OfKind) -> tuple[tuple[int, int, Any], ...]:
    roster, decode = uow.directory.roster, uow.registry.codec.activity
    units = {*roster.path(query.unit), *roster.below(query.unit)}
    rows = await unfinished(uow.transaction, query.kind, units)
    return tuple((row.id, row.unit, decode(query.kind, row.schema, row.state)) for row in rows)


async def _about(uow: UnitOfWork, query: q.About) -> q.Subject | None:
    """The activity as the reader calls it, and whether it can be used again."""
    await uow.load({query.activity}, ())
    found = uow.activities.get(query.activity)
    if found is None:
        return None
    reader = uow.directory.roster.people[query.reader]
    title = uow.registry.workflows[found.kind].title(found.state)
    said = uow.registry.catalog.say(title, Locale(reader.language, reader.timezone, now=uow.now))
    renewed = await of_nobody(uow, found, Trigger(Started(), uow.now))
    refused = renewed.say if isinstance(renewed, Rejected) else None
    tried = Start(found.kind, found.unit, reader.id, sandbox=found.id)
    ready = await rehearsed(uow, tried, Trigger(Started(), uow.now, reader))
    unready = ready.say if isinstance(ready, Rejected) else None
    phase = found.state.phase
    return q.Subject(found.id, found.kind, found.unit, phase, said, refused, unready)


async def _templates(uow: UnitOfWork, query: q.Templates) -> tuple[q.Template, ...]:
    rows = await TemplateTable(uow.transaction).listed(around(uow.directory.roster, query.person))
    return tuple(q.Template(row.id, row.unit, row.kind, row.name, row.by, row.at) for row in rows)


async def _claimed(uow: UnitOfWork, query: q.Claimed) -> frozenset[str]:
    """In a sandbox nobody else claims anything."""
    await uow.load({query.activity}, ())
    if uow.activities[query.activity].sandbox is not None:
        return frozenset()
    return await uow.transaction.claimed(query.activity, query.keys)


async def _page_open(uow: UnitOfWork, query: q.PageOpen) -> bool:
    return await Pages(uow.transaction).is_open(query.activity)


async def _channels(uow: UnitOfWork, query: q.Channels) -> tuple[q.Channel, ...]:
    return channels_of(uow.directory, query.person)


async def _joined(uow: UnitOfWork, query: q.Joined) -> frozenset[int]:
    roster = uow.directory.roster
    members = roster.members(roster.people[query.person].unit)
    return frozenset(each.id for each in members if uow.directory.homes.get(each.id))


async def _ongoing(uow: UnitOfWork, query: q.Ongoing) -> tuple[q.Running, ...]:
    return await ongoing_of(uow.transaction, uow.registry, uow.directory, query.person, uow.now)


async def _own_records(uow: UnitOfWork, query: q.OwnRecords) -> Month:
    return await own_records_of(uow.transaction, uow.registry, uow.directory, query, uow.now)


async def _past_activities(uow: UnitOfWork, query: q.PastActivities) -> Month:
    return await past_activities_of(uow.transaction, uow.registry, uow.directory, query, uow.now)


async def _personal_data(uow: UnitOfWork, query: PersonalData) -> PersonalRecord:
    return await personal_data_of(uow.transaction, uow.registry, uow.directory, query, uow.now)


async def _readings(uow: UnitOfWork, query: Readings) -> tuple[Reading, ...]:
    return await readings_of(uow.transaction, uow.registry, uow.directory, query)


async def _numbered(uow: UnitOfWork, query: q.Numbered) -> int:
    return await numbered(uow.transaction, query.kind, query.unit, query.since)


async def _by_post(uow: UnitOfWork, query: q.ByPost) -> tuple[int, ...]:
    return await by_post_of(uow.transaction, uow.registry, uow.directory, query.person)


async def _archive(uow: UnitOfWork, query: ArchiveFor) -> Archive:
    return await archive_for(uow.transaction, uow.registry, uow.directory, query, uow.now)


async def _held(uow: UnitOfWork, query: q.Held) -> tuple[Counted, ...]:
    return await held_of(uow.transaction, uow.registry, uow.directory, query)


async def _members_done(uow: UnitOfWork, query: q.DoneByMembers) -> tuple[Counted, ...]:
    return await members_done(uow.transaction, uow.registry, uow.directory, query)


async def _own_done(uow: UnitOfWork, query: q.OwnDone) -> tuple[Counted, ...]:
    return await own_done(uow.transaction, uow.registry, uow.directory, query.person, uow.now)


async def _own_hours(uow: UnitOfWork, query: q.OwnHours) -> tuple[Record, ...]:
    return await own_hours_of(uow.transaction, uow.registry, query)


RESOLVERS: Mapping[type[q.AnyQuery], Resolver] = {
    q.Results: _results,
    q.Entries: _entries,
    Banks: _banks,
    q.History: _history,
    Circumstances: _circumstances,
    q.AuditTrail: _audit_trail,
    q.OfKind: _of_kind,
    q.About: _about,
    q.Templates: _templates,
    q.Claimed: _claimed,
    q.PageOpen: _page_open,
    q.Channels: _channels,
    q.Joined: _joined,
    q.Ongoing: _ongoing,
    q.OwnRecords: _own_records,
    q.Appointments: _appointments,
    q.PastActivities: _past_activities,
    PersonalData: _personal_data,
    Readings: _readings,
    ArchiveFor: _archive,
    q.ByPost: _by_post,
    q.Held: _held,
    q.DoneByMembers: _members_done,
    q.OwnDone: _own_done,
    q.OwnHours: _own_hours,
    SealedMark: sealed_mark,
    Urn: urn,
    HasBallot: has_ballot,
    q.Numbered: _numbered,
}
