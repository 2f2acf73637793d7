"""OrgLife's messages arrive as they were meant, once, and the adapter reports the result."""

from __future__ import annotations

import pytest

from service.core.capabilities import degrade
from service.core.choices import MAX_BYTES
from service.core.marks import Mark
from service.core.message import Button, Post
from service.ports import Gone, PermanentFailure, Sent
from service.testkit.applying import needs, without
from service.testkit.asking import as_read, give, labels, tell
from service.testkit.platform import Platform, Powers

HOSTILE = {
    "html": '<b>粗</b> <a href="https://evil.example">点这里</a> <script>alert(1)</script> &amp;',
    "markdown": "*a* _b_ `c` [d](https://evil.example) ~e~ ||f|| \\* # g\n> h",
    "commands": "/start@somebot @everyone #tag tg://user?id=1",
    "scripts": "汉字 𠮷野家 👩‍👩‍👧‍👦🇨🇳 é e\u0301",
    "right to left": "مرحبا abc \u200fשלום\u200f (١٢٣)",
    "spaces": "一\n\n\n二   三\u3000四",
}


async def test_a_message_in_private_arrives_with_its_words(platform: Platform) -> None:
    chat = await platform.private(await platform.person("王敏"))
    sent = await tell(platform, chat, Post("周五十九点半开会"))
    (shown,) = await platform.seen(chat)
    assert (shown.id, shown.words, shown.ours) == (sent, "周五十九点半开会", True)


async def test_a_message_in_a_room_arrives_there_and_nowhere_else(platform: Platform) -> None:
    person = await platform.person("王敏")
    chat = await platform.room("第一支部", [person])
    await tell(platform, chat, Post("各位同志"))
    assert [each.words for each in await platform.seen(chat)] == ["各位同志"]
    assert not await platform.seen(await platform.private(person))


async def test_messages_stand_in_the_order_they_were_said(platform: Platform) -> None:
    chat = await platform.private(await platform.person("王敏"))
    ids = [await tell(platform, chat, Post(str(n)), key=str(n)) for n in range(5)]
    shown = await platform.seen(chat)
    assert [each.id for each in shown] == ids
    assert [each.words for each in shown] == list("01234")


async def test_the_same_words_under_two_keys_are_two_messages(platform: Platform) -> None:
    chat = await platform.private(await platform.person("王敏"))
    first = await tell(platform, chat, Post("提醒"), key="1")
    assert await tell(platform, chat, Post("提醒"), key="2") != first
    assert len(await platform.seen(chat)) == 2


@needs("titles")
async def test_a_title_is_set_off_above_the_words(platform: Platform) -> None:
    chat = await platform.private(await platform.person("王敏"))
    await tell(platform, chat, Post("第一题\n一加一?", title="主题党日 👩‍👩‍👧 测验"))
    (shown,) = await platform.seen(chat)
    assert (shown.title, shown.words) == ("主题党日 👩‍👩‍👧 测验", "第一题\n一加一?")


@without("titles")
async def test_a_title_that_cannot_be_set_off_is_the_first_line(platform: Platform) -> None:
    chat = await platform.private(await platform.person("王敏"))
    await tell(platform, chat, Post("第一题\n一加一?", title="测验"))
    (shown,) = await platform.seen(chat)
    assert (shown.title, shown.words) == ("", "测验\n第一题\n一加一?")


@needs("strong")
async def test_what_is_marked_stands_out_and_nothing_else(platform: Platform) -> None:
    chat = await platform.private(await platform.person("王敏"))
    marks = (Mark(0, 2), Mark(7, 8), Mark(11, 19))
    post = Post("张三：到了\n\n𠮷：好 <b>李</b>", title="签到", marks=marks)
    sent = await tell(platform, chat, post)
    (shown,) = await platform.seen(chat)
    assert (shown.title, shown.words) == ("签到", post.body)
    assert shown.strong == ("张三", "𠮷", "<b>李</b>")
    if platform.adapter.capabilities.edits:
        other = Post("李四：好", marks=(Mark(0, 2),))
        await give(platform, chat, other, key="2", kind="edit", target=sent)
        (shown,) = await platform.seen(chat)
        assert (shown.words, shown.strong) == ("李四：好", ("李四",))


@needs("lists")
async def test_a_ranking_is_a_list(platform: Platform) -> None:
    chat = await platform.private(await platform.person("王敏"))
    body = "名次\n1. 张三 9 分\n1. 李四 9 分\n3. 王五 <8> 分\n\n支部\n· 第一支部"
    starts = [body.index(each) for each in ("1. 张", "1. 李", "3. ", "· ")]
    items = zip(starts, (1, 1, 3, 0), strict=True)
    ends = [body.find("\n", start) for start in starts[:-1]] + [len(body)]
    marks = tuple(
        Mark(start, end, "item", number) for (start, number), end in zip(items, ends, strict=True)
    )
    await tell(platform, chat, Post(body, marks=marks))
    (shown,) = await platform.seen(chat)
    assert shown.words == body, "where there are no lists it reads as well"
    assert shown.items == ("张三 9 分", "李四 9 分", "王五 <8> 分", "第一支部")


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
async def test_text_is_text_and_nothing_in_it_becomes_markup(
    platform: Platform, words: str
) -> None:
    chat = await platform.private(await platform.person("王敏"))
    title = words.replace("\n", " ")
    await tell(platform, chat, Post(words, title=title))
    (shown,) = await platform.seen(chat)
    assert (shown.title, shown.words) == as_read(platform, title, words)


@pytest.mark.parametrize("letter", ["字", "𠮷", "x"], ids=["common", "rare", "latin"])
async def test_the_longest_text_the_platform_declares_is_one_message(
    platform: Platform, letter: str
) -> None:
    chat = await platform.private(await platform.person("王敏"))
    whole = Post(letter * (platform.adapter.capabilities.text_length or 10_000))
    first, *_ = degrade(whole, platform.adapter.capabilities)
    await tell(platform, chat, first)
    (shown,) = await platform.seen(chat)
    assert shown.words == first.body


@pytest.mark.parametrize(
    "unit", ["学习贯彻会议精神。", "𠮷👩‍👩‍👧 ", "word "], ids=["cjk", "emoji", "words"]
)
async def test_a_long_text_is_split_into_messages_and_no_word_is_lost(
    platform: Platform, unit: str
) -> None:
    chat = await platform.private(await platform.person("王敏"))
    limit = platform.adapter.capabilities.text_length or 10_000
    able = platform.adapter.capabilities.taps
    rows = ((Button("ok", "好"),),) if able else ()
    post = Post(unit * (2 * limit // len(unit) + 1), title="报告", buttons=rows)
    parts = degrade(post, platform.adapter.capabilities)
    for number, part in enumerate(parts):
        await tell(platform, chat, part, key=f"1.{number}")
    shown = await platform.seen(chat)
    whole = "".join(f"{each.title}{each.words}" for each in shown)
    assert "".join(whole.split()) == "".join(f"报告{post.body}".split())
    assert [bool(each.labels) for each in shown] == [False] * (len(shown) - 1) + [able]


@needs("taps")
async def test_buttons_stand_in_their_rows_under_their_labels(platform: Platform) -> None:
    chat = await platform.private(await platform.person("王敏"))
    rows = (
        (Button("1::a:0", "A. 一"), Button("1::a:1", "B. <b>二</b>")),
        (Button("1::next:", "下一题 ➡️"),),
    )
    await tell(platform, chat, Post("选一个", buttons=rows))
    (shown,) = await platform.seen(chat)
    expected = (("A. 一", "B. <b>二</b>"), ("下一题 ➡️",))
    assert shown.labels == labels(platform, expected)


@needs("taps")
async def test_a_choice_id_of_full_length_is_taken(platform: Platform) -> None:
    chat = await platform.private(await platform.person("王敏"))
    longest = "9" * (MAX_BYTES - 4) + "::a:"
    await tell(platform, chat, Post("?", buttons=((Button(longest, "是"),),)))
    (shown,) = await platform.seen(chat)
    assert shown.labels == (("是",),)


@needs("taps")
async def test_many_buttons_all_stand_there(platform: Platform) -> None:
    chat = await platform.private(await platform.person("王敏"))
    row = tuple(Button(f"1::a:{n}", f"{n}") for n in range(20))
    await tell(platform, chat, Post("?", buttons=(row, (Button("1::x:", "完"),))))
    (shown,) = await platform.seen(chat)
    found = [label for each in shown.labels for label in each]
    assert found == [*map(str, range(20)), "完"]


@needs("replies")
async def test_a_reply_quotes_what_it_answers(platform: Platform) -> None:
    person = await platform.person("王敏")
    chat = await platform.room("第一支部", [person])
    asked = await platform.say(person, chat, "几点?")
    await tell(platform, chat, Post("七点", reply_to=asked))
    assert (await platform.seen(chat))[-1].reply_to == asked


async def test_a_reply_to_what_is_gone_is_still_said(platform: Platform) -> None:
    person = await platform.person("王敏")
    chat = await platform.private(person)
    await tell(platform, chat, Post("七点", reply_to="999999"))
    assert (await platform.seen(chat))[-1].words == "七点"


@needs("idempotent")
async def test_the_same_key_says_it_once_where_that_is_declared(platform: Platform) -> None:
    chat = await platform.private(await platform.person("王敏"))
    first = await tell(platform, chat, Post("提醒"), key="17")
    assert await tell(platform, chat, Post("提醒"), key="17") == first
    await platform.stop()
    await platform.start()
    assert await tell(platform, chat, Post("提醒"), key="17") == first
    assert len(await platform.seen(chat)) == 1


@pytest.mark.parametrize("chat", ["nowhere", "", "404404404", "-100404404404/7"])
async def test_a_chat_that_is_not_there_is_gone(platform: Platform, chat: str) -> None:
    assert isinstance(await give(platform, chat, Post("有人吗?")), Gone)


@needs("leave")
async def test_who_has_left_is_gone_and_the_others_are_not(platform: Powers) -> None:
    gone, there = await platform.person("李华"), await platform.person("王敏")
    await platform.leave(gone)
    assert isinstance(await give(platform, await platform.private(gone), Post("?")), Gone)
    assert isinstance(await give(platform, await platform.private(there), Post("?")), Sent)


async def test_nothing_to_say_is_refused_and_nothing_is_said(platform: Platform) -> None:
    chat = await platform.private(await platform.person("王敏"))
    assert isinstance(await give(platform, chat, None), PermanentFailure)
    assert not await platform.seen(chat)


async def test_a_message_that_is_refused_does_not_stop_the_next(platform: Platform) -> None:
    chat = await platform.private(await platform.person("王敏"))
    assert isinstance(await give(platform, chat, None), PermanentFailure)
    rows = ((Button("1::a:", "是"),),) if platform.adapter.capabilities.taps else ()
    await tell(platform, chat, Post("还在", buttons=rows), key="2")
    assert [each.words for each in await platform.seen(chat)] == ["还在"]
