"""What has been, as each kind tells it: to one person their own parts, and what was held around
them, month by month on their clock; and what of it counts for what the rules prescribe."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from service.core.calendar import local, shown
from service.core.directory import Directory
from service.core.queries import Held, OwnRecords, PastActivities
from service.core.records import Counted, Month, Record
from service.core.workflow import Activity
from service.runtime.agenda import around, seen_by
from service.runtime.registry import Registry
from service.store import history, records
from service.store.transaction import Transaction

AHEAD = timedelta(days=62)  # how long before its end most things are begun
TRIES = 3  # months that are looked through for the newest one in which something was held


async def own_records_of(
    transaction: Transaction,
    registry: Registry,
    directory: Directory,
    query: OwnRecords,
    now: datetime,
) -> Month:
    """What the person has done in this month, or in the newest with anything: by the index of their
    own parts, whatever others have done."""
    person = directory.roster.people[query.person]
    kinds = [each.kind for each in registry.workflows.values() if each.mine is not None]
    month = query.month
    if not month:
        last, _ = await records.own_beside(transaction, person.id, kinds, FAR, FAR)
        month = _month_of(last or now, person.timezone)
    start, end = _span(month, person.timezone)
    context, found = seen_by(registry, directory, person.id, now), []
    for row in await records.own(transaction, person.id, kinds, start, end):
        workflow = registry.workflows[row.kind]
        state = registry.codec.activity(row.kind, row.activity_schema, row.activity_state)
        part = registry.codec.entry(row.kind, row.schema, row.state)
        activity = Activity(row.id, row.kind, row.unit, state)
        own = workflow.mine(context, activity, part) if workflow.mine else None
        if own is not None:
            title = workflow.title(state)
            found.append(Record(row.id, row.kind, title, row.at, own.verb, own.words, own.hours))
    before, after = await records.own_beside(transaction, person.id, kinds, start, end)
    older = _month_of(before, person.timezone) if before is not None else ""
    newer = _month_of(after, person.timezone) if after is not None else ""
    return Month(month, tuple(found), older, newer)


async def past_activities_of(
    transaction: Transaction,
    registry: Registry,
    directory: Directory,
    query: PastActivities,
    now: datetime,
) -> Month:
    """What ended in this month, or in the newest in which anything did, of what the person could
    see."""
    zone = directory.roster.people[query.person].timezone
    month = query.month or _month_of(now, zone)
    for _ in range(TRIES):
        asks = PastActivities(query.person, month)
        found = await _held_in(transaction, registry, directory, asks, now)
        if query.month or found.records or not found.older:
            break
        month = found.older
    return found


async def _held_in(
    transaction: Transaction,
    registry: Registry,
    directory: Directory,
    query: PastActivities,
    now: datetime,
) -> Month:
    roster, person, month = directory.roster, query.person, query.month
    zone, units = roster.people[person].timezone, around(roster, person)
    kinds = [each.kind for each in registry.workflows.values() if each.past is not None]
    (start, end), context = _span(month, zone), seen_by(registry, directory, person, now)
    found: list[Record] = []
    for row in await records.held(transaction, units, kinds, start - AHEAD, end):
        workflow = registry.workflows[row.kind]
        state = registry.codec.activity(row.kind, row.schema, row.state)
        activity = Activity(row.id, row.kind, row.unit, state)
        past = workflow.past(context, activity) if workflow.past else None
        if past is not None and start <= past.at < end:
            title = workflow.title(state)
            found.append(Record(row.id, row.kind, title, past.at, past.verb))
    begun = await records.begun_before(transaction, units, kinds, start)
    return Month(
        month,
        await _counted(transaction, registry, found),
        _month_of(begun, zone) if begun is not None else "",
        _month_of(end, zone) if end <= now else "",
    )


async def _counted(
    transaction: Transaction, registry: Registry, found: Iterable[Record]
) -> tuple[Record, ...]:
    """The newest first, each with how many took part."""
    listed = sorted(found, key=lambda each: (each.at, each.id), reverse=True)
    absent = {each.id: registry.workflows[each.kind].absent for each in listed}
    counts = await records.took_part(transaction, absent) if listed else {}
    return tuple(
        Record(each.id, each.kind, each.title, each.at, each.verb, took_part=counts.get(each.id, 0))
        for each in listed
    )


async def held_of(
    transaction: Transaction, registry: Registry, directory: Directory, query: Held
) -> tuple[Counted, ...]:
    """What counts of what was held since then in the unit and below it, oldest first."""
    return await counted_in(transaction, registry, directory.roster.below(query.unit), query.since)


async def counted_in(
    transaction: Transaction, registry: Registry, units: Collection[int], began: datetime
) -> tuple[Counted, ...]:
    """What counts of what was held since then in these units, oldest first."""
    decode = registry.codec.activity
    workflows = registry.workflows.values()
    found: list[Counted] = []
    whole = [each.kind for each in workflows if each.counts_as is not None]
    begun = began - AHEAD
    for row in await records.held(transaction, units, whole, begun, FAR, over=False, most=None):
        counts_as = registry.workflows[row.kind].counts_as
        state = decode(row.kind, row.schema, row.state)
        counted = counts_as(Activity(row.id, row.kind, row.unit, state)) if counts_as else None
        if counted is not None:
            found.append(replace(counted, unit=row.unit, activity=row.id))
    for each in workflows:
        if each.part_counts_as is None:
            continue
        known: dict[int, Activity[Any]] = {}
        for row in await history.past(transaction, each.kind, units, began):
            if row.activity not in known:
                state = decode(each.kind, row.activity_schema, row.activity_state)
                known[row.activity] = Activity(row.activity, each.kind, row.unit, state)
            part = registry.codec.entry(each.kind, row.schema, row.state)
            counted = each.part_counts_as(known[row.activity], row.person, part)
            if counted is not None:
                found.append(replace(counted, unit=row.unit, activity=row.activity))
    since = (each for each in found if began <= each.at)
    return tuple(sorted(since, key=lambda each: (each.at, each.activity, each.people)))


FAR = datetime.fromisoformat("2999-01-01T00:00:00+00:00")


def _month_of(at: datetime, zone: str) -> str:
    return f"{shown(at, zone):%Y-%m}"


def _span(month: str, zone: str) -> tuple[datetime, datetime]:
    """From when to when it lasts."""
    first = datetime.fromisoformat(f"{month}-01")
    following = (first + timedelta(days=32)).replace(day=1)
    return local(first, zone), local(following, zone)
