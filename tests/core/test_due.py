"""What is due, met and late, by the rules of a Party branch."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from service.core.access import Rules
from service.core.due import Due, dues, dues_within
from service.core.people import Person, Roster, Unit
from service.core.records import Counted
from service.core.rulebook import Duty, Override
from service.core.rulebook.periods import Span, later, span_of
from service.core.texts import Named
from service.settings.rule_files import read_rule_book

ABOVE, BRANCH = 1, 2
PEOPLE = (
    Person(1, "王敏", BRANCH, role="secretary", group="一组"),
    Person(2, "赵刚", BRANCH, role="organizer", group="一组"),
    Person(3, "孙丽", BRANCH, role="committee", group="二组"),
    Person(4, "李华", BRANCH, group="二组"),
    Person(5, "张伟", BRANCH, group="二组"),
    Person(6, "预备", BRANCH, standing="probationary"),
    Person(7, "周办", ABOVE, role="office"),
)
ROSTER = Roster(
    {ABOVE: Unit(ABOVE, "总支"), BRANCH: Unit(BRANCH, "一支部", parent=ABOVE)},
    {each.id: each for each in PEOPLE},
)
RULES = Rules(book=read_rule_book("party-branch"))


def at(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T04:00:00+00:00")  # noon in Shanghai


def held(kind: str, day: str, *people: int, group: str = "") -> Counted:
    return Counted(kind, at(day), people, group, BRANCH)


def due(duty: str, day: str, *record: Counted, rules: Rules = RULES) -> list[Due]:
    found = dues(rules, ROSTER, BRANCH, at(day), record)
    return [each for each in found if each.duty.id == duty]


def statuses(duty: str, day: str, *record: Counted, rules: Rules = RULES) -> list[str]:
    return [each.status for each in due(duty, day, *record, rules=rules)]


THEME, MEMBERS, LESSON = "theme_day_monthly", "members_meeting_quarterly", "party_lesson"
EARLIER = held("committee_meeting", "2025-12-05")  # the branch kept its record here by then


@pytest.mark.parametrize(
    ("duty", "day", "record", "expected"),
    [
        (THEME, "2026-03-06", [], ["due"]),
        (THEME, "2026-03-31", [], ["due"]),
        (THEME, "2026-03-06", [held("theme_day", "2026-03-01")], ["met"]),
        (THEME, "2026-03-06", [held("theme_day", "2026-02-28")], ["due"]),
        (THEME, "2026-03-06", [EARLIER], ["late", "due"]),
        (THEME, "2026-03-06", [EARLIER, held("theme_day", "2026-02-03")], ["due"]),
        (MEMBERS, "2026-04-01", [EARLIER], ["missed", "due"]),
        (MEMBERS, "2026-06-30", [held("members_meeting", "2026-04-01")], ["met"]),
        (LESSON, "2026-03-06", [held("party_lesson", "2026-03-31")], ["met"]),
        (THEME, "2026-03-06", [held("talk", "2026-02-20", 1, 4)], ["due"]),
        (THEME, "2026-03-06", [held("election_meeting", "2024-05-10")], ["due"]),
        ("organizational_life_meeting_yearly", "2026-03-06", [EARLIER], ["due"]),
        ("organizational_life_meeting_yearly", "2027-03-06", [EARLIER], ["late", "due"]),
        ("yearly_plan", "2026-01-31", [], ["due"]),
        ("yearly_plan", "2026-02-01", [], ["missed"]),
        ("yearly_plan", "2026-02-01", [held("yearly_plan", "2026-02-01")], ["met"]),
        ("study_hours_member", "2026-03-06", [], []),
        ("dues_monthly", "2026-03-06", [], []),
        ("committee_secretary_lesson_yearly", "2026-03-06", [], []),
        ("term_election", "2026-03-06", [], ["unknown"]),
        ("term_election", "2026-03-06", [held("election_meeting", "2024-05-10")], ["met"]),
        ("term_election", "2026-11-09", [held("election_meeting", "2024-05-10")], ["met"]),
        ("term_election", "2026-11-10", [held("election_meeting", "2024-05-10")], ["due"]),
        ("term_election", "2027-05-11", [held("election_meeting", "2024-05-10")], ["late"]),
    ],
)
def test_a_duty_counts_what_was_held_in_its_period(
    duty: str, day: str, record: list[Counted], expected: list[str]
) -> None:
    assert statuses(duty, day, *record) == expected


def test_the_day_is_that_of_the_units_own_clock() -> None:
    evening = Counted("theme_day", datetime(2026, 2, 28, 16, 30, tzinfo=UTC), unit=BRANCH)
    assert statuses(THEME, "2026-03-06", evening) == ["met"], "it was 1 March in Shanghai"
    other = replace(evening, unit=ABOVE)
    assert statuses(THEME, "2026-03-06", other) == ["due"], "held by another unit"


def test_each_group_has_its_own_meeting() -> None:
    one = held("group_meeting", "2026-03-02", group="一组")
    found = due("group_meeting_monthly", "2026-03-06", one)
    assert [(each.group, each.status) for each in found] == [("一组", "met"), ("二组", "due")]


def test_pairs_are_those_of_the_committee_with_all_and_of_members_with_one() -> None:
    (pairs,) = due("talk_committee_committee", "2026-03-06", held("talk", "2026-02-02", 2, 1))
    assert pairs.left == ((1, 3), (2, 3))
    (led,) = due("talk_committee_member", "2026-03-06", held("talk", "2026-02-02", 3, 4))
    assert led.left == ((5,),), "one of the committee is enough; who is on probation isn't asked"
    (met,) = due("talk_member_member", "2026-03-06", held("talk", "2026-02-02", 5, 4))
    assert met.status == "met"


def test_a_small_unit_has_no_committee_and_a_smaller_one_no_duties() -> None:
    few = Roster(ROSTER.units, {x.id: x for x in PEOPLE if x.id in (1, 4, 5)})
    found = {each.duty.id for each in dues(RULES, few, BRANCH, at("2026-03-06"), ())}
    assert THEME in found
    assert "committee_meeting_monthly" not in found
    above = {each.duty.id for each in dues(RULES, ROSTER, ABOVE, at("2026-03-06"), ())}
    assert above == {"committee_secretary_lesson_yearly"}


def test_a_unit_may_have_a_rule_otherwise() -> None:
    lesson = ("duties", LESSON)
    often = Override("总支", (*lesson, "period"), "month")
    off = Override("总支/一支部", (*lesson, "active"), value=False)
    monthly = Rules(book=RULES.book, overrides=(often,))
    before = held("party_lesson", "2026-02-02")
    assert statuses(LESSON, "2026-03-06", before) == ["met"]
    assert statuses(LESSON, "2026-03-06", before, rules=monthly) == ["due"], "from the unit above"
    nearest = Rules(book=RULES.book, overrides=(off, often))
    assert statuses(LESSON, "2026-03-06", rules=nearest) == []
    began = Override("", ("duties", "term_election", "since"), "2024-05-10")
    known = Rules(book=RULES.book, overrides=(began,))
    assert statuses("term_election", "2027-05-11", rules=known) == ["late"]


@pytest.mark.parametrize(
    ("period", "day", "expected"),
    [
        ("month", "2026-02-14", "2026-02-01 2026-02-28"),
        ("quarter", "2026-12-31", "2026-10-01 2026-12-31"),
        ("half_year", "2026-06-30", "2026-01-01 2026-06-30"),
        ("year", "2024-02-29", "2024-01-01 2024-12-31"),
        ("term", "2026-01-31", "2025-09-01 2026-01-31"),
        ("term", "2026-02-01", "2026-02-01 2026-08-31"),
        ("term", "2026-09-01", "2026-09-01 2027-01-31"),
    ],
)
def test_periods_are_those_of_the_calendar(period: str, day: str, expected: str) -> None:
    span = span_of(period, date.fromisoformat(day))  # type: ignore[arg-type]
    assert f"{span.first} {span.last}" == expected
    assert span.before(period).last == date.fromordinal(span.first.toordinal() - 1)  # type: ignore[arg-type]


def test_months_are_counted_to_the_end_of_a_shorter_one() -> None:
    assert later(date(2024, 2, 29), 12) == date(2025, 2, 28)
    assert later(date(2026, 3, 31), -1) == date(2026, 2, 28)


def test_a_duty_of_a_leap_day_is_due_on_the_last_of_february() -> None:
    duty = Duty("leap", Named("闰"), "unit", "year", due="02-29")
    rules = Rules(book=replace(RULES.book, duties=(duty,)))
    assert [x.until for x in due("leap", "2026-01-05", rules=rules)] == [date(2026, 2, 28)]
    assert [x.until for x in due("leap", "2028-01-05", rules=rules)] == [date(2028, 2, 29)]


def within(duty: str, first: str, last: str, *record: Counted) -> list[str]:
    """What is due of it in these days, looked at in the middle of June."""
    span = Span(date.fromisoformat(first), date.fromisoformat(last))
    found = dues_within(RULES, ROSTER, BRANCH, at("2026-06-15"), record, span=span)
    return [f"{x.until:%m-%d} {x.status}" for x in found if x.duty.id == duty]


def test_what_is_due_within_some_months() -> None:
    assert within(THEME, "2026-05-01", "2026-07-31", held("theme_day", "2026-06-05")) == [
        "05-31 late", "06-30 met", "07-31 due",
    ]  # fmt: skip
    assert within(MEMBERS, "2026-05-01", "2026-07-31") == ["06-30 due"], "what ends in them"
    assert within("yearly_plan", "2026-01-01", "2026-12-31") == ["01-31 missed"]
    assert within("yearly_plan", "2026-02-01", "2026-12-31") == []
    groups = within("group_meeting_monthly", "2026-06-01", "2026-06-30")
    assert groups == ["06-30 due", "06-30 due"], "one for each group"
    assert within("term_election", "2026-01-01", "2026-12-31") == [], "nobody knows"
    elected = held("election_meeting", "2023-05-10")
    assert within("term_election", "2026-01-01", "2026-12-31", elected) == ["05-10 late"]
