"""When those who have not handed in are reminded: as the length asks for, or as it is set."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from service.core.effects import Edit, Send, SetTimer, ToMembers, ToPerson, ToRoom
from tests.workflows.quiz.bench import SECRETARY, Quizzing


def reminded(q: Quizzing) -> list[datetime]:
    """When the members are reminded, up to the close."""
    times: list[datetime] = []
    armed = [each.at for each in q.effects(SetTimer) if each.name == "remind"]
    while armed:
        (at,) = armed
        q.wait(minutes=(at - q.now) / timedelta(minutes=1))
        newest = [each.send for each in q.told if each.send.key == "reminder"][-1]
        assert isinstance(newest.to, ToMembers)
        times.append(at)
        armed = [each.at for each in q.effects(SetTimer) if each.name == "remind"]
    return times


def test_the_default_fits_the_length_and_the_preview_says_what_it_is() -> None:
    short, usual, long = Quizzing(), Quizzing(), Quizzing()
    for q, close in ((short, "10 分钟"), (usual, "30 分钟")):
        q.begin()
        q.tap("王敏", "现在")
        q.tap("王敏", close)
    assert "不提醒。" in short.last("王敏")
    assert "提醒：提前 10 分钟" in usual.last("王敏")
    long.begin()
    long.tap("王敏", "现在")
    long.say("王敏", "3天后")
    assert "提醒：提前 1 天 · 提前 10 分钟" in long.last("王敏")
    long.taps("发布", SECRETARY)
    closes_at = long.state.schedule.closes_at
    assert closes_at is not None
    assert reminded(long) == [closes_at - timedelta(days=1), closes_at - timedelta(minutes=10)]


def test_the_reminders_are_set_in_the_chat_and_kept_as_they_were_meant() -> None:
    q = Quizzing()
    q.begin()
    q.tap("王敏", "现在")
    q.say("王敏", "3天后")
    q.tap("王敏", "更多设置")
    q.tap("王敏", "提醒时间")
    q.tap("王敏", "提前 1 小时")
    q.tap("王敏", "提前 1 天")
    q.say("王敏", "后天晚上8点")
    assert "提前 10 分钟" in q.last("王敏")
    assert "✔ 3月8日 周日 20:00" in q.buttons("王敏"), "not so many hours before the close"
    q.say("王敏", "提前2小时、30分钟")
    q.tap("王敏", "返回")
    assert "✔" not in q.last("王敏"), "back among the options"
    q.tap("王敏", "返回")
    told = "提醒：3月8日 周日 20:00 · 提前 2 小时 · 提前 1 小时 · 提前 30 分钟 · 提前 10 分钟"
    assert told in q.last("王敏")
    assert q.state.schedule.remind_at == (datetime(2026, 3, 8, 12, tzinfo=UTC),)


def test_a_reminder_lies_between_the_opening_and_the_close_and_there_are_few() -> None:
    q = Quizzing()
    q.prepare()
    q.tap("王敏", "更多设置")
    q.tap("王敏", "提醒时间")
    assert not any("1 天" in each for each in q.buttons("王敏")), "longer than the quiz itself"
    for words in ("明天 20:00", "提前2小时", "今天 9:00"):
        q.say("王敏", words)
        assert q.state.schedule.remind_at == ()
        assert q.state.schedule.reminders is None
    q.say("王敏", "1分钟、2分钟、3分钟、4分钟、5分钟")
    assert "最多设 5 个" in q.last("王敏")
    q.tap("王敏", "不提醒")
    assert q.state.schedule.reminders == ()
    q.say("王敏", "18:20")
    q.tap("王敏", "3月6日 周五 18:20")
    assert q.state.schedule.remind_at == (), "a second tap takes it out"
    q.say("王敏", "18:20")
    q.tap("王敏", "返回")
    q.tap("王敏", "返回")
    q.taps("发布", SECRETARY)
    assert reminded(q) == [datetime(2026, 3, 6, 10, 20, tzinfo=UTC)]


def scheduled(opens: str) -> Quizzing:
    q = Quizzing()
    q.begin()
    q.say("王敏", opens)
    q.tap("王敏", "30 分钟")
    return q


def ahead(q: Quizzing) -> list[datetime]:
    return [each.at for each in q.effects(SetTimer) if each.name == "ahead"]


def test_its_organizer_is_reminded_before_it_opens_by_itself() -> None:
    q = scheduled("明天 20:00")
    assert "开始前 1 小时先提醒您。" in q.last("王敏")
    q.taps("发布", SECRETARY)
    opens_at = q.state.schedule.opens_at
    assert opens_at is not None
    assert ahead(q) == [opens_at - timedelta(hours=1)]
    q.wait(minutes=(opens_at - timedelta(hours=1) - q.now) / timedelta(minutes=1))
    (sent,) = q.effects(Send)
    assert isinstance(sent.to, ToPerson), "the members hear of it when it opens"
    assert "自动开始，到时通知" in q.last("王敏")
    q.tap("王敏", "修改")
    assert q.state.phase == "draft"


def test_when_that_is_can_be_chosen_and_what_opens_soon_needs_no_reminder() -> None:
    q = scheduled("明天 20:00")
    q.tap("王敏", "更多设置")
    q.tap("王敏", "提醒时间")
    q.tap("王敏", "开始前提醒我：提前 1 小时")
    q.tap("王敏", "开始前提醒我：提前 1 天")
    assert "开始前提醒我：不用" in q.buttons("王敏")
    q.taps("返回", SECRETARY)
    q.taps("返回", SECRETARY)
    assert "先提醒您" not in q.last("王敏")
    q.taps("发布", SECRETARY)
    assert ahead(q) == []
    soon = scheduled("1小时后")
    assert "先提醒您" not in soon.last("王敏")
    soon.taps("发布", SECRETARY)
    assert ahead(soon) == []


def test_the_room_hears_before_a_quiz_that_is_answered_there_and_of_a_change() -> None:
    q = scheduled("明天 20:00")
    q.tap("王敏", "更多操作…")
    q.tap("王敏", "改为：在群里现场作答（投票）")
    q.taps("发布", SECRETARY)
    (at,) = ahead(q)
    q.wait(minutes=(at - q.now) / timedelta(minutes=1))
    assert [each.to for each in q.effects(Send) if each.key == "soon"] == [ToRoom(q.unit)]
    q.tap("王敏", "修改")
    (edited,) = q.effects(Edit)
    assert (edited.to, edited.key) == (ToRoom(q.unit), "soon")
    assert not any("撤销" in each for each in q.buttons("王敏")), "the room has read of it"
