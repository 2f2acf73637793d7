"""Attachments become files: documents Markdown, docx or xlsx, invitations ICS, charts PNG, pages
HTML, pictures JPEG, data JSON."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import PurePath

from service.core.message import Attachment, Chart, Data, Document, File, Invitation, Original, Page
from service.core.texts import plain
from service.files.charts import to_png
from service.files.documents import to_docx, to_json, to_markdown
from service.files.gallery import to_page
from service.files.ics import to_ics
from service.files.report_books import to_xlsx

_MIME = {
    ".json": "application/json",
    ".md": "text/markdown; charset=utf-8",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".ics": "text/calendar; charset=utf-8",
    ".html": "text/html; charset=utf-8",
}


def make_file(attachment: Attachment) -> File:
    """The file of a rendered attachment. Raises ValueError when its name fits none of the formats,
    or for an original that is no picture."""
    name = plain(attachment.name)
    ending = PurePath(name).suffix
    match attachment.content, ending:
        case Invitation() as invitation, ".ics":
            content = to_ics(invitation, datetime.now(UTC))
        case Chart() as chart, ".png":
            content = to_png(chart)
        case Document() as document, ".xlsx":
            content = to_xlsx(document)
        case Document() as document, ".docx":
            content = to_docx(document)
        case Document() as document, ".json":
            content = to_json(document)
        case Document() as document, ".md":
            content = to_markdown(document).encode()
        case Data(json), ".json":
            content = json.encode()
        case Page() as page, ".html":
            content = to_page(page).encode()
        case Original(original), ".jpg":
            from service.files.pictures import scale

            picture = scale(original, "small")
            if picture is None:
                raise ValueError(f"{name} can't be read as a picture")
            content = picture.content
        case _:
            raise ValueError(f"no file can be made of {name}")
    return File(name, _MIME[ending], content)
