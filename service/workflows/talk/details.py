"""Where a talk is held and how one gets there; and that somebody comes late.

A place is said along with the talk. A phone number or an address to call is private: it is sealed
wherever it is kept, and shown to the two sides alone.
"""

from __future__ import annotations

from dataclasses import replace

from service.core.effects import Effect, Erase
from service.core.events import Event, Said
from service.core.texts import Secret, text
from service.core.workflow import Context, Decision, Entry, Outcome, Rejected, choice_args
from service.workflows.talk import leading, preview, steps, view
from service.workflows.talk.model import NEAR, Talk
from service.workflows.talk.planned import LONGEST_PLACE
from service.workflows.talk.slots import AnyEntry, in_draft, say, show_preview_of
from service.workflows.talk.steps import OfferActivity, look, to_lead, to_member

TalkEntry = Entry[Talk]

LATENESS = (5, 10, 15, 20, 30)  # minutes


# -- of the whole offer, while it is prepared


def ask_where_of_all(context: Context, activity: OfferActivity, _: AnyEntry, __: Event) -> Outcome:
    return say(activity, "talk.where_asked", preview.ask_where(activity), asks="where")


def set_where_of_all(
    context: Context, activity: OfferActivity, _: AnyEntry, event: Event
) -> Outcome:
    """The same place or address for all; what is private is taken out of the chat."""
    typed = _typed(event)
    if not typed or not isinstance(event, Said):
        return Rejected("talk.no_where", text("talk-no-where", most=LONGEST_PLACE))
    if activity.state.form == "person":
        changed = in_draft(activity, place=typed, link=None)
        return show_preview_of(context, changed, "talk.place_set")
    changed = in_draft(activity, place="", link=Secret(fresh=typed))
    shown = show_preview_of(context, changed, "talk.link_set")
    if isinstance(shown, Decision):
        return replace(shown, effects=(Erase(event.ref), *shown.effects), secret=True)
    return shown


# -- of one talk


def ask_where(context: Context, activity: OfferActivity, entry: TalkEntry, _: Event) -> Outcome:
    shown = look(context, activity, entry.person, entry.state or Talk())
    asked = to_lead(shown, leading.ask_where(shown), asks="where", reply=True)
    return Decision("talk.where_asked", effects=(asked,))


def set_where(context: Context, activity: OfferActivity, entry: TalkEntry, event: Event) -> Outcome:
    """Both are told; the calendar entry changes along."""
    typed, talk, member = _typed(event), entry.state or Talk(), entry.person
    if not typed or not isinstance(event, Said):
        return Rejected("talk.no_where", text("talk-no-where", most=LONGEST_PLACE))
    private = activity.state.form != "person"
    changed = replace(
        talk,
        place="" if private else typed,
        link=Secret(fresh=typed) if private else None,
        step=talk.step + 1,
    )
    timers = steps.arm(context, activity, member, changed)
    changed = replace(changed, armed=tuple(each.name for each in timers))
    shown = look(context, activity, member, changed)
    head = text("talk-where-changed")
    effects: list[Effect] = [
        *steps.disarm(activity, member, talk),
        *timers,
        to_lead(shown, leading.restored(shown, head), reply=True),
        to_member(member, view.restored(shown, head)),
        *steps.share(shown, changed.link),
    ]
    if private:
        effects.insert(0, Erase(event.ref))
    return Decision("talk.where_set", entry=changed, effects=tuple(effects), secret=private)


def show_to_member(
    context: Context, activity: OfferActivity, entry: TalkEntry, _: Event
) -> Outcome:
    return _show(context, activity, entry, entry.person)


def show_to_lead(context: Context, activity: OfferActivity, entry: TalkEntry, _: Event) -> Outcome:
    shown = look(context, activity, entry.person, entry.state or Talk())
    return _show(context, activity, entry, shown.lead_id)


def _show(context: Context, activity: OfferActivity, entry: TalkEntry, to: int) -> Outcome:
    """The private number or address once more, to who asks."""
    talk = entry.state or Talk()
    shown = look(context, activity, entry.person, talk)
    sent = steps.share(shown, talk.link or activity.state.link, to)
    if not sent:
        return Rejected("talk.no_link", text("talk-no-link"))
    return Decision("talk.link_shown", effects=sent)


def _typed(event: Event) -> str:
    typed = event.text.strip() if isinstance(event, Said) else ""
    return typed if len(typed) <= LONGEST_PLACE else ""


# -- late


def member_is_late(
    context: Context, activity: OfferActivity, entry: TalkEntry, event: Event
) -> Outcome:
    return _late(context, activity, entry, event, member=True)


def lead_is_late(
    context: Context, activity: OfferActivity, entry: TalkEntry, event: Event
) -> Outcome:
    return _late(context, activity, entry, event, member=False)


def _late(
    context: Context, activity: OfferActivity, entry: TalkEntry, event: Event, *, member: bool
) -> Outcome:
    """One side comes some minutes later (`late:10`): the other is told at once."""
    talk = entry.state or Talk()
    minutes = next((each for each in LATENESS if (str(each),) == choice_args(event)), view.LATE)
    if talk.at is None or not talk.at - NEAR <= context.now <= talk.at + activity.state.length:
        return Rejected("talk.not_late_yet", text("talk-not-late-yet"))
    shown = look(context, activity, entry.person, talk)
    told = view.late(shown, member=member, minutes=minutes)
    done = view.late_told(shown, member=member, minutes=minutes)
    to_other = to_lead(shown, told) if member else to_member(entry.person, told)
    to_self = (
        to_member(entry.person, done, reply=True) if member else to_lead(shown, done, reply=True)
    )
    # Not in place of the message that the talk is answered with.
    effects = tuple(replace(each, key=f"late{entry.person}") for each in (to_other, to_self))
    return Decision("talk.late", effects=effects)
