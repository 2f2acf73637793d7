"""The disk fails while the service runs: it is full, can't be written or synced, or takes only a
part of a write, for a while. Nothing that was confirmed is lost, nothing is handled twice, and the
service goes on without a restart; and whatever a power cut leaves after that is sound as well.
"""

from __future__ import annotations

import asyncio
import copy
from collections import Counter
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

from service.runtime import engine
from service.store.database import DATABASE_DOWN
from service.store.store import Store
from service.testkit.databases import migrated
from service.testkit.waiting import until
from tests.amounts import FAULTS, SEED, again
from tests.disk.crashes import Image, few_pages, sound, try_all
from tests.disk.disk import Disk, Fault, Kind, Step, disk
from tests.disk.test_crash_images import END, FILE, Life, goes_on, keeping
from tests.e2e.test_full_disk import DONE, HANDLED, SET_ASIDE, act, counted, member, running
from tests.e2e.test_full_disk import Disk as SmallDisk
from tests.runtime.quiz_day import day, record, said
from tests.world import World, world

WAYS: tuple[tuple[Kind, Fault], ...] = (
    ("write", "full"),
    ("write", "io"),
    ("write", "torn"),
    ("sync", "io"),
    ("cut", "io"),
)


@dataclass
class Failing:
    """The disk fails in one way, at so many calls after the first so many."""

    kind: Kind
    fault: Fault
    first: int
    many: int
    calls: int = 0

    def __call__(self, step: Step) -> Fault | None:
        if step.kind != self.kind:
            return None
        self.calls += 1
        return self.fault if self.first < self.calls <= self.first + self.many else None


async def stubborn(w: World, quiz: int) -> int:
    """The day, each time anew that the disk stops it, as the loops of the service do. How often
    that was."""
    stops = 0
    while True:
        try:
            await day(w, quiz, END)
            await w.settle()
            return stops
        except DATABASE_DOWN:
            stops += 1


async def endure(file: Path, on: Disk, fail: Failing | None) -> tuple[Life, int]:
    """A day on this disk, and how often it was stopped."""
    async with world(url=f"sqlite:///{file}") as w:
        quiz = await w.quiz()
        chats, begun = copy.deepcopy(w.chats), len(on.steps)
        on.fail = fail or on.fail
        stops = await stubborn(w, quiz)
        assert not await w.sql("SELECT id FROM inbox WHERE error IS NOT NULL")
        assert not await w.sql("SELECT id FROM outbox WHERE state IN ('waiting', 'sending')")
        outcome = await record(w, quiz), said(w.chats)
        on.fail = lambda _: None
        on.promise("over", None)
    return Life(on.steps, begun, chats, quiz, outcome), stops


async def written_down(folder: Path, fail: Failing | None = None) -> tuple[Life, int]:
    folder.mkdir()
    file = folder / FILE
    with disk() as on, pytest.MonkeyPatch.context() as patch:
        few_pages(patch)
        keeping(on.promise, patch)
        return await endure(file, on, fail)


async def test_a_disk_that_fails_for_a_while_loses_nothing(tmp_path: Path) -> None:
    calm, _ = await written_down(tmp_path / "calm")
    over = next(n for n, step in enumerate(calm.steps) if step.mark[0] == "over")
    often = Counter(step.kind for step in calm.steps[calm.begun : over])
    random, stops = Random(SEED), 0
    for number in range(FAULTS):
        kind, fault = WAYS[number % len(WAYS)]
        fail = Failing(kind, fault, random.randrange(often[kind] or 1), random.choice((1, 2, 30)))
        folder = tmp_path / f"day-{number}"
        with again(f"day {number}, {fail}"):
            life, stopped = await written_down(folder, fail)
            assert life.outcome == calm.outcome
            if often[kind]:
                assert fail.calls > fail.first, "it never came to that: nothing was tested"
            stops += stopped

            async def check(left: Path, image: Image, life: Life = life) -> None:
                store = await Store.open(f"sqlite:///{left / FILE}")
                try:
                    inbox = {row[1:3] for row in sound(left / FILE)["inbox"]}
                    assert all(kept <= inbox for kept in image.promises("kept"))
                finally:
                    await store.close()
                await goes_on(life, left, image)

            before = {str(folder / FILE): migrated()}
            await try_all(before, life.steps, 1, folder, check, after=life.begun)
    assert stops


async def test_the_running_service_refuses_and_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "RETRY_SECONDS", 0.05)
    with disk() as on:
        async with running(tmp_path) as app, AsyncExitStack() as closing:
            visitor = await member(app)
            closing.callback(visitor.close)
            there = SmallDisk(tmp_path)
            before = counted(there, DONE)
            refused = 0
            for number, (kind, fault) in enumerate(WAYS[1:4]):
                on.fail = Failing(kind, fault, 0, 12)
                while (answer := await act(visitor, number)).status_code != 200:  # as the page does
                    assert answer.status_code in (500, 503)
                    refused += 1
                    await asyncio.sleep(0.05)
            await until(lambda: counted(there, HANDLED) == 3, "each act is handled")
            assert refused > 3
            assert counted(there, SET_ASIDE) == 0
            assert counted(there, DONE) == before + 3, "none of them twice"
