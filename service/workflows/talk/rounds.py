"""A round: everybody in the branch by a certain day, the most urgent first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta

from service.circumstances import KINDS, Circumstance, Circumstances
from service.core.calendar import local, shown
from service.core.queries import History, HistoryEntry
from service.core.texts import text
from service.core.workflow import Outcome
from service.workflows.talk import preview
from service.workflows.talk.drafting import choose_times, in_draft, preview_of, step
from service.workflows.talk.model import (
    MAX_MEMBERS,
    Talker,
    TalkTurn,
    lead_of,
    owner_of,
    typed,
)
from service.workflows.talk.settings import TalkSettings
from service.workflows.talk.times import read_last_day

SOON = timedelta(days=7)  # a month that ends sooner is not worth a round
EVER = datetime(1970, 1, 2, tzinfo=UTC)
_NEVER = datetime.min.replace(tzinfo=UTC)


def circumstances(turn: TalkTurn) -> Circumstances:
    return Circumstances(turn.unit, owner_of(turn.state))


def held_before(turn: TalkTurn) -> History:
    """Every talk of the unit so far."""
    return History("talk", turn.unit, EVER)


def begin_round(turn: TalkTurn) -> Outcome:
    """Everybody but those who talk, by the end of the month."""
    offer = turn.state
    talkers = {owner_of(offer), *(each.person for each in offer.progress.talkers)}
    people = [each.id for each in turn.roster.members(turn.unit) if each.id not in talkers]
    if not people or len(people) > MAX_MEMBERS:
        return turn.refuse("talk-too-many", most=MAX_MEMBERS)
    last = last_talks(turn.query(held_before(turn)))
    stale = turn.now - timedelta(days=turn.settings(TalkSettings).urgent_days)
    ordered, urgent = by_urgency(people, turn.query(circumstances(turn)), last, stale)
    until = _end_of(_last_of_month(shown(turn.now, turn.timezone).date()), turn.timezone)
    changed = in_draft(turn, members=ordered, urgent=urgent, until=until)
    return choose_times(changed, "talk.round_begun")


def ask_until(turn: TalkTurn) -> Outcome:
    asked = preview.ask(turn, text("talk-ask-until"))
    return step(turn, "talk.until_asked", asked, prompt="until")


def set_until(turn: TalkTurn) -> Outcome:
    """The last day of the round in the secretary's own words; times after it are left out."""
    last = read_last_day(typed(turn), turn.now, turn.timezone)
    if last is None:
        return turn.refuse("talk-no-day")
    until = _end_of(last, turn.timezone)
    talkers = tuple(
        Talker(each.person, tuple(at for at in each.slots if at <= until))
        for each in turn.state.progress.talkers
    )
    changed = in_draft(turn, until=until, talkers=talkers)
    if not changed.state.progress.slots:  # none is left: they are chosen afresh
        return choose_times(changed, "talk.until_set")
    return preview_of(changed, "talk.until_set")


def _last_of_month(today: date) -> date:
    first_of_next = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    last = first_of_next - timedelta(days=1)
    if last - today >= SOON:
        return last
    return (first_of_next + timedelta(days=32)).replace(day=1) - timedelta(days=1)


def _end_of(day: date, zone: str) -> datetime:
    return local(datetime.combine(day, time(23, 59)), zone)


# -- who comes first


def last_talks(past: Iterable[HistoryEntry]) -> dict[int, datetime]:
    """When each person last had a talk, on either side of it."""
    last: dict[int, datetime] = {}
    for each in past:
        at = each.entry.held_at or each.entry.at
        if each.entry.phase in ("held", "recorded") and at:
            for person in (each.person, lead_of(each.state, each.entry)):
                last[person] = max(at, last.get(person, _NEVER))
    return last


def by_urgency(
    people: Iterable[int],
    circumstances: Mapping[int, Circumstance],
    last: Mapping[int, datetime],
    stale: datetime,
) -> tuple[tuple[int, ...], int]:
    """The people, the most urgent first, and how many of them are urgent: in quarantine, ill, in
    difficulty or away, or without a talk since `stale`."""

    def rank(person: int) -> tuple[int, datetime, int]:
        known = circumstances.get(person)
        need = KINDS.index(known.kind) if known else len(KINDS)
        return need, last.get(person, _NEVER), person

    ordered = tuple(sorted(people, key=rank))
    urgent = sum(each in circumstances or last.get(each, _NEVER) < stale for each in ordered)
    return ordered, urgent
