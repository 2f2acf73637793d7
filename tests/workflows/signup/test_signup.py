"""A sign-up from its draft to the certificates, on the harness."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from service.core.people import Person, Roster
from service.core.workflow import Rejected
from service.sdk.testing import BRANCH, LI, OUTSIDER, ROSTER, SECRETARY, ZHANG, Harness
from service.testkit.harness import harness
from service.workflows.signup import MACHINE, WORKFLOW

WANG_SI = 6
PEOPLE = Roster(ROSTER.units, {**ROSTER.people, WANG_SI: Person(WANG_SI, "王四", BRANCH)})


def shanghai(words: str) -> datetime:
    return datetime.fromisoformat(words).replace(tzinfo=ZoneInfo("Asia/Shanghai"))


def drafted(places: int = 0) -> Harness:
    """A sign-up that its organizer has written in the chat: 9:00 on 7 March 2026."""
    life = harness(WORKFLOW, machine=MACHINE, roster=PEOPLE)
    life.begin()
    life.types("植树", SECRETARY)
    life.types("南山植树，自带水杯。", SECRETARY)
    life.taps("3月7日 周六 09:00", SECRETARY)
    life.taps("提前 2 小时", SECRETARY)
    if places:
        life.start(life.state.defined(places=places))
    return life


def opened(places: int = 0) -> Harness:
    life = drafted(places)
    life.taps("发布", SECRETARY)
    return life


def test_a_draft_is_written_in_the_chat_and_shown_before_it_is_published() -> None:
    life = drafted()
    assert "开始：3月7日 周六 09:00" in life.heard(SECRETARY)
    assert "发布后会通知支部群和 4 名成员" in life.heard(SECRETARY)
    life.taps("更多设置", SECRETARY)
    life.taps("名额：不限", SECRETARY)
    assert life.state.definition.places == 5
    life.taps("返回", SECRETARY)
    life.taps("发布", SECRETARY)
    assert life.state.phase == "open"
    assert "植树" in life.heard(0)
    assert "Sign up" in life.labels(ZHANG, "en")[0]


def test_who_comes_after_the_last_place_waits_and_is_offered_one_that_is_given_up() -> None:
    life = opened(places=1)
    life.taps("报名", LI)
    life.taps("报名", ZHANG)
    life.taps("报名", WANG_SI)
    assert "候补第 2 位" in life.heard(WANG_SI)
    life.taps("不去了", LI)
    assert life.parts[ZHANG].status == "offered"
    assert "11:00" not in life.heard(ZHANG)
    assert "12:00" in life.heard(ZHANG), "two hours, for it is tomorrow"
    life.taps("我去", ZHANG)
    assert (life.parts[ZHANG].status, life.state.progress.taken) == ("in", 1)
    assert ("lapse", ZHANG) not in life.timers


def test_an_offer_without_an_answer_goes_on_and_is_not_made_again() -> None:
    life = opened(places=1)
    for each in (LI, ZHANG, WANG_SI):
        life.taps("报名", each)
    life.taps("不去了", LI)
    life.advance(hours=2)
    assert [life.parts[each].status for each in (ZHANG, WANG_SI)] == ["passed", "offered"]
    assert isinstance(life.press("accept", actor=ZHANG), Rejected)
    life.taps("不去了", WANG_SI)
    assert (life.state.progress.taken, life.state.progress.waiting) == (0, ())


def test_hours_follow_from_the_check_in_and_make_a_certificate() -> None:
    life = opened()
    life.taps("报名", LI)
    life.taps("报名", ZHANG)
    assert isinstance(life.press("here", actor=LI), Rejected), "it is the day before"
    life.advance(until=shanghai("2026-03-07 09:30"))
    life.taps("签到", LI)
    life.advance(until=shanghai("2026-03-07 11:00"))
    assert "已签到：李华" in life.heard(SECRETARY)
    life.taps("确认名单", SECRETARY)
    assert "1 人已签到" in life.heard(SECRETARY)
    life.taps("是的，确认", SECRETARY)
    life.taps("领取服务证明", LI)
    (file,) = life.messages(LI)[-1].attachments
    assert "1.5 小时" in life.service.say(file.content.blocks[0].words, "zh-CN")
    assert isinstance(life.press("certificate", actor=ZHANG), Rejected)
    life.taps("导出名单", SECRETARY)
    (book,) = life.messages(SECRETARY)[-1].attachments
    assert [row[0] for row in book.content.blocks[1].rows] == ["李华", "张三"]


def test_another_branch_is_not_invited_and_members_cannot_organize() -> None:
    life = opened()
    life.press("join", actor=OUTSIDER)
    assert "另一个支部" in life.refusal()
    assert isinstance(life.press("close!", actor=LI), Rejected)


def test_a_plan_gives_the_whole_at_once_and_a_wrong_detail_is_named() -> None:
    life = harness(WORKFLOW, machine=MACHINE)
    day = {"title": "植树", "about": "南山", "starts_at": "2026-03-07T09:00:00"}
    life.begin({**day, "closes_at": "2026-03-07T08:00:00", "places": 20}, by=None)
    assert (life.state.phase, life.state.definition.places) == ("open", 20)
    assert isinstance(life.begin({**day, "closes_at": "soon"}, by=None), Rejected)
    assert "closes_at" in life.refusal()
    assert isinstance(life.begin({**day, "seats": 3}, by=None), Rejected)
    assert "seats" in life.refusal()
