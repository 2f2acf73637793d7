"""Wakes the open pages when something in their rooms has changed. It carries no message: the pages
read the store, so nothing is lost if nobody listens."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress


class Listener:
    """One open page. `rooms`: those it watches. `language`: what the person has begun to speak
    since it was opened; empty: they have not changed it."""

    def __init__(self, user: str) -> None:
        self.user = user
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
    def __init__(self) -> None:
        self._listeners: set[Listener] = set()
        self._left = asyncio.Event()

    @contextmanager
    def listen(self, user: str) -> Iterator[Listener]:
        listener = Listener(user)
        self._listeners.add(listener)
        try:
            yield listener
        finally:
            self._listeners.discard(listener)
            self._left.set()

    def people(self) -> frozenset[str]:
        """Who has a page open."""
        return frozenset(each.user for each in self._listeners)

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
            listener.closed = True
            listener.wake()
        with suppress(TimeoutError):
            async with asyncio.timeout(patience):
                while self._listeners:
                    self._left.clear()
                    await self._left.wait()
