"""The power goes while the web chat and OrgLife write into a file each: what was confirmed to a
page is handled once, and everybody's chat reads as if nothing had been."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from service.store.store import Store
from service.testkit.recorder import Recorder
from service.testkit.service import Service
from tests.amounts import CRASHES
from tests.conformance.on_webchat import OnWebChat
from tests.disk.crashes import Image, few_pages, sound, try_all
from tests.disk.disk import Disk, disk

FILE = "orglife.sqlite3"
CHAT = "webchat.sqlite3"
ACTS = 9


@asynccontextmanager
async def both(folder: Path, before: Service | None = None) -> AsyncIterator[Service]:
    """A service beside its web chat, with the people and browsers of an earlier one."""
    platform = OnWebChat(Recorder(), folder)
    if before is not None:
        assert isinstance(before.platform, OnWebChat)
        platform._browsers = dict(before.platform._browsers)
    platform.inbox.failing = True  # until somebody is there to take what waits
    with patch("adapters.webchat.adapter.CARRY_SECONDS", 0.05):
        await platform.start()
        store = await Store.open(f"sqlite:///{folder / FILE}")
        service = Service(platform, store)
        if before is None:
            platform.inbox.failing = False
            await service.prepare()
        else:
            service.users = before.users
            await service.engine.prepare()
            await service.delivery.recover()
            platform.inbox.failing = False
        yield service
        await platform.stop()
        await store.close()


async def talk(service: Service, on: Disk | None = None) -> Mapping[str, Any]:
    """People say something, one after the other, each time under the same id: what was said already
    is said once more, as by a page that got no answer. All that stands in their chats then."""
    platform = service.platform
    assert isinstance(platform, OnWebChat)
    platform._acts = 1000
    for number in range(ACTS):
        user = service.users[("王敏", "李华")[number % 2]]
        await platform.say(user, await platform.private(user), "帮助")
        if on is not None:
            on.promise("act", f"{user}:act-{platform._acts:05}")
        if number % 3 == 2:
            await service.settle()
    await service.settle()
    return {name: sorted(each.words for each in await service.chat(name)) for name in service.users}


async def test_both_files_go_on_together(tmp_path: Path) -> None:
    with disk() as on, pytest.MonkeyPatch.context() as patched:
        few_pages(patched)
        folder = tmp_path / "before"
        folder.mkdir()
        async with both(folder) as first:
            begun = len(on.steps)
            expected = await talk(first, on)
    assert len(expected["王敏"]) > ACTS

    async def check(left: Path, image: Image) -> None:
        async with both(left, first) as second:
            sound(left / CHAT)
            inbox = {row[2] for row in sound(left / FILE)["inbox"]}
            assert inbox.issuperset(image.promises("act"))
            assert await talk(second) == expected
            assert await second.count("SELECT count(*) FROM inbox WHERE error IS NOT NULL") == 0
            said = "SELECT count(*) FROM journal WHERE action = 'home.helped'"
            assert await second.count(said) == ACTS

    made = {str(folder / CHAT): b""}  # by the web chat, before SQLite opens it
    await try_all(made, on.steps, CRASHES // 4, tmp_path, check, after=begun)
