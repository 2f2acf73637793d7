"""Matrix through a real homeserver on loopback: from what a person says to the answer to it, and
how many messages a second go out.

The person's client and OrgLife's adapter are those of the tests; the room is encrypted for the way
there and back, and plain for what only goes out.
"""

from __future__ import annotations

import asyncio
import statistics
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress

from adapters.matrix import Matrix, build
from service.core.message import Post
from service.ports import Order, Sent, Update
from tests.adapters.webchat.conftest import Mirror
from tests.matrix_server.server import Server, synapse
from tests.matrix_server.users import User, people

ASKED = 60  # questions, one after the other
SENT = 200  # messages to several rooms
ROOMS = 4  # at once, as delivery keeps the order of each


class Answering:
    """An inbox that answers everything it gets, and notes how long that took."""

    def __init__(self) -> None:
        self.adapter: Matrix | None = None
        self.seconds: list[float] = []
        self.said_at = 0.0
        self.answered = asyncio.Event()

    async def receive(self, account: str, updates: Sequence[Update]) -> None:
        assert self.adapter is not None
        for each in updates:
            (event,) = self.adapter.parse(each.raw)
            order = Order("send", f"answer-{each.id}", event.ref.chat.id, Post("收到"))
            assert isinstance(await self.adapter.send(order), Sent)
            self.seconds.append(time.perf_counter() - self.said_at)
            self.answered.set()


@asynccontextmanager
async def _running(server: Server, inbox: Answering, folder: str) -> AsyncIterator[Matrix]:
    account = await asyncio.to_thread(server.register, "orglife")
    settings = {
        "homeserver": server.url,
        "user": account.user_id,
        "password": account.password,
        "data_dir": folder,
    }
    adapter = inbox.adapter = build(settings, account="matrix", sealer=Mirror())
    await adapter.open()
    running = asyncio.create_task(adapter.run(inbox))
    await adapter.ready()
    try:
        yield adapter
    finally:
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running
        await adapter.close()


async def _reply_seconds(inbox: Answering, user: User, chat: str) -> list[float]:
    for number in range(ASKED + 1):  # the first one shares the keys
        inbox.answered.clear()
        inbox.said_at = time.perf_counter()
        await user.say(chat, f"{number}")
        await inbox.answered.wait()
    return sorted(inbox.seconds[1:])


async def _sent_per_second(adapter: Matrix, chats: Sequence[str]) -> float:
    async def say(chat: str) -> None:
        for number in range(SENT // len(chats)):
            order = Order("send", f"{chat}-{number}", chat, Post(f"第{number}条"))
            assert isinstance(await adapter.send(order), Sent)

    started = time.perf_counter()
    await asyncio.gather(*map(say, chats))
    return SENT / (time.perf_counter() - started)


async def measure(folder: str) -> dict[str, float]:
    inbox = Answering()
    async with (
        synapse() as server,
        _running(server, inbox, folder) as adapter,
        people(await asyncio.to_thread(server.register, "li")) as (user,),
    ):
        await user.sync()
        chats = [
            await user.chat(f"@orglife:{user.id.partition(':')[2]}", encrypted=not number)
            for number in range(ROOMS + 1)
        ]
        for chat in chats:
            while not adapter.knows(chat, user.id):
                await user.sync()
                await asyncio.sleep(0.05)
        seconds = await _reply_seconds(inbox, user, chats[0])
        per_second = await _sent_per_second(adapter, chats[1:])
    return {
        "matrix_reply_p50_ms": statistics.median(seconds) * 1000,
        "matrix_reply_p99_ms": seconds[round(0.99 * (len(seconds) - 1))] * 1000,
        "matrix_sent_per_s": per_second,
    }


def main() -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(measure(folder))
