"""What time does: the offer reaches each member, reminders, the record, and the end."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from service.core.effects import Arm, Send, ToPerson
from service.core.events import DeliveryFailed, Event, TimerFired
from service.core.texts import text
from service.core.workflow import Context, Decision, Entry, Outcome, Rejected
from service.workflows.talk import notes, steps, view
from service.workflows.talk.model import OPEN, Talk, talks_of
from service.workflows.talk.steps import OfferActivity, look, to_owner
from service.workflows.talk.times import plan_reminders

TalkEntry = Entry[Talk]

_A_MINUTE = timedelta(minutes=1)
_STALE = Rejected("talk.stale_timer")


def offer(context: Context, activity: OfferActivity, entry: TalkEntry, _: Event) -> Outcome:
    """The member is asked, in private."""
    if entry.state is not None:
        return _STALE
    shown = look(context, activity, entry.person, Talk())
    sent = Send(ToPerson(entry.person), "offer", view.offered(shown))
    return Decision("talk.asked", entry=Talk(), effects=(sent,))


def withdraw(context: Context, activity: OfferActivity, entry: TalkEntry, _: Event) -> Outcome:
    """The secretary has called off every talk that is not held yet."""
    talk = entry.state or Talk()
    if talk.phase not in OPEN:
        return _STALE
    off, effects = steps.call_off(context, activity, entry.person, talk, by="lead")
    return Decision("talk.cancelled", entry=off, effects=effects)


def remind(context: Context, activity: OfferActivity, entry: TalkEntry, event: Event) -> Outcome:
    """Remind one side. What comes so late that the talk has begun, or that the next reminder is
    due as well, is dropped; what comes late into quiet hours waits for their end if it can."""
    talk = _agreed(entry, event)
    if talk is None or talk.at is None or not isinstance(event, TimerFired):
        return _STALE
    if context.now >= talk.at:
        return Rejected("talk.begun")
    to_member = event.name.endswith(".m")
    reader = entry.person if to_member else activity.state.owner
    if reader not in context.roster.people:
        return _STALE
    zone, quiet = context.roster.people[reader].timezone, context.quiet
    due = plan_reminders(talk.at, activity.state.reminders, quiet, zone).values()
    if any(event.due_at < other <= context.now for other in due):
        return Rejected("talk.superseded")
    came_late = quiet.contains(context.now, zone) and not quiet.contains(event.due_at, zone)
    shown = look(context, activity, entry.person, talk)
    sent = Send(
        ToPerson(reader),
        "remind" if to_member else f"r{entry.person}",
        view.reminder(shown, member=to_member),
        due_at=event.due_at,
        patient=True,
        pressing=True,
        until=talk.at - _A_MINUTE if came_late else context.now,
        about=None if to_member else entry.person,
    )
    return Decision("talk.reminded", effects=(sent,))


def record(context: Context, activity: OfferActivity, entry: TalkEntry, event: Event) -> Outcome:
    """The talk should be over: its record is due. Of a talk that only ended in the secretary's
    quiet hours it is asked for in the morning."""
    talk = _agreed(entry, event)
    if talk is None or talk.at is None or context.now < talk.at:
        return _STALE
    held = replace(talk, phase="held", wanted=None, by=None, held_at=talk.at)
    owner = context.roster.people.get(activity.state.owner)
    zone = owner.timezone if owner else "UTC"
    agreed = context.quiet.contains(talk.at, zone)
    if context.quiet.contains(context.now, zone) and not agreed:
        morning = context.quiet.next_allowed(context.now, zone)
        later = Arm("ask", morning, entry.person, held.step)
        return Decision("talk.held", entry=held, effects=(later,))
    asked = _ask_record(context, activity, entry.person, held)
    return Decision("talk.held", entry=held, effects=(asked,))


def ask(context: Context, activity: OfferActivity, entry: TalkEntry, event: Event) -> Outcome:
    """In the morning: the record of a talk that ended in the night, if it is not made yet."""
    talk = entry.state
    if talk is None or talk.phase != "held" or not isinstance(event, TimerFired):
        return _STALE
    if event.step != talk.step:
        return _STALE
    asked = _ask_record(context, activity, entry.person, talk)
    return Decision("talk.record_asked", effects=(asked,))


def _ask_record(context: Context, activity: OfferActivity, member: int, held: Talk) -> Send:
    shown = look(context, activity, member, held)
    head = text("talk.ended", name=shown.member_name, at=view.moment(held.at))
    return to_owner(activity, member, notes.record(shown, head))


def lapse(context: Context, activity: OfferActivity, _: object, __: Event) -> Outcome:
    """The last time offered has come: say who has not answered."""
    talks = talks_of(context, activity)
    silent = [
        view.name_of(context.roster, member)
        for member, talk in talks.items()
        if talk.phase == "offered" and talk.wanted is None
    ]
    if not silent:
        return Rejected("talk.all_answered")
    head = text("talk.lapsed", names="、".join(silent), n=len(silent))
    panel = view.panel(activity, context.roster, talks, head)
    told = Send(ToPerson(activity.state.owner), "panel", panel, patient=True, pressing=True)
    return Decision("talk.lapsed", effects=(told,))


def settle(context: Context, activity: OfferActivity, _: object, __: Event) -> Outcome:
    """The offer is over when every talk is settled. What is recorded can still be read."""
    talks = talks_of(context, activity)
    if not all(talk.settled for talk in talks.values()):
        return Rejected("talk.unsettled")
    none_held = all(talk.phase == "cancelled" for talk in talks.values())
    over = replace(
        activity, state=replace(activity.state, phase="cancelled" if none_held else "done")
    )
    told: tuple[Send, ...] = ()
    if len(talks) > 1:
        panel = view.panel(over, context.roster, talks, text("talk.all_settled"))
        told = (Send(ToPerson(over.state.owner), "panel", panel),)
    return Decision("talk.finished", over.state, effects=told, finished=True)


def undelivered(
    context: Context, activity: OfferActivity, entry: TalkEntry, event: Event
) -> Outcome:
    """A message to the member is undeliverable: the secretary must know."""
    if not isinstance(event, DeliveryFailed):
        return _STALE
    shown = look(context, activity, entry.person, entry.state or Talk())
    head = text("talk.unreachable", name=shown.member_name)
    told = to_owner(activity, entry.person, view.owner_state(shown, head))
    return Decision("talk.unreachable", effects=(told,))


def _agreed(entry: TalkEntry, event: Event) -> Talk | None:
    """The talk, if the timer belongs to what is agreed on now."""
    talk = entry.state
    if talk is None or talk.phase != "booked" or not isinstance(event, TimerFired):
        return None
    return talk if event.step == talk.step else None
