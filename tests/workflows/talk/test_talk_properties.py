"""Whatever happens, talks stay in order and nobody is booked twice."""

from __future__ import annotations

import random
from copy import deepcopy
from datetime import datetime, time, timedelta
from typing import Any, get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from service.core.calendar import QuietHours
from service.core.choices import ChoiceId, more
from service.core.events import (
    Attached,
    CommandGiven,
    DeliveryFailed,
    Edited,
    Event,
    Joined,
    Started,
    TimerFired,
    Withdrawn,
)
from service.core.workflow import Decision, Rejected, rules_of
from service.sdk.testing import CHAIR, LI, SECRETARY, ZHANG
from service.sdk.testing import START as NOW
from service.workflows.talk import MACHINE, WORKFLOW
from service.workflows.talk.model import Stage, lead_of
from service.workflows.talk.times import plan_reminders, to_arg
from tests.workflows.talk.bench import PEER, Bench, ref

PEOPLE = (SECRETARY, LI, ZHANG, CHAIR, PEER)
REMINDERS = rules_of((WORKFLOW,)).reminders.usual
SLOTS = (
    "2026-03-07T19:30:00+08:00",
    "2026-03-07T19:45:00+08:00",
    "2026-03-08T06:45:00+08:00",
    "2026-03-09T23:00:00+08:00",
)
VERBS = sorted({row.event for row in MACHINE.rows if row.event[0] not in "@?"} | {"x"})
TYPED = ("明天 19:30", "2026-03-07 19:45", "周一 9点", "昨天", "", "李华、Zhang", "2小时后", "内容")

persons = st.sampled_from(PEOPLE)
anything_pressed = st.builds(
    lambda verb, at, about: ChoiceId(7, verb, (at,) if at else (), about).encode(),
    st.sampled_from(VERBS),
    st.sampled_from(["", "1", *(to_arg(datetime.fromisoformat(each)) for each in SLOTS)]),
    st.sampled_from([None, *PEOPLE]),
)
odd_events: st.SearchStrategy[Event] = st.sampled_from(
    [
        Started(),
        CommandGiven(ref(LI), "2", "talk"),
        Edited(ref(LI), "2", "x"),
        Withdrawn(ref(LI), "2"),
        Joined(ref(LI), "2"),
        DeliveryFailed("offer", "gone"),
        Attached(ref(LI), "2", "a", "b", 1, "f"),
        TimerFired("r600.m", NOW, 1),
        TimerFired("record", NOW, 1),
        TimerFired("settle", NOW, 0),
    ]
)
parties = st.sampled_from((SECRETARY, SECRETARY, LI, ZHANG, PEER))
shown = st.tuples(st.just("offered"), parties, st.integers(0, 60))
answered = st.tuples(st.just("answer"), parties, st.sampled_from(TYPED))
waited = st.tuples(st.just("wait"), persons, st.integers(1, 60 * 30))
strange = st.one_of(
    st.tuples(st.just("press"), persons, anything_pressed),
    st.tuples(st.just("odd"), st.sampled_from([None, *PEOPLE]), odd_events),
)
acts = st.one_of(shown, shown, shown, shown, answered, answered, waited, strange)


def act(bench: Bench, what: str, who: int | None, how: object) -> None:
    """One act: take a choice one has been shown, type, press anything, let time pass."""
    if what == "wait":
        assert isinstance(how, int)
        bench.now += timedelta(minutes=how)
        bench.fire_due()
    elif what == "odd":
        bench.do(how, who)  # type: ignore[arg-type]
    elif who is not None and what == "offered":
        assert isinstance(how, int)
        choices = bench.offered(who)
        if choices:
            bench.take(who, choices[how % len(choices)])
    elif who is not None and what == "answer":
        asked, about = bench.asked(who) or ("when", None)
        bench.answer(asked, str(how), who, about)
    elif who is not None:
        bench.take(who, str(how))


@settings(max_examples=120, deadline=None)
@given(
    complete=st.booleans(),
    wish=st.booleans(),
    quiet=st.sampled_from(
        [QuietHours(), QuietHours(time(12), time(14)), QuietHours(enabled=False)]
    ),
    story=st.lists(st.tuples(st.booleans(), acts), min_size=10, max_size=60),
)
def test_whatever_happens_talks_stay_in_order(
    complete: bool,
    wish: bool,
    quiet: QuietHours,
    story: list[tuple[bool, tuple[str, int | None, object]]],
) -> None:
    first, other = two_offers(complete, quiet)
    if wish:
        other = wish_beside(first, quiet)
    for in_first, (what, who, how) in story:
        bench, others = (first, other) if in_first else (other, first)
        step(bench, others, what, who, how)
    first.check_renewal()


def test_long_stories_stay_in_order_and_reach_every_stage() -> None:
    """Stories in which mostly what is offered is taken get far; the same ones every time."""
    chance = random.Random(2026)
    reached: set[str] = set()
    for story in range(40):
        quiet = QuietHours(enabled=story % 2 == 0)
        first, other = two_offers(story % 4 > 0, quiet)
        if story % 5 == 0:
            other = wish_beside(first, quiet)
        for _ in range(100):
            bench, others = chance.sample((first, other), 2)
            who = chance.choice((SECRETARY, LI) if bench is other else (SECRETARY, LI, ZHANG, PEER))
            if bench.asked(who) and chance.random() < 0.4:
                step(bench, others, "answer", who, chance.choice(TYPED))
            elif chance.random() < 0.15:
                step(bench, others, "wait", who, chance.randrange(60 * 12))
            else:
                number = chance.randrange(60)
                if chance.random() < 0.1 or not would_end(bench, who, number):
                    step(bench, others, "offered", who, number)
            reached.update(talk.phase for talk in bench.talks.values())
    assert reached == set(get_args(Stage))


def wish_beside(first: Bench, quiet: QuietHours) -> Bench:
    """李 would like to talk, and may ask anybody."""
    return Bench({"command": "wish"}, number=8, claims=first.claims, quiet=quiet, by=LI)


def would_end(bench: Bench, who: int, number: int) -> bool:
    """Whether the choice calls something off."""
    choices = bench.offered(who) or ["7::x:"]
    choice = ChoiceId.decode(choices[number % len(choices)])
    return choice is not None and choice.verb in ("off", "off!", "cancel!", "no!", "drop")


def two_offers(complete: bool, quiet: QuietHours) -> tuple[Bench, Bench]:
    """Two offers of one secretary, with a member in common."""
    claims: dict[str, int] = {}
    talkers = [{"person": SECRETARY, "slots": SLOTS}, {"person": PEER, "slots": SLOTS[:2]}]
    full: dict[str, Any] = {"members": [LI, ZHANG], "talkers": talkers, "buffer": 10}
    first = Bench(full if complete else {"command": "talk"}, claims=claims, quiet=quiet)
    other = Bench({"members": [LI], "slots": list(SLOTS)}, number=8, claims=claims, quiet=quiet)
    return first, other


def step(bench: Bench, others: Bench, what: str, who: int | None, how: object) -> None:
    """One act in one of two offers, and what must hold before and after it."""
    bench.fire_due()
    before = deepcopy((bench.activity, bench.talks, bench.timers, bench.claims))
    bench.outcome = Rejected("untouched")
    act(bench, what, who, how)
    if what != "wait" and isinstance(bench.outcome, Rejected):
        assert before == (bench.activity, bench.talks, bench.timers, bench.claims)
    others.now = bench.now
    for each in (bench, others):
        each.fire_due()
        check(each)
    overlapping(bench, others)


def check(bench: Bench) -> None:
    """What must hold between any two events."""
    offer = bench.offer
    if not bench.finished:
        held = {key for key, holder in bench.claims.items() if holder == bench.number}
        assert bench.held_keys() <= held, "what is booked is claimed"
    settled = bool(bench.talks) and all(talk.settled for talk in bench.talks.values())
    if offer.phase == "offered" and settled and len(bench.talks) == len(offer.progress.members):
        raise AssertionError("every talk is settled, and the offer goes on")
    assert bench.finished == (offer.phase in ("done", "cancelled"))
    for talk in bench.talks.values():
        assert (talk.wanted is None) == (talk.by is None)
        assert talk.phase != "booked" or talk.at is not None
    for name, about in bench.timers:
        if about and name.startswith("r"):
            assert bench.talks[about].phase == "booked", "reminders go when a talk is off"


def overlapping(*benches: Bench) -> None:
    """Nobody is in two talks at one time, and who talks has the buffer of each talk free."""
    spans: dict[int, list[tuple[datetime, datetime]]] = {}
    for bench in benches:
        offer = bench.offer
        buffer = timedelta(minutes=offer.definition.buffer)
        for member, at in bench.booked():
            talker = lead_of(offer, bench.talks[member])
            assert talker != member
            for person, free in ((talker, buffer), (member, timedelta())):
                for start, end in spans.get(person, []):
                    assert at + offer.definition.length + free <= start or end <= at, "booked twice"
                spans.setdefault(person, []).append((at, at + offer.definition.length + free))


@settings(max_examples=100, deadline=None)
@given(
    minutes=st.integers(0, 60 * 24 * 10),
    lead=st.integers(1, 60 * 24 * 3),
    zone=st.sampled_from(["Asia/Shanghai", "Europe/Berlin", "America/New_York"]),
    hours=st.tuples(st.integers(0, 23), st.integers(0, 23)),
    enabled=st.booleans(),
)
def test_reminders_are_in_time_apart_and_outside_quiet_hours(
    minutes: int, lead: int, zone: str, hours: tuple[int, int], enabled: bool
) -> None:
    quiet = QuietHours(time(hours[0]), time(hours[1]), enabled)
    now = NOW + timedelta(minutes=minutes, days=19)  # around the change to summer time in Berlin
    at = now + timedelta(minutes=lead)
    planned = plan_reminders(at, REMINDERS, quiet, zone, now)
    assert len(set(planned.values())) == len(planned)
    for seconds, due in planned.items():
        assert now < due <= at - timedelta(seconds=seconds)
        agreed = seconds == min(REMINDERS) and quiet.contains(at, zone)
        assert agreed or not quiet.contains(due, zone)
        if not quiet.contains(at - timedelta(seconds=seconds), zone):
            assert due == at - timedelta(seconds=seconds), "what need not move does not"
    if quiet.contains(at, zone) and lead > 10:
        assert planned[600] == at - timedelta(minutes=10), "the last one comes all the same"


def test_every_choice_shown_is_understood() -> None:
    """Choices that the secretary and the member see lead somewhere while nothing has changed."""
    bench = Bench({"members": [LI, ZHANG], "slots": list(SLOTS)})
    bench.fire_due()
    stories = [
        [(SECRETARY, "panel", None), (SECRETARY, "who", LI), (SECRETARY, "off", LI)],
        [(LI, "show", None), (LI, "no", None), (LI, "other", None)],
    ]
    for story in stories:
        for actor, verb, about in story:
            bench.told.clear()
            assert isinstance(bench.press(verb, actor=actor, about=about), Decision), verb
            for choice in set(bench.offered(actor)) - {more(7)}:  # that is home's
                assert isinstance(bench.apart().take(actor, choice), Decision), choice
