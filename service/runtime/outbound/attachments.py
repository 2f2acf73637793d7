"""From a rendered message to a post: files are made, taken from the store, or fetched from where
they are.

A file that a person sent is never kept by us. It is fetched when it is sent on, from the account
that has it; what is too large, gone or out of reach is told in its place, by name.
"""

from __future__ import annotations

import asyncio
import hashlib
import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace

from service.core.file_names import clean_name
from service.core.message import (
    PICTURE_TYPES,
    Attachment,
    Ballot,
    Bundle,
    Button,
    File,
    Gallery,
    Message,
    Original,
    Page,
    Picture,
    Poll,
    Post,
    Shown,
    StoredFile,
)
from service.core.texts import plain
from service.ports import Adapter
from service.runtime.inbound.downloads import Downloads
from service.runtime.observability.log import get_logger
from service.store.store import Store

LARGEST_BUNDLE = 45 * 1024 * 1024  # bytes of all files in one zip; platforms take no more
LARGEST_PAGE = 15 * 1024 * 1024  # bytes of all pictures in one page as shown; others are named

log = get_logger()


class Attachments:
    """Makes posts of rendered messages. `make_file` makes files of attachments."""

    def __init__(
        self,
        store: Store,
        adapters: Mapping[str, Adapter],
        make_file: Callable[[Attachment], File],
    ) -> None:
        self._store = store
        self._downloads = Downloads(adapters)
        self._make_file = make_file

    async def post(self, message: Message, *, may_wait: bool) -> Post:
        """The message with its files. `may_wait`: a platform that can't be reached raises
        ConnectionError, so that the whole is tried again later; otherwise the file is missing."""
        files, missing = [], []
        for each in message.attachments:
            file = await self.file(each, may_wait=may_wait)
            if file is not None:
                files.append(file)
            elif each.missing:
                missing.append(each.missing)
        body = "\n".join(plain(part) for part in (message.body, *missing) if part)
        return Post(
            body,
            plain(message.title),
            tuple(
                tuple(Button(each.id, plain(each.label), each.leads, each.style) for each in row)
                for row in message.choices
            ),
            tuple(files),
            ballot=_ballot(message.poll) if message.poll is not None else None,
            marks=message.marks,
        )

    async def file(self, attachment: Attachment, *, may_wait: bool) -> File | None:
        """The file, made or had from where it is; None: it is not there any more."""
        content, name = attachment.content, plain(attachment.name)
        if isinstance(content, StoredFile):
            fetched = await self._fetch(content, may_wait=may_wait)
            return None if fetched is None else File(name, content.mime, fetched)
        if isinstance(content, Picture):
            return await self._picture(name, content.stored)
        if isinstance(content, Bundle):
            return await self._bundled(name, content, may_wait=may_wait)
        if isinstance(content, Gallery):
            page = await self._illustrated(content, may_wait=may_wait)
            attachment = replace(attachment, content=page)
        return await asyncio.to_thread(self._make_file, attachment)

    async def _bundled(self, name: str, bundle: Bundle, *, may_wait: bool) -> File:
        """All files in one zip, under names that any file system takes; what can't be had, or is
        too large beside the others, is named by an empty text file."""
        files: dict[str, bytes] = {}
        left = LARGEST_BUNDLE
        for each in bundle.files:
            inside = Attachment(each.name, each.content)
            made = await self.file(inside, may_wait=may_wait)
            name_inside = clean_name(plain(each.name))
            if made is None or len(made.content) > left:
                files[f"{name_inside}.missing.txt"] = b""
            else:
                files[name_inside] = made.content
                left -= len(made.content)
        if bundle.sums:
            files[bundle.sums] = _sums(files)
        zipped = await asyncio.to_thread(_zip, files)
        return File(name, "application/zip", zipped)

    async def _illustrated(self, gallery: Gallery, *, may_wait: bool) -> Page:
        """The page with its pictures, as many as fit; other files are named only."""
        left = LARGEST_PAGE
        shown: dict[StoredFile, Shown] = {}
        for each in (file for exhibit in gallery.exhibits for file in exhibit.files):
            content = None
            if each.is_picture and left > 0:
                content = await self._small(each, may_wait=may_wait)
            if content is not None and len(content) > left:
                content = None
            left -= len(content or b"")
            shown[each] = Shown(content)
        return Page(gallery, shown)

    async def _small(self, stored: StoredFile, *, may_wait: bool) -> bytes | None:
        """The picture as it is shown; None when it can't be had or is none."""
        original = await self._fetch(stored, may_wait=may_wait)
        if original is None:
            return None
        try:
            made = await asyncio.to_thread(
                self._make_file, Attachment("picture.jpg", Original(original))
            )
        except ValueError:
            return None
        return made.content

    async def _picture(self, name: str, stored: str) -> File | None:
        async with self._store.read() as transaction:
            content = await transaction.picture(stored)
        if content is None:
            log.warning("delivery.no_picture", picture=stored)
            return None
        return File(name, PICTURE_TYPES[stored.rpartition(".")[2]], content)

    async def _fetch(self, stored: StoredFile, *, may_wait: bool) -> bytes | None:
        """What the file holds; None when there is no getting it."""
        try:
            return await self._downloads.fetch(stored)
        except ConnectionError:
            if may_wait:
                raise
            log.warning("delivery.file_missing", account=stored.account, size=stored.size)
            return None


def _zip(files: Mapping[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as made:
        for name, each in files.items():
            made.writestr(zipfile.ZipInfo(name, _UNDATED), each, zipfile.ZIP_DEFLATED)
    return content.getvalue()


_UNDATED = (
    1980,
    1,
    1,
    0,
    0,
    0,
)  # the earliest time that a zip can tell: the same again is the same


def _sums(files: Mapping[str, bytes]) -> bytes:
    """The SHA-256 of each file, in the form that sha256sum writes and checks."""
    listed = (f"{hashlib.sha256(each).hexdigest()}  {name}\n" for name, each in files.items())
    return "".join(listed).encode()


def _ballot(poll: Poll) -> Ballot:
    return Ballot(
        poll.id,
        plain(poll.question),
        tuple(map(plain, poll.options)),
        poll.several,
        poll.right,
        plain(poll.explanation),
        poll.closed,
        poll.seconds,
    )
