"""Rules of recurring dates in people's own words."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.core.calendar import WEEKDAYS, Holidays, Recurrence, local, shown
from service.core.recurrence_parsing import (
    LAST_DAY,
    PERIODS,
    lacking,
    read_part,
    read_rule,
    rule_from,
)

naive = datetime.fromisoformat
NOW = datetime(2026, 11, 30, 12, 0, tzinfo=UTC)


def week(weekday: str, at: str | None, **more: Any) -> dict[str, Any]:
    return {"every": "week", **more, "weekday": weekday, "at": at}


def nth(count: int, weekday: str, at: str | None, **more: Any) -> dict[str, Any]:
    return {"every": "month", **more, "nth": count, "weekday": weekday, "at": at}


def day(number: int, at: str | None, **more: Any) -> dict[str, Any]:
    return {"every": "month", **more, "day": number, "at": at}


def year(month: int, number: int, at: str | None) -> dict[str, Any]:
    return {"every": "year", "month": month, "day": number, "at": at}


def weekly(days: str, at: str | None, **more: Any) -> dict[str, Any]:
    held = [WEEKDAYS[int(each) - 1] for each in days]
    return {"every": "week", **more, "weekdays": held, "at": at}


QUARTER = {"interval": 3, "month": 1}
RULES = [
    ("每天 9点", weekly("1234567", "09:00")),
    ("每日晚上8点", weekly("1234567", "20:00")),
    ("每天", weekly("1234567", None)),
    ("每个工作日 8点半", weekly("12345", "08:30")),
    ("每周一到周五 9点", weekly("12345", "09:00")),
    ("每周一三五 19:30", weekly("135", "19:30")),
    ("每周一、三、五晚上7点", weekly("135", "19:00")),
    ("每周二和周四 9点", weekly("24", "09:00")),
    ("每星期二、四 9点", weekly("24", "09:00")),
    ("每周三五点", week("wednesday", "05:00")),
    ("每周二四", weekly("24", None)),
    ("每两周周二、周四 9点", weekly("24", "09:00", interval=2)),
    ("every day at 9", weekly("1234567", "09:00")),
    ("daily at 7pm", weekly("1234567", "19:00")),
    ("every weekday at 8am", weekly("12345", "08:00")),
    ("every Mon, Wed and Fri at 9am", weekly("135", "09:00")),
    ("mondays and thursdays at 19:30", weekly("14", "19:30")),
    ("every monday to friday at 9:00", weekly("12345", "09:00")),
    ("每周三 19:30", week("wednesday", "19:30")),
    ("每周五晚上7点", week("friday", "19:00")),
    ("每星期五晚7点半", week("friday", "19:30")),
    ("每个星期日上午九点", week("sunday", "09:00")),
    ("每礼拜天 9:00", week("sunday", "09:00")),
    ("每周的周一 8点", week("monday", "08:00")),
    ("每周 周二 下午三点", week("tuesday", "15:00")),
    ("每周四", week("thursday", None)),
    ("每两周周五 19:30", week("friday", "19:30", interval=2)),
    ("每2周的周五 19:30", week("friday", "19:30", interval=2)),
    ("隔周周三晚上8点", week("wednesday", "20:00", interval=2)),
    ("隔周三 20:00", week("wednesday", "20:00", interval=2)),
    ("双周五 19:00", week("friday", "19:00", interval=2)),
    ("每月第一个周五晚上7点", nth(1, "friday", "19:00")),
    ("每个月第一个星期五 19:30", nth(1, "friday", "19:30")),
    ("每月的第二个周三下午2点半", nth(2, "wednesday", "14:30")),
    ("每月第4个周日 9:00", nth(4, "sunday", "09:00")),
    ("每月最后一个周五 19:30", nth(-1, "friday", "19:30")),
    ("每月第一个周五", nth(1, "friday", None)),
    ("每月15日 9:00", day(15, "09:00")),
    ("每月15号上午9点", day(15, "09:00")),
    ("每个月二十五号晚八点", day(25, "20:00")),
    ("每月31日 19:00", day(31, "19:00")),
    ("每月底晚7点", day(LAST_DAY, "19:00")),
    ("每月最后一天 18:00", day(LAST_DAY, "18:00")),
    ("每两个月5号 9点", day(5, "09:00", interval=2)),
    ("每季度第一个周五 19:30", nth(1, "friday", "19:30", **QUARTER)),
    ("每季度第二个月的10号 9点", day(10, "09:00", interval=3, month=2)),
    ("每季度最后一个月20日 9点", day(20, "09:00", interval=3, month=3)),
    ("每年7月1日 10:00", year(7, 1, "10:00")),
    ("每年七月一日上午十点", year(7, 1, "10:00")),
    ("每年2月29日 9点", year(2, 29, "09:00")),
    ("每年7月1日", year(7, 1, None)),
    ("every friday at 7pm", week("friday", "19:00")),
    ("Every Wednesday 19:30", week("wednesday", "19:30")),
    ("weekly on tuesday at 9:00", week("tuesday", "09:00")),
    ("fridays at 7:30pm", week("friday", "19:30")),
    ("every other wednesday at 9am", week("wednesday", "09:00", interval=2)),
    ("every two weeks on friday at 19:30", week("friday", "19:30", interval=2)),
    ("fortnightly on monday 8:00", week("monday", "08:00", interval=2)),
    ("first friday of every month at 19:30", nth(1, "friday", "19:30")),
    ("the first Friday of each month at 7pm", nth(1, "friday", "19:00")),
    ("every month on the second tuesday at 9:00", nth(2, "tuesday", "09:00")),
    ("last friday of the month, 19:30", nth(-1, "friday", "19:30")),
    ("every 3rd monday at 8am", nth(3, "monday", "08:00")),
    ("the 15th of each month at 9am", day(15, "09:00")),
    ("monthly on the 1st at 9:00", day(1, "09:00")),
    ("last day of the month at 6pm", day(LAST_DAY, "18:00")),
    ("quarterly on the 5th at 9:00", day(5, "09:00", **QUARTER)),
    ("every quarter on the first friday at 19:30", nth(1, "friday", "19:30", **QUARTER)),
    ("every year on 1 July at 10am", year(7, 1, "10:00")),
    ("annually on march 5 at 9:00", year(3, 5, "09:00")),
]


@pytest.mark.parametrize(("words", "rule"), RULES, ids=[words for words, _rule in RULES])
def test_a_rule_in_words_is_read(words: str, rule: dict[str, Any]) -> None:
    assert read_rule(words) == rule
    complete = {**rule, "at": rule["at"] or "19:30"}
    assert rule_from(complete, "Asia/Shanghai", NOW).next_after(NOW, Holidays()) is not None


@pytest.mark.parametrize(
    "words",
    [
        "",
        "周五 19:30",
        "每周 9点",
        "每月 9点",
        "每月第五个周五 19:00",
        "每月1号和15号 9点",
        "每周五到周一 9点",
        "每两天 9点",
        "每周一三五 有空",
        "每年2月30日 9点",
        "每年13月1日 9点",
        "每月32日 9点",
        "每周三 25:00",
        "每周三 19:70",
        "每周三 有空的时候",
        "每周三晚上24点",
        "每两年7月1日 9点",
        "每" * 200,
    ],
)
def test_what_is_no_rule_is_not_guessed(words: str) -> None:
    assert read_rule(words) is None


@pytest.mark.parametrize(
    ("words", "name", "value"),
    [
        ("晚上7点半", "at", "19:30"),
        ("7pm", "at", "19:00"),
        ("25:00", "at", None),
        ("周五", "weekday", "friday"),
        ("Friday", "weekday", "friday"),
        ("15号", "day", 15),
        ("the 15th", "day", 15),
        ("最后一天", "day", LAST_DAY),
        ("32", "day", None),
        ("七月", "month", 7),
        ("13", "month", None),
    ],
)
def test_one_value_of_a_rule_is_read(words: str, name: str, value: Any) -> None:
    assert read_part(words, name) == value


def test_what_lacks_is_asked_for_in_its_order() -> None:
    assert lacking({}) == "every"
    assert lacking(PERIODS["nth"]) == "nth"
    assert lacking({**PERIODS["quarter"], "month": 2}) == "day"
    assert lacking(day(5, "09:00")) is None


def following(words: str, zone: str, now: datetime, count: int) -> list[str]:
    plain = read_rule(words)
    assert plain is not None
    rule, found, at = rule_from(plain, zone, now), [], now
    for _ in range(count):
        coming = rule.next_after(at, Holidays())
        assert coming is not None
        at = coming.at
        found.append(f"{shown(at, zone):%Y-%m-%d %H:%M}")
    return found


@pytest.mark.parametrize(
    ("words", "zone", "now", "dates"),
    [
        ("每月31日 19:00", "Asia/Shanghai", "2027-01-31 20:00",
         ["2027-02-28 19:00", "2027-03-31 19:00", "2027-04-30 19:00"]),
        ("每月30号 9点", "Asia/Shanghai", "2028-02-01 00:00",
         ["2028-02-29 09:00", "2028-03-30 09:00"]),
        ("每年2月29日 9点", "Asia/Shanghai", "2026-12-01 00:00",
         ["2027-02-28 09:00", "2028-02-29 09:00"]),
        ("每两周周五 19:30", "Asia/Shanghai", "2026-12-01 00:00",
         ["2026-12-04 19:30", "2026-12-18 19:30", "2027-01-01 19:30"]),
        ("每季度第一个周五 19:30", "Asia/Shanghai", "2026-12-01 00:00",
         ["2027-01-01 19:30", "2027-04-02 19:30"]),
        ("每季度最后一个月20日 9点", "Asia/Shanghai", "2026-12-21 00:00",
         ["2027-03-20 09:00", "2027-06-20 09:00"]),
        ("every sunday at 2:30am", "Europe/Berlin", "2026-03-27 00:00",
         ["2026-03-29 03:30", "2026-04-05 02:30"]),  # 2:30 does not exist on 29 March
        ("every sunday at 2:30am", "Europe/Berlin", "2026-10-24 00:00",
         ["2026-10-25 02:30", "2026-11-01 02:30"]),  # it happens twice on 25 October
    ],
)  # fmt: skip
def test_short_months_leap_years_and_clocks_that_change(
    words: str, zone: str, now: str, dates: list[str]
) -> None:
    moment = local(datetime.fromisoformat(now), zone)
    assert following(words, zone, moment, len(dates)) == dates


@pytest.mark.parametrize(
    "change",
    [
        {"interval": 2},
        {"interval": 0, "since": "2026-12-04"},
        {"interval": 2, "since": "soon"},
        {"interval": 2, "since": "2026-12-04", "every": "year", "month": 7, "day": 1},
    ],
)
def test_an_interval_needs_a_day_to_count_from(change: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"interval|since"):
        Recurrence.parse({"every": "month", "day": 5, "at": "09:00", **change})


rules = st.sampled_from([rule for _words, rule in RULES])


@given(
    rule=rules,
    zone=st.sampled_from(["Asia/Shanghai", "Europe/Berlin", "America/New_York"]),
    now=st.datetimes(naive("2024-01-01"), naive("2034-01-01"), timezones=st.just(UTC)),
)
def test_the_dates_of_every_rule_come_in_order_and_in_step(
    rule: dict[str, Any], zone: str, now: datetime
) -> None:
    made = rule_from({**rule, "at": rule["at"] or "02:30"}, zone, now)
    at = now
    days: list[date] = []
    for _ in range(4):
        coming = made.next_after(at, Holidays())
        assert coming is not None
        assert coming.at > at
        at = coming.at
        days.append(coming.planned)
    step = rule.get("interval", 1)
    if rule["every"] == "week":
        held = rule.get("weekdays") or [rule["weekday"]]
        assert all(WEEKDAYS[each.weekday()] in held for each in days)
        between = timedelta(weeks=step) if len(held) == 1 else timedelta(weeks=step, days=-1)
        gaps = {later - earlier for earlier, later in pairwise(days)}
        assert max(gaps) <= between
        assert len(held) > 1 or gaps == {between}
    else:
        months = [12 * each.year + each.month for each in days]
        gaps_ = {later - earlier for earlier, later in pairwise(months)}
        assert gaps_ == {12 if rule["every"] == "year" else step}
