"""Members who would like to talk, and rounds in which everybody is talked with."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from service.core.choices import ChoiceId
from service.core.people import RosterRow
from service.store import tables as t
from service.store.schema import metadata
from tests.workflows.talk.stories import forge, hours, labels, offer, shanghai, status, times_in
from tests.world import BRANCH, PEOPLE, World, world

ZHAO = RosterRow("赵强", f"校/{BRANCH}", role="committee")
WORD = "最近睡不好，想找人说说。"


async def newest(w: World) -> int:
    found = await w.rows(select(t.activities.c.id).where(t.activities.c.kind == "talk"))
    return int(max(each.id for each in found))


async def nowhere(w: World, words: str) -> bool:
    rows = [repr(await w.rows(select(table))) for table in metadata.sorted_tables]
    return not any(words in each for each in rows)


async def test_a_member_would_like_to_talk_and_is_offered_several_times() -> None:
    async with world() as w:
        await w.say("李华", "我想谈谈")
        assert labels(w, "李华")[0] == "王敏"
        await w.press("李华", "王敏")
        await w.press("李华", "不留言")
        assert "已发出" in w.last("李华")
        assert "李华 想和您谈谈。请给一个或几个时间" in w.last("王敏")
        activity = await newest(w)
        assert await status(w, activity, "李华") == "requested"
        await w.press("王敏", "另约时间")
        await w.say("王敏", "明天 19:30、20:30")
        assert times_in(labels(w, "李华")) == ["19:30", "20:30"]
        await w.press("李华", "20:30")
        assert await status(w, activity, "李华") == "booked"
        assert "和 李华" in w.last("王敏")


async def test_a_word_beforehand_is_sealed_and_read_by_who_is_asked_alone() -> None:
    async with world((*PEOPLE, ZHAO)) as w:
        await w.say("李华", "想谈谈")
        await w.press("李华", "赵强")
        line = await w.say("李华", WORD)
        assert line.deleted
        assert "留了一句话" in w.last("赵强")
        assert WORD not in w.last("赵强"), "nobody reads it over a shoulder"
        assert await nowhere(w, WORD)
        await w.press("赵强", "看留言")
        assert WORD in w.last("赵强")
        assert await nowhere(w, WORD)
        activity, member = await newest(w), w.person("李华").id
        for name in ("王敏", "Zhang"):
            await forge(w, name, ChoiceId(activity, "word", (), member).encode())
            assert not any(WORD in each for each in w.heard(name)), "not even the secretary"


async def test_a_member_may_talk_with_a_member_and_take_the_wish_back() -> None:
    async with world() as w:
        await w.say("李华", "我想谈谈")
        await w.say("李华", "Zhang")
        await w.press("李华", "不留言")
        assert "李华 would like to talk with you" in w.last("Zhang")
        await w.press("李华", "取消")
        assert "李华 cancelled this talk" in w.last("Zhang")
        await w.press("李华", "撤销")
        await w.press("Zhang", "Another time")
        await w.say("Zhang", "tomorrow 12:30")
        await w.press("李华", "✔ 同意")
        await w.advance_to(shanghai("2026-03-07T20:00"))
        assert "Record of the talk with 李华" in w.last("Zhang")


async def test_a_wish_that_waits_is_told_again() -> None:
    async with world() as w:
        await w.say("李华", "我想谈谈")
        await w.press("李华", "王敏")
        await w.press("李华", "不留言")
        await w.advance(timedelta(days=3, hours=14))
        assert any("已经等了 3 天" in each for each in w.heard("王敏"))


async def test_nobody_asks_themselves_or_a_stranger() -> None:
    async with world() as w:
        await w.say("李华", "我想谈谈")
        await w.say("李华", "李华")
        assert "名单中没有" in w.last("李华")
        await forge(w, "李华", ChoiceId(await newest(w), "with", ("999",)).encode())
        assert "已经过时了" in w.last("李华")
        await w.press("李华", "放弃")
        assert "没有通知任何人" in w.last("李华")


async def held(w: World, name: str, at: str) -> None:
    """A talk of the secretary with them that was held."""
    await offer(w, name, slots=(at,))
    line = [each for each in w.chat(name).lines.values() if each.post.buttons][-1]
    await w.receive(w.chats.pressed(w.chat(name), name, line, line.post.flat_buttons[0].id))
    await w.advance_to(shanghai(at) + hours(0.5))


async def test_in_a_round_those_in_need_come_first_then_those_not_talked_with() -> None:
    members = [RosterRow(name, f"校/{BRANCH}") for name in ("甲", "乙", "丙", "丁")]
    async with world((PEOPLE[0], *members), start=shanghai("2026-03-01T10:00")) as w:
        await held(w, "乙", "2026-03-02T19:30")
        await held(w, "甲", "2026-03-03T19:30")
        for name in ("甲", "丙"):
            await w.say(name, "我的情况")
            await w.press(name, "我同意")
        await w.press("丙", "在外地")
        await w.say("王敏", "关怀")
        await w.press("王敏", "登记或更改")
        await w.say("王敏", "甲 隔离")
        await w.say("王敏", "关怀")
        care = [each for each in w.heard("王敏") if "需要关心的同志" in each][-1]
        assert care.index("甲：隔离中") < care.index("丙：在外地")
        assert await nowhere(w, "甲：隔离中")
        assert await nowhere(w, "甲 隔离")
        await w.say("王敏", "谈心")
        await w.press("王敏", "全支部一轮")
        assert "人员（4）：甲、丙、丁、乙" in w.last("王敏")
        assert "一轮谈心，到 3月31日 周二 为止" in w.last("王敏")
        assert "3 位先约" in w.last("王敏"), "in need, away, and never talked with"
        assert "隔离" not in w.last("王敏"), "the order says nothing of why"
        await w.say("王敏", "每周二、四 19:00-21:00，30 分钟，到4月20日")
        assert "4月2日" not in w.last("王敏"), "what lies behind the last day is left out"
        before = {name: len(w.heard(name)) for name in "甲乙丙丁"}
        await w.press("王敏", "发出")
        asked = [name for name in "甲乙丙丁" if len(w.heard(name)) > before[name]]
        assert asked == ["甲", "丙", "丁"]
        await w.advance(timedelta(days=1))
        assert len(w.heard("乙")) > before["乙"]
        await w.advance_to(shanghai("2026-03-29T10:00"))
        assert any("这一轮还没谈、也没约好的（4 人）" in each for each in w.heard("王敏"))


async def test_the_last_day_of_a_round_is_typed() -> None:
    async with world() as w:
        await w.say("王敏", "谈心")
        await w.press("王敏", "全支部一轮")
        await w.say("王敏", "每周一 19:00-20:00")
        await w.press("王敏", "更多操作…")
        await w.press("王敏", "改截止日期")
        await w.say("王敏", "某一天")
        assert "没看懂这个日期" in w.last("王敏")
        await w.say("王敏", "2周")
        assert "到 3月20日 周五 为止" in w.last("王敏")
        assert "3月16日 周一 19:00" in w.last("王敏")
        assert "3月23日" not in w.last("王敏"), "times after the last day are left out"
        await w.press("王敏", "更多操作…")
        await w.press("王敏", "改截止日期")
        await w.say("王敏", "明天")
        assert "提供哪些时间" in w.last("王敏"), "none is left, so they are asked for again"


async def test_how_somebody_is_is_known_to_those_whom_the_rules_name_alone() -> None:
    async with world((*PEOPLE, ZHAO)) as w:
        await w.say("Zhang", "/me")
        await w.press("Zhang", "I agree")
        await w.press("Zhang", "Ill")
        assert w.person("Zhang").circumstances is not None
        assert await nowhere(w, "ill 2026")
        await w.say("赵强", "关怀")
        assert "没有这个权限" in w.last("赵强"), "the committee need not know"
        await w.say("李华", "/care")
        assert "没有这个权限" in w.last("李华")
        await w.say("王敏", "关怀")
        assert any("Zhang：生病" in each for each in w.heard("王敏"))
        await w.press("王敏", "登记或更改")
        await w.say("王敏", "Zhang 正常")
        await w.say("王敏", "关怀")
        assert "现在没有登记" in w.last("王敏")
