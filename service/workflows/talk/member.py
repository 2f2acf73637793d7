"""The member's side: take a time, ask for another one, decline; later move it or call it off."""

from __future__ import annotations

from dataclasses import replace

from service.core.effects import Edit, Send, ToPerson
from service.core.events import Event, Said
from service.core.texts import Secret, text
from service.core.workflow import Context, Decision, Entry, Outcome, Rejected, choice_args
from service.workflows.talk import leading, notes, steps, view
from service.workflows.talk.model import Slot, Stage, Talk, lead_of, slots_left, talks_of, with_undo
from service.workflows.talk.steps import OfferActivity, look, to_lead, to_member
from service.workflows.talk.times import from_args, read_times

TalkEntry = Entry[Talk]


def take(context: Context, activity: OfferActivity, entry: TalkEntry, event: Event) -> Outcome:
    """Take one of the times offered (`take:seconds.talker`), or the one that is proposed."""
    talk, member = _talk(entry), entry.person
    at = from_args(choice_args(event))
    if at is None:
        return Rejected("talk.moved_on", text("talk-moved-on"))
    if at == talk.wanted and talk.by == "lead":
        return steps.agree(context, activity, member, talk, at, lead=False)
    if talk.phase == "booked":
        shown = look(context, activity, member, talk)
        booked = view.booked(shown)
        return Rejected("talk.booked_already", booked.body, booked.choices)
    slot = Slot(at, _talker(event) or activity.state.owner)
    if slot not in activity.state.slots:
        return Rejected("talk.moved_on", text("talk-moved-on"))
    left = slots_left(activity.state, talks_of(context, activity), member, context.now)
    if slot not in left and at > context.now:
        return steps.taken(look(context, activity, member, talk), at)
    return steps.agree(context, activity, member, talk, at, lead=False, talker=slot.talker)


def _talker(event: Event) -> int:
    """Who is named in `take:seconds.talker`; 0 in a choice of an earlier release."""
    args = choice_args(event)
    return int(args[1]) if len(args) == 2 and args[1].isascii() and args[1].isdigit() else 0


def more(context: Context, activity: OfferActivity, entry: TalkEntry, event: Event) -> Outcome:
    """The next of many times, in place (`more:page`)."""
    args = choice_args(event)
    page = int(args[0]) if args and args[0].isascii() and args[0].isdigit() else 0
    shown = replace(look(context, activity, entry.person, _talk(entry)), page=page)
    effect = Edit(ToPerson(entry.person), "offer", view.offered(shown))
    return Decision("talk.page_turned", effects=(effect,))


def ask_time(context: Context, activity: OfferActivity, entry: TalkEntry, _: Event) -> Outcome:
    """Another time: the member will type it."""
    shown = look(context, activity, entry.person, _talk(entry))
    asked = to_member(entry.person, view.ask_time(shown), asks="when", reply=True)
    return Decision("talk.other_time_asked", effects=(asked,))


def want(context: Context, activity: OfferActivity, entry: TalkEntry, event: Event) -> Outcome:
    """A time in the member's own words goes to the secretary."""
    member, typed = entry.person, event.text if isinstance(event, Said) else ""
    zone = context.actor.timezone if context.actor else "UTC"
    found = read_times(typed, context.now, zone)
    if len(found) != 1:
        return Rejected("talk.no_time", text("talk-no-time"))
    (at,) = found
    refused = steps.unfit(context, at)
    if refused:
        return refused
    talk = _talk(entry)
    stage: Stage = "booked" if talk.phase == "booked" else "asked"
    asked = replace(talk, phase=stage, wanted=at, by="member")
    shown = look(context, activity, member, asked)
    head = text("talk-member-wants", name=shown.member_name, at=view.moment(at))
    effects = (
        to_member(member, view.member_state(shown, text("talk-passed-on")), reply=True),
        to_lead(shown, leading.lead_state(shown, head)),
    )
    return Decision("talk.time_wanted", entry=asked, effects=effects)


def keep(context: Context, activity: OfferActivity, entry: TalkEntry, _: Event) -> Outcome:
    """The secretary's new time does not suit; the talk stays where it is."""
    talk, member = _talk(entry), entry.person
    if talk.by != "lead":
        return Rejected("talk.moved_on", text("talk-moved-on"))
    kept = replace(talk, wanted=None, by=None)
    shown = look(context, activity, member, kept)
    head = text("talk-kept-by", name=shown.member_name)
    effects = (
        to_member(member, view.booked(shown, text("talk-kept")), reply=True),
        to_lead(shown, leading.lead_state(shown, head)),
    )
    return Decision("talk.kept", entry=kept, effects=effects)


def ask_reason(context: Context, activity: OfferActivity, entry: TalkEntry, _: Event) -> Outcome:
    """Declining is confirmed by a reason, or by skipping it."""
    shown = look(context, activity, entry.person, _talk(entry))
    asked = to_member(entry.person, view.ask_reason(shown), asks="reason", reply=True)
    return Decision("talk.reason_asked", effects=(asked,))


def decline(context: Context, activity: OfferActivity, entry: TalkEntry, event: Event) -> Outcome:
    """The member declines. A reason is confidential: only the secretary gets it."""
    talk, member = _talk(entry), entry.person
    typed = event.text.strip() if isinstance(event, Said) else ""
    reason = Secret(fresh=typed) if typed else None
    declined = replace(talk, phase="declined", wanted=None, by=None, reason=reason)
    declined = with_undo(talk, declined, context)
    shown = look(context, activity, member, declined)
    lead = lead_of(activity.state, talk)
    told = Send(
        ToPerson(lead),
        f"m{member}",
        notes.reason(shown),
        secret=reason is not None,
        about=member,
        holder=lead,
    )
    answered = to_member(member, view.member_state(shown), reply=True)
    return Decision(
        "talk.declined",
        entry=declined,
        effects=(answered, told, steps.settle(context)),
        secret=reason is not None,
    )


def call_off(context: Context, activity: OfferActivity, entry: TalkEntry, _: Event) -> Outcome:
    off, effects = steps.call_off(context, activity, entry.person, _talk(entry), by="member")
    return Decision("talk.cancelled", entry=off, effects=effects)


def back(context: Context, activity: OfferActivity, entry: TalkEntry, _: Event) -> Outcome:
    """A question is withdrawn: the talk as it stands, in its place."""
    shown = look(context, activity, entry.person, _talk(entry))
    effect = Edit(ToPerson(entry.person), "talk", view.member_state(shown))
    return Decision("talk.back", effects=(effect,))


def show(context: Context, activity: OfferActivity, entry: TalkEntry, _: Event) -> Outcome:
    shown = look(context, activity, entry.person, _talk(entry))
    return Decision(
        "talk.shown", effects=(to_member(entry.person, view.member_state(shown), reply=True),)
    )


def _talk(entry: TalkEntry) -> Talk:
    return entry.state or Talk()
