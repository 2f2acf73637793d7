"""Home in the service: what is routed to it, and what comes of its answers."""

from __future__ import annotations

from datetime import timedelta

from service.core.people import RosterRow
from tests.world import BRANCH, PEOPLE, World, minutes, world


async def test_the_menu_is_asked_for_in_any_language() -> None:
    async with world() as w:
        for typed in ("菜单", "menu", "/menu", "主页", "菜单。", "MENU", "ｍｅｎｕ"):
            await w.say("李华", "帮助")
            await w.say("李华", typed)
            assert w.last("李华") == "菜单\n现在没有进行中的活动。", typed


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


async def test_what_is_not_understood_gets_a_way_on() -> None:
    async with world() as w:
        for typed in ("你好吗", "🙂", "x" * 100_000, "<b>hi</b>", "\u202eabc", "42"):
            await w.say("李华", typed)
            assert w.last("李华") == "没看懂。输入“菜单”可以看到现在能做什么。", typed
            await w.press("李华", "菜单")
            assert w.last("李华").startswith("菜单")


async def test_an_unknown_command_and_a_forbidden_one_get_the_same_word() -> None:
    """So that nobody learns from it what others may do."""
    async with world() as w:
        await w.say("李华", "/nonsense")
        unknown = w.last("李华")
        await w.say("李华", "/quiz")
        assert w.last("李华") == unknown


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
        await w.press("王敏", "草稿与待开始（1）")
        await w.press("王敏", "📝 测验")
        await w.say("王敏", "明天 19:30")
        assert "什么时候截止" in w.last("王敏")


def labels(w: World) -> list[str]:
    """The choices under the last message to the secretary."""
    newest = list(w.chat("王敏").lines.values())[-1]
    return [button.label for button in newest.post.flat_buttons]


async def test_a_draft_with_nothing_in_it_is_called_by_its_day_and_gone_after_a_day() -> None:
    async with world() as w:
        await w.say("王敏", "讨论")
        await w.say("王敏", "/菜单")
        assert "待办" not in "".join(labels(w))
        await w.press("王敏", "草稿与待开始（1）")
        await w.press("王敏", "💬 未命名的讨论（3月6日 周五）")
        assert "题目" in w.last("王敏")
        await w.advance(timedelta(hours=25))
        await w.say("王敏", "/菜单")
        assert not [each for each in labels(w) if "草稿" in each]


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
