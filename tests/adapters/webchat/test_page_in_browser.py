"""The chat page in a real browser: pictures and links, answering, writing, and what is in sight."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from service.core.events import Attached, Chose, Said
from service.core.marks import Mark
from service.core.message import File
from service.ports import Order
from service.testkit.waiting import patience
from tests.adapters.webchat.served import DESK, NAME, ROOM, Served, picture, served
from tests.browser.driver import Browser, Page

ENTER = ("Enter", 13, "\r")
SHIFT = 8
TOP = "document.getElementById('scroller').getBoundingClientRect().top"


@pytest.fixture
async def chat() -> AsyncIterator[Served]:
    async with served() as opened:
        yield opened


async def heard(chat: Served, count: int) -> list[Any]:
    """The first so many events that reached the inbox."""
    async with patience():
        while len(chat.events) < count:
            chat.inbox.heard.clear()
            await chat.inbox.heard.wait()
    return list(chat.events)


async def go(page: Page, private: bool) -> None:
    await page.run(f"document.querySelectorAll('.room')[{0 if private else 1}].click()")
    await page.until("orglife.loaded() || !document.getElementById('empty').hidden")


async def type_in(page: Page, words: str) -> None:
    await page.run("document.getElementById('text').focus()")
    await page.call("Input.insertText", text=words)


# -- pictures and links


async def test_a_picture_stands_in_the_message_and_opens_larger(
    browser: Browser, chat: Served
) -> None:
    files = (
        File("1.jpg", "image/jpeg", picture()),
        File("表.xlsx", "application/zip", b"PK"),
        File("坏.png", "image/png", b"no picture at all"),
    )
    await chat.say("灭火器在哪里？", ["门口"], title="第 1 题", files=files)
    page = await chat.open(browser)
    await page.until("document.querySelector('.thumb img')?.naturalWidth === 960", "made smaller")
    assert await page.run("document.querySelector('.thumb img').alt") == "图片：1.jpg"
    await page.until("document.querySelectorAll('.file').length === 2", "others by their names")
    assert await page.run("document.documentElement.scrollWidth") <= 390
    await page.touch(".thumb")
    await page.until("document.getElementById('viewer-picture').naturalWidth === 1600")
    await page.touch("#viewer .quiet")
    await page.until("!document.getElementById('viewer').open")
    refused = [each for each in page.problems if "415" not in each]
    assert not refused, "the broken one is tried as a picture once"
    height = "document.querySelector('.thumb').offsetHeight"
    shown = await page.run(height)
    await page.run("document.querySelector('.thumb img').removeAttribute('src')")
    assert await page.run(height) == shown > 0, "nothing moves as it comes"


async def test_addresses_of_the_web_are_links_and_nothing_else_is(
    browser: Browser, chat: Served
) -> None:
    words = (
        "见https://a.example/b?c=1，（http://d.example/e(f)）。javascript:alert(1) file:///x "
        "<a href='https://g.example'>好</a> http:// www.h.example"
    )
    await chat.say(words, title="https://i.example")
    page = await chat.open(browser)
    links = await page.run(
        "[...document.querySelectorAll('.bubble a')].map(({href, rel, target, textContent}) =>"
        " [textContent, new URL(href).protocol, rel, target])"
    )
    expected = ["https://a.example/b?c=1", "http://d.example/e(f)", "https://g.example"]
    assert [each[0] for each in links] == expected
    assert all(each[2:] == ["noopener noreferrer", "_blank"] for each in links)
    assert await page.run("document.querySelector('.body').textContent") == words


async def test_a_ranking_is_a_list_and_names_stand_out(browser: Browser, chat: Served) -> None:
    words = "个人\n🥇 <b>李华</b> 9 分\n4. 张三 见 https://a.example\n支部\n· 一支部"
    lines = words.split("\n")
    starts = [words.index(each) for each in lines]
    marks = [
        Mark(start, start + len(line), "item", number)
        for start, line, number in zip(starts, lines, (None, 1, 4, None, 0), strict=True)
        if number is not None
    ]
    await chat.say(words, title="成绩", marks=(*marks, Mark(starts[1] + 2, starts[1] + 11)))
    page = await chat.open(browser)
    items = await page.run(
        "[...document.querySelectorAll('.body li')].map((item) =>"
        " [item.parentElement.localName, item.value, item.textContent])"
    )
    assert items == [
        ["ol", 1, "🥇 <b>李华</b> 9 分"],
        ["ol", 4, "张三 见 https://a.example"],
        ["ul", 0, "一支部"],
    ]
    assert await page.run("document.querySelector('.body strong').textContent") == "<b>李华</b>"
    assert await page.run("document.querySelector('.body li a').textContent") == "https://a.example"
    assert not page.problems


async def test_several_files_wait_for_their_caption_and_large_ones_are_named(
    browser: Browser, chat: Served, tmp_path: Path
) -> None:
    paths = [tmp_path / name for name in ("一.jpg", "二.jpg", "大.bin")]
    for path in paths[:2]:
        path.write_bytes(picture(64, 48))
    paths[2].write_bytes(bytes(2 * 1024 * 1024))
    page = await chat.open(browser)
    await page.choose_files("发送文件", *paths)
    await page.sees("“大.bin”有 2.0 MB，最多 1 MB")
    assert await page.run("document.querySelectorAll('#tray li').length") == 2
    assert chat.events == [], "nothing is sent before it is sent"
    await type_in(page, "操场的早晨")
    await page.touch("#send:enabled")
    sent = await heard(chat, 2)
    assert all(isinstance(each, Attached) for each in sent)
    assert [(each.name, each.text) for each in sent] == [("一.jpg", "操场的早晨"), ("二.jpg", "")]
    assert sent[0].album and sent[0].album == sent[1].album, "they belong together"
    await page.until("document.querySelectorAll('.mine:not(.pending) .thumb').length === 2")


# -- answering


async def test_a_message_is_answered_by_its_button_a_swipe_or_a_long_press(
    browser: Browser, chat: Served
) -> None:
    post = await chat.say("说说您的看法", ["开始"], room=ROOM)
    page = await chat.open(browser)
    await go(page, private=False)
    bubble = f"#m-{post} .body"

    async def answer(words: str, count: int) -> list[Any]:
        await page.sees("回复 组织生活助手")
        await type_in(page, words)
        await page.press(*ENTER)
        return await heard(chat, count)

    await page.tap("回复")
    await answer("一", 1)
    await page.drag(bubble, -90)
    await answer("二", 2)
    await page.drag(bubble, 0, seconds=0.8)
    await page.until("document.getElementById('menu').open")
    await page.touch(".deed")
    said = await answer("三", 3)
    assert [(each.text, each.reply_to) for each in said] == [(each, post) for each in "一二三"]
    assert page.problems == []


async def test_the_keyboard_reaches_the_newest_card_first_and_arrows_lead_on(
    browser: Browser, chat: Served
) -> None:
    for number in range(8):
        await chat.say(f"第 {number} 张", [f"甲{number}", f"乙{number}"], activity=number + 1)
    page = await chat.open(browser, DESK)
    await page.run("document.getElementById('scroller').focus()")
    await page.press("Tab", 9)
    assert await page.run("document.activeElement.dataset.choice") == "8::甲7:"
    await page.press("ArrowUp", 38)
    await page.press("Tab", 9)
    assert await page.run("document.activeElement.dataset.choice") == "7::甲6:"
    await page.press("End", 35)
    for _ in range(3):  # two choices, and to answer
        await page.press("Tab", 9)
    assert await page.run("document.activeElement.dataset.tool") == "reply"
    await page.press("Enter", 13, "\r")
    await page.sees("回复 组织生活助手")


# -- writing


@pytest.mark.parametrize("phone", [True, False], ids=["phone", "desk"])
async def test_enter_sends_and_with_shift_it_begins_a_line(
    phone: bool, browser: Browser, chat: Served
) -> None:
    page = await (chat.open(browser) if phone else chat.open(browser, DESK))
    assert await page.run("document.getElementById('text').enterKeyHint") == "send"
    await type_in(page, "一行")
    await page.press(*ENTER, modifiers=SHIFT)
    await type_in(page, "两行")
    assert await page.run("document.getElementById('text').value") == "一行\n两行"
    await page.press(*ENTER)
    (said,) = await heard(chat, 1)
    assert isinstance(said, Said)
    assert said.text == "一行\n两行"


async def test_what_is_half_written_survives_another_room_and_a_reload(
    browser: Browser, chat: Served
) -> None:
    post = await chat.say("说说您的看法", room=ROOM)
    page = await chat.open(browser)
    await type_in(page, "私聊里的半句")
    await go(page, private=False)
    assert await page.run("document.getElementById('text').value") == ""
    await page.tap("回复")
    await type_in(page, "群里的半句")
    await page.call("Page.reload")
    await page.until("document.getElementById('text')?.value === '群里的半句'")
    await page.sees("回复 组织生活助手")
    await page.touch("#send:enabled")
    (said,) = await heard(chat, 1)
    assert (said.text, said.reply_to) == ("群里的半句", post)
    await go(page, private=True)
    assert await page.run("document.getElementById('text').value") == "私聊里的半句"


async def test_back_leads_from_a_room_to_the_private_chat(browser: Browser, chat: Served) -> None:
    await chat.ensure_second_room()
    page = await chat.open(browser)
    shown = "document.querySelector('.room[aria-current]')?.dataset.room"
    before = await page.run("history.length")
    await go(page, private=False)
    await page.run("document.querySelectorAll('.room')[2].click()")
    await page.until(f"{shown} === 'unit-2'")
    await page.call("Page.reload")
    await page.until(f"{shown} === 'unit-2'")
    await page.run("history.back()")
    await page.until(f"{shown} === 'p-wang'")
    assert await page.run("history.length") == before + 1, "rooms don't pile up"
    await page.run("location.reload()")
    await page.until(f"{shown} === 'p-wang'")


# -- what is in sight


async def fill(chat: Served, count: int = 14) -> None:
    for number in range(count):
        await chat.say(f"第 {number} 条\n" * 4)


async def test_the_answer_to_a_tap_is_seen_from_its_beginning(
    browser: Browser, chat: Served
) -> None:
    await fill(chat)
    rows = [[f"选项 {number}"] for number in range(14)]
    panel = await chat.say("面板\n" * 8, *rows)
    page = await chat.open(browser)
    await page.tap("选项 13")
    await heard(chat, 1)
    await chat.say("进度：3 人已交\n" * 8, *rows, title="进度", instead_of=panel)
    top = f"document.querySelector('#m-{panel} h2')?.getBoundingClientRect().top - {TOP}"
    await page.until(f"({top}) >= 0 && ({top}) < 120", "the changed card from its title on")
    await page.run("document.getElementById('scroller').scrollTo(0, 1e6)")
    await page.tap("选项 13")
    await heard(chat, 2)
    answer = await chat.say("很长的回答\n" * 60, title="回答")
    top = top.replace(panel, answer)
    await page.until(f"({top}) >= 0 && ({top}) < 120", "a long answer from its title on")


async def test_who_reads_above_is_not_moved_and_is_told_of_what_is_new(
    browser: Browser, chat: Served
) -> None:
    await fill(chat)
    page = await chat.open(browser)
    await page.run("document.getElementById('scroller').scrollTo(0, 100)")
    await page.run("orglife.calm()")
    where = await page.run("document.getElementById('scroller').scrollTop")
    await chat.say("新的消息")
    await page.tap("有新消息")
    assert where == 100
    await page.sees("新的消息")


async def test_cards_whose_choices_come_again_are_folded(browser: Browser, chat: Served) -> None:
    whole = ["修改", "发布", "放弃"]
    old = await chat.say("预览", whole)
    other = await chat.say("另一项活动", ["修改"], activity=2)
    page = await chat.open(browser, DESK)
    await page.sees("放弃")
    new = await chat.say("新的预览", whole)
    await page.until(f"document.querySelector('#m-{old} details:not([open])') !== null", "folded")
    for card in (other, new):
        assert await page.run(f"document.querySelector('#m-{card} details') === null")
    digits = await page.run("[...document.querySelectorAll('kbd')].filter(each =>"
                            " each.offsetParent).map(each => each.textContent)")  # fmt: skip
    assert digits == ["1", "2", "3"]
    await page.run("document.getElementById('scroller').focus()")
    await page.press("2", 50, "2")
    (chosen,) = await heard(chat, 1)
    assert isinstance(chosen, Chose)
    assert (chosen.ref.id, chosen.choice) == (new, "1::发布:")
    await type_in(page, "写")
    shown = "[...document.querySelectorAll('kbd')].some(each => each.offsetParent)"
    await page.until(f"!{shown}", "no digits while they are part of the words")


async def test_only_nine_choices_have_a_key(browser: Browser, chat: Served) -> None:
    await chat.say("选一个", *[[f"选项 {number}"] for number in range(1, 13)])
    page = await chat.open(browser, DESK)
    assert await page.run("document.querySelectorAll('kbd').length") == 9
    pressed = "document.querySelectorAll('[aria-pressed]').length"
    assert await page.run(pressed) == 0, "what is pressed once is no switch"


async def test_cards_keep_their_icons_without_a_connection(browser: Browser, chat: Served) -> None:
    await chat.say("选一个", ["好"], room=ROOM)
    page = await chat.open(browser)
    await go(page, private=False)
    offline = {"latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
    await page.call("Network.emulateNetworkConditions", offline=True, **offline)
    await page.tap("好")
    drawn = "[...document.querySelectorAll('.message svg')].every(each => each.getBBox().width > 0)"
    await page.until("document.querySelector('.choice.taken') !== null")
    assert await page.run(drawn)
    await page.call("Network.emulateNetworkConditions", offline=False, **offline)
    await heard(chat, 1)


async def test_a_long_name_can_be_read_in_full(browser: Browser, chat: Served) -> None:
    page = await chat.open(browser, DESK)
    assert await page.run("document.querySelectorAll('.room')[1].title") == NAME
    tops = await page.run(
        "[...document.querySelectorAll('.brand, .head')].map(each => {"
        " const {top, bottom} = each.getBoundingClientRect(); return [top, bottom]; })"
    )
    assert tops[0][0] == tops[1][0]
    assert abs(tops[0][1] - tops[1][1]) <= 1, "one line across the page"


async def test_a_message_that_is_gone_says_why(browser: Browser, chat: Served) -> None:
    page = await chat.open(browser)
    await page.write("谈话内容")
    (said,) = await heard(chat, 1)
    await chat.chat.send(Order("erase", "e1", "p-wang", None, said.ref.id))
    await page.sees("您写的内容已加密保存，不再显示在这里")
    own = await chat.say("旧的通知")
    await chat.chat.send(Order("erase", "e2", "p-wang", None, own))
    await page.sees("组织生活助手删除了这条消息")
    await go(page, private=False)
    await page.write("说错了")
    await page.until("document.querySelector('.mine:not(.pending) .bubble') !== null")
    await page.drag(".mine:not(.pending) .bubble", 0, seconds=0.8)
    await page.tap("删除")
    await page.touch("#confirm .primary")
    await page.sees("您撤回了这条消息")
    other = await chat.open(browser, user="li")
    await go(other, private=False)
    await other.sees("王建国 撤回了这条消息")


# -- without a connection, and with the page closed


async def test_the_worker_keeps_nothing_private_and_shows_a_page_when_offline(
    browser: Browser, chat: Served
) -> None:
    await chat.say("谈心时间改到周五", files=(File("1.jpg", "image/jpeg", picture()),))
    page = await chat.open(browser)
    await page.run("navigator.serviceWorker.ready.then(() => true)")
    scope = await page.run("navigator.serviceWorker.ready.then(each => each.scope)")
    assert scope == f"{chat.base}/chat/u/wang/"
    await page.call("Page.reload")
    await page.until("navigator.serviceWorker.controller && orglife.loaded()")
    kept = await page.run(
        "(async () => { const found = [];"
        " for (const name of await caches.keys())"
        " for (const each of await (await caches.open(name)).keys()) found.push(each.url);"
        " return found; })()"
    )
    assert kept
    assert all(each.startswith(f"{chat.base}/chat/static/") for each in kept)


async def test_a_push_is_shown_while_nobody_looks(browser: Browser, chat: Served) -> None:
    page = await chat.open(browser)
    await page.call("Page.setBypassCSP", enabled=True)
    await page.call("Page.reload")
    await page.until("orglife.loaded() || document.querySelectorAll('.room').length > 1")
    told = {"title": "海港学院党委", "body": "您有新消息", "home": "/chat/u/wang/"}
    shown = await page.run(
        "(async () => { const source = await (await fetch('/chat/static/worker.js')).text();"
        " const heard = {}; const shown = [];"
        " const clients = {matchAll: async () => globalThis.pages};"
        " const registration = {showNotification: async (...given) => shown.push(given)};"
        " new Function('self', 'caches', source)("
        " {addEventListener: (name, act) => { heard[name] = act; }, clients, registration,"
        "  location, skipWaiting() {}}, caches);"
        f" const data = {{json: () => ({json.dumps(told)})}};"
        " for (const state of ['visible', 'hidden']) {"
        "  globalThis.pages = [{visibilityState: state}];"
        "  await new Promise((done) => heard.push({data, waitUntil: (work) => work.then(done)})); }"
        " return shown.map(([title, {body, tag}]) => [title, body, tag]); })()"
    )
    assert shown == [["海港学院党委", "您有新消息", "news"]]


async def test_a_long_card_is_folded_so_that_its_choices_are_on_the_same_screen(
    browser: Browser, chat: Served
) -> None:
    rows = [["修改"], ["发布"], ["放弃"]]
    card = await chat.say("一道题\n" * 60, *rows, title="预览")
    page = await chat.open(browser)
    await page.sees("预览")
    await page.sees("放弃")
    await page.tap("展开全文")
    await chat.say("另一道题\n" * 60, *rows, title="预览", instead_of=card)
    open_ = f"document.querySelector('#m-{card} [aria-expanded=true]') !== null"
    await page.until(f"document.body.innerText.includes('另一道题') && {open_}", "still unfolded")


async def test_a_page_that_others_took_the_place_of_says_so_and_comes_back(
    browser: Browser, chat: Served
) -> None:
    page = await chat.open(browser)
    feed = chat.chat._feed
    async with patience():
        while "wang" not in feed.people():
            await asyncio.sleep(0.01)
    with ExitStack() as others:
        for _ in range(5):
            others.enter_context(feed.listen("wang", 1))
        await page.until("!document.getElementById('connection').hidden", "told")
        words = await page.run("document.getElementById('connection').textContent")
        assert words.startswith("您在别处打开了会话")
        await chat.say("来了")
        await page.run("document.querySelector('#connection button').click()")
        await page.until("document.getElementById('connection').hidden")
        await page.until("document.body.textContent.includes('来了')", "what was missed")
