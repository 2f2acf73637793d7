"""`orglife demo` as a real process, its day shortened: people sign in by the printed links, answer,
discuss and decline; the ranking comes into the room, and nothing of it into the log."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from service.cli.demonstration import SAMPLE_DAYS, DayError, demo_settings, read_day
from service.core.access import ROLES, Rules
from service.core.people import LANGUAGES, Language
from service.core.workflow import menu_of
from service.files.roster import read_roster
from service.runtime.registry import every_permission
from service.testkit.waiting import wait_until
from service.workflows import WORKFLOWS
from tests.e2e.running import Process, Visitor, buttons, free_port

DAY = """
roster = "roster.csv"
people = ["王敏", "李华", "张伟", "陈静"]

[welcome]
secretary = "请试着出一份测验。"
"*" = "请等测验开始。"

[[banks]]
name = "卫生知识题库"
file = "questions.xlsx"

[[starts]]
after = 0.2
kind = "quiz"
unit = "第一支部"
by = "王敏"
details = { bank = "卫生知识题库", opens_at = "+1s", closes_at = "+30s", remind_before = 3 }

[[starts]]
after = 0.3
kind = "discussion"
unit = "第一支部"
by = "王敏"
details = { title = "居家学习的收获", prompt = "有何收获？", opens_at = "+1s", closes_at = "+30s" }

[[starts]]
after = 0.4
kind = "talk"
unit = "第一支部"
by = "王敏"
details = { members = ["李华"], slots = ["+300s", "+360s"], minutes = 5, form = "video" }
"""
OPINION = "我学会了每天读书半小时"
REASON = "这周要陪家人去医院"


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Process]:
    (tmp_path / "day.toml").write_text(DAY, "utf-8")
    words = ("--port", str(free_port()), "--day", str(tmp_path / "day.toml"))
    process = Process(tmp_path / "demo", "demo", *words, "--log", "debug")
    yield process
    process.kill()


def signed_in(demo: Process) -> dict[str, Visitor]:
    """Everybody the demonstration gave a link to."""
    url = demo.url()
    links = wait_until(
        lambda: demo.out.count("code=") == 4 and re.findall(r"  (\S+)  .*\n +(http\S+)", demo.out),
        "four links",
    )
    visitors = {}
    for name, link in links:
        visitors[name] = Visitor(url)
        visitors[name].join(link)
    return visitors


def answer_everything(visitor: Visitor) -> str:
    """Take the quiz to its end, with the first option of each question. What is said then."""
    room = visitor.private
    wait_until(lambda: visitor.press(room, "开始答题"), "the quiz opens")

    def go_on() -> str:
        messages = visitor.messages(room)
        handed_in = next((each["body"] for each in messages if "已交卷，共答" in each["body"]), "")
        asked = [each for each in messages if each["title"].startswith("第 ") and each["buttons"]]
        labels = buttons(asked)
        if not handed_in and not visitor.press(room, "交卷") and labels:
            chosen = any("●" in each for each in labels)
            visitor.press(room, "提交" if chosen else labels[0])
        return str(handed_in)

    return wait_until(go_on, "every question is answered")


def test_a_day_is_lived_through_and_stays_out_of_the_log(demo: Process) -> None:
    people = signed_in(demo)
    li, zhang, wang = people["李华"], people["张伟"], people["王敏"]
    assert set(li.rooms()) == {"第一支部"}
    assert set(people["陈静"].rooms()) == {"第二支部"}
    assert "请试着出一份测验。" in wang.texts(wang.private)
    assert "请等测验开始。" in li.texts(li.private)
    room = li.rooms()["第一支部"]

    assert re.search("成绩和解析在 .+ 截止后公布", answer_everything(li))
    topic = wait_until(
        lambda: next((m["id"] for m in zhang.messages(room) if "居家" in m["title"]), None),
        "the discussion opens",
    )
    zhang.say(room, OPINION, reply_to=topic)
    wait_until(lambda: li.press(li.private, "婉拒"), "times for a talk are offered")
    wait_until(lambda: "可以输入理由" in li.texts(li.private), "a reason may be given")
    li.say(li.private, REASON)
    wait_until(lambda: "李华 婉拒了谈心邀约" in wang.texts(wang.private), "the secretary hears")

    told = wait_until(lambda: "个人排名" in li.texts(room) and li.texts(room), "the ranking")
    assert "李华" in told
    wait_until(lambda: "讨论摘要" in li.texts(room), "the digest")
    assert "您还没有完成测验" in zhang.texts(zhang.private)
    assert "您还没有完成测验" not in li.texts(li.private)

    code, seconds = demo.stop()
    assert code == 0
    assert seconds < 5
    private = [OPINION, REASON, "居家学习", "卫生知识", "李华", "王敏", "第一支部", "肥皂"]
    secrets = re.findall(r"code=(\S+)", demo.out)
    assert len(secrets) == 4
    for word in (*private, *secrets):
        assert word not in demo.err
    assert "service.started" in demo.err  # there is a log
    assert "Traceback" not in demo.err
    assert "[error" not in demo.err
    for visitor in people.values():
        visitor.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sample_day_leaves_time_to_answer_and_says_what_to_try(language: Language) -> None:
    day = read_day(SAMPLE_DAYS[language])
    first, last = day.span()
    assert 5 <= first <= 15
    assert 180 <= last <= 300
    assert set(day.welcome) == {"secretary", "*"}
    assert all(day.file(each).exists() for each in (day.roster, *(b.file for b in day.banks)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_whoever_begins_something_on_the_sample_day_may(language: Language) -> None:
    day = read_day(SAMPLE_DAYS[language])
    rows = read_roster(day.file(day.roster), day.roster, roles=ROLES)
    people = {each.name: each for each in rows}
    rules = Rules(permissions=every_permission())
    menus = menu_of(WORKFLOWS)
    for start in day.starts:
        by = people[start.by]
        assert rules.grants(by.role, menus[start.kind].permission), start
        assert by.branch.split("/")[-1] == start.unit


def test_the_environment_is_honoured_unless_the_command_says_otherwise(tmp_path: Path) -> None:
    environment = {"ORGLIFE_WEB__PORT": "8123", "ORGLIFE_DATA_DIR": str(tmp_path / "kept")}
    settings = demo_settings(None, None, "en", environment)
    assert (settings.web.port, settings.data_dir) == (8123, tmp_path / "kept")
    assert settings.organization.language == "en"
    assert demo_settings(tmp_path, 9000, "en", environment).web.port == 9000


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("roster = ", "Invalid value"),
        ("people = []", "roster: Field required"),
        (DAY.replace("after = 0.2", 'after = "soon"'), "starts.0.after"),
        (DAY.replace('kind = "quiz"', 'knd = "quiz"'), "starts.0.knd"),
    ],
)
def test_a_day_that_is_written_wrong_is_told(tmp_path: Path, text: str, problem: str) -> None:
    (tmp_path / "day.toml").write_text(text, "utf-8")
    with pytest.raises(DayError, match=problem):
        read_day(tmp_path / "day.toml")


def test_a_day_that_can_not_begin_ends_the_demonstration_with_a_word(tmp_path: Path) -> None:
    day = tmp_path / "day.toml"
    day.write_text(DAY.replace('unit = "第一支部"', 'unit = "第九支部"'), "utf-8")
    words = ("--port", str(free_port()), "--day", str(day))
    process = Process(tmp_path / "demo", "demo", *words)
    try:
        assert process.wait() == 2
    finally:
        process.kill()
    assert "第九支部" in process.err
    assert "Traceback" not in process.err
