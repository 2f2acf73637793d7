"""Talks are moved and called off: the other side is told at once, and nothing stays behind."""

from __future__ import annotations

from sqlalchemy import select

from service.store import tables as t
from tests.workflows.talk.stories import (
    SATURDAY,
    appointments,
    claims,
    hours,
    offer,
    reminders,
    shanghai,
    status,
    timers,
)
from tests.world import world


async def test_a_talk_is_moved_when_the_other_side_agrees() -> None:
    async with world() as w:
        activity = await offer(w)
        await w.press("李华", "19:30")
        before = await claims(w)
        await w.press("李华", "改期")
        await w.say("李华", "3月8日 9:00")
        assert (await w.entry(activity, "李华")).at == shanghai(SATURDAY[0]), "not before agreed"
        assert await claims(w) == before
        await w.press("王敏", "✔ 同意 3月8日 周日 09:00")
        assert (await w.entry(activity, "李华")).at == shanghai("2026-03-08T09:00")
        assert not before & await claims(w), "the old time is free again"
        assert [each.sequence for each in await appointments(w, "李华")] == [0, 1]
        await w.advance_to(shanghai("2026-03-08T08:59"))
        sent = {due for due, _ in await reminders(w, "李华")}
        assert sent == {shanghai("2026-03-07T09:00"), shanghai("2026-03-08T08:00"),
                        shanghai("2026-03-08T08:50")}  # fmt: skip


async def test_a_talk_may_be_moved_onto_a_part_of_its_own_time() -> None:
    async with world() as w:
        activity = await offer(w)
        await w.press("李华", "19:30")
        await w.press("王敏", "改期")
        await w.say("王敏", "3月7日 19:45")
        await w.press("李华", "✔ 同意")
        assert (await w.entry(activity, "李华")).at == shanghai("2026-03-07T19:45")
        assert len(await claims(w)) == 2 * 6


async def test_the_other_side_may_keep_the_time_agreed() -> None:
    async with world() as w:
        activity = await offer(w)
        await w.press("李华", "19:30")
        for one, other in (("李华", "王敏"), ("王敏", "李华")):
            await w.press(one, "改期")
            await w.say(one, "3月8日 9:00")
            await w.press(other, "维持原时间")
            assert "希望仍按原时间" in w.last(one)
        talk = await w.entry(activity, "李华")
        assert (talk.phase, talk.at, talk.step) == ("booked", shanghai(SATURDAY[0]), 1)


async def test_calling_off_tells_the_other_and_takes_everything_along() -> None:
    for one, other in (("李华", "王敏"), ("王敏", "李华")):
        async with world() as w:
            activity = await offer(w)
            await w.press("李华", "19:30")
            await w.press(one, "取消")
            assert f"{one} 取消了 3月7日 周六 19:30 的谈心" in w.last(other)
            last = (await appointments(w, other))[-1]
            assert (last.sequence, last.cancelled) == (1, True)
            assert not await claims(w)
            assert not await timers(w)
            assert (await w.activity(activity)).state.phase == "cancelled"
            await w.advance(hours(72))
            assert not await reminders(w, "李华")


async def test_a_time_given_back_can_be_taken_again() -> None:
    async with world() as w:
        activity = await offer(w, "李华", "Zhang")
        await w.press("李华", "19:30")
        await w.press("李华", "取消")
        await w.press("Zhang", "12:30")
        assert await status(w, activity, "Zhang") == "booked"


async def test_the_secretary_calls_off_everything_at_once() -> None:
    async with world() as w:
        activity = await offer(w, "李华", "Zhang")
        await w.press("李华", "19:30")
        await w.press("王敏", "全部取消")
        assert "2 个谈心安排" in w.last("王敏")
        await w.press("王敏", "是的，全部取消")
        assert "王敏 取消了" in w.last("李华")
        assert "cancelled this talk" in w.last("Zhang")
        assert (await w.activity(activity)).state.phase == "cancelled"
        assert not await claims(w)
        marks = await w.rows(select(t.entries.c.status).where(t.entries.c.activity == activity))
        assert {row.status for row in marks} == {"cancelled"}
