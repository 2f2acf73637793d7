"""A person's calendar feed, under a secret link."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from litestar import Request, Response, get
from litestar.handlers import HTTPRouteHandler
from litestar.status_codes import HTTP_200_OK, HTTP_304_NOT_MODIFIED, HTTP_404_NOT_FOUND

LONGEST_TOKEN = 64  # characters


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """A calendar as a file (RFC 5545), and its ETag (RFC 9110, quoted)."""

    content: bytes
    etag: str


ReadCalendar = Callable[[str], Awaitable[CalendarFile | None]]
"""Reads the calendar behind a token; None if there is none."""

_PRIVATE = {"Cache-Control": "private, no-cache", "X-Robots-Tag": "noindex"}


def calendar_route(read: ReadCalendar) -> HTTPRouteHandler:
    """`GET /calendar/<token>.ics`: 200 with the calendar, 304 while it is unchanged, 404 for an
    unknown or revoked token."""

    @get("/calendar/{name:str}", name="calendar")
    async def calendar(name: str, request: Request[Any, Any, Any]) -> Response[bytes]:
        """A calendar as `TOKEN.ics`; 304 while it is unchanged, 404 for a token that opens none."""
        token, _, ending = name.rpartition(".")
        known = ending == "ics" and 0 < len(token) <= LONGEST_TOKEN
        found = await read(token) if known else None
        if found is None:
            return Response(b"", status_code=HTTP_404_NOT_FOUND, headers=_PRIVATE)
        headers = {**_PRIVATE, "ETag": found.etag}
        tags = request.headers.get("if-none-match", "")
        if "*" in tags or found.etag in tags:
            return Response(b"", status_code=HTTP_304_NOT_MODIFIED, headers=headers)
        return Response(
            found.content,
            status_code=HTTP_200_OK,
            media_type="text/calendar",
            headers=headers,
        )

    return calendar
