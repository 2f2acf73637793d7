"""Where a person is signed in, how to come in on another device, and signing out."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

import segno
from litestar import Request, Response, get, post
from litestar.response import Redirect
from markupsafe import Markup

from adapters.webchat.capabilities import ANOTHER_MINUTES
from adapters.webchat.entrance import front_page
from adapters.webchat.entrance_words import ENTRANCE_WORDS
from adapters.webchat.errors import Refusal
from adapters.webchat.rendering import entrance
from adapters.webchat.sessions import Session
from adapters.webchat.site import AnyRequest, Site
from adapters.webchat.store import now_ms

_LOGGER = logging.getLogger(__name__)


def device_routes(site: Site) -> list[Any]:
    """The routes under `/chat/u/<user>/devices`."""

    @get("/u/{user:str}/devices", name="chat.devices")
    async def devices(request: Request[Any, Any, Any], user: str, lang: str = "") -> Response[Any]:
        """The page of the person's devices."""
        session = await site.session(request, user)
        if session is None:
            return await front_page(site, request, lang, Refusal(401, "signed_out"))
        known = await site.store.sessions.of(user, now_ms())
        return entrance(
            "devices.html",
            200,
            session.user.language,
            name=session.user.name,
            here=next(each for each in known if each.id == session.id),
            others=[each for each in known if each.id != session.id],
            home=site.home(user),
            ago=lambda at: _ago(ENTRANCE_WORDS[session.user.language], at, now_ms()),
        )

    @post("/u/{user:str}/devices", name="chat.end_session", status_code=200)
    async def end(request: Request[Any, Any, Any], user: str) -> Response[Any]:
        """Signs out what `end` of the form names."""
        session = await _own(site, request, user)
        which = str((await request.form()).get("end", ""))
        await _end(site, session, which)
        if which not in ("here", "all", str(session.id)):
            return Redirect(f"{site.home(user)}devices", status_code=303)
        gone = Redirect("/chat/", status_code=303, cookies=site.no_cookie(request, user))
        if len(await site.everybody(request)) == 0:  # else it would take what is another person's
            gone.headers["Clear-Site-Data"] = '"cache", "storage"'
        return gone

    @post("/u/{user:str}/devices/another", name="chat.another_device", status_code=200)
    async def another(request: Request[Any, Any, Any], user: str) -> Response[Any]:
        """A code and a link for one more device."""
        session = await _own(site, request, user)
        code = await site.door.another_device(user)
        link = site.invite_link(code)
        return entrance(
            "another.html",
            200,
            session.user.language,
            link=link,
            code=code,
            address=f"{site.base_url}/chat/",
            minutes=ANOTHER_MINUTES,
            qr=Markup(segno.make(link, micro=False).svg_inline(scale=5, border=3)),  # noqa: S704 - no text of anybody's is in it
            devices=f"{site.home(user)}devices",
        )

    return [devices, end, another]


def _ago(words: Mapping[str, str], at: int, now: int) -> str:
    """How long ago, in a page that does not know the reader's time zone."""
    minutes = max(now - at, 0) // 60_000
    for key, length in (("days_ago", 24 * 60), ("hours_ago", 60), ("minutes_ago", 1)):
        if minutes >= length:
            return words[key].format(n=minutes // length)
    return words["just_now"]


async def _own(site: Site, request: AnyRequest, user: str) -> Session:
    """The session behind a form of our own page. Raises `Refusal`."""
    session = await site.reader(request, user)
    site.check_form(request, user)
    return session


async def _end(site: Site, session: Session, which: str) -> None:
    """End `here`, the `others`, `all`, or the session of this number."""
    sessions, user, now = site.store.sessions, session.user.id, now_ms()
    if which == "all":
        await sessions.end(user, now)
    elif which == "others":
        await sessions.end(user, now, but=session.id)
    elif which == "here":
        await sessions.end(user, now, only=session.id)
    elif which.isascii() and which.isdigit() and len(which) < 19:
        await sessions.end(user, now, only=int(which))
    else:
        raise Refusal(400, "not_understood")
    _LOGGER.info("webchat.signed_out", extra={"user": user, "which": which})
    site.feed.sessions_ended(user, {each.id for each in await sessions.of(user, now)})
