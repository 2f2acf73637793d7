"""After the talk: its date and form, and a confidential note. Who may read the note, reads it.

The note is sealed before it reaches a row, and its reading is a message that is sealed as well.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from service.core.access import may_read_note
from service.core.effects import Effect, Erase, Send, ToPerson
from service.core.events import Event, Said
from service.core.message import Message
from service.core.queries import AuditTrail
from service.core.texts import Moment, Secret, lines, text
from service.core.workflow import Context, Decision, Entry, Outcome, Rejected, choice_args
from service.workflows.talk import leading, notes, steps
from service.workflows.talk.model import FORMS, Talk, lead_of, talks_of, with_undo
from service.workflows.talk.steps import OfferActivity, look, to_lead, to_member
from service.workflows.talk.times import from_args, read_past

TalkEntry = Entry[Talk]

READ = "talk.note_read"  # the action of the journal


def show(context: Context, activity: OfferActivity, entry: TalkEntry, _: Event) -> Outcome:
    """The record to be made or changed."""
    return _ask(context, activity, entry, _talk(entry), "talk.record_asked")


def set_form(context: Context, activity: OfferActivity, entry: TalkEntry, event: Event) -> Outcome:
    form = next((each for each in FORMS if (each,) == choice_args(event)), None)
    if form is None:
        return Rejected("talk.moved_on", text("talk-moved-on"))
    return _ask(context, activity, entry, replace(_talk(entry), form=form), "talk.form_recorded")


def choose_topics(
    context: Context, activity: OfferActivity, entry: TalkEntry, event: Event
) -> Outcome:
    """What it was about (`topics:key`, again to take it back)."""
    talk, known = _talk(entry), [each.key for each in context.talks.topics]
    for key in choice_args(event)[:1]:
        if key not in known:
            return Rejected("talk.moved_on", text("talk-moved-on"))
        others = tuple(each for each in talk.topics if each != key)
        talk = replace(talk, topics=others if key in talk.topics else (*others, key))
    shown = look(context, activity, entry.person, talk)
    message = notes.choose_topics(shown, context.talks.topics)
    asked = to_lead(shown, message, reply=True)
    return Decision("talk.topics_chosen", entry=talk, effects=(asked,))


def readings(context: Context, activity: OfferActivity, entry: TalkEntry, _: Event) -> Outcome:
    """Who has read the note, to whoever may read it: every reading stands in the journal."""
    if not _may_read(context, activity, entry.person) or context.actor is None:
        return Rejected("talk.not_allowed", text("talk-not-allowed"))
    people = context.roster.people
    found = [
        lines(Moment(each.at), people[each.actor].name, sep=" ")
        for each in context.queries[AuditTrail(activity.id, READ)]
        if each.about == entry.person and each.actor is not None and each.actor in people
    ]
    shown = look(context, activity, entry.person, _talk(entry))
    sent = Send(
        ToPerson(context.actor.id), f"readings{entry.person}", notes.readings(shown, found), "reply"
    )
    return Decision("talk.readings_shown", effects=(sent,))


def ask_note(context: Context, activity: OfferActivity, entry: TalkEntry, _: Event) -> Outcome:
    """What is typed next is the note. It is asked for only when the secretary wants to write it,
    so that nothing typed for another purpose becomes one."""
    shown = look(context, activity, entry.person, _talk(entry))
    asked = to_lead(shown, notes.ask_note(shown), asks="note", reply=True)
    return Decision("talk.note_asked", effects=(asked,))


def ask_date(context: Context, activity: OfferActivity, entry: TalkEntry, _: Event) -> Outcome:
    """The last days as choices, at the planned time of day; another one may be typed."""
    talk = _talk(entry)
    planned = talk.at or context.now
    days = tuple(
        day
        for back in range(-notes.RECORD_DAYS, notes.RECORD_DAYS + 1)
        if (day := planned + timedelta(days=back)) <= context.now
    )[-notes.RECORD_DAYS :]
    shown = look(context, activity, entry.person, talk)
    message = notes.ask_date(shown, days)
    asked = to_lead(shown, message, asks="date", reply=True)
    return Decision("talk.date_asked", effects=(asked,))


def set_date(context: Context, activity: OfferActivity, entry: TalkEntry, event: Event) -> Outcome:
    """The day that was tapped (`day:seconds`) or typed."""
    talk = _talk(entry)
    if isinstance(event, Said):
        zone = context.actor.timezone if context.actor else "UTC"
        held_at = read_past(event.text, talk.at or context.now, context.now, zone)
    else:
        held_at = from_args(choice_args(event))
    if held_at is None or held_at > context.now:
        return Rejected("talk.no_date", text("talk-no-date"))
    changed = replace(talk, held_at=held_at)
    return _ask(context, activity, entry, changed, "talk.date_recorded")


def take_note(context: Context, activity: OfferActivity, entry: TalkEntry, event: Event) -> Outcome:
    """Keep what was typed, sealed, and take it out of the chat."""
    typed = event.text.strip() if isinstance(event, Said) else ""
    if not isinstance(event, Said) or not typed:
        return Rejected("talk.no_note", text("talk-no-note"))
    noted = replace(_recorded(activity, _talk(entry)), note=Secret(fresh=typed))
    noted = with_undo(_talk(entry), noted, context)
    effects = (Erase(event.ref), *_kept(context, activity, entry, noted, noted_now=True))
    return Decision("talk.noted", entry=noted, effects=effects, secret=True)


def finish(context: Context, activity: OfferActivity, entry: TalkEntry, _: Event) -> Outcome:
    """Record without a note, or with the note that is there."""
    recorded = with_undo(_talk(entry), _recorded(activity, _talk(entry)), context)
    effects = _kept(context, activity, entry, recorded, noted_now=False)
    return Decision("talk.recorded", entry=recorded, effects=effects)


def missed(context: Context, activity: OfferActivity, entry: TalkEntry, _: Event) -> Outcome:
    """It was not held: propose another time, or let it be."""
    shown = look(context, activity, entry.person, _talk(entry))
    asked = to_lead(shown, notes.missed(shown), reply=True)
    return Decision("talk.missed", effects=(asked,))


# -- reading


def read(context: Context, activity: OfferActivity, entry: TalkEntry, _: Event) -> Outcome:
    """Show the note to whoever may read it, in private."""
    if not _may_read(context, activity, entry.person) or context.actor is None:
        return Rejected("talk.not_allowed", text("talk-not-allowed"))
    if entry.state is None or entry.state.note is None:
        return Rejected("talk.nothing_to_read", text("talk-nothing-to-read"))
    shown = look(context, activity, entry.person, entry.state)
    effect = Send(
        ToPerson(context.actor.id),
        f"note{entry.person}",
        notes.note(shown),
        "reply",
        secret=True,
        about=entry.person,
        holder=lead_of(activity.state, entry.state),
    )
    return Decision(READ, effects=(effect,))


def readable(context: Context, activity: OfferActivity, _: object, __: Event) -> Outcome:
    """To who may read notes here without holding the talks: which there are."""
    members = tuple(
        member
        for member, talk in talks_of(context, activity).items()
        if talk.note is not None and _may_read(context, activity, member)
    )
    if context.actor is None or not any(
        _may_read(context, activity, member) for member in activity.state.members
    ):
        return Rejected("talk.not_allowed", text("talk-not-allowed"))
    message: Message = leading.readable(
        activity, context.roster, talks_of(context, activity), members
    )
    effect = Send(ToPerson(context.actor.id), "readable", message, "reply")
    return Decision("talk.listed", effects=(effect,))


def _may_read(context: Context, activity: OfferActivity, member: int) -> bool:
    lead = lead_of(activity.state, talks_of(context, activity)[member])
    return may_read_note(context.rules, context.roster, context.actor, lead, member)


# -- steps


def _ask(
    context: Context, activity: OfferActivity, entry: TalkEntry, talk: Talk, action: str
) -> Outcome:
    shown = look(context, activity, entry.person, talk)
    topics = tuple(context.talks.topic(key) for key in talk.topics)
    asked = to_lead(shown, notes.record(shown, topics=topics), reply=True)
    return Decision(action, entry=talk, effects=(asked,))


def _recorded(activity: OfferActivity, talk: Talk) -> Talk:
    return replace(
        talk,
        phase="recorded",
        form=talk.form or activity.state.form,
        held_at=talk.held_at or talk.at,
    )


def _kept(
    context: Context, activity: OfferActivity, entry: TalkEntry, talk: Talk, *, noted_now: bool
) -> tuple[Effect, ...]:
    shown = look(context, activity, entry.person, talk)
    confirmed = to_lead(shown, notes.recorded(shown, noted=noted_now), reply=True)
    told = (
        (to_member(entry.person, notes.note_shown(shown)),)
        if noted_now and context.rules.note_to_member
        else ()
    )
    return (confirmed, *told, steps.settle(context))


def _talk(entry: TalkEntry) -> Talk:
    return entry.state or Talk()
