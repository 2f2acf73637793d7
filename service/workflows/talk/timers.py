"""What time does: the offer reaches each member, reminders, the record, and the end."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from service.core.effects import Effect, Send, SetTimer, ToPerson
from service.core.events import DeliveryFailed, Event, TimerFired
from service.core.texts import text
from service.core.workflow import Context, Decision, Entry, Outcome, Rejected
from service.workflows.talk import leading, notes, steps, view
from service.workflows.talk.model import NEAR, OPEN, Talk, lead_of, talks_of
from service.workflows.talk.steps import OfferActivity, look, to_lead
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
    effects: tuple[Effect, ...] = (sent, *_look_again(context, activity, entry.person))
    return Decision("talk.asked", entry=Talk(), effects=effects)


def _look_again(context: Context, activity: OfferActivity, member: int) -> tuple[SetTimer, ...]:
    """Some days on somebody looks whether there is an answer, if there are times left by then."""
    zone = context.roster.people[member].timezone if member in context.roster.people else "UTC"
    at = context.quiet.next_allowed(context.now + timedelta(days=context.talks.ask_again), zone)
    slots = activity.state.slots
    return (SetTimer("again", at, member),) if slots and at < slots[-1].at else ()


def again(context: Context, activity: OfferActivity, entry: TalkEntry, _: Event) -> Outcome:
    """No answer for days: the member is asked once more; after as many days who leads is told."""
    talk = entry.state
    if talk is not None and talk.phase == "requested" and talk.asked == 0:
        return _wish_waits(context, activity, entry.person, talk)
    if talk is None or talk.phase != "offered" or talk.by == "member":
        return _STALE
    waiting = replace(talk, asked=talk.asked + 1)
    shown = look(context, activity, entry.person, waiting)
    if talk.asked == 0:
        message = view.offered(shown, text("talk-asked-again", name=shown.inviting))
        sent = Send(ToPerson(entry.person), "offer", message, deferrable=True)
        effects: tuple[Effect, ...] = (sent, *_look_again(context, activity, entry.person))
        return Decision("talk.asked_again", entry=waiting, effects=effects)
    head = text("talk-no-answer", name=shown.member_name, n=2 * context.talks.ask_again)
    told = replace(to_lead(shown, leading.lead_state(shown, head)), deferrable=True)
    return Decision("talk.unanswered", entry=waiting, effects=(told,))


def _wish_waits(context: Context, activity: OfferActivity, member: int, talk: Talk) -> Outcome:
    """Who was asked for a talk has not answered: they are told again, once."""
    waiting = replace(talk, asked=1)
    shown = look(context, activity, member, waiting)
    head = text("talk-wish-waits", name=shown.member_name, n=context.talks.ask_again)
    told = replace(to_lead(shown, leading.lead_state(shown, head)), deferrable=True)
    return Decision("talk.wish_waits", entry=waiting, effects=(told,))


def left(context: Context, activity: OfferActivity, _: object, __: Event) -> Outcome:
    """A round ends soon, or now: who has neither talked nor agreed on a time."""
    talks = talks_of(context, activity)
    waiting = [
        view.name_of(context.roster, member)
        for member, talk in talks.items()
        if talk.phase in ("offered", "asked")
    ]
    if not waiting:
        return Rejected("talk.all_answered")
    head = text("talk-round-left", names="、".join(waiting), n=len(waiting))
    panel = leading.panel(activity, context.roster, talks, head)
    told = Send(
        ToPerson(activity.state.owner), "panel", panel, deferrable=True, time_sensitive=True
    )
    return Decision("talk.round_looked_at", effects=(told,))


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
    reader = entry.person if to_member else lead_of(activity.state, talk)
    if reader not in context.roster.people:
        return _STALE
    zone, quiet = context.roster.people[reader].timezone, context.quiet
    wanted = steps.reminders_of(context, activity, reader)
    due = plan_reminders(talk.at, wanted, quiet, zone).values()
    if any(event.due_at < other <= context.now for other in due):
        return Rejected("talk.superseded")
    came_late = quiet.contains(context.now, zone) and not quiet.contains(event.due_at, zone)
    shown = look(context, activity, entry.person, talk)
    sent = Send(
        ToPerson(reader),
        "remind" if to_member else f"r{entry.person}",
        view.reminder(shown, member=to_member, near=talk.at - context.now <= NEAR),
        due_at=event.due_at,
        deferrable=True,
        time_sensitive=True,
        until=talk.at - _A_MINUTE if came_late else context.now,
        about=None if to_member else entry.person,
    )
    last = not any(event.due_at < other for other in due)
    link = (talk.link or activity.state.link) if last and not came_late else None
    effects = (sent, *steps.share(shown, link, reader))
    return Decision("talk.reminded", effects=effects)


def record(context: Context, activity: OfferActivity, entry: TalkEntry, event: Event) -> Outcome:
    """The talk should be over: its record is due. Of a talk that only ended in the secretary's
    quiet hours it is asked for in the morning."""
    talk = _agreed(entry, event)
    if talk is None or talk.at is None or context.now < talk.at:
        return _STALE
    held = replace(talk, phase="held", wanted=None, by=None, held_at=talk.at)
    lead = context.roster.people.get(lead_of(activity.state, talk))
    zone = lead.timezone if lead else "UTC"
    agreed = context.quiet.contains(talk.at, zone)
    if context.quiet.contains(context.now, zone) and not agreed:
        morning = context.quiet.next_allowed(context.now, zone)
        later = SetTimer("ask", morning, entry.person, held.step)
        return Decision("talk.held", entry=held, effects=(later,))
    asked = _ask_record(context, activity, entry.person, held)
    return Decision("talk.held", entry=held, effects=(asked,))


def ask(context: Context, activity: OfferActivity, entry: TalkEntry, event: Event) -> Outcome:
    """In the morning: the record of a talk that ended in the night, if it is not made yet."""
    talk = entry.state
    if talk is None or talk.phase != "held" or not isinstance(event, TimerFired):
        return _STALE
    if event.revision != talk.step:
        return _STALE
    asked = _ask_record(context, activity, entry.person, talk)
    return Decision("talk.record_asked", effects=(asked,))


def _ask_record(context: Context, activity: OfferActivity, member: int, held: Talk) -> Send:
    shown = look(context, activity, member, held)
    head = text("talk-ended", name=shown.member_name, at=view.moment(held.at))
    return to_lead(shown, notes.record(shown, head))


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
    head = text("talk-lapsed", names="、".join(silent), n=len(silent))
    panel = leading.panel(activity, context.roster, talks, head)
    told = Send(
        ToPerson(activity.state.owner), "panel", panel, deferrable=True, time_sensitive=True
    )
    return Decision("talk.lapsed", effects=(told,))


def refresh(context: Context, activity: OfferActivity, _: object, __: Event) -> Outcome:
    """Times were taken or given back: the others see what is left."""
    return steps.show_what_is_left(context, activity)


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
        panel = leading.panel(over, context.roster, talks, text("talk-all-settled"))
        told = (Send(ToPerson(over.state.owner), "panel", panel),)
    return Decision("talk.finished", over.state, effects=told, finished=True)


def undelivered(
    context: Context, activity: OfferActivity, entry: TalkEntry, event: Event
) -> Outcome:
    """A message to the member is undeliverable: the secretary must know."""
    if not isinstance(event, DeliveryFailed):
        return _STALE
    shown = look(context, activity, entry.person, entry.state or Talk())
    head = text("talk-unreachable", name=shown.member_name)
    told = to_lead(shown, leading.lead_state(shown, head))
    return Decision("talk.unreachable", effects=(told,))


def _agreed(entry: TalkEntry, event: Event) -> Talk | None:
    """The talk, if the timer belongs to what is agreed on now."""
    talk = entry.state
    if talk is None or talk.phase != "booked" or not isinstance(event, TimerFired):
        return None
    return talk if event.revision == talk.step else None
