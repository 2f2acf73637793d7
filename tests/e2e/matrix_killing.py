"""Matrix's side of the kills: people who write through a real homeserver, in plain and in encrypted
chats, while the service that should hear them is killed again and again."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path

from service.core.message import Chat
from service.core.people import RosterRow
from service.runtime.accounts.administration import Administration
from service.runtime.timers.clock import SystemClock
from service.settings.loading import Settings, load
from service.store.store import Store
from service.testkit.waiting import patience
from tests.e2e.killing import Life, interrupted, live, moments, query, serve
from tests.matrix_server.server import Account, Server
from tests.matrix_server.shared import name
from tests.matrix_server.users import User, people

PEOPLE = 4  # every other one in an encrypted chat
TEXTS = 25  # of each of them
SECONDS = 20.0  # over which they write, at the least
WORDS = "/help"


@dataclass(frozen=True, slots=True)
class Report:
    """What 20 kills have done; `outbound`: messages of ours that stand in people's chats."""

    inbound: int
    lost: int
    twice: int
    outbound: int
    outbound_lost: int
    outbound_twice: int
    interrupted: int


async def kill_service(folder: Path, server: Server, seed: int = 20) -> Report:
    """Kill the whole service 20 times in mid-traffic, let it end its work, and count."""
    ours, *accounts = [
        await asyncio.to_thread(server.register, name(each))
        for each in ("orglife", *(f"p{number}" for number in range(PEOPLE)))
    ]
    settings = settle_down(folder, ours)
    async with people(*accounts) as users:
        chats = await meet(folder, ours, users)
        await enroll(settings, users, chats)
        writing = asyncio.gather(*(_write(user, chats[user.id]) for user in users))
        logs = []
        for number, moment in enumerate(moments(seed)):
            logs.append(folder / f"life{number}.log")
            await live(Life(serve, folder, logs[-1]), moment)
        said = {event for events in await writing for event in events}
        logs.append(folder / "last.log")
        life = Life(serve, folder, logs[-1])
        try:
            await _until_done(settings, len(said))
        finally:
            life.kill()
        found = sum(len(interrupted(each)) for each in logs)
        stands = [
            message.id
            for user in users
            for message in await user.timeline(chats[user.id])
            if message.sender == ours.user_id
        ]
        return await _count(settings, said, stands, found)


def settle_down(folder: Path, ours: Account) -> Settings:
    file = folder / "orglife.toml"
    file.write_text(
        f"""
data_dir = "{folder / "data"}"
[web]
port = 0
[log]
level = "warning"
[delivery]
backoff_seconds = 0.2
[adapters.matrix]
kind = "matrix"
homeserver = "{ours.url}"
user = "{ours.user_id}"
access_token = "{ours.access_token}"
device_id = "{ours.device_id}"
""",
        "utf-8",
    )
    return load(file)


async def meet(folder: Path, ours: Account, users: list[User]) -> dict[str, str]:
    """Everybody opens a chat of their own with OrgLife: its room, by the person."""
    life = Life(serve, folder, folder / "first.log")
    try:
        await life.ready()
        chats = {}
        for number, user in enumerate(users):
            await user.sync()
            chat = await user.chat(ours.user_id, encrypted=number % 2 == 1)
            await user.until(chat, ours.user_id)
            chats[user.id] = chat
    finally:
        life.kill()
    return chats


async def enroll(settings: Settings, users: list[User], chats: dict[str, str]) -> None:
    """Everybody is on the roster and linked."""
    store = await Store.open(settings.database_url)
    office = Administration(store, SystemClock())
    await office.import_roster([RosterRow(user.id, "校/支部") for user in users])
    for person in (await office.directory()).roster.people.values():
        await office.link(Chat("matrix", chats[person.name]), person.name, person.id)
    await store.close()


async def _write(user: User, chat: str) -> list[str]:
    """The person writes at an even pace, whoever hears it: the ids of what they said."""
    said = []
    for _ in range(TEXTS):
        said.append(await user.say(chat, WORDS))
        await asyncio.sleep(SECONDS / TEXTS)
    return said


async def _until_done(settings: Settings, said: int) -> None:
    """Until everything is heard, handled and answered."""
    database = settings.data_dir / "orglife.sqlite3"
    heard = "SELECT count(DISTINCT message) FROM journal WHERE action = 'home.helped'"
    open_ = "SELECT count(*) FROM outbox WHERE state IN ('waiting', 'sending', 'held')"
    async with patience():
        while await query(database, heard) != [(said,)] or await query(database, open_) != [(0,)]:
            await asyncio.sleep(1)


async def _count(settings: Settings, said: set[str], stands: list[str], found: int) -> Report:
    """`said`: what people wrote; `stands`: our messages in their chats; `found`: how many were
    found being sent."""
    database = settings.data_dir / "orglife.sqlite3"
    helped = [
        message
        for (message,) in await query(
            database, "SELECT message FROM journal WHERE action = 'home.helped'"
        )
    ]
    aside = await query(database, "SELECT count(*) FROM inbox WHERE error IS NOT NULL")
    rows = await query(database, "SELECT state, remote FROM outbox WHERE kind = 'send'")
    sent = [remote for state, remote in rows if state == "sent"]
    return Report(
        inbound=len(said),
        lost=len(said - set(helped)) + aside[0][0],
        twice=len(helped) - len(set(helped)),
        outbound=len(stands),
        outbound_lost=len(rows) - len(sent) + len(set(sent) - set(stands)),
        outbound_twice=len(set(stands) - set(sent)) + len(sent) - len(set(sent)),
        interrupted=found,
    )
