"""What is set off in a text: by the catalog alone; laid out, split and put together."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from service.core.capabilities import Capabilities, degrade
from service.core.marks import Block, Mark, blocks, within
from service.core.message import Choice, Message, Post
from service.core.texts import ListItem, Secret, Strong, Words, lines, text
from service.runtime.localization.catalog import Catalog, Locale
from service.runtime.outbound import payloads
from service.runtime.outbound.notification_policy import combine
from service.runtime.outbound.rendering import render

CATALOG = Catalog.read({"zh-CN": "rank = { $place } { $name }（{ $branch }）", "en": "rank = x"})
HERE = Locale(opens=lambda token: token)


def rendered(body: Words, title: Words = "") -> Message:
    return render(Message(body, title), CATALOG, HERE)


def set_off(message: Message | Post) -> list[tuple[str, str, int]]:
    body = str(message.body)
    return [(body[each.start : each.end], each.kind, each.number) for each in message.marks]


def test_names_and_lines_are_marked_where_they_come_to_stand() -> None:
    rank = text("rank", place="🥇", name=Strong("李华"), branch="一支部")
    message = rendered(lines("成绩", ListItem(rank, 1), ListItem("· 二支部")))
    assert message.body == "成绩\n🥇 李华（一支部）\n· 二支部"
    assert set_off(message) == [
        ("🥇 李华（一支部）", "item", 1),
        ("李华", "strong", 0),
        ("· 二支部", "item", 0),
    ]
    assert payloads.read(payloads.write(message)) == message, "as it lies in the outbox"


@given(st.text(st.sampled_from("s1;i\U0001fffe\U0001ffff名"), max_size=8))
def test_nobody_sets_anything_off_by_what_they_type(typed: str) -> None:
    named = text("rank", place=typed, name=typed, branch=Strong("支部"))
    message = rendered(lines(named, typed, Secret(token=typed)))
    assert [each for each, *_ in set_off(message)] == ["支部"]
    assert "\U0001fffe" not in str(message.body)


def test_a_title_and_a_label_are_said_without_marks() -> None:
    choice = Choice("1::a:", Strong("好"))
    message = render(Message(lines("一"), Strong("标题"), ((choice,),)), CATALOG, HERE)
    assert (message.title, message.choices[0][0].label, message.marks) == ("标题", "好", ())


def test_a_text_is_laid_out_in_lists_and_what_stands_between() -> None:
    body = "成绩\n\n1. 李华\n🥈 张三\n\n支部\n· 一支部\n完"
    marks = [
        Mark(4, 9, "item", 1),
        Mark(7, 9),
        Mark(10, 14, "item", 2),
        Mark(body.index("·"), body.index("·") + 5, "item"),
    ]
    assert list(blocks(body, marks)) == [
        Block((("成绩", False),)),
        Block((("李华", True),), 1),
        Block((("🥈 张三", False),), 2),
        Block((("支部", False),)),
        Block((("一支部", False),), 0),
        Block((("完", False),)),
    ]


def test_marks_are_cut_with_the_text_and_the_title_stays_bold() -> None:
    whole = "".join(f"成员{n:02}：发言。" for n in range(40))
    names = tuple(Mark(8 * n, 8 * n + 4) for n in range(40))
    assert whole[8:12] == "成员01"
    posts = degrade(Post(whole, title="摘要", marks=names), Capabilities(text_length=100))
    found = [each for post in posts for each, *_ in set_off(post)]
    assert found == ["摘要", *(f"成员{n:02}" for n in range(40))]
    assert within(names, 2, 10) == (Mark(0, 2), Mark(6, 8))


def test_what_comes_late_or_together_keeps_its_marks() -> None:
    post = Post("李华：好", marks=(Mark(0, 2),))
    assert set_off(post.below("（迟到）")) == [("李华", "strong", 0)]
    one = Message("李华：好", "讨论", marks=(Mark(0, 2),))
    choices = ((Choice("1::a:", "去"),),)
    both = combine([replace(one, choices=choices), replace(one, choices=choices)])
    assert [each for each, *_ in set_off(both)] == ["讨论", "李华"] * 2
