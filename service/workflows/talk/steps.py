"""What several events lead to: a talk is booked, moved or called off; claims and timers follow."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from service.core.effects import Claim, ClearTimer, Edit, Effect, Release, Send, SetTimer, ToPerson
from service.core.events import Event
from service.core.message import Message
from service.core.queries import Entries
from service.core.texts import Secret, text
from service.core.workflow import Activity, Context, Decision, Entry, Outcome, Rejected
from service.workflows.talk import leading, view
from service.workflows.talk.model import (
    Offer,
    Talk,
    keys_of,
    lead_of,
    slots_left,
    talks_of,
    with_undo,
)
from service.workflows.talk.times import FARTHEST, plan_reminders

OfferActivity = Activity[Offer]


def to_member(member: int, message: Message, *, asks: str = "", reply: bool = False) -> Send:
    """To the member, in private."""
    return Send(ToPerson(member), "talk", message, "reply" if reply else "normal", asks=asks)


def to_lead(
    shown: view.Look, message: Message, *, asks: str = "", reply: bool = False, to: int = 0
) -> Send:
    """To who leads the talk with one member (or `to` another); what is answered concerns that
    talk."""
    return Send(
        ToPerson(to or shown.lead_id),
        f"m{shown.member}",
        message,
        "reply" if reply else "normal",
        asks=asks,
        about=shown.member,
    )


def look(context: Context, activity: OfferActivity, member: int, talk: Talk) -> view.Look:
    """The talk as it will stand, with what must be known to show it."""
    talks = {**talks_of(context, activity), member: talk}
    left = slots_left(activity.state, talks, member, context.now, context.taken)
    note_open = context.rules.note_to_member
    return view.Look(activity, context.roster, member, talk, left, note_open=note_open)


def unfit(context: Context, at: datetime) -> Rejected | None:
    """Why no talk can be arranged for this time, if so."""
    if at <= context.now:
        return Rejected("talk.in_the_past", text("talk-in-the-past"))
    if at > context.now + FARTHEST:
        return Rejected("talk.too_far", text("talk-too-far"))
    return None


def agree(
    context: Context,
    activity: OfferActivity,
    member: int,
    talk: Talk,
    at: datetime,
    *,
    lead: bool,
    talker: int | None = None,
) -> Outcome:
    """Book the talk, or move it to another time. `lead`: who talks has the last word.
    `talker`: with whom, where the member has chosen."""
    offer = activity.state
    refused = unfit(context, at)
    if refused:
        return refused
    with_ = talker or lead_of(offer, talk)
    now_booked = replace(
        talk, phase="booked", talker=with_, at=at, wanted=None, by=None, step=talk.step + 1
    )
    if context.taken:
        left = look(context, activity, member, replace(talk, wanted=None))
        return taken(left, at, lead=lead)
    moved = talk.phase == "booked"
    wanted = keys_of(offer, with_, member, at)
    had = taken_by(offer, member, talk)
    shown = look(context, activity, member, now_booked)
    timers = arm(context, activity, member, now_booked)
    now_booked = replace(now_booked, armed=tuple(each.name for each in timers))
    effects: list[Effect] = [
        *(Claim(key) for key in wanted if key not in had),
        *(Release(key) for key in had if key not in wanted),
        *disarm(activity, member, talk),
        *timers,
        to_member(member, view.booked_for_member(shown, moved=moved), reply=not lead),
        to_lead(shown, leading.booked_for_lead(shown, moved=moved), reply=lead),
        *share(shown, now_booked.link or offer.link),
        refresh(context),
    ]
    action = "talk.moved" if moved else "talk.booked"
    return Decision(action, entry=now_booked, effects=tuple(effects))


def taken(shown: view.Look, at: datetime, *, lead: bool = False) -> Rejected:
    """The time is another's; what can be done instead."""
    if lead:
        again = leading.lead_may_propose(shown)
        return Rejected("talk.taken", text("talk-taken-lead", at=view.moment(at)), again)
    said = text("talk-taken", at=view.moment(at), left=len(shown.left))
    return Rejected("talk.taken", said, view.slots(shown))


def taken_by(offer: Offer, member: int, talk: Talk) -> tuple[str, ...]:
    """The keys that the talk holds, if it is booked or held."""
    if talk.at is None or talk.phase not in ("booked", "held"):
        return ()
    return keys_of(offer, lead_of(offer, talk), member, talk.at)


def call_off(
    context: Context, activity: OfferActivity, member: int, talk: Talk, *, by: str
) -> tuple[Talk, tuple[Effect, ...]]:
    """The talk is off; both are told at once, and what was booked is given back.

    `by`: "lead" or "member".
    """
    off = replace(talk, phase="cancelled", wanted=None, by=None, step=talk.step + 1, armed=())
    if context.actor is not None:
        off = with_undo(talk, off, context)
    shown = look(context, activity, member, off)
    booked = talk.phase == "booked"
    told = to_member(member, view.off_for_member(shown, by, booked=booked), reply=by == "member")
    for_lead = leading.off_for_lead(shown, by, booked=booked)
    effects: list[Effect] = [
        *((told,) if member in asked(context, activity) else ()),
        ClearTimer("offer", member),
        to_lead(shown, for_lead, reply=by == "lead"),
        *give_back(activity, member, talk),
        refresh(context),
        settle(context),
    ]
    owner = activity.state.owner
    if by == "lead" and context.actor and context.actor.id == owner != shown.lead_id:
        effects.append(to_lead(shown, for_lead, reply=True, to=owner))
    return off, tuple(effects)


def settle(context: Context) -> SetTimer:
    """Have the offer look, at once, whether every talk is settled."""
    return SetTimer("settle", context.now)


def give_back(activity: OfferActivity, member: int, talk: Talk) -> tuple[Effect, ...]:
    """The time and the timers of a booked talk."""
    keys = taken_by(activity.state, member, talk)
    return (*(Release(key) for key in keys), *disarm(activity, member, talk))


def refresh(context: Context) -> SetTimer:
    """Have the offer show the others, at once, which of its times are left: once for all that
    is taken or given back in the same moment."""
    return SetTimer("refresh", context.now)


def show_what_is_left(context: Context, activity: OfferActivity) -> Outcome:
    """Every member who has not agreed on a time sees which of them are left."""
    talks, known = talks_of(context, activity), asked(context, activity)
    effects: list[Effect] = []
    for member, talk in talks.items():
        if member in known and talk.phase in ("offered", "asked"):
            left = slots_left(activity.state, talks, member, context.now)
            shown = view.Look(activity, context.roster, member, talk, left)
            effects.append(Edit(ToPerson(member), "offer", view.offered(shown)))
    if not effects:
        return Rejected("talk.nobody_waits")
    return Decision("talk.refreshed", effects=tuple(effects))


def asked(context: Context, activity: OfferActivity) -> frozenset[int]:
    """The members whom the offer, or a proposal, has reached."""
    return frozenset(person for person, _ in context.queries[Entries(activity.id)])


# -- timers


def reminders_of(context: Context, activity: OfferActivity, person: int) -> tuple[int, ...]:
    """When this person is reminded, in seconds before a talk: their own choice, or else that of
    the offer, or else that of the branch."""
    own = context.roster.people[person].reminders if person in context.roster.people else None
    if own is not None:
        return own
    offered = activity.state.reminders
    return offered if offered is not None else context.talks.of_unit(context.roster, activity.unit)


def disarm(activity: OfferActivity, member: int, talk: Talk) -> tuple[ClearTimer, ...]:
    """Every timer that the talk may have set."""
    old = [f"r{seconds}.{side}" for seconds in activity.state.reminders or () for side in "ms"]
    names = dict.fromkeys((*talk.armed, *old, "record", "ask", "again"))
    return tuple(ClearTimer(name, member) for name in names)


def arm(context: Context, activity: OfferActivity, member: int, talk: Talk) -> tuple[SetTimer, ...]:
    """The timers of a talk just agreed on: `r600.m` reminds the member, `r600.s` who talks."""
    offer, people = activity.state, context.roster.people
    if talk.at is None:
        return ()
    timers = [SetTimer("record", talk.at + offer.length, member, talk.step)]
    for side, person in (("m", member), ("s", lead_of(offer, talk))):
        if person in people:
            before = reminders_of(context, activity, person)
            zone = people[person].timezone
            due = plan_reminders(talk.at, before, context.quiet, zone, context.now)
            timers += [
                SetTimer(f"r{each}.{side}", at, member, talk.step) for each, at in due.items()
            ]
    return tuple(timers)


def share(shown: view.Look, link: Secret | None, *to: int) -> tuple[Send, ...]:
    """The private number or address, sealed, to both sides and nobody else (or one of them)."""
    if link is None:
        return ()
    return tuple(
        Send(
            ToPerson(person),
            f"link{shown.member}",
            view.details(shown, link),
            secret=True,
            about=shown.member,
            holder=shown.lead_id,
            scope="details",
        )
        for person in to or (shown.member, shown.lead_id)
    )


# -- back


def undo(context: Context, activity: OfferActivity, entry: Entry[Talk], _: Event) -> Outcome:
    """Take the last step back, where that is still possible; whoever was told is told again."""
    talk, member = entry.state or Talk(), entry.person
    before, actor = talk.before, context.actor
    if before is None or actor is None or talk.undone_by != actor.id:
        return Rejected("talk.moved_on", text("talk-moved-on"))
    late = talk.undo_until is None or context.now >= talk.undo_until
    if late or (before.phase == "booked" and before.at and before.at <= context.now):
        return Rejected("talk.undo_late", text("talk-undo-late"))
    if context.taken and before.at:
        return Rejected("talk.taken", text("talk-taken-lead", at=view.moment(before.at)))
    again = replace(before, step=talk.step + 1)
    effects: list[Effect] = []
    if again.phase == "booked" and again.at:
        timers = arm(context, activity, member, again)
        again = replace(again, armed=tuple(each.name for each in timers))
        effects += [Claim(key) for key in taken_by(activity.state, member, again)]
        effects += [*timers, refresh(context)]
    shown = look(context, activity, member, again)
    mine = actor.id == member
    effects += _told_again(shown, talk.phase, mine=mine)
    offer = activity.state
    reopened = replace(offer, phase="offered") if offer.phase != "offered" else None
    return Decision("talk.undone", reopened, entry=again, effects=tuple(effects))


def _told_again(shown: view.Look, undone: str, *, mine: bool) -> list[Send]:
    """Both sides see the talk as it stands again; of a record only who keeps it."""
    name = shown.member_name if mine else shown.lead_name
    head, other = text("talk-undone"), text("talk-undone-by", name=name)
    for_lead = to_lead(shown, leading.restored(shown, other if mine else head), reply=not mine)
    if undone == "recorded":
        return [for_lead]
    return [
        to_member(shown.member, view.restored(shown, head if mine else other), reply=mine),
        for_lead,
    ]
