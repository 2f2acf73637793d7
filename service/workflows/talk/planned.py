"""An offer that is complete from the start: as a plan or a rehearsal describes it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from service.core.calendar import local
from service.core.texts import Text, text
from service.core.workflow import Context
from service.workflows.talk.model import (
    FORMS,
    MAX_MEMBERS,
    MAX_SLOTS,
    MAX_TALKERS,
    Offer,
    Talker,
)
from service.workflows.talk.patterns import read_pattern
from service.workflows.talk.times import FARTHEST, on_grid

LONGEST_PLACE = 200  # characters
_BETWEEN_NAMES = re.compile(r"[、，,;；\n]+")


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
    offer = Offer(
        "draft",
        owner,
        tuple(dict.fromkeys(members)),
        _talkers(context, unit, details, minutes, buffer),
        minutes,
        buffer,
        form=form,
        place=str(details.get("place", ""))[:LONGEST_PLACE],
        reminders=_reminders(details),
    )
    if any(each.person in members for each in offer.talkers):
        raise ValueError("talkers: nobody talks with themselves")
    if len(offer.slots) > MAX_SLOTS or not all(
        context.now < slot.at <= context.now + FARTHEST for slot in offer.slots
    ):
        raise ValueError(f"slots: at most {MAX_SLOTS} times, in the future and within a year")
    return offer


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
        roster = context.roster.people
        own = context.actor is not None and person in (context.actor.id, context.actor.name)
        who = actor_id(context) or 0 if own else _member(context, unit, "talkers", person)
        zone = roster[who].timezone if who in roster else "UTC"
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
    known = {each.name.lower() for each in others}
    names: list[str] = []
    for part in _BETWEEN_NAMES.split(typed):
        # A name may hold spaces, and names may be parted by them.
        names += [part.strip()] if part.strip().lower() in known else part.split()
    found: list[int] = []
    for name in names:
        same = [each for each in others if each.name.lower() == name.lower()]
        if not same:
            return text("talk-no-such-person", name=name[:30])
        if len(same) > 1:
            return text("talk-same-name", name=name)
        found.append(same[0].id)
    return tuple(dict.fromkeys(found)) or text("talk-nobody")


def actor_id(context: Context) -> int | None:
    return context.actor.id if context.actor else None
