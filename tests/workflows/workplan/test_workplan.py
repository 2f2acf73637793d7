"""A work plan from its draft to its close, on the harness."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from service.core.access import Rules
from service.core.effects import Send, Start, ToPerson
from service.core.events import MemberLeft, TimerFired
from service.core.message import Attachment, Document, Table
from service.core.people import Person, Roster
from service.core.queries import Held, History, HistoryEntry
from service.core.records import Counted
from service.core.workflow import Rejected
from service.sdk.testing import BRANCH, CHAIR, LI, OUTSIDER, ROSTER, SECRETARY, ZHANG, Harness
from service.settings.rule_files import read_rule_book
from service.testkit.harness import harness
from service.workflows import meeting
from service.workflows.workplan import WORKFLOW
from service.workflows.workplan.machine import MACHINE
from service.workflows.workplan.model import Part

CHEN, QIAN = 6, 7
PEOPLE = Roster(
    ROSTER.units,
    {
        **ROSTER.people,
        CHEN: Person(CHEN, "陈静", BRANCH, role="committee"),
        QIAN: Person(QIAN, "钱多", BRANCH, role="committee"),
    },
)


class Known(dict[Any, Any]):
    """What was held, and the plans before, whenever they are asked for."""

    def __init__(self, held: tuple[Counted, ...], before: tuple[HistoryEntry, ...]) -> None:
        super().__init__()
        self.held, self.before = held, before

    def __missing__(self, key: Any) -> Any:
        if isinstance(key, Held):
            return self.held
        assert isinstance(key, History)
        return self.before


def plan(
    *held: Counted, period: str = "2026", before: tuple[HistoryEntry, ...] = (), **how: Any
) -> Harness:
    """A draft of the branch for the year that runs, of which ten months are left."""
    rules = Rules(book=read_rule_book("party-branch"))
    how = {"roster": PEOPLE, "rules": rules, "beside": (meeting.WORKFLOW,), **how}
    life = harness(WORKFLOW, machine=MACHINE, **how)
    life.answers = Known(held, before)
    life.begin(args=period)
    return life


def running(*held: Counted, life: Harness | None = None, **how: Any) -> Harness:
    life = life or plan(*held, **how)
    life.types("6月 参观纪念馆；李华", SECRETARY)
    life.press("put!")
    life.press("agree", actor=CHEN)
    life.press("agree", actor=QIAN)
    life.press("send!")
    life.press("approve!", actor=CHAIR)
    assert life.state.phase == "running", life.outcome
    return life


def counted(kind: str, day: str) -> Counted:
    return Counted(kind, datetime.fromisoformat(f"{day}T04:00:00+00:00"), unit=BRANCH)


def own(life: Harness) -> int:
    """The place of the first item that is no duty."""
    return next(at for at, each in enumerate(life.state.definition.items) if each.duty is None)


def place(life: Harness, duty: str) -> int:
    items = life.state.definition.items
    return next(at for at, x in enumerate(items) if x.duty is not None and x.duty.id == duty)


def files(life: Harness, person: int) -> dict[str, Attachment]:
    attached = (each for message in life.messages(person) for each in message.attachments)
    return {each.name.ending: each for each in attached}  # type: ignore[union-attr]


def test_it_is_drafted_from_what_the_rules_ask_of_the_unit() -> None:
    told = plan().heard(SECRETARY)
    assert "2026年年度计划" in told
    for each in ("支部党员大会，每季度", "主题党日，每月", "党课，每季度", "组织生活会，全年"):
        assert each in told
    assert "年度工作计划" not in told, "it is this very plan"
    assert "换届" not in told, "nobody knows since when the term runs"


def test_a_plan_of_a_quarter_has_what_ends_in_it() -> None:
    told = plan(period="Q2").heard(SECRETARY)
    assert "2026年第二季度计划" in told
    assert "主题党日，每月" in told
    assert "组织生活会" not in told


@pytest.mark.parametrize(
    ("typed", "item"),
    [
        ("6月 参观纪念馆", ("参观纪念馆", "2026-06-30", 0, "", "")),
        ("参观纪念馆；6月20日；李华", ("参观纪念馆", "2026-06-20", LI, "", "")),
        ("读书会；李华；每人一本；检查；笔记", ("读书会", None, LI, "每人一本", "检查；笔记")),
        ("Visit | 20 June | 李华", ("Visit", "2026-06-20", LI, "", "")),
    ],
)  # fmt: skip
def test_an_item_is_typed_on_one_line(typed: str, item: tuple[Any, ...]) -> None:
    life = plan()
    life.types(typed, SECRETARY)
    got = life.state.definition.items[-1]
    until = got.until.isoformat() if got.until else None
    assert (got.title, until, got.owner, got.measures, got.check) == item


def test_words_that_may_be_no_item_are_asked_about() -> None:
    life = plan()
    before = life.state.definition.items
    life.types("好的，谢谢", SECRETARY)
    assert life.state.definition.items == before
    assert "要把“好的，谢谢”加进计划吗" in life.heard(SECRETARY)
    life.types("13月 读书会", SECRETARY)
    life.taps("＋ 加进计划", SECRETARY)
    assert life.state.definition.items[-1].title == "13月 读书会"
    assert isinstance(life.press("meant", 0), Rejected), "it was answered"
    life.press("add")
    life.types("走访老党员", SECRETARY)
    assert life.state.definition.items[-1].title == "走访老党员", "one was asked for"


@pytest.mark.parametrize(
    ("typed", "tap", "owner", "measures"),
    [
        ("6月 参观；李花；联系场馆", "李华", LI, "联系场馆"),
        ("6月 参观；赵大勇；联系场馆", "“赵大勇”不是人名，照写", 0, "赵大勇"),
        ("6月 参观；李花", "“李花”不是人名，照写", 0, "李花"),
    ],
)
def test_whom_an_unknown_name_means_is_asked(
    typed: str, tap: str, owner: int, measures: str
) -> None:
    life = plan()
    count = len(life.state.definition.items)
    life.types(typed, SECRETARY)
    assert len(life.state.definition.items) == count
    assert "本单位没有叫" in life.heard(SECRETARY)
    assert "Nobody here is called" in life.heard(SECRETARY, "en")
    assert isinstance(life.press("meant", OUTSIDER), Rejected), "nobody from elsewhere"
    life.taps(tap, SECRETARY)
    item = life.state.definition.items[-1]
    assert (item.owner, item.measures) == (owner, measures)


@pytest.mark.parametrize("typed", ["；；", "长" * 101, f"读书会；{'长' * 301}"])
def test_what_is_no_item_changes_nothing(typed: str) -> None:
    life = plan()
    before = life.state
    assert isinstance(life.types(typed, SECRETARY), Rejected)
    assert life.state == before


def test_each_value_of_an_item_is_changed_in_the_chat() -> None:
    life = plan()
    life.press("add")
    life.types("参观纪念馆", SECRETARY)
    at = own(life)
    for field, typed in (("until", "9月"), ("owner", "李华"), ("measures", "联系场馆"),
                         ("check", "交总结"), ("title", "参观革命纪念馆")):  # fmt: skip
        life.press(field, at)
        life.types(typed, SECRETARY)
    item = life.state.definition.items[at]
    assert (item.title, item.until, item.owner, item.measures, item.check) == (
        "参观革命纪念馆", date(2026, 9, 30), LI, "联系场馆", "交总结",
    )  # fmt: skip
    life.press("owner", at, OUTSIDER)
    assert life.state.definition.items[at].owner == LI, "nobody from elsewhere"


def test_what_the_rules_say_must_be_stays_and_keeps_its_months() -> None:
    life = plan()
    day = place(life, "theme_day_monthly")
    assert isinstance(life.press("remove", day), Rejected)
    assert "主题党日”是规定必须办的" in life.refusal()
    life.press("until", day)
    assert isinstance(life.types("6月", SECRETARY), Rejected)
    talks = place(life, "talk_member_member")
    life.press("remove", talks)
    kept = [each.duty.id for each in life.state.definition.items if each.duty is not None]
    assert "talk_member_member" not in kept


def test_nobody_is_asked_about_an_item_without_a_time() -> None:
    life = plan()
    life.press("add")
    life.types("读书会", SECRETARY)
    assert isinstance(life.press("put"), Rejected)
    assert "读书会”还没有时间" in life.refusal()
    assert isinstance(life.press("put!"), Rejected)


def test_all_who_lead_the_unit_agree_and_nobody_else() -> None:
    life = plan()
    life.press("put!")
    assert isinstance(life.press("agree", actor=LI), Rejected)
    life.press("agree", actor=CHEN)
    life.press("agree", actor=CHEN)
    assert life.state.phase == "agreeing"
    assert isinstance(life.press("send!"), Rejected)
    life.press("agree", actor=QIAN)
    assert life.state.phase == "agreed"
    life.press("recall")
    assert (life.state.phase, life.state.progress.agreed) == ("draft", {})


@pytest.mark.parametrize(
    ("kind", "day", "agreed"),
    [
        ("committee_meeting", "2026-03-07", True),
        ("committee_meeting", "2026-03-05", False),  # before they had the plan
        ("members_meeting", "2026-03-07", False),
    ],
)
def test_a_closed_meeting_of_theirs_agrees_as_well(kind: str, day: str, agreed: bool) -> None:
    life = plan(counted(kind, day))
    life.press("put!")
    life.press("meeting")
    assert (life.state.phase == "agreed") is agreed
    assert agreed or "还没有找到" in life.refusal()


def test_only_the_unit_above_approves_and_returns() -> None:
    life = plan()
    life.press("put!")
    life.press("agree", actor=CHEN)
    life.press("agree", actor=QIAN)
    life.press("send!")
    assert isinstance(life.press("approve!"), Rejected), "not one's own plan"
    assert "由上级审批" in life.refusal()
    assert isinstance(life.press("add"), Rejected), "it lies above"
    life.press("return", actor=CHAIR)
    life.types("请加上读书活动", CHAIR)
    assert life.state.phase == "returned"
    (told,) = [each for each in life.effects(Send) if each.to == ToPerson(SECRETARY)]
    assert told.prompt == "add.on", "a line that is typed now is one more item"
    assert "上级退回，意见：请加上读书活动" in life.heard(SECRETARY)
    assert isinstance(life.press("add", actor=CHAIR), Rejected), "it is the branch's"
    life.types("10月 读书会", SECRETARY)
    life.press("send!")
    life.press("approve!", actor=CHAIR)
    assert life.state.progress.approved_by == CHAIR
    assert "计划开始执行" in life.heard(0)


def test_a_unit_with_nobody_above_runs_it_once_it_is_agreed() -> None:
    people = {each: PEOPLE.people[each] for each in (SECRETARY, LI, ZHANG)}
    life = plan(roster=Roster(ROSTER.units, people))
    life.press("put!")
    assert life.state.phase == "running"


def test_what_was_held_is_met_and_what_has_passed_is_late() -> None:
    life = running(counted("theme_day", "2026-01-09"), counted("members_meeting", "2026-03-02"))
    life.press("show")
    told = life.heard(SECRETARY)
    assert "❗ 3. 主题党日，每月：1/12" in told
    assert "1. 支部党员大会，每季度：1/4" in told
    # January and February have passed: two committee meetings, one theme day of two; the members'
    # meeting of the quarter is met before its end, and the plan of January counts for itself.
    assert "已到时间的 5 项次，完成 2 项次（40%）" in told


def test_what_is_due_begins_with_the_kind_that_meets_it() -> None:
    life = running()
    life.press("begin", place(life, "theme_day_monthly"))
    (begun,) = life.effects(Start)
    assert (begun.kind, begun.details["kind"], begun.by) == ("meeting", "theme_day", SECRETARY)
    assert isinstance(life.press("begin", place(life, "committee_report_to_members")), Rejected)
    assert isinstance(life.press("begin", place(life, "theme_day_monthly"), actor=LI), Rejected)


def test_who_sees_to_an_item_says_it_is_done_and_takes_it_back() -> None:
    life = running()
    at = own(life)
    assert isinstance(life.press("done", at, actor=ZHANG), Rejected)
    life.press("done", at, actor=LI)
    assert life.state.definition.items[at].done_at == life.now
    life.press("done", at, actor=LI)
    assert life.state.definition.items[at].done_at is None
    assert isinstance(life.press("done", place(life, "theme_day_monthly")), Rejected)
    assert "自动算上" in life.refusal()


def test_an_item_that_is_moved_counts_in_its_new_month() -> None:
    life = running()
    at = own(life)
    life.press("move", at)
    assert isinstance(life.types("九月", SECRETARY), Rejected), "without a reason"
    life.types("9月；场馆维修", SECRETARY)
    item = life.state.definition.items[at]
    assert (item.until, item.moved_from, item.why) == (
        date(2026, 9, 30), date(2026, 6, 30), "场馆维修",
    )  # fmt: skip
    life.press("move", at)
    life.types("10月8日 还在维修", SECRETARY)
    assert life.state.definition.items[at].moved_from == date(2026, 6, 30), "the first day"
    life.now = datetime(2026, 8, 1, tzinfo=UTC)
    life.press("show")
    assert "· 11. 参观纪念馆，10月8日前，李华（改期：还在维修）" in life.heard(SECRETARY)
    assert isinstance(life.press("move", place(life, "theme_day_monthly")), Rejected)


def test_what_is_left_out_stays_visible_and_counts_no_more() -> None:
    life = running()
    at = own(life)
    life.press("leave", at)
    life.types("并入主题党日", SECRETARY)
    life.press("show")
    assert "✕ 11. 参观纪念馆" in life.heard(SECRETARY)
    life.now = datetime(2026, 12, 31, tzinfo=UTC)
    life.press("close")
    assert "不办：参观纪念馆（并入主题党日）" in life.heard(SECRETARY)
    assert isinstance(life.press("leave", place(life, "theme_day_monthly")), Rejected)


def test_each_month_everybody_hears_what_is_theirs() -> None:
    life = running()
    life.advance(datetime(2026, 6, 1, 2, tzinfo=UTC))
    assert "6月由您负责的：\n· 11. 参观纪念馆" in life.heard(LI)
    assert "＋ 主题党日" in life.labels(SECRETARY)
    life.press("done", own(life), actor=LI)
    told = len(life.messages(LI))
    life.advance(datetime(2027, 3, 1, tzinfo=UTC))
    assert len(life.messages(LI)) == told, "nothing is left for them"
    assert life.timers == {}, "nobody is told any more once the year is over"
    assert "总结并结束" in life.labels(SECRETARY)[0]


def test_it_is_closed_in_per_cent_with_the_secretarys_own_words() -> None:
    held = [counted("theme_day", f"2026-{month:02}-06") for month in range(1, 13)]
    held += [counted("committee_meeting", f"2026-{month:02}-07") for month in range(1, 13)]
    held += [counted("members_meeting", f"2026-{month:02}-08") for month in (1, 4, 7, 10)]
    life = running(*held)
    life.now = datetime(2027, 1, 4, tzinfo=UTC)
    life.press("close")
    life.types("下一年重在读书。", SECRETARY)
    life.press("close!")
    assert (life.state.phase, life.finished) == ("closed", True)
    times = 12 + 12 + 4 + 4 + 7
    assert (life.state.progress.met, life.state.progress.due) == (28, times)
    assert f"应完成 {times} 项次，完成 28 项次，完成率 71%" in life.heard(CHAIR)
    assert "下一年重在读书" in life.heard(CHEN)
    document = files(life, CHAIR)[".docx"].content
    assert isinstance(document, Document)
    table = next(each for each in document.blocks if isinstance(each, Table))
    rows = {row[0]: row for row in table.rows}
    assert rows[3][6] == "12/12"
    assert ".xlsx" in files(life, CHAIR)


def test_the_next_plan_takes_over_the_own_items_a_year_later() -> None:
    last = running()
    last.press("measures", own(last))
    item = last.state.definition.items[own(last)]
    before = HistoryEntry(3, last.state, SECRETARY, Part(datetime(2026, 12, 31, tzinfo=UTC)))
    life = plan(period="2027", before=(before,))
    again = life.state.definition.items[own(life)]
    assert (again.title, again.until, again.owner) == (item.title, date(2027, 6, 30), LI)
    quarter = plan(period="Q2", before=(before,))
    assert all(each.duty is not None for each in quarter.state.definition.items)


def test_the_plan_of_a_year_counts_as_the_report_of_that_year() -> None:
    counts_as = WORKFLOW.counts_as
    assert counts_as is not None
    life = plan(period="2027")
    assert life.activity is not None
    assert counts_as(life.activity) == ()
    life.press("put!")
    life.press("agree", actor=CHEN)
    life.press("agree", actor=QIAN)
    life.press("send!")
    told = [(each.kind, each.at.year) for each in counts_as(life.activity)]  # type: ignore[union-attr]
    assert told == [("yearly_plan", 2027)]
    life.press("approve!", actor=CHAIR)
    life.now = datetime(2028, 1, 5, tzinfo=UTC)
    life.press("close!")
    told = [(each.kind, each.at.year) for each in counts_as(life.activity)]  # type: ignore[union-attr]
    assert told == [("yearly_plan", 2027), ("yearly_summary", 2027)]
    months = running(period="Q2")
    assert months.activity is not None
    assert counts_as(months.activity) == ()


def test_the_days_of_ones_own_items_stand_in_ones_calendar() -> None:
    life = running()
    events = WORKFLOW.calendar_events
    assert events is not None
    assert life.activity is not None
    (event,) = events(PEOPLE, life.activity, LI, life.parts[LI])[LI]  # type: ignore[misc]
    assert event.starts_at == datetime(2026, 6, 30, 1, tzinfo=UTC)
    assert events(PEOPLE, life.activity, CHEN, life.parts[CHEN])[CHEN] == ()


def test_who_leaves_leaves_their_items_to_somebody_else() -> None:
    life = running()
    names = WORKFLOW.names
    assert names is not None
    assert names(life.state, LI)
    life.do(MemberLeft(LI))
    assert life.state.definition.items[own(life)].owner == 0
    assert "请另定责任人：\n11. 参观纪念馆" in life.heard(SECRETARY)
    assert not names(life.state, LI)


def test_a_member_reads_it_once_it_runs() -> None:
    life = plan()
    assert isinstance(life.press("show", actor=LI), Rejected)
    life = running()
    for verb in ("look", "show", "item", "done"):
        assert isinstance(life.press(verb, own(life), actor=OUTSIDER), Rejected)
        assert life.refusal(), "another unit's"
    life.press("look", actor=LI)
    assert "主题党日，每月" in life.heard(LI)
    assert life.labels(LI) == ["11. 参观纪念馆"]


@pytest.mark.parametrize("args", [(), ("99",), ("x",)])
@pytest.mark.parametrize("verb", ["item", "until", "remove", "owner"])
def test_a_forged_button_changes_nothing(verb: str, args: tuple[str, ...]) -> None:
    life = plan()
    before = life.state
    assert isinstance(life.press(verb, *args), Rejected)
    assert life.state == before


def test_a_club_sees_none_of_the_partys_words() -> None:
    life = plan(rules=Rules(book=read_rule_book("club")))
    told = life.heard(SECRETARY) + life.heard(SECRETARY, "en")
    assert "全体大会" in told
    assert not any(each in told for each in ("党", "支部", "Party"))


def test_an_item_begins_by_itself_in_its_month_if_the_plan_says_so() -> None:
    life = plan()
    day = place(life, "theme_day_monthly")
    life.press("item", day)
    life.taps("⏱ 到时自动发起", SECRETARY)
    assert "自动发起，把草稿发给书记" in life.heard(SECRETARY)
    life = running(life=life)
    life.fire("month")
    (begun,) = life.effects(Start)
    assert (begun.kind, begun.by, begun.details["kind"]) == ("meeting", SECRETARY, "theme_day")
    life.fire("month")
    assert len(life.effects(Start)) == 1, "and in the next month"
    life.press("auto", day)
    life.fire("month")
    assert not life.effects(Start), "no more"


def test_what_was_begun_or_held_in_the_month_does_not_begin_again() -> None:
    met = counted("theme_day", "2026-04-01")
    life = plan(met)
    life.press("auto", place(life, "theme_day_monthly"))
    life = running(life=life)
    life.fire("month")
    assert life.now.month == 4
    assert not life.effects(Start), "it was held"
    life.press("begin", place(life, "theme_day_monthly"))
    life.do(TimerFired("month", life.now, life.state.schedule.revision), None)
    assert not life.effects(Start), "it was begun by a tap"
    assert isinstance(life.press("auto", own(life)), Rejected), "nothing can begin it"
