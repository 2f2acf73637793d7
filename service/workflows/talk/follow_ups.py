"""What is to be done after a talk: kept sealed, with a day, reminded of, closed by one tap."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta

from service.core.calendar import local
from service.core.calendar import shown as local_reading
from service.core.effects import ClearTimer, Effect, Erase, Send, SetTimer, ToPerson
from service.core.events import Event, Said, TimerFired
from service.core.texts import Secret, text
from service.core.workflow import Context, Decision, Entry, Outcome, Rejected
from service.workflows.talk import notes, steps
from service.workflows.talk.model import FollowUp, Talk, lead_of
from service.workflows.talk.patterns import read_last_day
from service.workflows.talk.slots import numbers
from service.workflows.talk.steps import OfferActivity, look, to_lead

TalkEntry = Entry[Talk]

MOST = 10
LONGEST = 500  # characters
REMINDED_AT = time(9)  # on the clock of who leads the talk
WEEKS = (1, 2, 4)  # offered for the day


def ask(context: Context, activity: OfferActivity, entry: TalkEntry, _: Event) -> Outcome:
    talk = entry.state or Talk()
    if len(talk.follow_ups) >= MOST:
        return Rejected("talk.follow_ups_full", text("talk-follow-ups-full", most=MOST))
    asked_for = notes.ask_follow_up(look(context, activity, entry.person, talk))
    asked = to_lead(
        look(context, activity, entry.person, talk), asked_for, asks="follow", reply=True
    )
    return Decision("talk.follow_up_asked", effects=(asked,))


def take(context: Context, activity: OfferActivity, entry: TalkEntry, event: Event) -> Outcome:
    """What is to be done, in confidence; then by when."""
    typed = event.text.strip() if isinstance(event, Said) else ""
    if not isinstance(event, Said) or not 0 < len(typed) <= LONGEST:
        return Rejected("talk.no_follow_up", text("talk-no-follow-up", most=LONGEST))
    talk = entry.state or Talk()
    kept = replace(talk, follow_ups=(*talk.follow_ups, FollowUp(Secret(fresh=typed))))
    seen = look(context, activity, entry.person, kept)
    asked = to_lead(seen, notes.ask_due(seen), asks="due", reply=True)
    return Decision(
        "talk.follow_up_kept",
        _open(activity),
        entry=kept,
        effects=(Erase(event.ref), asked),
        secret=True,
    )


def set_due(context: Context, activity: OfferActivity, entry: TalkEntry, event: Event) -> Outcome:
    """The day of the newest one: so many weeks on (`due:weeks`), or typed."""
    talk = entry.state or Talk()
    if not talk.follow_ups:
        return Rejected("talk.moved_on", text("talk-moved-on"))
    zone = _zone(context, activity, talk)
    if isinstance(event, Said):
        day = read_last_day(event.text, context.now, zone)
    else:
        weeks = next(iter(numbers(event)), 0)
        today = local_reading(context.now, zone).date()
        day = today + timedelta(weeks=weeks) if 0 < weeks <= 52 else None
    if day is None:
        return Rejected("talk.no_day", text("talk-no-day"))
    due = local(datetime.combine(day, REMINDED_AT), zone)
    place = len(talk.follow_ups) - 1
    return _changed(context, activity, entry, place, replace(talk.follow_ups[place], due=due))


def close(context: Context, activity: OfferActivity, entry: TalkEntry, event: Event) -> Outcome:
    """It is done (`close:place`)."""
    place, found = _named(entry, event)
    if found is None or found.done:
        return Rejected("talk.moved_on", text("talk-moved-on"))
    return _changed(context, activity, entry, place, replace(found, done=True))


def postpone(context: Context, activity: OfferActivity, entry: TalkEntry, event: Event) -> Outcome:
    """A week more (`postpone:place`)."""
    place, found = _named(entry, event)
    if found is None or found.done:
        return Rejected("talk.moved_on", text("talk-moved-on"))
    zone = _zone(context, activity, entry.state or Talk())
    day = local_reading(context.now, zone).date() + timedelta(weeks=1)
    due = local(datetime.combine(day, REMINDED_AT), zone)
    return _changed(context, activity, entry, place, replace(found, due=due))


def _changed(
    context: Context, activity: OfferActivity, entry: TalkEntry, place: int, follow_up: FollowUp
) -> Outcome:
    talk = entry.state or Talk()
    follow_ups = (*talk.follow_ups[:place], follow_up, *talk.follow_ups[place + 1 :])
    kept = replace(talk, follow_ups=follow_ups)
    seen = look(context, activity, entry.person, kept)
    effects: list[Effect] = [
        to_lead(seen, notes.follow_up_kept(seen, follow_up), reply=True),
        SetTimer(f"f{place}", follow_up.due, entry.person)
        if follow_up.due and not follow_up.done
        else ClearTimer(f"f{place}", entry.person),
        steps.settle(context),
    ]
    action = "talk.follow_up_closed" if follow_up.done else "talk.follow_up_due_set"
    return Decision(action, _open(activity), entry=kept, effects=tuple(effects))


def read(context: Context, activity: OfferActivity, entry: TalkEntry, event: Event) -> Outcome:
    """What is to be done, to who leads the talk alone (`follow:place`)."""
    _, found = _named(entry, event)
    if found is None:
        return Rejected("talk.moved_on", text("talk-moved-on"))
    seen = look(context, activity, entry.person, entry.state or Talk())
    sent = Send(
        ToPerson(seen.lead_id),
        f"follow{entry.person}",
        notes.follow_up(seen, found),
        "reply",
        secret=True,
        about=entry.person,
        holder=seen.lead_id,
    )
    return Decision("talk.follow_up_read", effects=(sent,))


def remind(context: Context, activity: OfferActivity, entry: TalkEntry, event: Event) -> Outcome:
    """The day has come. What it is about is not said before it is asked for."""
    name = event.name if isinstance(event, TimerFired) else ""
    talk, place = entry.state or Talk(), int(name[1:] or 0)
    if place >= len(talk.follow_ups) or talk.follow_ups[place].done:
        return Rejected("talk.stale_timer")
    seen = look(context, activity, entry.person, talk)
    told = to_lead(seen, notes.follow_up_due(seen, place))
    return Decision(
        "talk.follow_up_due",
        effects=(
            replace(told, key=f"due{entry.person}.{place}", deferrable=True, time_sensitive=True),
        ),
    )


def _named(entry: TalkEntry, event: Event) -> tuple[int, FollowUp | None]:
    place = next(iter(numbers(event)), 0)
    kept = entry.state.follow_ups if entry.state else ()
    return place, kept[place] if place < len(kept) else None


def _open(activity: OfferActivity) -> object:
    """While something is to be done, the offer is not over."""
    offer = activity.state
    return replace(offer, phase="offered") if offer.phase in ("done", "cancelled") else None


def _zone(context: Context, activity: OfferActivity, talk: Talk) -> str:
    lead = context.roster.people.get(lead_of(activity.state, talk))
    return lead.timezone if lead else "UTC"
