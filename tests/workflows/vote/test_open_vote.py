"""Open votes by tap: who may, what counts, and what is told of the outcome."""

from __future__ import annotations

import json
from typing import Any

import pytest

from service.core.events import MemberLeft
from service.core.message import Data, Document
from service.core.rulebook.recount import recount
from service.core.workflow import Decision, Rejected
from service.sdk.testing import LI, OUTSIDER, SECRETARY, ZHANG
from tests.workflows.vote.halls import (
    HE,
    MA,
    MEETING,
    NOVICE,
    SUN,
    VOTERS,
    closes,
    hall,
    held,
    outcome,
    votes,
    without,
)


def test_a_meeting_begins_a_vote_and_hears_of_it() -> None:
    life = held()
    assert life.state.phase == "open"
    (opened,) = life.informed
    assert (opened.activity, opened.about) == (MEETING, "vote.opened")
    assert opened.details["vote"] == life.number
    assert opened.details["item"] == "i1"
    assert life.labels(LI) == ["赞成", "反对", "弃权"]
    assert life.labels(ZHANG, "en") == ["Yes", "No", "Abstain"]
    assert not life.messages(MA), "who is not there"
    assert not life.messages(NOVICE), "who has no vote"
    said = life.heard(SECRETARY)
    assert "应到有表决权的 6 人" in said
    assert "到会 3 人以上" in said
    assert "赞成 4 票以上" in said


def test_a_vote_is_cast_changed_taken_back_and_counted() -> None:
    life = held()
    votes(life, SECRETARY, LI, ZHANG, HE)
    assert "您投的是：赞成" in life.heard(LI)
    life.press("cast", 1, actor=HE)  # thinks better of it
    life.press("withdraw", actor=ZHANG)
    life.press("progress")
    assert "已投 3 票" in life.heard(SECRETARY)
    assert "还没有投票（2）" in life.heard(SECRETARY)
    life.press("cast", 0, actor=ZHANG)
    life.press("cast", 0, actor=SUN)
    closes(life)
    assert outcome(life) == "passed"
    figures = life.informed[-1].details["figures"]
    assert (figures["should"], figures["present"], figures["needed"]) == (6, 5, 4)
    assert (figures["yes"], figures["no"], figures["abstain"]) == (4, 1, 0)
    assert life.finished
    room = life.heard()
    assert "✅ 通过" in room
    assert "赞成：王书记 · 李华 · 张三 · 孙丽" in room or "赞成：" in room
    assert "✅ Passed" in life.heard(ZHANG, "en")


def test_a_resolution_can_be_valid_and_not_pass() -> None:
    life = held(present=list(VOTERS[:3]))
    votes(life, *VOTERS[:3])
    closes(life)
    assert outcome(life) == "failed"
    assert "实到 3 人（要 3 人以上）" in life.heard()
    assert "赞成 4 票以上，才能通过" in life.heard()


def test_too_few_are_there() -> None:
    life = held(present=list(VOTERS[:2]))
    votes(life, *VOTERS[:2])
    closes(life)
    assert outcome(life) == "no_quorum"


@pytest.mark.parametrize(
    ("who", "why"),
    [
        (NOVICE, "您在这次表决里没有票"),
        (MA, "请先在会议里签到"),
        (OUTSIDER, "别的单位"),
    ],
)
def test_who_may_not_vote_is_told_why(who: int, why: str) -> None:
    life = held()
    assert isinstance(life.press("cast", 0, actor=who), Rejected)
    assert why in life.refusal()


def test_after_the_close_nothing_counts() -> None:
    life = held()
    votes(life, LI)
    closes(life)
    assert isinstance(life.press("cast", 0, actor=HE), Rejected)
    assert "已经截止" in life.refusal()
    assert isinstance(life.press("cast", 7, actor=HE), Rejected)


def test_a_member_who_leaves_is_not_counted_any_more() -> None:
    life = held()
    votes(life, SECRETARY, LI, ZHANG, HE)
    assert life.workflow.names is not None
    assert life.workflow.names(life.state, HE)
    life.roster = without(life.roster, HE)
    life.do(MemberLeft(HE))
    assert "已经离开" in life.heard(SECRETARY)
    closes(life)
    figures = life.informed[-1].details["figures"]
    assert (figures["should"], figures["present"], figures["yes"]) == (5, 4, 3)
    assert outcome(life) == "passed"


def test_on_its_own_it_is_filled_in_step_by_step_and_closes_in_time() -> None:
    life = hall()
    life.begin(args="图书角开放时间")
    assert "按哪一种规则" in life.heard(SECRETARY)
    life.types("没有这种", SECRETARY)
    assert "没有找到这种规则" in life.refusal()
    life.types("党员大会一般决议", SECRETARY)
    life.taps("30 分钟", SECRETARY)
    assert "应到有表决权的 6 人" in life.heard(SECRETARY)
    life.taps("开始表决", SECRETARY)
    assert "表决开始了" in life.heard()
    life.press("ballot", actor=LI)
    votes(life, LI, HE, SUN, MA, no=(ZHANG,))
    life.advance(minutes=16)
    assert "还没有投票" in life.heard(SECRETARY), "halfway the silent are reminded"
    assert "还没有投票" not in life.heard(LI)
    life.advance(minutes=20)
    assert life.finished
    assert "✅ 通过" in life.heard()
    assert "实到 5 人" in life.heard(), "who votes is there"
    assert not life.informed


def test_a_straw_poll_decides_nothing() -> None:
    life = hall("club")
    life.begin(args="去哪儿")
    life.taps("意向征询", SECRETARY)
    life.types("一个", SECRETARY)
    assert "2 到 10 个选项" in life.refusal()
    life.types("植物园\n博物馆", SECRETARY)
    life.taps("30 分钟", SECRETARY)
    life.taps("开始表决", SECRETARY)
    votes(life, LI, HE, no=(ZHANG,))
    closes(life)
    assert "征询结束，不作为决定" in life.heard()
    assert "植物园 2 · 博物馆 1" in life.heard()


def test_a_member_is_left_out_of_those_who_should_attend() -> None:
    life = hall()
    life.begin(args="接收白小雨为预备党员")
    life.taps("接收预备党员", SECRETARY)
    life.types("孙丽和马跃", SECRETARY)
    life.taps("不计入应到", SECRETARY)
    life.taps("自费出国半年以上", SECRETARY)
    assert "上级组织已经同意" in life.heard(SECRETARY)
    life.types("何某", SECRETARY)
    assert "何某" in life.refusal()
    life.types("何嘉宁", SECRETARY)
    assert "应到有表决权的 5 人（另有 1 人按规定不计入）" in life.heard(SECRETARY)
    assert "到会 3 人以上" in life.heard(SECRETARY)
    life.taps("开始表决", SECRETARY)
    voter = next(each for each in life.state.progress.roll if each.person == HE)
    assert voter.why_not == "abroad_private"
    assert HE not in life.state.progress.entitled()


def test_a_written_opinion_is_a_vote_and_no_presence() -> None:
    life = held("admission", secret=False, tellers=[SUN, MA], present=list(VOTERS[:4]))
    life.press("written")
    life.answer("written", "马跃 赞成\n李华 赞成")
    assert "李华" in life.refusal(), "who is there"
    life.answer("written", "马跃 我赞成\n孙丽 不赞成")
    life.press("count", actor=SUN)
    typed = "4 4 0 3 1 0"
    for each in (SUN, MA):
        life.answer("count", typed, each)
    figures = life.informed[-1].details["figures"]
    assert (figures["present"], figures["written"]) == (4, 2)
    assert (figures["yes"], figures["no"]) == (4, 2)
    assert outcome(life) == "passed"
    assert "书面意见 2 份" in life.heard()


def test_another_rule_takes_no_written_opinions() -> None:
    life = held()
    assert isinstance(life.press("written"), Rejected)


def test_the_file_counts_again_to_the_same() -> None:
    life = held()
    votes(life, SECRETARY, LI, ZHANG, HE, no=(SUN,))
    closes(life)
    data = recounted(life)
    assert recount(data) == data["expected"] == "passed"
    assert len(data["ballots"]) == 5
    data["ballots"].pop()
    with pytest.raises(ValueError, match="differ"):
        recount(data)
    with pytest.raises(ValueError, match="format"):
        recount({})


def recounted(life: Any) -> Any:
    """The data that the record holds."""
    life.press("record")
    document, file = life.messages(SECRETARY)[-1].attachments
    assert isinstance(document.content, Document)
    assert isinstance(file.content, Data)
    return json.loads(file.content.json)


def test_a_vote_that_is_called_off_tells_the_meeting() -> None:
    life = held()
    votes(life, LI)
    life.press("cancel!")
    assert outcome(life) == "void"
    assert "取消" in life.heard()
    assert life.finished


def test_who_may_not_hold_votes_is_refused() -> None:
    life = hall()
    assert isinstance(life.begin(by=LI), Rejected)
    life = held()
    for verb in ("close!", "progress", "cancel"):
        assert isinstance(life.press(verb, actor=LI), Rejected)


def test_what_waits_for_a_voter() -> None:
    life = held()
    waits = life.standing(LI)
    assert waits is not None
    assert [each.verb for each in waits.waits] == ["ballot"]
    votes(life, LI)
    found = life.standing(LI)
    assert found is not None
    assert not found.waits


def test_the_silent_are_reminded_once_an_hour() -> None:
    life = held()
    votes(life, LI)
    life.press("nudge")
    assert "提醒还没有完成的 4 人" in life.heard(SECRETARY)
    assert isinstance(life.press("nudge!"), Decision)
    assert "您还没有投票" in life.heard(HE)
    assert isinstance(life.press("nudge!"), Rejected)


def test_a_meeting_that_names_no_known_rule_is_told() -> None:
    life = hall()
    assert isinstance(life.begin({"meeting": MEETING, "profile": "nonsense"}), Rejected)


def test_who_has_switched_to_papers_can_switch_back_before_naming_tellers() -> None:
    life = hall()
    life.begin(args="购买投影仪")
    life.taps("一般决议", SECRETARY)
    life.types("今天 20:00", SECRETARY)
    life.taps("改用纸质票", SECRETARY)
    assert "由哪两位计票" in life.heard(SECRETARY)
    life.taps("改为点按表决", SECRETARY)
    assert "开始表决" in life.labels(SECRETARY)[0]
