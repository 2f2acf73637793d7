"""Queries that look over several activities: what has been, how people are, who did what."""

from __future__ import annotations

from collections.abc import Mapping

from service.circumstances import Circumstance, Circumstances, from_text
from service.core.access import may_know_circumstances
from service.core.directory import Directory
from service.core.queries import AuditRecord, AuditTrail, History, HistoryEntry
from service.runtime.registry import Registry
from service.store.history import acts, past
from service.store.transaction import Transaction


async def history_of(
    transaction: Transaction, registry: Registry, directory: Directory, query: History
) -> tuple[HistoryEntry, ...]:
    """Entries of the kind since then, in the unit, below it and above it."""
    units = {*directory.roster.below(query.unit), *directory.roster.path(query.unit)}
    codec = registry.codec
    found = await past(transaction, query.kind, units, query.since, query.people)
    activities = {
        row.activity: codec.activity(query.kind, row.activity_schema, row.activity_state)
        for row in {row.activity: row for row in found}.values()
    }
    return tuple(
        HistoryEntry(
            row.activity,
            activities[row.activity],
            row.person,
            codec.entry(query.kind, row.schema, row.state),
        )
        for row in found
    )


def circumstances_of(
    registry: Registry, directory: Directory, query: Circumstances
) -> Mapping[int, Circumstance]:
    """By person, opened for the reader alone."""
    roster = directory.roster
    reader = roster.people.get(query.reader)
    known: dict[int, Circumstance] = {}
    unit = query.unit or (reader.unit if reader else 0)
    for person in roster.members(unit):
        if person.circumstances is None:
            continue
        if may_know_circumstances(registry.rules, roster, reader, person.id):
            found = from_text(registry.sealer.open(person.circumstances.token))
            if found is not None:
                known[person.id] = found
    return known


async def audit_trail_of(transaction: Transaction, query: AuditTrail) -> tuple[AuditRecord, ...]:
    rows = await acts(transaction, query.activity, query.action)
    return tuple(AuditRecord(row.at, row.actor, row.about) for row in rows)
