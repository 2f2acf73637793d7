"""A plan is made, seen and changed in the chat."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.core.calendar import Holidays
from service.core.effects import Send, SetTimer, Start, ToPerson
from service.core.events import Said, TimerFired
from service.core.queries import OfKind, Template, Templates
from service.core.workflow import Rejected
from service.questions.model import Bank, Question
from service.questions.queries import Banks
from service.sdk.testing import BRANCH, CHAIR, COMMITTEE, LI, ROSTER, SECRETARY, Harness
from service.testkit.harness import Texts
from service.workflows import discussion, plan, quiz, signup, talk
from service.workflows.plan.machine import MACHINE
from service.workflows.plan.model import Plan, define
from tests.workflows.plan.test_plan import shanghai

KINDS = (quiz.WORKFLOW, discussion.WORKFLOW, talk.WORKFLOW, signup.WORKFLOW)
TEXTS = Texts(plan.WORKFLOW, *KINDS)
TEMPLATE = Template(3, BRANCH, "quiz", "七一知识", SECRETARY, shanghai("2026-01-01"))
TWELVE = tuple(Question("short", f"第{n}题", accepted=("好",)) for n in range(12))
TWO = TWELVE[:2]
ORGANIZER = 6
PEOPLE = {
    **ROSTER.people,
    ORGANIZER: replace(ROSTER.people[LI], id=ORGANIZER, name="周组委", role="organizer"),
}


class Bench(Harness):
    """A secretary in the chat, on Monday 30 November 2026, beside the kinds that there are."""

    def __init__(self, now: str = "2026-11-30 10:00", *, templates: tuple[Template, ...] = ()):
        answers: dict[Any, Any] = {Templates(each): templates for each in PEOPLE}
        answers[Banks(BRANCH)] = (Bank(5, BRANCH, "党章", TWELVE), Bank(6, BRANCH, "防护", TWO))
        answers[OfKind("plan", BRANCH)] = ()
        super().__init__(
            plan.WORKFLOW,
            TEXTS,
            machine=MACHINE,
            beside=KINDS,
            roster=replace(ROSTER, people=PEOPLE),
            answers=answers,
            now=shanghai(now),
        )

    @property
    def plan(self) -> Plan:
        assert isinstance(self.state, Plan)
        return self.state

    def typed(self, words: str) -> Any:
        return self.types(words, SECRETARY)

    def tapped(self, *labels: str) -> Any:
        outcome: Any = None
        for each in labels:
            outcome = self.taps(each, SECRETARY)
        return outcome

    def draft(self, kind: str, words: str, name: str) -> None:
        self.begin()
        self.tapped(kind)
        self.typed(words)
        self.typed(name)

    def comes(self, at: str) -> None:
        """The clock goes on to then; what is due begins."""
        self.advance(until=shanghai(at))


def quiz_by_itself(bench: Bench | None = None) -> Bench:
    bench = bench or Bench()
    bench.draft("准备一次测验", "每月第一个周五晚上7点", "主题党日测验")
    bench.tapped("现在填好", "党章", "随机抽 10 题", "1 天", "确认")
    return bench


def talks_by_draft(bench: Bench | None = None) -> Bench:
    bench = bench or Bench()
    bench.draft("约一次谈心", "每季度第一个周五 19:30", "季度谈心")
    bench.tapped("确认")
    return bench


def test_a_quiz_is_planned_in_words_and_begins_by_itself() -> None:
    bench = Bench()
    bench.begin()
    assert "定期办什么" in bench.heard(SECRETARY)
    labels = bench.labels(SECRETARY)
    for each in ("准备一次测验", "发起一次讨论", "征集一次作品", "约一次谈心", "报名"):
        assert any(each in label for label in labels), labels
    bench.tapped("准备一次测验")
    assert "多久一次" in bench.heard(SECRETARY)
    bench.typed("每月第一个周五晚上7点")
    assert "叫什么名字" in bench.heard(SECRETARY)
    bench.typed("主题党日测验")
    bench.tapped("现在填好", "党章")
    bench.typed("20题")
    bench.typed("两天")
    preview = bench.heard(SECRETARY)
    for each in (
        "每月第一个周五 19:00",
        "题库：党章",
        "题目：20题",
        "开放：2 天",
        "到时自动发起",
        "负责人：王书记",
        "12月4日 周五 19:00",
        "1月1日 周五 19:00",
        "2月5日 周五 19:00",
    ):
        assert each in preview
    assert "Every month on the first Friday at 19:00" in bench.heard(SECRETARY, "en")
    assert bench.effects(SetTimer) == []
    bench.tapped("确认")
    assert bench.plan.phase == "running"
    assert bench.effects(SetTimer)[0].at == shanghai("2026-12-04 19:00")
    bench.fire("next")
    details = {
        "title": "主题党日测验",
        "bank": "党章",
        "questions": "20题",
        "minutes": 2880,
        "opens_at": shanghai("2026-12-04 19:00"),
    }
    assert bench.effects(Start) == [Start("quiz", BRANCH, SECRETARY, details)]
    begun = quiz.WORKFLOW.begin(bench.context(SECRETARY), BRANCH, details)
    assert not isinstance(begun, Rejected)
    assert bench.plan.next_at == shanghai("2027-01-01 19:00")


def test_works_are_collected_by_the_details_that_were_asked_for() -> None:
    bench = Bench()
    bench.draft("征集一次作品", "每年7月1日 10:00", "七一作品")
    bench.tapped("现在填好")
    bench.typed("拍一张身边的党员。")
    bench.tapped("14 天", "确认")
    bench.fire("next")
    (start,) = bench.effects(Start)
    assert start.details["genre"] == "works"
    begun = discussion.WORKFLOW.begin(bench.context(SECRETARY), BRANCH, start.details)
    assert begun.definition.genre == "works"
    assert begun.definition.title == "七一作品"


def test_what_is_decided_later_comes_as_a_draft_some_days_before() -> None:
    bench = talks_by_draft()
    assert bench.plan.next_at == shanghai("2027-01-01 19:30")
    assert bench.effects(SetTimer)[0].at == shanghai("2026-12-29 19:30")
    bench.fire("next")
    (start,) = bench.effects(Start)
    assert (start.kind, start.by, start.template) == ("talk", SECRETARY, None)
    assert start.details == {
        "command": "talk",
        "args": "",
        "title": "季度谈心",
        "opens_at": shanghai("2027-01-01 19:30"),
    }
    assert "定于 1月1日 周五 19:30。草稿已经建好" in bench.heard(SECRETARY)
    assert bench.plan.next_at == shanghai("2027-04-02 19:30")
    drafted = talk.WORKFLOW.begin(bench.context(SECRETARY), BRANCH, start.details)
    assert drafted.phase == "draft"


@pytest.mark.parametrize("kind", ["quiz", "discussion", "signup"])
def test_the_draft_of_a_plan_has_its_name_and_its_opening(kind: str) -> None:
    bench = Bench()
    opens = shanghai("2026-12-04 19:30")
    details = {"command": kind, "args": "", "title": "党日", "opens_at": opens}
    workflow = next(each for each in KINDS if each.kind == kind)
    state = workflow.begin(bench.context(SECRETARY), BRANCH, details)
    assert (state.phase, state.definition.title, state.schedule.opens_at) == (
        "draft",
        "党日",
        opens,
    )


def test_a_draft_of_a_date_that_is_close_comes_at_once_and_only_one() -> None:
    bench = Bench()
    bench.draft("约一次谈心", "每周三 19:30", "周三谈心")
    assert "确认后马上给草稿" in bench.heard(SECRETARY)
    bench.tapped("改提前几天", "提前 14 天", "确认")
    assert bench.effects(SetTimer)[0].at == bench.now
    bench.fire("next")
    assert len(bench.effects(Start)) == 1
    assert bench.effects(Start)[0].details["opens_at"] == shanghai("2026-12-02 19:30")
    assert "错过" not in bench.heard(SECRETARY)


def test_the_first_card_and_the_word_of_a_start_wait_for_no_quota() -> None:
    """Who has confirmed reads the card as an answer; what time brings waits for the night only."""
    bench = quiz_by_itself()
    (card,) = bench.effects(Send)
    assert (card.priority, card.deferrable) == ("reply", False)
    bench.fire("next")
    (told,) = bench.effects(Send)
    assert told.time_sensitive


def test_a_rule_is_tapped_value_by_value() -> None:
    bench = Bench()
    bench.begin()
    bench.tapped("准备一次测验", "每月第几个周几", "最后一个", "周五", "19:30")
    assert bench.plan.rule is not None
    assert (bench.plan.rule.nth, bench.plan.rule.weekday) == (-1, "friday")
    bench.typed("月末测验")
    bench.tapped("到时候再定", "改时间", "每季度", "第 2 个月", "最后一天", "09:00")
    assert "每季度（2/5/8/11 月） 31 日 09:00" in bench.heard(SECRETARY)
    assert "没有这一天的月份，在最后一天举行" in bench.heard(SECRETARY)
    assert "2月28日 周日 09:00" in bench.heard(SECRETARY)


@pytest.mark.parametrize(
    ("taps", "words"),
    [
        (("每周", "周三", "20:00"), "每周三 20:00"),
        (("每两周", "周三", "20:00"), "每两周的周三 20:00"),
        (("每月几日", "15 日", "09:00"), "每月 15 日 09:00"),
        (("每年", "7 月", "1 日", "09:00"), "每年 7 月 1 日 09:00"),
    ],
)
def test_each_usual_period_can_be_tapped(taps: tuple[str, ...], words: str) -> None:
    bench = Bench()
    bench.begin()
    bench.tapped("约一次谈心", *taps)
    bench.typed("谈心")
    assert words in bench.heard(SECRETARY)


@pytest.mark.parametrize(
    ("typed", "words", "dates"),
    [
        ("每天 9点", "每天 09:00", ("12-01", "12-02")),
        ("每周一三五晚上8点", "每周一、周三、周五 20:00", ("11-30", "12-02")),
        ("每个工作日 8点半", "每周一到周五 08:30", ("12-01", "12-02")),
    ],
)
def test_several_days_of_a_week_are_one_rule(
    typed: str, words: str, dates: tuple[str, str]
) -> None:
    bench = Bench()
    bench.draft("约一次谈心", typed, "晨读")
    assert words in bench.heard(SECRETARY)
    bench.tapped("确认")
    rule = bench.plan.rule
    assert rule is not None
    first = rule.next_after(bench.now, Holidays())
    assert first is not None
    second = rule.next_after(first.at, Holidays())
    assert second is not None
    assert (f"{first.planned:%m-%d}", f"{second.planned:%m-%d}") == dates


def test_a_value_is_typed_where_it_was_asked_for_and_a_whole_rule_replaces_it() -> None:
    bench = Bench()
    bench.begin()
    bench.tapped("约一次谈心", "每月几日")
    bench.typed("12号")
    bench.typed("晚上七点半")
    assert bench.plan.rule is not None
    assert (bench.plan.rule.day, f"{bench.plan.rule.at:%H:%M}") == (12, "19:30")
    bench.begin()
    bench.tapped("约一次谈心", "每月几日")
    bench.typed("每周三")
    assert "几点" in bench.heard(SECRETARY)
    bench.typed("8点")
    assert bench.plan.rule is not None
    assert bench.plan.rule.weekday == "wednesday"


@pytest.mark.parametrize("words", ["有空的时候", "每两天 9点", "每年2月30日 9点"])
def test_what_is_no_rule_is_said_with_examples(words: str) -> None:
    bench = Bench()
    bench.begin()
    bench.tapped("约一次谈心")
    refused = bench.typed(words)
    assert isinstance(refused, Rejected)
    assert "每月第一个周五 19:30" in bench.refusal()
    assert "first Friday of every month" in bench.refusal("en")


def test_a_day_that_no_year_has_is_refused_by_tap_too() -> None:
    bench = Bench()
    bench.begin()
    bench.tapped("约一次谈心", "每年", "2 月")
    bench.typed("30")
    assert "没有这一天" in bench.refusal()


def test_a_time_that_clocks_leave_out_is_held_an_hour_later() -> None:
    bench = Bench("2027-03-26 10:00")
    units = {**ROSTER.units, BRANCH: replace(ROSTER.units[BRANCH], timezone="Europe/Berlin")}
    bench.roster = replace(bench.roster, units=units)
    bench.draft("约一次谈心", "每周日 2:30", "夜谈")
    bench.tapped("确认")
    assert bench.plan.next_at == datetime.fromisoformat("2027-03-28T03:30+02:00")
    assert "（Europe/Berlin）" not in bench.heard(SECRETARY)


def test_a_template_is_offered_and_begun_from() -> None:
    bench = Bench(templates=(TEMPLATE,))
    bench.draft("准备一次测验", "每周五 19:30", "周五测验")
    bench.tapped("照模板《七一知识》", "1 小时", "确认")
    bench.fire("next")
    opens = shanghai("2026-12-04 19:30")
    details = {"minutes": 60, "opens_at": opens}
    assert bench.effects(Start) == [Start("quiz", BRANCH, SECRETARY, details, template="七一知识")]


def test_a_draft_from_a_template_names_no_times() -> None:
    bench = Bench(templates=(replace(TEMPLATE, kind="talk"),))
    bench.draft("约一次谈心", "每周五 19:30", "周五谈心")
    bench.tapped("照模板《七一知识》", "确认")
    bench.fire("next")
    assert bench.effects(Start) == [Start("talk", BRANCH, SECRETARY, {}, template="七一知识")]


# -- changed


def test_rule_name_and_days_ahead_are_changed_while_it_runs() -> None:
    bench = talks_by_draft()
    bench.tapped("修改…", "改时间")
    bench.typed("每周三 20:00")
    assert "已修改" in bench.heard(SECRETARY)
    assert bench.plan.next_at == shanghai("2026-12-02 20:00")
    bench.tapped("修改…", "改名称")
    bench.typed("周三谈心")
    assert bench.plan.title == "周三谈心"
    bench.tapped("修改…", "改提前几天", "当时")
    timers = [each for each in bench.effects(SetTimer) if each.name == "next"]
    assert [each.at for each in timers] == [shanghai("2026-12-02 20:00")]
    bench.tapped("修改…", "遇节假日：照常")
    assert bench.plan.rule is not None
    assert bench.plan.rule.on_holiday == "next_workday"


def test_an_old_timer_of_a_changed_plan_starts_nothing() -> None:
    bench = quiz_by_itself()
    old = bench.effects(SetTimer)[0]
    bench.tapped("修改…", "改时间")
    bench.typed("每周三 20:00")
    assert bench.do(TimerFired("next", old.at, old.revision)) == Rejected("plan.stale_timer")


def test_half_a_new_rule_changes_nothing() -> None:
    bench = quiz_by_itself()
    before = bench.plan
    bench.tapped("修改…", "改时间", "每周", "返回")
    assert (bench.plan.rule, bench.plan.next_at, bench.plan.when) == (
        before.rule,
        before.next_at,
        {},
    )


def test_details_are_changed_one_by_one_or_anew() -> None:
    bench = quiz_by_itself()
    bench.tapped("修改…", "题库：党章", "防护")
    assert bench.plan.details["bank"] == "防护"
    bench.tapped("修改…", "改方式", "到时候再定")
    assert (bench.plan.how, bench.plan.details) == ("draft", {})
    bench.tapped("修改…", "改方式", "现在填好", "党章")
    assert bench.plan.how == "draft", "a plan that comes due meanwhile brings a draft"
    bench.tapped("全部题目", "1 小时")
    assert (bench.plan.how, bench.plan.ahead) == ("details", 0)
    assert bench.plan.details == {"bank": "党章", "questions": "", "minutes": 60}


def test_no_more_questions_are_offered_to_draw_than_the_bank_has() -> None:
    bench = Bench()
    bench.draft("准备一次测验", "每天 9点", "每日一题")
    bench.tapped("现在填好", "党章")
    offered = [each for each in bench.labels(SECRETARY) if "题" in each]
    assert offered == ["随机抽 5 题", "随机抽 10 题", "全部题目"]
    bench = Bench()
    bench.draft("准备一次测验", "每天 9点", "每日一题")
    bench.tapped("现在填好", "防护")
    assert [each for each in bench.labels(SECRETARY) if "题" in each] == ["全部题目"]


def test_a_bank_that_is_not_there_is_refused() -> None:
    bench = Bench()
    bench.draft("准备一次测验", "每周五 19:30", "周五测验")
    bench.tapped("现在填好")
    bench.typed("没有的题库")
    assert "找不到题库没有的题库" in bench.refusal()


def test_somebody_else_leads_and_both_are_told() -> None:
    bench = quiz_by_itself()
    bench.tapped("修改…", "改负责人", "周组委")
    assert bench.plan.by == ORGANIZER
    assert {each.to for each in bench.effects(Send)} == {ToPerson(SECRETARY), ToPerson(ORGANIZER)}
    assert "王书记改了这个计划" in bench.heard(ORGANIZER)
    assert bench.labels(ORGANIZER) == [], "who may not manage plans has nothing to tap"
    bench.fire("next")
    assert [each.by for each in bench.effects(Start)] == [ORGANIZER]
    assert [each.to for each in bench.effects(Send)] == [ToPerson(ORGANIZER)]
    bench.press("pause")
    assert "已暂停" in bench.heard(ORGANIZER)
    bench.press("resume")
    bench.press("skipnow", bench.plan.step)
    assert "已跳过" in bench.heard(ORGANIZER)


def test_a_leader_who_may_begin_it_no_more_is_followed_by_who_may() -> None:
    bench = quiz_by_itself()
    bench.tapped("修改…", "改负责人", "周组委")
    people = {**PEOPLE, ORGANIZER: replace(PEOPLE[ORGANIZER], role="member")}
    bench.roster = replace(bench.roster, people=people)
    bench.fire("next")
    assert [each.by for each in bench.effects(Start)] == [SECRETARY]


def test_the_one_above_who_changes_a_plan_tells_who_leads_it() -> None:
    bench = quiz_by_itself()
    bench.press("pause", actor=CHAIR)
    assert "赵书记改了这个计划" in bench.heard(SECRETARY)


def test_a_change_while_it_is_paused_starts_nothing() -> None:
    bench = quiz_by_itself()
    bench.tapped("暂停", "修改…", "改时间")
    bench.typed("每周三 20:00")
    assert (bench.plan.phase, bench.plan.next_at) == ("paused", None)
    bench.tapped("恢复")
    assert bench.plan.next_at == shanghai("2026-12-02 20:00")


def test_skip_and_stop_are_undone() -> None:
    bench = quiz_by_itself()
    bench.tapped("跳过下一次", "确定跳过")
    assert bench.plan.next_at == shanghai("2027-01-01 19:00")
    bench.tapped("撤销")
    assert bench.plan.next_at == shanghai("2026-12-04 19:00")
    bench.tapped("终止", "确定终止")
    assert bench.finished
    bench.tapped("撤销")
    assert bench.plan.phase == "running"


def test_a_change_is_taken_back_once_it_is_whole() -> None:
    bench = quiz_by_itself()
    before = bench.plan
    bench.tapped("修改…", "改时间", "每月")
    assert "撤销" not in bench.labels(SECRETARY), "it is still being asked for"
    bench.typed("每周二 19:00")
    assert bench.plan.next_at != before.next_at
    bench.tapped("撤销")
    assert (bench.plan.rule, bench.plan.next_at) == (before.rule, before.next_at)
    assert bench.plan.next_at in [each.at for each in bench.effects(SetTimer)]
    bench.tapped("修改…", "改名称")
    bench.typed("每周一题")
    bench.tapped("撤销")
    assert bench.plan.title == before.title


def test_a_draft_is_dropped_and_had_back() -> None:
    bench = Bench()
    bench.draft("约一次谈心", "每周三 19:30", "周三谈心")
    bench.tapped("不设了")
    assert bench.plan.phase == "over"
    bench.tapped("撤销", "继续设定")
    assert "接下来 3 次" in bench.heard(SECRETARY)


def test_nothing_runs_before_it_is_whole() -> None:
    bench = Bench()
    bench.begin()
    assert isinstance(bench.press("confirm"), Rejected)
    bench.press("kind", "plan", "plan")
    assert isinstance(bench.outcome, Rejected)
    bench.press("kind", "talk", "coverage")
    assert isinstance(bench.outcome, Rejected)


# -- one of the settings


def of_settings() -> Bench:
    bench = Bench()
    when = {"every": "week", "weekday": "friday", "at": "19:30"}
    bench.begin(
        {"title": "党日", "kind": "quiz", "when": when, "details": {"bank": "党章"}}, by=None
    )
    return bench


def test_a_plan_of_the_settings_says_who_keeps_it_and_is_not_changed_here() -> None:
    bench = of_settings()
    assert "由管理员保管" in bench.heard(SECRETARY)
    assert "修改…" not in bench.labels(SECRETARY)
    before = bench.plan
    for verb in ("change", "every", "name", "how", "holiday", "leader"):
        refused = bench.press(verb)
        assert isinstance(refused, Rejected), verb
        assert "请找管理员" in bench.refusal()
    bench.do(Said(bench._ref(SECRETARY), "1", "每周三 9:00", asked="rule"), SECRETARY)
    assert isinstance(bench.outcome, Rejected)
    assert bench.plan == before
    bench.tapped("跳过下一次", "确定跳过")
    assert bench.plan.next_at == shanghai("2026-12-11 19:30")
    bench.press("pause")
    assert bench.plan.phase == "paused"


# -- the list


def test_the_list_shows_what_there_is_with_its_rule_and_next_date() -> None:
    bench = quiz_by_itself()
    running, empty = bench.plan, Bench()
    rule = {"every": "week", "weekday": "friday", "at": "19:30"}
    kept = define({"title": "党日", "kind": "quiz", "when": rule}, "Asia/Shanghai")
    paused = replace(kept, phase="paused")
    draft = replace(running, phase="draft", title="草稿")
    above = replace(running, title="上级的")
    bench.answers[OfKind("plan", BRANCH)] = (
        (31, BRANCH, running),
        (32, BRANCH, paused),
        (33, BRANCH, draft),
        (34, COMMITTEE, above),
    )
    bench.machine = None  # its buttons lead to other activities
    bench.start(plan.WORKFLOW.begin(bench.context(SECRETARY), BRANCH, {"command": "plans"}))
    shown = bench.heard(SECRETARY)
    assert "🔁 主题党日测验 · 准备一次测验\n每月第一个周五 19:00\n下一次：12月4日 周五" in shown
    assert "负责人：王书记" in shown
    assert "每周五 19:30\n目前暂停中" in shown
    assert "草稿" not in shown
    assert "上级的" not in shown
    assert bench.labels(SECRETARY) == ["🔁 主题党日测验", "🔁 党日", "＋ 定期活动"]
    assert bench.finished
    empty.start(plan.WORKFLOW.begin(empty.context(SECRETARY), BRANCH, {"command": "plans"}))
    assert "还没有定期活动" in empty.heard(SECRETARY)
    assert empty.labels(SECRETARY) == ["＋ 定期活动"]


@pytest.mark.parametrize("command", ["plan", "plans"])
def test_a_member_neither_makes_nor_sees_plans(command: str) -> None:
    bench = Bench()
    refused = plan.WORKFLOW.begin(bench.context(LI), BRANCH, {"command": command})
    assert isinstance(refused, Rejected)


def test_a_draft_stands_among_the_drafts_of_who_makes_it_alone() -> None:
    bench = Bench()
    bench.begin()
    standing = plan.WORKFLOW.standing
    assert standing is not None
    assert bench.activity is not None
    mine = standing(bench.context(SECRETARY), bench.activity, {})
    assert mine is not None
    assert (mine.stage, mine.empty) == ("draft", True)
    assert standing(bench.context(CHAIR), bench.activity, {}) is None
    made = quiz_by_itself()
    assert made.activity is not None
    listed = standing(made.context(SECRETARY), made.activity, {})
    assert listed is not None
    assert TEXTS.say(listed.title, "zh-CN") == "主题党日测验 · 每月第一个周五 19:00"


def test_a_missed_date_of_a_draft_still_comes_before_the_date() -> None:
    """The service was down when the draft was due; the date itself is still to come."""
    bench = Bench()
    bench.draft("约一次谈心", "每月15日 9:00", "谈心")
    bench.tapped("确认")
    assert bench.plan.next_at == shanghai("2026-12-15 09:00")
    timer = bench.timers["next", None]
    bench.now = timer.at + timedelta(days=2)
    bench.do(TimerFired("next", timer.at, timer.revision))
    assert len(bench.effects(Start)) == 1
    assert "错过" not in bench.heard(SECRETARY)


def test_a_half_changed_rule_of_a_draft_is_left_as_it_was() -> None:
    bench = Bench()
    bench.draft("约一次谈心", "每周三 19:30", "周三谈心")
    bench.tapped("改时间", "每年", "返回")
    assert "每周三 19:30" in bench.heard(SECRETARY)
    assert "接下来 3 次" in bench.heard(SECRETARY)


# -- whatever happens

ACTS = st.one_of(
    st.tuples(
        st.just("types"), st.sampled_from(["每周三 20:00", "每两周周五 9:00", "每月31日 9点"])
    ),
    st.tuples(st.just("ahead"), st.sampled_from(["0", "3", "14"])),
    st.tuples(
        st.sampled_from(["pause", "resume", "skipnow", "change", "keep", "holiday", "every"])
    ),
    st.tuples(st.just("every"), st.sampled_from(["week", "year"])),
    st.tuples(st.just("how"), st.sampled_from(["draft", "details"])),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(ACTS, st.integers(0, 24 * 20)), max_size=12))
def test_whatever_is_changed_each_date_begins_once_and_in_order(
    story: list[tuple[tuple[str, ...], int]],
) -> None:
    bench = quiz_by_itself()
    begun: list[datetime] = []
    for (verb, *args), hours in story:
        end = bench.now + timedelta(hours=hours)
        while bench.timers and min(each.at for each in bench.timers.values()) <= end:
            (name, _), _timer = min(bench.timers.items(), key=lambda each: each[1].at)
            outcome = bench.fire(name)
            if isinstance(outcome, Rejected):
                assert bench.plan.phase != "running"
            elif name == "next":
                (start,) = bench.effects(Start)
                assert start.details["opens_at"] >= bench.now
                begun.append(start.details["opens_at"])
        bench.now = max(end, bench.now)
        if verb == "types":
            bench.press("every")
            bench.types(args[0], SECRETARY)
        elif verb == "skipnow":
            bench.press(verb, bench.plan.step)
        else:
            bench.press(verb, *args)
        plan_now = bench.plan
        if plan_now.phase == "running":
            assert plan_now.next_at is not None
            assert plan_now.next_at > bench.now - timedelta(minutes=1)
    assert begun == sorted(set(begun))
