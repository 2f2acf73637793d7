"""What the pages for offices tell of each kind of activity, and what they must not."""

from __future__ import annotations

import pytest

from service.core.office import Filters, NotHere
from service.core.people import RosterRow
from service.testkit.organization import BRANCH
from tests.web.office_house import OfficeHouse, office_house

PLACES = ("", "unit", "activities", "activities?state=running", "files/activities.csv")
SECRETS = ("违纪", "保密", "诉求", "台账", "学时", "陈晨", "交不起")
ROWS = [
    RosterRow("校办", "校", role="office"),
    RosterRow("校书记", "校", role="secretary"),
    RosterRow("王敏", f"校/{BRANCH}", role="secretary"),
    *(RosterRow(name, f"校/{BRANCH}") for name in ("李华", "张伟", "赵云")),
    RosterRow("陈晨", f"校/{BRANCH}", standing="activist"),
]


async def _live(house: OfficeHouse) -> None:
    """A matter and a request that only few may know of, looks into registers, a case, hours."""
    w = house.w
    await w.say("王敏", "上报")
    await w.press("王敏", "党员涉嫌违纪违法")
    for said in ("陈晨交不起党费", "昨天", "陈晨", "已谈话"):
        await w.say("王敏", said)
    await w.press("王敏", "确认上报")
    await w.say("李华", "诉求")
    await w.press("李华", "保密提")
    await w.say("李华", "我交不起党费")
    await w.press("李华", "提交")
    for said in ("上报台账", "诉求台账", "学时", "汇报率"):
        await w.say("王敏", said)
    await w.say("王敏", "办事")
    await w.press("王敏", "发展党员")
    await w.press("王敏", "陈晨")
    await w.press("王敏", "开始")
    await w.settle()
    begun = {row.kind: row.phase for row in await w.sql("SELECT kind, phase FROM activities")}
    assert begun.keys() >= {"matter", "request", "study", "report", "procedure"}
    assert begun["procedure"] == "running"


async def test_an_office_learns_of_no_person_and_of_nothing_confidential() -> None:
    async with office_house(ROWS) as house:
        w = house.w
        await _live(house)
        await house.keeper.catch_up()
        office = w.person("校办").id
        listed = await house.pages.activities(office, Filters())
        assert {each.kind for each in listed.rows} == {"按程序办的事"}
        async with house.browser(**await house.cookie("校办")) as client:
            places = [*PLACES, *(f"activities/{each.id}" for each in listed.rows)]
            for place in places:
                page = await client.get(f"/office/{place}")
                assert page.status_code == 200, place
                said = page.content.decode("utf-8-sig")
                assert [each for each in SECRETS if each in said] == [], place
        kinds = "SELECT id FROM activities WHERE kind IN ('matter', 'request', 'study', 'report')"
        for row in await w.sql(kinds):
            with pytest.raises(NotHere):
                await house.pages.activity(office, row.id)


async def test_each_kind_that_is_listed_has_a_word() -> None:
    async with office_house(ROWS) as house:
        page = await house.pages.activities(house.w.person("校办").id, Filters())
        assert page.kinds
        assert [kind for kind, word in page.kinds.items() if word == kind] == []
