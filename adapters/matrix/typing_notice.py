"""Shows a person who writes in private, at once, that OrgLife is about to answer.

It is separate from the durable path: nothing waits for it, and nothing is lost without it.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Collection
from urllib.parse import quote

from adapters.matrix.client import V3, Client
from adapters.matrix.errors import FAILURES, describe

SHOWN_MILLISECONDS = 3000  # an answer comes sooner; otherwise the notice expires
CALL_SECONDS = 5.0

_LOGGER = logging.getLogger(__name__)


class TypingNotice:
    def __init__(self, client: Client, account: str) -> None:
        self._client = client
        self._account = account
        self._under_way: set[asyncio.Task[None]] = set()

    def show(self, rooms: Collection[str]) -> None:
        """Show in these rooms that OrgLife is typing."""
        for room in rooms:
            task = asyncio.create_task(self._say(room))
            self._under_way.add(task)
            task.add_done_callback(self._under_way.discard)

    async def close(self) -> None:
        """Cancel what is under way."""
        under_way = list(self._under_way)
        for each in under_way:
            each.cancel()
        await asyncio.gather(*under_way, return_exceptions=True)

    async def _say(self, room: str) -> None:
        path = f"{V3}/rooms/{quote(room)}/typing/{quote(self._client.user_id)}"
        shown = {"typing": True, "timeout": SHOWN_MILLISECONDS}
        try:
            await self._client.call("PUT", path, shown, seconds=CALL_SECONDS)
        except FAILURES as error:
            extra = {"account": self._account, "reason": describe(error)}
            _LOGGER.info("matrix.no_typing_notice", extra=extra)
