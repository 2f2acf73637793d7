"""Diary entries, stories and works: reviewed, voted on or judged, and shown on a page."""

from __future__ import annotations

from datetime import timedelta

import pytest

from service.core.workflow import Rejected
from service.sdk.testing import LI, SECRETARY, ZHANG
from service.workflows.discussion.model import Candidate, Part
from service.workflows.discussion.model import draft as new_draft
from service.workflows.discussion.voting import count
from tests.workflows.discussion.life import Life, drafted, taps
from tests.workflows.discussion.stories import (
    ROOM,
    at_school,
    choose,
    draft,
    files,
    text_of,
    topic,
    upload,
)
from tests.world import World

WORKS = {"title": "我身边的故事", "prompt": "写一写", "minutes": 600, "genre": "works"}


async def three_entries(w: World) -> None:
    """A picture from 李华, words from 张三 by a reply in the room, and Anna's, not reviewed."""
    await w.press("李华", "在这里投稿")
    await upload(w, "李华", "操场.png", caption="雨后的操场")
    await w.say("张三", "值班的夜里，灯一直亮着。", room=ROOM, reply_to=topic(w))
    await choose(w, "王敏", "审核", "通过", "通过")


async def test_works_are_reviewed_voted_on_and_shown_on_a_page() -> None:
    async with at_school() as w:
        await draft(w, kind="征集作品")
        await w.press("王敏", "发布")
        assert "投稿经审核后展示" in topic(w).post.body
        await w.press("李华", "在这里投稿")
        await upload(w, "李华", "操场.png", caption="雨后的操场")
        assert "审核后会告诉您" in w.last("李华")
        await w.advance(timedelta(minutes=61))  # nobody is bothered more than once an hour
        assert "李华 有一件投稿等待审核" in w.last("王敏")
        await w.press("王敏", "审核")
        shown = w.newest(w.chat("王敏"), "雨后的操场")
        assert [each.name for each in shown.post.files] == ["操场.png"], "the picture comes along"
        await w.press("王敏", "通过")
        assert "已通过。\n\n没有待审核的投稿。" in w.last("王敏")
        assert "您给《读书体会》的投稿已通过" in w.last("李华")
        await w.say("张三", "值班的夜里，灯一直亮着。", room=ROOM, reply_to=topic(w))
        await choose(w, "王敏", "审核", "通过", "提前结束", "是的")

        assert "投票开始：共 2 件，每人 3 票" in w.last("王敏", ROOM)
        page = text_of(w, "王敏", ".html", ROOM)
        assert "雨后的操场" in page
        assert "data:image/jpeg;base64," in page
        await w.advance(timedelta(hours=1))
        await choose(w, "王敏", "去投票", "☆ 2")
        assert "还有 2 票" in w.last("王敏")
        await choose(w, "王敏", "★ 2", "☆ 1", "☆ 2")
        await choose(w, "李华", "去投票", "☆ 1")
        assert "不能投给自己" in w.last("李华")
        await w.press("李华", "☆ 2")
        await w.advance(timedelta(days=2))
        result = w.last("王敏", ROOM)
        assert "1. 张三：值班的夜里，灯一直亮着。（2 票）" in result
        assert "2. 李华：雨后的操场（1 票）" in result
        assert "结果（2 人参加投票或评分）" in result
        page = text_of(w, "王敏", ".html", ROOM)
        assert page.index("张三") < page.index("李华"), "the best first"
        assert "第 1 名 · 2 票" in page
        assert {each.rpartition(".")[2] for each in files(w, "王敏")} == {"md", "docx", "html"}


def published(*options: str) -> Life:
    """A call for works on the harness."""
    life = drafted("works")
    if options:
        taps(life, SECRETARY, "更多设置", *options, "返回")
    life.taps("发布", SECRETARY)
    return life


def test_an_entry_is_returned_with_a_word_and_comes_back_changed() -> None:
    life = published()
    life.reply(LI, "短短一句。")
    taps(life, SECRETARY, "审核", "退回并附言")
    life.answer("word.1", "请再写具体一些。", SECRETARY, about=LI)
    assert "已退回，附言已转告作者" in life.heard(SECRETARY)
    assert "被退回：请再写具体一些。" in life.heard(LI)
    life.edit(LI, "那天下着雨，我们一起搬运物资。")
    assert "李华 有一件投稿等待审核" in life.heard(SECRETARY)
    life.taps("审核", SECRETARY)
    assert "那天下着雨" in life.heard(SECRETARY)
    life.taps("通过", SECRETARY)
    life.press("show", actor=LI)
    assert "第 1 条：那天下着雨，我们一起搬运物资。 （已通过）" in life.heard(LI)


def test_an_author_may_withdraw_and_what_is_not_reviewed_is_not_shown() -> None:
    life = published("投票：每人 3 票", "投票：每人 5 票")
    life.taps("在这里投稿", LI)
    life.types("我的故事。", LI)
    taps(life, SECRETARY, "审核", "通过")
    taps(life, LI, "撤回这一条", "是的，撤回")
    life.reply(ZHANG, "还没审核的。", "m2")
    taps(life, SECRETARY, "提前结束", "是的")
    assert "没有人发言" in life.heard()
    assert "1 件投稿没有审核，没有展示" in life.heard(SECRETARY)


def test_what_is_collected_is_not_called_a_discussion_on_its_buttons() -> None:
    life = published()
    assert "取消征集" in life.labels(SECRETARY)
    assert "Cancel call for entries" in life.labels(SECRETARY, "en")
    life.press("rest")
    assert "在这里投稿" in life.labels(SECRETARY)
    assert "Send an entry here" in life.labels(SECRETARY, "en")
    plain = Life()
    assert "取消讨论" in plain.labels(SECRETARY)
    plain.press("rest")
    assert "在这里发言" in plain.labels(SECRETARY)


async def test_a_jury_gives_points() -> None:
    async with at_school() as w:
        await draft(w, kind="征集作品")
        await choose(w, "王敏", "更多设置", "指定评委")
        await w.say("王敏", "赵书记、没有这个人")
        assert "没有认出这些评委：没有这个人" in w.last("王敏")
        await w.say("王敏", "赵书记、Anna")
        assert "由 2 位评委评分" in w.last("王敏")
        await choose(w, "王敏", "返回", "发布")
        await three_entries(w)
        await choose(w, "王敏", "提前结束", "是的")
        await w.advance(timedelta(hours=5))
        assert "请您评分：共 2 件" in w.last("赵书记")
        await choose(w, "赵书记", "去投票", "8", "9")
        assert "1. 李华：8 分\n2. 张三：9 分" in w.last("赵书记")
        await choose(w, "赵书记", "改第 1 件", "10")
        assert "1. 李华：10 分" in w.last("赵书记")
        await choose(w, "Anna", "Vote", "7", "6")
        await w.advance(timedelta(days=2))
        assert "1. 李华：雨后的操场（17 分）" in w.last("王敏", ROOM)


async def test_only_voting_members_vote_where_that_is_the_rule() -> None:
    life = Life({**WORKS, "voters": "voting"})
    life.answer("speak", "李华的作品", LI)
    life.press("approve", 1, about=LI)
    life.press("close!")
    assert life.state.phase == "voting"
    assert isinstance(life.press("vote", 0, actor=LI), Rejected)
    life.press("vote", 0, actor=ZHANG)
    assert life.parts[ZHANG].votes == (f"{LI}-1",)


def test_nobody_has_more_votes_than_given() -> None:
    life = Life({**WORKS, "votes": 1})
    for person in (LI, SECRETARY):
        life.answer("speak", "作品", person)
        life.press("approve", 1, about=person)
    life.press("close!")
    life.press("vote", 0, actor=ZHANG)
    assert isinstance(life.press("vote", 1, actor=ZHANG), Rejected)
    assert "先收回一票" in life.refusal()
    life.press("vote", 0, actor=ZHANG)
    life.press("vote", 1, actor=ZHANG)
    assert life.parts[ZHANG].votes == (life.state.progress.ballot[1].known_by,)


def test_two_entries_of_one_person_at_the_same_moment_both_stand_for_the_vote() -> None:
    """Pictures that were sent together come in together."""
    life = Life(WORKS)
    for number, name in ((1, "b.jpg"), (2, "a.jpg")):
        life.send(LI, name)
        life.press("approve", number, about=LI)
    life.press("close!")
    assert [each.known_by for each in life.state.progress.ballot] == [f"{LI}-1", f"{LI}-2"]


@pytest.mark.parametrize("verb", ["approve", "return", "review"])
def test_only_who_leads_reviews(verb: str) -> None:
    life = Life(WORKS)
    life.answer("speak", "李华的作品", LI)
    assert isinstance(life.press(verb, 1, actor=LI, about=LI), Rejected)
    assert life.parts[LI].contributions[0].review == "waiting"


def test_equals_share_a_place_and_the_earlier_comes_first() -> None:
    ballot = tuple(Candidate(f"{n}-1", n, f"人{n}", "") for n in (1, 2, 3))
    state = new_draft(None).advanced(ballot=ballot)
    entries = [(4, Part(votes=("2-1", "3-1"))), (5, Part(votes=("1-1", "2-1")))]
    found = count(state, entries)
    assert [(each.candidate.person, each.place, each.votes) for each in found] == [
        (2, 1, 2),
        (1, 2, 1),
        (3, 2, 1),
    ]
