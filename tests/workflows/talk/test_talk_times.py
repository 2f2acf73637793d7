"""Reminders come in time, on each side's own clock; and times are read as people type them."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest

from service.core.calendar import QuietHours, local
from service.sdk.times import read_past
from service.workflows.talk.times import BadTime, plan_reminders, read_times
from tests.workflows.talk.stories import appointments, hours, offer, reminders, shanghai, timers
from tests.world import World, world

DAY_BEFORE, HOUR_BEFORE, SHORTLY = hours(24), hours(1), timedelta(minutes=10)


def berlin(words: str) -> datetime:
    return local(datetime.fromisoformat(words), "Europe/Berlin")


async def agreed(
    w: World, at: str, name: str = "Zhang", *, after: timedelta = timedelta(), **details: object
) -> datetime:
    """A talk at this time on the secretary's clock, which the member takes `after` the offer has
    come; its time."""
    await offer(w, name, slots=(at,), **details)
    await w.advance(after)
    line = next(line for line in w.chat(name).lines.values() if line.post.buttons)
    await w.receive(w.chats.pressed(w.chat(name), name, line, line.post.flat_buttons[0].id))
    return shanghai(at)


async def test_both_are_reminded_a_day_an_hour_and_ten_minutes_before() -> None:
    async with world() as w:
        at = await agreed(w, "2026-03-09T19:30")
        await w.advance_to(at)
        expected = [(at - before,) * 2 for before in (DAY_BEFORE, HOUR_BEFORE, SHORTLY)]
        assert await reminders(w, "王敏") == expected
        assert await reminders(w, "Zhang") == expected
        assert "3月9日 周一 19:30" in w.last("王敏")
        assert "Mon 9 Mar 12:30" in w.last("Zhang")


async def test_a_reminder_in_the_night_of_one_side_comes_before_that_night() -> None:
    """14:30 in Shanghai is 7:30 in Berlin, where the night ends at 7:00."""
    async with world() as w:
        at = await agreed(w, "2026-03-09T14:30")
        await w.advance_to(at)
        assert await reminders(w, "王敏") == [
            (at - before,) * 2 for before in (DAY_BEFORE, HOUR_BEFORE, SHORTLY)
        ]
        evening = berlin("2026-03-08T21:59")  # 6:30 lies in the night
        assert await reminders(w, "Zhang") == [
            (at - DAY_BEFORE,) * 2,
            (evening, evening),
            (at - SHORTLY,) * 2,
        ]


async def test_who_agrees_to_talk_in_quiet_hours_gets_the_last_reminder_in_them() -> None:
    async with world() as w:
        at = await agreed(w, "2026-03-09T23:00", "李华")
        await w.advance_to(at)
        before = [shanghai("2026-03-08T21:59"), shanghai("2026-03-09T21:59"), at - SHORTLY]
        assert [due for due, _ in await reminders(w, "李华")] == before
        assert [sent for _, sent in await reminders(w, "李华")] == before


async def test_reminders_that_would_coincide_or_are_past_are_dropped() -> None:
    async with world(start=shanghai("2026-03-06T21:00")) as w:
        at = await agreed(w, "2026-03-08T07:05", "李华")
        await w.advance_to(at)
        assert [due for due, _ in await reminders(w, "李华")] == [
            shanghai("2026-03-07T07:05"),
            shanghai("2026-03-07T21:59"),  # of the hour before; ten minutes before coincide
        ]
    async with world(start=shanghai("2026-03-07T21:50")) as w:
        at = await agreed(w, "2026-03-08T07:05", "李华", after=timedelta(minutes=40))
        await w.advance_to(at)
        assert not await reminders(w, "李华"), "there is no moment left"


async def test_a_talk_agreed_at_short_notice_has_the_reminders_that_are_left() -> None:
    async with world() as w:
        at = await agreed(w, "2026-03-06T18:30", "李华")
        await w.advance_to(at)
        assert [due for due, _ in await reminders(w, "李华")] == [at - SHORTLY]


async def test_an_offer_may_name_its_own_reminders() -> None:
    async with world() as w:
        at = await agreed(w, "2026-03-06T19:30", "李华", reminders=[1800, 60])
        await w.advance_to(at)
        expected = [at - timedelta(minutes=30), at - timedelta(minutes=1)]
        assert [due for due, _ in await reminders(w, "李华")] == expected


async def test_a_change_to_summer_time_in_between_moves_nothing() -> None:
    """Clocks in Berlin go forward on 29 March at 2:00; 24 hours before are 24 hours."""
    async with world(start=berlin("2026-03-27T09:00")) as w:
        at = await agreed(w, "2026-03-29T20:00")
        assert at == berlin("2026-03-29T14:00"), "six hours apart by then"
        assert "Sun 29 Mar 14:00" in w.last("Zhang")
        await w.advance_to(at)
        due = [due for due, _ in await reminders(w, "Zhang")]
        assert due == [at - DAY_BEFORE, at - HOUR_BEFORE, at - SHORTLY]
        assert due[0] == berlin("2026-03-28T13:00"), "seven hours apart still"
        (appointment,) = await appointments(w, "Zhang")
        assert appointment.starts_at == at


async def test_after_downtime_only_the_reminder_that_still_helps_is_sent() -> None:
    async with world() as w:
        at = await agreed(w, "2026-03-09T19:30", "李华")
        w.clock.set(at - timedelta(minutes=50))  # the service was down
        await w.settle()
        late = at - timedelta(minutes=50)
        assert await reminders(w, "李华") == [(at - HOUR_BEFORE, late)]
        w.clock.set(at + timedelta(minutes=5))
        await w.settle()
        assert len(await reminders(w, "李华")) == 1, "the talk has begun"
        assert not {name for name in await timers(w) if name.startswith("r6")}


async def test_a_late_reminder_does_not_wake_anybody() -> None:
    async with world() as w:
        at = await agreed(w, "2026-03-09T19:30", "李华")
        w.clock.set(shanghai("2026-03-09T03:00"))  # the day before at 19:30 was missed
        await w.settle()
        assert [sent for _, sent in await reminders(w, "李华")] == [None], "it waits"
        await w.advance_to(at)
        sent = [sent for _, sent in await reminders(w, "李华")]
        assert sent[0] == shanghai("2026-03-09T07:00")


async def test_the_record_of_a_talk_that_ends_in_the_night_is_asked_for_in_the_morning() -> None:
    async with world() as w:
        at = await agreed(w, "2026-03-09T21:45", "李华", reminders=[600])
        await w.advance_to(at + hours(1))
        said = len(w.heard("王敏"))
        await w.say("王敏", "菜单")
        assert w.last("王敏").startswith("菜单")
        await w.advance_to(shanghai("2026-03-10T06:59"))
        assert len(w.heard("王敏")) == said + 1
        await w.advance_to(shanghai("2026-03-10T07:00"))
        assert "谈心记录：李华" in w.last("王敏")


def test_reminders_move_only_out_of_quiet_hours() -> None:
    at = shanghai("2026-03-09T12:00")
    noon = QuietHours(time(11), time(11, 30))
    planned = plan_reminders(at, (3600, 1800, 600), noon, "Asia/Shanghai")
    assert planned == {
        3600: shanghai("2026-03-09T10:59"),
        1800: at - timedelta(minutes=30),
        600: at - SHORTLY,
    }


NOW = datetime(2026, 3, 6, 10, tzinfo=UTC)  # a Friday, 18:00 in Shanghai


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("明天19:30、周五20:00", ["2026-03-06T20:00", "2026-03-07T19:30"]),
        ("明天 19:00、20:00", ["2026-03-07T19:00", "2026-03-07T20:00"]),
        ("明天19:00，后天20:00", ["2026-03-07T19:00", "2026-03-08T20:00"]),
        ("tomorrow 7:30pm or 8:30pm", ["2026-03-07T19:30", "2026-03-07T20:30"]),
        ("Sat, 7 Mar 19:30", ["2026-03-07T19:30"]),
        ("明天 9点或者10点半", ["2026-03-07T09:00", "2026-03-07T10:30"]),
        ("2小时后；明天 8:01", ["2026-03-06T20:00", "2026-03-07T08:05"]),
        ("19:00\n20:00", ["2026-03-06T19:00", "2026-03-06T20:00"]),
        ("明晚7点、8点半", ["2026-03-07T19:00", "2026-03-07T20:30"]),
    ],
)
def test_a_list_of_times_is_read_as_it_is_meant(typed: str, expected: list[str]) -> None:
    assert read_times(typed, NOW, "Asia/Shanghai") == tuple(map(shanghai, expected))


@pytest.mark.parametrize(
    ("typed", "part", "why"),
    [
        ("明天19:30、谢谢", "谢谢", "words"),
        ("明天19:30、下周五", "下周五", "clock"),
        ("下周五", "下周五", "clock"),
        ("", "", "words"),
        ("、、", "、、", "words"),
    ],
)
def test_the_time_of_a_list_that_is_none_is_named(typed: str, part: str, why: str) -> None:
    bad = read_times(typed, NOW, "Asia/Shanghai")
    assert isinstance(bad, BadTime)
    assert (bad.part, bad.why.why) == (part, why)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("3月5日", "2026-03-05T17:00"),
        ("3月5日 10点", "2026-03-05T10:00"),
        ("2026-03-01", "2026-03-01T17:00"),
        ("今天", "2026-03-06T17:00"),
        ("昨天", "2026-03-05T17:00"),
        ("昨天 19:00", "2026-03-05T19:00"),
        ("昨晚8点", "2026-03-05T20:00"),
        ("yesterday 7pm", "2026-03-05T19:00"),
        ("前天", "2026-03-04T17:00"),
        ("上周五", "2026-02-27T17:00"),
        ("3天前", "2026-03-03T17:00"),
        ("two weeks ago", "2026-02-20T17:00"),
        ("周四", "2026-03-05T17:00"),
        ("16:30", "2026-03-06T16:30"),
        ("2026-04-01", None),
        ("明天", None),
        ("下周一 9点", None),
        ("tomorrow 9am", None),
        ("今天 20点", None),
        ("周四下午3点", "2026-03-05T15:00"),
        ("什么", None),
    ],
)
def test_the_day_of_a_talk_that_was_held_lies_in_the_past(typed: str, expected: str | None) -> None:
    planned = shanghai("2026-03-06T17:00")
    found = read_past(typed, planned, NOW, "Asia/Shanghai")
    assert found == (shanghai(expected) if expected else None)
