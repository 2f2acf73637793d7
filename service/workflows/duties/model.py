"""What is kept: nothing but when a card was asked for, and what somebody noted as done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from service.core.queries import DoneByMembers, Held, OwnDone, Summary
from service.core.records import Counted
from service.core.texts import Named
from service.core.workflow import Activity
from service.sdk.turn import Turn

PERMISSION = "duties.manage"
Phase = Literal["card", "own", "asking", "noted", "cancelled"]


@dataclass(frozen=True, slots=True)
class Duties:
    """A card of what is due (`since`: from when on it looks at the record; `reminded`: when those
    who owe a duty were last told), of the unit or of one's `own`; or the note of a duty, here by
    its `name`, of a member where it is one `person`'s: once it is known that it was done at `at`,
    it `counts` as this."""

    phase: Phase = "card"
    by: int | None = None
    since: datetime | None = None
    counts: str = ""
    name: Named = field(default_factory=lambda: Named(""))
    at: datetime | None = None
    person: int = 0
    reminded: Mapping[str, datetime] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NoPart:
    """Nobody has a part in it."""


DutiesTurn = Turn[Duties, NoPart]


def summarize(part: NoPart) -> Summary:
    return Summary("none")


def held(turn: DutiesTurn) -> Held:
    """A requirement: what counts of what was held."""
    return Held(turn.unit, turn.state.since or turn.now)


def done(turn: DutiesTurn) -> DoneByMembers:
    """A requirement: what single members have done."""
    return DoneByMembers(turn.unit, turn.state.since or turn.now)


def own_done(turn: DutiesTurn) -> OwnDone:
    """A requirement: what the person whose own card it is has done."""
    return OwnDone(turn.state.by or 0)


def counts_as(activity: Activity[Duties]) -> Counted | None:
    """What was noted as done counts like what was held."""
    noted = activity.state
    if noted.phase != "noted" or noted.at is None:
        return None
    return Counted(noted.counts, noted.at, (noted.person,) if noted.person else ())
