"""axe-core on every page of the web chat: both languages, light and dark, on a phone and a desk."""

from __future__ import annotations

import pytest

from service.core.message import File
from service.ports import Order
from tests.adapters.webchat.served import ROOM, Served, picture, served
from tests.browser.accessibility import violations
from tests.browser.driver import Browser, Page, Screen

PAGES = ("/chat/", "/chat/join?code=ABCD", "/chat/u/nobody/",
         "/chat/static/offline.html")  # fmt: skip


async def dress(page: Page, width: int, scheme: str) -> None:
    feature = {"name": "prefers-color-scheme", "value": scheme}
    await page.call("Emulation.setEmulatedMedia", features=[feature])
    screen = {"width": width, "height": 844, "deviceScaleFactor": 1, "mobile": width < 600}
    await page.call("Emulation.setDeviceMetricsOverride", **screen)
    await page.run("orglife.calm()")


async def found(page: Page, what: str) -> list[str]:
    """What is wrong, on each screen and in each light."""
    wrong = []
    for width in (390, 1200):
        for scheme in ("light", "dark"):
            await dress(page, width, scheme)
            wrong += [f"{what} {width} {scheme}: {each}" for each in await violations(page)]
    return wrong


async def talk(chat: Served) -> None:
    """Of everything that can stand in a room, one."""
    files = (File("1.jpg", "image/jpeg", picture()), File("表.xlsx", "application/zip", b"PK"))
    await chat.say("看 https://a.example", ["门口", "走廊"], title="第 1 题", files=files)
    await chat.say("预览", ["修改", "发布"], activity=2)
    await chat.say("新的预览", ["修改", "发布"], activity=2)
    await chat.say("很长的文字。" * 300, room=ROOM)
    await chat.say("讨论", ["开始"], title="本月讨论", room=ROOM)
    gone = await chat.say("旧的", room=ROOM)
    await chat.chat.send(Order("erase", "gone", ROOM, None, gone))


@pytest.mark.parametrize("language", ["zh-CN", "en"])
async def test_nothing_is_wrong_on_any_page(language: str, browser: Browser) -> None:
    wrong: list[str] = []
    async with served() as chat:
        await talk(chat)
        for path in PAGES:
            mark = "&" if "?" in path else "?"
            page = await browser.page(
                f"{chat.base}{path}{mark}lang={language}", Screen(390, 844), language=language
            )
            wrong += await found(page, path)
        page = await chat.open(browser)
        if language == "en":
            await page.tap("English")
            await page.until("document.documentElement.lang === 'en'")
        wrong += await found(page, "private")
        await page.run("document.querySelectorAll('.room')[1].click()")
        await page.until("document.querySelectorAll('.message').length > 2")
        await page.write("我的想法")
        await page.until("document.querySelector('.mine:not(.pending)') !== null")
        await page.run("document.querySelector('[data-tool=reply]').click()")
        wrong += await found(page, "room")
        await page.run("document.getElementById('bell').click()")
        await page.until("!document.getElementById('push-here').disabled")
        wrong += await found(page, "notifications")
    assert wrong == []
