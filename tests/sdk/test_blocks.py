"""Pages, reminders and lists of people."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest

from service.core.calendar import QuietHours
from service.core.choices import ChoiceId
from service.core.queries import EntrySummary, Summary
from service.core.workflow import Activity
from service.sdk.export import Column, of_people, table
from service.sdk.panels import page_of
from service.sdk.participation import participation
from service.sdk.reminders import next_reminder, useful_until
from service.sdk.testing import ACTIVITY, BRANCH, LI, ROSTER, SECRETARY, START, ZHANG
from tests.sdk.turns import WALK

SHANGHAI = "Asia/Shanghai"
DAY = 86400


def shanghai(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC) - timedelta(hours=8)


# -- paging


@pytest.mark.parametrize(
    ("number", "items", "at", "arrows"),
    [
        (0, "abc", 0, ["1"]),
        (1, "def", 1, ["0", "2"]),
        (2, "g", 2, ["1"]),
        (9, "g", 2, ["1"]),
        (-1, "abc", 0, ["1"]),
    ],
)
def test_a_page_is_the_nearest_there_is_with_arrows_to_its_neighbours(
    number: int, items: str, at: int, arrows: list[str]
) -> None:
    page = page_of("abcdefg", number, 3)
    assert ("".join(page.items), page.number, page.count) == (items, at, 3)
    assert page.first == 3 * at
    activity = Activity(ACTIVITY, "walk", BRANCH, WALK)
    choices = [each for row in page.arrows(activity, "list") for each in row]
    assert [ChoiceId.decode(each.id) for each in choices] == [
        ChoiceId(ACTIVITY, "list", (each,)) for each in arrows
    ]


def test_what_fits_on_one_page_and_an_empty_list_have_no_arrows() -> None:
    activity = Activity(ACTIVITY, "walk", BRANCH, WALK)
    for items in ("", "abc"):
        assert page_of(items, 0, 3).arrows(activity, "list") == ()
    assert page_of("", 3, 3).count == 1


# -- reminders


def remind(
    *before: int, end: datetime, start: datetime = START, after: datetime = START
) -> datetime | None:
    return next_reminder(
        before, end, start=start, after=after, quiet=QuietHours(), timezone=SHANGHAI
    )


def test_reminders_come_one_after_the_other_until_none_is_left() -> None:
    end = shanghai(10, 20)
    first = remind(3 * DAY, DAY, end=end)
    assert first == shanghai(7, 20)
    second = remind(3 * DAY, DAY, end=end, after=first)
    assert second == shanghai(9, 20)
    assert remind(3 * DAY, DAY, end=end, after=second) is None
    assert remind(end=end) is None


def test_a_reminder_at_night_comes_the_evening_before_unless_there_is_none() -> None:
    assert remind(DAY, end=shanghai(9, 6)) == shanghai(7, 21, 59)
    tonight = remind(3600, end=shanghai(6, 23, 30), start=shanghai(6, 22, 10), after=START)
    assert tonight == shanghai(6, 22, 30), "there is no day since it opened"


def test_where_the_time_is_shorter_a_reminder_comes_half_way() -> None:
    assert remind(DAY, end=shanghai(6, 14)) == shanghai(6, 12)


def test_without_quiet_hours_nothing_moves() -> None:
    quiet = QuietHours(time(0), time(0))
    at = next_reminder(
        (DAY,), shanghai(9, 6), start=START, after=START, quiet=quiet, timezone="UTC"
    )
    assert at == shanghai(8, 6)


def test_a_word_is_of_use_until_a_quarter_is_left() -> None:
    assert useful_until(START, START + timedelta(hours=4)) == START + timedelta(hours=3)


# -- people


def test_members_are_told_apart_by_what_they_have_done() -> None:
    activity = Activity(ACTIVITY, "walk", BRANCH, WALK)
    gone = EntrySummary(99, Summary("submitted"))
    known = [
        EntrySummary(LI, Summary("submitted")),
        EntrySummary(ZHANG, Summary("answering")),
        gone,
    ]
    found = participation(ROSTER, activity, known, ("submitted",))
    assert [each.id for each in found.done] == [LI]
    assert [each.id for each in found.silent] == [SECRETARY, ZHANG]
    assert (found.members, found.summaries[99].status) == (3, "submitted")


def test_a_table_has_a_row_for_each_subject_and_keeps_numbers() -> None:
    columns = (*of_people(ROSTER), Column("n", lambda row: row[1]))
    made = table(columns, [(ROSTER.people[LI], 3)])
    assert made.rows == (("李华", "第一支部", 3),)
    assert len(made.header) == 3
