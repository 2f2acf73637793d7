"""An offer of talks once more: its form, length and times in a fresh draft, and nobody in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from service.core.calendar import local, shown
from service.core.texts import text
from service.core.workflow import Context, Rejected
from service.workflows.talk.model import Offer, Talker
from service.workflows.talk.planned import planned
from service.workflows.talk.times import FARTHEST

WEEK = timedelta(days=7)
PERMISSION = "talk.manage"


def copy_definition(
    context: Context, unit: int, offer: Offer, details: Mapping[str, Any]
) -> Offer | Rejected:
    """A draft of the same, for who acts: the times of all come in the same weekly rhythm from now
    on, and are offered by who acts alone. Place and number to call go, as
    do members, talkers and notes. `details`: as `planned` takes them, `members` at least."""
    if context.actor is not None and not context.may(PERMISSION, unit):
        return Rejected("talk.not_allowed", text("talk-not-allowed"))
    if offer.wish or offer.phase == "report":
        return Rejected("talk.no_template", text("talk-no-template"))
    home = context.roster.units.get(unit)
    offered = {slot.at for slot in offer.slots}
    times = moved_on(offered, context.now, home.timezone if home else "UTC")
    if details:
        return _planned(context, unit, offer, times, details)
    owner = context.actor.id if context.actor else 0
    return Offer(
        "draft",
        owner,
        talkers=(Talker(owner, times),),
        minutes=offer.minutes,
        buffer=offer.buffer,
        form=offer.form,
        reminders=offer.reminders,
    )


def _planned(
    context: Context,
    unit: int,
    offer: Offer,
    times: tuple[datetime, ...],
    details: Mapping[str, Any],
) -> Offer | Rejected:
    usual: dict[str, Any] = {
        "minutes": offer.minutes,
        "buffer": offer.buffer,
        "form": offer.form,
        "reminders": offer.reminders,
    }
    if not details.keys() & {"slots", "pattern", "talkers"}:
        usual["slots"] = list(times)
    try:
        return planned(context, unit, {**usual, **details})
    except ValueError as error:
        return Rejected("talk.invalid", text("talk-invalid", problem=str(error)))


def moved_on(times: set[datetime], now: datetime, tz: str) -> tuple[datetime, ...]:
    """The same readings of the clock on the same weekdays, as few weeks later as have all lie
    ahead; in order."""
    if not times:
        return ()
    readings = sorted(shown(at, tz).replace(tzinfo=None) for at in times)
    weeks = max((shown(now, tz).replace(tzinfo=None) - readings[0]) // WEEK + 1, 0)
    later = {local(each + weeks * WEEK, tz) for each in readings}
    return tuple(sorted(at for at in later if now < at <= now + FARTHEST))


def dry_run(context: Context, unit: int, offer: Offer) -> Offer | Rejected:
    """The same times, at the same place, offered to whoever else is in the roster."""
    if not offer.slots or context.actor is None:
        return Rejected("talk.incomplete", text("talk-incomplete"))
    leader = context.actor.id
    members = [each.id for each in context.roster.members(unit) if each.id != leader]
    fresh = copy_definition(context, unit, offer, {"members": members})
    if isinstance(fresh, Rejected):
        return fresh
    return replace(fresh, place=offer.place, link=offer.link)
