"""What a meeting is made of, and what its record holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Literal

from service.core.message import StoredFile
from service.core.queries import Summary
from service.core.rulebook import MeetingKind, VoteProfile
from service.core.texts import Secret, Words, lines, text
from service.sdk.codes import Tries
from service.sdk.state import State
from service.sdk.turn import Turn

Aim = Literal["information", "discussion", "decision"]
AIMS: tuple[Aim, ...] = ("information", "discussion", "decision")
Way = Literal["room", "video", "paper"]
REASONS = ("personal", "away", "work", "family", "other")
"""Why somebody is on leave, or was absent; "none": without a word. In the minutes stands this
alone, and what a member wrote beside it is for themselves and whoever grants it."""


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the agenda. `step`: the step of the rule that prescribes it, and whose name is
    its title then. `origin`: the activity that has brought it."""

    title: str
    aim: Aim = "discussion"
    important: bool = False
    step: str = ""
    origin: int = 0


@dataclass(frozen=True, slots=True)
class Meeting:
    """The definition. `kind`: its id in the rule book. `minutes`: how long it takes. `place`: a
    room or a link. `check_in`: by a tap, or with the code that is read out in the room."""

    kind: str = ""
    items: tuple[Item, ...] = ()
    starts_at: datetime | None = None
    minutes: int = 60
    place: str = ""
    lecturer: str = ""
    check_in: Literal["tap", "code"] = "tap"
    way: Way = "room"


@dataclass(frozen=True, slots=True)
class Span:
    """From when to when somebody was there; `left`: None until the end. `by`: how it is known."""

    came: datetime
    left: datetime | None = None
    by: Literal["tap", "code", "typed"] = "tap"


@dataclass(frozen=True, slots=True)
class Seat:
    """One line of the roll. `reason`: of a leave, or of an absence (`REASONS`, "none"); `words`:
    what the member wrote beside it. `granted`: None: not decided. `read_at`: when somebody absent
    has confirmed the minutes."""

    answer: Literal["", "coming", "leave"] = ""
    reason: str = ""
    words: Secret | None = None
    granted: bool | None = None
    spans: tuple[Span, ...] = ()
    read_at: datetime | None = None

    @property
    def here(self) -> bool:
        """Whether they are there, and have not left."""
        return bool(self.spans) and self.spans[-1].left is None


@dataclass(frozen=True, slots=True)
class Point:
    """What somebody said on an item (by its place, from 0), as the recorder has it."""

    item: int
    speaker: int
    words: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Resolved:
    """What was decided on an item. `owner`: 0: nobody in particular."""

    item: int
    words: str
    owner: int = 0
    due: datetime | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """A vote on an item. `vote`: the activity that held it, 0: by show of hands. `figures`: by what
    was chosen, and what else was counted. `outcome`: "": it is open; as `rulebook.verdict` has
    it, or as the vote has told."""

    item: int
    vote: int = 0
    outcome: str = ""
    figures: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Shown:
    """What shows that a step was taken. `applies`: False: it is not needed this time."""

    step: str
    by: int
    at: datetime
    words: str = ""
    file: StoredFile | None = None
    applies: bool = True


@dataclass(frozen=True, slots=True)
class Excused:
    """A gap (by its code) that somebody takes upon themselves, and why. It is shown for ever."""

    gap: str
    reason: str
    by: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Signature:
    """`digest`: of the record that was signed; of another one it is void."""

    by: int
    at: datetime
    digest: str


@dataclass(frozen=True, slots=True)
class Record:
    """The progress: everything that has happened.

    `rule`, `profile`: copies of what it began under, of the edition `edition`. `afterwards`: it was
    entered after it was held. `expected`, `voters`: who should attend, and who of them votes, as
    they stand at the opening; `committee`: whether the unit has one; `group`: whose meeting it is,
    if not the unit's. `excluded`: who is not counted among them, and why. `seed`: of the codes that
    are read out. `item`: which is being dealt with.
    `pending`: words whose speaker is being asked for. `owed`: what an earlier meeting decided and
    is not done. `tries`: wrong codes, by person. `warned`: what was warned of at the close.
    `together`: the meeting on whose occasion this one is held. `done`: which decisions are carried
    out, since when. `opened_at`, `ended_at`: when it was held; `entered_at`: when the record was
    complete; `late`: that was too late.
    """

    rule: MeetingKind | None = None
    profile: VoteProfile | None = None
    edition: str = ""
    afterwards: bool = False
    chair: int = 0
    recorder: int = 0
    seed: str = ""
    committee: bool = False
    group: str = ""
    expected: tuple[int, ...] = ()
    voters: tuple[int, ...] = ()
    excluded: Mapping[int, str] = field(default_factory=dict)
    roll: Mapping[int, Seat] = field(default_factory=dict)
    materials: tuple[StoredFile | str, ...] = ()
    called_at: datetime | None = None
    opened_at: datetime | None = None
    ended_at: datetime | None = None
    item: int = 0
    pending: str = ""
    points: tuple[Point, ...] = ()
    resolved: tuple[Resolved, ...] = ()
    tallies: tuple[Tally, ...] = ()
    shown: tuple[Shown, ...] = ()
    owed: tuple[str, ...] = ()
    excused: tuple[Excused, ...] = ()
    signatures: tuple[Signature, ...] = ()
    entered_at: datetime | None = None
    late: bool = False
    warned: tuple[str, ...] = ()
    together: int = 0
    done: Mapping[int, datetime] = field(default_factory=dict)
    tries: Mapping[int, Tries] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Part:
    """How one person stands, as lists and calendars know it; the roll has the rest. `at`: when the
    meeting begins."""

    status: str = "invited"
    at: datetime | None = None

    def summary(self) -> Summary:
        return Summary(self.status, at=self.at)


MeetingState = State[Meeting, Record]
MeetingTurn = Turn[MeetingState, Part]


def seat(record: Record, person: int) -> Seat:
    return record.roll.get(person, Seat())


def seated(state: MeetingState, person: int, **changes: Any) -> MeetingState:
    """The state with another line of the roll."""
    there = replace(seat(state.progress, person), **changes)
    return state.advanced(roll={**state.progress.roll, person: there})


def arrivals(state: MeetingState, people: Iterable[int], at: datetime) -> MeetingState:
    """The state with these people there, as somebody typed it."""
    lines = dict(state.progress.roll)
    for each in people:
        there = lines.get(each, Seat())
        if not there.here:
            lines[each] = replace(there, spans=(*there.spans, Span(at, None, "typed")))
    return state.advanced(roll=lines)


def title_of(state: MeetingState) -> Words:
    """What the meeting is called: its kind, as the rule book has it."""
    rule = state.progress.rule
    return rule.name if rule is not None else ""


def heading(state: MeetingState) -> Words:
    named = title_of(state)
    return text("meeting-title", kind=named) if named else text("meeting-new")


def named(state: MeetingState, item: Item) -> Words:
    """The title of an item."""
    rule = state.progress.rule
    steps = rule.steps if rule is not None else ()
    return next((each.name for each in steps if each.id == item.step), item.title)


def agenda(state: MeetingState) -> Words:
    """The items, numbered from 1."""
    return lines(*(numbered(state, place) for place in range(len(state.definition.items))))


def numbered(state: MeetingState, place: int, *, plain: bool = False) -> Words:
    """An item of the agenda with its number; `plain`: without it."""
    item = state.definition.items[place]
    flag = "yes" if item.important else "no"
    title = named(state, item)
    n = 0 if plain else place + 1
    return text("meeting-item", n=n, title=title, aim=item.aim, important=flag)
