"""The whole service under the burst: every loop runs, and the web chat is the platform."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from pathlib import Path
from typing import Any, cast

import msgspec

from benchmarks.burst import GROUP, PEOPLE, QUESTIONS, questions
from benchmarks.service import rss_mb
from service.app import App
from service.core.effects import Start
from service.core.events import Chose
from service.core.message import Chat, Ref
from service.core.people import RosterRow
from service.ports import Update
from service.runtime.observability import log
from service.settings.loading import Settings
from service.store.history import running

ACCOUNT = "webchat"


async def burst(app: App) -> None:
    chat = cast(Any, app.adapters[ACCOUNT])
    await app.administration.import_roster(
        [RosterRow(f"p{number}", "党委/支部") for number in range(PEOPLE)]
    )
    await app.administration.import_bank(1, "bank", questions())
    homes = {}
    for person in (await app.administration.directory()).roster.people:
        user = await chat.ensure_user(f"p{person}", "zh-CN", f"p{person}")
        homes[user] = await chat.private_room(user)
        await app.administration.link(Chat(ACCOUNT, homes[user]), user, person)
    await app.engine.refresh()
    details = {"bank": "bank", "feedback": "end", "minutes": 600}
    await app.engine.begin(Start("quiz", 1, None, details))
    app.engine.wake()
    await asyncio.sleep(1)
    async with app.store.read() as transaction:
        quiz = next(each.id for each in await running(transaction, [1]) if each.kind == "quiz")

    def presses(verb: str) -> list[Update]:
        choice = f"{quiz}::{verb}"
        return [
            Update(
                f"{choice}/{user}",
                json.dumps(["Chose", msgspec.to_builtins(
                    Chose(Ref(Chat(ACCOUNT, home), "1", True), user, choice))]),
            )
            for user, home in homes.items()
        ]  # fmt: skip

    chat.parse = _parse
    for verb in ("begin:", *(f"a:{question}.1" for question in range(QUESTIONS))):
        updates = presses(verb)
        for start in range(0, PEOPLE, GROUP):
            await app.engine.receive(ACCOUNT, updates[start : start + GROUP])
    while (await app.engine.backlog()).inbox_age:
        await asyncio.sleep(0.1)


def _parse(raw: str) -> tuple[Chose, ...]:
    return (msgspec.convert(json.loads(raw)[1], Chose),)


async def main(folder: str) -> None:
    log.configure("error", "json")
    settings = Settings(data_dir=Path(folder), web={"port": 0})  # type: ignore[arg-type]
    app = await App.build(settings)
    stop = asyncio.Event()
    running = asyncio.create_task(app.run(stop))
    await burst(app)
    print(json.dumps({"rss_burst_mb": rss_mb(os.getpid())}))
    stop.set()
    await running


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
