"""Knocks at the devices of whoever has a new message and no page open.

What has been told is one number in the web chat's file, written after the pushes: a crash in
between knocks once more, and the device shows one notification all the same.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass, field

from aiohttp import ClientError, ClientSession, ClientTimeout

from adapters.webchat.feed import Feed
from adapters.webchat.push.knock import Push, Sender
from adapters.webchat.push.subscriptions import Arrival, Device, Subscriptions

AT_ONCE = 20  # pushes under way
TRIES = 2
TIMEOUT_SECONDS = 10.0  # a service that is out of reach delays the others no longer
GATHERING_SECONDS = 1.0  # several messages at once are one knock
LEAVING_SECONDS = 30.0  # a page that was open when a message came may have been on its way out
SWEEP_SECONDS = 300.0

_GONE = frozenset({404, 410})  # RFC 8030, 7.3: the subscription does not exist any more
_LOGGER = logging.getLogger(__name__)


@dataclass(slots=True)
class Knocker:
    subscriptions: Subscriptions
    feed: Feed
    sender: Sender
    gathering: float = GATHERING_SECONDS
    leaving: float = LEAVING_SECONDS
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep
    _watching: list[tuple[float, Arrival]] = field(default_factory=list)  # until, on a page
    _woken: asyncio.Event = field(default_factory=asyncio.Event)

    def wake(self) -> None:
        """Something was said."""
        self._woken.set()

    async def run(self) -> None:
        """Knock until cancelled."""
        async with ClientSession(timeout=ClientTimeout(total=TIMEOUT_SECONDS)) as http:
            while True:
                self._woken.clear()
                try:
                    await self._round(http)
                except Exception:
                    _LOGGER.exception("webchat.push_failed")
                await self._wait()

    async def _wait(self) -> None:
        now = time.monotonic()
        until = min((each for each, _ in self._watching), default=now + SWEEP_SECONDS)
        try:
            async with asyncio.timeout(max(until - now, 0)):
                await self._woken.wait()
        except TimeoutError:
            return
        await self.pause(self.gathering)

    async def _round(self, http: ClientSession) -> None:
        last, arrived = await self.subscriptions.arrivals()
        now, there = time.monotonic(), self.feed.people()
        due = [each for until, each in self._watching if until <= now]
        still = [(until, each) for until, each in self._watching if until > now]
        away = {each.user for each in arrived} - there
        if due:
            away |= await self.subscriptions.unread(due) - there
        still += [(now + self.leaving, each) for each in arrived if each.user in there]
        if away:
            await self._knock(http, away)
        self._watching = still
        await self.subscriptions.told(last)

    async def _knock(self, http: ClientSession, people: Collection[str]) -> None:
        """One push to each device of these people; those that are gone are forgotten."""
        found = await self.subscriptions.of(people)
        pushes = await asyncio.to_thread(self._sealed, found)
        turn = asyncio.Semaphore(AT_ONCE)

        async def send(push: Push) -> int:
            async with turn:
                return await self._send(http, push)

        statuses = await asyncio.gather(*(send(each) for each in pushes))
        gone = [
            push.endpoint for push, status in zip(pushes, statuses, strict=True) if status in _GONE
        ]
        if gone:
            await self.subscriptions.forget(gone)
        failed = sum(not 200 <= each < 300 and each not in _GONE for each in statuses)
        if failed:
            _LOGGER.warning("webchat.push_refused", extra={"count": failed})

    def _sealed(self, found: Sequence[Device]) -> list[Push]:
        now = time.time()
        return [self.sender.push(each, now) for each in found]

    async def _send(self, http: ClientSession, push: Push) -> int:
        """The status that the push service answers with; 0: it can't be reached."""
        status = 0
        for attempt in range(TRIES):
            if attempt:
                await self.pause(2.0**attempt)
            try:
                async with http.post(
                    push.endpoint, data=push.body, headers=push.headers, allow_redirects=False
                ) as answer:
                    status = answer.status
            except (ClientError, TimeoutError):
                status = 0
            if status and status != 429 and status < 500:
                break
        return status
