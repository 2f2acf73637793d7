"""The pages: the chat itself, signing in, joining with a code; and their static files."""

from __future__ import annotations

import hashlib
import secrets
import time
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from litestar import Request, Response, Router, get, post
from litestar.datastructures import Cookie
from litestar.exceptions import NotFoundException
from litestar.response import Redirect

from adapters.webchat.api import api_routes
from adapters.webchat.capabilities import FORM_SECONDS, LARGEST_TEXT, LONGEST_NAME
from adapters.webchat.errors import Refusal
from adapters.webchat.inbound import clean_name
from adapters.webchat.site import OWN_HEADER, Site, asked_language
from adapters.webchat.store import now_ms
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

_templates = Environment(
    loader=FileSystemLoader(_HERE / "templates"), autoescape=True, undefined=StrictUndefined
)


def build_router(site: Site, more: Sequence[Any] = ()) -> Router:
    """Everything under `/chat`. `more`: routes that have modules of their own."""
    return Router(
        "/chat",
        route_handlers=[_static(), *_pages(site), *api_routes(site), *more],
        response_headers=_HEADERS,
    )


def _pages(site: Site) -> list[Any]:
    @get("/", name="chat.front")
    async def front(lang: str = "") -> Response[str]:
        return _note("front", 200, lang)

    @get("/sign-in", name="chat.sign_in")
    async def sign_in(token: str = "", lang: str = "") -> Response[Any]:
        user = site.tickets.check("sign-in", token, time.time())
        if user is None or await site.store.people.user(user) is None:
            return _note("link_bad", 403, lang)
        return Redirect(site.home(user), cookies=[site.session(user)])

    @get("/join", name="chat.join_form")
    async def join_form(code: str = "", lang: str = "") -> Response[str]:
        return _join_page(site, lang, code)

    @post("/join", name="chat.join", status_code=200)
    async def join(request: Request[Any, Any, Any]) -> Response[Any]:
        given = await request.form()
        code, form, lang = (str(given.get(name, ""))[:200] for name in ("code", "form", "lang"))
        try:
            site.check_origin(request)
            site.check_join_rate(request)
        except Refusal as refusal:
            return _note(refusal.detail, refusal.status_code, lang)
        name = clean_name(str(given.get("name", "")))[:LONGEST_NAME].strip()
        opened = site.tickets.check("form", form, time.time())
        if opened is None or not name:
            return _join_page(site, lang, code, "name_missing" if opened else "form_old")
        # The same form submitted again is the same person, and nobody else can forge it.
        user = f"u-{site.tickets.derive(opened)}"
        if await site.store.people.user(user) is None:
            await site.store.people.put_user(user, name, asked_language(lang), now_ms())
        await site.conversation.enter(user, "join", name, code)
        return Redirect(site.home(user), status_code=303, cookies=[site.session(user)])

    @get("/u/{user:str}", name="chat.page")
    async def page(request: Request[Any, Any, Any], user: str, lang: str = "") -> Response[Any]:
        if not request.scope["raw_path"].endswith(b"/"):
            return Redirect(f"/chat/u/{quote(user, safe='')}/")
        known = await site.signed_in(request, user)
        if known is None:
            return _note("signed_out", 401, lang)
        data = {
            "me": {"id": known.id, "name": known.name, "language": known.language},
            "words": WORDS,
            "header": OWN_HEADER,
            "largest_upload": site.largest_upload,
            "largest_text": LARGEST_TEXT,
        }
        return _html(
            "chat.html", 200, known.language, [site.session(user)], data=data, name=known.name
        )

    return [front, sign_in, join_form, join, page]


def _join_page(site: Site, lang: str, code: str, problem: str = "") -> Response[str]:
    """The form that asks for a name. Its ticket makes submitting it twice harmless."""
    form = site.tickets.issue("form", secrets.token_hex(16), time.time() + FORM_SECONDS)
    return _html(
        "join.html",
        400 if problem else 200,
        asked_language(lang),
        code=code,
        form=form,
        problem=problem,
        longest_name=LONGEST_NAME,
    )


def _note(key: str, status: int, lang: str) -> Response[str]:
    """A page with a heading and a sentence that says what to do."""
    return _html("note.html", status, asked_language(lang), key=key)


def _html(
    template: str, status: int, lang: str, cookies: list[Cookie] | None = None, /, **values: Any
) -> Response[str]:
    page = _templates.get_template(template)
    return Response(
        page.render(values, lang=lang, words=WORDS[lang]),
        status_code=status,
        media_type="text/html",
        cookies=cookies,
    )


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
