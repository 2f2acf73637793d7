"""What goes on, on the pages: matters that are dealt with there as in the chat, cases by where they
are, and who has looked at what."""

from __future__ import annotations

import re
from datetime import timedelta

import httpx

from service.core.office import Filters
from service.core.people import RosterRow
from service.testkit.organization import BRANCH
from tests.web.office_house import OfficeHouse, office_house

ROWS = [
    RosterRow("校办", "校", role="office"),
    RosterRow("校书记", "校", role="secretary"),
    RosterRow("别办", "别校", role="office"),
    RosterRow("王敏", f"校/{BRANCH}", role="secretary"),
    *(RosterRow(name, f"校/{BRANCH}") for name in ("李华", "张伟", "赵云")),
    RosterRow("陈晨", f"校/{BRANCH}", standing="activist"),
]
SECRETS = ("三号楼", "起火")


async def report(house: OfficeHouse) -> int:
    """A matter that the branch has reported; its number."""
    w = house.w
    await w.say("王敏", "上报")
    await w.press("王敏", "突发重大情况")
    for said in ("实验室起火", "今晚", "三号楼", "两人轻伤", "已报119", "请派人"):
        await w.say("王敏", said)
    await w.press("王敏", "确认上报")
    await w.settle()
    (row,) = await w.sql("SELECT id FROM activities WHERE kind = 'matter'")
    return int(row.id)


async def press(
    house: OfficeHouse, client: httpx.AsyncClient, number: int, verb: str, words: str = ""
) -> httpx.Response:
    sent = await client.post(f"/office/matters/{number}", data={"act": verb, "words": words})
    await house.w.settle()
    return sent


async def test_a_matter_is_acknowledged_and_returned_on_the_page_and_the_chat_hears_of_it() -> None:
    async with office_house(ROWS) as house:
        number = await report(house)
        async with house.browser(**await house.cookie("校办")) as client:
            page = (await client.get("/office/matters")).text
            assert "突发重大情况" in page
            assert "2026-001" in page
            assert [each for each in SECRETS if each in page] == [], "what it says is in the chat"
            done = await press(house, client, number, "seen")
            assert (done.status_code, done.headers["location"]) == (303, "/office/matters?done=1")
            assert "校办 签收了" in house.w.last("王敏")
            bare = await press(house, client, number, "back", " \0 ")
            assert bare.status_code == 409
            assert "请先写下意见" in bare.text
            await press(house, client, number, "back", "写清楚伤者姓名")
            heard = "".join(house.w.heard("王敏"))
            assert "校办 退回了这件事" in heard
            assert "写清楚伤者姓名" in heard
            assert "已退回，待修改" in (await client.get("/office/matters")).text
            await house.w.press("王敏", "确认上报")
            assert 'value="seen"' in (await client.get("/office/matters")).text
        (kept,) = await house.w.sql("SELECT event FROM journal WHERE action = 'matter.returned'")
        assert "伤者" not in kept.event, "the journal seals what was written"


async def test_who_comes_second_is_told_and_loses_no_word() -> None:
    async with office_house(ROWS) as house:
        number = await report(house)
        async with house.browser(**await house.cookie("校办")) as client:
            await press(house, client, number, "close", "已派人")
            late = await press(house, client, number, "back", "写清楚")
            assert late.status_code == 409
            assert "别人已经处理了" in late.text


async def test_nobody_who_is_not_on_duty_learns_of_a_matter_or_acts_in_it() -> None:
    async with office_house(ROWS) as house:
        number = await report(house)
        for name in ("别办", "王敏"):
            async with house.browser(**await house.cookie(name)) as client:
                seen = (await client.get("/office/matters")).text
                assert ("突发重大情况" in seen) == (name == "王敏")
                assert 'value="seen"' not in seen
                for verb in ("seen", "close"):
                    refused = await press(house, client, number, verb, "好")
                    assert refused.status_code == (409 if name == "王敏" else 404)
        async with house.browser(**await house.cookie("校办"), origin="http://evil") as client:
            assert (await press(house, client, number, "seen")).status_code == 403
        (row,) = await house.w.sql("SELECT phase FROM activities WHERE kind = 'matter'")
        assert row.phase == "sent"


async def test_a_case_stands_there_by_its_stage_and_by_name_only_for_who_deals_with_it() -> None:
    async with office_house(ROWS) as house:
        w = house.w
        await w.say("王敏", "办事")
        for each in ("发展党员", "陈晨", "开始"):
            await w.press("王敏", each)
        await w.settle()
        office = await house.pages.procedures(w.person("校办").id, Filters())
        (line,) = office.rows
        assert line.unit_name == BRANCH
        assert line.stage
        assert line.who
        assert line.since
        said = f"{line}"
        assert [name for name in ("陈晨", "王敏") if name in said] == []
        own = await house.pages.procedures(w.person("王敏").id, Filters())
        assert "陈晨" in own.rows[0].title
        async with house.browser(**await house.cookie("校办")) as client:
            taken = (await client.get("/office/files/procedures.csv")).content.decode("utf-8-sig")
            assert line.stage in taken
            assert "陈晨" not in taken


async def test_who_looked_and_took_along_is_on_record_to_who_keeps_the_roster() -> None:
    async with office_house(ROWS) as house:
        async with house.browser(**await house.cookie("校办")) as client:
            await client.get(f"/office/unit?unit={house.w.unit(BRANCH).id}")
            await client.get("/office/files/duties.csv")
            own = (await client.get("/office/log")).text
            assert "单位概况" in own
            assert "这里只有您自己的记录" in own
        async with house.browser(**await house.cookie("王敏")) as client:
            page = (await client.get("/office/log")).text
            assert re.search(r"校办.*?单位概况", page, re.DOTALL), "who looked at the branch"
            assert "已导出" not in page, "what was taken of the whole is the office's own unit's"
        async with house.browser(**await house.cookie("校书记")) as client:
            page = (await client.get("/office/exports")).text
            assert re.search(r"校办.*?\.csv", page, re.DOTALL)
        async with house.browser(**await house.cookie("别办")) as client:
            for path in ("log", "exports"):
                assert "校办" not in (await client.get(f"/office/{path}")).text
        house.w.clock.advance(timedelta(days=400))
        await house.pages.log.forget()
        assert await house.w.sql("SELECT * FROM office_reads") == []
