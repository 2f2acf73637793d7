"""The secretary prepares an offer: whom, when, for how long and in which form; then sends it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from service.core.effects import Arm, Edit, Effect, Send, ToPerson
from service.core.events import Event, Said
from service.core.message import Message
from service.core.people import Person
from service.core.texts import Text, lines, text
from service.core.workflow import (
    Activity,
    Context,
    Decision,
    Entry,
    Outcome,
    Rejected,
    choice_args,
)
from service.workflows.talk import preview, view
from service.workflows.talk.model import (
    DURATIONS,
    FORMS,
    MAX_MEMBERS,
    MAX_SLOTS,
    Offer,
    Talk,
)
from service.workflows.talk.planned import named, planned
from service.workflows.talk.times import FARTHEST, from_args, on_grid, read_times, usual_times

OfferActivity = Activity[Offer]
AnyEntry = Entry[Talk] | None

PERMISSION = "talk.manage"


def begin(context: Context, unit: int, details: Mapping[str, Any]) -> Offer | Rejected:
    """A new offer: from a command, whose `args` may name members; or complete from a plan:
    `members` (ids or names), `slots` (times, ISO 8601, or minutes from `opens_at` or now on), and
    optionally `minutes`, `form`, `reminders` (seconds before the talk)."""
    if context.actor is None:
        return Rejected("talk.no_owner")
    if not context.may(PERMISSION, unit):
        return Rejected("talk.not_allowed", text("talk.not_allowed"))
    if "command" in details:
        found = named(context, unit, str(details.get("args", "")))
        return Offer("draft", context.actor.id, members=() if isinstance(found, Text) else found)
    try:
        return planned(context, unit, details)
    except ValueError as error:
        return Rejected("talk.invalid", text("talk.invalid", problem=str(error)))


def started(context: Context, activity: OfferActivity, _: AnyEntry, event: Event) -> Outcome:
    """Ask for what is missing; a planned offer is complete and is sent at once."""
    if activity.state.slots:
        return send(context, activity, _, event)
    if activity.state.members:
        return _times(context, activity, "talk.drafted")
    return _members(context, activity, "talk.drafted", 0)


# -- whom


def show_members(context: Context, activity: OfferActivity, _: AnyEntry, __: Event) -> Outcome:
    return _members(context, activity, "talk.members_reopened", 0)


def turn_page(context: Context, activity: OfferActivity, _: AnyEntry, event: Event) -> Outcome:
    (page,) = _numbers(event)[:1] or (0,)
    return _members(context, activity, "talk.page_turned", page, in_place=True)


def toggle_member(context: Context, activity: OfferActivity, _: AnyEntry, event: Event) -> Outcome:
    """Choose a member, or not any more (`m:person.page`)."""
    numbers = _numbers(event)
    if len(numbers) != 2 or numbers[0] not in {each.id for each in _people(context, activity)}:
        return Rejected("talk.no_such_person", text("talk.nobody"))
    person, page = numbers
    chosen = activity.state.members
    changed = (
        tuple(each for each in chosen if each != person) if person in chosen else (*chosen, person)
    )
    if len(changed) > MAX_MEMBERS:
        return Rejected("talk.too_many", text("talk.too_many", most=MAX_MEMBERS))
    return _members(
        context, _with(activity, members=changed), "talk.member_chosen", page, in_place=True
    )


def name_members(context: Context, activity: OfferActivity, _: AnyEntry, event: Event) -> Outcome:
    """Members by their names: `李华、张伟`."""
    found = named(context, activity.unit, event.text if isinstance(event, Said) else "")
    if isinstance(found, Text):
        return Rejected("talk.no_such_person", found)
    if len(found) > MAX_MEMBERS:
        return Rejected("talk.too_many", text("talk.too_many", most=MAX_MEMBERS))
    return _times(context, _with(activity, members=found), "talk.members_named")


# -- when


def show_times(context: Context, activity: OfferActivity, _: AnyEntry, __: Event) -> Outcome:
    if not activity.state.members:
        return Rejected("talk.nobody", text("talk.nobody"))
    return _times(context, activity, "talk.members_chosen")


def other_times(context: Context, activity: OfferActivity, _: AnyEntry, __: Event) -> Outcome:
    """Back from the preview: the times are chosen afresh."""
    return _times(context, _with(activity, slots=()), "talk.times_reopened")


def toggle_slot(context: Context, activity: OfferActivity, _: AnyEntry, event: Event) -> Outcome:
    """Offer a time, or not any more (`slot:seconds`)."""
    at = from_args(choice_args(event))
    if at is None:
        return Rejected("talk.no_time", text("talk.no_time"))
    slots = set(activity.state.slots) ^ {on_grid(at)}
    refused = _unfit(context, slots)
    if refused:
        return refused
    chosen = _with(activity, slots=tuple(sorted(slots)))
    return _times(context, chosen, "talk.time_chosen", in_place=True)


def type_slots(context: Context, activity: OfferActivity, _: AnyEntry, event: Event) -> Outcome:
    """Times in the secretary's own words, added to those chosen."""
    typed = event.text if isinstance(event, Said) else ""
    zone = context.actor.timezone if context.actor else "UTC"
    found = read_times(typed, context.now, zone)
    if not found:
        return Rejected("talk.no_time", text("talk.no_time"))
    slots = {*activity.state.slots, *found}
    refused = _unfit(context, slots)
    if refused:
        return refused
    return _preview(context, _with(activity, slots=tuple(sorted(slots))), "talk.times_typed")


# -- how, and the preview


def show_preview(context: Context, activity: OfferActivity, _: AnyEntry, __: Event) -> Outcome:
    if not activity.state.members or not activity.state.slots:
        return Rejected("talk.incomplete", text("talk.incomplete"))
    return _preview(context, activity, "talk.previewed")


def set_minutes(context: Context, activity: OfferActivity, _: AnyEntry, event: Event) -> Outcome:
    wanted = _numbers(event)
    if not choice_args(event):
        return _say(activity, "talk.minutes_asked", preview.choose_minutes(activity))
    if len(wanted) != 1 or wanted[0] not in DURATIONS:
        return Rejected("talk.moved_on", text("talk.moved_on"))
    return _preview(context, _with(activity, minutes=wanted[0]), "talk.minutes_chosen")


def set_form(context: Context, activity: OfferActivity, _: AnyEntry, event: Event) -> Outcome:
    wanted = choice_args(event)
    if not wanted:
        return _say(activity, "talk.form_asked", preview.choose_form(activity))
    form = next((each for each in FORMS if (each,) == wanted), None)
    if form is None:
        return Rejected("talk.moved_on", text("talk.moved_on"))
    return _preview(context, _with(activity, form=form), "talk.form_chosen")


def send(context: Context, activity: OfferActivity, _: AnyEntry, __: Event) -> Outcome:
    """Every member is asked: at once, or when their night is over if that is soon enough."""
    offer = activity.state
    if not offer.members or not offer.slots:
        return Rejected("talk.incomplete", text("talk.incomplete"))
    refused = _unfit(context, offer.slots)
    if refused:
        return refused
    people = {each.id: each for each in _people(context, activity)}
    if not people.keys() >= set(offer.members):
        return Rejected("talk.no_such_person", text("talk.nobody"))
    effects: list[Effect] = [Arm("lapse", offer.slots[-1])]
    asleep = []
    for member in offer.members:
        morning = context.quiet.next_allowed(context.now, people[member].timezone)
        waits = context.now < morning < offer.slots[0]
        effects.append(Arm("offer", morning if waits else context.now, member))
        if waits:
            asleep.append(people[member].name)
    sent = _with(activity, phase="offered")
    talks = {member: Talk() for member in offer.members}
    later = text("talk.sent_later", names="、".join(asleep)) if asleep else None
    head = lines(text("talk.sent", n=len(talks)), later)
    panel = view.panel(sent, context.roster, talks, head)
    effects.append(Send(ToPerson(offer.owner), "panel", panel, "reply"))
    return Decision("talk.offered", sent.state, effects=tuple(effects))


def drop(context: Context, activity: OfferActivity, _: AnyEntry, __: Event) -> Outcome:
    """Nothing has been sent yet, so nobody need be told."""
    gone = _with(activity, phase="cancelled")
    said = Send(ToPerson(gone.state.owner), "panel", preview.dropped(), "reply")
    return Decision("talk.dropped", gone.state, effects=(said,), finished=True)


def show(context: Context, activity: OfferActivity, _: AnyEntry, __: Event) -> Outcome:
    """The draft again, from the menu, where it was left."""
    offer = activity.state
    if not offer.members:
        return _members(context, activity, "talk.shown", 0)
    if not offer.slots:
        return _times(context, activity, "talk.shown")
    return _preview(context, activity, "talk.shown")


# -- steps


def _members(
    context: Context, activity: OfferActivity, action: str, page: int, *, in_place: bool = False
) -> Outcome:
    people = _people(context, activity)
    shown = preview.choose_members(activity, context.roster, people, page)
    return _say(activity, action, shown, asks="members", in_place=in_place)


def _times(
    context: Context, activity: OfferActivity, action: str, *, in_place: bool = False
) -> Outcome:
    zone = context.actor.timezone if context.actor else "UTC"
    usual = usual_times(context.now, zone)
    shown = preview.choose_times(activity, context.roster, usual)
    return _say(activity, action, shown, asks="times", in_place=in_place)


def _preview(context: Context, activity: OfferActivity, action: str) -> Outcome:
    offer, people = activity.state, context.roster.people
    asleep = [
        people[member].name
        for member in offer.members
        if member in people
        and any(context.quiet.contains(at, people[member].timezone) for at in offer.slots)
    ]
    return _say(activity, action, preview.preview(activity, context.roster, asleep))


def _say(
    activity: OfferActivity,
    action: str,
    message: Message,
    *,
    asks: str = "",
    in_place: bool = False,
) -> Outcome:
    """A step of the preparation, shown to the secretary."""
    to = ToPerson(activity.state.owner)
    effect = (
        Edit(to, "panel", message, asks=asks)
        if in_place
        else Send(to, "panel", message, "reply", asks=asks)
    )
    return Decision(action, activity.state, effects=(effect,))


def _unfit(context: Context, slots: set[datetime] | tuple[datetime, ...]) -> Rejected | None:
    """Why these times can't be offered, if so."""
    if len(slots) > MAX_SLOTS:
        return Rejected("talk.too_many_times", text("talk.too_many_times", most=MAX_SLOTS))
    if any(at <= context.now for at in slots):
        return Rejected("talk.in_the_past", text("talk.in_the_past"))
    if any(at > context.now + FARTHEST for at in slots):
        return Rejected("talk.too_far", text("talk.too_far"))
    return None


def _people(context: Context, activity: OfferActivity) -> tuple[Person, ...]:
    """Whom the secretary may invite: the unit's active members, but not themselves."""
    members = context.roster.members(activity.unit)
    return tuple(each for each in members if each.id != activity.state.owner)


def _numbers(event: Event) -> tuple[int, ...]:
    args = choice_args(event)
    return tuple(int(each) for each in args if each.isascii() and each.isdigit() and len(each) < 19)


def _with(activity: OfferActivity, **changes: Any) -> OfferActivity:
    return replace(activity, state=replace(activity.state, **changes))
