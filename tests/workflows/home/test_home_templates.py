"""What can be done with any activity: kept as a template, and tried out."""

from __future__ import annotations

from datetime import timedelta

from service.core.effects import (
    DropTemplate,
    EndSandbox,
    KeepTemplate,
    RenameTemplate,
    Start,
)
from service.core.queries import About, Subject
from service.core.sandbox import LASTS
from service.core.texts import text
from service.sdk.testing import BRANCH, LI, SECRETARY, Harness
from tests.workflows.home.at_home import DRAFT, OURS, QUIZ, at_home

MONDAY = Subject(QUIZ, "quiz", BRANCH, "open", "每月测验")


def refused(life: Harness, verb: str, number: int, actor: int = SECRETARY) -> str:
    life.press(verb, number, actor=actor)
    return life.refusal()


# -- templates


def test_an_activity_is_kept_under_its_own_name_or_another() -> None:
    life = at_home()
    life.press("more", QUIZ)
    assert life.heard(SECRETARY) == "《党史测验》还可以："
    life.taps("存为模板", SECRETARY)
    assert "不保留时间、人员和回答" in life.heard(SECRETARY)
    assert "no times, people or answers" in life.heard(SECRETARY, "en")
    life.taps("党史测验", SECRETARY)
    assert life.effects(KeepTemplate) == [KeepTemplate(QUIZ, "党史测验", SECRETARY)]
    assert life.heard(SECRETARY, "en").startswith("Saved as the template “党史测验”.")
    life.press("keep", QUIZ)
    life.types("  党史   小测 ", SECRETARY)
    assert life.effects(KeepTemplate) == [KeepTemplate(QUIZ, "党史 小测", SECRETARY)]


def test_a_name_that_is_taken_is_replaced_only_when_that_is_confirmed() -> None:
    life = at_home({About(QUIZ, SECRETARY): MONDAY})
    life.press("kept", QUIZ)
    assert life.effects(KeepTemplate) == []
    assert "已有名为“每月测验”的模板" in life.heard(SECRETARY)
    life.taps("替换它", SECRETARY)
    assert life.effects(KeepTemplate) == [KeepTemplate(QUIZ, "每月测验", SECRETARY)]
    life.press("kept!", QUIZ, 99)
    assert "可能已被删除或改名" in life.refusal()


def test_a_name_has_a_length_and_is_one_in_its_branch() -> None:
    life = at_home()
    life.press("rename", OURS.id)
    life.types("题" * 61, SECRETARY)
    assert life.refusal() == "名字要有 1 到 60 个字。"
    life.types("每月测验", SECRETARY)
    assert "已有名为“每月测验”的模板" in life.refusal()
    life.types("季度测验", SECRETARY)
    assert life.effects(RenameTemplate) == [RenameTemplate(OURS.id, "季度测验")]
    life.press("keep", QUIZ)
    life.types(" ", SECRETARY)
    assert life.refusal() == "名字要有 1 到 60 个字。"


def test_those_of_the_branch_above_are_used_but_not_changed() -> None:
    life = at_home()
    life.press("templates")
    assert life.labels(SECRETARY) == ["📝 每月测验", "💬 读书", "整理模板（改名、删除）", "菜单"]
    life.taps("读书", SECRETARY)
    (start,) = life.effects(Start)
    assert (start.kind, start.unit, start.template) == ("discussion", BRANCH, 6)
    life.press("tidy")
    assert life.labels(SECRETARY) == ["📝 每月测验", "返回"]
    for verb in ("tpl", "rename", "toss", "toss!"):
        assert "可能已被删除或改名" in refused(life, verb, 6)


def test_one_is_deleted_once_that_is_confirmed() -> None:
    life = at_home()
    life.press("tpl", OURS.id)
    assert "单位：第一支部；王书记存于2月25日" in life.heard(SECRETARY)
    life.taps("删除", SECRETARY)
    assert life.effects(DropTemplate) == []
    assert "无法恢复" in life.heard(SECRETARY)
    life.taps("是，删除", SECRETARY)
    assert life.effects(DropTemplate) == [DropTemplate(OURS.id)]


def test_they_are_for_whoever_may_begin_the_kind() -> None:
    life = at_home()
    for verb in ("more", "keep", "kept", "kept!", "rehearse"):
        assert refused(life, verb, QUIZ, LI) == "您没有这个权限。"
    assert "没有您能用的模板" in refused(life, "templates", 0, LI)
    assert "可能已被删除或改名" in refused(life, "use", OURS.id, LI)
    nothing = Subject(QUIZ, "quiz", BRANCH, "draft", "", text("home-too-late"))
    life = at_home({About(QUIZ, SECRETARY): nothing})
    assert "已经开始或结束了" in refused(life, "keep", QUIZ), "the kind says why"


# -- dry runs


def test_a_draft_is_tried_out_until_a_tap_or_for_an_hour() -> None:
    life = at_home()
    life.press("more", DRAFT)
    life.taps("以成员身份试一遍", SECRETARY)
    (start,) = life.effects(Start)
    assert (start.kind, start.by, start.sandbox) == ("signup", SECRETARY, DRAFT)
    assert life.effects(EndSandbox) == [EndSandbox(SECRETARY)], "an earlier one ends"
    life.taps("结束演练", SECRETARY)
    assert life.effects(EndSandbox) == [EndSandbox(SECRETARY)]
    assert life.labels(SECRETARY) == ["返回", "再试一遍"]
    assert not life.timers
    life.taps("再试一遍", SECRETARY)
    life.advance(hours=LASTS / timedelta(hours=1))
    assert life.journal[-1] == "home.rehearsal_ended"
    assert "演练结束，没有留下任何记录" in life.heard(SECRETARY)
    assert life.labels(SECRETARY) == ["返回", "再试一遍"]


def test_what_has_begun_or_lacks_something_is_not_tried_out() -> None:
    life = at_home()
    life.press("more", QUIZ)
    assert "以成员身份试一遍" not in life.labels(SECRETARY)
    assert "已经开始或结束了" in refused(life, "rehearse", QUIZ)
    lacking = Subject(QUIZ, "quiz", BRANCH, "draft", "", unready=text("home-no-templates"))
    life = at_home({About(QUIZ, SECRETARY): lacking})
    assert "没有您能用的模板" in refused(life, "rehearse", QUIZ), "the kind says why"
