"""A question that stands open when its activity has moved on: a clear word once, no more."""

from __future__ import annotations

from dataclasses import replace

import pytest

from service.core.workflow import Activity, Rejected, Workflow
from service.sdk.testing import ACTIVITY, BRANCH, SECRETARY
from service.sdk.transitions import Machine
from service.testkit.harness import harness
from service.workflows import discussion, quiz, signup, study
from service.workflows.discussion.machine import MACHINE as DISCUSSION
from service.workflows.quiz.machine import MACHINE as QUIZ
from service.workflows.signup.machine import MACHINE as SIGNUP
from service.workflows.study.machine import MACHINE as STUDY

KINDS: dict[str, tuple[Workflow, Machine]] = {  # type: ignore[type-arg]
    "discussion": (discussion.WORKFLOW, DISCUSSION),
    "quiz": (quiz.WORKFLOW, QUIZ),
    "signup": (signup.WORKFLOW, SIGNUP),
    "study": (study.WORKFLOW, STUDY),
}
AFTERWARDS = {("discussion", "closed", "?points"), ("discussion", "closed", "?why")}
"""What is asked only once it is over."""
ENDED = [
    (kind, phase, event)
    for kind, (_, machine) in KINDS.items()
    for event in sorted({row.event for row in machine.rows if row.event.startswith("?")})
    for phase in machine.phases
    if phase in ("closed", "published", "cancelled", "voting")
    and (kind, phase, event) not in AFTERWARDS
]


@pytest.mark.parametrize(("kind", "phase", "event"), ENDED)
def test_a_late_answer_gets_its_word_and_ends_the_question(
    kind: str, phase: str, event: str
) -> None:
    workflow, machine = KINDS[kind]
    life = harness(workflow, machine=machine)
    blank = workflow.begin(life.context(SECRETARY), BRANCH, {"command": kind, "args": ""})
    life.activity = Activity(ACTIVITY, kind, BRANCH, replace(blank, phase=phase))
    outcome = life.answer(event.removeprefix("?"), "你好")
    assert isinstance(outcome, Rejected)
    assert outcome.ends
    assert life.refusal()
