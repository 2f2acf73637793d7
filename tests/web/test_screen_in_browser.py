"""The big screen in a real browser: accessible from a projector to a wall, in both languages, and
it follows by itself."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest

from service.core.people import Language
from service.core.screen import OptionShown, PanelShown, ScreenPage
from service.web.health import Health
from service.web.screen import screen_route
from service.web.server import Server, build_app
from tests.browser.accessibility import violations
from tests.browser.driver import Browser, Screen

LABELS: dict[str, dict[str, str]] = {
    "zh-CN": {"left": "秒", "join": "扫码参加", "right": "正确答案", "over": "大屏幕已结束",
              "over-how": "请在聊天里的卡片上点“大屏幕”，换一个新链接。"},
    "en": {"left": "seconds left", "join": "Join here", "right": "Right answer",
           "over": "This screen has ended", "over-how": "Open a new link in the chat."},
}  # fmt: skip
ASKED = {
    "zh-CN": ("第 3/10 题 · 单选 · 2 分", "《中国共产党章程》规定，预备党员的预备期为多长时间？",
              ("半年", "一年", "两年", "由支部大会决定")),
    "en": ("Question 3/10 · one answer · 2 points",
           "How long is the period of probation that the Constitution prescribes?",
           ("Half a year", "One year", "Two years", "As the members’ meeting decides")),
}  # fmt: skip


def question(language: Language, *, told: bool) -> PanelShown:
    heading, prompt, options = ASKED[language]
    counts = (3, 17, 2, 0) if told else (None,) * 4
    shown = tuple(
        OptionShown(f"{'ABCD'[at]}. {each}", counts[at], told and at == 1)
        for at, each in enumerate(options)
    )
    return PanelShown(heading, (prompt,), shown, "")


def running(language: Language) -> ScreenPage:
    chinese = language == "zh-CN"
    return ScreenPage(
        language,
        "计算机学院学生第一党支部" if chinese else "Branch One",
        "党章知识竞赛" if chinese else "The Constitution",
        question(language, told=False),
        question(language, told=True),
        17,
        "已答 12 / 21 人" if chinese else "Answered: 12 of 21",
        "https://org.example",
        (),
        LABELS[language],
    )


def ended(language: Language) -> ScreenPage:
    podium = ("🥇 李华（第一党支部）18.5 分", "🥈 张三（第一党支部）17 分", "🥉 Anna Berger 15 分")
    words = "21 人中 19 人参加，满分 20 分。" if language == "zh-CN" else "19 of 21 took part."
    main = PanelShown("", (words,), (), "")
    return replace(running(language), main=main, podium=podium, left=None, answered="", join="")


class Shows:
    """Stands for the service."""

    def __init__(self, language: Language) -> None:
        self.page: ScreenPage | None = running(language)

    async def read(self, token: str) -> ScreenPage | None:
        return self.page

    def labels(self, language: str) -> dict[str, str]:
        return LABELS[language]


@asynccontextmanager
async def served(shows: Shows) -> AsyncIterator[str]:
    app = build_app(Health(), [screen_route(shows)])
    server = Server(app, "127.0.0.1", 0, port_is_fixed=False)
    port = server.bind()
    running_ = asyncio.create_task(server.run())
    try:
        yield f"http://127.0.0.1:{port}/screen/t"
    finally:
        await server.stop()
        await running_


@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize(("width", "height"), [(1280, 720), (3840, 2160)])
async def test_it_fills_the_screen_without_scrolling_and_nothing_is_wrong(
    width: int, height: int, language: Language, browser: Browser
) -> None:
    shows = Shows(language)
    async with served(shows) as address:
        for page_ in (running(language), ended(language), None):
            shows.page = page_
            screen = Screen(width, height, touch=False)
            page = await browser.page(address, screen, language=language)
            assert await violations(page) == []
            sides = "[document.documentElement.scrollWidth, document.documentElement.scrollHeight]"
            wide, high = await page.run(sides)
            assert wide <= width
            assert high <= height, "nobody scrolls in a hall"
            assert await page.run("document.documentElement.lang") == language
            forbidden = [each for each in page.problems if "Content Security Policy" in each]
            assert not forbidden


async def test_it_follows_by_itself_counts_down_and_stops_at_the_end(browser: Browser) -> None:
    shows = Shows("zh-CN")
    async with served(shows) as address:
        page = await browser.page(address, Screen(1280, 720, touch=False))
        await page.until("Number(document.querySelector('[data-left]').textContent) < 17")
        shows.page = ended("zh-CN")
        await page.until("document.querySelectorAll('.podium li').length === 3")
        shows.page = None
        await page.until("document.title === '大屏幕已结束'")
