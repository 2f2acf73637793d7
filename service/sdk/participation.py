"""Who of the members has done their part in an activity, and who has not."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from service.core.people import Person, Roster
from service.core.queries import EntrySummary, Summary
from service.core.workflow import Activity

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


def names(people: Sequence[Person]) -> str:
    """Their names on one line."""
    return " · ".join(each.name for each in people)


def by_status(
    roster: Roster, parts: Sequence[tuple[int, T]], status: Callable[[T], str]
) -> dict[str, list[tuple[Person, T]]]:
    """The people who have a part, with it, by its status."""
    groups: dict[str, list[tuple[Person, T]]] = {}
    for number, part in parts:
        person = roster.people.get(number)
        if person is not None:
            groups.setdefault(status(part), []).append((person, part))
    return groups
