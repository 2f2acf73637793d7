"""How `orglife play` tells that something did not go as a scenario expects."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from service.cli.main import app
from service.play.expectations import check_outcomes
from service.play.loading import load_scenario
from tests.e2e.test_play import SAMPLE, played

EVENING = """
title = "傍晚"
start = 2020-03-06T18:00:00+08:00
people = [
  { name = "王敏", branch = "党委/一支部", role = "secretary" },
  { name = "李华", branch = "党委/一支部" },
  { name = "陈静", branch = "党委/二支部" },
]
steps = [
  { who = "王敏", start = "discussion", details = { title = "春耕", prompt = "谈谈看法", minutes = 60 } },
  { after = "1m", who = "李华", room = "一支部", say = "早做准备", reply_to = "春耕", expect = [
    { room = "一支部", holds = "早做准备", what = "marked" },
  ] },
  { after = "1m", who = "李华", room = "一支部", edit = "早做准备", to = "早做准备，错峰下田", not_expect = { room = "二支部", holds = "下田" } },
  { who = "王敏", press = "进度", expect = "李华" },
  { at = "19:00", expect = { room = "一支部", holds = "已于", what = "edited" } },
]
[expectations."春耕"]
phase = "closed"
replies = { "李华" = 1 }
"""  # noqa: E501 - a step stands on one line


@pytest.fixture
def evening(tmp_path: Path) -> Callable[..., Result]:
    """Play the evening with parts of its file replaced."""

    def play(*replacements: tuple[str, str], more: str = "", flags: tuple[str, ...] = ()) -> Result:
        file = tmp_path / "evening.toml"
        file.write_text(f"{_replaced(EVENING, replacements)}\n{more}", "utf-8")
        return CliRunner().invoke(app, ["play", str(file), *flags])

    return play


def _replaced(text: str, replacements: tuple[tuple[str, str], ...]) -> str:
    for old, new in replacements:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def verdict(result: Result) -> str:
    """What is printed behind the tables."""
    assert "Traceback" not in result.output
    assert result.exit_code == 1, result.output
    return result.stdout.partition("✗")[2]


def test_the_evening_goes_well_as_it_is(evening: Callable[..., Result]) -> None:
    result = evening()
    assert result.exit_code == 0, result.output
    assert "全部符合预期" in result.stdout


def test_the_report_can_be_had_in_the_other_language(evening: Callable[..., Result]) -> None:
    result = evening(flags=("--language", "en"))
    assert result.exit_code == 0
    assert "All expectations met." in result.stdout
    assert "截止前可以修改" in result.stdout  # the branch still speaks Chinese


@pytest.mark.parametrize(
    ("old", "new", "lines"),
    [
        (
            'expect = "李华"',
            'expect = "赵磊"',
            ["第 4 步", "王敏 的私聊里没有出现", "- 赵磊", "李华 ×1"],
        ),
        (
            'holds = "早做准备", what = "marked"',
            'holds = "早做准备", what = "deleted"',
            ["“一支部”群里没有出现", "- [deleted] 早做准备", "+ [marked] 早做准备"],
        ),
        (
            'not_expect = { room = "二支部"',
            'not_expect = { room = "一支部"',
            ["“一支部”群里不该出现“下田”", "+ [edited] 早做准备，错峰下田"],
        ),
        ('phase = "closed"', 'phase = "open"', ["-phase = open", "+phase = closed"]),
    ],
)
def test_an_unmet_expectation_fails_the_run_with_what_is_there_instead(
    evening: Callable[..., Result], old: str, new: str, lines: list[str]
) -> None:
    told = verdict(evening((old, new)))
    assert told.startswith(" 有 1 处不符合预期")
    for line in lines:
        assert line in told


def test_every_unmet_expectation_is_listed_in_order(evening: Callable[..., Result]) -> None:
    told = verdict(
        evening(('expect = "李华"', 'expect = "赵磊"'), ('"李华" = 1 }', '"李华" = 2 }'))
    )
    assert told.startswith(" 有 2 处不符合预期")
    assert (
        told.index("- 赵磊") < told.index("-replies: 李华 = 2") < told.index("+replies: 李华 = 1")
    )


def test_a_choice_that_nobody_offers_ends_the_play_with_those_that_are_offered(
    evening: Callable[..., Result],
) -> None:
    told = verdict(evening(('press = "进度"', 'press = "延长"')))
    assert "第 4 步（3月6日 周五 18:02）：王敏 找不到“延长”这个选项" in told
    for offered in ("进度", "提前结束", "更多操作…", "取消讨论"):
        assert f"+ {offered}\n" in told
    assert "有 2 步没有演，最后的预期也没有核对。" in told


@pytest.mark.parametrize(
    ("old", "new"),
    [('reply_to = "春耕"', 'reply_to = "秋收"'), ('edit = "早做准备"', 'edit = "秋收"')],
)
def test_a_message_that_is_not_there_ends_the_play(
    evening: Callable[..., Result], old: str, new: str
) -> None:
    assert "李华 找不到含“秋收”的消息" in verdict(evening((old, new)))


def test_an_activity_that_is_refused_ends_the_play(evening: Callable[..., Result]) -> None:
    told = verdict(evening(("minutes = 60", "minutes = -1")))
    assert "活动没有开始（discussion：discussion.invalid）" in told


def test_failures_are_data_as_well(evening: Callable[..., Result]) -> None:
    result = evening(('"李华" = 1 }', '"李华" = 2 }'), flags=("--json",))
    assert result.exit_code == 1
    data = json.loads(result.stdout)
    assert data["ok"] is False
    assert data["failures"] == [
        {
            "step": None,
            "at": None,
            "what": "“春耕”的结果不同",
            "diff": [" phase = closed", "-replies: 李华 = 2", "+replies: 李华 = 1"],
        }
    ]


def test_without_edits_new_words_come_as_new_messages(evening: Callable[..., Result]) -> None:
    result = evening(more="[platform]\nedits = false", flags=("--json",))
    data = json.loads(result.stdout)
    room = next(each for each in data["conversations"] if each["name"] == "一支部")
    ours = [(each["what"], each["text"]) for each in room["remarks"] if each["who"] == ""]
    assert ("said", "谈谈看法\n\n已于 3月6日 周五 19:00 截止。") in ours
    assert not any(what == "edited" for what, _ in ours)
    assert [each["diff"][0] for each in data["failures"]] == ["- [edited] 已于"]


def test_without_buttons_and_replies_a_choice_that_is_nowhere_is_told(
    evening: Callable[..., Result],
) -> None:
    told = verdict(
        evening(
            ('who = "王敏", press = "进度"', 'who = "王敏", room = "一支部", press = "弃权"'),
            ('expect = "李华"', 'expect = "李"'),
            ('{ room = "一支部", holds = "早做准备", what = "marked" },', ""),
            # What can't be a reply in the room is said in private, and changed there.
            ('who = "李华", room = "一支部", edit', 'who = "李华", edit'),
            more="[platform]\nbuttons = false\nreplies = false",
        )
    )
    assert "王敏 找不到“弃权”这个选项" in told


# -- the outcome of the whole sample day


@pytest.mark.parametrize(
    ("old", "new", "expected", "found"),
    [
        ('phase = "published"', 'phase = "open"', "-phase = open", "+phase = published"),
        (
            'ranking = ["李华", "张伟"',
            'ranking = ["张伟", "李华"',
            "-ranking: 1. 张伟",
            "+ranking: 2. 张伟",
        ),
        ('"李华" = 11', '"李华" = 10', "-scores: 李华 = 10", "+scores: 李华 = 11"),
        (
            '"何嘉宁" = "answering"',
            '"何嘉宁" = "submitted"',
            "-statuses: 何嘉宁 = submitted",
            "+statuses: 何嘉宁 = answering",
        ),
        (
            'participants = ["陈静"]',
            'participants = ["吴桐"]',
            "-participants: 吴桐",
            "+participants: 陈静",
        ),
        ('"孙悦" = 0', '"孙悦" = 1', "-replies: 孙悦 = 1", "+replies: 孙悦 = 0"),
        (
            "2020-03-10 04:59",
            "2020-03-10 13:30",
            "-reminders: 何嘉宁 = 2020-03-10 13:30",
            "+reminders: 何嘉宁 = 2020-03-10 04:59",
        ),
        (
            "reminders = {}",
            'reminders = { "吴桐" = ["2020-03-06 20:00"] }',
            "-reminders: 吴桐 = 2020-03-06 20:00",
            "",
        ),
        (
            '= "2020-03-10 14:30"',
            '= "2020-03-11 20:00"',
            "-times: 何嘉宁 = 2020-03-11 20:00",
            "+times: 何嘉宁 = 2020-03-10 14:30",
        ),
        (
            '[expectations."社区志愿服务"]',
            "[expectations.plan]",
            "- plan",
            "+ discussion: 社区志愿服务",
        ),
        (
            '[expectations."社区志愿服务"]',
            "[expectations.discussion]",
            "- discussion",
            "+ discussion: 居家学习的收获",
        ),
    ],
)
def test_every_kind_of_outcome_bites(
    tmp_path: Path, old: str, new: str, expected: str, found: str
) -> None:
    text = (SAMPLE / "theme-day.toml").read_text("utf-8")
    for name in ("roster.csv", "questions.xlsx"):
        (tmp_path / name).write_bytes((SAMPLE / name).read_bytes())
    file = tmp_path / "day.toml"
    file.write_text(_replaced(text, ((old, new),)), "utf-8")
    scenario, report = load_scenario(file), played("theme-day.toml").report
    assert check_outcomes(load_scenario(SAMPLE / "theme-day.toml"), report) == []
    (failure,) = check_outcomes(scenario, report)
    assert expected in failure.diff
    assert not found or found in failure.diff


def test_what_is_missing_in_a_file_is_told(evening: Callable[..., Result]) -> None:
    closed = 'expect = { room = "一支部", holds = "已于", what = "edited" }'
    record = 'expect = { who = "王敏", file = "{}", holds = "错峰{}" }'
    for ending in (".md", ".docx"):
        right = record.replace("{}", ending, 1).replace("{}", "下田")
        assert evening((closed, right)).exit_code == 0
        wrong = record.replace("{}", ending, 1).replace("{}", "播种")
        result = evening((closed, wrong))
        assert result.exit_code == 1
        assert f"- [{ending}] 错峰播种" in verdict(result)


def test_where_nothing_at_all_must_be_said_whatever_is_said_is_told(
    evening: Callable[..., Result],
) -> None:
    pressed = 'press = "进度", expect = "李华"'
    assert evening((pressed, f'{pressed}, not_expect = {{ who = "陈静" }}')).exit_code == 0
    result = evening((pressed, f'{pressed}, not_expect = {{ who = "王敏" }}'))
    assert result.exit_code == 1
    assert "已发言" in verdict(result)
