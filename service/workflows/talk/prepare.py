"""The secretary prepares an offer: whom, when, for how long and in which form; then sends it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from service.core.effects import Effect, Send, SetTimer, ToPerson
from service.core.events import Event, Said
from service.core.people import Person
from service.core.texts import Text, lines, text
from service.core.workflow import (
    Context,
    Decision,
    Outcome,
    Rejected,
    choice_args,
)
from service.workflows.talk import leading, preview, report, rounds, wishes
from service.workflows.talk.model import (
    BUFFERS,
    DURATIONS,
    FORMS,
    MAX_MEMBERS,
    Offer,
    Talk,
    Talker,
)
from service.workflows.talk.planned import named, planned
from service.workflows.talk.slots import (
    AnyEntry,
    OfferActivity,
    choose_times,
    in_draft,
    numbers,
    say,
    show_preview_of,
    unfit_slots,
)

PERMISSION = "talk.manage"
ROUND_ENDS_SOON = timedelta(days=3)


def begin(context: Context, unit: int, details: Mapping[str, Any]) -> Offer | Rejected:
    """A new offer: from a command, whose `args` may name members; or complete from a plan:
    `members` (ids or names), `slots` (times, ISO 8601, or minutes from `opens_at` or now on) or a
    weekly `pattern`, or `talkers` with `person` and either; and optionally `minutes`, `buffer`,
    `form`, `reminders` (seconds before the talk)."""
    if context.actor is None:
        return Rejected("talk.no_owner")
    match details.get("command"):
        case "wish":
            return wishes.begin(context)
        case "coverage":
            return report.begin(context)
    if not context.may(PERMISSION, unit):
        return Rejected("talk.not_allowed", text("talk-not-allowed"))
    if "command" in details:
        found = named(context, unit, str(details.get("args", "")))
        owner = context.actor.id
        members = () if isinstance(found, Text) else found
        return Offer("draft", owner, members, (Talker(owner),))
    try:
        return planned(context, unit, details)
    except ValueError as error:
        return Rejected("talk.invalid", text("talk-invalid", problem=str(error)))


def started(context: Context, activity: OfferActivity, _: AnyEntry, event: Event) -> Outcome:
    """Ask for what is missing; a planned offer is complete and is sent at once."""
    if activity.state.members and activity.state.slots:
        return send(context, activity, _, event)
    if activity.state.members:
        return choose_times(context, activity, "talk.drafted")
    return _members(context, activity, "talk.drafted", 0)


# -- whom


def show_members(context: Context, activity: OfferActivity, _: AnyEntry, __: Event) -> Outcome:
    return _members(context, activity, "talk.members_reopened", 0)


def turn_page(context: Context, activity: OfferActivity, _: AnyEntry, event: Event) -> Outcome:
    (page,) = numbers(event)[:1] or (0,)
    return _members(context, activity, "talk.page_turned", page, in_place=True)


def toggle_member(context: Context, activity: OfferActivity, _: AnyEntry, event: Event) -> Outcome:
    """Choose a member, or not any more (`m:person.page`)."""
    chosen_now = numbers(event)
    if len(chosen_now) != 2 or chosen_now[0] not in {
        each.id for each in _people(context, activity)
    }:
        return Rejected("talk.no_such_person", text("talk-nobody"))
    person, page = chosen_now
    chosen = activity.state.members
    changed = (
        tuple(each for each in chosen if each != person) if person in chosen else (*chosen, person)
    )
    if len(changed) > MAX_MEMBERS:
        return Rejected("talk.too_many", text("talk-too-many", most=MAX_MEMBERS))
    return _members(
        context, in_draft(activity, members=changed), "talk.member_chosen", page, in_place=True
    )


def name_members(context: Context, activity: OfferActivity, _: AnyEntry, event: Event) -> Outcome:
    """Members by their names: `李华、张伟`."""
    found = named(context, activity.unit, event.text if isinstance(event, Said) else "")
    if isinstance(found, Text):
        return Rejected("talk.no_such_person", found)
    if len(found) > MAX_MEMBERS:
        return Rejected("talk.too_many", text("talk-too-many", most=MAX_MEMBERS))
    owner = activity.state.owner
    others = tuple(each for each in activity.state.talkers if each.person not in found)
    changed = in_draft(activity, members=found, talkers=others or (Talker(owner),))
    if all(each.slots for each in changed.state.talkers):
        return show_preview_of(context, changed, "talk.members_named")
    return choose_times(context, changed, "talk.members_named")


# -- how, and the preview


def show_preview(context: Context, activity: OfferActivity, _: AnyEntry, __: Event) -> Outcome:
    if not activity.state.members or not activity.state.slots:
        return Rejected("talk.incomplete", text("talk-incomplete"))
    return show_preview_of(context, activity, "talk.previewed")


def set_minutes(context: Context, activity: OfferActivity, _: AnyEntry, event: Event) -> Outcome:
    wanted = numbers(event)
    if not choice_args(event):
        return say(activity, "talk.minutes_asked", preview.choose_minutes(activity))
    if len(wanted) != 1 or wanted[0] not in DURATIONS:
        return Rejected("talk.moved_on", text("talk-moved-on"))
    return show_preview_of(context, in_draft(activity, minutes=wanted[0]), "talk.minutes_chosen")


def set_buffer(context: Context, activity: OfferActivity, _: AnyEntry, event: Event) -> Outcome:
    """How long a talker is free between two talks."""
    wanted = numbers(event)
    if not choice_args(event):
        return say(activity, "talk.buffer_asked", preview.choose_buffer(activity))
    if len(wanted) != 1 or wanted[0] not in BUFFERS:
        return Rejected("talk.moved_on", text("talk-moved-on"))
    return show_preview_of(context, in_draft(activity, buffer=wanted[0]), "talk.buffer_chosen")


def set_form(context: Context, activity: OfferActivity, _: AnyEntry, event: Event) -> Outcome:
    wanted = choice_args(event)
    if not wanted:
        return say(activity, "talk.form_asked", preview.choose_form(activity))
    form = next((each for each in FORMS if (each,) == wanted), None)
    if form is None:
        return Rejected("talk.moved_on", text("talk-moved-on"))
    return show_preview_of(context, in_draft(activity, form=form), "talk.form_chosen")


def send(context: Context, activity: OfferActivity, _: AnyEntry, __: Event) -> Outcome:
    """Every member is asked: at once, or when their night is over if that is soon enough."""
    offer = activity.state
    if not offer.members or not offer.slots:
        return Rejected("talk.incomplete", text("talk-incomplete"))
    refused = unfit_slots(context, offer.slots)
    if refused:
        return refused
    first, last = offer.slots[0].at, offer.slots[-1].at
    people = {each.id: each for each in _people(context, activity)}
    if not people.keys() >= set(offer.members):
        return Rejected("talk.no_such_person", text("talk-nobody"))
    effects: list[Effect] = [SetTimer("lapse", last)]
    asleep = []
    if offer.until:
        effects.append(SetTimer("left", max(context.now, offer.until - ROUND_ENDS_SOON)))
    for place, member in enumerate(offer.members):
        at = context.now + rounds.head_start(offer.urgent, place, offer.until, context.now)
        morning = context.quiet.next_allowed(at, people[member].timezone)
        waits = at < morning < first
        effects.append(SetTimer("offer", morning if waits else at, member))
        if waits and at == context.now:
            asleep.append(people[member].name)
    sent = in_draft(activity, phase="offered")
    talks = {member: Talk() for member in offer.members}
    later = text("talk-sent-later", names="、".join(asleep)) if asleep else None
    head = lines(text("talk-sent", n=len(talks)), later)
    panel = leading.panel(sent, context.roster, talks, head)
    effects.append(Send(ToPerson(offer.owner), "panel", panel, "reply"))
    return Decision("talk.offered", sent.state, effects=tuple(effects))


def drop(context: Context, activity: OfferActivity, _: AnyEntry, __: Event) -> Outcome:
    """Nothing has been sent yet, so nobody need be told."""
    gone = in_draft(activity, phase="cancelled")
    said = Send(ToPerson(gone.state.owner), "panel", preview.dropped(), "reply")
    return Decision("talk.dropped", gone.state, effects=(said,), finished=True)


def show(context: Context, activity: OfferActivity, _: AnyEntry, __: Event) -> Outcome:
    """The draft again, from the menu, where it was left."""
    offer = activity.state
    if not offer.members:
        return _members(context, activity, "talk.shown", 0)
    if not offer.slots:
        return choose_times(context, activity, "talk.shown")
    return show_preview_of(context, activity, "talk.shown")


# -- steps


def _members(
    context: Context, activity: OfferActivity, action: str, page: int, *, in_place: bool = False
) -> Outcome:
    people = _people(context, activity)
    shown = preview.choose_members(activity, context.roster, people, page)
    return say(activity, action, shown, asks="members", in_place=in_place)


def _people(context: Context, activity: OfferActivity) -> tuple[Person, ...]:
    """Whom the secretary may invite: the unit's active members, but not those who talk."""
    talkers = {activity.state.owner, *(each.person for each in activity.state.talkers)}
    members = context.roster.members(activity.unit)
    return tuple(each for each in members if each.id not in talkers)
