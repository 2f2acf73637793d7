"""What the pages for offices cost in a tree of 2,000 branches with 60,000 members.

Five levels: a committee, thirty faculties, departments, and branches of thirty, each with a year of
meetings (four a month). Each page is asked for as the committee's office sees it and as a faculty's
does, through the application without a network; what counts is the CPU until the answer is there,
which a busy machine does not change, and of it p95. `office_count_s` is the first count of
everything, `office_touch_ms` what one note more takes until every figure above it is right again.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from statistics import quantiles
from typing import Any

import httpx
from cryptography.fernet import Fernet
from sqlalchemy import func, insert, select

from service.browsers import token_hash
from service.core.access import Rules
from service.core.people import RosterRow
from service.files.attachments import make_file
from service.host.gc_tuning import seldom
from service.host.office_files import to_file
from service.play.stage import Stage
from service.runtime.office.desk import Desk
from service.runtime.office.keeper import RollupKeeper
from service.runtime.office.pages import Pages
from service.runtime.office.reports import Reports
from service.settings.rule_files import read_rule_book
from service.store import tables as t
from service.store.cipher import FernetSealer
from service.store.office_sessions import OfficeSessions
from service.web.health import Health
from service.web.office.routes import office_routes
from service.web.server import build_app
from service.workflows.duties.model import Duties

BASE = "http://127.0.0.1"
BRANCHES, MEMBERS, FACULTIES, DEPARTMENTS = 2000, 30, 30, 4
MONTHS, TIMES = 12, 60
KINDS = ("theme_day", "members_meeting", "committee_meeting", "party_lesson")
PAGES = ("", "tree", "unit", "duties", "duties?state=late", "activities", "activities?month=2026",
         "activities?held=theme_day&month=2026", "members",
         "procedures", "matters", "log")  # fmt: skip


def rows() -> Iterator[RosterRow]:
    """The roster; every third branch is behind."""
    yield RosterRow("校办", "党委", role="office")
    for each in range(FACULTIES):
        yield RosterRow(f"院办{each}", f"党委/学院{each}", role="office")
    for each in range(BRANCHES):
        faculty = each % FACULTIES
        department = f"党委/学院{faculty}/系{faculty}-{each // FACULTIES % DEPARTMENTS}"
        for one in range(MEMBERS):
            role = "secretary" if not one else "member"
            yield RosterRow(f"p{each}-{one}", f"{department}/支部{each}", role=role)


async def organization(folder: str) -> Stage:
    stage = await Stage.open(
        datetime(2026, 11, 6, 10, tzinfo=UTC),
        FernetSealer([Fernet.generate_key().decode()]),
        make_file,
        url=f"sqlite:///{folder}/office.db",
        rules=Rules(book=read_rule_book("party-branch")),
    )
    await stage.administration.import_roster([*rows()])
    await stage.engine.refresh()
    units = stage.engine.directory.roster.units.values()
    branches = [each.id for each in units if each.name.startswith("支部")]
    notes = [
        note(stage, unit, kind, month)
        for number, unit in enumerate(branches)
        for month in range(2 if number % 3 == 0 else 0, MONTHS)
        for kind in KINDS
    ]
    async with stage.store.write() as transaction:
        first = 1 + int(await transaction.connection.scalar(select(func.max(t.activities.c.id))))
        numbered = [each | {"id": number} for number, each in enumerate(notes, first)]
        await transaction.connection.execute(insert(t.activities), numbered)
    return stage


def note(stage: Stage, unit: int, kind: str, months: int) -> dict[str, Any]:
    """A meeting of so many months ago."""
    at = stage.clock.now() - timedelta(days=30 * months, minutes=unit)
    state = stage.registry.codec.encode(Duties("noted", counts=kind, at=at))
    return {"kind": "duties", "unit": unit, "phase": "noted", "title": kind, "finished": True,
            "created_at": at, "schema": 1, "version": 1, "state": state}  # fmt: skip


async def signed_in(stage: Stage, name: str) -> dict[str, str]:
    person, token = stage.person(name), token_hash(name)
    kept = {"hash": token_hash(token), "person": person.id, "role": person.role}
    kept |= {"unit": person.unit, "device": "?", "near": ""}
    async with stage.store.write() as transaction:
        await OfficeSessions(transaction).begin("", kept, stage.clock.now())
    return {"cookie": f"orglife_office={token}"}


async def measure(folder: str) -> dict[str, float]:
    stage = await organization(folder)
    keeper = RollupKeeper(stage.engine, stage.clock)
    with seldom():  # as the service does
        started = time.process_time()
        await keeper.catch_up()
        figures = {"office_count_s": time.process_time() - started}
        figures["office_touch_ms"] = await touched(stage, keeper)
        pages, desk = Pages(stage.engine, stage.clock, keeper), Desk(stage.engine, stage.clock)
        app = build_app(
            Health(),
            office_routes(BASE, desk, pages, Reports(stage.engine, stage.clock, pages), to_file),
            public_url=BASE,
        )
        transport = httpx.ASGITransport(app=app)  # type: ignore[arg-type]
        for name, who in (("校办", "top"), ("院办7", "faculty")):
            headers = await signed_in(stage, name)
            async with httpx.AsyncClient(transport=transport, base_url=BASE) as client:
                for path in PAGES:
                    figures[f"office_{who}_{path or 'today'}_ms"] = await asked(
                        client, f"/office/{path}", headers
                    )
    await stage.close()
    slowest = max(value for name, value in figures.items() if name.endswith("_ms"))
    return figures | {"office_slowest_page_ms": slowest}


async def touched(stage: Stage, keeper: RollupKeeper) -> float:
    """One note more, until the figures are right."""
    unit = next(x for x in stage.engine.directory.roster.units.values() if x.name == "支部999")
    added = note(stage, unit.id, "theme_day", 0)
    async with stage.store.write() as transaction:
        number = 1 + int(await transaction.connection.scalar(select(func.max(t.activities.c.id))))
        await transaction.connection.execute(insert(t.activities), [added | {"id": number}])
        line = {"at": stage.clock.now(), "action": "duties.noted", "activity": number,
                "event": "{}", "sealed": False}  # fmt: skip
        await transaction.connection.execute(insert(t.journal), [line])
    started = time.process_time()
    await keeper.catch_up()
    return (time.process_time() - started) * 1000


async def asked(client: httpx.AsyncClient, path: str, headers: dict[str, str]) -> float:
    """p95 of the CPU until the answer is there, of all threads, ms."""
    spent = []
    for _ in range(TIMES):
        started = time.process_time()
        answer = await client.get(path, headers=headers)
        spent.append((time.process_time() - started) * 1000)
        if answer.status_code != httpx.codes.OK:
            raise RuntimeError(f"{path}: {answer.status_code}")
    return quantiles(spent, n=20)[-1]


def main() -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(measure(folder))


if __name__ == "__main__":
    for figure, value in main().items():
        print(f"{figure:50} {value:10.1f}")
