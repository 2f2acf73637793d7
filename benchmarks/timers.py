"""10,000 timers due in one second, through the real scheduler, engine and store.

Each is the reminder of a quiz of its own: an activity is loaded, its machine asked, a message and a
journal line are written. Lateness counts from the time due to the commit.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from datetime import UTC, datetime, timedelta
from typing import Any

from cryptography.fernet import Fernet

from benchmarks.burst import questions
from service.core.people import RosterRow
from service.host.gc_tuning import seldom
from service.runtime.accounts.administration import Administration
from service.runtime.engine import Engine
from service.runtime.registry import build_registry
from service.runtime.timers.clock import SystemClock
from service.runtime.timers.scheduler import Scheduler
from service.sdk.state import Schedule, State
from service.store import tables as t
from service.store.cipher import FernetSealer
from service.store.store import Store
from service.workflows.quiz import WORKFLOW
from service.workflows.quiz.model import Progress, Quiz

TIMERS = 10_000
LEAD_SECONDS = 2.0
TICK_SECONDS = 0.001


async def measure(folder: str) -> dict[str, float]:
    store = await Store.open(f"sqlite:///{folder}/bench.db")
    registry = build_registry(FernetSealer([Fernet.generate_key().decode()]))
    engine = Engine(store, registry, SystemClock(), {})
    await Administration(store, SystemClock()).import_roster([RosterRow("王敏", "支部")])
    await engine.prepare()
    due = datetime.now(UTC) + timedelta(seconds=LEAD_SECONDS)
    await _arm(store, registry.codec.encode, due)
    late: list[float] = []
    engine.metrics.timer = late.append  # type: ignore[method-assign]
    scheduler = Scheduler(store, SystemClock(), engine.wake)
    engine.after_commit.append(scheduler.look_again)
    stalls: list[float] = []
    with seldom():  # as the service does
        tasks = [asyncio.create_task(each) for each in
                 (engine.run(), scheduler.run(), _tick(stalls))]  # fmt: skip
        while len(late) < TIMERS:
            await asyncio.sleep(0.05)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    async with store.read() as transaction:
        sent = await transaction.rows(t.outbox.select().where(t.outbox.c.key == "reminder"))
    if len(sent) != TIMERS:
        raise AssertionError(f"{len(sent)} reminders instead of {TIMERS}")
    await store.close()
    return {
        "timers_10k_p99_s": sorted(late)[int(TIMERS * 0.99)],
        "loop_stall_max_ms": max(stalls) * 1000,
    }


async def _arm(store: Store, encode: Any, due: datetime) -> None:
    """10,000 open quizzes, each with the timer of its reminder."""
    schedule = Schedule(due, due + timedelta(hours=1), revision=1)
    made_of = Quiz("测验", "题库", questions()[:1])
    quiz = State("open", made_of, Progress(), 1, schedule)
    row = {"kind": "quiz", "unit": 1, "phase": "open", "title": "测验", "finished": False,
           "created_at": due, "schema": WORKFLOW.schema, "version": 0,
           "state": encode(quiz)}  # fmt: skip
    async with store.write() as transaction:
        await transaction.connection.execute(
            t.activities.insert(), [row | {"id": 10 + number} for number in range(TIMERS)]
        )
        await transaction.connection.execute(
            t.timers.insert(),
            [
                {"due_at": due + timedelta(seconds=number / TIMERS), "activity": 10 + number,
                 "person": 0, "name": "remind", "step": 1}
                for number in range(TIMERS)
            ],
        )  # fmt: skip


async def _tick(stalls: list[float]) -> None:
    """How long the event loop keeps others waiting."""
    await asyncio.sleep(LEAD_SECONDS / 2)  # the loops have started
    while True:
        before = time.perf_counter()
        await asyncio.sleep(TICK_SECONDS)
        stalls.append(time.perf_counter() - before - TICK_SECONDS)


def main() -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(measure(folder))
