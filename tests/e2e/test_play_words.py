"""How a transcript sets its lines, and what it leaves out."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from service.core.people import LANGUAGES
from service.play.printing import load_words
from service.play.transcript import legible
from service.play.wrapping import fill, wrap


def test_chinese_is_broken_anywhere_but_before_closing_and_after_opening_marks() -> None:
    text = "讲得清楚，才算真懂。（完）“好”《书》"
    for width in range(6, 40):
        lines = wrap(text, width)
        assert "".join(lines) == text
        for line in lines:
            assert cell_len(line) <= width
            assert line[0] not in "，。）”》"
            assert line[-1] not in "（“《"


def test_english_is_broken_between_words() -> None:
    assert wrap("one question at a time", 12) == ["one question", "at a time"]


def test_a_word_wider_than_the_line_is_cut() -> None:
    assert wrap("https://example.org/a/long/path", 12) == [
        "https://exam",
        "ple.org/a/lo",
        "ng/path",
    ]


def test_lines_of_its_own_and_empty_ones_are_kept() -> None:
    assert wrap("一\n\n　 A. 5 秒", 20) == ["一", "", "　 A. 5 秒"]


def test_choices_stay_whole_while_they_fit() -> None:
    assert fill(["[A. 一] ", "[B. 二三四五] ", "[C. 六] "], 18) == [
        "[A. 一]",
        "[B. 二三四五]",
        "[C. 六]",
    ]
    assert fill([], 18) == [""]


@pytest.mark.parametrize("control", ["\x1b[2J", "\r", "\x07", "\u202e", "\u200f"])
def test_what_would_move_the_cursor_or_turn_the_line_is_shown_as_a_sign(control: str) -> None:
    shown = legible(f"前{control}后\n　再")
    assert shown.startswith("前�")
    assert shown.endswith("后\n　再")
    assert not set(control[:1]) & set(shown)


def test_the_words_are_complete_in_every_language() -> None:
    keys = load_words().keys
    assert {frozenset(keys[each]) for each in LANGUAGES} == {frozenset(keys["zh-CN"])}
