"""What went wrong with a call, as a result for the runtime and as a word for the log.

A homeserver's words hold no text of people, but may hold ids; a proxy's or a socket's error may
hold a URL, so of those only the kind is told.
"""

from __future__ import annotations

import asyncio
from typing import Final

from aiohttp import ClientConnectorError, ClientError, ConnectionTimeoutError
from aiohttp_socks import ProxyConnectionError, ProxyError, ProxyTimeoutError
from nio.exceptions import LocalProtocolError, OlmTrustError

from service.ports import Gone, NotSent, PermanentFailure, RetryAfter, SendResult, Unknown

LIMIT_SECONDS = 5.0  # how long an account waits when the homeserver does not say
TOKEN_SECONDS = 60.0  # how long an account waits whose token is refused


class Failed(Exception):
    """The homeserver refused a request. `code`: such as M_FORBIDDEN; `status`: that of HTTP."""

    def __init__(
        self, code: str, message: str, status: int, retry_after: float = 0.0, session: str = ""
    ) -> None:
        super().__init__(f"{code}: {message}"[:200])
        self.code = code
        self.status = status
        self.retry_after = retry_after
        self.session = session  # of a request that wants more proof of who we are


class NotConnected(ConnectionError):
    """We are not signed in, or have seen nothing of the rooms yet."""


class NoSuchPlace(Exception):
    """The place is no room in which we are, or nobody else is there."""


_PROXY = (ProxyConnectionError, ProxyError, ProxyTimeoutError)
_NEVER_LEFT = (ClientConnectorError, ConnectionTimeoutError, *_PROXY, NotConnected)

FAILURES: Final = (
    *(Failed, ClientError, *_PROXY, OSError, asyncio.TimeoutError),
    *(LocalProtocolError, OlmTrustError),
)
"""Everything a call may raise, save `NoSuchPlace`."""


def is_limit(error: BaseException) -> bool:
    return isinstance(error, Failed) and (error.code == "M_LIMIT_EXCEEDED" or error.status == 429)


def is_token(error: BaseException) -> bool:
    """Whether the access token is refused."""
    return isinstance(error, Failed) and (
        error.code in ("M_UNKNOWN_TOKEN", "M_MISSING_TOKEN") or error.status == 401
    )


def result(error: BaseException) -> SendResult:
    """What became of a message whose call failed."""
    match error:
        case NoSuchPlace():
            return Gone(str(error))
        case Failed() if is_limit(error):
            return RetryAfter(error.retry_after or LIMIT_SECONDS)
        case Failed() if is_token(error):
            # Nothing can be sent until somebody sets the token right; then it goes on.
            return RetryAfter(TOKEN_SECONDS)
        case Failed(status=status) if 400 <= status < 500:
            return PermanentFailure(describe(error))
        case _ if isinstance(error, _NEVER_LEFT):
            return NotSent(describe(error))
        case _:
            return Unknown(describe(error))


def describe(error: BaseException) -> str:
    """In a few words, without secrets: for a log line, a reason, `doctor`."""
    match error:
        case Failed(status=status) if status >= 500 or not status:
            return f"the homeserver answers {status or 'nothing'}"
        case Failed():
            return str(error)
        case NotConnected():
            return str(error)
        case _:
            return f"no connection: {type(error).__name__}"
