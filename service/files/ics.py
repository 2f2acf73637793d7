"""Calendar entries as files: iCalendar, RFC 5545, with the methods of RFC 5546."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Protocol

from service.files.workbooks import CONTROL

PRODUCT = "-//OrgLife//OrgLife//EN"
NOWHERE = (
    "orglife.invalid"  # people have no mail address here, and their calendars must not use one
)


class Appointment(Protocol):
    """A rendered calendar entry. `parties`: (id, name) of who invites, then of the others."""

    @property
    def uid(self) -> str: ...

    @property
    def starts_at(self) -> datetime: ...

    @property
    def ends_at(self) -> datetime: ...

    @property
    def summary(self) -> str: ...

    @property
    def description(self) -> str: ...

    @property
    def sequence(self) -> int: ...

    @property
    def cancelled(self) -> bool: ...

    @property
    def location(self) -> str: ...

    @property
    def parties(self) -> Sequence[tuple[str, str]]: ...


def to_ics(appointment: Appointment, stamped_at: datetime) -> bytes:
    """One appointment. The same `uid` with a higher `sequence` replaces or cancels it.

    With parties it is a request or a cancellation between them, without any it is published. All
    times must be aware, and are written in UTC. Raises `ValueError` for naive times and for an end
    that is not after the start.
    """
    calendar = _calendar()
    method = "REQUEST" if appointment.parties else "PUBLISH"
    calendar.add("method", "CANCEL" if appointment.cancelled else method)
    calendar.add_component(_event(appointment, stamped_at, parties=True))
    return bytes(calendar.to_ical())


def to_feed(name: str, appointments: Sequence[Appointment], stamped_at: datetime) -> bytes:
    """A calendar to subscribe to. Nobody is invited by it."""
    calendar = _calendar()
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _line(name))
    calendar.add("refresh-interval;value=duration", "PT1H")
    for appointment in appointments:
        calendar.add_component(_event(appointment, stamped_at, parties=False))
    return bytes(calendar.to_ical())


def _calendar() -> Any:
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    return calendar


def _event(appointment: Appointment, stamped_at: datetime, *, parties: bool) -> Any:
    from icalendar import Event

    if appointment.ends_at <= appointment.starts_at:
        raise ValueError("an appointment must end after it starts")
    event = Event()
    event.add("uid", _clean(appointment.uid))
    event.add("dtstamp", _utc(stamped_at))
    event.add("dtstart", _utc(appointment.starts_at))
    event.add("dtend", _utc(appointment.ends_at))
    event.add("sequence", appointment.sequence)
    event.add("status", "CANCELLED" if appointment.cancelled else "CONFIRMED")
    event.add("summary", _line(appointment.summary))
    if appointment.description:
        event.add("description", _clean(appointment.description))
    if appointment.location:
        event.add("location", _line(appointment.location))
    if parties and appointment.parties:
        organizer, *_ = appointment.parties
        event.add("organizer", _party(*organizer))
        for number, name in appointment.parties:
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
