"""The gallery page in a real browser: on a phone and on a screen, light and dark."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from service.web.server import Server
from tests.browser.driver import Browser, Screen
from tests.workflows.discussion.galleries import link, school, site, two_works
from tests.world import World

LOADED = """(async () => {
  const pictures = [...document.images];
  for (const each of pictures) { each.scrollIntoView(); await each.decode(); }
  return pictures.map(each => each.naturalWidth);
})()"""
LARGER = """(async () => {
  const picture = new Image();
  picture.src = document.activeElement.href;
  await picture.decode();
  return picture.naturalWidth;
})()"""
CONTRAST = """(() => {
  const light = colour => {
    const parts = colour.match(/[\\d.]+/g).slice(0, 3).map(each => each / 255)
      .map(each => each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4);
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
  };
  const behind = each => {
    for (; each; each = each.parentElement) {
      const colour = getComputedStyle(each).backgroundColor;
      if (colour !== 'rgba(0, 0, 0, 0)') return colour;
    }
  };
  return Math.min(...[...document.querySelectorAll('h1, h2, p, span, a')].map(each => {
    const [one, other] = [light(getComputedStyle(each).color), light(behind(each))];
    return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
  }));
})()"""


@asynccontextmanager
async def served(w: World) -> AsyncIterator[str]:
    """The site on a port of its own."""
    server = Server(site(w), "127.0.0.1", 0, port_is_fixed=False)
    port = server.bind()
    running = asyncio.create_task(server.run())
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        await server.stop()
        await running


@pytest.mark.parametrize("width", [390, 1200])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
async def test_it_fits_the_screen_shows_its_pictures_and_can_be_read(
    width: int, dark: bool, browser: Browser
) -> None:
    async with school() as (w, _):
        await two_works(w)
        address = await link(w)
        async with served(w) as base:
            screen = Screen(width, 844, touch=width < 600, dark=dark)
            page = await browser.page(base + address, screen)
            assert await page.run(LOADED) == [960]
            assert await page.run("document.documentElement.scrollWidth") <= width
            assert await page.run(CONTRAST) >= 4.5, "WCAG 2.2, 1.4.3"
            paper = await page.run("getComputedStyle(document.body).backgroundColor")
            assert paper == ("rgb(22, 22, 20)" if dark else "rgb(245, 243, 238)")
            forbidden = [each for each in page.problems if "Content Security Policy" in each]
            assert not forbidden, "its own policy stands in the way of nothing it needs"


async def test_a_picture_is_reached_with_the_keyboard_and_opens_larger(browser: Browser) -> None:
    async with school() as (w, _):
        await two_works(w)
        address = await link(w)
        async with served(w) as base:
            page = await browser.page(base + address)
            tab = {"key": "Tab", "code": "Tab", "windowsVirtualKeyCode": 9}
            for kind in ("keyDown", "keyUp"):
                await page.call("Input.dispatchKeyEvent", type=kind, **tab)
            assert await page.run("document.activeElement.className") == "picture"
            outline = "getComputedStyle(document.activeElement).outlineStyle"
            assert await page.run(outline) == "solid", "where one is can be seen"
            assert await page.run(LARGER) == 1600
