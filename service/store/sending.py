"""The outbox as delivery sees it: what may be sent next, and with which outcome."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    and_,
    bindparam,
    case,
    exists,
    func,
    or_,
    select,
    tuple_,
    update,
)

from service.store import tables as t
from service.store.schema import Instant
from service.store.transaction import AnyRow, Transaction

_o = t.outbox.c
_settle = (
    update(t.outbox)
    .where(_o.id == bindparam("b_id"))
    .values({name: bindparam(name) for name in
             ("kind", "target", "state", "attempts", "parts", "not_before", "sent_at", "remote",
              "error", "payload")})
)  # fmt: skip


_pass_on = (
    update(t.outbox)
    .where(_o.id == bindparam("b_id"))
    .values(
        {name: bindparam(name) for name in ("account", "chat", "tried")}
        | {"attempts": 0, "parts": 0}
        | {"not_before": case((_o.attempts > 0, None), else_=_o.not_before)}
    )
)

_other = t.outbox.alias("other")
_e = _other.c
_now = bindparam("now", type_=Instant)
_holds_back = and_(  # earlier messages that go first
    _e.id < _o.id,
    or_(_e.attempts > 0, _e.not_before.is_(None), _e.not_before <= _now),
    or_(
        _e.priority <= _o.priority,
        _e.created_at == _o.created_at,
        and_(_e.key == _o.key, _e.activity == _o.activity),
        _e.parts > 0,
    ),
)
_blocked = exists().where(
    _e.chat == _o.chat,
    _e.account == _o.account,
    _e.state.in_([t.written("waiting"), t.written("sending")]),
    or_(_e.state == "sending", _holds_back),
)
_heads = (
    select(t.outbox)
    .where(
        t.OPEN,
        t.WAITING,
        _o.kind != "bulk",
        _o.account == bindparam("account"),
        _o.priority <= bindparam("least", type_=Integer),
        tuple_(_o.priority, _o.id)
        > tuple_(bindparam("priority", type_=Integer), bindparam("id", type_=Integer)),
        or_(_o.not_before.is_(None), _o.not_before <= _now),
        ~_blocked,
    )
    .order_by(_o.priority, _o.id)
    .limit(bindparam("limit", type_=Integer))
)
_next_bulk = (
    select(t.outbox)
    .where(t.OPEN, t.WAITING, _o.account == "", _o.kind == "bulk")
    .order_by(_o.priority, _o.id)
    .limit(1)
)
_next_at = select(func.min(_o.not_before)).where(t.LATER, _o.not_before > _now)

BEFORE_ALL = (-1, 0)
"""A priority and id before those of every row."""

Original = tuple[str, str, str, int | None]


def original(row: AnyRow) -> Original:
    """What a message and its edits have in common: account, chat, key and activity."""
    return row.account, row.chat, row.key, row.activity


class Sending:
    """Statements on the outbox, in the given transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def heads(
        self,
        account: str,
        now: datetime,
        limit: int,
        *,
        least: int = 2,
        after: tuple[int, int] = BEFORE_ALL,
    ) -> list[AnyRow]:
        """What may be sent next in the chats of this account: the most urgent first, nothing less
        urgent than priority `least`, and only what comes after priority and id `after`.

        A chat keeps its order: a failed message waiting for a retry holds back what follows, one
        waiting for quiet hours to end does not. A more urgent message overtakes what was waiting
        when it was written, unless it is about the same message. One message per chat is under way
        at a time.
        """
        values = {"account": account, "now": now, "limit": limit, "least": least,
                  "priority": after[0], "id": after[1]}  # fmt: skip
        return await self._transaction.rows(_heads, values)

    async def originals(self, edits: Sequence[AnyRow]) -> dict[Original, str]:
        """The remote ids of the messages these edits replace."""
        return await self._newest(edits, _o.remote)

    async def payloads(self, rows: Sequence[AnyRow]) -> dict[Original, str]:
        """The messages sent last under the keys of these."""
        return await self._newest(rows, _o.payload)

    async def _newest(
        self, edits: Sequence[AnyRow], column: ColumnElement[Any]
    ) -> dict[Original, str]:
        if not edits:
            return {}
        rows = await self._transaction.rows(
            select(_o.account, _o.chat, _o.key, _o.activity, column.label("wanted"))
            .where(
                or_(*(
                    and_(_o.account == row.account, _o.chat == row.chat, _o.key == row.key,
                         _o.activity == row.activity)
                    for row in edits
                )),
                _o.kind.in_(("send", "edit")),
                _o.remote.is_not(None),
            )
            .order_by(_o.id)
        )  # fmt: skip
        return {original(row): row.wanted for row in rows}

    async def begin(self, ids: Collection[int]) -> None:
        """Mark these as being sent; found like this after a crash, their outcome is unknown."""
        await self._transaction.execute(
            update(t.outbox).where(_o.id.in_(ids)).values(state="sending")
        )

    async def put_back(self, ids: Collection[int]) -> None:
        """Let these wait again: nobody has begun to send them."""
        if ids:
            await self._transaction.execute(
                update(t.outbox).where(_o.id.in_(ids)).values(state="waiting")
            )

    async def settle(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Write the outcome of messages. Each row: `b_id` and every column that changes."""
        if rows:
            await self._transaction.execute(_settle, list(rows))

    async def pass_on(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Redirect these to another chat, as if they had been meant for it. Each row: `b_id`,
        `account`, `chat` and `tried`."""
        if rows:
            await self._transaction.execute(_pass_on, list(rows))

    async def stranded(self, accounts: Collection[str]) -> list[AnyRow]:
        """Messages waiting for private chats of other accounts than these."""
        return await self._transaction.rows(
            select(t.outbox)
            .where(
                _o.state.in_(("waiting", "held")),
                _o.account.not_in(accounts),
                _o.person.is_not(None),
                _o.kind.in_(("send", "edit")),
            )
            .order_by(_o.id)
        )

    async def news(self, accounts: Collection[str]) -> list[AnyRow]:
        """Messages that answer nobody, waiting for private chats of these accounts, and that have
        certainly not arrived: no attempt has left an error."""
        return await self._transaction.rows(
            select(t.outbox)
            .where(
                t.OPEN,
                t.WAITING,
                t.UNASKED,
                _o.account.in_(accounts),
                _o.kind == "send",
                _o.parts == 0,
                _o.error.is_(None),
            )
            .order_by(_o.id)
        )

    async def give_up_useless(self, accounts: Collection[str], now: datetime, why: str) -> int:
        """Skip what waits on these accounts and is of no use any more: its time has passed, and so
        has its activity. Returns how many messages that were."""
        a = t.activities.c
        rows = await self._transaction.rows(
            select(_o.id).where(
                t.OPEN,
                t.WAITING,
                _o.account.in_(accounts),
                _o.until < now,
                exists().where(a.id == _o.activity, a.finished),
            )
        )
        if rows:
            await self._transaction.execute(
                update(t.outbox)
                .where(_o.id.in_([row.id for row in rows]))
                .values(state="skipped", error=why)
            )
        return len(rows)

    async def interrupted(self, accounts: Collection[str] | None = None) -> list[AnyRow]:
        """Messages that were being sent when the process stopped, on these accounts or on all."""
        query = select(t.outbox).where(t.OPEN, _o.state == "sending").order_by(_o.id)
        if accounts is not None:
            query = query.where(_o.account.in_(accounts))
        return await self._transaction.rows(query)

    async def sent_since(self, moment: datetime, limit: int) -> list[AnyRow]:
        """Messages sent since then; looks at the newest `limit` only."""
        newest = select(_o.id).order_by(_o.id.desc()).limit(limit)
        return await self._transaction.rows(
            select(_o.account, _o.chat, _o.kind, _o.sent_at)
            .where(_o.id.in_(newest), _o.sent_at > moment)
            .order_by(_o.sent_at)
        )

    async def next_at(self, now: datetime) -> datetime | None:
        """When the next message that waits for its time may be sent."""
        earliest: datetime | None = await self._transaction.connection.scalar(
            _next_at, {"now": now}
        )
        return earliest

    async def backlog(self, now: datetime) -> tuple[int, datetime | None]:
        """How many messages wait, and since when the oldest due one has waited."""
        row = (
            await self._transaction.rows(
                select(func.count().label("depth"), func.min(_o.created_at).label("since")).where(
                    t.OPEN, or_(_o.not_before.is_(None), _o.not_before <= now)
                )
            )
        )[0]
        return int(row.depth), row.since

    # -- bulk

    async def next_bulk(self) -> AnyRow | None:
        rows = await self._transaction.rows(_next_bulk)
        return rows[0] if rows else None

    async def audience(
        self,
        activity: int,
        units: Sequence[int],
        after: int,
        limit: int,
        *,
        but_status: Sequence[str] = (),
        only_status: Sequence[str] = (),
        zone: str = "",
        standings: Sequence[str] = (),
    ) -> list[int]:
        """The next people of an audience, by id."""
        p, e = t.people.c, t.entries.c
        query = select(p.id).where(p.unit.in_(units), p.active, p.id > after)

        if zone:
            query = query.where(p.timezone == zone)
        if standings:
            query = query.where(p.standing.in_(standings))

        def stand(statuses: Sequence[str]) -> Any:
            own = exists().where(e.activity == activity, e.person == p.id)
            there = own.where(e.status.in_(statuses))
            return or_(there, ~own) if "" in statuses else there

        if but_status:
            query = query.where(~stand(but_status))
        if only_status:
            query = query.where(stand(only_status))
        rows = await self._transaction.rows(query.order_by(p.id).limit(limit))
        return [row.id for row in rows]

    async def expand(self, bulk: int, rows: Sequence[Any], audience: str, state: str) -> None:
        """Put a chunk of a bulk message into the outbox and remember how far it got."""
        if rows:
            await self._transaction.connection.execute(t.outbox.insert(), list(rows))
        await self._transaction.execute(
            update(t.outbox).where(_o.id == bulk).values(audience=audience, state=state)
        )
