"""Polls Telegram for updates.

A request with an offset confirms everything before it, so the offset advances only after the
updates are stored. It needs no row of its own: after a start Telegram sends everything that was not
confirmed, and the inbox drops what it knows.
"""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Sequence
from time import monotonic
from typing import Any

from aiogram.exceptions import TelegramConflictError, TelegramRetryAfter
from aiogram.methods import DeleteWebhook

from adapters.telegram.capabilities import UPDATES
from adapters.telegram.client import CALL_SECONDS, Client, GetRawUpdates
from adapters.telegram.errors import FAILURES, describe
from adapters.telegram.reception import Reception
from service.ports import Inbox

POLL_SECONDS = 30  # how long Telegram may hold back an empty response
AT_ONCE = 1.0  # seconds: a server that answers sooner, with nothing, holds no request back …
IDLE_PAUSE = 2.0  # … and is asked again after so long
FIRST_PAUSE = 0.5  # seconds; doubled with each failure …
LONGEST_PAUSE = 60.0  # … up to this

_LOGGER = logging.getLogger(__name__)


class Backoff:
    """How long to wait after a failure."""

    def __init__(self) -> None:
        self._failures = 0

    def reset(self) -> None:
        self._failures = 0

    def seconds(self, error: BaseException) -> float:
        if isinstance(error, TelegramRetryAfter):
            return float(error.retry_after)
        pause: float = min(FIRST_PAUSE * 2 ** min(self._failures, 20), LONGEST_PAUSE)
        self._failures += 1
        return pause * random.uniform(0.8, 1.2)  # noqa: S311 - spreads load, guards nothing


class Poller:
    """`trouble`: the error that keeps updates from arriving, if any."""

    def __init__(self, account: str, client: Client, reception: Reception) -> None:
        self._account = account
        self._client = client
        self._reception = reception
        self._offset: int | None = None
        self.trouble: BaseException | None = None

    async def run(self, inbox: Inbox) -> None:
        """Pass updates to the inbox until cancelled."""
        backoff = Backoff()
        while True:
            try:
                asked = monotonic()
                raw = await self._ask()
                await self._keep(inbox, raw)
                if not (raw or self.trouble) and monotonic() - asked < AT_ONCE:
                    await asyncio.sleep(IDLE_PAUSE)
            except FAILURES as error:
                await self._failed(error)
                await asyncio.sleep(backoff.seconds(error))
            except Exception as error:  # the inbox is unavailable
                _LOGGER.exception("telegram.keep_failed", extra={"account": self._account})
                await asyncio.sleep(backoff.seconds(error))
            else:
                backoff.reset()
                self.trouble = None

    async def _ask(self) -> Sequence[Any]:
        return await self._client.call(
            GetRawUpdates(
                offset=self._offset,
                timeout=0 if self.trouble else POLL_SECONDS,  # to notice a recovery soon
                allowed_updates=UPDATES,
            ),
            seconds=POLL_SECONDS + CALL_SECONDS,
        )

    async def _keep(self, inbox: Inbox, raw: Sequence[Any]) -> None:
        if not raw:
            return
        await self._reception.take(inbox, raw)
        # The last id, not the largest: numbering restarts at random after a quiet week.
        numbers = [each.get("update_id") for each in raw if isinstance(each, dict)]
        known = [each for each in numbers if isinstance(each, int)]
        if not known:
            raise ValueError("Telegram's updates have no ids")
        self._offset = known[-1] + 1

    async def _failed(self, error: BaseException) -> None:
        if type(error) is not type(self.trouble):  # logged once, not at every attempt
            extra = {"account": self._account, "reason": describe(error)}
            _LOGGER.error("telegram.no_updates", extra=extra)
        self.trouble = error
        if isinstance(error, TelegramConflictError) and "webhook is active" in error.message:
            await self._take_over()

    async def _take_over(self) -> None:
        """The settings say polling, so the webhook is an old one. Pending updates are kept."""
        try:
            await self._client.call(DeleteWebhook(drop_pending_updates=False))
            _LOGGER.warning("telegram.webhook_removed", extra={"account": self._account})
        except FAILURES as error:
            extra = {"account": self._account, "reason": describe(error)}
            _LOGGER.error("telegram.webhook_stays", extra=extra)
