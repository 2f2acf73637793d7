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
from service.core.texts import Secret, text
from service.core.workflow import Context, Decision, Entry, Outcome, Rejected, choice_args
from service.workflows.talk import notes, steps, view
from service.workflows.talk.model import FORMS, Talk, talks_of
from service.workflows.talk.steps import OfferActivity, look, to_owner
from service.workflows.talk.times import from_args, read_past

TalkEntry = Entry[Talk]


def show(context: Context, activity: OfferActivity, entry: TalkEntry, _: Event) -> Outcome:
    """The record to be made or changed."""
    return _ask(context, activity, entry, _talk(entry), "talk.record_asked")


def set_form(context: Context, activity: OfferActivity, entry: TalkEntry, event: Event) -> Outcome:
    form = next((each for each in FORMS if (each,) == choice_args(event)), None)
    if form is None:
        return Rejected("talk.moved_on", text("talk.moved_on"))
    return _ask(context, activity, entry, replace(_talk(entry), form=form), "talk.form_recorded")


def ask_note(context: Context, activity: OfferActivity, entry: TalkEntry, _: Event) -> Outcome:
    """What is typed next is the note. It is asked for only when the secretary wants to write it,
    so that nothing typed for another purpose becomes one."""
    shown = look(context, activity, entry.person, _talk(entry))
    asked = to_owner(activity, entry.person, notes.ask_note(shown), asks="note", reply=True)
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
    asked = to_owner(activity, entry.person, message, asks="date", reply=True)
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
        return Rejected("talk.no_date", text("talk.no_date"))
    changed = replace(talk, held_at=held_at)
    return _ask(context, activity, entry, changed, "talk.date_recorded")


def take_note(context: Context, activity: OfferActivity, entry: TalkEntry, event: Event) -> Outcome:
    """Keep what was typed, sealed, and take it out of the chat."""
    typed = event.text.strip() if isinstance(event, Said) else ""
    if not isinstance(event, Said) or not typed:
        return Rejected("talk.no_note", text("talk.no_note"))
    noted = replace(_recorded(activity, _talk(entry)), note=Secret(fresh=typed))
    effects = (Erase(event.ref), *_kept(context, activity, entry, noted, noted_now=True))
    return Decision("talk.noted", entry=noted, effects=effects, secret=True)


def finish(context: Context, activity: OfferActivity, entry: TalkEntry, _: Event) -> Outcome:
    """Record without a note, or with the note that is there."""
    recorded = _recorded(activity, _talk(entry))
    effects = _kept(context, activity, entry, recorded, noted_now=False)
    return Decision("talk.recorded", entry=recorded, effects=effects)


def missed(context: Context, activity: OfferActivity, entry: TalkEntry, _: Event) -> Outcome:
    """It was not held: propose another time, or let it be."""
    shown = look(context, activity, entry.person, _talk(entry))
    asked = to_owner(activity, entry.person, notes.missed(shown), reply=True)
    return Decision("talk.missed", effects=(asked,))


# -- reading


def read(context: Context, activity: OfferActivity, entry: TalkEntry, _: Event) -> Outcome:
    """Show the note to whoever may read it, in private."""
    if not _may_read(context, activity, entry.person) or context.actor is None:
        return Rejected("talk.not_allowed", text("talk.not_allowed"))
    if entry.state is None or entry.state.note is None:
        return Rejected("talk.nothing_to_read", text("talk.nothing_to_read"))
    shown = look(context, activity, entry.person, entry.state)
    effect = Send(
        ToPerson(context.actor.id),
        f"note{entry.person}",
        notes.note(shown),
        "reply",
        secret=True,
        about=entry.person,
        holder=activity.state.owner,
    )
    return Decision("talk.note_read", effects=(effect,))


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
        return Rejected("talk.not_allowed", text("talk.not_allowed"))
    message: Message = view.readable(activity, context.roster, talks_of(context, activity), members)
    effect = Send(ToPerson(context.actor.id), "readable", message, "reply")
    return Decision("talk.listed", effects=(effect,))


def _may_read(context: Context, activity: OfferActivity, member: int) -> bool:
    owner = activity.state.owner
    return may_read_note(context.rules, context.roster, context.actor, owner, member)


# -- steps


def _ask(
    context: Context, activity: OfferActivity, entry: TalkEntry, talk: Talk, action: str
) -> Outcome:
    shown = look(context, activity, entry.person, talk)
    asked = to_owner(activity, entry.person, notes.record(shown), reply=True)
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
    confirmed = to_owner(activity, entry.person, notes.recorded(shown, noted=noted_now), reply=True)
    return (confirmed, steps.settle(context))


def _talk(entry: TalkEntry) -> Talk:
    return entry.state or Talk()
