"""The fixtures of the behaviours: an open platform, and a whole service on it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from service.testkit.applying import NotApplicable, inapplicable
from service.testkit.platform import Open, Platform
from service.testkit.recorder import Recorder
from service.testkit.service import Service, open_service

_MET = pytest.StashKey[dict[Open, Platform]]()
"""A closed platform of each opener, which still says what it declares and lacks."""


def platforms(**openers: Open) -> Any:
    """The fixture `open_platform`, on which the others build: each of these in turn."""

    @pytest.fixture(params=openers)
    def open_platform(request: pytest.FixtureRequest) -> Open:
        return openers[request.param]

    return open_platform


@pytest_asyncio.fixture
async def platform(
    request: pytest.FixtureRequest, open_platform: Open, tmp_path: Path
) -> AsyncIterator[Platform]:
    """An open platform; one to which the behaviour does not apply is opened once at most, because
    what an opener opens always declares and lacks the same."""
    met = request.config.stash.setdefault(_MET, {})
    if open_platform in met:
        reason = inapplicable(request.node, met[open_platform])
        if reason is not None:
            raise NotApplicable(reason)
    async with open_platform(Recorder(), tmp_path) as opened:
        met[open_platform] = opened
        reason = inapplicable(request.node, opened)
        if reason is None:
            yield opened
    if reason is not None:
        raise NotApplicable(reason)


@pytest_asyncio.fixture
async def service(platform: Platform) -> AsyncIterator[Service]:
    async with open_service(platform) as opened:
        yield opened
