"""A door in front of a homeserver: everything passes as it is, until it is told to fail.

    async with relay(server.url) as door:
        door.limit(7)   # the next message is refused: it has to wait for seconds
        door.cut()      # all connections break, then the next sync and the next message
        door.drop()     # the next message is taken, and the answer to it gets lost

The homeserver behind it stays the real one, and knows nothing of it.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import ClientSession, ClientTimeout, web
from multidict import CIMultiDict, CIMultiDictProxy
from yarl import URL

_MESSAGE = re.compile(r"/rooms/[^/]+/send/m\.room\.(message|encrypted)/")
_OF_ONE_CONNECTION = ("Connection", "Host", "Keep-Alive", "Transfer-Encoding")


class Relay:
    """`url`: where clients reach the homeserver through it. Each fault strikes once."""

    def __init__(self, homeserver: str, behind: ClientSession) -> None:
        self.url = ""
        self._homeserver = homeserver
        self._behind = behind
        self._server: web.Server[web.Request] | None = None
        self._limits: list[int] = []  # seconds
        self._cut: set[str] = set()  # what fails next: sync, message
        self._drops = False

    async def open(self, runner: web.AppRunner) -> None:
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        self._server = runner.server
        self.url = f"http://127.0.0.1:{runner.addresses[0][1]}"

    def limit(self, seconds: int) -> None:
        self._limits.append(seconds)

    def cut(self) -> None:
        self._cut = {"sync", "message"}
        for each in self._server.connections if self._server is not None else ():
            each.force_close()

    def drop(self) -> None:
        self._drops = True

    async def serve(self, request: web.Request) -> web.StreamResponse:
        kind = _kind(request)
        if kind in self._cut:
            self._cut.remove(kind)
            return await _break_off(request)
        if kind == "message" and self._limits:
            await request.read()
            return _too_many(self._limits.pop(0))
        dropped = kind == "message" and self._drops
        self._drops = self._drops and not dropped
        return await self._pass_on(request, dropped=dropped)

    async def _pass_on(self, request: web.Request, *, dropped: bool) -> web.StreamResponse:
        async with self._behind.request(
            request.method,
            URL(self._homeserver + request.raw_path, encoded=True),
            headers=_headers(request.headers),
            data=request.content if request.body_exists else None,
            allow_redirects=False,
        ) as answer:
            if dropped:
                await answer.read()
                return await _break_off(request)
            response = web.StreamResponse(status=answer.status, headers=_headers(answer.headers))
            await response.prepare(request)
            async for piece in answer.content.iter_any():
                await response.write(piece)
            await response.write_eof()
            return response


def _kind(request: web.Request) -> str:
    if request.path.endswith("/sync"):
        return "sync"
    return "message" if _MESSAGE.search(request.raw_path) else ""


def _headers(given: CIMultiDictProxy[str]) -> CIMultiDict[str]:
    kept = CIMultiDict(given)
    for name in _OF_ONE_CONNECTION:
        kept.popall(name, None)
    return kept


def _too_many(seconds: int) -> web.Response:
    """As Synapse refuses what comes too fast."""
    problem = {"errcode": "M_LIMIT_EXCEEDED", "error": "Too Many Requests"}
    return web.json_response(
        {**problem, "retry_after_ms": 1000 * seconds},
        status=429,
        headers={"Retry-After": str(seconds)},
    )


async def _break_off(request: web.Request) -> web.StreamResponse:
    """The connection breaks when the answer has begun: where not a byte of one came, an HTTP
    client asks once more by itself, and the fault would not be seen."""
    response = web.StreamResponse(headers={"Content-Length": "1"})
    await response.prepare(request)
    if request.transport is not None:
        request.transport.close()
    return response


@asynccontextmanager
async def relay(homeserver: str) -> AsyncIterator[Relay]:
    timeout = ClientTimeout(total=None)  # the client has its own
    async with ClientSession(timeout=timeout, auto_decompress=False) as behind:
        door = Relay(homeserver, behind)
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", door.serve)
        runner = web.AppRunner(
            app, access_log=None, handler_cancellation=True, shutdown_timeout=0.1
        )
        try:
            await door.open(runner)
            yield door
        finally:
            await runner.cleanup()
