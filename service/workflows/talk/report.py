"""The report on talks: who talked with whom in a period. Who leads a branch sees who is left; for
those above it counts alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import partial
from itertools import combinations
from typing import Literal

from service.core.access import SEES_FIGURES, Rules, may
from service.core.calendar import local, shown
from service.core.message import Cell, Message
from service.core.people import Person, Roster
from service.core.queries import HistoryEntry
from service.core.records import Counted
from service.core.rulebook.duties import TALK
from service.core.texts import Lines, Moment, Words, lines, text
from service.core.workflow import Activity, Outcome
from service.sdk.export import Column, dated, head, table, workbook
from service.workflows.talk.model import Form, Offer, Talk, TalkTurn, lead_of
from service.workflows.talk.rounds import held_before
from service.workflows.talk.settings import TalkSettings
from service.workflows.talk.view import TITLE, choice, form_name, listed, marked, name_of, say

Period = Literal["month", "quarter", "half", "year"]
PERIODS: tuple[Period, ...] = ("month", "quarter", "half", "year")
_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
NAMED = 20  # names in a line of the chat
ROWS = 30  # people in the grid of the chat


def started(turn: TalkTurn) -> Outcome:
    return _show(turn, "quarter", finished=True)


def choose(turn: TalkTurn) -> Outcome:
    """Another period (`cover:year`)."""
    return _show(turn, _period(turn))


def sheet(turn: TalkTurn) -> Outcome:
    """The whole as a workbook; only where names may be seen."""
    covered, since = _covered(turn, _period(turn))
    named = [each for each in covered if _names_open(turn, each.unit)]
    if not named:
        return turn.refuse("sdk-not-allowed")
    message = in_a_workbook(turn, named[0], since)
    return turn.done("talk.coverage_sent", effects=turn.reply(message, "sheet"))


def _show(turn: TalkTurn, period: Period, *, finished: bool = False) -> Outcome:
    if not turn.context.may(SEES_FIGURES, turn.unit):
        return turn.refuse("sdk-not-allowed")
    covered, since = _covered(turn, period)
    named = tuple(each for each in covered if _names_open(turn, each.unit))
    counted = tuple(each for each in covered if each not in named)
    message = in_words(turn, named, counted, period, since)
    return turn.done(
        "talk.coverage_shown",
        state=turn.state if finished else None,
        effects=turn.reply(message, "coverage"),
        finished=finished,
    )


def _covered(turn: TalkTurn, period: Period) -> tuple[list[Coverage], datetime]:
    """The coverage of the unit and of each below it that has people, and since when."""
    roster, unit = turn.roster, turn.unit
    since = period_start(turn.now, roster.units[unit].timezone, period)
    meetings = meetings_of(turn.query(held_before(turn)), since, turn.now + timedelta(days=1))
    units = [unit, *sorted(roster.below(unit) - {unit})]
    covered = [cover(roster, turn.context.rules, each, meetings) for each in units]
    return [each for each in covered if each.committee or each.members], since


def _names_open(turn: TalkTurn, unit: int) -> bool:
    """Names are for those who hold talks in the branch itself; those above see counts."""
    actor, rules = turn.actor, turn.context.rules
    own = actor is not None and actor.unit == unit
    return own and may(rules, turn.roster, actor, "talk.manage", unit)


def period_start(now: datetime, zone: str, period: Period) -> datetime:
    """When the current month, quarter, half or whole year began on the clocks of `zone`."""
    today = shown(now, zone).date()
    month = (today.month - 1) // _MONTHS[period] * _MONTHS[period] + 1
    return local(datetime.combine(today.replace(month=month, day=1), time()), zone)


def _period(turn: TalkTurn) -> Period:
    return next((each for each in PERIODS if (each,) == turn.args()), "quarter")


# -- what is counted


@dataclass(frozen=True, slots=True)
class Meeting:
    """A talk that was held between two people."""

    at: datetime
    talker: int
    member: int
    form: Form | None
    topics: tuple[str, ...]

    @property
    def pair(self) -> frozenset[int]:
        return frozenset((self.talker, self.member))


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
    names: Mapping[int, str]  # as they are shown among these people

    @property
    def pairs(self) -> int:
        return len(self.committee) * (len(self.committee) - 1) // 2

    def last(self, one: int, other: int) -> datetime | None:
        """When these two last talked."""
        held = (each.at for each in self.meetings if each.pair == {one, other})
        return max(held, default=None)


def meetings_of(past: Iterable[HistoryEntry], since: datetime, until: datetime) -> list[Meeting]:
    """What was held in the period, oldest first."""
    found = []
    for each in past:
        at = each.entry.held_at or each.entry.at
        if each.entry.phase in ("held", "recorded") and at and since <= at < until:
            talker = lead_of(each.state, each.entry)
            form = each.entry.form or each.state.definition.form
            found.append(Meeting(at, talker, each.person, form, each.entry.topics))
    return sorted(found, key=lambda each: (each.at, each.talker, each.member))


def counts_as(activity: Activity[Offer], member: int, talk: Talk) -> Counted | None:
    """A talk that was held, between whom."""
    at = talk.held_at or talk.at
    if talk.phase not in ("held", "recorded") or at is None:
        return None
    return Counted(TALK, at, (lead_of(activity.state, talk), member))


def cover(roster: Roster, rules: Rules, unit: int, meetings: Iterable[Meeting]) -> Coverage:
    """How far the unit itself (not those below it) has come."""
    people = roster.here(unit)
    committee = tuple(each for each in people if rules.in_committee(each))
    members = tuple(each for each in people if not rules.in_committee(each))
    ids = {each.id for each in people}
    held = tuple(each for each in meetings if ids & {each.talker, each.member})
    pairs = {each.pair for each in held}
    leads = {each.id for each in committee}

    def met(one: Person, other: Person) -> bool:
        return one.id != other.id and {one.id, other.id} in pairs

    def talked(person: Person, others: Iterable[Person]) -> bool:
        return any(met(person, other) for other in others)

    return Coverage(
        unit,
        committee,
        members,
        held,
        tuple(pair for pair in combinations(committee, 2) if not met(*pair)),
        tuple(each for each in members if leads and not talked(each, committee)),
        tuple(each for each in members if len(members) > 1 and not talked(each, members)),
        roster.told_apart(people),
    )


# -- what is said


def in_words(
    turn: TalkTurn,
    named: Sequence[Coverage],
    counted: Sequence[Coverage],
    period: Period,
    since: datetime,
) -> Message:
    """Named coverage (who is left, and the grid), then that of other units in counts alone."""
    parts: list[Words | None] = [text("talk-coverage", since=Moment(since, "day"))]
    for each in named:
        parts += [_counts(turn, each), *_left(each), *_grid(each)]
    parts += [_counts(turn, each) for each in counted]
    if not named and not counted:
        parts.append(text("talk-coverage-nobody"))
    periods = tuple(
        choice(
            turn.activity,
            "cover",
            marked(text("talk-period", period=each), chosen=each == period),
            each,
        )
        for each in PERIODS
    )
    sheet = choice(turn.activity, "sheet", None, period) if named else None
    return say(lines(*parts), periods, sheet)


def _counts(turn: TalkTurn, each: Coverage) -> Words:
    """How many of the three pairs are done, without a name of anybody."""
    members = len(each.members)
    return text(
        "talk-coverage-counts",
        unit=turn.roster.units[each.unit].name,
        pairs=each.pairs - len(each.pairs_left),
        whole=each.pairs,
        led=members - len(each.without_committee) if each.committee else 0,
        met=members - len(each.without_member) if members > 1 else 0,
        of=members,
    )


def _left(each: Coverage) -> list[Words]:
    found: list[Words] = []
    shown = each.names
    if each.pairs_left:
        names = _names([f"{shown[one.id]}–{shown[other.id]}" for one, other in each.pairs_left])
        found.append(text("talk-left-pairs", names=names))
    if each.without_committee:
        found.append(text("talk-left-led", names=_people(each, each.without_committee)))
    if each.without_member:
        found.append(text("talk-left-met", names=_people(each, each.without_member)))
    return found


def _grid(each: Coverage) -> list[Words]:
    """A line for each person: with whom of the committee they have talked, and when."""
    if not each.committee:
        return []
    rows: list[Words] = []
    for person in (*each.committee, *each.members)[:ROWS]:
        cells = [
            lines(each.names[other.id], " ", _when(each, person, other), sep="")
            for other in each.committee
            if other.id != person.id
        ]
        rows.append(
            text("talk-line", name=each.names[person.id], status=Lines(tuple(cells), " ｜ "))
        )
    return rows


def _when(each: Coverage, one: Person, other: Person) -> Words:
    at = each.last(one.id, other.id)
    return lines("✓", Moment(at, "day"), sep=" ") if at else "·"


def _people(of: Coverage, people: Sequence[Person]) -> Words:
    return _names([of.names[each.id] for each in people])


def _names(names: Sequence[str]) -> Words:
    more = [f"… +{len(names) - NAMED}"] if len(names) > NAMED else []
    return listed([*names[:NAMED], *more])


def in_a_workbook(turn: TalkTurn, each: Coverage, since: datetime) -> Message:
    """A sheet of who talked with whom, one of the talks, one of who is left. No note is in it."""
    roster, settings = turn.roster, turn.settings(TalkSettings)
    people = (*each.committee, *each.members)

    zone = roster.unit_timezone(each.unit)

    def day(one: Person, other: Person) -> Cell:
        at = each.last(one.id, other.id)
        return dated(at, zone, day=True) if at else ""

    met: list[Column[Person]] = [
        Column(text("talk-column-name"), lambda person: each.names[person.id]),
        *(Column(each.names[other.id], partial(day, other)) for other in people),
    ]
    talks: tuple[Column[Meeting], ...] = (
        Column(text("talk-column-date"), lambda held: dated(held.at, zone, day=True)),
        Column(text("talk-column-talker"), lambda held: name_of(roster, held.talker)),
        Column(text("talk-column-member"), lambda held: name_of(roster, held.member)),
        Column(text("talk-column-form"), lambda held: form_name(held.form)),
        Column(
            text("talk-column-topics"),
            lambda held: Lines(tuple(map(settings.topic, held.topics)), " "),
        ),
    )
    left = (
        *(
            ("pairs", f"{each.names[one.id]}–{each.names[other.id]}")
            for one, other in each.pairs_left
        ),
        *(("led", each.names[person.id]) for person in each.without_committee),
        *(("met", each.names[person.id]) for person in each.without_member),
    )
    whom: tuple[Column[tuple[str, str]], ...] = (
        Column(text("talk-column-pair"), lambda row: text("talk-pair", pair=row[0])),
        Column(text("talk-column-name"), lambda row: row[1]),
    )
    unit, kind = roster.units[each.unit].name, text("talk-file-coverage")
    file = workbook(
        unit,
        head(turn, since, turn.now),
        (text("talk-sheet-grid"), table(met, people)),
        (text("talk-sheet-talks"), table(talks, each.meetings)),
        (text("talk-sheet-left"), table(whom, left)),
        kind=kind,
        began=turn.now,
        zone=zone,
    )
    return Message(text("talk-coverage-sent"), TITLE, attachments=(file,))
