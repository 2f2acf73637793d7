"""What comes late says so: a reminder or a call that an outage, or a service that stood still, has
kept from its readers for more than a few minutes."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from service.core.directory import Directory
from service.core.message import Chat
from service.core.texts import Moment, text
from service.runtime.localization.catalog import Catalog, Locale
from service.runtime.outbound.notification_policy import CARRIER

LATE = timedelta(minutes=5)  # nobody minds less


def missed(row: Any, able_since: datetime, now: datetime) -> datetime | None:
    """When this row of the outbox should have gone out, if it is late; None if not, or if its time
    does not matter. `able_since`: since when its account can send without a break. What waits for
    quiet hours to end, or for its turn among many, is not late."""
    matters = row.due_at or row.until or row.time_sensitive or row.key.startswith(CARRIER)
    if row.kind != "send" or not matters:
        return None
    due_at: datetime | None = row.due_at
    if due_at is not None and row.created_at - due_at >= LATE:
        return due_at  # its timer fired late
    meant: datetime = max(row.created_at, row.not_before or row.created_at)
    return meant if meant < able_since and now - meant >= LATE else None


def late_line(
    row: Any, meant: datetime, now: datetime, directory: Directory, words: Catalog
) -> str:
    """When it was due, on its reader's clocks."""
    locale = _reader(row, directory)
    zone = ZoneInfo(locale.timezone)
    today = meant.astimezone(zone).date() == now.astimezone(zone).date()
    shown = Moment(meant, "time" if today else "moment")
    return words.say(text("system-late", at=shown), replace(locale, now=now))


def _reader(row: Any, directory: Directory) -> Locale:
    roster = directory.roster
    person = roster.people.get(row.person)
    if person is not None:
        return Locale(person.language, person.timezone)
    unit = roster.units.get(directory.units.get(Chat(row.account, row.chat), 0))
    return Locale(unit.language, unit.timezone) if unit is not None else Locale()
