"""Offers of several people, by weekly patterns, with time between talks; and many who want one."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, select

from service.core.people import RosterRow
from service.store import tables as t
from service.workflows.talk.times import Pattern, read_pattern
from tests.workflows.talk.stories import forge, labels, offer, shanghai, status, times_in
from tests.world import BRANCH, PEOPLE, START, World, world

ZHAO = RosterRow("赵强", f"校/{BRANCH}", role="committee")
NOW = datetime(2026, 3, 6, 10, tzinfo=UTC)  # a Friday, 18:00 in Shanghai


async def test_a_weekly_pattern_is_typed_and_the_times_lie_apart() -> None:
    async with world() as w:
        await w.say("王敏", "/talk 李华、Zhang")
        await w.say("王敏", "每周二、四 19:00–21:00, 30 分钟, 缓冲 10 分钟, 到3月13日")
        said = w.last("王敏")
        assert "约 30 分钟" in said
        assert "两次谈心之间留 10 分钟" in said
        assert "· 3月10日 周二 19:00、19:40、20:20" in said
        assert "· 3月12日 周四 19:00、19:40、20:20" in said
        await w.press("王敏", "✔ 发出")
        await w.press("李华", "3月10日 周二 19:40")
        assert "3月10日 周二 19:40，和 王敏" in w.last("李华")
        assert times_in(labels(w, "Zhang")) == ["12:00", "13:20", "12:00", "12:40", "13:20"]


async def test_many_times_are_turned_over_page_by_page() -> None:
    async with world() as w:
        await w.say("王敏", "/talk 李华")
        await w.say("王敏", "every weekday 19:00-21:00, 30 min, until 13 Mar")
        await w.press("王敏", "发出")
        assert len(times_in(labels(w, "李华"))) == 8
        first = labels(w, "李华")[0]
        await w.press("李华", "下一页")
        assert labels(w, "李华")[0] != first
        await w.press("李华", "上一页")
        assert labels(w, "李华")[0] == first


async def test_several_talk_each_at_their_own_times_and_the_member_sees_who() -> None:
    async with world((*PEOPLE, ZHAO)) as w:
        await w.say("王敏", "/talk 李华、Zhang")
        await w.say("王敏", "明天 19:30")
        await w.press("王敏", "更多操作…")
        await w.press("王敏", "谈话人")
        await w.press("王敏", "赵强")
        await w.press("王敏", "下一步")
        assert "现在选 赵强 的时间" in w.last("王敏")
        await w.say("王敏", "明天 19:30、3月9日 12:30")
        assert "赵强：" in w.last("王敏")
        await w.press("王敏", "发出")
        assert labels(w, "李华")[:3] == [
            "3月7日 周六 19:30 · 王敏",
            "3月7日 周六 19:30 · 赵强",
            "3月9日 周一 12:30 · 赵强",
        ]
        await w.press("李华", "3月7日 周六 19:30 · 赵强")
        assert "和 赵强" in w.last("李华")
        assert "3月7日 周六 19:30，和 李华" in w.last("赵强")
        assert "李华" not in w.last("王敏").split("\n")[0], (
            "who does not talk is not told each time"
        )
        await w.press("Zhang", "12:30 · 王敏")
        assert "with 王敏" in w.last("Zhang")
        await w.say("王敏", "菜单")
        await w.press("王敏", "与李华等 2 人谈心")
        assert "李华（赵强）：已约 3月7日 周六 19:30" in labels(w, "王敏")


async def test_who_talks_keeps_the_record_and_the_owner_only_arranges() -> None:
    async with world((*PEOPLE, ZHAO)) as w:
        talkers = [{"person": "赵强", "slots": ["2026-03-07T19:30"]}]
        activity = await offer(w, "李华", "Zhang", slots=(), talkers=talkers)
        await w.press("李华", "19:30")
        await w.advance_to(shanghai("2026-03-07T20:00"))
        assert "谈心记录：李华" in w.last("赵强")
        await w.press("赵强", "写谈心内容")
        await w.say("赵强", "想换课题组")
        assert await status(w, activity, "李华") == "recorded"
        assert not any("想换课题组" in each for each in w.heard("王敏"))


async def test_each_side_is_shown_the_clock_of_the_other_where_it_differs() -> None:
    async with world() as w:
        await offer(w, "Zhang", "李华")
        await w.press("Zhang", "12:30")
        assert "Local time for 王敏: Sat 7 Mar 19:30" in w.last("Zhang")
        assert "Zhang 那边的时间：3月7日 周六 12:30" in w.last("王敏")
        await w.press("李华", "20:30")
        assert "那边的时间" not in w.last("李华")


async def test_the_menu_names_talks_in_the_language_of_who_reads() -> None:
    """Also those begun before titles were told apart by language."""
    people = (*PEOPLE, RosterRow("Secretary", f"校/{BRANCH}", role="secretary", language="en"))
    async with world(people) as w:
        await offer(w, "李华", "Zhang", by="Secretary")
        await w.say("Secretary", "menu")
        assert any("Talks with 李华 and others (2)" in each for each in labels(w, "Secretary"))
        await offer(w, "李华", "Zhang", by="王敏")
        await w.say("王敏", "菜单")
        assert any("与李华等 2 人谈心" in each for each in labels(w, "王敏"))


async def test_a_hundred_taps_on_twenty_times(database_url: str) -> None:
    """Each time goes once, each person gets one at most, and everybody is told."""
    members = [RosterRow(f"同志{number:03}", f"校/{BRANCH}") for number in range(100)]
    async with world((PEOPLE[0], *members), url=database_url) as w:
        names = [each.name for each in members]
        slots = [f"2026-03-{7 + n // 4:02}T{10 + 2 * (n % 4)}:00" for n in range(20)]
        activity = await offer(w, *names, slots=tuple(slots), buffer=10)
        taps = []
        for number, name in enumerate(names):
            line = next(each for each in w.chat(name).lines.values() if each.post.buttons)
            button = line.post.flat_buttons[number % 8]
            taps.append(w.chats.pressed(w.chat(name), name, line, button.id))
        said = {name: len(w.heard(name)) for name in names}
        await w.receive(*taps)
        assert all(len(w.heard(name)) > said[name] for name in names), "everybody is told"
        first = await booked(w, activity)
        assert len(first) == 8
        while left := [name for name in names if w.person(name).id not in first]:
            offered = {name: times_in(labels(w, name)) for name in left}
            if not any(offered.values()):
                break
            taps = []
            for number, name in enumerate(left):
                line = next(
                    each for each in reversed(w.chat(name).lines.values())
                    if each.post.buttons and each.post.flat_buttons[0].id.split(":")[2] == "take"
                )  # fmt: skip
                button = line.post.flat_buttons[number % min(8, len(offered[name]))]
                taps.append(w.chats.pressed(w.chat(name), name, line, button.id))
            await w.receive(*taps)
            first = await booked(w, activity)
        assert len(first) == 20
        assert len(set(first.values())) == 20, "each time once"
        told = [name for name in names if any("谈心约好了" in each for each in w.heard(name))]
        assert {w.person(name).id for name in told} == set(first)
        others = [name for name in names if w.person(name).id not in first]
        assert all("可以另约时间" in w.last(name) or "另约" in w.last(name) for name in others)


async def booked(w: World, activity: int) -> dict[int, datetime]:
    e = t.entries.c
    rows = await w.rows(select(e.person, e.at).where(e.activity == activity, e.status == "booked"))
    return {row.person: row.at for row in rows}


async def test_an_offer_of_an_earlier_release_goes_on() -> None:
    """Schema 1: the times stood in the offer, and only its owner talked."""
    async with world() as w:
        owner, member = w.person("王敏"), w.person("李华")
        old = {
            "phase": "offered", "owner": owner.id, "members": [member.id], "minutes": 30,
            "slots": ["2026-03-07T11:30:00Z", "2026-03-07T12:30:00Z"],
            "form": "video", "reminders": [3600],
        }  # fmt: skip
        async with w.store.write() as transaction:
            made = await transaction.connection.execute(
                insert(t.activities)
                .values(kind="talk", unit=owner.unit, phase="offered", title="谈心谈话（1 人）",
                        finished=False, created_at=START, schema=1, version=1,
                        state=json.dumps(old))
                .returning(t.activities.c.id)
            )  # fmt: skip
            number = int(made.scalar_one())
            await transaction.connection.execute(
                insert(t.entries).values(
                    activity=number, person=member.id, status="offered", score=0, out_of=0,
                    schema=1, version=1, state=json.dumps({"phase": "offered", "step": 0}),
                )
            )  # fmt: skip
        await w.say("李华", "菜单")
        seconds = int(shanghai("2026-03-07T20:30").timestamp())
        await forge(w, "李华", f"{number}::take:{seconds}")
        assert await status(w, number, "李华") == "booked"
        assert "3月7日 周六 20:30，和 王敏" in w.last("李华")
        assert (await w.activity(number)).state.progress.slots[0].talker == owner.id


@pytest.mark.parametrize(
    ("typed", "days", "first", "lasting"),
    [
        ("每周二、四 19:00–21:00, 30 分钟, 缓冲 10 分钟", (1, 3), "19:00", (30, 10, None)),
        ("每周二四19:00-21:00", (1, 3), "19:00", (None, None, None)),
        ("每星期日 晚上7点到9点半，每次20分钟，到本月底", (6,), "19:00", (20, None, "2026-03-31")),
        ("工作日 12:00~13:00 间隔5分钟", (0, 1, 2, 3, 4), "12:00", (None, 5, None)),
        ("every Tue and Thu 7-9pm, 30 min, 10 min buffer, until 31 Dec",
         (1, 3), "19:00", (30, 10, "2026-12-31")),
        ("every weekday 19:00-21:00, 30 min each, until 2026-04-02",
         (0, 1, 2, 3, 4), "19:00", (30, None, "2026-04-02")),
        ("每周一 9:00-10:00、14:00-15:00 30分钟", (0,), "09:00", (30, None, None)),
    ],
)  # fmt: skip
def test_a_weekly_pattern_is_read_as_it_is_meant(
    typed: str,
    days: tuple[int, ...],
    first: str,
    lasting: tuple[int | None, int | None, str | None],
) -> None:
    minutes, buffer, last = lasting
    found = read_pattern(typed, NOW, "Asia/Shanghai")
    assert found is not None
    assert found.weekdays == days
    assert f"{found.spans[0][0]:%H:%M}" == first
    assert (found.minutes, found.buffer) == (minutes, buffer)
    assert found.last == (date.fromisoformat(last) if last else None)


@pytest.mark.parametrize(
    "typed",
    ["", "明天19:30", "每周二", "19:00-21:00", "每周二 21:00-19:00", "每周二 19:00-21:00 谢谢",
     "每周二 19:00-21:00 0分钟", "每周二 25:00-26:00"],
)  # fmt: skip
def test_what_is_no_pattern_is_not_taken_for_one(typed: str) -> None:
    assert read_pattern(typed, NOW, "Asia/Shanghai") is None


@settings(max_examples=150, deadline=None)
@given(
    days=st.sets(st.integers(0, 6), min_size=1),
    span=st.tuples(st.times(), st.times()),
    lasting=st.tuples(st.integers(5, 120), st.integers(0, 60)),
    zone=st.sampled_from(["Asia/Shanghai", "Europe/Berlin", "America/New_York"]),
)
def test_times_of_a_pattern_lie_within_it_and_apart(
    days: set[int], span: tuple[time, time], lasting: tuple[int, int], zone: str
) -> None:
    begins, ends = (each.replace(second=0, microsecond=0) for each in span)
    minutes, buffer = lasting
    pattern = Pattern(tuple(sorted(days)), ((begins, ends),))
    times = pattern.times(NOW, zone, minutes, buffer)
    for at in times:
        there = at.astimezone(ZoneInfo(zone))
        assert there.weekday() in days
        assert at > NOW
    apart = timedelta(minutes=minutes + buffer)
    assert all(b - a >= apart for a, b in pairwise(times)), "also where clocks change"
