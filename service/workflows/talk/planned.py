"""An offer that is complete from the start: as a plan or a rehearsal describes it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from service.core.calendar import local
from service.core.texts import Text, text
from service.core.workflow import Context
from service.workflows.talk.model import FORMS, MAX_MEMBERS, MAX_SLOTS, REMINDERS, Offer
from service.workflows.talk.times import FARTHEST

_BETWEEN_NAMES = re.compile(r"[、，,;；\n]+")


def planned(context: Context, unit: int, details: Mapping[str, Any]) -> Offer:
    """The offer that the details describe. Raises ValueError, which names the key."""
    members: list[int] = []
    for each in _sequence(details, "members"):
        found = (each,) if isinstance(each, int) else named(context, unit, str(each))
        known = {person.id for person in context.roster.members(unit)}
        if isinstance(found, Text) or found[0] not in known or found[0] == actor_id(context):
            raise ValueError(f"members: {each!r} is no other active member of the unit")
        members += found
    if len(members) > MAX_MEMBERS:
        raise ValueError(f"members: at most {MAX_MEMBERS}")
    opens_at = details.get("opens_at", context.now)
    given = {_time(context, each, opens_at) for each in _sequence(details, "slots")}
    slots = tuple(sorted(given))
    if len(slots) > MAX_SLOTS or not all(
        context.now < at <= context.now + FARTHEST for at in slots
    ):
        raise ValueError(f"slots: at most {MAX_SLOTS} times, in the future and within a year")
    minutes = details.get("minutes", 30)
    if not isinstance(minutes, int) or not 1 <= minutes <= 240:
        raise ValueError("minutes: a whole number from 1 to 240")
    form = next((each for each in FORMS if each == details.get("form", "video")), None)
    if form is None:
        raise ValueError(f"form: one of {', '.join(FORMS)}")
    reminders = details.get("reminders", REMINDERS)
    if (
        not isinstance(reminders, list | tuple)
        or len(reminders) > 10
        or not all(isinstance(each, int) and 0 < each <= 30 * 86_400 for each in reminders)
    ):
        raise ValueError("reminders: up to 10 numbers of seconds before the talk")
    owner = actor_id(context)
    if owner is None:
        raise ValueError("a talk needs somebody who offers it")
    return Offer(
        "draft",
        owner,
        tuple(dict.fromkeys(members)),
        slots,
        minutes,
        form,
        tuple(sorted(set(reminders), reverse=True)),
    )


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
            return text("talk.no_such_person", name=name[:30])
        if len(same) > 1:
            return text("talk.same_name", name=name)
        found.append(same[0].id)
    return tuple(dict.fromkeys(found)) or text("talk.nobody")


def actor_id(context: Context) -> int | None:
    return context.actor.id if context.actor else None
