"""The line to a browser: commands that wait for their answer, and the events of each page."""

from __future__ import annotations

import asyncio
import itertools
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any

from aiohttp import ClientSession, ClientWebSocketResponse, WSMsgType

from service.testkit.waiting import patience

Heard = Callable[[str, dict[str, Any]], None]  # (event, its parameters)


class DevTools:
    """One connection for the whole browser; each page is a session of it."""

    def __init__(self, line: ClientWebSocketResponse) -> None:
        self._line = line
        self._numbers = itertools.count(1)
        self._waiting: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._listeners: dict[str, Heard] = {}

    def listen(self, session: str, heard: Heard) -> None:
        self._listeners[session] = heard

    async def __call__(self, method: str, session: str = "", **given: Any) -> dict[str, Any]:
        """What the command gives. Raises RuntimeError when the browser refuses it."""
        number = next(self._numbers)
        answer = self._waiting[number] = asyncio.get_running_loop().create_future()
        command = {"id": number, "method": method, "params": given}
        await self._line.send_json(command | ({"sessionId": session} if session else {}))
        async with patience():
            got = await answer
        if "error" in got:
            raise RuntimeError(f"{method}: {got['error']['message']}")
        result: dict[str, Any] = got["result"]
        return result

    async def read(self) -> None:
        """Hand over what comes in, until the browser goes."""
        async for message in self._line:
            if message.type is not WSMsgType.TEXT:
                continue
            got = json.loads(message.data)
            if "id" in got:
                answer = self._waiting.pop(got["id"], None)
                if answer is not None and not answer.done():
                    answer.set_result(got)
            elif listener := self._listeners.get(got.get("sessionId", "")):
                listener(got["method"], got["params"])


@asynccontextmanager
async def connected(url: str) -> AsyncIterator[DevTools]:
    async with ClientSession() as http, http.ws_connect(url, max_msg_size=0) as line:
        tools = DevTools(line)
        reading = asyncio.create_task(tools.read())
        try:
            yield tools
        finally:
            reading.cancel()
            with suppress(asyncio.CancelledError):
                await reading
