"""Who talked with whom in a period, by the three pairs; counted from what was held."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations

from service.core.access import Rules
from service.core.people import Person, Roster
from service.core.queries import HistoryEntry
from service.workflows.talk.model import Form, lead_of

Pair = tuple[int, int]  # two people, the smaller id first


@dataclass(frozen=True, slots=True)
class Meeting:
    """A talk that was held between two people."""

    at: datetime
    talker: int
    member: int
    form: Form | None
    topics: tuple[str, ...]

    @property
    def pair(self) -> Pair:
        return min(self.talker, self.member), max(self.talker, self.member)


@dataclass(frozen=True, slots=True)
class Coverage:
    """Of one unit. `committee` and `members` are its people; the three pairs:

    `pairs_left`: two of the committee who have not talked with each other;
    `without_committee`: members who have talked with nobody of the committee;
    `without_member`: members who have talked with no other member.
    """

    unit: int
    committee: tuple[Person, ...]
    members: tuple[Person, ...]
    meetings: tuple[Meeting, ...]
    pairs_left: tuple[tuple[Person, Person], ...]
    without_committee: tuple[Person, ...]
    without_member: tuple[Person, ...]

    @property
    def pairs(self) -> int:
        return len(self.committee) * (len(self.committee) - 1) // 2

    def last(self, one: int, other: int) -> datetime | None:
        """When these two last talked."""
        pair = (min(one, other), max(one, other))
        return max((each.at for each in self.meetings if each.pair == pair), default=None)


def meetings_of(past: Iterable[HistoryEntry], since: datetime, until: datetime) -> list[Meeting]:
    """What was held in the period, oldest first."""
    found = []
    for each in past:
        at = each.entry.held_at or each.entry.at
        if each.entry.phase in ("held", "recorded") and at and since <= at < until:
            talker = lead_of(each.state, each.entry)
            form = each.entry.form or each.state.form
            found.append(Meeting(at, talker, each.person, form, each.entry.topics))
    return sorted(found, key=lambda each: (each.at, each.talker, each.member))


def cover(roster: Roster, rules: Rules, unit: int, meetings: Iterable[Meeting]) -> Coverage:
    """How far the unit itself (not those below it) has come."""
    people = [each for each in roster.members(unit) if each.unit == unit]
    committee = tuple(each for each in people if rules.in_committee(each))
    members = tuple(each for each in people if not rules.in_committee(each))
    ids = {each.id for each in people}
    held = tuple(each for each in meetings if ids & {each.talker, each.member})
    pairs = {each.pair for each in held}
    leads = {each.id for each in committee}

    def talked(person: Person, others: Iterable[Person]) -> bool:
        return any(
            (min(person.id, other.id), max(person.id, other.id)) in pairs
            for other in others
            if other.id != person.id
        )

    return Coverage(
        unit,
        committee,
        members,
        held,
        tuple(
            (one, other)
            for one, other in combinations(committee, 2)
            if (min(one.id, other.id), max(one.id, other.id)) not in pairs
        ),
        tuple(each for each in members if leads and not talked(each, committee)),
        tuple(each for each in members if len(members) > 1 and not talked(each, members)),
    )
