"""Recurring dates come when a person who knows the rule and the holidays expects them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.core.calendar import WEEKDAYS, Holidays, Occurrence, Recurrence, local, shown

naive = datetime.fromisoformat
SHANGHAI = "Asia/Shanghai"


def days(*spans: str) -> frozenset[date]:
    """`2026-10-01..07` and single days as a set."""
    found = set()
    for span in spans:
        first, _, last = span.partition("..")
        begin = date.fromisoformat(first)
        length = int(last) - begin.day if last else 0
        found |= {begin + timedelta(days=n) for n in range(length + 1)}
    return frozenset(found)


CHINA_2026 = Holidays(
    holidays=days(
        "2026-01-01..03",
        "2026-02-15..23",
        "2026-04-04..06",
        "2026-05-01..05",
        "2026-06-19..21",
        "2026-09-25..27",
        "2026-10-01..07",
    ),
    workdays=days(
        "2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"
    ),
    horizon=date(2026, 12, 31),
)
"""As the State Council announced them for 2026."""

FIRST_FRIDAY = {"every": "month", "nth": 1, "weekday": "friday", "at": "19:30"}


def series(
    rule: Recurrence, since: str, count: int, holidays: Holidays = CHINA_2026
) -> list[Occurrence]:
    moment = local(datetime.fromisoformat(since), rule.timezone)
    found = []
    for _ in range(count):
        occurrence = rule.next_after(moment, holidays)
        assert occurrence is not None
        found.append(occurrence)
        moment = occurrence.at
    return found


def local_days(rule: Recurrence, found: list[Occurrence]) -> list[str]:
    return [shown(each.at, rule.timezone).strftime("%m-%d") for each in found]


@pytest.mark.parametrize(
    ("on_holiday", "expected"),
    [
        (
            "keep",
            "01-02 02-06 03-06 04-03 05-01 06-05 07-03 08-07 09-04 10-02 11-06 12-04",
        ),
        (
            "next_workday",  # New Year to the make-up Sunday, 1 May past the holiday, October too
            "01-04 02-06 03-06 04-03 05-06 06-05 07-03 08-07 09-04 10-08 11-06 12-04",
        ),
        (
            "previous_workday",
            "02-06 03-06 04-03 04-30 06-05 07-03 08-07 09-04 09-30 11-06 12-04",
        ),
        ("skip", "02-06 03-06 04-03 06-05 07-03 08-07 09-04 11-06 12-04"),
    ],
)
def test_the_first_friday_of_each_month_of_2026(on_holiday: str, expected: str) -> None:
    rule = Recurrence.parse({**FIRST_FRIDAY, "on_holiday": on_holiday})
    found = series(rule, "2026-01-01", len(expected.split()))
    assert local_days(rule, found) == expected.split()
    assert all(shown(each.at, SHANGHAI).time() == time(19, 30) for each in found)


@pytest.mark.parametrize(
    ("rule", "since", "expected"),
    [
        # Spring Festival: 15 to 23 February, worked on Saturday 14 and Saturday 28.
        ({"every": "month", "day": 17, "on_holiday": "next_workday"}, "2026-02-01", "02-24"),
        ({"every": "month", "day": 17, "on_holiday": "previous_workday"}, "2026-02-01", "02-14"),
        ({"every": "month", "day": 17, "on_holiday": "skip"}, "2026-02-01", "03-17"),
        ({"every": "month", "day": 28, "on_holiday": "skip"}, "2026-02-01", "02-28"),
        # National Day: 1 to 7 October, worked on Saturday 10.
        ({"every": "year", "month": 10, "day": 1, "on_holiday": "next_workday"}, "2026-02-01",
         "10-08"),
        ({"every": "year", "month": 10, "day": 10, "on_holiday": "next_workday"}, "2026-02-01",
         "10-10"),
        # an ordinary weekend moves a date of the month, but not a rule that names the Saturday
        ({"every": "month", "day": 11, "on_holiday": "next_workday"}, "2026-10-01", "10-12"),
        ({"every": "week", "weekday": "saturday", "on_holiday": "skip"}, "2026-10-01", "10-10"),
        ({"every": "week", "weekday": "saturday", "on_holiday": "next_workday"}, "2026-10-12",
         "10-17"),
        ({"every": "month", "day": 31}, "2026-02-01", "02-28"),
        ({"every": "month", "nth": -1, "weekday": "friday"}, "2026-07-01", "07-31"),
        ({"every": "month", "nth": 4, "weekday": "monday"}, "2026-07-01", "07-27"),
        ({"every": "year", "month": 2, "day": 29}, "2026-02-01", "02-28"),
    ],
)  # fmt: skip
def test_a_rule_finds_its_day(rule: dict[str, Any], since: str, expected: str) -> None:
    recurrence = Recurrence.parse({"at": "19:30", **rule})
    assert local_days(recurrence, series(recurrence, since, 1)) == [expected]


def test_a_moved_occurrence_keeps_its_planned_date() -> None:
    rule = Recurrence.parse({**FIRST_FRIDAY, "on_holiday": "next_workday"})
    october = series(rule, "2026-09-30", 1)[0]
    assert october.planned == date(2026, 10, 2)
    assert shown(october.at, SHANGHAI).date() == date(2026, 10, 8)


def test_two_dates_moved_onto_one_day_are_one_occurrence() -> None:
    long_break = Holidays(holidays=days("2026-10-01..12"))
    rule = Recurrence("week", time(19, 30), on_holiday="next_workday", weekday="monday")
    found = series(rule, "2026-09-29", 2, long_break)
    assert local_days(rule, found) == ["10-13", "10-19"]
    assert found[0].planned == date(2026, 10, 5)


def test_an_answer_past_the_horizon_says_that_it_is_uncertain() -> None:
    moved = Recurrence.parse({**FIRST_FRIDAY, "on_holiday": "next_workday"})
    assert [each.certain for each in series(moved, "2026-11-30", 3)] == [True, False, False]
    kept = Recurrence.parse(FIRST_FRIDAY)
    assert all(each.certain for each in series(kept, "2026-11-30", 3))


@pytest.mark.parametrize(
    ("tz", "day", "at", "utc"),
    [
        ("Europe/Berlin", "sunday", "02:30", ["2026-03-22T01:30", "2026-03-29T01:30"]),
        ("Europe/Berlin", "sunday", "12:00", ["2026-03-22T11:00", "2026-03-29T10:00"]),
        ("Europe/Berlin", "sunday", "02:30", ["2026-10-18T00:30", "2026-10-25T00:30"]),
        ("America/New_York", "sunday", "02:30", ["2026-03-01T07:30", "2026-03-08T07:30"]),
        ("America/New_York", "sunday", "01:30", ["2026-10-25T05:30", "2026-11-01T05:30"]),
    ],
)
def test_a_weekly_rule_keeps_its_local_time_when_clocks_change(
    tz: str, day: str, at: str, utc: list[str]
) -> None:
    rule = Recurrence.parse({"every": "week", "weekday": day, "at": at, "timezone": tz})
    found = series(rule, f"{utc[0][:10]}T00:00", 2)
    assert [each.at.strftime("%Y-%m-%dT%H:%M") for each in found] == utc


def test_a_rule_that_no_day_fits_gives_none_and_ends() -> None:
    never = Holidays(holidays=frozenset(date(2026, 1, 1) + timedelta(days=n) for n in range(5000)))
    for on_holiday in ("skip", "next_workday", "previous_workday"):
        rule = Recurrence.parse({**FIRST_FRIDAY, "on_holiday": on_holiday})
        assert rule.next_after(datetime(2026, 6, 1, tzinfo=UTC), never) is None


@pytest.mark.parametrize(
    ("plain", "problem"),
    [
        ({}, "every: is missing; allowed: week, month, year"),
        ({"every": "week"}, "at: is missing"),
        ({**FIRST_FRIDAY, "every": "day"}, "every: 'day' is not an allowed value; allowed: week"),
        ({**FIRST_FRIDAY, "weekdays": ["monday"]}, "weekdays: goes with week"),
        ({"every": "week", "weekdays": "mon", "at": "09:00"}, "weekdays: 'mon' is not a list"),
        ({"every": "week", "weekdays": ["mon"], "at": "09:00"}, "weekdays: 'mon' is not an all"),
        ({**FIRST_FRIDAY, "evry": 1}, "evry: 'evry' is not an allowed key; allowed: every, at"),
        ({**FIRST_FRIDAY, "nth": 5}, "nth: 5 is not an allowed value; allowed: 1, 2, 3, 4, -1"),
        ({**FIRST_FRIDAY, "nth": True}, "nth: True is not"),
        ({**FIRST_FRIDAY, "nth": 1.0}, "nth: 1.0 is not"),
        ({**FIRST_FRIDAY, "weekday": "fri"}, "weekday: 'fri' .* allowed: monday, tuesday"),
        ({**FIRST_FRIDAY, "at": "7pm"}, "at: '7pm' is not a time of day such as 19:30"),
        ({**FIRST_FRIDAY, "at": 19}, "at: 19 is not a time of day"),
        ({**FIRST_FRIDAY, "on_holiday": "move"}, "on_holiday: .* allowed: keep, skip, next_work"),
        ({**FIRST_FRIDAY, "timezone": "Mars"}, "timezone: unknown time zone 'Mars'"),
        ({**FIRST_FRIDAY, "timezone": ["x"]}, "timezone: unknown time zone"),
        ({**FIRST_FRIDAY, "day": 3}, 'weekday: does not go with every = "month" with day'),
        ({"every": "month", "at": "19:30"}, "weekday: is missing"),
        ({"every": "month", "at": "19:30", "day": 32}, "day: 32 .* allowed: 1 to 31"),
        ({"every": "year", "at": "19:30", "day": 1}, "month: is missing; allowed: 1 to 12"),
        ({"every": "week", "at": "19:30", "weekday": "friday", "month": 1}, "month: does not go"),
    ],
)
def test_a_wrong_rule_names_the_key_and_what_is_allowed(
    plain: dict[str, Any], problem: str
) -> None:
    with pytest.raises(ValueError, match=f"^{problem}"):
        Recurrence.parse(plain)


def test_a_time_as_toml_reads_it_is_taken_as_it_is() -> None:
    assert Recurrence.parse({**FIRST_FRIDAY, "at": time(8, 5)}).at == time(8, 5)


keys = st.sampled_from(["every", "at", "nth", "weekday", "day", "month", "timezone", "on_holiday"])
values: st.SearchStrategy[Any] = st.sampled_from(
    ["week", "month", "year", "friday", "19:30", 1, -1, 31, "skip", SHANGHAI, None, [], {}, 2.5]
)


@given(plain=st.dictionaries(keys | st.text(), values))
def test_any_mapping_is_a_rule_or_a_clear_refusal(plain: dict[str, Any]) -> None:
    try:
        Recurrence.parse(plain)
    except ValueError as error:
        assert ": " in str(error)


on_holiday = st.sampled_from(["keep", "skip", "next_workday", "previous_workday"])
common = {
    "at": st.builds(time, st.integers(0, 23), st.integers(0, 59)),
    "timezone": st.sampled_from(
        [SHANGHAI, "Europe/Berlin", "America/New_York", "Pacific/Kiritimati"]
    ),
    "on_holiday": on_holiday,
}
weekdays = st.sampled_from(WEEKDAYS)
rules = st.one_of(
    st.builds(Recurrence, every=st.just("week"), weekday=weekdays, **common),
    st.builds(
        Recurrence,
        every=st.just("month"),
        weekday=weekdays,
        nth=st.sampled_from([1, 2, 3, 4, -1]),
        **common,
    ),
    st.builds(Recurrence, every=st.just("month"), day=st.integers(1, 31), **common),
    st.builds(
        Recurrence,
        every=st.just("year"),
        day=st.integers(1, 31),
        month=st.integers(1, 12),
        **common,
    ),
)
some_days = st.frozensets(st.dates(date(2026, 1, 1), date(2027, 12, 31)), max_size=40)


@st.composite
def calendars(draw: st.DrawFn) -> Holidays:
    off = draw(some_days)
    return Holidays(draw(some_days) - off, off, horizon=draw(st.dates(date(2026, 1, 1))))


@settings(max_examples=60)
@given(
    rule=rules,
    holidays=calendars(),
    moment=st.datetimes(naive("2026-01-01"), naive("2027-12-31"), timezones=st.just(UTC)),
)
def test_occurrences_rise_keep_their_time_and_respect_the_holidays(
    rule: Recurrence, holidays: Holidays, moment: datetime
) -> None:
    found: list[Occurrence] = []
    for _ in range(6):
        occurrence = rule.next_after(found[-1].at if found else moment, holidays)
        assert occurrence is not None
        found.append(occurrence)
    assert found[0].at > moment
    assert all(one.at < other.at for one, other in pairwise(found))
    weekend_meant = rule.weekday in ("saturday", "sunday")
    for each in found:
        there = shown(each.at, rule.timezone)
        assert each.at.tzinfo is UTC
        assert there.date() == each.planned or holidays.is_workday(there.date())
        if rule.on_holiday == "keep":
            assert each.certain
            assert there.date() == each.planned
        elif not weekend_meant:
            assert holidays.is_workday(there.date())


@settings(max_examples=60)
@given(
    rule=rules,
    holidays=calendars(),
    moment=st.datetimes(naive("2026-01-01"), naive("2027-12-31"), timezones=st.just(UTC)),
    part=st.floats(0, 1, exclude_max=True),
)
def test_no_occurrence_hides_between_a_moment_and_the_next(
    rule: Recurrence, holidays: Holidays, moment: datetime, part: float
) -> None:
    occurrence = rule.next_after(moment, holidays)
    assert occurrence is not None
    between = moment + (occurrence.at - moment) * part
    if between < occurrence.at:
        assert rule.next_after(between, holidays) == occurrence
