"""Statements that take out what was written about a person, and leave that something was done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, exists, insert, or_, select, update

from service.store import office_tables as ot
from service.store import tables as t
from service.store.transaction import AnyRow, Transaction

BLANK = '{"Erased":{}}'  # an event of which only the action is left
FILES = 50  # ids looked for at a time
_OVER = ("sent", "dead", "skipped", "superseded", "gathered")
_e = t.erasures.c


class Erasing:
    """Takes out, in the given transaction. Doing it again changes nothing."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def note(self, person: int, at: datetime) -> None:
        """Everything of the person up to this moment goes: also what is over only later, and on
        platforms of our own (`pending`)."""
        await self._transaction.execute(delete(t.erasures).where(_e.person == person))
        await self._transaction.execute(insert(t.erasures).values(person=person, at=at))

    async def noted(self) -> list[AnyRow]:
        """Whose data was to be erased, and up to when."""
        return await self._transaction.rows(select(_e.person, _e.at))

    async def pending(self) -> list[AnyRow]:
        """Those whose chats on platforms of our own still hold what was said."""
        return await self._transaction.rows(
            select(_e.person, _e.at).where(_e.chats_at.is_(None)).order_by(_e.at)
        )

    async def chats_done(self, person: int, at: datetime) -> None:
        """It is done, and who has left has no chats any more."""
        await self._transaction.execute(
            update(t.erasures).where(_e.person == person).values(chats_at=at)
        )
        left = exists().where(t.people.c.id == person, t.people.c.active.is_(False))
        await self._transaction.execute(
            delete(t.identities).where(t.identities.c.person == person, left)
        )

    async def old_parts(self, kinds: Sequence[str], before: datetime, most: int) -> list[AnyRow]:
        """Parts of these kinds that are sealed as a whole and were last added to before then."""
        e, a = t.entries.c, t.activities.c
        return await self._transaction.rows(
            select(e.activity, e.person, a.kind)
            .join(t.activities, a.id == e.activity)
            .where(a.kind.in_(kinds), e.at < before, e.state.startswith('"'))
            .order_by(e.activity, e.person)
            .limit(most)
        )

    async def held(self, files: Sequence[str]) -> set[str]:
        """Those of these files that an activity, or a part in one, still holds: what of them is the
        person's own has been taken out before."""
        found: set[str] = set()
        for at in range(0, len(files), FILES):
            some = files[at : at + FILES]
            for state in (t.activities.c.state, t.entries.c.state):
                naming = or_(*(state.contains(each, autoescape=True) for each in some))
                rows = await self._transaction.rows(select(state).where(naming))
                found |= {each for each in some for row in rows if each in row.state}
        return found

    async def words(self, person: int, before: datetime, home: int) -> int:
        """Take the words out of the journal and of what was said to the person, as far as they
        belong to nothing that still runs. Returns how many rows changed."""
        j, o, a = t.journal.c, t.outbox.c, t.activities.c
        over = select(a.id).where(or_(a.finished, a.id == home))
        lines = await self._transaction.execute(
            update(t.journal)
            .where(
                or_(j.actor == person, j.about == person),
                j.at <= before,
                j.activity.in_(over),
                j.event != BLANK,
            )
            .values(event=BLANK, sealed=False, account=None, chat=None, message=None)
        )
        ended = or_(o.activity.is_(None), o.activity.in_(over))
        messages = await self._transaction.execute(
            update(t.outbox)
            .where(
                o.person == person,
                o.state.in_(_OVER),
                o.created_at <= before,
                o.payload != "",
                ended,
            )
            .values(payload="", sealed=False, offers=False, prompt="")
        )
        return lines + messages

    async def ways_in(self, person: int, *, left: bool) -> None:
        """End the link to the calendar, codes that were not used and files that wait to be read;
        of whoever has `left` the contact and the settings as well."""
        for table in (
            t.feeds,
            t.codes,
            t.readings,
            ot.office_links,
            ot.office_sessions,
            ot.office_reports,
            ot.office_people,
            ot.office_passkeys,
            ot.office_subjects,
            ot.api_tokens,
            ot.webhooks,
        ):
            await self._transaction.execute(delete(table).where(table.c.person == person))
        values: dict[str, Any] = {"circumstances": None}
        if left:
            values |= {"contact": "", "channel": None, "reminders": None, "chosen": None}
            values |= {"agreed": None}
        await self._transaction.execute(
            update(t.people).where(t.people.c.id == person).values(values)
        )

    async def parts(self, person: int, kinds: Sequence[str]) -> list[AnyRow]:
        """Their parts in activities of these kinds, with whether those are over."""
        a, e = t.activities.c, t.entries.c
        return await self._transaction.rows(
            select(e.activity, a.kind, a.finished)
            .join_from(t.entries, t.activities, a.id == e.activity)
            .where(e.person == person, a.kind.in_(kinds), a.rehearsed_by.is_(None))
            .order_by(e.activity)
        )
