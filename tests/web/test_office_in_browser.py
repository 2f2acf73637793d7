"""The pages for offices in a real browser: accessible in both languages and lights, on a phone and
on a desk, and one walk of an office, with the keyboard. There is no script on them."""

from __future__ import annotations

import pytest

from service.core.people import Language
from tests.browser.accessibility import violations
from tests.browser.driver import Browser, Page, Screen
from tests.browser.offices import ACTIVIST, follow, go, going_on, served, sign_in
from tests.web.office_house import FACULTY, people

SCREENS = ((320, "dark"), (1280, "light"))
PATHS = ("", "tree", "unit", "duties", "duties?state=late", "activities", "activities?month=x",
         "activities/{activity}", "members", "members?unit={leaf}", "sessions",
         "procedures", "matters", "log", "exports",
         "unit?unit=999")  # fmt: skip


async def dress(page: Page, width: int, scheme: str) -> None:
    feature = {"name": "prefers-color-scheme", "value": scheme}
    await page.call("Emulation.setEmulatedMedia", features=[feature])
    screen = {"width": width, "height": 844, "deviceScaleFactor": 1, "mobile": width < 600}
    await page.call("Emulation.setDeviceMetricsOverride", **screen)


async def wrong(page: Page, what: str) -> list[str]:
    """What is wrong on the page, on each screen and in each light; wider than the screen is."""
    found = []
    for width, scheme in SCREENS:
        await dress(page, width, scheme)
        found += [f"{what} {width} {scheme}: {each}" for each in await violations(page)]
        if await page.run(f"document.documentElement.scrollWidth > {width}"):
            found.append(f"{what} {width}: scrolls sideways")
    return found


@pytest.mark.parametrize("language", ["zh-CN", "en"])
async def test_nothing_is_wrong_on_any_page(language: Language, browser: Browser) -> None:
    async with served(language, [*people(language), ACTIVIST]) as house:
        await going_on(house, language)
        link = await house.link("院办")
        page = await browser.page(f"{house.base}{link}", Screen(390, 844), language=language)
        found = await wrong(page, "link")
        page = await sign_in(house, browser, "院办", Screen(390, 844))
        rows = await house.w.sql("SELECT max(id) AS id FROM activities WHERE unit IN "
                                 "(SELECT id FROM units WHERE name = '第1党支部')")  # fmt: skip
        given = {"leaf": house.w.unit("第1党支部").id, "activity": rows[0].id}
        for path in PATHS:
            await go(page, f"{house.base}/office/{path.format(**given)}")
            assert await page.run("document.documentElement.lang") == language
            found += await wrong(page, path)
        await go(page, f"{house.base}/office/matters")
        assert await page.run("document.querySelectorAll('.matter textarea').length") == 1
        await go(page, f"{house.base}/office/procedures")
        assert await page.run("document.querySelectorAll('.list tbody tr').length") == 1
    assert found == []


async def test_an_office_returns_a_matter_with_the_keyboard(browser: Browser) -> None:
    async with served(rows=[*people(), ACTIVIST]) as house:
        await going_on(house, "zh-CN")
        page = await sign_in(house, browser, "院办", Screen(390, 844))
        await go(page, f"{house.base}/office/matters")
        await page.run("document.querySelector('textarea').value = '写清楚'")
        await follow(page, "button[value=back]")
        await page.sees("已办")
        await house.w.settle()
        assert "院办 退回了这件事" in "".join(house.w.heard("书记1"))


async def test_an_office_finds_the_three_that_are_behind_opens_the_reason_and_takes_the_list(
    browser: Browser,
) -> None:
    async with served() as house:
        page = await sign_in(house, browser, "院办", Screen(1280, 900))
        await page.sees(f"{FACULTY} · 今日")
        rows = "[...document.querySelectorAll('#behind ~ .wide tbody tr')]"
        late = await page.run(f"{rows}.filter((x) => x.querySelector('.late a')).length")
        assert late == 3
        await follow(page, "#behind ~ .wide td.late a")
        reason = await page.run("document.querySelector('.list tbody').innerText")
        assert "主题党日" in reason
        assert "2026年2月28日" in reason
        assert await page.run("document.querySelectorAll('.state.late').length") == 1
        await follow(page, ".crumbs a")
        file = await page.run("document.querySelector('.exports a[href*=csv]').href")
        async with house.browser(**await house.cookie("院办")) as client:
            taken = (await client.get(file)).content.decode("utf-8-sig")
        assert sum(line.split(",")[1] != "0" for line in taken.splitlines()[1:]) == 3
        await follow(page, "header form button")
        await page.sees("已退出")
        await go(page, f"{house.base}/office/")
        await page.sees("请先登录")
