"""What answers a tap takes the place of what was tapped, where it is the same message anew."""

from __future__ import annotations

from dataclasses import replace

from adapters.memory.adapter import EVERYTHING
from tests.world import World, minutes, world

SECRETARY = "王敏"


async def prepared(w: World) -> None:
    """A draft of a quiz, at its preview."""
    await w.bank()
    await w.say(SECRETARY, "/quiz")
    await w.press(SECRETARY, "30 分钟")
    assert "预览" in w.last(SECRETARY)


async def test_a_panel_changes_under_the_finger() -> None:
    async with world() as w:
        await prepared(w)
        before = len(w.heard(SECRETARY))
        await w.press(SECRETARY, "更多设置")
        await w.press(SECRETARY, "可答次数")
        await w.press(SECRETARY, "返回")
        assert "预览" in w.last(SECRETARY)
        assert len(w.heard(SECRETARY)) == before, "nothing was said anew"


async def test_what_is_typed_is_answered_below() -> None:
    async with world() as w:
        await prepared(w)
        await w.press(SECRETARY, "修改时间")
        before = len(w.heard(SECRETARY))
        await w.say(SECRETARY, "今晚7点半")
        assert len(w.heard(SECRETARY)) == before + 1


async def test_a_typed_answer_to_a_question_brings_the_next_one_below_it() -> None:
    async with world() as w:
        await w.quiz(feedback="end")
        await w.say("李华", "1")
        for typed, shown in (("B", "第 2/3 题"), ("AC", "第 3/3 题")):
            before = len(w.heard("李华"))
            await w.say("李华", typed)
            assert len(w.heard("李华")) == before + 1
            assert shown in w.heard("李华")[-1]
        before = len(w.heard("李华"))
        await w.press("李华", "A")
        assert len(w.heard("李华")) == before, "what is tapped changes in place"


async def test_a_tap_on_an_older_panel_is_answered_below_the_newer_one() -> None:
    async with world() as w:
        await prepared(w)
        older, button = w.find_button(w.chat(SECRETARY), "更多设置")
        await w.say(SECRETARY, "/menu")
        await w.press(SECRETARY, "草稿与待开始")
        await w.press(SECRETARY, "📝 测验")  # the panel again, at the end of the chat
        before = len(w.heard(SECRETARY))
        await w.receive(w.chats.pressed(w.chat(SECRETARY), SECRETARY, older, button.id))
        assert len(w.heard(SECRETARY)) == before + 1
        assert w.heard(SECRETARY)[-1] == w.last(SECRETARY)


async def test_without_edits_everything_is_said_anew() -> None:
    async with world(capabilities=replace(EVERYTHING, edits=False)) as w:
        await prepared(w)
        before = len(w.heard(SECRETARY))
        await w.press(SECRETARY, "更多设置")
        assert len(w.heard(SECRETARY)) == before + 1


async def test_what_brings_files_is_said_anew() -> None:
    """A message that stands can't be given files."""
    async with world() as w:
        await w.say(SECRETARY, "讨论")
        for line in ("读书体会", "谈谈体会。"):
            await w.say(SECRETARY, line)
        await w.press(SECRETARY, "1 天")
        await w.press(SECRETARY, "发布")
        await w.press(SECRETARY, "提前结束")
        before = len(w.heard(SECRETARY))
        await w.press(SECRETARY, "现在结束")
        assert len(w.heard(SECRETARY)) == before + 1
        newest = w.newest(w.chat(SECRETARY))
        assert [each.name.rpartition(".")[2] for each in newest.post.files] == ["md", "docx"]


async def test_what_came_with_files_is_not_changed_into_something_else() -> None:
    async with world() as w:
        await w.say(SECRETARY, "讨论")
        for line in ("读书体会", "谈谈体会。"):
            await w.say(SECRETARY, line)
        await w.press(SECRETARY, "1 天")
        await w.press(SECRETARY, "发布")
        await w.press(SECRETARY, "提前结束")
        await w.press(SECRETARY, "现在结束")
        record = w.newest(w.chat(SECRETARY))
        before = len(w.heard(SECRETARY))
        await w.press(SECRETARY, "上报摘要")
        assert len(w.heard(SECRETARY)) == before + 1
        assert len(record.post.files) == 2
        assert w.newest(w.chat(SECRETARY)) is not record


async def test_a_panel_that_time_has_overtaken_offers_nothing_any_more() -> None:
    async with world() as w:
        await prepared(w)
        await w.press(SECRETARY, "确认发布")
        chat = w.chat(SECRETARY)
        panel, _ = w.find_button(chat, "修改")
        await w.advance(minutes(121))
        assert "测验进行中" in w.heard(SECRETARY)[-2] + w.last(SECRETARY)
        assert chat.lines[panel.id].post.buttons == ()
        assert "请看下面最新的一条" in chat.lines[panel.id].post.body
        assert w.find_button(chat, "查看进度")[0].id != panel.id


async def test_a_platform_is_told_which_choice_comes_first_and_which_is_dangerous() -> None:
    async with world() as w:
        await prepared(w)
        buttons = w.newest(w.chat(SECRETARY)).post.flat_buttons
        styles = {each.label: each.style for each in buttons if each.style}
        assert styles == {"✔ 确认发布": "primary", "放弃": "danger"}
        assert buttons[0].style == "primary"
        assert buttons[-1].style == "danger"
