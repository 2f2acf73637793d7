"""What Telegram brings is kept first, then confirmed; taps are answered at once beside it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from typing import Any

from aiogram.methods import AnswerCallbackQuery

from adapters.telegram.client import Client
from adapters.telegram.errors import FAILURES, describe
from adapters.telegram.inbound import callback_id, update
from service.ports import Inbox, Update

ANSWER_SECONDS = 10.0  # Telegram lets about 15 pass
ANSWERS_AT_ONCE = 32

_LOGGER = logging.getLogger(__name__)


class Reception:
    def __init__(self, account: str, client: Client) -> None:
        self._account = account
        self._client = client
        self._answers: set[asyncio.Task[None]] = set()
        self._room = asyncio.Semaphore(ANSWERS_AT_ONCE)

    async def take(self, inbox: Inbox, raw: Sequence[Any]) -> None:
        """Keep the updates. When this returns, they may be confirmed. Raises what the inbox does.

        What is no update at all is dropped: nothing could ever be made of it."""
        kept = [each for each in map(self._update, raw) if each is not None]
        await inbox.receive(self._account, kept)
        for each in raw:
            query = callback_id(each) if isinstance(each, dict) else None
            if query is not None:
                task = asyncio.create_task(self._answer(query))
                self._answers.add(task)
                task.add_done_callback(self._answers.discard)

    async def close(self) -> None:
        """Let go of the answers that are under way."""
        answers = list(self._answers)
        for each in answers:
            each.cancel()
        await asyncio.gather(*answers, return_exceptions=True)

    def _update(self, raw: Any) -> Update | None:
        try:
            if isinstance(raw, dict):
                return update(raw)
        except ValueError:
            pass
        _LOGGER.error("telegram.no_update", extra={"account": self._account})
        return None

    async def _answer(self, query: str) -> None:
        """The button stops turning. Whether the choice counts is said by a message."""
        try:
            async with self._room:
                call = AnswerCallbackQuery(callback_query_id=query)
                await self._client.call(call, seconds=ANSWER_SECONDS)
        except FAILURES as error:
            extra = {"account": self._account, "reason": describe(error)}
            _LOGGER.info("telegram.tap_not_answered", extra=extra)
