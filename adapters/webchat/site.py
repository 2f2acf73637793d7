"""Shared by all pages and requests: who is asking, and whether the request is genuine."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from litestar import Request
from litestar.datastructures import Cookie

from adapters.webchat.capabilities import (
    ADMITTED_SECONDS,
    POSTS_PER_SECOND,
    SESSION_SECONDS,
    UPLOADS_PER_DAY,
    WRONG_CODES_AT_ONCE,
    WRONG_CODES_PER_SECOND,
)
from adapters.webchat.conversation import Conversation
from adapters.webchat.errors import Refusal
from adapters.webchat.feed import Feed
from adapters.webchat.secret import Secrets
from adapters.webchat.sessions import Session
from adapters.webchat.store import Store, now_ms
from service import browsers
from service.core.bounded import Bounded
from service.core.buckets import Buckets
from service.core.people import Language
from service.ports import Door

COOKIE = "orglife_chat"  # with a dash and the person's id; without them, a cookie of earlier days
OWN_HEADER = "x-orglife"  # only our own script can set it: no form and no other site
DAY_SECONDS = 24 * 3600
_LOGGER = logging.getLogger(__name__)

AnyRequest = Request[Any, Any, Any]


def _posts() -> Buckets:
    return Buckets(POSTS_PER_SECOND, POSTS_PER_SECOND, time.monotonic)


def _uploads() -> Buckets:
    return Buckets(UPLOADS_PER_DAY / DAY_SECONDS, UPLOADS_PER_DAY, time.monotonic)


def _guesses() -> Buckets:
    return Buckets(WRONG_CODES_PER_SECOND, WRONG_CODES_AT_ONCE, time.monotonic)


class Admitted:
    """Who has just come in with which form, so that a second tap on its button does no harm."""

    def __init__(self) -> None:
        self._known: Bounded[str, tuple[str, float]] = Bounded(1000)

    def add(self, form: str, user: str) -> None:
        self._known[form] = (user, time.monotonic() + ADMITTED_SECONDS)

    def user(self, form: str) -> str | None:
        user, until = self._known.get(form, ("", 0.0))
        return user if until > time.monotonic() else None


@dataclass(frozen=True, slots=True)
class Site:
    base_url: str
    organization: str  # its name; empty if it has none
    largest_upload: int  # bytes
    store: Store
    feed: Feed
    secrets: Secrets
    conversation: Conversation
    find_door: Callable[[], Door]
    aliases: dict[str, str]  # whom former ids of people stand for
    invite_link: Callable[[str], str]
    posts: Buckets = field(default_factory=_posts)
    uploads: Buckets = field(default_factory=_uploads)  # a token is a byte
    guesses: Buckets = field(default_factory=_guesses)
    admitted: Admitted = field(default_factory=Admitted)

    @property
    def door(self) -> Door:
        return self.find_door()

    def home(self, user: str) -> str:
        """The path of a person's pages."""
        return f"/chat/u/{user}/"

    # -- cookies

    def cookie(self, request: AnyRequest, user: str, token: str, seconds: int) -> Cookie:
        """The cookie of a person's session. One browser can hold several people, so its name says
        whose it is; `__Host-` binds it to this very host."""
        secure = self._secure(request)
        return Cookie(
            self._cookie_name(request, user),
            path="/",
            value=token,
            max_age=seconds,
            httponly=True,
            samesite="lax",
            secure=secure,
        )

    def session_cookie(self, request: AnyRequest, user: str, token: str) -> Cookie:
        return self.cookie(request, user, token, SESSION_SECONDS)

    def no_cookie(self, request: AnyRequest, user: str) -> list[Cookie]:
        """What takes the person's session from the browser, in today's form and the earlier one."""
        former = Cookie(COOKIE, path=self.home(user), value="", max_age=0, httponly=True)
        return [self.cookie(request, user, "", 0), former]

    def _secure(self, request: AnyRequest) -> bool:
        return browsers.is_secure(self.base_url, request.scope["scheme"])

    def _cookie_name(self, request: AnyRequest, user: str) -> str:
        return browsers.cookie_name(f"{COOKIE}-{user}", secure=self._secure(request))

    def token(self, request: AnyRequest, user: str) -> str:
        """What the browser brings for this person; empty for nothing."""
        return request.cookies.get(self._cookie_name(request, user), "")

    @staticmethod
    def former_token(request: AnyRequest) -> str:
        """What a browser brings that was signed in before sessions were rows."""
        return request.cookies.get(COOKIE, "")

    # -- who asks

    async def session(self, request: AnyRequest, user: str) -> Session | None:
        """The session of the person of this path, as long as they are a member."""
        token, now = self.token(request, user), now_ms()
        if not token:
            token = await self._adopt(request, user)
        session = await self.store.sessions.one(token, now)
        if session is None or session.user.id != user:
            return None
        if not self.door.knows(user):
            await self.end_sessions([user])
            return None
        self.store.sessions.touch(token, session, now)
        return session

    async def everybody(self, request: AnyRequest) -> list[Session]:
        """Who is signed in in this browser; the one who used it last first."""
        prefix = self._cookie_name(request, "")
        tokens = [value for name, value in request.cookies.items() if name.startswith(prefix)]
        found = await self.store.sessions.found(tokens[:50], now_ms())
        return [each for each in found if self.door.knows(each.user.id)]

    async def _adopt(self, request: AnyRequest, user: str) -> str:
        """A signed cookie of earlier days, which becomes a session; empty for none."""
        cookie = self.former_token(request)
        holder = self.secrets.holder(cookie, time.time()) if cookie else None
        if holder is None or self.aliases.get(holder, holder) != user:
            return ""
        if await self.store.people.user(user) is not None:
            await self.store.sessions.adopt(user, cookie, self.device(request), now_ms())
        return cookie

    async def sign_in(self, request: AnyRequest, user: str) -> Cookie:
        """A new session for the person, and its cookie."""
        device = self.device(request)
        token = await self.store.sessions.begin(user, device, now_ms())
        _LOGGER.info("webchat.signed_in", extra={"user": user, "device": device})
        return self.session_cookie(request, user, token)

    async def end_sessions(self, users: list[str]) -> None:
        """Who is no member any more is signed out everywhere."""
        await self.store.sessions.end_of(users, now_ms())
        _LOGGER.info("webchat.sessions_ended", extra={"users": users})
        for user in users:
            self.feed.sessions_ended(user, ())

    @staticmethod
    def device(request: AnyRequest) -> str:
        return browsers.device_name(request.headers.get("user-agent", ""))

    async def reader(self, request: AnyRequest, user: str) -> Session:
        """The session of the person who asks to read. Raises `Refusal` without one."""
        session = await self.session(request, user)
        if session is None:
            raise Refusal(401, "signed_out")
        return session

    async def writer(self, request: AnyRequest, user: str) -> Session:
        """The session of the person who asks to change something, from our own page and not too
        fast. Raises `Refusal`."""
        session = await self.reader(request, user)
        if OWN_HEADER not in request.headers:
            raise Refusal(403, "foreign_request")
        self.check_form(request, user)
        return session

    def check_form(self, request: AnyRequest, user: str) -> None:
        """Raises `Refusal` for what does not come from our own page, or too fast."""
        self.check_origin(request)
        if not self.posts.admit(user):
            raise Refusal(429, "too_fast")

    def check_origin(self, request: AnyRequest) -> None:
        """Raises `Refusal` unless the browser says that the request comes from our own page: that
        at the public address, or while there is none, at any of this machine."""
        origin, host = request.headers.get("origin", ""), request.headers.get("host", "")
        if not browsers.is_own(self.base_url, origin, host):
            _LOGGER.warning("webchat.foreign_request", extra={"near": _near(request)})
            raise Refusal(403, "foreign_request")

    # -- guessing

    def check_guesses(self, request: AnyRequest) -> None:
        """Raises `Refusal` if too many wrong codes have come from this address."""
        if not self.guesses.has(browsers.network(_address(request))):
            _LOGGER.warning("webchat.guessing", extra={"near": _near(request)})
            raise Refusal(429, "too_many_codes")

    def guessed_wrong(self, request: AnyRequest) -> None:
        self.guesses.admit(browsers.network(_address(request)))
        _LOGGER.info("webchat.wrong_invitation", extra={"near": _near(request)})


def _address(request: AnyRequest) -> str:
    return request.client.host if request.client else ""


def _near(request: AnyRequest) -> str:
    """Where the request comes from, for the log."""
    return browsers.near(_address(request))


def asked_language(request: AnyRequest, given: str) -> Language:
    """The language of a page for whom we don't know."""
    return browsers.asked_language(request.headers.get("accept-language", ""), given)
