"""From an event to the activity it concerns: pure, given what stands in the chat."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.core.capabilities import Capabilities, degrade
from service.core.choices import leave
from service.core.effects import GOES_ON, YIELDS
from service.core.events import (
    Attached,
    Chose,
    CommandGiven,
    Edited,
    Joined,
    Liked,
    PlatformEvent,
    Said,
    Unreadable,
    Withdrawn,
)
from service.core.message import Button, Chat, Post, Ref
from service.core.people import Person, Roster
from service.runtime.inbound.routing import (
    CommandTarget,
    HomeTarget,
    Ignored,
    InboundEvent,
    Left,
    Lookups,
    Loose,
    MessageOrigin,
    OpenPrompt,
    Route,
    Target,
    author,
    comparable,
    route,
)

ME = Person(5, "李华", 1)
CHAT, ROOM = Chat("memory", "@5"), Chat("memory", "room")
PRIVATE, OPEN = Ref(CHAT, "m1", private=True), Ref(ROOM, "m1")
WORDS = {"菜单": "menu", "menu": "menu", "取消": "cancel", "cancel": "cancel"}
QUESTION = OpenPrompt(1, 12, None, "answer", (("12::a:0.0", "a. 1"), ("12::a:0.1", "b. 2")))
CHOICES = OpenPrompt(2, 13, None, "", (("13::yes:", "是的"), ("13::no:", "返回")))
NOTE = OpenPrompt(3, 14, 7, "note", ())


def said(text: str, *, private: bool = True, reply_to: str | None = None) -> Said:
    return Said(PRIVATE if private else OPEN, "u5", text, reply_to)


def routed(event: PlatformEvent, *offers: OpenPrompt, **lookups: object) -> Route:
    arrival = InboundEvent(1, datetime(2026, 3, 6, tzinfo=UTC), event, ME)
    known = Lookups(offers={CHAT: offers}, **lookups)  # type: ignore[arg-type]
    return route(arrival, ME, known, WORDS)


def chosen(found: Route) -> str:
    assert isinstance(found, Target)
    assert isinstance(found.event, Chose)
    return found.event.choice


def test_a_press_goes_to_its_activity_and_the_presser() -> None:
    found = routed(Chose(PRIVATE, "u5", "12::a:0.1"))
    assert (found.activity, found.about) == (12, 5)  # type: ignore[union-attr]
    about = routed(Chose(PRIVATE, "u5", "12:7:ok:"))
    assert (about.activity, about.about) == (12, 7)  # type: ignore[union-attr]


def test_a_press_of_nothing_of_ours_goes_home() -> None:
    assert isinstance(routed(Chose(PRIVATE, "u5", "rubbish")), HomeTarget)


@pytest.mark.parametrize(
    ("typed", "choice"),
    [("1", "13::yes:"), ("2", "13::no:"), ("是的", "13::yes:"), ("是的。", "13::yes:"),
     ("２", "13::no:"), (" 返回！", "13::no:")],
)  # fmt: skip
def test_a_choice_is_typed_by_its_number_or_its_label(typed: str, choice: str) -> None:
    assert chosen(routed(said(typed), CHOICES)) == choice


@pytest.mark.parametrize("typed", ["2️⃣", "2⃣", "２", " 2. "])
def test_a_number_is_understood_as_a_picture_too(typed: str) -> None:
    assert chosen(routed(said(typed), QUESTION)) == "12::a:0.1"
    assert comparable("🔟") == "10"


def test_what_can_not_be_read_goes_home_in_private_and_nowhere_from_a_room() -> None:
    assert routed(Unreadable(PRIVATE, "u5"), QUESTION) == HomeTarget(Unreadable(PRIVATE, "u5"))
    assert routed(Unreadable(OPEN, "u5")) == Ignored()


def test_words_that_somebody_else_removes_count_as_taken_back_by_their_author() -> None:
    gone = InboundEvent(1, datetime(2026, 3, 6, tzinfo=UTC), Withdrawn(OPEN, "admin"), None)
    roster = Roster({}, {ME.id: ME})
    words = Lookups(heard={(ROOM, "m1"): MessageOrigin(12, ME.id)})
    assert author(gone, words, roster) == ME
    tap = Lookups(heard={(ROOM, "m1"): MessageOrigin(12, ME.id, "12::vote:0.1", ME.id)})
    assert author(gone, tap, roster) is None, "a tap is nobody else's to take back"


@pytest.mark.parametrize("typed", ["B", "b", "Ｂ", "b.", "2"])
def test_a_letter_takes_the_choice_it_stands_before(typed: str) -> None:
    assert chosen(routed(said(typed), QUESTION)) == "12::a:0.1"


def test_other_text_answers_the_question_that_was_asked() -> None:
    found = routed(said("AC"), QUESTION)
    assert isinstance(found, Target)
    assert (found.activity, found.about, found.prompt) == (12, 5, 1)
    assert isinstance(found.event, Said)
    assert found.event.asked == "answer"


def test_an_answer_about_another_goes_to_their_entry() -> None:
    found = routed(said("一切都好"), NOTE)
    assert isinstance(found, Target)
    assert (found.activity, found.about) == (14, 7)


def test_a_number_means_the_newest_choices_and_a_label_any() -> None:
    older = OpenPrompt(4, 15, None, "", (("15::x:", "甲"), ("15::y:", "乙"), ("15::z:", "丙")))
    assert chosen(routed(said("2"), CHOICES, older)) == "13::no:"
    assert chosen(routed(said("乙"), CHOICES, older)) == "15::y:"
    assert isinstance(routed(said("3"), CHOICES, older), HomeTarget)


def test_a_number_means_the_newest_choices_also_of_what_is_over() -> None:
    """What a quiz that is published offers can be had where nothing can be tapped."""
    over = OpenPrompt(5, 12, None, "", (("12::export:", "导出成绩"),), over=True)
    assert chosen(routed(said("1"), over, CHOICES)) == "12::export:"
    assert chosen(routed(said("1"), CHOICES, over)) == CHOICES.buttons[0][0]


def test_a_reply_means_the_message_it_answers() -> None:
    found = routed(said("1", reply_to="m9"), CHOICES, posted={(CHAT, "m9"): QUESTION})
    assert chosen(found) == "12::a:0.0"


def test_a_commands_word_is_a_command_whatever_is_asked() -> None:
    menu = CommandGiven(PRIVATE, "u5", "menu")
    assert routed(said("菜单")) == CommandTarget(menu)
    assert routed(said("菜单"), QUESTION) == CommandTarget(menu, QUESTION), "which stays open"


def test_a_commands_word_is_no_command_where_it_is_a_choice_or_a_reply_to_the_question() -> None:
    offered = replace(QUESTION, buttons=(("12::a:0.0", "菜单"),))
    assert chosen(routed(said("菜单"), offered)) == "12::a:0.0"
    replied = routed(said("菜单", reply_to="m9"), posted={(CHAT, "m9"): QUESTION})
    assert isinstance(replied, Target)


def test_the_choice_that_leaves_a_question_is_tapped_or_typed_and_has_no_number() -> None:
    chats = replace(NOTE, activity=14, token="places")
    refused = OpenPrompt(9, 0, None, "", ((leave(14), "取消"),))
    assert routed(Chose(PRIVATE, "u5", leave(14)), refused, QUESTION, chats) == Left(3)
    assert routed(said("取消"), refused, chats) == Left(3)
    number = routed(said("1"), refused, chats)
    assert isinstance(number, Target), "a number answers the question"
    assert isinstance(number.event, Said)
    gone = CommandTarget(CommandGiven(PRIVATE, "u5", "cancel"))
    assert routed(Chose(PRIVATE, "u5", leave(99)), QUESTION) == gone, "nobody else's is left"
    listed = degrade(Post("?", buttons=((Button(leave(14), "取消"),),)), Capabilities())
    assert listed[0].body.endswith("· 取消")


@pytest.mark.parametrize("typed", ["/菜单", "／菜单", "/ Menu", "/menu。"])
def test_a_word_with_a_slash_is_a_command_whatever_is_asked(typed: str) -> None:
    menu = CommandTarget(CommandGiven(PRIVATE, "u5", "menu"), QUESTION)
    assert routed(said(typed), QUESTION) == menu
    given = CommandGiven(PRIVATE, "u5", "菜单")
    assert routed(given, QUESTION) == menu
    assert isinstance(routed(said("/home/li"), QUESTION), Target), "no command: an answer"


def test_what_takes_word_after_word_is_no_question_that_waits() -> None:
    goes_on = replace(QUESTION, row=21, activity=15, token=f"said{GOES_ON}")
    assert routed(said("菜单"), goes_on) == CommandTarget(CommandGiven(PRIVATE, "u5", "menu"))
    assert routed(said("取消"), goes_on, QUESTION) == Left(QUESTION.row)
    assert isinstance(routed(said("取消"), goes_on), CommandTarget)
    taken = routed(said("李华：同意"), goes_on, QUESTION)
    assert isinstance(taken, Target)
    assert taken.activity == 15


def test_words_that_yield_take_no_label_of_another_message() -> None:
    """Of what yields the own labels come first, and a question that stands below hears nothing."""
    yields = replace(QUESTION, row=21, activity=15, token=f"mark{YIELDS}")
    assert chosen(routed(said("a. 1"), yields, CHOICES)) == "12::a:0.0"
    assert chosen(routed(said("是的"), yields, NOTE, CHOICES)) == "13::yes:"
    for typed, other in (("是吗", CHOICES), ("是的", replace(CHOICES, over=True))):
        taken = routed(said(typed), yields, other, NOTE)
        assert isinstance(taken, Target)
        assert taken.activity == 15
    goes_on = replace(yields, token=f"said{GOES_ON}")
    dictated = routed(said("是的"), goes_on, CHOICES)
    assert isinstance(dictated, Target)
    assert isinstance(dictated.event, Said)


@pytest.mark.parametrize("typed", ["取消", "Cancel", "/取消"])
def test_cancel_leaves_the_newest_question_that_is_open(typed: str) -> None:
    assert routed(said(typed), CHOICES, NOTE, QUESTION) == Left(3)
    given = CommandGiven(PRIVATE, "u5", "cancel")
    assert routed(given, QUESTION) == Left(1)
    over = replace(QUESTION, over=True)
    assert routed(given, over, CHOICES) == CommandTarget(given), "nothing is open"


def test_a_choice_that_is_labelled_cancel_is_taken() -> None:
    dropping = replace(CHOICES, buttons=(("13::drop:", "取消"),))
    assert chosen(routed(said("取消"), dropping, NOTE)) == "13::drop:"
    assert routed(said("取消"), CHOICES) == CommandTarget(CommandGiven(PRIVATE, "u5", "cancel"))
    named = replace(NOTE, buttons=dropping.buttons)
    assert chosen(routed(said("取消"), named)) == "13::drop:"


def test_what_is_said_to_what_is_over_gives_way_to_commands() -> None:
    over = OpenPrompt(1, 12, None, "answer", (), over=True)
    assert isinstance(routed(said("菜单"), over), CommandTarget)
    assert isinstance(routed(said("B"), over), Target), "it gets its clear word"


def test_what_nobody_asked_for_goes_home() -> None:
    assert isinstance(routed(said("你好")), HomeTarget)
    assert isinstance(routed(Joined(PRIVATE, "u5")), HomeTarget)


def test_talk_in_a_room_is_heard_only_as_a_reply() -> None:
    loose = said("B", private=False)
    assert routed(loose, QUESTION) == Loose(loose), "it answers no question of the private chat"
    for unheard in (said("菜单", private=False), said("……", private=False)):
        assert isinstance(routed(unheard), Ignored)
    assert isinstance(routed(said("x", private=False, reply_to="m8")), Ignored)
    assert isinstance(routed(Joined(OPEN, "u5")), Ignored)
    topic = {(ROOM, "m9"): OpenPrompt(1, 20, None, "", ())}
    found = routed(said("我同意", private=False, reply_to="m9"), posted=topic)
    assert found == Target(20, 5, said("我同意", private=False, reply_to="m9"))


def test_a_reply_to_a_members_reply_belongs_to_the_same_topic() -> None:
    heard = {(ROOM, "m3"): MessageOrigin(20, 6)}
    found = routed(said("我也是", private=False, reply_to="m3"), heard=heard)
    assert isinstance(found, Target)
    assert (found.activity, found.about) == (20, 5)
    assert isinstance(found.event, Said)
    assert found.event.answers == 6, "whose reply it answers"


def test_a_like_goes_to_the_part_of_who_likes() -> None:
    like = Liked(OPEN, "u5")
    assert routed(like, heard={(ROOM, "m1"): MessageOrigin(20, 6)}) == Target(20, 5, like)
    assert isinstance(routed(like), Ignored), "our own messages are liked in vain"


@pytest.mark.parametrize("event", [Edited(OPEN, "u5", "new"), Withdrawn(OPEN, "u5")])
def test_a_change_follows_the_message_and_only_its_writer(event: Edited | Withdrawn) -> None:
    assert routed(event, heard={(ROOM, "m1"): MessageOrigin(20, 5)}) == Target(20, 5, event)
    assert isinstance(routed(event, heard={(ROOM, "m1"): MessageOrigin(20, 6)}), Ignored)
    assert isinstance(routed(event), Ignored)


def test_a_file_with_a_caption_is_an_answer_too() -> None:
    file = Attached(PRIVATE, "u5", "a.docx", "x", 1, "f", text="见附件")
    assert routed(file, NOTE) == Target(14, 7, replace(file, asked=NOTE.token), 3)
    assert isinstance(routed(file), HomeTarget)


def test_typed_words_are_compared_without_what_does_not_matter() -> None:
    assert comparable(" ＹＥＳ！ ") == "yes"
    assert comparable("✔ 提交") == "提交"
    assert comparable("菜单。") == "菜单"
    assert comparable("🙂") == "🙂"


@given(st.text() | st.sampled_from(["፩", "²", "9" * 5000, "\0", "١"]))
def test_whatever_is_typed_is_routed_somewhere(typed: str) -> None:
    for offers in ((), (QUESTION,), (CHOICES, QUESTION), (NOTE,)):
        for reply in (None, "m9"):
            for private in (True, False):
                assert routed(said(typed, private=private, reply_to=reply), *offers)
