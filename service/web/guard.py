"""What holds for every answer and every request, whatever page it is: headers, and how long a
client may take to ask."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

import h11
from litestar import Request, Response
from litestar.exceptions.responses import create_exception_response
from litestar.types import Message, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_SECONDS = 15.0  # until the head of a request is there
BODY_PAUSE_SECONDS = 30.0  # without a byte of a body that is not complete
BODY_SECONDS = 900.0  # for a whole body: a large file over a slow line
HSTS_SECONDS = 365 * 24 * 3600

_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def headers_for(public_url: str) -> Mapping[bytes, bytes]:
    """The headers of every answer that does not set them itself, those of errors too."""
    given = dict(_HEADERS)
    if public_url.startswith("https:"):
        given["Strict-Transport-Security"] = f"max-age={HSTS_SECONDS}"
    return {name.lower().encode(): value.encode() for name, value in given.items()}


def with_headers(send: Send, headers: Mapping[bytes, bytes]) -> Send:
    """Sends an answer with these headers, unless it has them."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            own = list(message["headers"])
            there = {name.lower() for name, _ in own}
            own += [each for each in headers.items() if each[0] not in there]
            message["headers"] = own
        await send(message)

    return sending


def not_understood(request: Request[Any, Any, Any], error: Exception) -> Response[Any]:
    """The answer to a request that can't be read: numbers without end, nesting without end, letters
    of no charset. Everything else stays an error of ours."""
    if not is_unreadable(error):
        return create_exception_response(request, error)
    return Response({"status_code": 400, "detail": "not_understood"}, status_code=400)


UNREADABLE = (UnicodeError, RecursionError, OverflowError, LookupError)


def is_unreadable(error: Exception) -> bool:
    """Whether it is about what a client sent. A charset that is unknown is a plain `LookupError`,
    and no other is."""
    return isinstance(error, UNREADABLE[:3]) or type(error) is LookupError


class PatientProtocol(H11Protocol):
    """Ends connections on which a request begins and does not end."""

    _deadline: asyncio.TimerHandle | None = None
    _body_until = 0.0  # on the loop's clock; 0: there is no body under way

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self._deadline = self.loop.call_later(HEAD_SECONDS, self._give_up)

    def send_400_response(self, msg: str) -> None:
        """The answer to what is no HTTP, with the headers of every answer: it is given before there
        is an application."""
        kept = [(name.lower().encode(), value.encode()) for name, value in _HEADERS.items()]
        kept += [(b"content-type", b"text/plain; charset=utf-8"), (b"connection", b"close")]
        head = h11.Response(status_code=400, headers=kept, reason=b"Bad Request")
        for event in (head, h11.Data(data=msg.encode("ascii")), h11.EndOfMessage()):
            self.transport.write(self.conn.send(event))
        self.transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        self._forget()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self._watch()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if self.conn.their_state is not h11.IDLE:
            self._forget()
        elif self.conn.trailing_data[0]:  # part of the next request
            self._watch()

    def _watch(self) -> None:
        state, now = self.conn.their_state, self.loop.time()
        if state is h11.SEND_BODY:
            self._body_until = self._body_until or now + BODY_SECONDS
            until = min(now + BODY_PAUSE_SECONDS, self._body_until)
            self._forget(body=False)
            self._deadline = self.loop.call_at(until, self._give_up)
        elif state is not h11.IDLE:
            self._forget()
        elif self._deadline is None:
            self._deadline = self.loop.call_later(HEAD_SECONDS, self._give_up)

    def _forget(self, *, body: bool = True) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None
        if body:
            self._body_until = 0.0

    def _give_up(self) -> None:
        self._deadline = None
        if not self.transport.is_closing():
            self.transport.close()
