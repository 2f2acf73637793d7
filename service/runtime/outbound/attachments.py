"""From a letter to a post: files are made, taken from the store, or fetched from a platform.

A file that a person sent is never kept by us. It is fetched when it is sent on, from the account
that has it; what is too large, gone or out of reach is told in its place, by name.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import replace

from service.core.message import PICTURE_TYPES, File, Post, StoredFile
from service.ports import Adapter
from service.runtime.inbound.downloads import Downloads
from service.runtime.observability.log import get_logger
from service.runtime.outbound.rendered import Enclosure, Letter, Page, Piece, Shown
from service.store.store import Store

LARGEST_PAGE = 15 * 1024 * 1024  # bytes of all pictures in one page as shown; others are named

log = get_logger()


class Attachments:
    """Makes posts of letters. `make_file` turns an enclosure into a file."""

    def __init__(
        self,
        store: Store,
        adapters: Mapping[str, Adapter],
        make_file: Callable[[Enclosure], File],
    ) -> None:
        self._store = store
        self._downloads = Downloads(adapters)
        self._make_file = make_file

    async def post(self, letter: Letter, *, patient: bool) -> Post:
        """The letter with its files. `patient`: a platform that can't be reached raises
        ConnectionError, so that the whole is tried again later; otherwise the file is missing."""
        files, missing = [], []
        for each in letter.enclosures:
            file = await self._file(each, patient=patient)
            if file is not None:
                files.append(file)
            elif each.missing:
                missing.append(each.missing)
        body = "\n".join(part for part in (letter.body, *missing) if part)
        return Post(body, letter.title, letter.buttons, tuple(files), ballot=letter.ballot)

    async def _file(self, enclosure: Enclosure, *, patient: bool) -> File | None:
        """The file, made or had from where it is; None: it is not there any more."""
        if enclosure.stored is not None:
            content = await self._fetch(enclosure.stored, patient=patient)
            return None if content is None else File(enclosure.name, enclosure.stored.mime, content)
        if enclosure.picture:
            return await self._picture(enclosure)
        if enclosure.page is not None:
            page = await self._illustrated(enclosure.page, patient=patient)
            enclosure = replace(enclosure, page=page)
        return await asyncio.to_thread(self._make_file, enclosure)

    async def _illustrated(self, page: Page, *, patient: bool) -> Page:
        """The page with its pictures, as many as fit; other files are named only."""
        left = LARGEST_PAGE
        pieces: list[Piece] = []
        for piece in page.pieces:
            files: list[Shown] = []
            for each in piece.files:
                content = None
                if each.stored.is_picture and left > 0:
                    content = await self._small(each.stored, patient=patient)
                if content is not None and len(content) > left:
                    content = None
                left -= len(content or b"")
                files.append(Shown(each.stored, content))
            pieces.append(replace(piece, files=tuple(files)))
        return replace(page, pieces=tuple(pieces))

    async def _small(self, stored: StoredFile, *, patient: bool) -> bytes | None:
        """The picture as it is shown; None when it can't be had or is none."""
        original = await self._fetch(stored, patient=patient)
        if original is None:
            return None
        try:
            made = await asyncio.to_thread(
                self._make_file, Enclosure("picture.jpg", original=original)
            )
        except ValueError:
            return None
        return made.content

    async def _picture(self, enclosure: Enclosure) -> File | None:
        async with self._store.read() as transaction:
            content = await transaction.picture(enclosure.picture)
        if content is None:
            log.warning("delivery.no_picture", picture=enclosure.picture)
            return None
        ending = enclosure.picture.rpartition(".")[2]
        return File(enclosure.name, PICTURE_TYPES[ending], content)

    async def _fetch(self, stored: StoredFile, *, patient: bool) -> bytes | None:
        """What the file holds; None when there is no getting it."""
        try:
            return await self._downloads.fetch(stored)
        except ConnectionError:
            if patient:
                raise
            log.warning("delivery.file_missing", account=stored.account, size=stored.size)
            return None
