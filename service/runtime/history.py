"""Facts that look over several activities: what has been, how people are, who did what."""

from __future__ import annotations

from collections.abc import Mapping

from service.core.access import may_know_circumstances
from service.core.circumstances import Circumstance, from_text
from service.core.directory import Directory
from service.core.queries import Act, Acts, Circumstances, Past, PastEntry
from service.runtime.registry import Registry
from service.store.history import acts, past
from service.store.transaction import Transaction


async def past_of(
    transaction: Transaction, registry: Registry, directory: Directory, fact: Past
) -> tuple[PastEntry, ...]:
    """Entries of the kind since then, in the unit, below it and above it."""
    units = {*directory.roster.below(fact.unit), *directory.roster.path(fact.unit)}
    codec = registry.codec
    found = await past(transaction, fact.kind, units, fact.since)
    activities = {
        row.activity: codec.activity(fact.kind, row.activity_schema, row.activity_state)
        for row in {row.activity: row for row in found}.values()
    }
    return tuple(
        PastEntry(
            row.activity,
            activities[row.activity],
            row.person,
            codec.entry(fact.kind, row.schema, row.state),
        )
        for row in found
    )


def circumstances_of(
    registry: Registry, directory: Directory, fact: Circumstances
) -> Mapping[int, Circumstance]:
    """By person, opened for the reader alone."""
    roster = directory.roster
    reader = roster.people.get(fact.reader)
    known: dict[int, Circumstance] = {}
    unit = fact.unit or (reader.unit if reader else 0)
    for person in roster.members(unit):
        if person.circumstances is None:
            continue
        if may_know_circumstances(registry.rules, roster, reader, person.id):
            found = from_text(registry.sealer.open(person.circumstances.token))
            if found is not None:
                known[person.id] = found
    return known


async def acts_of(transaction: Transaction, fact: Acts) -> tuple[Act, ...]:
    rows = await acts(transaction, fact.activity, fact.action)
    return tuple(Act(row.at, row.actor, row.about) for row in rows)
