"""The big screen over HTTP: without signing in, from the link in the chat, until it ends."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

from httpx import ASGITransport, AsyncClient

from service.questions.model import Option, Question
from service.runtime.screens import Screens
from service.web.health import Health
from service.web.screen import HERE, screen_route
from service.web.server import build_app
from tests.world import BRANCH, World, world

URL = "https://org.example"
ONE = (
    Question("single", "1<b>?", (Option("<i>是", True), Option("否", False)), 2),
    Question("single", "第2题?", (Option("是", True), Option("否", False)), 2),
)


@asynccontextmanager
async def hall() -> AsyncIterator[tuple[World, AsyncClient]]:
    async with world() as w:
        w.engine.registry = replace(w.engine.registry, url=URL)
        screens = Screens(w.engine, w.clock, URL)
        at = ASGITransport(build_app(Health(), [screen_route(screens)]))
        async with AsyncClient(transport=at, base_url="http://t") as client:
            await w.bank(questions=ONE)
            await w.quiz_of(live=True, pace=20)
            yield w, client


async def link(w: World) -> str:
    await w.say("王敏", "菜单")
    await w.press("王敏", "题库")
    await w.press("王敏", "大屏幕")
    found = re.search(r"/screen/\S+", w.last("王敏"))
    assert found is not None, w.last("王敏")
    return found[0]


async def newer() -> None:
    """What is remembered is old by then."""
    await asyncio.sleep(1.01)


async def test_the_link_shows_what_the_room_sees_until_it_is_ended() -> None:
    async with hall() as (w, client):
        address = await link(w)
        first = await client.get(address)
        assert first.status_code == 200
        assert "1&lt;b&gt;?" in first.text, "nobody's words are markup"
        assert "A. &lt;i&gt;是" in first.text
        assert 'data-left="20"' in first.text
        assert "org.example" in first.text
        assert "<svg" in first.text
        assert 'http-equiv="refresh"' in first.text
        headers = first.headers
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["cache-control"] == "no-store"
        assert "noindex" in headers["x-robots-tag"]
        await w.press("李华", "A. <i>是", room=BRANCH)
        many = await asyncio.gather(*(client.get(address) for _ in range(50)))
        assert {each.text for each in many} == {first.text}, "many viewers, one look a second"
        await newer()
        assert "已答 1 /" in (await client.get(address)).text
        await w.advance(timedelta(seconds=40))
        await newer()
        ended = (await client.get(address)).text
        assert "🥇 李华" in ended
        await w.press("王敏", "作废链接")
        await newer()
        assert (await client.get(address)).status_code == 404


async def test_a_link_is_good_for_a_day_and_whatever_opens_nothing_is_answered_alike() -> None:
    async with hall() as (w, client):
        address = await link(w)
        later = f"{address[:-8]}{int(address[-8:], 16) + 9999:x}"
        wrong = [later, "/screen/x", f"/screen/{'f' * 300}", "/screen/" + "f" * 20]
        answers = [await client.get(each) for each in wrong]
        assert {each.status_code for each in answers} == {404}
        assert len({each.text for each in answers}) == 1
        assert "大屏幕已结束" in answers[0].text
        english = await client.get(wrong[0], headers={"accept-language": "en-GB"})
        assert "This screen has ended" in english.text
        assert (await client.get(address)).status_code == 200
        await w.advance(timedelta(hours=24, seconds=1))
        await newer()
        assert (await client.get(address)).status_code == 404


def test_its_own_style_and_script_are_small() -> None:
    sizes = {name: (HERE / name).stat().st_size for name in ("screen.css", "screen.js")}
    assert sizes["screen.css"] <= 10_000
    assert sizes["screen.js"] <= 3_000
