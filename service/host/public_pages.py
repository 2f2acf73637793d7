"""The content of public pages, behind secret links and numbers: calendar feeds, galleries, and
whether a certificate is good. The runtime reads it, and it is turned into files here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from service.core.people import LANGUAGES
from service.files.gallery import POLICY, to_notice, to_page, to_placeholder
from service.files.ics import to_feed
from service.ports import Adapter, Clock
from service.runtime.calendar_feeds import CalendarFeeds
from service.runtime.certificates import Certificates
from service.runtime.engine import Engine
from service.runtime.inbound.downloads import Downloads
from service.runtime.outbound.thumbnails import OutOfReach, Size
from service.runtime.public_pages import NotThere, PublicPages, Why
from service.web.calendar import CalendarFile, ReadCalendar
from service.web.certificates import CertificatePage, ReadCertificate
from service.web.public_pages import PageFile, PageNotice, PagePicture


def calendar_reader(feeds: CalendarFeeds, clock: Clock) -> ReadCalendar:
    """Makes the files of calendar feeds."""

    async def read(token: str) -> CalendarFile | None:
        feed = await feeds.read(token)
        if feed is None:
            return None
        return CalendarFile(to_feed(feed.name, feed.appointments, clock.now()), feed.etag)

    return read


def certificate_reader(certificates: Certificates) -> ReadCertificate:
    """Makes the pages on which certificates are looked up."""

    async def read(number: str, languages: Sequence[str]) -> CertificatePage:
        verdict = await certificates.verdict(number, languages)
        html = to_notice(verdict.title, verdict.words, language=verdict.language)
        return CertificatePage(html, POLICY, verdict.found)

    return read


class PublicPageReader:
    """Gallery pages, as `web.public_pages` serves them."""

    policy = POLICY

    def __init__(self, engine: Engine, clock: Clock, adapters: Mapping[str, Adapter]) -> None:
        self._galleries = PublicPages(engine, clock, Downloads(adapters), _scale)
        closed = [self._galleries.words("closed", (each,)) for each in LANGUAGES]
        self.nothing = to_notice("404", closed, language=LANGUAGES[0])

    async def page(self, token: str, languages: Sequence[str]) -> str | None:
        try:
            return to_page(await self._galleries.page(token, languages))
        except NotThere:
            return None

    async def picture(
        self, token: str, name: str, size: str, languages: Sequence[str]
    ) -> PagePicture | None:
        try:
            content = await self._galleries.picture(token, name, cast(Size, size))
        except NotThere:
            return None
        except OutOfReach as error:
            return self._in_place(_why(error), languages)
        if not content:
            return self._in_place("unreadable", languages)
        return PagePicture(content, "image/jpeg")

    async def file(
        self, token: str, name: str, languages: Sequence[str]
    ) -> PageFile | PageNotice | None:
        try:
            stored, content = await self._galleries.file(token, name)
        except NotThere:
            return None
        except OutOfReach as error:
            words = self._galleries.words(_why(error), languages)
            language = self._galleries.language(languages)
            return PageNotice(to_notice(words, (), language=language), error.gone)
        return PageFile(stored.name, content)

    def _in_place(self, why: Why, languages: Sequence[str]) -> PagePicture:
        words = self._galleries.words(why, languages)
        return PagePicture(to_placeholder(words), "image/svg+xml", lasting=False)


def _why(error: OutOfReach) -> Why:
    return "gone" if error.gone else "away"


def _scale(content: bytes, size: Size) -> Any:
    """Pillow is loaded with the first picture."""
    from service.files.pictures import scale

    return scale(content, size)
