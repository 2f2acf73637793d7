"""10,000 jobs due in one second, kept by APScheduler's own SQLAlchemyJobStore."""

from __future__ import annotations

import asyncio
import tempfile
from datetime import UTC, datetime, timedelta

from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy import create_engine, event

JOBS = 10_000
LEAD_SECONDS = 60.0  # to add the jobs in
_lateness: list[float] = []


def fire(due: str) -> None:
    """What a job does: note how late it is."""
    _lateness.append((datetime.now(UTC) - datetime.fromisoformat(due)).total_seconds())


async def measure(folder: str) -> dict[str, float]:
    engine = create_engine(f"sqlite:///{folder}/jobs.db")

    @event.listens_for(engine, "connect")
    def prepare(connection, _):  # type: ignore[no-untyped-def]
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")

    scheduler = AsyncIOScheduler(
        jobstores={"default": SQLAlchemyJobStore(engine=engine)},
        job_defaults={"misfire_grace_time": None},
    )
    scheduler.start(paused=True)
    due = datetime.now(UTC) + timedelta(seconds=LEAD_SECONDS)
    for number in range(JOBS):
        at = due + timedelta(seconds=number / JOBS)
        scheduler.add_job(fire, "date", run_date=at, args=[at.isoformat()])
    late = (datetime.now(UTC) - due).total_seconds()
    if late > 0:  # a slow disk: count from when the jobs could have been fired
        raise AssertionError(f"adding the jobs took {late:.0f} s too long")
    scheduler.resume()
    while len(_lateness) < JOBS:
        await asyncio.sleep(0.2)
    scheduler.shutdown(wait=False)
    return {"apscheduler_10k_p99_s": sorted(_lateness)[int(JOBS * 0.99)]}


def main() -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(measure(folder))
