"""Updates are stored first, then confirmed; taps are answered at once, separately."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from typing import Any

from aiogram.methods import AnswerCallbackQuery

from adapters.telegram.client import Client
from adapters.telegram.errors import FAILURES, describe
from adapters.telegram.inbound import Tap, tap, update
from adapters.telegram.topics import Topics
from service.ports import Inbox, Update

ANSWER_SECONDS = 10.0  # Telegram allows about 15
ANSWERS_AT_ONCE = 32

_LOGGER = logging.getLogger(__name__)


class Reception:
    """`chat`: gives a link to the bot's private chat, as soon as its name is known. `topics`: learn
    in which one people are to be answered."""

    def __init__(
        self, account: str, client: Client, chat: Callable[[], str | None], topics: Topics
    ) -> None:
        self._topics = topics
        self._account = account
        self._client = client
        self._chat = chat
        self._answers: set[asyncio.Task[None]] = set()
        self._room = asyncio.Semaphore(ANSWERS_AT_ONCE)

    async def take(self, inbox: Inbox, raw: Sequence[Any]) -> None:
        """Keep the updates. When this returns, they may be confirmed. Raises what the inbox does.

        What is no update at all is dropped: nothing could ever be made of it."""
        kept = [each for each in map(self._update, raw) if each is not None]
        for each in raw:
            if isinstance(each, dict):
                self._topics.note(each)
        await inbox.receive(self._account, kept)
        for each in raw:
            tapped = tap(each) if isinstance(each, dict) else None
            if tapped is not None:
                task = asyncio.create_task(self._answer(tapped))
                self._answers.add(task)
                task.add_done_callback(self._answers.discard)

    async def close(self) -> None:
        """Cancel the answers under way."""
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

    async def _answer(self, tapped: Tap) -> None:
        """Stop the button's progress indicator; a tap that leads into the private chat opens it.
        Whether the choice counts is said in a message."""
        async with self._room:
            if tapped.leads and await self._told(tapped, self._chat()):
                return
            await self._told(tapped)

    async def _told(self, tapped: Tap, url: str | None = None) -> bool:
        call = AnswerCallbackQuery(callback_query_id=tapped.id, url=url)
        try:
            await self._client.call(call, seconds=ANSWER_SECONDS)
        except FAILURES as error:
            extra = {"account": self._account, "reason": describe(error)}
            _LOGGER.info("telegram.tap_not_answered", extra=extra)
            return False
        return True
