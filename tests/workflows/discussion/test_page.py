"""The page of collected works: opened by who leads, shared by its link, renewed and closed."""

from __future__ import annotations

import hashlib
from datetime import timedelta

import pytest
from sqlalchemy import select

from service.core.addresses import reach
from service.core.workflow import Rejected
from service.sdk.testing import LI
from service.store import tables as t
from service.workflows.discussion.machine import WORKFLOW
from service.workflows.discussion.page import PHASES
from tests.workflows.discussion.galleries import (
    link,
    look,
    panel,
    pictures,
    school,
    two_works,
)
from tests.workflows.discussion.life import OTHER, Life
from tests.workflows.discussion.stories import choose, draft, sign
from tests.world import World


async def test_the_leader_opens_the_page_passes_the_link_on_renews_and_closes_it() -> None:
    async with school() as (w, browser):
        await two_works(w)
        await panel(w)
        await w.press("王敏", "作品展页")
        assert "谁拿到链接，谁就能打开，不用登录" in w.last("王敏"), "it is asked about first"
        assert not await w.rows(select(t.pages))
        await w.press("王敏", "是的，公开")
        told, sent = w.heard("王敏")[-2:]
        assert "谁拿到链接，谁就能打开，不用登录" in told, "who can see it"
        assert "作者姓名" in told
        assert "链接在下一条消息里，可以直接转发" in told
        assert "web.base_url" not in told
        title, address = sent.strip().splitlines()
        assert title == "读书体会"
        assert address.startswith("https://org.example/gallery/")
        first = address.removeprefix("https://org.example")
        assert "雨后的操场" in (await look(browser, first)).words

        await panel(w)
        await w.press("王敏", "作品展页")
        assert "我们不保存" in w.last("王敏"), "it is told once"
        assert (await browser.get(first)).status_code == 200, "and goes on"
        second = await link(w, "作品展页，换一个新链接")
        assert second != first
        assert (await browser.get(first)).status_code == 404
        assert (await browser.get(second)).status_code == 200

        await panel(w)
        await choose(w, "王敏", "作品展页", "不再公开")
        assert "原来的链接打不开了" in w.last("王敏")
        assert (await browser.get(second)).status_code == 404
        await w.press("王敏", "重新公开")
        assert await w.rows(select(t.pages)), "it can be opened again"


async def test_the_page_stays_after_the_close_and_shows_the_winners() -> None:
    async with school() as (w, browser):
        await two_works(w)
        address = await link(w)
        await panel(w)
        await choose(w, "王敏", "提前结束", "是的")
        page = await look(browser, address)
        assert "票" not in page.words, "nothing of the vote before it is over"
        await w.advance(timedelta(hours=1))
        await choose(w, "王敏", "去投票", "☆ 2")
        assert "票" not in (await look(browser, address)).words
        await w.advance(timedelta(days=3))
        page = await look(browser, address)
        assert page.words.index("张三") < page.words.index("李华"), "the best first"
        assert "第 1 名 · 1 票" in page.words
        assert "0 票" not in page.words, "who got none is not told so before everybody"
        await w.advance(timedelta(days=400))
        assert "第 1 名" in (await look(browser, address)).words
        await panel_of_finished(w)
        await choose(w, "王敏", "作品展页", "不再公开")
        assert (await browser.get(address)).status_code == 404


async def panel_of_finished(w: World) -> None:
    """What is over is not in the menu any more: the leader goes up to its last message."""
    line = w.newest(w.chat("王敏"), "征集已结束")
    assert any("作品展页" in each.label for each in line.post.flat_buttons)


async def test_a_work_that_is_withdrawn_is_gone_at_once() -> None:
    async with school() as (w, browser):
        await two_works(w)
        address = await link(w)
        page = await look(browser, address)
        (picture,) = [f"/gallery/{each['src']}" for each in page.of("img")]
        assert (await browser.get(picture)).status_code == 200
        await choose(w, "李华", "撤回这一条", "是的，撤回")
        assert "李华" not in (await look(browser, address)).words
        for what in ("small", "large", "file"):
            gone = picture.replace("small", what)
            assert (await browser.get(gone)).status_code == 404, "nor under its own address"


async def test_an_author_takes_a_work_off_the_page_after_the_close_and_the_result_stays() -> None:
    async with school() as (w, browser):
        await two_works(w)
        address = await link(w)
        await panel(w)
        await choose(w, "王敏", "提前结束", "是的")
        await w.advance(timedelta(days=3))
        (at,) = pictures(await look(browser, address))
        assert (await browser.get(at)).status_code == 200
        await w.press("李华", "撤回这一条")
        assert "从作品展页和记录里撤下这件作品" in w.last("李华")
        assert "李华" in (await look(browser, address)).words
        await w.press("李华", "是的，撤下")
        assert "已撤下" in w.last("李华")
        page = await look(browser, address)
        assert "李华" not in page.words
        assert "张三" in page.words
        assert (await browser.get(at)).status_code == 404
        await w.press("李华", "是的，撤下")
        assert "已经撤回" in w.last("李华"), "once"


async def test_an_approved_work_that_is_changed_waits_for_its_review_again() -> None:
    async with school() as (w, browser):
        await w.press("李华", "在这里投稿")
        line = await w.say("李华", "雨后的操场，一地阳光。")
        await choose(w, "王敏", "审核", "通过")
        address = await link(w)
        assert "一地阳光" in (await look(browser, address)).words
        await w.edit(line, "改过的还没有人看。")
        page = await look(browser, address)
        assert "一地阳光" not in page.words
        assert "改过的" not in page.words
        await panel(w)
        await choose(w, "王敏", "审核", "退回并附言")
        await w.say("王敏", "请写具体。")
        assert "改过的" not in (await look(browser, address)).words


async def test_what_is_cancelled_has_no_page_any_more() -> None:
    async with school() as (w, browser):
        await two_works(w)
        address = await link(w)
        await panel(w)
        await choose(w, "王敏", "取消征集", "是的，取消")
        assert (await browser.get(address)).status_code == 404


async def test_an_address_that_opens_here_only_is_told_with_the_setting_to_change() -> None:
    async with school("http://localhost:8080") as (w, _):
        await panel(w)
        await choose(w, "王敏", "作品展页", "是的，公开")
        assert "只能在运行服务的那台电脑上打开" in w.heard("王敏")[-2]
        assert "web.base_url" in w.heard("王敏")[-2]
    async with school("http://192.168.1.5:8080") as (w, _):
        await panel(w)
        await choose(w, "王敏", "作品展页", "是的，公开")
        assert "只能在同一个局域网里打开" in w.heard("王敏")[-2]


@pytest.mark.parametrize(
    ("url", "from_where"),
    [
        ("http://localhost:8080", "machine"),
        ("http://127.0.0.1:8080", "machine"),
        ("http://[::1]:8080", "machine"),
        ("http://0.0.0.0", "machine"),
        ("", "machine"),
        ("http://10.1.2.3/orglife", "network"),
        ("http://[fd00::1]:80", "network"),
        ("http://server:8080", "network"),
        ("http://server.local", "network"),
        ("https://org.example", "everywhere"),
        ("https://org.example:8443/orglife", "everywhere"),
        ("http://8.8.8.8", "everywhere"),
    ],
)
def test_from_where_an_address_opens(url: str, from_where: str) -> None:
    assert reach(url) == from_where


async def test_a_plain_discussion_has_no_page() -> None:
    async with school() as (w, _):
        await draft(w, "孙悦")
        await w.press("孙悦", "发布")
        labels = [each.label for each in w.newest(w.chat("孙悦"), "进行中").post.flat_buttons]
        assert labels
        assert "作品展页" not in labels


async def test_only_the_hash_of_the_link_is_kept_and_the_message_is_emptied() -> None:
    async with school() as (w, _):
        await two_works(w)
        address = await link(w)
        token = address.rpartition("/")[2]
        assert (await w.rows(select(t.pages)))[0].hash == hashlib.sha256(token.encode()).hexdigest()
        for table in (t.outbox, t.journal, t.activities, t.inbox):
            for row in await w.rows(select(table)):
                assert token not in repr(tuple(row)), table.name


async def test_the_other_leader_of_the_branch_may_do_it_as_well() -> None:
    async with school() as (w, browser):
        await two_works(w)
        address = await link(w, name="赵书记")
        assert (await browser.get(address)).status_code == 200
        assert "/gallery/" not in "".join(w.heard("王敏")), "told to who asked"


@pytest.mark.parametrize("verb", ["page", "renew", "unpublish"])
@pytest.mark.parametrize("person", [LI, OTHER])
def test_nobody_opens_or_closes_it_but_who_leads(verb: str, person: int) -> None:
    life = Life({"title": "T", "prompt": "P", "minutes": 600, "genre": "works"})
    life.press("publish")
    outcome = life.press(verb, actor=person)
    assert isinstance(outcome, Rejected)
    assert outcome.code == "sdk.not_allowed"


@pytest.mark.parametrize("phase", ["draft", "scheduled", "cancelled"])
def test_there_is_no_page_before_it_opens_and_after_it_is_cancelled(phase: str) -> None:
    assert phase not in PHASES
    life = Life({"title": "T", "prompt": "P", "minutes": 600, "genre": "works"})
    assert WORKFLOW.public_page is not None
    assert life.activity is not None
    shown = WORKFLOW.public_page(life.roster, life.activity, [])
    assert (shown is None) == (life.state.phase not in PHASES)


async def test_it_is_said_in_the_readers_language() -> None:
    async with school() as (w, browser):
        await two_works(w)
        address = await link(w)
        english = {"accept-language": "en-GB,en;q=0.9,zh;q=0.5"}
        page = (await browser.get(address, headers=english)).text
        assert '<html lang="en">' in page
        assert "2 works" in page
        page = (await browser.get(address, headers={"accept-language": "fr"})).text
        assert '<html lang="zh-CN">' in page, "the branch's own"
        assert "一支部 · 2 件作品" in page


async def test_a_name_stands_on_the_page_only_once_its_author_agrees() -> None:
    async with school() as (w, browser):
        await sign(w, "")
        await two_works(w)
        address = await link(w)
        page = await look(browser, address)
        assert "李华" not in page.words
        assert page.words.count("未署名") == 2
        await w.advance(timedelta(hours=2))
        assert "写不写您的姓名" in w.last("李华")
        await w.press("李华", "同意，写我的姓名")
        page = await look(browser, address)
        assert "李华" in page.words
        assert page.words.count("未署名") == 1
        await w.say("李华", "我的数据")
        await w.press("李华", "不写我的姓名")
        assert "李华" not in (await look(browser, address)).words
