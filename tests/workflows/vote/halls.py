"""A branch that votes, for tests: its people, its rules, and votes in several stages."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from service.core.access import Rules
from service.core.people import Person, Roster
from service.sdk.testing import BRANCH, LI, ROSTER, SECRETARY, ZHANG, Harness
from service.settings.rule_files import read_rule_book
from service.testkit.harness import harness
from service.workflows.vote import MACHINE, WORKFLOW

HE, SUN, MA, NOVICE = 6, 7, 8, 9
VOTERS = (SECRETARY, LI, ZHANG, HE, SUN, MA)
PEOPLE = Roster(
    ROSTER.units,
    {
        **ROSTER.people,
        ZHANG: Person(ZHANG, "张三", BRANCH, language="en"),
        HE: Person(HE, "何嘉宁", BRANCH),
        SUN: Person(SUN, "孙丽", BRANCH),
        MA: Person(MA, "马跃", BRANCH),
        NOVICE: Person(NOVICE, "白小雨", BRANCH, standing="probationary"),
    },
)
MEETING = 40


def hall(book: str = "party-branch", roster: Roster = PEOPLE) -> Harness:
    rules = Rules(book=read_rule_book(book))
    return harness(WORKFLOW, machine=MACHINE, roster=roster, rules=rules)


def held(profile: str = "ordinary_resolution", book: str = "party-branch", **more: Any) -> Harness:
    """A vote that a meeting has begun: six have a vote, and five of them are there."""
    life = hall(book)
    details = {
        "meeting": MEETING,
        "item": "i1",
        "title": "年度计划",
        "profile": profile,
        "roll": list(VOTERS),
        "present": list(VOTERS[:5]),
        **more,
    }
    life.begin(details)
    return life


def votes(
    life: Harness, *yes: int, no: tuple[int, ...] = (), abstain: tuple[int, ...] = ()
) -> None:
    """These people vote so by tap."""
    for place, people in enumerate((yes, no, abstain)):
        for each in people:
            life.press("cast", place, actor=each)


def for_good(life: Harness) -> None:
    """The rule is one by which a ballot that is cast can't be changed."""
    assert life.activity is not None
    rule = replace(life.state.progress.rule, again=False)
    life.activity = replace(life.activity, state=life.state.advanced(rule=rule))


def closes(life: Harness) -> None:
    life.press("close!")


def on_paper(profile: str, **more: Any) -> Harness:
    """A vote with ballot papers, with 孙丽 and 马跃 as tellers and 何嘉宁 as monitor."""
    usual = {"present": list(VOTERS), "tellers": [SUN, MA], "monitors": [HE]}
    return held(profile, **{**usual, **more})


def counts(life: Harness, typed: str, other: str | None = None) -> None:
    """Both tellers type what they have counted."""
    life.press("count", actor=SUN)
    life.answer("count", typed, SUN)
    life.press("count", actor=MA)
    life.answer("count", other if other is not None else typed, MA)


def outcome(life: Harness) -> str:
    """What the meeting has heard last."""
    told = [each for each in life.informed if each.about == "vote.closed"]
    assert told[-1].activity == MEETING
    found: str = told[-1].details["outcome"]
    return found


def without(roster: Roster, person: int) -> Roster:
    """The roster after somebody has left."""
    gone = replace(roster.people[person], active=False)
    return Roster(roster.units, {**roster.people, person: gone})
