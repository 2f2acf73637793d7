"""The pages: the chat itself, signing in, joining with a code; and their static files."""

from __future__ import annotations

import hashlib
import secrets
import time
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from litestar import Request, Response, Router, get, post
from litestar.datastructures import Cookie
from litestar.exceptions import NotFoundException
from litestar.response import Redirect

from adapters.webchat.api import api_routes
from adapters.webchat.capabilities import FORM_SECONDS, LARGEST_TEXT, LONGEST_NAME
from adapters.webchat.errors import Refusal
from adapters.webchat.inbound import clean_name
from adapters.webchat.site import OWN_HEADER, AnyRequest, Site, preferred_language
from adapters.webchat.words import WORDS

_HERE = Path(__file__).parent
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
        "object-src 'none'"
    ),
    # A form's Origin is only sent along with a referrer.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cache-Control": "no-store",
}
_TYPES = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
}
_templates = Environment(
    loader=FileSystemLoader(_HERE / "templates"), autoescape=True, undefined=StrictUndefined
)


def build_router(site: Site) -> Router:
    """Everything under `/chat`."""
    return Router(
        "/chat",
        route_handlers=[_static(), *_pages(site), *api_routes(site)],
        response_headers=_HEADERS,
    )


def _pages(site: Site) -> list[Any]:
    @get("/", name="chat.front")
    async def front(request: Request[Any, Any, Any]) -> Response[str]:
        return _note(request, "front", 200)

    @get("/sign-in", name="chat.sign_in")
    async def sign_in(request: Request[Any, Any, Any], token: str = "") -> Response[Any]:
        user = site.tickets.check("sign-in", token, time.time())
        if user is None or await site.store.people.user(user) is None:
            return _note(request, "link_bad", 403)
        return Redirect(site.home(user), cookies=[site.session(user)])

    @get("/join", name="chat.join_form")
    async def join_form(request: Request[Any, Any, Any], code: str = "") -> Response[str]:
        form = site.tickets.issue("form", secrets.token_hex(16), time.time() + FORM_SECONDS)
        return _join_page(request, code, form)

    @post("/join", name="chat.join", status_code=200)
    async def join(request: Request[Any, Any, Any]) -> Response[Any]:
        try:
            site.check_origin(request)
            site.check_join_rate(request)
        except Refusal as refusal:
            return _note(request, refusal.detail, refusal.status_code)
        given = await request.form()
        code, form = str(given.get("code", ""))[:200], str(given.get("form", ""))
        name = clean_name(str(given.get("name", "")))[:LONGEST_NAME].strip()
        opened = site.tickets.check("form", form, time.time())
        if opened is None or not name:
            fresh = site.tickets.issue("form", secrets.token_hex(16), time.time() + FORM_SECONDS)
            return _join_page(request, code, fresh, "name_missing" if opened else "form_old")
        # The same form sent again is the same person, and nobody else can name them.
        user = f"u-{site.tickets.derive(opened)}"
        if await site.store.people.user(user) is None:
            await site.store.people.put_user(
                user, name, preferred_language(request), int(time.time() * 1000)
            )
        await site.conversation.enter(user, "join", name, code)
        return Redirect(site.home(user), status_code=303, cookies=[site.session(user)])

    @get("/u/{user:str}", name="chat.page")
    async def page(request: Request[Any, Any, Any], user: str) -> Response[Any]:
        if not request.scope["raw_path"].decode("ascii", "replace").endswith("/"):
            return Redirect(site.home(user))
        known = await site.signed_in(request, user)
        if known is None:
            return _note(request, "signed_out", 401)
        data = {
            "me": {"id": known.id, "name": known.name, "language": known.language},
            "words": WORDS,
            "header": OWN_HEADER,
            "largest_upload": site.largest_upload,
            "largest_text": LARGEST_TEXT,
        }
        return _html(
            "chat.html", 200, [site.session(user)], lang=known.language, data=data, name=known.name,
            words=WORDS[known.language],
        )  # fmt: skip

    return [front, sign_in, join_form, join, page]


def _join_page(request: AnyRequest, code: str, form: str, problem: str = "") -> Response[str]:
    language = preferred_language(request)
    return _html(
        "join.html", 400 if problem else 200, lang=language, words=WORDS[language], code=code,
        form=form, problem=problem, longest_name=LONGEST_NAME,
    )  # fmt: skip


def _note(request: AnyRequest, key: str, status: int) -> Response[str]:
    """A page with a heading and a sentence that says what to do."""
    language = preferred_language(request)
    return _html("note.html", status, lang=language, words=WORDS[language], key=key)


def _html(
    template: str, status: int, cookies: list[Cookie] | None = None, /, **values: Any
) -> Response[str]:
    return Response(
        _templates.get_template(template).render(values),
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
        if request.headers.get("if-none-match") == etag:
            return Response(b"", status_code=304, headers=headers)
        return Response(content, media_type=media_type, headers=headers)

    return static
