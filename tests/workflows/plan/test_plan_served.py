"""Plans made in the chat, in the whole service: commands, the list, the settings, other kinds."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from service.host.configured_plans import ConfiguredPlans
from service.settings.models import Plan
from service.store import tables as t
from tests.world import BRANCH, World, world


async def plans(w: World) -> list[Any]:
    """The states of the plans that are not over, oldest first."""
    a = t.activities.c
    rows = await w.rows(select(a.id).where(a.kind == "plan", a.finished.is_(False)).order_by(a.id))
    return [(await w.activity(row.id)).state for row in rows]


async def make(w: World, *steps: str) -> None:
    """The kind, the rule and the name, then what is tapped; a step in quotes is typed."""
    await w.say("王敏", "新计划")
    for each in steps:
        if each.startswith("“"):
            await w.say("王敏", each.strip("“”"))
        else:
            await w.press("王敏", each)


async def test_a_quiz_comes_round_as_the_secretary_has_set_it_in_the_chat() -> None:
    async with world() as w:
        await w.bank()
        await w.say("王敏", "定期活动")
        assert "还没有定期活动" in w.last("王敏")
        await w.press("王敏", "＋ 定期活动")
        await w.press("王敏", "准备一次测验")
        await w.say("王敏", "每周三晚上8点")
        await w.say("王敏", "周三测验")
        for each in ("现在填好", "题库", "全部题目", "1 小时"):
            await w.press("王敏", each)
        assert "接下来 3 次" in w.last("王敏")
        await w.press("王敏", "确认")
        assert "定期活动已设定" in w.last("王敏")
        await w.say("王敏", "计划")
        assert "每周三 20:00" in w.last("王敏")
        await w.press("王敏", "🔁 周三测验")
        assert "负责人：王敏" in w.last("王敏")
        await w.advance(timedelta(days=7))
        assert any("周三测验" in each for each in w.heard("李华"))


async def test_members_can_neither_list_nor_make_plans() -> None:
    async with world() as w:
        for words in ("计划", "/plan"):
            before = len(w.heard("李华"))
            await w.say("李华", words)
            assert not any("＋ 定期活动" in each for each in w.heard("李华")[before:])
        assert await plans(w) == []


async def test_a_draft_arrives_with_its_topic_and_the_first_card_waits_for_no_quota() -> None:
    """Two dates within ten minutes: the word of the second is not held back for an hour."""
    async with world() as w:
        for hour, name in (("19:00", "甲"), ("19:10", "乙")):
            await make(w, "发起一次讨论", f"“每周三 {hour}”", f"“{name}”", "到时候再定", "确认")
        first, second = await plans(w)
        await w.advance(first.begins(first.next_at) + timedelta(minutes=1) - w.clock.now())
        assert any("草稿已经建好" in each for each in w.heard("王敏"))
        count = sum("草稿已经建好" in each for each in w.heard("王敏"))
        await w.advance(timedelta(minutes=10))
        assert sum("草稿已经建好" in each for each in w.heard("王敏")) == count + 1
        a = t.activities.c
        rows = await w.rows(select(a.title, a.phase).where(a.kind == "discussion").order_by(a.id))
        assert [tuple(row) for row in rows] == [("甲", "draft"), ("乙", "draft")]
        assert second.by == w.person("王敏").id


async def test_a_plan_of_the_settings_with_the_same_name_and_one_of_the_chat_both_stay() -> None:
    async with world() as w:
        await make(w, "约一次谈心", "“每周三 20:00”", "“主题党日”", "确认")
        kept = Plan(
            name="主题党日",
            kind="quiz",
            unit=BRANCH,
            when={"every": "week", "weekday": "friday", "at": "19:30"},
            details={"bank": "题库"},
        )
        for _ in range(2):  # as after a restart
            await ConfiguredPlans([kept], w.engine).begin()
            await w.settle()
        assert [(each.origin, each.kind) for each in await plans(w)] == [
            ("chat", "talk"),
            ("settings", "quiz"),
        ]
        await w.say("王敏", "计划")
        await w.press("王敏", "🔁 主题党日")
