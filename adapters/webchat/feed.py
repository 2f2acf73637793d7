"""Wakes the open pages when something in their rooms has changed. It carries no message: the pages
read the store, so nothing is lost if nobody listens."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress


class Listener:
    """One open page. `session`: where it is signed in; `rooms`: those it watches; `crowded`: it was
    closed because the person opened too many. `language`: what the person has begun to speak since
    it was opened; empty: they have not changed it."""

    def __init__(self, user: str, session: int) -> None:
        self.user = user
        self.session = session
        self.crowded = False
        self.rooms: Collection[str] = ()
        self.language = ""
        self.closed = False
        self._woken = asyncio.Event()

    def wake(self) -> None:
        self._woken.set()

    def listen_anew(self) -> None:
        """Reset the wake-up; called before the store is read."""
        self._woken.clear()

    async def wait(self, seconds: float) -> bool:
        """Returns whether something happened within that time."""
        try:
            async with asyncio.timeout(seconds):
                await self._woken.wait()
        except TimeoutError:
            return False
        return True


class Feed:
    """`most`: pages of one person; when they open another one, their oldest is closed."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._listeners: dict[Listener, None] = {}  # in the order in which they came
        self._left = asyncio.Event()

    @contextmanager
    def listen(self, user: str, session: int) -> Iterator[Listener]:
        own = [each for each in self._listeners if each.user == user and not each.closed]
        for oldest in own[: max(len(own) - self._most + 1, 0)]:
            oldest.crowded = True
            self._close(oldest)
        listener = Listener(user, session)
        self._listeners[listener] = None
        try:
            yield listener
        finally:
            self._listeners.pop(listener, None)
            self._left.set()

    def people(self) -> frozenset[str]:
        """Who has a page open."""
        return frozenset(each.user for each in self._listeners)

    def sessions_ended(self, user: str, kept: Collection[int]) -> None:
        """Close the pages of this person that are signed in elsewhere than in the `kept`
        sessions."""
        for listener in self._listeners:
            if listener.user == user and listener.session not in kept:
                self._close(listener)

    @staticmethod
    def _close(listener: Listener) -> None:
        listener.closed = True
        listener.wake()

    def room_changed(self, room: str) -> None:
        for listener in self._listeners:
            if room in listener.rooms:
                listener.wake()

    def rooms_changed(self, users: Collection[str]) -> None:
        """These people have joined a room, or its title has changed."""
        for listener in self._listeners:
            if listener.user in users:
                listener.wake()

    def speaks(self, user: str, language: str) -> None:
        """This person has chosen another language."""
        for listener in self._listeners:
            if listener.user == user:
                listener.language = language
                listener.wake()

    async def close(self, patience: float = 1.0) -> None:
        """End all listeners; waits at most this many seconds for them."""
        for listener in self._listeners:
            self._close(listener)
        with suppress(TimeoutError):
            async with asyncio.timeout(patience):
                while self._listeners:
                    self._left.clear()
                    await self._left.wait()
