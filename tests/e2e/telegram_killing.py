"""Telegram's side of the kills: people who tap and write while the process that should hear them is
killed again and again, and the count of what was lost.

The Bot API server runs here; whoever is killed runs as a process of its own. The people don't wait
for anybody: they act at an even pace, and what nobody fetches waits at the server.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from service.testkit.waiting import patience
from tests.e2e.killing import (
    BANK,
    TAPS,
    Life,
    done_by,
    interrupted,
    live,
    moments,
    query,
    serve,
    steps,
)
from tests.telegram_server.account import Account, Press, User
from tests.telegram_server.branch import Branch, begin_quiz, found_branch, settle_down
from tests.telegram_server.server import TelegramServer

PEOPLE = 60
AT_ONCE = 30  # of them act at the same moment
HELPS = 4  # each of them asks for help so often
SECONDS = 20.0  # over which the people act, at the least
RATES = {"account": (2000, 1.0), "private": (20, 1.0), "group": (20, 1.0)}
IDLE_S = 5.0


class People:
    """Everybody takes every step of the quiz and asks for help now and then, many at once, as when
    a question has just come. `acts`: the ids of all updates that were made."""

    def __init__(self, account: Account, users: list[User], quiz: int) -> None:
        self._account = account
        self._users = users
        self._quiz = quiz
        self.acts: list[int] = []

    async def act(self) -> None:
        acts = list(self._all())
        for number, act in enumerate(acts, 1):
            act()
            self.acts.append(self._account.last_id)
            if number % AT_ONCE == 0:
                await asyncio.sleep(SECONDS * AT_ONCE / len(acts))

    def _all(self) -> Iterator[Callable[[], Any]]:
        for number, choice in enumerate(steps(self._quiz)):
            for user in self._users:
                yield lambda user=user, choice=choice: self._tap(user, choice)
            if number % (TAPS // HELPS) == 0 and number // (TAPS // HELPS) < HELPS:
                for user in self._users:
                    yield lambda user=user: self._account.say(
                        self._account.chats[user.id], user, "/help"
                    )

    def _tap(self, user: User, choice: str) -> None:
        chat = self._account.chats[user.id]
        message = {"message_id": 1, "date": 1_770_000_000, "chat": chat.view()}
        pressed = {"id": f"{user.id}-{choice}", "from": user.view(), "message": message,
                   "chat_instance": "1", "data": choice}  # fmt: skip
        self._account.presses[pressed["id"]] = Press(time.monotonic())
        self._account.put("callback_query", pressed)


@dataclass(frozen=True, slots=True)
class Report:
    """What 20 kills have done. `inbound`, `outbound`: how many updates and messages there were;
    `unknown`: messages that were being sent at a kill, and the most of one place at one kill;
    `repeated`: messages that stand in a chat twice."""

    inbound: int
    lost: int
    twice: int
    outbound: int
    outbound_lost: int
    unknown: int
    unknown_in_a_lane: int
    repeated: int


async def kill_service(folder: Path, seed: int = 20) -> Report:
    """Kill the whole service 20 times in mid-traffic, let it end its work, and count."""
    async with TelegramServer() as server:
        account = server.account()
        settings = settle_down(folder, account, server.url, RATES)
        branch = await found_branch(settings, account, [f"p{number}" for number in range(PEOPLE)])
        quiz = await begin_quiz(branch, BANK)
        people = People(account, list(branch.users.values()), quiz)
        acting = asyncio.create_task(people.act())
        logs = []
        for number, moment in enumerate(moments(seed)):
            logs.append(folder / f"life{number}.log")
            at_work = polling(server)
            await live(Life(serve, folder, logs[-1]), moment, at_work)
        await acting
        logs.append(folder / "last.log")
        life = Life(serve, folder, logs[-1])
        try:
            await _until_done(branch, account)
        finally:
            life.kill()
        return await _count(branch, account, people, quiz, [interrupted(each) for each in logs])


def polling(server: TelegramServer) -> Callable[[], Awaitable[None]]:
    """Waits until a life that begins now has got updates: it has asked for more. When there are
    none, it waits a little only."""
    before = len(server.calls)

    async def at_work() -> None:
        until = time.monotonic() + IDLE_S
        while time.monotonic() < until:
            if sum(method == "getUpdates" for method, _ in server.calls[before:]) > 1:
                return
            await asyncio.sleep(0.005)

    return at_work


async def _until_done(branch: Branch, account: Account) -> None:
    """Until everything is fetched, handled and sent."""
    waiting = (
        "SELECT (SELECT count(*) FROM inbox WHERE handled_at IS NULL) + "
        "(SELECT count(*) FROM outbox WHERE state IN ('waiting', 'sending', 'held'))"
    )
    async with patience():
        while account.waiting or await query(branch.database, waiting) != [(0,)]:
            await asyncio.sleep(0.5)


async def _count(
    branch: Branch, account: Account, people: People, quiz: int, interrupted: list[list[int]]
) -> Report:
    database = branch.database
    done = Counter(
        dict(
            await query(
                database,
                "SELECT action, count(*) FROM journal WHERE activity = :quiz "
                "AND actor IS NOT NULL GROUP BY 1",
                quiz=quiz,
            )
        )
    )
    wanted = Counter(done_by(len(branch.users)))
    helped = await query(
        database,
        "SELECT count(*), count(DISTINCT chat || ' ' || message) FROM journal "
        "WHERE action = 'home.helped'",
    )
    asked = len(branch.users) * HELPS
    aside = await query(database, "SELECT count(*) FROM inbox WHERE error IS NOT NULL")
    lost = (wanted - done).total() + (asked - helped[0][1]) + aside[0][0]
    twice = (done - wanted).total() + (helped[0][0] - helped[0][1])
    rows = await query(
        database,
        "SELECT id, kind, state, chat, key, activity, payload, remote FROM outbox "
        "WHERE kind IN ('send', 'edit') ORDER BY id",
    )
    lanes = [
        Counter(chat for row, _, _, chat, *_ in rows if row in set(ids)) for ids in interrupted
    ]
    return Report(
        inbound=len(people.acts),
        lost=lost,
        twice=twice,
        outbound=len(rows),
        outbound_lost=_missing(account, rows),
        unknown=sum(map(len, interrupted)),
        unknown_in_a_lane=max((max(each.values(), default=0) for each in lanes), default=0),
        repeated=_repeated(account, rows),
    )


def _missing(account: Account, rows: list[tuple[Any, ...]]) -> int:
    """Messages that don't stand where they should, as the newest of their edits has them."""
    newest: dict[tuple[str, str], str] = {}
    missing = 0
    for _, _, state, chat, _, _, payload, remote in rows:
        if state == "sent" and remote:
            newest[chat, remote] = payload
        elif state not in ("superseded", "skipped", "gathered"):
            missing += 1
    for (chat, remote), payload in newest.items():
        stands = account.chats[int(chat)].messages.get(int(remote))
        body = msgspec.json.decode(payload)["body"]
        missing += stands is None or body.strip() not in stands["text"]
    return missing


def _repeated(account: Account, rows: list[tuple[Any, ...]]) -> int:
    """Messages of ours in a chat that no row of the outbox knows: sent, and then sent again."""
    known = {(place, remote) for _, _, _, place, _, _, _, remote in rows}
    return sum(
        (str(chat.id), str(number)) not in known
        for chat in account.chats.values()
        for number, message in chat.messages.items()
        if message.get("from", {}).get("id") == account.id
    )
