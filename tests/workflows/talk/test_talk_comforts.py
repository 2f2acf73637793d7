"""What makes a talk easy to come to: where it is, being late, taking back, being asked again."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from service.core.choices import ChoiceId
from service.core.people import RosterRow
from service.store.schema import metadata
from service.workflows.talk.settings import TalkSettings
from tests.workflows.talk.stories import (
    SATURDAY,
    appointments,
    claims,
    forge,
    hours,
    labels,
    offer,
    reminders,
    shanghai,
    status,
    times_in,
)
from tests.world import BRANCH, PEOPLE, START, world

LINK = "https://meet.example/abc-123"
ZHAO = RosterRow("赵强", f"校/{BRANCH}", role="secretary")


async def test_either_side_says_by_one_tap_that_they_come_late() -> None:
    async with world() as w:
        await offer(w, "Zhang")
        await w.press("Zhang", "12:30")
        await w.advance_to(shanghai("2026-03-07T19:20"))
        await w.press("Zhang", "I'll be 10 minutes late")
        assert "Zhang 会晚到约 10 分钟（原定 3月7日 周六 19:30）" in w.last("王敏")
        assert "王敏 has been notified" in w.last("Zhang")
        await w.press("王敏", "我晚到 10 分钟")
        assert "王敏 will be about 10 minutes late" in w.last("Zhang")


async def test_nobody_is_late_a_day_before() -> None:
    async with world() as w:
        activity = await offer(w)
        await w.press("李华", "19:30")
        await forge(w, "李华", ChoiceId(activity, "late", ("10",)).encode())
        assert "两小时内才需要说晚到" in w.last("李华")
        assert not any("晚到" in each for each in w.heard("王敏"))


async def test_a_cancelled_talk_is_restored_within_ten_minutes() -> None:
    for one, other in (("李华", "王敏"), ("王敏", "李华")):
        async with world() as w:
            activity = await offer(w)
            await w.press("李华", "19:30")
            taken = await claims(w)
            await w.press(one, "取消")
            assert not await claims(w)
            await w.advance(timedelta(minutes=9))
            await w.press(one, "撤销")
            assert "已撤销" in w.last(one)
            assert f"{one} 撤销了刚才的操作" in w.last(other)
            assert await status(w, activity, "李华") == "booked"
            assert await claims(w) == taken
            found = await appointments(w, "李华")
            assert [(each.sequence, each.cancelled) for each in found] == [
                (0, False), (1, True), (2, False),
            ]  # fmt: skip
            await w.advance_to(shanghai("2026-03-07T19:25"))
            assert "提醒" in w.last("李华"), "its reminders are back"


async def test_after_ten_minutes_or_by_another_nothing_is_taken_back() -> None:
    async with world() as w:
        activity = await offer(w)
        await w.press("李华", "19:30")
        await w.press("李华", "取消")
        member = w.person("李华").id
        await forge(w, "王敏", ChoiceId(activity, "undo", (), member).encode())
        assert await status(w, activity, "李华") == "cancelled"
        await w.advance(timedelta(minutes=10))
        await w.press("李华", "撤销")
        assert "超过十分钟，不能再撤销了" in w.last("李华")
        assert await status(w, activity, "李华") == "cancelled"


async def test_a_time_that_went_to_another_meanwhile_is_not_taken_back() -> None:
    async with world() as w:
        activity = await offer(w, "李华", "Zhang")
        await w.press("李华", "19:30")
        await w.press("李华", "取消")
        await w.press("Zhang", "12:30")
        await w.press("李华", "撤销")
        assert "已有别的谈心" in w.last("李华")
        assert await status(w, activity, "李华") == "cancelled"
        assert await status(w, activity, "Zhang") == "booked"


async def test_a_refusal_and_a_record_may_be_taken_back() -> None:
    async with world() as w:
        activity = await offer(w)
        await w.press("李华", "婉拒")
        await w.press("李华", "不说明理由")
        await w.press("李华", "撤销")
        assert times_in(labels(w, "李华")) == ["19:30", "20:30"]
        assert (await w.activity(activity)).state.phase == "offered"
        await w.press("李华", "19:30")
        await w.advance_to(shanghai(SATURDAY[0]) + hours(0.5))
        await w.press("王敏", "不写内容")
        assert (await w.activity(activity)).state.phase == "done"
        await w.press("王敏", "撤销")
        assert await status(w, activity, "李华") == "held"
        assert "填写记录" in labels(w, "王敏")


async def test_who_does_not_answer_is_asked_again_and_then_the_secretary_is_told() -> None:
    slots = ("2026-03-20T19:30",)
    async with world(start=shanghai("2026-03-06T18:00")) as w:
        activity = await offer(w, "李华", "Zhang", slots=slots)
        await w.press("Zhang", "12:30")
        await w.advance(timedelta(days=3))
        assert "还没有收到您的答复" in w.last("李华")
        assert not any("still waiting for your answer" in each for each in w.heard("Zhang"))
        await w.advance(timedelta(days=3, hours=1))
        assert any("李华 过了 6 天还没有答复" in each for each in w.heard("王敏"))
        said = len(w.heard("李华"))
        await w.advance(timedelta(days=5))
        assert len(w.heard("李华")) == said, "nobody is nagged for ever"
        await w.press("李华", "另约时间")
        await w.say("李华", "3月21日 9:00")
        assert await status(w, activity, "李华") == "asked"


async def test_a_missed_talk_is_offered_anew() -> None:
    async with world() as w:
        slots = (*SATURDAY, "2026-03-09T19:30")
        activity = await offer(w, slots=slots)
        await w.press("李华", "3月7日 周六 19:30")
        await w.advance_to(shanghai("2026-03-07T20:00"))
        await w.press("王敏", "没有举行")
        await w.press("王敏", "重新邀约")
        assert "上次没有谈成，王敏 再约您一次" in w.last("李华")
        assert times_in(labels(w, "李华")) == ["20:30", "19:30"]
        assert not await claims(w)
        await w.press("李华", "3月9日 周一 19:30")
        assert await status(w, activity, "李华") == "booked"


async def test_a_place_is_said_and_goes_into_the_calendar() -> None:
    async with world() as w:
        await w.say("王敏", "/talk 李华")
        await w.say("王敏", "明天 19:30")
        await w.press("王敏", "更多操作…")
        await w.press("王敏", "改形式")
        await w.press("王敏", "面谈")
        await w.press("王敏", "地点/联系方式")
        await w.say("王敏", "A 楼 305")
        assert "地点：A 楼 305" in w.last("王敏")
        await w.press("王敏", "发出")
        await w.press("李华", "19:30")
        assert "地点：A 楼 305" in w.last("李华")
        (invitation,) = await appointments(w, "李华")
        assert invitation.location == "A 楼 305"
        assert [name for _, name in invitation.parties] == ["王敏", "李华"]
        await w.press("王敏", "地点/联系方式")
        await w.say("王敏", "B 楼 101")
        assert "有变" in w.last("李华")
        found = await appointments(w, "李华")
        assert (found[-1].location, found[-1].sequence) == ("B 楼 101", 1)


async def test_a_private_link_is_sealed_and_shown_to_both_alone() -> None:
    async with world((*PEOPLE, ZHAO)) as w:
        activity = await offer(w, "李华", "Zhang")
        await w.press("李华", "19:30")
        await w.press("王敏", "地点/联系方式")
        line = await w.say("王敏", LINK)
        assert line.deleted, "what was typed is taken out of the chat"
        assert LINK in w.last("李华")
        assert LINK in w.last("王敏")
        for table in metadata.sorted_tables:
            assert LINK not in repr(await w.rows(select(table))), table.name
        member = w.person("李华").id
        for name in ("Zhang", "赵强"):
            await forge(w, name, ChoiceId(activity, "link").encode())
            await forge(w, name, ChoiceId(activity, "link", (), member).encode())
            assert not any(LINK in each for each in w.heard(name))
        said = sum(LINK in each for each in w.heard("李华"))
        await w.advance_to(shanghai("2026-03-07T18:31"))
        assert sum(LINK in each for each in w.heard("李华")) == said
        await w.advance_to(shanghai("2026-03-07T19:21"))
        assert sum(LINK in each for each in w.heard("李华")) == said + 1, "with the last reminder"
        await w.press("李华", "看联系方式")
        assert LINK in w.last("李华")


async def test_reminders_are_those_of_the_branch_unless_a_person_has_their_own() -> None:
    settings = {"talk": TalkSettings(branches={BRANCH: ("2h",)})}
    async with world(settings=settings, start=START) as w:
        await w.say("Zhang", "/settings")
        await w.press("Zhang", "Talk reminders")
        await w.say("Zhang", "1h, 5m")
        assert "1 hour" in w.last("Zhang")
        await offer(w, "Zhang")
        await w.press("Zhang", "12:30")
        at = shanghai(SATURDAY[0])
        await w.advance_to(at)
        assert [due for due, _ in await reminders(w, "王敏")] == [at - hours(2)]
        assert [due for due, _ in await reminders(w, "Zhang")] == [
            at - hours(1),
            at - timedelta(minutes=5),
        ]


async def test_a_person_may_want_no_reminders_or_the_usual_ones_again() -> None:
    async with world() as w:
        await w.say("李华", "设置")
        await w.press("李华", "谈心提醒时间")
        await w.press("李华", "不提醒")
        assert w.person("李华").reminders == ()
        await w.say("李华", "设置")
        await w.press("李华", "谈心提醒时间")
        await w.say("李华", "什么时候都行")
        assert "没看懂" in w.last("李华")
        await w.press("李华", "按支部的安排")
        assert w.person("李华").reminders is None
