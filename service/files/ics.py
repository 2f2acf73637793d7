"""Calendar entries as files: iCalendar, RFC 5545, with the methods of RFC 5546."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from service.core.message import Invitation
from service.core.texts import plain
from service.files.workbooks import CONTROL

PRODUCT = "-//OrgLife//OrgLife//EN"
NOWHERE = (
    "orglife.invalid"  # people have no mail address here, and their calendars must not use one
)


def to_ics(invitation: Invitation, stamped_at: datetime) -> bytes:
    """One invitation. The same `uid` with a higher `sequence` replaces or cancels it.

    With parties it is a request or a cancellation between them, without any it is published. All
    times must be aware, and are written in UTC. Raises `ValueError` for naive times and for an end
    that is not after the start.
    """
    calendar = _calendar()
    method = "REQUEST" if invitation.parties else "PUBLISH"
    calendar.add("method", "CANCEL" if invitation.cancelled else method)
    calendar.add_component(_event(invitation, stamped_at, parties=True))
    return bytes(calendar.to_ical())


def to_feed(name: str, invitations: Sequence[Invitation], stamped_at: datetime) -> bytes:
    """A calendar to subscribe to. Nobody is invited by it."""
    calendar = _calendar()
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _line(name))
    calendar.add("refresh-interval;value=duration", "PT1H")
    for invitation in invitations:
        calendar.add_component(_event(invitation, stamped_at, parties=False))
    return bytes(calendar.to_ical())


def _calendar() -> Any:
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    return calendar


def _event(invitation: Invitation, stamped_at: datetime, *, parties: bool) -> Any:
    from icalendar import Event

    if invitation.ends_at <= invitation.starts_at:
        raise ValueError("an appointment must end after it starts")
    event = Event()
    event.add("uid", _clean(invitation.uid))
    event.add("dtstamp", _utc(stamped_at))
    event.add("dtstart", _utc(invitation.starts_at))
    event.add("dtend", _utc(invitation.ends_at))
    event.add("sequence", invitation.sequence)
    event.add("status", "CANCELLED" if invitation.cancelled else "CONFIRMED")
    event.add("summary", _line(plain(invitation.summary)))
    if invitation.description:
        event.add("description", _clean(plain(invitation.description)))
    if invitation.location:
        event.add("location", _line(plain(invitation.location)))
    if parties and invitation.parties:
        organizer, *_ = invitation.parties
        event.add("organizer", _party(*organizer))
        for number, name in invitation.parties:
            event.add("attendee", _party(number, name, partstat="ACCEPTED", rsvp="FALSE"))
    return event


def _party(number: str, name: str, **parameters: str) -> Any:
    from icalendar import vCalAddress, vText

    address = vCalAddress(f"mailto:person-{number}@{NOWHERE}")
    address.params["CN"] = vText(_line(name).replace('"', "'"))
    for key, value in parameters.items():
        address.params[key.upper()] = vText(value)
    return address


def _utc(at: datetime) -> datetime:
    """To the second, as iCalendar knows no less."""
    if at.tzinfo is None:
        raise ValueError("the times of an appointment must have a time zone")
    return at.astimezone(UTC).replace(microsecond=0)


def _line(text: str) -> str:
    return " ".join(_clean(text).split())


def _clean(text: str) -> str:
    return CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
