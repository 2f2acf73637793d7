"""Refusals, as the client gets them, and the results of failed sending."""

from __future__ import annotations

from typing import Any

from litestar.exceptions import HTTPException
from sqlalchemy.exc import SQLAlchemyError

from service.ports import NotSent


class Refusal(HTTPException):
    """A request that is refused. `code`: the key of the client's text; `extra`: the values it
    needs. Answered as `{"detail": code, "extra": {…}}`."""

    def __init__(self, status: int, code: str, **extra: Any) -> None:
        headers = {"Retry-After": "1"} if status in (429, 503) else None
        super().__init__(detail=code, status_code=status, headers=headers, extra=extra or None)


def not_sent(error: SQLAlchemyError) -> NotSent:
    """The store failed, and its transaction with it. A database's message may quote a row, so only
    the kind of failure is reported."""
    return NotSent(f"the web chat's store failed: {type(error).__name__}")
