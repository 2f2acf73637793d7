"""A quiz that a plan begins, out of plain values."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from service.core.workflow import Rejected
from tests.workflows.quiz.bench import SECRETARY, Quizzing


def test_times_without_a_zone_are_on_the_clock_of_the_unit() -> None:
    q = Quizzing()
    q.quiz(opens_at="2026-03-06T20:00", closes_at="2026-03-06T20:30:00")
    assert q.state.phase == "scheduled"
    assert q.state.schedule.opens_at == datetime(2026, 3, 6, 12, tzinfo=UTC)
    assert "3月6日 周五 20:00" in q.last("王敏")
    q.advance(until=datetime(2026, 3, 6, 12, 30, tzinfo=UTC))
    assert q.state.phase == "published"


def test_a_time_with_its_own_zone_is_that_moment() -> None:
    q = Quizzing()
    q.quiz(opens_at="2026-03-06T12:00:00+01:00", minutes=10)
    assert q.state.schedule.opens_at == datetime(2026, 3, 6, 11, tzinfo=UTC)
    assert q.state.schedule.closes_at == datetime(2026, 3, 6, 11, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("detail", "value"),
    [
        ("opens_at", "soon"),
        ("closes_at", "2020-01-01T10:00"),
        ("minutes", "an hour"),
        ("minutes", 0),
        ("remind_before", "10m"),
        ("live", 1),
        ("bank", 7),
        ("title", None),
        ("questions", ["1", "2"]),
        ("feedback", "never"),
        ("attempts", 11),
        ("minutes_each", -1),
        ("pace", True),
        ("review", "yes"),
        ("colour", "red"),
    ],
)
def test_a_detail_that_will_not_do_is_named_and_nothing_begins(detail: str, value: object) -> None:
    q = Quizzing()
    outcome = q.begin({"bank": "题库", detail: value}, by=SECRETARY)
    assert isinstance(outcome, Rejected)
    assert outcome.code == "quiz.bad_details"
    assert f"{detail}: " in q.refusal()
    assert f"{detail}: " in q.refusal("en")


def test_without_an_organizer_whoever_holds_the_role_is_told() -> None:
    q = Quizzing()
    q.begin({"bank": "题库", "minutes": 30, "review": True}, by=None)
    q.wait(minutes=31)
    assert q.state.phase == "closed", "it waits for whoever may publish it"
    assert "公布成绩" in q.buttons("王敏")
    assert q.said("李华")
    q.tap("王敏", "公布成绩")
    q.tap("王敏", "是的，现在公布")
    assert q.state.phase == "published"


def test_the_results_are_out_in_the_same_step_as_the_close() -> None:
    q = Quizzing()
    q.quiz()
    q.advance(hours=1)
    assert q.journal[-2:] == ["quiz.closed", "quiz.published"]
    assert q.timers == {}
