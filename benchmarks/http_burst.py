"""Members who answer over real HTTP at the same time, while pages are open.

The service is a process of its own with every loop running; each act is one quiz answer on a
connection of its own. The CPU an act costs holds everything: HTTP, the web chat's commit, the
engine's, and the message that follows.
"""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from typing import IO, Any

from aiohttp import ClientError, ClientSession, ClientTimeout, TCPConnector

MEMBERS = int(os.environ.get("HTTP_MEMBERS", "3000"))
PAGES = int(os.environ.get("HTTP_PAGES", "300"))  # open while the others answer
WITHIN = float(os.environ.get("HTTP_WITHIN", "10"))  # seconds in which the members tap
PATIENCE = 300.0  # seconds


async def _watch(
    http: ClientSession, base: str, page: dict[str, str], ready: asyncio.Event
) -> None:
    """An open page of this member."""
    cookie = {"Cookie": f"orglife_chat-{page['user']}={page['token']}"}
    async with http.get(f"{base}/chat/u/{page['user']}/events", headers=cookie) as stream:
        async for _ in stream.content.iter_any():
            ready.set()


async def _answer(
    http: ClientSession, told: dict[str, Any], page: dict[str, str], after: float
) -> float:
    """Take the choice, again and again until it is confirmed. Returns the seconds it took."""
    await asyncio.sleep(after)
    user, base = page["user"], told["url"]
    headers = {
        "Cookie": f"orglife_chat-{user}={page['token']}", "X-OrgLife": "1", "Origin": base,
    }  # fmt: skip
    act = {"kind": "press", "id": f"answer-{user}", "room": f"p-{user}",
           "message": page["message"], "choice": told["choice"]}  # fmt: skip
    began = time.perf_counter()
    while time.perf_counter() - began < PATIENCE:
        try:
            async with http.post(f"{base}/chat/u/{user}/acts", json=act, headers=headers) as answer:
                if answer.status == 200:
                    return time.perf_counter() - began
        except (ClientError, TimeoutError, OSError):
            pass
        await asyncio.sleep(0.5)
    return PATIENCE


async def _burst(told: dict[str, Any]) -> tuple[list[float], float]:
    connector = TCPConnector(limit=0, force_close=True)
    async with ClientSession(connector=connector, timeout=ClientTimeout(total=None)) as http:
        pages, opened = told["pages"], [asyncio.Event() for _ in range(PAGES)]
        watching = [
            asyncio.create_task(_watch(http, told["url"], page, ready))
            for page, ready in zip(pages, opened, strict=False)
        ]
        await asyncio.gather(*(each.wait() for each in opened[: len(watching)]))
        began = time.perf_counter()
        took = await asyncio.gather(
            *(_answer(http, told, page, WITHIN * number / len(pages))
              for number, page in enumerate(pages))
        )  # fmt: skip
        seconds = time.perf_counter() - began
        for each in watching:
            each.cancel()
        await asyncio.wait(watching) if watching else None
    return sorted(took), seconds


def _line(stream: IO[str] | None) -> dict[str, Any]:
    assert stream is not None
    said: dict[str, Any] = json.loads(stream.readline())
    return said


def main() -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "benchmarks.http_service", folder, str(MEMBERS)]
        service = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
        )
        assert service.stdin is not None

        def ask() -> dict[str, Any]:
            service.stdin.write("?\n")  # type: ignore[union-attr]
            return _line(service.stdout)

        told = _line(service.stdout)
        before = ask()
        took, seconds = asyncio.run(_burst(told))
        after = ask()
        service.stdin.close()
        service.wait(30)
    return {
        "http_acts_per_s": MEMBERS / seconds,
        "http_act_cpu_ms": (after["cpu"] - before["cpu"]) / MEMBERS * 1000,
        "http_burst_p99_s": took[int(len(took) * 0.99)],
        "http_burst_lost": MEMBERS - (after["handled"] - before["handled"]),
    }


if __name__ == "__main__":
    print(main())
