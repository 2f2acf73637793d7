"""The page that counts a vote again: in a real browser, from files that votes have made."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from service.core.rulebook.recount import recount
from service.sdk.testing import SECRETARY
from service.web.health import Health
from service.web.recount import recount_route
from service.web.server import Server, build_app
from tests.browser.driver import Browser, Page, Screen
from tests.workflows.vote.halls import HE, VOTERS, closes, held, votes
from tests.workflows.vote.test_secret_tap import NO, YES, ballot, file_of, fill, secret

GIVE = """(async () => {
  const given = new DataTransfer();
  given.items.add(new File([%s], 'recount.json'));
  const field = document.getElementById('file');
  field.files = given.files;
  field.dispatchEvent(new Event('change'));
  await new Promise(done => setTimeout(done, 50));
  return document.getElementById('result').innerText;
})()"""
FIND = """(() => {
  const field = document.getElementById('code');
  field.value = %s;
  field.dispatchEvent(new Event('input'));
  return document.getElementById('found').textContent;
})()"""


@asynccontextmanager
async def served() -> AsyncIterator[str]:
    server = Server(build_app(Health(), [recount_route()]), "127.0.0.1", 0, port_is_fixed=False)
    port = server.bind()
    running = asyncio.create_task(server.run())
    try:
        yield f"http://127.0.0.1:{port}/recount"
    finally:
        await server.stop()
        await running


async def given(page: Page, content: Any) -> str:
    """What the page says of this file."""
    text = content if isinstance(content, str) else json.dumps(content)
    said: str = await page.run(GIVE % json.dumps(text))
    return said


def secret_file() -> dict[str, Any]:
    life = secret()
    for person in VOTERS:
        ballot(life, person, NO if person == HE else YES)
    closes(life)
    return file_of(life)


def elected_file() -> dict[str, Any]:
    life = secret("election_committee", candidates=[*VOTERS[1:4], "赵一"], seats=3,
                  monitors=[VOTERS[5]])  # fmt: skip
    for at, person in enumerate(VOTERS):
        named = (VOTERS[4],) if at >= 3 else ()
        fill(life, person, YES, YES, YES if at < 3 else NO, NO, others=named)
        life.press("put", actor=person)
    closes(life)
    return file_of(life)


def open_file() -> dict[str, Any]:
    life = held()
    votes(life, *VOTERS[:3], no=(HE,))
    closes(life)
    life.press("record")
    content: Any = life.messages(SECRETARY)[-1].attachments[1].content
    found: dict[str, Any] = json.loads(content.json)
    return found


async def test_it_counts_what_is_dropped_into_it(browser: Browser) -> None:
    async with served() as url:
        page = await browser.page(url, Screen(390, 844, touch=True))
        file = secret_file()
        said = await given(page, file)
        assert "✓ 复算的结果和文件里写的一致" in said
        assert "这里算出: 通过" in said
        assert "赞成\t反对\t弃权" in said
        assert "6 张票的查验码" in said
        (code, *_) = file["codes"]
        assert await page.run(FIND % json.dumps(code.lower())) == "在清单里：您的票已计入。"
        assert await page.run(FIND % json.dumps("AAAA2222")) == "不在清单里。"

        for other in (elected_file(), open_file()):
            assert "✓" in await given(page, other), other
            assert recount(other) == other["expected"]
        named = elected_file()
        assert named["others"]
        for others in (named["others"][1:], [*named["others"], "某人"]):
            assert "对不上" in await given(page, {**named, "others": others})
        assert "✗" in await given(page, {**file, "expected": "failed"})
        assert "对不上" in await given(page, {**file, "slips": [file["slips"][0][1:]]})
        assert "查验码的个数" in await given(page, {**file, "codes": file["codes"][1:]})
        assert "格式不对" in await given(page, {"format": "another"})
        assert "不是表决的复算文件" in await given(page, "<b>1</b>")
        assert "不是表决的复算文件" in await given(page, {"format": "orglife-vote-1"})
        wide = "document.documentElement.scrollWidth - innerWidth"
        assert await page.run(wide) <= 0
        left = "performance.getEntriesByType('resource').length"
        assert await page.run(left) == 0, "it has asked nobody for anything"
        assert not page.problems
        english = await browser.page(url, language="en")
        assert "✓ The recount comes to what the file says" in await given(english, file)
