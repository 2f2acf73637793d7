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

REHEARSED = frozenset({"draft", "scheduled"})
"""The phases in which an activity can be rehearsed: nobody has been told of it yet."""
