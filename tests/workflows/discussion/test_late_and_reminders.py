"""Late replies, and reminders that stop as soon as somebody has spoken."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from service.core.calendar import QuietHours
from service.core.effects import Acknowledge, ClearTimer, Send, SetTimer, ToMembers, ToPerson
from service.core.workflow import Rejected
from service.sdk.testing import BRANCH, LI, SECRETARY, ZHANG
from tests.workflows.discussion.life import DETAILS, Life, drafted, shanghai, taps
from tests.workflows.discussion.stories import (
    ROOM,
    at_school,
    choose,
    draft,
    topic,
)


def test_a_late_reply_is_taken_for_a_while_and_marked() -> None:
    life = drafted()
    taps(life, SECRETARY, "更多设置", "截止后补交：不收", "返回", "发布")
    assert "截止后 60 分钟内还可以补交，会注明“迟交”" in life.heard()
    life.reply(LI, "按时交的。", "m1")
    life.advance(hours=10, minutes=30)
    life.reply(ZHANG, "晚了半小时。", "m2")
    assert life.effects(Acknowledge)
    life.taps("在这里发言", SECRETARY)
    life.types("我也迟交了。", SECRETARY)
    assert "注明“迟交”" in life.heard(SECRETARY)
    life.advance(minutes=31)
    assert "张三：\n晚了半小时。 （迟交）" in life.heard()
    assert "按时交的。\n" in life.heard(), "who was in time is not marked"
    assert "（迟交）" in life.record()
    life.reply(ZHANG, "太晚了。", "m4")
    assert "没有收录" in life.refusal()


async def test_reminders_go_out_at_each_time_that_is_set_and_to_the_silent_only() -> None:
    async with at_school() as w:
        await draft(w)
        await choose(w, "王敏", "更多设置", "提醒时间", "提前 3 小时")
        await w.say("王敏", "今天 15:00")
        await w.press("王敏", "返回")
        assert "点一下按钮，换成下一种设置" in w.last("王敏"), "back to where it was asked from"
        await w.press("王敏", "返回")
        assert "提醒：3月6日 周五 15:00 · 提前 3 小时 · 提前 1 小时" in w.last("王敏")
        await w.press("王敏", "发布")
        await w.advance_to(datetime(2026, 3, 6, 7, tzinfo=UTC))
        assert "您还没有参加《读书体会》" in w.last("张三")
        await w.say("张三", "下午好，这是我的体会。", room=ROOM, reply_to=topic(w))
        await w.advance_to(datetime(2026, 3, 6, 11, 30, tzinfo=UTC))
        rows = await w.sql(
            "SELECT person, due_at FROM outbox WHERE key = 'reminder' AND kind = 'send'"
        )
        by_person: dict[str, int] = {}
        for row in rows:
            name = w.engine.directory.roster.people[row.person].name
            by_person[name] = by_person.get(name, 0) + 1
        assert by_person["张三"] == 1, "it stopped when the reply came"
        assert by_person["李华"] == 3


def test_a_member_may_ask_to_be_reminded_tonight() -> None:
    life = drafted(close="明天 20:00")
    life.taps("发布", SECRETARY)
    life.taps("今晚提醒我", LI)
    assert "3月6日 周五 20:00 提醒您" in life.heard(LI)
    life.taps("今晚提醒我", SECRETARY)
    life.reply(SECRETARY, "我先说了。")
    life.advance(shanghai("2026-03-06 20:01"))
    assert "您还没有参加《读书体会》" in life.heard(LI)
    assert "您还没有参加《读书体会》" not in life.heard(SECRETARY)
    life.reply(LI, "谢谢提醒。", "m2")
    life.taps("今晚提醒我", LI)
    assert "不用再提醒" in life.refusal()


def asked(life: Life, person: int) -> datetime:
    life.press("tonight", actor=person)
    (timer,) = life.effects(SetTimer)
    assert (timer.name, timer.person) == ("tonight", person)
    return timer.at


def test_tonight_is_on_the_members_own_clock_and_outside_of_their_night() -> None:
    details = {**DETAILS, "minutes": 3000}
    life = Life(details, quiet=QuietHours())
    assert asked(life, LI) == shanghai("2026-03-06 20:00")
    assert asked(life, ZHANG) == shanghai("2026-03-07 03:00"), "20:00 in Berlin"
    life.now = shanghai("2026-03-06 21:30")
    assert asked(life, LI) == shanghai("2026-03-06 21:59"), "not in the night"


def test_tonight_comes_before_the_close_or_not_at_all() -> None:
    life = Life({**DETAILS, "minutes": 240})
    assert asked(life, LI) == shanghai("2026-03-06 13:30"), "half an hour before it closes"
    life.now = shanghai("2026-03-06 13:45")
    assert isinstance(life.press("tonight", actor=LI), Rejected)
    assert "来不及" in life.refusal()


def test_speaking_takes_the_reminder_back() -> None:
    life = Life()
    life.press("tonight", actor=LI)
    life.reply(LI, "我说完了")
    assert ClearTimer("tonight", LI) in life.effects(ClearTimer)
    assert isinstance(life.fire("tonight", person=LI), Rejected)
    life = Life({**DETAILS, "minutes": 3000})
    life.press("tonight", actor=ZHANG)
    life.fire("tonight", person=ZHANG)
    (sent,) = life.effects(Send)
    assert sent.to == ToPerson(ZHANG)


def test_each_reminder_sets_the_next_one() -> None:
    life = Life({**DETAILS, "minutes": 600, "remind_before": [7200, 3600, 1800]})
    (armed,) = (each for each in life.effects(SetTimer) if each.name == "remind")
    times = [armed.at]
    for _ in range(3):
        life.fire("remind")
        assert life.effects(Send)[0].to == ToMembers(BRANCH, ("spoke", "done"))
        times += [each.at for each in life.effects(SetTimer)]
    closes_at = shanghai("2026-03-06 20:00")
    assert [closes_at - each for each in times] == [
        timedelta(hours=2),
        timedelta(hours=1),
        timedelta(minutes=30),
    ]


def test_where_taking_part_is_free_nobody_is_reminded_or_called_silent() -> None:
    life = Life({**DETAILS, "required": False})
    life.now += timedelta(hours=1)
    life.fire("remind")
    assert not life.effects(Send)
    life.press("progress", actor=SECRETARY)
    assert "未发言" not in life.sent("panel").body
