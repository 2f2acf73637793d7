"""What the tests that kill a service have in common: a quiz whose every tap can be counted, lives
of a process and the moments when they end, and a look at what became of it all."""

from __future__ import annotations

import asyncio
import json
import multiprocessing
import random
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from sqlalchemy import text

from service.app import App
from service.questions.model import Option, Question
from service.runtime.observability import log
from service.settings.loading import load
from service.store.store import Store

KILLS = 20
QUESTIONS = 5

BANK = tuple(
    Question("single", f"{number}?", (Option("no", False), Option("yes", True)))
    for number in range(QUESTIONS)
)


def steps(quiz: int) -> Iterator[str]:
    """The choices that one person takes, one after the other: begin, then two taps a question."""
    yield f"{quiz}::begin:"
    for number in range(QUESTIONS):
        for _ in range(2):
            yield f"{quiz}::a:{number}.1"


TAPS = 1 + 2 * QUESTIONS  # of one person


def done_by(people: int) -> dict[str, int]:
    """What the journal must hold when so many people have taken every step once."""
    return {
        "quiz.begun": people,
        "quiz.marked": people * QUESTIONS,
        "quiz.answered": people * (QUESTIONS - 1),
        "quiz.submitted": people,
    }


@dataclass(frozen=True, slots=True)
class Moment:
    """When a life ends: so many seconds after it serves (`ready`), or after its start."""

    seconds: float
    ready: bool


def moments(seed: int) -> list[Moment]:
    """Twenty ends; every fifth comes while the process starts and recovers."""
    chance = random.Random(seed)
    return [
        Moment(chance.uniform(0.05, 0.5), ready=False)
        if number % 5 == 4
        else Moment(chance.uniform(0.0, 0.5), ready=True)
        for number in range(KILLS)
    ]


_processes = multiprocessing.get_context("forkserver")
_processes.set_forkserver_preload(
    ["service.app", "adapters.telegram", "tests.e2e.telegram_killing", "tests.e2e.killed_service"]
)


class Life:
    """One life of a process that runs `target(told, *given)`, which tells over `told` that it
    serves. It is forked off a process that has read all modules already, so that twenty lives cost
    no minute of reading."""

    def __init__(self, target: Callable[..., None], *given: Any) -> None:
        self._hears, told = _processes.Pipe(duplex=False)
        self._process = _processes.Process(target=target, args=(told, *given))
        self._process.start()
        told.close()

    async def ready(self) -> None:
        """Wait until it serves. Raises EOFError when it ends instead."""
        await asyncio.to_thread(self._hears.recv)

    async def hears(self) -> str:
        """The next word it tells. Raises EOFError when it ends instead."""
        return str(await asyncio.to_thread(self._hears.recv))

    def kill(self) -> None:
        """SIGKILL."""
        self._process.kill()
        self._process.join()
        self._process.close()
        self._hears.close()


def serve(told: Connection, folder: Path, lines: Path) -> None:
    """What a life of the service does: the application, as `orglife run` starts it."""
    settings = load(folder / "orglife.toml")

    async def run() -> None:
        app = await App.build(settings)
        await app.run(asyncio.Event(), lambda: told.send("ready"))

    with lines.open("w", encoding="utf-8") as stream:
        log.configure(settings.log.level, "json", stream)
        asyncio.run(run())


async def live(
    life: Life, moment: Moment, at_work: Callable[[], Awaitable[None]] | None = None
) -> None:
    """Let a life go on until its moment has come, and kill it. `at_work`: returns when the life is
    in the midst of traffic; a moment that counts from when it serves counts from there."""
    try:
        if moment.ready:
            await life.ready()
            if at_work is not None:
                await at_work()
        await asyncio.sleep(moment.seconds)
    finally:
        life.kill()


def interrupted(lines: Path) -> list[int]:
    """The rows that this life found being sent when the one before was killed."""
    written = lines.read_text("utf-8").splitlines() if lines.exists() else []
    whole = [json.loads(line) for line in written if line.endswith("}")]
    return [line["row"] for line in whole if line["action"] == "delivery.interrupted"]


async def query(database: Path, statement: str, **values: Any) -> list[tuple[Any, ...]]:
    """The rows of a query in plain SQL, in a SQLite file that nobody else writes to."""
    store = await Store.open(f"sqlite:///{database}")
    async with store.read() as transaction:
        rows = (await transaction.connection.execute(text(statement), values)).all()
    await store.close()
    return [tuple(row) for row in rows]
