"""Killed twenty times in mid-traffic: OrgLife on Telegram and on Matrix, and beside it a bot on
aiogram's own polling.

OrgLife and the bot get the same updates at the same pace and are killed at the same moments of
their lives. `lost`: what came in and was not handled, or was to go out and did not; of the bot,
updates whose answer never went out.
"""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

from benchmarks.aiogram_bot import ANSWER, serve
from service.testkit.waiting import patience
from tests.e2e import matrix_killing, telegram_killing
from tests.e2e.killing import Life, live, moments
from tests.e2e.telegram_killing import PEOPLE, People, polling
from tests.matrix_server.server import synapse
from tests.telegram_server.server import TelegramServer

SEED = 20
QUIET_S = 5.0  # nothing more is asked or said: what is not answered by then never will be


async def kill_bot(folder: Path) -> dict[str, float]:
    """The same with the bot on aiogram's polling."""
    database = folder / "handled.sqlite3"
    async with TelegramServer() as server:
        account = server.account()
        people = People(account, [account.person(f"p{number}") for number in range(PEOPLE)], 1)
        acting = asyncio.create_task(people.act())
        given = account.token, server.url, str(database)
        for moment in moments(SEED):
            at_work = polling(server)
            await live(Life(serve, *given), moment, at_work)
        await acting
        life = Life(serve, *given)
        async with patience():
            calls = -1
            while account.waiting or len(server.calls) > calls:
                calls = len(server.calls)
                await asyncio.sleep(QUIET_S)
        life.kill()
        server.problems.clear()  # what aiogram sends is not what is measured here
    answered = {
        int(message["text"].removeprefix(ANSWER))
        for chat in account.chats.values()
        for message in chat.messages.values()
        if message.get("text", "").startswith(ANSWER)
    }
    return {
        "aiogram_polling_kill9_lost": len(set(people.acts) - answered),
        "kill9_updates": len(people.acts),
    }


async def measure(folder: Path) -> dict[str, float]:
    for name in ("telegram", "matrix"):
        (folder / name).mkdir()
    report = await telegram_killing.kill_service(folder / "telegram", SEED)
    async with synapse() as server:
        matrix = await matrix_killing.kill_service(folder / "matrix", server, SEED)
    return {
        "telegram_kill9_lost": report.lost + report.outbound_lost,
        "telegram_kill9_twice": report.twice,
        "telegram_kill9_unknown": report.unknown,
        "telegram_kill9_messages": report.outbound,
        "matrix_kill9_lost": matrix.lost + matrix.outbound_lost,
        "matrix_kill9_twice": matrix.twice + matrix.outbound_twice,
        **await kill_bot(folder),
    }


def main() -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(measure(Path(folder)))
