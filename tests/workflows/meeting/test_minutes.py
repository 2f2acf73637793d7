"""A meeting from its end to its minutes, and what is kept of it, on the harness."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from service.core.effects import Start
from service.core.events import Attached, MemberLeft
from service.core.message import Chat, Document, Ref
from service.core.people import LANGUAGES, Roster
from service.core.queries import HistoryEntry
from service.core.records import Counted
from service.core.workflow import Decision, Rejected
from service.sdk.testing import CHAIR, LI, SECRETARY, ZHANG
from service.settings.rule_files import read_rule_book
from service.workflows.meeting import WORKFLOW
from service.workflows.meeting.checks import gaps, unheard
from service.workflows.meeting.closing import counts_as
from service.workflows.meeting.model import Item, Point
from service.workflows.meeting.personal import PERSONAL
from tests.workflows.meeting.at_meeting import (
    CHEN,
    DETAILS,
    NEW,
    PEOPLE,
    QIAN,
    STARTS,
    Around,
    called,
    complete,
    held,
    meeting,
)


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
    opened = life.state.progress.opened_at
    assert counts_as(life.activity) == Counted("members_meeting", opened, absent=(7,))
    assert "请看会议记录" in life.heard(QIAN)
    life.press("read", actor=QIAN)
    assert counts_as(life.activity) == Counted("members_meeting", opened), "it is made up for"
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
    ref = Ref(Chat("memory", "@1"), "m", True)
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
    sent = Attached(Ref(Chat("memory", "@1"), "m", True), "1", "讲稿.docx", "", 9, "f1")
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


def test_who_was_there_and_said_nothing_where_everybody_speaks_is_warned_of() -> None:
    life = complete()
    rule = life.state.progress.rule
    assert rule is not None
    everybody = replace(rule.steps[0], id="round", condition="", item=True, everybody=True)
    steps = (*rule.steps, everybody)
    items = (*life.state.definition.items, Item("逐人发言", step="round"))
    here = [each for each, line in life.state.progress.roll.items() if line.spans]

    def said(*people: int) -> set[int]:
        points = tuple(Point(len(items) - 1, each, "检查自己", STARTS) for each in people)
        record = replace(life.state.progress, rule=replace(rule, steps=steps), points=points)
        definition = replace(life.state.definition, items=items)
        return unheard(replace(life.state, definition=definition, progress=record))

    assert unheard(life.state) == set(), "the rule asks it of nobody"
    assert said() == set(here)
    assert said(here[0]) == set(here[1:])
    assert said(*here) == set()
