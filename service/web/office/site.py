"""Who is at the pages: the cookie of a session, and whether a form comes from our own page."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from typing import Any

from litestar import Request, Response
from litestar.datastructures import Cookie

from service import browsers
from service.core.office import Visitor
from service.web.office.ports import Desk, Pages, Reports, Write
from service.web.office.rendering import html

COOKIE = "orglife_office"
FORM_COOKIE = "orglife_office_form"  # binds the form of a link to the browser that looked at it
FORM_SECONDS = 600
SESSION_SECONDS = 12 * 3600

AnyRequest = Request[Any, Any, Any]


@dataclass(frozen=True, slots=True)
class Site:
    base_url: str
    desk: Desk
    pages: Pages
    reports: Reports
    write: Write

    async def visitor(self, request: AnyRequest) -> Visitor | None:
        """Who is signed in in this browser."""
        return await self.desk.visitor(self._given(request, COOKIE))

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
