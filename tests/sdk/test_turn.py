"""What a turn knows, how it reads what was said, and whom it tells."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from service.core.effects import Send, ToMembers, ToPerson
from service.core.message import Message
from service.core.texts import text
from service.core.workflow import Decision
from service.sdk.testing import BRANCH, CHAIR, LI, OUTSIDER, SECRETARY, START, ZHANG
from service.sdk.turn import MOST_DIGITS, code_of
from tests.sdk.turns import Boots, chose, fired, retired, said, turn


@pytest.mark.parametrize(
    ("args", "numbers"),
    [
        ((), ()),
        (("3",), (3,)),
        (("3", "0", "12"), (3, 0, 12)),
        (("3", "x"), ()),
        (("-3",), ()),
        (("３",), ()),
        (("²",), ()),
        (("",), ()),
        (("9" * MOST_DIGITS,), (int("9" * MOST_DIGITS),)),
        (("9" * (MOST_DIGITS + 1),), ()),
    ],
)
def test_arguments_are_numbers_or_none_of_them_is(
    args: tuple[str, ...], numbers: tuple[int, ...]
) -> None:
    assert turn(said("", asked=".".join(("comment", *args)))).ints() == numbers


def test_arguments_come_from_the_button_or_from_the_prompt_that_was_answered() -> None:
    pressed, answered = turn(chose("comment", "5", "1")), turn(said("好", asked="comment.5.1"))
    assert pressed.args() == answered.args() == ("5", "1")
    assert (pressed.name, answered.name) == ("comment", "?comment")
    assert turn(fired("open")).name == "@open"
    assert turn(fired("open")).args() == ()


def test_typed_words_are_brought_into_one_form_and_a_line_is_left_as_it_was() -> None:
    event = said("  Ｂ２ 　教室 \n 楼上 ")
    assert turn(event).typed() == "B2  教室 \n 楼上"
    assert turn(event).line() == "Ｂ２ 教室 楼上"
    assert turn(chose("show")).typed() == turn(chose("show")).line() == ""


def test_a_moment_is_typed_on_the_actors_clock_or_tapped_in_minutes() -> None:
    assert turn(said("今晚8点")).moment() == datetime(2026, 3, 6, 12, tzinfo=UTC)
    assert turn(said("20:00"), by=ZHANG).moment() == datetime(2026, 3, 6, 19, tzinfo=UTC)
    assert turn(said("唔")).moment() is None
    assert turn(chose("lasts", "30")).moment() == START + timedelta(minutes=30)
    later = START + timedelta(days=1)
    assert turn(chose("lasts", "30")).moment(after=later) == later + timedelta(minutes=30)
    assert turn(chose("lasts", "100000")).moment() is None
    assert turn(chose("lasts", "soon")).moment() is None
    assert turn(chose("lasts")).moment() is None


def test_where_nobody_acts_the_clock_is_that_of_the_unit() -> None:
    assert turn(said("x"), by=ZHANG).timezone == "Europe/Berlin"
    assert turn(said("x"), by=ZHANG).unit_timezone == "Asia/Shanghai"
    assert turn(fired("open"), by=None).timezone == "Asia/Shanghai"


def test_who_organizes_is_asked_of_the_role_that_holds_now() -> None:
    assert turn(chose("x"), by=SECRETARY).organizes()
    assert turn(chose("x"), by=CHAIR).organizes(), "from above"
    for each in (LI, OUTSIDER, None):
        assert not turn(chose("x"), by=each).organizes()
    assert not turn(chose("x"), roster=retired(SECRETARY)).organizes()


def test_the_organizers_are_the_one_whose_it_is_or_those_of_the_nearest_unit() -> None:
    assert turn(fired("x"), by=None).organizers() == (SECRETARY,)
    assert turn(fired("x"), by=None, roster=retired(SECRETARY)).organizers() == (CHAIR,)
    assert turn(chose("x"), by=LI).organizers() == (SECRETARY,)


def test_a_part_is_taken_in_by_members_alone_and_only_in_their_own() -> None:
    assert turn(chose("x"), by=LI).takes_part()
    assert not turn(chose("x"), by=OUTSIDER).takes_part()
    assert turn(chose("x"), by=OUTSIDER).is_own()
    assert not turn(chose("x"), by=LI, whose=ZHANG).takes_part()
    assert not turn(fired("x"), by=None, whose=LI).is_own()


def test_a_part_is_none_before_the_first_event_and_its_person_is_known() -> None:
    assert (turn(chose("x"), by=LI).part, turn(chose("x"), by=LI).person) == (None, LI)
    there = turn(chose("x"), by=LI).with_part(Boots(42))
    assert there.part == Boots(42)
    assert turn(fired("x"), by=None).person == 0
    with pytest.raises(ValueError, match="nobody's part"):
        turn(fired("x"), by=None).with_part(Boots())


def test_a_refusal_has_the_code_of_its_text_and_a_silent_one_has_no_words() -> None:
    refused = turn(chose("x")).refuse("quiz-not-allowed", n=2)
    assert (refused.code, refused.say) == ("quiz.not_allowed", text("quiz-not-allowed", n=2))
    assert turn(chose("x")).ignore("quiz-stale-timer").say is None
    assert code_of("sdk-moved-on") == "sdk.moved_on"


def test_what_is_decided_keeps_what_was_not_named() -> None:
    assert turn(chose("x")).done("walk.seen") == Decision("walk.seen")


def test_replies_go_to_who_acts_and_panels_to_the_organizers_where_nobody_does() -> None:
    word = Message("hm")
    (reply,) = turn(chose("x"), by=LI).reply(word, "own", prompt="why")
    assert (reply.to, reply.priority, reply.prompt) == (ToPerson(LI), "reply", "why")
    assert turn(fired("x"), by=None).reply(word, "own") == ()
    assert [each.to for each in turn(fired("x"), by=None).panel(word)] == [ToPerson(SECRETARY)]
    assert [each.to for each in turn(chose("x"), by=CHAIR).panel(word)] == [ToPerson(CHAIR)]
    both = turn(chose("x"), by=CHAIR).panel(word, organizers_too=True)
    assert [each.to for each in both] == [ToPerson(CHAIR), ToPerson(SECRETARY)]
    once = turn(chose("x"), by=SECRETARY).panel(word, organizers_too=True)
    assert [each.to for each in once] == [ToPerson(SECRETARY)]


def test_members_are_told_in_one_row_by_the_status_of_their_part() -> None:
    (told,) = turn(chose("x")).members("word", Message("hm"), only_status=("in",), deferrable=True)
    to = ToMembers(BRANCH, (), ("in",))
    assert told == Send(to, "word", Message("hm"), "bulk", deferrable=True)
