"""What is kept: the offer of a secretary, and the talk with each member it was made to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, get_args

from service.core.facts import Entries, Mark
from service.core.texts import Secret
from service.core.workflow import Activity, Context

Phase = Literal["draft", "offered", "done", "cancelled"]
Stage = Literal["offered", "asked", "booked", "held", "recorded", "declined", "cancelled"]
Form = Literal["voice", "video", "phone", "person"]

FORMS: tuple[Form, ...] = get_args(Form)
DURATIONS = (15, 30, 45, 60)  # minutes
REMINDERS = (86_400, 3_600, 600)  # seconds before the talk
MAX_SLOTS = 8
MAX_MEMBERS = 20
CELL = 300  # seconds: what a person's time is booked in
SETTLED: frozenset[Stage] = frozenset({"recorded", "declined", "cancelled"})
OPEN: tuple[Stage, ...] = ("offered", "asked", "booked")


@dataclass(frozen=True, slots=True)
class Offer:
    """Times a secretary offers to members; `slots` are UTC, in order.

    `minutes`: how long each talk is planned. `reminders`: seconds before it.
    """

    phase: Phase
    owner: int  # the secretary
    members: tuple[int, ...] = ()
    slots: tuple[datetime, ...] = ()
    minutes: int = 30
    form: Form = "video"
    reminders: tuple[int, ...] = REMINDERS

    @property
    def length(self) -> timedelta:
        return timedelta(minutes=self.minutes)


@dataclass(frozen=True, slots=True)
class Talk:
    """The talk with one member.

    `at`: the time agreed on. `wanted`: a time one side (`by`) proposes and the other has not
    answered. `step` counts what was agreed: timers of an earlier agreement are stale.
    `form`, `held_at`: how and when it was held, once that is recorded.
    """

    phase: Stage = "offered"
    at: datetime | None = None
    wanted: datetime | None = None
    by: Literal["member", "lead"] | None = None
    step: int = 0
    form: Form | None = None
    held_at: datetime | None = None
    reason: Secret | None = None
    note: Secret | None = None

    @property
    def settled(self) -> bool:
        """Nothing more is expected of anybody."""
        return self.phase in SETTLED


Talks = Mapping[int, Talk]  # by member


def mark(talk: Talk) -> Mark:
    """What is counted: how far the talk is, and when it is or was."""
    return Mark(talk.phase, at=talk.held_at or talk.at)


def title(offer: Offer) -> str:
    """Names nobody: other secretaries may see it in their menus."""
    return f"谈心谈话（{len(offer.members)} 人）" if offer.members else "谈心谈话"


def talks_of(context: Context, activity: Activity[Offer]) -> dict[int, Talk]:
    """The talk with every member of the offer, as it stands before the decision."""
    kept = dict(context.facts[Entries(activity.id)])
    return {member: kept.get(member) or Talk() for member in activity.state.members}


def claim_keys(people: Sequence[int], at: datetime, length: timedelta) -> tuple[str, ...]:
    """The keys of every cell of these people's time that a talk at `at` covers."""
    first, end = int(at.timestamp()), int((at + length).timestamp())
    cells = range(first // CELL, -(-end // CELL))
    return tuple(f"talk:{person}@{cell}" for person in people for cell in cells)


def slots_left(
    offer: Offer, talks: Talks, member: int, now: datetime, taken: frozenset[str] = frozenset()
) -> tuple[datetime, ...]:
    """The times of the offer that the member may still take, as far as this offer knows.

    `taken`: claim keys that have just turned out to be another's.
    """
    busy = set(taken)
    for person, talk in talks.items():
        if person != member and talk.phase == "booked" and talk.at:
            busy.update(claim_keys((offer.owner,), talk.at, offer.length))
    people = (offer.owner, member)
    return tuple(
        slot
        for slot in offer.slots
        if slot > now and busy.isdisjoint(claim_keys(people, slot, offer.length))
    )
