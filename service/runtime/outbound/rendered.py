"""Letters: messages as they lie in the outbox, rendered for their reader, not yet for a platform.

Enclosures stay data until they are sent; files are made of them off the event loop.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from service.core.message import (
    Attachment,
    Ballot,
    Button,
    Chart,
    Document,
    Gallery,
    Heading,
    Invitation,
    Message,
    Paragraph,
    Picture,
    Place,
    Poll,
    StoredFile,
    Table,
)
from service.core.texts import Text, Words, text
from service.runtime.localization.catalog import Catalog, Locale


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a report: a heading or paragraph has `words`; a table has header and rows."""

    kind: Literal["heading", "paragraph", "table"]
    words: str = ""
    header: tuple[str, ...] = ()
    rows: tuple[tuple[str | int | float, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Panel:
    title: str
    bars: tuple[tuple[str, float], ...]
    most: float


@dataclass(frozen=True, slots=True)
class Drawing:
    title: str
    panels: tuple[Panel, ...]


@dataclass(frozen=True, slots=True)
class Appointment:
    uid: str
    starts_at: datetime
    ends_at: datetime
    summary: str
    description: str = ""
    sequence: int = 0
    cancelled: bool = False
    location: str = ""
    parties: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """A file of a page. In a page that is a file, `content` is the picture as it is shown; under a
    link it has an address, `source`. `target`: where a tap leads. Sides in pixels; 0: unknown."""

    stored: StoredFile
    content: bytes | None = None
    source: str = ""
    target: str = ""
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class Piece:
    by: str
    note: str
    words: str
    files: tuple[Shown, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    title: str
    intro: str
    language: str
    pieces: tuple[Piece, ...]
    about: str = ""
    download: str = ""


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file to be made or to be had: exactly one of `report`, `appointment`, `drawing`, `page`,
    `picture`, `stored` and `original`, a picture to be made smaller, is there.

    `picture`: the name under which it is stored; `stored`: a file that a platform has; `missing`:
    what is said in its place when that can't be fetched."""

    name: str
    report: Report | None = None
    appointment: Appointment | None = None
    page: Page | None = None
    picture: str = ""
    drawing: Drawing | None = None
    stored: StoredFile | None = None
    missing: str = ""
    original: bytes = b""


@dataclass(frozen=True, slots=True)
class Letter:
    body: str
    title: str = ""
    buttons: tuple[tuple[Button, ...], ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    ballot: Ballot | None = None


def render(message: Message, catalog: Catalog, locale: Locale) -> Letter:
    """The message in the reader's language and time zone."""
    say = catalog.say
    return Letter(
        body=say(message.body, locale),
        title=say(message.title, locale),
        buttons=tuple(
            tuple(Button(choice.id, say(choice.label, locale), choice.leads) for choice in row)
            for row in message.choices
        ),
        enclosures=tuple(_enclose(each, catalog, locale) for each in message.attachments),
        ballot=_ballot(message.poll, catalog, locale) if message.poll is not None else None,
    )


def _ballot(poll: Poll, catalog: Catalog, locale: Locale) -> Ballot:
    return Ballot(
        poll.id,
        catalog.say(poll.question, locale),
        tuple(catalog.say(each, locale) for each in poll.options),
        poll.several,
        poll.right,
        catalog.say(poll.explanation, locale),
        poll.closed,
        poll.seconds,
    )


def continued(letter: Letter, there: Place, catalog: Catalog, locale: Locale) -> Letter:
    """The letter when its reader has gone on in another chat: without choices, saying so."""
    note = catalog.say(text("link-continued", platform=platform_name(there.account)), locale)
    return Letter(f"{letter.body}\n\n{note}", letter.title)


def platform_name(account: str) -> Text:
    """The platform of the account as its people call it; else the account's own name."""
    return text("link-platform", account=account)


def _enclose(attachment: Attachment, catalog: Catalog, locale: Locale) -> Enclosure:
    match attachment.content:
        case Document(title, blocks):
            report = Report(
                catalog.say(title, locale),
                tuple(_block(block, catalog, locale) for block in blocks),
            )
            return Enclosure(attachment.name, report=report)
        case Invitation() as invitation:
            return Enclosure(attachment.name, appointment=appoint(invitation, catalog, locale))
        case Chart(title, panels):
            drawing = Drawing(
                catalog.say(title, locale),
                tuple(
                    Panel(
                        catalog.say(panel.title, locale),
                        tuple((catalog.say(label, locale), value) for label, value in panel.bars),
                        panel.most,
                    )
                    for panel in panels
                ),
            )
            return Enclosure(attachment.name, drawing=drawing)
        case Gallery() as gallery:
            return Enclosure(attachment.name, page=page_of(gallery, catalog, locale))
        case Picture(stored):
            return Enclosure(attachment.name, picture=stored)
        case StoredFile() as stored:
            missing = catalog.say(text("system-file-missing", name=attachment.name), locale)
            return Enclosure(attachment.name, stored=stored, missing=missing)


def page_of(gallery: Gallery, catalog: Catalog, locale: Locale) -> Page:
    """The page in the reader's language, without its pictures."""
    say = catalog.say
    return Page(
        say(gallery.title, locale),
        say(gallery.intro, locale),
        locale.language,
        tuple(
            Piece(
                say(each.by, locale),
                say(each.note, locale),
                say(each.words, locale),
                tuple(Shown(file) for file in each.files),
            )
            for each in gallery.exhibits
        ),
    )


def _block(block: Heading | Paragraph | Table, catalog: Catalog, locale: Locale) -> Block:
    def said(words: tuple[Words, ...]) -> tuple[str, ...]:
        return tuple(catalog.say(each, locale) for each in words)

    def cells(row: tuple[Words | int | float, ...]) -> tuple[str | int | float, ...]:
        return tuple(
            each if isinstance(each, int | float) else catalog.say(each, locale) for each in row
        )

    match block:
        case Heading(words):
            return Block("heading", catalog.say(words, locale))
        case Paragraph(words):
            return Block("paragraph", catalog.say(words, locale))
        case Table(header, rows):
            return Block("table", header=said(header), rows=tuple(cells(row) for row in rows))


def appoint(invitation: Invitation, catalog: Catalog, locale: Locale) -> Appointment:
    """The calendar entry in the reader's language."""
    return Appointment(
        uid=invitation.uid,
        starts_at=invitation.starts_at,
        ends_at=invitation.ends_at,
        summary=catalog.say(invitation.summary, locale),
        description=catalog.say(invitation.description, locale),
        sequence=invitation.sequence,
        cancelled=invitation.cancelled,
        location=catalog.say(invitation.location, locale),
        parties=invitation.parties,
    )
