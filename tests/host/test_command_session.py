"""A command beside a service: one that runs, one that is just starting, and none."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from service.host import command_session
from service.host.command_session import beside, opened
from service.host.instance_lock import AlreadyRunningError, InstanceLock
from service.settings.loading import Settings, load

ADDRESS = "http://127.0.0.1:1"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    file = tmp_path / "orglife.toml"
    file.write_text(f'data_dir = "{tmp_path}"\n', "utf-8")
    return load(file)


async def test_a_command_waits_until_a_service_that_is_starting_can_be_asked(
    settings: Settings,
) -> None:
    service = InstanceLock(settings)
    service.take()

    async def start() -> None:
        await asyncio.sleep(0.3)
        service.announce(ADDRESS)

    starting = asyncio.create_task(start())
    async with beside(settings) as running:
        assert running is not None
        assert running.url == ADDRESS
    await starting
    service.release()


async def test_a_command_waits_until_another_command_has_ended(settings: Settings) -> None:
    other = InstanceLock(settings)
    other.take()

    async def end() -> None:
        await asyncio.sleep(0.3)
        other.release()

    ending = asyncio.create_task(end())
    async with opened(settings, create=True):
        with pytest.raises(AlreadyRunningError):
            other.take(0)
    await ending
    other.take(0)
    other.release()


async def test_a_command_does_not_wait_for_ever(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command_session, "WAIT_SECONDS", 0.2)
    other = InstanceLock(settings)
    other.take()
    with pytest.raises(AlreadyRunningError):
        async with beside(settings):
            pass
    other.release()
