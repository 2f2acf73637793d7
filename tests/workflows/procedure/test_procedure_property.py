"""Random procedures, driven by random people at random times: whatever is taken, was in order.

Each step that was taken is checked again from the file and the record alone, by arithmetic that
shares nothing with the code that took it.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, event, given, settings
from hypothesis import strategies as st

from service.core.calendar import shown
from service.core.rulebook.procedure_problems import procedure_problems
from service.core.rulebook.procedures import (
    After,
    Blank,
    Every,
    Evidence,
    Length,
    Procedure,
    ProcedureStep,
    Role,
)
from service.core.texts import Named
from service.core.workflow import Decision
from service.sdk.testing import CHAIR, LI, SECRETARY, ZHANG, Harness
from service.workflows.procedure import acting, order
from service.workflows.procedure.model import CaseTurn, Folder, Paper
from tests.amounts import ENGINES, PROCEDURES
from tests.workflows.procedure.cases import BAI, HE, PARTY, bring, case, folder, held

NAME = Named("事", "thing")
WHO = {
    "subject": {BAI},
    "secretary": {SECRETARY},
    "committee": {SECRETARY, LI},
    "superior": {CHAIR},
}
EVERYBODY = (SECRETARY, LI, ZHANG, HE, BAI, CHAIR)
MONTHS = {"month": 1, "quarter": 3}


@st.composite
def lengths(draw: Any) -> Length:
    days, months = draw(st.sampled_from([(1, 0), (7, 0), (20, 0), (0, 1), (0, 2)]))
    return Length(days=days, months=months)


@st.composite
def links(draw: Any, earlier: list[str]) -> tuple[After, ...]:
    found = []
    for step in draw(st.lists(st.sampled_from(earlier), max_size=2, unique=True)):
        least = draw(st.none() | lengths())
        most = draw(st.none() | st.sampled_from([Length(months=2), Length(days=61)]))
        strength = draw(st.sampled_from(["must", "must", "generally"]))
        found.append(After(step, least, most, strength))
    return tuple(found)


@st.composite
def items(draw: Any, who: str, first: bool) -> Evidence:
    kinds = ["confirm", "form"]
    if who != "subject":
        kinds += [
            "study",
            "meeting",
            "notice",
            "notice",
            "notice",
            "names",
            *([] if first else ["approval"]),
        ]
    if who == "superior":
        kinds.remove("meeting")
    kind = draw(st.sampled_from(kinds))
    extras: dict[str, dict[str, Any]] = {
        "form": {"fields": (Blank("a", NAME),)},
        "study": {"hours": 3},
        "meeting": {"of": ("members_meeting",)},
        "notice": {"workdays": 2, "text": NAME},
        "names": {"role": "helper"},
    }
    return Evidence(kind, NAME, **extras.get(kind, {}))


@st.composite
def procedures(draw: Any) -> Procedure:
    steps: list[ProcedureStep] = []
    for number in range(draw(st.integers(2, 5))):
        earlier = [each.id for each in steps]
        who = draw(st.sampled_from([*WHO]))
        after = draw(links(earlier)) if earlier else ()
        evidence = tuple(draw(items(who, not steps)) for _ in range(draw(st.integers(1, 3))))
        every: Every = draw(st.sampled_from(["", "", "", *MONTHS])) if len(evidence) == 1 else ""
        step = ProcedureStep(
            f"s{number}", NAME, (who,), evidence, after=after, every=every,
            strength=draw(st.sampled_from(["must", "generally"])),
            in_order=len(evidence) > 1 and draw(st.booleans()),
        )  # fmt: skip
        steps.append(step)
    last = ProcedureStep("end", NAME, ("secretary",), (Evidence("confirm"),))
    roles = (Role("helper", NAME),)
    made = Procedure("m", NAME, (*steps, last), date="2026-12-01", roles=roles)
    kept = [_ending(made, each) for each in made.steps]
    made = Procedure("m", NAME, tuple(kept), date="2026-12-01", roles=roles)
    assert not [*procedure_problems(made, PARTY)]
    return made


def _ending(rule: Procedure, step: ProcedureStep) -> ProcedureStep:
    """A step that nothing follows is not repeated; decisions and others can't be."""
    followed = any(step.id == x.step for each in rule.steps for x in rule.before(each))
    plain = step.evidence[0].kind in ("confirm", "form", "study")
    every = step.every if followed and plain else ""
    return ProcedureStep(
        step.id, step.name, step.who, step.evidence, after=step.after, every=every,
        strength=step.strength, in_order=step.in_order,
    )  # fmt: skip


def _of(bounds: bool) -> Any:
    """The bounds of a step without those that begin (True) or end (False) a time."""
    kept = order._bounds

    def broken(turn: CaseTurn, step: ProcedureStep, *, least: bool) -> Iterator[Any]:
        return iter(()) if least is bounds else kept(turn, step, least=least)

    return broken


def _the_first_alone(folder: Folder, step: ProcedureStep) -> Iterator[int]:
    """What is missing, as if the first piece of evidence were all of it."""
    return iter(() if folder.paper(step.id, 0) else (0,))


MUTANTS: dict[str, tuple[Any, str, Any]] = {
    "by anybody": (acting, "is_actor", lambda turn, step: True),
    "with a gap": (order, "_missing", lambda folder, step: []),
    "under an open objection": (Folder, "objecting", lambda folder: ()),
    "with evidence missing": (Folder, "missing", _the_first_alone),
    "too late": (order, "_bounds", _of(False)),
    "too early": (order, "_bounds", _of(True)),
    "before the step before": (order, "begun_on", lambda folder, step: date.min),
    "out of order": (order, "out_of_order", lambda folder, paper: None),
    "with a time missing": (order, "owed", lambda folder, step, day: 0),
}
"""Engines that break one rule each: of what, its name, what stands there instead. Those that are
found soonest stand first; ORGLIFE_TEST_ENGINES=9 tries them all."""

ACTS = (
    *("bring", "bring", "right", "right", "right", "dated"),
    *("wait", "wait", "object", "object", "conclude"),
)
acts = st.lists(
    st.tuples(
        st.sampled_from(
            [
                "bring",
                "bring",
                "right",
                "right",
                "right",
                "dated",
                "wait",
                "wait",
                "object",
                "conclude",
            ]
        ),
        st.integers(0, 5),
        st.integers(0, 2),
        st.sampled_from(EVERYBODY),
        st.integers(1, 40),
    ),
    min_size=15,
    max_size=40,
)


def perform(life: Harness, act: tuple[str, int, int, int, int]) -> None:
    what, step_number, item, who, days = act
    steps = folder(life).rule.steps
    step = steps[step_number % len(steps)]
    match what:
        case "wait":
            life.advance(days=days)
            held(life, "members_meeting", life.now - timedelta(hours=3))
        case "object":
            posted = [each.step for each in folder(life).posted]
            life.answer(f"object.{posted[-1] if posted else step.id}", "有问题", ZHANG)
        case "conclude":
            life.answer(f"conclude.{item + 1}.no", "查无此事", SECRETARY)
        case "right" | "dated":  # whoever may, brings the first thing that is missing
            undone = [each for each in steps if folder(life).taken(each.id) is None]
            open_ = [
                each for each in undone if not each.every or order.times(folder(life), each) < 2
            ]
            if open_:
                step = open_[min(item, len(open_) - 1)]
                missing = [*folder(life).missing(step)]
                ago = shown(life.now, "Asia/Shanghai") - timedelta(days=days)
                day = f"{ago.year}年{ago.month}月{ago.day}日" if what == "dated" else ""
                at = missing[days % len(missing)]
                bring(life, step.id, at, min(WHO[step.who[0]]), named=(HE,), day=day)
        case _:
            bring(life, step.id, item % len(step.evidence), who, named=(HE,))


def live(rule: Procedure, chosen: list[tuple[str, int, int, int, int]]) -> None:
    """A case in which these people do these things; whatever is taken is looked at."""
    life = case(rule)
    for act in chosen:
        perform_and_look(life, act, folder(life))
        if act[0] == "object" and life.state.phase == "running":  # and somebody goes on at once
            perform_and_look(life, ("right", *act[1:]), folder(life))
        if life.state.phase != "running":
            break
    event(life.state.phase)
    event(f"{min(len(folder(life).done), 3)} steps")


@settings(max_examples=PROCEDURES, deadline=None)
@given(procedures(), acts)
def test_no_step_is_taken_early_by_the_wrong_person_with_a_gap_or_under_an_open_objection(
    rule: Procedure, chosen: list[tuple[str, int, int, int, int]]
) -> None:
    live(rule, chosen)


@pytest.mark.parametrize("name", [*MUTANTS][:ENGINES])
def test_an_engine_that_breaks_a_rule_is_found_out(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner, attribute, broken = MUTANTS[name]
    monkeypatch.setattr(owner, attribute, broken)
    sought = settings(
        max_examples=400, deadline=None, database=None, derandomize=True,
        phases=(Phase.generate,), suppress_health_check=[*HealthCheck],
    )  # fmt: skip
    with pytest.raises(AssertionError):
        sought(given(procedures(), acts)(live))()


def perform_and_look(life: Harness, act: tuple[str, int, int, int, int], before: Folder) -> None:
    """The act, and what it has brought."""
    perform(life, act)
    after = folder(life)
    new = [each for each in after.papers if each not in before.papers]
    if new and isinstance(life.outcome, Decision) and act[0] != "conclude":
        assert not any(each.is_open for each in before.objections)
    for paper in new:
        look(after, paper, shown(life.now, "Asia/Shanghai").date())
    for done in after.done:
        step = after.rule.step(done.step)
        there = {each.item for each in after.papers if each.step == step.id}
        assert done.skipped or there == set(range(len(step.evidence))), "nothing is missing"
        if step.in_order:
            papers = sorted((x for x in after.papers if x.step == step.id), key=lambda x: x.item)
            assert [x.on for x in papers] == sorted(x.on for x in papers), "not in order"


def look(record: Folder, paper: Paper, today: date) -> None:
    """Whether the paper could be brought, by the file and the record alone."""
    step = record.rule.step(paper.step)
    assert paper.by in WHO[step.who[0]], "by whom"
    assert paper.on <= today
    place = record.rule.steps.index(step)
    linked = step.after or ((After(record.rule.steps[place - 1].id),) if place else ())
    for link in linked:
        earlier = record.rule.step(link.step)
        on = day_of(record, earlier)
        assert on is not None, "a step before it was not taken"
        assert paper.on >= on
        if link.least is not None and link.strength == "must":
            assert paper.on >= shifted(on, link.least), "too early"
        if link.most is not None and link.strength == "must":
            assert paper.on <= shifted(on, link.most), "too late"
        if earlier.every and earlier.strength == "must" and not step.every:
            since = day_of(record, earlier, begun=True)
            assert since is not None
            count, whole = 0, 0
            months = MONTHS[earlier.every]
            while shifted(since, Length(months=(whole + 1) * months)) <= paper.on:
                whole += 1
            count = sum(each.step == earlier.id for each in record.papers)
            assert count >= max(whole, 1), "a time is missing"


def shifted(day: date, length: Length) -> date:
    """So much later: months first, at the last day of a month that is too short."""
    year, month = day.year, day.month
    for _ in range(length.months):
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    last = calendar.monthrange(year, month)[1]
    return date(year, month, min(day.day, last)) + timedelta(days=length.days)


def day_of(record: Folder, step: ProcedureStep, *, begun: bool = False) -> date | None:
    """The day from which times after it count; of a repeated step, when it could begin."""
    if not step.every:
        return next((each.on for each in record.done if each.step == step.id), None)
    own = [each.on for each in record.papers if each.step == step.id]
    if own and not begun:
        return own[-1]
    place = record.rule.steps.index(step)
    linked = step.after or ((After(record.rule.steps[place - 1].id),) if place else ())
    days = [day_of(record, record.rule.step(each.step)) for each in linked]
    if None in days:
        return None
    return max((each for each in days if each is not None), default=date.min)


def test_a_procedure_without_times_comes_to_its_end_when_everybody_does_theirs() -> None:
    steps = tuple(
        ProcedureStep(f"s{n}", NAME, (who,), (Evidence("confirm", NAME),))
        for n, who in enumerate(WHO)
    )
    life = case(Procedure("m", NAME, steps, date="2026-12-01"))
    for step in steps:
        bring(life, step.id, 0, min(WHO[step.who[0]]))
    assert life.state.phase == "done"
    assert life.now == datetime.fromisoformat("2026-03-06T02:00:00+00:00")
