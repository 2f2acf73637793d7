"""Enclosures of letters become files: reports Markdown or docx, appointments ICS."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import PurePath
from typing import Protocol

from service.core.message import File
from service.files.documents import RenderedBlock, to_docx, to_markdown
from service.files.ics import to_ics

_MIME = {
    ".md": "text/markdown; charset=utf-8",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".ics": "text/calendar; charset=utf-8",
}


class Report(Protocol):
    """A rendered document."""

    @property
    def title(self) -> str: ...

    @property
    def blocks(self) -> Sequence[RenderedBlock]: ...


class Appointment(Protocol):
    """A rendered calendar entry."""

    @property
    def uid(self) -> str: ...

    @property
    def starts_at(self) -> datetime: ...

    @property
    def ends_at(self) -> datetime: ...

    @property
    def summary(self) -> str: ...

    @property
    def description(self) -> str: ...

    @property
    def sequence(self) -> int: ...

    @property
    def cancelled(self) -> bool: ...


class Enclosure(Protocol):
    """What is to become a file; its name's ending says which."""

    @property
    def name(self) -> str: ...

    @property
    def report(self) -> Report | None: ...

    @property
    def appointment(self) -> Appointment | None: ...


def make_file(enclosure: Enclosure) -> File:
    """The file of an enclosure. Raises ValueError when its name fits none of the formats."""
    ending = PurePath(enclosure.name).suffix
    report, appointment = enclosure.report, enclosure.appointment
    if ending == ".ics" and appointment is not None:
        content = to_ics(
            appointment.uid,
            appointment.starts_at,
            appointment.ends_at,
            summary=appointment.summary,
            description=appointment.description,
            sequence=appointment.sequence,
            cancelled=appointment.cancelled,
            stamped_at=datetime.now(UTC),
        )
    elif ending == ".docx" and report is not None:
        content = to_docx(report.title, report.blocks)
    elif ending == ".md" and report is not None:
        content = to_markdown(report.title, report.blocks).encode()
    else:
        raise ValueError(f"no file can be made of {enclosure.name}")
    return File(enclosure.name, _MIME[ending], content)
