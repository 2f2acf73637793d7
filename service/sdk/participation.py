"""Who takes part in an activity: who has done so and who has not, and the list of people."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Generic, TypeVar

from service.core.message import Attachment
from service.core.people import Person, Roster
from service.core.queries import EntrySummary, Summary
from service.core.texts import Words, text
from service.core.workflow import Activity
from service.sdk.audience import invited
from service.sdk.export import Column, head, of_people, table, workbook
from service.sdk.state import State, value_of
from service.sdk.transitions import entries
from service.sdk.turn import Turn

D = TypeVar("D")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Participation:
    """The active members of an activity's unit and below, by what they have done.

    `done` and `silent`: in the order of the roster. `summaries`: of everybody who has a part, also
    of who is no member any more.
    """

    done: tuple[Person, ...]
    silent: tuple[Person, ...]
    summaries: Mapping[int, Summary]

    @property
    def members(self) -> int:
        return len(self.done) + len(self.silent)


def participation(
    roster: Roster,
    activity: Activity[Any],
    summaries: Sequence[EntrySummary],
    statuses: Collection[str],
) -> Participation:
    """The members by whether the status of their part is one of these."""
    known = {each.person: each.summary for each in summaries}
    members = roster.members(activity.unit)
    done = {each for each, summary in known.items() if summary.status in statuses}
    return Participation(
        tuple(each for each in members if each.id in done),
        tuple(each for each in members if each.id not in done),
        known,
    )


def names(roster: Roster, people: Sequence[Person]) -> str:
    """Their names on one line, told apart."""
    return " · ".join(roster.names(each.id for each in people))


@dataclass(frozen=True, slots=True)
class People(Generic[D, T]):
    """The people who have a part, as the organizer reads and exports them.

    `statuses`: in which order they are listed by the status of their part; who has another is left
    out; a status has its words in `<kind>-status`. `taking_part`: the statuses of those who are
    counted as taking part; default: the first. `hours`: the time that a person has given to it,
    which the workbook has in a column, `<kind>-column-hours`; `texts`: what else it has of each,
    by the name of the column; one that is empty for everybody is left out.
    """

    summary: Callable[[T], Summary]
    statuses: tuple[str, ...]
    taking_part: tuple[str, ...] = ()
    hours: Callable[[T, D], float] | None = None
    texts: Mapping[str, Callable[[T], str]] = field(default_factory=dict)

    def groups(self, turn: Turn[State[D, Any], T], new: T) -> dict[str, list[tuple[Person, T]]]:
        """Who has which status, in the order in which they came to it; members who have no part
        yet count as if they had a `new` one. Requires `entries`."""
        people, known = turn.roster.people, dict(turn.query(entries(turn)))
        members = {each.id: new for each in invited(turn)}
        parts = [(people[each], part) for each, part in (members | known).items() if each in people]
        parts.sort(key=lambda each: self.summary(each[1]).at or turn.now)
        grouped = {
            status: [each for each in parts if self.summary(each[1]).status == status]
            for status in self.statuses
        }
        return {status: group for status, group in grouped.items() if group}

    def count(self, turn: Turn[Any, T], status: str) -> int:
        """How many parts have this status. Requires `entries`."""
        return sum(self.summary(part).status == status for _, part in turn.query(entries(turn)))

    def lines(self, turn: Turn[State[D, Any], T], new: T) -> list[Words]:
        """A line for each status: how many there are, and who."""
        return [
            text(
                "sdk-people",
                status=self._words(turn, status),
                n=len(group),
                names=names(turn.roster, [person for person, _ in group]),
            )
            for status, group in self.groups(turn, new).items()
        ]

    def workbook(
        self, turn: Turn[State[D, Any], T], new: T, title: Words, held: str = ""
    ) -> Attachment:
        """The list as a workbook. `held`: the name of the time at which the activity is held;
        without one it is from its opening to its close."""
        plan, zone = turn.state.schedule, turn.unit_timezone
        began, ended = plan.opens_at, plan.closes_at
        if held not in ("", "closes_at"):
            began, ended = value_of(turn.state, held), None
        began = began or turn.now
        groups = self.groups(turn, new)
        rows = [row for group in groups.values() for row in group]
        listed = table((*of_people(turn.roster), *self._columns(turn, rows)), rows)
        part = sum(len(groups.get(each, ())) for each in self.taking_part or self.statuses[:1])
        about = head(turn, began, ended, (part, len(invited(turn))))
        sheet, kind = (text("sdk-sheet-people"), listed), text("sdk-file-people")
        return workbook(title, about, sheet, kind=kind, began=began, zone=zone)

    def _columns(
        self, turn: Turn[State[D, Any], T], rows: Sequence[tuple[Person, T]]
    ) -> Iterator[Column[tuple[Person, T]]]:
        definition, hours = turn.state.definition, self.hours
        yield Column(
            text("sdk-column-status"), lambda row: self._words(turn, self.summary(row[1]).status)
        )
        if hours is not None:
            heading = text(f"{turn.activity.kind}-column-hours")
            yield Column(heading, lambda row: hours(row[1], definition))
        for name, said in self.texts.items():
            if any(said(part) for _, part in rows):
                heading = text(f"{turn.activity.kind}-column-{name}")
                yield Column(heading, partial(_said, said))

    def _words(self, turn: Turn[State[D, Any], T], status: str) -> Words:
        return text(f"{turn.activity.kind}-status", status=status)


def _said(said: Callable[[T], str], row: tuple[Person, T]) -> str:
    return said(row[1])
