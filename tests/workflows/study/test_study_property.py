"""Random stories of a study task: whatever people do, in whichever order, hours are fair."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from service.questions.queries import Banks
from service.sdk.testing import BRANCH, LI, OUTSIDER, SECRETARY, ZHANG, Harness
from service.testkit.harness import Texts
from service.workflows.study import WORKFLOW
from service.workflows.study.machine import MACHINE
from service.workflows.study.model import DONE, fair, pages
from tests.workflows.study.test_study import BANK, DETAILS, RULES

TEXTS = Texts(WORKFLOW)
WAYS = ("read", "words", "lecture", "quiz:党史")

of_people = st.tuples(
    st.sampled_from(("read", "next", "write", "leave", "here", "show", "words", "code", "quiz")),
    st.sampled_from((LI, ZHANG, OUTSIDER)),
)
of_organizers = st.tuples(
    st.sampled_from(("code!", "note", "noted", "progress", "close!", "end!", "record")),
    st.sampled_from((SECRETARY, LI)),
)
time_passes = st.tuples(st.just("wait"), st.sampled_from((5, 60, 400, 90_000)))
steps = st.lists(st.one_of(of_people, of_people, time_passes, of_organizers), max_size=40)


def act(life: Harness, verb: str, who: int) -> None:
    match verb:
        case "next":
            life.press(verb, life.parts[who].page if who in life.parts else 0, actor=who)
        case "words":
            life.answer("words", "有收获", who)
        case "code":
            life.answer("code", "1234", who)
        case "quiz":
            life.hears("quiz.opened", {}, 90)
            life.hears("quiz.submitted", {"percent": 70, "passed": True}, 90, LI)
        case "code!":
            life.press("code", actor=who)
        case "noted":
            life.press(verb, actor=who, about=ZHANG)
        case _:
            life.press(verb, actor=who)


@settings(max_examples=60, deadline=None)
@given(steps, st.sampled_from(WAYS), st.sampled_from(((), (LI,))))
def test_hours_are_given_once_and_to_who_has_earned_them(
    story: list[tuple[str, int]], way: str, named: tuple[int, ...]
) -> None:
    life = Harness(WORKFLOW, TEXTS, machine=MACHINE, rules=RULES, answers={Banks(BRANCH): (BANK,)})
    life.begin({**DETAILS, "way": way, "named": named}, by=None)
    least = sum(
        fair(life.state.definition, each) for each in range(len(pages(life.state.definition)))
    )
    began, done = life.now, dict[int, Any]()
    for verb, value in story:
        if verb == "wait":
            life.advance(seconds=value)
        else:
            act(life, verb, value)
        for person, part in life.parts.items():
            assert (part.status in DONE) == (part.at is not None)
            assert part.hours(life.state.definition) == (4 if part.status in DONE else 0)
            assert done.get(person, part) == part, "what one has done stays as it is"
            assert not named or person in named, "nobody else has a part"
            if part.status in DONE and not part.by:
                done[person] = part
                assert way not in ("read", "words") or (life.now - began).total_seconds() >= least
        assert OUTSIDER not in life.parts
    life.advance(days=60)
    assert life.finished
    assert not life.timers
