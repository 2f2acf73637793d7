"""Preparing an offer: who talks with the members, and at which times."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from service.core.effects import Edit, Send, ToPerson
from service.core.events import Event, Said
from service.core.message import Message
from service.core.people import Person
from service.core.texts import text
from service.core.workflow import (
    Activity,
    Context,
    Decision,
    Entry,
    Outcome,
    Rejected,
    choice_args,
)
from service.workflows.talk import preview
from service.workflows.talk.model import MAX_SLOTS, MAX_TALKERS, Offer, Slot, Talk, Talker
from service.workflows.talk.patterns import read_pattern
from service.workflows.talk.times import FARTHEST, from_args, on_grid, read_times, usual_times

OfferActivity = Activity[Offer]
AnyEntry = Entry[Talk] | None


# -- who talks


def show_talkers(context: Context, activity: OfferActivity, _: AnyEntry, event: Event) -> Outcome:
    """Who offers times: the secretary alone, or several (`talkers:page`)."""
    (page,) = numbers(event)[:1] or (0,)
    return _talkers(context, activity, "talk.talkers_asked", page, in_place=bool(numbers(event)))


def toggle_talker(context: Context, activity: OfferActivity, _: AnyEntry, event: Event) -> Outcome:
    """Somebody talks as well, or not any more (`t:person.page`). Nobody talks with themselves."""
    chosen, offer = numbers(event), activity.state
    if len(chosen) != 2 or chosen[0] not in {
        each.id for each in possible_talkers(context, activity)
    }:
        return Rejected("talk.moved_on", text("talk-moved-on"))
    person, page = chosen
    others = tuple(each for each in offer.talkers if each.person != person)
    talkers = others if len(others) < len(offer.talkers) else (*others, Talker(person))
    if not talkers:
        return Rejected("talk.no_talker", text("talk-no-talker"))
    if len(talkers) > MAX_TALKERS:
        return Rejected("talk.too_many", text("talk-too-many", most=MAX_TALKERS))
    members = tuple(each for each in offer.members if each != person)
    changed = in_draft(activity, talkers=talkers, members=members)
    return _talkers(context, changed, "talk.talker_chosen", page, in_place=True)


def _talkers(
    context: Context, activity: OfferActivity, action: str, page: int, *, in_place: bool
) -> Outcome:
    people = possible_talkers(context, activity)
    shown = preview.choose_talkers(activity, context.roster, people, page)
    return say(activity, action, shown, in_place=in_place)


def possible_talkers(context: Context, activity: OfferActivity) -> tuple[Person, ...]:
    """The unit's active members, those who lead it first, and the secretary themselves."""
    owner = context.roster.people[activity.state.owner]
    members = [each for each in context.roster.members(activity.unit) if each.id != owner.id]
    committee = context.rules.in_committee
    return (owner, *sorted(members, key=lambda each: (not committee(each), each.id)))


# -- when


def show_times(context: Context, activity: OfferActivity, _: AnyEntry, __: Event) -> Outcome:
    """The times of the first who has none yet; the preview when everybody has."""
    if not activity.state.members:
        return Rejected("talk.nobody", text("talk-nobody"))
    waiting = [each.person for each in activity.state.talkers if not each.slots]
    if not waiting:
        return show_preview_of(context, activity, "talk.previewed")
    return choose_times(context, in_draft(activity, editing=waiting[0]), "talk.members_chosen")


def other_times(context: Context, activity: OfferActivity, _: AnyEntry, __: Event) -> Outcome:
    """Back from the preview: the times are chosen afresh."""
    talkers = tuple(Talker(each.person) for each in activity.state.talkers)
    changed = in_draft(activity, talkers=talkers, editing=talkers[0].person)
    return choose_times(context, changed, "talk.times_reopened")


def toggle_slot(context: Context, activity: OfferActivity, _: AnyEntry, event: Event) -> Outcome:
    """Offer a time, or not any more (`slot:seconds`)."""
    at = from_args(choice_args(event))
    if at is None:
        return Rejected("talk.no_time", text("talk-no-time"))
    offer = activity.state
    times = set(offer.times_of(offer.asked_for)) ^ {on_grid(at)}
    changed = _with_times(activity, times)
    refused = unfit_slots(context, changed.state.slots)
    return refused or choose_times(context, changed, "talk.time_chosen", in_place=True)


def type_slots(context: Context, activity: OfferActivity, _: AnyEntry, event: Event) -> Outcome:
    """Times in the secretary's own words: a list, or a weekly pattern; added to those chosen."""
    typed = event.text if isinstance(event, Said) else ""
    offer, zone = activity.state, context.actor.timezone if context.actor else "UTC"
    pattern = read_pattern(typed, context.now, zone)
    if pattern is not None:
        minutes = pattern.minutes or offer.minutes
        buffer = offer.buffer if pattern.buffer is None else pattern.buffer
        found = pattern.times(context.now, zone, minutes, buffer)
        activity = in_draft(activity, minutes=minutes, buffer=buffer)
    else:
        found = read_times(typed, context.now, zone)
    if not found:
        return Rejected("talk.no_time", text("talk-no-time"))
    if offer.until:
        found = tuple(at for at in found if at <= offer.until)
    changed = _with_times(activity, {*offer.times_of(offer.asked_for), *map(on_grid, found)})
    refused = unfit_slots(context, changed.state.slots)
    return refused or show_times(context, changed, None, event)


def _with_times(activity: OfferActivity, times: Iterable[datetime]) -> OfferActivity:
    """The draft with these times of whoever is being asked about."""
    offer = activity.state
    talkers = tuple(
        Talker(each.person, tuple(sorted(times))) if each.person == offer.asked_for else each
        for each in offer.talkers
    )
    return in_draft(activity, talkers=talkers)


def unfit_slots(context: Context, slots: tuple[Slot, ...]) -> Rejected | None:
    """Why these times can't be offered, if so."""
    if len(slots) > MAX_SLOTS:
        return Rejected("talk.too_many_times", text("talk-too-many-times", most=MAX_SLOTS))
    if any(slot.at <= context.now for slot in slots):
        return Rejected("talk.in_the_past", text("talk-in-the-past"))
    if any(slot.at > context.now + FARTHEST for slot in slots):
        return Rejected("talk.too_far", text("talk-too-far"))
    return None


# -- steps


def choose_times(
    context: Context, activity: OfferActivity, action: str, *, in_place: bool = False
) -> Outcome:
    zone = context.actor.timezone if context.actor else "UTC"
    usual = usual_times(context.now, zone)
    shown = preview.choose_times(activity, context.roster, usual)
    return say(activity, action, shown, asks="times", in_place=in_place)


def show_preview_of(context: Context, activity: OfferActivity, action: str) -> Outcome:
    offer, people = activity.state, context.roster.people
    asleep = [
        people[member].name
        for member in offer.members
        if member in people
        and any(context.quiet.contains(slot.at, people[member].timezone) for slot in offer.slots)
    ]
    zone = context.actor.timezone if context.actor else "UTC"
    return say(activity, action, preview.preview(activity, context.roster, asleep, zone))


def say(
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


def numbers(event: Event) -> tuple[int, ...]:
    """The arguments of the choice that are whole numbers."""
    args = choice_args(event)
    return tuple(int(each) for each in args if each.isascii() and each.isdigit() and len(each) < 19)


def in_draft(activity: OfferActivity, **changes: Any) -> OfferActivity:
    """The draft with these fields changed."""
    return replace(activity, state=replace(activity.state, **changes))
