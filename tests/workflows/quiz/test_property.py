"""Whatever happens, in whatever order, a quiz keeps its rules."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from cryptography.fernet import Fernet
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.core.choices import ChoiceId
from service.core.effects import ClearTimer, Edit, Send, SetTimer
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
from service.core.message import Message, Place, Ref
from service.core.people import LANGUAGES, Person, Roster, Unit
from service.core.queries import Entries, EntrySummary, QueryResults, Results
from service.core.undo import VERB
from service.core.workflow import Activity, Context, Decision, Entry, Rejected, event_name
from service.questions.model import Bank, Option, Pair, Question
from service.questions.queries import Banks
from service.questions.scoring import score
from service.runtime.codec import Codec
from service.runtime.localization.catalog import Catalog, Locale
from service.store.cipher import FernetSealer
from service.workflows.quiz import WORKFLOW
from service.workflows.quiz.machine import LEAD, MEMBERS
from service.workflows.quiz.model import Attempt, Quiz, may_repeat
from service.workflows.quiz.sheets import sheet
from tests.workflows import taking_back

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
START = datetime(2026, 3, 6, 10, tzinfo=UTC)
WORDS = Catalog.of(["service.workflows.quiz"])
CODEC = Codec([WORKFLOW], FernetSealer([Fernet.generate_key().decode()]))

LEGAL = {
    "draft": {"draft", "scheduled", "cancelled"},
    "scheduled": {"scheduled", "draft", "open", "cancelled"},
    "open": {"open", "closed", "cancelled"},
    "closed": {"closed", "published"},
    "published": {"published"},
    "cancelled": {"draft", "scheduled"},  # taken back
}


@dataclass
class Run:
    """A quiz with everybody's entries and timers, as the runtime would keep them."""

    activity: Activity[Quiz]
    now: datetime = START
    entries: dict[int, Attempt] = field(default_factory=dict)
    timers: dict[tuple[str, int | None], SetTimer] = field(default_factory=dict)
    offered: list[str] = field(default_factory=list)  # choice ids, the newest last
    finished: bool = False
    undoable: list[str] = field(default_factory=list)  # actions that could be taken back

    def marks(self) -> tuple[EntrySummary, ...]:
        marks = [EntrySummary(who, WORKFLOW.summary(each)) for who, each in self.entries.items()]
        return tuple(sorted(marks, key=lambda each: -each.summary.score))

    def happen(self, event: Event, who: int | None = None) -> None:
        """Ask the machine, check the rules, and keep what it decided."""
        before = self.activity.state
        entry = None
        if who is not None:
            entry = Entry(self.activity.id, who, self.entries.get(who))
        queries = {
            Banks(20): BANKS,
            Results(self.activity.id): self.marks(),
            Entries(self.activity.id): tuple(sorted(self.entries.items())),
        }
        needed = WORKFLOW.requires(self.activity, entry, event)
        actor = ROSTER.people[who] if who is not None else None
        context = Context(
            self.now,
            actor,
            ROSTER,
            queries=QueryResults({each: queries[each] for each in needed}),  # type: ignore[index]
        )
        outcome = WORKFLOW.decide(context, self.activity, entry, event)
        undone = event_name(event) == VERB
        if isinstance(outcome, Rejected):
            spoken(Message(outcome.say or "", choices=outcome.choices))
            return
        looked = outcome.activity is None and outcome.entry is None  # analysis, export
        assert not self.finished or undone or looked, f"{outcome.action}: it is over"
        self.finished = self.finished and not undone
        able = replace(context, queries=QueryResults(queries))
        due = {key: arm.at for key, arm in self.timers.items()}
        if taking_back.check(
            WORKFLOW.decide, able, self.activity, entry, decision=outcome, timers=due
        ):
            self.undoable.append(outcome.action)
        if outcome.activity is not None:
            assert outcome.activity.phase in LEGAL[before.phase], (before.phase, outcome.action)
            assert stored(outcome.activity) == outcome.activity
            self.activity = replace(self.activity, state=outcome.activity)
        if outcome.entry is not None:
            assert who is not None
            self.check_entry(before, who, outcome.entry, back=undone)
            self.entries[who] = outcome.entry
        self.carry_out(outcome)

    def check_renewal(self) -> None:
        """What is reached can be held again: a draft of the same, which shows and schedules."""
        context = Context(self.now, ROSTER.people[SECRETARY], ROSTER)
        quiz = self.activity.state
        assert WORKFLOW.copy_definition is not None
        fresh = WORKFLOW.copy_definition(context, 20, quiz, {})
        if isinstance(fresh, Rejected):
            assert not quiz.questions
            assert not quiz.wish
            return
        assert WORKFLOW.copy_definition(context, 20, fresh, {}) == fresh, "a template of a template"
        assert stored(fresh) == fresh
        assert (fresh.questions, fresh.terms) == (quiz.questions, quiz.terms)
        assert (fresh.phase, fresh.opens_at, fresh.closes_at, fresh.extended) == (
            *("draft", None, None),
            (),
        )
        again = Run(Activity(7, "quiz", 20, fresh), self.now)
        again.happen(Started(), SECRETARY)
        planned = WORKFLOW.copy_definition(context, 20, quiz, {"opens_at": self.now, "minutes": 30})
        again = Run(Activity(7, "quiz", 20, planned), self.now)
        again.happen(Started(), SECRETARY)
        if quiz.questions and not quiz.wish:
            assert again.activity.state.phase == "scheduled"
        assert WORKFLOW.dry_run is not None
        tried = Run(Activity(7, "quiz", 20, WORKFLOW.dry_run(context, 20, quiz)), self.now)
        tried.happen(Started(), SECRETARY)
        while tried.timers:
            tried.fire()
        assert tried.activity.state.phase in ("published", "closed", "cancelled")

    def check_entry(self, quiz: Quiz, who: int, attempt: Attempt, *, back: bool) -> None:
        earlier = self.entries.get(who)
        assert quiz.phase == "open"
        assert ROSTER.people[who].unit == 20
        closes_at = quiz.closes_for(who)
        by_timer = attempt.until is not None and self.now >= attempt.until
        assert closes_at is None or self.now < closes_at or by_timer
        if back:
            assert quiz.feedback == "close", "what was explained is fixed"
        elif earlier is not None and earlier.phase == "submitted":
            assert may_repeat(quiz.terms, earlier)
            assert attempt.number == earlier.number + 1
            assert attempt.earlier == earlier.results
        mine = sheet(quiz, who, attempt.number)
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
        stored_entry = CODEC.entry("quiz", WORKFLOW.schema, CODEC.encode(attempt))
        assert stored_entry == attempt

    def carry_out(self, decision: Decision) -> None:
        for effect in decision.effects:
            match effect:
                case Send(message=message) | Edit(message=message):
                    spoken(message)
                    self.offered += [each.id for row in message.choices for each in row]
                case SetTimer(name=name, person=person):
                    self.timers[name, person] = effect
                case ClearTimer(name=name, person=person):
                    self.timers.pop((name, person), None)
        if decision.finished:
            self.timers.clear()
            self.finished = True
        phase = self.activity.state.phase
        assert self.finished == (phase in ("published", "cancelled"))
        if phase == "scheduled":
            assert {("open", None), ("close", None)} <= self.timers.keys()
        if phase == "open":
            assert ("close", None) in self.timers, "it will close"

    def fire(self, stale: int = 0) -> None:
        """The timer that is due first fires; one of an earlier schedule changes nothing."""
        if not self.timers:
            self.happen(TimerFired("close", self.now, 999))
            return
        timer = min(self.timers.values(), key=lambda each: each.at)
        self.now = max(self.now, timer.at)
        if stale:
            before = self.activity
            self.happen(TimerFired(timer.name, timer.at, timer.step - stale), timer.person)
            assert self.activity == before
            return
        del self.timers[timer.name, timer.person]
        self.happen(TimerFired(timer.name, timer.at, timer.step), timer.person)


def stored(state: Quiz) -> Any:
    return CODEC.activity("quiz", WORKFLOW.schema, CODEC.encode(state))


def spoken(message: Message) -> None:
    """Everything can be said to everybody, and every choice leads back here."""
    for language in LANGUAGES:
        reader = Locale(language, "America/New_York")
        for words in (message.title, message.body):
            assert "{" not in WORDS.say(words, reader)
        for row in message.choices:
            for choice in row:
                assert WORDS.say(choice.label, reader)
                assert ChoiceId.decode(choice.id) is not None


def new_quiz(details: dict[str, Any]) -> Run:
    context = Context(START, ROSTER.people[SECRETARY], ROSTER)
    state = WORKFLOW.begin(context, 20, details)
    run = Run(Activity(7, "quiz", 20, state))
    run.happen(Started(), SECRETARY)
    return run


REF = Ref(Place("memory", "@x"), "m1", private=True)
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
known = {name for _, name in (*LEAD, *MEMBERS) if not name.startswith("?")} | {VERB}
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
        case "offered" if run.offered:
            choice = run.offered[-1 - value % min(len(run.offered), 13)]
            run.happen(Chose(REF, str(who), choice), who)
        case "forged":
            run.happen(Chose(REF, str(who), value), who)
        case "typed":
            run.happen(Said(REF, str(who), value[0], asked=value[1]), who)
        case "wait":
            run.now += timedelta(seconds=value)
        case "timer":
            run.fire(value)
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
    """Bank, times, questions, cancelling and dropping, in any order: see `taking_back.check`."""
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
    run.fire()
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
    run.fire()
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
    attempt = run.entries[MEMBER]
    assert (attempt.phase, attempt.score, attempt.out_of) == ("submitted", expected, 600)
