"""Words: keys and values become sentences in the reader's language and time zone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from service.core.texts import FileName, Lines, Moment, Secret, lines, series, text
from service.runtime.localization.catalog import Catalog, Locale, isolate, show_moment

CHINESE = """
greeting = 您好，{ $name }！
count = 共 { $n } 题
nested = “{ $inner }”
command-quiz = 测验|答题
"""
ENGLISH = """
greeting = Hello { $name }!
count = { $n ->
    [one] one question
   *[other] { $n } questions
}
nested = “{ $inner }”
command-quiz = Quiz | test
"""
WORDS = Catalog.read({"zh-CN": CHINESE, "en": ENGLISH})
ZH, EN = Locale(), Locale("en", "Europe/Berlin")
FRIDAY = datetime(2026, 3, 6, 11, 30, tzinfo=UTC)


def test_each_reader_gets_their_own_language_and_its_plurals() -> None:
    assert WORDS.say(text("count", n=1), EN) == "one question"
    assert WORDS.say(text("count", n=5), EN) == "5 questions"
    assert WORDS.say(text("count", n=1), ZH) == "共 1 题"


def test_words_within_words_are_in_the_same_language() -> None:
    assert WORDS.say(text("nested", inner=text("count", n=2)), EN) == "“2 questions”"


def test_words_on_one_line_have_the_comma_of_the_language() -> None:
    several = lines(series(["甲", text("count", n=2)]), "乙", sep="；")
    assert WORDS.say(several, ZH) == "甲、共 2 题；乙"
    assert WORDS.say(several, EN) == "甲, 2 questions; 乙"
    assert WORDS.say(series([]), EN) == "—"


def test_plain_words_are_said_as_they_are() -> None:
    for said in ("{ $name }", "<b>x</b>", "*a*", "a\nb", "%s {0}", ""):
        assert WORDS.say(said, ZH) == said
        assert WORDS.say(text("greeting", name=said), ZH) == f"您好，{said}！"


def test_a_moment_is_shown_on_the_readers_clock() -> None:
    assert WORDS.say(Moment(FRIDAY), ZH) == "3月6日 周五 19:30"
    assert WORDS.say(Moment(FRIDAY), EN) == "Fri 6 Mar 12:30"
    assert WORDS.say(Moment(FRIDAY, "day"), EN) == "Fri 6 Mar"
    assert WORDS.say(Moment(FRIDAY, "time"), ZH) == "19:30"
    late = datetime(2026, 3, 6, 16, 30, 5, tzinfo=UTC)
    assert WORDS.say(Moment(late), ZH) == "3月7日 周六 00:30", "seconds are nobody's business"


def test_a_moment_of_another_year_and_one_of_a_record_have_their_year() -> None:
    at = datetime(2026, 11, 30, 7, 8, 53, tzinfo=UTC)
    later = datetime(2027, 1, 2, tzinfo=UTC)
    assert WORDS.say(Moment(at), replace(ZH, now=later)) == "2026年11月30日 周一 15:08"
    assert WORDS.say(Moment(at), replace(ZH, now=at)) == "11月30日 周一 15:08"
    record = Moment(at, "record", "Asia/Shanghai")
    assert WORDS.say(record, replace(ZH, now=at)) == "2026年11月30日 周一 15:08"
    assert WORDS.say(record, EN) == "Mon, 30 Nov 2026, 15:08", "on the clocks it names"


def test_a_file_is_named_in_the_language_of_its_reader() -> None:
    name = FileName(date(2026, 11, 30), "学习/测验", text("count", n=5), ".xlsx")
    assert WORDS.say(name, ZH) == "2026-11-30 学习 测验 共 5 题.xlsx"
    assert WORDS.say(name, EN) == "2026-11-30 学习 测验 5 questions.xlsx"


def test_lines_stand_below_each_other_without_what_is_missing() -> None:
    assert WORDS.say(lines("a", None, "", text("count", n=2)), ZH) == "a\n共 2 题"
    assert WORDS.say(Lines(("a", "b"), " · "), ZH) == "a · b"


def test_a_missing_key_or_value_is_an_error() -> None:
    with pytest.raises(LookupError):
        WORDS.say(text("no.such.key"), ZH)
    with pytest.raises(KeyError, match="greeting"):
        WORDS.say(text("greeting"), ZH)


def test_what_may_be_typed_for_a_command_is_known_in_every_language() -> None:
    assert WORDS.command_words("quiz") == {"测验", "答题", "quiz", "test"}


def test_a_secret_is_opened_only_for_whom_it_is() -> None:
    sealed = Secret(token="sealed")
    assert WORDS.say(sealed, ZH) == "***"
    assert WORDS.say(sealed, Locale(opens=lambda token: f"opened {token}")) == "opened sealed"


@pytest.mark.parametrize("turning", ["שלום", "\u202eevil", "a\u2067b"])
def test_a_name_that_turns_the_line_around_is_kept_to_itself(turning: str) -> None:
    said = WORDS.say(text("greeting", name=turning), ZH)
    assert said.startswith("您好，\u2068")
    assert said.endswith("\u2069！")
    assert not any(mark in said for mark in "\u202d\u202e\u2066\u2067")
    assert isolate("李华") == "李华"


def test_the_same_packages_share_one_glossary_that_nobody_can_change() -> None:
    shared = Catalog.of(["service.cli", "service.runtime"])
    assert Catalog.of(iter(["service.cli", "service.runtime"])) is shared
    with pytest.raises(TypeError):
        shared.keys["en"] = frozenset()  # type: ignore[index]


def test_a_day_of_another_year_is_shown_with_its_year() -> None:
    moment = Moment(datetime(2027, 3, 6, 11, 30, tzinfo=UTC))
    now = datetime(2026, 12, 31, 15, 59, tzinfo=UTC)  # 23:59 in Shanghai
    assert show_moment(moment, Locale("zh-CN", now=now)) == "2027年3月6日 周六 19:30"
    assert show_moment(moment, Locale("en", now=now)) == "Sat 6 Mar 2027 19:30"
    later = now + timedelta(minutes=1)
    assert show_moment(moment, Locale("zh-CN", now=later)) == "3月6日 周六 19:30"
