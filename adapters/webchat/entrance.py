"""Coming in: the way from `/`, invitations, and a new link for who has a used one.

Looking at a page changes nothing: programs open links ahead of people. A code is used up by a tap.
"""

from __future__ import annotations

import secrets
from typing import Any

from litestar import Request, Response, get, post
from litestar.response import Redirect

from adapters.webchat.errors import Refusal
from adapters.webchat.inbound import clean_name
from adapters.webchat.people import private_room_id
from adapters.webchat.rendering import entrance
from adapters.webchat.site import AnyRequest, Site, asked_language
from adapters.webchat.store import now_ms
from service.ports import Guest

LONGEST_CODE = 200  # characters; more is none


def entrance_routes(site: Site) -> list[Any]:
    """The routes under `/chat`."""

    @get("/", name="chat.front")
    async def front(request: Request[Any, Any, Any], lang: str = "") -> Response[Any]:
        """The page at which people come in."""
        return await front_page(site, request, lang)

    @get("/join", name="chat.invitation")
    async def invitation(
        request: Request[Any, Any, Any], code: str = "", lang: str = ""
    ) -> Response[Any]:
        """The page of an invitation. Looking at it uses nothing up."""
        return await _opened(site, request, code[:LONGEST_CODE], lang)

    @post("/join", name="chat.join", status_code=200)
    async def join(request: Request[Any, Any, Any]) -> Response[Any]:
        """Comes in with `code` of the form: a session, and the way to the chat."""
        given = await _form(request)
        code, lang, form = (given(name) for name in ("code", "lang", "form"))
        try:
            site.check_origin(request)
            guest = await _guest(site, request, code)
        except Refusal as refusal:
            return await front_page(site, request, lang, refusal)
        known = site.admitted.user(form)
        if known is None and guest is not None and guest.open:
            known = await _admit(site, request, guest, code)
            if known is not None and form:
                site.admitted.add(form, known)
        if known is None:  # wrong, or used in the meantime
            return await _opened(site, request, code, lang)
        cookie = await site.sign_in(request, known)
        return Redirect(site.home(known), status_code=303, cookies=[cookie])

    @post("/renew", name="chat.renew", status_code=200)
    async def renew(request: Request[Any, Any, Any]) -> Response[Any]:
        """Asks for a new link in place of a used one."""
        given = await _form(request)
        code, lang = given("code"), given("lang")
        try:
            site.check_origin(request)
            guest = await _guest(site, request, code)
        except Refusal as refusal:
            return await front_page(site, request, lang, refusal)
        if guest is None or guest.open:
            return await _opened(site, request, code, lang)
        devices = bool(guest.user and await site.store.sessions.of(guest.user, now_ms()))
        asked = await site.door.ask_again(
            code, devices=devices, secretary=given("to") == "secretary"
        )
        return entrance(
            "asked.html", 200, asked_language(request, lang), asked=asked, code=code, query=""
        )

    return [front, invitation, join, renew]


def root_route() -> Any:
    """`/` leads to the chat."""

    @get("/", name="chat.root", sync_to_thread=False)
    def root() -> Redirect:
        """Leads to the chat."""
        return Redirect("/chat/")

    return root


async def front_page(
    site: Site, request: AnyRequest, lang: str, refusal: Refusal | None = None, code: str = ""
) -> Response[Any]:
    """The chat of who is signed in; for all others, how to get in."""
    signed_in = await site.everybody(request)
    if len(signed_in) == 1 and refusal is None:
        return Redirect(site.home(signed_in[0].user.id))
    return entrance(
        "front.html",
        refusal.status_code if refusal else 200,
        asked_language(request, lang),
        people=[(site.home(each.user.id), each.user.name) for each in signed_in],
        problem=refusal.detail if refusal else "",
        code=code,
        query="",
    )


async def _opened(site: Site, request: AnyRequest, code: str, lang: str) -> Response[Any]:
    """What a code opens: a greeting, the chat of who is in already, or what else can be done."""
    if not code.strip():
        return await front_page(site, request, lang)
    try:
        guest = await _guest(site, request, code)
    except Refusal as refusal:
        return await front_page(site, request, lang, refusal, code)
    if guest is None:
        return await front_page(site, request, lang, Refusal(400, "code_wrong"), code)
    signed_in = {each.user.id for each in await site.everybody(request)}
    if guest.user in signed_in:
        return Redirect(site.home(guest.user))
    shown: dict[str, Any] = {"code": code, "lang": asked_language(request, lang), "query": code}
    if not guest.open:
        return entrance("used.html", 410, **shown)
    return entrance(
        "invitation.html",
        200,
        **shown,
        name=clean_name(guest.name),
        unit=clean_name(guest.unit),
        form=secrets.token_urlsafe(16),
    )


async def _guest(site: Site, request: AnyRequest, code: str) -> Guest | None:
    """Whom the code is for. Raises `Refusal` if too many wrong ones have come from there."""
    site.check_guesses(request)
    guest = await site.door.guest(code)
    if guest is None and code.strip():
        site.guessed_wrong(request)
    return guest


async def _admit(site: Site, request: AnyRequest, guest: Guest, code: str) -> str | None:
    """Let the person in. Whoever came before has the same id, and so the same conversation, even
    if their link was ended; but no session of that time."""
    user = guest.user or f"u-{site.secrets.derive(f'person:{guest.person}')}"
    people = site.store.people
    if await people.user(user) is None:
        await people.put_user(user, clean_name(guest.name), guest.language, now_ms())
    if not guest.user:
        await site.end_sessions([user])
    device = site.device(request) if await site.store.sessions.has_had(user) else ""
    if not await site.door.admit(code, user, private_room_id(user), device):
        return None
    return user


async def _form(request: AnyRequest) -> Any:
    """Gives the fields of a form by name, none of them longer than a code."""
    given = await request.form()
    return lambda name: str(given.get(name, ""))[:LONGEST_CODE]
