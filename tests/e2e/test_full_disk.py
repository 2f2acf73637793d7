"""A disk that is full: people hear that what they did was not taken, operators what to do, and once
there is room all goes on without a restart, nothing lost and nothing doubled."""

from __future__ import annotations

import asyncio
import json
import os
import sqlite3
import subprocess
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from sqlalchemy import Connection

from adapters.webchat.adapter import WebChat
from service.app import App
from service.core.people import RosterRow
from service.host import storage_watch
from service.runtime.observability import log
from service.settings.loading import Settings
from service.store.room import has_room, write_scratch
from service.testkit.databases import open_store
from service.testkit.waiting import patience, until
from tests.e2e.commands import Terminal
from tests.e2e.running import Visitor

SMALL = "8m"  # room for both databases and their journals


@dataclass
class Disk:
    folder: Path

    def fill(self) -> None:
        """Leave no room at all, with files as large as there is room for."""
        for step in (1 << 16, 1 << 12, 1):
            with (self.folder / f"filler{step}").open("wb", buffering=0) as filler:
                try:
                    while filler.write(b"x" * step):
                        pass
                except OSError:
                    pass

    def make_room(self) -> None:
        for each in self.folder.glob("filler*"):
            each.unlink()


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    """A small disk; without the right to mount one the test is skipped."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SMALL}", "none", str(folder)]
    if os.geteuid() or subprocess.run(mount, check=False, capture_output=True).returncode:  # noqa: S603
        pytest.skip("only root can mount a small disk")
    yield Disk(folder)
    subprocess.run(["umount", "--lazy", str(folder)], check=True)  # noqa: S603, S607


@asynccontextmanager
async def running(folder: Path) -> AsyncIterator[App]:
    app = await App.build(Settings.model_validate({"data_dir": folder, "web": {"port": 0}}))
    stop, started = asyncio.Event(), asyncio.Event()
    task = asyncio.create_task(app.run(stop, started.set))
    async with patience():
        await started.wait()
        yield app
        stop.set()
        await task


async def member(app: App) -> Visitor:
    await app.administration.import_roster([RosterRow("李华", "校/一支部")])
    await app.engine.refresh()
    (person,) = app.engine.directory.roster.people
    code = (await app.administration.invite([person]))[person]
    chat = app.adapters["webchat"]
    assert isinstance(chat, WebChat)
    visitor = Visitor(app.local_url)
    await asyncio.to_thread(visitor.join, f"{app.local_url}/chat/join?code={code}")
    assert visitor.home
    return visitor


async def act(visitor: Visitor, number: int) -> httpx.Response:
    say = {"kind": "say", "id": f"act-{number:08}", "room": visitor.private, "text": "菜单"}
    return await asyncio.to_thread(
        lambda: visitor.http.post(
            f"{visitor.home}/acts",
            json=say,
            headers={"X-OrgLife": "1", "Origin": str(visitor.http.base_url).rstrip("/")},
        )
    )


async def readiness(app: App) -> tuple[int, str]:
    async with httpx.AsyncClient(trust_env=False) as client:
        answer = await client.get(f"{app.local_url}/readyz")
    return answer.status_code, str(answer.json()["parts"]["storage"])


HANDLED = "SELECT count(*) FROM inbox WHERE handled_at IS NOT NULL"
SET_ASIDE = "SELECT count(*) FROM inbox WHERE error IS NOT NULL"
DONE = "SELECT count(*) FROM journal WHERE action LIKE 'home.%'"


def counted(disk: Disk, query: str) -> int:
    with closing(sqlite3.connect(disk.folder / "orglife.sqlite3")) as opened:
        return int(opened.execute(query).fetchone()[0])


async def test_a_full_disk_refuses_plainly_and_goes_on_once_there_is_room(
    disk: Disk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(storage_watch, "ROOM_SECONDS", 0.1)
    monkeypatch.setattr(storage_watch, "LOOK_SECONDS", 0.1)
    log.configure("info", "json")
    async with running(disk.folder) as app, AsyncExitStack() as closing_at_the_end:
        visitor = await member(app)
        closing_at_the_end.callback(visitor.close)
        before = counted(disk, DONE)
        assert (await act(visitor, 0)).status_code == 200
        assert await readiness(app) == (200, "ready")
        disk.fill()
        refused: set[int] = set()
        taken = {0}
        for number in range(1, 400):  # as long as the journals have room
            answer = await act(visitor, number)
            if answer.status_code == 200:
                taken.add(number)
                continue
            assert answer.status_code == 503, answer.text
            assert answer.json()["detail"] == "no_room"
            refused.add(number)
            if len(refused) == 3:
                break
        assert refused
        status, why = await readiness(app)
        assert status == 503
        assert "its disk is full: make room" in why
        disk.make_room()
        for number in refused:

            async def again(number: int = number) -> bool:
                return (await act(visitor, number)).status_code == 200

            while not await again():  # as the page does
                await asyncio.sleep(0.05)
        while (await readiness(app))[0] != 200:
            await asyncio.sleep(0.05)
        count = len(taken | refused)
        await until(lambda: counted(disk, HANDLED) == count, "each act is handled")
        assert counted(disk, SET_ASIDE) == 0
        assert counted(disk, DONE) == before + count, "none of them twice"
    lines = [json.loads(each) for each in capsys.readouterr().err.splitlines()]
    (full,) = (each for each in lines if each["action"] == "storage.full")
    assert "make room on the disk of" in full["remedy"]
    assert any(each["action"] == "storage.room_again" for each in lines)


async def test_the_scratch_finds_a_full_disk_and_leaves_nothing(disk: Disk) -> None:
    write_scratch(disk.folder)
    disk.fill()
    with pytest.raises(OSError, match="No space left"):
        write_scratch(disk.folder)
    assert not list(disk.folder.glob(".room*"))


async def test_the_doctor_finds_a_full_disk(disk: Disk, monkeypatch: pytest.MonkeyPatch) -> None:
    orglife = Terminal(disk.folder, monkeypatch)
    disk.fill()
    ended = await asyncio.to_thread(orglife, "doctor")
    assert ended.code == 1
    assert "磁盘满了" in ended.out


def let_grow(pages: int) -> Callable[[Connection], None]:
    return lambda connection: connection.exec_driver_sql(f"PRAGMA max_page_count={pages}").close()


async def test_a_database_that_may_not_grow_has_no_room(tmp_path: Path) -> None:
    store = await open_store(f"sqlite:///{tmp_path / 'orglife.sqlite3'}")
    try:
        for pages, room in ((1, False), (1_000_000, True)):  # no fewer than there are
            async with store.database.write() as connection:
                await connection.run_sync(let_grow(pages))
            assert await has_room(store) is room
            assert store.database.full is not room
    finally:
        await store.close()
