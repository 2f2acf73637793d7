"""What time does: the offer reaches each member, reminders, the record, and the end."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from service.core.effects import Effect, Send, SetTimer, ToPerson
from service.core.events import TimerFired
from service.core.texts import Text, text
from service.core.workflow import Outcome, Rejected
from service.sdk.panels import moment
from service.workflows.talk import view
from service.workflows.talk.booking import reminders_of, share, to_lead, to_member, told_lead
from service.workflows.talk.model import (
    NEAR,
    Talk,
    TalkTurn,
    lead_of,
    owner_of,
    owners,
    slots_left,
    talk_of,
    talks_of,
)
from service.workflows.talk.record import record
from service.workflows.talk.settings import TalkSettings
from service.workflows.talk.times import plan_reminders
from service.workflows.talk.view import choosing, look

_A_MINUTE = timedelta(minutes=1)
LATER: Any = {"deferrable": True, "time_sensitive": True}


def _stale(turn: TalkTurn) -> Rejected:
    return turn.ignore("talk-stale-timer")


# -- the offer reaches the member


def invite(turn: TalkTurn) -> Outcome:
    """The member is asked as soon as the offer is sent: nobody has taken a time yet."""
    if turn.part is not None:
        return _stale(turn)
    left = slots_left(turn.state, {}, turn.person, turn.now)
    return _invited(turn, replace(look(turn), left=left))


def offer(turn: TalkTurn) -> Outcome:
    """The member is asked later: in the morning, or after those who come first in a round."""
    return _stale(turn) if turn.part is not None else _invited(turn, choosing(turn))


def _invited(turn: TalkTurn, shown: view.TalkView) -> Outcome:
    sent = to_member(turn, view.offered(shown), key="offer")
    return turn.done("talk.asked", part=shown.talk, effects=(sent, *_look_again(turn)))


def _look_again(turn: TalkTurn) -> tuple[SetTimer, ...]:
    """Some days on somebody looks whether there is an answer, if there are times left by then."""
    slots, zone = turn.state.progress.slots, turn.roster.timezone(turn.person)
    later = turn.now + timedelta(days=turn.settings(TalkSettings).ask_again_days)
    at = turn.context.quiet.next_allowed(later, zone)
    return (SetTimer("again", at, turn.person),) if slots and at < slots[-1].at else ()


def again(turn: TalkTurn) -> Outcome:
    """No answer for days: the member is asked once more; after as many days who leads is told."""
    talk, days = talk_of(turn), turn.settings(TalkSettings).ask_again_days
    waiting = replace(talk, asked=talk.asked + 1)
    if turn.part is None or talk.by == "member":
        return _stale(turn)
    if talk.asked == 0:
        shown = choosing(turn, waiting)
        message = view.offered(shown, text("talk-asked-again", name=shown.inviting))
        sent = to_member(turn, message, key="offer", deferrable=True)
        effects: tuple[Effect, ...] = (sent, *_look_again(turn))
        return turn.done("talk.asked_again", part=waiting, effects=effects)
    shown = look(turn, waiting)
    head = text("talk-no-answer", name=shown.member_name, n=2 * days)
    told = view.lead_state(shown, head)
    return told_lead(turn, "talk.unanswered", shown, told, deferrable=True)


def wish_waits(turn: TalkTurn) -> Outcome:
    """Who was asked for a talk has not answered: they are told again, once."""
    if talk_of(turn).asked:
        return _stale(turn)
    shown = look(turn, replace(talk_of(turn), asked=1))
    head = text(
        "talk-wish-waits", name=shown.member_name, n=turn.settings(TalkSettings).ask_again_days
    )
    told = view.lead_state(shown, head)
    return told_lead(turn, "talk.wish_waits", shown, told, deferrable=True)


def undelivered(turn: TalkTurn) -> Outcome:
    """A message to the member is undeliverable: who leads the talk must know."""
    shown = look(turn)
    head = text("talk-unreachable", name=shown.member_name)
    return told_lead(turn, "talk.unreachable", shown, view.lead_state(shown, head))


# -- a talk that is agreed on


def remind(turn: TalkTurn) -> Outcome:
    """Remind one side. What comes so late that the talk has begun, or that the next reminder is
    due as well, is dropped; what comes late into quiet hours waits for their end if it can."""
    talk, event = talk_of(turn), turn.event
    if talk.at is None or not isinstance(event, TimerFired) or event.revision != talk.step:
        return _stale(turn)
    if turn.now >= talk.at:
        return turn.ignore("talk-begun")
    to_the_member = event.name.endswith(".m")
    reader = turn.person if to_the_member else lead_of(turn.state, talk)
    if reader not in turn.roster.people:
        return _stale(turn)
    zone, quiet = turn.roster.people[reader].timezone, turn.context.quiet
    due = plan_reminders(talk.at, reminders_of(turn, reader), quiet, zone).values()
    if any(event.due_at < other <= turn.now for other in due):
        return turn.ignore("talk-superseded")
    came_late = quiet.contains(turn.now, zone) and not quiet.contains(event.due_at, zone)
    shown = look(turn)
    sent = Send(
        ToPerson(reader),
        "remind" if to_the_member else f"r{turn.person}",
        view.reminder(shown, member=to_the_member, near=talk.at - turn.now <= NEAR),
        due_at=event.due_at,
        deferrable=True,
        time_sensitive=True,
        until=talk.at - _A_MINUTE if came_late else turn.now,
        about=None if to_the_member else turn.person,
    )
    last = not any(event.due_at < other for other in due)
    link = (talk.link or turn.state.progress.link) if last and not came_late else None
    return turn.done("talk.reminded", effects=(sent, *share(shown, link, reader)))


def over(turn: TalkTurn) -> Outcome:
    """The talk should be over: its record is due. Of a talk that only ended in the quiet hours of
    who leads it, it is asked for in the morning."""
    talk, event = talk_of(turn), turn.event
    if talk.at is None or not isinstance(event, TimerFired) or event.revision != talk.step:
        return _stale(turn)
    if turn.now < talk.at:
        return _stale(turn)
    held = replace(talk, phase="held", wanted=None, by=None, held_at=talk.at)
    quiet, zone = turn.context.quiet, turn.roster.timezone(lead_of(turn.state, talk))
    next_step: Effect = _ask_record(turn, held)
    if quiet.contains(turn.now, zone) and not quiet.contains(talk.at, zone):
        morning = quiet.next_allowed(turn.now, zone)
        next_step = SetTimer("ask", morning, turn.person, held.step)
    return turn.done("talk.held", part=held, effects=(next_step,))


def ask(turn: TalkTurn) -> Outcome:
    """In the morning: the record of a talk that ended in the night, if it is not made yet."""
    talk, event = talk_of(turn), turn.event
    if not isinstance(event, TimerFired) or event.revision != talk.step:
        return _stale(turn)
    return turn.done("talk.record_asked", effects=(_ask_record(turn, talk),))


def _ask_record(turn: TalkTurn, held: Talk) -> Send:
    shown = look(turn, held)
    head = text("talk-ended", name=shown.member_name, at=moment(held.at))
    return to_lead(turn, shown, record(shown, head))


# -- the whole offer


def left(turn: TalkTurn) -> Outcome:
    """A round ends soon, or now: who has neither talked nor agreed on a time."""
    waiting = [
        view.name_of(turn.roster, member)
        for member, talk in talks_of(turn).items()
        if talk.phase in ("offered", "asked")
    ]
    if not waiting:
        return turn.ignore("talk-all-answered")
    head = text("talk-round-left", names="、".join(waiting), n=len(waiting))
    return turn.done("talk.round_looked_at", effects=_to_owners(turn, head, **LATER))


def lapse(turn: TalkTurn) -> Outcome:
    """The last time offered has come: say who has not answered."""
    silent = [
        view.name_of(turn.roster, member)
        for member, talk in talks_of(turn).items()
        if talk.phase == "offered" and talk.wanted is None
    ]
    if not silent:
        return turn.ignore("talk-all-answered")
    head = text("talk-lapsed", names="、".join(silent), n=len(silent))
    return turn.done("talk.lapsed", effects=_to_owners(turn, head, **LATER))


def _to_owners(turn: TalkTurn, head: Text, **how: Any) -> list[Send]:
    readers, activity = owners(turn), turn.activity
    other = owner_of(turn.state) not in readers
    panel = view.panel(activity, turn.roster, talks_of(turn), head, taken_over=other)
    return turn.tell(readers, "panel", panel, **how)


def settle(turn: TalkTurn) -> Outcome:
    """The offer is over when every talk is settled. What is recorded can still be read."""
    talks = talks_of(turn)
    if not all(talk.settled for talk in talks.values()):
        return turn.ignore("talk-unsettled")
    none_held = all(talk.phase == "cancelled" for talk in talks.values())
    ended = turn.becomes(replace(turn.state, phase="cancelled" if none_held else "done"))
    told = _to_owners(ended, text("talk-all-settled")) if len(talks) > 1 else []
    return turn.done("talk.finished", state=ended.state, effects=told, finished=True)
