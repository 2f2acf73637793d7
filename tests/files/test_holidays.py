"""The holidays of mainland China, and the file that corrects them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import chinese_calendar
import pytest

from service.core.calendar import Holidays, Recurrence, shown
from service.files.holidays import correct, mainland_china, warning

EXAMPLE = Path(__file__).parents[2] / "config" / "holidays.example.toml"


def write(folder: Path, text: str) -> Path:
    path = folder / "holidays.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_day_of_2026_agrees_with_the_library() -> None:
    days = mainland_china()
    for number in range(365):
        day = date(2026, 1, 1) + timedelta(days=number)
        assert days.is_workday(day) == chinese_calendar.is_workday(day), day


def test_names_are_in_both_languages() -> None:
    names = mainland_china().names
    assert names[date(2026, 10, 1)] == "国庆节 / National Day"
    assert names[date(2026, 10, 10)] == "国庆节 / National Day"


def test_the_horizon_is_the_last_day_the_library_can_answer_for() -> None:
    horizon = mainland_china().horizon
    assert horizon is not None
    chinese_calendar.is_workday(horizon)
    with pytest.raises(NotImplementedError):
        chinese_calendar.is_workday(horizon + timedelta(days=1))


def test_the_first_friday_moves_past_the_holidays_of_2026() -> None:
    rule = Recurrence.parse(
        {"every": "month", "nth": 1, "weekday": "friday", "at": "19:30",
         "on_holiday": "next_workday"}
    )  # fmt: skip
    moment, found = datetime(2026, 1, 1, tzinfo=UTC), []
    for _ in range(12):
        occurrence = rule.next_after(moment, mainland_china())
        assert occurrence is not None
        moment = occurrence.at
        found.append(shown(moment, rule.timezone).strftime("%m-%d %H:%M"))
    days = "01-04 02-06 03-06 04-03 05-06 06-05 07-03 08-07 09-04 10-08 11-06 12-04"
    assert found == [f"{day} 19:30" for day in days.split()]


def test_the_example_file_is_valid_and_takes_effect() -> None:
    days = mainland_china(EXAMPLE)
    assert not days.is_workday(date(2026, 11, 20))
    assert days.is_workday(date(2026, 11, 22))
    assert days.names[date(2026, 11, 20)] == "校庆日"
    assert days.horizon == mainland_china().horizon


def test_a_day_in_the_file_overrules_what_is_known(tmp_path: Path) -> None:
    path = write(
        tmp_path, '[working_days]\n2026-10-01 = "值班"\n[days_off]\n2026-10-10 = "不调休"\n'
    )
    days = mainland_china(path)
    assert days.is_workday(date(2026, 10, 1))
    assert not days.is_workday(date(2026, 10, 10))


def test_a_file_that_adds_a_year_moves_the_horizon_on_and_never_back(tmp_path: Path) -> None:
    known = Holidays(horizon=date(2026, 12, 31))
    longer = correct(known, write(tmp_path, "known_until = 2027-12-31"))
    assert longer.horizon == date(2027, 12, 31)
    assert correct(longer, write(tmp_path, "known_until = 2026-06-30")).horizon == longer.horizon


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('[holidays]\n2026-10-01 = "x"', "holidays: there is no such key; known here: known_until"),
        ('[days_off]\n2026-02-30 = "x"', "days_off.2026-02-30: there is no such date"),
        ('[days_off]\nfriday = "x"', "days_off.friday: there is no such date"),
        ("[days_off]\n2026-10-01 = true", "days_off.2026-10-01: must be the day's name"),
        ('[days_off]\n2026-10-01 = ""', "days_off.2026-10-01: must be the day's name"),
        ('days_off = ["2026-10-01"]', "days_off: must be a table"),
        ('known_until = "2027"', "known_until: must be a date"),
        ("known_until = 2027-01-01T00:00:00", "known_until: must be a date"),
        (
            '[days_off]\n2026-10-01 = "x"\n[working_days]\n2026-10-01 = "y"',
            "working_days.2026-10-01: stands in days_off too",
        ),
        ("[days_off", "is not valid TOML"),
    ],
)
def test_a_wrong_file_is_refused_with_its_name_and_the_key(
    tmp_path: Path, text: str, problem: str
) -> None:
    path = write(tmp_path, text)
    with pytest.raises(ValueError) as refusal:
        mainland_china(path)
    assert str(refusal.value).startswith(f"{path}: {problem}")


def test_every_problem_of_a_file_is_listed(tmp_path: Path) -> None:
    path = write(tmp_path, 'known_until = 1\nx = 2\n[days_off]\nfriday = "x"\n')
    with pytest.raises(ValueError) as refusal:
        mainland_china(path)
    assert len(str(refusal.value).splitlines()) == 3


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"nowhere\.toml: there is no such file"):
        mainland_china(tmp_path / "nowhere.toml")
    path = tmp_path / "gbk.toml"
    path.write_bytes('x = "元旦"'.encode("gbk"))
    with pytest.raises(ValueError, match=r"gbk\.toml: is not UTF-8"):
        mainland_china(path)


@pytest.mark.parametrize(
    ("today", "says"),
    [
        (date(2026, 10, 31), None),
        (date(2026, 11, 1), "60 days from now"),
        (date(2026, 12, 31), "0 days from now"),
        (date(2027, 1, 1), "were known until 2026-12-31"),
    ],
)
def test_the_end_of_what_is_known_is_announced_sixty_days_ahead(
    today: date, says: str | None
) -> None:
    words = warning(Holidays(horizon=date(2026, 12, 31)), today, "en")
    assert words is None if says is None else says in (words or "")
    chinese = warning(Holidays(horizon=date(2026, 12, 31)), today)
    assert (chinese is None) == (says is None)


def test_a_calendar_without_a_horizon_needs_no_warning() -> None:
    assert warning(Holidays(), date(2999, 1, 1)) is None
