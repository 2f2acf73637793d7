"""Errors of a call: as results for the runtime, and as text for the log.

Telegram's descriptions contain no text of people. A proxy's or socket's error may contain a URL
with the token, so only its kind is reported.
"""

from __future__ import annotations

import asyncio
from typing import Final

from aiogram.exceptions import (
    AiogramError,
    ClientDecodeError,
    RestartingTelegram,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramConflictError,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiohttp import ClientConnectorError, ClientError, ConnectionTimeoutError
from aiohttp_socks import ProxyConnectionError, ProxyError, ProxyTimeoutError

from service.core.events import Right
from service.ports import (
    Gone,
    Missing,
    Moved,
    NotSent,
    PermanentFailure,
    PermissionDenied,
    RetryAfter,
    SendResult,
    Unknown,
)


class Closed(ConnectionError):
    """The adapter was closed before the call."""


_PROXY = (ProxyConnectionError, ProxyError, ProxyTimeoutError)

FAILURES: Final = (AiogramError, ClientError, *_PROXY, OSError, asyncio.TimeoutError)
"""Everything a call may raise."""

TOKEN_SECONDS = 60.0  # how long an account waits if its token is rejected

_NO_CHAT = ("chat not found", "peer_id_invalid", "message thread not found", "deactivated")
_RIGHTS: tuple[tuple[str, Right], ...] = (  # what Telegram says if a right is missing
    ("send polls", "polls"),
    ("send_poll", "polls"),
    ("send documents", "files"),
    ("send media", "files"),
    ("send_docs", "files"),
    ("send_media", "files"),
    ("topic_closed", "topic"),
    ("not enough rights to send", "text"),
    ("have no rights to send", "text"),
    ("send_plain", "text"),
    ("write_forbidden", "text"),
    ("chat_restricted", "text"),
)
_NO_MESSAGE = (  # also for one that its reader has deleted, with the chat or alone
    *("message to edit not found", "message can't be edited", "message_id_invalid"),
    *("message to react not found", "message to delete not found"),
)
_NEVER_LEFT = (ClientConnectorError, ConnectionTimeoutError, *_PROXY, Closed)


def result(error: BaseException) -> SendResult:
    """The result of sending for a call that failed."""
    match error:
        case TelegramRetryAfter(retry_after=seconds):
            return RetryAfter(float(seconds))
        case TelegramMigrateToChat(migrate_to_chat_id=chat):
            return Moved(str(chat))
        case TelegramForbiddenError() | TelegramBadRequest() if right := lacking(error):
            return PermissionDenied(right, said(error))
        case TelegramForbiddenError():
            return Gone(said(error))
        case TelegramUnauthorizedError() | TelegramNotFound():
            # Nothing can be sent until somebody fixes the token; then sending continues.
            return RetryAfter(TOKEN_SECONDS)
        case TelegramBadRequest():
            return _refused(error)
        case TelegramEntityTooLarge():
            return PermanentFailure("the file is too large for Telegram")
        case RestartingTelegram() | TelegramConflictError():
            return NotSent(said(error))
        case _ if _never_left(error):
            return NotSent(describe(error))
        case TelegramNetworkError() | TelegramServerError() | ClientDecodeError():
            return Unknown(describe(error))
        case TelegramAPIError():
            return PermanentFailure(said(error))
        case _:
            return Unknown(describe(error))


def _refused(error: TelegramBadRequest) -> SendResult:
    if is_said(error, *_NO_CHAT):
        return Gone(said(error))
    kind = Missing if is_said(error, *_NO_MESSAGE) else PermanentFailure
    return kind(said(error))


def describe(error: BaseException) -> str:
    """A short description without secrets: for logs, reasons and `orglife doctor`."""
    match error:
        case _ if is_proxy(error):
            return "the proxy can't be reached or refuses the connection"
        case TelegramNetworkError() if error.__cause__ is not None:
            return f"no connection: {type(error.__cause__).__name__}"
        case ClientDecodeError():
            return "not a Bot API response; perhaps from a gateway"
        case TelegramAPIError():
            return said(error)
        case _:
            return type(error).__name__


def said(error: TelegramAPIError) -> str:
    """Telegram's own description."""
    return error.message.rpartition("Original description: ")[2][:200]


def lacking(error: TelegramAPIError) -> Right:
    """The right missing in the chat, if Telegram says so."""
    words = said(error).lower()
    return next((right for sign, right in _RIGHTS if sign in words), "")


def is_said(error: BaseException, *words: str) -> bool:
    """Whether Telegram rejected a request with one of these texts."""
    return isinstance(error, TelegramBadRequest) and any(
        each in said(error).lower() for each in words
    )


def is_proxy(error: BaseException) -> bool:
    """Whether the proxy failed."""
    cause = error.__cause__ if isinstance(error, TelegramNetworkError) else error
    return isinstance(cause, _PROXY)


def _never_left(error: BaseException) -> bool:
    cause = error.__cause__ if isinstance(error, TelegramNetworkError) else error
    return isinstance(cause, _NEVER_LEFT)
