"""Keys to the API, by their hash only."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select, update

from service.store import office_tables as ot
from service.store.transaction import AnyRow, Transaction

_t = ot.api_tokens.c
KEPT = timedelta(days=366)  # how long one that has ended is still listed


class ApiTokens:
    """Statements about them, in the given transaction."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def keep(
        self, hashed: str, person: int, scopes: Sequence[str], now: datetime, until: datetime
    ) -> None:
        row = {"hash": hashed, "person": person, "scopes": " ".join(scopes)}
        row |= {"created_at": now, "expires_at": until}
        await self._transaction.execute(insert(ot.api_tokens).values(**row))

    async def one(self, hashed: str, now: datetime) -> AnyRow | None:
        """The one with this hash, if it is good now."""
        rows = await self._transaction.rows(
            select(ot.api_tokens).where(
                _t.hash == hashed, _t.ended_at.is_(None), _t.expires_at > now
            )
        )
        return rows[0] if rows else None

    async def listed(self, now: datetime, person: int | None = None) -> list[AnyRow]:
        """Those that are good now, of the person (None: everybody's), the oldest first."""
        whose = [_t.person == person] if person is not None else []
        return await self._transaction.rows(
            select(ot.api_tokens)
            .where(*whose, _t.ended_at.is_(None), _t.expires_at > now)
            .order_by(_t.id)
        )

    async def touch(self, token: int, now: datetime) -> None:
        """It is used now."""
        await self._transaction.execute(
            update(ot.api_tokens).where(_t.id == token).values(used_at=now)
        )

    async def end(self, token: int | None, now: datetime, person: int | None = None) -> int:
        """End it (None: all), if it is the person's (None: whoever's). Returns how many were
        ended."""
        which = [_t.ended_at.is_(None), *([_t.id == token] if token is not None else [])]
        if person is not None:
            which.append(_t.person == person)
        return await self._transaction.execute(
            update(ot.api_tokens).where(*which).values(ended_at=now)
        )

    async def forget(self, now: datetime) -> None:
        await self._transaction.execute(delete(ot.api_tokens).where(_t.expires_at <= now - KEPT))
