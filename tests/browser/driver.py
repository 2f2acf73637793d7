"""A phone in somebody's hand: pages that are touched as a finger touches them.

    async with open_browser() as browser:
        page = await browser.page(url, PHONE)
        await page.tap("开始答题")
        assert page.touches == 1

A tap goes to a point of the screen: what is hidden, covered or out of sight can't be tapped, and
what scrolls or moves away is missed, as by a finger.
"""

from __future__ import annotations

import asyncio
import base64
import json
import os
import re
import shutil
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from service.testkit.waiting import PATIENCE_SECONDS, patience
from tests.browser.devtools import DevTools, connected

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
REQUIRED = "ORGLIFE_TEST_BROWSER"  # "required" where a missing browser is a failure, as in .ci/run
_FLAGS = (
    *("--headless=new", "--remote-debugging-port=0", "--no-first-run", "--disable-gpu"),
    *("--disable-dev-shm-usage", "--hide-scrollbars", "--disable-background-networking"),
    *("--disable-component-update", "--disable-default-apps", "--no-default-browser-check"),
    *("--disable-sync", "--mute-audio", "--font-render-hinting=none", "--no-proxy-server"),
    *("--disable-background-timer-throttling", "--disable-renderer-backgrounding"),
    *("--disable-backgrounding-occluded-windows", "--force-color-profile=srgb"),
    # A mouse, where the machine has none; pages that are touched say so themselves.
    "--blink-settings=primaryHoverType=2,availableHoverTypes=2,primaryPointerType=4,"
    "availablePointerTypes=4",
)
_GONE_ON = re.compile("navigated|context was destroyed|Cannot find .*context|orglife is not def")
_HELPERS = (Path(__file__).parent / "helpers.js").read_text("utf-8")


@dataclass(frozen=True, slots=True)
class Screen:
    """What a page is shown on. `scale`: device pixels in one of CSS."""

    width: int
    height: int
    scale: float = 1.0
    touch: bool = True
    dark: bool = False


PHONE = Screen(390, 844)


def find_browser() -> str | None:
    """The program of the browser that is installed here, if one is."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def browser_at(required: bool) -> str:
    """The browser's program. Raises LookupError, with the remedy, if there is none."""
    found = find_browser()
    if found is None:
        word = "no Chromium or Chrome on PATH: apt-get install chromium"
        raise LookupError(word if required else f"{word} (skipped: the page is not looked at)")
    return found


@dataclass(slots=True)
class Page:
    """One page. `touches`: how often it was tapped; `problems`: what its console complains of."""

    tools: DevTools
    session: str
    screen: Screen
    touches: int = 0
    problems: list[str] = field(default_factory=list)
    _chooser: asyncio.Queue[dict[str, Any]] = field(default_factory=asyncio.Queue)

    async def call(self, method: str, **given: Any) -> dict[str, Any]:
        return await self.tools(method, self.session, **given)

    async def run(self, expression: str) -> Any:
        """The value of a JavaScript expression, awaited. Raises RuntimeError if it throws."""
        got = await self.call(
            "Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True
        )
        if "exceptionDetails" in got:
            thrown = got["exceptionDetails"]
            raise RuntimeError(thrown.get("exception", {}).get("description", thrown["text"]))
        return got["result"].get("value")

    async def until(self, condition: str, what: str = "") -> Any:
        """The value of the expression as soon as it is truthy."""
        end = time.monotonic() + PATIENCE_SECONDS
        while (left := end - time.monotonic()) > 0:
            try:
                value = await self.run(f"orglife.until(() => ({condition}), {int(left * 1000)})")
            except RuntimeError as error:
                if not _GONE_ON.search(str(error)):
                    raise
                continue  # the page gave way to another one: look there
            if value:
                return value
        shown = await self.run("document.body.innerText")
        raise AssertionError(f"never: {what or condition}\n{shown}")

    async def sees(self, words: str) -> None:
        """Wait until these words stand on the page, somewhere in sight."""
        await self.until(f"orglife.sees({json.dumps(words)})", f"“{words}” in sight")

    async def tap(self, label: str) -> None:
        """Touch the newest button, tab or link with this in its words or its spoken name."""
        point = await self.until(f"orglife.point({json.dumps(label)})", f"“{label}” to tap")
        await self._touch(*point)

    async def write(self, words: str) -> None:
        """Type into the line for messages, and send it."""
        await self.run("document.querySelector('textarea').focus()")
        await self.call("Input.insertText", text=words)
        await self.run("document.querySelector('textarea').form.requestSubmit()")

    async def choose_files(self, button: str, *paths: Path) -> None:
        """Touch the button that asks for files, and choose these."""
        await self.call("Page.setInterceptFileChooserDialog", enabled=True)
        await self.tap(button)
        async with patience():
            asked = await self._chooser.get()
        await self.call(
            "DOM.setFileInputFiles",
            files=[str(each) for each in paths],
            backendNodeId=asked["backendNodeId"],
        )

    async def send_file(self, path: Path, button: str) -> None:
        """Choose this file, and send it."""
        await self.choose_files(button, path)
        await self.touch("#send:enabled")

    async def touch(self, selector: str) -> None:
        """Touch this element, once it can be."""
        seen = f"orglife.middle(document.querySelector({json.dumps(selector)}))"
        await self._touch(
            *await self.until(f"document.querySelector({json.dumps(selector)}) && {seen}")
        )

    async def press(self, key: str, code: int, text: str = "", modifiers: int = 0) -> None:
        """Press a key of the keyboard. `code`: its virtual key code; `modifiers`: 8 is Shift."""
        given = {"key": key, "code": key, "windowsVirtualKeyCode": code, "modifiers": modifiers}
        await self.call("Input.dispatchKeyEvent", type="keyDown", text=text, **given)
        await self.call("Input.dispatchKeyEvent", type="keyUp", **given)

    async def drag(self, selector: str, x: float, *, seconds: float = 0.0) -> None:
        """Lay a finger on this element, rest for so long, and lift it so many pixels aside."""
        await self.run("orglife.calm()")
        left, top = await self.until(
            f"orglife.middle(document.querySelector({json.dumps(selector)}))"
        )
        point = {"x": left, "y": top}
        await self.call("Input.dispatchTouchEvent", type="touchStart", touchPoints=[point])
        await asyncio.sleep(seconds)
        for part in range(1, 6) if x else ():
            moved = {"x": left + x * part / 5, "y": top}
            await self.call("Input.dispatchTouchEvent", type="touchMove", touchPoints=[moved])
        await self.call("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])
        await asyncio.sleep(0.4)  # the browser takes a tap at once after a swipe for a part of it

    async def _touch(self, x: float, y: float) -> None:
        self.touches += 1
        point = {"x": x, "y": y}
        if self.screen.touch:
            await self.call("Input.dispatchTouchEvent", type="touchStart", touchPoints=[point])
            await self.call("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])
            return
        for kind in ("mousePressed", "mouseReleased"):
            await self.call(
                "Input.dispatchMouseEvent", type=kind, button="left", clickCount=1, **point
            )

    async def picture(self) -> bytes:
        """What the screen shows, as PNG, once it stands still."""
        await self.run("orglife.calm()")
        got = await self.call("Page.captureScreenshot", format="png")
        return base64.b64decode(got["data"])

    def heard(self, event: str, given: dict[str, Any]) -> None:
        if event == "Page.fileChooserOpened":
            self._chooser.put_nowait(given)
        elif event == "Runtime.exceptionThrown":
            self.problems.append(json.dumps(given["exceptionDetails"], ensure_ascii=False))
        elif event == "Log.entryAdded" and given["entry"]["level"] == "error":
            self.problems.append(given["entry"]["text"])


class Browser:
    def __init__(self, tools: DevTools) -> None:
        self._tools = tools

    async def page(
        self,
        url: str,
        screen: Screen = PHONE,
        *,
        timezone: str = "Asia/Shanghai",
        language: str = "zh-CN",
        before: str = "",
    ) -> Page:
        """A page as in a browser of its own. `before`: a script that runs ahead of the page's."""
        context = (await self._tools("Target.createBrowserContext"))["browserContextId"]
        made = await self._tools("Target.createTarget", url="about:blank", browserContextId=context)
        attached = await self._tools(
            "Target.attachToTarget", targetId=made["targetId"], flatten=True
        )
        page = Page(self._tools, attached["sessionId"], screen)
        self._tools.listen(page.session, page.heard)
        for domain in ("Page", "Runtime", "Log", "DOM", "Network"):
            await page.call(f"{domain}.enable")
        await page.call("Network.setExtraHTTPHeaders", headers={"Accept-Language": language})
        await page.call(
            "Emulation.setDeviceMetricsOverride",
            width=screen.width,
            height=screen.height,
            deviceScaleFactor=screen.scale,
            mobile=screen.touch,
        )
        if screen.touch:
            await page.call("Emulation.setTouchEmulationEnabled", enabled=True, maxTouchPoints=1)
        # Several people look at their pages at once.
        await page.call("Emulation.setFocusEmulationEnabled", enabled=True)
        await page.call("Emulation.setTimezoneOverride", timezoneId=timezone)
        await page.call("Emulation.setLocaleOverride", locale=language)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if screen.dark else "light"}
        await page.call("Emulation.setEmulatedMedia", features=[scheme])
        await page.call("Page.addScriptToEvaluateOnNewDocument", source=_HELPERS + before)
        await page.call("Page.navigate", url=url)
        await page.until("document.readyState === 'complete' && location.href !== 'about:blank'")
        return page


@asynccontextmanager
async def open_browser(program: str | None = None) -> AsyncIterator[Browser]:
    """A browser of its own, with an empty profile that goes with it. Raises LookupError."""
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    # Beside other temporary folders: Chromium's sockets need short paths.
    with tempfile.TemporaryDirectory(prefix="orglife-", ignore_cleanup_errors=True) as profile:
        process = await asyncio.create_subprocess_exec(
            program or browser_at(required=True),
            *_FLAGS,
            *as_root,
            f"--user-data-dir={profile}",
            "about:blank",
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
        )
        draining: asyncio.Task[bytes] | None = None
        try:
            url = await _address(process)
            draining = asyncio.create_task(process.stderr.read())  # type: ignore[union-attr]
            async with connected(url) as tools:
                yield Browser(tools)
        finally:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()
            if draining is not None:
                await draining


async def _address(process: asyncio.subprocess.Process) -> str:
    """Where the browser listens, which it tells once it does."""
    assert process.stderr is not None
    said = b""
    async with patience():
        while line := await process.stderr.readline():
            said += line
            if found := re.search(rb"DevTools listening on (ws://\S+)", line):
                return found[1].decode()
    raise RuntimeError(f"the browser did not start: {said.decode(errors='replace')}")
