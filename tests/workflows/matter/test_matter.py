"""A matter from its report to its end: who is told when, and what is told at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta
from typing import Any

import pytest

from service.core.access import Rules
from service.core.calendar import QuietHours
from service.core.effects import Send
from service.core.events import Attached, DeliveryFailed, MemberLeft, Said
from service.core.message import Chat, Ref
from service.core.people import Person, Roster, Unit
from service.core.workflow import Rejected
from service.sdk.testing import (
    BRANCH,
    CHAIR,
    COMMITTEE,
    LI,
    OUTSIDER,
    ROSTER,
    SECRETARY,
    START,
    Harness,
)
from service.settings.rule_files import read_rule_book
from service.testkit.harness import Texts
from service.workflows.matter import WORKFLOW
from service.workflows.matter.machine import MACHINE

OFFICE, TOP = 6, 7
HEADQUARTERS = 5
PEOPLE = Roster(
    {
        **ROSTER.units,
        HEADQUARTERS: Unit(HEADQUARTERS, "党委"),
        COMMITTEE: Unit(COMMITTEE, "总支", parent=HEADQUARTERS),
    },
    {
        **ROSTER.people,
        OFFICE: Person(OFFICE, "孙值班", COMMITTEE, role="office"),
        TOP: Person(TOP, "周书记", HEADQUARTERS, role="secretary"),
    },
)
TEXTS = Texts(WORKFLOW)
FIRE = ("实验室起火", "今晚", "三号楼", "两人轻伤", "已报119", "请派人")
NIGHT = QuietHours(time(22), time(7))


def begun(book: str = "party-branch", **how: Any) -> Harness:
    rules = Rules(book=read_rule_book(book))
    life = Harness(WORKFLOW, TEXTS, machine=MACHINE, rules=rules, **{"roster": PEOPLE, **how})
    life.begin()
    return life


def reported(kind: str = "突发重大情况", answers: tuple[str, ...] = FIRE, **how: Any) -> Harness:
    life = begun(**how)
    life.taps(kind, SECRETARY)
    for each in answers:
        life.types(each, SECRETARY)
    life.taps("确认上报", SECRETARY)
    return life


def has_heard(life: Harness, words: str) -> set[int]:
    """Everybody who was told these words."""
    return {each.to for each in life.told if words in life.words(each.message)}


def test_it_goes_on_within_the_unit_and_later_to_the_unit_above() -> None:
    life = reported()
    assert has_heard(life, "实验室起火") == {SECRETARY, OFFICE}
    life.advance(minutes=14)
    assert has_heard(life, "实验室起火") == {SECRETARY, OFFICE}
    life.advance(minutes=1)
    assert has_heard(life, "实验室起火") == {SECRETARY, OFFICE, CHAIR}
    assert "孙值班 15 分钟没有签收，已转给 赵书记" in life.heard(SECRETARY)
    life.advance(minutes=44)
    assert TOP not in has_heard(life, "实验室起火"), "the unit above waits for the whole hour"
    life.advance(minutes=1)
    assert TOP in has_heard(life, "实验室起火")
    life.advance(minutes=60)
    assert "应通知的 3 位都通知过了。请马上打电话" in life.heard(SECRETARY)
    life.taps("再通知一遍", SECRETARY)
    assert "等您签收" in life.heard(OFFICE)
    life.taps("签收", OFFICE)
    assert "孙值班 签收了" in life.heard(SECRETARY)
    life.advance(days=3)
    assert life.journal.count("matter.gone_on") == 2, "what is in hand goes no further"


def test_what_is_urgent_goes_before_all_is_told() -> None:
    life = begun()
    life.taps("突发重大情况", SECRETARY)
    assert "先报这些，其余续报" not in life.labels(SECRETARY), "what happened has to be told"
    life.types("实验室起火", SECRETARY)
    life.taps("先报这些，其余续报", SECRETARY)
    life.taps("确认上报", SECRETARY)
    assert has_heard(life, "实验室起火") == {SECRETARY, OFFICE}
    calm = begun()
    calm.taps("请示", SECRETARY)
    calm.types("增补支委", SECRETARY)
    assert "先报这些，其余续报" not in calm.labels(SECRETARY)


def test_who_is_on_duty_hands_it_to_another_and_the_clock_begins_anew() -> None:
    life = reported()
    life.taps("签收", OFFICE)
    life.taps("转交他人", OFFICE)
    assert life.labels(OFFICE)[:-1] == ["赵书记", "周书记"]
    assert isinstance(life.press("to", LI, actor=OFFICE, about=SECRETARY), Rejected)
    life.taps("赵书记", OFFICE)
    assert "孙值班 已把这件事转交给 赵书记 办理" in life.heard(OFFICE)
    assert "孙值班 已把这件事转交给 赵书记 办理" in life.heard(SECRETARY)
    assert CHAIR in has_heard(life, "实验室起火")
    assert TOP not in has_heard(life, "实验室起火")
    life.advance(minutes=60)
    assert TOP in has_heard(life, "实验室起火"), "nobody has acknowledged it"
    life.taps("签收", CHAIR)
    beside = WORKFLOW.personal.beside
    assert beside is not None
    assert beside(life.state, CHAIR) == {
        "told": True, "acknowledged": True, "sent_up": False, "closed": False,
    }  # fmt: skip
    assert beside(life.state, LI) is None


def test_a_file_that_is_too_large_or_of_a_wrong_kind_is_refused_with_what_is_allowed() -> None:
    life = reported()
    mine = Ref(Chat("memory", f"@{SECRETARY}"), "m1", private=True)
    for name, size, told in (("a.mp4", 2**25, "20 MB"), ("a.exe", 9, "这种文件不收")):
        sent = Attached(mine, str(SECRETARY), name, "video/mp4", size, "f1", asked="words.add")
        assert isinstance(life.do(sent, SECRETARY), Rejected)
        assert told in life.refusal()
    assert not life.parts[SECRETARY].thread


def test_from_a_room_nothing_is_taken() -> None:
    life = begun()
    life.taps("突发重大情况", SECRETARY)
    room = Ref(Chat("memory", "room"), "m1")
    life.do(Said(room, str(SECRETARY), "实验室起火", asked="field.what"), SECRETARY)
    assert "请在这里回答" in life.refusal()
    assert not life.parts[SECRETARY].answers
    life = reported()
    life.do(Said(room, str(SECRETARY), "两人", asked="words.add"), SECRETARY)
    assert "请在这里回答" in life.refusal()
    assert not life.parts[SECRETARY].thread


def test_it_says_when_it_really_goes_on() -> None:
    alone = PEOPLE.with_people([replace(PEOPLE.people[CHAIR], active=False)])
    life = reported(roster=alone)
    assert "1 小时没有签收" in _all(life, SECRETARY) and "15 分钟" not in _all(life, SECRETARY)
    assert "1 小时没有人签收，就转给下一位" in _all(life, OFFICE)
    life.advance(minutes=59)
    assert TOP not in has_heard(life, "实验室起火")
    life.advance(minutes=1)
    assert TOP in has_heard(life, "实验室起火")
    assert "孙值班 1 小时没有签收" in _all(life, SECRETARY)
    assert "下一位" not in _all(life, TOP), "there is none"


def _all(life: Harness, person: int) -> str:
    return "".join(map(life.words, life.messages(person)))


def test_nothing_is_sent_further_up_than_there_is() -> None:
    life = reported()
    assert "转报上级" in life.labels(OFFICE)
    life.taps("转报上级", OFFICE)
    life.types("请批示", OFFICE)
    assert "追问" in life.labels(TOP) and "转报上级" not in life.labels(TOP)


def test_urgent_is_told_at_once_and_the_rest_after_quiet_hours() -> None:
    at_night = START + timedelta(hours=14)  # midnight in Shanghai
    life = reported(now=at_night, quiet=NIGHT)
    calls = [each.send for each in life.told if each.to == OFFICE]
    assert calls
    assert all(isinstance(each, Send) and not each.deferrable for each in calls)
    life = reported("专题报告", ("整改情况", "已完成", "全体党员"), now=at_night, quiet=NIGHT)
    calls = [each.send for each in life.told if each.to == OFFICE]
    assert all(isinstance(each, Send) and each.deferrable for each in calls)
    (timer,) = life.timers.values()
    morning = NIGHT.next_allowed(at_night, "Asia/Shanghai")
    assert timer.at == morning + timedelta(minutes=240), "the clock starts in the morning"


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("一、增补支委。二、购置图书。", "一份请示只能写一件事"),
        ("1. 增补支委 2. 购置图书", "一份请示只能写一件事"),
        ("（1）增补支委（2）购置图书", "一份请示只能写一件事"),
        ("", "请写 1 到"),
        ("长" * 2001, "请写 1 到"),
    ],
)
def test_a_request_is_about_one_matter(answer: str, said: str) -> None:
    life = begun()
    life.taps("请示", SECRETARY)
    assert isinstance(life.types(answer, SECRETARY), Rejected)
    assert said in life.refusal()
    life.types("增补支委1名，预算1.5万元", SECRETARY)
    assert "理由是什么" in life.heard(SECRETARY)


def test_a_request_comes_before_the_act() -> None:
    life = begun()
    life.taps("请示", SECRETARY)
    life.types("增补支委一名", SECRETARY)
    life.types("原支委调离", SECRETARY)
    for past in ("3月6日 9:00", "昨天 9:00", "今天 9:59"):
        life.answer("field.when", past)
        assert "请示要在办之前" in life.refusal(), past
    life.answer("field.when", "不知道")
    assert "没看懂这个时间" in life.refusal()
    life.answer("field.when", "今天 15:00")
    life.types("请批准", SECRETARY)
    life.now += timedelta(hours=6)
    life.taps("确认上报", SECRETARY)
    assert "请示要在办之前" in life.refusal(), "nor is it sent once the time has passed"
    assert life.state.phase == "draft"


def test_what_need_not_be_asked_is_told_at_once_and_a_report_holds_no_request() -> None:
    life = begun()
    life.taps("上级已有规定或批复的事", SECRETARY)
    assert "按规定或批复办理" in life.heard(SECRETARY)
    life.taps("换一类", SECRETARY)
    life.taps("专题报告", SECRETARY)
    life.types("整改已完成，妥否，请批示", SECRETARY)
    assert "报告里不能夹带请示（“妥否”）" in life.refusal()
    life.types("整改已完成", SECRETARY)
    life.taps("不报了", SECRETARY)
    life.taps("是的，不报了", SECRETARY)
    assert life.finished
    assert {each.to for each in life.told} == {SECRETARY}


def test_what_is_for_the_record_is_settled_by_the_tap_that_acknowledges_it() -> None:
    life = reported("报备", ("支部活动地点变更",))
    life.taps("签收", OFFICE)
    assert (life.state.phase, life.finished) == ("closed", True)
    assert "孙值班 已答复" in life.heard(SECRETARY)
    life.taps("续报", SECRETARY)
    assert "已经办结了" in life.refusal()


def test_a_request_is_answered_with_a_tap() -> None:
    life = reported("请示", ("增补支委", "调离", "明天 9:00", "请批准"))
    life.taps("签收", OFFICE)
    life.taps("答复并办结", OFFICE)
    assert "发出后这件事就办结了。会发给：王书记" in life.heard(OFFICE)
    life.taps("同意", OFFICE)
    assert any(
        "孙值班 · 3月6日 周五 10:00 · 同意" in life.words(m) for m in life.messages(SECRETARY)
    )


def test_who_has_left_or_has_no_chat_holds_nothing_up() -> None:
    life = reported()
    life.do(DeliveryFailed("card", "undeliverable"), None, OFFICE)
    assert "孙值班 没有接入聊天，收不到，已转给 赵书记" in life.heard(SECRETARY)
    keepers = [each for each in life.told if each.send.key == "unreached"]
    assert [each.to for each in keepers] == [CHAIR], "whoever keeps the roster there"
    life.taps("签收", CHAIR)
    gone = Person(CHAIR, "赵书记", COMMITTEE, role="secretary", active=False)
    life.roster = life.roster.with_people([gone])
    life.do(MemberLeft(CHAIR))
    assert "赵书记 已不在岗，已转给 周书记" in life.heard(SECRETARY)
    assert isinstance(life.press("close", actor=CHAIR, about=SECRETARY), Rejected)
    life.taps("签收", TOP)
    assert life.state.progress.by == TOP


def test_the_newest_secretary_has_what_the_last_one_was_told() -> None:
    life = reported()
    changed = (
        Person(OFFICE, "孙值班", COMMITTEE),
        Person(8, "新值班", COMMITTEE, role="office"),
    )
    life.roster = life.roster.with_people(changed)
    assert isinstance(life.press("show", actor=OFFICE, about=SECRETARY), Rejected)
    standing = life.standing(8)
    assert standing is not None
    (waits,) = standing.waits
    life.press(waits.verb, *waits.args, actor=8, about=waits.about)
    assert "实验室起火" in "".join(life.words(each) for each in life.messages(8))


VERBS = sorted({x.event for x in MACHINE.rows if x.event.isalpha()} - {"started", "ledger"})


@pytest.mark.parametrize("person", [LI, OUTSIDER, TOP, CHAIR])
@pytest.mark.parametrize("verb", VERBS)
def test_nobody_who_was_not_told_can_do_or_read_anything(person: int, verb: str) -> None:
    life = reported(roster=_with_the_chair_elsewhere())
    before = life.activity, dict(life.parts)
    life.press(verb, actor=person, about=SECRETARY)
    life.press(verb, actor=person)
    assert (life.activity, life.parts) == before
    assert has_heard(life, "实验室起火") == {SECRETARY, OFFICE}
    assert person not in {each.to for each in life.told}
    assert life.standing(person) is None


def _with_the_chair_elsewhere() -> Roster:
    """The chair is on duty nowhere that it has reached."""
    return PEOPLE.with_people([Person(CHAIR, "赵书记", BRANCH, role="organizer")])


def test_a_club_has_kinds_of_its_own_and_tells_its_president() -> None:
    organizer = Person(LI, "李华", BRANCH, role="organizer")
    roster = PEOPLE.with_people([organizer])
    life = Harness(
        WORKFLOW, TEXTS, machine=MACHINE, roster=roster, rules=Rules(book=read_rule_book("club"))
    )
    life.begin(by=LI)
    assert life.labels(LI)[:3] == ["活动中的意外", "财物损坏、丢失", "计划外开支请示"]
    life.taps("活动中的意外", LI)
    for each in ("有人扭伤", "上午", "西山", "张三", "已送医", "13800000000"):
        life.types(each, LI)
    life.taps("确认上报", LI)
    assert has_heard(life, "有人扭伤") == {LI, SECRETARY}, "of the unit itself first"


def test_there_must_be_somebody_to_tell() -> None:
    alone = Roster({BRANCH: Unit(BRANCH, "第一支部")}, {SECRETARY: ROSTER.people[SECRETARY]})
    life = begun(roster=alone)
    life.taps("突发重大情况", SECRETARY)
    assert "上级还没有人可以接收" in life.refusal()
    nothing = Harness(WORKFLOW, TEXTS, machine=MACHINE)
    assert isinstance(nothing.begin(), Rejected)
    assert "规则里没有写" in nothing.refusal()


def test_who_was_told_once_may_read_it_also_while_others_are_told_again() -> None:
    life = reported()
    life.taps("转报上级", OFFICE)
    life.types("请党委定", OFFICE)
    life.advance(minutes=90)
    assert "请马上打电话" in life.heard(SECRETARY)
    life.taps("再通知一遍", SECRETARY)
    assert life.state.progress.told == (OFFICE, TOP)
    life.press("show", actor=OFFICE, about=SECRETARY)
    assert "请党委定" in "".join(life.words(each) for each in life.messages(OFFICE))
    life.taps("签收", TOP)
    life.taps("续报", SECRETARY)
    assert "会发给：孙值班、周书记" in life.heard(SECRETARY)


def test_what_is_returned_is_put_right_and_sent_again_under_its_number() -> None:
    life = reported()
    life.taps("退回修改", OFFICE)
    assert "改好再报，编号不变。会发给：王书记" in life.heard(OFFICE)
    life.types("写清楚伤者姓名", OFFICE)
    assert life.state.phase == "returned"
    assert "孙值班 退回了这件事" in life.heard(SECRETARY)
    assert any("写清楚伤者姓名" in life.words(each) for each in life.messages(SECRETARY))
    assert "pass" not in {name for name, _ in life.timers}, "no clock runs meanwhile"
    life.press("seen", actor=OFFICE, about=SECRETARY)
    assert life.state.phase == "returned"
    life.taps("修改", SECRETARY)
    life.taps("涉及人员", SECRETARY)
    life.types("李四、王五轻伤", SECRETARY)
    life.taps("确认上报", SECRETARY)
    assert (life.state.phase, life.state.progress.number) == ("sent", "2026-001")
    assert life.state.progress.told == (OFFICE,)
    read = "".join(life.words(each) for each in life.messages(OFFICE))
    assert "李四、王五轻伤" in read
    assert "孙值班 · 3月6日 周五 10:00 · 退回意见" in read
    life.taps("签收", OFFICE)
    assert life.state.phase == "seen"


def test_what_was_returned_waits_for_its_reporter_and_cannot_be_dropped() -> None:
    life = reported()
    life.taps("退回修改", OFFICE)
    life.types("请补充", OFFICE)
    standing = life.standing(SECRETARY)
    assert standing is not None
    assert [each.verb for each in standing.waits] == ["show"]
    assert isinstance(life.press("drop", actor=SECRETARY), Rejected)
    above = life.standing(OFFICE)
    assert above is not None
    assert above.waits == ()
