"""Calendar entries as iCalendar files."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from service.core.message import Invitation
from service.files.ics import to_feed, to_ics

NOON = datetime(2026, 3, 1, 12, 0, 30, 999, tzinfo=timezone(timedelta(hours=8)))


def made(**changes: Any) -> bytes:
    return to_ics(appointment(**changes), NOON)


def appointment(**changes: Any) -> Invitation:
    return Invitation(
        **{
            "uid": "talk-7@orglife",
            "starts_at": NOON,
            "ends_at": NOON + timedelta(minutes=30),
            "summary": "谈心谈话",
            **changes,
        }
    )


def event(content: bytes) -> Any:
    calendar = Calendar.from_ical(content)
    (only,) = calendar.walk("VEVENT")
    return only


def test_times_are_written_in_utc() -> None:
    content = made(description="带上\n笔记")
    assert b"DTSTART:20260301T040030Z\r\n" in content
    assert b"DTEND:20260301T043030Z\r\n" in content
    assert b"DTSTAMP:20260301T040030Z\r\n" in content
    found = event(content)
    assert found["SUMMARY"] == "谈心谈话"
    assert found["DESCRIPTION"] == "带上\n笔记"
    assert found.decoded("dtstart") == NOON.astimezone(UTC).replace(microsecond=0)


def test_a_new_appointment_is_published_and_a_dropped_one_cancelled() -> None:
    content = made()
    assert b"METHOD:PUBLISH\r\n" in content
    assert b"STATUS:CONFIRMED\r\n" in content
    content = made(cancelled=True, sequence=3)
    assert b"METHOD:CANCEL\r\n" in content
    assert b"STATUS:CANCELLED\r\n" in content
    assert b"SEQUENCE:3\r\n" in content
    assert event(content)["UID"] == event(made())["UID"]


def test_lines_are_no_longer_than_75_octets() -> None:
    content = made(description="很长的说明" * 50)
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    assert event(content)["DESCRIPTION"] == "很长的说明" * 50


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x0b", "\x85", "\u2028"])
def test_a_users_text_adds_no_property(end: str) -> None:
    attack = f"a{end}ATTENDEE:mailto:x@example.org{end}END:VEVENT"
    found = event(made(summary=attack, description=attack, uid=attack))
    assert "ATTENDEE" not in found
    assert found["STATUS"] == "CONFIRMED"


@given(st.text(max_size=50), st.text(max_size=50))
def test_any_text_is_kept_but_for_controls(summary: str, description: str) -> None:
    assert event(made(summary=summary, description=description))["STATUS"] == "CONFIRMED"


def test_naive_times_and_an_end_before_the_start_are_refused() -> None:
    naive = NOON.replace(tzinfo=None)
    with pytest.raises(ValueError, match="time zone"):
        made(starts_at=naive, ends_at=naive + timedelta(hours=1))
    with pytest.raises(ValueError, match="after it starts"):
        made(ends_at=NOON)


PARTIES = (("1", "王敏"), ("2", 'Li "Hua"; X'))


def test_between_two_people_it_is_a_request_and_its_cancellation() -> None:
    """RFC 5546, 3.2: organizer and attendees, one UID, a rising sequence."""
    content = made(parties=PARTIES, location="A 楼 305")
    assert b"METHOD:REQUEST\r\n" in content
    found = event(content)
    assert str(found["ORGANIZER"]) == "mailto:person-1@orglife.invalid"
    assert found["ORGANIZER"].params["CN"] == "王敏"
    assert [str(each) for each in found["ATTENDEE"]] == [
        "mailto:person-1@orglife.invalid",
        "mailto:person-2@orglife.invalid",
    ]
    assert found["ATTENDEE"][1].params["PARTSTAT"] == "ACCEPTED"
    assert found["LOCATION"] == "A 楼 305"
    off = made(parties=PARTIES, cancelled=True, sequence=1)
    assert b"METHOD:CANCEL\r\n" in off
    assert event(off)["UID"] == found["UID"]
    assert event(off)["SEQUENCE"] > found["SEQUENCE"]


def test_a_feed_holds_many_and_invites_nobody() -> None:
    several = [appointment(uid=f"talk-{n}@orglife", parties=PARTIES) for n in range(3)]
    content = to_feed("我的谈心", several, NOON)
    calendar = Calendar.from_ical(content)
    assert calendar["X-WR-CALNAME"] == "我的谈心"
    assert [str(each["UID"]) for each in calendar.walk("VEVENT")] == [
        f"talk-{n}@orglife" for n in range(3)
    ]
    assert b"ATTENDEE" not in content
    assert b"ORGANIZER" not in content


def test_a_name_of_a_party_adds_no_property() -> None:
    found = event(made(parties=(("1", 'a":mailto:x@example.org\r\nX-EVIL:1'),)))
    assert "X-EVIL" not in found
    assert str(found["ORGANIZER"]) == "mailto:person-1@orglife.invalid"
