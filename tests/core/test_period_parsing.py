"""Periods of whole months, and days within one, as they are typed."""

from __future__ import annotations

from datetime import date

import pytest

from service.core.period_parsing import read_day, read_period
from service.core.rulebook.periods import Span

TODAY = date(2026, 12, 1)
YEAR = Span(date(2027, 1, 1), date(2027, 12, 31))


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("2027", "2027-01", "2027-12-31"),
        ("2027年度", "2027-01", "2027-12-31"),
        ("明年", "2027-01", "2027-12-31"),
        ("this year", "2026-01", "2026-12-31"),
        ("第二季度", "2027-04", "2027-06-30"),
        ("2028年第1季度", "2028-01", "2028-03-31"),
        ("Q4", "2026-10", "2026-12-31"),
        ("second quarter 2027", "2027-04", "2027-06-30"),
        ("下半年", "2026-07", "2026-12-31"),
        ("first half", "2027-01", "2027-06-30"),
        ("9月-12月", "2026-09", "2026-12-31"),
        ("九月到十一月", "2027-09", "2027-11-30"),
        ("2026年9月至2027年1月", "2026-09", "2027-01-31"),
        ("Sep - Jan 2027", "2026-09", "2027-01-31"),
        ("September to December", "2026-09", "2026-12-31"),
    ],
)
def test_whole_months(typed: str, first: str, last: str) -> None:
    wanted = Span(date.fromisoformat(f"{first}-01"), date.fromisoformat(last))
    assert read_period(typed, TODAY) == wanted


@pytest.mark.parametrize(
    "typed", ["", "以后", "13月-14月", "第五季度", "第三半年", "0月-3月", "9999"]
)
def test_what_names_no_months(typed: str) -> None:
    assert read_period(typed, TODAY) is None


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("6月", "2027-06-30"),
        ("二月底", "2027-02-28"),
        ("6月20日", "2027-06-20"),
        ("2027-06-20", "2027-06-20"),
        ("20 June", "2027-06-20"),
        ("June 20", "2027-06-20"),
        ("june", "2027-06-30"),
    ],
)
def test_a_day_of_the_period(typed: str, day: str) -> None:
    assert read_day(typed, YEAR) == date.fromisoformat(day)


@pytest.mark.parametrize("typed", ["", "2月30日", "13月", "2026-06-20", "活动"])
def test_no_day_of_the_period(typed: str) -> None:
    assert read_day(typed, YEAR) is None


def test_a_period_over_new_year_has_days_of_both_years() -> None:
    winter = Span(date(2026, 12, 1), date(2027, 1, 31))
    assert read_day("1月", winter) == date(2027, 1, 31)
    assert read_day("12月5日", winter) == date(2026, 12, 5)
