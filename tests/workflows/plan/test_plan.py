"""A plan starts what it should, when it should, once; and says what it does."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.core.calendar import Holidays, local
from service.core.choices import ChoiceId
from service.core.effects import Edit, Send, SetTimer, Start, ToPerson
from service.core.events import (
    Attached,
    Chose,
    CommandGiven,
    DeliveryFailed,
    Edited,
    Event,
    Joined,
    Said,
    Started,
    TimerFired,
    Withdrawn,
)
from service.core.message import Chat, Message, Ref
from service.core.people import LANGUAGES, Language, Person, Roster, Unit
from service.core.queries import Templates
from service.core.texts import Lines, Text
from service.core.workflow import Context, Outcome, Rejected, rules_of
from service.questions.queries import Banks
from service.sdk.testing import Harness
from service.testkit.harness import Texts
from service.workflows.plan import WORKFLOW
from service.workflows.plan.machine import MACHINE
from service.workflows.plan.model import Phase, Plan

SECRETARY, MEMBER, CHAIR = 1, 2, 3
RULES = rules_of((WORKFLOW,))
BRANCH = 20
ROSTER = Roster(
    units={10: Unit(10, "总支"), BRANCH: Unit(BRANCH, "第一支部", parent=10)},
    people={
        SECRETARY: Person(SECRETARY, "王书记", BRANCH, role="secretary"),
        MEMBER: Person(MEMBER, "李明", BRANCH),
        CHAIR: Person(CHAIR, "赵书记", 10, role="secretary"),
    },
)
NATIONAL_DAY = frozenset(date(2026, 10, day) for day in range(1, 8))
HOLIDAYS = Holidays(holidays=NATIONAL_DAY, horizon=date(2026, 12, 31))
FIRST_FRIDAY = {
    "every": "month",
    "nth": 1,
    "weekday": "friday",
    "at": "19:30",
    "on_holiday": "next_workday",
}
DEFINITION: dict[str, Any] = {
    "title": "主题党日答题",
    "kind": "quiz",
    "when": FIRST_FRIDAY,
    "details": {"bank": "党章", "n": 5},
}
REF = Ref(Chat("webchat", "p1"), "m1")
TEXTS = Texts(WORKFLOW)


def shanghai(words: str) -> datetime:
    return local(datetime.fromisoformat(words), "Asia/Shanghai")


class Bench(Harness):
    """One plan on the harness."""

    def __init__(
        self,
        now: str = "2026-08-10 09:00",
        *,
        by: int | None = SECRETARY,
        holidays: Holidays = HOLIDAYS,
        **definition: Any,
    ) -> None:
        super().__init__(
            WORKFLOW,
            TEXTS,
            machine=MACHINE,
            roster=ROSTER,
            holidays=holidays,
            answers={Banks(BRANCH): (), **{Templates(each): () for each in ROSTER.people}},
            now=shanghai(now),
        )
        self.begin({**DEFINITION, **definition}, by=by)

    @property
    def plan(self) -> Plan:
        assert isinstance(self.state, Plan)
        return self.state

    def due(self, now: str | None = None, *, name: str = "next") -> Outcome:
        """The timer of the next date comes due, handled at `now` (or to the minute)."""
        due = self.plan.next_at
        assert due is not None
        self.now = shanghai(now) if now else due
        return self.do(TimerFired(name, due, self.plan.step))

    def said(self, language: Language = "zh-CN") -> str:
        """Everything this decision says, as its reader sees it."""
        messages = [each.message for each in (*self.effects(Send), *self.effects(Edit))]
        return "\n".join(self.service.say(each.body, language) for each in messages)


def test_a_plan_waits_for_its_first_date_and_tells_who_set_it() -> None:
    bench = Bench()
    assert bench.plan.phase == "running"
    assert bench.effects(SetTimer)[0] == SetTimer("next", shanghai("2026-09-04 19:30"), revision=1)
    assert [each.to for each in bench.effects(Send)] == [ToPerson(SECRETARY)]
    assert "每月第一个周五 19:30" in bench.said()
    assert "下一次：9月4日 周五 19:30" in bench.said()
    assert "Every month on the first Friday at 19:30" in bench.said("en")


def test_a_due_date_starts_the_activity_with_its_opening_time_and_waits_for_the_next() -> None:
    bench = Bench()
    bench.due()
    september = shanghai("2026-09-04 19:30")
    details = {"bank": "党章", "n": 5, "opens_at": september}
    assert bench.effects(Start) == [Start("quiz", BRANCH, SECRETARY, details)]
    assert bench.effects(SetTimer)[0].at == shanghai("2026-10-08 19:30")
    assert "已按计划启动" in bench.said()
    assert "原定 10月2日 周五，因节假日调整" in bench.said()
    assert all(each.deferrable for each in bench.effects(Send))


def test_a_timer_that_fires_twice_starts_once() -> None:
    bench = Bench()
    event = TimerFired("next", shanghai("2026-09-04 19:30"), bench.plan.step)
    bench.due()
    assert bench.do(event) == Rejected("plan.stale_timer")


def test_a_date_missed_by_less_than_its_grace_is_made_up_for_once() -> None:
    bench = Bench()
    bench.due("2026-09-05 07:29")
    assert [each.details["opens_at"] for each in bench.effects(Start)] == [bench.now]
    assert bench.plan.next_at == shanghai("2026-10-08 19:30")


def test_a_date_missed_by_its_grace_is_left_out_and_that_is_said() -> None:
    bench = Bench()
    bench.due("2026-09-05 07:30")
    assert bench.effects(Start) == []
    assert "错过了 1 次（最近一次是 9月4日 周五 19:30）" in bench.said()
    assert "One occurrence was missed" in bench.said("en")
    assert bench.plan.next_at == shanghai("2026-10-08 19:30")


def test_after_a_long_downtime_only_the_last_date_is_made_up_for() -> None:
    bench = Bench(when={"every": "week", "weekday": "monday", "at": "08:00"})
    bench.due("2026-09-07 10:00")  # 17, 24, 31 August and 7 September have passed
    assert len(bench.effects(Start)) == 1
    assert "错过了 3 次（最近一次是 8月31日 周一 08:00）" in bench.said()
    assert bench.plan.next_at == shanghai("2026-09-14 08:00")


def test_a_date_past_the_known_holidays_is_called_uncertain() -> None:
    bench = Bench("2026-12-10 09:00")
    assert not bench.plan.certain
    assert "节假日安排尚未公布，日期可能变动" in bench.said()
    bench.due()
    assert "请核对" in bench.said()


def test_holidays_announced_later_move_the_date_and_that_is_said() -> None:
    bench = Bench("2026-12-20 09:00")
    assert bench.plan.next_at == shanghai("2027-01-01 19:30")
    check = next(each for each in bench.effects(SetTimer) if each.name == "check")
    bench.holidays = Holidays(holidays=frozenset({date(2027, 1, 1)}), horizon=date(2027, 12, 31))
    bench.now = check.at
    bench.do(TimerFired("check", check.at, check.revision))
    assert bench.plan.next_at == shanghai("2027-01-04 19:30")
    assert bench.plan.certain
    assert "节假日安排有变" in bench.said()
    assert bench.do(TimerFired("next", bench.now, check.revision)) == Rejected("plan.stale_timer")


def test_an_unchanged_date_is_looked_at_again_without_a_word() -> None:
    bench = Bench("2026-12-20 09:00")
    for _ in range(5):
        check = next(each for each in bench.effects(SetTimer) if each.name == "check")
        bench.now = check.at
        bench.do(TimerFired("check", check.at, check.revision))
        assert bench.effects(Send) == []
    assert bench.plan.next_at == shanghai("2027-01-01 19:30")


def test_a_date_moved_while_the_service_was_down_is_not_started_too_early() -> None:
    bench = Bench("2026-12-20 09:00")
    bench.holidays = Holidays(holidays=frozenset({date(2027, 1, 1)}), horizon=date(2027, 12, 31))
    bench.due()
    assert bench.effects(Start) == []
    assert bench.plan.next_at == shanghai("2027-01-04 19:30")
    bench.due()
    assert len(bench.effects(Start)) == 1
    assert bench.plan.next_at == shanghai("2027-02-05 19:30")


def test_a_started_date_does_not_come_back_when_its_holiday_is_moved() -> None:
    bench = Bench("2026-12-20 09:00")
    bench.due()
    bench.holidays = Holidays(holidays=frozenset({date(2027, 1, 1)}), horizon=date(2027, 12, 31))
    bench.now = shanghai("2027-01-02 09:00")
    bench.press("pause")
    bench.press("resume")
    assert bench.plan.next_at == shanghai("2027-02-05 19:30")


def test_a_pause_starts_nothing_and_what_fell_into_it_is_not_made_up_for() -> None:
    bench = Bench()
    armed = bench.effects(SetTimer)[0]
    bench.press("pause")
    assert bench.plan.phase == "paused"
    assert isinstance(bench.do(TimerFired("next", armed.at, armed.revision)), Rejected)
    bench.now = shanghai("2026-09-04 20:00")
    bench.press("resume")
    assert bench.plan.next_at == shanghai("2026-10-08 19:30")


def test_the_next_date_is_skipped_only_after_a_confirmation_and_only_once() -> None:
    bench = Bench()
    bench.press("skip")
    assert bench.plan.next_at == shanghai("2026-09-04 19:30")
    question = bench.effects(Send)[0]
    yes = question.message.choices[0][0].id
    bench.do(Chose(REF, "1", yes), SECRETARY)
    assert [each.key for each in bench.effects(Edit)] == [question.key]
    assert bench.plan.next_at == shanghai("2026-10-08 19:30")
    again = bench.do(Chose(REF, "1", yes), SECRETARY)
    assert isinstance(again, Rejected)
    assert again.code == "plan.outdated"


def test_skipped_dates_stay_skipped_when_the_date_is_looked_at_again() -> None:
    bench = Bench("2026-08-10 09:00", when={**FIRST_FRIDAY, "every": "week", "nth": None})
    for _ in range(2):
        bench.press("skipnow", str(bench.plan.step))
    assert bench.plan.next_at == shanghai("2026-08-28 19:30")
    bench.now += timedelta(days=1)
    bench.do(TimerFired("check", bench.now, bench.plan.step))
    assert bench.plan.next_at == shanghai("2026-08-28 19:30")


def test_a_date_that_has_come_can_not_be_skipped_any_more() -> None:
    bench = Bench("2026-08-03 09:00")
    bench.now = bench.plan.next_at or bench.now
    refused = bench.press("skipnow", str(bench.plan.step))
    assert isinstance(refused, Rejected)
    assert refused.code == "plan.outdated"


def test_a_skipped_date_does_not_come_back_when_its_holiday_is_moved() -> None:
    bench = Bench("2026-12-20 09:00")
    bench.press("skipnow", str(bench.plan.step))
    bench.holidays = Holidays(holidays=frozenset({date(2027, 1, 1)}), horizon=date(2027, 12, 31))
    bench.now = shanghai("2027-01-02 09:00")
    bench.press("pause")
    bench.press("resume")
    assert bench.plan.next_at == shanghai("2027-02-05 19:30")


def test_a_question_may_be_answered_with_no() -> None:
    bench = Bench()
    bench.press("stop")
    no = bench.effects(Send)[0].message.choices[0][1].id
    before = bench.plan
    bench.do(Chose(REF, "1", no), SECRETARY)
    assert bench.plan == before
    assert "保持不变" in bench.said()


def test_a_stopped_plan_is_over() -> None:
    bench = Bench()
    bench.press("stopnow", str(bench.plan.step))
    assert bench.finished
    assert bench.plan.phase == "over"
    assert isinstance(bench.press("resume"), Rejected)


@pytest.mark.parametrize("verb", ["show", "pause", "resume", "skip", "skipnow", "stop", "stopnow"])
def test_only_who_may_manage_plans_changes_one(verb: str) -> None:
    bench = Bench()
    refusal = bench.press(verb, str(bench.plan.step), actor=MEMBER)
    assert isinstance(refusal, Rejected)
    assert refusal.code == "plan.forbidden"


def test_a_plan_without_a_person_tells_the_secretary_of_its_unit() -> None:
    bench = Bench(by=None)
    assert [each.to for each in bench.effects(Send)] == [ToPerson(SECRETARY)]


def test_when_the_secretary_has_left_the_one_above_is_told_and_acts() -> None:
    bench = Bench()
    gone = replace(ROSTER.people[SECRETARY], active=False)
    bench.roster = replace(ROSTER, people={**ROSTER.people, SECRETARY: gone})
    bench.due()
    assert [each.by for each in bench.effects(Start)] == [CHAIR]
    assert [each.to for each in bench.effects(Send)] == [ToPerson(CHAIR)]


def test_a_rule_without_a_time_zone_goes_by_the_clock_of_its_unit() -> None:
    units = {**ROSTER.units, BRANCH: replace(ROSTER.units[BRANCH], timezone="Europe/Berlin")}
    context = Context(shanghai("2026-08-10"), roster=replace(ROSTER, units=units))
    assert WORKFLOW.begin(context, BRANCH, DEFINITION).rule.timezone == "Europe/Berlin"


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"title": " "}, "title: is missing"),
        ({"kind": None}, "kind: is missing"),
        ({"kind": "plan"}, "kind: a plan can't start plans"),
        ({"when": "weekly"}, "when: is missing"),
        ({"when": {**FIRST_FRIDAY, "nth": 6}}, "when.nth: 6 is not an allowed value"),
        ({"details": {"at": time(19)}}, "details: allowed: a table"),
        ({"grace_hours": 0}, "grace_hours: 0 is not allowed"),
        ({"grace_hours": float("nan")}, "grace_hours: nan is not allowed"),
        ({"by": "王"}, "by: '王' is not allowed"),
        ({"tittle": "x"}, "tittle: there is no such key; allowed: title"),
    ],
)
def test_a_wrong_definition_is_refused_by_key(change: dict[str, Any], problem: str) -> None:
    context = Context(shanghai("2026-08-10"), roster=ROSTER)
    refusal = WORKFLOW.begin(context, BRANCH, {**DEFINITION, **change})
    assert isinstance(refusal, Rejected)
    for language in LANGUAGES:
        assert problem in TEXTS.say(refusal.say or "", language)


def test_a_member_cannot_begin_a_plan() -> None:
    context = Context(shanghai("2026-08-10"), ROSTER.people[MEMBER], ROSTER, RULES)
    refusal = WORKFLOW.begin(context, BRANCH, DEFINITION)
    assert isinstance(refusal, Rejected)
    assert refusal.code == "plan.forbidden"


# --- whatever happens ------------------------------------------------------------------------

verbs = st.sampled_from(
    ["show", "pause", "resume", "skip", "skipnow", "stop", "stopnow", "keep", "other"]
)
steps = st.integers(0, 6)
choices = st.builds(
    lambda verb, step: ChoiceId(7, verb, (str(step),)).encode(), verbs, steps
) | st.text(max_size=20)
timers = st.builds(
    TimerFired,
    st.sampled_from(["next", "next", "check", "other"]),
    st.datetimes(
        datetime.fromisoformat("2026-06-01"),
        datetime.fromisoformat("2028-01-01"),
        timezones=st.just(UTC),
    ),
    steps,
)
events: st.SearchStrategy[Event] = st.one_of(
    timers,
    timers,
    st.builds(Chose, st.just(REF), st.just("1"), choices),
    st.builds(Chose, st.just(REF), st.just("1"), choices),
    st.just(Started()),
    st.builds(Said, st.just(REF), st.just("1"), st.text(max_size=5)),
    st.sampled_from(
        [
            CommandGiven(REF, "1", "plan"),
            Edited(REF, "1", "x"),
            Withdrawn(REF, "1"),
            Joined(REF, "1"),
            DeliveryFailed("card.1", "gone"),
            Attached(REF, "1", "a", "b", 1, "f"),
        ]
    ),
)
rules = st.sampled_from(
    [
        FIRST_FRIDAY,
        {"every": "week", "weekday": "saturday", "at": "08:00", "on_holiday": "skip"},
        {"every": "month", "day": 31, "at": "23:59", "on_holiday": "previous_workday"},
        {"every": "year", "month": 7, "day": 1, "at": "10:00"},
    ]
)
calendars = st.builds(
    Holidays,
    holidays=st.frozensets(st.dates(date(2026, 6, 1), date(2027, 6, 1)), max_size=30),
    horizon=st.dates(date(2026, 1, 1), date(2028, 1, 1)),
)
happenings = st.tuples(
    events,
    st.sampled_from([None, SECRETARY, SECRETARY, MEMBER, CHAIR]),
    st.integers(0, 24 * 40),
    calendars,
)


@settings(max_examples=120, deadline=None)
@given(when=rules, story=st.lists(happenings, max_size=14))
def test_whatever_happens_a_plan_stays_in_order(
    when: dict[str, Any], story: list[tuple[Event, int | None, int, Holidays]]
) -> None:
    bench = Bench("2026-06-05 09:00", when=when)
    started: list[datetime] = []
    for event, actor, hours, holidays in story:
        bench.now += timedelta(hours=hours)
        bench.holidays = holidays
        before = bench.activity
        if isinstance(event, TimerFired) and event.revision % 2:  # as armed; the others are stale
            event = replace(event, revision=bench.plan.step)  # noqa: PLW2901
        outcome = bench.do(event, actor)
        if isinstance(outcome, Rejected):
            assert bench.activity is before
            continue
        assert bench.plan.phase in get_args(Phase)
        assert (bench.plan.phase == "running") == (bench.plan.next_at is not None)
        assert outcome.finished == (bench.plan.phase == "over")
        assert all(each.at > bench.now for each in bench.effects(SetTimer))
        for start in bench.effects(Start):
            assert start.details["opens_at"] >= bench.now
            assert bench.plan.after not in started, "one date is started once"
            started.append(bench.plan.after or bench.now)
        for language in LANGUAGES:
            assert bench.said(language) is not None
        if outcome.finished:
            break


@settings(max_examples=40, deadline=None)
@given(when=rules, delays=st.lists(st.integers(0, 24 * 60), min_size=1, max_size=8))
def test_every_date_is_started_once_or_said_to_be_missed(
    when: dict[str, Any], delays: list[int]
) -> None:
    bench = Bench("2026-06-05 09:00", when=when)
    first, accounted = bench.now, 0
    for delay in delays:
        assert bench.plan.next_at is not None
        bench.now = bench.plan.next_at + timedelta(hours=delay)
        bench.do(TimerFired("next", bench.plan.next_at, bench.plan.step))
        accounted += len(bench.effects(Start)) + sum(map(missed, bench.effects(Send)))
    expected, moment = 0, first
    while (found := bench.plan.rule.next_after(moment, HOLIDAYS)) and found.at <= bench.now:
        expected, moment = expected + 1, found.at
    assert accounted == expected


def missed(send: Send) -> int:
    """How many dates the message says were missed."""
    body = send.message.body
    parts = body.parts if isinstance(body, Lines) else ()
    counts = [
        part.args["n"] for part in parts if isinstance(part, Text) and part.key == "plan-missed"
    ]
    return sum(count for count in counts if isinstance(count, int))


# --- words -----------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("on_holiday", ["keep", "skip", "next_workday", "previous_workday"])
@pytest.mark.parametrize(
    "when",
    [
        {"every": "week", "weekday": "sunday"},
        {"every": "month", "nth": -1, "weekday": "monday"},
        {"every": "month", "day": 15},
        {"every": "year", "month": 7, "day": 1},
    ],
)
def test_every_rule_can_be_said_in_both_languages(
    when: dict[str, Any], on_holiday: str, language: Any
) -> None:
    bench = Bench(when={**when, "at": "19:30", "on_holiday": on_holiday})
    assert "19:30" in bench.said(language)
    assert "{" not in bench.said(language)


def test_every_choice_offered_is_one_the_plan_understands() -> None:
    bench = Bench()
    offered: set[tuple[str, str]] = set()
    for verb in ("show", "skip", "stop", "pause", "stop", "resume"):
        bench.press(verb)
        for message in (each.message for each in bench.effects(Send)):
            offered |= {(bench.plan.phase, name) for name in verbs_of(message)}
    assert offered
    assert all(MACHINE.find(phase, verb) for phase, verb in offered)


def verbs_of(message: Message) -> set[str]:
    found = {ChoiceId.decode(each.id) for row in message.choices for each in row}
    return {each.verb for each in found if each}
