"""Moodle's XML format, as Moodle writes it."""

from __future__ import annotations

import base64

import pytest

from service.files.errors import Unreadable
from service.files.questions import read_bank
from service.questions.model import Option, Pair, Question

PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)


def question(kind: str, body: str, text: str = "<p>Which <b>one</b>?</p>") -> str:
    return (
        f'<question type="{kind}"><name><text>n</text></name>'
        f'<questiontext format="html"><text><![CDATA[{text}]]></text></questiontext>{body}'
        "</question>"
    )


def read(*questions: str) -> tuple[Question, ...]:
    data = f'<?xml version="1.0"?><quiz>{"".join(questions)}</quiz>'.encode()
    return read_bank(data, "m.xml").questions


def answer(text: str, fraction: float, more: str = "") -> str:
    return f'<answer fraction="{fraction}" format="html"><text>{text}</text>{more}</answer>'


def test_choices_with_points_feedback_and_tags() -> None:
    said = "<feedback format='html'><text>&lt;p&gt;no&lt;/p&gt;</text></feedback>"
    body = (
        "<defaultgrade>2.5000000</defaultgrade><single>true</single><idnumber>q7</idnumber>"
        "<generalfeedback format='html'><text>why</text></generalfeedback>"
        + answer("a", 100) + answer("b", 0, said)
        + "<tags><tag><text>maths</text></tag></tags>"
    )  # fmt: skip
    assert read(question("category", ""), question("multichoice", body)) == (
        Question("single", "Which one?", (Option("a", True), Option("b", False, "no")), 2.5, "why",
                 tags=("maths",), id="q7"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "credit"), [(-100, "proportional"), (-50, "right_minus_wrong"), (0, "proportional")]
)
def test_weights_of_several_choices_say_the_rule(wrong: float, credit: str) -> None:
    answers = answer("a", 50) + answer("b", 50) + answer("c", wrong)
    (found,) = read(question("multichoice", f"<single>false</single>{answers}"))
    assert (found.kind, found.right, found.credit) == ("several", {0, 1}, credit)


def test_the_other_kinds() -> None:
    pair = (
        "<subquestion format='html'><text>{}</text><answer><text>{}</text></answer></subquestion>"
    )
    assert [
        (each.kind, each.accepted, each.number, each.tolerance, each.pairs, each.decoys, each.items)
        for each in read(
            question("truefalse", answer("true", 0) + answer("false", 100)),
            question("shortanswer", answer("a\\*", 100) + answer("b", 100) + answer("c", 0)),
            question("numerical", answer("3.5", 100, "<tolerance>0.1</tolerance>")),
            question("matching", pair.format("x", "1") + pair.format("y", "2")
                     + pair.format("", "3")),
            question("ordering", "<gradingtype>ABSOLUTE_POSITION</gradingtype>"
                     + answer("p", 1) + answer("q", 1)),
        )
    ] == [
        ("truefalse", (), None, 0, (), (), ()),
        ("short", ("a*", "b"), None, 0, (), (), ()),
        ("number", (), 3.5, 0.1, (), (), ()),
        ("match", (), None, 0, (Pair("x", "1"), Pair("y", "2")), ("3",), ()),
        ("order", (), None, 0, (), (), ("p", "q")),
    ]  # fmt: skip


def test_every_error_is_listed_with_the_line_of_its_question() -> None:
    data = "\n".join(
        [
            "<quiz>",
            "<!-- <question type='essay'> is not one",
            "-->",
            question("essay", ""),
            question("multianswer", ""),
            question("gapselect", ""),
            question("multichoice", answer("a", 50) + answer("b", 50)),
            question("numerical", answer("x", 100)),
            question("shortanswer", "", text='<img src="http://elsewhere/x.png">'),
            "</quiz>",
        ]
    )
    with pytest.raises(Unreadable) as refusal:
        read_bank(data.encode(), "m.xml")
    assert [(each.row, each.code) for each in refusal.value.errors] == [
        (5, "cloze"), (6, "unknown_type"), (7, "partial"), (8, "bad_number"),
        (9, "picture"),
    ]  # fmt: skip


def pictured(content: bytes, shown: str = "a.png") -> str:
    file = f'<file name="a.png" encoding="base64">{base64.b64encode(content).decode()}</file>'
    return (
        '<question type="shortanswer"><questiontext format="html"><text>'
        f'&lt;img src="@@PLUGINFILE@@/{shown}"&gt;What?</text>{file}</questiontext>'
        f"{answer('x', 100)}</question>"
    )


def test_a_picture_is_kept_under_its_hash() -> None:
    bank = read_bank(f"<quiz>{pictured(PNG)}</quiz>".encode(), "m.xml")
    assert bank.pictures == {bank.questions[0].picture: PNG}
    assert bank.questions[0].prompt == "What?"


@pytest.mark.parametrize(
    ("written", "code"),
    [
        (pictured(b"GIF89a"), "unknown_picture"),
        (pictured(PNG + bytes(500_001)), "big_picture"),
        (pictured(PNG, "b.png"), "picture"),
    ],
)
def test_a_picture_that_can_not_be_shown_is_refused(written: str, code: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        read_bank(f"<quiz>{written}</quiz>".encode(), "m.xml")
    assert [each.code for each in refusal.value.errors] == [code]


@pytest.mark.parametrize(
    "data",
    [
        b"<html></html>",
        b"no xml at all",
        b'<!DOCTYPE quiz [<!ENTITY a "a">]><quiz>&a;</quiz>',
        b'<!DOCTYPE quiz SYSTEM "file:///etc/passwd"><quiz/>',
    ],
)
def test_what_is_no_bank_or_is_hostile_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable) as refusal:
        read_bank(data, "m.xml")
    assert [each.code for each in refusal.value.errors] == ["not_xml"]
