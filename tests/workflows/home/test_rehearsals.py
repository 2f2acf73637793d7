"""Who leads tries an activity out as a member; the messages are true, and nobody else hears."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from adapters.memory.adapter import SELF, Line
from service.core.access import Rules
from service.core.people import RosterRow
from service.runtime.calendar_feeds import CalendarFeeds
from service.store import tables as t
from service.store.reports import Reports
from tests.workflows.talk.stories import appointments, claims, forge, labels, offer, timers
from tests.world import PEOPLE, World, minutes, words, world

MARKS = ("【演练】", "【演练·成员收到】", "【演练·群里】")
TRY = "以成员身份试一遍"


async def draft_quiz(w: World, **options: str) -> int:
    """A draft, with its preview in front of the secretary; its id."""
    await w.bank()
    await w.say("王敏", "测验")
    await w.press("王敏", "1 小时后")
    await w.press("王敏", "一小时")
    return await newest(w)


async def draft_discussion(w: World) -> int:
    await w.say("王敏", "讨论")
    await w.say("王敏", "读书体会")
    await w.say("王敏", "结合实际谈谈。")
    await w.press("王敏", "1 天")
    return await newest(w)


async def draft_talk(w: World) -> int:
    await w.say("王敏", "谈心")
    await w.press("王敏", "李华")
    await w.press("王敏", "下一步")
    await w.say("王敏", "明天19:30、20:30")
    return await newest(w)


async def rehearse(w: World, by: str = "王敏") -> None:
    await w.press(by, "更多操作…")
    await w.press(by, TRY)


async def newest(w: World) -> int:
    found = await w.rows(select(t.activities.c.id).order_by(t.activities.c.id))
    return int(found[-1].id)


def marked(w: World, mark: str, name: str = "王敏") -> list[Line]:
    """What has come to the person under this mark, in order."""
    lines = w.chat(name).lines.values()
    return [each for each in lines if each.sender == SELF and each.post.title.startswith(mark)]


async def tap(w: World, line: Line, label: str = "", name: str = "王敏") -> None:
    """The choice under this very message whose label holds `label`."""
    found = next(each for each in line.post.flat_buttons if label in each.label)
    await forge(w, name, found.id)


async def nobody_else_heard(w: World) -> None:
    for name in ("李华", "Zhang"):
        assert w.heard(name) == []
    assert w.heard("王敏", "一支部") == []


async def nothing_is_left(w: World, draft: int) -> None:
    """Of the rehearsal of this draft: an empty row that keeps its number, and home's lines."""
    a, j = t.activities.c, t.journal.c
    rows = await w.rows(select(t.activities).where(a.rehearsed_by.is_not(None)))
    assert rows
    for row in rows:
        assert (row.phase, row.title, row.state, row.finished) == ("ended", "", "{}", True)
        for table in (t.entries, t.timers, t.claims, t.journal):
            assert await w.rows(select(table).where(table.c.activity == row.id)) == []
        said = await w.rows(select(t.outbox).where(t.outbox.c.activity == row.id))
        assert all((each.payload, each.offers, each.prompt) == ("", False, "") for each in said)
        assert {each.state for each in said} <= {"sent", "superseded"}
    noted = await w.rows(select(j.action, j.activity).where(j.action.like("%rehears%")))
    assert {each.activity for each in noted} == {1}, "home has written it down"
    assert all(each.activity in (1, draft) for each in await w.rows(select(t.journal)))


# -- a quiz


async def test_a_quiz_is_taken_up_to_its_ranking_and_nobody_else_hears_of_it() -> None:
    async with world() as w:
        draft = await draft_quiz(w)
        before = await w.activity(draft)
        await rehearse(w)
        (invitation,) = marked(w, "【演练·群里】")
        assert "测验开始：共 3 题" in words(invitation)
        closes_at = before.state.schedule.closes_at.astimezone(ZoneInfo("Asia/Shanghai"))
        assert f"{closes_at:%H:%M} 截止" in words(invitation), "the deadline that was set"
        assert "点“开始答题”" in words(marked(w, "【演练·成员收到】")[0])

        await w.press("王敏", "开始答题")
        await w.say("王敏", "B")
        await w.say("王敏", "AC")
        await w.say("王敏", "A")
        await w.press("王敏", "交卷")
        assert "已交卷，共答 3 题" in w.last("王敏")
        await w.press("王敏", "提前结束")
        await w.press("王敏", "是的，现在结束")
        ranking = words(marked(w, "【演练·群里】")[-1])
        assert "成绩公布：1/2 人参加" in ranking
        assert not any(name in ranking for name in ("李华", "Zhang"))

        await w.press("王敏", "结束演练")
        assert "演练结束，没有留下任何记录" in w.last("王敏")
        await nothing_is_left(w, draft)
        assert await w.activity(draft) == before
        await nobody_else_heard(w)

        await w.press("王敏", "返回")
        await w.press("王敏", "确认发布")
        await w.advance(minutes(61))
        assert "测验开始" in w.last("李华"), "the real one is held as it was planned"


async def test_what_is_answered_in_a_members_place_is_the_stand_ins() -> None:
    async with world() as w:
        await draft_quiz(w)
        await rehearse(w)
        (room,) = marked(w, "【演练·群里】")
        await tap(w, room)
        await w.say("王敏", "B")
        rehearsal = await newest(w)
        (entry,) = await w.rows(select(t.entries).where(t.entries.c.activity == rehearsal))
        assert entry.person == 1_000_000_000 + w.person("王敏").id
        assert "第 2/3 题" in words(marked(w, "【演练·成员收到】")[-1])
        await w.press("王敏", "查看进度")
        assert "未开始：王敏" in w.last("王敏")


@pytest.mark.parametrize("hands_in", [False, True])
async def test_who_has_handed_in_is_not_reminded_in_a_rehearsal_either(hands_in: bool) -> None:
    async with world() as w:
        await w.bank()
        await w.say("王敏", "测验")
        await w.press("王敏", "现在")
        await w.press("王敏", "30 分钟")
        await newest(w)
        await rehearse(w)
        (room,) = marked(w, "【演练·群里】")
        await tap(w, room)
        if hands_in:
            for answer in ("B", "AC", "A"):
                await w.say("王敏", answer)
            await w.press("王敏", "交卷")
        await w.advance(minutes(21))
        told = "".join(map(words, marked(w, "【演练·成员收到】")))
        assert ("您还没有完成测验" in told) is not hands_in


async def test_a_quiz_in_the_room_is_voted_on_by_buttons() -> None:
    async with world() as w:
        draft = await draft_quiz(w)
        await w.press("王敏", "更多操作…")
        await w.press("王敏", "改为：在群里现场作答")
        await rehearse(w)
        first = next(each for each in marked(w, "【演练·群里】") if "一加一" in words(each))
        assert first.post.ballot is None
        await tap(w, first, "2")
        await w.press("王敏", "提前结束")
        await w.press("王敏", "是的，现在结束")
        assert "演练成员" in words(marked(w, "【演练·群里】")[-1])
        await w.press("王敏", "结束演练")
        await nothing_is_left(w, draft)
        await nobody_else_heard(w)


# -- a discussion


async def test_a_discussion_is_spoken_in_edited_and_gathered() -> None:
    async with world() as w:
        draft = await draft_discussion(w)
        await rehearse(w)
        (topic,) = marked(w, "【演练·群里】")
        assert "结合实际谈谈。" in words(topic)
        said = await w.say("王敏", "我读了三本书。", reply_to=topic)
        await w.edit(said, "我读了四本书。")
        await w.say("王敏", "还有一本没读完。", reply_to=topic)
        await w.press("王敏", "进度")
        assert "演练成员 ×2" in w.last("王敏")
        await w.press("王敏", "提前结束")
        await w.press("王敏", "是的，现在结束")
        digest = words(marked(w, "【演练·群里】")[-1])
        assert "我读了四本书。" in digest
        assert "三本" not in digest
        await w.press("王敏", "结束演练")
        await nothing_is_left(w, draft)
        await nobody_else_heard(w)


async def test_an_anonymous_discussion_shows_its_words_as_the_room_would_see_them() -> None:
    async with world(rules=Rules(anonymous=True)) as w:
        draft = await draft_discussion(w)
        await w.press("王敏", "更多设置")
        await w.press("王敏", "匿名")
        await w.press("王敏", "返回")
        await rehearse(w)
        (notice,) = marked(w, "【演练·成员收到】")
        await tap(w, notice)
        await w.say("王敏", "有人迟到。")
        await w.press("王敏", "提前结束")
        await w.press("王敏", "是的，现在结束")
        assert "有人迟到。" in words(marked(w, "【演练·群里】")[-1])
        await w.press("王敏", "结束演练")
        await nothing_is_left(w, draft)


# -- talks


async def test_a_talk_is_taken_as_the_member_would_and_nobodys_time_is() -> None:
    async with world() as w:
        draft = await draft_talk(w)
        await rehearse(w)
        (offered,) = marked(w, "【演练·成员收到】")
        assert "王敏 想和您谈心" in words(offered)
        await w.press("王敏", "20:30")
        assert "谈心约好了" in words(marked(w, "【演练·成员收到】")[-1])
        assert "和 演练成员" in words(marked(w, "【演练】")[-1])
        assert all(key.startswith("~") for key in await claims(w))
        files = await appointments(w, "王敏")
        assert [each.summary.split()[0] for each in files] == ["【演练·成员收到】", "【演练】"]

        await offer(w, "Zhang", slots=("2026-03-07T20:30",))
        choice = next(each for each in w.chat("Zhang").lines.values() if each.post.flat_buttons)
        await w.press("Zhang", choice.post.flat_buttons[0].label)
        assert "talk" in {row.kind for row in await w.rows(select(t.activities.c.kind))}
        real = [key for key in await claims(w) if not key.startswith("~")]
        assert real, "the same time is free in earnest"

        await w.press("王敏", "结束演练")
        assert not [key for key in await claims(w) if key.startswith("~")]
        assert w.heard("李华") == []
        await w.press("王敏", "返回")
        assert (await w.activity(draft)).state.progress.members == (w.person("李华").id,)


async def test_place_and_number_to_call_are_shown_as_the_member_will_see_them() -> None:
    async with world() as w:
        await draft_talk(w)
        await w.press("王敏", "地点/联系方式")
        await w.say("王敏", "https://meet.example.org/1")
        await rehearse(w)
        await w.press("王敏", "20:30")
        assert "https://meet.example.org/1" in words(marked(w, "【演练·成员收到】")[-1])


async def test_a_rehearsal_counts_nowhere() -> None:
    """No feed, no report, no coverage, no menu of anybody else's."""
    async with world() as w:
        await draft_talk(w)
        await rehearse(w)
        await w.press("王敏", "20:30")
        person = w.person("王敏")
        async with w.store.read() as transaction:
            found = await CalendarFeeds(w.engine, w.clock)._appointments(transaction, person)
            reports = Reports(transaction)
            held, entries = await reports.activities(), await reports.entries()
        assert found == ()
        assert [each.phase for each in held if each.kind == "talk"] == ["draft"]
        everybody = set(w.engine.directory.roster.people)
        assert {each.person for each in entries} <= everybody


# -- whose it is, and its end


async def test_it_ends_by_itself_after_an_hour() -> None:
    async with world() as w:
        draft = await draft_discussion(w)
        await rehearse(w)
        await w.advance(minutes(59))
        assert "rehearsed" in await timers(w)
        await w.advance(minutes(1))
        assert "演练结束" in w.last("王敏")
        await nothing_is_left(w, draft)
        await w.press("王敏", "返回")
        assert "结合实际谈谈。" in w.last("王敏")
        assert "rehearsed" not in await timers(w)


async def test_it_goes_on_where_it_was_when_the_service_was_away(sqlite_url: str) -> None:
    async with world(url=sqlite_url) as w:
        draft = await draft_quiz(w)
        await rehearse(w)
        await tap(w, marked(w, "【演练·群里】")[0])
        await w.say("王敏", "B")
        chats, now = w.chats, w.clock.now()
    async with world((), url=sqlite_url, chats=chats, start=now + minutes(5)) as w:
        await w.say("王敏", "AC")
        assert "第 3/3 题" in words(marked(w, "【演练·成员收到】")[-1])
        await w.advance(minutes(55))
        assert "演练结束" in w.last("王敏")
        await nothing_is_left(w, draft)
        await nobody_else_heard(w)


async def test_buttons_of_a_rehearsal_that_is_over_mean_nothing_else() -> None:
    async with world() as w:
        await draft_quiz(w)
        await rehearse(w)
        old = marked(w, "【演练】")[-1].post.flat_buttons
        (room,) = marked(w, "【演练·群里】")
        await w.press("王敏", "结束演练")
        over = await newest(w)
        await w.quiz_of()
        assert await newest(w) > over, "its number is never another's"
        before = await w.rows(select(t.activities.c.phase))
        await tap(w, room)
        assert "这次演练已经结束" in w.last("王敏")
        for button in old:
            await forge(w, "王敏", button.id)
        assert await w.rows(select(t.activities.c.phase)) == before


async def test_a_second_one_ends_the_first() -> None:
    async with world() as w:
        await draft_quiz(w)
        await rehearse(w)
        await forge(w, "王敏", f"0::rehearse:{await newest(w) - 1}")
        a = t.activities.c
        phases = await w.rows(select(a.phase).where(a.rehearsed_by.is_not(None)).order_by(a.id))
        assert [each.phase for each in phases] == ["ended", "open"]


async def test_it_is_nobody_elses_and_in_nobody_elses_menu() -> None:
    people = (*PEOPLE, RosterRow("赵书记", "校", role="secretary"))
    async with world(people) as w:
        draft = await draft_quiz(w)
        await rehearse(w)
        rehearsal = await newest(w)
        await w.say("赵书记", "菜单")
        assert "【演练】 📝 测验" not in labels(w, "赵书记")
        for name in ("赵书记", "李华"):
            for verb in ("~begin", "begin", "close!", "show", "cancel!"):
                await forge(w, name, f"{rehearsal}::{verb}:")
                assert w.last(name) == "这是别人的演练。"
        await w.say("王敏", "菜单")
        await w.press("王敏", "【演练】 📝 测验")
        assert "测验进行中" in w.last("王敏")
        await forge(w, "李华", f"0::rehearse:{draft}")
        assert w.last("李华") == "您没有这个权限。"


async def test_what_has_begun_or_lacks_something_is_not_rehearsed_and_says_why() -> None:
    async with world() as w:
        running = await w.quiz()
        await w.press("王敏", "更多操作…")
        assert TRY not in labels(w, "王敏")
        await forge(w, "王敏", f"0::rehearse:{running}")
        assert "已经开始或结束了" in w.last("王敏")
        await w.say("王敏", "讨论")
        await forge(w, "王敏", f"0::rehearse:{await newest(w)}")
        assert "还没有题目" in w.last("王敏")
        a = t.activities.c
        assert await w.rows(select(a.id).where(a.rehearsed_by.is_not(None))) == []


async def test_at_night_the_offer_comes_at_once_all_the_same() -> None:
    async with world() as w:
        await draft_talk(w)
        await w.advance(timedelta(hours=6))
        await rehearse(w)
        assert len(marked(w, "【演练·成员收到】")) == 1


async def test_the_words_are_there_in_english() -> None:
    people: tuple[Any, ...] = (
        RosterRow("Ada", "School/Branch", role="secretary", language="en"),
        RosterRow("Bob", "School/Branch", language="en"),
    )
    async with world(people) as w:
        await w.say("Ada", "discussion")
        await w.say("Ada", "Books")
        await w.say("Ada", "Tell us.")
        await w.press("Ada", "1 day")
        await w.press("Ada", "More actions…")
        await w.press("Ada", "Try it as a member")
        (topic,) = marked(w, "[Dry run · in the room]", "Ada")
        await w.say("Ada", "I read two.", reply_to=topic)
        await w.press("Ada", "Progress")
        assert "Test participant ×1" in w.last("Ada")
        await w.press("Ada", "End dry run")
        assert w.last("Ada").startswith("🎭 Dry run\nThe dry run is over")
        assert w.heard("Bob") == []
