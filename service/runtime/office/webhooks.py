"""Tells systems of offices by HTTP that an activity has closed: its number, kind and unit, and
nothing that was said. They read the rest from the API.

What is told stands in rows first, so nothing is lost in a crash and nothing is told under another
number; it may be told twice, under the same `webhook-id`. Signed as Standard Webhooks have it:
HMAC-SHA256 over `id.timestamp.body`.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import msgspec

from service.core.access import SEES_FIGURES
from service.core.office import NotHere
from service.ports import CannotOpen, Clock
from service.runtime.engine import RETRY_SECONDS, Engine
from service.runtime.observability.log import get_logger
from service.runtime.office.pages import Pages
from service.store.database import DATABASE_DOWN
from service.store.rollups import Rollups
from service.store.webhooks import Webhooks as Rows

LOOK_SECONDS = 5.0
AT_ONCE = 20
PAUSES = tuple(
    timedelta(seconds=each) for each in (5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400)
)
"""Before each further try, as Standard Webhooks suggest; after the last one it is given up."""
GONE = 410  # whoever answers so wants no more

log = get_logger()
Post = Callable[[str, Mapping[str, str], bytes], Awaitable[int]]
"""Sends a body to an address; the status of the answer, 0 where none came."""


@dataclass(frozen=True, slots=True)
class Webhooks:
    engine: Engine
    clock: Clock
    pages: Pages
    post: Post

    async def run(self) -> None:
        """Tell until cancelled. A database that fails is tried again."""
        while True:
            try:
                await self.tell()
            except DATABASE_DOWN as error:
                log.error("webhooks.database_failed", error=error)
                await asyncio.sleep(RETRY_SECONDS)
                continue
            await asyncio.sleep(LOOK_SECONDS)

    async def tell(self) -> None:
        """Find what has closed, and tell what is due."""
        await self._look()
        now = self.clock.now()
        async with self.engine.store.read() as transaction:
            rows = await Rows(transaction).due(now, AT_ONCE)
        for row in rows:
            await self._tell(row, now)

    async def _look(self) -> None:
        async with self.engine.store.read() as transaction:
            listed = await Rows(transaction).listed()
            newest = await Rollups(transaction).newest_line() if listed else 0
        for hook in listed:
            if hook.line < newest:
                await self._queue(hook, newest)

    async def _queue(self, hook: Any, newest: int) -> None:
        async with self.engine.store.write() as transaction:
            rows = Rows(transaction)
            found = await rows.closed(hook.line, newest, self.pages.listed())
            theirs = [each.id for each in found if self._may(hook.person, each.unit)]
            await rows.queue(hook.id, theirs, newest, self.clock.now())

    def _may(self, person: int, unit: int = 0) -> bool:
        """Whether the person may see figures of the unit now (0: of their own)."""
        try:
            reader = self.pages.reader(person)
            return reader.may(SEES_FIGURES, unit or reader.person.unit)
        except NotHere:
            return False

    async def _tell(self, row: Any, now: datetime) -> None:
        number = f"msg_{row.webhook}_{row.activity}"
        theirs = self._may(row.person, row.unit)
        status = await self._post(row, number, now) if theirs else 0
        over = not theirs or 200 <= status < 300 or row.attempts >= len(PAUSES)
        async with self.engine.store.write() as transaction:
            if status == GONE or not self._may(row.person):
                await Rows(transaction).end(row.webhook)
                return
            again = None if over else now + PAUSES[row.attempts]
            await Rows(transaction).told(row.webhook, row.activity, status, again)

    async def _post(self, row: Any, number: str, now: datetime) -> int:
        """What the receiver answers; 0 as well where its secret can't be opened."""
        try:
            secret = self.engine.registry.sealer.open(row.secret)
        except CannotOpen:
            log.error("webhooks.secret_unreadable", webhook=row.webhook)
            return 0
        body = self._body(row)
        status = await self.post(row.url, signed(number, now, body, secret), body)
        log.info("webhooks.told", webhook=row.webhook, status=status)
        return status

    def _body(self, row: Any) -> bytes:
        data = {
            "id": row.activity,
            "kind": row.kind,
            "unit": row.unit,
            "state": "cancelled" if row.phase == "cancelled" else "over",
            "result": f"{self.engine.registry.url}/api/v1/activities/{row.activity}/result",
        }
        told = {"type": "activity.closed", "timestamp": row.at.isoformat(), "data": data}
        return msgspec.json.encode(told)

    async def forget(self) -> None:
        """Drop what was told long ago."""
        async with self.engine.store.write() as transaction:
            await Rows(transaction).forget(self.clock.now())


def signed(number: str, now: datetime, body: bytes, secret: str) -> dict[str, str]:
    """The headers of a message, by which its receiver knows it for ours."""
    at = int(now.timestamp())
    key = base64.b64decode(secret.removeprefix("whsec_"))
    said = f"{number}.{at}.".encode() + body
    mac = base64.b64encode(hmac.new(key, said, hashlib.sha256).digest()).decode()
    return {
        "content-type": "application/json",
        "webhook-id": number,
        "webhook-timestamp": str(at),
        "webhook-signature": f"v1,{mac}",
    }
