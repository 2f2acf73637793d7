"""Local clocks, quiet hours and holidays hold across every change of the clock."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.core.calendar import Holidays, QuietHours, local, relative, shown, zone

naive = datetime.fromisoformat
BERLIN = "Europe/Berlin"
NEW_YORK = "America/New_York"
SHANGHAI = "Asia/Shanghai"

moments = st.datetimes(naive("2020-01-01"), naive("2030-01-01"), timezones=st.just(UTC))
zones = st.sampled_from([BERLIN, NEW_YORK, SHANGHAI, "Pacific/Apia", "Australia/Lord_Howe"])
minutes = st.builds(time, st.integers(0, 23), st.integers(0, 59))


@pytest.mark.parametrize(
    ("tz", "reading", "utc"),
    [
        (BERLIN, "2026-03-29T01:59", "2026-03-29T00:59"),
        (BERLIN, "2026-03-29T02:30", "2026-03-29T01:30"),  # left out: 03:30 summer time
        (BERLIN, "2026-10-25T02:30", "2026-10-25T00:30"),  # twice: the first
        (BERLIN, "2026-10-25T03:00", "2026-10-25T02:00"),
        (NEW_YORK, "2026-03-08T02:30", "2026-03-08T07:30"),
        (NEW_YORK, "2026-11-01T01:30", "2026-11-01T05:30"),
        (SHANGHAI, "2026-03-29T02:30", "2026-03-28T18:30"),
    ],
)
def test_a_local_time_is_one_moment_also_in_gaps_and_folds(tz: str, reading: str, utc: str) -> None:
    assert local(naive(reading), tz) == datetime.fromisoformat(utc + "+00:00")


@given(at=moments, tz=zones)
def test_what_is_shown_leads_back_to_the_moment_or_to_its_first_reading(
    at: datetime, tz: str
) -> None:
    reading = shown(at, tz)
    back = local(reading.replace(tzinfo=None), tz)
    assert back == at if reading.fold == 0 else back < at
    assert back.tzinfo is UTC


@pytest.mark.parametrize("name", ["", "Mars/Olympus", "Asia", "../../etc/passwd", "a\0b"])
def test_an_unknown_time_zone_is_named(name: str) -> None:
    with pytest.raises(ValueError, match=r"unknown time zone.*Asia/Shanghai"):
        zone(name)


def at(words: str, tz: str = SHANGHAI) -> datetime:
    return local(datetime.fromisoformat(words), tz)


@pytest.mark.parametrize(
    ("moment", "earlier", "later"),
    [
        ("2026-05-01 21:59", "2026-05-01 21:59", "2026-05-01 21:59"),
        ("2026-05-01 22:00", "2026-05-01 21:59", "2026-05-02 07:00"),
        ("2026-05-02 03:00", "2026-05-01 21:59", "2026-05-02 07:00"),
        ("2026-05-02 06:59", "2026-05-01 21:59", "2026-05-02 07:00"),
        ("2026-05-02 07:00", "2026-05-02 07:00", "2026-05-02 07:00"),
    ],
)
def test_quiet_hours_run_over_midnight(moment: str, earlier: str, later: str) -> None:
    quiet = QuietHours()
    assert quiet.contains(at(moment), SHANGHAI) == (moment != later)
    assert quiet.last_allowed(at(moment), SHANGHAI) == at(earlier)
    assert quiet.next_allowed(at(moment), SHANGHAI) == at(later)


def test_quiet_hours_go_by_the_readers_own_clock() -> None:
    moment = at("2026-05-01 12:00", SHANGHAI)  # midnight in New York
    assert not QuietHours().contains(moment, SHANGHAI)
    assert QuietHours().next_allowed(moment, NEW_YORK) == at("2026-05-01 07:00", NEW_YORK)


@pytest.mark.parametrize(
    ("night", "hours"), [("2026-03-28", 8), ("2026-10-24", 10), ("2026-06-01", 9)]
)
def test_a_night_in_which_clocks_change_is_quiet_to_its_end(night: str, hours: int) -> None:
    begin = at(f"{night} 22:00", BERLIN)
    assert QuietHours().next_allowed(begin, BERLIN) == begin + timedelta(hours=hours)


def test_the_hour_that_happens_twice_is_quiet_both_times() -> None:
    quiet = QuietHours(ends=time(2, 30))
    second = datetime(2026, 10, 25, 1, 10, tzinfo=UTC)  # 02:10 for the second time
    assert quiet.contains(second, BERLIN)
    assert shown(quiet.next_allowed(second, BERLIN), BERLIN).strftime("%H:%M") == "02:30"


def test_quiet_hours_within_one_day_are_possible() -> None:
    siesta = QuietHours(time(12), time(14))
    assert siesta.next_allowed(at("2026-05-01 13:00"), SHANGHAI) == at("2026-05-01 14:00")
    assert not siesta.contains(at("2026-05-01 23:00"), SHANGHAI)


@given(moment=moments, tz=zones, hour=minutes)
def test_quiet_hours_that_are_off_or_empty_hold_nothing(
    moment: datetime, tz: str, hour: time
) -> None:
    for quiet in (QuietHours(enabled=False), QuietHours(hour, hour)):
        assert not quiet.contains(moment, tz)
        assert quiet.next_allowed(moment, tz) == quiet.last_allowed(moment, tz) == moment


@given(moment=moments, tz=zones, starts=minutes, ends=minutes)
def test_what_is_allowed_is_never_quiet_and_never_on_the_wrong_side(
    moment: datetime, tz: str, starts: time, ends: time
) -> None:
    quiet = QuietHours(starts, ends)
    later, earlier = quiet.next_allowed(moment, tz), quiet.last_allowed(moment, tz)
    assert earlier <= moment <= later
    assert not quiet.contains(later, tz)
    assert not quiet.contains(earlier, tz)
    if quiet.contains(moment, tz):
        assert quiet.contains(later - timedelta(microseconds=1), tz)
        assert quiet.contains(earlier + timedelta(minutes=1), tz)
    else:
        assert earlier == later == moment


@given(moment=moments, starts=minutes, ends=minutes)
def test_where_clocks_never_change_quiet_is_what_the_clock_says(
    moment: datetime, starts: time, ends: time
) -> None:
    clock = shown(moment, SHANGHAI).time()
    over_midnight = starts > ends
    expected = (
        clock >= starts or clock < ends if over_midnight else starts <= clock < ends
    ) and starts != ends
    assert QuietHours(starts, ends).contains(moment, SHANGHAI) == expected


def test_quiet_hours_are_set_in_whole_minutes() -> None:
    with pytest.raises(ValueError, match="ends"):
        QuietHours(ends=time(7, 0, 30))


def test_holidays_correct_the_rule_of_the_week() -> None:
    friday, saturday, sunday = date(2026, 10, 2), date(2026, 10, 10), date(2026, 10, 11)
    days = Holidays(frozenset({saturday}), frozenset({friday}), horizon=date(2026, 12, 31))
    assert not days.is_workday(friday)
    assert days.is_workday(saturday)
    assert not days.is_workday(sunday)
    assert days.is_workday(date(2026, 10, 12))
    assert days.known(date(2026, 12, 31))
    assert not days.known(date(2027, 1, 1))
    assert Holidays().known(date(2999, 1, 1))


def test_a_day_cannot_be_off_and_worked() -> None:
    day = frozenset({date(2026, 10, 2)})
    with pytest.raises(ValueError, match="2026-10-02"):
        Holidays(day, day)


def test_a_relative_deadline_counts_elapsed_time() -> None:
    deadline = at("2026-03-29 12:00", BERLIN)
    before = relative(deadline, -timedelta(hours=24))
    assert shown(before, BERLIN).strftime("%d %H:%M") == "28 11:00"
    assert before.tzinfo is UTC
