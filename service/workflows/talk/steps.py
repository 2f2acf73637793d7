"""What several events lead to: a talk is booked, moved or called off; claims and timers follow."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from service.core.effects import Arm, Claim, Disarm, Edit, Effect, Release, Send, ToPerson
from service.core.facts import Entries
from service.core.message import Message
from service.core.texts import text
from service.core.workflow import Activity, Context, Decision, Outcome, Rejected
from service.workflows.talk import view
from service.workflows.talk.model import (
    Offer,
    Talk,
    claim_keys,
    slots_left,
    talks_of,
)
from service.workflows.talk.times import FARTHEST, plan_reminders

OfferActivity = Activity[Offer]


def to_member(member: int, message: Message, *, asks: str = "", reply: bool = False) -> Send:
    """To the member, in private."""
    return Send(ToPerson(member), "talk", message, "reply" if reply else "normal", asks=asks)


def to_owner(
    activity: OfferActivity, member: int, message: Message, *, asks: str = "", reply: bool = False
) -> Send:
    """To the secretary, about the talk with one member; what is answered concerns that talk."""
    return Send(
        ToPerson(activity.state.owner),
        f"m{member}",
        message,
        "reply" if reply else "normal",
        asks=asks,
        about=member,
    )


def look(context: Context, activity: OfferActivity, member: int, talk: Talk) -> view.Look:
    """The talk as it will stand, with what must be known to show it."""
    talks = {**talks_of(context, activity), member: talk}
    left = slots_left(activity.state, talks, member, context.now, context.taken)
    return view.Look(activity, context.roster, member, talk, left)


def unfit(context: Context, at: datetime) -> Rejected | None:
    """Why no talk can be arranged for this time, if so."""
    if at <= context.now:
        return Rejected("talk.in_the_past", text("talk.in_the_past"))
    if at > context.now + FARTHEST:
        return Rejected("talk.too_far", text("talk.too_far"))
    return None


def agree(
    context: Context, activity: OfferActivity, member: int, talk: Talk, at: datetime, *, lead: bool
) -> Outcome:
    """Book the talk, or move it to another time. `lead`: the secretary has the last word."""
    offer = activity.state
    refused = unfit(context, at)
    if refused:
        return refused
    now_booked = replace(talk, phase="booked", at=at, wanted=None, by=None, step=talk.step + 1)
    if context.taken:
        left = look(context, activity, member, replace(talk, wanted=None))
        return _taken(left, at, lead=lead)
    moved = talk.phase == "booked"
    people = (offer.owner, member)
    wanted = claim_keys(people, at, offer.length)
    had = claim_keys(people, talk.at, offer.length) if talk.phase == "booked" and talk.at else ()
    shown = look(context, activity, member, now_booked)
    effects: list[Effect] = [
        *(Claim(key) for key in wanted if key not in had),
        *(Release(key) for key in had if key not in wanted),
        *arm(context, activity, member, now_booked),
        to_member(member, view.booked_for_member(shown, moved=moved), reply=not lead),
        to_owner(activity, member, view.booked_for_owner(shown, moved=moved), reply=lead),
        *refresh(context, activity, member, now_booked),
    ]
    action = "talk.moved" if moved else "talk.booked"
    return Decision(action, entry=now_booked, effects=tuple(effects))


def _taken(shown: view.Look, at: datetime, *, lead: bool) -> Rejected:
    if lead:
        again = view.lead_may_propose(shown)
        return Rejected("talk.taken", text("talk.taken_lead", at=view.moment(at)), again)
    said = text("talk.taken", at=view.moment(at), left=len(shown.left))
    return Rejected("talk.taken", said, view.slots(shown))


def call_off(
    context: Context, activity: OfferActivity, member: int, talk: Talk, *, by: str
) -> tuple[Talk, tuple[Effect, ...]]:
    """The talk is off; both are told at once, and what was booked is given back.

    `by`: "lead" or "member".
    """
    off = replace(talk, phase="cancelled", wanted=None, by=None, step=talk.step + 1)
    shown = look(context, activity, member, off)
    booked = talk.phase == "booked"
    told = to_member(member, view.off_for_member(shown, by, booked=booked), reply=by == "member")
    effects: list[Effect] = [
        *((told,) if member in asked(context, activity) else ()),
        Disarm("offer", member),
        to_owner(
            activity, member, view.off_for_owner(shown, by, booked=booked), reply=by == "lead"
        ),
        *give_back(activity, member, talk),
        *refresh(context, activity, member, off),
        settle(context),
    ]
    return off, tuple(effects)


def settle(context: Context) -> Arm:
    """Have the offer look, at once, whether every talk is settled."""
    return Arm("settle", context.now)


def give_back(activity: OfferActivity, member: int, talk: Talk) -> tuple[Effect, ...]:
    """The time and the timers of a booked talk."""
    offer = activity.state
    if talk.at is None:
        return ()
    keys = claim_keys((offer.owner, member), talk.at, offer.length)
    return (*(Release(key) for key in keys), *disarm(activity, member))


def refresh(
    context: Context, activity: OfferActivity, member: int, talk: Talk
) -> tuple[Effect, ...]:
    """Show the others which of the offered times are left now."""
    before = talks_of(context, activity)
    after = {**before, member: talk}
    known = asked(context, activity)
    effects: list[Effect] = []
    for other, each in after.items():
        if other == member or other not in known or each.phase not in ("offered", "asked"):
            continue
        left = slots_left(activity.state, after, other, context.now)
        if left != slots_left(activity.state, before, other, context.now):
            shown = view.Look(activity, context.roster, other, each, left)
            effects.append(Edit(ToPerson(other), "offer", view.offered(shown)))
    return tuple(effects)


def asked(context: Context, activity: OfferActivity) -> frozenset[int]:
    """The members whom the offer, or a proposal, has reached."""
    return frozenset(person for person, _ in context.facts[Entries(activity.id)])


# -- timers


def reminder_names(offer: Offer) -> tuple[str, ...]:
    """`r600.m` reminds the member, `r600.s` the secretary."""
    return tuple(f"r{seconds}.{side}" for seconds in offer.reminders for side in "ms")


def disarm(activity: OfferActivity, member: int) -> tuple[Disarm, ...]:
    names = (*reminder_names(activity.state), "record", "ask")
    return tuple(Disarm(name, member) for name in names)


def arm(
    context: Context, activity: OfferActivity, member: int, talk: Talk
) -> tuple[Arm | Disarm, ...]:
    """The timers of a talk just agreed on, in place of all earlier ones."""
    offer, people = activity.state, context.roster.people
    if talk.at is None:
        return ()
    timers = [Arm("record", talk.at + offer.length, member, talk.step)]
    for side, person in (("m", member), ("s", offer.owner)):
        if person in people:
            zone = people[person].timezone
            due = plan_reminders(talk.at, offer.reminders, context.quiet, zone, context.now)
            timers += [Arm(f"r{each}.{side}", at, member, talk.step) for each, at in due.items()]
    return (*disarm(activity, member), *timers)
