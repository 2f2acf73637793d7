"""The event stream of an open page (server-sent events)."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection
from typing import Any

import msgspec

from adapters.webchat.capabilities import STREAM_PAUSE_MS
from adapters.webchat.feed import Listener, News, TooManyPagesError
from adapters.webchat.history import History, MessageView
from adapters.webchat.sessions import Session
from adapters.webchat.site import Site

CATCH_UP = 200  # messages read at once by a page that is behind
PING_SECONDS = 15.0
RETRY_MS = 2000  # until a browser that lost its stream comes back
HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}

_PING = b": still here\r\n\r\n"


async def events(site: Site, session: Session, seen: int) -> AsyncIterator[bytes]:
    """The person's rooms and language whenever they change, and each message that changed after
    `seen`, as long as they are a member."""
    try:
        with site.feed.listen(session.user.id, session.id) as listener:
            page = _Page(site, session, listener, seen)
            yield b"retry: %d\r\n\r\n" % RETRY_MS
            while page.may_go_on:
                async for told in page.news():
                    yield told
                if not await listener.wait(PING_SECONDS):
                    yield _PING
            if listener.crowded:
                # An older page knows no such event: it comes back much later, else the pages of
                # one person would close one another for ever.
                yield _event("crowded", None) + b"retry: %d\r\n\r\n" % STREAM_PAUSE_MS
    except TooManyPagesError:
        return


class _Page:
    """What one page has been told."""

    def __init__(self, site: Site, session: Session, listener: Listener, seen: int) -> None:
        self._site = site
        self._user = session.user.id
        self._listener = listener
        self._seen = seen
        self._titles: tuple[tuple[str, str], ...] | None = None
        self._language = ""

    @property
    def may_go_on(self) -> bool:
        return not self._listener.closed and self._site.door.knows(self._user)

    async def news(self) -> AsyncIterator[bytes]:
        """What has happened since the last time."""
        listener = self._listener
        while listener.behind and self.may_go_on:
            async for told in self._catch_up():
                yield told
        if listener.language != self._language:
            self._language = listener.language
            yield _event("language", self._language)
        for news in listener.take():
            if news.changed > self._seen and self.may_go_on:
                self._seen = news.changed
                yield news.told_author if news.author == self._user else news.told

    async def _catch_up(self) -> AsyncIterator[bytes]:
        """Read the rooms, and all that has changed in them."""
        store, listener = self._site.store, self._listener
        falls = listener.falls
        rooms = await store.people.rooms(self._user)
        self._site.feed.watch(listener, frozenset(room.id for room in rooms))
        listener.caught_up(falls)
        titles = tuple((room.id, room.title) for room in rooms)
        if titles != self._titles:
            self._titles = titles
            yield _event("rooms", rooms)
        while True:
            changed = await store.history.since(self._user, self._seen, CATCH_UP)
            for message in changed:
                self._seen = message.changed
                yield _event("message", message, message.changed)
            if len(changed) < CATCH_UP:
                return


async def read_news(
    history: History, after: int, rooms: Collection[str], limit: int
) -> tuple[int, list[News]]:
    """For `Feed`: what changed in these rooms, written once for all pages."""
    last, found = await history.news(after, rooms, limit)
    return last, [_news(view, act) for view, act in found]


def _news(view: MessageView, act: str) -> News:
    told = _event("message", view, view.changed)
    if view.sender is None:
        return News(view.changed, view.room, "", told, told)
    own = _event("message", msgspec.structs.replace(view, act=act), view.changed)
    return News(view.changed, view.room, view.sender, told, own)


def _event(kind: str, data: Any, number: int | None = None) -> bytes:
    begun = b"" if number is None else b"id: %d\r\n" % number
    return b"%sevent: %s\r\ndata: %s\r\n\r\n" % (
        begun,
        kind.encode("ascii"),
        msgspec.json.encode(data),
    )
