"""What the tests with several processes over one PostgreSQL have in common."""

from __future__ import annotations

import asyncio
import json
import multiprocessing
import random
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import create_engine, text

from service.core.effects import Start
from service.core.events import Chose
from service.core.message import Chat, Ref
from service.core.people import RosterRow
from service.testkit.waiting import PATIENCE_SECONDS
from tests.e2e import shared_service
from tests.e2e.killing import BANK, QUESTIONS, steps
from tests.world import world

BRANCHES = 48
TAP = "memory"
TOGETHER = 12  # taps that are given to a process at once


async def prepare(url: str, people: int, quizzes: int = 1) -> list[int]:
    """Quizzes of everybody in many branches; their ids."""
    everybody = [
        RosterRow(f"p{number}", f"校/院{number % 4}/支部{number % BRANCHES}")
        for number in range(people)
    ]
    async with world(everybody, start=datetime.now(UTC), url=url) as w:
        root = min(w.engine.directory.roster.units)
        await w.administration.import_bank(root, "bank", BANK)
        details = {"bank": "bank", "minutes": 600, "feedback": "each"}
        for _ in range(quizzes):
            await w.engine.begin(Start("quiz", root, None, details))
            await w.settle()
        made = await w.sql("SELECT id FROM activities WHERE kind = 'quiz' ORDER BY id")
        async with w.store.write() as transaction:
            await transaction.connection.execute(text("DELETE FROM timers"))
    return [row.id for row in made]


def tap(quiz: int, step: int, choice: str, person: int) -> list[str]:
    """One tap, as the process takes it."""
    ref = Ref(Chat(TAP, f"@p{person}"), f"t{step}.{person}", private=True)
    raw = msgspec.json.encode(("Chose", Chose(ref, f"p{person}", choice))).decode()
    return [TAP, f"{quiz}.{step}.{person}", raw]


_forked = multiprocessing.get_context("forkserver")
_forked.set_forkserver_preload(["tests.e2e.shared_service"])


@dataclass(slots=True)
class Process:
    """One of several, forked off a process that has read all modules already."""

    url: str
    sent: Path
    deaf: bool = False
    errors: Path = field(init=False)
    killed: bool = True  # or not begun
    _process: Any = None
    _told: Any = None
    _lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    def __post_init__(self) -> None:
        self.errors = self.sent.with_suffix(".stderr")

    @property
    def pid(self) -> int:
        return int(self._process.pid)

    async def start(self) -> None:
        async with self._lock:
            self._told, told = _forked.Pipe()
            given = (told, self.url, self.sent, self.errors, self.deaf)
            self._process = _forked.Process(target=shared_service.main, args=given)
            self._process.start()
            told.close()
            try:
                assert await self._word() == "READY"
            except (EOFError, OSError):
                raise AssertionError(self.errors.read_text()[-3000:]) from None
            self.killed = False

    async def give(self, updates: Sequence[list[str]]) -> bool:
        """Whether it took them for good; False: it died first."""
        async with self._lock:
            if self.killed:
                return False
            try:
                self._told.send(updates)
                return await self._word() == updates[0][1]
            except (EOFError, OSError):
                assert self.killed, self.errors.read_text()[-3000:]
                return False

    async def kill(self) -> None:
        """SIGKILL."""
        self.killed = True
        self._process.kill()
        await asyncio.to_thread(self._process.join)

    async def stop(self) -> None:
        """SIGTERM, and wait for its end."""
        self.killed = True
        self._process.terminate()
        await asyncio.to_thread(self._process.join, PATIENCE_SECONDS)
        assert self._process.exitcode == 0, self.errors.read_text()[-3000:]

    async def _word(self) -> Any:
        return await asyncio.to_thread(self._receive, self._told)

    def _receive(self, told: Any) -> Any:
        assert told.poll(PATIENCE_SECONDS), f"no answer\n{self.errors.read_text()[-3000:]}"
        return told.recv()


@asynccontextmanager
async def processes(
    url: str, folder: Path, *, deaf: bool = False, count: int = 2
) -> AsyncIterator[list[Process]]:
    made = [Process(url, folder / "sent.jsonl", deaf) for _ in range(count)]
    try:
        await asyncio.gather(*(each.start() for each in made))
        yield made
    finally:
        for each in made:
            if not each.killed:
                await each.kill()


async def traffic(
    quiz: int,
    people: int,
    there: Sequence[Process],
    *,
    seed: int,
    meanwhile: Callable[[int], Awaitable[None]] | None = None,
) -> None:
    """Everybody takes every step, one after the other; each is given to some process, and again to
    the other when the first dies before it says that it has it. `meanwhile`: what else happens
    during which step; the next such step waits until it is done."""
    chance = random.Random(seed)
    happening: asyncio.Task[None] | None = None
    for step, choice in enumerate(steps(quiz)):
        if meanwhile is not None and (happening is None or happening.done()):
            if happening is not None:
                happening.result()
            happening = asyncio.create_task(_call(meanwhile, step))
        taps = [tap(quiz, step, choice, person) for person in range(people)]
        waiting = [taps[start : start + TOGETHER] for start in range(0, people, TOGETHER)]
        await asyncio.gather(*(_until_taken(each, there, chance) for each in waiting))
    if happening is not None:
        await happening


async def _call(what: Callable[[int], Awaitable[None]], step: int) -> None:
    await what(step)


async def _until_taken(
    updates: Sequence[list[str]], there: Sequence[Process], chance: random.Random
) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while not await chance.choice(there).give(updates):
        assert time.monotonic() < until, "no process takes updates"
        await asyncio.sleep(0.05)


class Looking:
    """Plain SQL in the database, beside the processes."""

    def __init__(self, url: str) -> None:
        self._engine = create_engine(url, isolation_level="AUTOCOMMIT", pool_pre_ping=True)
        self.before = 0  # the last message that was written before the processes began

    def begin(self) -> None:
        self.before = self.one("SELECT coalesce(max(id), 0) FROM outbox")

    def rows(self, statement: str, **values: Any) -> list[tuple[Any, ...]]:
        with self._engine.connect() as connection:
            return [tuple(row) for row in connection.execute(text(statement), values)]

    def one(self, statement: str, **values: Any) -> Any:
        return self.rows(statement, **values)[0][0]

    async def until(self, statement: str, wanted: Any, **values: Any) -> None:
        """Wait until the first column of the first row is this."""
        until = time.monotonic() + PATIENCE_SECONDS
        while (found := await asyncio.to_thread(self.one, statement, **values)) != wanted:
            assert time.monotonic() < until, f"{statement}: {found}, not {wanted}"
            await asyncio.sleep(0.02)

    def close(self) -> None:
        self._engine.dispose()


WAITING = "SELECT count(*) FROM inbox WHERE handled_at IS NULL"
UNSENT = "SELECT count(*) FROM outbox WHERE state IN ('waiting', 'sending')"


def said(sent: Path) -> Iterable[tuple[str, str, str, int]]:
    """(account, key, place, process) of every message that reached a platform, in order."""
    written = sent.read_text("utf-8") if sent.exists() else ""
    return [(a, key, place, pid) for a, key, place, pid in map(json.loads, written.splitlines())]


def steps_of() -> list[str]:
    """What the journal has of one person who took every step once, in order."""
    marked = [each for _ in range(QUESTIONS - 1) for each in ("quiz.marked", "quiz.answered")]
    return ["quiz.begun", *marked, "quiz.marked", "quiz.submitted"]
