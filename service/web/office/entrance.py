"""Coming in by a link from the chat, a passkey or the organization's own sign-in, and going out.

Chat apps open links to show what is behind them, so looking at one spends nothing: only its button
does, in the browser that has looked.
"""

from __future__ import annotations

import logging
from typing import Any

from litestar import Response, get, post
from litestar.response import Redirect

from service.core.office import Visitor
from service.web.office.rendering import html
from service.web.office.site import AnyRequest, Site, read_json

_LOGGER = logging.getLogger(__name__)


def entrance_routes(site: Site) -> list[Any]:
    """The routes that need no session yet."""

    @get("/in/{link:str}", name="office.link")
    async def look(request: AnyRequest, link: str) -> Response[Any]:
        """Who signs in, and where, with the button that does; it spends nothing."""
        offered = await site.desk.offered(link)
        if offered is None:
            return site.refused(request, 410, "link")
        cookie, form = site.form(request, link)
        return html(
            "enter.html", 200, offered.language, cookies=[cookie], offered=offered, form=form
        )

    @post("/in/{link:str}", name="office.enter", status_code=303)
    async def enter(request: AnyRequest, link: str) -> Response[Any]:
        """Signs in, once, in the browser that has looked."""
        brought = str((await request.form()).get("form", ""))
        if not site.own_form(request) or not site.is_bound(request, link, brought):
            _LOGGER.warning("office.foreign_form")
            return site.refused(request, 403, "browser")
        token = await site.desk.enter(link, site.browser(request))
        if not token:
            return site.refused(request, 410, "link")
        return await site.entered(request, token)

    @post("/passkey/ask", name="office.ask_passkey", status_code=200)
    async def ask(request: AnyRequest) -> Response[Any]:
        """The question for a passkey, as JSON. It is the same for everybody."""
        refused = _stranger(site, request)
        if refused is not None:
            return refused
        return site.prompt(request, *await site.ways.ask_for_passkey())

    @post("/passkey", name="office.passkey", status_code=200)
    async def passkey(request: AnyRequest) -> Response[Any]:
        """Signs in with a passkey: `answer`, as JSON."""
        refused = _stranger(site, request)
        if refused is not None:
            return refused
        answer = str((await read_json(request)).get("answer", ""))
        token = await site.ways.enter_by_passkey(site.drawn(request), answer, site.browser(request))
        if not token:
            return site.told(400, site.language(request), "passkey_refused")
        before = await site.visitor(request)
        again = before is not None and before.stage == "in"
        return await site.entered(request, token, "/office/sessions" if again else "/office/")

    @post("/oidc", name="office.provider", status_code=200)
    async def provider(request: AnyRequest) -> Response[Any]:
        """Leads to the organization's own sign-in."""
        refused = _stranger(site, request)
        if refused is not None:
            return refused
        return await leave_for_provider(site, request)

    @get("/oidc", name="office.returned")
    async def returned(request: AnyRequest) -> Response[Any]:
        """Comes back from the organization's own sign-in. What it brings is good once, in the
        browser that was sent there."""
        drawn, browser = site.drawn(request), site.browser(request)
        brought = {name: request.query_params.get(name, "")[:4096] for name in _BROUGHT}
        visitor = await site.visitor(request)
        if visitor is not None and visitor.stage != "second":
            why = await site.ways.bind(visitor, drawn, brought, browser)
            if why is None:
                return Redirect("/office/sessions", status_code=303)
            if why:
                return site.refused(request, 403, f"oidc_{why}", visitor.language)
        token, why = await site.ways.enter_by_provider(drawn, brought, browser)
        if not token:
            return site.refused(request, 403, f"oidc_{why or 'attempt'}")
        return await site.entered(request, token)

    return [look, enter, ask, passkey, provider, returned]


_BROUGHT = ("state", "code", "iss", "error")


def _stranger(site: Site, request: AnyRequest) -> Response[Any] | None:
    """Why nothing is done for somebody who is not signed in yet."""
    if not site.own_form(request):
        _LOGGER.warning("office.foreign_form")
        return site.refused(request, 403, "browser")
    if site.is_too_much(request):
        _LOGGER.warning("office.too_much")
        return site.refused(request, 429, "too_often")
    return None


async def leave_for_provider(
    site: Site, request: AnyRequest, visitor: Visitor | None = None
) -> Response[Any]:
    """A page that leads on to the provider: a form that is sent may not lead away from us."""
    drawn, address = await site.ways.ask_provider(visitor)
    if not address:
        return site.refused(request, 502, "oidc_provider")
    cookie = site.attempt_cookie(request, drawn)
    lang = visitor.language if visitor is not None else site.language(request)
    return html(
        "leave.html", 200, lang, cookies=[cookie], to=address, provider=site.ways.provider_name
    )


async def end_session(site: Site, request: AnyRequest, visitor: Visitor) -> Response[Any]:
    """End one of the person's sessions (`end`: its number), this one (`here`) or `all`. Who has not
    shown a second factor ends their own."""
    which = str((await request.form()).get("end", "")) if visitor.stage != "second" else "here"
    if which.startswith("chat-"):
        await site.desk.end_chat_device(visitor.person, which.removeprefix("chat-"))
        return Redirect("/office/sessions", status_code=303)
    number = int(which) if which.isascii() and which.isdigit() and len(which) < 19 else 0
    ended = {"here": visitor.session, "all": None}.get(which, number)
    await site.desk.end(visitor.person, ended)
    if ended in (None, visitor.session):
        gone = site.refused(request, 200, "out", visitor.language)
        gone.set_cookie(site.session_cookie(request, ""))
        # Nothing else is kept of these pages, and what else is kept here is another page's.
        gone.headers["Clear-Site-Data"] = '"cache"'
        return gone
    return Redirect("/office/sessions", status_code=303)
