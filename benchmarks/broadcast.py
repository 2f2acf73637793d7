"""A message to 3,000 people on Telegram, and people who press buttons meanwhile.

The service runs as a process of its own against the Bot API server of the tests, which answers 429
to the 31st message within any second, and to the second one within a second in a chat. A second of
the platform is scaled to `SECOND` of ours, for the server and for the limits in the service's
settings alike; the figures are in the platform's time.

`broadcast_rate_fraction`: messages taken beyond the first thirty, as part of what the platform
allows in the time from the first message to the last. `press_during_broadcast_p99_s`: from a tap to
the new or changed message that answers it.
"""

from __future__ import annotations

import asyncio
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.burst import questions
from tests.telegram_server.account import Account
from tests.telegram_server.branch import begin_quiz, found_branch, settle_down
from tests.telegram_server.flood import Flood
from tests.telegram_server.server import TelegramServer

PEOPLE = 3000
PRESSING = 100  # of them press, each so often:
PRESSES = 4
SECOND = 0.6
ACCOUNT_LIMIT = 30
LONGEST_S = 180.0


class Presser:
    """One person who reads what comes, thinks, and presses a button. `waits`: how long each answer
    took, in seconds of ours."""

    def __init__(self, account: Account, chat: int, chance: random.Random) -> None:
        self._account, self._chat, self._chance = account, chat, chance
        self._left = PRESSES
        self._pressed: float | None = None
        self.waits: list[float] = []

    def hears(self) -> None:
        """A message is there, or has changed."""
        if self._pressed is not None:
            self.waits.append(time.monotonic() - self._pressed)
            self._pressed = None
        if self._left:
            self._left -= 1
            thinking = self._chance.uniform(1.5, 10) * SECOND
            asyncio.get_running_loop().call_later(thinking, self._press)

    def _press(self) -> None:
        chat = self._account.chats[self._chat]
        number, message = max(
            (number, each) for number, each in chat.messages.items() if "reply_markup" in each
        )
        label = message["reply_markup"]["inline_keyboard"][0][0]["text"]
        self._pressed = time.monotonic()
        self._account.press(chat, self._account.users[self._chat], number, label)


async def measure(folder: Path) -> dict[str, float]:
    async with TelegramServer() as server:
        account = server.account()
        flood = server.flood = Flood(SECOND)
        rates = {"account": (30, SECOND), "private": (1, SECOND), "group": (20, 60 * SECOND)}
        settings = settle_down(folder, account, server.url, rates)
        branch = await found_branch(settings, account, [f"p{number}" for number in range(PEOPLE)])
        await begin_quiz(branch, questions())
        chance = random.Random(7)
        chosen = chance.sample([user.id for user in branch.users.values()], PRESSING)
        people = {chat: Presser(account, chat, chance) for chat in chosen}

        def accepting(chat: int, _: str) -> None:
            if chat in people:  # once the message is there
                asyncio.get_running_loop().call_soon(people[chat].hears)

        flood.accepting = accepting
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "service", "run", "--config", str(folder / "orglife.toml"),
            stdout=asyncio.subprocess.DEVNULL,
        )  # fmt: skip
        try:
            await _until(lambda: _waiting(branch.database) == 0 and flood.accepted)
            ended = flood.accepted[-1][0]
        finally:
            process.terminate()
            await process.wait()
    return figures(flood, ended, [each for person in people.values() for each in person.waits])


def figures(flood: Flood, ended: float, waits: list[float]) -> dict[str, float]:
    first = flood.accepted[0][0]
    taken = sum(1 for at, _ in flood.accepted if at <= ended)
    allowed = ACCOUNT_LIMIT * (ended - first) / SECOND
    if taken < PEOPLE or len(waits) < PRESSING:
        raise AssertionError(f"{taken} messages, {len(waits)} answers")
    return {
        "broadcast_rate_fraction": (taken - ACCOUNT_LIMIT) / allowed,
        "broadcast_429": flood.refused,
        "press_during_broadcast_p99_s": sorted(waits)[int(len(waits) * 0.99)] / SECOND,
    }


def _waiting(database: Path) -> int:
    """How many of the announcement's messages are still to be sent."""
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=10) as connection:
        (count,) = connection.execute(
            "SELECT count(*) FROM outbox WHERE state IN ('waiting', 'sending') AND key = 'invited'"
        ).fetchone()
    return int(count)


async def _until(look: Callable[[], Any]) -> None:
    async with asyncio.timeout(LONGEST_S):
        while not await asyncio.to_thread(look):
            await asyncio.sleep(0.25)


def main() -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(measure(Path(folder)))
