"""Enclosures of letters become files: reports Markdown, docx or xlsx, appointments ICS, drawings
PNG, pages HTML, pictures JPEG."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import PurePath
from typing import Protocol

from service.core.message import File
from service.files.charts import RenderedPanel, to_png
from service.files.documents import RenderedBlock, to_docx, to_markdown
from service.files.gallery import RenderedPage, to_page
from service.files.ics import Appointment, to_ics
from service.files.report_books import to_xlsx

_MIME = {
    ".md": "text/markdown; charset=utf-8",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".ics": "text/calendar; charset=utf-8",
    ".html": "text/html; charset=utf-8",
}


class Report(Protocol):
    """A rendered document."""

    @property
    def title(self) -> str: ...

    @property
    def blocks(self) -> Sequence[RenderedBlock]: ...


class Drawing(Protocol):
    """A rendered chart."""

    @property
    def title(self) -> str: ...

    @property
    def panels(self) -> Sequence[RenderedPanel]: ...


class Enclosure(Protocol):
    """What is to become a file; its name's ending says which."""

    @property
    def name(self) -> str: ...

    @property
    def report(self) -> Report | None: ...

    @property
    def appointment(self) -> Appointment | None: ...

    @property
    def drawing(self) -> Drawing | None: ...

    @property
    def page(self) -> RenderedPage | None: ...

    @property
    def original(self) -> bytes: ...


def make_file(enclosure: Enclosure) -> File:
    """The file of an enclosure. Raises ValueError when its name fits none of the formats, or for an
    original that is no picture."""
    ending = PurePath(enclosure.name).suffix
    report, appointment = enclosure.report, enclosure.appointment
    if ending == ".ics" and appointment is not None:
        content = to_ics(appointment, datetime.now(UTC))
    elif ending == ".png" and enclosure.drawing is not None:
        content = to_png(enclosure.drawing.title, enclosure.drawing.panels)
    elif ending == ".xlsx" and report is not None:
        content = to_xlsx(report.title, report.blocks)
    elif ending == ".docx" and report is not None:
        content = to_docx(report.title, report.blocks)
    elif ending == ".md" and report is not None:
        content = to_markdown(report.title, report.blocks).encode()
    elif ending == ".html" and enclosure.page is not None:
        content = to_page(enclosure.page).encode()
    elif ending == ".jpg" and enclosure.original:
        from service.files.pictures import scale

        picture = scale(enclosure.original, "small")
        if picture is None:
            raise ValueError(f"{enclosure.name} can't be read as a picture")
        content = picture.content
    else:
        raise ValueError(f"no file can be made of {enclosure.name}")
    return File(enclosure.name, _MIME[ending], content)
