"""10,000 members of 400 units are asked for their report in one morning, through the real
scheduler, engine and store: the timers of all units are due in the same second.

Lateness counts from the time due to the commit; then each member has the question once.
"""

from __future__ import annotations

import asyncio
import json
import tempfile
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

from cryptography.fernet import Fernet

from service.core.calendar import WEEKDAYS, Recurrence
from service.core.people import RosterRow
from service.core.rulebook import ReportKind
from service.host.gc_tuning import seldom
from service.runtime.accounts.administration import Administration
from service.runtime.engine import Engine
from service.runtime.registry import build_registry
from service.runtime.timers.clock import SystemClock
from service.runtime.timers.scheduler import Scheduler
from service.sdk.state import State
from service.settings.rule_files import read_rule_book
from service.store import tables as t
from service.store.changes import Changes
from service.store.cipher import FernetSealer
from service.store.sending import Sending
from service.store.store import Store
from service.workflows.report.model import Rounds, Series

UNITS, MEMBERS = 400, 25
ZONE = "UTC"
LEAD = timedelta(seconds=2)


async def measure(folder: str) -> dict[str, float]:
    store = await Store.open(f"sqlite:///{folder}/bench.db")
    registry = build_registry(FernetSealer([Fernet.generate_key().decode()]))
    engine = Engine(store, registry, SystemClock(), {})
    people = [
        RosterRow(f"人{unit}-{number}", f"校/支部{unit}", timezone=ZONE)
        for unit in range(UNITS)
        for number in range(MEMBERS)
    ]
    await Administration(store, SystemClock()).import_roster(people)
    await engine.prepare()
    due = (datetime.now(UTC) + LEAD).replace(microsecond=0)
    units = sorted({each.unit for each in engine.directory.roster.people.values()})
    await _arm(store, registry.codec.encode, due, units)
    late: list[float] = []
    engine.metrics.timer = late.append  # type: ignore[method-assign]
    scheduler = Scheduler(store, SystemClock(), engine.wake)
    engine.after_commit.append(scheduler.look_again)
    with seldom():  # as the service does
        tasks = [asyncio.create_task(each) for each in (engine.run(), scheduler.run())]
        while len(late) < UNITS:
            await asyncio.sleep(0.05)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    asked = await _asked(store)
    if len(asked) != UNITS * MEMBERS or set(asked.values()) != {1}:
        raise AssertionError(
            f"{len(asked)} members were asked, {max(asked.values())} times at most"
        )
    await store.close()
    return {"reports_10k_p99_s": sorted(late)[int(UNITS * 0.99)]}


async def _arm(store: Store, encode: Any, due: datetime, units: list[int]) -> None:
    """A series in each unit whose round begins at `due`."""
    (form,) = (x for x in read_rule_book("party-branch").reports if x.id == "work")
    day = due.date().isoformat()
    row = {"kind": "report", "phase": "open", "title": "", "finished": False, "created_at": due,
           "schema": 1, "version": 0, "state": encode(_series(form, due, day))}  # fmt: skip
    changes = Changes()
    for number in range(UNITS):
        changes.arm(10 + number, 0, f"ask.{day}.{ZONE}", due, 0)
    async with store.write() as transaction:
        rows = [row | {"id": 10 + number, "unit": unit} for number, unit in enumerate(units)]
        await transaction.connection.execute(t.activities.insert(), rows)
        await transaction.apply(changes)


def _series(form: ReportKind, due: datetime, day: str) -> State[Series, Rounds]:
    rule = Recurrence("week", due.time().replace(tzinfo=None), ZONE, weekdays=WEEKDAYS)
    return State("open", Series(form, rule), Rounds(days=(day,)))


async def _asked(store: Store) -> Counter[int]:
    """How often each member has the question, as the bulk messages name their readers."""
    told: Counter[int] = Counter()
    async with store.read() as transaction:
        sent = await transaction.rows(t.outbox.select().where(t.outbox.c.kind == "bulk"))
        for row in sent:
            meant = json.loads(row.audience)
            told.update(
                await Sending(transaction).audience(
                    row.activity,
                    meant["units"],
                    meant["after"],
                    UNITS * MEMBERS,
                    but_status=meant["but_status"],
                    only_status=meant["only_status"],
                    zone=meant["zone"],
                )
            )
    return told


def main() -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(measure(folder))
