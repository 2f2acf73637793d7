"""A sign-up from its draft to the certificates, on the harness."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from service.core.effects import Send, SetTimer, ToMembers, ToRoom
from service.core.people import LANGUAGES, Person, Roster
from service.core.workflow import Decision, Rejected
from service.sdk.testing import (
    BRANCH,
    CHAIR,
    LI,
    OUTSIDER,
    ROSTER,
    SECRETARY,
    ZHANG,
    Harness,
)
from service.testkit.harness import harness
from service.workflows.signup import MACHINE, WORKFLOW

WANG_SI, DEPUTY = 6, 7
PEOPLE = Roster(
    ROSTER.units,
    {
        **ROSTER.people,
        WANG_SI: Person(WANG_SI, "王四", BRANCH),
        ZHANG: Person(ZHANG, "张三", BRANCH, language="en"),
        DEPUTY: Person(DEPUTY, "周副书记", BRANCH, role="organizer"),
    },
)
PLAN: dict[str, Any] = {
    "title": "植树",
    "about": "南山，自带水杯。",
    "starts_at": "2026-03-07T09:00:00",
    "closes_at": "2026-03-07T07:00:00",
}


def shanghai(words: str) -> datetime:
    return datetime.fromisoformat(words).replace(tzinfo=ZoneInfo("Asia/Shanghai"))


def drafted(places: int = 0) -> Harness:
    """A sign-up that its organizer has written in the chat: 9:00 on 7 March 2026, for two hours."""
    life = harness(WORKFLOW, machine=MACHINE, roster=PEOPLE)
    life.begin()
    life.types("植树", SECRETARY)
    life.types("南山，自带水杯。", SECRETARY)
    life.taps("3月7日 周六 09:00", SECRETARY)
    life.taps("提前 2 小时", SECRETARY)
    if places:
        life.taps("修改", SECRETARY)
        life.taps("改名额", SECRETARY)
        life.types(f"{places} 人", SECRETARY)
    return life


def opened(places: int = 0, joined: tuple[int, ...] = ()) -> Harness:
    life = drafted(places)
    life.taps("发布", SECRETARY)
    for each in joined:
        life.press("join", actor=each)
        life.advance(minutes=1)
    return life


def planned(**details: Any) -> Harness:
    """A sign-up that a plan has begun."""
    life = harness(WORKFLOW, machine=MACHINE, roster=PEOPLE)
    life.begin({**PLAN, **details}, by=None)
    return life


def statuses(life: Harness) -> dict[int, str]:
    return {each: part.status for each, part in life.parts.items()}


def held(came: tuple[int, ...], absent: tuple[int, ...] = ()) -> Harness:
    """It is over, and these have checked in."""
    life = opened(joined=(*came, *absent))
    life.advance(until=shanghai("2026-03-07 08:45"))
    for each in came:
        life.taps("签到", each)
    life.advance(until=shanghai("2026-03-07 11:00"))
    return life


# -- the draft


def test_a_draft_is_written_in_the_chat_and_shown_before_it_is_published() -> None:
    life = drafted()
    assert "开始：3月7日 周六 09:00" in life.heard(SECRETARY)
    assert "名额：不限" in life.heard(SECRETARY)
    assert "发布后会发到群里，并通知 5 名成员" in life.heard(SECRETARY)
    life.taps("修改", SECRETARY)
    life.taps("改名额", SECRETARY)
    assert life.labels(SECRETARY) == ["不限", "5 人", "10 人", "20 人", "40 人", "返回"]
    life.taps("20 人", SECRETARY)
    life.taps("修改", SECRETARY)
    life.taps("改时长", SECRETARY)
    life.types("90 分钟", SECRETARY)
    assert "时长：1.5 小时 · 名额：20 人" in life.heard(SECRETARY)
    life.taps("发布", SECRETARY)
    assert life.state.phase == "open"
    assert "南山，自带水杯。" in life.heard(0)
    assert life.labels(ZHANG, "en") == ["🙋 Sign up"]


@pytest.mark.parametrize(
    ("field", "typed"), [("places", "很多"), ("places", "501"), ("minutes", "4")]
)
def test_a_number_that_will_not_do_is_refused_with_what_would(field: str, typed: str) -> None:
    life = drafted()
    life.press(field, actor=SECRETARY)
    life.types(typed, SECRETARY)
    assert "整数" in life.refusal()
    assert "whole number" in life.refusal("en")


def test_a_deadline_that_no_longer_fits_is_asked_for_again() -> None:
    life = drafted()
    life.taps("修改", SECRETARY)
    life.taps("改开始时间", SECRETARY)
    life.types("今晚 20:00", SECRETARY)
    assert life.state.schedule.closes_at is None, "it was 7:00 tomorrow"
    assert "报名什么时候截止" in life.heard(SECRETARY)


def test_a_draft_that_lay_too_long_is_not_published_but_asked_about() -> None:
    life = drafted()
    life.advance(until=shanghai("2026-03-08 10:00"))
    life.taps("发布", SECRETARY)
    assert life.state.phase == "draft"
    assert "原定的时间已经过了" in life.heard(SECRETARY)
    assert "什么时候开始" in life.heard(SECRETARY)


def test_a_draft_can_be_dropped_and_had_back() -> None:
    life = drafted()
    life.taps("不办了", SECRETARY)
    life.taps("是的，不办了", SECRETARY)
    assert life.finished
    life.taps("撤销", SECRETARY)
    assert (life.state.phase, life.finished) == ("draft", False)


# -- from a plan, a template, and tried out


def test_a_plan_gives_the_whole_at_once() -> None:
    life = planned(places=20, minutes=45)
    assert (life.state.phase, life.state.definition.places) == ("open", 20)
    assert "正在报名" in life.heard(SECRETARY), "who may organize it is told"
    assert isinstance(life.effects(Send)[0].to, ToRoom)


def test_a_plan_hands_over_when_it_was_due() -> None:
    life = planned(opens_at=shanghai("2026-03-06 09:59"))
    assert life.state.phase == "open"


def test_times_in_a_plan_may_be_in_words_counted_from_the_opening() -> None:
    life = planned(starts_at="周日 14:00", closes_at="Saturday 20:00")
    assert life.state.definition.starts_at == shanghai("2026-03-08 14:00")
    assert life.state.schedule.closes_at == shanghai("2026-03-07 20:00")


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"closes_at": "soon"}, "closes_at"),
        ({"closes_at": "2026-03-07T10:00:00"}, "closes_at"),
        ({"starts_at": "2026-03-05T10:00:00"}, "starts_at"),
        ({"places": 501}, "0 to 500"),
        ({"places": True}, "places"),
        ({"title": ""}, "title"),
        ({"seats": 3}, "seats"),
    ],
)
def test_a_wrong_detail_of_a_plan_is_named(wrong: dict[str, Any], named: str) -> None:
    life = harness(WORKFLOW, machine=MACHINE)
    assert isinstance(life.begin({**PLAN, **wrong}, by=None), Rejected)
    assert named in life.refusal()


def test_a_detail_that_is_missing_is_named() -> None:
    life = harness(WORKFLOW, machine=MACHINE)
    details = {key: value for key, value in PLAN.items() if key != "about"}
    assert isinstance(life.begin(details, by=None), Rejected)
    assert "about" in life.refusal()


def test_a_template_keeps_everything_but_the_times_and_the_people() -> None:
    life = opened(places=5, joined=(LI,))
    assert WORKFLOW.copy_definition is not None
    fresh = WORKFLOW.copy_definition(life.context(DEPUTY), BRANCH, life.state, {})
    again = harness(WORKFLOW, machine=MACHINE, roster=PEOPLE, now=life.now)
    again.start(fresh, by=DEPUTY)
    assert (again.state.definition.title, again.state.definition.places) == ("植树", 5)
    assert (again.state.organizer, again.state.progress.taken) == (DEPUTY, 0)
    assert "什么时候开始" in again.heard(DEPUTY)
    times = {"starts_at": "周日 9:00", "closes_at": "周六 20:00"}
    whole = WORKFLOW.copy_definition(life.context(DEPUTY), BRANCH, life.state, times)
    again.start(whole, by=DEPUTY)
    assert again.state.phase == "open"
    assert isinstance(WORKFLOW.copy_definition(life.context(LI), BRANCH, life.state, {}), Rejected)


def test_a_dry_run_opens_at_once_and_an_incomplete_draft_cannot_be_tried_out() -> None:
    life = drafted(places=1)
    assert WORKFLOW.dry_run is not None
    trial = harness(WORKFLOW, machine=MACHINE, roster=PEOPLE)
    trial.start(WORKFLOW.dry_run(life.context(SECRETARY), BRANCH, life.state))
    assert trial.state.phase == "open"
    trial.taps("报名", LI)
    assert trial.parts[LI].status == "in"
    empty = harness(WORKFLOW, machine=MACHINE)
    empty.begin()
    refused = WORKFLOW.dry_run(empty.context(SECRETARY), BRANCH, empty.state)
    assert isinstance(refused, Rejected)


# -- places and the waiting list


def test_joining_and_leaving_twice_count_once() -> None:
    life = opened(places=2, joined=(LI, LI, ZHANG))
    assert life.state.progress.taken == 2
    life.press("leave", actor=LI)
    life.press("leave", actor=LI)
    assert (life.state.progress.taken, life.parts[LI].status) == (1, "left")
    assert "已取消报名" in life.heard(LI)
    life.taps("报名", LI)
    assert (life.state.progress.taken, life.parts[LI].status) == (2, "in")


def test_who_comes_after_the_last_place_waits_and_is_offered_one_that_is_given_up() -> None:
    life = opened(places=1, joined=(LI, ZHANG, WANG_SI))
    assert "候补第 2 位" in life.heard(WANG_SI)
    life.taps("不去了", LI)
    assert life.parts[ZHANG].status == "offered"
    assert "Please answer by Fri 6 Mar 12:03" in life.heard(ZHANG, "en")
    life.taps("我去", ZHANG)
    assert (life.parts[ZHANG].status, life.state.progress.taken) == ("in", 1)
    assert ("lapse", ZHANG) not in life.timers
    life.press("accept", actor=ZHANG)
    assert life.state.progress.taken == 1, "a second tap changes nothing"


def test_a_place_is_on_offer_for_a_day_while_the_beginning_is_far_off() -> None:
    life = planned(starts_at="2026-03-12T09:00:00", closes_at="2026-03-11T09:00:00", places=1)
    for each in (LI, WANG_SI):
        life.press("join", actor=each)
    life.press("leave", actor=LI)
    assert life.timers["lapse", WANG_SI].at == life.now + timedelta(days=1)


def test_a_place_is_never_on_offer_beyond_the_beginning() -> None:
    life = opened(places=1, joined=(LI, WANG_SI))
    life.advance(until=shanghai("2026-03-07 08:00"))
    life.press("leave", actor=LI)
    assert life.timers["lapse", WANG_SI].at == shanghai("2026-03-07 09:00")
    life.advance(until=shanghai("2026-03-07 09:10"))
    assert (statuses(life)[WANG_SI], life.state.progress.taken) == ("passed", 0)


def test_at_night_an_offer_waits_for_the_morning_and_counts_from_there() -> None:
    life = planned(starts_at="2026-03-08T09:00:00", closes_at="2026-03-08T07:00:00", places=1)
    for each in (LI, WANG_SI):
        life.press("join", actor=each)
    life.advance(until=shanghai("2026-03-06 23:00"))
    life.press("leave", actor=LI)
    (told,) = [each.send for each in life.told if each.to == WANG_SI][-1:]
    assert isinstance(told, Send)
    assert told.deferrable
    assert told.until == shanghai("2026-03-07 07:00")
    assert life.timers["lapse", WANG_SI].at == shanghai("2026-03-07 09:00")


def test_an_offer_without_an_answer_goes_on_and_is_not_made_again() -> None:
    life = opened(places=1, joined=(LI, ZHANG, WANG_SI))
    life.press("leave", actor=LI)
    life.advance(hours=2)
    assert statuses(life) == {LI: "left", ZHANG: "passed", WANG_SI: "offered"}
    life.taps("这次不去", WANG_SI)
    assert (life.state.progress.taken, life.state.progress.waiting) == (0, ())
    assert statuses(life)[ZHANG] == "passed", "a no is remembered"
    life.taps("报名", ZHANG)
    assert statuses(life)[ZHANG] == "in", "unless they sign up again"


def test_who_let_an_offer_go_and_signs_up_again_waits_behind_the_others() -> None:
    life = opened(places=1, joined=(LI, ZHANG, WANG_SI))
    life.press("leave", actor=LI)
    life.press("pass", actor=ZHANG)
    life.press("join", actor=ZHANG)
    assert statuses(life) == {LI: "left", ZHANG: "waiting", WANG_SI: "offered"}
    assert life.state.progress.waiting == (ZHANG,)


def test_who_leaves_the_waiting_list_frees_no_place() -> None:
    life = opened(places=1, joined=(LI, ZHANG, WANG_SI))
    life.taps("不去了", ZHANG)
    assert (life.state.progress.taken, life.state.progress.waiting) == (1, (WANG_SI,))


def test_a_place_is_not_offered_to_who_is_no_member_any_more() -> None:
    life = opened(places=1, joined=(LI, ZHANG, WANG_SI))
    gone = replace(PEOPLE.people[ZHANG], active=False)
    life.roster = Roster(PEOPLE.units, {**PEOPLE.people, ZHANG: gone})
    life.press("leave", actor=LI)
    assert statuses(life)[WANG_SI] == "offered"


def test_after_the_close_nobody_joins_but_a_place_that_is_given_up_goes_on() -> None:
    life = opened(places=1, joined=(LI, WANG_SI))
    life.taps("现在截止", SECRETARY)
    assert "之后 5 名成员都不能再加入" in life.heard(SECRETARY)
    life.taps("是的，现在截止", SECRETARY)
    assert isinstance(life.press("join", actor=ZHANG), Rejected)
    assert "已经截止" in life.refusal()
    life.taps("不去了", LI)
    assert statuses(life)[WANG_SI] == "offered"
    life.taps("我去", WANG_SI)
    assert statuses(life)[WANG_SI] == "in"
    assert "报名" not in "".join(life.labels(LI)), "what can't be done any more is not offered"


def test_an_offer_outlives_the_close() -> None:
    life = opened(places=1, joined=(LI, WANG_SI))
    life.press("leave", actor=LI)
    life.press("close!", actor=SECRETARY)
    life.advance(hours=2)
    assert (statuses(life)[WANG_SI], life.state.progress.taken) == ("passed", 0)


def test_another_branch_is_not_invited_and_members_cannot_organize() -> None:
    life = opened()
    life.press("join", actor=OUTSIDER)
    assert "别的单位" in life.refusal()
    for verb in ("close!", "cancel!", "progress", "export", "done!"):
        assert isinstance(life.press(verb, actor=LI), Rejected), verb


# -- the organizer


def test_the_organizer_sees_the_list_by_status_and_in_order() -> None:
    life = opened(places=1, joined=(WANG_SI, ZHANG, LI))
    life.taps("名单", SECRETARY)
    heard = life.heard(SECRETARY)
    assert "1 个名额，已报 1 人，候补 2 人" in heard
    assert "已报名（1）：王四" in heard
    assert "候补（2）：张三 · 李华" in heard, "in the order in which they came"
    assert "waiting (2)" in life.heard(SECRETARY, "en")


def test_the_organizer_who_signs_up_keeps_the_panel() -> None:
    life = opened(joined=(SECRETARY,))
    assert statuses(life)[SECRETARY] == "in"
    life.press("show", actor=SECRETARY)
    assert "名单" in life.labels(SECRETARY)
    life.press("show", actor=LI)
    assert life.labels(LI) == ["🙋 报名"]


def test_the_right_is_that_of_the_role_now_and_what_time_brings_is_told_to_who_holds_it() -> None:
    life = opened(joined=(LI,))
    former = replace(PEOPLE.people[SECRETARY], role="member")
    life.roster = Roster(PEOPLE.units, {**PEOPLE.people, SECRETARY: former})
    assert isinstance(life.press("cancel!", actor=SECRETARY), Rejected)
    assert isinstance(life.press("progress", actor=DEPUTY), Decision)
    assert isinstance(life.press("progress", actor=CHAIR), Decision)
    life.advance(until=shanghai("2026-03-07 11:00"))
    assert "活动已结束" in life.heard(DEPUTY)
    assert "活动已结束" not in life.heard(SECRETARY)


@pytest.mark.parametrize("closed", [False, True])
def test_a_cancelled_sign_up_is_told_to_everybody_and_is_over(closed: bool) -> None:
    life = opened(places=1, joined=(LI, WANG_SI))
    life.press("leave", actor=LI)
    if closed:
        life.press("close!", actor=SECRETARY)
    life.taps("取消活动", SECRETARY)
    assert "会告诉群里和 5 名成员" in life.heard(SECRETARY)
    life.taps("是的，取消", SECRETARY)
    for each in (0, LI, WANG_SI, ZHANG):
        assert "取消了" in life.heard(each)
    assert (life.finished, life.timers) == (True, {})
    assert isinstance(life.press("accept", actor=WANG_SI), Rejected)
    assert "取消了" in life.refusal()


# -- the day, and after


def test_who_has_a_place_is_reminded_one_day_before_and_nobody_else() -> None:
    life = planned(starts_at="2026-03-08T09:00:00", closes_at="2026-03-08T07:00:00", places=1)
    for each in (LI, WANG_SI):
        life.press("join", actor=each)
    life.advance(until=shanghai("2026-03-07 08:59"))
    assert "提醒" not in life.heard(LI)
    life.advance(until=shanghai("2026-03-07 09:00"))
    assert "提醒：您报名的活动3月8日 周日 09:00开始" in life.heard(LI)
    assert "提醒" not in life.heard(WANG_SI)
    (reminder,) = life.effects(Send)
    assert reminder.deferrable
    assert reminder.until == shanghai("2026-03-08 09:00")
    assert life.labels(LI) == ["不去了"]


def test_the_reminder_comes_by_day_and_also_after_the_close() -> None:
    life = planned(starts_at="2026-03-08T06:30:00", closes_at="2026-03-06T18:00:00")
    life.press("join", actor=LI)
    assert life.timers["remind", None].at == shanghai("2026-03-06 21:59")
    life.advance(until=shanghai("2026-03-06 22:00"))
    assert life.state.phase == "closed"
    assert "提醒" in life.heard(LI)


def test_one_can_check_in_from_half_an_hour_before_until_the_end() -> None:
    life = opened(joined=(LI, ZHANG, WANG_SI))
    life.press("here", actor=LI)
    assert statuses(life)[LI] == "in", "it is the day before"
    assert "签到" not in life.labels(LI)
    life.advance(until=shanghai("2026-03-07 08:29"))
    life.press("here", actor=LI)
    assert statuses(life)[LI] == "in"
    life.advance(until=shanghai("2026-03-07 08:30"))
    assert life.labels(LI) == ["✔ 签到", "不去了"]
    life.taps("签到", LI)
    life.taps("签到", LI)
    assert "已签到" in life.heard(LI)
    life.press("join", actor=LI)
    life.press("leave", actor=LI)
    assert (statuses(life)[LI], life.state.progress.taken) == ("came", 3)
    life.advance(until=shanghai("2026-03-07 11:00"))
    assert isinstance(life.press("here", actor=ZHANG), Rejected), "it is over"


def test_who_joins_in_the_last_half_hour_can_check_in_at_once() -> None:
    life = planned(closes_at="2026-03-07T09:00:00")
    life.advance(until=shanghai("2026-03-07 08:40"))
    life.press("join", actor=LI)
    assert life.labels(LI) == ["✔ 签到", "不去了"]


def test_who_has_checked_in_keeps_the_place_whatever_they_tap() -> None:
    life = planned(closes_at="2026-03-07T09:00:00")
    life.advance(until=shanghai("2026-03-07 08:40"))
    for verb in ("join", "here", "join", "accept", "leave", "pass"):
        life.press(verb, actor=LI)
    assert (statuses(life)[LI], life.state.progress.taken) == ("came", 1)


def test_a_lapse_that_comes_after_the_answer_changes_nothing() -> None:
    life = opened(places=1, joined=(LI, WANG_SI))
    life.press("leave", actor=LI)
    life.press("accept", actor=WANG_SI)
    heard = len(life.messages(WANG_SI))
    life.fire("lapse", person=WANG_SI)
    assert (statuses(life)[WANG_SI], life.state.progress.taken) == ("in", 1)
    assert len(life.messages(WANG_SI)) == heard


def test_after_the_beginning_a_place_is_given_up_and_offered_to_nobody() -> None:
    life = opened(places=1, joined=(LI, WANG_SI))
    life.advance(until=shanghai("2026-03-07 09:05"))
    life.taps("不去了", LI)
    assert statuses(life)[WANG_SI] == "waiting"
    assert life.state.progress.taken == 0


def test_hours_follow_from_the_check_in_and_make_a_certificate() -> None:
    life = opened(joined=(LI, ZHANG, WANG_SI))
    life.advance(until=shanghai("2026-03-07 08:40"))
    life.taps("签到", WANG_SI)
    life.advance(until=shanghai("2026-03-07 09:30"))
    life.taps("签到", LI)
    life.advance(until=shanghai("2026-03-07 10:59"))
    assert isinstance(life.press("done!", actor=SECRETARY), Rejected), "it is not over yet"
    life.advance(until=shanghai("2026-03-07 11:00"))
    assert "已签到（2）：王四 · 李华" in life.heard(SECRETARY)
    life.taps("确认名单", SECRETARY)
    assert "2 人已签到" in life.heard(SECRETARY)
    life.taps("是的，确认", SECRETARY)
    assert life.finished
    assert "谢谢您参加" in life.heard(LI)
    assert "谢谢您参加" not in life.heard(ZHANG)
    life.taps("领取服务证明", LI)
    (file,) = life.messages(LI)[-1].attachments
    assert life.service.say(file.name, "zh-CN") == "2026-03-07 植树 志愿服务证明.docx"
    words = file.content.blocks[0].words
    assert life.service.say(words, "zh-CN") == (
        "兹证明第一支部 李华于2026年3月7日参加《植树》，服务时长 1.5 小时。"
    )
    assert "on 7 Mar 2026 and served 1.5 hours" in life.service.say(words, "en")
    life.press("certificate", actor=ZHANG)
    assert not life.messages(ZHANG)[-1].attachments, "who did not come has none"
    life.taps("领取服务证明", WANG_SI)
    whole = life.messages(WANG_SI)[-1].attachments[0].content.blocks[0].words
    assert "服务时长 2 小时" in life.service.say(whole, "zh-CN")


def test_the_list_is_exported_with_status_and_hours() -> None:
    life = held((LI,), absent=(ZHANG,))
    life.taps("导出名单", SECRETARY)
    (book,) = life.messages(SECRETARY)[-1].attachments
    assert life.service.say(book.name, "zh-CN") == "2026-03-07 植树 名单.xlsx"
    assert life.service.say(book.name, "en") == "2026-03-07 植树 list of people.xlsx"
    assert life.service.say(book.content.title, "zh-CN") == "植树 名单"
    about, _heading, table = book.content.blocks
    assert life.service.say(about.words, "zh-CN").splitlines() == [
        "单位：总支 第一支部",
        "时间：2026年3月7日 周六 09:00",
        "组织者：王书记",
        "参加人数：2 人（应到 5 人）",
    ]
    heads = [life.service.say(each, "zh-CN") for each in table.header]
    assert heads == ["姓名", "支部", "状态", "时长（小时）"]
    rows = [
        [life.service.say(each, "zh-CN") if not isinstance(each, float) else each for each in row]
        for row in table.rows
    ]
    assert rows == [["李华", "第一支部", "已签到", 2.0], ["张三", "第一支部", "已报名", 0.0]]


def test_every_phase_has_words_in_both_languages() -> None:
    life = held((LI,))
    for language in LANGUAGES:
        assert life.heard(SECRETARY, language)
    life.press("done!", actor=SECRETARY)
    assert "名单已确认" in life.heard(SECRETARY)
    assert "confirmed" in life.heard(SECRETARY, "en")
    assert isinstance(life.effects(Send)[0].to, ToMembers)
    assert not life.effects(SetTimer)
