"""The archive of a unit's year: what each kind of activity leaves in it, how it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from service.core.message import Attachment, Heading, Paragraph, Table
from service.core.people import Language
from service.core.queries import EntrySummary, Query
from service.core.records import Counted
from service.core.rulebook.periods import Span
from service.core.texts import Words

Block = Heading | Paragraph | Table


@dataclass(frozen=True, slots=True)
class Filed:
    """What the handbook says of one activity, or of all of a kind together.

    `what`: what it is, for the sections of the handbook, the closest first: the id of a kind of
    meeting or of a procedure, then the kind of activity. `at`: the day it stands under, unless it
    is of the whole year (not `dated`); what was in another year is left out. `blocks`: below its
    `title`. `sheets`: tables by their headings, which stand in a workbook beside the handbook.
    """

    what: tuple[str, ...]
    at: datetime
    title: Words
    blocks: tuple[Block, ...] = ()
    sheets: tuple[tuple[Words, Table], ...] = ()
    dated: bool = True


@dataclass(frozen=True, slots=True)
class Kept:
    """An activity as it stands, `activity` a `core.workflow.Activity`, with everybody's part as
    (person, state) and their summaries. Of one whose parts are sealed there are the summaries
    alone: what is confidential or without names is never opened for an archive."""

    activity: Any
    parts: tuple[tuple[int, Any], ...] = ()
    summaries: tuple[EntrySummary, ...] = ()


@dataclass(frozen=True, slots=True)
class Year:
    """A unit's year, as one kind sees it. `context`: nobody acts in it, and its time is the end of
    the year, or now. `held`: what counts of what the unit held, from the year before on. `kept`:
    the kind's activities that may belong to the year, oldest first."""

    context: Any
    unit: int
    span: Span
    start: datetime
    end: datetime
    held: tuple[Counted, ...] = ()
    kept: tuple[Kept, ...] = ()

    def has(self, at: datetime | None) -> bool:
        return at is not None and self.start <= at < self.end


FilesOf = Callable[[Year], Iterable[Filed]]


@dataclass(frozen=True, slots=True)
class Archive:
    """The archive of this unit's year as one zip: the handbook, its lists as workbooks, everything
    as JSON, and the SHA-256 of each file. `file`: None: `why` there is none: "not_allowed",
    "no_unit" of such a name, "no_year" that is over or runs, "too_much" for one archive."""

    unit: int = 0
    year: int = 0
    language: Language = "zh-CN"
    file: Attachment | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class ArchiveFor(Query[Archive]):
    """The archive that the person asks for: of a unit and a year; 0: their own, and this year's, or
    the last one's until March. `words`: the same as it was typed, such as `第二支部 2025`."""

    person: int
    unit: int = 0
    year: int = 0
    words: str = ""
