"""The secretary's side once the offer is sent: agree, propose, move, call off, and the panel."""

from __future__ import annotations

from dataclasses import replace

from service.core.effects import Effect, Release, Send, SetTimer, ToPerson
from service.core.events import Event, Said
from service.core.message import Message
from service.core.texts import text
from service.core.workflow import Context, Decision, Entry, Outcome, Rejected, choice_args
from service.workflows.talk import leading, notes, slots, steps, view, wishes
from service.workflows.talk.model import OPEN, Slot, Talk, lead_of, talks_of
from service.workflows.talk.patterns import read_pattern
from service.workflows.talk.steps import OfferActivity, look, to_lead, to_member
from service.workflows.talk.times import from_args, read_times

TalkEntry = Entry[Talk]


# -- one talk


def who(context: Context, activity: OfferActivity, entry: TalkEntry, _: Event) -> Outcome:
    """How the talk with this member stands, and what can be done."""
    shown = look(context, activity, entry.person, _talk(entry))
    if context.actor and context.actor.id != shown.lead_id:
        effect = to_lead(shown, leading.owner_state(shown), reply=True, to=context.actor.id)
    else:
        effect = to_lead(shown, leading.lead_state(shown), reply=True)
    return Decision("talk.looked_at", effects=(effect,))


def agree(context: Context, activity: OfferActivity, entry: TalkEntry, event: Event) -> Outcome:
    """Agree to the time the member asks for (`agree:seconds`)."""
    talk = _talk(entry)
    at = from_args(choice_args(event))
    if at is None or talk.by != "member" or at != talk.wanted:
        return Rejected("talk.moved_on", text("talk-moved-on"))
    return steps.agree(context, activity, entry.person, talk, at, lead=True)


def ask_time(context: Context, activity: OfferActivity, entry: TalkEntry, _: Event) -> Outcome:
    """Another time: the secretary will type it."""
    shown = look(context, activity, entry.person, _talk(entry))
    message = leading.lead_asks_time(shown)
    asked = to_lead(shown, message, asks="propose", reply=True)
    return Decision("talk.proposal_asked", effects=(asked,))


def propose(context: Context, activity: OfferActivity, entry: TalkEntry, event: Event) -> Outcome:
    """A time in the secretary's own words goes to the member, who must agree."""
    talk, member = _talk(entry), entry.person
    zone = context.actor.timezone if context.actor else "UTC"
    typed = event.text if isinstance(event, Said) else ""
    found = read_times(typed, context.now, zone)
    if talk.phase == "requested" and len(found) != 1:
        offer = activity.state
        pattern = read_pattern(typed, context.now, zone)
        times = pattern.times(context.now, zone, offer.minutes, offer.buffer) if pattern else found
        if times:
            refused = slots.unfit_slots(context, tuple(Slot(at, offer.owner) for at in times))
            return refused or wishes.offer_times(context, activity, entry, tuple(times))
    if len(found) != 1:
        return Rejected("talk.no_time", text("talk-no-time"))
    (at,) = found
    refused = steps.unfit(context, at)
    if refused:
        return refused
    if at == talk.at and talk.phase == "booked":
        return Rejected("talk.same_time", text("talk-same-time"))
    effects: list[Effect] = []
    proposed = replace(talk, wanted=at, by="lead", talker=lead_of(activity.state, talk))
    if talk.phase != "booked":
        proposed = replace(proposed, phase="offered", at=None, held_at=None, form=None)
    if talk.phase == "held":  # it was not held, and begins anew
        effects += [Release(key) for key in steps.taken_by(activity.state, member, talk)]
    shown = look(context, activity, member, proposed)
    effects.append(to_lead(shown, _told(shown), reply=True))
    effects.append(to_member(member, view.member_state(shown)))
    return Decision("talk.proposed", entry=proposed, effects=tuple(effects))


def stay(context: Context, activity: OfferActivity, entry: TalkEntry, _: Event) -> Outcome:
    """The member's new time does not suit; the talk stays where it is."""
    talk, member = _talk(entry), entry.person
    if talk.by != "member":
        return Rejected("talk.moved_on", text("talk-moved-on"))
    kept = replace(talk, wanted=None, by=None)
    shown = look(context, activity, member, kept)
    head = text("talk-kept-by", name=shown.lead_name)
    effects = (
        to_lead(shown, leading.lead_state(shown, text("talk-kept")), reply=True),
        to_member(member, view.booked(shown, head)),
    )
    return Decision("talk.kept", entry=kept, effects=effects)


def offer_anew(context: Context, activity: OfferActivity, entry: TalkEntry, _: Event) -> Outcome:
    """The talk was missed: the member gets the times that are left once more."""
    talk, member = _talk(entry), entry.person
    anew = replace(talk, phase="offered", at=None, held_at=None, form=None, asked=0, armed=())
    shown = look(context, activity, member, anew)
    keys = steps.taken_by(activity.state, member, talk)
    head = text("talk-offered-anew", name=shown.inviting)
    effects: tuple[Effect, ...] = (
        *(Release(key) for key in keys),
        Send(ToPerson(member), "offer", view.offered(shown, head)),
        to_lead(shown, leading.lead_state(shown, text("talk-passed-on")), reply=True),
    )
    return Decision("talk.offered_anew", entry=anew, effects=effects)


def call_off(context: Context, activity: OfferActivity, entry: TalkEntry, _: Event) -> Outcome:
    off, effects = steps.call_off(context, activity, entry.person, _talk(entry), by="lead")
    return Decision("talk.cancelled", entry=off, effects=effects)


def why(context: Context, activity: OfferActivity, entry: TalkEntry, _: Event) -> Outcome:
    """Why the member declined, again."""
    shown = look(context, activity, entry.person, _talk(entry))
    lead, member = lead_of(activity.state, _talk(entry)), entry.person
    effect = Send(
        ToPerson(lead),
        f"why{member}",
        notes.reason(shown),
        "reply",
        secret=True,
        about=member,
        holder=lead,
    )
    return Decision("talk.reason_read", effects=(effect,))


# -- all of them


def panel(context: Context, activity: OfferActivity, _: object, event: Event) -> Outcome:
    """Every member with how the talk stands (`panel:page`)."""
    args = choice_args(event)
    page = int(args[0]) if args and args[0].isascii() and args[0].isdigit() else 0
    talks = _all(context, activity)
    shown = leading.panel(activity, context.roster, talks, page=page)
    return _panel(activity, "talk.shown", shown)


def ask_cancel(context: Context, activity: OfferActivity, _: object, __: Event) -> Outcome:
    count = len(_open(context, activity))
    if not count:
        return Rejected("talk.nothing_open", text("talk-nothing-open"))
    return _panel(activity, "talk.cancel_asked", leading.confirm_cancel(activity, count))


def cancel(context: Context, activity: OfferActivity, _: object, __: Event) -> Outcome:
    """Call off whatever is not held yet; each talk does it for itself, at once."""
    members = _open(context, activity)
    if not members:
        return Rejected("talk.nothing_open", text("talk-nothing-open"))
    effects = tuple(SetTimer("withdraw", context.now, member) for member in members)
    return Decision("talk.withdrawn", effects=effects)


def _open(context: Context, activity: OfferActivity) -> tuple[int, ...]:
    return tuple(member for member, talk in _all(context, activity).items() if talk.phase in OPEN)


def _all(context: Context, activity: OfferActivity) -> dict[int, Talk]:
    return talks_of(context, activity)


def _panel(activity: OfferActivity, action: str, message: Message) -> Outcome:
    effect = Send(ToPerson(activity.state.owner), "panel", message, "reply")
    return Decision(action, effects=(effect,))


def _told(shown: view.Look) -> Message:
    return leading.lead_state(shown, text("talk-passed-on"))


def _talk(entry: TalkEntry) -> Talk:
    return entry.state or Talk()
