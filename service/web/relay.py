"""Hands requests for pages on to the process that has them, as they are."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Collection
from contextlib import suppress
from typing import Any

from aiohttp import ClientError, ClientResponse, ClientSession, ClientTimeout, TCPConnector
from litestar.enums import ScopeType
from litestar.types import ASGIApp, HTTPScope, Receive, Scope, Send

CONNECT_SECONDS = 2.0
_OF_ONE_CONNECTION = frozenset(  # RFC 9110, 7.6.1
    {b"connection", b"keep-alive", b"proxy-connection", b"te", b"trailer", b"transfer-encoding",
     b"upgrade"}
)  # fmt: skip
_LOGGER = logging.getLogger(__name__)


class Relay:
    """Answers what `own` has; all else goes to the address that `front` gives, "" while there is
    none. The one in front must trust us as a proxy to know the client's address."""

    def __init__(self, own: ASGIApp, paths: Collection[str], front: Callable[[], str]) -> None:
        self._own = own
        self._paths = frozenset(paths)
        self._front = front
        self._session: ClientSession | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP or scope["path"] in self._paths:
            await self._own(scope, receive, send)
            return
        begun = False

        async def sending(message: object) -> None:
            nonlocal begun
            begun = True
            await send(message)  # type: ignore[arg-type]

        try:
            await self._hand_on(scope, receive, sending)
        except (ClientError, TimeoutError, OSError) as error:
            if begun:
                raise
            _LOGGER.warning("web.front_not_reached", extra={"reason": type(error).__name__})
            await _say_later(send)

    async def _hand_on(
        self, scope: HTTPScope, receive: Receive, send: Callable[..., object]
    ) -> None:
        front = self._front()
        if not front:
            await _say_later(send)  # type: ignore[arg-type]
            return
        if self._session is None:
            self._session = ClientSession(
                connector=TCPConnector(limit=0),
                timeout=ClientTimeout(total=None, sock_connect=CONNECT_SECONDS),
                auto_decompress=False,
            )
        query = scope["query_string"].decode("latin-1")
        path = scope["raw_path"].decode("latin-1")
        async with self._session.request(
            scope["method"],
            f"{front}{path}{'?' if query else ''}{query}",
            headers=_handed_on(scope),
            data=_body(receive) if _has_body(scope) else None,
            allow_redirects=False,
        ) as answer:
            await _answer(answer, receive, send)

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()


async def _answer(answer: ClientResponse, receive: Receive, send: Callable[..., object]) -> None:
    head = [
        (name.lower(), value)
        for name, value in answer.raw_headers
        if name.lower() not in _OF_ONE_CONNECTION
    ]
    await send({"type": "http.response.start", "status": answer.status, "headers": head})  # type: ignore[misc]
    gone = asyncio.create_task(_left(receive))  # an event stream never ends by itself
    try:
        chunks = answer.content.iter_any()
        while True:
            reading = asyncio.ensure_future(anext(chunks, None))
            await asyncio.wait({reading, gone}, return_when=asyncio.FIRST_COMPLETED)
            if not reading.done():
                reading.cancel()
                with suppress(asyncio.CancelledError):
                    await reading
                return
            chunk = reading.result()
            if chunk is None:
                break
            await send({"type": "http.response.body", "body": chunk, "more_body": True})  # type: ignore[misc]
    finally:
        gone.cancel()
    await send({"type": "http.response.body", "body": b"", "more_body": False})  # type: ignore[misc]


async def _left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _body(receive: Receive) -> AsyncIterator[bytes]:
    while True:
        message: Any = await receive()
        if message["type"] == "http.disconnect":
            raise ConnectionResetError
        yield message.get("body", b"")
        if not message.get("more_body"):
            return


def _has_body(scope: HTTPScope) -> bool:
    names = {name for name, _ in scope["headers"]}
    return b"content-length" in names or b"transfer-encoding" in names


def _handed_on(scope: HTTPScope) -> list[tuple[str, str]]:
    kept = [
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, value in scope["headers"]
        if name not in _OF_ONE_CONNECTION and name != b"x-forwarded-for"
    ]
    client = scope["client"]
    before = [
        value.decode("latin-1") for name, value in scope["headers"] if name == b"x-forwarded-for"
    ]
    near = [client[0]] if client and not before else []
    if before or near:
        kept.append(("X-Forwarded-For", ", ".join([*before, *near])))
    if not any(name.lower() == "x-forwarded-proto" for name, _ in kept):
        kept.append(("X-Forwarded-Proto", scope["scheme"]))
    return kept


async def _say_later(send: Send) -> None:
    head = [(b"retry-after", b"1"), (b"content-type", b"text/plain; charset=utf-8")]
    await send({"type": "http.response.start", "status": 503, "headers": head})
    await send(
        {"type": "http.response.body", "body": b"Please try again in a moment.", "more_body": False}
    )
