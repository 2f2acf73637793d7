"""Moodle's GIFT format."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.files.errors import Unreadable
from service.files.gift import read_gift
from service.questions.model import Option, Pair, Question


def one(text: str) -> Question:
    (question,) = read_gift(text, "q.gift").questions
    return question


def errors(text: str) -> list[tuple[int, str]]:
    with pytest.raises(Unreadable) as refusal:
        read_gift(text, "q.gift")
    return [(each.row, each.code) for each in refusal.value.errors]


def marked(question: Question) -> list[str]:
    """The options as `+right` and `-wrong`."""
    return [f"{'+' if option.correct else '-'}{option.text}" for option in question.options]


def test_a_right_answer_and_wrong_ones_make_a_single_choice() -> None:
    question = one("::Title:: Who is buried\nin the tomb? {~nobody =Grant ~%0%Lee}")
    assert question.kind == "single"
    assert question.prompt == "Who is buried\nin the tomb?"
    assert marked(question) == ["-nobody", "+Grant", "-Lee"]


def test_weights_make_a_question_with_several_choices() -> None:
    question = one("Primes? {\n~%50%2\n~%50.0%3\n~%-100%4\n~9\n}")
    assert question.kind == "several"
    assert marked(question) == ["+2", "+3", "-4", "-9"]


@pytest.mark.parametrize(("answer", "true"), [("T", True), ("TRUE", True), ("false", False)])
def test_true_and_false_come_with_true_first(answer: str, true: bool) -> None:
    assert one(f"The sun is a star. {{ {answer} }}") == Question(
        "truefalse", "The sun is a star.", (Option("True", true), Option("False", not true))
    )
    assert one("太阳是恒星。{T}").options == (Option("正确", True), Option("错误", False))


def test_feedback_belongs_to_its_option_and_general_feedback_explains() -> None:
    question = one("Q {=a #yes ~b#no ~c ####In general.}")
    assert question.explanation == "In general."
    assert [option.feedback for option in question.options] == ["yes", "no", ""]
    false = one("Q {F#wrong#right####General}")
    assert [option.feedback for option in false.options] == ["wrong", "right"]
    assert false.explanation == "General"
    assert one("Q {T#only wrong}").options[1].feedback == "only wrong"


def test_answers_that_are_all_right_are_variants_of_a_short_text() -> None:
    assert one("Q {=a}") == Question("short", "Q", accepted=("a",))
    assert one("Q {=a =%100%b}") == Question("short", "Q", accepted=("a", "b"))


@pytest.mark.parametrize(
    ("answer", "number", "tolerance"),
    [("#3", 3, 0), ("#3:2", 3, 2), ("#1..5", 3, 2), ("#=-3.5:0.1#so", -3.5, 0.1)],
)
def test_a_number_has_a_tolerance_or_a_range(answer: str, number: float, tolerance: float) -> None:
    question = one(f"Q {{{answer}}}")
    assert (question.kind, question.number, question.tolerance) == ("number", number, tolerance)


def test_pairs_make_a_matching_and_a_partner_alone_is_a_decoy() -> None:
    assert one("Q {=a -> b =c -> d = -> e}") == Question(
        "match", "Q", pairs=(Pair("a", "b"), Pair("c", "d")), decoys=("e",), credit="proportional"
    )


def test_the_comment_above_a_question_names_it() -> None:
    text = "// [id:k\\]1] [tag:党章] [tag:易] a note [points:0.5] [difficulty:2]\n\nQ {T}\n\n" * 1
    assert one(text).id == "", "only the comment just above"
    question = one(text.replace("\n\nQ", "\nQ"))
    assert (question.id, question.tags) == ("k]1", ("党章", "易"))
    assert (question.points, question.difficulty) == (0.5, 2)


@pytest.mark.parametrize(
    ("wrong", "credit"),
    [("~%-100%", "proportional"), ("~%-50%", "right_minus_wrong"), ("~", "proportional")],
)
def test_weights_say_how_an_answer_in_part_is_counted(wrong: str, credit: str) -> None:
    assert one(f"Q {{~%50%a ~%50%b {wrong}c}}").credit == credit


def test_a_gap_stands_where_the_answers_were() -> None:
    assert one("The {=sun ~moon} is a star.").prompt == "The _____ is a star."


def test_escaped_characters_are_text() -> None:
    question = one(r"\{a\: b\} \\ {=1\=1 \#1 ~\~2 \(x\) ~line\nbreak}")
    assert question.prompt == "{a: b} \\"
    assert marked(question) == ["+1=1 #1", "-~2 \\(x\\)", "-line\nbreak"]
    assert one("::a\\:\\:b:: Q {=1 ~2}").prompt == "Q"


def test_comments_and_categories_are_left_out() -> None:
    text = "$CATEGORY: a/b\n\n// {=1 ~2}\n  // more\nQ {\n// not an answer ~3\n=1\n~2}\n\n//end"
    assert marked(one(text)) == ["+1", "-2"]


def test_html_becomes_plain_text_where_the_file_says_it_is_html() -> None:
    question = one("[html]<p>1 &lt; <b>2</b>&nbsp;?</p><!-- x --> {=yes<br/>so ~[plain]<i>no</i>}")
    assert question.prompt == "1 < 2 ?"
    assert marked(question) == ["+yes\nso", "-<i>no</i>"]
    assert one("<b>Q</b> {T}").prompt == "Q", "Moodle shows a text without a format so"
    assert one("[plain]<b>Q</b> {T}").prompt == "<b>Q</b>"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Q", "no_answers"),
        ("Q {}", "essay"),
        ("Q {#3:1 =4}", "several_numbers"),
        ("Q {#x}", "bad_number"),
        ("Q {=a =%50%b}", "partial"),
        ("Q {=a -> b}", "few_items"),
        ("// [points:many]\nQ {T}", "stray_text"),
        ("// [id:1]\nQ {T}\n\n// [id:1]\nR {T}", "duplicate_id"),
        ("Q {=a ~b} and {=c ~d}", "cloze"),
        ("Q {=a ~b", "unclosed"),
        ("Q =a ~b}", "unclosed"),
        ("Q {=a {~b}", "unclosed"),
        ("Q {=a ~b}}", "unclosed"),
        ("Q {a =b ~c}", "stray_answer"),
        ("Q {=a ~%50%b}", "partial"),
        ("{=a ~b}", "missing"),
        ("Q {=a =b ~c}", "several_right"),
        ("Q {=a ~%100%b}", "several_right"),
        ("Q {~a ~b}", "no_right"),
        ("Q {~%100%a}", "few_options"),
        ("Q {=a ~a}", "duplicate_option"),
        ("Q {=a ~}", "missing"),
        ("Q {" + "~x" * 5000 + "}", "many_options"),
        ("[html]<img src=x> {T}", "picture"),
        ("Q\x07 {T}", "control"),
        ("// nothing", "empty"),
    ],
)
def test_what_can_not_be_asked_is_refused(text: str, code: str) -> None:
    assert code in [found for _, found in errors(text)]


def test_every_error_is_listed_with_the_line_its_question_begins_on() -> None:
    text = "// bank\n\nFirst {=a}}\n\n\n::x::\nSecond {#x}\n\nThird {T}\n\nFourth\n{=a =b ~c}\n"
    assert errors(text) == [(3, "unclosed"), (6, "bad_number"), (11, "several_right")]


_WORDS = st.text(
    st.characters(
        codec="utf-8",
        exclude_categories=("Cc", "Zs", "Zl", "Zp"),
        exclude_characters="\ufffe\uffff",  # no characters: refused as what can't be printed
    ),
    min_size=1,
    max_size=20,
).filter(lambda text: text[0] not in "%[/$")  # a weight, a text format, a comment, a category


def escaped(text: str) -> str:
    return "".join(f"\\{each}" if each in "\\~=#{}:" else each for each in text)


@given(_WORDS, st.lists(_WORDS, min_size=2, max_size=5, unique=True))
def test_any_text_survives_when_it_is_escaped(prompt: str, texts: list[str]) -> None:
    marks = ["=", *"~" * (len(texts) - 1)]
    answers = "".join(f"{mark}{escaped(text)}\n" for mark, text in zip(marks, texts, strict=True))
    question = one(f"{escaped(prompt)} {{\n{answers}}}")
    assert question.prompt == prompt
    assert [option.text for option in question.options] == texts
