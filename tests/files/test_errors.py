"""What is said about a file that is refused."""

from __future__ import annotations

import re
import string
from pathlib import Path
from typing import get_args

import pytest

import service.files
import service.questions.grammar
from service.core.people import LANGUAGES, Language
from service.files.errors import RowError, Unreadable, refusal, shown
from service.files.messages import COLUMNS, MESSAGES, Code

SOURCES = [
    path.read_text("utf-8")
    for folder in (service.files, service.questions.grammar)
    for path in Path(folder.__path__[0]).glob("*.py")
    if not path.name.endswith("messages.py")
]


def test_every_reason_has_words_in_every_language_and_is_used() -> None:
    assert set(MESSAGES) == {each for codes in get_args(Code) for each in get_args(codes)}
    for code, words in MESSAGES.items():
        assert set(words) == set(LANGUAGES), code
        assert any(f'"{code}"' in source for source in SOURCES), code
    assert all(set(words) == set(LANGUAGES) for words in COLUMNS.values())


def test_both_languages_of_a_reason_give_the_same_particulars() -> None:
    for code, words in MESSAGES.items():
        fields = [
            {name for _, name, _, _ in string.Formatter().parse(text) if name}
            for text in words.values()
        ]
        assert fields[0] == fields[1] <= {"detail", "hint"}, code


def test_every_message_says_in_at_least_two_sentences_what_to_do() -> None:
    for code, words in MESSAGES.items():
        assert words["zh-CN"].endswith("。"), code
        assert re.search("请|可用", words["zh-CN"]), code
        assert words["en"].endswith("."), code
        assert len(re.findall(r"\. [A-Z]", words["en"])) >= 1, code


@pytest.mark.parametrize(
    ("error", "language", "says"),
    [
        (RowError(5, "name", "missing"), "zh-CN", "第 5 行「姓名」列：没有填写。请补上。"),
        (RowError(5, "name", "missing"), "en", "row 5, column name: this is empty. Fill it in."),
        (RowError(5, "C", "formula"), "zh-CN", "第 5 行「C」列：含有公式"),
        (RowError(5, "", "no_right"), "zh-CN", "第 5 行：没有正确答案"),
        (RowError(5, "", "no_right"), "en", "line 5: no option is right"),
        (RowError(0, "", "empty"), "zh-CN", "没有可读入的内容"),
        (RowError(0, "", "empty"), "en", "there is nothing to import"),
        (RowError(1, "option_c", "option_gap"), "en", "row 1, column option C: "),
        (RowError(1, "", "unclosed"), "en", r"write those of a text as \{ and \}."),
    ],
)
def test_an_error_says_where_and_what(error: RowError, language: Language, says: str) -> None:
    assert says in error.describe(language)


def test_errors_come_in_the_order_of_rows_below_a_heading_with_the_name() -> None:
    error = Unreadable("r.csv", [RowError(9, "name", "missing"), RowError(2, "role", "missing")])
    assert [each.row for each in error.errors] == [2, 9]
    lines = error.describe("en")
    assert lines[0].startswith("r.csv was not imported: 2 error(s).")
    assert [line[:6] for line in lines[1:]] == ["row 2,", "row 9,"]


def test_quoted_values_are_short_and_visible() -> None:
    assert shown("a\nb\x1b[31m\u202ec") == "a�b�[31m�c"
    assert shown("王" * 100) == "王" * 60 + "…"
    line = refusal("r\x1b.csv", "unknown_header", "{detail}{0}", "x").describe("en")[1]
    assert "“{detail}{0}”" in line


def test_the_exception_itself_holds_nothing_of_the_content() -> None:
    error = Unreadable("r.csv", [RowError(2, "role", "unknown_role", "秘密", "13800138000")])
    assert str(error) == "r.csv: 1 error(s): unknown_role in row 2"
