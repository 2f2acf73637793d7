"""What people set for themselves: language, chats, reminders, calendar, how they are."""

from __future__ import annotations

import pytest

from service.circumstances import Circumstance, Circumstances
from service.core.effects import Change, Erase, GiveCode, Invite, OpenCalendarFeed, Send, Unlink
from service.core.queries import Channels
from service.core.workflow import Decision
from service.sdk.testing import LI, OUTSIDER, SECRETARY, ZHANG, Harness
from tests.workflows.home.at_home import MATRIX, TELEGRAM, at_home


def changed(life: Harness) -> tuple[int, str, object]:
    """The one thing that was changed about a person."""
    (change,) = life.effects(Change)
    return change.person, change.field, change.value


def agrees(life: Harness, person: int) -> None:
    """To what is asked before anything sensitive is."""
    life.press("agree", actor=person)


def test_the_language_is_chosen_by_a_button_or_in_a_word() -> None:
    life = at_home()
    life.command("lang", LI)
    assert life.labels(LI) == ["中文", "English"]
    life.taps("English", LI)
    assert changed(life) == (LI, "language", "en")
    life.command("lang", LI, "ZH-cn")
    assert changed(life) == (LI, "language", "zh-CN")
    life.command("lang", LI, "de")
    assert "可以选：zh-CN（中文）、en（English）" in life.refusal()


# -- chats


def test_reminders_move_to_another_linked_chat() -> None:
    life = at_home({Channels(LI): (TELEGRAM, MATRIX)})
    life.command("settings", LI)
    assert "已关联：Telegram · Matrix" in life.heard(LI)
    assert "提醒和通知发到：Telegram" in life.heard(LI)
    life.taps("提醒改发到 Matrix", LI)
    assert changed(life) == (LI, "channel", "matrix")
    assert "提醒和通知发到：Matrix" in life.heard(LI)
    life.press("channel", "c9", actor=LI)
    assert "已经不在您的关联里了" in life.refusal()
    life.press("link", actor=LI)
    assert life.effects(GiveCode) == [GiveCode(LI)]


def test_a_new_link_for_a_member_is_made_by_who_keeps_the_roster_only() -> None:
    life = at_home()
    life.press("reinvite", str(LI), actor=SECRETARY)
    assert life.effects(Invite) == [Invite(LI)]
    for who, whom in ((ZHANG, LI), (SECRETARY, 999), (OUTSIDER, LI)):
        life.press("reinvite", str(whom), actor=who)
        assert "权限" in life.refusal(), who


def test_a_link_is_ended_at_once_where_another_is_left() -> None:
    life = at_home({Channels(LI): (TELEGRAM, MATRIX)})
    life.command("unlink", LI)
    assert life.labels(LI) == [
        "Telegram（2月4日 周三关联）",
        "Matrix（3月3日 周二关联）",
        "保留关联",
    ]
    life.taps("Matrix", LI)
    assert life.effects(Unlink) == [Unlink(LI, "c2")]
    assert "已取消关联 Matrix" in life.heard(LI)


def test_the_last_link_is_ended_only_when_that_is_confirmed() -> None:
    life = at_home()
    life.press("unlink", actor=LI)
    life.taps("Telegram", LI)
    assert life.effects(Unlink) == []
    assert "唯一还能收到消息的聊天" in life.heard(LI)
    life.taps("确定取消", LI)
    assert life.effects(Unlink) == [Unlink(LI, "c1")]
    assert life.effects(Send) == [], "there is nowhere left to say so"


# -- reminders


@pytest.mark.parametrize(
    ("typed", "seconds"),
    [
        ("1天、2小时、10分钟", "86400,7200,600"),
        ("10 分钟 和 1 天", "86400,600"),
        ("1d, 2h, 10m", "86400,7200,600"),
        ("2 hours; 5 mins", "7200,300"),
    ],
)
def test_reminders_are_typed_in_either_language(typed: str, seconds: str) -> None:
    life = at_home()
    life.press("reminders", actor=ZHANG)
    life.types(typed, ZHANG)
    assert changed(life) == (ZHANG, "reminders", seconds)


def test_reminders_are_tapped_refused_and_taken_back() -> None:
    life = at_home()
    life.press("reminders", actor=LI)
    assert "谈心前提醒您：1 天 + 1 小时 + 10 分钟" in life.heard(LI)
    life.types("有空的时候", LI)
    assert "没看懂" in life.refusal()
    life.types("1天、2天、3天、4天、5天、6天、7天", LI)
    assert "最多 6 个" in life.refusal()
    assert life.labels(LI)[1] == "1 小时 + 10 分钟"
    life.press("reminders", 3600, 600, actor=LI)
    assert changed(life)[2] == "3600,600"
    life.press("reminders", "usual", actor=LI)
    assert life.heard(LI) == "谈心提醒按支部的安排。"
    life.press("reminders", "0", actor=LI)
    assert life.heard(LI) == "谈心前不提醒您。"


# -- the calendar


def test_the_calendars_link_is_said_in_secret_and_kept_as_a_hash() -> None:
    life = at_home()
    life.command("calendar", LI)
    life.taps("给我一个新链接", LI)
    (opened,) = life.effects(OpenCalendarFeed)
    assert len(opened.hash) == 64
    (said,) = life.effects(Send)
    assert said.secret
    assert said.holder == LI
    assert opened.hash not in str(said)
    life.press("unfeed", actor=LI)
    assert life.effects(OpenCalendarFeed) == [OpenCalendarFeed(LI, "")]


# -- how people are


def test_how_one_is_is_reported_and_taken_back() -> None:
    life = at_home()
    life.command("me", LI)
    assert "不同意不影响" in life.heard(LI), "nothing is asked before the person agrees"
    life.press("am", "away", actor=LI)
    assert "需要您单独同意" in life.heard(LI), "nor kept"
    agrees(life, LI)
    life.taps("在外地", LI)
    assert changed(life)[:2] == (LI, "circumstances")
    assert isinstance(life.outcome, Decision)
    assert life.outcome.secret
    life.press("am", "well", actor=LI)
    assert changed(life)[2].fresh == ""  # type: ignore[attr-defined]
    life.press("am", "rich", actor=LI)
    assert "没看懂" in life.refusal()


def test_only_whom_the_rules_name_see_and_set_how_others_are() -> None:
    now = at_home().now
    life = at_home({Circumstances(0, SECRETARY): {LI: Circumstance("ill", now)}})
    for verb in ("care", "tend"):
        life.press(verb, actor=LI)
        assert life.refusal() == "您没有这个权限。"
    life.press("care", actor=SECRETARY)
    listed, shown = life.effects(Send)
    assert listed.secret
    assert "李华：生病" in life.words(listed.message)
    assert not shown.secret
    life.taps("登记或更改", SECRETARY)
    life.types("张三 隔离", SECRETARY)
    assert "还没有同意" in life.refusal()
    agrees(life, ZHANG)
    life.answer("care", "张三 隔离", SECRETARY)
    assert changed(life)[:2] == (ZHANG, "circumstances")
    assert len(life.effects(Erase)) == 1, "what was typed goes out of the chat"
    life.answer("care", "张三 很好", SECRETARY)
    assert "没看懂" in life.refusal()
    life.answer("care", "外人 隔离", SECRETARY)
    assert life.refusal() == "您没有这个权限。"
    life.answer("care", "李华 外地", OUTSIDER)
    assert life.refusal() == "您没有这个权限。"
