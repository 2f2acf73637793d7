"""What the tests with several processes over one PostgreSQL have in common."""

from __future__ import annotations

import asyncio
import json
import random
import sys
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
from service.core.message import Place, Ref
from service.core.people import RosterRow
from service.testkit.waiting import PATIENCE_SECONDS
from tests.e2e.killing import BANK, QUESTIONS, steps
from tests.world import world

ROOT = Path(__file__).parent.parent.parent
BRANCHES = 48
TAP = "memory"


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
    ref = Ref(Place(TAP, f"@p{person}"), f"t{step}.{person}", private=True)
    raw = msgspec.json.encode(("Chose", Chose(ref, f"p{person}", choice))).decode()
    return [TAP, f"{quiz}.{step}.{person}", raw]


@dataclass(slots=True)
class Process:
    """One of several."""

    url: str
    sent: Path
    flags: Sequence[str] = ()
    errors: Path = field(init=False)
    _process: asyncio.subprocess.Process | None = None
    _killed: bool = False
    _lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    def __post_init__(self) -> None:
        self.errors = self.sent.with_suffix(".stderr")

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    async def start(self) -> None:
        with self.errors.open("ab") as errors:
            self._process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "tests.e2e.shared_service", self.url, str(self.sent)),
                *self.flags,
                cwd=ROOT,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=errors,
            )
        self._killed = False
        assert await self._word() == "READY", self.errors.read_text()[-3000:]

    async def give(self, updates: Sequence[list[str]]) -> bool:
        """Whether it took them for good; False: it died first."""
        process = self._process
        if process is None or process.stdin is None:
            return False
        assert self._killed or process.returncode is None, self.errors.read_text()[-3000:]
        async with self._lock:
            try:
                process.stdin.write(f"{json.dumps(updates)}\n".encode())
                await process.stdin.drain()
                return await self._word() == updates[0][1]
            except (ConnectionError, RuntimeError):
                return False

    async def kill(self) -> None:
        assert self._process is not None
        self._killed = True
        self._process.kill()
        await self._process.wait()

    async def stop(self) -> None:
        """SIGTERM, and wait for its end."""
        assert self._process is not None
        self._process.terminate()
        async with asyncio.timeout(PATIENCE_SECONDS):
            assert await self._process.wait() == 0, self.errors.read_text()[-3000:]

    async def _word(self) -> str:
        assert self._process is not None
        assert self._process.stdout is not None
        return (await self._process.stdout.readline()).decode().strip()


@asynccontextmanager
async def processes(
    url: str, folder: Path, *flags: str, count: int = 2
) -> AsyncIterator[list[Process]]:
    made = [Process(url, folder / "sent.jsonl", flags) for _ in range(count)]
    try:
        await asyncio.gather(*(each.start() for each in made))
        yield made
    finally:
        for each in made:
            if each._process is not None and each._process.returncode is None:
                await each.kill()


async def traffic(
    quiz: int,
    people: int,
    there: Sequence[Process],
    seed: int,
    meanwhile: Callable[[int], Awaitable[None]] | None = None,
    part: int = 12,
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
        waiting = [taps[start : start + part] for start in range(0, people, part)]
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
        self._engine = create_engine(url, isolation_level="AUTOCOMMIT")

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
