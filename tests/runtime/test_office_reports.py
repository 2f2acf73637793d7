"""Reports of figures come into the chat of who has asked for them, once, and end with the right."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta

import pytest
from openpyxl import load_workbook
from PIL import Image
from sqlalchemy import select

from service.core.membership import MemberChange
from service.files.attachments import make_file
from service.runtime.office.reports import next_report
from service.store import office_tables as ot
from tests.web.office_house import OfficeHouse, lived, office_house


async def sent(house: OfficeHouse, name: str) -> int:
    """How many reports the person has got so far."""
    await house.keeper.catch_up()
    await house.reports.send_due()
    await house.w.settle()
    return sum("报" in each and "个单位中" in each for each in house.w.heard(name))


async def test_a_report_comes_each_week_with_every_unit_that_is_behind() -> None:
    async with office_house(make_file=make_file) as house, house.browser() as client:
        await lived(house)
        await house.sign_in(client, "院办")
        done = await client.post("/office/reports", data={"every": "week"})
        assert done.status_code == 303
        assert "每周一" in (await client.get("/office/")).text
        assert await sent(house, "院办") == 0
        house.w.clock.set(datetime(2026, 3, 9, 1, 0, tzinfo=UTC))  # Monday, nine in Shanghai
        assert await sent(house, "院办") == 1
        assert "3 个有逾期" in house.w.last("院办")
        assert "第2党支部：逾期" in house.w.last("院办")
        line = house.w.latest(house.w.chat("院办"))
        drawn, table = line.post.files
        with Image.open(io.BytesIO(drawn.content)) as picture:
            assert (picture.format, picture.width) == ("PNG", 960)
        book = load_workbook(io.BytesIO(table.content))
        words = [str(each.value) for row in book.worksheets[0] for each in row]
        assert "计算机系党总支 / 第2党支部" in words
        assert "中文" not in "".join(words)
        assert await sent(house, "院办") == 1, "once"
        house.w.clock.advance(timedelta(days=22))
        assert await sent(house, "院办") == 2, "what was missed comes once"
        await house.w.press("院办", "不再发送")
        house.w.clock.advance(timedelta(days=8))
        assert await sent(house, "院办") == 2


async def test_who_loses_the_role_is_sent_nothing_more() -> None:
    async with office_house() as house:
        await lived(house)
        person = house.w.person("院办").id
        await house.reports.switch(person, "month")
        await house.w.engine.change_members([MemberChange(person, role="member")])
        house.w.clock.advance(timedelta(days=40))
        assert await sent(house, "院办") == 0
        assert await house.w.rows(select(ot.office_reports)) == []


@pytest.mark.parametrize(
    ("every", "now", "wanted"),
    [
        ("week", datetime(2026, 3, 9, 0, 59, tzinfo=UTC), datetime(2026, 3, 16, 1, tzinfo=UTC)),
        ("week", datetime(2026, 3, 8, 17, 0, tzinfo=UTC), datetime(2026, 3, 16, 1, tzinfo=UTC)),
        ("week", datetime(2026, 3, 8, 15, 0, tzinfo=UTC), datetime(2026, 3, 9, 1, tzinfo=UTC)),
        ("month", datetime(2026, 1, 31, 12, tzinfo=UTC), datetime(2026, 2, 1, 1, tzinfo=UTC)),
        ("month", datetime(2026, 12, 1, 12, tzinfo=UTC), datetime(2027, 1, 1, 1, tzinfo=UTC)),
    ],
)
def test_the_next_report_is_on_the_next_monday_or_first(
    every: str, now: datetime, wanted: datetime
) -> None:
    assert next_report(every, now, "Asia/Shanghai") == wanted
