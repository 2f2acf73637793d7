"""A bot that runs, at a Bot API server on loopback, with an inbox that records."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from service.testkit.recorder import Recorder
from tests.conformance.on_telegram import OnTelegram
from tests.telegram_server.server import TelegramServer


@pytest.fixture
async def bot() -> AsyncIterator[OnTelegram]:
    async with TelegramServer() as server:
        platform = OnTelegram(server, Recorder())
        await platform.start()
        async with asyncio.timeout(5):
            while not server.called("getUpdates"):  # so that what goes wrong is the next poll
                await asyncio.sleep(0.005)
        yield platform
        await platform.stop()
