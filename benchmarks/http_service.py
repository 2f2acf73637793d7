"""The whole service for the HTTP burst: everybody is signed in and has a question on their page.

It says once what a page of each member knows, then answers each line on standard input with what
has come of it so far, once nothing waits any more.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from pathlib import Path
from typing import Any, cast

from sqlalchemy import func, select

from adapters.webchat.inbound import Pressed, update
from adapters.webchat.store import now_ms
from benchmarks.burst import questions
from service.app import App
from service.core.effects import Start
from service.core.message import Chat
from service.core.people import RosterRow
from service.runtime.observability import log
from service.settings.loading import Settings
from service.store import tables as t
from service.store.history import running

ACCOUNT = "webchat"


async def settled(app: App) -> None:
    """Wait until nothing has to be handled or said."""
    while True:
        backlog = await app.engine.backlog()
        if not backlog.inbox_age and not backlog.outbox_depth:
            return
        await asyncio.sleep(0.2)


async def prepare(app: App, people: int) -> dict[str, Any]:
    """A quiz that everybody has begun, and what their pages know."""
    chat = cast(Any, app.adapters[ACCOUNT])
    await app.administration.import_roster(
        [RosterRow(f"p{number}", "党委/支部") for number in range(people)]
    )
    await app.administration.import_bank(1, "bank", questions())
    for person in (await app.administration.directory()).roster.people:
        user = await chat.ensure_user(f"p{person}", "zh-CN", f"p{person}")
        await app.administration.link(Chat(ACCOUNT, f"p-{user}"), user, person)
    await app.engine.refresh()
    users = [f"p{person}" for person in app.engine.directory.roster.people]
    await chat.ensure_room("支部", users, "unit-1")
    tokens = {user: await chat.store.sessions.begin(user, "Firefox", now_ms()) for user in users}
    details = {"bank": "bank", "feedback": "end", "minutes": 600}
    await app.engine.begin(Start("quiz", 1, None, details))
    app.engine.wake()
    await settled(app)
    async with app.store.read() as transaction:
        quiz = next(each.id for each in await running(transaction, [1]) if each.kind == "quiz")
    begun = [
        update(Pressed(key=f"{user}:begin-{user}", room=f"p-{user}", private=True, user=user,
                       message="1", choice=f"{quiz}::begin:"))
        for user in users
    ]  # fmt: skip
    await app.engine.receive(ACCOUNT, begun)
    await settled(app)
    choice, pages = f"{quiz}::a:0.1", []
    for user in users:
        shown = await chat.store.history.page(user, f"p-{user}", None, 5)
        message = next(
            each.id for each in shown
            if any(button.id == choice for row in each.buttons for button in row)
        )  # fmt: skip
        pages.append({"user": user, "token": tokens[user], "message": message})
    return {"url": app.url, "room": "unit-1", "choice": choice, "pages": pages}


async def told(app: App) -> dict[str, Any]:
    """How many updates have been handled, and the CPU seconds of this process."""
    at_once = time.process_time()
    await settled(app)
    async with app.store.read() as transaction:
        (row,) = await transaction.rows(
            select(func.count().label("handled")).where(
                t.inbox.c.handled_at.is_not(None), t.inbox.c.error.is_(None)
            )
        )
    return {"handled": row.handled, "cpu_answered": at_once, "cpu": time.process_time()}


async def main(folder: str, people: int) -> None:
    log.configure("error", "json")
    settings = Settings(data_dir=Path(folder), web={"port": 0})  # type: ignore[arg-type]
    app = await App.build(settings)
    stop = asyncio.Event()
    serving = asyncio.create_task(app.run(stop))
    print(json.dumps(await prepare(app, people)), flush=True)
    while await asyncio.to_thread(sys.stdin.readline):
        print(json.dumps(await told(app)), flush=True)
    stop.set()
    await serving


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2])))
