"""A big screen under a secret link, for a hall or a video meeting: it looks again by itself, with
or without a script, and works without signing in."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import segno
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from litestar import Request, Response, get
from litestar.handlers import HTTPRouteHandler
from litestar.status_codes import HTTP_200_OK, HTTP_404_NOT_FOUND
from markupsafe import Markup

from service.core.screen import ScreenPage
from service.web.public_pages import languages_of

HERE = Path(__file__).parent
AGAIN = 3  # seconds until a browser without scripts looks again
LONG = 600  # seconds; from there on minutes are enough
STYLE, SCRIPT = ((HERE / name).read_text("utf-8") for name in ("screen.css", "screen.js"))


def _hash(content: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"


HEADERS = {
    "Content-Security-Policy": (
        f"default-src 'none'; style-src {_hash(STYLE)}; script-src {_hash(SCRIPT)}; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class ReadScreen(Protocol):
    """What tokens open. `read` gives None for one that opens nothing, or nothing any more."""

    async def read(self, token: str) -> ScreenPage | None: ...

    def labels(self, language: str) -> dict[str, str]:
        """The page's own words."""
        ...


@cache
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def screen_route(screens: ReadScreen) -> HTTPRouteHandler:
    """`GET /screen/<token>`. Every token that opens nothing gets the same 404, which says how to
    get a new link."""

    @get("/screen/{token:str}", name="screen")
    async def page(token: str, request: Request[Any, Any, Any]) -> Response[str]:
        """A big screen: a quiz in the room or a meeting, as the room sees it."""
        shown = await screens.read(token)
        wanted = (languages_of(request) or [""])[0]
        language = "en" if wanted.lower().startswith("en") else "zh-CN"
        return Response(
            to_html(shown, screens.labels(language), language),
            status_code=HTTP_200_OK if shown is not None else HTTP_404_NOT_FOUND,
            media_type="text/html; charset=utf-8",
            headers=HEADERS,
        )

    return page


def to_html(shown: ScreenPage | None, labels: dict[str, str], language: str) -> str:
    """The page; of what has ended, how to get a new link."""
    return (
        _templates()
        .get_template("screen.html")
        .render(
            page=shown,
            labels=shown.labels if shown is not None else labels,
            language=shown.language if shown is not None else language,
            qr=_qr(shown.join) if shown is not None and shown.join else "",
            again=AGAIN,
            long=LONG,
            style=Markup(STYLE),  # noqa: S704 - ours
            script=Markup(SCRIPT),  # noqa: S704 - ours
        )
    )


@cache
def _qr(address: str) -> Markup:
    drawn = segno.make(address, micro=False).svg_inline(border=2, omitsize=True)
    return Markup(drawn)  # noqa: S704 - no text of anybody's is in it
