"""A meeting from its notice to its minutes, on the harness."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from service.core.access import Rules
from service.core.choices import ChoiceId
from service.core.effects import Send, Start
from service.core.events import Attached, Informed, MemberLeft
from service.core.message import Document, Place, Ref
from service.core.people import LANGUAGES, Person, Roster
from service.core.queries import HistoryEntry
from service.core.records import Counted
from service.core.rulebook.verdict import Figures
from service.core.texts import Secret
from service.core.workflow import Decision, Rejected
from service.sdk.testing import BRANCH, CHAIR, LI, OUTSIDER, ROSTER, SECRETARY, ZHANG, Harness
from service.settings.rule_files import read_rule_book
from service.testkit.harness import harness
from service.workflows.meeting import WORKFLOW
from service.workflows.meeting.checks import gaps, undecided
from service.workflows.meeting.closing import counts_as
from service.workflows.meeting.form import kinds_named
from service.workflows.meeting.machine import MACHINE
from service.workflows.meeting.personal import PERSONAL
from service.workflows.meeting.view import code
from service.workflows.vote.model import Result, told_figures

CHEN, QIAN, SUN, NEW = 6, 7, 8, 9
PEOPLE = Roster(
    ROSTER.units,
    {
        **ROSTER.people,
        CHEN: Person(CHEN, "陈静", BRANCH, role="organizer"),
        QIAN: Person(QIAN, "钱多", BRANCH),
        SUN: Person(SUN, "孙宁", BRANCH, standing="probationary"),
        NEW: Person(NEW, "吴新", BRANCH, standing="activist"),
    },
)
EXPECTED = (SECRETARY, LI, ZHANG, CHEN, QIAN, SUN)
STARTS = datetime(2026, 3, 6, 19, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
DETAILS: dict[str, Any] = {
    "kind": "members_meeting",
    "items": ["通报上月工作", "审议年度预算"],
    "starts_at": "2026-03-06T19:00:00",
    "place": "201 会议室",
}


class Around(dict[Any, Any]):
    """Whatever is asked about meetings around this one is answered alike."""

    def __init__(self, *entries: HistoryEntry) -> None:
        super().__init__()
        self.entries = entries

    def __missing__(self, key: Any) -> Any:
        return self.entries


def meeting(book: str = "party-branch", *earlier: HistoryEntry, **how: Any) -> Harness:
    how = {"roster": PEOPLE, **how}
    life = harness(WORKFLOW, machine=MACHINE, rules=Rules(book=read_rule_book(book)), **how)
    life.answers = Around(*earlier)
    return life


def called(*earlier: HistoryEntry, **details: Any) -> Harness:
    """Everybody has the notice; it is 10:00, nine hours before."""
    life = meeting("party-branch", *earlier)
    life.begin({**DETAILS, **details})
    assert life.state.phase == "called", life.outcome
    return life


def opened(**details: Any) -> Harness:
    """It has begun, Chen writes the minutes, and nobody is there but the secretary."""
    life = called(**details)
    life.advance(STARTS)
    life.press("begin")
    life.taps("陈静", SECRETARY)
    assert life.state.phase == "held", life.outcome
    return life


def held() -> Harness:
    """Four voters and the probationary member are there, Qian is not; all was said and voted."""
    life = opened()
    for person in (LI, CHEN, SUN, ZHANG):
        life.press("here", actor=person)
    life.answer("said", "王书记：上月完成三件事", CHEN)
    life.press("next", actor=CHEN)
    life.answer("said", "李华：同意，建议缩减会议费", CHEN)
    life.press("count", actor=CHEN)
    life.types("4 0 0", CHEN)
    life.advance(minutes=50)
    life.press("end")
    return life


def complete() -> Harness:
    """Only the close is left."""
    life = held()
    life.press("why", "personal", QIAN)
    life.press("evidence", "upward", "no")
    life.press("sign")
    life.press("sign", actor=CHEN)
    assert gaps(life.state) == []
    return life


def test_a_secretary_calls_it_in_the_chat() -> None:
    life = meeting()
    life.begin()
    life.taps("支部党员大会", SECRETARY)
    life.types("1. 通报上月工作\n重要 审议年度预算", SECRETARY)
    assert isinstance(life.types("很久以后", SECRETARY), Rejected)
    life.taps("3月6日 周五 19:00", SECRETARY)
    life.types("201 会议室", SECRETARY)
    assert "2. 审议年度预算（表决，重要）" in life.heard(SECRETARY)
    assert "会通知应到的 6 人" in life.heard(SECRETARY)
    life.taps("发通知", SECRETARY)
    assert "201 会议室" in life.heard()
    for person in EXPECTED:
        assert any("201 会议室" in life.words(each) for each in life.messages(person))
        assert life.parts[person].status == "invited"
    assert "Please say whether you can come" in life.heard(ZHANG, "en")
    assert not life.messages(NEW), "an activist should not attend"


def test_only_its_convener_calls_a_kind() -> None:
    life = meeting()
    assert isinstance(life.begin(by=LI), Rejected)
    life.begin({"command": "meeting", "args": "admission_meeting"}, by=CHEN)
    assert life.state.definition.kind == "", "the organizer can't call that one"
    life.begin({"command": "meeting", "args": "admission_meeting"}, by=SECRETARY)
    assert life.state.definition.kind == "admission_meeting"
    assert [each.step for each in life.state.definition.items][:1] == ["candidate_report"]


def test_a_plan_that_names_nothing_right_is_told_what_is_allowed() -> None:
    life = meeting()
    life.begin({**DETAILS, "kind": "tea"})
    assert "allowed: members_meeting" in life.refusal()
    life.begin({**DETAILS, "items": []})
    assert "1 to 20 topics" in life.refusal()


def test_leave_is_asked_in_the_chat_and_decided_by_the_convener() -> None:
    life = called()
    life.press("leave", actor=LI)
    life.types("母亲住院", LI)
    line = life.state.progress.roll[LI]
    assert isinstance(line.words, Secret)
    assert not line.words.fresh, "it is sealed"
    asked = next(each for each in reversed(life.told) if each.send.key == f"leave-{LI}")
    assert asked.to == SECRETARY
    assert asked.send.secret
    assert asked.send.holder == LI
    assert isinstance(life.press("grant", actor=QIAN, about=LI), Rejected)
    life.press("grant", about=LI)
    assert "准假了" in life.heard(LI)
    assert life.parts[LI].status == "leave"
    life.press("leave", actor=QIAN)
    life.taps("值班或工作", QIAN)
    life.press("deny", about=QIAN)
    assert "请按时参加" in life.heard(QIAN)
    life.press("come", actor=LI)
    assert life.parts[LI].status == "coming", "who can make it after all comes"


def test_a_question_that_was_answered_by_a_tap_takes_no_words_any_more() -> None:
    life = called()
    life.press("leave", actor=LI)
    life.taps("因私", LI)
    (settled,) = (each for each in life.effects(Send) if each.key == "own")
    assert settled.closes == "panel"
    life.press("grant", about=LI)
    life.answer("off", "谢谢书记", LI)
    assert life.state.progress.roll[LI].granted, "it is not asked for again"
    assert "准假了" in life.heard(LI)


def test_reminders_spare_who_is_on_leave() -> None:
    life = called()
    life.press("leave", actor=LI)
    life.taps("因私", LI)
    life.press("grant", about=LI)
    before = len(life.messages(LI))
    life.advance(STARTS)
    assert "提醒" in "".join(life.words(each) for each in life.messages(QIAN))
    assert len(life.messages(LI)) == before
    assert "到开会时间了" in life.heard(SECRETARY)
    standing = life.standing(SECRETARY)
    assert standing is not None
    assert standing.waits


def test_the_chair_sees_who_is_there_and_what_it_takes() -> None:
    life = opened()
    assert "应到 6 人，实到 1 人" in life.heard(SECRETARY)
    assert "人数不够，会议无效" in life.heard(SECRETARY)
    life.press("here", actor=LI)
    life.press("here", actor=SUN)
    assert "有表决权的 5 人，到会 2 人" in life.heard(SECRETARY), "the probationary one has no vote"
    life.press("here", actor=CHEN)
    assert "会议有效。通过需要 3 票赞成" in life.heard(SECRETARY)
    assert "现在在场的全部赞成也通不过" not in life.heard(SECRETARY)


def test_valid_and_unable_to_pass() -> None:
    """Three of six voters make the meeting valid; four must agree."""
    people = {**PEOPLE.people, SUN: Person(SUN, "孙宁", BRANCH)}
    life = meeting(roster=Roster(PEOPLE.units, people))
    life.begin(DETAILS)
    life.advance(STARTS)
    life.press("begin", CHEN)
    life.press("here", actor=LI)
    life.press("here", actor=CHEN)
    assert "会议有效。通过需要 4 票赞成，现在在场的全部赞成也通不过" in life.heard(SECRETARY)
    life.press("next")
    life.press("count", "all")
    assert life.state.progress.tallies[0].outcome == "failed"
    assert "未通过。赞成 3" in life.heard(SECRETARY)


def test_a_code_is_read_out_and_only_the_present_one_counts() -> None:
    life = opened(check_in="code")
    spoken, seed = code(life.state.progress.seed, life.now), life.state.progress.seed
    assert f"签到口令：{spoken}" in life.heard(SECRETARY)
    for wrong in (code(seed, life.now - timedelta(days=1)), code("another", life.now), "1"):
        life.press("here", actor=LI)
        life.types(wrong, LI)
        assert "口令不对" in life.refusal()
    life.types(spoken, LI)
    assert life.state.progress.roll[LI].spans[0].by == "code"
    life.advance(minutes=11)
    life.press("here", actor=QIAN)
    life.types(spoken, QIAN)
    assert life.parts[QIAN].status == "here", "one code back still counts"
    life.advance(minutes=20)
    life.press("here", actor=ZHANG)
    assert isinstance(life.types(spoken, ZHANG), Rejected)
    life.answer("code", spoken, OUTSIDER)
    assert isinstance(life.outcome, Rejected), "from afar"


def test_who_comes_late_leaves_and_comes_back_has_intervals() -> None:
    life = opened()
    life.advance(minutes=20)
    life.press("here", actor=LI)
    life.advance(minutes=10)
    life.press("go", actor=LI)
    assert "您先离开了" in life.heard(LI)
    life.advance(minutes=10)
    life.press("here", actor=LI)
    assert len(life.state.progress.roll[LI].spans) == 2
    life.press("out", about=LI)
    life.press("here", actor=CHEN)
    life.advance(minutes=5)
    life.press("end")
    assert life.parts[LI].status == "late"
    assert life.parts[SECRETARY].status == "here"


def test_the_recorder_writes_the_roll_for_those_in_the_room() -> None:
    life = opened()
    life.press("in", actor=CHEN)
    life.types("李华、吴大", CHEN)
    assert "名册里找不到：吴大" in life.refusal()
    life.types("李华和孙宁", CHEN)
    assert life.parts[LI].status == "here"
    assert life.state.progress.roll[LI].spans[0].by == "typed"
    assert isinstance(life.press("in", LI, actor=QIAN), Rejected), "only chair and recorder"
    life.press("in", "all", actor=CHEN)
    assert all(life.parts[each].status == "here" for each in EXPECTED)


def test_words_are_put_to_who_said_them() -> None:
    life = opened()
    life.press("here", actor=CHEN)
    life.answer("said", "预算要公开", CHEN)
    assert "这是谁说的" in life.heard(CHEN)
    life.taps("陈静", CHEN)
    life.answer("said", "王书记: 同意公开", CHEN)
    assert [each.words for each in life.state.progress.points] == ["预算要公开", "同意公开"]
    life.press("unsay", actor=CHEN)
    assert len(life.state.progress.points) == 1


@pytest.mark.parametrize("typed", ["5", "3 1 1", "1 1 1 1", "many", "0 5"])
def test_figures_that_do_not_add_up_are_refused(typed: str) -> None:
    life = opened()
    for person in (LI, CHEN, ZHANG):
        life.press("here", actor=person)
    life.press("next", actor=CHEN)
    life.press("count", actor=CHEN)
    assert isinstance(life.types(typed, CHEN), Rejected)
    assert not life.state.progress.tallies


def test_all_agree_is_also_typed() -> None:
    life = opened()
    for person in (LI, CHEN, ZHANG):
        life.press("here", actor=person)
    life.press("next", actor=CHEN)
    for typed in ("一致同意", "都同意", "全票通过！", "All in favour", "everybody agrees", "4"):
        life.press("count", actor=CHEN)
        life.types("1 3 0", CHEN)
        life.press("count", actor=CHEN)
        life.types(typed, CHEN)
        assert life.state.progress.tallies[0].figures["yes"] == 4, typed


@pytest.mark.parametrize(
    ("book", "typed", "kinds"),
    [
        ("party-branch", "党员大会", ["members_meeting"]),
        ("party-branch", "党日", ["theme_day"]),
        ("party-branch", "admission_meeting", ["admission_meeting"]),
        ("party-branch", "committee", ["committee_meeting"]),
        ("party-branch", "年会", []),
        ("party-branch", "", []),
        ("club", "Assembly", ["assembly"]),
        ("union", "大会", ["members_meeting", "election_meeting"]),
    ],
)
def test_a_kind_is_found_by_a_part_of_its_name(book: str, typed: str, kinds: list[str]) -> None:
    found = kinds_named(read_rule_book(book).meetings, typed)
    assert [each.id for each in found] == kinds


def test_a_decision_has_an_owner_and_a_deadline() -> None:
    life = opened()
    life.press("here", actor=CHEN)
    life.press("decide", actor=CHEN)
    life.types("会议费减一成", CHEN)
    life.taps("李华", CHEN)
    assert isinstance(life.types("昨天", CHEN), Rejected)
    life.types("3月20日 18:00", CHEN)
    made = life.state.progress.resolved[0]
    assert (made.words, made.owner) == ("会议费减一成", LI)
    assert made.due is not None


def test_what_an_item_is_for_can_be_changed_until_the_end() -> None:
    life = opened(items=["修改章程", "Amend the rules", "场地"])
    assert [each.aim for each in life.state.definition.items] == [
        "decision",
        "decision",
        "discussion",
    ]
    life.press("items", actor=CHEN)
    life.taps("第 3 项改为表决", CHEN)
    assert life.state.definition.items[2].aim == "decision"
    assert undecided(life.state) == [0, 1, 2]
    life = called(items=["场地"])
    life.press("items")
    assert "星号" not in life.heard(SECRETARY)
    life.taps("场地", SECRETARY)
    assert life.state.definition.items[0].aim == "decision"


def test_a_vote_is_begun_from_an_item_and_tells_what_came_of_it() -> None:
    life = opened()
    for person in (LI, CHEN, SUN):
        life.press("here", actor=person)
    life.press("next", actor=CHEN)
    life.press("vote", actor=CHEN)
    started = life.effects(Start)[0]
    assert started.kind == "vote"
    assert started.by == CHEN
    assert started.details == {
        "meeting": life.number,
        "item": "1",
        "title": "审议年度预算",
        "profile": "ordinary_resolution",
        "roll": [SECRETARY, LI, ZHANG, CHEN, QIAN],
        "present": [SECRETARY, LI, CHEN],
        "written_allowed": False,
    }
    life.do(Informed(90, "vote.opened", {"vote": 90, "item": "1"}))
    assert any(each.lacks == "open_vote" for each in gaps(life.state))
    life.press("keep", actor=CHEN)
    assert life.labels(CHEN)[0] == "🗳 去看投票", "a second one is not offered"
    assert not any("发起投票" in each for each in life.labels(CHEN))
    for verb in ("vote", "count"):
        life.press(verb, actor=CHEN)
        assert "正在投票" in life.refusal()
        assert isinstance(life.outcome, Rejected)
        assert ChoiceId.decode(life.outcome.choices[0][0].id) == ChoiceId(90, "show")
    figures = told_figures(
        Result("passed", Figures(yes=3, should=5, present=3), 3, 3, (), life.now)
    )
    told = {"vote": 90, "item": "1", "outcome": "passed", "figures": figures}
    life.do(Informed(90, "vote.closed", told))
    assert "\n\n应到" in life.heard(SECRETARY), "the tally stands apart from the card"
    assert "通过。赞成 3" in life.heard(SECRETARY)
    assert "应到 5，到会 3（有表决权的），需 3 票" in life.heard(SECRETARY)
    assert isinstance(life.do(Informed(91, "vote.closed", {"item": "9"})), Rejected)


def test_after_the_end_the_first_button_leads_to_the_open_vote() -> None:
    life = opened()
    life.press("next")
    life.press("vote")
    life.do(Informed(90, "vote.opened", {"vote": 90, "item": "1"}))
    life.answer("said", "李华：同意", SECRETARY)
    life.press("at", 0)
    life.answer("said", "李华：三件事", SECRETARY)
    for person in (LI, CHEN):
        life.press("here", actor=person)
    life.advance(minutes=5)
    life.press("end")
    life.press("why", "personal", ZHANG)
    life.press("why", "personal", QIAN)
    life.press("why", "personal", SUN)
    assert life.labels(SECRETARY)[0] == "🗳 去看投票"


def test_a_vote_that_is_called_off_decides_nothing() -> None:
    life = opened()
    life.press("next", actor=CHEN)
    life.do(Informed(90, "vote.opened", {"vote": 90, "item": "1"}))
    called_off = {"vote": 90, "item": "1", "outcome": "void", "figures": {}}
    life.do(Informed(90, "vote.closed", called_off))
    assert "投票取消了" in life.heard(SECRETARY)
    assert not life.state.progress.tallies
    assert undecided(life.state) == [1]
    life.do(Informed(91, "vote.opened", {"vote": 91, "item": "1"}))
    assert isinstance(life.do(Informed(90, "vote.closed", called_off)), Rejected), "another stands"
    void = {**called_off, "vote": 91, "figures": {"given_out": 3, "returned": 4}}
    life.do(Informed(91, "vote.closed", void))
    assert "作废" in life.heard(SECRETARY)
    assert undecided(life.state) == [1]


def test_it_cannot_be_closed_with_a_gap_and_each_is_named() -> None:
    life = held()
    lacking = [each.lacks for each in gaps(life.state)]
    assert lacking == ["leave", "signatures", "asked"]
    life.press("close")
    assert "还差 3 处，会议不能结束。缺席人员" in life.refusal()
    assert isinstance(life.outcome, Rejected)
    assert life.outcome.choices, "a button leads there"
    life.press("close!")
    assert life.state.phase == "minutes", "a forged one changes nothing"
    life.press("sign")
    assert "记录还不齐" in life.refusal()


def test_a_change_makes_a_signature_void() -> None:
    life = held()
    life.press("why", "personal", QIAN)
    life.press("evidence", "upward", "no")
    life.press("sign")
    assert "还等 陈静 签字" in life.heard(SECRETARY)
    assert "等 陈静 签字。" in life.heard(SECRETARY)
    assert not any("签字" in each for each in life.labels(SECRETARY)), "it is not theirs any more"
    life.answer("said", "李华：补充一句", CHEN)
    life.press("sign", actor=CHEN)
    assert [each.lacks for each in gaps(life.state)] == ["signatures"]
    assert isinstance(life.press("sign", actor=LI), Rejected)
    life.press("sign")
    assert gaps(life.state) == []
    assert "完成会议" in life.labels(CHEN)[0], "whoever signed first sees that the other one did"


def test_the_minutes_are_signed_by_two() -> None:
    life = held()
    life.press("staff", "recorder", SECRETARY)
    assert "两个人" in life.refusal()


def test_an_exception_carries_a_reason_and_a_name() -> None:
    life = held()
    life.press("gaps")
    life.taps("第 1 处作例外", SECRETARY)
    life.types("钱多联系不上", SECRETARY)
    made = life.state.progress.excused[0]
    assert (made.reason, made.by) == ("钱多联系不上", SECRETARY)
    life.press("evidence", "upward", "no")
    life.press("sign")
    life.press("sign", actor=CHEN)
    life.press("close!")
    assert "例外" in life.heard(SECRETARY)
    assert "钱多联系不上" in life.heard(SECRETARY)


def test_the_close_tells_the_absent_who_confirm_that_they_have_read() -> None:
    life = complete()
    assert life.activity is not None
    assert counts_as(life.activity) is None
    life.press("close")
    assert "缺席的 1 人" in life.heard(SECRETARY)
    life.taps("是的，完成", SECRETARY)
    assert counts_as(life.activity) == Counted("members_meeting", life.state.progress.opened_at)
    assert "请看会议记录" in life.heard(QIAN)
    life.press("read", actor=QIAN)
    assert life.finished
    assert life.parts[QIAN].status == "read"
    assert isinstance(life.press("sign"), Rejected), "the record stays as it is"


def test_decisions_are_remembered_until_they_are_carried_out() -> None:
    life = held()
    life.press("decide")
    life.types("会议费减一成", SECRETARY)
    life.taps("李华", SECRETARY)
    life.taps("7 天", SECRETARY)
    life.press("why", "personal", QIAN)
    life.press("evidence", "upward", "no")
    life.press("sign")
    life.press("sign", actor=CHEN)
    life.press("close!")
    assert "由您负责的事" in life.heard(LI)
    life.press("read", actor=QIAN)
    assert not life.finished
    life.advance(days=8)
    assert "请落实会议的决定" in life.heard(LI)
    assert "请落实会议的决定" in life.heard(SECRETARY), "it is late"
    assert isinstance(life.press("done", 0, actor=QIAN), Rejected)
    life.press("done", 0, actor=LI)
    assert life.finished


def closed(number: int = 3, **state: Any) -> HistoryEntry:
    """A meeting of the same kind a week ago, with a decision that is not carried out."""
    life = held()
    life.press("decide")
    life.types("修好投影仪", SECRETARY)
    week = timedelta(days=7)
    record = replace(
        life.state.progress,
        opened_at=life.state.progress.opened_at - week,
        ended_at=life.state.progress.ended_at - week,
    )
    definition = replace(life.state.definition, starts_at=STARTS - week)
    over = replace(life.state, phase="over", progress=record, definition=definition, **state)
    return HistoryEntry(number, over, LI, None)


def test_the_next_one_asks_what_became_of_the_last() -> None:
    life = called(closed())
    assert life.state.progress.owed == ("修好投影仪",)
    assert "修好投影仪" in life.heard(SECRETARY)


def test_an_important_item_was_in_the_committee_before() -> None:
    """Otherwise that is a gap until somebody says in which meeting."""
    items = {"items": ["重要 审议年度预算"]}
    life = called(**items)
    assert "committee" in [each.lacks for each in gaps(life.state)]
    assert "写明哪次会议" in life.labels(SECRETARY)
    life.press("evidence", "committee_first")
    life.types("3月2日支委会", SECRETARY)
    assert "committee" not in [each.lacks for each in gaps(life.state)]
    before = closed()
    rule = read_rule_book("party-branch").meeting("committee_meeting")
    record = replace(before.state.progress, rule=rule, expected=(SECRETARY, CHEN))
    committee = replace(before, state=replace(before.state, progress=record))
    life = called(committee, **items)
    assert "committee" not in [each.lacks for each in gaps(life.state)]
    assert "2026-02-27" in life.state.progress.shown[0].words


def test_a_file_shows_the_step_that_was_asked_about() -> None:
    life = held()
    life.press("evidence", "upward")
    ref = Ref(Place("memory", "@1"), "m", True)
    life.do(Attached(ref, "1", "请示.pdf", "", 9, "f1", asked="evidence.upward"), SECRETARY)
    assert "asked" not in [each.lacks for each in gaps(life.state)]
    assert life.state.progress.materials == ()
    life.do(Attached(ref, "1", "照片.jpg", "", 9, "f2"), SECRETARY)
    assert [each.name for each in life.state.progress.materials] == ["照片.jpg"]
    life.do(Attached(ref, "1", "大.mp4", "", 10**9, "f3"), SECRETARY)
    assert "文件太大了" in life.refusal()


def test_two_meetings_at_one_time_are_warned_of() -> None:
    life = complete()
    other = closed()
    same = replace(
        other.state.progress,
        opened_at=life.state.progress.opened_at,
        ended_at=life.state.progress.ended_at,
    )
    life.answers = Around(replace(other, state=replace(other.state, progress=same)))
    life.press("close")
    assert "同一时间也在另一个会上" in life.heard(SECRETARY)
    assert "几乎相同" not in life.heard(SECRETARY)
    together = replace(same, together=life.number)
    life.answers = Around(replace(other, state=replace(other.state, progress=together)))
    life.press("close")
    assert "同一时间" not in life.heard(SECRETARY), "two kinds on one occasion"


def test_another_kind_on_the_same_occasion_is_a_record_of_its_own() -> None:
    life = called()
    life.press("also")
    started = life.effects(Start)[0]
    other = meeting()
    other.number = 8
    other.begin(started.details)
    assert other.state.progress.together == life.number
    assert other.state.definition.starts_at == life.state.definition.starts_at
    assert "召开哪一种会议" in other.heard(SECRETARY)


@pytest.mark.parametrize(("days", "late"), [(1, False), (4, True)])
def test_what_is_entered_afterwards_is_late_after_three_working_days(days: int, late: bool) -> None:
    """10:00 on Friday; the third working day after is Wednesday."""
    life = meeting()
    life.begin({"command": "minutes"})
    life.types("党员大会", SECRETARY)
    life.types("通报上月工作", SECRETARY)
    assert "是什么时候开的" in life.heard(SECRETARY)
    life.types("明天 19:00", SECRETARY)
    assert "已经过去的时间" in life.refusal()
    life.types("昨天 19:00", SECRETARY)
    life.types("一楼会议室", SECRETARY)
    life.taps("开始补记", SECRETARY)
    assert life.state.phase == "minutes"
    life.press("staff", "recorder", CHEN)
    life.press("in", "all")
    life.press("at", 0)
    life.types("王书记：上月工作", SECRETARY)
    life.press("evidence", "notice")
    life.types("3月3日群里通知", SECRETARY)
    life.press("evidence", "upward", "no")
    life.advance(days=days + (2 if late else 0))
    life.press("sign")
    life.press("sign", actor=CHEN)
    life.press("close")
    assert ("迟补" in life.heard(SECRETARY)) == late
    life.taps("是的，完成", SECRETARY)
    assert life.state.progress.late == late
    assert life.finished, "nobody was absent"


def test_who_is_excluded_counts_neither_here_nor_there() -> None:
    life = called()
    life.press("exclude", QIAN)
    life.types("出国半年以上，上级3月1日同意", SECRETARY)
    assert QIAN not in life.state.progress.expected
    assert len(life.state.progress.voters) == 4
    life.advance(STARTS)
    life.press("begin", CHEN)
    assert len(life.state.progress.expected) == 5
    life.press("exclude", QIAN)
    assert QIAN in life.state.progress.expected


def test_minutes_and_roll_are_files_in_the_usual_form() -> None:
    life = complete()
    life.press("close!")
    for verb, words in (("minutes", "缺席及事由"), ("sheet", "")):
        life.press(verb)
        (file,) = life.messages(SECRETARY)[-1].attachments
        assert isinstance(file.content, Document)
        for language in LANGUAGES:
            life.service.check(life.messages(SECRETARY)[-1], language)
        cells = [
            life.service.say(cell, "zh-CN")
            for block in file.content.blocks
            for row in getattr(block, "rows", ())
            for cell in row
            if not isinstance(cell, int | float) and not hasattr(cell, "day")
        ]
        assert not words or words in cells
        assert verb != "minutes" or "钱多（因私）" in cells


def test_it_stands_in_the_calendar_of_who_comes() -> None:
    life = called()
    life.press("leave", actor=LI)
    life.taps("因私", LI)
    life.press("grant", about=LI)
    assert life.activity is not None
    assert WORKFLOW.calendar_events is not None
    found = {
        each: WORKFLOW.calendar_events(PEOPLE, life.activity, each, life.parts[each])[each]
        for each in (LI, QIAN)
    }
    assert found[LI].cancelled
    assert not found[QIAN].cancelled
    assert found[QIAN].location == "201 会议室"


def test_it_is_called_off_for_everybody() -> None:
    life = called()
    life.press("cancel")
    assert "6 名成员" in life.heard(SECRETARY)
    life.taps("是的，取消", SECRETARY)
    assert "取消了" in life.heard(QIAN)
    assert life.finished


def test_a_lesson_has_a_lecturer_and_material() -> None:
    life = meeting()
    life.begin({"command": "meeting", "args": "party_lesson"})
    life.types("学习新修订的条例", SECRETARY)
    assert "谁来讲" in life.heard(SECRETARY)
    life.types("周文博 书记", SECRETARY)
    life.taps("3月6日 周五 19:00", SECRETARY)
    life.types("报告厅", SECRETARY)
    life.taps("发通知", SECRETARY)
    assert "补上材料" in life.heard(SECRETARY)
    assert "报告厅" in life.heard(NEW), "activists are guests"
    sent = Attached(Ref(Place("memory", "@1"), "m", True), "1", "讲稿.docx", "", 9, "f1")
    life.do(sent, SECRETARY)
    assert "材料：讲稿.docx" in life.heard(SECRETARY)
    life.advance(STARTS)
    life.press("begin", CHEN)
    life.press("here", actor=NEW)
    assert "实到 1 人" in life.heard(SECRETARY), "guests are counted apart"


def test_minutes_are_read_by_those_who_should_attend_alone() -> None:
    life = complete()
    life.press("close!")
    assert isinstance(life.press("minutes", actor=NEW), Rejected)
    assert isinstance(life.press("minutes", actor=QIAN), Decision)
    assert isinstance(life.press("minutes", actor=CHAIR), Decision), "and by the superior"
    life.press("read", actor=QIAN)
    assert life.activity is not None
    assert WORKFLOW.past is not None
    assert WORKFLOW.past(life.context(QIAN), life.activity)
    assert WORKFLOW.past(life.context(NEW), life.activity) is None


def test_a_committee_meets_by_itself_and_a_group_too() -> None:
    life = meeting()
    life.begin({**DETAILS, "kind": "committee_meeting"})
    assert life.state.progress.expected == (SECRETARY, CHEN)
    assert not life.messages(), "the room hears nothing of it"
    assert life.standing(LI) is None
    people = {
        each: replace(known, group="一组") for each, known in PEOPLE.people.items() if each < 4
    }
    life = meeting(roster=Roster(PEOPLE.units, PEOPLE.people | people))
    life.begin({**DETAILS, "kind": "group_meeting"})
    assert life.state.progress.expected == (SECRETARY, LI, ZHANG)


def test_a_club_holds_its_assembly_on_its_own_rules() -> None:
    """None of the Party's words is in it."""
    life = meeting("club")
    life.begin()
    assert "全体大会" in life.labels(SECRETARY)
    life.taps("全体大会", SECRETARY)
    life.types("审议年度计划", SECRETARY)
    life.taps("3月6日 周五 19:00", SECRETARY)
    life.types("活动室", SECRETARY)
    life.taps("发通知", SECRETARY)
    assert NEW in life.state.progress.expected, "everybody attends"
    life.advance(STARTS)
    life.press("begin", CHEN)
    for person in (LI, ZHANG, QIAN, CHEN):
        life.press("here", actor=person)
    life.types("李华：赞成", SECRETARY)
    life.press("count", "all")
    assert life.state.progress.tallies[0].outcome == "passed"
    life.press("end")
    life.press("sign")
    life.press("sign", actor=CHEN)
    life.press("close!")
    assert life.state.phase == "done", life.refusal()
    life.press("minutes")
    (file,) = life.messages(SECRETARY)[-1].attachments
    said = " ".join(
        life.service.say(each, "zh-CN")
        for block in getattr(file.content, "blocks", ())
        for row in (*getattr(block, "rows", ()), (getattr(block, "words", ""),))
        for each in row
        if not isinstance(each, int | float)
    )
    assert not any(each in said for each in ("党", "支委", "组织生活"))
    assert isinstance(life.outcome, Decision)
    assert CHAIR not in life.state.progress.expected


def test_who_leaves_the_unit_before_the_end_should_not_attend_and_has_no_vote() -> None:
    life = called()
    before = life.state.progress
    life.do(MemberLeft(LI))
    assert set(before.expected) - set(life.state.progress.expected) == {LI}
    assert LI not in life.state.progress.voters
    assert WORKFLOW.names is not None
    assert not WORKFLOW.names(life.state, LI)


def test_the_words_about_a_leave_can_be_erased_and_the_roll_stays() -> None:
    life = called()
    life.press("leave", actor=LI)
    life.types("母亲住院", LI)
    life.press("grant", about=LI)
    assert PERSONAL.forgotten is not None
    left = PERSONAL.forgotten(life.state, LI, False)
    assert left.progress.roll[LI].words is None
    assert left.progress.roll[LI].answer == "leave"
    assert PERSONAL.forgotten(left, LI, False) is left
