"""Drafts of talks that were dropped, and had back."""

from __future__ import annotations

from tests.world import minutes, world

UNDO = "↩ 撤销"


async def test_a_dropped_offer_is_there_again_with_all_that_was_chosen() -> None:
    async with world() as w:
        await w.say("王敏", "/talk 李华")
        await w.say("王敏", "明天 19:30")
        assert "发出后马上私聊告诉 1 人" in w.last("王敏")
        await w.press("王敏", "放弃")
        await w.press("王敏", UNDO)
        assert "已撤销，恢复成原来的样子" in w.last("王敏")
        assert "3月7日 周六 19:30" in w.last("王敏")
        await w.press("王敏", "发出")
        assert "想和您谈心" in w.last("李华")


async def test_a_dropped_wish_is_there_again() -> None:
    async with world() as w:
        await w.say("李华", "我想谈谈")
        await w.press("李华", "放弃")
        await w.press("李华", UNDO)
        assert "想和谁谈谈" in w.last("李华")
        assert not any("想和您谈谈" in each for each in w.heard("王敏"))


async def test_after_ten_minutes_it_stays_dropped() -> None:
    async with world() as w:
        await w.say("王敏", "/talk 李华")
        await w.press("王敏", "放弃")
        await w.advance(minutes(11))
        await w.press("王敏", UNDO)
        assert "超过十分钟，不能再撤销了" in w.last("王敏")
