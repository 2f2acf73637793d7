"""Coming in by a link from the chat, the sessions, and going out.

Chat apps open links to show what is behind them, so looking at one spends nothing: only its button
does, in the browser that has looked.
"""

from __future__ import annotations

import logging
from typing import Any

from litestar import Response, get, post
from litestar.response import Redirect

from service.browsers import device_name, near
from service.core.office import Visitor
from service.web.office.rendering import html
from service.web.office.site import AnyRequest, Site

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
        address = request.client.host if request.client else ""
        device = device_name(request.headers.get("user-agent", ""))
        token = await site.desk.enter(link, device, near(address))
        if not token:
            return site.refused(request, 410, "link")
        before = await site.visitor(request)
        if before is not None:  # its cookie is about to be replaced
            await site.desk.end(before.person, before.session)
        cookies = [site.session_cookie(request, token), site.no_form(request)]
        return Redirect("/office/", status_code=303, cookies=cookies)

    return [look, enter]


async def end_session(site: Site, request: AnyRequest, visitor: Visitor) -> Response[Any]:
    """End one of the person's sessions (`end`: its number), this one (`here`) or `all`."""
    which = str((await request.form()).get("end", ""))
    number = int(which) if which.isascii() and which.isdigit() and len(which) < 19 else 0
    ended = {"here": visitor.session, "all": None}.get(which, number)
    await site.desk.end(visitor.person, ended)
    if ended in (None, visitor.session):
        gone = site.refused(request, 200, "out", visitor.language)
        gone.set_cookie(site.session_cookie(request, ""))
        return gone
    return Redirect("/office/sessions", status_code=303)
