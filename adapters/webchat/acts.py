"""People's acts for the inbox: stored together with the message they made, delivered afterwards.

An act is written in the same transaction as its effect on the room. It is delivered to the inbox
before the request is answered; if that fails, it is delivered later, even if the client is gone.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, select, update

from adapters.webchat.database import Database
from adapters.webchat.prepared import Prepared, inserting
from adapters.webchat.tables import acts
from service.ports import BRIEF, WRITTEN, CannotOpen, Sealer, SealsBriefly, Update, brief_start

FORGOTTEN_AT_ONCE = 500

_known = Prepared(select(acts).where(acts.c.key == bindparam("key")))
_insert = Prepared(inserting(acts, *(each.name for each in acts.columns)))
_carried = (
    update(acts)
    .where(acts.c.key.in_(bindparam("keys", expanding=True)))
    .values(carried=True, raw="")
)


@dataclass(frozen=True, slots=True)
class Kept:
    """A stored act: the message it made or is about; `given`: what the inbox does not have yet."""

    message: str
    given: Update | None


class Acts:
    def __init__(self, database: Database, sealer: Sealer) -> None:
        self._database = database
        self._sealer = sealer
        self._last: int | None = None  # number; not known before the first act
        self._under_way: set[str] = set()  # on their way to the inbox in this very moment
        self._arrived: deque[str] = deque()  # the inbox has them; not marked yet
        self._marking = False

    def known(self, connection: Connection, key: str) -> Kept | None:
        """The act, if it is stored already."""
        row = _known.run(connection, {"key": key}).one_or_none()
        return Kept(row.message, None if row.carried else self._update(row)) if row else None

    def keep(self, connection: Connection, given: Update, message: str, now: int) -> Kept:
        """Store an act that is not known."""
        if self._last is None:
            self._last = int(connection.execute(select(func.max(acts.c.number))).scalar_one() or 0)
        self._last += 1
        briefly = self._briefly(given.raw)
        sealed = briefly or (
            self._sealer.seal(given.raw, WRITTEN) if given.sensitive else given.raw
        )
        row = {
            "key": given.id,
            "number": self._last,
            "message": message,
            "raw": sealed,
            "sealed": given.sensitive or briefly is not None,
            "carried": False,
            "at": now,
        }
        _insert.run(connection, row)
        return Kept(message, given)

    def _briefly(self, raw: str) -> str | None:
        """The act under a key that is erased soon, while something secret is under way."""
        if isinstance(self._sealer, SealsBriefly):
            return self._sealer.briefly(raw, WRITTEN)
        return None

    async def waiting(self, limit: int) -> list[Update]:
        """Acts that the inbox does not have yet, and nobody is bringing to it; oldest first."""
        query = select(acts).where(acts.c.carried.is_(False)).order_by(acts.c.number).limit(limit)
        rows = await self._database.look(lambda there: there.execute(query).all())
        aside = self._under_way.union(self._arrived)
        found, too_late = [], []
        for row in rows:
            if row.key in aside:
                continue
            try:
                found.append(self._update(row))
            except CannotOpen:
                if not row.raw.startswith(BRIEF):
                    raise
                too_late.append(row.key)  # the vote it was sealed for is over
        if too_late:
            await self.carried(too_late)
        return found

    async def still_sealed(self, keys: Collection[str]) -> set[str]:
        """Those of these brief keys that acts need which the inbox does not have yet."""
        by_start = {brief_start(each): each for each in keys}
        start = func.substr(acts.c.raw, 1, max(map(len, by_start), default=0)).label("start")
        waiting = select(acts.c.key, start).where(acts.c.carried.is_(False), start.in_(by_start))
        rows = await self._database.look(lambda there: there.execute(waiting).all())
        return {by_start[row.start] for row in rows if row.key not in self._arrived}

    async def reseal(self) -> int:
        """Seal those that are kept sealed again with the newest key. Returns their number."""
        sealed = (acts.c.sealed, acts.c.raw != "", ~acts.c.raw.startswith(BRIEF))
        kept = select(acts.c.key, acts.c.raw).where(*sealed)

        def resealed(connection: Connection) -> int:
            rows = connection.execute(kept).all()
            for row in rows:
                again = self._sealer.seal(self._sealer.open(row.raw), WRITTEN)
                one = update(acts).where(acts.c.key == row.key).values(raw=again)
                connection.execute(one)
            return len(rows)

        async with self._database.write() as connection:
            return await connection.run_sync(resealed)

    def under_way(self, key: str) -> None:
        """Whoever has stored it is bringing it to the inbox."""
        self._under_way.add(key)

    def not_arrived(self, key: str) -> None:
        """It could not be brought there: it waits."""
        self._under_way.discard(key)

    def arrived(self, key: str) -> None:
        """The inbox has it: it is marked in a moment. If that fails, it is brought once more."""
        self._arrived.append(key)
        self._under_way.discard(key)
        if not self._marking:
            self._marking = True
            self._database.later(self._mark)

    def _mark(self, connection: Connection) -> None:
        self._marking = False  # what arrives from now on is marked by the next one
        keys = list(self._arrived)
        if keys:
            connection.execute(_carried, {"keys": keys})
        for _ in keys:
            self._arrived.popleft()

    async def carried(self, keys: list[str]) -> None:
        """Mark these as delivered and empty them: nothing is stored twice."""
        await self._database.together(lambda there: there.execute(_carried, {"keys": keys}))

    async def forget(self, before: int) -> None:
        """Drop what was delivered before this time: nobody sends it again."""
        old = select(acts.c.key).where(acts.c.carried, acts.c.at < before)
        some = old.order_by(acts.c.number).limit(FORGOTTEN_AT_ONCE)
        forgotten = FORGOTTEN_AT_ONCE
        while forgotten == FORGOTTEN_AT_ONCE:
            async with self._database.write() as connection:
                done: Any = await connection.execute(delete(acts).where(acts.c.key.in_(some)))
            forgotten = done.rowcount

    def _update(self, row: Any) -> Update:
        raw = self._sealer.open(row.raw) if row.sealed else row.raw
        return Update(row.key, raw, bool(row.sealed))
