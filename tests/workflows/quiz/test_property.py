"""Whatever happens, in whatever order, a quiz keeps its rules."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.core.choices import ChoiceId
from service.core.events import (
    Attached,
    Chose,
    CommandGiven,
    DeliveryFailed,
    Edited,
    Event,
    Joined,
    Said,
    TimerFired,
    Withdrawn,
)
from service.core.message import Chat, Ref
from service.core.people import Person, Roster, Unit
from service.core.workflow import Rejected, event_name
from service.questions.model import Bank, Option, Pair, Question
from service.questions.queries import Banks
from service.questions.scoring import score
from service.sdk.testing import Harness
from service.sdk.undo import VERB
from service.testkit.harness import Texts
from service.workflows.quiz import MACHINE, WORKFLOW
from service.workflows.quiz.model import Attempt, Progress, QuizState, closes_for, may_repeat
from service.workflows.quiz.paper import sheet

SECRETARY, MEMBER, OTHER, OUTSIDER = 1, 2, 3, 4
ROSTER = Roster(
    units={10: Unit(10, "总支"), 20: Unit(20, "一支部", 10), 30: Unit(30, "二支部", 10)},
    people={
        SECRETARY: Person(SECRETARY, "王敏", 20, role="secretary"),
        MEMBER: Person(MEMBER, "李华", 20),
        OTHER: Person(OTHER, "Zhang", 20, language="en", timezone="America/New_York"),
        OUTSIDER: Person(OUTSIDER, "陈外", 30, role="secretary"),
    },
)
QUESTIONS = (
    Question("single", "1+1?", (Option("1", False), Option("2", True), Option("3", False)), 2),
    Question(
        "several", "偶数?", (Option("2", True), Option("3", False), Option("4", True)), 3, "x"
    ),
    Question("truefalse", "对吗?", (Option("对", True), Option("错", False))),
)
KINDS = (
    *QUESTIONS,
    Question("short", "生日?", accepted=("七一",)),
    Question("number", "圆周率?", number=3.14, tolerance=0.01),
    Question("order", "排序", items=("甲", "乙", "丙"), credit="proportional"),
    Question(
        "match",
        "连线",
        pairs=(Pair("法国", "巴黎"), Pair("日本", "东京")),
        decoys=("罗马",),
        credit="right_minus_wrong",
    ),
)
BANKS = (
    Bank(3, 20, "各种", KINDS),
    Bank(1, 20, "党章", QUESTIONS),
    Bank(2, 10, "时政", QUESTIONS[:1]),
)
TEXTS = Texts(WORKFLOW)

LEGAL = {
    "draft": {"draft", "scheduled", "cancelled"},
    "scheduled": {"scheduled", "draft", "open", "cancelled"},
    "open": {"open", "closed", "cancelled"},
    "closed": {"closed", "published"},
    "published": {"published"},
    "cancelled": {"draft", "scheduled"},  # undone
}


class Run(Harness):
    """A quiz on the harness, which keeps the rules of quizzes whatever happens."""

    def __init__(self) -> None:
        super().__init__(
            WORKFLOW, TEXTS, machine=MACHINE, roster=ROSTER, unit=20, answers={Banks(20): BANKS}
        )

    def happen(self, event: Event, who: int | None = None, about: int | None = None) -> None:
        """Ask the machine, and check the rules of what it decided."""
        before, was_over = self.state, self.finished
        person = about if about is not None else who
        earlier = self.parts.get(person) if person is not None else None
        outcome = self.do(event, who, about)
        if isinstance(outcome, Rejected):
            assert self.state == before
            return
        undone = event_name(event) == VERB
        looked = outcome.activity is None and outcome.entry is None  # analysis, export
        assert not was_over or undone or looked, f"{outcome.action}: it is over"
        if outcome.activity is not None:
            assert outcome.activity.phase in LEGAL[before.phase], (before.phase, outcome.action)
        if outcome.entry is not None:
            assert person is not None
            self.check_entry(before, person, outcome.entry, earlier=earlier, back=undone)
        self.check_timers()

    def check_timers(self) -> None:
        phase = self.state.phase
        assert self.finished == (phase in ("published", "cancelled"))
        if phase == "scheduled":
            assert {("open", None), ("close", None)} <= self.timers.keys()
        if phase == "open":
            assert ("close", None) in self.timers, "it will close"

    def check_renewal(self) -> None:
        """What is reached can be held again: a draft of the same, which shows and schedules."""
        context, quiz = self.context(SECRETARY), self.state
        assert WORKFLOW.copy_definition is not None
        fresh = WORKFLOW.copy_definition(context, 20, quiz, {})
        if isinstance(fresh, Rejected):
            assert not quiz.definition.questions
            assert not quiz.definition.wish
            return
        assert WORKFLOW.copy_definition(context, 20, fresh, {}) == fresh, "a template of a template"
        assert TEXTS.stored(WORKFLOW, fresh, part=False) == fresh
        assert fresh.definition == quiz.definition
        assert (fresh.phase, fresh.progress) == ("draft", Progress())
        assert (fresh.schedule.opens_at, fresh.schedule.closes_at) == (None, None)
        Run().start(fresh)
        planned = WORKFLOW.copy_definition(context, 20, quiz, {"opens_at": self.now, "minutes": 30})
        again = Run()
        again.now = self.now
        again.start(planned)
        if quiz.definition.questions and not quiz.definition.wish:
            assert again.state.phase == "scheduled"
        assert WORKFLOW.dry_run is not None
        tried = Run()
        tried.now = self.now
        tried.start(WORKFLOW.dry_run(context, 20, quiz))
        while tried.timers:
            tried.next_timer()
        assert tried.state.phase in ("published", "closed", "cancelled")

    def check_entry(
        self, quiz: QuizState, who: int, attempt: Attempt, *, earlier: Attempt | None, back: bool
    ) -> None:
        assert quiz.phase == "open"
        assert ROSTER.people[who].unit == 20
        closes_at = closes_for(quiz, who)
        by_timer = attempt.until is not None and self.now >= attempt.until
        assert closes_at is None or self.now < closes_at or by_timer
        if back:
            assert quiz.definition.feedback == "close", "what was explained is fixed"
        elif earlier is not None and earlier.phase == "submitted":
            assert may_repeat(quiz.definition.terms, earlier)
            assert attempt.number == earlier.number + 1
            assert attempt.earlier == earlier.results
        mine = sheet(quiz, who, attempt.number).definition
        assert len(attempt.answers) == len(mine.questions)
        asked = zip(mine.questions, attempt.answers, strict=True)
        assert attempt.score == sum(score(question, answer) for question, answer in asked)
        assert attempt.out_of == mine.out_of
        assert 0 <= attempt.at <= len(mine.questions)
        if attempt.phase == "submitted":
            assert None not in attempt.answers or by_timer
            assert attempt.submitted_at == self.now
        same = earlier is not None and earlier.number == attempt.number
        if mine.feedback == "each" and earlier is not None and same:
            for old, new in zip(earlier.answers, attempt.answers, strict=True):
                assert old is None or old == new, "what was explained is fixed"

    def next_timer(self, stale: int = 0) -> None:
        """The timer that is due first fires; one of an earlier schedule changes nothing."""
        if not self.timers:
            self.happen(TimerFired("close", self.now, 999))
            return
        (name, person), timer = min(self.timers.items(), key=lambda each: each[1].at)
        self.now = max(self.now, timer.at)
        if stale:
            before = (self.state, dict(self.parts))
            self.happen(TimerFired(name, timer.at, timer.revision - stale), about=person)
            assert (self.state, self.parts) == before
            return
        del self.timers[name, person]
        self.happen(TimerFired(name, timer.at, timer.revision), about=person)

    def offered(self, back: int) -> str | None:
        """A choice that somebody was offered, counted from the newest."""
        choices = [
            choice.id for told in self.told[-13:] for row in told.message.choices for choice in row
        ]
        return choices[-1 - back % len(choices)] if choices else None


def new_quiz(details: dict[str, Any]) -> Run:
    run = Run()
    run.begin(details)
    return run


REF = Ref(Chat("memory", "@x"), "m1", private=True)
ASKED = ("", "answer", "opens", "closes", "questions", "sheet", "line", "line", "name")
people = st.sampled_from([SECRETARY, MEMBER, OTHER, OUTSIDER])
typed = st.sampled_from(
    [
        *("一加一？", "A. 1", "选项B 2", "C. 3", "答案：B", "对", "解析：数一数", "2分"),
        "甲？\nA. 1\nB. 2\n答案：A\n\n乙？\n答案：错",
        "3 1 2",
        "1B 2A",
        "3.14",
        "七一",
        "A",
        "b",
        "AC",
        "1 3",
        "",
        "菜单",
        "19:30",
        "30分钟后",
        "tomorrow 10:00",
        "2020-01-01 10:00",
    ]
) | st.text(max_size=20)
known = {row.event for row in MACHINE.rows if not row.event.startswith(("?", "@"))} | {VERB}
verbs = st.sampled_from(sorted(known | {"nonsense"}))
arguments = st.lists(st.integers(-1, 5).map(str) | st.text("0123456789x", max_size=4), max_size=3)
forged = st.builds(lambda verb, args: ChoiceId(7, verb, tuple(args)).encode(), verbs, arguments)
steps = st.one_of(
    st.tuples(st.just("offered"), people, st.integers(0, 12)),
    st.tuples(st.just("forged"), people, forged),
    st.tuples(
        st.just("typed"),
        people,
        st.tuples(typed, st.sampled_from(ASKED)),
    ),
    st.tuples(st.just("wait"), st.just(0), st.integers(0, 4000)),
    st.tuples(
        st.just("timer"),
        st.just(0),
        st.sampled_from([0, 0, 0, 1]),
    ),
    st.tuples(st.just("other"), people, st.integers(0, 5)),
)
details = st.sampled_from(
    [
        {"command": "quiz", "args": ""},
        {"bank": "党章", "minutes": 60, "feedback": "each"},
        {"bank": "党章", "minutes": 60, "feedback": "end"},
        {"bank": "党章", "minutes": 60, "feedback": "end", "review": True},
        {"bank": "时政", "minutes": 1, "remind_before": 0},
        {"bank": "党章", "minutes": 60, "attempts": 3, "counts": "mean", "mixed": True},
        {"bank": "党章", "minutes": 60, "minutes_each": 5, "pass_mark": 80, "feedback": "close"},
        {"bank": "党章", "minutes": 60, "whole": True, "questions": "2题 2份", "nameless": True},
        {"bank": "党章", "questions": "99题"},
        {"bank": "各种", "minutes": 60},
        {"bank": "各种", "minutes": 60, "feedback": "end"},
        {"bank": "missing"},
    ]
)


def play(run: Run, step: tuple[str, Any, Any]) -> None:
    what, who, value = step
    match what:
        case "offered":
            choice = run.offered(value)
            if choice is not None:
                run.happen(Chose(REF, str(who), choice), who)
        case "forged":
            run.happen(Chose(REF, str(who), value), who)
        case "typed":
            run.happen(Said(REF, str(who), value[0], asked=value[1]), who)
        case "wait":
            run.now += timedelta(seconds=value)
        case "timer":
            run.next_timer(value)
        case "other":
            others: list[Event] = [
                Withdrawn(REF, str(who)),
                Edited(REF, str(who), "A"),
                Joined(REF, str(who)),
                CommandGiven(REF, str(who), "quiz", "x"),
                Attached(REF, str(who), "a.txt", "text/plain", 1, "f"),
                DeliveryFailed("invited", "gone"),
            ]
            run.happen(others[value], None if value == 5 else who)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(details=details, happens=st.lists(steps, max_size=60))
def test_no_order_of_events_breaks_a_quiz(
    details: dict[str, Any], happens: list[tuple[str, Any, Any]]
) -> None:
    """No exception, no phase but the legal ones, nothing changed by what is refused."""
    run = new_quiz(details)
    for step in happens:
        play(run, step)
    run.check_renewal()


@settings(max_examples=150, deadline=None)
@given(presses=st.lists(st.tuples(st.just("offered"), people, st.integers(0, 12)), max_size=30))
def test_what_a_leader_presses_in_a_draft_is_given_back_as_it_was(
    presses: list[tuple[str, Any, Any]],
) -> None:
    """Bank, times, questions, cancelling and dropping, in any order, see `check_undo`."""
    run = new_quiz({"command": "quiz", "args": ""})
    for choice in ("bank:1", "opens:60", "lasts:30", "times:", "opens:60", "lasts:30"):
        run.happen(Chose(REF, str(SECRETARY), f"7::{choice}"), SECRETARY)
    assert run.undoable == ["quiz.bank_chosen", "quiz.times_reopened"]
    for step in presses:
        play(run, step)


@settings(max_examples=100, deadline=None)
@given(presses=st.lists(st.tuples(st.just("offered"), people, st.integers(0, 12)), max_size=20))
def test_what_a_member_has_handed_in_is_given_back_as_it_was(
    presses: list[tuple[str, Any, Any]],
) -> None:
    run = new_quiz({"bank": "时政", "minutes": 60, "feedback": "close", "minutes_each": 5})
    run.next_timer()
    for choice in ("begin:", "a:0.1", "done:"):
        run.happen(Chose(REF, str(MEMBER), f"7::{choice}"), MEMBER)
    assert run.undoable == ["quiz.submitted"]
    for step in presses:
        play(run, step)


@settings(max_examples=100, deadline=None)
@given(
    feedback=st.sampled_from(["each", "end"]),
    answers=st.lists(st.sets(st.integers(0, 2), min_size=1), min_size=3, max_size=3),
)
def test_whoever_answers_everything_is_counted_exactly(
    feedback: str, answers: list[set[int]]
) -> None:
    """Typed answers lead to the end, with the points of exactly the right ones."""
    run = new_quiz({"bank": "党章", "minutes": 60, "feedback": feedback})
    run.next_timer()
    run.happen(Chose(REF, "2", "7::begin:"), MEMBER)
    expected = 0
    for question, wanted in zip(QUESTIONS, answers, strict=True):
        chosen = sorted(each for each in wanted if each < len(question.options)) or [0]
        if question.kind != "several":
            chosen = chosen[:1]
        expected += score(question, tuple(chosen))
        run.happen(Said(REF, "2", "".join("ABC"[each] for each in chosen), asked="answer"), MEMBER)
    if feedback == "end":
        run.happen(Chose(REF, "2", "7::done:"), MEMBER)
    attempt = run.parts[MEMBER]
    assert (attempt.phase, attempt.score, attempt.out_of) == ("submitted", expected, 600)
