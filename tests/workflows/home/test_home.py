"""Home: who answers when nothing more special does."""

from __future__ import annotations

import pytest

from service.core.people import RosterRow
from tests.world import BRANCH, PEOPLE, minutes, world


@pytest.mark.parametrize("typed", ["菜单", "menu", "/menu", "主页", "菜单。", "MENU", "ｍｅｎｕ"])
async def test_the_menu_is_asked_for_in_any_language(typed: str) -> None:
    async with world() as w:
        await w.say("李华", typed)
        assert w.last("李华") == "菜单\n现在没有进行中的活动。"


async def test_the_menu_offers_what_the_person_may_start_and_what_goes_on() -> None:
    async with world() as w:
        await w.quiz()
        await w.say("李华", "菜单")
        member = [each.label for each in w.newest(w.chat("李华"), "菜单").post.flat_buttons]
        await w.say("王敏", "菜单")
        secretary = [each.label for each in w.newest(w.chat("王敏"), "菜单").post.flat_buttons]
    assert member == ["📝 题库", "🌐 语言 / Language", "设置"]
    assert secretary == [
        "📝 题库",
        "＋ 发起测验",
        "＋ 发起讨论",
        "＋ 约一次谈心",
        "＋ 发起报名",
        "🌐 语言 / Language",
        "设置",
    ]


async def test_what_goes_on_is_opened_from_the_menu() -> None:
    async with world() as w:
        await w.quiz()
        await w.say("李华", "菜单")
        await w.press("李华", "📝 题库")
        assert "第 1/3 题" in w.last("李华")
        await w.say("王敏", "菜单")
        await w.press("王敏", "📝 题库")
        assert "测验进行中" in w.last("王敏")


async def test_what_is_over_leaves_the_menu() -> None:
    async with world() as w:
        await w.quiz()
        await w.advance(minutes(61))
        await w.say("李华", "菜单")
        assert "现在没有进行中的活动" in w.last("李华")


async def test_another_branch_sees_nothing_of_it_and_the_one_above_does() -> None:
    others = (RosterRow("陈外", "校/二支部"), RosterRow("主任", "校", role="secretary"))
    async with world((*PEOPLE, *others)) as w:
        await w.quiz()
        await w.say("陈外", "菜单")
        await w.say("主任", "菜单")
        assert "没有进行中的活动" in w.last("陈外")
        assert "正在进行" in w.last("主任")


async def test_the_language_is_changed_and_stays() -> None:
    async with world() as w:
        await w.say("李华", "语言")
        await w.press("李华", "English")
        assert w.last("李华") == "From now on I'll write to you in English."
        await w.say("李华", "菜单")
        assert w.last("李华").startswith("Menu")
        await w.engine.refresh()
        assert w.person("李华").language == "en"
        await w.say("李华", "/lang zh-CN")
        assert w.last("李华") == "以后用中文和您说话。"
        await w.say("李华", "/lang de")
        assert "可以选：zh-CN（中文）、en（English）" in w.last("李华")


@pytest.mark.parametrize("typed", ["你好吗", "🙂", "x" * 100_000, "<b>hi</b>", "\u202eabc", "42"])
async def test_what_is_not_understood_gets_a_way_on(typed: str) -> None:
    async with world() as w:
        await w.say("李华", typed)
        assert w.last("李华") == "没看懂。输入“菜单”可以看到现在能做什么。"
        await w.press("李华", "菜单")
        assert w.last("李华").startswith("菜单")


async def test_an_unknown_command_and_a_forbidden_one_get_the_same_word() -> None:
    """So that nobody learns from it what others may do."""
    async with world() as w:
        await w.say("李华", "/nonsense")
        unknown = w.last("李华")
        await w.say("李华", "/quiz")
        assert w.last("李华") == unknown


async def test_a_forged_start_of_an_activity_is_refused() -> None:
    async with world() as w:
        await w.bank()
        await w.say("李华", "菜单")
        line = w.newest(w.chat("李华"), "菜单")
        home = line.post.flat_buttons[-1].id.split(":")[0]
        for kind in ("quiz", "home", "plan", "nothing", ""):
            await w.receive(w.chats.pressed(w.chat("李华"), "李华", line, f"{home}::new:{kind}"))
        assert w.last("李华") == "您没有这个权限。"
        assert {row.kind for row in await w.sql("SELECT kind FROM activities")} == {"home"}


async def test_help_tells_how_to_take_part() -> None:
    async with world() as w:
        await w.say("Zhang", "help")
        assert "tap a button, or type its number" in w.last("Zhang")
        await w.say("李华", "帮助")
        assert "在支部群里回复" in w.last("李华")


async def test_start_greets_once_and_shows_the_menu_later() -> None:
    async with world() as w:
        await w.say("李华", "/start")
        assert w.last("李华").startswith("李华，您好！您已接入“一支部”。")
        await w.say("李华", "/start")
        assert w.last("李华").startswith("菜单")


async def test_the_room_hears_nothing_of_private_talk() -> None:
    async with world() as w:
        for typed in ("菜单", "帮助", "你好", "/start", "语言"):
            await w.say("李华", typed)
        assert w.heard("李华", BRANCH) == []


async def test_commands_are_heard_while_a_question_is_open_and_it_stays_open() -> None:
    async with world() as w:
        await w.bank()
        await w.say("王敏", "测验")
        for command in ("/帮助", "/help", "／菜单"):
            await w.say("王敏", command)
            assert "什么时候开始" not in w.last("王敏")
        await w.say("王敏", "明天 19:30")
        assert "什么时候截止" in w.last("王敏"), "the question was still open"


async def test_cancel_leaves_the_question_with_a_word_and_the_menu_opens_it_again() -> None:
    async with world() as w:
        await w.bank()
        await w.say("王敏", "测验")
        await w.say("王敏", "取消")
        assert "先放下了" in w.last("王敏")
        await w.say("王敏", "明天 19:30")
        assert "没看懂" in w.last("王敏"), "nothing is asked any more"
        await w.say("王敏", "/cancel")
        assert "没有等您回答的问题" in w.last("王敏")
        await w.say("王敏", "菜单")
        await w.press("王敏", "📝 题库")
        await w.say("王敏", "明天 19:30")
        assert "什么时候截止" in w.last("王敏")


async def test_a_question_is_left_in_english_as_well() -> None:
    async with world() as w:
        await w.say("Zhang", "me")
        await w.say("Zhang", "/cancel")
        assert "No question is waiting" in w.last("Zhang"), "buttons only: nothing is asked"
        await w.quiz()
        await w.press("Zhang", "Start")
        await w.say("Zhang", "/help")
        await w.say("Zhang", "cancel")
        assert "I've dismissed the question" in w.last("Zhang")
