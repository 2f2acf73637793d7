"""First everybody's own reply, then a comment on somebody else's; and likes."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from service.core.effects import Acknowledge
from service.core.workflow import Rejected
from service.sdk.testing import LI, SECRETARY, ZHANG
from service.workflows.discussion.comment_round import contributions, spread
from service.workflows.discussion.model import Part
from tests.workflows.discussion.life import DETAILS, Life, drafted, taps
from tests.workflows.discussion.stories import (
    ROOM,
    at_school,
    choose,
    draft,
    topic,
)
from tests.world import World

TWO_ROUNDS = {**DETAILS, "comments": "required", "comment_length": 4}


async def two_rounds(w: World) -> None:
    """Open until 20:00, comments from 15:00 on, one at least."""
    await draft(w)
    await choose(w, "王敏", "更多设置", "互评：没有", "互评：自愿", "互评开始时间")
    await w.say("王敏", "15:00")
    assert "互评从 3月6日 周五 15:00 开始" in w.last("王敏")
    await choose(w, "王敏", "返回", "发布")


async def test_the_second_round_gives_each_member_somebody_elses_reply_to_comment_on() -> None:
    async with at_school() as w:
        await two_rounds(w)
        assert "3月6日 周五 15:00 起互评：每人至少评论一条别人的发言" in topic(w).post.body
        await w.say("李华", "我读了第一章，很受启发。", room=ROOM, reply_to=topic(w))
        await w.press("张三", "在这里发言")
        await w.say("张三", "我从身边的小事做起。")
        await w.advance(timedelta(hours=6))
        assert "互评开始" in w.last("王敏", ROOM)
        assert "我从身边的小事做起。" in w.last("李华"), "never one's own"
        assert "我读了第一章，很受启发。" in w.last("张三")
        assert "Comment on this contribution" in w.last("Anna")
        await w.press("李华", "评论这一条")
        await w.say("李华", "说得好，我也这样做。")
        assert "已收录" in w.last("李华")
        await w.press("王敏", "进度")
        assert "已互评 1/4 人" in w.last("王敏")
        assert "未互评：王敏 · 张三 · Anna" in w.last("王敏")


def on_the_harness() -> Life:
    """The same: open until 20:00, comments from 15:00 on, one at least."""
    life = drafted()
    taps(life, SECRETARY, "更多设置", "互评：没有", "互评：自愿", "互评开始时间")
    life.types("15:00", SECRETARY)
    taps(life, SECRETARY, "返回", "发布")
    return life


def test_a_reply_to_a_reply_in_the_room_is_a_comment() -> None:
    life = on_the_harness()
    life.reply(LI, "我读了第一章，很受启发。", "m1")
    life.reply(ZHANG, "我也读了，同感。", "m2", to=(LI, "m1"))
    life.reply(LI, "补充一点自己的想法。", "m3", to=(LI, "m1"))
    assert life.effects(Acknowledge)
    life.taps("进度", SECRETARY)
    assert "已互评 1/3 人" in life.heard(SECRETARY), "to add to one's own is no comment"
    taps(life, SECRETARY, "提前结束", "是的")
    assert "↳ 张三： 我也读了，同感。" in life.record()
    assert "评 李华：" in life.record()


def test_who_has_commented_is_not_reminded_and_the_others_are() -> None:
    life = on_the_harness()
    life.reply(LI, "我读了第一章，很受启发。")
    life.advance(hours=6)
    life.taps("Comment on this", ZHANG, "en")
    life.types("同感，一起努力。", ZHANG)
    life.advance(hours=3)
    assert "互评 3月6日 周五 20:00 截止，您还没有评论" in life.heard(LI)
    assert "haven't commented" not in life.heard(ZHANG, "en")


async def test_likes_come_by_reaction_and_by_button_and_never_from_oneself() -> None:
    async with at_school() as w:
        await two_rounds(w)
        room = w.chats.chats[ROOM]
        reply = await w.say("李华", "我读了第一章，很受启发。", room=ROOM, reply_to=topic(w))
        for name in ("张三", "李华", "王敏", "Anna"):
            await w.receive(w.chats.liked(room, name, reply))
        await w.receive(w.chats.liked(room, "王敏", reply, taken_back=True))
        await w.receive(w.chats.liked(room, "张三", topic(w)))
        await w.advance(timedelta(hours=6))
        await w.press("王敏", "赞")
        assert "已点赞" in w.last("王敏")
        await choose(w, "王敏", "提前结束", "是的")
        assert "我读了第一章，很受启发。 👍 3" in w.last("王敏", ROOM)
        heard = w.heard("张三")
        await w.receive(w.chats.liked(room, "张三", reply, taken_back=True))
        assert w.heard("张三") == heard, "a late like is no reason for a word"


def test_a_comment_has_a_length_of_its_own() -> None:
    life = Life({**TWO_ROUNDS, "min_length": 0})
    life.reply(LI, "好")
    life.reply(ZHANG, "对", "m2", to=(LI, "m1"))
    assert "评论至少 4 个字" in life.refusal()
    life.reply(ZHANG, "我也这样想", "m3", to=(LI, "m1"))
    assert life.spoken(ZHANG) == ["我也这样想"]


def test_nobody_comments_on_or_likes_their_own_by_a_forged_button() -> None:
    life = Life(TWO_ROUNDS)
    life.reply(LI, "好")
    assert isinstance(life.press("comment", f"{LI}-1", actor=LI), Rejected)
    assert isinstance(life.press("like", f"{LI}-1", actor=LI), Rejected)
    life.press("like", f"{LI}-1", actor=ZHANG)
    assert life.parts[ZHANG].likes == (f"{LI}-1",)
    life.press("like", f"{LI}-1", actor=ZHANG)
    assert life.parts[ZHANG].likes == ()


def test_without_a_second_round_a_reply_to_a_reply_is_ones_own_word() -> None:
    life = Life()
    life.reply(LI, "第一条")
    life.reply(ZHANG, "同意", "m2", to=(LI, "m1"))
    assert life.parts[ZHANG].contributions[0].on == ""


def test_another_one_is_shown_and_the_least_commented_first() -> None:
    life = Life(TWO_ROUNDS)
    life.reply(LI, "第一条", "m1")
    life.reply(SECRETARY, "第二条", "m2")
    life.fire("round")
    life.reply(SECRETARY, "说得真好", "m3", to=(LI, "m1"))
    life.press("another", f"{LI}-1", actor=ZHANG)
    assert "第二条" in life.sent("comment").body


@given(
    members=st.integers(1, 40),
    speakers=st.sets(st.integers(0, 39), min_size=1),
)
def test_contributions_are_spread_evenly_and_nobody_gets_their_own(
    members: int, speakers: set[int]
) -> None:
    life = Life()
    for number in speakers:
        life.parts[number] = Part()
    parts = {}
    for number in sorted(speakers):
        life.now += timedelta(seconds=1)
        life.reply(LI, "话", f"m{number}")
        parts[number] = Part((life.parts[LI].contributions[-1],))
    found = contributions(parts)
    given_out = spread(range(members), found)
    times = Counter(each.known_by for each in given_out.values())
    assert all(each.person != person for person, each in given_out.items())
    if len(speakers) > 1:
        assert set(given_out) == set(range(members)), "everybody has something to comment on"
        assert max(times.values()) - min(times[each.known_by] for each in found) <= 2
