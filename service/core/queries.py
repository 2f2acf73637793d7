"""Queries: what a decision may need to know beyond its own state.

A workflow names them in `requires`; the runtime asks the store in the same transaction and hands
the answers over as plain data in `Context.queries`, keyed by the query itself. A workflow may bring
queries of its own, with the resolvers that answer them (`Workflow.queries`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar, cast

from service.core.records import Counted, Month, Record
from service.core.standing import Stage, Waiting
from service.core.texts import Words

T = TypeVar("T", covariant=True)  # noqa: PLC0105 - it reads better short


class Query(Generic[T]):
    """A question to the store, answered by a `T`."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Summary:
    """What of an entry is counted over all entries; kept in columns beside its state.

    `score` and `out_of` of a quiz are in hundredths of a point; of a discussion `score` is how
    many replies there are."""

    status: str
    score: int = 0
    out_of: int = 0
    at: datetime | None = None  # when the person finished


@dataclass(frozen=True, slots=True)
class EntrySummary:
    """One person's summary in an activity."""

    person: int
    summary: Summary


@dataclass(frozen=True, slots=True)
class Results(Query[tuple[EntrySummary, ...]]):
    """The summaries of every entry, best score first, then earliest, then by person."""

    activity: int


@dataclass(frozen=True, slots=True)
class Entries(Query[tuple[tuple[int, Any], ...]]):
    """Every entry of an activity as (person, state), by person."""

    activity: int


@dataclass(frozen=True, slots=True)
class Running:
    """An activity that is not finished, as home lists it to one person, see `core.standing`.
    `rehearsed`: the person's own rehearsal of one. `since`: when it was begun. `about`: in whose
    part it is opened, where that is another's."""

    id: int
    kind: str
    unit: int
    phase: str
    title: Words
    rehearsed: bool = False
    stage: Stage = "running"
    waits: tuple[Waiting, ...] = ()
    since: datetime | None = None
    about: int | None = None


@dataclass(frozen=True, slots=True)
class Ongoing(Query[tuple[Running, ...]]):
    """The unfinished activities that the person may open, of their unit and of those above and
    below it, oldest first. A draft in which nothing was filled in is left out after a day."""

    person: int


@dataclass(frozen=True, slots=True)
class ByPost(Query[tuple[int, ...]]):
    """The unfinished activities that are the person's by their post (`Workflow.by_post`), oldest
    first."""

    person: int


@dataclass(frozen=True, slots=True)
class OfKind(Query[tuple[tuple[int, int, Any], ...]]):
    """The unfinished activities of a kind as (id, unit, state), of the unit and of those above and
    below it, oldest first."""

    kind: str
    unit: int


@dataclass(frozen=True, slots=True)
class Subject:
    """An activity as it is spoken of: its title in the reader's language. `refused`: why it can't
    be kept as a template; `unready`: why it can't be rehearsed."""

    id: int
    kind: str
    unit: int
    phase: str
    title: str
    refused: Words | None = None
    unready: Words | None = None


@dataclass(frozen=True, slots=True)
class About(Query[Subject | None]):
    """The activity of this number, for this reader; None: there is none."""

    activity: int
    reader: int


@dataclass(frozen=True, slots=True)
class Template:
    """What an activity was made of, kept under a name to be used again."""

    id: int
    unit: int
    kind: str
    name: str
    by: int | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Templates(Query[tuple[Template, ...]]):
    """The templates of the person's unit, and of those above and below it, by name."""

    person: int


@dataclass(frozen=True, slots=True)
class Channel:
    """A private chat that is linked to a person. `handle` names it in a choice; `name` is that of
    its platform; `gone`: it can't be written to."""

    handle: str
    account: str
    name: Words
    since: datetime
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Channels(Query[tuple[Channel, ...]]):
    """The person's private chats in the order in which they are tried, those that are gone last."""

    person: int


@dataclass(frozen=True, slots=True)
class Joined(Query[frozenset[int]]):
    """Who has a chat, of the unit of this person and those below it."""

    person: int


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """An entry with the activity it belongs to, both as they stand."""

    activity: int
    state: Any  # of the activity
    person: int
    entry: Any


@dataclass(frozen=True, slots=True)
class History(Query[tuple[HistoryEntry, ...]]):
    """The entries of one kind of activity in the unit, below and above it, whose summary has a time
    from `since` on; `people`: of these people alone, where any are named."""

    kind: str
    unit: int
    since: datetime
    people: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Numbered(Query[int]):
    """How many parts in activities of a kind, of this very unit, have a time from `since` on: the
    next one's number is one more."""

    kind: str
    unit: int
    since: datetime


@dataclass(frozen=True, slots=True)
class OwnRecords(Query[Month]):
    """What the person has done in this month (`2026-03`), as each kind tells it; "": in the newest
    in which there is anything."""

    person: int
    month: str = ""


@dataclass(frozen=True, slots=True)
class PastActivities(Query[Month]):
    """What ended in this month of what the person could see; "": in the newest."""

    person: int
    month: str = ""


@dataclass(frozen=True, slots=True)
class Held(Query[tuple[Counted, ...]]):
    """What was held from `since` on in the unit and below it and counts for what is prescribed, as
    each kind tells it (`Workflow.counts_as`, `part_counts_as`), oldest first."""

    unit: int
    since: datetime


@dataclass(frozen=True, slots=True)
class DoneByMembers(Query[tuple[Counted, ...]]):
    """What single members of the unit have done from `since` on of what is prescribed of each, in
    activities of the unit, below it and above it (`Workflow.counts_for`)."""

    unit: int
    since: datetime


@dataclass(frozen=True, slots=True)
class OwnDone(Query[tuple[Counted, ...]]):
    """What the person has had a part in, this year and in the one before it, and counts for what
    is prescribed."""

    person: int


@dataclass(frozen=True, slots=True)
class OwnHours(Query[tuple[Record, ...]]):
    """The person's own parts of a kind since then that come to hours (`Workflow.hours`), oldest
    first."""

    person: int
    kind: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Appointment:
    """Something of `activity` at which the person should be, and when."""

    activity: int
    starts_at: datetime
    ends_at: datetime
    title: Words


@dataclass(frozen=True, slots=True)
class Appointments(Query[tuple[Appointment, ...]]):
    """What stands in the person's calendar by their own parts, as each kind tells it
    (`Workflow.calendar_events`), between these times; the earliest first."""

    person: int
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class AuditRecord:
    """A line of the journal: who did it, and about whom."""

    at: datetime
    actor: int | None
    about: int | None


@dataclass(frozen=True, slots=True)
class AuditTrail(Query[tuple[AuditRecord, ...]]):
    """When an action was done in the activity, and by whom, oldest first."""

    activity: int
    action: str


@dataclass(frozen=True, slots=True)
class Claimed(Query[frozenset[str]]):
    """Which of these keys another activity has claimed."""

    activity: int
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PageOpen(Query[bool]):
    """Whether the activity's page has a link that leads to it."""

    activity: int


AnyQuery = Query[Any]


class QueryResults:
    """The answers, by the query that asked."""

    __slots__ = ("_answers",)

    def __init__(self, answers: Mapping[Query[Any], Any] | None = None) -> None:
        self._answers = dict(answers or {})

    def __getitem__(self, fact: Query[T]) -> T:
        return cast(T, self._answers[fact])
