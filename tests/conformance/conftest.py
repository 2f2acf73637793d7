"""The platforms the suite runs over. A new adapter is one more line here, and a driver."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from service.testkit.fixtures import platforms
from service.testkit.platform import Open, Platform
from service.testkit.recorder import Recorder
from tests.conformance.on_memory import open_memory, open_plain_memory
from tests.conformance.on_webchat import open_webchat

# Two platforms' libraries take seconds to import: only a test that opens one pays for it.


@asynccontextmanager
async def telegram(inbox: Recorder, folder: Path) -> AsyncIterator[Platform]:
    from tests.conformance.on_telegram import open_telegram

    async with open_telegram(inbox, folder) as opened:
        yield opened


def matrix(*, encrypted: bool) -> Open:
    @asynccontextmanager
    async def opening(inbox: Recorder, folder: Path) -> AsyncIterator[Platform]:
        from tests.conformance.on_matrix import open_matrix

        async with open_matrix(encrypted=encrypted)(inbox, folder) as opened:
            yield opened

    return opening


PLATFORMS: dict[str, Open] = {
    "matrix": matrix(encrypted=False),
    "matrix-encrypted": matrix(encrypted=True),
    "memory": open_memory,
    "plain": open_plain_memory,
    "telegram": telegram,
    "webchat": open_webchat,
}

open_platform = platforms(**PLATFORMS)
