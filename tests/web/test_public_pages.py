"""The gallery page over HTTP: nothing foreign is loaded, nothing runs, and nothing leaks."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image
from sqlalchemy import func, select

from service.runtime.retention import MOST_SCALED, Keep, Retention
from service.store import tables as t
from service.store.public_pages import Pages
from tests.photos import CAMERA, animation, bomb, heic, photo
from tests.workflows.discussion.galleries import link, look, panel, pictures, school, two_works
from tests.workflows.discussion.stories import choose, upload
from tests.world import World


async def send(w: World, name: str, content: bytes, mime: str, who: str = "李华") -> None:
    """A work that is approved at once."""
    await w.say(who, "菜单")
    await w.press(who, "读书体会")
    await w.press(who, "在这里投稿" if who != "Anna" else "Send an entry here")
    await upload(w, who, name, content, mime=mime, caption="")
    await choose(w, "王敏", "审核", "通过")


async def test_the_page_loads_nothing_foreign_runs_nothing_and_is_not_found_by_searching() -> None:
    async with school() as (w, browser):
        await two_works(w)
        response = await browser.get(await link(w))
        policy = response.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'")
        assert "script" not in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert response.headers["referrer-policy"] == "no-referrer"
        assert "noindex" in response.headers["x-robots-tag"]
        assert response.headers["cache-control"] == "private, no-cache"
        page = response.text
        assert "://" not in page.replace("http://www.w3.org", "")
        assert "<script" not in page
        assert " style=" not in page, "which the policy would forbid"


async def test_the_page_can_be_read_without_seeing_it() -> None:
    async with school() as (w, browser):
        await two_works(w)
        page = await look(browser, await link(w))
        assert page.of("html")[0]["lang"] == "zh-CN"
        assert len(page.of("h1")) == 1
        assert len(page.of("h2")) == len(page.of("article")) == 2
        assert len(page.of("main")) == 1
        (picture,) = page.of("img")
        assert picture["alt"] == "李华 · 操场.jpg"
        assert picture["loading"] == "lazy"
        assert page.of("a"), "a link can be reached with the keyboard"
        assert "Nobody has reviewed" not in page.words


async def test_pictures_are_small_and_without_place_and_a_tap_shows_the_larger_one() -> None:
    async with school() as (w, browser):
        await two_works(w)
        address = await link(w)
        page = await look(browser, address)
        for size, sides in (("small", (960, 720)), ("large", (1600, 1200))):
            (at,) = pictures(page, size)
            response = await browser.get(at)
            assert response.headers["content-type"] == "image/jpeg"
            assert response.headers["x-content-type-options"] == "nosniff"
            assert "sandbox" in response.headers["content-security-policy"]
            assert CAMERA.encode() not in response.content
            assert Image.open(BytesIO(response.content)).size == sides
        (known,) = (await look(browser, address)).of("img")
        assert (known["width"], known["height"]) == ("960", "720"), "nothing jumps while it loads"


async def test_a_photo_whose_type_nobody_told_is_shown_as_a_picture_all_the_same() -> None:
    """Or its original, with its place, would be offered as a file."""
    async with school() as (w, browser):
        await send(w, "DSC_0042.JPG", photo(), "application/octet-stream")
        (at,) = pictures(await look(browser, await link(w)))
        assert CAMERA.encode() not in (await browser.get(at)).content
        assert (await browser.get(at.replace("/small", "/file"))).status_code == 404


async def test_an_original_with_its_place_is_not_to_be_had() -> None:
    async with school() as (w, browser):
        await two_works(w)
        (at,) = pictures(await look(browser, await link(w)))
        assert (await browser.get(at.replace("/small", "/file"))).status_code == 404


@pytest.mark.parametrize(
    ("name", "content", "mime"),
    [("IMG.HEIC", heic(), "image/heic"), ("bomb.png", bomb(), "image/png")],
)
async def test_what_can_not_be_read_as_a_picture_is_offered_as_a_file(
    name: str, content: bytes, mime: str
) -> None:
    async with school() as (w, browser):
        await send(w, name, content, mime)
        address = await link(w)
        page = await look(browser, address)
        for at in pictures(page):  # it says so in place, until the page is loaded anew
            told = await browser.get(at)
            assert told.headers["content-type"] == "image/svg+xml"
            assert "无法显示" in told.text
            assert told.headers["cache-control"] == "no-store"
        page = await look(browser, address)
        assert not page.of("img")
        (at,) = pictures(page, "file")
        assert (await browser.get(at)).content == content


async def test_a_file_is_downloaded_and_never_opened_in_the_page() -> None:
    async with school() as (w, browser):
        hostile = b"<script>alert(1)</script>"
        await send(w, '调查 "报告";.html', hostile, "text/html")
        page = await look(browser, await link(w))
        (at,) = pictures(page, "file")
        response = await browser.get(at)
        assert response.content == hostile
        assert response.headers["content-type"] == "application/octet-stream"
        assert response.headers["x-content-type-options"] == "nosniff"
        disposition = response.headers["content-disposition"]
        assert disposition.startswith("attachment; filename*=UTF-8''%E8%B0%83%E6%9F%A5%20%22")
        assert "下载" in page.words


async def test_of_an_animation_the_first_picture_is_shown() -> None:
    async with school() as (w, browser):
        await send(w, "动画.gif", animation(), "image/gif")
        (at,) = pictures(await look(browser, await link(w)))
        response = await browser.get(at)
        assert Image.open(BytesIO(response.content)).size == (300, 200)


async def test_whatever_opens_nothing_is_answered_alike() -> None:
    async with school() as (w, browser):
        await two_works(w)
        address = await link(w)
        (at,) = pictures(await look(browser, address))
        name = at.split("/")[3]
        wrong = [
            "/gallery/aaaaaaaaaaaa",
            f"{address[:-1]}~",
            f"/gallery/{'a' * 300}",
            f"/gallery/aaaaaaaaaaaa/{name}/small",
            f"{address}/{'0' * 32}/small",
            f"{address}/{'0' * 32}/file",
            f"{address}/{name}/medium",
            f"{address}/{name}/file",
        ]
        answers = [await browser.get(each) for each in wrong]
        assert {each.status_code for each in answers} == {404}
        assert len({each.content for each in answers}) == 1
        shapes = {tuple(sorted(each.headers.items())) for each in answers}
        assert len(shapes) == 1
        assert "不再公开" in answers[0].text
        assert "no longer public" in answers[0].text


async def test_a_page_that_has_not_changed_is_not_sent_again() -> None:
    async with school() as (w, browser):
        await two_works(w)
        address = await link(w)
        tag = (await browser.get(address)).headers["etag"]
        again = await browser.get(address, headers={"if-none-match": tag})
        assert (again.status_code, again.content) == (304, b"")
        await choose(w, "李华", "撤回这一条", "是的，撤回")
        assert (await browser.get(address, headers={"if-none-match": tag})).status_code == 200


async def test_an_original_is_fetched_once_however_many_look(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with school() as (w, browser):
        await two_works(w)
        (at,) = pictures(await look(browser, await link(w)))
        fetched: list[str] = []
        real, may_go = w.chats.fetch, asyncio.Event()

        async def fetch(file_id: str) -> bytes:
            fetched.append(file_id)
            await may_go.wait()
            return await real(file_id)

        monkeypatch.setattr(w.chats, "fetch", fetch)
        large = at.replace("/small", "/large")
        asked = [asyncio.create_task(browser.get(each)) for each in (at, at, large, at)]
        while not fetched:
            await asyncio.sleep(0)
        may_go.set()
        answers = [*await asyncio.gather(*asked), await browser.get(at)]
        assert {each.headers["content-type"] for each in answers} == {"image/jpeg"}
        assert len(fetched) == 1


async def test_a_platform_out_of_reach_is_told_in_place_and_spared_for_a_while(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with school() as (w, browser):
        await two_works(w)
        await send(w, "报告.pdf", b"%PDF", "application/pdf", "张三")
        page = await look(browser, await link(w))
        asked: list[str] = []
        real = w.chats.fetch

        async def unreachable(file_id: str) -> bytes:
            asked.append(file_id)
            raise ConnectionError("no route")

        monkeypatch.setattr(w.chats, "fetch", unreachable)
        (at,) = pictures(page)
        for _ in range(3):
            told = await browser.get(at)
            assert told.headers["content-type"] == "image/svg+xml"
            assert "请稍后再看" in told.text
        assert len(asked) == 1
        (file,) = pictures(page, "file")
        told = await browser.get(file)
        assert told.status_code == 503
        assert "请稍后再看" in told.text
        monkeypatch.setattr(w.chats, "fetch", real)
        w.clock.set(w.clock.now() + timedelta(minutes=1))
        assert (await browser.get(at)).headers["content-type"] == "image/jpeg"


async def test_a_file_that_is_gone_is_told() -> None:
    async with school() as (w, browser):
        await two_works(w)
        page = await look(browser, await link(w))
        for line in w.chat("李华").lines.values():
            line.post = type(line.post)(line.post.body)
        (at,) = pictures(page)
        assert "已经取不到" in (await browser.get(at)).text


async def test_nothing_of_the_page_stands_in_a_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        async with school() as (w, browser):
            await two_works(w)
            address = await link(w)
            page = await look(browser, address)
            for at in (*pictures(page), *pictures(page, "large")):
                await browser.get(at)
            await browser.get(f"{address}x")
    token = address.rpartition("/")[2]
    ours = [each for each in caplog.records if not each.name.startswith(("httpx", "httpcore"))]
    for record in ours:
        assert token not in record.getMessage()
        assert "雨后的操场" not in record.getMessage()


async def test_a_page_of_sixty_pictures_is_quick_once_they_are_made(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """No original is fetched again, and no picture is made again."""
    async with school() as (w, browser):
        activity = await collected(w, 60)
        address = await link(w)
        page = await look(browser, address)
        assert len(pictures(page)) == 60
        await asyncio.gather(*(browser.get(at) for at in pictures(page)))
        monkeypatch.setattr(w.chats, "fetch", None)
        answers = await asyncio.gather(*(browser.get(at) for at in pictures(page)))
        assert {each.headers["content-type"] for each in answers} == {"image/jpeg"}
        (kept,) = await w.rows(
            select(func.count().label("n")).where(t.scaled.c.activity == activity)
        )
        assert kept.n == 120


async def collected(w: World, count: int) -> int:
    """So many pictures of 李华 and 张三, each approved. Returns the activity."""
    for number in range(count):
        who = ("李华", "张三")[number % 2]
        await send(w, f"{number}.jpg", photo(320, 240), "image/jpeg", who)
    (row,) = await w.rows(select(t.activities.c.id).where(t.activities.c.kind == "discussion"))
    return int(row.id)


async def test_pictures_of_a_page_go_when_it_is_closed_when_they_are_old_or_too_many() -> None:
    async with school() as (w, browser):
        await two_works(w)
        address = await link(w)
        (at,) = pictures(await look(browser, address))
        retention = Retention(w.store, w.clock, Keep())

        async def kept() -> int:
            return len(await w.rows(select(t.scaled.c.file)))

        await browser.get(at)
        await retention.sweep()
        assert await kept() == 2
        await w.advance(timedelta(days=31))
        await retention.sweep()
        assert await kept() == 0
        assert (await browser.get(at)).headers["content-type"] == "image/jpeg", "made anew"
        async with w.store.write() as transaction:
            await Pages(transaction).forget(w.clock.now() - timedelta(days=1), 10**9)
        assert await kept() == 2
        sizes = sorted(row.bytes for row in await w.rows(select(t.scaled.c.bytes)))
        async with w.store.write() as transaction:
            await Pages(transaction).forget(w.clock.now() - timedelta(days=1), sum(sizes) - 1)
        assert await kept() == 1
        assert sum(sizes) < MOST_SCALED
        await panel(w)
        await choose(w, "王敏", "作品展页", "不再公开")
        await retention.sweep()
        assert await kept() == 0
