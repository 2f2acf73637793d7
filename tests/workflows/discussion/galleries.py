"""A call for works whose page is open, and a browser to look at it."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from html.parser import HTMLParser

from httpx import ASGITransport, AsyncClient
from litestar import Litestar

from service.host.public_pages import PublicPageReader
from service.web.health import Health
from service.web.public_pages import gallery_routes
from service.web.server import build_app
from tests.photos import photo
from tests.workflows.discussion.stories import (
    PEOPLE,
    ROOM,
    at_school,
    choose,
    draft,
    topic,
    upload,
)
from tests.world import World

URL = "https://org.example"


class Seen(HTMLParser):
    """What a browser finds in a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.words = ""
        self._silent = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        self._silent = tag in ("style", "title")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.words += data

    def of(self, tag: str) -> list[dict[str, str]]:
        return [attributes for each, attributes in self.tags if each == tag]


def site(w: World) -> Litestar:
    """The pages of the service."""
    pages = PublicPageReader(w.engine, w.clock, {w.chats.account: w.chats})
    return build_app(Health(), gallery_routes(pages))


@asynccontextmanager
async def school(url: str = URL) -> AsyncIterator[tuple[World, AsyncClient]]:
    """王敏 collects works; the browser speaks Chinese."""
    async with at_school(PEOPLE) as w:
        w.engine.registry = replace(w.engine.registry, url=url)
        chinese = {"accept-language": "zh-CN,zh;q=0.9"}
        at = ASGITransport(site(w))  # in the event loop of the service, as when it runs
        async with AsyncClient(transport=at, base_url="http://t", headers=chinese) as client:
            await draft(w, kind="征集作品")
            await w.press("王敏", "发布")
            yield w, client


async def two_works(w: World) -> None:
    """A picture from 李华 and words from 张三, both approved; Anna's is not reviewed."""
    await w.press("李华", "在这里投稿")
    await upload(w, "李华", "操场.jpg", photo(), mime="image/jpeg", caption="雨后的操场")
    await w.say("张三", "值班的夜里，灯一直亮着。", room=ROOM, reply_to=topic(w))
    await w.say("Anna", "menu")
    await choose(w, "Anna", "读书体会", "Send an entry here")
    await w.say("Anna", "Nobody has reviewed this.")
    await choose(w, "王敏", "审核", "通过", "通过")


async def link(w: World, label: str = "作品展页，是的，公开", name: str = "王敏") -> str:
    """The address as the leader is told it, without the host."""
    await panel(w, name)
    await choose(w, name, *re.split("，(?!公开)", label))
    found = re.search(r"/gallery/\S+", w.last(name))
    assert found is not None, w.last(name)
    return found[0]


async def panel(w: World, name: str = "王敏") -> None:
    """The leader's panel as the newest message, with the way to the page."""
    await w.say(name, "菜单")
    await w.press(name, "读书体会")
    shown = [each.label for each in w.latest(w.chat(name)).post.flat_buttons]
    if "作品展页" not in shown:
        await w.press(name, "更多操作…")


async def look(client: AsyncClient, address: str) -> Seen:
    response = await client.get(address)
    assert response.status_code == 200, response.text
    return Seen(response.text)


def pictures(page: Seen, size: str = "small") -> list[str]:
    """The addresses of its pictures, as a browser resolves them."""
    if size == "small":
        return [f"/gallery/{each['src']}" for each in page.of("img")]
    return [f"/gallery/{each['href']}" for each in page.of("a") if each["href"].endswith(size)]
