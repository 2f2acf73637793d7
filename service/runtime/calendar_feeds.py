"""A person's calendar for whoever has its secret link: read straight from the store."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from service.browsers import token_hash
from service.core.message import Invitation
from service.core.people import Person
from service.core.texts import text
from service.core.workflow import Activity, events_for
from service.ports import Clock
from service.runtime.engine import Engine
from service.runtime.localization.catalog import Locale
from service.runtime.outbound.rendering import said_in
from service.runtime.registry import Registry
from service.store import tables as t
from service.store.history import past
from service.store.transaction import Transaction

LOOK_BACK = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Feed:
    """`name`: what the calendar is called; `etag`: changes when anything in it does."""

    name: str
    appointments: tuple[Invitation, ...]
    etag: str


class CalendarFeeds:
    """Answers who comes with a token. What is private or confidential is in no appointment."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock

    @property
    def _registry(self) -> Registry:
        return self._engine.registry

    async def read(self, token: str) -> Feed | None:
        """The calendar that the token opens; None for one that opens nothing any more."""
        hashed = token_hash(token)
        f = t.feeds.c
        async with self._engine.store.read() as transaction:
            rows = await transaction.rows(select(f.person).where(f.hash == hashed))
            person = self._engine.directory.roster.people.get(rows[0].person) if rows else None
            if person is None or not person.active:
                return None
            found = await self._appointments(transaction, person)
        name = self._registry.catalog.say(text("runtime-calendar"), _reader(person))
        content = repr((name, found)).encode()
        return Feed(name, found, f'"{hashlib.sha256(content).hexdigest()[:32]}"')

    async def _appointments(
        self, transaction: Transaction, person: Person
    ) -> tuple[Invitation, ...]:
        since = self._clock.now() - LOOK_BACK
        roster, registry = self._engine.directory.roster, self._registry
        found: list[Invitation] = []
        for workflow in registry.workflows.values():
            if workflow.calendar_events is None:
                continue
            for row in await past(transaction, workflow.kind, roster.units.keys(), since):
                state = registry.codec.activity(
                    workflow.kind, row.activity_schema, row.activity_state
                )
                entry = registry.codec.entry(workflow.kind, row.schema, row.state)
                activity: Activity[Any] = Activity(row.activity, workflow.kind, row.unit, state)
                by_person = workflow.calendar_events(roster, activity, row.person, entry)
                found += events_for(person.id, by_person)
        found.sort(key=lambda each: (each.starts_at, each.uid))
        return tuple(said_in(each, registry.catalog, _reader(person)) for each in found)


def _reader(person: Person) -> Locale:
    return Locale(person.language, person.timezone)
