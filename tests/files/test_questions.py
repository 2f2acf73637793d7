"""Banks of questions from tables, and which reader a file goes to."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from service.core.people import Language
from service.files import bank_files
from service.files.errors import Unreadable
from service.files.questions import ENDINGS, read_questions
from service.files.quiz_tables import write_questions, write_template
from service.questions.grammar import checks
from service.questions.grammar.checks import true_or_false
from service.questions.model import KINDS, Option, Question
from tests.files.books import book

HEADER = ["题型", "题目", "选项A", "选项B", "选项C", "选项D", "答案", "分值", "解析"]


def read(*rows: list[object]) -> tuple[Question, ...]:
    return read_questions(book(HEADER, *rows), "q.xlsx")


def errors(*rows: list[object]) -> list[tuple[int, str, str]]:
    with pytest.raises(Unreadable) as refusal:
        read(*rows)
    return [(each.row, each.column, each.code) for each in refusal.value.errors]


def options(right: str, *texts: str) -> tuple[Option, ...]:
    return tuple(Option(text, "ABCD"[i] in right) for i, text in enumerate(texts))


# -- tables


def test_the_three_kinds_are_read_with_points_and_explanation() -> None:
    assert read(
        ["单选题", "一", "甲", "乙", None, None, "b", 2, "因为"],
        ["多选", "二", "甲", "乙", "丙", None, "A、C", "3分", None],
        ["判断", "三", None, None, None, None, "×", None, None],
        ["判断", "四", None, None, None, None, True, None, None],
    ) == (
        Question("single", "一", options("B", "甲", "乙"), 2, "因为"),
        Question("several", "二", options("AC", "甲", "乙", "丙"), 3),
        Question("truefalse", "三", options("B", "正确", "错误")),
        Question("truefalse", "四", options("A", "正确", "错误")),
    )


def test_a_table_may_be_csv_with_english_headers_in_any_order() -> None:
    csv = b"answer,question,kind,B,A,points\nA,Which?,single,no,yes,\nT,So?,True/False,,,4\n"
    assert read_questions(csv, "q.csv") == (
        Question("single", "Which?", options("A", "yes", "no")),
        Question("truefalse", "So?", options("A", "True", "False"), 4),
    )


def test_numbers_and_words_that_look_like_markup_stay_text() -> None:
    row = ["单选", "<b>1</b>？", 1, 2.5, "=", "#REF", "B", 1, "*因为*"]
    question = read(row)[0]
    assert question.prompt == "<b>1</b>？"
    assert [option.text for option in question.options] == ["1", "2.5", "=", "#REF"]


def test_all_errors_of_a_bank_are_listed_at_once() -> None:
    assert errors(
        ["画图", "一", "甲", "乙", None, None, "A", 1, None],
        [None, "二", "甲", "乙", None, None, "A", 1, None],
        ["单选", None, "甲", "甲", None, None, "AB", 0, None],
        ["单选", "四", "甲", None, "丙", None, None, "多", None],
        ["单选", "五", "甲", None, None, None, "A", -1, None],
        ["多选", "六", "甲", "乙", None, None, "E", 1.555, None],
        ["判断", "七", None, None, None, None, "也许", 1, None],
        ["判断", "八", "错", "对", None, None, "对", 1, None],
        ["判断", "九", "对", "错", "不知道", None, "对", 1, None],
        ["单选", "十", "甲", "=1", None, None, "B", 1, None],
    ) == [
        (2, "kind", "unknown_kind"),
        (4, "prompt", "missing"),
        (4, "points", "bad_points"),
        (4, "option_b", "duplicate_option"),
        (4, "answer", "several_right"),
        (5, "points", "bad_points"),
        (5, "option_b", "option_gap"),
        (5, "answer", "missing"),
        (6, "points", "bad_points"),
        (6, "options", "few_options"),
        (7, "points", "bad_points"),
        (7, "answer", "unknown_answer"),
        (8, "answer", "unknown_answer"),
        (9, "options", "truefalse_order"),
        (10, "options", "not_truefalse"),
        (11, "option_b", "formula"),
    ]


def test_texts_that_no_chat_could_show_are_refused() -> None:
    long = "长" * (checks.MAX_PROMPT + 1)
    row = ["单选", long, long, "乙", None, None, "A", 1, long]
    assert errors(row) == [
        (2, "prompt", "too_long"),
        (2, "explanation", "too_long"),
        (2, "option_a", "too_long"),
    ]


def test_a_bank_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bank_files, "MAX_QUESTIONS", 2)
    row = ["判断", "一", None, None, None, None, "对", 1, None]
    assert len(read(row, row)) == 2
    assert errors(row, row, row) == [(0, "", "too_many_questions")]


# -- the template


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_the_template_shows_each_kind_and_is_itself_a_valid_bank(
    tmp_path: Path, language: Language
) -> None:
    path = tmp_path / "template.xlsx"
    write_template(path, language)
    questions = read_questions(path, path.name)
    assert [question.kind for question in questions] == list(KINDS)
    assert all(question.explanation for question in questions)


def test_the_template_offers_the_kinds_in_a_drop_down(tmp_path: Path) -> None:
    path = tmp_path / "template.xlsx"
    write_template(path)
    sheet = load_workbook(path).worksheets[0]
    offered = sheet.data_validations.dataValidation
    assert [each.formula1 for each in offered] == [
        '"单选,多选,判断,填空,数值,排序,连线"',
        '"全对得分,部分得分,对减错"',
    ]
    assert "A2" in offered[0].sqref
    assert "A1" not in offered[0].sqref


_TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn")) | st.just("\n"),
    min_size=1,
    max_size=30,
).map(str.strip).filter(bool)  # fmt: skip
_TRICKY = st.sampled_from(["=1+1", "+1", "'a", "_x0041_", "_x005F_x0041_", "x005F_", "对", "007",
                           "1e5", "TRUE", "a,b", 'a"b', "<b>", "&amp;", "#REF!"])  # fmt: skip
_WORDS = _TEXT | _TRICKY


@st.composite
def a_question(draw: st.DrawFn) -> Question:
    prompt, points = draw(_WORDS), draw(st.integers(1, checks.MAX_POINTS))
    explanation = draw(st.just("") | _WORDS)
    kind = draw(st.sampled_from(["single", "several", "truefalse"]))
    if kind == "truefalse":
        pair = true_or_false(prompt, true=draw(st.booleans()))
        return Question("truefalse", prompt, pair, points, explanation)
    texts = draw(st.lists(_WORDS, min_size=2, max_size=8, unique=True))
    at_most = 1 if kind == "single" else len(texts)
    right = draw(st.sets(st.integers(0, len(texts) - 1), min_size=1, max_size=at_most))
    chosen = tuple(Option(text, index in right) for index, text in enumerate(texts))
    return Question(
        "single" if kind == "single" else "several", prompt, chosen, points, explanation
    )


@settings(max_examples=60)
@given(st.lists(a_question(), min_size=1, max_size=4), st.sampled_from(["zh-CN", "en"]))
def test_a_bank_that_is_written_reads_back_equal(
    questions: list[Question], language: Language
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "bank.xlsx")
        write_questions(path, questions, language)
        assert read_questions(path, path.name) == tuple(questions)


def test_true_and_false_in_words_of_their_own_read_back_equal(tmp_path: Path) -> None:
    question = Question("truefalse", "?", (Option("成立", False), Option("不成立", True)), 2)
    write_questions(tmp_path / "q.xlsx", [question])
    assert read_questions(tmp_path / "q.xlsx", "q.xlsx") == (question,)


# -- which reader


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("q.gift", "Sun? {T}"),
        ("q.txt", "Sun? {T}"),
        ("q.txt", "Sun?\nA. yes\nB. no\nANSWER: A"),
        ("Q.AIKEN", "Sun?\nA. yes\nB. no\nANSWER: A"),
        ("q.csv", "kind,question,answer\ntf,Sun?,T"),
    ],
)
def test_the_ending_or_else_the_content_says_the_format(name: str, text: str) -> None:
    assert [question.prompt for question in read_questions(text.encode(), name)] == ["Sun?"]


def test_an_unknown_ending_is_refused_with_those_there_are() -> None:
    with pytest.raises(Unreadable) as refusal:
        read_questions(b"Sun? {T}", "q.pdf")
    assert ", ".join(ENDINGS) in refusal.value.describe("en")[1]


def test_a_text_that_is_far_longer_than_a_bank_is_refused() -> None:
    for name in ("q.gift", "q.aiken"):
        with pytest.raises(Unreadable) as refusal:
            read_questions(b"Q {T}\n\n" * 200_000, name)
        assert [each.code for each in refusal.value.errors] == ["too_large"]


_PIECES = st.lists(
    st.sampled_from(
        ["{", "}", "=", "~", "#", "####", "::", "\\", "\\{", "%50%", "%-100%", "T", "FALSE", "a",
         "A. ", "B) ", "ANSWER: ", "\n", "\n\n", "//", "$CATEGORY:", "[html]", "<p>", "&lt;", "->",
         "\x00", "题"]
    ),
    max_size=30,
).map(lambda pieces: "".join(pieces).encode())  # fmt: skip


@given(st.binary(max_size=200) | _PIECES)
def test_any_bytes_are_a_bank_or_refused(data: bytes) -> None:
    for ending in (*ENDINGS, ""):
        try:
            assert read_questions(data, f"q{ending}")
        except Unreadable as refusal:
            assert refusal.describe("zh-CN") and refusal.describe("en")
