"""Enclosures of letters become files: reports Markdown, docx or xlsx, appointments ICS, drawings
PNG, pages HTML."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import PurePath
from typing import Protocol

from service.core.message import File
from service.files.charts import RenderedPanel, to_png
from service.files.documents import RenderedBlock, to_docx, to_markdown
from service.files.gallery import RenderedPiece, to_page
from service.files.ics import Appointment, to_ics
from service.files.report_books import to_xlsx

_MIME = {
    ".md": "text/markdown; charset=utf-8",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".png": "image/png",
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


class Page(Protocol):
    """A rendered page of what was collected."""

    @property
    def title(self) -> str: ...

    @property
    def intro(self) -> str: ...

    @property
    def language(self) -> str: ...

    @property
    def pieces(self) -> Sequence[RenderedPiece]: ...


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
    def page(self) -> Page | None: ...


def make_file(enclosure: Enclosure) -> File:
    """The file of an enclosure. Raises ValueError when its name fits none of the formats."""
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
        page = enclosure.page
        content = to_page(page.title, page.intro, page.pieces, language=page.language).encode()
    else:
        raise ValueError(f"no file can be made of {enclosure.name}")
    return File(enclosure.name, _MIME[ending], content)
