"""The way in: raw updates become durable, many to a commit, before they are confirmed."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from service.ports import PART, Clock, Sealer, SealsBriefly, Update
from service.runtime.observability.log import get_logger
from service.runtime.sharing import Everything, Share
from service.store.store import Store

LONGEST_ID = 255  # characters of an update's id, as the inbox has room for

log = get_logger()
Rows = list[dict[str, Any]]


@dataclass(slots=True)
class Group:
    """Rows that are written together, for `callers` who wait. `kept`: whether they are durable;
    None: not tried yet."""

    since: datetime
    rows: Rows = field(default_factory=list)
    callers: int = 0
    kept: bool | None = None


class Ingest:
    """The inbox that adapters write to. Whoever arrives while a commit is under way shares the
    next one (group commit); if that fails, each tries alone, so that nobody is told that updates
    are durable which are not, or suffers for another's."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        sealer: Sealer,
        notify: Callable[[], None],
        share: Share | None = None,
    ) -> None:
        self._store = store
        self._clock = clock
        self._sealer = sealer
        self._notify = notify
        self._share = share or Everything()
        self._committing = asyncio.Lock()
        self._gathering: Group | None = None
        self._open: list[Group] = []  # groups on their way, the oldest first

    @property
    def is_idle(self) -> bool:
        """Whether everything that was received is in the store."""
        return not self._open

    def complete_until(self) -> datetime:
        """Whatever was received before this moment is in the store by now, or never will be."""
        return min((group.since for group in self._open), default=self._clock.now())

    async def receive(self, account: str, updates: Sequence[Update]) -> None:
        """Keep the updates; they are durable when this returns."""
        if not updates:
            return
        received_at = self._clock.now()
        rows = [self._row(account, update, received_at) for update in updates]
        group = self._join(received_at, rows)
        try:
            async with self._committing:
                if group.kept is None:
                    await self._keep_together(group)
                if not group.kept:
                    await self._keep(rows)
        finally:
            self._leave(group)
            self._notify()

    def _join(self, received_at: datetime, rows: Rows) -> Group:
        if self._gathering is None:
            self._gathering = Group(received_at)
            self._open.append(self._gathering)
        self._gathering.rows.extend(rows)
        self._gathering.callers += 1
        return self._gathering

    def _leave(self, group: Group) -> None:
        group.callers -= 1
        if not group.callers:
            self._open.remove(group)
            if self._gathering is group:  # everybody was cancelled before the turn came
                self._gathering = None

    async def _keep_together(self, group: Group) -> None:
        self._gathering = None
        group.kept = False
        try:
            await self._keep(group.rows)
            group.kept = True
        except Exception as error:
            log.warning("inbox.group_failed", rows=len(group.rows), error=error)

    async def _keep(self, rows: Rows) -> None:
        async with self._store.write() as transaction:
            await transaction.receive(rows)
            await self._share.announce(transaction, rows)

    def _row(self, account: str, update: Update, received_at: datetime) -> dict[str, Any]:
        raw = update.raw.replace("\0", "")  # which PostgreSQL can't keep, and JSON never has
        if not raw.isascii():  # half a surrogate pair can't be kept by any database
            raw = raw.encode("utf-8", "replace").decode("utf-8")
        briefly = (
            self._sealer.briefly(raw, PART) if isinstance(self._sealer, SealsBriefly) else None
        )
        sealed = briefly or (self._sealer.seal(raw, PART) if update.sensitive else raw)
        return {
            "account": account,
            "update": _kept_id(update.id),
            "received_at": received_at,
            "raw": sealed,
            "sealed": update.sensitive or briefly is not None,
            "shard": self._share.shard(account, update.raw),
        }


def _kept_id(given: str) -> str:
    """The id of an update as every database can keep it: one that is too long, or has NUL or half a
    surrogate pair in it, is told by its hash. The same id is the same row, however often it
    comes."""
    if len(given) <= LONGEST_ID and (given.isascii() or _is_text(given)) and "\0" not in given:
        return given
    return f"#{hashlib.sha256(given.encode('utf-8', 'surrogatepass')).hexdigest()}"


def _is_text(given: str) -> bool:
    try:
        given.encode()
    except UnicodeEncodeError:
        return False
    return True
