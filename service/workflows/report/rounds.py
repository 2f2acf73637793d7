"""Each round: asked in the morning of each time zone with one message for all who live there. Who
is silent is told to the contact after a day and to who leads after two, and is not pressed further:
they are reminded once and asked three times, then once a week.

What a round costs grows with the number of time zones, not of members.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from service.core.calendar import shown
from service.core.effects import Effect, Send, SetTimer, ToPerson
from service.core.events import TimerFired
from service.core.message import Message
from service.core.people import Person
from service.core.queries import EntrySummary, Summary
from service.core.texts import Words, text
from service.core.workflow import Outcome
from service.sdk.panels import grid
from service.sdk.participation import names
from service.sdk.transitions import results
from service.workflows.report.model import (
    AWAY,
    BACK,
    NONE,
    NOT_ASKED,
    REFUSED,
    ROUNDS,
    Rate,
    ReportTurn,
    SeriesState,
    begins_at,
    form_of,
    next_round,
    reporting,
)
from service.workflows.report.readers import contact_of

REMINDED = timedelta(hours=4)  # after a round has begun
AFTER = timedelta(minutes=10)  # the next round's morning, whose question comes first
LATE = timedelta(hours=24) + AFTER
OVERDUE = timedelta(hours=48) + AFTER
PATIENCE = 3  # rounds without an answer; from then on a silent member is asked once a week
BEFORE = timedelta(hours=1)  # a round is set, so that only its question is due in the morning
NAMED = 20  # people; more are only counted

NOTHING = Summary(NONE)
Groups = tuple[list[Person], list[Person], list[Person]]
"""Who has reported, who is silent, who is away."""


def zones(turn: ReportTurn) -> tuple[str, ...]:
    """The clocks that its members live by."""
    members = reporting(turn.roster, turn.unit, turn.state)
    return tuple(sorted({each.timezone for each in members} or {turn.unit_timezone}))


def first_timer(turn: ReportTurn) -> tuple[Effect, ...]:
    """What a series that has just opened waits for; a dry run is asked at once."""
    if turn.activity.sandbox is not None:
        yesterday = shown(turn.now, turn.unit_timezone).date() - timedelta(days=1)
        return (_timer(turn, "round", yesterday.isoformat(), turn.now),)
    return _round_timer(turn, next_round(turn.state, turn.now, turn.context.holidays))


def _round_timer(turn: ReportTurn, day: str) -> tuple[Effect, ...]:
    if not day:
        return ()
    at = min(begins_at(turn.state, day, zone) for zone in zones(turn)) - BEFORE
    return (_timer(turn, "round", day, at),)


def _timer(turn: ReportTurn, name: str, day: str, at: datetime, zone: str = "") -> SetTimer:
    named = ".".join(each for each in (name, day, zone) if each)
    return SetTimer(named, max(at, turn.now), revision=turn.state.schedule.revision)


def _round(turn: ReportTurn) -> tuple[str, str]:
    """The day and the zone that the timer names."""
    _, day, zone = (*getattr(turn.event, "name", "").split(".", 2), "", "")[:3]
    return day, zone


def begin(turn: ReportTurn) -> Outcome:
    """A round begins where its day dawns first: it is set for each zone. Those that were missed
    while the service was down are left out."""
    day, state, holidays = _round(turn)[0], turn.state, turn.context.holidays
    own = begins_at(state, day, turn.unit_timezone)
    after = next_round(state, own, holidays)
    while after and begins_at(state, after, turn.unit_timezone) <= turn.now:
        day, own = after, begins_at(state, after, turn.unit_timezone)
        after = next_round(state, own, holidays)
    days = tuple(dict.fromkeys((*state.progress.days, day)))[-ROUNDS:]
    turn = turn.becomes(state.advanced(days=days))
    timers = (_timer(turn, "ask", day, begins_at(state, day, zone), zone) for zone in zones(turn))
    effects = (*timers, *_round_timer(turn, after))
    return turn.done("report.round_begun", state=turn.state, effects=effects)


def ask(turn: ReportTurn) -> Outcome:
    """It is morning in the zone: everybody there is asked who is not away."""
    day, zone = _round(turn)
    asked = turn.state.progress.asked
    known = {each for ids in asked.values() for each in ids}
    new = [each.id for each in _members(turn, zone) if each.id not in known]
    if new:
        turn = turn.becomes(turn.state.advanced(asked={**asked, day: (*asked.get(day, ()), *new)}))
    timers = (
        _timer(turn, name, day, begins_at(turn.state, day, zone) + span, zone)
        for name, span in (("silent", REMINDED), ("late", LATE), ("overdue", OVERDUE))
    )
    later = timers if turn.activity.sandbox is None else ()
    effects = (*later, *_to_silent(turn, "report-asked", *_patience(turn, day)))
    return turn.done("report.asked", state=turn.state, effects=effects)


def remind(turn: ReportTurn) -> Outcome:
    """Once, a few hours later: whoever answered the round before, and who is asked for the first
    time. Those who have been silent for longer are not pressed."""
    day = _round(turn)[0]
    first = day in turn.state.progress.asked
    effects = _to_silent(turn, "report-reminder", _before(turn, day)[-1:], new=first)
    return turn.done("report.reminded", effects=effects)


def _before(turn: ReportTurn, day: str) -> tuple[str, ...]:
    return tuple(each for each in turn.state.progress.days if each < day)


def _patience(turn: ReportTurn, day: str) -> tuple[tuple[str, ...], bool]:
    """Whom the question of this round still reaches: who answered one of these rounds, and whether
    those are meant who never have. The first round of a week reaches everybody."""
    before = _before(turn, day)
    weeks = [date.fromisoformat(each).isocalendar()[:2] for each in (*before[-1:], day)]
    if len(weeks) < 2 or weeks[0] != weeks[1]:
        return before, True
    recent = before[-PATIENCE:]
    return recent, not turn.state.progress.asked.keys().isdisjoint((*before[1 - PATIENCE :], day))


def _to_silent(
    turn: ReportTurn, key: str, before: tuple[str, ...], new: bool = True
) -> tuple[Send, ...]:
    """To those in the zone who answered one of the rounds `before` and not this one, and are not
    away: whether all is as it was. `new`: to those who have never answered, too."""
    day, zone = _round(turn)
    how: Any = {
        "but_status": (day, *NOT_ASKED),
        "zone": zone,
        "standings": turn.state.progress.who,
        "deferrable": True,
        "time_sensitive": True,
        "until": begins_at(turn.state, day, zone) + OVERDUE,
        "due_at": turn.event.due_at if isinstance(turn.event, TimerFired) else None,
    }
    back = (BACK,) if key == "report-asked" else ()
    never = ("", NONE) if new else ()
    told: list[Send] = []
    for statuses, again in (((*never, *back), False), (before, True)):
        if statuses:
            message = asking(turn, key, again=again)
            told += turn.members("own", message, only_status=statuses, **how)
    return tuple(told)


def asking(turn: ReportTurn, key: str, *, again: bool = False) -> Message:
    """The question of the morning. It says nothing of what was answered before."""
    form = form_of(turn.state)
    again = again and not form.answered
    same = ("report-button-same", "report-button-revise")
    ways = same if again else ("report-button-fill",)
    words = text(key, name=form.name, answered=int(form.answered), again=int(again))
    return Message(words, choices=grid(turn.activity, *ways, "report-button-away"))


def _members(turn: ReportTurn, zone: str) -> list[Person]:
    return [x for x in reporting(turn.roster, turn.unit, turn.state) if x.timezone == zone]


# -- the silent


def silent_of(
    state: SeriesState, summaries: Iterable[EntrySummary], members: Iterable[Person], day: str
) -> Groups:
    """The members who were asked by the round of this day: who has answered it or a later one, who
    is silent, and who is away, or was when it began. Who doesn't agree to be asked is none of
    them."""
    known = {each.person: each.summary for each in summaries}
    since = {each: first for first, ids in state.progress.asked.items() for each in ids}
    found: Groups = ([], [], [])
    for each in members:
        summary = known.get(each.id, NOTHING)
        stands, at = summary.status, summary.at
        if since.get(each.id, "~") > day or stands == REFUSED:
            continue
        was = stands == BACK and at is not None and begins_at(state, day, each.timezone) < at
        away = stands == AWAY or was
        done = stands not in (NONE, AWAY, BACK) and stands >= day
        found[2 if away else 0 if done else 1].append(each)
    return found


def late(turn: ReportTurn) -> Outcome:
    """A day has gone: the rate is kept, and the contact hears who is newly silent."""
    found = _found(turn)
    rates = _counted(turn.state.progress.rates, _round(turn)[0], found)
    turn = turn.becomes(turn.state.advanced(rates=rates))
    told, effects = _escalated(turn, "report-late", found[1], (contact_of(turn),))
    return turn.done("report.counted", state=turn.state.advanced(late=told), effects=effects)


def overdue(turn: ReportTurn) -> Outcome:
    """Two days have gone: who leads the series hears it."""
    told, effects = _escalated(turn, "report-overdue", _found(turn)[1], turn.organizers())
    return turn.done("report.escalated", state=turn.state.advanced(overdue=told), effects=effects)


def _found(turn: ReportTurn) -> Groups:
    """Those of the round and the zone that the timer names. Requires `results`."""
    day, zone = _round(turn)
    return silent_of(turn.state, turn.query(results(turn)), _members(turn, zone), day)


def _escalated(
    turn: ReportTurn, key: str, silent: list[Person], to: Iterable[int]
) -> tuple[tuple[int, ...], list[Send]]:
    """Whose silence is known from now on, and the message about those with whom it is news. Who
    has reported since is forgotten, so that another silence is news again."""
    step, zone = key.removeprefix("report-"), _round(turn)[1]
    before: tuple[int, ...] = getattr(turn.state.progress, step)
    members = reporting(turn.roster, turn.unit, turn.state)
    elsewhere = {each.id for each in members if each.timezone != zone}
    new = [each for each in silent if each.id not in before]
    known = tuple(sorted(elsewhere.intersection(before) | {each.id for each in silent}))
    if not new:
        return known, []
    rows = grid(turn.activity, "report-button-table", "sdk-button-nudge")
    contact, told = contact_of(turn), list[Send]()
    how: Any = {"deferrable": True, "time_sensitive": True}
    for reader in filter(None, to):
        others = [each for each in new if each.id != reader]  # they know of themselves
        listed = names(turn.roster, others[:NAMED])
        facts: dict[str, Any] = {
            "n": len(others),
            "names": listed,
            "contact": int(reader == contact),
        }
        said = Message(text(key, name=form_of(turn.state).name, **facts), choices=rows)
        told += [Send(ToPerson(reader), step, said, **how)] if others else []
    return known, told


def ended(turn: ReportTurn) -> Outcome:
    """The series is over: rounds that have not had a whole day are counted as they stand. Requires
    `results`."""
    state, rates = turn.state, turn.state.progress.rates
    for day in state.progress.days[-2:]:
        for zone in zones(turn):
            begun = begins_at(state, day, zone)
            if begun <= turn.now < begun + LATE:
                members = _members(turn, zone)
                found = silent_of(state, turn.query(results(turn)), members, day)
                rates = _counted(rates, day, found)
    return turn.done("report.counted", state=state.advanced(rates=rates), finished=True)


def _counted(rates: tuple[Rate, ...], day: str, found: Groups) -> tuple[Rate, ...]:
    """The rates with these of one zone added to the day's."""
    done, silent, away = map(len, found)
    known = next((each for each in rates if each.day == day), Rate(day))
    added = Rate(day, known.done + done, known.of + done + silent, known.away + away)
    others = (each for each in rates if each.day != day)
    return tuple(sorted((*others, added), key=lambda each: each.day))[-ROUNDS:]


def rate_words(rate: Rate) -> Words:
    """`5 of 7 (71 %)`, and who is away beside them."""
    share = round(100 * rate.done / rate.of) if rate.of else 0
    return text("report-rate", done=rate.done, of=rate.of, share=share, away=rate.away)
