"""What an inspection looks for in a record."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from service.core.rulebook.origin import Origin
from service.core.texts import Named

Severity = Literal["block", "warn", "info"]

EVERYTHING = "*"
MATTERS = ("vote", "pipeline", "request", "role_model", "member")
"""What a check may look at beside kinds of meetings and profiles of votes: any vote, an admission,
a request, an award, one member's year."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that is looked at when a record is closed.

    `applies`: ids of kinds of meetings or of vote profiles, one of `MATTERS`, or "*" for whatever
    is closed. `severity`: "block" keeps it open until it is mended, "warn" lets it be closed with a
    reason and a name, "info" is shown alone.
    """

    id: str
    name: Named
    applies: tuple[str, ...]
    severity: Severity = "warn"
    origin: Origin = field(default_factory=Origin)
