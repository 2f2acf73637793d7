"""What of an offer of talks waits for whom. It is listed for nobody else: that there is a talk is
confidential."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from service.core.access import may, may_open
from service.core.standing import Standing, Waiting
from service.core.texts import Moment, Words, lines, text
from service.core.workflow import Activity, Context
from service.workflows.talk.model import (
    Offer,
    Talk,
    Terms,
    lead_of,
    owner_of,
)
from service.workflows.talk.planned import PERMISSION
from service.workflows.talk.settings import NOTE

WATCHED = ("requested", "asked", "booked", "held")


def watches(context: Context, activity: Activity[Offer]) -> Collection[str]:
    """Who leads the talks sees those that go on."""
    offer, actor = activity.state, context.actor
    if actor is None or offer.phase != "offered":
        return ()
    talkers = {each.person for each in offer.progress.talkers}
    return WATCHED if actor.id in talkers or _owns(context, activity) else ()


def standing(
    context: Context, activity: Activity[Offer], parts: Mapping[int, Talk]
) -> Standing | None:
    offer, actor = activity.state, context.actor
    if actor is None or offer.phase == "report":
        return None
    if offer.phase == "draft":
        return _drafted(context, activity)
    waits = (*_of_member(context, offer, parts), *_of_lead(context, offer, parts))
    if _owns(context, activity):
        return Standing("running", waits, _called(context, offer, parts))
    mine = parts.get(actor.id)
    if mine is not None and not mine.settled:
        called = text("talk-with", names=context.roster.name(lead_of(offer, mine)))
        return Standing("running", waits, called)
    if waits:
        return Standing("running", waits, _called(context, offer, parts))
    return Standing() if _reads(context, offer) else None


def _reads(context: Context, offer: Offer) -> bool:
    """Whether the person may read notes on these talks; the offer names nobody to them."""
    return offer.phase != "cancelled" and any(
        may_open(context.rules, context.roster, context.actor, NOTE, (lead, member))
        for member in offer.progress.members
        for lead in (owner_of(offer), *[each.person for each in offer.progress.talkers])
    )


def _owns(context: Context, activity: Activity[Offer]) -> bool:
    """Whose offer it is; what nobody may see to any more is everybody's who may."""
    offer, actor = activity.state, context.actor
    if actor is None or owner_of(offer) in offer.progress.members:
        return False
    if owner_of(offer) == actor.id:
        return offer.progress.wish or context.may(PERMISSION, activity.unit)
    owner = context.roster.people.get(owner_of(offer))
    left = not may(context.rules, context.roster, owner, PERMISSION, activity.unit)
    return left and not offer.progress.wish and context.may(PERMISSION, activity.unit)


def _drafted(context: Context, activity: Activity[Offer]) -> Standing | None:
    offer, actor = activity.state, context.actor
    if actor is None or owner_of(offer) != actor.id:
        return None
    if not (offer.progress.wish or context.may(PERMISSION, activity.unit)):
        return None
    progress = offer.progress
    named = () if progress.wish else progress.members
    times = any(each.slots for each in progress.talkers)
    empty = offer.definition == Terms() and not named and not times
    if empty:
        return Standing("draft", empty=True, title="")
    called = _called(context, offer, {}) if named else ""
    return Standing("draft", (Waiting(text("sdk-todo-draft")),), called)


def _called(context: Context, offer: Offer, parts: Mapping[int, Talk]) -> Words:
    """By whom it is with and when, so that one is told from the other."""
    members = offer.progress.members
    if len(members) > 1:
        called = text("talk-with-several", name=context.roster.name(members[0]), n=len(members))
    else:
        called = text("talk-with", names=context.roster.name(members[0]) if members else "—")
    agreed = [each.at for each in parts.values() if each.at is not None]
    first = min(agreed, default=None) or next((each.at for each in offer.progress.slots), None)
    return called if first is None else lines(called, Moment(first, "day"), sep=" · ")


def _of_member(context: Context, offer: Offer, parts: Mapping[int, Talk]) -> Iterator[Waiting]:
    """A member's own talk: a time to take, or the one agreed on."""
    talk = parts.get(context.actor.id if context.actor is not None else 0)
    if talk is None or offer.phase != "offered":
        return
    if talk.phase == "offered" or (talk.phase in ("asked", "booked") and talk.by == "lead"):
        last = max((each.at for each in offer.progress.slots), default=None)
        yield Waiting(text("talk-todo-choose"), offer.progress.until or last)
    elif talk.phase == "booked":
        yield Waiting(
            text("talk-todo-agreed", at=Moment(talk.at) if talk.at else "—"),
            talk.at,
            is_deadline=False,
        )


def _of_lead(context: Context, offer: Offer, parts: Mapping[int, Talk]) -> Iterator[Waiting]:
    """What members wait for from who leads their talks, and what is agreed on with them."""
    if offer.phase != "offered" or context.actor is None:
        return
    for member, talk in parts.items():
        if member == context.actor.id or lead_of(offer, talk) != context.actor.id:
            continue
        name = context.roster.name(member)
        if talk.phase == "held":
            yield Waiting(text("talk-todo-record", name=name), None, "rec", about=member)
        elif talk.phase == "requested" or (talk.by == "member" and talk.wanted is not None):
            yield Waiting(text("talk-todo-reply", name=name), talk.wanted, "who", about=member)
        elif talk.phase == "booked" and talk.at is not None:
            agreed = text("talk-todo-with", name=name, at=Moment(talk.at))
            yield Waiting(agreed, talk.at, "who", about=member, is_deadline=False)
