"""The answers to the queries that a decision asks for, from the store and from the directory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from service.core.queries import (
    About,
    AnyQuery,
    AuditTrail,
    Banks,
    Channels,
    Circumstances,
    Entries,
    EntrySummary,
    History,
    Ongoing,
    PageOpen,
    Results,
    Running,
    Summary,
    Templates,
)
from service.runtime.accounts.channels import channels_of
from service.runtime.effects.templates import about, templates_for
from service.runtime.history import audit_trail_of, circumstances_of, history_of
from service.runtime.registry import Registry
from service.store.banks import BankTables
from service.store.history import running
from service.store.public_pages import Pages

if TYPE_CHECKING:
    from service.runtime.unit_of_work import UnitOfWork


async def resolve(uow: UnitOfWork, query: AnyQuery) -> Any:
    """What the query asks for, as its class says."""
    transaction, registry, roster = uow.transaction, uow.registry, uow.directory.roster
    match query:
        case Results(activity):
            return tuple(
                EntrySummary(row.person, Summary(row.status, row.score, row.out_of, row.at))
                for row in await transaction.entries_of(activity)
            )
        case Entries(activity):
            kind = uow.activities[activity].kind
            rows = sorted(await transaction.entries_of(activity), key=lambda row: row.person)
            decode = registry.codec.entry
            return tuple((row.person, decode(kind, row.schema, row.state)) for row in rows)
        case Banks(unit):
            return await BankTables(transaction).banks(tuple(roster.path(unit)))
        case History():
            return await history_of(transaction, registry, uow.directory, query)
        case Circumstances():
            return circumstances_of(registry, uow.directory, query)
        case AuditTrail():
            return await audit_trail_of(transaction, query)
        case About():
            return await about(uow, query)
        case Templates():
            return await templates_for(uow, query)
        case PageOpen(activity):
            return await Pages(transaction).is_open(activity)
        case Channels(person):
            return channels_of(uow.directory, person)
        case Ongoing(person):
            unit = roster.people[person].unit
            units = {*roster.path(unit), *roster.below(unit)}
            rows = await running(transaction, units, person)
            return tuple(_running(registry, row) for row in rows)


def _running(registry: Registry, row: Any) -> Running:
    """An activity as home lists it, with its title for whoever reads."""
    state = registry.codec.activity(row.kind, row.schema, row.state)
    title = registry.workflows[row.kind].title(state)
    rehearsed = row.rehearsed_by is not None
    return Running(row.id, row.kind, row.unit, row.phase, title, rehearsed)
