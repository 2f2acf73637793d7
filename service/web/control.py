"""The local control endpoint, through which a command has the running service change something.

It is served with the pages and requires the token that only the owner of the data folder can read.
Anybody else gets a 404.
"""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable
from typing import Any

from litestar import Request, Response, post
from litestar.exceptions import NotFoundException
from litestar.handlers import HTTPRouteHandler
from litestar.status_codes import HTTP_200_OK, HTTP_400_BAD_REQUEST

Act = Callable[[str, bytes], Awaitable[bytes]]
"""Carries out the named request with the given JSON; answers with JSON. Raises ValueError for an
unknown one."""

LARGEST = 64 * 1024 * 1024  # bytes: a roster of a whole university


def control_route(token: str, act: Act) -> HTTPRouteHandler:
    """`POST /control/<name>` with `Authorization: Bearer <token>`."""

    @post("/control/{name:str}", name="control", request_max_body_size=LARGEST)
    async def control(name: str, request: Request[Any, Any, Any]) -> Response[bytes]:
        """For commands on the same machine: JSON, answered with JSON. 404 without the token."""
        given = request.headers.get("authorization", "")
        if not hmac.compare_digest(given.encode(), f"Bearer {token}".encode()):
            raise NotFoundException
        try:
            answer = await act(name, await request.body())
        except ValueError as error:
            return Response(
                str(error).encode(), status_code=HTTP_400_BAD_REQUEST, media_type="text/plain"
            )
        return Response(answer, status_code=HTTP_200_OK, media_type="application/json")

    return control
