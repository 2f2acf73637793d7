"""The power goes at any moment: whatever the disk holds then, the real store opens it, all that was
promised is there, and the service goes on as if nothing had been.

`make faults` tries a thousand moments, `make test` a few; `amounts` says how many, and which.
"""

from __future__ import annotations

import copy
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from adapters.memory.adapter import Memory
from service.ports import Order, SendResult
from service.runtime.engine import Engine
from service.runtime.timers.clock import ManualClock
from service.store.database import Database
from service.store.store import Store
from service.testkit.databases import migrated
from tests.amounts import CRASHES, SEED
from tests.disk.crashes import Contents, Image, crash_images, few_pages, sound, try_all
from tests.disk.disk import Disk, Step, disk
from tests.runtime.quiz_day import day, record, said
from tests.store.old_database import contents, unpack
from tests.world import START, minutes, world

FILE = "orglife.sqlite3"
END = START + minutes(70)
Promise = Callable[[str, Any], None]


# -- OrgLife's own database


@dataclass
class Life:
    """A day that was written down. `begun`: after how many steps it began; `chats`: as they were
    then; `outcome`: how it ended."""

    steps: Sequence[Step]
    begun: int
    chats: Memory
    quiz: int
    outcome: Any

    @property
    def states(self) -> list[Contents]:
        """What each commit left."""
        marks = [step.mark for step in self.steps if step.kind == "mark"]
        return [left for kind, left in marks if kind == "commit"]


async def live(file: Path, on: Disk) -> Life:
    """The day with a restart at noon, on this disk."""
    url = f"sqlite:///{file}"
    async with world(url=url) as w:
        quiz = await w.quiz()
        chats, begun = copy.deepcopy(w.chats), len(on.steps)
        await day(w, quiz, START + minutes(30))
        platform, noon = w.chats, w.clock.now()
    async with world((), url=url, chats=platform, start=noon) as w:
        await w.delivery.recover()
        await day(w, quiz, END)
        outcome = await record(w, quiz), said(platform)
    return Life(on.steps, begun, chats, quiz, outcome)


def promising(promise: Promise, file: Path, patch: pytest.MonkeyPatch) -> None:
    """Write down whatever somebody relies on: what a commit left, what the inbox has confirmed,
    what a platform was given, and when."""
    keeping(promise, patch)
    write = Database.write

    @asynccontextmanager
    async def commit(self: Database) -> AsyncIterator[Any]:
        async with write(self) as connection:
            yield connection
        promise("commit", contents(file))

    patch.setattr(Database, "write", commit)


def keeping(promise: Promise, patch: pytest.MonkeyPatch) -> None:
    """The same without the commits."""
    receive, send, turn = Engine.receive, Memory.send, ManualClock.set

    async def keep(self: Engine, account: str, updates: Any) -> None:
        await receive(self, account, updates)
        promise("kept", {(account, each.id) for each in updates})

    async def give(self: Memory, order: Order) -> SendResult:
        result = await send(self, order)
        promise("given", order)
        return result

    def pass_time(self: ManualClock, moment: datetime) -> datetime:
        promise("time", moment)
        return turn(self, moment)

    patch.setattr(Engine, "receive", keep)
    patch.setattr(Memory, "send", give)
    patch.setattr(ManualClock, "set", pass_time)


async def written_down(folder: Path, *pragmas: str) -> tuple[Path, Life]:
    file = folder / FILE
    with disk() as on, pytest.MonkeyPatch.context() as patch:
        few_pages(patch, *pragmas)
        promising(on.promise, file, patch)
        return file, await live(file, on)


async def opens(life: Life, left: Path, image: Image) -> None:
    """The store opens it, and holds what the last commit left, or the one that was under way."""
    store = await Store.open(f"sqlite:///{left / FILE}")
    try:
        found = sound(left / FILE)
    finally:
        await store.close()
    commits = len(image.promises("commit"))
    assert found in life.states[commits - 1 : commits + 1]
    inbox = {row[1:3] for row in found["inbox"]}
    assert all(kept <= inbox for kept in image.promises("kept"))


async def goes_on(life: Life, left: Path, image: Image) -> None:
    """The day ends as if nothing had been: journal, answers, and every chat."""
    chats = copy.deepcopy(life.chats)
    for order in image.promises("given"):
        await chats.send(order)
    now = max(image.promises("time"), default=START)
    async with world((), url=f"sqlite:///{left / FILE}", chats=chats, start=now) as w:
        await w.delivery.recover()
        await day(w, life.quiz, END)
        assert not await w.sql("SELECT id FROM inbox WHERE error IS NOT NULL")
        assert not await w.sql("SELECT id FROM outbox WHERE state IN ('waiting', 'sending')")
        assert (await record(w, life.quiz), said(chats)) == life.outcome


async def test_whatever_a_crash_leaves_is_opened_and_goes_on(tmp_path: Path) -> None:
    file, life = await written_down(tmp_path)

    async def check(left: Path, image: Image) -> None:
        await opens(life, left, image)
        await goes_on(life, left, image)

    before = {str(file): migrated()}
    await try_all(before, life.steps, CRASHES, tmp_path, check, after=life.begun)


async def test_a_database_that_does_not_wait_for_the_disk_is_found_out(tmp_path: Path) -> None:
    """What the test above would say if a commit were confirmed before it is on the disk."""
    file, life = await written_down(tmp_path, "PRAGMA synchronous=NORMAL")
    images = crash_images({str(file): migrated()}, life.steps, 30, SEED, after=life.begun)
    with pytest.raises(AssertionError):
        for image in images:
            await opens(life, image.write(tmp_path / f"crash-{image.number}"), image)


async def test_only_the_writer_moves_the_journal_into_the_file(tmp_path: Path) -> None:
    """SQLite before 3.51.3 can damage a file when one connection does that while another writes
    (https://www.sqlite.org/wal.html#walresetbug)."""
    file, life = await written_down(tmp_path)
    begun = [step for step in life.steps[life.begun :] if step.kind == "write"]
    moved = {step.handle for step in begun if step.file == str(file)}
    opened = dict.fromkeys(step.handle for step in life.steps if step.file == str(file))
    assert len(moved) == 2, "one connection in the morning, and one after the restart"
    assert moved <= opened.keys()


# -- a database that is being migrated


async def test_a_migration_that_is_cut_off_is_done_by_the_next_start(tmp_path: Path) -> None:
    file = unpack(tmp_path)
    before = {str(file): file.read_bytes()}
    with disk() as on:
        await (await Store.open(f"sqlite:///{file}")).close()
    migrated_at_once = contents(file)

    async def check(left: Path, _: Image) -> None:
        store = await Store.open(f"sqlite:///{left / FILE}")
        try:
            assert sound(left / FILE) == migrated_at_once
        finally:
            await store.close()

    await try_all(before, on.steps, CRASHES // 4, tmp_path, check)
