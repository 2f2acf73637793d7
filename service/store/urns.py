"""Statements on the urns of secret votes. Nothing here tells who has voted, or when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from secrets import token_hex
from typing import Any

from sqlalchemy import delete, func, insert, select, update

from service.ports import brief_start
from service.store import tables as t
from service.store.mixing import mixed
from service.store.transaction import AnyRow, Transaction

ENVELOPE = -1  # in place of a matter
_b, _c, _u = t.ballots.c, t.ballot_codes.c, t.urns.c


def ballot(
    activity: int, round_: int, matter: int, content: str, handle: str = ""
) -> dict[str, Any]:
    """The row of an envelope or a slip; its handle is drawn where none is given."""
    return {
        "activity": activity,
        "round": round_,
        "matter": matter,
        "handle": handle or token_hex(16),
        "content": content,
    }


def _one(activity: int, round_: int, handle: str) -> tuple[Any, ...]:
    here = (_b.activity == activity, _b.round == round_)
    return (*here, _b.matter == ENVELOPE, _b.handle == handle)


class Urns:
    """Statements on urns, in the given transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def locked(self) -> dict[int, str]:
        """The name of the key of each vote that runs."""
        rows = await self._transaction.rows(select(_u.activity, _u.key))
        return {row.activity: row.key for row in rows}

    async def lock(self, activity: int, key: str) -> None:
        await self.unlock(activity)
        await self._transaction.execute(insert(t.urns).values(activity=activity, key=key))

    async def unlock(self, activity: int) -> None:
        await self._transaction.execute(delete(t.urns).where(_u.activity == activity))

    async def content(self, activity: int, round_: int) -> list[AnyRow]:
        """What lies in the urn: matter and content, in the order of their random handles."""
        return await self._transaction.rows(
            select(_b.matter, _b.content)
            .where(_b.activity == activity, _b.round == round_)
            .order_by(_b.matter, _b.handle)
        )

    async def has(self, activity: int, round_: int, handle: str) -> bool:
        """Whether there is an envelope of this handle."""
        rows = await self._transaction.rows(
            select(_b.matter).where(*_one(activity, round_, handle))
        )
        return bool(rows)

    async def exchange(self, activity: int, round_: int, handle: str, content: str) -> int:
        """Another content in the envelope of this handle. Returns how many there were."""
        return await self._transaction.execute(
            update(t.ballots).where(*_one(activity, round_, handle)).values(content=content)
        )

    async def codes(self, activity: int, round_: int) -> list[str]:
        rows = await self._transaction.rows(
            select(_c.code).where(_c.activity == activity, _c.round == round_).order_by(_c.code)
        )
        return [row.code for row in rows]

    async def replace(self, activity: int, round_: int, slips: Sequence[Sequence[str]]) -> None:
        """Slips in place of the envelopes; without any the urn is empty, and so are the codes."""
        here = (_b.activity == activity, _b.round == round_)
        await self._transaction.execute(delete(t.ballots).where(*here))
        if not slips:
            gone = delete(t.ballot_codes).where(_c.activity == activity, _c.round == round_)
            await self._transaction.execute(gone)
        rows = [
            ballot(activity, round_, matter, choice)
            for matter, choices in enumerate(slips)
            for choice in mixed(choices)
        ]
        if rows:
            await self._transaction.execute(insert(t.ballots), mixed(rows))

    async def wanted(self, names: Iterable[str]) -> set[str]:
        """Those of these keys under which something still waits in the inbox."""
        by_start = {brief_start(name): name for name in names}
        start = func.substr(t.inbox.c.raw, 1, max(map(len, by_start), default=0))
        found = select(start.label("start")).where(
            t.inbox.c.handled_at.is_(None), start.in_(list(by_start))
        )
        rows = await self._transaction.rows(found.distinct()) if by_start else []
        return {by_start[row.start] for row in rows}
