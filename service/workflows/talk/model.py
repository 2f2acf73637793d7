"""What is kept: the offer of a secretary, and the talk with each member it was made to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta
from typing import Any, Literal, NamedTuple, get_args

from service.core.access import may_open
from service.core.effects import Erase
from service.core.events import Said
from service.core.queries import Claimed, Entries, Summary
from service.core.texts import Secret, Text, text
from service.sdk.state import State
from service.sdk.turn import Turn
from service.sdk.undo import Undo, record
from service.workflows.talk.settings import NOTE

Phase = Literal["draft", "offered", "done", "cancelled", "report"]
Stage = Literal[
    "requested", "offered", "asked", "booked", "held", "recorded", "declined", "cancelled"
]
Side = Literal["member", "lead"]
Form = Literal["voice", "video", "phone", "person"]

FORMS: tuple[Form, ...] = get_args(Form)
DURATIONS = (15, 30, 45, 60)  # minutes
BUFFERS = (0, 5, 10, 15)  # minutes
NEAR = timedelta(hours=2)  # before a talk, in which somebody can be late
MAX_SLOTS = 120
MAX_MEMBERS = 200
MAX_TALKERS = 8
CELL = 300  # seconds: what a person's time is booked in
SETTLED: frozenset[Stage] = frozenset({"recorded", "declined", "cancelled"})
OPEN: tuple[Stage, ...] = ("requested", "offered", "asked", "booked")


class Slot(NamedTuple):
    """A time (UTC) that one of the talkers offers."""

    at: datetime
    talker: int


@dataclass(frozen=True, slots=True)
class Talker:
    """Somebody who talks with the members, and the times that suit them (UTC, in order)."""

    person: int
    slots: tuple[datetime, ...] = ()


@dataclass(frozen=True, slots=True)
class Terms:
    """`minutes`: how long each talk is planned; `buffer`: minutes that a talker has free after it.
    `reminders`: seconds before it; None: as the branch has them."""

    minutes: int = 30
    buffer: int = 0
    form: Form = "video"
    reminders: tuple[int, ...] | None = None

    @property
    def length(self) -> timedelta:
        return timedelta(minutes=self.minutes)

    @property
    def span(self) -> timedelta:
        """How long a talk takes a talker: with the break after it."""
        return timedelta(minutes=self.minutes + self.buffer)


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Whom the times of one or several people are offered to.

    `editing`: whose times are being chosen, in a draft. `place`: where all talks are held; `link`:
    a private number or address to call. `until`: of a round, by when everybody shall have talked;
    the first `urgent` members are asked first. `wish`: it began with a member who would like to
    talk.
    """

    members: tuple[int, ...] = ()
    talkers: tuple[Talker, ...] = ()
    editing: int = 0
    place: str = ""
    link: Secret | None = None
    until: datetime | None = None
    urgent: int = 0
    wish: bool = False

    @property
    def slots(self) -> tuple[Slot, ...]:
        """Every time that is offered, in order."""
        return tuple(sorted([Slot(at, each.person) for each in self.talkers for at in each.slots]))

    @property
    def asked_for(self) -> int:
        """Whose times are being chosen in the draft."""
        people = [each.person for each in self.talkers]
        return self.editing if self.editing in people else people[0]

    def times_of(self, talker: int) -> tuple[datetime, ...]:
        return next((each.slots for each in self.talkers if each.person == talker), ())


Offer = State[Terms, Arrangement]
"""The organizer of an offer is its owner: the secretary, or who is asked by a wish."""


def owner_of(offer: Offer) -> int:
    return offer.organizer or 0


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What is to be done after a talk, and by when."""

    words: Secret
    due: datetime | None = None
    done: bool = False


@dataclass(frozen=True, slots=True)
class Talk:
    """The talk with one member.

    `talker`: who talks with them, once that is known; else it is for the owner to arrange.
    `at`: the time agreed on. `wanted`: a time one side (`by`) proposes and the other has not
    answered. `step` counts what was agreed: timers of an earlier agreement are stale.
    `form`, `held_at`: how and when it was held, once that is recorded. `asked`: how often an
    answer was missing. `armed`: its timers by name. `place`, `link`: as in the offer, for this
    talk alone. `word`: what a member who wished for it said beforehand. `last`: the newest
    step that was told to others, while it can be undone.
    """

    phase: Stage = "offered"
    talker: int | None = None
    at: datetime | None = None
    wanted: datetime | None = None
    by: Side | None = None
    step: int = 0
    form: Form | None = None
    held_at: datetime | None = None
    reason: Secret | None = None
    note: Secret | None = None
    asked: int = 0
    armed: tuple[str, ...] = ()
    place: str = ""
    link: Secret | None = None
    word: Secret | None = None
    topics: tuple[str, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    last: Undo[Talk] | None = None

    @property
    def undone_by(self) -> int:
        """Who may undo the last step; 0: nobody."""
        return self.last.by if self.last is not None and self.last.before is not None else 0

    @property
    def settled(self) -> bool:
        """Nothing more is expected of anybody."""
        return self.phase in SETTLED and all(each.done for each in self.follow_ups)


Talks = Mapping[int, Talk]  # by member


def summarize(talk: Talk) -> Summary:
    """What is counted: how far the talk is, and when it is or was."""
    return Summary(talk.phase, at=talk.held_at or talk.at)


def title(offer: Offer) -> Text:
    """Names nobody: other secretaries may see it in their menus."""
    if offer.phase == "report":
        return text("talk-coverage-called")
    return text("talk-called", n=len(offer.progress.members))


def upcast_1(kept: dict[str, Any]) -> dict[str, Any]:
    """Schema 1 had one talker, the owner, whose times stood in the offer itself."""
    if "owner" in kept:
        slots = kept.pop("slots", [])
        kept["talkers"] = [{"person": kept["owner"], "slots": slots}]
    return kept


def upcast_2(kept: dict[str, Any]) -> dict[str, Any]:
    """Schema 2 was flat, and a talk kept the step that could be undone in fields of its own."""
    undo, before = kept.pop("undo", None), kept.pop("before", None)
    if "owner" not in kept:
        by, until = kept.pop("undone_by", 0), kept.pop("undo_until", None)
        if before is not None:
            kept["last"] = {"number": 1, "before": upcast_2(before), "by": by, "until": until}
        return kept
    if undo is not None and undo.get("before") is not None:
        undo = {**undo, "before": upcast_2(undo["before"])}
    phase, owner = kept.pop("phase"), kept.pop("owner")
    terms = {each.name: kept.pop(each.name) for each in fields(Terms) if each.name in kept}
    return {
        "phase": phase,
        "definition": terms,
        "progress": kept,
        "organizer": owner,
        "undo": undo,
    }


def lead_of(offer: Offer, talk: Talk) -> int:
    """Who sees to the talk with a member: who talks with them, or else the owner, or else the
    first of the talkers."""
    if talk.talker:
        return talk.talker
    talkers = [each.person for each in offer.progress.talkers]
    owner = owner_of(offer)
    return owner if owner in talkers or not talkers else talkers[0]


# -- one event

TalkTurn = Turn[Offer, Talk]


def owners(turn: TalkTurn) -> tuple[int, ...]:
    """Who sees to the whole offer: its owner while they may hold talks, else whoever may now. A
    wish stays with who was asked, whatever their role; a report with who reads it."""
    offer = turn.state
    personal = offer.progress.wish or offer.phase == "report"
    return (owner_of(offer),) if personal else turn.organizers()


def talk_of(turn: TalkTurn) -> Talk:
    """The talk that the event concerns."""
    return turn.part or Talk()


def talks_of(turn: TalkTurn) -> dict[int, Talk]:
    """The talk with every member of the offer, as it stands before the decision."""
    kept = dict(turn.query(Entries(turn.id)))
    return {member: kept.get(member) or Talk() for member in turn.state.progress.members}


def typed(turn: TalkTurn) -> str:
    """What was typed, just as it was."""
    return turn.event.text if isinstance(turn.event, Said) else ""


def confided(turn: TalkTurn, longest: int | None = None) -> tuple[Secret, Erase] | None:
    """What was typed in confidence: it is kept sealed, and taken out of the chat. None: nothing
    was typed, or too much."""
    words = typed(turn).strip()
    if not isinstance(turn.event, Said) or not words or len(words) > (longest or len(words)):
        return None
    return Secret(fresh=words), Erase(turn.event.ref)


def may_read(turn: TalkTurn, talk: Talk, member: int) -> bool:
    """Whether the actor may read the note on the talk with this member."""
    context, lead = turn.context, lead_of(turn.state, talk)
    return may_open(context.rules, context.roster, turn.actor, NOTE, (lead, member))


def with_undo(turn: TalkTurn, after: Talk) -> Talk:
    """The talk after a step that the actor may undo for a while."""
    before = talk_of(turn)
    return replace(after, last=record(before.last, replace(before, last=None), turn.context))


# -- whose time is taken


def cells(at: datetime, length: timedelta) -> range:
    """The cells of time, counted since 1970, that something takes from `at` on."""
    first = int(at.timestamp())
    return range(first // CELL, -(-(first + int(length.total_seconds())) // CELL))


def keys_of(offer: Offer, talker: int, member: int, at: datetime) -> tuple[str, ...]:
    """What a talk at `at` takes: the member's time, and the talker's with the break after it."""
    return (
        *[f"talk:{talker}@{cell}" for cell in cells(at, offer.definition.span)],
        *[f"talk:{member}@{cell}" for cell in cells(at, offer.definition.length)],
    )


def taken_elsewhere(turn: TalkTurn) -> Claimed:
    """Whether those who talk are taken at the times of the offer by something else."""
    span = turn.state.definition.span
    keys = {
        f"talk:{slot.talker}@{cell}"
        for slot in turn.state.progress.slots
        for cell in cells(slot.at, span)
    }
    return Claimed(turn.id, tuple(sorted(keys)))


def slots_left(
    offer: Offer, talks: Talks, member: int, now: datetime, taken: frozenset[str] = frozenset()
) -> tuple[Slot, ...]:
    """The times of the offer that the member may still take, as far as this offer knows.

    `taken`: claim keys that are another's.
    """
    busy: dict[int, set[int]] = {}
    for person, talk in talks.items():
        if person != member and talk.phase == "booked" and talk.at:
            busy.setdefault(lead_of(offer, talk), set()).update(
                cells(talk.at, offer.definition.span)
            )
    return tuple(
        slot
        for slot in offer.progress.slots
        if slot.at > now
        and busy.get(slot.talker, set()).isdisjoint(cells(slot.at, offer.definition.span))
        and (not taken or taken.isdisjoint(keys_of(offer, slot.talker, member, slot.at)))
    )
