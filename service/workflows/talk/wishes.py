"""A member would like to talk: with whom, with or without a confidential word beforehand."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from service.core.effects import Effect, Erase, Send, SetTimer, ToPerson
from service.core.events import Event, Said
from service.core.message import Message
from service.core.people import Person
from service.core.texts import Secret, Text, text
from service.core.workflow import Context, Decision, Entry, Outcome, Rejected
from service.workflows.talk import leading, view, wish_view
from service.workflows.talk.model import Offer, Talk, Talker
from service.workflows.talk.planned import named
from service.workflows.talk.slots import AnyEntry, OfferActivity, in_draft, numbers, say
from service.workflows.talk.steps import look, to_lead, to_member

LONGEST_WORD = 1000  # characters


def begin(context: Context) -> Offer | Rejected:
    """The draft belongs to the member until it is sent; then to who is asked."""
    if context.actor is None:
        return Rejected("talk.no_owner")
    me = context.actor.id
    return Offer("draft", me, members=(me,), wish=True)


def ask_whom(context: Context, activity: OfferActivity, _: AnyEntry, __: Event) -> Outcome:
    people = possible(context, activity)
    shown = wish_view.ask_whom(activity, people)
    return say(activity, "talk.wish_begun", shown, asks="whom")


def choose(context: Context, activity: OfferActivity, _: AnyEntry, event: Event) -> Outcome:
    """Somebody who leads the branch, or the units above it (`with:person`)."""
    chosen = numbers(event)
    if len(chosen) != 1 or chosen[0] not in {each.id for each in possible(context, activity)}:
        return Rejected("talk.moved_on", text("talk-moved-on"))
    return _chosen(context, activity, chosen[0])


def name(context: Context, activity: OfferActivity, _: AnyEntry, event: Event) -> Outcome:
    """Anybody of the branch, by name."""
    typed = event.text if isinstance(event, Said) else ""
    found = named(context, activity.unit, typed)
    if isinstance(found, Text):
        return Rejected("talk.no_such_person", found)
    if len(found) != 1:
        return Rejected("talk.one_person", text("talk-one-person"))
    return _chosen(context, activity, found[0])


def _chosen(context: Context, activity: OfferActivity, person: int) -> Outcome:
    changed = in_draft(activity, talkers=(Talker(person),))
    shown = wish_view.ask_word(changed, context.roster, person)
    return say(changed, "talk.wish_to", shown, asks="word")


def send_with_word(
    context: Context, activity: OfferActivity, entry: AnyEntry, event: Event
) -> Outcome:
    """What was typed is kept sealed, taken out of the chat, and shown to who is asked alone."""
    typed = event.text.strip() if isinstance(event, Said) else ""
    if not isinstance(event, Said) or not 0 < len(typed) <= LONGEST_WORD:
        return Rejected("talk.no_word", text("talk-no-word", most=LONGEST_WORD))
    return _send(context, activity, entry, Secret(fresh=typed), Erase(event.ref))


def send(context: Context, activity: OfferActivity, entry: AnyEntry, _: Event) -> Outcome:
    return _send(context, activity, entry, None)


def _send(
    context: Context,
    activity: OfferActivity,
    entry: AnyEntry,
    word: Secret | None,
    *more: Effect,
) -> Outcome:
    draft, me = activity.state, activity.state.owner
    if not draft.talkers or entry is None or entry.person != me:
        return Rejected("talk.incomplete", text("talk-incomplete"))
    asked = draft.talkers[0].person
    state = replace(draft, phase="offered", owner=asked, members=(me,))
    sent = replace(activity, state=state)
    talk = Talk("requested", talker=asked, word=word)
    shown = view.Look(sent, context.roster, me, talk)
    head = text("talk-wished", name=shown.member_name, word=view.yes_or_no(word is not None))
    waits = timedelta(days=context.talks.ask_again)
    zone = context.roster.people[asked].timezone if asked in context.roster.people else "UTC"
    effects: tuple[Effect, ...] = (
        *more,
        Send(ToPerson(me), "talk", view.member_state(shown, text("talk-wish-sent")), "reply"),
        to_lead(shown, leading.lead_state(shown, head)),
        SetTimer("again", context.quiet.next_allowed(context.now + waits, zone), me),
    )
    return Decision("talk.wished", state, entry=talk, effects=effects, secret=word is not None)


def show_word(context: Context, activity: OfferActivity, entry: Entry[Talk], _: Event) -> Outcome:
    """The member's word beforehand, to who is asked."""
    talk = entry.state or Talk()
    if talk.word is None:
        return Rejected("talk.nothing_to_read", text("talk-nothing-to-read"))
    shown = look(context, activity, entry.person, talk)
    sent = Send(
        ToPerson(shown.lead_id),
        f"word{entry.person}",
        wish_view.word(shown, talk.word),
        "reply",
        secret=True,
        about=entry.person,
        holder=shown.lead_id,
        scope="details",
    )
    return Decision("talk.word_read", effects=(sent,))


def offer_times(
    context: Context, activity: OfferActivity, entry: Entry[Talk], times: tuple[datetime, ...]
) -> Outcome:
    """Who is asked names several times: the member takes one of them."""
    member, talk = entry.person, entry.state or Talk()
    lead = talk.talker or activity.state.owner
    state = replace(activity.state, talkers=(Talker(lead, times),))
    offered = replace(talk, phase="offered", wanted=None, by=None)
    there = replace(activity, state=state)
    shown = look(context, there, member, offered)
    effects = (
        to_lead(shown, leading.lead_state(shown, text("talk-passed-on")), reply=True),
        Send(ToPerson(member), "offer", view.offered(shown)),
    )
    return Decision("talk.times_offered", state, entry=offered, effects=effects)


def drop(context: Context, activity: OfferActivity, _: AnyEntry, __: Event) -> Outcome:
    gone = in_draft(activity, phase="cancelled")
    said = to_member(gone.state.owner, Message(text("talk-dropped"), view.TITLE), reply=True)
    return Decision("talk.dropped", gone.state, effects=(said,), finished=True)


def possible(context: Context, activity: OfferActivity) -> tuple[Person, ...]:
    """Who leads the member's unit, then who leads those above; never the member."""
    me = activity.state.owner
    leads = [
        person
        for unit in context.roster.path(activity.unit)
        for person in context.roster.people.values()
        if person.unit == unit
        and person.active
        and person.id != me
        and context.rules.in_committee(person)
    ]
    return tuple(
        sorted(
            leads, key=lambda each: (each.unit != activity.unit, each.role != "secretary", each.id)
        )
    )
