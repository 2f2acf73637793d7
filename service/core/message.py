"""A message as OrgLife means it, before any platform's limits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

from service.core.marks import Mark, moved
from service.core.texts import Words


@dataclass(frozen=True, slots=True)
class Chat:
    """Where a conversation happens: a room, a topic or a private chat of one account."""

    account: str  # the configured adapter account, e.g. "webchat"
    id: str  # the platform's own id of the chat; a part of it (a topic) follows behind a `/`

    def holds(self, other: Chat) -> bool:
        """Whether the other chat is this one, or a part of it."""
        return self.account == other.account and (
            self.id == other.id or other.id.startswith(f"{self.id}/")
        )


@dataclass(frozen=True, slots=True)
class Ref:
    """One message on a platform. `private`: it stands in a person's own chat with OrgLife."""

    chat: Chat
    id: str  # the platform's own id of the message
    private: bool = False


ChoiceStyle = Literal["", "primary", "danger"]
"""How a choice is shown where the platform can: the one thing to do, or one that is dangerous."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that can be tapped, or typed by its number or its label.

    `id` is short and opaque to the platform: at most 64 bytes of ASCII. `leads`: what it leads to
    comes in the person's own chat, wherever it is taken. `also`: other words that take it when
    they are typed, with a `|` between them.
    """

    id: str
    label: Words
    leads: bool = False
    style: ChoiceStyle = ""
    also: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """`level`: 1 for a section, 2 for what stands in one, and so on."""

    words: Words
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    words: Words


@dataclass(frozen=True, slots=True)
class Dated:
    """A time in a table: a date in a workbook, `words` elsewhere. `at`: naive, as the clocks of
    whom it concerns show it; `day`: without the time of day."""

    words: Words
    at: datetime
    day: bool = False


Cell = Words | int | float | Dated


@dataclass(frozen=True, slots=True)
class Table:
    """`rows`: words, numbers and times; in a workbook the latter stay what they are."""

    header: tuple[Words, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A report that becomes a file (Markdown, docx or xlsx) in the reader's language.

    In a workbook each table is a sheet, named by the heading above it; the title, and what is said
    before any heading, stands above the first.
    """

    title: Words
    blocks: tuple[Heading | Paragraph | Table, ...]


@dataclass(frozen=True, slots=True)
class Invitation:
    """A calendar entry that becomes an ICS file (RFC 5545)."""

    uid: str
    starts_at: datetime
    ends_at: datetime
    summary: Words
    description: Words = ""
    sequence: int = 0
    cancelled: bool = False
    location: Words = ""
    parties: tuple[tuple[str, str], ...] = ()  # (id, name): who invites, then the others


@dataclass(frozen=True, slots=True)
class Bars:
    """One panel of a chart: bars with their labels, drawn from 0 to `most`."""

    title: Words
    bars: tuple[tuple[Words, float], ...]
    most: float


@dataclass(frozen=True, slots=True)
class Chart:
    """Panels of bars, one below the other, that become a picture in the reader's language."""

    title: Words
    panels: tuple[Bars, ...]


PICTURE_TYPES = {"png": "image/png", "jpg": "image/jpeg"}
"""The kinds of pictures, by the ending of their names."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that is stored under this name: its content's hash and its ending."""

    stored: str


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that somebody has sent. It stays where it is: delivery fetches it from the `account`
    that has it, and sends it on wherever it goes."""

    account: str
    file_id: str  # how that account's adapter finds the content again
    name: str
    mime: str
    size: int = 0  # bytes

    @property
    def is_picture(self) -> bool:
        """Whether it is to be tried as a picture: by its type, or by its name, as some platforms
        tell no type. Whether it is one is known when it is read."""
        return self.mime in _SHOWN_TYPES or self.name.lower().endswith(_SHOWN_ENDINGS)


_SHOWN_TYPES = frozenset({"image/jpeg", "image/png", "image/webp", "image/gif", "image/bmp"})
_SHOWN_ENDINGS = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp")


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One piece of a gallery: whose it is, a line about it, its words, its pictures and files."""

    by: Words
    note: Words
    words: Words
    files: tuple[StoredFile, ...] = ()


@dataclass(frozen=True, slots=True)
class Data:
    """What programs read: JSON, the same in every language."""

    json: str


@dataclass(frozen=True, slots=True)
class Gallery:
    """A page of what was collected, which becomes one HTML file with its pictures inside.
    `language`: that of its words, once it is rendered."""

    title: Words
    intro: Words
    exhibits: tuple[Exhibit, ...]
    language: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """How a file of a page is shown. `content`: the picture as it is shown, a JPEG. `source`: its
    address instead. `target`: what a tap leads to. Sides in pixels; 0: not known yet. One without
    any of these is named only."""

    content: bytes | None = None
    source: str = ""
    target: str = ""
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class Page:
    """A rendered gallery ready to be shown. `about`: whose it is and how much there is;
    `download`: what a file is offered with."""

    gallery: Gallery
    shown: Mapping[StoredFile, Shown] = field(default_factory=dict)
    about: str = ""
    download: str = ""


@dataclass(frozen=True, slots=True)
class Original:
    """A picture as it was sent, to be made smaller."""

    content: bytes


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A file within a bundle, under a name with its ending, as an attachment has it."""

    name: Words
    content: Document | StoredFile


@dataclass(frozen=True, slots=True)
class Bundle:
    """Files that become one zip, in their order. One that can't be had any more is left out, and
    named in a text file. `sums`: the name of a further file with the SHA-256 of each, as sha256sum
    has it; "": there is none."""

    files: tuple[Enclosed, ...]
    sums: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file to send: once rendered, `name` with its ending (.md, .docx, .xlsx, .ics, .html, .png,
    .jpg, .json, .zip) says what `content` becomes; a stored file is sent as it is. `missing`: what
    the runtime says in its place where it can't be had. A `Page` and an `Original` are made by
    delivery."""

    name: Words
    content: (
        Document
        | Invitation
        | Gallery
        | Picture
        | Chart
        | Data
        | StoredFile
        | Page
        | Original
        | Bundle
    )
    missing: Words = ""


@dataclass(frozen=True, slots=True)
class Poll:
    """A question that a whole room answers at once, where the platform has polls of its own.

    `id`: a choice id; a vote comes back as `Voted` with it. `right`: indexes of the right options;
    none: a plain poll, whose votes can be changed. `closed`: nobody can vote any more.
    `seconds`: how long it stands, for the platform's own countdown; 0: not said.
    """

    id: str
    question: Words
    options: tuple[Words, ...]
    several: bool = False
    right: tuple[int, ...] = ()
    explanation: Words = ""
    closed: bool = False
    seconds: int = 0


@dataclass(frozen=True, slots=True)
class Message:
    """What is said to someone.

    `choices` are rows of choices, top to bottom. `title` is set off above `body` where the
    platform can. `poll` stands in place of title, body and choices on a platform that has polls.
    `marks`: what is set off in the body, once it is rendered.
    """

    body: Words
    title: Words = ""
    choices: tuple[tuple[Choice, ...], ...] = ()
    attachments: tuple[Attachment, ...] = ()
    poll: Poll | None = None
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class File:
    """A file ready to be handed to a platform."""

    name: str
    mime: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Button:
    """A rendered choice. Its fields are those of `Choice`."""

    id: str
    label: str
    leads: bool = False
    style: ChoiceStyle = ""


@dataclass(frozen=True, slots=True)
class Ballot:
    """A rendered poll. Its fields are those of `Poll`."""

    id: str
    question: str
    options: tuple[str, ...]
    several: bool = False
    right: tuple[int, ...] = ()
    explanation: str = ""
    closed: bool = False
    seconds: int = 0


@dataclass(frozen=True, slots=True)
class Post:
    """A rendered message: what an adapter gets. Nothing in it is markup. `language`: what its one
    reader has chosen to speak; empty in a room.

    `marks`: what is set off in the body, where the platform can. With a `ballot`, which only a
    platform with polls gets, the poll is all there is to show."""

    body: str
    title: str = ""
    buttons: tuple[tuple[Button, ...], ...] = ()
    files: tuple[File, ...] = ()
    reply_to: str | None = None  # remote id of the message it answers
    ballot: Ballot | None = None
    language: str = ""
    marks: tuple[Mark, ...] = ()

    def below(self, line: str) -> Post:
        """The same with a line above its body."""
        body = f"{line}\n{self.body}".rstrip()
        return replace(self, body=body, marks=moved(self.marks, len(line) + 1))

    @property
    def flat_buttons(self) -> tuple[Button, ...]:
        return tuple(button for row in self.buttons for button in row)
