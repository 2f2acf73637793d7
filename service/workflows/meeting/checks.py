"""What is missing before a meeting can be closed, and what is only warned of.

The steps come from the rule that the meeting began under, each with what shows that it was taken.
Beside them stand checks of the record itself, whatever the rule says:

k01  should attend = present + absent, each absence with its reason (where the rule knows leave)
k02  the minutes have their beginning and end, place, chair, recorder and topics
k03  the roll counts whom the minutes count
k04  an important item was in the committee before (a step)
k05  nobody is in two meetings at one time, k06 no meetings overlap, k07 the day is a working day,
k08  the minutes are complete within three working days, k09 they are no copy of earlier ones
k10  figures of a vote add up, k11 they are counted on those who should attend with a vote,
k12  nobody without a vote has voted; k28 each who was there spoke on what everybody speaks on;
k30  what was decided has an owner and a deadline
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from service.core.calendar import Holidays, shown
from service.core.queries import History, HistoryEntry
from service.core.rulebook import Step
from service.core.texts import Secret, Words, text
from service.workflows.meeting.model import MeetingState, MeetingTurn, Record, seat
from service.workflows.meeting.roll import absent, count

LOOKS_BACK = timedelta(days=62)
IN_TIME = 3  # working days after a meeting, within which its minutes are complete
ALIKE = 0.9  # of the words of two records


@dataclass(frozen=True, slots=True)
class Gap:
    """What is missing. `code`: the id of a step or of a check; `lacks`: what shows it."""

    code: str
    lacks: str
    words: Words


def earlier(turn: MeetingTurn) -> History | None:
    """A requirement: the meetings around this one."""
    starts = turn.state.definition.starts_at
    since = starts - LOOKS_BACK if starts is not None else None
    return History(turn.activity.kind, turn.unit, since) if since is not None else None


def others(turn: MeetingTurn) -> dict[int, MeetingState]:
    """The other meetings around this one by number, those that were called off left out. Requires
    `earlier`."""
    query = earlier(turn)
    found: Sequence[HistoryEntry] = turn.query(query) if query is not None else ()
    return {
        each.activity: each.state
        for each in found
        if each.activity != turn.id and each.state.phase != "cancelled"
    }


def span(state: MeetingState) -> tuple[datetime, datetime]:
    """From when to when it is called."""
    starts = state.definition.starts_at or datetime.min.replace(tzinfo=UTC)
    return starts, starts + timedelta(minutes=state.definition.minutes)


# -- steps


def applies(state: MeetingState, step: Step) -> bool:
    """Whether the step is to be taken in this meeting."""
    record, items = state.progress, state.definition.items
    if any(each.step == step.id and not each.applies for each in record.shown):
        return False
    match step.condition:
        case "committee":
            return record.committee
        case "important":
            return record.committee and any(each.important for each in items)
        case "decides":
            return any(each.aim == "decision" for each in items)
        case "absences":
            return bool(absent(record))
        case "decisions":
            return bool(record.resolved)
        case "previous":
            return bool(record.owed)
        case _:
            return True


def is_shown(record: Record, step: Step) -> bool:
    return any(each.step == step.id and each.applies for each in record.shown)


def _places(state: MeetingState, aim: str) -> list[int]:
    items = state.definition.items
    return [place for place, each in enumerate(items) if each.aim == aim and not each.step]


def without_words(state: MeetingState, step: Step) -> list[int]:
    """The items of the agenda that lack what was said on them, of those the step is about."""
    items, spoken = state.definition.items, {each.item for each in state.progress.points}
    own = [place for place, each in enumerate(items) if each.step == step.id]
    discussed = own or [*_places(state, "discussion"), *_places(state, "decision")]
    return [place for place in discussed or range(len(items)) if place not in spoken]


def undecided(state: MeetingState) -> list[int]:
    """The items for decision on which nothing was decided."""
    record = state.progress
    done = {each.item for each in record.tallies if each.outcome not in ("", "void")}
    if record.profile is None:
        done |= {each.item for each in record.resolved}
    return [place for place in _places(state, "decision") if place not in done]


def open_votes(record: Record) -> dict[int, int]:
    """The votes that have not come to their end, by the place of their item."""
    return {each.item: each.vote for each in record.tallies if each.vote and not each.outcome}


def unheard(state: MeetingState) -> set[int]:
    """Who was there and has not spoken on an item on which everybody speaks."""
    record, rule = state.progress, state.progress.rule
    people = {each for each in record.expected if seat(record, each).spans}
    silent: set[int] = set()
    for step in rule.steps if rule is not None else ():
        if step.everybody and applies(state, step):
            own = {at for at, each in enumerate(state.definition.items) if each.step == step.id}
            silent |= people - {each.speaker for each in record.points if each.item in own}
    return silent


def loose_ends(record: Record) -> list[int]:
    """The decisions without an owner or a deadline."""
    return [at for at, each in enumerate(record.resolved) if not each.owner or each.due is None]


def unexplained(record: Record) -> list[int]:
    """Who was absent without a reason."""
    return [each for each in absent(record) if not seat(record, each).reason]


def unsigned(state: MeetingState) -> list[int]:
    """Who of chair and recorder has not signed the record as it stands."""
    record, current = state.progress, digest(state)
    signed = {each.by for each in record.signatures if each.digest == current}
    return [each for each in dict.fromkeys((record.chair, record.recorder)) if each not in signed]


_SHOWS: Mapping[str, Callable[[MeetingState, Step], bool]] = {
    "notice": lambda state, step: (
        state.progress.called_at is not None or is_shown(state.progress, step)
    ),
    "topics": lambda state, step: bool(state.definition.items),
    "leave": lambda state, step: not unexplained(state.progress),
    "roll": lambda state, step: count(state.progress).present > 0,
    "quorum": lambda state, step: count(state.progress).is_valid(state.progress.profile),
    "speeches": lambda state, step: not without_words(state, step),
    "votes": lambda state, step: not undecided(state),
    "resolution": lambda state, step: not undecided(state),
    "follow_up": lambda state, step: not loose_ends(state.progress),
    "minutes": lambda state, step: state.progress.ended_at is not None,
    "signatures": lambda state, step: not unsigned(state),
    "material": lambda state, step: (
        bool(state.progress.materials) or is_shown(state.progress, step)
    ),
}


def lacks(state: MeetingState, step: Step) -> str:
    """What shows that the step was taken and is not there; "": nothing."""
    shows = ((each, _SHOWS.get(each)) for each in step.evidence)
    return next(
        (
            each
            for each, there in shows
            if not (there(state, step) if there else is_shown(state.progress, step))
        ),
        "",
    )


def missing(state: MeetingState, *phases: str) -> Iterator[Gap]:
    """The required steps of these phases that were not taken."""
    rule = state.progress.rule
    for step in rule.steps if rule is not None else ():
        if step.phase in phases and step.required and applies(state, step):
            lacking = lacks(state, step)
            if lacking:
                yield _gap(step.id, "asked" if step.condition == "asked" else lacking, step.name)


def _gap(code: str, lacking: str, step: Words = "") -> Gap:
    return Gap(code, lacking, text("meeting-gap", what=lacking, step=step))


# -- the whole


def gaps(state: MeetingState) -> list[Gap]:
    """Everything that keeps the meeting from being closed, what comes first first. What somebody
    has taken upon themselves is none any more."""
    taken = {each.gap for each in state.progress.excused}
    still = [_gap("k10", "open_vote")] if open_votes(state.progress) else []
    within = [*missing(state, "before"), *still, *missing(state, "during")]
    found = [*within, *_of_record(state), *missing(state, "after")]
    by_lack: dict[str, Gap] = {}
    for each in found:
        same = each.lacks if each.lacks in ("leave", "roll", "votes", "signatures") else each.code
        by_lack.setdefault(same, each)
    return [each for each in by_lack.values() if each.code not in taken]


def _of_record(state: MeetingState) -> Iterator[Gap]:
    record, rule = state.progress, state.progress.rule
    knows_leave = rule is not None and any("leave" in each.evidence for each in rule.steps)
    if knows_leave and unexplained(record):
        yield _gap("k01", "leave")
    whole = record.chair and record.recorder and record.chair != record.recorder
    if not whole:
        yield _gap("k02", "recorder")
    elif not (record.opened_at and record.ended_at and state.definition.items):
        yield _gap("k02", "minutes")
    if not adds_up(record):
        yield _gap("k03", "roll")
    for each in record.tallies:
        if not each.vote and not counted_rightly(record, each.figures):
            yield _gap("k10", "votes")


def adds_up(record: Record) -> bool:
    """Should attend = present + absent."""
    now = count(record)
    return now.present > 0 and now.present + len(absent(record)) == now.expected


def counted_rightly(record: Record, counted: Mapping[str, int]) -> bool:
    """Whether the votes add up to those who were there and had one."""
    cast = sum(counted.get(each, 0) for each in ("yes", "no", "abstain"))
    return 0 < cast <= counted.get("present", 0) <= len(record.voters) == counted.get("voters", 0)


def warnings(turn: MeetingTurn) -> list[str]:
    """The checks that only warn, by their ids. Requires `earlier`."""
    state, around = turn.state, others(turn)
    record, begins = state.progress, state.definition.starts_at or turn.now
    ends = record.ended_at or begins
    found = []
    people = {each for each in record.expected if seat(record, each).spans}
    for number, other in around.items():
        if turn.id == other.progress.together or number == record.together:
            continue
        began, ended = other.progress.opened_at, other.progress.ended_at
        if began is None or ended is None or not (began < ends and begins < ended):
            continue
        there = {each for each, line in other.progress.roll.items() if line.spans}
        found.append("k05" if there & people else "k06")
    if not turn.context.holidays.is_workday(shown(begins, turn.unit_timezone).date()):
        found.append("k07")
    if is_late(turn.context.holidays, ends, turn.now, turn.unit_timezone):
        found.append("k08")
    if any(_alike(state, other) for other in around.values()):
        found.append("k09")
    if unheard(state):
        found.append("k28")
    if loose_ends(record):
        found.append("k30")
    return [*dict.fromkeys(found)]


def due_on(holidays: Holidays, ended: datetime, zone: str) -> date:
    """The last day on which the minutes are in time."""
    day, left = shown(ended, zone).date(), IN_TIME
    while left:
        day += timedelta(days=1)
        left -= holidays.is_workday(day)
    return day


def is_late(holidays: Holidays, ended: datetime, now: datetime, zone: str) -> bool:
    return shown(now, zone).date() > due_on(holidays, ended, zone)


def _alike(one: MeetingState, other: MeetingState) -> bool:
    """Whether the words of two records are almost the same."""
    here, there = ({each.words for each in state.progress.points} for state in (one, other))
    both = len(here | there)
    return both > 2 and len(here & there) / both >= ALIKE


def digest(state: MeetingState) -> str:
    """What a signature stands for: everything that the minutes say of the meeting itself. What is
    shown of the steps after it comes later."""
    record, rule = state.progress, state.progress.rule
    after = {each.id for each in rule.steps if each.phase == "after"} if rule is not None else set()
    record = replace(
        record,
        roll={each: replace(line, read_at=None, words=None) for each, line in record.roll.items()},
        shown=tuple(each for each in record.shown if each.step not in after),
        signatures=(), excused=(), warned=(), done={}, item=0, pending="", seed="",
        entered_at=None, late=False,
    )  # fmt: skip
    plain = (asdict(state.definition), asdict(record))
    plain[1].pop("tries")  # earlier records were signed without it
    written = json.dumps(plain, sort_keys=True, default=_plain)
    return hashlib.sha256(written.encode()).hexdigest()[:16]


def _plain(value: Any) -> object:
    if isinstance(value, datetime):
        return value.timestamp()
    return "" if isinstance(value, Secret) else str(value)
