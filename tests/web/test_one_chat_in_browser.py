"""Two devices of one member, and an old invitation opened again, in a real browser."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from service.core.people import RosterRow
from tests.browser.driver import PHONE, REQUIRED, Page, Screen, browser_at, open_browser
from tests.browser.house import open_house

DESK = Screen(1200, 800, touch=False)
PEOPLE = (RosterRow("王敏", "第一支部", role="secretary"), RosterRow("陈静", "第一支部"))


@pytest.fixture
def chromium() -> str:
    required = os.environ.get(REQUIRED) == "required"
    try:
        return browser_at(required)
    except LookupError as missing:
        if required:
            raise
        pytest.skip(str(missing))


async def goes(page: Page, url: str) -> None:
    """Open another address in the same browser."""
    await page.call("Page.navigate", url=url)
    await page.until("document.readyState === 'complete'")


async def chat(page: Page) -> None:
    """The chat is there, with its messages if there are any."""
    await page.until("document.querySelectorAll('.room').length > 1")
    await page.until("!document.getElementById('empty').hidden || orglife.loaded()")


async def narrow(page: Page) -> None:
    """Nothing reaches beyond the side of the screen."""
    assert await page.run("document.documentElement.scrollWidth <= innerWidth")


async def test_a_member_on_two_devices_and_again_with_an_old_invitation(
    chromium: str, tmp_path: Path
) -> None:
    async with open_house(tmp_path, PEOPLE) as house, open_browser(chromium) as browser:
        invitation = await house.link("陈静")
        phone = await browser.page(invitation, PHONE)
        await phone.sees("您好，陈静")
        await narrow(phone)
        await phone.tap("进入")
        await chat(phone)
        await phone.write("菜单")
        await phone.sees("现在没有进行中的活动")

        # The old invitation in the same browser leads to the chat, as does the bare address.
        for address in (invitation, house.app.url, f"{house.app.url}/chat/join"):
            await goes(phone, address)
            await phone.sees("现在没有进行中的活动")

        # The phone shows how the desk comes in.
        await phone.tap("设备")
        await phone.sees("这台设备")
        await phone.tap("在另一台设备上打开")
        await phone.sees("10 分钟内有效")
        await narrow(phone)
        link = await phone.run("document.querySelector('.link a').href")
        desk = await browser.page(link, DESK)
        await desk.tap("进入")
        await chat(desk)
        await desk.sees("现在没有进行中的活动")  # the same conversation, with its history
        await desk.write("设置")
        await desk.sees("已关联：网页聊天")
        home = await desk.run("location.pathname")
        await goes(phone, f"{house.app.url}{home}")
        await chat(phone)
        await phone.sees("已关联：网页聊天")  # answers come wherever the person is
        await phone.write("帮助")
        await desk.sees("收到题目或通知")

        # A third browser with the used invitation is sent to the chat that is open elsewhere.
        other = await browser.page(invitation, PHONE, language="en-US")
        await other.sees("This invitation was used")
        await other.tap("Send me a new link")
        await other.sees("The new link is in the other chat")
        await phone.sees("有人用您的旧邀请链接")
        code = await phone.run(
            "[...document.querySelectorAll('.body')].at(-1).innerText.match(/登录码 (\\w+)/)[1]"
        )
        await other.run(f"document.getElementById('code').value = {code!r}")
        await other.tap("Next")
        await other.sees("Hello 陈静")
        await other.tap("Enter")
        await chat(other)

        # The desk signs all others out; they see how to get in again.
        await goes(desk, f"{house.app.url}{home}devices")
        await desk.tap("让其他设备都退出")
        await desk.sees("这台设备")
        await phone.sees("已经退出登录")
        await goes(phone, f"{house.app.url}{home}")
        await phone.sees("怎样进入")
        for page in (phone, desk, other):
            unexpected = [each for each in page.problems if "status of 4" not in each]
            assert not unexpected


BRANCHES = (
    RosterRow("周文博", "校团委", role="secretary"),
    RosterRow("王敏", "校团委/第一支部", role="secretary"),
    RosterRow("陈静", "校团委/第一支部"),
    RosterRow("赵磊", "校团委/第二支部", role="secretary"),
)
ROOMS = "[...document.querySelectorAll('.room')].map((each) => each.innerText).join()"


async def test_a_member_moves_to_another_branch_leaves_and_comes_back(
    chromium: str, tmp_path: Path
) -> None:
    async with open_house(tmp_path, BRANCHES) as house, open_browser(chromium) as browser:
        member = await house.page(browser, "陈静")
        await member.write("菜单")
        await member.sees("现在没有进行中的活动")
        superior = await house.page(browser, "周文博")
        await superior.write("成员")
        await superior.tap("陈静 · 成员")
        await superior.tap("转到别的支部")
        await superior.tap("第二支部")
        await superior.tap("确定转出")
        await member.until(f"{ROOMS}.includes('第二支部') && !{ROOMS}.includes('第一支部')")

        secretary = await house.page(browser, "赵磊")
        await secretary.write("成员")
        await secretary.tap("陈静 · 成员")
        await secretary.tap("离开支部")
        await secretary.tap("确定离开")
        await secretary.sees("已离开")
        await member.sees("已经退出登录")

        await secretary.tap("让 TA 回来")
        await secretary.sees("已更改")
        again = await house.page(browser, "陈静")
        await again.sees("现在没有进行中的活动")  # what was said before is still hers
        await again.until(f"{ROOMS}.includes('第二支部')")
        for page in (member, superior, secretary, again):
            unexpected = [each for each in page.problems if "status of 4" not in each]
            assert not unexpected
