"""A matter on its way through the service: chats that are missing, files, what is stored of it."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from service.core.access import Rules
from service.core.calendar import QuietHours
from service.core.message import File
from service.core.people import RosterRow
from service.files.attachments import make_file
from service.settings.rule_files import read_rule_book
from service.store import tables as t
from service.store.schema import metadata
from service.testkit.organization import BRANCH
from service.workflows.matter import WORKFLOW
from tests.world import PEOPLE, World, world

RULES = Rules(book=read_rule_book("party-branch"))
OFFICE = RosterRow("孙值班", "校", role="office")
CHAIR = RosterRow("赵书记", "校", role="secretary")
FIRE = ("实验室起火", "今晚", "三号楼", "两人轻伤", "已报119", "请派人")
PHOTO = File("fire.jpg", "image/jpeg", b"\xff\xd8\xff photo")


async def reported(w: World, kind: str = "突发重大情况", answers: tuple[str, ...] = FIRE) -> None:
    await w.say("王敏", "上报")
    await w.press("王敏", kind)
    for each in answers:
        await w.say("王敏", each)
    await w.press("王敏", "确认上报")


async def stored(w: World) -> str:
    """Every row of every table, as it lies there."""
    return repr([await w.rows(select(table)) for table in metadata.sorted_tables])


async def without_a_chat(w: World, *rows: RosterRow) -> None:
    await w.administration.import_roster(rows)
    await w.engine.refresh()


async def test_without_a_chat_the_next_one_has_it_at_once_and_the_keepers_know() -> None:
    async with world((*PEOPLE, CHAIR), rules=RULES) as w:
        await without_a_chat(w, OFFICE)
        sent = w.clock.now()
        await reported(w)
        assert any("实验室起火" in each for each in w.heard("赵书记"))
        assert w.clock.now() - sent < timedelta(seconds=60)
        assert any("有要紧的消息要发给 孙值班" in each for each in w.heard("赵书记"))
        assert "孙值班 没有接入聊天，收不到，已转给 赵书记" in w.last("王敏")
        await w.press("赵书记", "签收")
        assert "赵书记 签收了" in w.last("王敏")


async def test_where_nobody_has_a_chat_the_reporter_is_told_to_call() -> None:
    async with world(rules=RULES) as w:
        await without_a_chat(w, OFFICE, CHAIR)
        await reported(w)
        assert "请马上打电话" in w.last("王敏")
        await w.press("王敏", "再通知一遍")
        assert "请马上打电话" in w.last("王敏"), "and again"


async def test_what_is_sensitive_is_nowhere_in_clear_and_never_in_a_room(
    caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    async with world((*PEOPLE, OFFICE, CHAIR), rules=RULES, make_file=make_file) as w:
        await reported(w)
        await w.press("孙值班", "签收")
        await w.press("孙值班", "追问")
        await w.say("孙值班", "伤者的姓名？")
        await w.say("王敏", "伤者是张三")
        await w.press("孙值班", "答复并办结")
        await w.say("孙值班", "按预案处置")
        kept = await stored(w)
        for secret in ("起火", "轻伤", "伤者", "张三", "预案"):
            assert secret not in kept
            assert not any(secret in each for each in w.heard("李华"))
            assert not any(secret in each for each in w.heard("王敏", BRANCH))
        await w.say("王敏", "上报台账")
        (file,) = w.latest(w.chat("王敏")).post.files
        assert "起火" not in repr(cells(file))
        assert "（保密）" in repr(cells(file))
    logged = caplog.text + "".join(capsys.readouterr())
    assert "起火" not in logged
    assert "张三" not in logged


def cells(file: File) -> list[list[Any]]:
    """What stands in the first sheet."""
    sheet = load_workbook(BytesIO(file.content)).worksheets[0]
    return [[cell.value for cell in row] for row in sheet.rows]


async def test_the_ledger_tells_a_superior_of_all_units_and_the_unit_of_its_own() -> None:
    other = RosterRow("钱书记", "校/第二支部", role="secretary")
    async with world((*PEOPLE, other, OFFICE), rules=RULES, make_file=make_file) as w:
        await reported(w, "报备", ("换会议室",))
        await reported(w, "报备", ("换活动日",))
        await w.press("孙值班", "签收", of="2026-002")
        await w.say("钱书记", "上报")
        await w.press("钱书记", "报备")
        await w.say("钱书记", "换届筹备")
        await w.press("钱书记", "确认上报")
        await w.say("孙值班", "上报台账")
        (file,) = w.latest(w.chat("孙值班")).post.files
        rows = repr(cells(file))
        for told in ("2026-001", "2026-002", "换会议室", "换活动日", "换届筹备", "已阅知"):
            assert told in rows
        await w.say("钱书记", "上报台账")
        (file,) = w.latest(w.chat("钱书记")).post.files
        assert "换届筹备" in repr(cells(file))
        assert "换会议室" not in repr(cells(file))


async def test_files_go_along_and_others_are_refused_with_what_is_allowed() -> None:
    async with world((*PEOPLE, OFFICE), rules=RULES) as w:
        await reported(w)
        await w.press("孙值班", "签收")
        await w.press("王敏", "续报")
        await w.attach("王敏", File("virus.exe", "application/octet-stream", b"MZ"))
        assert "这种文件不收" in w.last("王敏")
        await w.attach("王敏", PHOTO, "现场照片")
        told = [line for line in w.chat("孙值班").lines.values() if "现场照片" in line.post.body]
        assert [file.name for line in told for file in line.post.files] == ["fire.jpg"]


async def test_the_reporter_sees_what_they_wrote_and_can_have_their_number_erased() -> None:
    book = read_rule_book("club")
    async with world((*PEOPLE, CHAIR), rules=Rules(book=book)) as w:
        answers = ("有人扭伤", "上午", "西山", "张三", "已送医", "13800000000")
        await reported(w, "活动中的意外", answers)
        (row,) = await w.rows(select(t.activities.c.id).where(t.activities.c.kind == "matter"))
        part = await w.entry(row.id, "王敏")
        assert WORKFLOW.personal.said(part) == answers
        erase = WORKFLOW.personal.erased
        assert erase is not None
        state = (await w.activity(row.id)).state
        assert erase(state, part, False) is part
        assert "13800000000" not in WORKFLOW.personal.said(erase(state, part, True))


async def test_at_night_what_is_urgent_arrives_and_the_rest_waits_for_the_morning() -> None:
    night = datetime.fromisoformat("2026-03-06T23:30+08:00")
    people = (*PEOPLE, OFFICE, CHAIR)
    async with world(people, rules=RULES, quiet=QuietHours(), start=night) as w:
        await reported(w, "专题报告", ("整改情况", "已完成", "全体党员"))
        assert not w.heard("孙值班")
        await reported(w)
        assert any("实验室起火" in each for each in w.heard("孙值班"))
        assert not any("整改情况" in each for each in w.heard("孙值班"))
        await w.advance(timedelta(hours=8))
        assert any("整改情况" in each for each in w.heard("孙值班"))
        assert not any("整改情况" in each for each in w.heard("赵书记")), "its clock began at seven"
        await w.press("孙值班", "签收", of="专题报告")
        assert any("孙值班 签收了" in each for each in w.heard("王敏"))
