"""A round: everybody in the branch by a certain day, the most urgent first."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from service.core.calendar import local, shown
from service.core.events import Event, Said
from service.core.queries import Circumstances, History
from service.core.texts import text
from service.core.workflow import Context, Outcome, Rejected
from service.workflows.talk import preview
from service.workflows.talk.model import MAX_MEMBERS, Talker
from service.workflows.talk.patterns import read_last_day
from service.workflows.talk.slots import (
    AnyEntry,
    OfferActivity,
    choose_times,
    in_draft,
    say,
    show_preview_of,
)
from service.workflows.talk.urgency import EVER, by_urgency, last_talks

SOON = timedelta(days=7)  # a month that ends sooner is not worth a round
HEAD_START = timedelta(days=1)  # what the urgent have before the others
WORTH_WAITING = timedelta(days=4)  # a round that is shorter asks everybody at once


def requires(activity: OfferActivity) -> tuple[Circumstances, History]:
    """What an order by urgency hangs on."""
    return _circumstances(activity), _past(activity)


def _circumstances(activity: OfferActivity) -> Circumstances:
    return Circumstances(activity.unit, activity.state.owner)


def _past(activity: OfferActivity) -> History:
    return History("talk", activity.unit, EVER)


def begin_round(context: Context, activity: OfferActivity, _: AnyEntry, __: Event) -> Outcome:
    """Everybody but those who talk, by the end of the month."""
    offer, unit = activity.state, activity.unit
    talkers = {offer.owner, *(each.person for each in offer.talkers)}
    people = [each.id for each in context.roster.members(unit) if each.id not in talkers]
    if not people or len(people) > MAX_MEMBERS:
        return Rejected("talk.too_many", text("talk-too-many", most=MAX_MEMBERS))
    known = context.queries[_circumstances(activity)]
    last = last_talks(context.queries[_past(activity)])
    stale = context.now - timedelta(days=context.talks.urgent_days)
    ordered, urgent = by_urgency(people, known, last, stale)
    zone = context.actor.timezone if context.actor else "UTC"
    until = _end_of(_last_of_month(shown(context.now, zone).date()), zone)
    changed = in_draft(activity, members=ordered, urgent=urgent, until=until)
    return choose_times(context, changed, "talk.round_begun")


def ask_until(context: Context, activity: OfferActivity, _: AnyEntry, __: Event) -> Outcome:
    return say(activity, "talk.until_asked", preview.ask_until(activity), asks="until")


def set_until(context: Context, activity: OfferActivity, _: AnyEntry, event: Event) -> Outcome:
    """The last day of the round in the secretary's own words; times after it are left out."""
    zone = context.actor.timezone if context.actor else "UTC"
    last = read_last_day(event.text if isinstance(event, Said) else "", context.now, zone)
    if last is None:
        return Rejected("talk.no_day", text("talk-no-day"))
    until = _end_of(last, zone)
    talkers = tuple(
        Talker(each.person, tuple(at for at in each.slots if at <= until))
        for each in activity.state.talkers
    )
    changed = in_draft(activity, until=until, talkers=talkers)
    if not changed.state.slots:  # none is left: they are chosen afresh
        return choose_times(context, changed, "talk.until_set")
    return show_preview_of(context, changed, "talk.until_set")


def _last_of_month(today: date) -> date:
    first_of_next = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    last = first_of_next - timedelta(days=1)
    if last - today >= SOON:
        return last
    return (first_of_next + timedelta(days=32)).replace(day=1) - timedelta(days=1)


def _end_of(day: date, zone: str) -> datetime:
    return local(datetime.combine(day, time(23, 59)), zone)


def head_start(offer_urgent: int, place: int, until: datetime | None, now: datetime) -> timedelta:
    """How much later than the urgent the member at this place is asked."""
    waits = until is not None and 0 < offer_urgent <= place and until - now > WORTH_WAITING
    return HEAD_START if waits else timedelta()
