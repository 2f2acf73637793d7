"""What people type for a time is understood, or said not to be; never guessed wildly."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.core.calendar import local, shown
from service.core.time_parsing import (
    LONGEST_INPUT,
    Unclear,
    When,
    in_minutes,
    parse_when,
    read_when,
)
from tests.core import time_cases

naive = datetime.fromisoformat
SHANGHAI = "Asia/Shanghai"
WEDNESDAY_15_00 = datetime(2026, 12, 2, 7, 0, tzinfo=UTC)  # in Shanghai


def test_so_many_minutes_end_at_a_full_minute() -> None:
    start = WEDNESDAY_15_00 + timedelta(seconds=25, microseconds=5)
    assert in_minutes(start, 30) == WEDNESDAY_15_00 + timedelta(minutes=31)
    assert in_minutes(WEDNESDAY_15_00, 30) == WEDNESDAY_15_00 + timedelta(minutes=30)
    assert in_minutes(start, 0) == WEDNESDAY_15_00, "at once is never later"


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("19:30", "2026-12-02 19:30"),
        ("１９：３０", "2026-12-02 19:30"),
        ("9:00", "2026-12-03 09:00"),
        ("15:00", "2026-12-03 15:00"),
        ("9点", "2026-12-03 09:00"),
        ("下午3:30", "2026-12-02 15:30"),
        ("今晚7点半", "2026-12-02 19:30"),
        ("今晚七点半", "2026-12-02 19:30"),
        ("明天 19:30", "2026-12-03 19:30"),
        ("明早九点", "2026-12-03 09:00"),
        ("明晚八点一刻", "2026-12-03 20:15"),
        ("后天下午3点", "2026-12-04 15:00"),
        ("大后天 9点", "2026-12-05 09:00"),
        ("今天24:00", "2026-12-03 00:00"),
        ("晚上12点", "2026-12-03 00:00"),
        ("凌晨12点", "2026-12-03 00:00"),
        ("中午12点", "2026-12-03 12:00"),
        ("12-05 19:30", "2026-12-05 19:30"),
        ("12/5 19:30", "2026-12-05 19:30"),
        ("6-01 19:30", "2027-06-01 19:30"),
        ("2-29 9:00", "2028-02-29 09:00"),
        ("2026-12-05 19:30", "2026-12-05 19:30"),
        ("2026-12-05T19:30", "2026-12-05 19:30"),
        ("2026年12月5日19:30", "2026-12-05 19:30"),
        ("二〇二六年十二月五日晚上七点零五分", "2026-12-05 19:05"),
        ("12月5日 19:30", "2026-12-05 19:30"),
        ("12月5日（周六）19:30", "2026-12-05 19:30"),
        ("周五 19:30", "2026-12-04 19:30"),
        ("周五十点", "2026-12-04 10:00"),
        ("周三 16:00", "2026-12-02 16:00"),
        ("星期三 14:00", "2026-12-09 14:00"),
        ("本周日 16:00", "2026-12-06 16:00"),
        ("下周一 9点", "2026-12-07 09:00"),
        ("下下周一 9点", "2026-12-14 09:00"),
        ("下星期五 19:30", "2026-12-11 19:30"),
        ("friday 19:30", "2026-12-04 19:30"),
        ("on Thursday at 7pm", "2026-12-03 19:00"),
        ("next friday 7pm", "2026-12-11 19:00"),
        ("tomorrow 7:30pm", "2026-12-03 19:30"),
        ("7:30 pm tomorrow", "2026-12-03 19:30"),
        ("day after tomorrow 9am", "2026-12-04 09:00"),
        ("tomorrow at noon", "2026-12-03 12:00"),
        ("tonight 7:30", "2026-12-02 19:30"),
        ("12am", "2026-12-03 00:00"),
        ("Sat 5 Dec 19:30", "2026-12-05 19:30"),
        ("December 5th, 7:30pm", "2026-12-05 19:30"),
        ("12月5日 周六 19:30", "2026-12-05 19:30"),
        ("+30m", "2026-12-02 15:30"),
        ("30分钟后", "2026-12-02 15:30"),
        ("三十分钟后", "2026-12-02 15:30"),
        ("半小时后", "2026-12-02 15:30"),
        ("一个半小时后", "2026-12-02 16:30"),
        ("2小时后", "2026-12-02 17:00"),
        ("两小时后", "2026-12-02 17:00"),
        ("两天后", "2026-12-04 15:00"),
        ("1天半后", "2026-12-04 03:00"),
        ("2周后", "2026-12-16 15:00"),
        ("in 2 hours", "2026-12-02 17:00"),
        ("1h", "2026-12-02 16:00"),
        ("1h30m", "2026-12-02 16:30"),
        ("1 day and 2 hours", "2026-12-03 17:00"),
        ("2d", "2026-12-04 15:00"),
        ("2026-01-05 19:30", "2026-01-05 19:30"),
        ("今天 9:00", "2026-12-02 09:00"),
    ],
)
def test_what_a_secretary_types_is_understood(words: str, meant: str) -> None:
    moment = parse_when(words, WEDNESDAY_15_00, SHANGHAI)
    assert moment is not None, words
    assert moment.tzinfo is UTC
    assert shown(moment, SHANGHAI).strftime("%Y-%m-%d %H:%M") == meant


@pytest.mark.parametrize(
    "words",
    [
        "",
        "你好",
        "hello",
        "7",
        "19",
        "30",
        "0m",
        "明天",
        "周五",
        "monday",
        "25:00",
        "24:30",
        "12:60",
        "13am",
        "晚上1点",
        "2-30 9:00",
        "2026-13-01 9:00",
        "0001-01-01 00:00",
        "12月5日 周五 19:30",
        "明天 12-05 19:30",
        "1 month",
        "40 Dec 19:30",
        "5 December",
        "5m ago",
        "in 1.5 hours",
        "sunny 10:00",
        "19:30 " * 20,
    ],
)
def test_what_is_no_clear_time_is_not_understood(words: str) -> None:
    assert parse_when(words, WEDNESDAY_15_00, SHANGHAI) is None


def test_days_are_counted_by_the_calendar_and_hours_as_they_elapse() -> None:
    saturday_noon = datetime(2026, 3, 28, 11, 0, tzinfo=UTC)  # Berlin springs forward that night
    assert parse_when("1d", saturday_noon, "Europe/Berlin") == saturday_noon + timedelta(hours=23)
    assert parse_when("24h", saturday_noon, "Europe/Berlin") == saturday_noon + timedelta(hours=24)


def test_a_time_left_out_by_summer_time_moves_forward() -> None:
    saturday_noon = datetime(2026, 3, 28, 11, 0, tzinfo=UTC)
    moment = parse_when("明天 02:30", saturday_noon, "Europe/Berlin")
    assert moment is not None
    assert shown(moment, "Europe/Berlin").strftime("%H:%M") == "03:30"


PIECES = st.sampled_from(
    ["明天", "周五", "下", "十", "二", "12", "月", "日", "-", ":", "30", "点", "半", "晚上", "in ",
     "h", "pm", " ", "后", "小时", "next ", "fri", "9999", "+", "0", "刻", "(", "周"]
)  # fmt: skip


@given(words=st.text() | st.lists(PIECES, max_size=9).map("".join))
def test_no_words_raise(words: str) -> None:
    moment = parse_when(words, WEDNESDAY_15_00, SHANGHAI)
    assert moment is None or moment.tzinfo is UTC


@given(
    moment=st.datetimes(naive("2026-01-01"), naive("2028-01-01")),
    form=st.sampled_from(
        ["%Y-%m-%d %H:%M", "%Y年%m月%d日 %H:%M", "%Y/%m/%d %I:%M%p", "%H:%M %Y-%m-%d"]
    ),
)
def test_a_full_date_means_itself(moment: datetime, form: str) -> None:
    words = moment.strftime(form)
    assert len(words) <= LONGEST_INPUT
    meant = parse_when(words, WEDNESDAY_15_00, SHANGHAI)
    assert meant is not None
    assert shown(meant, SHANGHAI).strftime("%F %H:%M") == moment.strftime("%F %H:%M")


@given(
    now=st.datetimes(naive("2026-01-01"), naive("2028-01-01"), timezones=st.just(UTC)),
    hour=st.integers(0, 23),
    minute=st.integers(0, 59),
    day=st.sampled_from(["", "周一 ", "sunday ", "3-15 ", "15号 "]),
    tz=st.sampled_from([SHANGHAI, "Europe/Berlin", "America/New_York"]),
)
def test_a_time_without_its_full_date_lies_ahead(
    now: datetime, hour: int, minute: int, day: str, tz: str
) -> None:
    found = read_when(f"{day}{hour}:{minute:02}", now, tz)
    if isinstance(found, Unclear):
        assert (found.why, day) == ("past", "3-15 ")
        assert found.at is not None and found.at <= now
    else:
        assert found.at > now


def at_clock(written: str, tz: str = SHANGHAI) -> datetime:
    return local(naive(written), tz)


def clock(at: datetime, tz: str = SHANGHAI) -> str:
    return shown(at, tz).strftime("%Y-%m-%d %H:%M")


@pytest.mark.parametrize(("now", "tz", "words", "meant"), list(time_cases.cases()))
def test_everyday_words_mean_the_right_moment(
    now: str, tz: str, words: str, meant: str | None
) -> None:
    found = parse_when(words, at_clock(now, tz), tz)
    assert (clock(found, tz) if found else None) == meant


@pytest.mark.parametrize(
    ("now", "opens", "words", "meant"),
    [
        (now, opens, words, meant)
        for (now, opens), each in time_cases.CLOSINGS.items()
        for words, meant in each.items()
    ],
)
def test_a_closing_time_follows_on_its_opening_and_days_count_from_now(
    now: str, opens: str, words: str, meant: str
) -> None:
    found = read_when(words, at_clock(now), SHANGHAI, after=at_clock(opens))
    assert isinstance(found, When)
    assert clock(found.at) == meant


@pytest.mark.parametrize(("words", "meant"), time_cases.SPANS.items())
def test_a_span_has_a_beginning_and_an_end(words: str, meant: tuple[str, str] | None) -> None:
    found = read_when(words, at_clock("2026-03-06 18:00"), SHANGHAI)
    if meant is None:
        assert isinstance(found, Unclear)
        return
    assert isinstance(found, When) and found.until is not None
    assert (clock(found.at), clock(found.until)) == meant


@pytest.mark.parametrize(
    ("words", "why", "about"),
    [
        ("11月30日 9:00", "past", "2026-11-30 09:00"),
        ("11月27日 周六 19:30", "weekday", "2026-11-27 19:30"),
        ("12月5日 周五 19:30", "weekday", "2026-12-05 19:30"),
        ("后天上午", "clock", "2026-12-04 00:00"),
        ("下周五", "clock", "2026-12-11 00:00"),
        ("tomorrow evening", "clock", "2026-12-03 00:00"),
        ("改天", "words", None),
    ],
)
def test_what_is_unclear_says_why_and_as_much_as_is_known(
    words: str, why: str, about: str | None
) -> None:
    found = read_when(words, WEDNESDAY_15_00, SHANGHAI)
    assert isinstance(found, Unclear)
    assert (found.why, clock(found.at) if found.at else None) == (why, about)
