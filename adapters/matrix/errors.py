"""Errors of a call: as results for the runtime, and as text for the log.

A homeserver's messages contain no text of people, but may contain ids. A proxy's or socket's error
may contain a URL, so only its kind is reported.
"""

from __future__ import annotations

import asyncio
from typing import Final

from aiohttp import ClientConnectorError, ClientError, ConnectionTimeoutError
from aiohttp_socks import ProxyConnectionError, ProxyError, ProxyTimeoutError
from nio.exceptions import LocalProtocolError, OlmTrustError

from service.ports import Gone, NotSent, PermanentFailure, RetryAfter, SendResult, Unknown

LIMIT_SECONDS = 5.0  # how long an account waits if the homeserver does not say
TOKEN_SECONDS = 60.0  # how long an account waits if its token is rejected


class Failed(Exception):
    """The homeserver rejected a request. `code`: such as M_FORBIDDEN; `status`: the HTTP status."""

    def __init__(
        self, code: str, message: str, status: int, retry_after: float = 0.0, session: str = ""
    ) -> None:
        super().__init__(f"{code}: {message}"[:200])
        self.code = code
        self.status = status
        self.retry_after = retry_after
        self.session = session  # of a request that requires further authentication


class NotConnected(ConnectionError):
    """Not signed in yet, or the rooms are not known yet."""


class NoSuchChat(Exception):
    """OrgLife is not in such a room, or nobody else is."""


_PROXY = (ProxyConnectionError, ProxyError, ProxyTimeoutError)
_NEVER_LEFT = (ClientConnectorError, ConnectionTimeoutError, *_PROXY, NotConnected)

FAILURES: Final = (
    *(Failed, ClientError, *_PROXY, OSError, asyncio.TimeoutError),
    *(LocalProtocolError, OlmTrustError),
)
"""Everything a call may raise, except `NoSuchChat`."""


def is_limit(error: BaseException) -> bool:
    return isinstance(error, Failed) and (error.code == "M_LIMIT_EXCEEDED" or error.status == 429)


def is_token(error: BaseException) -> bool:
    """Whether the access token was rejected."""
    return isinstance(error, Failed) and (
        error.code in ("M_UNKNOWN_TOKEN", "M_MISSING_TOKEN") or error.status == 401
    )


def result(error: BaseException) -> SendResult:
    """The result of sending for a call that failed."""
    match error:
        case NoSuchChat():
            return Gone(str(error))
        case Failed() if is_limit(error):
            return RetryAfter(error.retry_after or LIMIT_SECONDS)
        case Failed() if is_token(error):
            # Nothing can be sent until somebody fixes the token; then sending continues.
            return RetryAfter(TOKEN_SECONDS)
        case Failed(status=status) if 400 <= status < 500:
            return PermanentFailure(describe(error))
        case _ if isinstance(error, _NEVER_LEFT):
            return NotSent(describe(error))
        case _:
            return Unknown(describe(error))


def describe(error: BaseException) -> str:
    """A short description without secrets: for logs, reasons and `orglife doctor`."""
    match error:
        case Failed(status=status) if status >= 500 or not status:
            return f"the homeserver answers {status or 'nothing'}"
        case Failed():
            return str(error)
        case NotConnected():
            return str(error)
        case _:
            return f"no connection: {type(error).__name__}"
