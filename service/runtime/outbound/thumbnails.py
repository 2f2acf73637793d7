"""Pictures of pages, made once and kept in the store for whoever looks next.

An original is fetched from its platform when somebody first looks at it: a few at a time, each once
however many ask for it, and not again for a while from a platform that is out of reach.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Literal, Protocol

from service.core.message import StoredFile
from service.ports import Clock
from service.runtime.inbound.downloads import Downloads
from service.store.public_pages import Pages
from service.store.store import Store

AT_ONCE = 3  # originals that are fetched and held in memory
FETCH_SECONDS = 20.0  # somebody waits
SPARED = timedelta(seconds=30)  # in which a platform that was out of reach is not asked again

Size = Literal["small", "large"]
SIZES: tuple[Size, ...] = ("small", "large")


class Thumbnail(Protocol):
    """A JPEG and its sides in pixels."""

    @property
    def content(self) -> bytes: ...

    @property
    def width(self) -> int: ...

    @property
    def height(self) -> int: ...


Scale = Callable[[bytes, Size], Thumbnail | None]


class OutOfReach(Exception):
    """The original can't be had: just now, or (`gone`) not any more."""

    def __init__(self, *, gone: bool) -> None:
        super().__init__("an original can't be had")
        self.gone = gone


class Thumbnails:
    def __init__(self, store: Store, clock: Clock, fetching: Downloads, scale: Scale) -> None:
        self.turn = asyncio.Semaphore(AT_ONCE)
        self._store = store
        self._clock = clock
        self._downloads = fetching
        self._scale = scale
        self._under_way: dict[tuple[int, str], asyncio.Task[dict[Size, bytes]]] = {}
        self._spared: dict[str, datetime] = {}  # accounts out of reach, until when

    async def make(self, activity: int, name: str, stored: StoredFile, size: Size) -> bytes:
        """The picture, which is kept under this name; empty for what can't be read as one. Raises
        `OutOfReach`."""
        task = self._under_way.get((activity, name))
        if task is None:
            task = asyncio.create_task(self._make(activity, name, stored))
            self._under_way[activity, name] = task
            task.add_done_callback(lambda _: self._under_way.pop((activity, name)))
        return (await asyncio.shield(task))[size]

    async def _make(self, activity: int, name: str, stored: StoredFile) -> dict[Size, bytes]:
        async with self.turn:
            original = await self._original(stored)
            made = await asyncio.to_thread(self._both, original)
            now = self._clock.now()
        async with self._store.write() as transaction:
            for size, each in made.items():
                await Pages(transaction).keep(
                    {
                        "activity": activity,
                        "file": name,
                        "size": size,
                        "width": each.width if each else 0,
                        "height": each.height if each else 0,
                        "bytes": len(each.content) if each else 0,
                        "made_at": now,
                        "content": each.content if each else b"",
                    }
                )
        return {size: each.content if each else b"" for size, each in made.items()}

    async def _original(self, stored: StoredFile) -> bytes:
        now = self._clock.now()
        if self._spared.get(stored.account, now) > now:
            raise OutOfReach(gone=False)
        try:
            content = await self._downloads.fetch(stored, FETCH_SECONDS)
        except ConnectionError:
            self._spared[stored.account] = now + SPARED
            raise OutOfReach(gone=False) from None
        if content is None:
            raise OutOfReach(gone=True)
        return content

    def _both(self, original: bytes) -> dict[Size, Thumbnail | None]:
        return {size: self._scale(original, size) for size in SIZES}
