"""`orglife play`: the sample theme days, what they print, and how failures are told."""

from __future__ import annotations

import asyncio
import json
import re
import shutil
from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console
from typer.testing import CliRunner, Result

from service.cli.main import app
from service.core.people import Language
from service.core.texts import Moment
from service.play.data import to_json
from service.play.loading import load_scenario
from service.play.printing import Printer, load_words
from service.play.run import Run, play_scenario
from service.runtime.localization.catalog import Locale, show_moment

SAMPLE = Path(__file__).parents[2] / "config" / "sample"
DAYS: tuple[tuple[Language, str], ...] = (("zh-CN", "theme-day.toml"), ("en", "theme-day.en.toml"))
NOTES = {"zh-CN": "同意每两周视频一次", "en": "misses home"}


@lru_cache
def played(name: str) -> Run:
    """A sample day, played once for all tests."""
    return asyncio.run(play_scenario(load_scenario(SAMPLE / name)))


def printed(run: Run, language: Language, *, width: int = 88) -> str:
    console = Console(file=StringIO(), width=width)
    Printer(console, load_words(), language).run(run, 1.0, run.played)
    file = console.file
    assert isinstance(file, StringIO)
    return file.getvalue()


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["play", *arguments], env={"COLUMNS": "200"})


# -- the samples


@pytest.mark.parametrize(("language", "name"), DAYS)
def test_the_sample_day_goes_as_it_expects(language: Language, name: str) -> None:
    run = played(name)
    assert run.failures == ()
    assert len(run.report.activities) >= 3


@pytest.mark.parametrize(("language", "name"), DAYS)
def test_the_transcript_reads_as_it_was_found_good(
    language: Language, name: str, golden: Callable[[str, str], None]
) -> None:
    golden(f"theme-day.{language}.txt", printed(played(name), language))


@pytest.mark.parametrize(("language", "name"), DAYS)
def test_no_line_of_the_transcript_is_cut_or_too_long(language: Language, name: str) -> None:
    narrow = printed(played(name), language, width=60)
    wide = printed(played(name), language)
    for text in (narrow, wide):
        widest = max(Console().render_str(line).cell_len for line in text.splitlines())
        assert widest <= (60 if text is narrow else 88)
    joined = re.sub(
        r"\s", "", narrow.partition("\n参加情况" if language == "zh-CN" else "\nWho")[0]
    )
    for conversation in played(name).conversations:
        for remark in conversation.remarks:
            if remark.what == "said":
                assert re.sub(r"\s", "", remark.text.split("\n")[-1]) in joined


@pytest.mark.parametrize(("language", "name"), DAYS)
def test_the_confidential_note_is_not_repeated_once_it_is_taken_out(
    language: Language, name: str
) -> None:
    """In English the secretary reads it again, in private: that, and only that, is shown."""
    run = played(name)
    note = NOTES[language]
    allowed = 0 if language == "zh-CN" else 1
    assert printed(run, language).count(note) == allowed
    assert to_json(run, load_words(), language).count(note) == allowed


def test_a_withdrawn_reply_is_shown_as_gone_and_without_its_words() -> None:
    text = printed(played("theme-day.toml"), "zh-CN")
    assert "这条先不算" not in text
    assert "（消息已撤回）" in text
    assert "🗑 20:12 的消息已删除" in text


def test_everybody_reads_times_on_their_own_clocks() -> None:
    berlin = next(each for each in played("theme-day.toml").conversations if each.name == "何嘉宁")
    assert berlin.timezone == "Europe/Berlin"
    assert f"{berlin.remarks[0].at:%H:%M}" == "12:30"  # 19:30 in Shanghai
    reminders = [each for each in berlin.remarks if "Reminder" in each.text]
    assert [f"{each.at:%d %H:%M}" for each in reminders] == ["09 07:30", "09 21:59", "10 07:20"]


# -- the command


def test_the_command_prints_and_ends_with_0_when_all_is_as_expected() -> None:
    result = run(str(SAMPLE / "theme-day.en.toml"))
    assert result.exit_code == 0, result.output
    assert "✓ All expectations met." in result.stdout
    assert result.stderr == ""


def test_json_holds_what_the_tables_show_and_is_the_same_each_time() -> None:
    result = run(str(SAMPLE / "theme-day.toml"), "--json")
    assert result.exit_code == 0
    data = json.loads(result.stdout)
    assert data == json.loads(to_json(played("theme-day.toml"), load_words(), "zh-CN"))
    tables = printed(played("theme-day.toml"), "zh-CN").partition("\n参加情况")[2]
    participation, _, reminders = tables.partition("\n提醒 ")

    def moment(iso: str | None) -> str:
        if iso is None:
            return "—"
        return show_moment(Moment(datetime.fromisoformat(iso)), Locale("zh-CN", "Asia/Shanghai"))

    def told(each: dict[str, Any]) -> str:
        return "" if each["replies"] is None else str(each["replies"])

    people = {each["person"] for each in data["participation"] + data["reminders"]}
    rows = [
        line.split("   ") for line in participation.splitlines() if line.split(" ")[0] in people
    ]
    shown = [[cell.strip() for cell in row if cell.strip()] for row in rows]
    assert len(shown) == len(data["participation"]) == 10
    for row, each in zip(shown, data["participation"], strict=True):
        counted = f"{each['score']}/{each['out_of']} 分" if each["out_of"] else told(each)
        assert (row[0], row[1], row[-1]) == (each["person"], each["unit"], moment(each["at"]))
        assert not counted or row[3] == counted
    rows = [line.split("   ") for line in reminders.splitlines() if line.split(" ")[0] in people]
    shown = [[cell.strip() for cell in row if cell.strip()] for row in rows]
    assert [row[:3] for row in shown] == [
        [each["person"], moment(each["due_at"]), moment(each["sent_at"])]
        for each in data["reminders"]
    ]
    assert len(shown) == 12


# -- a poorer platform


def test_without_buttons_the_same_day_comes_to_the_same(tmp_path: Path) -> None:
    for each in ("roster.csv", "questions.xlsx"):
        shutil.copy(SAMPLE / each, tmp_path)
    file = tmp_path / "poor.toml"
    file.write_text(
        (SAMPLE / "theme-day.toml").read_text("utf-8") + "[platform]\nbuttons = false\n", "utf-8"
    )
    poor = asyncio.run(play_scenario(load_scenario(file)))
    assert poor.failures == ()
    assert poor.report == played("theme-day.toml").report
    text = printed(poor, "zh-CN")
    assert "[开始答题]" not in text
    assert "▸" not in text
    assert "1. 开始答题" in text
