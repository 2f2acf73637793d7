"""What an act costs in organizations of 300, 3,000, 30,000 and 60,000 members.

Branches of thirty, ten of them in a faculty. Each act is one update, received, handled and
committed by itself, in one branch; what is compared is the CPU it takes, which a busy machine does
not change. The figures are those at 60,000 beside those at 300.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from datetime import UTC, datetime, timedelta
from statistics import median
from typing import Any

import msgspec
from cryptography.fernet import Fernet
from sqlalchemy import insert

from benchmarks.burst import questions
from service.core.effects import Start
from service.core.events import ChatStatusChanged, Chose, Event, Joined, Said
from service.core.message import Chat, Ref
from service.core.people import RosterRow
from service.files.attachments import make_file
from service.host.gc_tuning import seldom
from service.play.stage import Stage
from service.ports import Update
from service.store import tables as t
from service.store.cipher import FernetSealer
from service.store.history import running

SIZES = (300, 3_000, 30_000, 60_000)
BRANCH, FACULTY = 30, 10
NEW = 10  # members who have no chat yet
ACTS = ("join", "menu", "block", "answer")


async def organization(folder: str, size: int) -> Stage:
    """So many people, all but the first ones of the first branch with a chat of their own."""
    sealer = FernetSealer([Fernet.generate_key().decode()])
    stage = await Stage.open(
        datetime(2026, 3, 6, 10, tzinfo=UTC), sealer, make_file, url=f"sqlite:///{folder}/{size}.db"
    )
    rows = [
        RosterRow(f"p{each}", f"党委/学院{each // BRANCH // FACULTY}/支部{each // BRANCH}")
        for each in range(size)
    ]
    await stage.administration.import_roster(rows)
    people = (await stage.administration.directory()).roster.people
    chats = [
        {
            "account": stage.account,
            "user": person.name,
            "person": person.id,
            "chat": f"@{person.name}",
            "gone": False,
            "linked_at": stage.clock.now(),
        }
        for person in people.values()
        if int(person.name[1:]) >= NEW
    ]
    unused = [
        {
            "hash": f"{number:064x}",
            "kind": "invite",
            "person": number,
            "expires_at": stage.clock.now() + timedelta(days=14),
        }
        for number in people
    ]
    async with stage.store.write() as transaction:
        await transaction.connection.execute(insert(t.identities), chats)
        await transaction.connection.execute(insert(t.codes), unused)
    await stage.engine.refresh()
    return stage


async def cost(stage: Stage, events: list[Event]) -> float:
    """The CPU of each act, ms: the median."""
    spent = []
    for number, event in enumerate(events):
        raw = msgspec.json.encode((type(event).__name__, event)).decode()
        started = time.process_time()
        await stage.engine.receive(stage.account, [Update(f"{time.time_ns()}/{number}", raw)])
        await stage.engine.handle_updates()
        spent.append((time.process_time() - started) * 1000)
    return median(spent)


async def measure(folder: str, size: int) -> dict[str, float]:
    """CPU in ms, of each of the acts and of what the start reads."""
    stage = await organization(folder, size)
    with seldom():  # as the service does
        figures = await acts(stage)
    await stage.close()
    return figures


async def acts(stage: Stage) -> dict[str, float]:
    started = time.process_time()
    await stage.engine.refresh()
    figures = {"read": (time.process_time() - started) * 1000}
    unit = stage.person("p0").unit
    new = [stage.person(f"p{each}").id for each in range(NEW)]
    codes = await stage.administration.invite(new)

    def at(person: str) -> dict[str, Any]:
        return {"ref": Ref(Chat(stage.account, f"@{person}"), "m1", True), "sender": person}

    joins: list[Event] = [
        Joined(**at(f"p{each}"), code=codes[person]) for each, person in enumerate(new)
    ]
    figures["join"] = await cost(stage, joins)
    there = [f"p{each}" for each in range(NEW, BRANCH)]
    figures["menu"] = await cost(stage, [Said(**at(each), text="菜单") for each in there])
    blocks: list[Event] = [ChatStatusChanged(**at(each), standing="blocked") for each in there[:5]]
    figures["block"] = await cost(stage, blocks)
    await stage.administration.import_bank(unit, "bank", questions())
    details = {"bank": "bank", "feedback": "end", "minutes": 600}
    await stage.engine.begin(Start("quiz", unit, None, details))
    await stage.engine.handle_everything()
    async with stage.store.read() as transaction:
        quiz = next(each.id for each in await running(transaction, [unit]) if each.kind == "quiz")
    await cost(stage, [Chose(**at(each), choice=f"{quiz}::begin:") for each in there])
    figures["answer"] = await cost(
        stage, [Chose(**at(each), choice=f"{quiz}::a:0.1") for each in there]
    )
    return figures


def main() -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        found = {size: asyncio.run(measure(folder, size)) for size in SIZES}
    figures = {f"growth_{act}_ratio": found[SIZES[-1]][act] / found[SIZES[0]][act] for act in ACTS}
    return figures | {"growth_join_ms": found[SIZES[-1]]["join"]}


if __name__ == "__main__":
    for size in SIZES:
        with tempfile.TemporaryDirectory() as chat:
            print(size, asyncio.run(measure(chat, size)))
