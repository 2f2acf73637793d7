"""Each field, typed, tapped and as a plan names it: what it takes, and what it says of the rest."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from service.core.texts import Moment as Shown
from service.core.texts import text
from service.sdk import fields
from service.sdk.fields import Problem
from service.sdk.forms import Form
from service.sdk.state import Schedule
from service.sdk.testing import START, ZHANG
from tests.sdk.turns import WALK, Walk, chose, said, turn

SHANGHAI = "Asia/Shanghai"
TOMORROW_AT_9 = datetime(2026, 3, 7, 1, tzinfo=UTC)
TITLE = fields.Text("title", longest=5)
ABOUT = fields.Text("about", longest=20, several_lines=True)
STARTS = fields.Moment("starts_at", presets=(fields.At(0, 9), fields.At(1, 9), 30))
ENDS = fields.Moment("ends", after="starts_at", presets=(60,), longest=timedelta(days=1))
CLOSES = fields.Deadline("closes_at", before="starts_at", presets=(0, 7200, 86400))
PEOPLE = fields.Number("people", values=(5, 0, 10), most=20)
DOGS = fields.Switch("dogs")
PACE = fields.OneOf("pace", values=("slow", "fast"))


def typed(field: Any, words: str, **how: Any) -> Any:
    return field.read_typed(turn(said(words, asked=field.name), **how))


def tapped(field: Any, *args: str, **how: Any) -> Any:
    return field.read_tapped(turn(chose(field.name, *args), **how))


def detail(field: Any, value: Any) -> Any:
    return field.read_detail(value, SHANGHAI, START)


def starting(at: datetime) -> Any:
    return replace(WALK, definition=Walk(starts_at=at))


# -- texts


def test_a_text_is_one_line_or_several_and_no_longer_than_it_may_be() -> None:
    assert typed(TITLE, "  春 游 ") == "春 游"
    assert typed(ABOUT, " 早上\n八点 ") == "早上\n八点"
    assert typed(TITLE, "一\n二") == "一 二"
    assert typed(TITLE, "") == typed(TITLE, "一二三四五六") == Problem("sdk-bad-text", {"most": 5})


@pytest.mark.parametrize("value", ["", "一二三四五六", 3, None])
def test_a_text_of_a_plan_is_held_to_the_same(value: Any) -> None:
    with pytest.raises(ValueError, match="title: allowed: a text of 1 to 5 characters"):
        detail(TITLE, value)
    assert detail(TITLE, " 春游 ") == "春游"
    assert detail(fields.Text("title", longest=5, required=False), "") == ""


# -- moments


def test_a_moment_is_typed_on_the_clock_of_who_acts() -> None:
    assert typed(STARTS, "明天 9:00") == TOMORROW_AT_9
    assert typed(STARTS, "tomorrow 9:00", by=ZHANG) == TOMORROW_AT_9 + timedelta(hours=7)
    assert typed(STARTS, "不知道") == Problem("sdk-no-time")


def test_a_moment_lies_ahead_and_within_reach() -> None:
    bad = Problem("sdk-bad-time", {"days": 366})
    assert typed(STARTS, "2026-03-05 9:00") == bad
    assert typed(STARTS, "2028-03-05 9:00") == bad
    just_now = START + timedelta(seconds=40)
    assert typed(STARTS, "2026-03-06 10:00", now=just_now) == just_now, "this minute means now"


def test_a_moment_after_another_counts_from_there() -> None:
    state = starting(TOMORROW_AT_9)
    assert tapped(ENDS, "60", state=state) == TOMORROW_AT_9 + timedelta(hours=1)
    assert typed(ENDS, "10:30", state=state) == TOMORROW_AT_9 + timedelta(hours=1, minutes=30)
    bad = Problem("sdk-bad-time", {"days": 1})
    assert typed(ENDS, "2026-03-07 9:00", state=state) == bad
    assert typed(ENDS, "2026-03-09 9:00", state=state) == bad


def test_presets_that_have_passed_are_not_offered() -> None:
    offered = STARTS.presets(turn(chose("starts_at")))
    assert [each.arg for each in offered] == ["1-0900", "30"], "nine o'clock today is over"
    assert [each.label for each in offered] == [Shown(TOMORROW_AT_9), text("sdk-minutes", n=30)]
    assert tapped(STARTS, "1-0900") == TOMORROW_AT_9
    for forged in ("0-0900", "7-0900", "x", ""):
        assert tapped(STARTS, forged) == Problem("sdk-moved-on")


def test_a_deadline_lies_before_what_it_belongs_to() -> None:
    state = starting(START + timedelta(hours=5))
    assert [each.arg for each in CLOSES.presets(turn(chose("x"), state=state))] == ["0", "7200"]
    assert tapped(CLOSES, "7200", state=state) == START + timedelta(hours=3)
    end = Shown(START + timedelta(hours=5))
    assert typed(CLOSES, "明天 9:00", state=state) == Problem("sdk-time-after", {"latest": end})
    assert CLOSES.presets(turn(chose("x"))) == (), "there is nothing it could be before yet"


def test_a_moment_of_a_plan_is_a_date_or_words_counted_from_the_opening() -> None:
    assert detail(STARTS, "2026-03-07T09:00:00") == TOMORROW_AT_9
    assert detail(STARTS, "2026-03-07T09:00:00+00:00") == TOMORROW_AT_9 + timedelta(hours=8)
    assert detail(STARTS, datetime(2026, 3, 7, 9)) == TOMORROW_AT_9  # noqa: DTZ001 - as TOML has it
    assert detail(STARTS, "明天 9:00") == detail(STARTS, "Saturday 9:00") == TOMORROW_AT_9
    for wrong in ("soon", 9, None, True):
        with pytest.raises(ValueError, match=r"starts_at: .* is not allowed; allowed: a time such"):
            detail(STARTS, wrong)


# -- numbers and choices


@pytest.mark.parametrize(
    ("words", "number"),
    [("7", 7), ("７", 7), ("12 人", 12), ("12人", 12), ("20 people in all", 20), ("0", 0)],
)
def test_a_number_is_typed_alone_or_with_what_it_counts(words: str, number: int) -> None:
    assert typed(PEOPLE, words) == number


@pytest.mark.parametrize("words", ["", "人", "21", "-1", "1.5", "1,5", "3-5", "1 2", "9" * 12])
def test_another_number_is_refused_with_its_bounds(words: str) -> None:
    assert typed(PEOPLE, words) == Problem("sdk-bad-number", {"least": 0, "most": 20})


def test_a_number_is_tapped_and_goes_round_as_an_option() -> None:
    assert [tapped(PEOPLE, each) for each in ("5", "0", "10")] == [5, 0, 10]
    assert tapped(PEOPLE, "7") == Problem("sdk-moved-on")
    assert [PEOPLE.after(each) for each in (5, 0, 10, 7)] == [0, 10, 5, 5]
    least = fields.Number("people", values=(5, 10), least=1, most=20)
    assert typed(least, "0") == Problem("sdk-bad-number", {"least": 1, "most": 20})


@pytest.mark.parametrize("value", [21, -1, True, "5", 5.0, None])
def test_a_number_of_a_plan_is_a_whole_one_within_its_bounds(value: Any) -> None:
    with pytest.raises(ValueError, match=r"people: .* is not allowed; allowed: 0 to 20"):
        detail(PEOPLE, value)
    assert detail(PEOPLE, 7) == 7


def test_an_option_takes_its_values_alone() -> None:
    assert (detail(DOGS, True), detail(PACE, "fast")) == (True, "fast")
    assert (DOGS.after(False), DOGS.after(True), PACE.after("fast")) == (True, False, "slow")
    assert (DOGS.shown(True), PACE.shown("slow")) == ("true", "slow")
    for field, wrong in ((DOGS, 1), (DOGS, "true"), (PACE, "x"), (PACE, True)):
        with pytest.raises(ValueError, match="is not allowed; allowed: "):
            detail(field, wrong)


# -- the form

FORM = Form[Walk, None]("walk", TITLE, STARTS, CLOSES, PEOPLE, fields.Switch("dogs"))


def test_what_is_required_is_asked_for_in_turn_and_a_default_is_not() -> None:
    state, asked = WALK, []
    for words in ("春游", "明天 9:00", "今晚 20:00"):
        field = FORM.missing(state)
        assert field is not None
        asked.append(field.name)
        answered = FORM.answer(turn(said(words, asked=field.name), state=state))
        assert not hasattr(answered, "code")
        state = answered.state  # type: ignore[union-attr]
    assert asked == ["title", "starts_at", "closes_at"]
    assert FORM.is_complete(state)


def test_a_value_that_no_longer_fits_is_taken_out() -> None:
    state = replace(starting(TOMORROW_AT_9), schedule=Schedule(closes_at=TOMORROW_AT_9))
    earlier = FORM.answer(turn(said("今晚 20:00", asked="starts_at"), state=state))
    assert earlier.state.schedule.closes_at is None  # type: ignore[union-attr]
    late = FORM.settled(state, TOMORROW_AT_9 + timedelta(minutes=1))
    assert (late.definition.starts_at, late.schedule.closes_at) == (None, None)
    assert FORM.settled(state, START) == state


def test_only_an_option_is_switched() -> None:
    switched = FORM.switch(turn(chose("set", "dogs")))
    assert switched.state.definition.dogs is True  # type: ignore[union-attr]
    for forged in ("title", "x", ""):
        assert getattr(FORM.switch(turn(chose("set", forged))), "code", "") == "sdk.moved_on"


def test_a_question_offers_presets_and_a_way_out() -> None:
    message = FORM.ask(turn(chose("people")), PEOPLE)
    labels = [choice.label for row in message.choices for choice in row]
    assert labels == [
        *(text("walk-option-people", value=each) for each in (5, 0, 10)),
        text("sdk-button-keep"),
    ]
    fresh = FORM.ask(turn(chose("title")), TITLE)
    assert [choice.label for (choice,) in fresh.choices] == [text("sdk-button-drop")]


def test_a_plan_is_read_by_the_same_fields() -> None:
    details = {"title": "春游", "starts_at": "明天 9:00", "closes_at": "今晚 20:00", "dogs": True}
    state = FORM.from_details(WALK, details, SHANGHAI, START)
    assert (state.definition.starts_at, state.definition.dogs) == (TOMORROW_AT_9, True)
    assert state.schedule.opens_at == START
    later = {**details, "opens_at": START + timedelta(days=7)}
    state = FORM.from_details(WALK, later, SHANGHAI, START)
    assert state.definition.starts_at == TOMORROW_AT_9 + timedelta(days=7)
    for wrong, named in (
        ({"cats": True}, "cats: there is no such key; allowed: opens_at, title"),
        ({"closes_at": "2026-03-08 9:00"}, "closes_at: allowed: a time to come, before starts_at"),
        ({"title": ""}, "title: allowed"),
    ):
        with pytest.raises(ValueError, match=named):
            FORM.from_details(WALK, {**details, **wrong}, SHANGHAI, START)
    with pytest.raises(ValueError, match="starts_at: is missing"):
        FORM.from_details(WALK, {"title": "春游"}, SHANGHAI, START)


def test_a_template_keeps_everything_but_times() -> None:
    state = replace(WALK, definition=Walk("春游", TOMORROW_AT_9, 7, True))
    assert FORM.lasting(state, Walk()) == Walk("春游", None, 7, True)
