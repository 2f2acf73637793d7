"""What has been, as each kind tells it: to one person their own parts, and what was held around
them, month by month on their clock; and what of it counts for what the rules prescribe."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from service.core.calendar import local, shown
from service.core.directory import Directory
from service.core.due import asks_members
from service.core.queries import (
    Appointment,
    Appointments,
    DoneByMembers,
    Held,
    OwnHours,
    OwnRecords,
    PastActivities,
)
from service.core.records import Counted, Month, Record
from service.core.texts import Words
from service.core.workflow import Activity, Context, Workflow, events_for
from service.runtime.agenda import around, seen_by
from service.runtime.registry import Registry
from service.store import history, records
from service.store.transaction import Transaction

AHEAD = timedelta(days=62)  # how long before its end most things are begun
LONG_BEFORE = timedelta(days=366)  # how early one can say that one comes
MOST_OF_A_YEAR = 1000  # of one person's parts that are added up
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
        workflow, (activity, part) = registry.workflows[row.kind], _read(registry, row)
        own = workflow.mine(context, activity, part) if workflow.mine else None
        if own is not None:
            title = workflow.title(activity.state)
            found.append(Record(row.id, row.kind, title, row.at, own.verb, own.words, own.hours))
    before, after = await records.own_beside(transaction, person.id, kinds, start, end)
    older = _month_of(before, person.timezone) if before is not None else ""
    newer = _month_of(after, person.timezone) if after is not None else ""
    sums = await _sums(transaction, registry, context, month) if found else ()
    return Month(month, tuple(found), older, newer, sums)


async def _sums(
    transaction: Transaction, registry: Registry, context: Context, month: str
) -> tuple[Words, ...]:
    """What the person's parts of the year of this month come to, for each kind that adds them up:
    by the index of their own parts."""
    adding = {kind: each for kind, each in registry.workflows.items() if each.of_year is not None}
    person = context.actor
    if person is None or not adding:
        return ()
    year, parts = int(month[:4]), dict[str, list[tuple[Activity[Any], Any]]]()
    start, end = _span(f"{year}-01", person.timezone)[0], _span(f"{year}-12", person.timezone)[1]
    for row in await records.own(
        transaction, person.id, [*adding], start, end, most=MOST_OF_A_YEAR
    ):
        parts.setdefault(row.kind, []).append(_read(registry, row))
    told = (
        adding[kind].of_year(context, year, theirs)  # type: ignore[misc]
        for kind, theirs in parts.items()
    )
    return tuple(each for each in told if each is not None)


def _read(registry: Registry, row: Any) -> tuple[Activity[Any], Any]:
    """An activity and somebody's part in it, of a row of `records.own`."""
    state = registry.codec.activity(row.kind, row.activity_schema, row.activity_state)
    part = registry.codec.entry(row.kind, row.schema, row.state)
    return Activity(row.id, row.kind, row.unit, state), part


async def own_hours_of(
    transaction: Transaction, registry: Registry, query: OwnHours
) -> tuple[Record, ...]:
    """The person's parts of one kind that come to hours: by the index of their own parts."""
    workflow, found = registry.workflows[query.kind], list[Record]()
    hours_of = workflow.hours
    rows = await records.own(
        transaction, query.person, [query.kind], query.since, FAR, most=MOST_OF_A_YEAR
    )
    for row in rows:
        activity, part = _read(registry, row)
        hours = hours_of(activity, part) if hours_of else 0
        if hours:
            title = workflow.title(activity.state)
            found.append(Record(row.id, row.kind, title, row.at, hours=hours))
    return tuple(reversed(found))


async def appointments_of(
    transaction: Transaction, registry: Registry, directory: Directory, query: Appointments
) -> tuple[Appointment, ...]:
    """What stands in the person's calendar between these times: by the index of their own parts,
    which have the time at which it is, or at which they said that they would come."""
    known = {
        kind: each.calendar_events
        for kind, each in registry.workflows.items()
        if each.calendar_events is not None
    }
    start, found = query.start - LONG_BEFORE, []
    rows = await records.own(
        transaction, query.person, [*known], start, query.end, most=MOST_OF_A_YEAR
    )
    for row in rows:
        activity, part = _read(registry, row)
        by_person = known[row.kind](directory.roster, activity, query.person, part)
        for own in events_for(query.person, by_person):
            if not own.cancelled and own.starts_at < query.end and query.start < own.ends_at:
                found.append(Appointment(row.id, own.starts_at, own.ends_at, own.summary))
    return tuple(sorted(found, key=lambda each: each.starts_at))


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
        of_month = PastActivities(query.person, month)
        found = await _held_in(transaction, registry, directory, of_month, now)
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
            found.append(Record(row.id, row.kind, title, past.at, past.verb, about=past.about))
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
    return tuple(replace(each, took_part=counts.get(each.id, 0)) for each in listed)


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
        workflow = registry.workflows[row.kind]
        counts_as, state = workflow.counts_as, decode(row.kind, row.schema, row.state)
        counted = counts_as(Activity(row.id, row.kind, row.unit, state)) if counts_as else None
        title = workflow.title(state)
        found += (
            replace(each, unit=row.unit, activity=row.id, title=title) for each in _several(counted)
        )
    for each in workflows:
        if each.part_counts_as is None:
            continue
        rows = await history.past(transaction, each.kind, units, began)
        for person, activity, part in _parts(registry, each.kind, rows):
            one = each.part_counts_as(activity, person, part)
            if one is not None:
                found.append(replace(one, unit=activity.unit, activity=activity.id))
    since = (each for each in found if began <= each.at)
    return tuple(sorted(since, key=lambda each: (each.at, each.activity, each.people)))


async def members_done(
    transaction: Transaction, registry: Registry, directory: Directory, query: DoneByMembers
) -> tuple[Counted, ...]:
    """What single members have done, a statement for each kind that tells it; nothing where nothing
    is asked of them."""
    roster, found = directory.roster, list[Counted]()
    if not asks_members(registry.rules, roster, query.unit):
        return ()
    units = {*roster.below(query.unit), *roster.path(query.unit)}
    people = [each.id for each in roster.here(query.unit)]
    for each in registry.workflows.values():
        if each.counts_for is not None:
            rows = await history.past(transaction, each.kind, units, query.since, people)
            for person, activity, part in _parts(registry, each.kind, rows):
                found += _of_part(each, activity, person, part)
    return tuple(each for each in found if query.since <= each.at)


async def own_done(
    transaction: Transaction, registry: Registry, directory: Directory, person: int, now: datetime
) -> tuple[Counted, ...]:
    """What the person has had a part in, by the index of their own parts."""
    roster = directory.roster
    unit = roster.people[person].unit
    if not asks_members(registry.rules, roster, unit):
        return ()
    zone = roster.unit_timezone(unit)
    since, _ = _span(f"{shown(now, zone).year - 1}-01", zone)
    tells = {
        each.kind: each
        for each in registry.workflows.values()
        if each.counts_as or each.part_counts_as or each.counts_for
    }
    rows = await records.own(transaction, person, [*tells], since, FAR, most=MOST_OF_A_YEAR)
    read = ((tells[row.kind], *_read(registry, row)) for row in rows)
    found = (_of_part(workflow, activity, person, part) for workflow, activity, part in read)
    return tuple(x for each in found for x in each if since <= x.at)


def _parts(
    registry: Registry, kind: str, rows: Iterable[Any]
) -> Iterator[tuple[int, Activity[Any], Any]]:
    """Whose part, the activity (read once for all its parts) and the part, of rows of
    `history.past`."""
    codec, known = registry.codec, dict[int, Activity[Any]]()
    for row in rows:
        if row.activity not in known:
            state = codec.activity(kind, row.activity_schema, row.activity_state)
            known[row.activity] = Activity(row.activity, kind, row.unit, state)
        yield row.person, known[row.activity], codec.entry(kind, row.schema, row.state)


def _of_part(
    workflow: Workflow, activity: Activity[Any], person: int, part: Any
) -> Iterator[Counted]:
    """What the person's part in this activity counts, and what the whole of it does."""
    found: list[Counted] = []
    if workflow.counts_for is not None:
        found += workflow.counts_for(activity, person, part)
    if workflow.part_counts_as is not None:
        one = workflow.part_counts_as(activity, person, part)
        found += (one,) if one is not None else ()
    if workflow.counts_as is not None:
        found += _several(workflow.counts_as(activity))
    title = workflow.title(activity.state)
    yield from (replace(x, unit=activity.unit, activity=activity.id, title=title) for x in found)


def _several(counted: Counted | Sequence[Counted] | None) -> Sequence[Counted]:
    return (counted,) if isinstance(counted, Counted) else counted or ()


FAR = datetime.fromisoformat("2999-01-01T00:00:00+00:00")


def _month_of(at: datetime, zone: str) -> str:
    return f"{shown(at, zone):%Y-%m}"


def _span(month: str, zone: str) -> tuple[datetime, datetime]:
    """From when to when it lasts."""
    first = datetime.fromisoformat(f"{month}-01")
    following = (first + timedelta(days=32)).replace(day=1)
    return local(first, zone), local(following, zone)
