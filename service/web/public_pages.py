"""Gallery pages under a secret link, for whoever has it, without an account."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import quote

from litestar import Request, Response, get
from litestar.handlers import HTTPRouteHandler
from litestar.status_codes import (
    HTTP_200_OK,
    HTTP_304_NOT_MODIFIED,
    HTTP_404_NOT_FOUND,
    HTTP_503_SERVICE_UNAVAILABLE,
)

LONGEST_NAME = 64  # characters of a token, or of a file's name in a URL
MOST_LANGUAGES = 10


@dataclass(frozen=True, slots=True)
class PagePicture:
    """`lasting`: it is the picture itself, not a placeholder."""

    content: bytes
    mime: str
    lasting: bool = True


@dataclass(frozen=True, slots=True)
class PageFile:
    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class PageNotice:
    """HTML that says why there is no file. `gone`: for good."""

    html: str
    gone: bool


class Gallery(Protocol):
    """The content behind tokens; None: unknown or closed. `languages`: those of the reader, the
    preferred one first."""

    policy: str  # the pages' Content-Security-Policy
    nothing: str  # the HTML for a token that opens nothing, always the same

    async def page(self, token: str, languages: Sequence[str]) -> str | None: ...

    async def picture(
        self, token: str, name: str, size: str, languages: Sequence[str]
    ) -> PagePicture | None: ...

    async def file(
        self, token: str, name: str, languages: Sequence[str]
    ) -> PageFile | PageNotice | None: ...


_ALWAYS = {
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_NEWEST = {**_ALWAYS, "Cache-Control": "private, no-cache", "Vary": "Accept-Language"}
_FOR_A_WHILE = {**_ALWAYS, "Cache-Control": "private, max-age=600"}
_NEVER_KEPT = {**_ALWAYS, "Cache-Control": "no-store"}
_NOTHING_WITHIN = {"Content-Security-Policy": "default-src 'none'; sandbox"}


def gallery_routes(gallery: Gallery) -> list[HTTPRouteHandler]:
    """`GET /gallery/<token>`, and below it `/<file>/small`, `/large` and `/file`. Every token that
    opens nothing gets the same 404."""

    def nothing() -> Response[bytes]:
        return _html(gallery.nothing, gallery.policy, HTTP_404_NOT_FOUND, _NEVER_KEPT)

    @get("/gallery/{token:str}", name="gallery")
    async def page(token: str, request: Request[Any, Any, Any]) -> Response[bytes]:
        """The page of approved works under its token; 304 while it is unchanged."""
        found = None
        if len(token) <= LONGEST_NAME:
            found = await gallery.page(token, languages_of(request))
        if found is None:
            return nothing()
        tag = f'"{hashlib.sha256(found.encode()).hexdigest()[:32]}"'
        headers = {**_NEWEST, "ETag": tag}
        if tag in request.headers.get("if-none-match", ""):
            return Response(b"", status_code=HTTP_304_NOT_MODIFIED, headers=headers)
        return _html(found, gallery.policy, HTTP_200_OK, headers)

    @get("/gallery/{token:str}/{name:str}/{what:str}", name="gallery_file")
    async def file(
        token: str, name: str, what: str, request: Request[Any, Any, Any]
    ) -> Response[bytes]:
        """A work of the page; `what`: `small`, `large` or `file`."""
        if max(len(token), len(name)) > LONGEST_NAME:
            return nothing()
        languages = languages_of(request)
        if what in ("small", "large"):
            return _picture(await gallery.picture(token, name, what, languages)) or nothing()
        if what != "file":
            return nothing()
        found = await gallery.file(token, name, languages)
        if isinstance(found, PageNotice):
            status = HTTP_404_NOT_FOUND if found.gone else HTTP_503_SERVICE_UNAVAILABLE
            return _html(found.html, gallery.policy, status, _NEVER_KEPT)
        return _download(found) if found is not None else nothing()

    return [page, file]


def languages_of(request: Request[Any, Any, Any]) -> list[str]:
    """The languages of the browser, the preferred one first."""
    named = request.headers.get("accept-language", "").split(",")[:MOST_LANGUAGES]
    return [each.partition(";")[0].strip() for each in named]


def _html(html: str, policy: str, status: int, headers: dict[str, str]) -> Response[bytes]:
    return Response(
        html.encode(),
        status_code=status,
        media_type="text/html; charset=utf-8",
        headers={
            **headers,
            "Content-Security-Policy": f"{policy}; frame-ancestors 'none'",
        },
    )


def _picture(found: PagePicture | None) -> Response[bytes] | None:
    if found is None:
        return None
    headers = _FOR_A_WHILE if found.lasting else _NEVER_KEPT
    return Response(
        found.content,
        status_code=HTTP_200_OK,
        media_type=found.mime,
        headers={**headers, **_NOTHING_WITHIN},
    )


def _download(found: PageFile) -> Response[bytes]:
    """Never displayed by the browser, whatever it is."""
    return Response(
        found.content,
        status_code=HTTP_200_OK,
        media_type="application/octet-stream",
        headers={
            **_NEVER_KEPT,
            **_NOTHING_WITHIN,
            "Content-Disposition": f"attachment; filename*=UTF-8''{quote(found.name, safe='')}",
        },
    )
