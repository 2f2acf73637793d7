"""How often people touch the web page: in a real browser, on the whole service, from the invitation
to the result, and from a file to a scheduled quiz. Every tap counts, on the paper clip as well."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from service.core.people import RosterRow
from service.files.bank_writing import write_bank
from service.testkit.behaviours.taps import MOST, TEN
from tests.browser.driver import Browser, Page
from tests.browser.house import House, open_house

MOST_OF_A_SECRETARY = 6  # messages and taps
PEOPLE = (
    RosterRow("王敏", "学院党委/第一支部", role="secretary"),
    RosterRow("李华", "学院党委/第一支部"),
)


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(tmp_path / "house", PEOPLE) as opened:
        yield opened


async def send_the_file(page: Page, folder: Path) -> None:
    file = folder / "党史知识.xlsx"
    file.write_bytes(write_bank(TEN, ".xlsx").content)
    await page.send_file(file, "发送文件")
    await page.sees("已读入 10 题")


async def test_from_a_file_to_a_scheduled_quiz(
    browser: Browser, house: House, tmp_path: Path
) -> None:
    page = await house.page(browser, "王敏")
    await send_the_file(page, tmp_path)
    await page.tap("存为题库并安排测验")
    await page.tap("20:00，30 分钟")
    await page.tap("确认发布")
    await page.sees("已安排")
    assert page.touches + 1 <= MOST_OF_A_SECRETARY, "the file itself is one message more"
    assert page.problems == []


@pytest.mark.parametrize("where", ["in private", "in the room"])
async def test_from_the_invitation_to_the_result(
    where: str, browser: Browser, house: House, tmp_path: Path
) -> None:
    secretary = await house.page(browser, "王敏")
    member = await house.page(browser, "李华")
    await send_the_file(secretary, tmp_path)
    await secretary.tap("存为题库并安排测验")
    await secretary.tap("现在")
    await secretary.sees("什么时候截止")
    await secretary.tap("30 分钟")
    await secretary.tap("确认发布")
    if where == "in the room":
        await member.tap("第一支部")
    await member.sees("测验开始")
    member.touches = 0
    await member.tap("开始答题")
    for number in range(1, 11):
        await member.sees(f"第 {number}/10 题")
        await member.tap("A. 对的")
    await member.tap("交卷")
    await member.sees("已交卷，共答 10 题")
    assert member.touches <= MOST
    assert (member.problems, secretary.problems) == ([], [])
