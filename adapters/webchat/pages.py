"""All pages: coming in, the devices, the chat itself; and their static files."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from litestar import Request, Response, Router, get
from litestar.exceptions import NotFoundException
from litestar.response import Redirect
from sqlalchemy.exc import SQLAlchemyError

from adapters.webchat.api import api_routes
from adapters.webchat.capabilities import LARGEST_TEXT
from adapters.webchat.device_pages import device_routes
from adapters.webchat.entrance import entrance_routes, front_page, root_route
from adapters.webchat.errors import Refusal, not_kept
from adapters.webchat.rendering import html
from adapters.webchat.site import OWN_HEADER, Site
from adapters.webchat.words import WORDS

_HERE = Path(__file__).parent
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
        "object-src 'none'"
    ),
    # Browsers send the Origin of a form only along with a referrer.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cache-Control": "no-store",
}
_TYPES = {
    ".css": "text/css",
    ".html": "text/html",
    ".js": "text/javascript",
    ".png": "image/png",
    ".svg": "image/svg+xml",
}
WORKER = "worker.js"  # serves one person's pages each, never more


def build_routes(site: Site, more: Sequence[Any] = ()) -> list[Any]:
    """Everything under `/chat`, and `/`. `more`: routes that have modules of their own."""
    pages = [_static(), *entrance_routes(site), *device_routes(site), _chat(site)]
    handlers = [*pages, *api_routes(site), *more]
    return [
        root_route(),
        Router(
            "/chat",
            route_handlers=handlers,
            response_headers=_HEADERS,
            exception_handlers={SQLAlchemyError: not_kept, OSError: not_kept},
        ),
    ]


def _chat(site: Site) -> Any:
    @get("/u/{user:str}", name="chat.page")
    async def page(request: Request[Any, Any, Any], user: str, lang: str = "") -> Response[Any]:
        """The chat of one person."""
        if not request.scope["raw_path"].endswith(b"/"):
            return Redirect(f"/chat/u/{quote(user, safe='')}/")
        own = site.aliases.get(user, user)
        session = await site.session(request, own)
        if session is None:
            return await front_page(site, request, lang, Refusal(401, "signed_out"))
        known = session.user
        token = site.token(request, own) or site.former_token(request)
        cookie = site.session_cookie(request, own, token)
        if own != user:
            return Redirect(site.home(own), cookies=[cookie])
        data = {
            "me": {"id": known.id, "name": known.name, "language": known.language},
            "words": WORDS,
            "header": OWN_HEADER,
            "largest_upload": site.largest_upload,
            "largest_text": LARGEST_TEXT,
        }
        return html(
            "chat.html",
            200,
            known.language,
            WORDS[known.language],
            cookies=[cookie],
            data=data,
            name=known.name,
            largest=f"{site.largest_upload / 1024 / 1024:g}",
        )

    return page


@cache
def _assets() -> dict[str, tuple[bytes, str, str]]:
    """Name → content, media type, ETag."""
    assets = {}
    for path in (_HERE / "static").iterdir():
        if path.suffix in _TYPES:
            content = path.read_bytes()
            etag = f'"{hashlib.sha256(content).hexdigest()[:20]}"'
            assets[path.name] = (content, _TYPES[path.suffix], etag)
    return assets


def _static() -> Any:
    @get("/static/{name:str}", name="chat.static", sync_to_thread=False)
    def static(request: Request[Any, Any, Any], name: str) -> Response[bytes]:
        """A script, a style or a picture of the pages; 304 while it is unchanged."""
        if name not in _assets():
            raise NotFoundException
        content, media_type, etag = _assets()[name]
        headers = {"ETag": etag, "Cache-Control": "no-cache"}
        if name == WORKER:
            headers["Service-Worker-Allowed"] = "/chat/u/"
        if request.headers.get("if-none-match") == etag:
            return Response(b"", status_code=304, headers=headers)
        return Response(content, media_type=media_type, headers=headers)

    return static
