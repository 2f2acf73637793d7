"""Passkeys in a real browser with an authenticator of its own: made, shown and asked for, in both
languages; the pages for it are accessible on a phone and on a desk."""

from __future__ import annotations

import pytest

from service.core.people import Language
from tests.browser.driver import Browser, Page, Screen
from tests.browser.offices import follow, go, served
from tests.web.test_office_in_browser import wrong

WORDS = {
    "zh-CN": ("添加通行密钥", "用通行密钥登录", "使用通行密钥", "已经有您的通行密钥"),
    "en": ("Add a passkey", "Sign in with a passkey", "Use a passkey", "already has a passkey"),
}


async def authenticator(page: Page) -> None:
    """A device that makes sure of its person, who is there."""
    await page.call("WebAuthn.enable")
    given = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True}
    given |= {"hasUserVerification": True, "isUserVerified": True}
    await page.call(
        "WebAuthn.addVirtualAuthenticator",
        options=given | {"automaticPresenceSimulation": True},
    )


@pytest.mark.parametrize("language", ["zh-CN", "en"])
async def test_a_passkey_is_made_and_signs_in(language: Language, browser: Browser) -> None:
    add, enter, use, known = WORDS[language]
    async with served(language, host="localhost") as house:
        link = f"{house.base}{await house.link('院办')}"
        page = await browser.page(link, Screen(390, 844), language=language)
        await follow(page, "main button")
        await authenticator(page)
        await go(page, f"{house.base}/office/sessions")
        found = await wrong(page, "sessions")
        await page.run("document.querySelector('.passkey input').value = 'MacBook'")
        await page.run("window.before = true")
        await page.tap(add)
        await page.until("!window.before && document.readyState === 'complete'", "kept")
        assert await page.run("document.querySelector('.named input').value") == "MacBook"
        found += await wrong(page, "sessions with a passkey")
        await page.tap(add)
        await page.sees(known)
        await follow(page, "header form button")
        await go(page, f"{house.base}/office/")
        await page.until("!document.querySelector('.passkey button').hidden")
        found += await wrong(page, "front")
        await page.run("window.before = true")
        await page.tap(enter)
        await page.until("!window.before && document.readyState === 'complete'", "signed in")
        assert await page.run("location.pathname") == "/office/"
        assert await page.run("!!document.querySelector('.figures')")
        # By the link alone nobody gets further any more.
        await go(page, f"{house.base}{await house.link('院办')}")
        await follow(page, "main button")
        assert await page.run("location.pathname") == "/office/second"
        found += await wrong(page, "second")
        await page.run("window.before = true")
        await page.tap(use)
        await page.until("!window.before && document.readyState === 'complete'", "shown")
        assert await page.run("location.pathname") == "/office/"
        await go(page, f"{house.base}/office/sessions")
        await follow(page, "form[action='/office/code'] button")
        found += await wrong(page, "code")
        assert await page.run("document.querySelector('.qr svg').clientWidth") > 150
        assert found == []
        policy = [each for each in page.problems if "Failed to load" not in each]
        assert policy == [], "nothing is refused by the policy"
