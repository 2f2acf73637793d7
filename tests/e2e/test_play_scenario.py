"""Scenario files: what is understood, and how a wrong one is refused."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from service.cli.main import app
from service.play.clock_spec import later, moment
from service.play.loading import load_scenario
from service.play.scenario import Attach, Like, Press, Say, ScenarioError, Sight

HEAD = """
start = 2020-03-06T18:00:00+08:00
people = [
  { name = "王敏", branch = "党委/一支部", role = "secretary" },
  { name = "李华", branch = "党委/一支部" },
]
"""
STEP = 'steps = [{ who = "李华", say = "菜单" }]'


def steps(*tables: str) -> str:
    """A scenario with these steps."""
    return f"{HEAD}steps = [{', '.join(f'{{ {each} }}' for each in tables)}]"


def write(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "mine.toml"
    file.write_text(text, "utf-8")
    return file


def problems(tmp_path: Path, text: str) -> list[str]:
    with pytest.raises(ScenarioError) as caught:
        load_scenario(write(tmp_path, text))
    return list(caught.value.problems)


def test_a_scenario_is_what_its_file_says(tmp_path: Path) -> None:
    scenario = load_scenario(
        write(
            tmp_path,
            HEAD
            + """
            title = "试演"
            platform = { buttons = false, text_length = 400 }
            quiet_hours = { starts = "21:00", ends = 06:30:00 }
            [[steps]]
            at = "19:30"
            who = "李华"
            press = "开始"
            room = "一支部"
            expect = ["好", { who = "王敏", holds = "李华" }]
            [[steps]]
            after = "10m"
            who = "王敏"
            say = "收到"
            """,
        )
    )
    assert scenario.title == "试演"
    assert not scenario.capabilities.buttons
    assert scenario.capabilities.edits
    assert scenario.capabilities.text_length == 400
    assert f"{scenario.quiet.ends:%H:%M}" == "06:30"
    first, second = scenario.steps
    assert first.act == Press("开始")
    assert first.at == datetime(2020, 3, 6, 11, 30, tzinfo=UTC)
    assert [(each.who, each.room, each.holds) for each in first.expect] == [
        ("李华", "一支部", "好"),
        ("王敏", None, "李华"),
    ]
    assert second.act == Say("收到")
    assert second.at == datetime(2020, 3, 6, 11, 40, tzinfo=UTC)


def test_what_is_rarer_is_read_as_well(tmp_path: Path) -> None:
    (tmp_path / "党章.gift").write_text("好？ {T}", "utf-8")
    table = (
        HEAD
        + """
        needs = ["replies", "edit"]
        talks = { ask_again_days = 5, note_to_member = true }
        [organization]
        anonymous = true
        [[steps]]
        who = "王敏"
        attach = "党章.gift"
        words = "题库"
        expect = { who = "王敏", file = ".md" }
        not_expect = { who = "李华" }
        [[steps]]
        who = "王敏"
        press = "取消"
        of = "测验"
        [[steps]]
        who = "李华"
        room = "一支部"
        unlike = "好"
        """
    )
    scenario = load_scenario(write(tmp_path, table))
    assert scenario.needs == ("replies", "edit")
    assert scenario.settings["talk"].ask_again_days == 5
    assert scenario.settings["talk"].note_to_member
    assert scenario.rules.anonymous
    sent, pressed, unliked = scenario.steps
    assert sent.act == Attach(tmp_path / "党章.gift", "题库")
    assert sent.expect == (Sight("", "王敏", None, file=".md"),)
    assert sent.not_expect == (Sight("", "李华", None),)
    assert pressed.act == Press("取消", of="测验")
    assert unliked.act == Like("好", taken_back=True)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            f"strat = 1\n{HEAD}{STEP}",
            'mine.toml: strat: there is no such key; did you mean "start"?',
        ),
        (STEP, "mine.toml: start: is missing; allowed: a date and time with its offset"),
        (
            f"{HEAD.replace('+08:00', '')}{STEP}",
            "start: 2020-03-06 18:00:00 can't be used; allowed",
        ),
        (f"start = 2020-03-06T18:00:00+08:00\n{STEP}", "nobody is there; name a roster"),
        (f"{HEAD}", "steps: there are no steps; add [[steps]]"),
        (f'{HEAD}language = "de"\n{STEP}', 'language: "de" can\'t be used; allowed: zh-CN, en'),
        (
            f'{HEAD}timezone = "Mars"\n{STEP}',
            'timezone: "Mars" can\'t be used; allowed: an IANA name such as',
        ),
        (
            steps('who = "李华", prss = "好"'),
            'step 1: prss: there is no such key; did you mean "press"?',
        ),
        (
            steps('who = "李花", say = "好"'),
            'step 1: who: "李花" can\'t be used; allowed: 王敏, 李华',
        ),
        (steps('say = "好"'), "step 1: who: is missing; allowed: 王敏, 李华"),
        (
            steps('who = "李华"'),
            "step 1: who: needs an action; allowed: press, say, edit, delete, attach, like, "
            "unlike, start",
        ),
        (
            steps('who = "李华", say = ""'),
            'step 1: say: "" can\'t be used; allowed: text in quotes',
        ),
        (
            steps('who = "李华", say = "好", press = "好"'),
            "step 1: say: can't be combined with press; a step does one thing",
        ),
        (
            steps('who = "李华", press = "好", reply_to = "好"'),
            "step 1: reply_to: can't be used with press",
        ),
        (steps('who = "李华", edit = "好"'), "step 1: to: is missing; allowed: text in quotes"),
        (
            steps('who = "李华", say = "好", room = "二支部"'),
            'step 1: room: "二支部" can\'t be used; allowed: 一支部',
        ),
        (steps('who = "李华", start = "quizz"'), 'step 1: start: "quizz" can\'t be used'),
        (
            steps('at = "18:30" }, { at = "18:03"'),
            'step 2: at: "18:03" can\'t be used; allowed: a time no earlier than 2020-03-06 18:30',
        ),
        (steps('at = "noonish"'), 'step 1: at: "noonish" can\'t be used; allowed: a time such as'),
        (steps('at = "25:00"'), 'step 1: at: "25:00" can\'t be used'),
        (
            steps('after = "soon"'),
            'step 1: after: "soon" can\'t be used; allowed: a length of time',
        ),
        (steps('at = "19:00", after = "1m"'), "step 1: at: can't be combined with after"),
        (
            steps('at = "19:00", expect = "好"'),
            "say where: who = a person's private chat, or room = a room",
        ),
        (
            steps('expect = { who = "李华", hold = "好" }'),
            'step 1: expect: hold: there is no such key; did you mean "holds"?',
        ),
        (
            steps('expect = { who = "李华", holds = "好", what = "seen" }'),
            "allowed: said, edited, deleted, marked",
        ),
        (
            steps('who = "李华", attach = "none.gift"'),
            'step 1: attach: "none.gift" can\'t be used; allowed: a file path relative to',
        ),
        (
            steps('who = "李华", say = "好", expect = { who = "王敏" }'),
            "step 1: expect: holds: is missing; allowed: text in quotes",
        ),
        (
            HEAD + STEP + '\ntalks = { reminders = ["soon"] }',
            "talks: {'reminders': ['soon']} can't be used; allowed: what [talks] of the settings",
        ),
        (HEAD + STEP + '\nneeds = ["button"]', 'did you mean "buttons"?'),
        (steps("expect = 5"), "step 1: expect: 5 can't be used; allowed: text in quotes, a table"),
        (f"{HEAD}steps = 5", "steps: must be a list of tables: [[steps]]"),
        (f"{HEAD}steps = [5]", "step 1: must be a table with: at, after, who"),
        (
            HEAD + STEP + "\nplatform = { button = false }",
            'platform: button: there is no such key; did you mean "buttons"?',
        ),
        (
            HEAD + STEP + "\nplatform = { buttons = 1 }",
            "platform: buttons: 1 can't be used; allowed: true or false",
        ),
        (
            HEAD + STEP + '\nquiet_hours = { starts = "late" }',
            'quiet_hours: starts: "late" can\'t be used; allowed: a time of day',
        ),
        (
            HEAD + STEP + '\nquiet_hours = { starts = "22:00:30" }',
            "quiet_hours: starts: a time of day in hours and minutes",
        ),
        (HEAD + STEP + '\nbanks = [{ name = "题库" }]', "bank 1: file: is missing"),
        (HEAD + STEP + '\nbanks = [{ file = "none.gift" }]', "none.gift"),
        (
            HEAD + STEP + "\n[expectations.quiz]\nscore = 5",
            'expectations.quiz: score: there is no such key; did you mean "scores"?',
        ),
        (HEAD + STEP + '\n[expectations.quiz]\nranking = ["李花"]', "expectations.quiz: ranking:"),
        (
            HEAD + STEP + '\n[expectations.quiz]\nscores = { "李华" = "五" }',
            "allowed: a number of points, 0 or more",
        ),
        (
            HEAD + STEP + '\n[expectations.quiz]\nreminders = { "李华" = "19:00" }',
            "allowed: a list [ … ]",
        ),
        (
            HEAD.replace("王敏", "李华") + STEP.replace("菜单", "好"),
            'there are two people called "李华"',
        ),
    ],
)
def test_a_wrong_file_is_refused_with_the_place_and_what_is_allowed(
    tmp_path: Path, text: str, told: str
) -> None:
    found = problems(tmp_path, text)
    assert any(told in each for each in found), found
    result = CliRunner().invoke(app, ["play", str(tmp_path / "mine.toml")])
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Traceback" not in result.output


def test_all_problems_are_told_at_once(tmp_path: Path) -> None:
    text = 'titel = "x"' + steps('who = "李花", say = "好"', 'at = "x"', "say = 1")
    found = problems(tmp_path, text)
    assert [each.split(": ")[1:3] for each in found] == [
        ["titel", 'there is no such key; did you mean "title"? Known here'],
        ["step 1", "who"],
        ["step 2", "at"],
        ["step 3", "who"],
    ]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"start = ", "is not valid TOML"),
        ('start = "中"'.encode("gb18030"), "is not UTF-8 text"),
        (None, "there is no such file"),
    ],
)
def test_a_file_that_can_t_be_read_is_refused(
    tmp_path: Path, content: bytes | None, told: str
) -> None:
    file = tmp_path / "mine.toml"
    if content is not None:
        file.write_bytes(content)
    result = CliRunner().invoke(app, ["play", str(file)])
    assert result.exit_code == 2
    assert told in result.stderr
    assert "Traceback" not in result.output


def test_errors_of_a_roster_are_told_by_row(tmp_path: Path) -> None:
    (tmp_path / "roster.csv").write_text("姓名,支部,角色\n李华,,成员\n王敏,一支部,皇帝\n", "utf-8")
    text = f'start = 2020-03-06T18:00:00+08:00\norganization = {{ roster = "roster.csv" }}\n{STEP}'
    found = "\n".join(problems(tmp_path, text))
    assert "第 2 行" in found
    assert "第 3 行" in found
    assert "皇帝" in found


def test_an_unknown_language_of_the_report_is_refused() -> None:
    result = CliRunner().invoke(app, ["play", "any.toml", "--language", "fr"])
    assert result.exit_code == 2
    assert "可用：zh-CN, en" in result.stderr


# -- moments

NOW = datetime(2020, 3, 6, 10, 0, tzinfo=UTC)  # 18:00 in Shanghai


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("18:00", "2020-03-06 10:00"),  # just now
        ("19:30", "2020-03-06 11:30"),
        ("19:30:15", "2020-03-06 11:30"),
        ("tomorrow 09:00", "2020-03-07 01:00"),
        ("明天 9点", "2020-03-07 01:00"),
        ("2020-03-09 14:30", "2020-03-09 06:30"),
        (datetime(2020, 3, 9, 14, 30), "2020-03-09 06:30"),  # noqa: DTZ001 - local, as in TOML
        (datetime(2020, 3, 9, 14, 30, tzinfo=UTC), "2020-03-09 14:30"),
    ],
)
def test_a_moment_is_read_on_the_clocks_of_the_scenario(given: str | datetime, meant: str) -> None:
    found = moment(given, NOW, "Asia/Shanghai").astimezone(UTC)
    assert f"{found:%Y-%m-%d %H:%M}" == meant


def test_a_length_of_time_is_counted_from_the_step_before() -> None:
    assert later("90m", NOW, "Asia/Shanghai") == datetime(2020, 3, 6, 11, 30, tzinfo=UTC)
    assert later("1天", NOW, "Asia/Shanghai") == datetime(2020, 3, 7, 10, 0, tzinfo=UTC)
