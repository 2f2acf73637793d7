"""What is asked in confidence: only whom the rules name reads it, each reading is kept, and it
stands nowhere in clear."""

from __future__ import annotations

import json
import logging
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from adapters.memory.adapter import SELF
from service.core.access import Rules
from service.core.choices import ChoiceId
from service.core.events import Chose
from service.core.membership import MemberChange
from service.core.message import Chat, File, Ref
from service.core.people import RosterRow
from service.files.attachments import make_file
from service.settings.rule_files import read_rule_book
from service.store import tables as t
from service.store.schema import metadata
from service.testkit.organization import BRANCH
from tests.several import several
from tests.world import PEOPLE, World, world

RULES = Rules(book=read_rule_book("party-branch"))
DISCIPLINE = RosterRow("郑委员", f"校/{BRANCH}", post="纪检委员")
CHAIR = RosterRow("赵书记", "校", role="secretary")
EVERYBODY = (*PEOPLE, DISCIPLINE, CHAIR)
SECRETS = ("克扣", "工资条", "查无此事", "发票", "现已补发")
OTHERS = ("王敏", "Zhang", "赵书记")


async def asked(w: World) -> int:
    """李华 has asked 郑委员 for something in confidence; its id."""
    await w.say("李华", "诉求")
    await w.press("李华", "保密提")
    await w.say("李华", "有人克扣补助")
    await w.attach("李华", File("工资条.jpg", "image/jpeg", b"\xff\xd8\xff"), "这是工资条")
    await w.press("李华", "提交")
    (row,) = await w.rows(select(t.activities.c.id).where(t.activities.c.kind == "request"))
    return int(row.id)


async def settled(w: World) -> None:
    """Questions and answers go both ways, it is opened again and closed."""
    await w.press("郑委员", "查看")
    await w.press("郑委员", "问一句")
    await w.say("郑委员", "有发票吗？")
    await w.say("李华", "发票在附件里")
    await w.press("郑委员", "答复")
    await w.say("郑委员", "查无此事")
    await w.press("李华", "要求再办")
    await w.say("李华", "请再查发票")
    await w.press("郑委员", "答复")
    await w.say("郑委员", "现已补发")
    await w.press("李华", "基本满意")


async def test_nobody_else_hears_it_and_it_stands_nowhere_in_clear(
    caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither in any chat or room, nor in any table, nor in what is logged: not on the way, nor
    once it is late, nor after its end."""
    caplog.set_level(logging.DEBUG)
    async with world(EVERYBODY, rules=RULES) as w:
        await asked(w)
        assert not any(secret in each for secret in SECRETS for each in w.heard("郑委员"))
        await nothing_told(w)
        await w.advance(timedelta(days=20))
        assert "超期" in "".join(w.heard("赵书记")) or "到期" in "".join(w.heard("赵书记"))
        await nothing_told(w)
        await settled(w)
        await nothing_told(w)
        await w.advance(timedelta(days=30))
        await nothing_told(w)
        assert "已办结" in w.last("李华")
    logged = caplog.text + "".join(capsys.readouterr())
    assert not [each for each in SECRETS if each in logged]


async def nothing_told(w: World) -> None:
    kept = repr([await w.rows(select(table)) for table in metadata.sorted_tables])
    assert not [each for each in SECRETS if each in kept]
    for chat in w.chats.chats.values():
        if not {"李华", "郑委员"} & {chat.id.removeprefix("@")}:
            said = repr([line for line in chat.lines.values() if line.sender == SELF])
            assert not [each for each in (*SECRETS, "李华") if each in said], chat.id


async def test_it_waits_sealed_while_it_cannot_be_sent() -> None:
    async with world(EVERYBODY, rules=RULES) as w:
        await asked(w)
        w.chats.chats["@郑委员"].closed = True
        await w.press("郑委员", "查看")
        await nothing_told(w)


async def test_each_reading_is_kept_and_told_to_who_asked() -> None:
    async with world(EVERYBODY, rules=RULES) as w:
        number = await asked(w)
        await w.press("郑委员", "查看")
        assert any("有人克扣补助" in each for each in w.heard("郑委员"))
        files = [file.name for line in w.chat("郑委员").lines.values() for file in line.post.files]
        assert files == ["工资条.jpg"]
        await w.press("李华", "谁看过")
        assert "看过的人：郑委员" in w.last("李华")
        j = t.journal.c
        read = await w.rows(select(j.actor, j.about).where(j.action == "request.read"))
        assert [(x.actor, x.about) for x in read] == [(w.person("郑委员").id, w.person("李华").id)]
        for name in OTHERS:  # a forged press gains nothing
            for verb in ("read", "show", "ask", "answer", "accept", "readers", "ledger"):
                await forged(w, name, ChoiceId(number, verb, (), w.person("李华").id))
        assert len(await w.rows(select(j.id).where(j.action == "request.read"))) == 1
        await nothing_told(w)


async def forged(w: World, name: str, choice: ChoiceId) -> None:
    """The person presses what nobody has offered them."""
    ref = Ref(Chat(w.chats.account, w.chat(name).id), "m0", private=True)
    await w.receive(w.chats.update(Chose(ref, name, choice.encode())))


async def test_the_ledger_has_a_number_and_no_more() -> None:
    async with world(EVERYBODY, rules=RULES, make_file=make_file) as w:
        await asked(w)
        await settled(w)
        await w.say("王敏", "诉求")
        await w.press("王敏", "实名提")
        await w.say("王敏", "请换会议室的灯")
        await w.press("王敏", "提交")
        await w.say("赵书记", "诉求台账")
        rows = repr(cells(w, "赵书记"))
        assert "请换会议室的灯" in rows, "which was asked of them"
        assert "2026-001" in rows
        assert not [each for each in (*SECRETS, "李华") if each in rows]
        await w.press("郑委员", "台账")
        mine = cells(w, "郑委员")
        assert "2026-001" in repr(mine)
        assert "请换会议室的灯" not in repr(mine)
        assert not [each for each in (*SECRETS, "李华") if each in repr(mine)]
        await w.say("李华", "诉求台账")
        assert "没有使用它的权限" in w.last("李华")


def cells(w: World, name: str) -> list[list[Any]]:
    """What stands in the first sheet of the newest file."""
    (file,) = w.latest(w.chat(name)).post.files
    sheet = load_workbook(BytesIO(file.content)).worksheets[0]
    return [[cell.value for cell in row] for row in sheet.rows]


async def test_who_asked_takes_it_along_and_has_it_erased() -> None:
    async with world(EVERYBODY, rules=RULES, make_file=make_file) as w:
        number = await asked(w)
        await settled(w)
        told = await exported(w)
        (part,) = [each for each in told["parts"] if each["kind"] == "request"]
        assert part["title"] == "诉求（保密） 2026-001"
        assert [each["by"] for each in told["readings"]] == ["郑委员"]
        await w.advance(timedelta(days=30))
        await w.say("李华", "我的数据")
        await w.press("李华", "删除…")
        await w.press("李华", "确定删除")
        part = await w.entry(number, "李华")
        assert (part.status, part.thread) == ("closed", ())


async def test_who_deals_with_it_takes_along_that_they_do_and_no_words() -> None:
    async with world(EVERYBODY, rules=RULES, make_file=make_file) as w:
        number = await asked(w)
        told = await exported(w, "郑委员")
        (named,) = told["named_in"]
        assert (named["activity"], named["title"]) == (number, "诉求（保密） 2026-001")
        assert named["recorded"] == {"owner": True, "owned_before": False}
        assert not [each for each in (*SECRETS, "李华") if each in repr(named)]
        assert (await exported(w, "王敏"))["named_in"] == []


async def exported(w: World, name: str = "李华") -> dict[str, Any]:
    await w.say(name, "我的数据")
    await w.press(name, "导出我的数据")
    files = {x.name.rpartition(".")[2]: x for x in w.latest(w.chat(name)).post.files}
    return dict(json.loads(files["json"].content))


async def test_who_keeps_the_roster_does_not_learn_that_who_left_had_asked() -> None:
    async with world(EVERYBODY, rules=RULES) as w:
        await asked(w)
        await w.engine.change_members([MemberChange(w.person("李华").id, active=False)], by="admin")
        await w.settle()
        assert "李华" in w.last("王敏")
        assert "诉求" not in repr(w.latest(w.chat("王敏")))


async def test_what_is_confidential_is_written_and_read_on_no_account_abroad() -> None:
    async with several(abroad={"web": "示例公司（新加坡）"}, rules=RULES) as w:
        await w.join("web", "u5", "李华")
        await w.tap("web", "u5", "我同意")
        await w.type("web", "u5", "诉求")
        await w.tap("web", "u5", "保密提")
        assert "不能在境外平台上写" in w.told("web", "u5")[-1]
        await w.join("web", "u1", "王敏")
        await w.tap("web", "u1", "我同意")
        await w.say("李华", "诉求")
        await w.press("李华", "保密提")
        await w.say("李华", "有人克扣补助")
        await w.press("李华", "提交")
        await w.say("王敏", "待办")
        await w.press("王敏", "诉求（保密）")
        await w.press("王敏", "查看")
        assert any("有人克扣补助" in each for each in w.heard("王敏"))
        assert "克扣" not in "".join((*w.told("web", "u1"), *w.told("web", "u5")))


async def test_numbers_are_given_once_each_year_on_either_database(database_url: str) -> None:
    async with world(EVERYBODY, rules=RULES, url=database_url) as w:
        for name, number in (("李华", "2026-001"), ("Zhang", "2026-002")):
            await w.say(name, "诉求" if name == "李华" else "request")
            await w.press(name, "实名提" if name == "李华" else "With my name")
            await w.say(name, "换灯")
            await w.press(name, "提交" if name == "李华" else "Send it")
            assert number in w.last(name)
        await w.advance(timedelta(days=366))
        await w.say("李华", "诉求")
        await w.press("李华", "实名提")
        await w.say("李华", "换灯")
        await w.press("李华", "提交")
        assert "2027-001" in w.last("李华")
