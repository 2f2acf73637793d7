"""What the runtime reads and writes in one transaction.

Statements are set-based: a batch of a hundred events costs a handful of them.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Row,
    and_,
    bindparam,
    delete,
    exists,
    func,
    or_,
    select,
    tuple_,
    update,
)

from service.core.message import Chat
from service.store import tables as t
from service.store.changes import Changes
from service.store.connection import Connection
from service.store.kept_statements import Kept, insert_of
from service.store.writing import write

AnyRow = Row[Any]

_handleable = (t.inbox.c.handled_at.is_(None), t.inbox.c.waits_for.is_(None))
_waiting = (
    select(t.inbox)
    .where(*_handleable, t.inbox.c.id <= bindparam("up_to"))
    .order_by(t.inbox.c.id)
    .limit(bindparam("most"))
)
_newest_waiting = select(func.max(t.inbox.c.id)).where(*_handleable)
_next_due = select(func.min(t.timers.c.due_at))
_receive = Kept(
    t.inbox,
    ("account", "update", "received_at", "raw", "sealed", "shard"),
    lambda insert, rows: (
        insert(t.inbox)
        .values(list(rows))
        .on_conflict_do_nothing(index_elements=["account", "update"])
    ),
)


class Transaction:
    """One transaction of the runtime on one connection."""

    def __init__(self, connection: Connection, dialect: str) -> None:
        self.connection = connection
        self._insert = insert_of(dialect)

    async def rows(self, statement: Any, values: Mapping[str, Any] | None = None) -> list[AnyRow]:
        """Every row of a query."""
        return await self.connection.run_sync(_rows, statement, values)

    async def execute(self, statement: Any, values: Any = None) -> int:
        """Run a statement; how many rows it touched."""
        return await self.connection.run_sync(_touched, statement, values)

    # -- the inbox

    async def receive(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Keep raw updates; those known already are dropped."""
        await self.connection.run_sync(_receive.run, rows)

    async def waiting(self, limit: int, up_to: int) -> list[AnyRow]:
        """The oldest updates that are not handled, those with ids up to `up_to`."""
        return await self.rows(_waiting, {"up_to": up_to, "most": limit})

    async def newest_waiting(self) -> int | None:
        """The id of the newest update that is not handled."""
        newest: int | None = await self.connection.scalar(_newest_waiting)
        return newest

    async def oldest_waiting(self) -> datetime | None:
        """When the oldest update that is not handled was received."""
        oldest: datetime | None = await self.connection.scalar(
            select(func.min(t.inbox.c.received_at)).where(*_handleable)
        )
        return oldest

    async def quarantined(self) -> int:
        """How many updates and timers could not be handled."""
        count = await self.connection.scalar(
            select(func.count()).select_from(t.inbox).where(t.inbox.c.error.is_not(None))
        )
        return int(count or 0)

    # -- activities and entries

    async def activities(self, ids: Collection[int]) -> list[AnyRow]:
        a = t.activities.c
        return await self.rows(select(t.activities).where(a.id.in_(ids), a.phase != t.ENDED))

    async def entries(
        self, keys: Collection[tuple[int, int]], *, hold: bool = False
    ) -> list[AnyRow]:
        """The entries of these (activity, person). `hold`: nobody else changes them until the
        transaction ends."""
        query = select(t.entries)
        if hold:
            query = query.order_by("activity", "person").with_for_update(key_share=True)
        by_activity: dict[int, list[int]] = {}
        for activity, person in keys:
            by_activity.setdefault(activity, []).append(person)
        e = t.entries.c
        conditions = []
        for activity, people in by_activity.items():
            conditions.append(and_(e.activity == activity, e.person.in_(people)))
        if len(conditions) > 50:  # many activities with one entry each
            return await self.rows(query.where(tuple_(e.activity, e.person).in_(list(keys))))
        return await self.rows(query.where(or_(*conditions))) if conditions else []

    async def entries_of(self, activity: int) -> list[AnyRow]:
        """Every entry of the activity, best score first, then earliest, then by person."""
        e = t.entries.c
        return await self.rows(
            select(t.entries)
            .where(e.activity == activity)
            .order_by(e.score.desc(), e.at.is_(None), e.at, e.person)
        )

    async def singleton(self, kind: str) -> int | None:
        """The one activity of this kind, once it has been made."""
        found: int | None = await self.connection.scalar(
            select(t.activities.c.id).where(t.activities.c.kind == kind).limit(1)
        )
        return found

    async def add_activity(self, values: Mapping[str, Any]) -> int:
        """Create an activity; its new id."""
        made = await self.connection.execute(
            t.activities.insert().values(**values).returning(t.activities.c.id)
        )
        return int(made.scalar_one())

    async def claim(self, activity: int, keys: Sequence[str]) -> frozenset[str]:
        """Take the keys. Those that another holds are returned, and then none is taken."""
        rows = [{"key": key, "activity": activity} for key in keys]
        made = await self.connection.execute(
            self._insert(t.claims).on_conflict_do_nothing().returning(t.claims.c.key).values(rows)
        )
        got = set(made.scalars())
        missed = frozenset(keys) - got
        if missed and got:
            await self.execute(delete(t.claims).where(t.claims.c.key.in_(got)))
        return missed

    async def claimed(self, activity: int, keys: Collection[str]) -> frozenset[str]:
        """Those of the keys that another activity holds."""
        c = t.claims.c
        rows = await self.rows(select(c.key).where(c.key.in_(keys), c.activity != activity))
        return frozenset(row.key for row in rows)

    async def keep_pictures(self, pictures: Mapping[str, bytes]) -> None:
        """Keep these; a name stands for its content, so what is there already stays."""
        await self.connection.execute(
            self._insert(t.pictures).on_conflict_do_nothing(),
            [{"name": name, "content": content} for name, content in pictures.items()],
        )

    async def picture(self, name: str) -> bytes | None:
        """The content of a stored picture."""
        found: bytes | None = await self.connection.scalar(
            select(t.pictures.c.content).where(t.pictures.c.name == name)
        )
        return found

    # -- routing

    async def offers(self, chats: Collection[str]) -> list[AnyRow]:
        """The messages in these private chats whose choices or questions still stand, the newest
        first, as they were said: a change of one that stands higher up moves it not down. A later
        message of the same key replaces an earlier one. `finished` says that its activity is
        over."""
        later = t.outbox.alias("later")
        o = t.outbox.c
        replaced = exists().where(
            later.c.account == o.account,
            later.c.chat == o.chat,
            later.c.key == o.key,
            later.c.activity == o.activity,
            later.c.id > o.id,
        )
        over = select(t.activities.c.finished).where(t.activities.c.id == o.activity)
        first = t.outbox.alias("first")
        said = select(func.max(first.c.id)).where(
            first.c.account == o.account,
            first.c.chat == o.chat,
            first.c.key == o.key,
            first.c.activity == o.activity,
            first.c.kind == "send",
            o.kind == "edit",
        )
        rows = await self.rows(
            select(
                t.outbox,
                over.scalar_subquery().label("finished"),
                said.scalar_subquery().label("said"),
            )
            .where(o.chat.in_(chats), o.offers, o.state.not_in(("dead", "held")), ~replaced)
            .order_by(o.id.desc())
            .limit(20 * len(chats))
        )
        return sorted(rows, key=lambda row: row.said or row.id, reverse=True)

    async def posted(self, chats: Collection[str], remotes: Collection[str]) -> list[AnyRow]:
        """Our messages with these remote ids; not those of people that we have put a mark on."""
        o = t.outbox.c
        ours = o.kind.in_(("send", "edit", "amend"))
        return await self.rows(
            select(t.outbox).where(o.chat.in_(chats), o.remote.in_(remotes), ours).order_by(o.id)
        )

    async def heard(self, chats: Collection[str], messages: Collection[str]) -> list[AnyRow]:
        """What became of people's messages, and taps, with these platform ids."""
        j = t.journal.c
        return await self.rows(
            select(j.account, j.chat, j.message, j.activity, j.about, j.actor, j.event, j.sealed)
            .where(j.chat.in_(chats), j.message.in_(messages))
            .order_by(j.id)
        )

    async def albums(
        self, chats: Collection[str], albums: Collection[str], since: datetime
    ) -> list[AnyRow]:
        """What became of files of these albums that were sent at `since` or later."""
        j = t.journal.c
        named = (
            j.event.contains(f'"album":{json.dumps(each)}', autoescape=True) for each in albums
        )
        return await self.rows(
            select(j.account, j.chat, j.activity, j.about, j.actor, j.event)
            .where(j.chat.in_(chats), j.message.is_not(None), j.at >= since)
            .where(j.sealed.is_(False), j.event.startswith('{"Attached"'), or_(*named))
            .order_by(j.id)
        )

    # -- people

    async def use_code(self, hashed: str, now: datetime) -> int | None:
        """Use up a one-time code; whose it is, or None when it is wrong, used or expired."""
        c = t.codes.c
        used = await self.connection.execute(
            update(t.codes)
            .where(c.hash == hashed, c.used_at.is_(None), c.expires_at > now)
            .values(used_at=now)
            .returning(c.person)
        )
        person: int | None = used.scalar_one_or_none()
        return person

    async def link(self, chat: Chat, user: str, person: int, now: datetime) -> None:
        """Link an identity, whose private chat is `chat`, to a person."""
        insert = self._insert(t.identities)
        values = {"person": person, "chat": chat.id, "gone": False, "linked_at": now}
        await self.connection.execute(
            insert.values(account=chat.account, user=user, **values).on_conflict_do_update(
                index_elements=["account", "user"], set_=values
            )
        )

    async def bind(self, chat: Chat, unit: int) -> None:
        """Make the room a room of the unit."""
        insert = self._insert(t.rooms)
        await self.connection.execute(
            insert.values(
                account=chat.account, chat=chat.id, unit=unit, gone=False, lacks=""
            ).on_conflict_do_update(
                index_elements=["account", "chat"],
                set_={"unit": unit, "gone": False, "lacks": "", "left_at": None},
            )
        )

    # -- timers

    async def due(self, now: datetime, limit: int) -> list[AnyRow]:
        """Timers that are due, the earliest first."""
        return await self.rows(
            select(t.timers)
            .where(t.timers.c.due_at <= now)
            .order_by(t.timers.c.due_at, t.timers.c.id)
            .limit(limit)
        )

    async def fired(self, ids: Collection[int]) -> None:
        """Take timers out: they have fired, in this very transaction."""
        await self.execute(delete(t.timers).where(t.timers.c.id.in_(ids)))

    async def quarantine_timer(self, timer: AnyRow, now: datetime, error: str) -> None:
        """Keep a timer whose handling failed, beside the updates that were set aside."""
        kept = f"timer {timer.name} of activity {timer.activity}, person {timer.person}"
        await self.connection.execute(
            self._insert(t.inbox)
            .values(
                account="timers",
                update=f"{timer.id}@{now.isoformat()}",
                received_at=timer.due_at,
                raw=kept,
                sealed=False,
                handled_at=now,
                error=error,
            )
            .on_conflict_do_nothing()
        )

    async def arm_failure(self, message: AnyRow, now: datetime) -> None:
        """Let the workflow know, as a timer that is due at once, that a message is undeliverable.

        Its name is the message's key behind a `!`."""
        insert = self._insert(t.timers)
        await self.connection.execute(
            insert.values(
                due_at=now,
                activity=message.activity,
                person=message.person or 0,
                name=f"!{message.key}",
                revision=0,
            ).on_conflict_do_nothing()
        )

    async def next_due(self) -> datetime | None:
        earliest: datetime | None = await self.connection.scalar(_next_due)
        return earliest

    # -- writing

    async def apply(self, changes: Changes) -> None:
        """Flush everything that was gathered."""
        await self.connection.run_sync(write, changes)


def _rows(connection: Any, statement: Any, values: Any) -> list[AnyRow]:
    return list(connection.execute(statement, values).all())


def _touched(connection: Any, statement: Any, values: Any) -> int:
    return int(connection.execute(statement, values).rowcount)
