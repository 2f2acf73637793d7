"""What a kind of meeting consists of, step by step."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from service.core.rulebook.origin import Origin
from service.core.texts import Named

Phase = Literal["before", "during", "after"]


@dataclass(frozen=True, slots=True)
class Step:
    """One step. `required`: the meeting can't be closed without it, unless `condition` says that
    it does not apply. `evidence`: the codes of what shows that it was taken, all of them."""

    id: str
    name: Named
    phase: Phase
    required: bool = True
    condition: str = ""
    evidence: tuple[str, ...] = ()
    article: str = ""


@dataclass(frozen=True, slots=True)
class MeetingKind:
    """`convener`: roles or posts that may call it. `attends`: the standings, or the names of
    groups of people, that should attend. `vote`: the id of the profile its items are decided by;
    "": it decides nothing. `steps`: in order."""

    id: str
    name: Named
    steps: tuple[Step, ...]
    convener: tuple[str, ...] = ()
    attends: tuple[str, ...] = ()
    guests: tuple[str, ...] = ()
    vote: str = ""
    origin: Origin = field(default_factory=Origin)
