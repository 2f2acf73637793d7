"""Shared by all pages and requests: who is asking, and whether the request is genuine."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from litestar import Request
from litestar.datastructures import Cookie

from adapters.webchat.capabilities import (
    JOINS_AT_ONCE,
    JOINS_PER_SECOND,
    POSTS_PER_SECOND,
    SESSION_SECONDS,
)
from adapters.webchat.conversation import Conversation
from adapters.webchat.errors import Refusal
from adapters.webchat.feed import Feed
from adapters.webchat.limits import Buckets
from adapters.webchat.people import User
from adapters.webchat.store import Store
from adapters.webchat.tickets import Tickets

COOKIE = "orglife_chat"
OWN_HEADER = "x-orglife"  # only our own script can set it: no form and no other site

AnyRequest = Request[Any, Any, Any]


def _posts() -> Buckets:
    return Buckets(POSTS_PER_SECOND, POSTS_PER_SECOND, time.monotonic)


def _joins() -> Buckets:
    return Buckets(JOINS_PER_SECOND, JOINS_AT_ONCE, time.monotonic)


@dataclass(frozen=True, slots=True)
class Site:
    base_url: str
    organization: str  # its name; empty if it has none
    largest_upload: int  # bytes
    store: Store
    feed: Feed
    tickets: Tickets
    conversation: Conversation
    posts: Buckets = field(default_factory=_posts)
    joins: Buckets = field(default_factory=_joins)

    def home(self, user: str) -> str:
        """The path of a person's pages. Their cookie is sent nowhere else, so one browser can hold
        several people."""
        return f"/chat/u/{user}/"

    def session(self, user: str) -> Cookie:
        """The cookie of a person who is signed in."""
        return Cookie(
            COOKIE,
            path=self.home(user),
            value=self.tickets.issue("session", user, time.time() + SESSION_SECONDS),
            max_age=SESSION_SECONDS,
            httponly=True,
            samesite="lax",
            secure=self.base_url.startswith("https:"),
        )

    async def signed_in(self, request: AnyRequest, user: str) -> User | None:
        """The person of this path, if the request has their session."""
        ticket = request.cookies.get(COOKIE, "")
        if self.tickets.check("session", ticket, time.time()) != user:
            return None
        return await self.store.people.user(user)

    async def reader(self, request: AnyRequest, user: str) -> User:
        """The person who asks to read. Raises `Refusal` without their session."""
        known = await self.signed_in(request, user)
        if known is None:
            raise Refusal(401, "signed_out")
        return known

    async def writer(self, request: AnyRequest, user: str) -> User:
        """The person who asks to change something, from our own page and not too fast. Raises
        `Refusal`."""
        known = await self.reader(request, user)
        if OWN_HEADER not in request.headers:
            raise Refusal(403, "foreign_request")
        self.check_origin(request)
        if not self.posts.admit(user):
            raise Refusal(429, "too_fast")
        return known

    def check_origin(self, request: AnyRequest) -> None:
        """Raises `Refusal` unless the browser says that the request comes from our own page."""
        origin = urlsplit(request.headers.get("origin", "")).netloc
        own = {request.headers.get("host", ""), urlsplit(self.base_url).netloc}
        if not origin or origin not in own:
            raise Refusal(403, "foreign_request")

    def check_join_rate(self, request: AnyRequest) -> None:
        """Raises `Refusal` if too many join from one address, so that codes can't be guessed."""
        address = request.client.host if request.client else ""
        if not self.joins.admit(address):
            raise Refusal(429, "too_fast")


def asked_language(given: str) -> str:
    """The language of a page for an unknown visitor: Chinese, unless they switched to English."""
    return "en" if given == "en" else "zh-CN"
