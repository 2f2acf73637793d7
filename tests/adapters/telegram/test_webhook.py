"""Telegram brings updates itself: to whoever shows the secret, and confirmed when they are kept."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress

import httpx
import pytest

from adapters.telegram import Telegram, build
from adapters.telegram.webhook import SECRET_HEADER
from service.core.events import Chose, Said
from service.core.message import Button, Post
from service.ports import HasRoutes
from service.testkit.asking import heard, tell
from service.testkit.recorder import Recorder
from service.testkit.waiting import until
from service.web.health import Health
from service.web.server import Server, build_app
from tests.adapters.webchat.conftest import Mirror
from tests.conformance.on_telegram import OnTelegram
from tests.telegram_server.server import Fault, TelegramServer


class Brought(OnTelegram):
    """The driver, with the adapter's route behind a web server of its own."""

    async def start(self) -> None:
        self._web = Server(None, "127.0.0.1", 0, port_is_fixed=False)
        self.url = f"http://127.0.0.1:{self._web.bind()}"
        settings = {
            "token": self.account.token,
            "api_url": self.server.url,
            "base_url": self.url,
            "mode": "webhook",
        }
        self.adapter: Telegram = build(settings, account="telegram", sealer=Mirror())
        assert isinstance(self.adapter, HasRoutes)
        self._web.carry(build_app(Health(), self.adapter.routes(self.inbox)))
        await self.adapter.open()
        self._serving = asyncio.create_task(self._web.run())
        self._running = asyncio.create_task(self.adapter.run(self.inbox))

    async def stop(self) -> None:
        await super().stop()
        await self._web.stop()
        self._serving.cancel()
        with suppress(asyncio.CancelledError):
            await self._serving


@pytest.fixture
async def bot() -> AsyncIterator[Brought]:
    async with TelegramServer() as server:
        platform = Brought(server, Recorder())
        server.faults["setWebhook"].append(Fault("page"))  # it is set at the second try
        await platform.start()
        yield platform
        await platform.stop()


async def test_what_is_brought_is_heard_in_order(bot: Brought) -> None:
    person = await bot.person("王敏")
    for words in "一二三":
        await bot.say(person, person, words)
    events = await heard(bot, 3)
    assert [each.text for each in events if isinstance(each, Said)] == list("一二三")
    assert all(each.ok for each in await bot.adapter.check())
    assert not bot.server.called("getUpdates")


async def test_what_could_not_be_kept_is_brought_again_and_comes_once(bot: Brought) -> None:
    person = await bot.person("王敏")
    bot.inbox.failing = True
    await bot.say(person, person, "别丢了")
    await bot.inbox.until_calls(2)
    assert bot.account.waiting
    (bad,) = [each for each in await bot.adapter.check() if not each.ok]
    assert "503" in bad.detail
    bot.inbox.failing = False
    (event,) = await heard(bot, 1)
    assert isinstance(event, Said)


async def test_a_tap_that_is_brought_is_answered(bot: Brought) -> None:
    person = await bot.person("王敏")
    message = await tell(bot, person, Post("?", buttons=((Button("1::y:", "是"),),)))
    await bot.press(person, person, message, "是")
    (event,) = await heard(bot, 1)
    assert isinstance(event, Chose)
    await until(lambda: bot.server.called("answerCallbackQuery"))


@pytest.mark.parametrize("secret", [None, "", "wrong", "密"])
async def test_without_the_secret_nothing_is_taken(bot: Brought, secret: str | None) -> None:
    headers = {} if secret is None else {SECRET_HEADER.encode(): secret.encode()}
    async with httpx.AsyncClient(base_url=bot.url, headers=headers) as client:
        answer = await client.post("/telegram/telegram", json={"update_id": 1})
    assert answer.status_code == 403
    assert not bot.inbox.calls


async def test_what_is_no_update_is_answered_so_that_it_does_not_come_for_ever(
    bot: Brought,
) -> None:
    await until(lambda: bot.account.webhook["url"])
    headers = {SECRET_HEADER: bot.account.webhook["secret"]}
    async with httpx.AsyncClient(base_url=bot.url, headers=headers) as client:
        strange = await client.post("/telegram/telegram", json=["?"])
        broken = await client.post("/telegram/telegram", content=b"{")
    assert (strange.status_code, broken.status_code) == (200, 400)
    assert not bot.inbox.updates
