"""Talks are offered, taken, asked for, declined: by buttons and by typing, in private only."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from service.core.capabilities import Capabilities
from service.core.choices import ChoiceId
from service.core.people import RosterRow
from service.store import tables as t
from service.store.schema import metadata
from tests.workflows.talk.bench import Bench
from tests.workflows.talk.stories import (
    SATURDAY,
    appointments,
    claims,
    forge,
    hours,
    labels,
    offer,
    shanghai,
    status,
    times_in,
)
from tests.world import BRANCH, PEOPLE, world


async def test_a_secretary_prepares_an_offer_by_buttons() -> None:
    async with world() as w:
        await w.say("王敏", "谈心")
        await w.press("王敏", "李华")
        await w.press("王敏", "Zhang")
        await w.press("王敏", "● Zhang")  # and not, after all
        await w.press("王敏", "下一步")
        await w.press("王敏", "3月7日 周六 19:30")
        await w.press("王敏", "3月8日 周日 12:30")
        await w.press("王敏", "下一步")
        await w.press("王敏", "更多操作…")
        await w.press("王敏", "改时长")
        await w.press("王敏", "45 分钟")
        await w.press("王敏", "更多操作…")
        await w.press("王敏", "改形式")
        await w.press("王敏", "面谈")
        assert "面谈，约 45 分钟" in w.last("王敏")
        assert "李华" in w.last("王敏")
        assert not w.heard("李华"), "nothing is sent before it is confirmed"
        await w.press("王敏", "✔ 发出")
        assert "王敏 想和您谈心（面谈，约 45 分钟）" in w.last("李华")
        assert times_in(labels(w, "李华")) == ["19:30", "12:30"]
        assert not w.heard("Zhang")


async def test_a_secretary_prepares_an_offer_by_typing_alone() -> None:
    async with world(capabilities=Capabilities()) as w:
        await w.say("王敏", "约谈")
        await w.say("王敏", "李华、Zhang")
        await w.say("王敏", "明天19:30、20:30、下周一 9点")
        assert "3月9日 周一 09:00" in w.last("王敏")
        await w.say("王敏", "发出")
        assert "李华" in w.last("王敏")
        await w.say("李华", "2")
        assert "3月7日 周六 20:30" in w.last("李华")
        (activity,) = {row.activity for row in await w.rows(select(t.entries))}
        assert await status(w, activity, "李华") == "booked"


async def test_an_offer_may_be_dropped_and_nobody_is_told() -> None:
    async with world() as w:
        await w.say("王敏", "/talk 李华")
        await w.say("王敏", "明天 19:30")
        await w.press("王敏", "放弃")
        assert "没有通知任何人" in w.last("王敏")
        assert not w.heard("李华")


async def test_what_is_typed_wrong_is_answered_with_what_to_do() -> None:
    async with world() as w:
        await w.say("王敏", "谈心")
        await w.say("王敏", "李四")
        assert "名单中没有“李四”" in w.last("王敏")
        await w.say("王敏", "李华")
        await w.say("王敏", "下一步")
        await w.say("王敏", "某个时候")
        assert "没看懂这个时间" in w.last("王敏")
        await w.say("王敏", "2026-03-01 10:00")
        assert "已经过去" in w.last("王敏")
        await w.say("王敏", "2028-03-01 10:00")
        assert "一年以内" in w.last("王敏")
        await w.say("王敏", "明天 19:32")
        assert "19:35" in w.last("王敏"), "times lie on the grid of five minutes"


async def test_two_of_one_name_are_told_apart_by_tapping() -> None:
    people = (*PEOPLE, RosterRow("李华", f"校/{BRANCH}", contact="2"))
    async with world(people[:1]) as w:
        await w.people(people)
        await w.say("王敏", "谈心")
        await w.say("王敏", "李华")
        assert "有多位成员" in w.last("王敏")
        first, second = re.findall("李华（[^）]+）", w.last("王敏"))
        assert first != second
        await w.say("王敏", second)
        assert second in w.last("王敏")


async def test_members_are_shown_a_page_at_a_time() -> None:
    people = [RosterRow(f"同志{number:02}", f"校/{BRANCH}") for number in range(1, 20)]
    async with world((*PEOPLE[:1], *people)) as w:
        await w.say("王敏", "谈心")
        assert len([each for each in labels(w, "王敏") if each.startswith("同志")]) == 8
        await w.press("王敏", "下一页")
        await w.press("王敏", "同志12")
        await w.press("王敏", "下一页")
        assert [e for e in labels(w, "王敏") if e.startswith("同志")] == [
            "同志17",
            "同志18",
            "同志19",
        ]
        await w.press("王敏", "下一步")
        assert "同志12" in w.last("王敏")


async def test_each_side_sees_times_on_its_own_clock_and_gets_a_calendar_file() -> None:
    async with world() as w:
        activity = await offer(w, "Zhang")
        assert times_in(labels(w, "Zhang")) == ["12:30", "13:30"]
        await w.press("Zhang", "12:30")
        assert "Sat 7 Mar 12:30, with 王敏" in w.last("Zhang")
        assert "3月7日 周六 19:30，和 Zhang" in w.last("王敏")
        (theirs,), (ours,) = await appointments(w, "Zhang"), await appointments(w, "王敏")
        assert theirs.uid == ours.uid == f"talk-{activity}-{w.person('Zhang').id}@orglife"
        assert theirs.starts_at == ours.starts_at == shanghai(SATURDAY[0])
        assert theirs.ends_at - theirs.starts_at == hours(0.5)
        assert (theirs.sequence, theirs.cancelled) == (0, False)
        assert (theirs.summary, ours.summary) == ("Talk with 王敏", "和 Zhang 谈心")


async def test_nothing_of_a_talk_is_said_in_a_room() -> None:
    async with world() as w:
        await offer(w, "李华")
        await w.press("李华", "19:30")
        await w.advance(hours(60))
        assert not w.heard("王敏", BRANCH)


async def test_a_taken_time_disappears_for_the_others() -> None:
    async with world() as w:
        await offer(w, "李华", "Zhang")
        await w.press("李华", "19:30")
        assert times_in(labels(w, "Zhang")) == ["13:30"]
        assert len(w.heard("Zhang")) == 1, "the offer changes in its place"
        await w.press("李华", "取消")
        assert times_in(labels(w, "Zhang")) == ["12:30", "13:30"]


async def test_two_taps_at_once_book_one_talk(database_url: str) -> None:
    async with world(url=database_url) as w:
        activity = await offer(w, "李华", "Zhang")
        at_once = []
        for name, label in (("Zhang", "12:30"), ("李华", "19:30")):
            line, button = w.find_button(w.chat(name), label)
            at_once.append(w.chats.pressed(w.chat(name), name, line, button.id))
        await w.receive(*at_once)
        assert await status(w, activity, "Zhang") == "booked"
        assert await status(w, activity, "李华") == "offered"
        assert "刚刚被约走" in w.heard("李华")[-1]
        shown = [each.post.flat_buttons for each in w.chat("李华").lines.values()]
        lists = [each for each in shown if times_in([button.label for button in each])]
        assert len(lists) == 1, "the offer shows what is left, and nothing else does"
        assert times_in(labels(w, "李华")) == ["20:30"]
        assert len(await claims(w)) == 2 * 6, "half an hour of two people"


async def test_the_same_tap_twice_books_once() -> None:
    async with world() as w:
        activity = await offer(w)
        line, button = w.find_button(w.chat("李华"), "19:30")
        taps = [w.chats.pressed(w.chat("李华"), "李华", line, button.id) for _ in range(2)]
        await w.receive(*taps)
        assert (await w.actions("talk.booked")) == ["talk.booked"]
        assert (await w.entry(activity, "李华")).step == 1


async def test_nobody_is_booked_twice_across_offers() -> None:
    """Two secretaries, one member; talks that overlap without beginning at the same time."""
    people = (*PEOPLE, RosterRow("赵强", f"校/{BRANCH}", role="secretary"))
    async with world(people) as w:
        first = await offer(w, "李华", slots=("2026-03-07T19:30",))
        second = await offer(w, "李华", slots=("2026-03-07T19:15", "2026-03-07T20:00"), by="赵强")
        lines = [line for line in w.chat("李华").lines.values() if line.post.buttons]
        for line, activity in zip(lines, (first, second), strict=True):
            button = line.post.flat_buttons[0]
            assert button.id.startswith(f"{activity}:")
            await w.receive(w.chats.pressed(w.chat("李华"), "李华", line, button.id))
        assert await status(w, first, "李华") == "booked"
        assert await status(w, second, "李华") == "offered"
        assert "已有别的谈心" in w.last("李华")
        assert times_in(labels(w, "李华")) == ["20:00"], "what adjoins does not overlap"
        await w.press("李华", "20:00")
        assert await status(w, second, "李华") == "booked"


async def test_a_member_asks_for_another_time_and_the_secretary_agrees() -> None:
    async with world() as w:
        activity = await offer(w, "Zhang")
        await w.press("Zhang", "Another time")
        await w.say("Zhang", "whenever")
        assert "isn't a time I understand" in w.last("Zhang")
        await w.say("Zhang", "tomorrow 11:30")
        assert await status(w, activity, "Zhang") == "asked"
        assert "Zhang 希望把谈心约在 3月7日 周六 18:30" in w.last("王敏")
        await w.press("王敏", "✔ 同意 3月7日 周六 18:30")
        assert "Sat 7 Mar 11:30, with 王敏" in w.last("Zhang")
        assert await status(w, activity, "Zhang") == "booked"


async def test_the_secretary_answers_with_a_time_of_their_own() -> None:
    async with world() as w:
        activity = await offer(w)
        await w.press("李华", "另约时间")
        await w.say("李华", "明天 8点")
        await w.press("王敏", "另约时间")
        await w.say("王敏", "明天 10点")
        assert "提议的时间：3月7日 周六 10:00" in w.last("李华")
        await w.press("王敏", "返回")
        await w.press("李华", "✔ 同意 3月7日 周六 10:00")
        assert (await w.entry(activity, "李华")).at == shanghai("2026-03-07T10:00")
        assert "3月7日 周六 10:00，和 李华" in w.last("王敏")


async def test_agreeing_to_a_time_that_is_taken_meanwhile_says_so() -> None:
    async with world() as w:
        activity = await offer(w, "李华", "Zhang")
        await w.press("李华", "另约时间")
        await w.say("李华", "明天 19:40")
        await w.press("Zhang", "12:30")
        await w.press("王敏", "✔ 同意 3月7日 周六 19:40")
        assert "已有别的谈心，请另约时间" in w.last("王敏")
        assert await status(w, activity, "李华") == "asked"
        await w.press("王敏", "另约时间")
        await w.say("王敏", "明天 21:00")
        await w.press("李华", "✔ 同意 3月7日 周六 21:00")
        assert await status(w, activity, "李华") == "booked"


async def test_a_question_may_be_withdrawn() -> None:
    async with world() as w:
        await offer(w)
        await w.press("李华", "另约时间")
        await w.press("李华", "返回")
        assert times_in(labels(w, "李华")) == ["19:30", "20:30"]
        await w.say("李华", "菜单")
        assert w.last("李华").startswith("菜单"), "the question no longer takes what is typed"


async def test_a_member_declines_with_a_reason_that_only_the_secretary_sees() -> None:
    async with world() as w:
        activity = await offer(w, "李华", "Zhang")
        await w.press("李华", "婉拒")
        await w.say("李华", "家里有老人住院")
        assert await status(w, activity, "李华") == "declined"
        assert "家里有老人住院" in w.last("王敏")
        for table in metadata.sorted_tables:
            assert "老人住院" not in repr(await w.rows(select(table))), table.name
        await w.press("王敏", "李华：未约定")
        await w.press("王敏", "查看理由")
        assert "家里有老人住院" in w.last("王敏")
        await w.press("李华", "19:30")
        assert "您已婉拒" in w.last("李华")


async def test_a_reason_may_be_left_out_and_ends_an_offer_to_one() -> None:
    async with world() as w:
        activity = await offer(w)
        await w.press("李华", "婉拒")
        await w.press("李华", "不说明理由")
        assert "没有说明理由" in w.last("王敏")
        assert (await w.activity(activity)).state.phase == "done"


async def test_only_those_concerned_can_act() -> None:
    """A forged choice gains nothing, whoever sends it."""
    people = (*PEOPLE, RosterRow("赵强", f"校/{BRANCH}", role="secretary"))
    async with world(people) as w:
        activity = await offer(w, "李华")
        await w.press("李华", "19:30")
        before = await w.entry(activity, "李华")
        member = w.person("李华").id
        for name in ("Zhang", "赵强"):
            for verb in ("off!", "move", "agree", "rec", "done", "read", "take", "cancel!", "who"):
                choice = ChoiceId(activity, verb, (), member).encode()
                await forge(w, name, choice)
                await forge(w, name, ChoiceId(activity, verb).encode())
        await forge(w, "李华", ChoiceId(activity, "read", (), member).encode())
        await forge(w, "李华", ChoiceId(activity, "cancel!").encode())
        assert await w.entry(activity, "李华") == before
        assert (await w.activity(activity)).state.phase == "offered"


async def test_the_menu_leads_the_secretary_to_the_panel_and_nobody_else() -> None:
    people = (*PEOPLE, RosterRow("赵强", f"校/{BRANCH}", role="secretary"))
    async with world(people) as w:
        await offer(w, "李华", "Zhang")
        await w.say("王敏", "菜单")
        await w.press("王敏", "与李华等 2 人谈心 · 3月7日 周六")
        assert "已完成 0/2 人" in w.last("王敏")
        assert "李华：未约定" in labels(w, "王敏")
        await w.say("赵强", "菜单")
        assert not any("李华" in label or "谈心 ·" in label for label in labels(w, "赵强"))
        await w.say("李华", "菜单")
        assert labels(w, "李华")[:2] == ["📌 待办（1）", "🤝 与王敏谈心"]


async def test_the_secretary_learns_of_a_member_who_cannot_be_reached() -> None:
    async with world() as w:
        await w.administration.import_roster([RosterRow("新人", f"校/{BRANCH}")])
        await w.engine.refresh()
        await offer(w, "新人")
        assert "消息无法送达 新人" in w.last("王敏")


async def test_offers_wait_for_the_morning_of_each_member() -> None:
    async with world(start=shanghai("2026-03-06T10:00")) as w:  # 3:00 in Berlin
        await offer(w, "李华", "Zhang")
        assert w.heard("李华")
        assert not w.heard("Zhang")
        assert "现在是 Zhang 的夜间" in w.last("王敏")
        await w.press("李华", "19:30")
        assert not w.heard("Zhang"), "nor is the change told at night"
        await w.advance(hours(4))
        assert times_in(labels(w, "Zhang")) == ["13:30"]


async def test_who_has_not_answered_is_told_when_the_last_time_has_come() -> None:
    async with world() as w:
        await offer(w, "李华", "Zhang")
        await w.press("李华", "19:30")
        await w.advance_to(shanghai(SATURDAY[1]))
        assert any("还没有答复：Zhang" in each for each in w.heard("王敏"))
        await w.press("Zhang", "13:30")
        assert "has passed" in w.last("Zhang")


@pytest.mark.parametrize(
    ("details", "problem"),
    [
        ({"members": ["李四"]}, "members: '李四'"),
        ({"members": ["王敏"]}, "members: '王敏'"),
        ({"slots": ("2026-03-01T10:00",)}, "slots: at most 120 times, in the future"),
        ({"slots": ("soon",)}, "slots: 'soon'"),
        ({"minutes": 0}, "minutes: a whole number"),
        ({"form": "letter"}, "form: one of voice, video, phone, person"),
        ({"reminders": [-1]}, "reminders: up to 10"),
    ],
)
def test_a_plan_that_is_wrong_is_refused_with_the_key(
    details: dict[str, object], problem: str
) -> None:
    life = Bench({"members": ["李华"], "slots": SATURDAY, **details})
    assert problem in life.refusal()
