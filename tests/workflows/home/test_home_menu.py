"""What home greets with, lists and begins."""

from __future__ import annotations

from datetime import timedelta

import pytest

from service.core.access import Rules
from service.core.effects import Send, Start, ToChat
from service.core.events import Attached, CommandGiven, Joined
from service.core.message import Chat, Ref
from service.core.queries import Channels, Ongoing, OwnDone, Running
from service.core.records import Counted
from service.core.workflow import Rejected
from service.sdk.testing import BRANCH, LI, SECRETARY, ZHANG, Harness
from service.settings.rule_files import read_rule_book
from tests.workflows.home.at_home import MATRIX, OTHERS, PREPARED, RUNNING, TELEGRAM, at_home

PRIVATE = Ref(Chat("memory", "@2"), "m1", private=True)
LISTED = {"quiz": "测验", "discussion": "讨论", "talk": "谈心", "signup": "报名"}


def rows(life: Harness, person: int) -> list[list[str]]:
    """The labels of the choices last shown to the person, row by row."""
    labels = iter(life.labels(person))
    return [[next(labels) for _ in row] for row in life.messages(person)[-1].choices]


def test_the_menu_is_short_and_leads_everywhere() -> None:
    life = at_home()
    life.command("menu", LI)
    assert rows(life, LI) == [["📌 待办（1）"], ["📝 党史测验"], ["更多…"]]
    life.command("menu", SECRETARY)
    assert rows(life, SECRETARY) == [
        ["📌 待办（2）"],
        ["📝 党史测验"],
        ["＋ 发起活动…"],
        ["草稿与待开始（2）"],
        ["👥 成员", "更多…"],
    ]
    assert life.heard(SECRETARY) == "菜单\n正在进行："


def test_one_page_holds_all_that_can_be_begun() -> None:
    life = at_home()
    life.command("menu", SECRETARY)
    life.taps("＋ 发起活动…", SECRETARY)
    assert life.heard(SECRETARY) == "要发起什么？选一种："
    assert life.labels(SECRETARY) == [
        "＋ 发起测验",
        "＋ 发起讨论",
        "＋ 布置学习",
        "＋ 约一次谈心",
        "＋ 定期汇报",
        "＋ 思想动态",
        "＋ 召开会议",
        "＋ 发起表决",
        "＋ 办一件事",
        "＋ 上报事项",
        "＋ 发起报名",
        "＋ 定期活动",
        "＋ 年度计划",
        "📌 本月应办",
        "＋ 征集作品",
        "＋ 征集日记",
        "＋ 征集故事",
        "＋ 从模板新建",
        "菜单",
    ]
    life.press("begin", actor=LI)
    assert life.refusal() == "您没有这个权限。", "a forged one"


def test_what_alone_can_be_begun_stands_in_the_menu_itself() -> None:
    life = at_home(rules=Rules({"member": frozenset({"signup.manage"})}))
    life.command("menu", LI)
    assert rows(life, LI) == [["📌 待办（1）"], ["📝 党史测验"], ["＋ 发起报名"], ["更多…"]]


def test_the_help_is_short_and_how_to_begin_has_a_page_of_its_own() -> None:
    life = at_home()
    life.command("help", SECRETARY)
    assert rows(life, SECRETARY) == [["怎么发起活动…", "菜单"]]
    assert "年度计划" not in life.heard(SECRETARY)
    life.taps("怎么发起活动…", SECRETARY)
    assert "输入“年度计划”" in life.heard(SECRETARY)
    life.command("help", LI)
    assert rows(life, LI) == [["菜单"]]
    life.press("helps", actor=LI)
    assert "输入“年度计划”" not in life.heard(LI), "a forged one"


def in_pairs(*labels: str) -> list[list[str]]:
    """Rows of two buttons."""
    return [list(labels[at : at + 2]) for at in range(0, len(labels), 2)]


def test_the_page_of_the_rest_is_in_groups_and_lists_what_the_person_may_open() -> None:
    life = at_home()
    life.command("menu", LI)
    life.taps("更多…", LI)
    own = in_pairs(
        "学时", "我想谈谈", "提出申请", "提诉求、意见",
        "我的成绩和发言", "往期活动", "我的情况", "日程订阅", "我的数据",
    )  # fmt: skip
    settings = [["设置", "🌐 语言 / Language"], ["菜单"]]
    assert rows(life, LI) == [*own, *settings]
    life.command("menu", SECRETARY)
    life.taps("更多…", SECRETARY)
    branch = in_pairs(
        "谈心覆盖",
        "汇报率",
        "补记会议",
        "上报台账",
        "诉求台账",
        "看板",
        "年度档案",
        "关怀登记",
        "定期活动（1）",
    )
    assert rows(life, SECRETARY) == [*own, *branch, *settings]


def test_a_menu_with_much_going_on_shows_the_newest_and_a_page_of_all() -> None:
    many = tuple(Running(n, "quiz", BRANCH, "open", f"第{n}次") for n in range(20, 25))
    life = at_home({Ongoing(LI): many})
    life.command("menu", LI)
    shown = ["📝 第22次", "📝 第23次", "📝 第24次", "全部进行中的（5）", "更多…"]
    assert life.labels(LI) == shown
    life.taps("全部进行中的（5）", LI)
    assert life.labels(LI) == [f"📝 第{n}次" for n in range(20, 25)] + ["菜单"]


def test_the_menu_of_a_secretary_fits_a_phone() -> None:
    many = tuple(Running(n, "quiz", BRANCH, "open", f"第{n}次") for n in range(20, 30))
    life = at_home({Ongoing(SECRETARY): (*PREPARED, *RUNNING, *many)})
    life.command("menu", SECRETARY)
    assert len(rows(life, SECRETARY)) <= 8


def test_what_waits_is_listed_by_its_deadline_and_opens_with_one_tap() -> None:
    life = at_home()
    life.command("todo", SECRETARY)
    first, second = life.heard(SECRETARY).split("\n")[1:]
    assert first.startswith("· 📝 党史测验 · 还没有答题（")
    assert first.endswith("截止）")
    assert second == "· 🙋 植树 · 没有发布"
    assert life.labels(SECRETARY) == ["📝 党史测验 · 还没有答题", "🙋 植树 · 没有发布", "菜单"]
    (said,) = life.effects(Send)
    assert said.message.choices[0][0].id == "12::show:"
    life = at_home({Ongoing(ZHANG): ()})
    life.command("todo", ZHANG)
    assert life.heard(ZHANG, "en") == "Nothing is waiting for you."


def test_drafts_have_names_and_what_comes_round_has_a_place() -> None:
    life = at_home()
    life.command("menu", SECRETARY)
    life.taps("草稿与待开始（2）", SECRETARY)
    assert life.labels(SECRETARY) == ["🙋 植树", "📝 未命名的测验（3月6日 周五）", "菜单"]
    life.press("rest", actor=SECRETARY)
    life.taps("定期活动（1）", SECRETARY)
    assert life.labels(SECRETARY) == ["🔁 每月测验", "菜单"]


@pytest.mark.parametrize(
    ("page", "label", "kind", "command"),
    [("begin", "＋ 征集作品", "discussion", "works"), ("rest", "我想谈谈", "talk", "wish")],
)
def test_other_commands_of_a_kind_are_buttons_too(
    page: str, label: str, kind: str, command: str
) -> None:
    life = at_home()
    life.press(page, actor=SECRETARY)
    life.taps(label, SECRETARY)
    (start,) = life.effects(Start)
    assert (start.kind, start.details) == (kind, {"command": command, "args": ""})
    life.press("new", kind, "close", actor=SECRETARY)
    assert "没有这个权限" in life.refusal()


def test_a_menu_with_nothing_going_on_says_so() -> None:
    life = at_home({Ongoing(ZHANG): ()})
    life.command("menu", ZHANG)
    assert life.heard(ZHANG, "en") == "Menu\nNothing is in progress right now."


@pytest.mark.parametrize("kind", LISTED)
def test_each_kind_is_begun_from_the_menu_by_whoever_may(kind: str) -> None:
    (workflow,) = [each for each in OTHERS if each.kind == kind]
    assert workflow.menu is not None
    life = at_home(rules=Rules({"member": frozenset({workflow.menu.permission})}))
    life.press("begin", actor=LI)
    others = ("模板", "征集")
    begun = [
        label
        for label in life.labels(LI)
        if label.startswith("＋") and not any(each in label for each in others)
    ]
    assert len(begun) == 1
    life.taps(begun[0], LI)
    (start,) = life.effects(Start)
    assert (start.kind, start.by, start.details) == (kind, LI, {"command": kind, "args": ""})


@pytest.mark.parametrize("kind", ["quiz", "home", "plan", "nothing", ""])
def test_a_forged_start_is_refused(kind: str) -> None:
    life = at_home()
    life.press("new", kind, actor=LI)
    assert life.refusal() == "您没有这个权限。"


def test_the_help_has_a_line_for_each_kind_that_the_person_may_begin() -> None:
    life = at_home()
    life.command("help", SECRETARY)
    life.press("helps", actor=SECRETARY)
    for kind, word in LISTED.items():
        assert f"Type “{kind}”" in life.heard(SECRETARY, "en")
        assert f"输入“{word}”" in life.heard(SECRETARY)
    assert "/bind" in life.heard(SECRETARY)
    assert "发布前以成员身份试一遍；把活动存为模板" in life.heard(SECRETARY)
    life.command("help", LI)
    assert "在群里回复" in life.heard(LI)
    assert "/quiz" not in life.heard(LI)
    assert "模板" not in life.heard(LI)
    assert "/bind" not in life.heard(LI)


def test_a_room_that_asks_for_help_gets_a_word_there() -> None:
    life = at_home()
    room = Ref(Chat("memory", "room"), "m1")
    life.do(CommandGiven(room, "2", "help", ""), LI)
    (said,) = life.effects(Send)
    assert said.to == ToChat(room.chat)


def test_start_greets_once_and_shows_the_menu_later() -> None:
    life = at_home()
    life.command("start", LI)
    assert life.heard(LI).startswith("李华，您好！您已接入“第一支部”。")
    assert life.labels(LI)[2:] == ["菜单", "🌐 语言 / Language"]
    life.command("start", LI)
    assert life.heard(LI).startswith("菜单")


def test_a_chat_that_is_added_by_a_code_is_told_whose_it_is() -> None:
    life = at_home({Channels(LI): (TELEGRAM, MATRIX)})
    life.do(Joined(PRIVATE, "2", linked=True), LI)
    assert "已关联到您本人" in life.heard(LI)
    assert life.parts[LI].greeted_at == life.now


@pytest.mark.parametrize(
    ("name", "sender", "kind"),
    [
        ("题库.XLSX", SECRETARY, "quiz"),
        ("bank.gift", SECRETARY, "quiz"),
        ("照片.jpg", SECRETARY, None),
        ("题库.xlsx", LI, None),
    ],
)
def test_a_file_begins_the_kind_that_takes_it(name: str, sender: int, kind: str | None) -> None:
    life = at_home()
    outcome = life.do(Attached(PRIVATE, str(sender), name, "x/y", 9, "f1"), sender)
    if kind is None:
        assert isinstance(outcome, Rejected)
        assert outcome.code == "home.file_unasked"
        assert "图片和语音我也看不懂" in life.refusal()
        assert len(outcome.choices) == 1
        return
    (start,) = life.effects(Start)
    assert start.kind == kind
    assert start.details["file"]["name"] == name


def test_what_is_not_understood_gets_a_way_on() -> None:
    life = at_home()
    outcome = life.answer("", "你好吗", LI)
    assert isinstance(outcome, Rejected)
    assert life.refusal() == "没看懂。输入“菜单”可以看到现在能做什么。"
    assert len(outcome.choices) == 1
    life.command("nonsense", LI)
    unknown = life.refusal()
    life.command("quiz", LI)
    assert life.refusal() == unknown, "nobody learns from it what others may do"
    life.command("cancel", LI)
    assert "没有等您回答的问题" in life.refusal()
    life.press("~begin", actor=LI)
    assert "这次演练已经结束" in life.refusal()


def test_what_the_rules_ask_of_the_person_stands_beside_what_waits() -> None:
    life = at_home({Ongoing(ZHANG): ()}, rules=Rules(book=read_rule_book("party-branch")))
    life.command("todo", ZHANG)
    told = life.heard(ZHANG)
    assert told.startswith(
        "现在没有等您做的事。\n\n规则要求您本人的：\n· 支委与党员谈心谈话：还没有谈"
    )
    assert "· 党员集中学习培训32学时：0/32 学时（12月31日" in told
    life.command("today", ZHANG)
    assert "规则要求" not in life.heard(ZHANG), "none is due today"
    life.now += timedelta(days=300)
    life.answers[OwnDone(ZHANG)] = (
        Counted("theme_day", life.now - timedelta(days=60), unit=BRANCH),
        Counted("theme_day", life.now - timedelta(days=31), unit=BRANCH, absent=(ZHANG,)),
        Counted("study_hours", life.now, (ZHANG,), amount=32),
    )
    life.command("today", ZHANG)
    assert "· 参加主题党日：缺席 1 次，还没有补课（已过 11月30日" in life.heard(ZHANG)
    life.command("todo", ZHANG)
    assert "32学时" not in life.heard(ZHANG), "they are done"
