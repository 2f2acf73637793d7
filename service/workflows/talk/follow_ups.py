"""What is to be done after a talk: kept sealed, with a day, reminded of, closed by one tap."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from service.core.calendar import local
from service.core.calendar import shown as local_reading
from service.core.effects import ClearTimer, Effect, SetTimer
from service.core.texts import Moment, Words, lines, text
from service.core.workflow import Outcome
from service.workflows.talk.booking import SETTLE, to_lead, told_lead
from service.workflows.talk.model import (
    FollowUp,
    Offer,
    TalkTurn,
    confided,
    lead_of,
    talk_of,
    typed,
)
from service.workflows.talk.times import read_last_day
from service.workflows.talk.view import BACK, close_button, follow_button, lead_state, look, say

MOST = 10
LONGEST = 500  # characters
REMINDED_AT = time(9)  # on the clock of who leads the talk
WEEKS = (1, 2, 4)  # offered for the day


def ask(turn: TalkTurn) -> Outcome:
    if turn.context.abroad:
        return turn.refuse("talk-not-abroad")
    if len(talk_of(turn).follow_ups) >= MOST:
        return turn.refuse("talk-follow-ups-full", most=MOST)
    shown = look(turn)
    asked = say(text("talk-ask-follow-up", name=shown.member_name), shown.lead("who", BACK))
    return told_lead(turn, "talk.follow_up_asked", shown, asked, prompt="follow")


def take(turn: TalkTurn) -> Outcome:
    """What is to be done, in confidence; then by when."""
    if turn.context.abroad:
        return turn.refuse("talk-not-abroad")
    said, talk = confided(turn, LONGEST), talk_of(turn)
    if said is None:
        return turn.refuse("talk-no-follow-up", most=LONGEST)
    words, erase = said
    kept = replace(talk, follow_ups=(*talk.follow_ups, FollowUp(words)))
    shown = look(turn, kept)
    weeks = tuple(shown.lead("due", text("talk-in-weeks", n=each), each) for each in WEEKS)
    asked = to_lead(turn, shown, say(text("talk-ask-due"), weeks), prompt="due")
    effects, state = (erase, asked), _open(turn)
    return turn.done("talk.follow_up_kept", state=state, part=kept, effects=effects, secret=True)


def set_due(turn: TalkTurn) -> Outcome:
    """The day of the newest one: so many weeks on (`due:weeks`), or typed."""
    talk = talk_of(turn)
    if not talk.follow_ups:
        return turn.refuse("sdk-moved-on")
    (weeks,) = turn.ints()[:1] or (0,)
    if typed(turn):
        day = read_last_day(typed(turn), turn.now, _zone(turn))
    else:
        day = _weeks_on(turn, weeks) if 0 < weeks <= 52 else None
    if day is None:
        return turn.refuse("talk-no-day")
    return _put_off(turn, len(talk.follow_ups) - 1, day)


def close(turn: TalkTurn) -> Outcome:
    """It is done (`close:place`)."""
    place, found = _named(turn)
    if found is None or found.done:
        return turn.refuse("sdk-moved-on")
    return _changed(turn, place, replace(found, done=True))


def postpone(turn: TalkTurn) -> Outcome:
    """A week more (`postpone:place`)."""
    place, found = _named(turn)
    if found is None or found.done:
        return turn.refuse("sdk-moved-on")
    return _put_off(turn, place, _weeks_on(turn, 1))


def _weeks_on(turn: TalkTurn, weeks: int) -> date:
    return local_reading(turn.now, _zone(turn)).date() + timedelta(weeks=weeks)


def _put_off(turn: TalkTurn, place: int, day: date) -> Outcome:
    due = local(datetime.combine(day, REMINDED_AT), _zone(turn))
    return _changed(turn, place, replace(talk_of(turn).follow_ups[place], due=due))


def _changed(turn: TalkTurn, place: int, follow_up: FollowUp) -> Outcome:
    follow_ups = list(talk_of(turn).follow_ups)
    follow_ups[place] = follow_up
    kept = replace(talk_of(turn), follow_ups=tuple(follow_ups))
    shown, timer = look(turn, kept), f"f{place}"
    waits = follow_up.due if not follow_up.done else None
    day = text("talk-follow-up-kept", day=_day(follow_up))
    head = text("talk-follow-up-closed") if follow_up.done else day
    effects: list[Effect] = [
        to_lead(turn, shown, lead_state(shown, head)),
        SetTimer(timer, waits, turn.person) if waits else ClearTimer(timer, turn.person),
        SETTLE,
    ]
    action = "talk.follow_up_closed" if follow_up.done else "talk.follow_up_due_set"
    return turn.done(action, state=_open(turn), part=kept, effects=effects)


def read(turn: TalkTurn) -> Outcome:
    """What is to be done, to who leads the talk alone (`follow:place`)."""
    _, found = _named(turn)
    if found is None:
        return turn.refuse("sdk-moved-on")
    shown = look(turn)
    head = text("talk-follow-up", name=shown.member_name, day=_day(found))
    how: Any = {"key": f"follow{turn.person}", "secret": True, "holder": shown.lead_id}
    return told_lead(turn, "talk.follow_up_read", shown, say(lines(head, found.words)), **how)


def remind(turn: TalkTurn) -> Outcome:
    """The day has come (`@f0`). What it is about is not said before it is asked for."""
    place = int(turn.name.removeprefix("@f"))
    follow_ups = talk_of(turn).follow_ups
    if place >= len(follow_ups) or follow_ups[place].done:
        return turn.ignore("talk-stale-timer")
    shown = look(turn)
    later = shown.lead("postpone", None, place), follow_button(shown, place)
    head = text("talk-follow-up-due", name=shown.member_name)
    told = say(head, close_button(shown, place), later)
    how: Any = {"deferrable": True, "time_sensitive": True, "key": f"due{turn.person}.{place}"}
    return told_lead(turn, "talk.follow_up_due", shown, told, **how)


def _named(turn: TalkTurn) -> tuple[int, FollowUp | None]:
    (place,) = turn.ints()[:1] or (0,)
    kept = talk_of(turn).follow_ups
    return place, kept[place] if place < len(kept) else None


def _open(turn: TalkTurn) -> Offer | None:
    """While something is to be done, the offer is not over."""
    over = turn.state.phase in ("done", "cancelled")
    return replace(turn.state, phase="offered") if over else None


def _zone(turn: TalkTurn) -> str:
    return turn.roster.timezone(lead_of(turn.state, talk_of(turn)))


def _day(kept: FollowUp) -> Words:
    return Moment(kept.due, "day") if kept.due else "—"
