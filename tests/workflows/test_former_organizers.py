"""Whoever has lost the right to organize can do nothing more with what they began; who holds the
right in the unit now is told, and can go on. What is a person's own stays theirs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from service.core.choices import ChoiceId
from service.core.events import HandedOver
from service.core.message import Choice
from service.core.people import Person, Roster
from service.core.queries import Ongoing
from service.core.workflow import Decision, Rejected
from service.sdk.testing import BRANCH, LI, ROSTER, SECRETARY, Harness
from service.sdk.transitions import ORGANIZER
from service.testkit.harness import harness
from service.workflows import signup
from tests.workflows.discussion.life import Life
from tests.workflows.plan import test_plan
from tests.workflows.quiz import bench as quizzes
from tests.workflows.talk import bench as talks

PLANNED = {
    "title": "植树",
    "about": "南山",
    "starts_at": "2026-03-07T09:00:00",
    "closes_at": "2026-03-07T07:00:00",
}
OFFER = {"members": ["李华", "Zhang"], "slots": [60, 120]}
NEW = 9  # who is secretary from now on


def with_successor(roster: Roster, *, still: bool) -> Roster:
    """With a new secretary; the one before is a member now, or `still` holds the office as well."""
    former = roster.people[SECRETARY]
    kept = former if still else replace(former, role="member")
    new = Person(NEW, "孙悦", BRANCH, role="secretary")
    return Roster(roster.units, {**roster.people, SECRETARY: kept, NEW: new})


def hand_over(life: Harness, *, still: bool = False) -> None:
    life.roster = with_successor(life.roster, still=still)


def quiz() -> Harness:
    life = quizzes.Quizzing()
    life.quiz(review=True)
    return life


def closed_quiz() -> Harness:
    life = quiz()
    life.press("close!")
    return life


def discussion() -> Harness:
    return Life()


def closed_discussion() -> Harness:
    life = Life()
    life.press("close!")
    life.answers[Ongoing(SECRETARY)] = ()
    return life


def sign_up() -> Harness:
    life = harness(signup.WORKFLOW, machine=signup.MACHINE, roster=ROSTER)
    life.begin(PLANNED)
    return life


def plan() -> Harness:
    return test_plan.Bench()


def talk() -> Harness:
    life = talks.Bench(OFFER)
    life.advance()
    return life


LIVES: tuple[Callable[[], Harness], ...] = (
    quiz,
    closed_quiz,
    discussion,
    closed_discussion,
    sign_up,
    plan,
    talk,
)


def acts(life: Harness) -> list[str]:
    """What organizers may do just now, by the rows of the machine."""
    assert life.machine is not None
    by = "owner" if life.workflow.kind == "talk" else ORGANIZER
    phase = "sent" if life.workflow.kind == "talk" else life.state.phase
    return [
        row.event
        for row in life.machine.rows
        if row.by == by and phase in row.phases and row.event.rstrip("!").isidentifier()
    ]


def attempt(life: Harness, verb: str, actor: int) -> Any:
    """The button, with the argument it has on a panel of today."""
    args = (life.state.step,) if verb in ("keep", "skipnow", "stopnow") and plan_of(life) else ()
    return life.press(verb, *args, actor=actor)


def plan_of(life: Harness) -> bool:
    return life.workflow.kind == "plan"


@pytest.mark.parametrize("begun", LIVES)
def test_who_lost_the_right_can_neither_lead_nor_see_nor_export(
    begun: Callable[[], Harness],
) -> None:
    life = begun()
    hand_over(life)
    before, panels = life.state, len(life.messages(SECRETARY))
    tried = [each for each in acts(life) if each != "show"]
    assert tried
    for verb in tried:
        outcome = attempt(life, verb, SECRETARY)
        assert isinstance(outcome, Rejected), verb
    assert life.state == before
    told = life.messages(SECRETARY)[panels:]
    assert not any(each.attachments for each in told)
    assert {each.title for each in told} <= {""}, "only that it is refused"


@pytest.mark.parametrize("begun", LIVES)
def test_who_holds_the_right_now_sees_the_panel_and_goes_on(begun: Callable[[], Harness]) -> None:
    life = begun()
    hand_over(life)
    assert isinstance(life.press("show", actor=NEW), Decision)
    verbs = [_verb(each) for row in life.messages(NEW)[-1].choices for each in row]
    assert verbs
    for verb in verbs:
        outcome = attempt(life, verb, NEW) if verb in acts(life) else None
        assert getattr(outcome, "code", "") not in ("sdk.not_allowed", "talk.not_yours"), verb


def _verb(choice: Choice) -> str:
    decoded = ChoiceId.decode(choice.id)
    return decoded.verb if decoded is not None else ""


@pytest.mark.parametrize("begun", [quiz, discussion, sign_up, plan, talk])
@pytest.mark.parametrize("still", [False, True])
def test_what_time_brings_is_told_to_who_may_organize_now(
    begun: Callable[[], Harness], still: bool
) -> None:
    """The one who began it, while they still may; else who holds the right in the unit now."""
    life = begun()
    hand_over(life, still=still)
    life.told.clear()
    life.advance(days=40 if plan_of(life) else 2)
    panels = {each.to for each in life.told if each.send.key.partition(".")[0] in ("panel", "card")}
    assert panels == {SECRETARY if still else NEW}


def dropped_quiz() -> Harness:
    life = quizzes.Quizzing()
    life.begin()
    life.press("drop")
    return life


def dropped_discussion() -> Harness:
    life = Life({"command": "discussion", "args": ""})
    life.press("drop!")
    return life


def dropped_sign_up() -> Harness:
    life = harness(signup.WORKFLOW, machine=signup.MACHINE, roster=ROSTER)
    life.begin()
    life.press("drop!")
    return life


def stopped_plan() -> Harness:
    life = plan()
    life.press("stopnow", life.state.step)
    return life


def dropped_talks() -> Harness:
    life = talks.Bench({"command": "talk", "args": ""})
    life.press("drop")
    return life


@pytest.mark.parametrize(
    "begun", [dropped_quiz, dropped_discussion, dropped_sign_up, stopped_plan, dropped_talks]
)
def test_who_lost_the_right_does_not_undo_what_they_did_with_it(
    begun: Callable[[], Harness],
) -> None:
    life = begun()
    before, undo = life.state, ("undone", life.state.undo.number)
    hand_over(life)
    assert isinstance(life.press(*undo), Rejected)
    assert life.state == before
    assert "没有" in life.refusal()


@pytest.mark.parametrize("begun", [quiz, discussion, sign_up, plan])
def test_what_is_handed_over_is_the_next_one_s_and_nobody_is_told_twice(
    begun: Callable[[], Harness],
) -> None:
    """Although the former one may still organize: they have another post."""
    life = begun()
    by_post = life.workflow.by_post
    assert by_post is not None and by_post(life.state, SECRETARY)
    hand_over(life, still=True)
    life.told.clear()
    life.do(HandedOver(SECRETARY, NEW))
    assert by_post(life.state, NEW) and not by_post(life.state, SECRETARY)
    assert not life.told, "there is one list of everything"
    life.advance(days=40 if plan_of(life) else 2)
    panels = {each.to for each in life.told if each.send.key.partition(".")[0] in ("panel", "card")}
    assert panels == {NEW}


def test_talks_and_their_wishes_are_personal() -> None:
    assert talk().workflow.by_post is None


# -- what is a person's own


def test_a_talk_that_is_agreed_on_stays_between_its_two_sides() -> None:
    """Who holds it moves it, keeps its record and reads their own note, whatever their role is."""
    life = talk()
    life.taps("11:00", LI)
    hand_over(life)
    assert isinstance(life.press("who", about=LI), Decision)
    assert isinstance(life.press("move", about=LI), Decision)
    assert isinstance(life.press("panel"), Rejected)
    assert isinstance(life.press("off", actor=NEW, about=LI), Decision)
    assert life.parts[LI].phase == "cancelled"


def test_a_member_s_wish_stays_with_who_was_asked() -> None:
    life = talks.Bench({"command": "wish", "args": ""}, by=LI)
    life.answer("whom", "王敏", LI)
    life.press("ask", actor=LI)
    hand_over(life)
    assert isinstance(life.press("show"), Decision)
    assert isinstance(life.press("other", about=LI), Decision)
    assert isinstance(life.press("panel", actor=NEW), Rejected)


def test_who_lost_the_right_takes_part_as_a_member() -> None:
    life = quiz()
    hand_over(life)
    assert isinstance(life.press("begin"), Decision)
    assert isinstance(life.press("a", 0, 0), Decision)
