"""A discussion without names: what is told, what is not, and what lies in the database."""

from __future__ import annotations

import json
import logging

import pytest
from sqlalchemy import select

from service.core.access import Rules
from service.core.workflow import Rejected
from service.sdk.testing import LI, SECRETARY, ZHANG
from service.store import tables as t
from tests.workflows.discussion.life import BY_HAND, DETAILS, Life, drafted, taps
from tests.workflows.discussion.stories import (
    ROOM,
    at_school,
    choose,
    draft,
    text_of,
    topic,
)
from tests.world import World

ALLOWED = Rules(anonymous=True)
SECRETS = {
    "李华": "食堂的饭菜应该再便宜一些。",
    "张三": "希望多组织一些户外活动。",
    "Anna": "Please hold meetings online as well.",
}


async def nameless(w: World) -> None:
    await draft(w)
    await choose(w, "王敏", "更多设置", "匿名：否", "返回", "发布")


async def everybody_speaks(w: World) -> None:
    await w.say("Anna", "menu")  # it is night where she is: no note has come
    await w.press("Anna", "读书体会")
    for name, words in SECRETS.items():
        await w.press(name, "Contribute here" if name == "Anna" else "在这里发言")
        await w.say(name, words)


async def test_it_is_offered_only_where_the_organization_allows_it() -> None:
    async with at_school() as w:
        await draft(w)
        await w.press("王敏", "更多设置")
        labels = [each.label for each in w.newest(w.chat("王敏")).post.flat_buttons]
        assert not any("匿名" in each for each in labels)
    life = Life(BY_HAND, rules=Rules())
    assert isinstance(life.press("set", "anonymous"), Rejected), "nor by a forged button"
    assert not life.state.definition.anonymous


async def test_names_are_nowhere_and_everybodys_words_are_in_the_digest() -> None:
    async with at_school(rules=ALLOWED) as w:
        await nameless(w)
        assert "书记也看不到是谁写的" in topic(w).post.body
        await everybody_speaks(w)
        await choose(w, "王敏", "提前结束", "是的")
        digest, record = w.last("王敏", ROOM), text_of(w, "王敏")
        for words in SECRETS.values():
            assert words in digest
            assert words in record.replace("\\", "")
        before_the_table = record.partition("## 参与情况")[0]
        for told in (digest, before_the_table):
            assert not [name for name in SECRETS if name in told]
        assert "| 李华 | 一支部 | 是 |" in record, "that they took part is told, as three have"
        assert "10:0" not in before_the_table.partition("发言 1")[2], "and no times"


async def test_what_is_kept_links_nobody_to_their_words_in_the_clear() -> None:
    async with at_school(rules=ALLOWED) as w:
        await nameless(w)
        await everybody_speaks(w)
        line = w.newest(w.chat("李华"), SECRETS["李华"], sender="李华")
        await w.edit(line, f"{SECRETS['李华']}谢谢。")
        for table in (t.entries, t.activities, t.journal, t.inbox, t.outbox):
            rows = [str(each) for row in await w.rows(select(table)) for each in row]
            for words in SECRETS.values():
                escaped = json.dumps(words)[1:-1]
                assert not [each for each in rows if words in each or escaped in each], table.name
        await choose(w, "王敏", "提前结束", "是的")
        assert SECRETS["张三"] in w.last("王敏", ROOM)
        for row in await w.rows(select(t.outbox)):
            assert SECRETS["张三"] not in row.payload, "not even the digest, once it is sent"


async def test_the_log_says_nothing(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        async with at_school(rules=ALLOWED) as w:
            await nameless(w)
            await everybody_speaks(w)
            await choose(w, "王敏", "提前结束", "是的")
    assert not [words for words in SECRETS.values() if words in caplog.text]


def on_the_harness(*options: str) -> Life:
    """The same without the service."""
    life = drafted()
    taps(life, SECRETARY, "更多设置", "匿名：否", *options, "返回", "发布")
    return life


def test_while_few_have_spoken_nobody_is_named() -> None:
    life = on_the_harness()
    life.taps("在这里发言", LI)
    life.types(SECRETS["李华"], LI)
    life.taps("进度", SECRETARY)
    assert "已发言 1/3 人" in life.heard(SECRETARY)
    assert "李华" not in life.heard(SECRETARY)
    taps(life, SECRETARY, "提前结束", "是的")
    assert "李华" not in life.record()
    assert "满 3 人发言后，才显示谁参加了" in life.record()


def test_the_room_is_no_place_for_it_and_files_are_not_taken() -> None:
    life = on_the_harness()
    life.reply(LI, "群里说一句")
    assert "请点私聊里的按钮发言" in life.refusal()
    life.taps("在这里发言", LI)
    life.send(LI, "我的文件.png")
    assert "匿名讨论只收文字" in life.refusal()
    life.types(SECRETS["李华"], LI)
    assert "已匿名收录" in life.heard(LI)


async def test_one_may_still_change_and_take_back_what_one_said() -> None:
    async with at_school(rules=ALLOWED) as w:
        await nameless(w)
        await everybody_speaks(w)
        line = w.newest(w.chat("李华"), SECRETS["李华"], sender="李华")
        await w.edit(line, "价格合理就好。")
        await w.say("张三", "菜单")
        await w.press("张三", "读书体会")
        assert SECRETS["张三"] not in w.last("张三"), "its words stand in one's own chat only"
        await choose(w, "张三", "撤回第 1 条", "是的，撤回")
        await choose(w, "王敏", "提前结束", "是的")
        digest = w.last("王敏", ROOM)
        assert "价格合理就好。" in digest
        assert SECRETS["李华"] not in digest
        assert SECRETS["张三"] not in digest
        assert SECRETS["张三"] not in text_of(w, "王敏"), "no version is kept"
        assert SECRETS["李华"] not in text_of(w, "王敏")


def test_a_second_round_shows_the_words_and_not_whose_they_are() -> None:
    life = on_the_harness("互评：没有")
    for person, words in ((LI, SECRETS["李华"]), (ZHANG, SECRETS["张三"])):
        life.answer("speak", words, person)
    life.advance(hours=6)
    assert "请评论这一条发言" in life.heard(LI)
    assert SECRETS["张三"] in life.heard(LI)
    ids = [each.id for row in life.messages(LI)[-1].choices for each in row]
    people = {str(LI), str(ZHANG)}
    assert not [each for each in ids if set(each.split(":")[-1].split("-")) & people]
    life.taps("评论这一条", LI)
    life.types("这个主意好。", LI)
    assert "已匿名收录" in life.heard(LI)
    taps(life, SECRETARY, "提前结束", "是的")
    assert "↳ 这个主意好。" in life.heard()


def test_the_order_says_nothing_of_who_spoke_first() -> None:
    orders = set()
    for turn in range(6):
        life = Life({**DETAILS, "anonymous": True})
        for _ in range(turn * 131):
            life.context()  # each has a nonce of its own
        for person in (SECRETARY, LI, ZHANG):
            life.answer("speak", f"我是第{person}个", person)
        life.press("close!")
        orders.add(life.sent("digest").body)
    assert len(orders) > 1, "it is another each time"


def test_late_replies_and_review_do_not_go_with_it() -> None:
    life = Life({"command": "discussion", "args": "题目"})
    life.answer("prompt", "提示")
    life.answer("deadline", "今晚8点")
    life.press("set", "grace")
    life.press("set", "anonymous")
    assert life.state.definition.anonymous
    assert life.state.definition.grace == 0, "a late reply would be known by its hour"
    assert isinstance(life.press("set", "grace"), Rejected)
    life.press("genre", "works")
    assert not life.state.definition.anonymous, "who reviews must see whose it is"
    assert isinstance(life.press("set", "anonymous"), Rejected)


def test_picking_waits_until_it_is_closed() -> None:
    life = Life({**DETAILS, "anonymous": True})
    for person in (SECRETARY, LI, ZHANG):
        life.answer("speak", f"第{person}", person)
    assert isinstance(life.press("pick"), Rejected)
    life.press("close!")
    life.press("pick")
    stars = [each.id for row in life.sent("panel").choices for each in row if "☆" in each.label]
    life.press("picked", *stars[0].split(":")[-1].split("."))
    assert "选登：\n★ 第" in life.edit_of("digest").body
