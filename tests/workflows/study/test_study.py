"""A study task from its draft to the hours of the year, on the harness."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from service.core.access import Rules
from service.core.effects import Inform, Send, Start, ToMembers, ToRoom
from service.core.events import Started
from service.core.queries import History, HistoryEntry
from service.core.records import Counted
from service.core.workflow import Activity, Rejected
from service.questions.model import Bank
from service.questions.queries import Banks
from service.sdk.codes import code
from service.sdk.testing import BRANCH, LI, OUTSIDER, ROSTER, SECRETARY, ZHANG, Harness
from service.settings.rule_files import read_rule_book
from service.testkit.harness import harness
from service.testkit.organization import QUESTIONS
from service.workflows.study import WORKFLOW
from service.workflows.study.hours import norm_of, total
from service.workflows.study.machine import MACHINE
from service.workflows.study.model import PAGE, Share, Study, Way, fair, pages

BANK = Bank(7, BRANCH, "党史", QUESTIONS)
TEXT = "没有调查，没有发言权。\n" + "调查就是解决问题。" * 200
RULES = Rules(book=read_rule_book("party-branch"))
DETAILS: dict[str, Any] = {
    "title": "反对本本主义",
    "materials": [TEXT],
    "way": "read",
    "hours": 4,
    "closes_at": "2026-03-09T20:00:00",
}


def life_of(rules: Rules = RULES) -> Harness:
    return harness(WORKFLOW, machine=MACHINE, rules=rules, answers={Banks(BRANCH): (BANK,)})


def planned(**details: Any) -> Harness:
    """A task that a plan has begun, open from now on."""
    life = life_of()
    life.begin({**DETAILS, **details}, by=None)
    assert life.state.phase == "open", life.outcome
    return life


def reads(life: Harness, person: int) -> None:
    """The person reads every page, at the pace of a quick reader."""
    life.press("read", actor=person)
    while life.parts[person].status == "reading":
        page = life.parts[person].page
        life.advance(seconds=fair(life.state.definition, page))
        life.press("next", page, actor=person)


# -- the draft


def test_a_task_is_set_in_the_chat() -> None:
    life = life_of()
    life.begin()
    life.types("反对本本主义", SECRETARY)
    life.types(TEXT, SECRETARY)
    life.types("https://example.org/1\nhttps://example.org/2", SECRETARY)
    assert "已收到 3 份材料" in life.heard(SECRETARY)
    life.taps("读完写几句心得", SECRETARY)
    assert "半天（4 学时）" in life.labels(SECRETARY)
    life.types("3 学时", SECRETARY)
    life.types("3月9日 20:00", SECRETARY)
    assert "读完后写几句心得，记 3 学时" in life.heard(SECRETARY)
    life.taps("发布", SECRETARY)
    assert life.state.phase == "open"
    assert life.state.definition.materials == (
        TEXT.strip(), "https://example.org/1", "https://example.org/2",
    )  # fmt: skip


def test_a_club_has_no_word_of_the_party_and_no_norm() -> None:
    rules = Rules(book=read_rule_book("club"))
    person = ROSTER.people[LI]
    assert norm_of(rules, ROSTER, person) is None
    assert norm_of(RULES, ROSTER, person) is not None
    life = life_of(rules)
    life.begin({**DETAILS, "hours": 2}, by=None)
    reads(life, LI)
    said = [life.words(each, lang) for each in life.messages(LI) for lang in ("zh-CN", "en")]
    assert not any(word in each for each in said for word in ("党", "支部", "Party"))


@pytest.mark.parametrize(
    ("key", "value", "named"),
    [
        ("way", "sing", "way"),
        ("way", "quiz", "way"),
        ("materials", [], "materials"),
        ("hours", 201, "hours"),
        ("closes_at", "2026-03-01T10:00:00", "closes_at"),
        ("colour", "red", "colour"),
    ],
)
def test_a_wrong_detail_of_a_plan_is_named(key: str, value: Any, named: str) -> None:
    life = life_of()
    assert isinstance(life.begin({**DETAILS, key: value}, by=None), Rejected)
    assert named in life.refusal()


def test_a_reading_list_is_published_at_once_each_task_after_the_one_before() -> None:
    life = life_of()
    life.begin()
    life.types(
        "3月20日 《实践论》 https://example.org/2\n3月10日《矛盾论》\n4月1日 18:30 调查报告",
        SECRETARY,
    )
    life.taps("读完确认", SECRETARY)
    life.taps("1 学时", SECRETARY)
    assert "后面还有 2 项" in life.heard(SECRETARY)
    life.taps("发布", SECRETARY)
    begun = life.effects(Start)
    assert [each.details["title"] for each in begun] == ["《实践论》", "调查报告"]
    assert begun[0].details["opens_at"] == life.state.schedule.closes_at
    assert begun[1].details["opens_at"] == begun[0].details["closes_at"]
    assert begun[0].details["materials"] == ("https://example.org/2",)
    other = life_of()
    other.begin(begun[0].details)
    assert other.state.phase == "scheduled"
    assert not other.told, "the card of the first says it all"


def test_a_line_without_a_day_is_named_and_nothing_is_lost() -> None:
    life = life_of()
    life.begin()
    life.types("3月20日 《实践论》\n《矛盾论》", SECRETARY)
    assert "第 2 行" in life.refusal()
    assert "Line 2" in life.refusal("en")
    life.types("《实践论》\n《矛盾论》", SECRETARY)
    assert "第 1 行" in life.refusal(), "two lines are no title"
    assert life.state.phase == "draft"


# -- reading


def test_a_long_text_is_read_page_by_page_and_not_faster_than_anybody_reads() -> None:
    life = planned()
    listed = pages(life.state.definition)
    assert len(listed) > 2
    assert all(len(each) <= PAGE for each in listed)
    assert "".join(listed).replace("\n", "") == TEXT.replace("\n", "")
    life.taps("开始学习", LI)
    life.advance(seconds=3)
    assert isinstance(life.press("next", 0, actor=LI), Rejected)
    takes = fair(life.state.definition, 0)
    assert f"还差 {takes - 3} 秒" in life.refusal()
    life.advance(seconds=takes - 3)
    life.press("next", 0, actor=LI)
    assert life.parts[LI].page == 1
    life.press("next", 0, actor=LI)
    assert life.parts[LI].page == 1, "a second tap on the old page turns nothing"
    reads(life, LI)
    assert life.parts[LI].status == "done"
    assert "记 4 学时" in life.heard(LI)


def test_words_of_ones_own_come_after_reading() -> None:
    life = planned(way="words")
    life.answer("words", "很好", LI)
    assert "请先读完材料" in life.refusal()
    reads(life, LI)
    assert "写几句" in life.heard(LI)
    life.types("好", LI)
    assert "5 到" in life.refusal()
    life.types("调查研究是我们的传家宝。", LI)
    assert life.parts[LI].status == "done"
    assert life.parts[LI].words == "调查研究是我们的传家宝。"
    part = life.parts[LI]
    assert WORKFLOW.personal.said(part) == [part.words]
    assert WORKFLOW.personal.erased is not None
    assert WORKFLOW.personal.erased(life.state, part, False) == part
    assert WORKFLOW.personal.erased(life.state, part, True).words == ""


def test_a_lecture_is_checked_in_at_with_the_code_read_out_there() -> None:
    life = planned(way="lecture", materials=["讲座"])
    life.press("here", actor=LI)
    assert "还没有报签到码" in life.refusal()
    assert "讲座3月9日 周一 20:00结束" in life.heard(LI)
    life.taps("报签到码", SECRETARY)
    seed = life.state.progress.seed
    assert code(seed, life.now) in life.heard(SECRETARY)
    life.taps("签到", LI)
    life.types("12", LI)
    assert "签到码不对" in life.heard(LI)
    life.answer("code", code("", life.now), LI)
    assert (life.parts[LI].status, life.parts[LI].tries.n) == ("asked", 2)
    life.answer("code", code(seed, life.now), LI)
    assert life.parts[LI].status == "done"
    life.advance(until=datetime(2026, 3, 8, 12, 1, tzinfo=UTC))
    assert life.labels(ZHANG) == ["✔ 签到"], "the reminder leads to the check-in"
    life.advance(until=datetime(2026, 3, 9, 12, 1, tzinfo=UTC))
    reads(life, ZHANG)
    life.types("I read the notes of the lecture.", ZHANG)
    assert life.parts[ZHANG].status == "made_up", "who has missed it writes a few words"


# -- the quiz


def test_a_quiz_begins_within_the_task_and_its_result_counts() -> None:
    life = planned(way="quiz:党史", pass_mark=80)
    (begun,) = life.effects(Start)
    assert begun.kind == "quiz"
    assert begun.details["within"] == life.number
    life.hears("quiz.opened", {}, sender=90)
    life.hears("quiz.submitted", {"percent": 100, "passed": True}, 91, LI)
    assert LI not in life.parts, "another quiz has no say"
    reads(life, LI)
    assert life.labels(LI) == ["📝 做测验"]
    life.hears("quiz.submitted", {"percent": 50, "passed": False}, 90, LI)
    assert "50 分，没到 80 分" in life.heard(LI)
    life.hears("quiz.submitted", {"percent": 90, "passed": True}, 90, LI)
    assert life.parts[LI].status == "done"
    life.hears("quiz.submitted", {"percent": 100, "passed": True}, 90, LI)
    assert life.parts[LI].percent == 90, "it is done already"
    life.taps("取消活动", SECRETARY)
    life.taps("是的，取消", SECRETARY)
    assert [each.about for each in life.informed if isinstance(each, Inform)] == ["cancelled"]


def test_who_has_no_attempt_left_is_told_so_and_left_alone() -> None:
    life = planned(way="quiz:党史")
    life.hears("quiz.opened", {}, sender=90)
    reads(life, LI)
    life.hears("quiz.submitted", {"percent": 50, "passed": False, "again": True}, 90, LI)
    assert "再考一次" in "".join(life.labels(LI))
    life.press("leave", actor=LI)
    life.press("read", actor=LI)
    assert life.labels(LI) == ["📝 做测验"], "what was read is not read again"
    life.hears("quiz.submitted", {"percent": 50, "passed": False, "again": False}, 90, LI)
    assert "次数已经用完" in life.heard(LI)
    assert not life.labels(LI)
    standing = life.standing(LI)
    assert standing is not None
    assert not standing.waits
    life.press("note", actor=SECRETARY)
    life.taps("李华", SECRETARY)
    assert life.parts[LI].status == "done"


# -- who it is for


def test_a_task_for_some_people_reaches_nobody_else() -> None:
    life = life_of()
    life.begin({**DETAILS, "named": [LI], "opens_at": "2026-03-05T10:00:00"}, by=None)
    life.advance(until=datetime(2026, 3, 5, 2, 0, tzinfo=UTC))
    told = life.effects(Send)
    assert not any(isinstance(each.to, ToRoom) for each in told)
    (invited,) = [each for each in told if isinstance(each.to, ToMembers)]
    assert "asked" in invited.to.only_status
    assert set(life.parts) == {LI}
    assert isinstance(life.press("read", actor=ZHANG), Rejected)
    assert isinstance(life.press("read", actor=OUTSIDER), Rejected)
    life.press("leave", actor=ZHANG)
    assert set(life.parts) == {LI}
    assert life.standing(ZHANG) is None
    assert life.standing(LI) is not None
    life.taps("名单", SECRETARY)
    assert "未学（1）：李华" in life.heard(SECRETARY)


def test_whom_it_is_for_is_typed_and_is_everybody_again_with_a_tap() -> None:
    life = life_of()
    life.begin({**DETAILS, "command": "study", "args": ""})
    for typed in ("学习", TEXT):
        life.types(typed, SECRETARY)
    life.taps("读完确认", SECRETARY)
    life.taps("1 学时", SECRETARY)
    life.types("3月9日 20:00", SECRETARY)
    life.taps("只给指定的人", SECRETARY)
    life.types("李华、无名氏", SECRETARY)
    assert "没有找到：无名氏" in life.refusal()
    life.types("李华", SECRETARY)
    assert life.state.progress.named == (LI,)
    life.taps("只给指定的人", SECRETARY)
    life.taps("全体", SECRETARY)
    assert life.state.progress.named == ()
    assert "会发到群里" in life.heard(SECRETARY)


# -- leave, making up, and the end


def test_whoever_has_begun_and_not_finished_is_reminded_too() -> None:
    life = planned()
    life.press("read", actor=LI)
    life.press("leave", actor=ZHANG)
    life.taps("提醒未完成的", SECRETARY)
    assert "李华" in life.heard(SECRETARY)
    assert "张伟" not in life.heard(SECRETARY)


def test_who_is_on_leave_is_left_alone_and_makes_up() -> None:
    life = planned()
    life.press("leave", actor=ZHANG)
    assert life.parts[ZHANG].status == "leave"
    life.advance(until=datetime(2026, 3, 8, 12, 1, tzinfo=UTC))
    reminders = [each for each in life.told if each.send.key == "reminder"]
    assert {each.to for each in reminders} >= {LI}
    assert ZHANG not in {each.to for each in reminders}
    life.advance(until=datetime(2026, 3, 9, 12, 1, tzinfo=UTC))
    assert life.state.phase == "closed"
    assert "make up until" in life.heard(ZHANG, "en")
    reads(life, ZHANG)
    assert life.parts[ZHANG].status == "made_up"
    life.taps("补记已学的人", SECRETARY)
    life.taps("李华", SECRETARY)
    assert life.parts[LI].by == SECRETARY
    life.taps("✔ 李华", SECRETARY)
    assert life.parts[LI].status == "asked", "a name that was tapped by mistake"
    assert "取消了刚才替您记下的" in life.heard(LI)
    assert life.labels(LI) == ["📖 开始学习"]
    life.taps("李华", SECRETARY)
    assert life.parts[LI].status == "made_up"
    assert isinstance(life.press("noted", actor=SECRETARY, about=ZHANG), Rejected)
    life.press("end", actor=SECRETARY)
    assert "还有 1 人没学完" in life.heard(SECRETARY), "the secretary has not begun"
    life.advance(days=31)
    assert life.state.phase == "over"
    assert life.finished
    assert isinstance(life.press("read", actor=ZHANG), Rejected)


def test_who_closes_early_moves_the_time_to_make_up() -> None:
    life = planned()
    life.taps("更多操作", SECRETARY)
    life.taps("现在截止", SECRETARY)
    life.taps("是的，现在截止", SECRETARY)
    assert "可以补学到4月5日" in life.heard(LI)
    life.advance(until=life.state.schedule.closes_at + timedelta(days=30, minutes=1))
    assert life.state.phase == "over"


def test_the_record_names_who_has_done_it_and_what_they_wrote() -> None:
    life = planned(way="words")
    reads(life, LI)
    life.types("调查研究是传家宝。", LI)
    life.press("record", actor=SECRETARY)
    (file,) = life.messages(SECRETARY)[-1].attachments
    assert str(file.name).endswith(".docx')") or ".docx" in repr(file.name)
    assert "传家宝" in repr(file.content)
    assert isinstance(life.press("record", actor=LI), Rejected)


# -- hours of the year


def share(hours: int, at: datetime, status: str = "done") -> HistoryEntry:
    state = replace(planned().state, definition=Study("x", (), Way("read"), hours))
    return HistoryEntry(1, state, LI, Share(status, at=at))  # type: ignore[arg-type]


def test_a_member_sees_their_own_hours_and_the_secretary_who_is_behind() -> None:
    at = datetime(2026, 2, 1, tzinfo=UTC)
    parts = (share(8, at), share(4, at, "made_up"), share(8, at, "leave"))
    for who, expected in ((LI, "12/32（3 次学习），还差 20"), (SECRETARY, "李华")):
        life = life_of()
        state = WORKFLOW.begin(life.context(who), BRANCH, {"command": "hours", "args": ""})
        life.activity = Activity(1, "study", BRANCH, state)
        needed = WORKFLOW.requires(life.activity, None, Started())
        life.answers |= dict.fromkeys(needed, parts)
        (query,) = needed
        assert isinstance(query, History)
        assert (query.people == (LI,)) == (who == LI)
        life.start(state, by=who)
        assert expected.split("（")[0] in life.heard(who) or who == SECRETARY
        if who == LI:
            assert "导出学时" not in life.labels(LI)
        else:
            assert "进度落后" in life.heard(SECRETARY)
            assert "集中轮训还差 1 次" in life.heard(SECRETARY), (
                "the norm of who leads asks for one"
            )
            life.taps("导出学时", SECRETARY)
            assert "12" in repr(life.messages(SECRETARY)[-1].attachments)


def test_a_course_is_a_task_of_a_whole_day() -> None:
    life, at = life_of(), datetime(2026, 2, 1, tzinfo=UTC)
    secretary, today = ROSTER.people[SECRETARY], date(2026, 3, 1)
    found = [
        total(life.context(), secretary, [(each.state, each.entry)], today)
        for each in (share(4, at), share(8, at), share(8, at, "leave"))
    ]
    assert [(each.courses, each.missing_courses) for each in found] == [(0, 1), (1, 0), (0, 1)]


def test_a_task_counts_for_the_norm_it_was_held_for() -> None:
    life = planned(norm="member_32")
    assert WORKFLOW.counts_as is not None
    assert life.activity is not None
    assert WORKFLOW.counts_as(life.activity) is None, "not before its close"
    life.advance(until=datetime(2026, 3, 9, 12, 1, tzinfo=UTC))
    closed = life.state.schedule.closes_at
    assert WORKFLOW.counts_as(life.activity) == Counted("member_32", closed)
    assert closed - timedelta(hours=12) == datetime(2026, 3, 9, tzinfo=UTC)
