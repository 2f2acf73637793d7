"""Who is at the pages: the cookie of a session, and whether a form comes from our own page."""

from __future__ import annotations

import hmac
import json
import secrets
import time
from dataclasses import dataclass, field
from typing import Any

from litestar import Request, Response
from litestar.datastructures import Cookie
from litestar.response import Redirect

from service import browsers
from service.core.buckets import Buckets
from service.core.office import Browser, Settings, Visitor
from service.web.office.ports import Desk, Pages, Reports, Ways, Write
from service.web.office.rendering import html
from service.web.office.words import words_of

COOKIE = "orglife_office"
FORM_COOKIE = "orglife_office_form"  # binds the form of a link to the browser that looked at it
ATTEMPT_COOKIE = "orglife_office_attempt"  # binds a passkey's answer, or a provider's, to it
FORM_SECONDS = 600
LARGEST_ANSWER = 64 * 1024  # bytes of what a browser says of a passkey
ASKED_PER_SECOND, ASKED_AT_ONCE = 0.5, 60  # by strangers of one network
SESSION_SECONDS = 12 * 3600

AnyRequest = Request[Any, Any, Any]


@dataclass(frozen=True, slots=True)
class Site:
    base_url: str
    desk: Desk
    ways: Ways
    pages: Pages
    reports: Reports
    write: Write
    strangers: Buckets = field(
        default_factory=lambda: Buckets(ASKED_PER_SECOND, ASKED_AT_ONCE, time.monotonic)
    )

    async def visitor(self, request: AnyRequest) -> Visitor | None:
        """Who is signed in in this browser."""
        return await self.desk.visitor(self._given(request, COOKIE))

    async def settings(self, person: int) -> Settings:
        """With what the person comes in, and where they are signed in."""
        return await self.desk.settings(
            person,
            passkeys_work=self.ways.passkeys_work,
            provider=self.ways.provider_name,
        )

    @staticmethod
    def browser(request: AnyRequest) -> Browser:
        """Where the request comes from, as the chat is told it."""
        address = request.client.host if request.client else ""
        device = browsers.device_name(request.headers.get("user-agent", ""))
        return Browser(device, browsers.near(address))

    def is_too_much(self, request: AnyRequest) -> bool:
        """Whether strangers of this network have asked too often."""
        address = request.client.host if request.client else ""
        return not self.strangers.admit(browsers.network(address))

    def own_form(self, request: AnyRequest) -> bool:
        """Whether the browser says that what it sends comes from our own page."""
        origin, host = request.headers.get("origin", ""), request.headers.get("host", "")
        return browsers.is_own(self.base_url, origin, host)

    def session_cookie(self, request: AnyRequest, token: str) -> Cookie:
        """That of a session; without a token, what takes it from the browser."""
        return self._cookie(request, COOKIE, token, SESSION_SECONDS if token else 0)

    def form(self, request: AnyRequest, link: str) -> tuple[Cookie, str]:
        """A cookie, and what a form must bring beside it."""
        drawn = secrets.token_urlsafe(32)
        return self._cookie(request, FORM_COOKIE, drawn, FORM_SECONDS), _bound(drawn, link)

    def is_bound(self, request: AnyRequest, link: str, brought: str) -> bool:
        """Whether the form was made for this browser and this link."""
        drawn = self._given(request, FORM_COOKIE)
        return bool(drawn) and hmac.compare_digest(_bound(drawn, link), brought)

    def no_form(self, request: AnyRequest) -> Cookie:
        return self._cookie(request, FORM_COOKIE, "", 0)

    def attempt_cookie(self, request: AnyRequest, drawn: str) -> Cookie:
        """What of an attempt this browser alone holds; without it, what takes it away."""
        return self._cookie(request, ATTEMPT_COOKIE, drawn, FORM_SECONDS if drawn else 0)

    def drawn(self, request: AnyRequest) -> str:
        """What the browser holds of an attempt."""
        return self._given(request, ATTEMPT_COOKIE)

    async def entered(self, request: AnyRequest, token: str, to: str = "/office/") -> Response[Any]:
        """The way on for who has just come in; the session that the browser had before is over."""
        before = await self.visitor(request)
        if before is not None:  # its cookie is about to be replaced
            await self.desk.end(before.person, before.session)
        return self.proved(request, token, to)

    def proved(self, request: AnyRequest, token: str, to: str) -> Response[Any]:
        """The way on with this token; nothing of an attempt is left."""
        answer = self.go(request, to)
        for each in (
            self.session_cookie(request, token),
            self.no_form(request),
            self.attempt_cookie(request, ""),
        ):
            answer.set_cookie(each)
        return answer

    @staticmethod
    def go(request: AnyRequest, to: str) -> Response[Any]:
        """Lead to another page of ours; our script is told which."""
        if _is_script(request):
            return Response({"to": to}, media_type="application/json", status_code=200)
        return Redirect(to, status_code=303)

    def prompt(self, request: AnyRequest, drawn: str, question: str) -> Response[Any]:
        """A question for our script to put to the browser."""
        answer = Response({"question": json.loads(question)}, media_type="application/json")
        answer.status_code = 200
        answer.set_cookie(self.attempt_cookie(request, drawn))
        return answer

    @staticmethod
    def told(status: int, lang: str, word: str) -> Response[Any]:
        """A word for our script to show."""
        said = {"said": words_of(lang)[word]}
        return Response(said, media_type="application/json", status_code=status)

    def front(self, request: AnyRequest, status: int) -> Response[Any]:
        """How to come in, for who has not."""
        if _is_script(request):
            return self.go(request, "/office/")
        return html(
            "front.html",
            status,
            self.language(request),
            script=self.ways.passkeys_work,
            passkeys=self.ways.passkeys_work,
            provider=self.ways.provider_name,
        )

    @staticmethod
    def language(request: AnyRequest) -> str:
        return browsers.asked_language(request.headers.get("accept-language", ""))

    def refused(self, request: AnyRequest, status: int, why: str, lang: str = "") -> Response[Any]:
        """A page that says what is the matter, and what to do."""
        return html("refused.html", status, lang or self.language(request), why=why)

    def _secure(self, request: AnyRequest) -> bool:
        return browsers.is_secure(self.base_url, request.scope["scheme"])

    def _given(self, request: AnyRequest, name: str) -> str:
        return request.cookies.get(browsers.cookie_name(name, secure=self._secure(request)), "")

    def _cookie(self, request: AnyRequest, name: str, value: str, seconds: int) -> Cookie:
        secure = self._secure(request)
        return Cookie(
            browsers.cookie_name(name, secure=secure),
            path="/",
            value=value,
            max_age=seconds,
            httponly=True,
            samesite="lax",
            secure=secure,
        )


def _bound(drawn: str, link: str) -> str:
    return browsers.token_hash(f"{drawn} {link}")


def _is_script(request: AnyRequest) -> bool:
    return request.headers.get("accept", "") == "application/json"


async def read_json(request: AnyRequest) -> dict[str, Any]:
    """What our script has sent; nothing for what it can't have."""
    body = await request.body()
    try:
        given = json.loads(body) if len(body) <= LARGEST_ANSWER else None
    except (ValueError, RecursionError):
        return {}
    return given if isinstance(given, dict) else {}
