"""After a talk its record is kept; what was said stays confidential, and readable for those the
rules name."""

from __future__ import annotations

import logging

import pytest
from sqlalchemy import select

from service.core.access import Rules
from service.core.choices import ChoiceId
from service.core.people import RosterRow
from service.store import tables as t
from service.store.schema import metadata
from tests.workflows.talk.stories import SATURDAY, forge, hours, labels, offer, shanghai, status
from tests.world import BRANCH, PEOPLE, World, world

NOTE = "他最近压力很大，父亲病重，想换岗位。"
CHAIR = RosterRow("赵书记", "校", role="secretary")
PEER = RosterRow("同志", f"校/{BRANCH}")


async def held(w: World, *members: str) -> int:
    """A talk with 李华 that has just been held; the id of its offer."""
    activity = await offer(w, "李华", *members)
    await w.press("李华", "19:30")
    await w.advance_to(shanghai(SATURDAY[0]) + hours(0.5))
    return activity


async def noted(w: World, *members: str) -> int:
    activity = await held(w, *members)
    await w.press("王敏", "写谈心内容")
    await w.say("王敏", NOTE)
    return activity


async def stored(w: World) -> str:
    """Every row of every table, as it lies there."""
    rows = [await w.rows(select(table)) for table in metadata.sorted_tables]
    return repr(rows)


async def test_the_secretary_is_asked_for_a_record_when_the_talk_is_over() -> None:
    async with world() as w:
        activity = await held(w)
        assert await status(w, activity, "李华") == "held"
        assert "谈心记录：李华\n日期：3月7日 周六\n形式：线上视频" in w.last("王敏")
        await w.press("王敏", "电话")
        assert "形式：电话" in w.last("王敏")
        await w.press("王敏", "不写内容")
        assert "已记录：李华，3月7日 周六，电话" in w.last("王敏")
        talk = await w.entry(activity, "李华")
        assert (talk.phase, talk.form, talk.note) == ("recorded", "phone", None)
        assert talk.held_at == shanghai(SATURDAY[0])
        assert (await w.activity(activity)).state.phase == "done"


async def test_the_date_of_the_record_is_tapped_or_typed() -> None:
    async with world() as w:
        activity = await held(w)
        await w.advance(hours(48))
        await w.press("王敏", "改日期")
        await w.press("王敏", "3月8日 周日")
        assert (await w.entry(activity, "李华")).held_at == shanghai("2026-03-08T19:30")
        await w.press("王敏", "改日期")
        await w.say("王敏", "下周一")
        assert "没看懂这个日期" in w.last("王敏")
        await w.say("王敏", "3月9日 10点")
        assert "日期：3月9日 周一" in w.last("王敏")
        await w.press("王敏", "不写内容")
        e = t.entries.c
        rows = await w.rows(select(e.status, e.at).where(e.activity == activity))
        assert [(row.status, row.at) for row in rows] == [
            ("recorded", shanghai("2026-03-09T10:00"))
        ]


async def test_the_note_is_nowhere_in_clear(
    caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither in any table, before or after it is read, nor in what is logged, nor in the chat."""
    caplog.set_level(logging.DEBUG)
    async with world() as w:
        activity = await held(w)
        await w.press("王敏", "写谈心内容")
        line = await w.say("王敏", NOTE)
        assert line.deleted, "what was typed is taken out of the chat"
        assert not any(NOTE in each for each in w.heard("王敏")), "and never repeated by itself"
        assert "父亲病重" not in await stored(w)
        assert "父亲病重" not in repr(await w.entry(activity, "李华"))
        await w.press("王敏", "查看记录")
        assert NOTE in w.last("王敏")
        assert "父亲病重" not in await stored(w), "nor after it was shown"
        for name in ("李华", "Zhang"):
            assert not any("父亲病重" in each for each in w.heard(name))
        (row,) = await w.rows(select(t.journal).where(t.journal.c.action == "talk.noted"))
        assert row.sealed
    logged = caplog.text + "".join(capsys.readouterr())
    assert "父亲病重" not in logged


async def test_a_note_waits_sealed_in_the_outbox_while_it_cannot_be_sent() -> None:
    async with world() as w:
        await noted(w)
        w.chats.chats["@王敏"].closed = True
        await w.press("王敏", "查看记录")
        assert "父亲病重" not in await stored(w)


async def test_the_note_can_be_read_and_replaced_after_everything_is_over() -> None:
    async with world() as w:
        activity = await noted(w)
        assert (await w.activity(activity)).state.phase == "done"
        await w.advance(hours(24 * 90))
        await w.press("王敏", "查看记录")
        assert NOTE in w.last("王敏")
        await w.press("王敏", "修改记录")
        await w.press("王敏", "写谈心内容")
        assert "替换已保存的内容" in w.last("王敏")
        await w.say("王敏", "菜单")
        assert w.last("王敏").startswith("菜单"), "a command is not taken for a note"
        await w.say("王敏", "情况已经好转。")
        await w.press("王敏", "查看记录")
        assert "情况已经好转。" in w.last("王敏")
        assert NOTE not in w.last("王敏")


async def test_a_record_is_changed_without_touching_its_note() -> None:
    async with world() as w:
        activity = await noted(w)
        await w.press("王敏", "修改记录")
        await w.press("王敏", "面谈")
        await w.press("王敏", "保留原内容")
        assert (await w.entry(activity, "李华")).form == "person"
        await w.press("王敏", "查看记录")
        assert NOTE in w.last("王敏")


async def test_only_those_the_rules_name_can_read_the_note() -> None:
    people = (*PEOPLE, CHAIR, PEER)
    async with world(people) as w:
        activity = await noted(w)
        read = ChoiceId(activity, "read", (), w.person("李华").id).encode()
        for name in ("李华", "Zhang", "同志"):
            await forge(w, name, read)
            assert not any("父亲病重" in each for each in w.heard(name)), name
        await forge(w, "赵书记", read)
        assert NOTE in w.last("赵书记"), "talk.note.read holds for the units below"


async def test_rules_may_keep_the_note_to_the_secretary_alone() -> None:
    rules = Rules(roles={"secretary": frozenset({"talk.manage"})})
    async with world((*PEOPLE, CHAIR), rules=rules) as w:
        activity = await noted(w)
        await forge(w, "赵书记", ChoiceId(activity, "read", (), w.person("李华").id).encode())
        assert not any("父亲病重" in each for each in w.heard("赵书记"))
        assert "没有这个权限" in w.last("赵书记")
        await w.press("王敏", "查看记录")
        assert NOTE in w.last("王敏"), "who wrote it, reads it"


async def test_who_may_read_finds_the_notes_through_the_menu() -> None:
    async with world((*PEOPLE, CHAIR)) as w:
        await noted(w, "Zhang")
        await w.say("赵书记", "菜单")
        await w.press("赵书记", "谈心谈话（2 人）")
        assert labels(w, "赵书记") == ["李华"], "only what is recorded"
        await w.press("赵书记", "李华")
        assert NOTE in w.last("赵书记")


async def test_a_talk_that_was_not_held_is_arranged_anew() -> None:
    async with world() as w:
        activity = await held(w)
        await w.press("王敏", "没有举行")
        await w.press("王敏", "另约时间")
        await w.say("王敏", "明天 10点")
        await w.press("李华", "✔ 同意")
        talk = await w.entry(activity, "李华")
        assert (talk.phase, talk.at) == ("booked", shanghai("2026-03-08T10:00"))
        await w.advance_to(shanghai("2026-03-08T10:30"))
        assert "谈心记录：李华\n日期：3月8日 周日" in w.last("王敏")


async def test_a_talk_that_was_not_held_is_let_be() -> None:
    async with world() as w:
        activity = await held(w)
        await w.press("王敏", "没有举行")
        await w.press("王敏", "是的，取消")
        assert (await w.activity(activity)).state.phase == "cancelled"
        assert "取消了这次谈心安排" in w.last("李华")


async def test_the_offer_is_over_when_every_talk_is_settled() -> None:
    async with world() as w:
        activity = await noted(w, "Zhang")
        assert (await w.activity(activity)).state.phase == "offered"
        await w.press("Zhang", "Decline")
        await w.press("Zhang", "No reason")
        assert (await w.activity(activity)).state.phase == "done"
        assert "全部完成" in w.last("王敏")
        assert labels(w, "王敏") == [
            "李华：已记录（3月7日 周六 19:30）",
            "Zhang：已婉拒",
            "更多操作…",
        ]
        await w.press("王敏", "李华：已记录")
        await w.press("王敏", "查看记录")
        assert NOTE in w.last("王敏")


async def test_two_records_that_are_due_are_not_mixed_up() -> None:
    """A note goes to the talk for which it was asked, and nothing else becomes one."""
    async with world() as w:
        activity = await offer(w, "李华", "Zhang")
        await w.press("李华", "19:30")
        await w.press("Zhang", "13:30")
        await w.advance_to(shanghai("2026-03-07T21:00"))
        await w.say("王敏", "今天辛苦了")
        assert "没看懂" in w.last("王敏")
        member = w.person("李华").id
        await forge(w, "王敏", ChoiceId(activity, "write", (), member).encode())
        await w.say("王敏", NOTE)
        assert await status(w, activity, "李华") == "recorded"
        assert await status(w, activity, "Zhang") == "held"
