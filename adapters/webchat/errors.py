"""Refusals, as the client gets them, and the results of failed sending and writing."""

from __future__ import annotations

import errno
from typing import Any

from litestar import Request, Response
from litestar.exceptions import HTTPException
from litestar.exceptions.responses import create_exception_response
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from service.ports import NotSent

SQLITE_FULL, POSTGRESQL_FULL = 13, "53100"


class Refusal(HTTPException):
    """A request that is refused. `code`: the key of the client's text; `extra`: the values it
    needs. Answered as `{"detail": code, "extra": {…}}`."""

    def __init__(self, status: int, code: str, **extra: Any) -> None:
        headers = {"Retry-After": "1"} if status in (429, 503) else None
        super().__init__(detail=code, status_code=status, headers=headers, extra=extra or None)


def not_kept(request: Request[Any, Any, Any], error: Exception) -> Response[Any]:
    """The answer to a request that could not be written down, by our own file or by whom its act is
    handed to: a full disk has a word of its own, and the page tries again by itself."""
    return create_exception_response(request, Refusal(503, "no_room") if _is_full(error) else error)


def _is_full(error: Exception) -> bool:
    if isinstance(error, OSError):
        return error.errno in (errno.ENOSPC, errno.EDQUOT)
    cause: Any = error.orig if isinstance(error, DBAPIError) else error
    sqlite, state = getattr(cause, "sqlite_errorcode", 0), getattr(cause, "sqlstate", "")
    return (sqlite or 0) & 0xFF == SQLITE_FULL or state == POSTGRESQL_FULL


def not_sent(error: SQLAlchemyError) -> NotSent:
    """The store failed, and its transaction with it. A database's message may quote a row, so only
    the kind of failure is reported."""
    return NotSent(f"the web chat's store failed: {type(error).__name__}")
