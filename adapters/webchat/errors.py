"""What is refused, as the client is told it, and what a failure to send means."""

from __future__ import annotations

from typing import Any

from litestar.exceptions import HTTPException
from sqlalchemy.exc import SQLAlchemyError

from service.ports import NotSent


class Refusal(HTTPException):
    """A request that can't be granted. `code` is looked up among the client's words; `extra` holds
    the figures that its sentence needs. Answered as `{"detail": code, "extra": {…}}`."""

    def __init__(self, status: int, code: str, **extra: Any) -> None:
        headers = {"Retry-After": "1"} if status in (429, 503) else None
        super().__init__(detail=code, status_code=status, headers=headers, extra=extra or None)


def not_sent(error: SQLAlchemyError) -> NotSent:
    """The store failed, and its transaction with it. A database's message may quote a row, so only
    the kind of failure is told."""
    return NotSent(f"the web chat's store failed: {type(error).__name__}")
