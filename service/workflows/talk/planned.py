"""How talks begin: by a command, complete from a plan, or as a copy of what was offered before."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import Any

from service.core.calendar import local, shown
from service.core.texts import Text, text
from service.core.workflow import Context, Rejected
from service.sdk.state import State
from service.workflows.talk.model import (
    FORMS,
    MAX_MEMBERS,
    MAX_SLOTS,
    MAX_TALKERS,
    Arrangement,
    Offer,
    Talker,
    Terms,
)
from service.workflows.talk.times import FARTHEST, on_grid, read_pattern

PERMISSION = "talk.manage"
WEEK = timedelta(days=7)
LONGEST_PLACE = 200  # characters
_BETWEEN_NAMES = re.compile(r"[、，,;；\n]+")


def begin(context: Context, unit: int, details: Mapping[str, Any]) -> Offer | Rejected:
    """A new offer: from a command, whose `args` may name members; or complete from a plan:
    `members` (ids or names), `slots` (times, ISO 8601, or minutes from `opens_at` or now on) or a
    weekly `pattern`, or `talkers` with `person` and either; and optionally `minutes`, `buffer`,
    `form`, `reminders` (seconds before the talk). A wish belongs to the member until it is sent;
    then to who is asked."""
    if context.actor is None:
        return Rejected("talk.no_owner")
    me = context.actor.id
    match details.get("command"):
        case "wish":
            return State("draft", Terms(), Arrangement(members=(me,), wish=True), me)
        case "coverage":
            return State("report", Terms(), Arrangement(), me)
    if not context.may(PERMISSION, unit):
        return _not_allowed()
    if "command" in details:
        found = named(context, unit, str(details.get("args", "")))
        members = () if isinstance(found, Text) else found
        return State("draft", Terms(), Arrangement(members, (Talker(me),)), me)
    return _planned(context, unit, details)


def _planned(context: Context, unit: int, details: Mapping[str, Any]) -> Offer | Rejected:
    try:
        return planned(context, unit, details)
    except ValueError as error:
        return Rejected("talk.invalid", text("sdk-bad-details", problem=str(error)))


def _not_allowed() -> Rejected:
    return Rejected("talk.not_allowed", text("sdk-not-allowed"))


def planned(context: Context, unit: int, details: Mapping[str, Any]) -> Offer:
    """The offer that the details describe. Raises ValueError, which names the key."""
    owner = actor_id(context)
    if owner is None:
        raise ValueError("a talk needs somebody who offers it")
    members = [_member(context, unit, "members", each) for each in _sequence(details, "members")]
    if len(members) > MAX_MEMBERS:
        raise ValueError(f"members: at most {MAX_MEMBERS}")
    minutes = _minutes(details, "minutes", 30, least=1)
    buffer = _minutes(details, "buffer", 0, least=0)
    form = next((each for each in FORMS if each == details.get("form", "video")), None)
    if form is None:
        raise ValueError(f"form: one of {', '.join(FORMS)}")
    place = str(details.get("place", ""))[:LONGEST_PLACE]
    talkers = _talkers(context, unit, details, minutes, buffer)
    progress = Arrangement(tuple(dict.fromkeys(members)), talkers, place=place)
    if any(each.person in members for each in talkers):
        raise ValueError("talkers: nobody talks with themselves")
    if len(progress.slots) > MAX_SLOTS or not all(
        context.now < slot.at <= context.now + FARTHEST for slot in progress.slots
    ):
        raise ValueError(f"slots: at most {MAX_SLOTS} times, in the future and within a year")
    return State("draft", Terms(minutes, buffer, form, _reminders(details)), progress, owner)


def _member(context: Context, unit: int, key: str, value: Any) -> int:
    found = (value,) if isinstance(value, int) else named(context, unit, str(value))
    known = {person.id for person in context.roster.members(unit)}
    if isinstance(found, Text) or found[0] not in known or found[0] == actor_id(context):
        raise ValueError(f"{key}: {value!r} is no other active member of the unit")
    return found[0]


def _minutes(details: Mapping[str, Any], key: str, usual: int, *, least: int) -> int:
    minutes = details.get(key, usual)
    if not isinstance(minutes, int) or not least <= minutes <= 240:
        raise ValueError(f"{key}: a whole number from {least} to 240")
    return minutes


def _reminders(details: Mapping[str, Any]) -> tuple[int, ...] | None:
    reminders = details.get("reminders")
    if reminders is None:
        return None
    if (
        not isinstance(reminders, list | tuple)
        or len(reminders) > 10
        or not all(isinstance(each, int) and 0 < each <= 30 * 86_400 for each in reminders)
    ):
        raise ValueError("reminders: up to 10 numbers of seconds before the talk")
    return tuple(sorted(set(reminders), reverse=True))


def _talkers(
    context: Context, unit: int, details: Mapping[str, Any], minutes: int, buffer: int
) -> tuple[Talker, ...]:
    """`slots` or `pattern` of who offers, or `talkers`: tables of `person` with either."""
    given = details.get("talkers")
    if given is None:
        given = [{"person": actor_id(context), **details}]
    if not isinstance(given, list | tuple) or not 1 <= len(given) <= MAX_TALKERS:
        raise ValueError(f"talkers: a list of 1 to {MAX_TALKERS} tables")
    opens_at = details.get("opens_at", context.now)
    talkers: list[Talker] = []
    for each in given:
        if not isinstance(each, Mapping) or "person" not in each:
            raise ValueError("talkers: tables with person, and slots or pattern")
        person = each["person"]
        own = context.actor is not None and person in (context.actor.id, context.actor.name)
        who = actor_id(context) or 0 if own else _member(context, unit, "talkers", person)
        zone = context.roster.timezone(who)
        talkers.append(Talker(who, _times(context, each, opens_at, zone, (minutes, buffer))))
    if len({each.person for each in talkers}) < len(talkers):
        raise ValueError("talkers: each person once")
    return tuple(talkers)


def _times(
    context: Context,
    given: Mapping[str, Any],
    opens_at: Any,
    zone: str,
    lasting: tuple[int, int],
) -> tuple[datetime, ...]:
    if "pattern" in given:
        pattern = read_pattern(str(given["pattern"]), context.now, zone)
        if pattern is None:
            raise ValueError(
                f"pattern: {given['pattern']!r} is not one such as 每周二、四 19:00-21:00"
            )
        minutes, buffer = lasting
        length = pattern.minutes or minutes
        gap = buffer if pattern.buffer is None else pattern.buffer
        return tuple(sorted({*map(on_grid, pattern.times(context.now, zone, length, gap))}))
    return tuple(sorted({_time(context, each, opens_at) for each in _sequence(given, "slots")}))


def _sequence(details: Mapping[str, Any], key: str) -> Sequence[Any]:
    value = details.get(key)
    if not isinstance(value, list | tuple) or not value:
        raise ValueError(f"{key}: a list with at least one entry")
    return value


def _time(context: Context, value: Any, opens_at: Any) -> datetime:
    """A time as given; without a zone it is the secretary's own."""
    if isinstance(value, int) and isinstance(opens_at, datetime):
        return opens_at.replace(microsecond=0) + timedelta(minutes=value)
    try:
        at = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    except ValueError as error:
        raise ValueError(f"slots: {value!r} is not a time such as 2026-12-05T19:30") from error
    if at.tzinfo is None:
        return local(at, context.actor.timezone if context.actor else "UTC")
    return at.astimezone(UTC).replace(microsecond=0)


def named(context: Context, unit: int, typed: str) -> tuple[int, ...] | Text:
    """The members meant by a list of names; or why they are not understood."""
    others = [each for each in context.roster.members(unit) if each.id != actor_id(context)]
    shown = context.roster.told_apart(others)
    known = {each.name.lower() for each in others} | {each.lower() for each in shown.values()}
    names: list[str] = []
    for part in _BETWEEN_NAMES.split(typed):
        # A name may hold spaces, and names may be parted by them.
        names += [part.strip()] if part.strip().lower() in known else part.split()
    found: list[int] = []
    for name in names:
        same = [
            each for each in others if name.lower() in (each.name.lower(), shown[each.id].lower())
        ]
        if not same:
            return text("talk-no-such-person", name=name[:30])
        if len(same) > 1:
            which = "、".join(shown[each.id] for each in same)
            return text("talk-same-name", name=name, which=which)
        found.append(same[0].id)
    return tuple(dict.fromkeys(found)) or text("talk-nobody")


def actor_id(context: Context) -> int | None:
    return context.actor.id if context.actor else None


# -- once more


def copy_definition(
    context: Context, unit: int, offer: Offer, details: Mapping[str, Any]
) -> Offer | Rejected:
    """A draft of the same, for who acts: the times of all come in the same weekly rhythm from now
    on, and are offered by who acts alone. Place and number to call go, as
    do members, talkers and notes. `details`: as `planned` takes them, `members` at least."""
    if context.actor is not None and not context.may(PERMISSION, unit):
        return _not_allowed()
    if offer.progress.wish or offer.phase == "report":
        return Rejected("talk.no_template", text("talk-no-template"))
    offered = {slot.at for slot in offer.progress.slots}
    times = moved_on(offered, context.now, context.roster.unit_timezone(unit))
    if details:
        timed = details.keys() & {"slots", "pattern", "talkers"}
        usual = asdict(offer.definition) | ({} if timed else {"slots": list(times)})
        return _planned(context, unit, {**usual, **details})
    talkers = (Talker(actor_id(context) or 0, times),)
    return State("draft", offer.definition, Arrangement(talkers=talkers), actor_id(context))


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
    if not offer.progress.slots or context.actor is None:
        return Rejected("talk.incomplete", text("talk-incomplete"))
    leader = context.actor.id
    members = [each.id for each in context.roster.members(unit) if each.id != leader]
    fresh = copy_definition(context, unit, offer, {"members": members})
    if isinstance(fresh, Rejected):
        return fresh
    return fresh.advanced(place=offer.progress.place, link=offer.progress.link)
