"""The platforms the suite runs over. A new adapter is one more line here, and a driver."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest

from tests.conformance.on_memory import open_memory
from tests.conformance.on_telegram import open_telegram
from tests.conformance.on_webchat import open_webchat
from tests.conformance.platform import Platform, Recorder

Open = Callable[[Recorder, Path], AbstractAsyncContextManager[Platform]]

PLATFORMS: dict[str, Open] = {
    "memory": open_memory,
    "telegram": open_telegram,
    "webchat": open_webchat,
}


@pytest.fixture(params=sorted(PLATFORMS))
def open_platform(request: pytest.FixtureRequest) -> Open:
    """How to open each platform in turn."""
    return PLATFORMS[request.param]


@pytest.fixture
async def platform(open_platform: Open, tmp_path: Path) -> AsyncIterator[Platform]:
    async with open_platform(Recorder(), tmp_path) as opened:
        yield opened
