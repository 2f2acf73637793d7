"""Whether a certificate is good, for whoever has its number, without an account."""

from __future__ import annotations

import ipaddress
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

from litestar import Request, Response, get
from litestar.handlers import HTTPRouteHandler
from litestar.status_codes import (
    HTTP_200_OK,
    HTTP_404_NOT_FOUND,
    HTTP_429_TOO_MANY_REQUESTS,
)

from service.core.buckets import Buckets

PER_SECOND, AT_ONCE = 0.2, 20  # numbers that are looked up from one network
LONGEST_NUMBER = 40  # characters
MOST_LANGUAGES = 10
_HEADERS = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex, nofollow"}


@dataclass(frozen=True, slots=True)
class CertificatePage:
    """A page as HTML with its Content-Security-Policy. `found`: there is such a certificate."""

    html: str
    policy: str
    found: bool


ReadCertificate = Callable[[str, Sequence[str]], Awaitable[CertificatePage]]
"""The page of a number, in the first of these languages that we speak."""


def certificate_route(
    read: ReadCertificate, clock: Callable[[], float] = time.monotonic
) -> HTTPRouteHandler:
    """`GET /certificates/<number>`: 200 with what the certificate says of itself, 404 where there
    is none, always with the same words, and 429 for a network that asks too often."""
    asked = Buckets(PER_SECOND, AT_ONCE, clock)

    @get("/certificates/{number:str}", name="certificate")
    async def certificate(number: str, request: Request[Any, Any, Any]) -> Response[bytes]:
        """Whether a certificate of service is valid: day, hours and unit, nothing of the person."""
        if not asked.admit(_network(request)):
            headers = {**_HEADERS, "Retry-After": "5"}
            return Response(b"", status_code=HTTP_429_TOO_MANY_REQUESTS, headers=headers)
        named = request.headers.get("accept-language", "").split(",")[:MOST_LANGUAGES]
        languages = [each.partition(";")[0].strip() for each in named]
        page = await read(number[:LONGEST_NUMBER], languages)
        return Response(
            page.html.encode(),
            status_code=HTTP_200_OK if page.found else HTTP_404_NOT_FOUND,
            media_type="text/html; charset=utf-8",
            headers={
                **_HEADERS,
                "Content-Security-Policy": f"{page.policy}; frame-ancestors 'none'",
            },
        )

    return certificate


def _network(request: Request[Any, Any, Any]) -> str:
    """The client's address, or its /64 in IPv6, which one client may have whole."""
    host = request.client.host if request.client is not None else ""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    if isinstance(address, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((address, 64), strict=False))
    return host
