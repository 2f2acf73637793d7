"""Killed again and again in mid-traffic, in an encrypted room: no word is lost, no key either."""

from __future__ import annotations

import asyncio
import json
import random
import sys
from pathlib import Path

from adapters.matrix.inbound import parse
from service.core.events import Said
from service.testkit.waiting import until
from tests.adapters.matrix.conftest import Bot
from tests.matrix_server.users import User

ROOT = Path(__file__).parents[3]
KILLS = 4
MESSAGES = 40


async def test_what_is_said_while_we_are_killed_is_all_heard(bot: Bot, li: User) -> None:
    chat = await li.chat(bot.id, encrypted=True)
    await bot.meet(li, chat)
    await bot.stop()
    inbox = bot.folder / "heard.jsonl"
    given = json.dumps({"options": bot.options, "inbox": str(inbox)})
    said = asyncio.create_task(_talk(li, chat))
    chance = random.Random(7)
    try:
        for _ in range(KILLS):
            process = await _run(given)
            await asyncio.sleep(chance.uniform(1.0, 3.0))  # it is killed at any moment
            process.kill()
            await process.wait()
        await said
        process = await _run(given)
        await until(lambda: len(_heard(inbox)) >= MESSAGES, f"{MESSAGES} messages", every=0.1)
        process.kill()
        await process.wait()
    finally:
        said.cancel()
    assert _heard(inbox) == [f"第{number}句" for number in range(MESSAGES)]
    await bot.start()


async def _talk(user: User, chat: str) -> None:
    for number in range(MESSAGES):
        if number % 5 == 0:  # a new key now and then
            user.client.invalidate_outbound_session(chat)
        await user.say(chat, f"第{number}句")
        await asyncio.sleep(0.05)


async def _run(given: str) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.adapters.matrix.killed_bot", given), cwd=ROOT
    )


def _heard(inbox: Path) -> list[str]:
    """What was heard, each once and in the order in which it was first kept."""
    if not inbox.exists():
        return []
    rows = [json.loads(line) for line in inbox.read_text().splitlines() if line.endswith("}")]
    known = {each["id"]: each["raw"] for each in rows}
    events = [event for raw in known.values() for event in parse(raw, "matrix")]
    return [each.text for each in events if isinstance(each, Said)]
