"""A meeting from its notice to its end, on the harness."""

from __future__ import annotations

from datetime import timedelta

import pytest

from service.core.choices import ChoiceId
from service.core.effects import Send, Start
from service.core.events import Informed
from service.core.people import Person, Roster
from service.core.queries import HistoryEntry
from service.core.rulebook.verdict import Figures
from service.core.texts import Secret
from service.core.workflow import Rejected
from service.sdk.codes import code
from service.sdk.testing import BRANCH, LI, OUTSIDER, SECRETARY, ZHANG
from service.settings.rule_files import read_rule_book
from service.workflows.meeting.checks import gaps, undecided
from service.workflows.meeting.form import kinds_named
from service.workflows.meeting.model import Part
from service.workflows.vote.model import Result, told_figures
from tests.workflows.meeting.at_meeting import (
    CHEN,
    DETAILS,
    EXPECTED,
    NEW,
    PEOPLE,
    QIAN,
    STARTS,
    SUN,
    called,
    meeting,
    opened,
)


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
    assert f"签到码：{spoken}" in life.heard(SECRETARY)
    for wrong in (code(seed, life.now - timedelta(days=1)), code("another", life.now), "1"):
        life.press("here", actor=LI)
        life.types(wrong, LI)
        assert "签到码不对" in life.heard(LI)
    life.types(spoken, LI)
    assert "以后再输一次" in life.refusal(), "guessing is slow"
    life.advance(minutes=1)
    life.types(spoken, LI)
    assert life.state.progress.roll[LI].spans[0].by == "code"
    life.advance(minutes=11)
    life.press("here", actor=QIAN)
    life.types(spoken, QIAN)
    assert life.parts[QIAN].status == "here", "one code back still counts"
    life.advance(minutes=20)
    life.press("here", actor=ZHANG)
    life.types(spoken, ZHANG)
    assert life.parts[ZHANG].status == "invited", "it has been replaced"
    life.answer("code", spoken, OUTSIDER)
    assert isinstance(life.outcome, Rejected), "from afar"


def test_guessing_the_code_ends_and_the_recorder_hears_of_it() -> None:
    life = opened(check_in="code")
    life.press("here", actor=LI)
    for _ in range(6):
        life.types("x", LI)
        life.advance(minutes=1)
    assert "已经不能再输码了" in life.heard(LI)
    assert "李华 输错签到码 6 次" in life.heard(CHEN), "the recorder"
    assert "has typed 6 wrong check-in codes" in life.heard(CHEN, "en")
    life.press("here", actor=LI)
    life.types(code(life.state.progress.seed, life.now), LI)
    assert "输错的次数太多" in life.refusal(), "whatever is typed then"
    life.press("in", LI, actor=CHEN)
    assert life.state.progress.roll[LI].here, "who sits there is noted by name"
    life.press("here", actor=QIAN)
    life.types(code(life.state.progress.seed, life.now), QIAN)
    assert life.state.progress.roll[QIAN].here, "nobody else is held up"


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


def test_a_vote_that_runs_hears_who_checks_in_later() -> None:
    life = opened()
    life.press("next")
    life.press("vote")
    life.do(Informed(90, "vote.opened", {"vote": 90, "item": "1"}))
    life.press("here", actor=ZHANG)
    life.press("in", QIAN)
    told = [(each.activity, each.about, each.details) for each in life.informed]
    assert told == [(90, "meeting.present", {"present": [each]}) for each in (ZHANG, QIAN)]


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


def test_whose_night_ends_as_it_begins_is_called_in_and_not_reminded_too() -> None:
    life = called(starts_at="2026-03-06T14:00:00")  # seven in the morning in Berlin
    life.advance(STARTS.replace(hour=13))
    assert "提醒" in life.heard(LI)
    assert "A reminder" not in life.heard(ZHANG, "en")
    life.advance(STARTS.replace(hour=14))
    life.press("begin")
    life.taps("陈静", SECRETARY)
    assert "Please check in" in life.heard(ZHANG, "en")


@pytest.mark.parametrize(
    ("starts", "minutes", "warned"),
    [("18:30", 60, True), ("18:00", 60, False), ("19:30", 60, True), ("20:00", 60, False)],
)
def test_a_second_meeting_of_the_same_people_at_that_time_is_warned_of(
    starts: str, minutes: int, *, warned: bool
) -> None:
    first = called(starts_at=f"2026-03-06T{starts}:00", minutes=minutes).state
    life = meeting("party-branch", HistoryEntry(3, first, LI, Part("invited", STARTS)))
    life.begin({"command": "meeting", "args": "支部党员大会"})
    life.types("审议预算", SECRETARY)
    life.types("今天 19:00", SECRETARY)
    life.types("201", SECRETARY)
    life.taps("发通知", SECRETARY)
    assert (life.state.phase == "draft") is warned
    if warned:
        assert "支部党员大会，3月6日 周五 " + starts in life.heard(SECRETARY)
        assert "6 人重复" in life.heard(SECRETARY)
        life.taps("仍然发通知", SECRETARY)
    assert life.state.phase == "called"


@pytest.mark.parametrize("secret", [False, True])
def test_no_button_stands_on_a_card_twice(secret: bool) -> None:
    """A secret vote is the next step itself, an open one stands beside the show of hands."""
    life = opened(kind="admission_meeting", items=["接收白小雨"]) if secret else opened()
    life.press("keep", actor=CHEN)
    while not any("发起投票" in each for each in life.labels(CHEN)):
        life.press("next", actor=CHEN)
    labels = life.labels(CHEN)
    assert len(set(labels)) == len(labels), labels
    assert ("发起投票" in labels[0]) is secret
