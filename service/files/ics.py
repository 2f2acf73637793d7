"""Calendar entries as files: iCalendar, RFC 5545, with the methods of RFC 5546."""

from __future__ import annotations

from datetime import UTC, datetime

from service.files.workbooks import CONTROL

PRODUCT = "-//OrgLife//OrgLife//EN"


def to_ics(
    uid: str,
    starts_at: datetime,
    ends_at: datetime,
    *,
    summary: str,
    stamped_at: datetime,
    description: str = "",
    sequence: int = 0,
    cancelled: bool = False,
) -> bytes:
    """One appointment. The same `uid` with a higher `sequence` replaces or cancels it.

    All times must be aware, and are written in UTC. Raises `ValueError` for naive times and for
    an end that is not after the start.
    """
    from icalendar import Calendar, Event

    if ends_at <= starts_at:
        raise ValueError("an appointment must end after it starts")
    event = Event()
    event.add("uid", _clean(uid))
    event.add("dtstamp", _utc(stamped_at))
    event.add("dtstart", _utc(starts_at))
    event.add("dtend", _utc(ends_at))
    event.add("sequence", sequence)
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    event.add("summary", " ".join(_clean(summary).split()))
    if description:
        event.add("description", _clean(description))
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if cancelled else "PUBLISH")
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def _utc(at: datetime) -> datetime:
    """To the second, as iCalendar knows no less."""
    if at.tzinfo is None:
        raise ValueError("the times of an appointment must have a time zone")
    return at.astimezone(UTC).replace(microsecond=0)


def _clean(text: str) -> str:
    return CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
