"""A message to many on Telegram: the platform's limits are never broken, and replies go between.

A second of the platform is scaled to a few hundredths of ours; nothing here depends on how long
anything takes.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from typing import Any

from adapters.telegram import Telegram, build
from adapters.telegram.capabilities import RATES
from service.core.rate_limit import Pace
from service.runtime.outbound.delivery import Delivery
from service.runtime.timers.clock import SystemClock
from service.store.changes import Changes, OutboxRow
from service.testkit.waiting import until
from tests.adapters.webchat.conftest import Mirror
from tests.telegram_server.account import Account
from tests.telegram_server.flood import Flood
from tests.telegram_server.server import TelegramServer
from tests.world import World, world

SECOND = 0.05
MANY = 200


class Broadcast:
    """A service that sends, at a server that keeps Telegram's limits."""

    def __init__(self, w: World, server: TelegramServer, adapter: Telegram) -> None:
        self.w = w
        self.flood = Flood(SECOND)
        server.flood = self.flood
        scaled = {
            name: Pace(pace.count, pace.seconds * SECOND)
            for name in ("account", "private", "group")
            if (pace := getattr(RATES, name))
        }
        self.delivery = Delivery(
            w.engine,
            SystemClock(),
            {"telegram": adapter},
            lambda _: None,  # type: ignore[arg-type, return-value]
            rates={"telegram": replace(RATES, **scaled)},
        )

    async def put(self, *chats: int, **values: Any) -> None:
        """One message to each of these chats into the outbox."""
        changes = Changes()
        for chat in chats:
            row: dict[str, Any] = {"kind": "send", "account": "telegram", "chat": str(chat),
                   "created_at": SystemClock().now(), "payload": '{"body":"words"}',
                   "key": "k"} | values  # fmt: skip
            changes.send(OutboxRow(**row))
        async with self.w.store.write() as transaction:
            await transaction.apply(changes)
        self.delivery.wake()

    async def until(self, count: int) -> None:
        """Wait until so many messages are taken."""
        await until(lambda: len(self.flood.accepted) >= count, f"{count} messages")

    @property
    def chats(self) -> list[int]:
        """Where messages were taken, in order."""
        return [chat for _, chat in self.flood.accepted]


@asynccontextmanager
async def broadcast(url: str) -> AsyncIterator[tuple[Broadcast, Account]]:
    async with TelegramServer() as server, world((), url=url) as w:
        account = server.account()
        given = {"token": account.token, "api_url": server.url}
        adapter = build(given, account="telegram", sealer=Mirror())
        made = Broadcast(w, server, adapter)
        running = asyncio.create_task(made.delivery.run())
        yield made, account
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running
        await adapter.close()


async def test_the_limits_are_never_broken_and_everybody_gets_it_once(sqlite_url: str) -> None:
    async with broadcast(sqlite_url) as (made, account):
        people = [account.person(str(number)).id for number in range(MANY)]
        group = account.group("支部").id
        await made.put(*people, priority="bulk")
        await made.put(*people[:20], *people[:20], *[group] * 19, priority="normal")
        await made.until(MANY + 59)
        assert made.flood.refused == 0
        assert sorted(made.chats) == sorted([*people, *people[:20], *people[:20], *[group] * 19])


async def test_replies_go_before_everything_that_waits(sqlite_url: str) -> None:
    async with broadcast(sqlite_url) as (made, account):
        people = [account.person(str(number)).id for number in range(MANY)]
        await made.put(*people, priority="bulk")
        await made.until(40)
        pressing, before = people[-1], len(made.flood.accepted)
        await made.put(pressing, priority="reply", key="answer")
        await made.until(MANY + 1)
        # What was under way already may go before it: no more than a second takes, and one page.
        assert made.chats.index(pressing) <= before + 30 + 16
        assert made.chats.count(pressing) == 2
        assert made.flood.refused == 0
