"""The local control endpoint: how a command beside a running service has something changed.

It listens with the pages, wants the token that only the owner of the data folder can read, and
answers nobody else: not even that it exists.
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
"""Does what is named with the JSON given; answers JSON. Raises ValueError for what it can't do."""

LARGEST = 64 * 1024 * 1024  # bytes: a roster of a whole university


def control_route(token: str, act: Act) -> HTTPRouteHandler:
    """`POST /control/<name>` with `Authorization: Bearer <token>`."""

    @post("/control/{name:str}", name="control", request_max_body_size=LARGEST)
    async def control(name: str, request: Request[Any, Any, Any]) -> Response[bytes]:
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
