"""A bot that runs, at a Bot API server on loopback, with an inbox that records."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from service.core.rate_limit import Rates
from service.runtime.outbound.delivery import Delivery
from service.testkit.organization import make_file
from service.testkit.recorder import Recorder
from service.testkit.service import Service, open_service
from service.testkit.waiting import until
from tests.conformance.on_telegram import OnTelegram, open_telegram
from tests.telegram_server.server import TelegramServer


@pytest.fixture
async def bot() -> AsyncIterator[OnTelegram]:
    async with TelegramServer() as server:
        platform = OnTelegram(server, Recorder())
        await platform.start()
        await until(lambda: server.called("getUpdates"))
        yield platform
        await platform.stop()


@pytest.fixture
async def service(tmp_path: Path) -> AsyncIterator[Service]:
    """The whole service over such a bot, with its people come in and their group bound."""
    async with open_telegram(Recorder(), tmp_path) as platform, open_service(platform) as opened:
        adapters = {platform.adapter.account: platform.adapter}
        opened.delivery = Delivery(  # under a clock that stands still no pace could be kept
            opened.engine, opened.clock, adapters, make_file, rates=dict.fromkeys(adapters, Rates())
        )
        await opened.settle()
        yield opened
