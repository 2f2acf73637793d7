"""Words in a room that answer nothing: their writer is asked, and nobody is nagged about them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.world import BRANCH, World, minutes, world


async def discussing(w: World, title: str = "读书", *, by: str = "王敏") -> None:
    for words in ("讨论", title, f"谈谈{title}。", "2小时后", "发布"):
        await w.say(by, words)
    assert f"谈谈{title}" in "\n".join(w.heard(by, BRANCH))


async def digest(w: World) -> str:
    for words in ("提前结束", "是的，现在结束"):
        await w.say("王敏", words)
    return "\n".join(w.heard("李华", BRANCH))


async def test_loose_words_are_asked_about_and_count_with_a_yes_as_of_when_they_were_said() -> None:
    async with world() as w:
        await discussing(w)
        line = await w.say("李华", "我读完了第一章，很有收获。", room=BRANCH)
        assert "算作对《读书》的发言吗" in w.last("李华")
        told = len(w.heard("李华"))
        await w.advance(minutes(10))
        await w.say("李华", "第二章还没读。", room=BRANCH)
        assert len(w.heard("李华")) == told, "asked once until they answer"
        await w.press("李华", "是，算我的发言")
        assert "交给讨论（2 条）" in w.last("李华")
        assert line.marked, "marked in the room as a reply is"
        number = (await w.sql("select id from activities where kind = 'discussion'"))[0].id
        first, second = (await w.entry(number, "李华")).contributions
        assert (first.text, second.text) == ("我读完了第一章，很有收获。", "第二章还没读。")
        assert second.at - first.at == timedelta(minutes=10)
        assert "很有收获" in await digest(w)


async def test_after_a_no_they_are_left_alone_but_asked_about_the_next_discussion() -> None:
    async with world() as w:
        await discussing(w)
        await w.say("李华", "中午谁去食堂？", room=BRANCH)
        await w.press("李华", "不是")
        assert "不算发言" in w.last("李华")
        told = len(w.heard("李华"))
        await w.say("李华", "我先走了。", room=BRANCH)
        assert len(w.heard("李华")) == told
        assert "食堂" not in await digest(w)
        await discussing(w, "春游")
        await w.say("李华", "我想去植物园。", room=BRANCH)
        assert "《春游》" in w.last("李华")


async def test_with_several_topics_there_is_a_button_for_each() -> None:
    async with world() as w:
        await discussing(w)
        await discussing(w, "春游")
        await w.say("李华", "我想去植物园。", room=BRANCH)
        assert "算作对哪个话题" in w.last("李华")
        await w.press("李华", "《春游》")
        found = await w.sql("select id from activities where kind = 'discussion' order by id")
        assert await w.entry(found[0].id, "李华") is None
        assert [e.text for e in (await w.entry(found[1].id, "李华")).contributions] == [
            "我想去植物园。"
        ]


@pytest.mark.parametrize("words", ["好的", "收到！", "👍👍", "赞", "OK", "菜单", "/menu", "！！！"])
async def test_nobody_is_asked_about_commands_and_small_talk(words: str) -> None:
    async with world() as w:
        await discussing(w)
        await w.say("李华", words, room=BRANCH)
        assert not [each for each in w.heard("李华") if "算作" in each]


async def test_nobody_is_asked_where_nothing_is_collected() -> None:
    async with world() as w:
        await w.say("李华", "今天天气真好。", room=BRANCH)
        assert w.heard("李华") == []


async def test_talk_that_does_not_count_is_not_kept() -> None:
    async with world() as w:
        await discussing(w)
        await w.say("李华", "这句话不该留下。", room=BRANCH)
        await w.press("李华", "不是")
        kept = await w.sql("select event from journal union select state from entries")
        assert not [row for row in kept if "不该留下" in str(row[0])]


async def test_the_topic_has_a_button_to_speak_in_private() -> None:
    async with world() as w:
        await discussing(w)
        await w.press("李华", "我要发言", room=BRANCH)
        await w.say("李华", "私下里说的想法。")
        assert "私下里说的想法" in await digest(w)
