"""What there is to count in units: what was held, what is due, and the figures of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from service.core.calendar import shown
from service.core.directory import Directory
from service.core.due import Due, dues, first_day
from service.core.people import Person
from service.core.records import Counted
from service.core.workflow import Activity, Context
from service.runtime.records import AHEAD, FAR, counted_in
from service.runtime.registry import Registry
from service.store import records
from service.store.rollups import DutyRow, Figures, HeldRow, OfUnit
from service.store.transaction import Transaction

_ALL = "*"  # the role of nobody, who may see everything of a unit
WORST = ("late", "due", "met", "")


async def reckon(
    transaction: Transaction,
    registry: Registry,
    directory: Directory,
    units: Collection[int],
    now: datetime,
) -> dict[int, OfUnit]:
    """What is to be kept of each of these units alone."""
    roster, rules = directory.roster, registry.rules
    since = min(first_day(roster, each, now, rules.book_of(roster, each)) for each in units)
    counted = await counted_in(transaction, registry, units, since)
    more = await _besides(transaction, registry, directory, units, (since, now))
    by_unit: dict[int, list[Counted]] = defaultdict(list)
    besides: dict[int, list[Counted]] = defaultdict(list)
    for known, found in ((by_unit, counted), (besides, more)):
        for each in found:
            known[each.unit].append(each)
    return {
        each: of_unit(
            dues(rules, roster, each, now, by_unit[each]),
            [*by_unit[each], *besides[each]],
            roster.unit_timezone(each),
            len(roster.here(each)),
        )
        for each in units
    }


def of_unit(due: Sequence[Due], counted: Iterable[Counted], zone: str, members: int) -> OfUnit:
    """The rows and the figures of one unit. Pure."""
    held = _held(counted, zone)
    rows = frozenset(
        DutyRow(x.duty.id, f"{x.span.first}", x.group, f"{x.until}", x.status) for x in due
    )
    figures: dict[tuple[str, str], Figures] = {}
    by_duty: dict[str, list[str]] = defaultdict(list)
    for each in due:
        by_duty[each.duty.id].append(as_open(each.status))
    everything = [status for found in by_duty.values() for status in found]
    if everything:
        figures["", "duties"] = _count(everything)
    for duty, found in by_duty.items():
        figures["", f"duty:{duty}"] = _count([worst(found)])
    latest = max((each.at for each in held), default=None)
    state = _count([worst(everything)]) if everything else Figures()
    if members or everything or latest is not None:
        figures["", "unit"] = state._replace(n=members, last_at=latest)
    months: dict[tuple[str, str], list[HeldRow]] = defaultdict(list)
    for row in held:
        months[row.month, f"held:{row.kind}"].append(row)
    for key, listed in months.items():
        figures[key] = Figures(
            sum(each.n for each in listed), last_at=max(each.at for each in listed)
        )
    return OfUnit(held, rows, figures)


def as_open(status: str) -> str:
    """`missed`, of what is only generally done, is open without being late; "" is not known."""
    return {"missed": "due", "unknown": ""}.get(status, status)


def worst(statuses: Iterable[str]) -> str:
    """The one that somebody must look at first."""
    return min(statuses, key=WORST.index)


def _count(statuses: Sequence[str]) -> Figures:
    met, due, late = (statuses.count(each) for each in ("met", "due", "late"))
    return Figures(len(statuses), met, due, late)


def _held(counted: Iterable[Counted], zone: str) -> frozenset[HeldRow]:
    found: dict[tuple[int, str, str], list[datetime]] = defaultdict(list)
    for each in counted:
        found[each.activity, each.kind, f"{shown(each.at, zone):%Y-%m}"].append(each.at)
    return frozenset(HeldRow(*key, len(times), max(times)) for key, times in found.items())


async def _besides(
    transaction: Transaction,
    registry: Registry,
    directory: Directory,
    units: Collection[int],
    span: tuple[datetime, datetime],
) -> list[Counted]:
    """What was held in this span of the kinds that no rule prescribes, each as its own kind."""
    since, now = span
    kinds = [
        each.kind
        for each in registry.workflows.values()
        if each.past is not None and each.counts_as is None and not each.discreet
    ]
    rules = registry.rules
    all_rights = frozenset(each.name for each in rules.permissions)
    rules = replace(rules, roles={**rules.granted, _ALL: all_rights})
    found = []
    for row in await records.held(transaction, units, kinds, since - AHEAD, FAR, most=None):
        workflow = registry.workflows[row.kind]
        activity: Activity[Any] = Activity(
            row.id, row.kind, row.unit, registry.codec.activity(row.kind, row.schema, row.state)
        )
        nobody = Person(0, "", row.unit, _ALL)
        context = Context(now, nobody, directory.roster, rules, settings=registry.settings)
        past = workflow.past(context, activity) if workflow.past else None
        if past is not None and since <= past.at <= now:
            found.append(Counted(row.kind, past.at, unit=row.unit, activity=row.id))
    return found
