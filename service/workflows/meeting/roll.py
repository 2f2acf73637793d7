"""Who should attend, who is there, who may vote: the figures of a meeting.

Two numbers are kept apart: `expected` counts everybody who should attend, `voters` those of them
who have a vote, on whom quorum and majority are counted.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from service.core.access import Rules
from service.core.people import Person, Roster
from service.core.rulebook import MeetingKind, VoteProfile
from service.core.rulebook.verdict import Figures, enough, needed
from service.core.texts import Words, lines, text
from service.workflows.meeting.model import MeetingState, Record, Seat, seat

GRACE = timedelta(minutes=5)  # after the beginning; who comes later is late


def fits(rules: Rules, person: Person | None, kind: MeetingKind) -> bool:
    """Whether the person may call such a meeting."""
    if person is None:
        return False
    leads = "committee" in kind.convener and rules.in_committee(person)
    return leads or person.role in kind.convener or person.post in kind.convener


def committee_of(rules: Rules, roster: Roster, unit: int) -> tuple[Person, ...]:
    """Those who lead the unit together."""
    return tuple(each for each in roster.here(unit) if rules.in_committee(each))


def should_attend(
    rules: Rules, roster: Roster, unit: int, kind: MeetingKind, convener: int
) -> tuple[int, ...]:
    """Everybody whose meeting it is, by id."""
    people: Iterable[Person] = roster.members(unit)
    if kind.body == "committee":
        people = committee_of(rules, roster, unit)
    elif kind.body == "group":
        caller = roster.people.get(convener)
        people = [each for each in people if caller is not None and each.group == caller.group]
    standings = () if kind.body == "committee" else kind.attends
    return tuple(each.id for each in people if not standings or each.standing in standings)


def voting(
    rules: Rules, roster: Roster, kind: MeetingKind, expected: Iterable[int]
) -> tuple[int, ...]:
    """Who of them has a vote. In a committee everybody has."""
    return tuple(
        each
        for each in expected
        if kind.body == "committee" or roster.people[each].standing in rules.voting
    )


def are_alike(one: Iterable[int], other: Iterable[int]) -> bool:
    """Whether two meetings were of the same body, some of whose people may have changed."""
    here, there = {*one}, {*other}
    return 2 * len(here & there) > len(here | there)


@dataclass(frozen=True, slots=True)
class Standing:
    """How the meeting stands. `present`: who is there, or was, once it has ended; `voters` and
    `present_voters`: of those who have a vote; `coming`: who has said so and is not there yet."""

    expected: int
    voters: int
    present: int
    present_voters: int
    coming: int

    def figures(self, yes: int = 0, no: int = 0, abstain: int = 0) -> Figures:
        """Those that a rule of votes counts on."""
        cast, here = yes + no + abstain, self.present_voters
        return Figures(
            should=self.voters, present=here, given_out=here, returned=cast, valid=cast,
            yes=yes, no=no, abstain=abstain,
        )  # fmt: skip

    def is_valid(self, profile: VoteProfile | None) -> bool:
        """Whether enough are there."""
        return profile is None or enough(profile.quorum, self.present_voters, self.figures())

    def to_pass(self, profile: VoteProfile | None) -> int:
        """How many must agree; 0: nothing is decided."""
        return needed(profile.passes, self.figures()) if profile is not None else 0


def count(record: Record) -> Standing:
    there = {each for each in record.expected if is_present(record, each)}
    return Standing(
        len(record.expected),
        len(record.voters),
        len(there),
        len(there & {*record.voters}),
        sum(
            seat(record, each).answer == "coming" and not seat(record, each).spans
            for each in record.expected
        ),
    )


def is_present(record: Record, person: int) -> bool:
    """Whether they are there; of a meeting that has ended: whether they were."""
    there = seat(record, person)
    return bool(there.spans) if record.ended_at is not None else there.here


def absent(record: Record) -> tuple[int, ...]:
    return tuple(each for each in record.expected if not seat(record, each).spans)


def live(state: MeetingState) -> Words:
    """“Present 12 of 21: valid. To pass: 11 yes. On the way: 2.”"""
    record, now = state.progress, count(state.progress)
    profile, least = record.profile, now.to_pass(record.profile)
    return lines(
        text("meeting-live", present=now.present, expected=now.expected, coming=now.coming),
        text(
            "meeting-live-vote",
            valid="yes" if now.is_valid(profile) else "no",
            present=now.present_voters, voters=now.voters, needed=least,
            can="yes" if now.present_voters >= least else "no",
        )
        if profile is not None and least
        else None,
    )  # fmt: skip


def status(state: MeetingState, person: int) -> str:
    """How the person's part is listed: invited, coming, asked (for leave), leave, refused, here,
    left, absent, read (the minutes), late and early (left early) once it has ended."""
    record, there = state.progress, seat(state.progress, person)
    if there.spans:
        if record.ended_at is None:
            return "here" if there.here else "left"
        marks = marks_of(state, there)
        return next(iter(marks), "here")
    if there.read_at is not None:
        return "read"
    if there.answer == "leave":
        return {None: "asked", True: "leave", False: "refused"}[there.granted]
    if record.ended_at is not None:
        return "absent"
    return there.answer or "invited"


def marks_of(state: MeetingState, there: Seat) -> tuple[str, ...]:
    """ "late", "early": how their intervals differ from the meeting's."""
    record = state.progress
    begin = max(filter(None, (state.definition.starts_at, record.opened_at)), default=None)
    if not there.spans or begin is None:
        return ()
    late = there.spans[0].came > begin + GRACE
    left = there.spans[-1].left
    early = left is not None and (record.ended_at is None or left < record.ended_at)
    return (*(("late",) if late else ()), *(("early",) if early else ()))


def minutes_there(there: Seat, begin: datetime, end: datetime) -> int:
    """How long they were there between the two."""
    spans = ((max(each.came, begin), min(each.left or end, end)) for each in there.spans)
    return sum(max(int((left - came).total_seconds()), 0) for came, left in spans) // 60
