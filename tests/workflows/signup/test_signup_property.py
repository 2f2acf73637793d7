"""Random stories of a sign-up: whatever people do, in whichever order, the places are counted."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from service.sdk.testing import LI, OUTSIDER, SECRETARY, ZHANG, Harness
from service.testkit.harness import Texts
from service.workflows.signup import MACHINE, WORKFLOW
from tests.workflows.signup.test_signup import DEPUTY, PEOPLE, PLAN, WANG_SI

TEXTS = Texts(WORKFLOW)
MEMBERS = (SECRETARY, LI, ZHANG, WANG_SI, DEPUTY)
TAKEN = ("in", "offered", "came")

of_people = st.tuples(
    st.sampled_from(("join", "leave", "accept", "pass", "here", "out", "show", "certificate")),
    st.sampled_from((*MEMBERS, OUTSIDER)),
)
of_organizers = st.tuples(
    st.sampled_from(("close!", "cancel!", "progress", "export", "done", "done!", "keep")),
    st.sampled_from((SECRETARY, DEPUTY, LI)),
)
strays = st.tuples(st.just("lapse"), st.sampled_from(MEMBERS))  # a timer that comes once more
time_passes = st.tuples(st.just("wait"), st.sampled_from((1, 45, 130, 600, 1500)))
steps = st.lists(
    st.one_of(of_people, of_people, of_people, time_passes, strays, of_organizers), max_size=40
)


def check(life: Harness, places: int) -> None:
    """What holds at any moment."""
    status = {each: part.status for each, part in life.parts.items()}
    progress, counted = life.state.progress, Counter(status.values())
    assert progress.taken == sum(counted[each] for each in TAKEN)
    assert not places or progress.taken <= places, "more places are taken than there are"
    waiting = {each for each, is_so in status.items() if is_so == "waiting"}
    assert len(progress.waiting) == len(waiting), "everybody who waits is in the queue once"
    assert set(progress.waiting) == waiting
    before = life.state.definition.starts_at
    if waiting and life.now < before and not life.finished:
        assert progress.taken == places, "nobody waits while a place is free"
    if not life.finished:
        lapsing = {person for name, person in life.timers if name == "lapse"}
        assert lapsing == {each for each, is_so in status.items() if is_so == "offered"}
        for (name, _person), timer in life.timers.items():
            assert name != "lapse" or life.now <= timer.at <= before
    else:
        assert not life.timers


@settings(max_examples=60, deadline=None)
@given(steps, st.sampled_from((0, 1, 2)), st.sampled_from((1, 6)), st.sampled_from((0, 1)))
def test_whatever_happens_the_places_are_counted(
    story: list[tuple[str, int]], places: int, days: int, closes_before: int
) -> None:
    life = Harness(WORKFLOW, TEXTS, machine=MACHINE, roster=PEOPLE)
    starts = life.now + timedelta(days=days)
    times = {"starts_at": starts, "closes_at": starts - timedelta(hours=closes_before)}
    life.begin({**PLAN, **times, "places": places}, by=None)
    offered: set[int] = set()
    for act, value in story:
        passed = {each for each, part in life.parts.items() if part.status == "passed"}
        if act == "wait":
            life.advance(minutes=value)
        elif act == "lapse":
            if (act, value) not in life.timers:
                life.fire(act, person=value)
        else:
            life.press(act, actor=value)
        offered = {each for each, part in life.parts.items() if part.status == "offered"}
        again = {value} if act in ("join", "accept") else set()
        assert not (offered & passed) - again, "who has passed is not asked again"
        check(life, places)
    life.advance(until=starts + timedelta(days=1))
    check(life, places)
    if not life.finished:
        assert life.state.phase == "over"
        assert not [part for part in life.parts.values() if part.status == "offered"]
    came = [part for part in life.parts.values() if part.status == "came"]
    assert all(0 <= part.hours(life.state.definition) <= 2 for part in came)
