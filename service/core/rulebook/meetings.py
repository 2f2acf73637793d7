"""What a kind of meeting consists of, step by step."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from service.core.rulebook.origin import Origin
from service.core.texts import Named

Phase = Literal["before", "during", "after"]

Body = Literal["members", "committee", "group"]
"""Whose meeting it is: of all members, of those who lead the unit, of one group of it."""

Condition = Literal[
    "", "committee", "important", "decides", "absences", "decisions", "previous", "asked"
]
"""When a step applies. "": always. "committee": the unit has one. "important": so does it, and an
item is important. "decides": an item is for decision. "absences": somebody was absent. "decisions":
something was decided with an owner. "previous": an earlier meeting of the kind left something to be
done. "asked": whoever leads the meeting says so."""

Evidence = Literal[
    "notice", "topics", "leave", "roll", "quorum", "committee", "speeches", "votes", "resolution",
    "follow_up", "minutes", "signatures", "material", "shown",
]  # fmt: skip
"""What shows that a step was taken. "notice": it was sent, or is described. "topics": there is an
agenda. "leave": each absence has its reason. "roll": should attend = present + absent. "quorum":
enough were there. "committee": a closed meeting of the committee before, or a description of it.
"speeches": who said what, in the step's own item of the agenda, else in each that is discussed.
"votes", "resolution": of each item for decision. "follow_up": each decision has an owner and a
deadline. "material": a file or a link is there. "shown": a word, or a file, of whoever leads the
meeting."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step. `required`: the meeting can't be closed without it, unless `condition` says that
    it does not apply. `evidence`: what shows that it was taken, all of it. `item`: it is an item of
    the agenda by itself; `everybody`: on which each who is there speaks."""

    id: str
    name: Named
    phase: Phase
    required: bool = True
    condition: Condition = ""
    evidence: tuple[Evidence, ...] = ()
    item: bool = False
    everybody: bool = False
    article: str = ""


@dataclass(frozen=True, slots=True)
class MeetingKind:
    """`convener`: roles or posts that may call it; "committee": whoever leads the unit. `attends`:
    the standings that should attend; none: every one. `guests`: those that may. `vote`: the id of
    the profile its items are decided by; "": it decides nothing. `lecturer`: somebody teaches.
    `steps`: in order."""

    id: str
    name: Named
    steps: tuple[Step, ...]
    body: Body = "members"
    convener: tuple[str, ...] = ()
    attends: tuple[str, ...] = ()
    guests: tuple[str, ...] = ()
    vote: str = ""
    lecturer: bool = False
    origin: Origin = field(default_factory=Origin)
