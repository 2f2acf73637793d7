"""The pages for offices on a port, who signs in there, and their picture for the docs."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace

from service.core.people import Language, RosterRow
from service.web.server import Server
from tests.browser.driver import Browser, Page, Screen
from tests.e2e.running import free_port
from tests.web.office_house import FACULTY, TOP, OfficeHouse, lived, office_house, people

PHONE = Screen(390, 844, scale=2)
ENGLISH = {
    "示范大学党委": "University Committee",
    "信息学院党委": "Faculty of Information",
    "文学院党委": "Faculty of Letters",
    "计算机系党总支": "Computing",
    "中文系党总支": "Chinese",
    "中文党支部": "Letters Branch",
    "校办": "University office",
    "院办": "Faculty office",
    "文办": "Letters office",
    "书记": "Secretary ",
    "党员": "Member ",
    "党支部": "",
    "第": "Branch ",
}


def in_english(rows: Sequence[RosterRow]) -> list[RosterRow]:
    """The same organization with English names."""

    def said(words: str) -> str:
        for chinese, english in ENGLISH.items():
            words = words.replace(chinese, english)
        return words

    return [replace(each, name=said(each.name), branch=said(each.branch)) for each in rows]


@asynccontextmanager
async def served(
    language: Language = "zh-CN",
    rows: Sequence[RosterRow] | None = None,
    *,
    host: str = "127.0.0.1",
) -> AsyncIterator[OfficeHouse]:
    """`host`: by which the browser knows this machine; passkeys need a name."""
    port = free_port()
    base = f"http://{host}:{port}"
    async with office_house(rows or people(language), base=base) as house:
        house.w.engine.registry = replace(house.w.engine.registry, url=base)
        await lived(house)
        server = Server(house.app, "127.0.0.1", port, port_is_fixed=True)
        server.bind()
        serving = asyncio.create_task(server.run())
        try:
            yield house
        finally:
            await server.stop()
            await serving


BEGUN = {
    "zh-CN": (("上报", "突发重大情况", "确认上报"), ("办事", "发展党员", "陈晨", "开始")),
    "en": (("matter", "emergency", "Send it now"), ("procedure", "admission", "陈晨", "Begin")),
}
ACTIVIST = RosterRow("陈晨", f"{TOP}/{FACULTY}/计算机系党总支/第1党支部", standing="activist")


async def going_on(house: OfficeHouse, language: Language) -> None:
    """A matter that waits for the faculty's office, and a case of the first branch."""
    w, name = house.w, "书记1"
    (said, kind, send), (case, *presses) = BEGUN[language]
    await w.say(name, said)
    await w.press(name, kind)
    for each in ("一楼起火", "今晚", "三号楼", "两人", "已报119", "请派人"):
        await w.say(name, each)
    await w.press(name, send)
    await w.say(name, case)
    for each in presses:
        await w.press(name, each)
    await w.settle()
    begun = {row.kind: row.phase for row in await w.sql("SELECT kind, phase FROM activities")}
    assert (begun["matter"], begun["procedure"]) == ("sent", "running")


async def sign_in(house: OfficeHouse, browser: Browser, name: str, screen: Screen) -> Page:
    """The person's first page, behind the link of the chat."""
    link = await house.link(name)
    page = await browser.page(f"{house.base}{link}", screen)
    await follow(page, "main button")
    return page


async def follow(page: Page, selector: str) -> None:
    """Press what is there with the keyboard, and wait for the next page."""
    await page.run("window.before = true")
    await page.run(f"document.querySelector({selector!r}).focus()")
    await page.press("Enter", 13, "\r")
    await page.until("!window.before && document.readyState === 'complete'", selector)


async def go(page: Page, address: str) -> None:
    await page.run("window.before = true")
    await page.call("Page.navigate", url=address)
    await page.until("!window.before && document.readyState === 'complete'", address)


async def page_of_office(browser: Browser, language: Language) -> list[bytes]:
    """What an office sees first, the units below it, and the year of its unit."""
    english = language == "en"
    rows = people(language)
    async with served(language, in_english(rows) if english else rows) as house:
        name = ENGLISH["院办"] if english else "院办"
        page = await sign_in(house, browser, name, PHONE)
        screens = [await page.picture()]
        below = house.w.unit(ENGLISH["计算机系党总支"] if english else "计算机系党总支").id
        for path in (f"tree?unit={below}", "unit"):
            await go(page, f"{house.base}/office/{path}")
            screens.append(await page.picture())
        return screens
