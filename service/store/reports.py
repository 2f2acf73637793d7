"""Queries for reports: who took part, and which reminders were sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from service.store import tables as t
from service.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """The current state of one activity."""

    id: int
    kind: str
    unit: int
    phase: str
    title: str
    schema: int
    state: str


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One person's part in an activity, as counted."""

    activity: int
    person: int
    status: str
    score: int
    out_of: int
    at: datetime | None


@dataclass(frozen=True, slots=True)
class ReminderRow:
    """A message that was due at a time. `sent_at` is None unless it was sent."""

    activity: int
    person: int
    key: str
    due_at: datetime
    sent_at: datetime | None
    state: str  # of the outbox


class Reports:
    """Reads for reports, in the given transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def activities(self) -> list[ActivityRow]:
        """Every activity, in the order they were started."""
        a = t.activities.c
        rows = await self._transaction.rows(
            select(a.id, a.kind, a.unit, a.phase, a.title, a.schema, a.state)
            .where(a.rehearsed_by.is_(None))
            .order_by(a.id)
        )
        return [ActivityRow(**row._mapping) for row in rows]

    async def entries(self) -> list[EntryRow]:
        """Every entry: by activity, best score first, then earliest, then by person."""
        e = t.entries.c
        rows = await self._transaction.rows(
            select(e.activity, e.person, e.status, e.score, e.out_of, e.at)
            .join(t.activities, t.activities.c.id == e.activity)
            .where(t.activities.c.rehearsed_by.is_(None))
            .order_by(e.activity, e.score.desc(), e.at.is_(None), e.at, e.person)
        )
        return [EntryRow(**row._mapping) for row in rows]

    async def reminders(self) -> list[ReminderRow]:
        """Every message to one person that was due at a time, in that order."""
        o = t.outbox.c
        rows = await self._transaction.rows(
            select(o.activity, o.person, o.key, o.due_at, o.sent_at, o.state)
            .where(o.due_at.is_not(None), o.person.is_not(None), o.kind == "send")
            .order_by(o.due_at, o.id)
        )
        return [ReminderRow(**row._mapping) for row in rows]
