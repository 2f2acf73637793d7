"""Rendered messages as JSON, as they lie in the outbox.

Its names are older than those of `core.message`, and rows with them wait in every database.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar

import msgspec

from service.core.marks import Mark
from service.core.message import (
    Attachment,
    Bars,
    Bundle,
    Chart,
    Choice,
    Data,
    Dated,
    Document,
    Enclosed,
    Exhibit,
    Gallery,
    Heading,
    Invitation,
    Message,
    Paragraph,
    Picture,
    Poll,
    StoredFile,
    Table,
)

T = TypeVar("T")
Plain = dict[str, Any]

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.decode


def write(message: Message) -> str:
    """The rendered message as JSON."""
    return _encode(_plain(message)).decode()


def read(payload: str) -> Message:
    """The inverse of `write`."""
    return _message(_decode(payload))


def write_variants(messages: Mapping[str, Message]) -> str:
    """Several, each under a key."""
    return _encode({key: _plain(each) for key, each in messages.items()}).decode()


def read_variants(payload: str) -> dict[str, Message]:
    """The inverse of `write_variants`."""
    return {key: _message(each) for key, each in _decode(payload).items()}


def _plain(message: Message) -> Plain:
    marked = {"marks": message.marks} if message.marks else {}
    return {
        **marked,
        "body": message.body,
        "title": message.title,
        "buttons": message.choices,
        "enclosures": list(map(_enclosure, message.attachments)),
        "ballot": message.poll,
    }


def _message(kept: Plain) -> Message:
    return Message(
        kept["body"],
        kept.get("title", ""),
        tuple([tuple([_known(Choice, each) for each in row]) for row in kept.get("buttons", ())]),
        tuple([_attachment(each) for each in kept.get("enclosures", ())]),
        _poll(kept["ballot"]) if kept.get("ballot") else None,
        tuple([_known(Mark, each) for each in kept.get("marks", ())]),
    )


def _known(kind: type[T], kept: Plain, **changes: Any) -> T:
    """A dataclass of its fields by name; what is not known any more is passed over."""
    there = {name: kept[name] for name in kind.__dataclass_fields__ if name in kept}  # type: ignore[attr-defined]
    return kind(**{**there, **changes})


def _poll(kept: Plain) -> Poll:
    return _known(Poll, kept, options=tuple(kept["options"]), right=tuple(kept.get("right", ())))


# -- attachments


def _enclosure(attachment: Attachment) -> Plain:
    """What it is made of, under the name of its kind."""
    content = attachment.content
    match content:
        case Document(title, blocks):
            made: Plain = {"report": {"title": title, "blocks": [_block(each) for each in blocks]}}
        case Gallery():
            made = {"page": _page(content)}
        case Picture(stored):
            made = {"picture": stored}
        case Invitation():
            made = {"appointment": content}
        case Chart():
            made = {"drawing": content}
        case Data(json):
            made = {"data": json}
        case StoredFile():
            made = {"stored": content}
        case Bundle(files, sums):
            inside = (_enclosure(Attachment(each.name, each.content)) for each in files)
            made = {"bundle": list(inside), **({"sums": sums} if sums else {})}
        case _:
            raise TypeError(f"{type(content).__name__} does not lie in the outbox")
    return {"name": attachment.name, **made, "missing": attachment.missing}


def _attachment(kept: Plain) -> Attachment:
    for name, read_content in _READERS.items():
        if kept.get(name):
            content = read_content(kept[name])
            if isinstance(content, Bundle):
                content = replace(content, sums=kept.get("sums", ""))
            return Attachment(kept["name"], content, kept.get("missing", ""))
    raise ValueError("an attachment without content")


def _block(block: Heading | Paragraph | Table) -> Plain:
    if isinstance(block, Table):
        return {"kind": "table", "header": block.header, "rows": block.rows}
    if isinstance(block, Paragraph):
        return {"kind": "paragraph", "words": block.words}
    below = {"level": block.level} if block.level > 1 else {}
    return {"kind": "heading", "words": block.words, **below}


def _document(kept: Plain) -> Document:
    return Document(kept["title"], tuple(map(_read_block, kept["blocks"])))


def _read_block(kept: Plain) -> Heading | Paragraph | Table:
    if kept["kind"] == "table":
        rows = tuple(tuple(map(_cell, row)) for row in kept["rows"])
        return Table(tuple(kept["header"]), rows)
    if kept["kind"] == "heading":
        return Heading(kept["words"], kept.get("level", 1))
    return Paragraph(kept["words"])


def _cell(kept: Any) -> Any:
    if isinstance(kept, dict):
        return _known(Dated, kept, at=datetime.fromisoformat(kept["at"]))
    return kept


def _page(gallery: Gallery) -> Plain:
    pieces = [
        {
            "by": each.by,
            "note": each.note,
            "words": each.words,
            "files": [{"stored": stored} for stored in each.files],
        }
        for each in gallery.exhibits
    ]
    return {
        "title": gallery.title,
        "intro": gallery.intro,
        "language": gallery.language,
        "pieces": pieces,
    }


def _gallery(kept: Plain) -> Gallery:
    exhibits = tuple(
        Exhibit(
            each["by"],
            each["note"],
            each["words"],
            tuple(_known(StoredFile, file["stored"]) for file in each.get("files", ())),
        )
        for each in kept["pieces"]
    )
    return Gallery(kept["title"], kept["intro"], exhibits, kept["language"])


def _bundle(kept: Iterable[Plain]) -> Bundle:
    inside = map(_attachment, kept)
    return Bundle(tuple(Enclosed(each.name, each.content) for each in inside))  # type: ignore[arg-type]


def _invitation(kept: Plain) -> Invitation:
    starts_at, ends_at = (datetime.fromisoformat(kept[each]) for each in ("starts_at", "ends_at"))
    parties = _tuples(kept.get("parties", ()))
    return _known(Invitation, kept, starts_at=starts_at, ends_at=ends_at, parties=parties)


def _chart(kept: Plain) -> Chart:
    panels = (_known(Bars, each, bars=_tuples(each["bars"])) for each in kept["panels"])
    return Chart(kept["title"], tuple(panels))


def _tuples(rows: Iterable[Iterable[Any]]) -> tuple[tuple[Any, ...], ...]:
    return tuple(tuple(each) for each in rows)


_READERS: Mapping[str, Callable[[Any], Any]] = {
    "report": _document,
    "appointment": _invitation,
    "drawing": _chart,
    "page": _gallery,
    "picture": Picture,
    "data": Data,
    "bundle": _bundle,
    "stored": lambda kept: _known(StoredFile, kept),
}
