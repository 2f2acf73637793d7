"""What runs around a person, as each kind says it stands to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from service.core.directory import Directory
from service.core.people import Roster
from service.core.queries import Running
from service.core.standing import Standing
from service.core.workflow import Activity, Context, Workflow
from service.runtime.registry import Registry
from service.store.history import parts, running
from service.store.transaction import Transaction

KEPT = timedelta(days=1)  # how long a draft in which nothing was filled in is listed


async def ongoing_of(
    transaction: Transaction, registry: Registry, directory: Directory, person: int, now: datetime
) -> tuple[Running, ...]:
    """The unfinished activities that the person may open, oldest first: two statements."""
    roster = directory.roster
    rows = await running(transaction, around(roster, person), person)
    context = seen_by(registry, directory, person, now)
    listed = {
        row.id: (
            row,
            Activity(
                row.id, row.kind, row.unit, registry.codec.activity(row.kind, row.schema, row.state)
            ),
        )
        for row in rows
        if registry.workflows[row.kind].standing is not None
    }
    watched = {
        number: registry.workflows[row.kind].watches(context, activity)
        for number, (row, activity) in listed.items()
        if row.rehearsed_by is None
    }
    known: dict[int, dict[int, Any]] = defaultdict(dict)
    for part in await parts(transaction, person, watched) if watched else ():
        kind = listed[part.activity][0].kind
        known[part.activity][part.person] = registry.codec.entry(kind, part.schema, part.state)
    made = []
    for number, (row, activity) in listed.items():
        workflow = registry.workflows[row.kind]
        found = _standing(workflow, context, activity, row, known[number])
        if found is None or (found.empty and row.created_at <= now - KEPT):
            continue
        made.append(
            Running(
                number,
                row.kind,
                row.unit,
                row.phase,
                found.title or workflow.title(activity.state),
                rehearsed=row.rehearsed_by is not None,
                stage=found.stage,
                waits=found.waits,
                since=row.created_at,
                about=found.about,
            )
        )
    return tuple(made)


async def by_post_of(
    transaction: Transaction, registry: Registry, directory: Directory, person: int
) -> tuple[int, ...]:
    """The unfinished activities that are the person's by their post."""
    found = []
    for row in await running(transaction, around(directory.roster, person)):
        is_theirs = registry.workflows[row.kind].by_post
        if is_theirs is None:
            continue
        if is_theirs(registry.codec.activity(row.kind, row.schema, row.state), person):
            found.append(row.id)
    return tuple(found)


def _standing(
    workflow: Workflow,
    context: Context,
    activity: Activity[Any],
    row: Any,
    known: Mapping[int, Any],
) -> Standing | None:
    """A rehearsal is its person's alone, and nothing in it counts."""
    if row.rehearsed_by is not None:
        return Standing()
    return workflow.standing(context, activity, known) if workflow.standing else None


def seen_by(registry: Registry, directory: Directory, person: int, now: datetime) -> Context:
    """What a kind may know when it is asked how something stands to the person."""
    roster = directory.roster
    return Context(
        now,
        roster.people[person],
        roster,
        registry.rules,
        holidays=registry.holidays,
        quiet=registry.quiet,
        settings=registry.settings,
        menu=registry.menu,
    )


def around(roster: Roster, person: int) -> set[int]:
    """The person's unit, and those above and below it."""
    unit = roster.people[person].unit
    return {*roster.path(unit), *roster.below(unit)}
