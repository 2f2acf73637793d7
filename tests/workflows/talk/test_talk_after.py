"""After a talk: topics, who has read the note, what is to be done, and who is left."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

from openpyxl import load_workbook
from sqlalchemy import select

from service.core.choices import ChoiceId
from service.core.people import RosterRow
from service.files.attachments import make_file
from service.runtime.outbound import payloads
from service.store import tables as t
from service.store.schema import metadata
from service.workflows.talk.settings import TalkSettings
from tests.workflows.talk.stories import forge, hours, labels, offer, shanghai
from tests.world import BRANCH, PEOPLE, World, world

NOTE = "他最近压力很大，想换岗位。"
TASK = "帮他联系导师换课题"
CHAIR = RosterRow("赵书记", "校", role="secretary")
ZHAO = RosterRow("赵强", f"校/{BRANCH}", role="committee")


async def noted(w: World) -> int:
    """A talk with 李华 that was held, with a note; the id of its offer."""
    activity = await offer(w, "李华")
    await w.press("李华", "19:30")
    await w.advance_to(shanghai("2026-03-07T20:00"))
    await w.press("王敏", "写谈心内容")
    await w.say("王敏", NOTE)
    return activity


async def test_topics_are_tapped_in_the_language_of_who_keeps_the_record() -> None:
    async with world() as w:
        activity = await offer(w)
        await w.press("李华", "19:30")
        await w.advance_to(shanghai("2026-03-07T20:00"))
        await w.press("王敏", "选话题")
        await w.press("王敏", "学习")
        await w.press("王敏", "身心健康")
        await w.press("王敏", "● 学习")
        await w.press("王敏", "下一步")
        assert "话题：身心健康" in w.last("王敏")
        await w.press("王敏", "不写内容")
        assert (await w.entry(activity, "李华")).topics == ("health",)


async def test_every_reading_of_a_note_is_kept_and_shown_to_those_entitled() -> None:
    async with world((*PEOPLE, CHAIR, ZHAO)) as w:
        activity = await noted(w)
        member = w.person("李华").id
        await w.press("王敏", "谁看过")
        assert "还没有人看过" in w.last("王敏")
        read = ChoiceId(activity, "read", (), member).encode()
        await forge(w, "赵书记", read)
        assert NOTE in w.last("赵书记")
        for name in ("Zhang", "赵强", "李华"):
            await forge(w, name, read)
            await forge(w, name, ChoiceId(activity, "readings", (), member).encode())
            assert not any(NOTE in each or "看过的人" in each for each in w.heard(name))
        await w.press("王敏", "查看记录")
        await w.press("王敏", "谁看过")
        assert w.last("王敏").count("赵书记") == 1
        assert w.last("王敏").count("王敏") == 1
        assert (await w.actions("talk.note_read")) == ["talk.note_read"] * 2


async def test_the_member_reads_the_note_if_the_organization_says_so() -> None:
    async with world(settings={"talk": TalkSettings(note_to_member=True)}) as w:
        activity = await noted(w)
        assert "您可以查看" in w.last("李华")
        await w.press("李华", "查看记录")
        assert NOTE in w.last("李华")
        await w.press("王敏", "谁看过")
        assert "李华" in w.last("王敏").split("\n")[-1]
        await forge(w, "Zhang", ChoiceId(activity, "read", (), w.person("李华").id).encode())
        assert not any(NOTE in each for each in w.heard("Zhang"))


async def test_what_is_to_be_done_is_reminded_of_and_closed_by_one_tap() -> None:
    async with world() as w:
        activity = await noted(w)
        await w.press("王敏", "加后续事项")
        line = await w.say("王敏", TASK)
        assert line.deleted
        await w.press("王敏", "1 周内")
        assert "3月14日" in w.last("王敏")
        for table in metadata.sorted_tables:
            assert TASK not in repr(await w.rows(select(table))), table.name
        assert (await w.activity(activity)).state.phase == "offered", "it is not over yet"
        await w.advance_to(shanghai("2026-03-14T09:00"))
        assert "要办的事到期了" in w.last("王敏")
        assert TASK not in w.last("王敏"), "it is not read over a shoulder"
        await w.press("王敏", "看后续事项 1")
        assert TASK in w.last("王敏")
        await w.press("王敏", "一周后再提醒")
        await w.advance_to(shanghai("2026-03-21T09:00"))
        assert "要办的事到期了" in w.last("王敏")
        await w.press("王敏", "✔ 办好了")
        assert "后续事项已办好" in [each for each in w.heard("王敏") if "后续" in each][-1]
        assert (await w.activity(activity)).state.phase == "done"
        await w.advance(timedelta(days=30))
        assert sum("到期了" in each for each in w.heard("王敏")) == 2


async def met(w: World, one: str, other: str, at: str) -> None:
    """A talk that `one` has offered to `other` and that was held."""
    await offer(w, other, slots=(at,), by=one)
    line = [each for each in w.chat(other).lines.values() if each.post.buttons][-1]
    await w.receive(w.chats.pressed(w.chat(other), other, line, line.post.flat_buttons[0].id))
    await w.advance_to(shanghai(at) + hours(0.5))


async def test_the_secretary_sees_who_is_left_by_the_three_pairs_and_as_a_workbook() -> None:
    async with world((*PEOPLE, ZHAO), start=shanghai("2026-03-01T10:00")) as w:
        await met(w, "王敏", "李华", "2026-03-02T19:30")
        await met(w, "赵强", "王敏", "2026-03-03T19:30")
        await w.say("王敏", "谈心统计")
        said = w.last("王敏")
        assert f"{BRANCH}：委员之间 1/1 对，委员与成员 1/2 人，成员之间 0/2 人" in said
        assert "还没有委员谈过的：Zhang" in said
        assert "还没有和其他成员谈过的：李华、Zhang" in said
        assert "李华：王敏 ✓ 3月2日 周一 ｜ 赵强 ·" in said
        await w.press("王敏", "导出表格")
        (row,) = await w.rows(
            select(t.outbox.c.payload).where(t.outbox.c.payload.contains(".xlsx"))
        )
        (file,) = payloads.read(row.payload).attachments
        book = load_workbook(BytesIO(make_file(file).content))
        assert book.sheetnames == ["谁和谁谈过", "每次谈心", "还没谈的"]
        assert file.name == f"2026-03-03 {BRANCH} 谈心谈话开展情况.xlsx"
        period = "时间：2026年1月1日 周四 00:00 至 2026年3月3日 周二 20:00"
        assert book["谁和谁谈过"]["A3"].value == period
        day, *who = (each.value for each in book["每次谈心"][2])
        assert (day.isoformat(), who[:2]) == ("2026-03-02T00:00:00", ["王敏", "李华"])
        await w.say("王敏", "谈心统计")
        await w.press("王敏", "本月")
        assert "● 本月" in labels(w, "王敏")


async def test_the_unit_above_sees_counts_and_no_name() -> None:
    async with world((*PEOPLE, CHAIR), start=shanghai("2026-03-01T10:00")) as w:
        await met(w, "王敏", "李华", "2026-03-02T19:30")
        await w.say("赵书记", "谈心统计")
        said = w.last("赵书记")
        assert f"{BRANCH}：委员之间 0/0 对，委员与成员 1/2 人" in said
        for name in ("李华", "Zhang", "王敏"):
            assert name not in said
        await w.say("李华", "谈心统计")
        assert "没有这个命令" in w.last("李华") or "权限" in w.last("李华")
