"""What home keeps: nothing but whom it has greeted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from service.core.workflow import Activity, Entry


@dataclass(frozen=True, slots=True)
class Home:
    phase: Literal["open"] = "open"


@dataclass(frozen=True, slots=True)
class Visit:
    """A person's visits to home."""

    greeted_at: datetime


HomeActivity = Activity[Home]
VisitEntry = Entry[Visit]

STARTS: tuple[tuple[str, str], ...] = (
    ("quiz", "quiz.manage"),
    ("discussion", "discussion.manage"),
    ("talk", "talk.manage"),
)
"""What can be started from the menu, and the permission it takes."""

REHEARSED = frozenset({"draft", "scheduled"})
"""The phases in which an activity can be rehearsed: nobody has been told of it yet."""

BANK_ENDINGS = (".xlsx", ".csv", ".docx", ".gift", ".aiken", ".txt", ".xml")
"""How the names of files end that can hold questions."""
