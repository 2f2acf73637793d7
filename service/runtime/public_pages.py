"""Pages of activities for whoever has their secret link: read from the store as it is now.

What is not shown on the page just now (withdrawn, returned, not reviewed) is not to be had under
its link either: each picture and file is looked for on the page first.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from service.browsers import token_hash
from service.core.message import Gallery, Page, Shown, StoredFile
from service.core.people import LANGUAGES, Language
from service.core.texts import text
from service.core.workflow import Activity
from service.ports import Clock
from service.runtime.engine import Engine
from service.runtime.inbound.downloads import Downloads
from service.runtime.localization.catalog import Locale
from service.runtime.outbound.rendering import said_in
from service.runtime.outbound.thumbnails import FETCH_SECONDS, OutOfReach, Scale, Size, Thumbnails
from service.store.public_pages import Pages
from service.store.transaction import Transaction

Why = Literal["closed", "away", "gone", "unreadable"]
_WHY: Mapping[Why, str] = {
    "closed": "gallery-closed",
    "away": "gallery-away",
    "gone": "gallery-gone",
    "unreadable": "gallery-unreadable",
}


class NotThere(Exception):
    """Nothing is shown under this address, or nothing any more."""


@dataclass(frozen=True, slots=True)
class _Opened:
    """What a token opens: the gallery, its files by the name of their address, and its reader."""

    activity: int
    gallery: Gallery
    files: Mapping[str, StoredFile]
    reader: Locale
    about: str


class PublicPages:
    """Answers who comes with a token; raises `NotThere` for one that opens nothing."""

    def __init__(self, engine: Engine, clock: Clock, fetching: Downloads, scale: Scale) -> None:
        self._engine = engine
        self._downloads = fetching
        self._thumbnails = Thumbnails(engine.store, clock, fetching, scale)

    async def page(self, token: str, languages: Iterable[str]) -> Page:
        """The page in the first of these languages that we speak, or that of its unit. Pictures
        and files have addresses relative to the page's own."""
        async with self._engine.store.read() as transaction:
            opened = await self._open(transaction, token, languages)
            sizes = await Pages(transaction).sizes(opened.activity)
        sides = {row.file: (row.width, row.height) for row in sizes}
        gallery = replace(opened.gallery, language=opened.reader.language)
        return Page(
            said_in(gallery, self._engine.registry.catalog, opened.reader),
            {each: _addressed(each, token, sides) for each in opened.files.values()},
            opened.about,
            self._say("gallery-download", opened.reader),
        )

    async def picture(self, token: str, name: str, size: Size) -> bytes:
        """A picture of the page (JPEG), empty if the file can't be read as one. Raises
        `OutOfReach`."""
        async with self._engine.store.read() as transaction:
            opened = await self._open(transaction, token, ())
            stored = _found(opened, name)
            kept = await Pages(transaction).picture(opened.activity, name, size)
        if kept is not None:
            return kept
        return await self._thumbnails.make(opened.activity, name, stored, size)

    async def file(self, token: str, name: str) -> tuple[StoredFile, bytes]:
        """A file of the page as it was sent. Raises `OutOfReach`."""
        async with self._engine.store.read() as transaction:
            opened = await self._open(transaction, token, ())
        stored = _found(opened, name)
        if stored.is_picture and not await self._unreadable(opened.activity, name):
            raise NotThere  # the original of a picture tells where it was taken
        async with self._thumbnails.turn:
            try:
                content = await self._downloads.fetch(stored, FETCH_SECONDS)
            except ConnectionError:
                raise OutOfReach(gone=False) from None
        if content is None:
            raise OutOfReach(gone=True)
        return stored, content

    def language(self, languages: Iterable[str]) -> Language:
        """The first of these languages that we speak."""
        return spoken(languages, LANGUAGES[0])

    def words(self, why: Why, languages: Iterable[str]) -> str:
        """Why there is nothing to see, in that language."""
        return self._say(_WHY[why], Locale(self.language(languages)))

    # -- pieces

    async def _open(
        self, transaction: Transaction, token: str, languages: Iterable[str]
    ) -> _Opened:
        row = await Pages(transaction).opened_by(token_hash(token))
        if row is None:
            raise NotThere
        registry, roster = self._engine.registry, self._engine.directory.roster
        workflow = registry.workflows[row.kind]
        entries = [
            (each.person, registry.codec.entry(row.kind, each.schema, each.state))
            for each in await transaction.entries_of(row.id)
        ]
        entries.sort(key=lambda each: each[0])
        state = registry.codec.activity(row.kind, row.schema, row.state)
        activity: Activity[Any] = Activity(row.id, row.kind, row.unit, state)
        shown = workflow.public_page and workflow.public_page(roster, activity, entries)
        if not shown:
            raise NotThere
        unit = roster.units.get(row.unit)
        language = spoken(languages, unit.language if unit else LANGUAGES[0])
        reader = Locale(language, unit.timezone) if unit else Locale(language)
        about = registry.catalog.say(
            text("gallery-about", unit=unit.name if unit else "—", n=len(shown.exhibits)), reader
        )
        files = {_name(file): file for each in shown.exhibits for file in each.files}
        return _Opened(row.id, shown, files, reader, about)

    async def _unreadable(self, activity: int, name: str) -> bool:
        async with self._engine.store.read() as transaction:
            return await Pages(transaction).picture(activity, name, "small") == b""

    def _say(self, key: str, reader: Locale) -> str:
        return self._engine.registry.catalog.say(text(key), reader)


def spoken(languages: Iterable[str], default: Language) -> Language:
    """The first of these that we speak, by its main part: `zh-TW` is `zh-CN`."""
    for each in languages:
        main = each.strip().lower().partition("-")[0]
        for ours in LANGUAGES:
            if main and ours.partition("-")[0] == main:
                return ours
    return default


def _name(stored: StoredFile) -> str:
    """The name of the file's address: it says nothing of where it lies."""
    where = f"{stored.account}\n{stored.file_id}"
    return hashlib.sha256(where.encode()).hexdigest()[:32]


def _found(opened: _Opened, name: str) -> StoredFile:
    if name not in opened.files:
        raise NotThere
    return opened.files[name]


def _addressed(stored: StoredFile, token: str, sides: Mapping[str, tuple[int, int]]) -> Shown:
    """A picture has an address to be shown from, and a larger one behind it; what is none is
    offered as a file."""
    name = _name(stored)
    width, height = sides.get(name, (0, 0))
    unreadable = name in sides and not width
    if stored.is_picture and not unreadable:
        address = f"{token}/{name}"
        return Shown(None, f"{address}/small", f"{address}/large", width, height)
    return Shown(target=f"{token}/{name}/file")
