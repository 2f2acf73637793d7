"""Brings to the open pages what changes in their rooms.

A change is read once, however many pages show it, and handed to those in whose rooms it is. Nothing
is lost if a page falls behind, or the reading fails: it then reads the store itself.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass

MOST_BEHIND = 200  # news that wait for a page; with more, it reads the store
AT_ONCE = 500  # changes read in one go

_LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class News:
    """A message that changed. `author`: whose it is; empty: OrgLife's. `told`, `told_author`: the
    event as it goes to the pages of all others, and to the author's."""

    changed: int
    room: str
    author: str
    told: bytes
    told_author: bytes


Read = Callable[[int, Collection[str], int], Awaitable[tuple[int, Sequence[News]]]]
"""What changed after a number in these rooms, among so many changes of any; and up to where that
is."""


class Listener:
    """One open page. `session`: where it is signed in; `rooms`: those it watches; `crowded`: it was
    closed because the person opened too many; `behind`: it has to read the store, as its rooms may
    be others, or too much happened. `language`: what the person has begun to speak since it was
    opened; empty: they have not changed it."""

    def __init__(self, user: str, session: int) -> None:
        self.user = user
        self.session = session
        self.crowded = False
        self.rooms: frozenset[str] = frozenset()
        self.language = ""
        self.closed = False
        self.behind = True
        self.falls = 0
        self._news: deque[News] = deque()
        self._woken = asyncio.Event()

    def wake(self) -> None:
        self._woken.set()

    def fall_behind(self) -> None:
        self.falls += 1
        self.behind = True
        self._news.clear()
        self.wake()

    def caught_up(self, falls: int) -> None:
        """Its rooms are known as they were when it had fallen behind so often."""
        self.behind = self.falls != falls

    def hand(self, news: News) -> None:
        if self.behind:  # it will read the store, and by then it may be in other rooms
            return
        if len(self._news) >= MOST_BEHIND:
            self.fall_behind()
        else:
            self._news.append(news)
            self.wake()

    def take(self) -> list[News]:
        """What has been handed over since the last time."""
        taken = list(self._news)
        self._news.clear()
        return taken

    async def wait(self, seconds: float) -> bool:
        """Returns whether something happened within that time."""
        try:
            async with asyncio.timeout(seconds):
                await self._woken.wait()
        except TimeoutError:
            return False
        self._woken.clear()
        return True


class TooManyPagesError(Exception):
    """As many pages are open as there may be in all."""


class Feed:
    """`most`: pages of one person; when they open another one, their oldest is closed. `in_all`:
    pages of everybody."""

    def __init__(self, most: int, in_all: int, read: Read) -> None:
        self._most = most
        self._in_all = in_all
        self._read = read
        self._listeners: dict[str, list[Listener]] = {}  # by person, in the order they came
        self._count = 0
        self._watched: dict[str, set[Listener]] = {}  # by room
        self._latest = 0  # change of any message
        self._seen = 0  # the change up to which the news have been handed out
        self._reading: asyncio.Task[None] | None = None
        self._left = asyncio.Event()

    def begin(self, latest: int) -> None:
        """`latest`: the last change of all that are in the store."""
        self._latest = self._seen = latest

    @property
    def full(self) -> bool:
        return self._count >= self._in_all

    @contextmanager
    def listen(self, user: str, session: int) -> Iterator[Listener]:
        """Raises `TooManyPagesError`."""
        own = [each for each in self._listeners.get(user, ()) if not each.closed]
        for oldest in own[: max(len(own) - self._most + 1, 0)]:
            oldest.crowded = True
            self._close(oldest)
        if self.full:
            raise TooManyPagesError
        if not self._count:  # nobody was told of what came before
            self._seen = self._latest
        listener = Listener(user, session)
        self._listeners.setdefault(user, []).append(listener)
        self._count += 1
        try:
            yield listener
        finally:
            self._count -= 1
            self.watch(listener, frozenset())
            self._listeners[user].remove(listener)
            if not self._listeners[user]:
                del self._listeners[user]
            self._left.set()

    def watch(self, listener: Listener, rooms: frozenset[str]) -> None:
        """From now on this page watches these rooms."""
        for room in listener.rooms - rooms:
            watching = self._watched[room]
            watching.discard(listener)
            if not watching:
                del self._watched[room]
        for room in rooms - listener.rooms:
            self._watched.setdefault(room, set()).add(listener)
        listener.rooms = rooms

    def people(self) -> frozenset[str]:
        """Who has a page open."""
        return frozenset(self._listeners)

    # -- what happens

    def message_changed(self, room: str, change: int) -> None:
        """A change of a message is committed. Called in the order of the changes."""
        self._latest = max(self._latest, change)
        if room in self._watched and (self._reading is None or self._reading.done()):
            self._reading = asyncio.create_task(self._hand_out())

    async def _hand_out(self) -> None:
        """Read what has changed, until nothing is left, and hand it to the pages."""
        while self._seen < self._latest and self._watched:
            before, latest = self._seen, self._latest
            try:
                last, news = await self._read(before, self._watched.keys(), AT_ONCE)
            except Exception:
                _LOGGER.exception("webchat.news_failed")
                self._seen = self._latest
                for page in self._all():
                    page.fall_behind()
                return
            self._seen = max(self._seen, last)
            for each in news:
                for listener in self._watched.get(each.room, ()):
                    listener.hand(each)
            if last == before:  # nothing is there that could be read
                self._seen = latest

    def sessions_ended(self, user: str, kept: Collection[int]) -> None:
        """Close the pages of this person that are signed in elsewhere than in the `kept`
        sessions."""
        for listener in self._listeners.get(user, ()):
            if listener.session not in kept:
                self._close(listener)

    @staticmethod
    def _close(listener: Listener) -> None:
        listener.closed = True
        listener.wake()

    def room_changed(self, room: str) -> None:
        """Others may belong to it now: who has left it sees it no longer."""
        for listener in self._watched.get(room, ()):
            listener.fall_behind()

    def rooms_changed(self, users: Collection[str]) -> None:
        """These people have joined a room, or its title has changed."""
        for user in users:
            for listener in self._listeners.get(user, ()):
                listener.fall_behind()

    def speaks(self, user: str, language: str) -> None:
        """This person has chosen another language."""
        for listener in self._listeners.get(user, ()):
            listener.language = language
            listener.wake()

    def _all(self) -> list[Listener]:
        return [each for own in self._listeners.values() for each in own]

    async def close(self, patience: float = 1.0) -> None:
        """End all listeners; waits at most this many seconds for them."""
        for listener in self._all():
            self._close(listener)
        with suppress(TimeoutError):
            async with asyncio.timeout(patience):
                while self._listeners:
                    self._left.clear()
                    await self._left.wait()
        if self._reading is not None:
            await asyncio.wait([self._reading])
